// The table on which pages lie: a page or a spread at a zoom, turned and dragged by hand.
//
// Lying there: a page, a spread as readers have it open, or all spreads at a glance.
//
// A zoom is "fit" (the whole spread), "width" (its width) or per cent of the printed size, where a
// point is 4/3 CSS px. Whatever changes, the point under the pointer, or the middle, stays.

import {h} from "./dom.js";
import {swallowClick} from "./print-drag.js";
import {pointed} from "./print-overlay.js";
import {Sheet, density, picture} from "./print-sheet.js";

const POINT = 4 / 3;
const AIR = 24, BAR = 20;
const GAP = 20, CAPTION = 22;  // between spreads at a glance, and below each: CSS px
const PUSH = 120, REST = 250;  // of the wheel: what turns a page, in px, and the pause after it, in ms
const STEPS = [10, 17, 25, 33, 50, 67, 75, 100, 125, 150, 200, 250, 300, 400];

/** The pages shown together with a page: 1 | 2 3 | 4 5 … as they lie in a printed newspaper; of mode
 *  "page" the page alone, of "all" every page. */
export function spread(pages, number, mode) {
  if (mode === "all") return pages;
  if (mode === "page") return pages.filter(page => page.number === number);
  const left = number - number % 2;
  return pages.filter(page => page.number === left || page.number === left + 1);
}

export class Table {
  /** A table in an element that scrolls. `geometry(page)` and `picked` and `marked` as in Sheet; `zoomed(zoom)`
   *  is called when the zoom was changed by hand, `turned(way)` when the wheel is turned on beyond
   *  the pages' end. */
  constructor(stage, {geometry, picked, marked, zoomed, turned}) {
    Object.assign(this, {stage, geometry, picked, marked, zoomed, turned});
    this.mode = "spread";
    this.sheets = [];
    this.zoom = "fit";
    this.look = {zoom: 1, layers: new Set(), pick: null, names: null};
    this.spread = h("div.spread");
    new ResizeObserver(() => this.fit()).observe(stage);
    this.listen();
  }

  /** Shows pages of an edition. Those that lie there already stay and only change their picture;
   *  resolves to true when all are on the screen's way, to false when others were asked for. */
  async show(edition, pages, mode = this.mode) {
    const same = mode === this.mode && this.pages?.length === pages.length && pages.every((page, i) => page.number === this.pages[i].number)
      && edition.story === this.edition.story;
    Object.assign(this, {edition, pages, mode});
    if (!same) {
      const held = this.spread.contains(document.activeElement);
      this.sheets = pages.map(page => new Sheet(edition, page, this.geometry, this.picked, this.marked));
      this.spread.className = mode === "all" ? "spread glance" : "spread";
      this.spread.replaceChildren(...(mode === "all" ? this.pairs() : this.sheets.map(sheet => sheet.element)));
      if (!this.spread.isConnected) this.stage.replaceChildren(this.spread);
      if (held) this.stage.focus({preventScroll: true});
    }
    this.fit(false, null, !same);
    if (!same) this.stage.scrollTo(0, 0);
    return this.draw();
  }

  /** The sheets two and two, each two with their numbers. */
  pairs() {
    const groups = Object.groupBy(this.sheets, sheet => Math.floor(sheet.page.number / 2));
    return Object.values(groups).map(sheets => h("div.pair", {},
      h("div.pair-sheets", {}, sheets.map(sheet => sheet.element)),
      h("div.pair-caption", {"aria-hidden": "true"}, sheets.map(({page}) => h("span", {class: page.number % 2 ? "right" : "left"}, String(page.number))))));
  }

  /** Draws every page at the present look; at a glance those that can be seen. */
  async draw() {
    const {sheets, edition, pages} = this, glance = this.mode === "all";
    this.look.least = glance ? .25 : 1;
    const room = this.stage.getBoundingClientRect();
    const seen = sheets.map(({element}) => {
      const it = element.getBoundingClientRect();
      return !glance || it.bottom > room.top - room.height && it.top < room.bottom + room.height;
    });
    await Promise.all(sheets.map((sheet, i) => seen[i] ? sheet.show(edition, pages[i], {...this.look}) : null));
    return this.sheets === sheets && this.pages === pages;
  }

