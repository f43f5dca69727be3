// A headline that is typed over a chosen story: how it would break, whether it fits where the story
// begins, and what it would move elsewhere; then it is written into the story, for paper alone.

import {findingsOf, send} from "./api.js";
import {say} from "./desk.js";
import {findingList, h} from "./dom.js";
import {quiet} from "./pace.js";
import {FormTry, doing} from "./print-try.js";
import {counted} from "./words.js";

const PAUSE = 120;  // ms after the last key before it is asked

/** What was typed last, by story: the panel is made anew with each edition. */
const typed = new Map();

/** The fold of a story's headline: `story` as the edition lists it; what is written is noted with
 *  the `decisions`, and undone as they are. */
export function headlineForm(decisions, story) {
  if (!story.pages.length || !story.file) return null;
  const {slug, file} = story;
  const told = h("div.headline-told", {role: "status"}), trouble = h("div", {role: "alert"});
  const use = h("button", {type: "button", disabled: true, onclick: () => write(decisions, {file, slug}, box.value, trouble)}, "Use it in print");
  const box = h("textarea", {id: "typed-headline", rows: 2, value: typed.get(slug) ?? story.headline, oninput: () => {
    typed.set(slug, box.value);
    use.disabled = true;
    trial.want(null);
    ask();
  }});
  const trial = new FormTry("/api/headline/trial", found => doing("Using it", found));
  const ask = quiet(PAUSE, async () => {
    const text = box.value;
    if (!text.trim()) return told.replaceChildren();
    try {
      const found = await send("POST", "/api/headline", {slug, text});
      if (text !== box.value) return;
      told.replaceChildren(...outcome(found));
      use.disabled = text.trim() === story.headline;
      trial.want(use.disabled ? null : {slug, file, text});
    } catch (error) {
      told.replaceChildren(findingList(findingsOf(error, "the story changed meanwhile: use it again")));
    }
  });
  if (typed.has(slug)) ask();
  return h("details.fold", {open: typed.has(slug)},
    h("summary", {}, h("h2", {}, "Headline")),
    h("div.headline-form", {}, h("label", {for: "typed-headline"}, "Headline in print"), box),
    told, trial.place, trouble, h("p", {}, use));
}

/** How it would stand. */
function outcome({lines, size, deeper, fits}) {
  const said = fits ? "Fits" : deeper > 0 ? `Too long: ${counted(deeper, "row")} deeper than its head is now` : "Fits only in smaller type";
  return [
    h("p", {}, h(`span.tag.${fits ? "good" : "warn"}`, {}, said), " ", h("span.soft", {}, `${counted(lines.length, "line")} of ${size} pt`)),
    h("p.headline-lines", {}, lines.map(line => h("span", {}, line))),
  ];
}

async function write(decisions, {file, slug}, text, trouble) {
  say("Writing the headline…", "busy");
  try {
    await decisions.inTurn(async () => decisions.wrote(`Headline: ${slug}`, file, await send("PUT", "/api/headline", {file, text})));
    typed.delete(slug);
    trouble.replaceChildren();
  } catch (error) {
    say("Not written", "bad");
    trouble.replaceChildren(findingList(findingsOf(error, "the story changed meanwhile: use it again")));
  }
}
