// <ng-frame>: a page as published, in a frame of a device's size, with overlays that explain it.
//
//   attributes   story, draft, width, height (CSS px), scale (1 is full size), whole (as high as
//                the page is); where it is higher than its device, two ticks stand at that one's foot
//   properties   the same; layers (Set of "slots", "candidates", "clearances", "refusals", "grid");
//                ad (the slot that overlays are about, "" is all); informed (ask for overlay data
//                without any layer); page, overlay, revision (what was last heard)
//   methods      refresh({anew}), select(gap, slot), light({ids, parts, bring})
//   events       "page" the data of /api/page; "trouble" {findings} where there is none;
//                "shown" {revision, at, ms} pixels of a revision stand, at a time since 1970 in ms,
//                `ms` after refresh(); "overlay" its data;
//                "pick" {gap, slot, leave}; "spot" {id, part} of a click, once something was lit; "open" {href, written, story} of a link that was
//                followed: "" where it leads to no story of ours
//
// The page is of another origin: bridge.js in it and this element talk by messages, and each checks
// who speaks. After a change all frames of one story ask once, and each page mends itself in place.

import {Refused, get} from "./api.js";
import {h} from "./dom.js";

const ORIGIN = document.body.dataset.frames;
const SIGHT = new CSSStyleSheet();
SIGHT.replaceSync(`
  :host { display: block; position: relative; overflow: hidden; background: var(--paper);
    border: 1px solid var(--line); border-radius: 8px; }
  :host([active]) { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
  iframe { display: block; border: 0; transform-origin: 0 0; background: #fff; color-scheme: normal; }
  :host([stale]) iframe { opacity: .72; }
  i { position: absolute; inset-inline: 0; height: 0; pointer-events: none; border-top: 2px solid var(--edge); }
  i { border-image: linear-gradient(to right, var(--accent) 9px, transparent 9px calc(100% - 9px), var(--accent) calc(100% - 9px)) 1; }
  p { position: absolute; inset: 0; margin: 0; display: grid; place-content: center; padding: 24px;
    text-align: center; color: var(--soft); font: 14px/1.5 var(--sans); }
  p.waits { place-content: end center; }
  .bones { position: absolute; inset: 0; display: grid; align-content: start; gap: 11px; padding: 28px 9%; }
  .bones > b { height: 11px; border-radius: 3px; background: var(--line); }
  .bones > b:nth-child(1) { height: 26px; width: 82%; } .bones > b:nth-child(2) { height: 26px; width: 58%; margin-bottom: 10px; }
  .bones > b:nth-child(6) { width: 64%; margin-bottom: 8px; } .bones > b:nth-child(7) { height: 170px; }
  @media (prefers-reduced-motion: no-preference) { .bones > b { animation: waits 1.6s ease-in-out infinite alternate; } }
  @keyframes waits { from { opacity: 1; } to { opacity: .45; } }
  [hidden] { display: none; }
  @media (prefers-color-scheme: dark) { iframe { background: #15181b; } }
`);

const asked = new Map();
document.addEventListener("newsgrid:files", () => asked.clear());

/** The data of a story's page: frames that ask at the same time ask once. */
function pageOf(story, draft) {
  const key = `${draft}\n${story}`;
  if (!asked.has(key)) {
    const answer = get("/api/page", {story, draft}).finally(() => {
      if (asked.get(key) === answer) asked.delete(key);
    });
    asked.set(key, answer);
  }
  return asked.get(key);
}

/** The height of a device of some width, in CSS px: phones, tablets upright, laptops. */
export function heightOf(width) {
  const known = {320: 568, 375: 812, 414: 896, 768: 1024, 980: 735, 1300: 812};
  if (known[width]) return known[width];
  return Math.round(width < 480 ? width * 2.165 : width < 900 ? width * 4 / 3 : width * .625);
}

/** What a screen of some width is called, as the devices of that width are. */
export function deviceOf(width) {
  if (width < 360) return "small phone";
  if (width < 480) return "phone";
  if (width < 700) return "phone, lying";
  if (width < 900) return "tablet";
  return width < 1100 ? "tablet, lying" : width < 1400 ? "laptop" : "desktop";
}

/** The same in one word, for buttons. */
export const kindOfDevice = width => deviceOf(width).replace(/^small |, lying$/g, "");