  /** Loads the pictures of pages that may be turned to next. */
  expect(pages) {
    this.expected = pages.map(page => {
      const image = new Image();
      image.fetchPriority = "low";
      image.src = picture(this.edition, page, density(page, this.look.zoom));
      return image;
    });
  }

  /** Draws the marks anew: other layers, or another thing chosen. */
  mark(change) {
    Object.assign(this.look, change);
    for (const sheet of this.sheets) sheet.mark({...this.look});
  }

  /** Lights rectangles of a page, until others are; none puts the light out. */
  point(number, rects) {
    this.pointed?.remove();
    const sheet = this.sheets.find(each => each.page.number === number);
    if (!sheet?.data || !rects.length) return;
    this.pointed = pointed(sheet.data, rects);
    sheet.element.append(this.pointed);
  }

  /** Scrolls until a page is seen, or a thing on it, by its name. */
  reveal(number, name = "") {
    const sheet = this.sheets[this.pages.findIndex(page => page.number === number)];
    const found = sheet && (name ? sheet.thing(name)?.querySelector("rect") : sheet.element);
    if (!found) return;
    const room = this.stage.getBoundingClientRect(), it = found.getBoundingClientRect();
    const seen = it.left < room.right - AIR && it.right > room.left + AIR && it.top < room.bottom - AIR && it.bottom > room.top + AIR;
    if (!seen || (!name && it.left > room.left + room.width / 2)) {
      this.stage.scrollBy({left: it.left - room.left - AIR, top: it.top - room.top - AIR});
    }
  }

  /** The zoom in per cent of the printed size. */
  get percent() {
    return Math.round(100 * this.look.zoom / POINT);
  }

  /** Another zoom, about a point of the stage. */
  to(zoom, at = null) {
    this.zoom = zoom;
    this.fit(true, at);
  }

  /** The next larger or smaller step; `way` is 1 or -1. */
  step(way, at = null) {
    const now = this.percent;
    const steps = way > 0 ? STEPS.filter(each => each > now) : STEPS.filter(each => each < now).reverse();
    if (!steps.length) return;
    this.to(steps[0], at);
    this.zoomed(this.zoom);
  }

  /** Gives the pages the size that the zoom asks for now. */
  fit(draws = true, at = null, anew = false) {
    if (!this.pages?.length) return;
    const zoom = this.asked();
    if (this.mode === "all") this.spread.style.setProperty("--across", this.across(zoom));
    if (!anew && zoom === this.look.zoom && this.spread.style.getPropertyValue("--zoom")) {
      if (draws) this.sharpen();  // the screen may have another density by now
      return;
    }
    const {stage} = this, whole = stage.getBoundingClientRect(), before = this.spread.getBoundingClientRect();
    const [x, y] = at ? [at[0] - whole.left, at[1] - whole.top] : [stage.clientWidth / 2, stage.clientHeight / 2];
    const across = (x + whole.left - before.left) / before.width, down = (y + whole.top - before.top) / before.height;
    this.look.zoom = zoom;
    this.spread.style.setProperty("--zoom", zoom);
    if (before.width) {
      const after = this.spread.getBoundingClientRect();
      stage.scrollLeft += after.left + across * after.width - whole.left - x;
      stage.scrollTop += after.top + down * after.height - whole.top - y;
    }
    this.stage.dispatchEvent(new Event("zoom"));
    if (!draws) return;
    this.mark({});
    this.sharpen();
  }

  /** Draws pictures of the present zoom, once that stays as it is for a moment. */
  sharpen() {
    clearTimeout(this.sharpening);
    this.sharpening = setTimeout(() => this.draw().catch(() => {}), 120);
  }

  /** The zoom in CSS px per pt. */
  asked() {
    if (Number(this.zoom)) return POINT * this.zoom / 100;
    if (this.mode === "all") return this.glance();
    const wide = this.pages.reduce((sum, page) => sum + page.width, 0);
    const high = Math.max(...this.pages.map(page => page.height));
    const across = (this.stage.offsetWidth - 2 * AIR - (this.zoom === "width" ? BAR : 0)) / wide;
    const down = (this.stage.offsetHeight - 2 * AIR) / high;
    return Math.max(.1, this.zoom === "width" ? across : Math.min(across, down));
  }

