// The board: every page of the edition with its state, to be closed and opened from here, one or
// several at once.
//
//   open       nothing is wrong with it, it may change       closed    its PDF is kept
//   problems   so many errors and warnings are about it      printed   closed, and its PDF was taken

import {findingList, h} from "./dom.js";
import {Schedule, deadlineOf, soonest} from "./print-due.js";
import {problemsOf} from "./print-problems.js";
import {counted, pageName} from "./words.js";

export class Board {
  /** A board in an element. `view` has: `turn(number)` shows a page, `choose(thing)` chooses what is
   *  wrong, `decisions` closes and opens (null where nothing can be decided). */
  constructor(element, view) {
    Object.assign(this, {element, view});
    this.chosen = new Set();
    this.schedule = view.decisions ? new Schedule(view.decisions) : null;
    element.addEventListener("keydown", event => this.key(event));
  }

  /** Shows the pages of an edition; `here` are those that are open on the table. */
  show(edition, here = this.here) {
    Object.assign(this, {edition, here});
    const held = this.element.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    for (const number of this.chosen) if (number > edition.pages.length) this.chosen.delete(number);
    const wrong = Map.groupBy(problemsOf(edition), each => each.pages[0] ?? 0);
    const states = edition.pages.map(page => ({page, wrong: wrong.get(page.number) ?? []}));
    const due = edition.pages.some(page => this.deadline(page));
    const next = this.view.decisions ? soonest(this.view.decisions, edition) : null;
    const head = (words, kind = "") => h(`th${kind}`, {scope: "col"}, words), decides = this.view.decisions;
    const heads = [decides ? head(h("span.unseen", {}, "Choose")) : null, head("Page"), head("State"), due ? head("Deadline") : null,
      head("Stories that begin here", ".board-stories"), head("Ads", ".number"), decides ? head(h("span.unseen", {}, "Close or open")) : null].filter(Boolean);
    this.element.replaceChildren(
      h("div.board-head", {}, h("h2", {}, "Pages"), h("p.soft", {role: "status"}, [summary(states), next?.said].filter(Boolean).join("; ")), this.acts()),
      this.view.decisions?.problems.length ? findingList(this.view.decisions.problems) : "",
      this.schedule?.element(edition) ?? "",
      h("table.table.board-table", {},
        h("thead", {}, h("tr", {}, heads)),
        h("tbody", {}, states.flatMap(state => [this.section(state.page, heads), this.row(state, due, next)].filter(Boolean)))));
    if (held) this.element.querySelector(`[data-key="${held}"]`)?.focus({preventScroll: true});
  }

  /** When a page is to be closed, where that is said: of it, or of its section. */
  deadline(page) {
    return this.view.decisions ? deadlineOf(this.view.decisions, page) : undefined;
  }

  /** The head of a section, above its first page: all its pages close, or open, from here. It has the
   *  cells that a narrow board leaves out of all rows. */
  section({number, section}, heads) {
    const pages = this.edition.pages.filter(page => page.section === section), open = pages.filter(page => !page.closed);
    if (!section || pages[0].number !== number) return null;
    const some = open.length ? open : pages, numbers = some.map(page => page.number);
    return h("tr.board-section", {"data-section": section},
      h("th", {scope: "rowgroup", colSpan: heads.length - (this.view.decisions ? 3 : 2)}, section, " ",
        h("span.soft", {}, `${counted(pages.length, "page")}${open.length ? "" : ", closed"}`)),
      h("td.board-stories"), h("td.number"),
      this.view.decisions ? h("td.board-acts", {}, h("button", {type: "button", "data-key": `close-section-${number}`,
        "aria-label": `${open.length ? "Close" : "Open"} section ${section}`, onclick: () => this.close(numbers, open.length > 0)},
      `${open.length ? "Close" : "Open"} ${section}`)) : null);
  }

