// Release by schedule, on the board: when sections and pages are to be closed, and what is due at a
// time that is typed. No page closes by itself: the browser's own time is only offered.
//
//   field of a section ──> [section.NAME] deadline        a time ──> /api/edition/due ──> close

import {get} from "./api.js";
import {findingList, h} from "./dom.js";

/** When a page of an edition is to be closed: by itself, else with its section; undefined where
 *  nobody says. */
export const deadlineOf = (decisions, {number, section}) =>
  decisions.ofPage(number).deadline ?? decisions.data.section?.[section]?.deadline;

/** Minutes from noon to a time of day: an evening runs from noon to noon. */
const sinceNoon = clock => (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + 12 * 60) % (24 * 60);

/** The open pages that are to be closed first, {pages, said}; null where none has a deadline. */
export function soonest(decisions, {pages}) {
  const open = pages.filter(page => !page.closed).map(page => [page.number, deadlineOf(decisions, page)])
    .filter(([, clock]) => /^\d\d:\d\d$/.test(clock ?? ""));
  if (!open.length) return null;
  const first = open.map(([, clock]) => clock).toSorted((a, b) => sinceNoon(a) - sinceNoon(b))[0];
  const numbers = open.filter(([, clock]) => clock === first).map(([number]) => number);
  return {pages: numbers, said: `next: page${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")} at ${first}`};
}

export class Schedule {
  constructor(decisions) {
    const now = new Date();
    this.decisions = decisions;
    this.at = [now.getHours(), now.getMinutes()].map(each => String(each).padStart(2, "0")).join(":");
    this.asked = 0;
    this.open = false;
  }

  /** Deadlines of sections, and what is due, for an edition. */
  element(edition) {
    const sections = [...new Set(edition.pages.map(page => page.section).filter(Boolean))];
    this.said = h("p.soft", {role: "status"}, this.said?.textContent ?? "");
    this.told = h("div", {}, ...this.told?.childNodes ?? []);
    this.button = h("button", {type: "button", "data-key": "close-due", "aria-disabled": String(!this.closing?.length), onclick: () => this.close()}, "Close what is due");
    const at = h("input", {type: "time", id: "due-at", value: this.at, "data-key": "due-at", oninput: () => {
      this.at = at.value;
      this.ask();
    }});
    this.ask();
    return h("details.board-due", {open: this.open, ontoggle: event => {
      this.open = event.target.open;
    }}, h("summary", {"data-key": "schedule"}, h("h3", {}, "Deadlines, and what is due")),
    h("div.decide", {}, sections.flatMap((section, i) => this.field(section, i)),
      h("label", {for: "due-at"}, "Due at"), h("span.due-at", {}, at, this.button)),
    this.said, this.told);
  }

  /** The deadline of a section: it is taken when the field is left, or by Enter, since a time is
   *  typed in parts. */
  field(section, i) {
    const now = this.decisions.data.section?.[section]?.deadline ?? "";
    const input = h("input", {type: "time", id: `deadline-${i}`, value: now, "data-key": `deadline-${i}`, onblur: take, onkeydown: event => {
      if (event.key === "Enter") take();
    }});
    const {decisions} = this;
    let taken = now;
    return [h("label", {for: input.id}, `Deadline of ${section}`), input];

    function take() {
      if (input.value === taken || input.validity.badInput) return;
      taken = input.value;
      decisions.decide(`Deadline: ${section}`, [["section", section, "deadline", taken || null]]);
    }
  }

  /** Asks what is due at the time that is typed, and tells it. */
  async ask() {
    const turn = this.asked += 1;
    let due = {closing: [], said: "Type a time to see what is due.", findings: []};
    try {
      if (this.at) due = await get("/api/edition/due", {at: this.at});
    } catch (error) {
      due = {closing: [], said: error.message, findings: []};
    }
    if (turn !== this.asked) return;
    this.closing = due.closing;
    this.said.textContent = due.said;
    this.told.replaceChildren(...due.findings.length ? [findingList(due.findings)] : []);
    this.button.setAttribute("aria-disabled", String(!due.closing.length));
  }

  close() {
    if (this.closing?.length) this.decisions.close(this.closing, true);
  }
}
