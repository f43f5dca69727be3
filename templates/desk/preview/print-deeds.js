// The deeds of the print view that no control stands for: what is turned to, what is chosen, what is
// taken back. Those of its tools and forms are found where they stand (`deeds.js`); here is which
// keys they have.

import {offer} from "./deeds.js";
import {askAgain} from "./print-again.js";
import {holdAd, ofAd} from "./print-ads.js";
import {holdStory} from "./print-forms.js";
import {holdDeed} from "./print-hold.js";
import {houseAdDeed} from "./print-house.js";
import {regionDeed} from "./print-place.js";
import {nextProblem} from "./print-problems.js";
import {heldStories} from "./print-tray.js";
import {toast} from "./desk.js";
import {pageName} from "./words.js";

/** The keys of what a form decides, by the labels of its controls. */
const FORM_KEYS = {
  "Begins on page": "m", "Stands on page": "m", "Leads its page": "e", "Is led by": "e", "Columns": "c", "Rows": "r", "First picture": "i",
  "Together with": "z", "Where": "y", "Close this page": "x", "Open this page": "x", "Swap with page": "u", "Move stories to page": "m",
};

/** Gives the controls of a panel their keys. */
export function withKeys(panel) {
  const named = [...panel.querySelectorAll(".decide > label")].map(label => [label.textContent, label.control]);
  const buttons = [...panel.querySelectorAll(".fold > p > button")].map(button => [button.textContent, button]);
  for (const [name, control] of [...named, ...buttons]) {
    if (FORM_KEYS[name] && control) control.setAttribute("aria-keyshortcuts", FORM_KEYS[name]);
  }
}

/** Offers what can be done: `view` has the print view's `state`, `names`, `decisions` (null where
 *  nothing can be decided), `costs`, and what it does: turn, choose, zoomTo, laid (the pages on the table). */
export function offerDeeds(view) {
  let at = null;
  const go = way => {
    const problem = nextProblem(view.state.edition, at, way);
    if (!problem) {
      toast("Nothing is to be mended on any page.");
      return;
    }
    at = problem;
    view.choose(problem.pick);
    toast(problem.finding.message, problem.finding.severity === "error" ? "bad" : "");
  };
  offer(() => view.state.edition ? [
    ...chosen(view),
    {name: "Next problem", group: "Problems", keys: ["J"], also: "finding error warning", act: () => go(1)},
    {name: "Problem before", group: "Problems", keys: ["K"], also: "previous finding error warning", act: () => go(-1)},
    ...(view.decisions ? decided(view) : []),
    {name: "Fit the page", group: "Zoom", keys: ["0"], act: () => view.zoomTo("fit")},
    {name: "Fit its width", group: "Zoom", keys: ["W"], act: () => view.zoomTo("width")},
    {name: "Printed size", group: "Zoom", keys: ["1"], act: () => view.zoomTo("100")},
    ...TOLD,
  ] : []);
}

/** What can be turned to, and chosen. */
function chosen({state, names, turn, choose, laid, decisions}) {
  const {pages, stories, ads, pictures, unplaced} = state.edition;
  const on = found => found.length ? `page ${found.join(" and ")}` : "on no page";
  const pick = (kind, id) => () => choose({kind, id});
  const every = [
    ...ads.map(each => ({id: each.id, pages: [each.page]})), ...unplaced.filter(each => each.id).map(each => ({id: each.id, pages: []}))];
  const choices = {
    story: () => [...stories, ...heldStories(state.edition).map(each => ({...each, section: "held", pages: []}))].map(each => ({name: each.headline || each.slug, also: `${each.slug} ${each.section}`, note: on(each.pages), act: pick("story", each.slug)})),
    ad: () => every.map(each => ({name: String(names.ad(each.id)), note: on(each.pages), act: pick("ad", each.id)})),
    picture: () => pictures.map(each => ({name: each.file, also: each.story, note: on([each.page]), act: pick("picture", each.id)})),
  };
  return [
    {name: "Choose a story", group: "Choose", keys: ["F"], also: "find pick", then: choices.story},
    ...(every.length ? [{name: "Choose an ad", group: "Choose", also: "find pick", then: choices.ad}] : []),
    ...(pictures.length ? [{name: "Choose a picture", group: "Choose", also: "find pick", then: choices.picture}] : []),
    ...(decisions ? [houseAdDeed({edition: state.edition, choose})] : []),
    ...laid().map((number, i) => ({name: `Choose page ${number}`, group: "Choose", keys: i ? [] : ["P"], act: pick("page", String(number))})),
    ...(state.pick ? [{name: "Choose none", group: "Choose", keys: ["Esc"], act: () => choose(null)}] : []),
    {name: "Turn to a page", group: "Page", keys: ["T"], also: "go to", then: () => pages.map(page => ({
      name: pageName(page), note: laid().includes(page.number) ? "now" : page.closed ? "closed" : "", act: () => turn(page.number)}))},
    {name: "First page", group: "Page", keys: ["Home"], act: () => turn(1)},
    {name: "Last page", group: "Page", keys: ["End"], act: () => turn(pages.length)},
  ];
}