  row({page, wrong}, due, next) {
    const {number, closed} = page, {stories, ads} = this.edition;
    const begin = stories.filter(each => each.pages[0] === number).map(each => each.headline || each.slug);
    const booked = new Set(ads.filter(each => each.page === number).map(each => each.id)).size;
    return h("tr", {class: this.here?.includes(number) ? "board-here" : "", "data-page": String(number)},
      this.view.decisions ? h("td", {}, h("input", {type: "checkbox", checked: this.chosen.has(number), "aria-label": `Choose page ${number}`, "data-key": `tick-${number}`,
        onchange: event => this.tick(number, event.target.checked)})) : null,
      h("th", {scope: "row"}, h("button.bare", {type: "button", "data-key": `page-${number}`, "aria-current": this.here?.includes(number) ? "page" : null,
        onclick: () => this.view.turn(number)}, pageName(page))),
      h("td", {}, this.state(page, wrong)),
      due ? h("td.board-deadline", {}, this.deadline(page) ?? "", next?.pages.includes(number) ? [" ", h("span.tag.warn", {}, "next")] : null) : null,
      h("td.board-stories", {title: begin.join("\n")}, begin.join(" · ") || "–"),
      h("td.number", {}, String(booked)),
      this.view.decisions ? h("td.board-acts", {},
        closed ? h("button", {type: "button", "data-key": `pdf-${number}`, "aria-label": `Take the PDF of page ${number}`, onclick: () => this.view.decisions.take(number)}, "PDF") : null,
        h("button", {type: "button", "data-key": `close-${number}`, "aria-label": `${closed ? "Open" : "Close"} page ${number}`,
          onclick: () => this.close([number], !closed)}, closed ? "Open" : "Close")) : null);
  }

  state({closed, printed}, wrong) {
    const state = printed ? h("span.tag.good", {}, "✓ printed") : closed ? h("span.tag.good", {}, "closed") : wrong.length ? null : h("span.tag", {}, "open");
    if (!wrong.length) return state;
    const bad = wrong.some(each => each.finding.severity === "error");
    const told = wrong.map(each => each.finding.message).join("\n");
    return [state, state ? " " : null, h(`button.tag.board-wrong.${bad ? "bad" : "warn"}`, {type: "button", title: told,
      onclick: () => this.view.choose(wrong[0].pick)}, `${bad ? "✕" : "!"} ${counted(wrong.length, "problem")}`)];
  }

  /** What is done to all that are chosen. */
  acts() {
    const {pages} = this.edition, chosen = [...this.chosen];
    if (!this.view.decisions) return null;
    const [shut, free] = [chosen.filter(number => pages[number - 1].closed), chosen.filter(number => !pages[number - 1].closed)];
    const all = chosen.length === pages.length;
    return h("p.board-all", {},
      h("button", {type: "button", "data-key": "all", onclick: () => this.tickAll(!all)}, all ? "Choose none" : "Choose all"),
      h("button", {type: "button", "data-key": "close-chosen", disabled: !free.length, onclick: () => this.close(free, true)}, free.length ? `Close ${counted(free.length, "page")}` : "Close"),
      h("button", {type: "button", "data-key": "open-chosen", disabled: !shut.length, onclick: () => this.close(shut, false)}, shut.length ? `Open ${counted(shut.length, "page")}` : "Open"));
  }

  tick(number, chosen) {
    if (chosen) this.chosen.add(number);
    else this.chosen.delete(number);
    this.show(this.edition);
  }

  tickAll(chosen) {
    this.chosen = new Set(chosen ? this.edition.pages.map(page => page.number) : []);
    this.show(this.edition);
  }

  async close(numbers, closed) {
    await this.view.decisions.close(numbers.toSorted((a, b) => a - b), closed);
    if (!this.view.decisions.problems.length) this.chosen.clear();
    this.show(this.edition);
  }

  /** Up and down go from row to row, X closes or opens the page, or the section, of the row. */
  key(event) {
    const row = event.target.closest?.("tbody tr");
    const [kind] = row?.dataset.section ? ["page"] : (event.target.dataset?.key ?? "").split("-");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = {ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling}[event.key];
    if (next) (next.querySelector(`[data-key|="${kind}"]`) ?? next.querySelector("[data-key|=page], button"))?.focus();
    else if (event.key === "x" && row.dataset.section) row.querySelector("button")?.click();
    else if (event.key === "x" && this.view.decisions) this.close([Number(row.dataset.page)], !this.edition.pages[row.dataset.page - 1].closed);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function summary(states) {
  const wrong = states.filter(({page, wrong: found}) => found.length && !page.closed).length;
  const printed = states.filter(({page}) => page.printed).length, closed = states.filter(({page}) => page.closed).length - printed;
  const rest = states.length - wrong - closed - printed;
  return [rest ? `${rest} open` : null, wrong ? `${wrong} with problems` : null, closed ? `${closed} closed` : null, printed ? `${printed} printed` : null].filter(Boolean).join(", ");
}
