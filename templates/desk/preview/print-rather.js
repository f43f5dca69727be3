// What of a story is a preference: all that is decided of it, or some of it.
//
//   form ──> rather: true (all), ["columns", "cut"] (these; all else must be)
//
// A list that the file has is shown by a tick for each thing that is decided, and stays but for the
// one that is changed.

import {tick} from "./print-fields.js";

/** What can be a preference, by its keys of pages.toml in their order, and in words. */
const WORDS = new Map([
  ["page", "its page"], ["lead", "that it leads"], ["columns", "columns"], ["rows", "rows"], ["picture", "first picture"],
  ["headline", "headline size"], ["deck", "deck"], ["headline_lines", "headline lines"], ["breaks", "headline, line by line"],
  ["quote", "pull quote"], ["byline", "byline"], ["pictures", "pictures"], ["dominant", "large picture"],
  ["keep", "what must be seen"], ["words", "words"], ["cut_lines", "lines to cut"], ["cut", "cuts"],
  ["jump", "where it goes on"], ["together", "together with"], ["apart", "apart from"], ["sidebar", "sidebar"], ["region", "region"],
  ["place", "place"], ["rest", "place of its rest"]]);

/** What is preferred, in words: for what is told of it. */
export const preferredWords = keys => keys.map(key => WORDS.get(key) ?? key).join(", ");

/** The fields of a story's form: whether all that is decided of it is a preference, and where it is,
 *  or some of it is, a tick for each. `own` is what is decided of the story, `elsewhere` whether a
 *  page of the file has it (which is a decision); `take` is called with what is from now on. */
export function ratherFields(own, elsewhere, take) {
  const now = own.rather ?? false;
  const decided = [...WORDS.keys()].filter(key => key in own && !(key === "jump" && own.jump === true));
  const others = decided.filter(key => key !== "page" && key !== "lead");
  const named = now === true ? decided : now || [];
  const shown = now ? [...new Set([...decided, ...named])] : [];
  const all = elsewhere && others.length ? others : true;
  return [
    ...tick("Rather than must", now === true, value => take(value ? all : null)),
    ...shown.flatMap(key => tick(`Rather: ${WORDS.get(key) ?? key}`, named.includes(key), value => {
      const kept = shown.filter(each => each === key ? value : named.includes(each));
      take(kept.length ? kept : null);
    })),
  ];
}
