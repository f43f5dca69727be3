// Where on a page a story stands: its region, first column and row, by form; the regions of a page as
// zones on which the chosen story is dropped; a page's dummy, and the order of its stories.
//
//   form, palette, zone ──> page, region (place) of the story     dummy, order ──> of the page

import {h} from "./dom.js";
import {grade, short} from "./print-cost.js";
import {choice, numeral} from "./print-fields.js";
import {toPage} from "./print-tray.js";
import {storyName} from "./words.js";

/** The page that a story must begin on by decision; undefined where several would do, or none is
 *  decided in pages.toml, in which a region is one of a page. */
function onePage(decisions, slug) {
  const page = decisions.givenPage(slug);
  return typeof page === "number" ? page : undefined;
}

/** The edits by which a story stands in a region of a page (null: anywhere on it). A column or a row
 *  that was decided would be another place. */
const placed = (decisions, slug, page, region, edition) => [
  ...(onePage(decisions, slug) === page ? [] : toPage(decisions, slug, page, edition)),
  ["story", slug, "region", region],
  ...(decisions.ofStory(slug).place === undefined ? [] : [["story", slug, "place", null]])];

/** The edits by which a story is dropped on a page, in a region of it or anywhere; none where it has
 *  that page by decision. */
export const droppedOn = (decisions, slug, page, region, edition) => region ? placed(decisions, slug, page, region, edition)
  : decisions.pageOf(slug) === page ? [] : toPage(decisions, slug, page, edition);

/** The fields of a story's form that say where it stands. A place is one on a page: where none is
 *  decided, the one on which it begins is, with it. */
export function placeFields(decisions, {slug, pages}, edition) {
  const own = decisions.ofStory(slug), {region, place = {}} = own;
  const here = value => value === null || onePage(decisions, slug) !== undefined || !pages.length ? [] : [["story", slug, "page", pages[0]]];
  const set = (what, key, value) => decisions.decide(`${what}: ${slug}`, [...here(value), ["story", slug, key, value]]);
  const part = (what, key, value) => {
    const now = Object.fromEntries(Object.entries({...place, [key]: value}).filter(([, each]) => each !== null));
    set(what, "place", Object.keys(now).length ? now : null);
  };
  const columns = Array.from({length: edition.columns ?? 6}, (_, i) => [i + 1, `${i + 1}`]);
  return [
    choice("Where", [...new Set([...edition.choices.regions, region].filter(Boolean))].map(each => [each, each]), region, value => set("Where", "region", value), "as it fits"),
    choice("First column", columns, place.column, value => part("First column", "column", value), "as it fits"),
    numeral("First row", place.row, value => part("First row", "row", value), 4)].flat();
}

/** The fields that say where the rest of a story stands on the page on which it is to go on; none where
 *  that is not decided. */
export function restFields(decisions, {slug}, edition) {
  const {jump, rest = {}} = decisions.ofStory(slug), last = [jump].flat().at(-1);
  if (typeof last !== "number") return [];
  const drawn = (edition.pages[last - 1]?.regions ?? []).map(({name}) => name).filter(name => !edition.choices.regions.includes(name));
  const part = (what, key, value) => {
    const now = Object.fromEntries(Object.entries({...rest, [key]: value}).filter(([, each]) => each !== null));
    decisions.decide(`${what}: ${slug}`, [["story", slug, "rest", Object.keys(now).length ? now : null]]);
  };
  const columns = Array.from({length: edition.columns ?? 6}, (_, i) => [i + 1, `${i + 1}`]);
  return [
    choice("Rest: where", [...new Set([...edition.choices.regions, ...drawn, rest.region].filter(Boolean))]
      .map(each => [each, drawn.includes(each) ? `region “${each}” of the dummy` : each]), rest.region, value => part("Rest", "region", value), "as it fits"),
    choice("Rest: columns", columns, rest.columns, value => part("Rest", "columns", value), "as it fits"),
    choice("Rest: first column", columns, rest.column, value => part("Rest", "column", value), "as it fits"),
    numeral("Rest: first row", rest.row, value => part("Rest", "row", value), 4)].flat();
}

/** The dummy that a page is made after; without one its regions have no stories. One that is drawn
 *  over two facing pages is given to the left one; the regions of the right one go with it. */