  /** The zoom at which all spreads are seen, with as many in a row as lets them be largest; by width,
   *  the one at which three are in a row. */
  glance() {
    const {wide, high, count} = this.pair();
    const [width, height] = [this.stage.offsetWidth - 2 * AIR, this.stage.offsetHeight - 2 * AIR];
    const by = across => (width - BAR - (across - 1) * GAP) / across / wide;
    if (this.zoom === "width") return Math.max(.05, by(Math.min(3, count)));
    const zooms = Array.from({length: count}, (_, i) => {
      const rows = Math.ceil(count / (i + 1));
      return Math.min(by(i + 1), ((height - (rows - 1) * GAP) / rows - CAPTION) / high);
    });
    return Math.max(.05, ...zooms);
  }

  /** How many spreads stand in a row at a zoom. */
  across(zoom) {
    const {wide, count} = this.pair();
    return Math.min(count, Math.max(1, Math.floor((this.stage.offsetWidth - 2 * AIR - BAR + GAP + .01) / (wide * zoom + GAP))));
  }

  /** The measures of two pages side by side, in pt, and how many such there are. */
  pair() {
    const wide = 2 * Math.max(...this.pages.map(page => page.width)), high = Math.max(...this.pages.map(page => page.height));
    return {wide, high, count: Math.floor(this.pages.at(-1).number / 2) + 1};
  }

  /** Marks the page at which one is, at a glance. */
  here(number) {
    for (const {element, page} of this.sheets) element.classList.toggle("here", this.mode === "all" && page.number === number);
  }

  /** The wheel at the end of what can be scrolled turns the page, as in readers of PDF: after a push,
   *  and not for what is left of the one that scrolled there. */
  wheel(event) {
    const {stage} = this, now = event.timeStamp, way = Math.sign(event.deltaY);
    const room = stage.scrollHeight - stage.clientHeight;
    const ends = way > 0 ? stage.scrollTop >= room - 1 : stage.scrollTop <= 0;
    const rests = now - (this.wheeled ?? 0) > REST;
    this.wheeled = now;
    if (!ends || this.mode === "all" || !way) {
      this.push = null;
      return;
    }
    if (rests) this.push = 0;
    if (this.push === null || this.push === undefined) return;
    if (Math.sign(this.push) === -way) this.push = 0;
    this.push += event.deltaY * (event.deltaMode ? 40 : 1);
    if (Math.abs(this.push) < PUSH) return;
    this.push = null;
    this.turned(way);
  }

  listen() {
    const {stage} = this;
    stage.addEventListener("scroll", () => this.mode === "all" && this.sharpen());
    stage.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey) {
        this.wheel(event);
        return;
      }
      event.preventDefault();
      const percent = Math.min(400, Math.max(this.mode === "all" ? 7 : 25, this.percent * Math.exp(-event.deltaY / 300)));
      this.to(Math.round(percent), [event.clientX, event.clientY]);
      this.zoomed(this.zoom);
    }, {passive: false});
    stage.addEventListener("pointerdown", event => {
      if (event.button !== 0 || event.pointerType !== "mouse") return;
      this.drag(event);
    });
  }

  /** Moves the pages with the pointer; a click is no drag. */
  drag(start) {
    const {stage} = this, {scrollLeft, scrollTop} = stage;
    const hands = new AbortController(), {signal} = hands;
    let dragged = false;
    addEventListener("pointermove", event => {
      const x = event.clientX - start.clientX, y = event.clientY - start.clientY;
      dragged ||= Math.hypot(x, y) > 4;
      if (!dragged) return;
      stage.classList.add("dragged");
      stage.scrollTo({left: scrollLeft - x, top: scrollTop - y, behavior: "instant"});
    }, {signal});
    const end = () => {
      hands.abort();
      stage.classList.remove("dragged");
      if (dragged) swallowClick(stage);
    };
    addEventListener("pointerup", end, {signal});
    addEventListener("pointercancel", end, {signal});
  }
}
