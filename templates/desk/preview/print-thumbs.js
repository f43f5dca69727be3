// Thumbnails of all pages, by section, two and two as they lie. The pages on the table are marked,
// and those on which the chosen story or ad stands.

//
// A thumbnail never keeps the browser, or the desk, from a page that is looked at: so many are asked
// for at a time, and none while an edition is made or pages are laid on the table.

import {h} from "./dom.js";
import {lights} from "./print-overlay.js";
import {ROUGH, decoded, picture} from "./print-sheet.js";
import {pageName} from "./words.js";

/** Pictures asked for at a time. */
const MOST = 2;

export class Thumbs {
  /** Thumbnails in an element; `turn(number)` is called with the page that is wanted, and
   *  `failed(findings)` where a page cannot be painted. */
  constructor(element, turn, failed) {
    Object.assign(this, {element, turn, failed});
    this.made = new Map();
    this.wants = new Set();
    this.asked = 0;
    this.held = true;
  }

  /** No picture is asked for until `go`. */
  hold() {
    this.held = true;
  }

  /** Pictures may be asked for: those of pages that changed, of those that were seen. */
  go() {
    this.held = false;
    for (const [number, {source}] of this.made) if (source) this.wants.add(number);
    this.next();
  }

  /** Asks for as many pictures as may be asked for now. */
  next() {
    for (const number of this.wants) {
      if (this.held || this.asked >= MOST) return;
      this.wants.delete(number);
      this.asked += 1;
      this.load(number).finally(() => {
        this.asked -= 1;
        this.next();
      });
    }
  }

  /** Makes thumbnails for the pages of an edition; their pictures are loaded after `go`. */
  show(edition) {
    const kept = edition.pages.length === this.made.size
      && edition.pages.every(page => this.made.get(page.number)?.section === page.section);
    if (!kept) this.make(edition);
    for (const page of edition.pages) {
      const thumb = this.made.get(page.number);
      thumb.wanted = picture(edition, page, ROUGH);
      thumb.button.classList.toggle("closed", page.closed);
      thumb.button.setAttribute("aria-label", `${pageName(page)}${page.closed ? ", closed" : ""}`);
    }
  }

  make({pages}) {
    const sections = [];
    this.made = new Map();
    for (const page of pages) {
      const button = h("button.thumb", {type: "button", onclick: () => this.turn(page.number)},
        h("span.thumb-page", {}), h("span.thumb-number", {}, String(page.number)));
      button.style.setProperty("--ratio", page.width / page.height);
      button.classList.add(page.number % 2 ? "right" : "left");
      button.dataset.page = page.number;
      this.made.set(page.number, {button, section: page.section, source: ""});
      if (sections.at(-1)?.name !== page.section) sections.push({name: page.section, buttons: []});
      sections.at(-1).buttons.push(button);
    }
    this.element.replaceChildren(...sections.map(({name, buttons}) => h("section.thumb-section", {},
      h("h2", {}, name || "Pages"), h("div.thumb-pairs", {}, buttons))));
    this.seen?.disconnect();
    this.seen = new IntersectionObserver(entries => {
      for (const entry of entries) if (entry.isIntersecting) this.wants.add(Number(entry.target.dataset.page));
      this.next();
    }, {root: this.element, rootMargin: "200px"});
    for (const {button} of this.made.values()) this.seen.observe(button);
  }

  /** Loads the picture that a thumbnail wants by now. */
  async load(number) {
    const thumb = this.made.get(number);
    if (!thumb || thumb.source === thumb.wanted) return;
    const source = thumb.source = thumb.wanted;
    const image = await decoded(source, "").catch(error => {
      if (error.status && thumb.source === source) this.failed(error.findings);
    });
    if (thumb.source !== source) return;
    if (image) thumb.button.firstChild.replaceChildren(image);
    else thumb.source = "";
  }

  /** Marks the pages that lie on the table. */
  mark(numbers) {
    for (const [number, {button}] of this.made) {
      if (numbers.includes(number)) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
    const first = this.made.get(numbers[0])?.button, last = this.made.get(numbers.at(-1))?.button;
    if (first) this.reveal(first, last);
  }

  /** Scrolls the strip, and nothing else, until two thumbnails are in it. */
  reveal(first, last) {
    const {element} = this, room = element.getBoundingClientRect();
    const from = first.getBoundingClientRect(), to = last.getBoundingClientRect();
    if (from.top < room.top) element.scrollTop += from.top - room.top - 32;
    if (to.bottom > room.bottom) element.scrollTop += to.bottom - room.bottom + 12;
    if (from.left < room.left) element.scrollLeft += from.left - room.left - 32;
    if (to.right > room.right) element.scrollLeft += to.right - room.right + 12;
  }

  /** Lights the chosen thing on the pages where it stands: `geometries` by page number. */
  light(pick, geometries) {
    for (const [number, {button}] of this.made) {
      const data = geometries.get(number);
      button.querySelector(".lights")?.remove();
      button.classList.toggle("holds", Boolean(data));
      if (!data) continue;
      button.append(lights(data, pick));
    }
  }
}