/** The story whose page has an address on the pages' port, "" where it has none. */
function storyAt(href) {
  if (!URL.canParse(href) || new URL(href).origin !== ORIGIN) return "";
  const coded = new URL(href).pathname.split("/")[3] ?? "";
  try {
    const bytes = Uint8Array.from(atob(coded.replaceAll("-", "+").replaceAll("_", "/")), sign => sign.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return "";
  }
}

/** What a page says was picked, whatever it sends: a block's id, null, or undefined for no gap. */
const picked = ({gap, slot, leave}) => ({
  gap: gap === null || gap === undefined ? gap : String(gap),
  slot: typeof slot === "string" ? slot : "",
  leave: Boolean(leave),
});

const TALLEST = 40_000; // CSS px of a page that is framed whole
const PAUSE = 120; // milliseconds
let count = 0;

class Frame extends HTMLElement {
  static observedAttributes = ["story", "draft", "width", "height", "scale", "whole"];

  page = null;
  overlay = null;
  revision = null;
  #layers = new Set();
  #ad = "";
  #informed = false;
  #chosen = {gap: undefined, slot: ""};
  #lit = null;
  #turn = 0;
  #began = 0;
  #loaded = false;
  #tall = 0;
  #later = 0;
  #stands = null; // the revision of the document, painted or not
  #data = null;
  #frame = h("iframe", {name: `ng-frame-${++count}`, hidden: true});
  #blank = h("p.waits", {}, "Reading the story, placing its ads …");
  #bones = h("div.bones", {"aria-hidden": "true"}, Array.from({length: 10}, () => h("b")));
  #fold = h("i", {hidden: true, title: "The foot of the device's screen"});

  constructor() {
    super();
    const root = this.attachShadow({mode: "open"});
    root.adoptedStyleSheets = [SIGHT];
    this.#frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms");
    root.append(this.#frame, this.#bones, this.#blank, this.#fold);
  }

  connectedCallback() {
    addEventListener("message", this.#hear);
    this.#size();
    if (this.story) this.refresh();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#data?.abort();
    clearTimeout(this.#later);
    this.#turn++;
    this.#loaded = false;
  }

  attributeChangedCallback(name, was, now) {
    if (was === now || !this.isConnected) return;
    if (name === "story" || name === "draft") return void this.refresh();
    this.#size();
    if (name === "scale") this.#draw();
    if (name === "width") this.#explain();
  }

  get story() { return this.getAttribute("story") ?? ""; }
  set story(name) { this.setAttribute("story", name); }
  get draft() { return this.getAttribute("draft") ?? ""; }
  set draft(name) { this.setAttribute("draft", name); }
  get width() { return Number(this.getAttribute("width")) || 375; }
  set width(px) { this.setAttribute("width", px); }
  get height() { return this.whole && this.#tall || Number(this.getAttribute("height")) || heightOf(this.width); }
  set height(px) { this.setAttribute("height", px); }
  get scale() { return Number(this.getAttribute("scale")) || 1; }
  set scale(factor) { this.setAttribute("scale", factor); }
  get whole() { return this.hasAttribute("whole"); }
  set whole(wanted) { this.toggleAttribute("whole", wanted); }
  get layers() { return this.#layers; }
  set layers(names) { this.#layers = new Set(names); this.#inform(); }
  get ad() { return this.#ad; }
  set ad(slot) { this.#ad = slot ?? ""; this.#draw(); }
  get informed() { return this.#informed; }
  set informed(wanted) { this.#informed = wanted; this.#inform(); }

  /** Asks for the page again and shows what comes, in place. `anew`: what was asked for already is
   *  not waited for, it may be older. */
  async refresh({anew = false} = {}) {
    const turn = ++this.#turn;
    if (anew) asked.delete(`${this.draft}\n${this.story}`);
    this.#began = performance.now();
    let page;
    try {
      page = await pageOf(this.story, this.draft);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.#trouble(error.findings);
      return;
    }
    if (turn === this.#turn) this.#show(page);
  }

  /** Marks a gap (a block's id, null is the end of the copy) and a slot, and scrolls to them. */
  select(gap, slot = "") {
    this.#chosen = {gap, slot};
    this.#post({newsgrid: "select", gap, slot});
  }

  /** Lights blocks by their ids, and parts of the head by their names, and nothing else; `bring`s
   *  them into view. */
  light(what) {
    this.#lit = what;
    this.#post({newsgrid: "light", ...what});
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true}));
  }

  #trouble(findings) {
    if (!this.page?.address) this.#empty("There is no page to show.");
    this.#emit("trouble", {findings});
  }

  #show(page) {
    this.page = page;
    this.#emit("page", page);
    this.toggleAttribute("stale", Boolean(page.stale));
    this.#frame.hidden = !page.address;
    this.#blank.hidden = Boolean(page.address);
    this.#bones.hidden = true;
    if (!page.address) return this.#empty("There is no page to show yet.");
    const address = new URL(page.address, ORIGIN);
    if (address.origin !== ORIGIN) return;
    if (this.#frame.src !== address.href) {
      this.#loaded = false;
      this.revision = this.#stands = null;
      this.#chosen = {gap: undefined, slot: ""};
      this.#frame.src = address.href;
    } else if (this.#loaded) {
      if (this.#stands === page.revision) this.#explain();
      else this.#post({newsgrid: "refresh", revision: page.revision});
    }
  }

  /** Says that there is nothing, in place of what a page will look like. */
  #empty(said) {
    this.#bones.hidden = true;
    this.#blank.classList.remove("waits");
    this.#blank.textContent = said;
  }

  #size() {
    const {width, height, scale} = this;
    this.#frame.style.cssText = `width:${width}px;height:${height}px;transform:scale(${scale})`;
    this.#frame.title = this.title || `The page, ${width} pixels wide`;
    this.#fold.hidden = height <= heightOf(width);
    this.#fold.style.top = `${Math.round(heightOf(width) * scale)}px`;
    this.style.boxSizing = "content-box"; // the border is around the screen, not of it
    this.style.width = `${Math.round(width * scale)}px`;
    this.style.height = `${Math.round(height * scale)}px`;
  }

  #post(message) {
    if (this.#loaded) this.#frame.contentWindow.postMessage(message, ORIGIN);
  }

  #hear = ({source, origin, data}) => {
    if (source !== this.#frame.contentWindow || origin !== ORIGIN || !data) return;
    if (data.newsgrid === "ready") this.#ready(String(data.revision));
    else if (data.newsgrid === "shown") this.#shown(data);
    else if (data.newsgrid === "at") this.#bring(Number(data.top));
    else if (data.newsgrid === "pick") this.#emit("pick", picked(data));
    else if (data.newsgrid === "spot") this.#emit("spot", {id: String(data.id ?? ""), part: String(data.part ?? "")});
    else if (data.newsgrid === "open") this.#emit("open", {href: String(data.href), written: String(data.written), story: storyAt(String(data.href))});
  };

  #ready(revision) {
    this.#loaded = true;
    this.#stands = revision;
    if (this.page && this.page.revision !== revision) this.#post({newsgrid: "refresh", revision: this.page.revision});
    this.#draw();
    if (this.#lit) this.#post({newsgrid: "light", ...this.#lit});
    if (this.#chosen.gap !== undefined || this.#chosen.slot) this.#post({newsgrid: "select", ...this.#chosen});
  }

  #shown({revision, tall}) {
    const at = performance.now();
    this.revision = this.#stands = String(revision);
    this.#tall = Math.min(Number(tall) || 0, TALLEST);
    if (this.whole) this.#size();
    this.#emit("shown", {revision, at: performance.timeOrigin + at, ms: at - this.#began});
    // While saves come fast, the next page is made before it is asked why of this one.
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#explain(), this.overlay ? PAUSE : 0);
  }

  /** Scrolls what holds this frame to a place of the page: one framed whole has nothing to scroll. */
  #bring(top) {
    if (!this.whole || !Number.isFinite(top)) return;
    let holder = this.parentElement;
    while (holder && !["auto", "scroll"].includes(getComputedStyle(holder).overflowY)) holder = holder.parentElement;
    holder ??= document.scrollingElement;
    const seen = holder.getBoundingClientRect();
    const at = this.getBoundingClientRect().top + top * this.scale;
    if (at < seen.top + 40 || at > Math.min(seen.bottom, innerHeight) - 80) holder.scrollTop += at - seen.top - holder.clientHeight / 3;
  }

  #inform() {
    if (this.overlay || !this.revision) this.#draw();
    if (!this.overlay) this.#explain();
  }

  /** Asks for what overlays and panels say; a newer question ends an older one. */
  async #explain() {
    if (!this.#informed && !this.#layers.size || !this.page?.address) {
      this.overlay = null;
      return;
    }
    this.#data?.abort();
    const asking = this.#data = new AbortController();
    const {story, draft, width} = this;
    try {
      const data = await get("/api/overlay", {story, draft, width}, asking.signal);
      if (this.#data !== asking) return;
      this.overlay = data;
      this.#draw();
      this.#emit("overlay", data);
    } catch (error) {
      if (error instanceof Refused) this.overlay = null;
      else if (error.name !== "AbortError") throw error;
    }
  }

  #draw() {
    this.#post({
      newsgrid: "overlay",
      data: this.#layers.size ? this.overlay : null,
      layers: [...this.#layers],
      ad: this.#ad,
      scale: this.scale,
    });
  }
}

customElements.define("ng-frame", Frame);
