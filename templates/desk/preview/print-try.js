// What a decision would move, tried before it is made: where a story is held over a zone for a moment,
// a choice of the palette is marked, a value is typed into a form; and what is no decision: a late ad
// before it is booked, a headline before it is used.
//
//   edits, for a moment ──> POST /api/print/trial ──> {brief, refused, …}      nothing is written
//
// The newest is tried, all else given up; a decision waits for none (layout/desk/preview/print/
// trial_bench.py makes the edition, in a process of its own).

import {findingsOf, send} from "./api.js";
import {findingList, h} from "./dom.js";
import {quiet} from "./pace.js";

const PAUSE = 350; // milliseconds
const TYPED = ".decide :is(input:not([type=checkbox]), textarea)";

export class Tries {
  /** `view` has the print view's `state` and `decisions`. */
  constructor(view) {
    this.view = view;
    this.known = new Map();
    this.wanted = null;
    this.begin = quiet(PAUSE, () => void this.work());
  }

  /** Wants to know what edits would move once they have been wanted for a moment: `told(words)`. */
  want(edits, told) {
    this.wanted = edits.length ? {edits, told} : null;
    const known = this.known.get(this.key(edits));
    if (known && this.wanted) told(known);
    else this.begin();
  }

  /** Nothing is wanted any more. */
  leave() {
    this.wanted = null;
  }

  /** The same for a choice of the palette, of those that only decide: undefined for all others. */
  ofDeed(deed, told) {
    if (!deed.control && !deed.decides) return this.leave();
    this.want(this.editsOf(deed.control ? () => chosen(deed.control, deed.value) : deed.act), told);
  }

  /** The same for what is typed into a form, told below it. */
  typed(control) {
    const form = control.closest(".decide");
    if (!form || !control.matches(TYPED)) return;
    const place = form.querySelector(":scope > .tried") ?? h("p.tried", {role: "status"});
    form.append(place);
    place.textContent = "";
    this.want(this.editsOf(() => control.dispatchEvent(new Event("change"))), words => { place.textContent = words; });
  }

  /** What would be decided by something that is done: nothing is. */
  editsOf(act) {
    const {decisions} = this.view, edits = [];
    decisions.dry = edits;
    try {
      act();
    } finally {
      decisions.dry = null;
    }
    return edits;
  }

  key(edits) {
    return `${this.view.state.edition?.revision} ${this.view.decisions.data.revision} ${JSON.stringify(edits)}`;
  }

  async work() {
    const {wanted} = this;
    if (!wanted) return;
    const key = this.key(wanted.edits), edits = wanted.edits.map(([table, name, k, value]) => ({table, name: String(name), key: k, value}));
    const found = await send("POST", "/api/print/trial", {edits}).catch(() => null);  // null: refused, or overtaken
    if (!found) return;
    if (this.known.size > 500) this.known.clear();
    this.known.set(key, inWords(found));
    if (this.wanted === wanted) wanted.told(inWords(found));
  }
}

/** What is dragged over pages, where no part of a page is chosen: an ad, a house ad. */
export class OverPages {
  /** `view` has the print view's `state` and `tries`; `edits(name, number)` are those by which what is
   *  dragged stands on a page. */
  constructor(view, edits) {
    this.view = view;
    this.edits = edits;
    this.page = null;
  }

  /** The pointer is over a page's element (null: over none): what a drop would move is told, by `tell`. */
  over(element, _event, name, tell) {
    if (element === this.page) return;
    const {state, tries} = this.view, number = Number(element?.dataset.page);
    this.page = element;
    tries.leave();
    if (!element || state.edition.pages[number - 1]?.closed) return tell(element ? "the page is closed" : "");
    const edits = this.edits(name, number);
    tell(edits.length ? "Trying it in the edition …" : "");
    tries.want(edits, words => this.page === element && tell(words));
  }

  /** Nothing is dragged any more. */
  leave() {
    this.page = null;
    this.view.tries.leave();
  }
}

/** What a form says, tried once it has said so for a moment, and told in the place of it. */
export class FormTry {
  /** `address` is asked, `said(found)` are the elements that tell what it found. */
  constructor(address, said) {
    this.address = address;
    this.said = said;
    this.asked = null;
    this.place = h("div.tried", {role: "status"});
    this.begin = quiet(PAUSE, () => void this.work());
  }

  /** Has what a form says by now tried; null: nothing, so that nothing is told. */
  want(body) {
    this.asked = body;
    this.place.replaceChildren(...body ? [h("p", {}, "Trying it in the edition …")] : []);
    if (body) this.begin();
  }

  async work() {
    const {asked} = this;
    if (!asked) return;
    const tell = parts => this.asked === asked && this.place.replaceChildren(...parts);
    try {
      tell(this.said(await send("POST", this.address, asked)));
    } catch (error) {
      tell([findingList(findingsOf(error, "something was decided meanwhile"), () => null),
        h("p", {}, h("button.small", {type: "button", onclick: () => this.want(asked)}, "Try it again"))]);
    }
  }
}

/** What something would do that is no decision, and what would be refused then of what is decided. */
export const doing = (deed, {brief, refused}) => [
  h("p", {}, `${deed} ${brief}.`),
  ...refused.map(each => h("p.error", {}, `Refused then: ${each}`)),
];

/** A trial in a line. */
const inWords = ({brief, refused}) => refused.length ? `refused: ${refused.join("; ")}` : brief;

/** Chooses of a list what its form hears, and leaves it as it was. */
function chosen(control, value) {
  const {value: was} = control;
  control.value = value;
  control.dispatchEvent(new Event("change"));
  control.value = was;
}