/** What is taken back and decided again, and pages that close and open. */
function decided({decisions, costs, laid, state, choose}) {
  const of = kind => state.pick?.kind === kind ? state.pick.id : null;
  const story = of("story"), ad = of("ad");
  const last = steps => steps.at(-1)?.what;
  const page = number => {
    const {closed} = state.edition.pages[number - 1];
    return {name: `${closed ? "Open" : "Close"} page ${number}`, group: "Page", act: () => decisions.close([number], !closed)};
  };
  return [
    ...(last(decisions.past) ? [{name: "Undo", group: "Decisions", note: last(decisions.past), keys: ["Ctrl-Z"], also: "take back", act: () => decisions.undo()}] : []),
    ...(last(decisions.future) ? [{name: "Redo", group: "Decisions", note: last(decisions.future), keys: ["Ctrl-Shift-Z"], also: "again", act: () => decisions.redo()}] : []),
    ...(story ? regionDeed({decisions, costs}, story, state.edition, laid()) : []),
    ...(story ? [holdDeed(decisions.ofStory(story), value => holdStory(decisions, story, value))] : []),
    ...(ad ? [holdDeed(ofAd(decisions, ad), value => holdAd(decisions, ad, value))] : []),
    {name: "Again, of an earlier edition", group: "Decisions", also: "last week same as before", act: () => askAgain(decisions, state.edition)},
    ...laid().map(page),
    ...laid().filter(number => number > 1 && !state.edition.pages[number - 1].closed).flatMap(number => [false, true].map(mirror => ({
      name: `Swap page ${number} with another${mirror ? ", mirrored" : ""}`, group: "Page", also: "exchange move left right outside", then: () => state.edition.pages
        .filter(other => other.number > 1 && other.number !== number && !other.closed && !(mirror && (other.number - number) % 2 === 0))
        .map(other => ({name: pageName(other), act: async () => {
          await choose({kind: "page", id: String(number)}, false);  // what cannot follow is told with its form
          await decisions.swap(number, other.number, mirror);
        }}))}))),
    ...["Close", "Open"].map(what => sections(decisions, state.edition, what)).filter(Boolean),
  ];
}

/** The deed that closes, or opens, all pages of a section that are not so; null where there is none. */
function sections(decisions, {pages}, what) {
  const found = Object.entries(Object.groupBy(pages.filter(({section, closed}) => section && closed === (what === "Open")), each => each.section))
    .map(([section, some]) => [section, some.map(({number}) => number)]);
  return found.length ? {name: `${what} a section`, group: "Page", also: "all its pages", then: () => found.map(([section, numbers]) => ({
    name: section, note: `page${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")}`, act: () => decisions.close(numbers, what === "Close")}))} : null;
}

/** Keys and gestures that are no deeds of the palette's. */
const TOLD = [
  {name: "Go through what is on the pages, choose one", keys: ["Tab", "Enter"]},
  {name: "The chosen story, ad or house ad to another page", keys: ["Drag"]},
  {name: "The chosen story to a region of a page", keys: ["Drag"]},
  {name: "A page onto another, at a glance or among the thumbnails: they are swapped", keys: ["Drag"]},
  {name: "The same, mirrored: what stands outside stands outside", keys: ["Shift-Drag"]},
  {name: "Spread or page", keys: ["D"]},
  {name: "Scroll by a screen, then turn", keys: ["Space", "Shift-Space"]},
  {name: "Zoom", keys: ["Ctrl-Wheel"]},
  {name: "Open a page that is seen at a glance", keys: ["Double click"]},
  {name: "Take a decision back, decide it again", keys: ["Ctrl-Z", "Ctrl-Shift-Z"]},
].map(each => ({...each, group: "By hand", told: true}));
