// One page on the table: its picture, and over it what can be clicked and what the overlay draws.
//
//   <div class="sheet">  <img>  <div class="marks">  <svg class="lines">  <svg class="things">  <div class="notes">
//
// The picture is swapped for a sharper or a newer one only when that is decoded, and together with
// the marks that belong to it: nothing flashes, and nothing is drawn over another page's lines.

import {get} from "./api.js";
import {h} from "./dom.js";
import {draw} from "./print-overlay.js";
import {pageName} from "./words.js";

/** Pictures of one page never have more pixels than this: 400 % on a dense screen would. */
const PIXELS = 36e6;

/** The pixels that a point gets in a thumbnail, which is also what a page shows at first. */
export const ROUGH = .25;

/** How many pixels a point gets: enough for the zoom (CSS px per pt) on this screen, in steps, and not
 *  fewer than `least`. */
export function density(page, zoom, least = 1) {
  const wanted = zoom * devicePixelRatio;
  const most = Math.sqrt(PIXELS / (page.width * page.height));
  return Math.max(least, Math.min(Math.ceil(wanted * 4 - .01) / 4, Math.floor(most * 4) / 4, 6));
}

/** Where the picture of a page lies. */
export function picture(edition, page, scale) {
  const query = new URLSearchParams({scale, revision: page.revision});
  if (edition.story) query.set("story", edition.story);
  return `/edition/page/${page.number}.png?${query}`;
}

/** A picture that is ready to be painted. Throws where it cannot be had, if the desk tells why, as
 *  its `Refused`. */
export async function decoded(source, alternative) {
  const image = h("img", {src: source, alt: alternative, draggable: false});
  try {
    await image.decode();
  } catch (error) {
    await get(source).catch(refused => {
      throw refused.findings ? refused : error;
    });
  }
  return image;
}

export class Sheet {
  /** A sheet for a page of an edition. `geometry(page)` promises what its overlay draws; `picked`
   *  is called with {kind, id} when something on it is chosen, `marked(sheet)` when its marks
   *  were drawn anew. Until `show` it has a rough picture. */
  constructor(edition, page, geometry, picked, marked) {
    this.geometry = geometry;
    this.picked = picked;
    this.marked = marked;
    this.page = page;
    this.drawn = "";
    this.element = h("div.sheet", {role: "group", "aria-label": `Page ${page.number}`});
    this.element.dataset.page = page.number;
    this.element.style.setProperty("--width", page.width);
    this.element.style.setProperty("--height", page.height);
    this.image = h("img.rough", {
      src: picture(edition, page, ROUGH), alt: "", draggable: false,
    });
    this.marks = h("div.marks");
    this.element.append(this.image, this.marks);
  }

  /** Shows a page (perhaps a newer state of it) at a look {zoom, layers, pick}: resolves when it
   *  is on the screen's way. What was asked for last is what ends up shown. */
  async show(edition, page, look) {
    this.look = look;
    this.page = page;
    const source = picture(edition, page, density(page, look.zoom, look.least));
    if (this.drawn !== source) {
      const asked = this.asked = source;
      const [image, geometry] = await Promise.all([
        decoded(source, pageName(page)), this.geometry(page),
      ]);
      if (this.asked !== asked) return;
      this.image.replaceWith(image);
      this.image = image;
      this.drawn = source;
      this.data = geometry;
    }
    this.mark();
  }

  /** Draws the marks anew, for another look at the same page. */
  mark(look = this.look) {
    this.look = look;
    if (!this.data) return;
    const held = this.marks.contains(document.activeElement) ? document.activeElement.dataset.thing : null;
    const made = draw(this.data, look, this.picked);
    this.marks.replaceChildren(...made);
    this.marked?.(this);
    if (held) this.thing(held)?.focus({preventScroll: true});
  }

  /** The element that stands for a thing, "story:flood". */
  thing(name) {
    return this.marks.querySelector(`[data-thing="${CSS.escape(name)}"]`);
  }
}
