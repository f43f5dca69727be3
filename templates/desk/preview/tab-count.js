// How many findings there are, on the tab that leads to them: counted by the desk once for all tabs,
// after what the view itself asks for.

const WAIT = 2500; // milliseconds after a page is opened or files change: the view's own questions come first

const tab = document.querySelector('.views a[href="/findings"]');

/** Shows a count on the tab: of errors, else of warnings. */
export function counts({errors, warnings}) {
  tab.querySelector(".tab-count")?.remove();
  const number = errors || warnings;
  if (!number) return;
  const noun = errors ? "error" : "warning";
  const made = document.createElement("span");
  made.className = `tab-count ${errors ? "bad" : "warn"}`;
  made.append(number > 999 ? "999+" : String(number));
  const said = document.createElement("span");
  said.className = "unseen";
  said.textContent = ` ${noun}${number === 1 ? "" : "s"}`;
  made.append(said);
  tab.append(made);
}

/** Counts now and whenever files change, in tabs that are seen. The findings' own view counts what it
 *  shows. */
export function tabCount() {
  if (!tab || tab.hasAttribute("aria-current")) return;
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(count, WAIT);
  };
  document.addEventListener("newsgrid:files", soon);
  document.addEventListener("visibilitychange", soon);
  soon();
}

async function count() {
  if (document.hidden) return;
  try {
    const answer = await fetch("/api/findings/count");
    if (answer.ok) counts(await answer.json());
  } catch { /* the desk is gone: the state line says so */ }
}