export function dummyField(decisions, number, edition) {
  const {dummy, regions} = decisions.ofPage(number), right = decisions.ofPage(number + 1);
  const spreads = edition.spreads ?? [], over = name => spreads.includes(name) && number % 2 === 0;
  const names = [...new Set([...(edition.dummies ?? []).filter(each => !spreads.includes(each) || over(each)), dummy].filter(Boolean))]
    .map(each => [each, over(each) ? `${each} (with page ${number + 1})` : each]);
  const half = edition.pages[number - 1]?.spread;
  return choice("Dummy", names, dummy, value => decisions.decide(`Dummy: page ${number}`, [
    ...(value === null && regions && !half ? [["page", number, "regions", null]] : []),
    ...(spreads.includes(dummy) && value !== dummy && right.regions && !right.dummy ? [["page", number + 1, "regions", null]] : []),
    ["page", number, "dummy", value]]), half ? `none: right half of “${half}”` : "none");
}

/** The regions of a page's dummy: which story has each, of those that may begin there. */
export function regionFields(decisions, number, edition, stories) {
  const own = decisions.ofPage(number).regions ?? {};
  const title = slug => storyName(edition, slug);
  const known = (edition.pages[number - 1]?.regions ?? []).filter(({takes}) => takes !== "none");
  const set = (name, value) => {
    const next = Object.fromEntries(Object.entries({...own, [name]: value}).filter(([, slug]) => slug !== null));
    decisions.decide(`Region ${name}: page ${number}`, [["page", number, "regions", Object.keys(next).length ? next : null]]);
  };
  return known.flatMap(({name, takes, slug, rest}) => choice(`Region: ${name}`,
    own[name] && !stories.some(([each]) => each === own[name]) ? [...stories, [own[name], title(own[name])]] : stories,
    own[name], value => set(name, value),
    rest ? `the rest of ${title(slug)}` : slug ? `by rank: ${title(slug)}` : `by rank: none that fits (${takes})`));
}

/** The stories that begin on a page in their order, each with buttons that move it up and down: the
 *  first leads, so what led by decision does so no more. */
export function orderOf(decisions, number, edition) {
  const own = decisions.ofPage(number);
  const lead = own.lead ?? decisions.leadOf(number), begun = edition.pages[number - 1]?.begun ?? [];
  const order = [...new Set([...own.order ?? [], ...[lead].filter(slug => begun.includes(slug)), ...begun])];
  if (order.length < 2) return [];
  const title = slug => storyName(edition, slug);
  const move = (from, to) => {
    if (to < 0 || to >= order.length) return;
    const next = order.toSpliced(from, 1).toSpliced(to, 0, order[from]);
    const leads = !lead || next[0] === lead ? []
      : [...(own.lead ? [["page", number, "lead", null]] : []), ...(decisions.data.story[lead]?.lead ? [["story", lead, "lead", null]] : [])];
    decisions.decide(`Order: page ${number}`, [...leads, ["page", number, "order", next]]);
  };
  const button = (sign, what, slug, from, to) => h("button", {type: "button", title: what, "aria-label": `${what}: ${title(slug)}`,
    "aria-disabled": to < 0 || to >= order.length ? "true" : null, onclick: () => move(from, to)}, sign);
  return [
    h("ol.page-order", {"aria-label": "Order of its stories"}, order.map((slug, i) => h("li", {}, h("div", {},
      h("span", {title: title(slug)}, title(slug)), button("↑", "Up", slug, i, i - 1), button("↓", "Down", slug, i, i + 1))))),
    own.order ? h("button.wide", {type: "button", onclick: () => decisions.decide(`Order given back: page ${number}`, [["page", number, "order", null]])}, "Order by rank again") : null,
  ].filter(Boolean);
}

/** The deed that gives the chosen story a region: of the page it must begin on, else of the one on
 *  which it begins, else of the one that is looked at; what each costs is told as soon as it is known. */
export function regionDeed({decisions, costs}, slug, edition, laid) {
  const begins = edition.stories.find(each => each.slug === slug)?.pages[0];
  const page = onePage(decisions, slug) ?? begins ?? laid[0], now = decisions.ofStory(slug).region;
  if (!page || edition.pages[page - 1]?.closed) return [];
  const act = region => () => decisions.decide(`${region ? `Page ${page}, ${region}` : "Where given back"}: ${slug}`,
    region ? placed(decisions, slug, page, region, edition) : [["story", slug, "region", null]]);
  return [{name: "Region of the page", group: "Decisions", note: `page ${page}`, also: "where place top foot left right", then: () => [
    ...edition.choices.regions.map(region => ({name: region, note: region === now ? "now" : `page ${page}`, act: act(region),
      decides: region !== now, later: region === now ? null : () => costs.inWords(slug, page, region)})),
    ...(now ? [{name: "anywhere on it", act: act(null), decides: true}] : [])]}];
}

/** The regions of a page as zones [region, [x, y, width, height]] in pt: each a ninth of what ads leave
 *  at that edge, so that none lies over an ad; amid the page is none. */
