// What is decided, each with the way back to the engine, and what the last decision moved: folds of
// the print view's panel.

import {h} from "./dom.js";
import {givenBack} from "./print-pages.js";
import {preferredWords} from "./print-rather.js";
import {count} from "./words.js";

/** All that is decided, each with a button that gives it back to the engine. */
export function allDecisions(decisions, names, {unmet}, picked) {
  const {story, page} = decisions.data;
  const decided = [...new Set([...Object.keys(story), ...Object.keys(decisions.own)])];
  const rows = [
    ...decided.map(slug => ["story", slug, decisions.ofStory(slug), names.story(slug)]),
    ...Object.entries(page).map(([number, keys]) => ["page", number, keys, `Page ${number}`]),
    ...Object.entries(decisions.data.ad ?? {}).map(([id, keys]) => ["ad", id, keys, names.ad(id)]),
    ...Object.entries(decisions.data.house_ad ?? {}).map(([name, keys]) => ["house_ad", name, keys, `House ad ${name}`]),
    ...Object.entries(decisions.data.section ?? {}).map(([name, keys]) => ["section", name, keys, `Section ${name}`]),
  ];
  if (!rows.length) return null;
  const back = (table, name, keys) => Object.keys(keys).map(key => [table, name, key, null]);
  return h("details.fold", {},
    h("summary", {}, h("h2", {}, `Decided (${rows.length})`)),
    h("ul.unplaced", {}, rows.map(([table, name, keys, title]) => h("li", {},
      table === "section" ? h("b", {}, title) : h("button.bare", {type: "button", onclick: () => picked({kind: table, id: name})}, title),
      h("button.bare", {type: "button", "aria-label": `Give ${title} back to the engine`, title: "Give it back to the engine",
        onclick: () => decisions.decide(`${title} given back`, back(table, name, keys))}, "✕"),
      h("p.soft", {}, Object.entries(keys).map(([key, value]) => value === true ? key : `${key} ${inWords(value)}`).join(", ")),
      unmet.filter(each => each[table] === name).map(each => h("p.unmet", {}, unmetWords(each)))))),
    h("p", {}, h("button", {type: "button", onclick: () => decisions.decide("Everything given back", givenBack(decisions))}, "Give everything back to the engine")));
}

/** Why a preference is not met: where it stands instead, or what of it is not so, and its price. */
const unmetWords = ({ad, keys, on, price, cost, lost}) => `Not met: ${
  ad === null && !keys.includes("page") ? preferredWords(keys) : `it stands ${on.length ? `on page ${on.join(" and ")}` : "on no page"}`}; ${
  cost !== null ? `it would cost ${count(cost)} points, and not less than ${count(price)}`
    : lost.length ? `${lost.join(", ")} would have no place` : `no plan was found in which that costs less than ${count(price)} points`}.`;

/** A value in words: a table, as a place or the regions of a page, by its keys; a list of any. */
const inWords = value => Array.isArray(value) ? value.map(inWords).join(",") : value instanceof Object
  ? Object.entries(value).map(([key, each]) => `${key} ${each}`).join(", ") : String(value);

/** What the last decision moved: `picked` is called with the story that is wanted. */
export function movedBy({made}, picked) {
  if (!made?.moved) return null;
  const on = pages => pages.length ? `page ${pages.join(" and ")}` : "no page";
  return h("details.fold", {open: made.moved.length > 0},
    h("summary", {}, h("h2", {}, `Moved by the last decision (${made.moved.length})`)),
    h("p.soft", {}, made.what),
    h("ul.unplaced", {}, made.moved.map(each => h("li", {},
      h("button.bare", {type: "button", onclick: () => picked({kind: each.kind ?? "story", id: each.slug})}, each.headline || each.slug),
      h("p.soft", {}, `${on(each.from)} → ${on(each.pages)}`)))));
}
