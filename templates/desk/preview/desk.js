// What every view has: the desk's events, the state line, keys, and messages that pass.
//
//   document "newsgrid:files"   detail {generation, changed: [names]}: files changed on disk

const state = document.getElementById("state");
let generation = null;

/** Says something in the state line: `kind` is "", "busy", "good" or "bad". */
export function say(text, kind = "") {
  state.textContent = text;
  state.dataset.kind = kind;
}

/** A message that passes, at the foot of the page. */
export function toast(text, kind = "") {
  const made = document.createElement("p");
  made.className = `toast ${kind}`;
  made.textContent = text;
  document.getElementById("toasts").append(made);
  setTimeout(() => made.remove(), kind === "bad" ? 9000 : 5000);
}

/** The name of this tab, the same until it is closed: unsaved rules are kept under it. */
export const tab = sessionStorage.tab ??= crypto.randomUUID();

/** The query of this page's address, and a way to change it without leaving. */
export const query = new URLSearchParams(location.search);
export function remember(values) {
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "") query.delete(key);
    else query.set(key, value);
  }
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  if (values.story) sessionStorage.story = values.story;
}

function listen() {
  const events = new EventSource("/events");
  events.addEventListener("hello", event => {
    const now = JSON.parse(event.data).generation;
    say("Live", "good");
    if (generation !== null && now !== generation) changed({generation: now, changed: []});
    generation = now;
  });
  events.addEventListener("files", event => changed(JSON.parse(event.data)));
  events.addEventListener("stop", () => {
    events.close();
    say("The desk is closed", "bad");
    setTimeout(again, 2000);
  });
  events.onerror = () => say("The desk does not answer", "bad");
  addEventListener("pagehide", () => events.close());
}

async function again() {
  try {
    await fetch("/static/desk.css", {method: "HEAD"});
    listen();
  } catch {
    setTimeout(again, 2000);
  }
}

function changed(detail) {
  generation = detail.generation;
  document.dispatchEvent(new CustomEvent("newsgrid:files", {detail}));
}

addEventListener("keydown", event => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const link = document.querySelector(`.views a[data-key="${event.key}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

listen();
