// The page beside the text: in print, where the story stands, lit there and at the paragraph of the
// cursor; on the web, its page at a width, lit at that paragraph. It follows the text as that is saved.
//
//   const beside = new PageBeside(section, {file, medium, width, changed, goto, begins});
//   beside.refresh()          files changed on disk
//   beside.at(line, text)     the cursor is in a line of the text as it is saved, from 1
//
// `changed({medium, width})` is told what was chosen, `goto(line)` which line was clicked on the page,
// `begins(page)` on which page of print the story begins, null for none.
// While it is folded away, or behind the text, nothing is asked for.

import {get, lines, path} from "./api.js";
import {h, svg} from "./dom.js";
import {deviceOf} from "./frames.js";
import {keeping} from "./pace.js";
import {decoded, density, picture} from "./print-sheet.js";

export const WIDTHS = [320, 375, 768, 980, 1300];
const AIR = 14; // pt around the story
const CLOSEST = 2.4; // CSS px per pt
const ROLES = {
  print: {headline: ["headline"], print_headline: ["headline"], kicker: ["kicker"], deck: ["deck"], byline: ["byline", "meta"]},
  web: {headline: ["headline"], kicker: ["kicker"], section: ["kicker"], deck: ["deck"], byline: ["byline"], date: ["meta"], updated: ["meta"], comments: ["meta"]},
};

export class PageBeside {
  #at = {line: 1, text: ""};
  #stale = true;
  #edition = null;
  #copy = null;
  #page = null; // the number of the page that is shown
  #drawn = "";
  #frame = null;
  #lines = []; // of the page on the web: [id of a block, the line on which it begins]
  #sheet = null;
  #image = null;

  constructor(root, {file, medium, width, changed, goto, begins}) {
    const part = name => root.querySelector(`[data-part="${name}"]`);
    Object.assign(this, {root, file, medium, width, changed, goto, begins});
    [this.stage, this.said, this.pages, this.zoom, this.widths, this.print, this.web] =
      ["stage", "said", "pages", "zoom", "width", "print", "web"].map(part);
    this.widths.replaceChildren(...WIDTHS.map(px => h("option", {value: String(px), selected: px === width}, `${px} px · ${deviceOf(px)}`)));
    this.print.addEventListener("click", () => this.#choose({medium: "print"}));
    this.web.addEventListener("click", () => this.#choose({medium: "web"}));
    this.widths.addEventListener("change", () => this.#choose({width: Number(this.widths.value)}));
    this.zoom.addEventListener("change", () => this.#draw({home: true}));
    new ResizeObserver(() => {
      if (this.#stale) this.refresh();
      else this.#draw();
    }).observe(this.stage);
    this.#tools();
  }

  /** Asks again for what is seen. */
  refresh() {
    this.#stale = true;
    if (this.#seen) this.#ask();
  }

  /** The cursor is in a line, from 1, of the text as it is saved. */
  at(line, text) {
    this.#at = {line, text};
    if (!this.#seen) return;
    if (this.medium === "web") this.#lightWeb();
    else if (this.#copy) this.#light(true);
  }

  get #seen() { return this.stage.clientWidth > 60 && this.stage.clientHeight > 60; }

  #choose(what) {
    Object.assign(this, what);
    this.changed({medium: this.medium, width: this.width});
    this.#tools();
    this.refresh();
  }

  #tools() {
    const print = this.medium === "print";
    this.print.setAttribute("aria-pressed", String(print));
    this.web.setAttribute("aria-pressed", String(!print));
    this.zoom.hidden = this.pages.hidden = !print;
    this.widths.hidden = print;
  }

  #ask = keeping(async () => {
    this.#stale = false;
    try {
      if (this.medium === "web") this.#showWeb();
      else await this.#showPrint();
    } catch (error) {
      this.#say(error.findings?.map(each => each.message).join("; ") ?? String(error), "bad");
    }
  });

  #say(text, kind = "") {
    this.said.textContent = text;
    this.said.dataset.kind = kind;
  }

  // --- on the web -------------------------------------------------------------------------------

  #showWeb() {
    this.#sheet = this.#image = null;
    this.#drawn = "";
    if (!this.#frame?.isConnected) {
      this.#frame = document.createElement("ng-frame");
      this.#frame.addEventListener("page", ({detail}) => {
        this.#lines = detail.lines;
        this.#say(detail.address ? "" : "There is no page to show yet.");
      });
      this.#frame.addEventListener("shown", () => this.#lightWeb());
      this.#frame.addEventListener("spot", ({detail}) => this.#spotted(detail));
      this.#frame.addEventListener("trouble", ({detail}) => this.#say(detail.findings.map(each => each.message).join("; "), "bad"));
      this.#sizeFrame();
      this.#frame.story = this.file;
      this.stage.replaceChildren(this.#frame);
      return;
    }
    this.#sizeFrame();
    this.#frame.refresh();
  }

  #sizeFrame() {
    const scale = Math.min(1, (this.stage.clientWidth - 2) / this.width);
    this.#frame.width = this.width;
    this.#frame.height = Math.round((this.stage.clientHeight - 4) / scale);
    this.#frame.scale = scale;
  }