function zonesOf({grid, holes}) {
  if (!holes.length) return [];
  const [[left]] = grid.columns, [start, wide] = grid.columns.at(-1), right = start + wide;
  const third = (right - left) / 3, touches = (a, b) => Math.abs(a - b) < 1;
  const largest = parts => parts.toSorted((a, b) => b[2] * b[3] - a[2] * a[3]).slice(0, 1);
  const clipped = (from, to) => holes.map(([x, y, width, height]) => [Math.max(x, from), y, Math.min(x + width, to) - Math.max(x, from), height])
    .filter(each => each[2] > 0);
  const bands = [
    ["left", clipped(left, left + third).filter(([x]) => touches(x, left))],
    ["", largest(clipped(left + third, right - third))],
    ["right", clipped(right - third, right).filter(([x, , width]) => touches(x + width, right))],
  ];
  return bands.flatMap(([side, parts]) => parts.flatMap(([x, y, width, height]) => ["top", "", "foot"].map((edge, i) =>
    [[edge, side].filter(Boolean).join(" "), [x, y + i * height / 3, width, height / 3]]))).filter(([region]) => region);
}

/** The zones of the page over which a story is dragged, each with what it costs as soon as that is
 *  known. */
export class Zones {
  /** The zones of a page, by its data. */
  static of = zonesOf;

  /** `view` has the print view's `state`, `table`, `costs`, `tries` and `decisions`. */
  constructor(view) {
    this.view = view;
    this.page = null;
    this.shown = [];
    this.chosen = null;
    this.tried = "";
  }

  /** The pointer is over a page's element (null: over none) with a story: its zones show, and the one
   *  under it. On thumbnails, at a glance and on closed pages there are none. What is under it is told
   *  in words, by `tell`. */
  over(element, {clientX, clientY}, slug, tell) {
    const other = element !== this.page;
    if (other) {
      this.leave();
      this.page = element;
      if (element) this.show(element);
    }
    const under = this.shown.find(({zone}) => {
      const it = zone.getBoundingClientRect();
      return clientX >= it.left && clientX < it.right && clientY >= it.top && clientY < it.bottom;
    });
    for (const each of this.shown) each.zone.classList.toggle("over", each === under);
    const chosen = under?.region ?? null;
    if (!other && chosen === this.chosen) return;
    this.chosen = chosen;
    this.tried = "";
    this.costs(slug, tell);
  }

  /** Asks what it costs to drop a story where it is, then what it does in the other zones. */
  costs(slug, tell) {
    const {page, chosen, view: {state, costs, tries, decisions}} = this, number = Number(page?.dataset.page);
    if (!page || state.edition.pages[number - 1]?.closed) {
      tries.leave();
      tell(page ? "the page is closed" : "");
      return;
    }
    const told = () => {
      if (this.page !== page) return;
      tell(this.tried || costs.sentence(slug, number, this.chosen ?? ""));
      for (const {region, zone, figure} of this.shown) {
        const cost = costs.of(slug, number, region);
        figure.textContent = cost === undefined ? "…" : short(cost);
        zone.dataset.cost = grade(cost);
      }
    };
    costs.want(slug, number, [...new Set([chosen ?? "", ...this.shown.map(({region}) => region)])], told);
    told();
    tries.want(droppedOn(decisions, slug, number, chosen, state.edition), words => {
      if (this.page !== page || this.chosen !== chosen) return;
      this.tried = words;
      tell(words);
    });
  }

  show(element) {
    const {state, table} = this.view, sheet = table.sheets.find(each => each.element === element);
    if (!sheet?.data || state.mode === "all" || state.edition.pages[sheet.page.number - 1]?.closed) return;
    const {width, height} = sheet.data;
    this.shown = Zones.of(sheet.data).map(([region, [x, y, w, deep]]) => {
      const figure = h("b.zone-cost"), zone = h("div.zone", {"data-region": region}, h("span", {}, region, figure));
      for (const [name, share] of Object.entries({x: x / width, y: y / height, w: w / width, h: deep / height})) zone.style.setProperty(`--${name}`, `${100 * share}%`);
      return {region, zone, figure};
    });
    element.append(h("div.zones", {"aria-hidden": "true"}, this.shown.map(each => each.zone)));
  }

  /** Takes the zones away; gives the region over which the pointer was, if it was over one. */
  leave() {
    const {chosen} = this;
    this.view.costs.leave();
    this.view.tries.leave();
    this.page?.querySelector(":scope > .zones")?.remove();
    Object.assign(this, {page: null, shown: [], chosen: null, tried: ""});
    return chosen;
  }
}
