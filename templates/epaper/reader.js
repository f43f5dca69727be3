// The reader page: turns pages, opens stories and contents. What is shown is in the address
// ("#page-3", "#story-NAME"), so that Back goes back, and a link can be kept.
(() => {
  "use strict";
  const root = document.documentElement;
  const find = (id) => document.getElementById(id);
  const pages = find("pages"), strip = find("strip"), where = find("where");
  const story = find("story"), text = find("story-text"), contents = find("contents-of-issue");
  const sheets = [...pages.querySelectorAll(".sheet")];
  const templates = [...document.querySelectorAll("template")];
  const wide = matchMedia("(min-width: 56.25em)");
  const first = Number(sheets[0].dataset.page);
  let shown = first, open = null;

  root.classList.add("js");
  contents.close();

  // Even pages are left ones: a spread is an even page and the odd one after it.
  const facing = (page) => {
    if (!wide.matches) return [page];
    const left = page % 2 ? page - 1 : page;
    return [left, left + 1].filter((each) => find(`page-${each}`));
  };

  const show = (page) => {
    const group = facing(page);
    const moved = !group.includes(shown) || pages.dataset.shown !== group.join();
    shown = page;
    pages.dataset.shown = group.join();
    pages.classList.toggle("spread", wide.matches);
    for (const sheet of sheets) {
      const number = Number(sheet.dataset.page);
      sheet.hidden = !group.includes(number);
      sheet.classList.toggle("left", number % 2 === 0);
      sheet.classList.toggle("right", number % 2 === 1);
    }
    const two = group.length > 1;
    where.textContent = (two ? where.dataset.two.replace("{pages}", group.join("–")) : where.dataset.one.replace("{page}", group[0])).replace("{count}", sheets.length);
    find("previous").disabled = group[0] === first;
    find("next").disabled = group.at(-1) === Number(sheets.at(-1).dataset.page);
    for (const link of strip.children) {
      const number = Number(link.hash.slice(6));
      if (group.includes(number)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      link.classList.toggle("opens", !wide.matches || number % 2 === 0);
    }
    const here = strip.querySelector("[aria-current]");
    if (here) strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
    if (moved) pages.scrollTo(0, 0);
    for (const number of facing(group.at(-1) + 1)) {
      const next = find(`page-${number}`);
      if (next) next.querySelector("img").loading = "eager";
    }
  };

  const turn = (by) => {
    const group = facing(shown);
    const to = by < 0 ? group[0] - 1 : group.at(-1) + 1;
    if (find(`page-${to}`)) location.hash = `page-${by < 0 ? facing(to)[0] : to}`;
  };

  const read = (name) => {
    const at = templates.findIndex((each) => each.id === `story-${name}`);
    if (at < 0) return false;
    const template = templates[at];
    open = at;
    text.replaceChildren(template.content.cloneNode(true));
    const head = text.querySelector(".headline");
    text.setAttribute("aria-label", head ? head.textContent : name);
    story.setAttribute("aria-label", head ? head.textContent : name);
    find("story-place").textContent = template.dataset.place;
    find("story-previous").disabled = at === 0;
    find("story-next").disabled = at === templates.length - 1;
    if (contents.open) contents.close();
    const page = Number(template.dataset.page);
    if (!facing(shown).includes(page)) show(page);
    if (!story.open) story.showModal();
    text.scrollTo(0, 0);
    text.focus();
    return true;
  };

  const follow = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.startsWith("story-") && read(hash.slice(6))) return;
    if (story.open) story.close();
    const page = Number(hash.startsWith("page-") ? hash.slice(5) : shown);
    show(find(`page-${page}`) ? page : first);
  };

  find("previous").addEventListener("click", () => turn(-1));
  find("next").addEventListener("click", () => turn(1));
  find("contents").addEventListener("click", () => contents.showModal());
  find("larger").addEventListener("click", (event) => {
    const zoomed = pages.classList.toggle("zoomed");
    event.currentTarget.setAttribute("aria-pressed", String(zoomed));
  });
  for (const [id, by] of [["story-previous", -1], ["story-next", 1]]) {
    find(id).addEventListener("click", () => {
      location.replace(`#${templates[open + by].id}`);
    });
  }
  for (const dialog of [story, contents]) {
    dialog.querySelector(".close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
  story.addEventListener("close", () => {
    open = null;
    if (location.hash.startsWith("#story-")) location.replace(`#page-${shown}`);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-story]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.hash = `story-${link.dataset.story}`;
  });
  document.addEventListener("keydown", (event) => {
    if (story.open || contents.open || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = sheets.at(-1).dataset.page;
    const keys = { ArrowLeft: () => turn(-1), ArrowRight: () => turn(1), Home: () => (location.hash = `page-${first}`), End: () => (location.hash = `page-${last}`) };
    if (keys[event.key] && !pages.classList.contains("zoomed")) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // A swipe turns the page, unless the page is larger than its place.
  let touch = null;
  pages.addEventListener("touchstart", (event) => {
    touch = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  pages.addEventListener("touchend", (event) => {
    if (!touch || pages.scrollWidth > pages.clientWidth + 1) return;
    const end = event.changedTouches[0];
    const [across, down] = [end.clientX - touch.clientX, end.clientY - touch.clientY];
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0 ? 1 : -1);
  }, { passive: true });

  wide.addEventListener("change", () => show(shown));
  addEventListener("hashchange", follow);
  follow();
})();