  /** Lights the paragraph, box or part of the head that the cursor is in. */
  #lightWeb() {
    if (!this.#frame) return;
    const {line, text} = this.#at;
    const key = keyAt(line, text);
    const begins = key === null ? this.#lines.findLast(([, at]) => at <= line)?.[1] : null;
    const ids = this.#lines.filter(([, at]) => at === begins).map(([id]) => id);
    this.#frame.light({ids, parts: ROLES.web[key] ?? [], bring: true});
  }

  /** Goes to the line of what was clicked on the web page. */
  #spotted({id, part}) {
    const line = part ? lineOfPart(part, ROLES.web, this.#at.text) : this.#lines.find(([each]) => each === id)?.[1];
    if (line) this.goto(line);
  }

  // --- in print ---------------------------------------------------------------------------------

  async #showPrint() {
    if (!this.#edition) this.#say("Making the edition …");
    let edition = null;
    for await (const each of lines("GET", path("/api/edition", {steps: 1}))) {
      if (each.doing && !this.#edition) this.#say(`${each.doing} …`);
      else if (each.pages) edition = each;
    }
    if (this.medium !== "print") return;
    this.#edition = edition;
    const story = edition.stories.find(each => each.file === this.file);
    this.#copy = story || edition.alone ? await get("/api/edition/copy", {slug: story?.slug}).catch(() => null) : null;
    if (this.medium !== "print") return;
    this.begins(this.#copy?.pages[0]?.number ?? null);
    const wrong = edition.problems?.length ? " What is shown is the last good edition." : "";
    if (!this.#copy?.pages.length) {
      this.#frame = this.#sheet = null;
      this.stage.replaceChildren(h("p.empty", {}, story ? "This story has no place in the edition." : "This story is not in the edition.", wrong));
      this.pages.replaceChildren();
      return this.#say("");
    }
    this.#say(wrong.trim(), wrong ? "warn" : "");
    if (!this.#copy.pages.some(each => each.number === this.#page)) this.#page = this.#copy.pages[0].number;
    await this.#draw({home: !this.#sheet});
    this.#light(true);
  }

  /** The page as it is to be seen: its picture, and over it the light. `home`: from where the story
   *  begins. */
  async #draw({home = false} = {}) {
    if (this.medium === "web") return void (this.#frame && this.#seen && this.#sizeFrame());
    const page = this.#copy?.pages.find(each => each.number === this.#page);
    if (!page || !this.#seen) return;
    this.pages.replaceChildren(...this.#copy.pages.map(({number}) => h("button", {
      type: "button", "aria-pressed": String(number === page.number), onclick: () => this.#turn(number),
    }, `Page ${number}`)));
    const [left, top, right, bottom] = around(page.rects);
    const [wide, high] = [this.stage.clientWidth - 4, this.stage.clientHeight - 4];
    const across = wide / page.width;
    const zoom = {page: Math.min(across, high / page.height), width: across, story: Math.min(CLOSEST, wide / (right - left + 2 * AIR))}[this.zoom.value];
    const source = picture(this.#edition, page, density(page, zoom));
    if (!this.#sheet?.isConnected) {
      this.#sheet = h("div.beside-sheet", {onclick: event => this.#clicked(event)});
      this.stage.replaceChildren(this.#sheet);
      this.#drawn = "";
    }
    this.#sheet.style.width = `${Math.round(page.width * zoom)}px`;
    this.#sheet.style.height = `${Math.round(page.height * zoom)}px`;
    if (this.#drawn !== source) {
      this.#drawn = source;
      const image = await decoded(source, `Page ${page.number}`);
      if (this.#drawn !== source || !this.#sheet) return;
      this.#image = image;
      this.#sheet.replaceChildren(image);
    }
    this.#light(false);
    if (home) this.stage.scrollTo({left: (left - AIR) * zoom, top: (top - AIR) * zoom, behavior: "instant"});
    if (bottom - top < 1) this.stage.scrollTo(0, 0);
  }

  #turn(number) {
    this.#page = number;
    return this.#draw({home: true});
  }

  /** The parts of the page that are of the line in which the cursor is; null where that is unknown. */
  #parts() {
    const {line, text} = this.#at;
    const key = keyAt(line, text);
    if (key !== null) return this.#copy.heads.filter(each => ROLES.print[key]?.includes(each.role));
    const begins = this.#copy.lines.findLast(each => each <= line);
    return this.#copy.parts.filter(each => each.line === begins);
  }

  /** Lights the story, and the part that the cursor is in; `bring` brings that into view, on another
   *  page of the story too. */
  #light(bring) {
    const parts = this.#parts();
    const other = parts.length && !parts.some(each => each.page === this.#page);
    if (bring && other) {
      this.#page = parts[0].page;
      return void this.#draw().then(() => this.#light(true));
    }
    const page = this.#copy.pages.find(each => each.number === this.#page);
    if (!this.#sheet || !this.#image || !page) return;
    const here = parts.filter(each => each.page === page.number).map(each => each.rect);
    const lit = svg("svg", {class: "beside-light", viewBox: `0 0 ${page.width} ${page.height}`, preserveAspectRatio: "none", "aria-hidden": "true"},
      svg("mask", {id: "beside-mask"}, svg("rect", {width: page.width, height: page.height, fill: "#fff"}),
        page.rects.map(rect => box(rect, {fill: "#000", stroke: "#000", "stroke-width": 10}))),
      svg("rect", {class: "beside-veil", width: page.width, height: page.height, mask: "url(#beside-mask)"}),
      here.map(rect => box(rect, {class: "beside-lit"})));
    this.#sheet.querySelector(".beside-light")?.remove();
    this.#sheet.append(lit);
    this.#sheet.dataset.lit = String(here.length);
    if (!bring || !here.length) return;
    const [left, top, right, bottom] = around(here);
    const zoom = this.#sheet.clientWidth / page.width;
    const seen = this.stage;
    if (top * zoom < seen.scrollTop || bottom * zoom > seen.scrollTop + seen.clientHeight) seen.scrollTop = (top + bottom) / 2 * zoom - seen.clientHeight / 2;
    if (left * zoom < seen.scrollLeft || right * zoom > seen.scrollLeft + seen.clientWidth) seen.scrollLeft = (left - AIR) * zoom;
  }

  /** Goes to the line of the part that was clicked. */
  #clicked({clientX, clientY}) {
    const page = this.#copy?.pages.find(each => each.number === this.#page);
    const seen = this.#sheet.getBoundingClientRect();
    if (!page) return;
    const [x, y] = [(clientX - seen.left) * page.width / seen.width, (clientY - seen.top) * page.height / seen.height];
    const there = ({page: number, rect: [left, top, wide, high]}) =>
      number === page.number && x >= left && x <= left + wide && y >= top && y <= top + high;
    const role = this.#copy.heads.find(there)?.role;
    const line = this.#copy.parts.find(there)?.line ?? (role && lineOfPart(role, ROLES.print, this.#at.text));
    if (line) this.goto(line);
  }
}

/** [left, top, right, bottom] around rectangles, in pt. */
const around = rects => [
  Math.min(...rects.map(([x]) => x)), Math.min(...rects.map(([, y]) => y)),
  Math.max(...rects.map(([x, , wide]) => x + wide)), Math.max(...rects.map(([, y, , high]) => y + high)),
];

const box = ([x, y, width, height], more) => svg("rect", {x, y, width, height, ...more});

const KEY = /^(\w+):/;

/** How many lines the front matter of a text has, its fences among them; 0 where it has none. */
function frontOf(rows) {
  return rows[0]?.trim() === "---" ? rows.findIndex((row, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(row)) + 1 : 0;
}

/** The key of the front matter that a line, from 1, is of: "" of none; null outside of front matter. */
function keyAt(line, text) {
  const rows = text.split("\n");
  if (line > frontOf(rows)) return null;
  const begins = rows.slice(1, line).findLast(row => /^\S/.test(row)); // what is indented goes on
  return KEY.exec(begins ?? "")?.[1] ?? "";
}

/** The line, from 1, that says a part of the head: of the keys that do, the first that is written. */
function lineOfPart(part, roles, text) {
  const rows = text.split("\n");
  const keys = Object.keys(roles).filter(key => roles[key].includes(part));
  const at = rows.slice(0, frontOf(rows)).findIndex(row => keys.includes(KEY.exec(row)?.[1]));
  return at < 0 ? null : at + 1;
}
