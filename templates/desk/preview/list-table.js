// A table of many rows, of which the page holds PAGE at most: sorted by its heads, turned by pages,
// changed row by row so that the focus and the scroll stay where they are.
//
//   const table = new ListTable(element, {
//     name: "Stories",                       what it is called
//     key: row => row.file,                  what a row is known by
//     columns: [{key, title, cell: row => node or text, by: row => what it is sorted by,
//                down: the larger first at the first click, number, roomy, wide, tablet: the screens it needs,
//                bare: rows => whether the column says nothing of any of them, and is left out}],
//     sorted: {key, down}, changed: ({sort, page}) => ...,
//   });
//   table.rows = [...];

import {h} from "./dom.js";

const PAGE = 200;

const order = new Intl.Collator("en", {numeric: true, sensitivity: "base"}).compare;

/** How two values are ordered; what is not there comes last, whichever way round. */
function compare(one, other, sign) {
  const [no, none] = [one, other].map(value => value === null || value === undefined || value === "");
  if (no || none) return no - none;
  return sign * (typeof one === "number" && typeof other === "number" ? one - other : order(String(one), String(other)));
}

/** Columns that small laptops, narrow screens, or phones do without: everything stands in another one too. */
const shownOn = ({roomy, wide, tablet}) => roomy ? ".roomy" : wide ? ".wide" : tablet ? ".tablet" : "";

export class ListTable {
  #rows = [];
  #known = new Map();
  #page = 0;
  #heads = new Map();
  #body = h("tbody");
  #foot;
  #said;
  #before;
  #after;

  constructor(element, {name, key, columns, sorted, page = 0, changed = () => {}}) {
    Object.assign(this, {key, columns, sorted, changed});
    this.#page = page;
    const heads = columns.map(column => this.#head(column));
    const table = h("table.table.list-table", {}, h("caption.unseen", {}, name), h("thead", {}, h("tr", {}, heads)), this.#body);
    this.#said = h("span.list-range", {role: "status"});
    this.#before = h("button", {type: "button", onclick: () => this.#turn(-1)}, "‹ Before");
    this.#after = h("button", {type: "button", onclick: () => this.#turn(1)}, "Next ›");
    this.#foot = h("nav.list-pages", {"aria-label": `Pages of the table: ${name}`, hidden: true}, this.#before, this.#said, this.#after);
    element.replaceChildren(table, this.#foot);
  }

  /** All rows, filtered already; the table sorts them and shows a page of them. */
  set rows(rows) {
    this.#rows = rows;
    this.#show();
  }

  /** Back to the first page: for filters that change. */
  first() { this.#page = 0; }

  #head(column) {
    const button = h("button.bare.list-sort", {type: "button", onclick: () => this.#sort(column)}, column.title,
      h("span.list-arrow", {"aria-hidden": "true"}));
    const head = h(`th${column.number ? ".number" : ""}${shownOn(column)}`, {scope: "col"}, column.by ? button : column.title);
    this.#heads.set(column.key, head);
    return head;
  }

  #sort(column) {
    const again = this.sorted.key === column.key;
    this.sorted = {key: column.key, down: again ? !this.sorted.down : Boolean(column.down)};
    this.#page = 0;
    this.#show();
    this.#tell();
  }

  #turn(steps) {
    this.#page += steps;
    this.#show();
    this.#tell();
    this.#body.closest(".stage")?.scrollTo({top: 0});
  }

  #tell() { this.changed({sort: this.sorted, page: this.#page}); }

  #show() {
    for (const [key, head] of this.#heads) {
      const said = key !== this.sorted.key ? null : this.sorted.down ? "descending" : "ascending";
      if (said) head.setAttribute("aria-sort", said);
      else head.removeAttribute("aria-sort");
    }
    const {by} = this.columns.find(({key}) => key === this.sorted.key);
    const sign = this.sorted.down ? -1 : 1;
    const ordered = this.#rows.map(row => [by(row), row]).sort(([a], [b]) => compare(a, b, sign)).map(([, row]) => row);
    const last = Math.max(0, Math.ceil(ordered.length / PAGE) - 1);
    this.#page = Math.min(Math.max(this.#page, 0), last);
    const from = this.#page * PAGE;
    const shown = ordered.slice(from, from + PAGE);
    this.#fill(shown);
    this.#bare();
    this.#foot.hidden = !last;
    this.#said.textContent = last ? `${from + 1} to ${from + shown.length} of ${ordered.length.toLocaleString("en")}` : "";
    this.#before.disabled = !this.#page;
    this.#after.disabled = this.#page === last;
  }

  /** Leaves out columns that say nothing of any row. */
  #bare() {
    const bare = this.columns.map(({by, bare = rows => by && rows.every(row => [undefined, null, "", 0].includes(by(row)))}) => Boolean(this.#rows.length && bare(this.#rows)));
    for (const row of [this.#body.closest("table").tHead.rows[0], ...this.#body.rows]) bare.forEach((none, place) => { row.cells[place].hidden = none; });
  }

  /** Puts rows in, keeping the elements of those that stay as they are. */
  #fill(rows) {
    const known = new Map();
    const elements = rows.map(row => {
      const key = this.key(row);
      const said = JSON.stringify(row);
      const old = this.#known.get(key);
      const element = old?.said === said ? old.element : this.#row(row, key);
      known.set(key, {said, element});
      return element;
    });
    this.#known = known;
    const focused = this.#body.contains(document.activeElement) ? spotOf(document.activeElement) : null;
    const stay = new Set(elements);
    for (const element of [...this.#body.children]) if (!stay.has(element)) element.remove();
    let next = this.#body.firstElementChild;
    for (const element of elements) {
      if (element === next) next = next.nextElementSibling;
      else this.#body.insertBefore(element, next);
    }
    if (focused && !this.#body.contains(document.activeElement)) this.#focus(focused);
  }

  #row(row, key) {
    const cells = this.columns.map((column, number) => {
      const tag = number === this.columns.findIndex(each => each.heads) ? "th" : "td";
      const classes = `${column.number ? ".number" : ""}${shownOn(column)}.cell-${column.key}`;
      return h(`${tag}${classes}`, tag === "th" ? {scope: "row"} : {}, column.cell(row));
    });
    return h("tr", {"data-key": key}, cells);
  }

  /** The link or button of a row that was made anew gets the focus of the one before; where the row
   *  is gone, the list itself does. */
  #focus({key, href, cell}) {
    const row = [...this.#body.children].find(each => each.dataset.key === key);
    const links = [...row?.querySelectorAll("a, button") ?? []].filter(each => each.getAttribute("href") === href);
    (links.find(each => cellOf(each) === cell) ?? links[0] ?? this.#body.closest(".stage"))?.focus({preventScroll: true});
  }
}

const cellOf = element => element.closest("td, th")?.className;

function spotOf(element) {
  return {key: element.closest("tr")?.dataset.key, href: element.getAttribute("href"), cell: cellOf(element)};
}
