// What is done with whole pages: their stories moved, swapped, kept; the decisions of the last print
// made again; and what stands elsewhere than it was printed last.

import {h} from "./dom.js";
import {askAgain} from "./print-again.js";
import {counted, storyName} from "./words.js";

/** What something is decided of, as pages.toml has it. */
const TABLES = ["story", "page", "ad", "house_ad"];

/** The edits by which the stories that begin on a page begin on another. What leads by decision leads
 *  there; a sidebar comes with its story. */
export const contents = (decisions, edition, from, to) => edition.stories
  .filter(each => each.pages[0] === from && !edition.stories.some(({slug}) => decisions.ofStory(slug).sidebar?.includes(each.slug)))
  .flatMap(({slug}) => [["story", slug, "page", to], ...(decisions.leads(slug) ? [["story", slug, "lead", true]] : [])]);

/** The edits by which everything is as it was decided in the last printed edition, of the stories,
 *  pages and ads that there are; none where it is so, or nothing was decided. */
function asLastPrinted(decisions, edition) {
  const {last, ...now} = decisions.data;
  const there = {
    story: new Set([...edition.stories, ...edition.unplaced].map(each => each.slug)),
    page: new Set(edition.pages.map(page => String(page.number))),
    ad: new Set([...edition.ads, ...edition.unplaced].map(each => each.id)),
    house_ad: new Set(edition.choices.houseAds),
  };
  return TABLES.flatMap(table => Object.entries(last?.[table] ?? {}).filter(([name]) => there[table].has(name))
    .flatMap(([name, keys]) => Object.entries(keys).filter(([key, value]) => JSON.stringify(now[table]?.[name]?.[key]) !== JSON.stringify(value))
      .map(([key, value]) => [table, name, key, value])));
}

/** Everything that is decided, given back to the engine, what stories decide of themselves with it:
 *  that is told. Deadlines are none of its business. */
export const givenBack = decisions => {
  const {data, own} = decisions;
  const stories = new Set([...Object.keys(data.story), ...Object.keys(own)]);
  const decided = {...data, story: Object.fromEntries([...stories].map(slug => [slug, decisions.ofStory(slug)]))};
  return TABLES.flatMap(table => Object.entries(decided[table] ?? {})
    .flatMap(([name, keys]) => Object.keys(keys).filter(key => key !== "deadline").map(key => [table, name, key, null])));
};

/** What stands elsewhere than in the last printed edition, and the way to decide again as it was
 *  decided then: `picked` is called with what is wanted. */
export function sinceLastPrint(decisions, edition, picked) {
  const {moved} = edition, again = asLastPrinted(decisions, edition);
  return h("details.fold", {},
    h("summary", {}, h("h2", {}, `Moved since the last print (${moved.length})`)),
    moved.length ? h("ul.unplaced", {}, moved.map(({slug, rest, from, to}) => h("li", {},
      h("button.bare", {type: "button", onclick: () => picked({kind: "story", id: slug})}, storyName(edition, slug)),
      h("p.soft", {}, `${rest ? "its second part: " : ""}page ${from} → page ${to}`)))) : null,
    again.length ? h("p", {}, h("button", {type: "button", onclick: () => decisions.decide("Decided as in the last print", again)},
      `Decide again as in the last print (${counted(again.length, "decision")})`)) : null,
    h("p", {}, h("button", {type: "button", "aria-haspopup": "dialog", onclick: () => askAgain(decisions, edition)}, "Again …")));
}
