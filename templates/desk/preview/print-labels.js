// Labels of what the overlay draws: "12/13 rows" of a leg, the id and name of an ad. None of them lies
// on copy, heads, pictures or artwork: a label stands in a margin, an alley or white beside what it
// tells of, or, where there is no room for it, in the line over the pages, for the thing in hand.

import {h} from "./dom.js";
import {named} from "./print-overlay.js";

/** The layers whose labels tell of things. */
const LABELLED = ["areas", "stack", "legs"];

/** The height of a label and its type, CSS px; `.note` in print.css has the same. */
const HIGH = 14, FONT = '600 12px "Libre Franklin", system-ui, sans-serif', AIR = 1, PADDING = 8;

let pen;

/** How wide a text is as a label, in CSS px. */
function wide(text) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = FONT;
  return Math.ceil(pen.measureText(text).width) + PADDING;
}

/** What labels must not lie on, in CSS px at a zoom: type, pictures, boxes, ads, and the handles of
 *  what is chosen. */
const kept = (data, zoom, pick) => [...[...data.areas, ...data.images, ...data.boxes, ...data.ads].map(each => each.rect.map(side => side * zoom)), ...handles(data, zoom, pick)];

/** Where the handles of a chosen story or picture are seen (`print-edges.js`; `.edge` in print.css). */
function handles(data, zoom, pick) {
  const at = ({rect}) => rect.map(side => side * zoom), spot = (x, y, across, down) => [x - across / 2, y - down / 2, across, down];
  if (pick?.kind === "picture") return data.images.filter(each => each.id === pick.id).map(at)
    .flatMap(([x, y, width, height]) => [x, x + width].map(side => spot(side, y + height, 16, 16)));
  if (pick?.kind !== "story") return [];
  return data.parts.filter(each => each.story === pick.id && !each.rest).map(at).flatMap(([x, y, width, height]) =>
    [spot(x, y + height / 2, 10, 36), spot(x + width, y + height / 2, 10, 36), spot(x + width / 2, y + height, 36, 10)]);
}

const meet = ([x, y, width, height], [left, top, across, down]) =>
  x < left + across && left < x + width && y < top + down && top < y + height;

/** Where a label may stand beside what it tells of, best first: [x, y, width, height]. */
function spots([x, y, width, height], long) {
  const right = x + width, foot = y + height;
  return [
    ...long > width ? [] : [[right - long, foot + AIR, long, HIGH], [right - long, y - HIGH - AIR, long, HIGH]],
    ...long > height ? [] : [[right + AIR, y, HIGH, long], [x - HIGH - AIR, y, HIGH, long]],
  ];
}

/** The labels that have room on a page at a zoom, as elements; `notes` are {name, rect, text, kind},
 *  `pick` is what is chosen. */
export function labels(notes, data, zoom, pick) {
  const taken = kept(data, zoom, pick), across = data.width * zoom, down = data.height * zoom;
  return notes.flatMap(({name, rect, text, kind}) => {
    const place = spots(rect.map(side => side * zoom), wide(text)).find(([x, y, width, height]) =>
      x >= 0 && y >= 0 && x + width <= across && y + height <= down && !taken.some(each => meet(each, [x, y, width, height])));
    if (!place) return [];
    taken.push(place);
    const [x, y, width, height] = place, made = h("span", {class: `note note-${name} ${kind}${height > width ? " upright" : ""}`}, text);
    made.style.cssText = `left: ${100 * x / across}%; top: ${100 * y / down}%; width: ${width}px; height: ${height}px`;
    return [made];
  });
}

/** The line over the pages: what the overlay's labels say of the thing in hand, which is the one that
 *  is pointed at, or has the focus, or is chosen. `told(name)` gives its {title, notes}, or null. */
export class LabelLine {
  constructor(stage, told) {
    this.told = told;
    this.chosen = "";
    this.element = h("div.label-line", {"aria-hidden": "true", hidden: true});
    stage.before(this.element);
    const at = event => this.point(event.target.closest?.("[data-thing]")?.dataset.thing ?? "");
    stage.addEventListener("pointerover", at);
    stage.addEventListener("focusin", at);
    stage.addEventListener("pointerleave", () => this.point(""));
    stage.addEventListener("focusout", () => this.point(""));
  }

  point(name) {
    if (this.pointed === name) return;
    this.pointed = name;
    this.write();
  }

  /** Shows the line where a layer that is on has labels, for what is chosen. */
  show({layers, mode, pick}) {
    this.chosen = named(pick);
    this.element.hidden = mode === "board" || !LABELLED.some(name => layers.has(name));
    this.write();
  }

  write() {
    if (this.element.hidden) return;
    const page = this.pointed?.startsWith("page:") && this.chosen, found = this.told((page ? "" : this.pointed) || this.chosen);
    this.element.replaceChildren(...found ? [h("b", {}, found.title), ...found.notes.map(({name, text, kind}) => h("span", {class: `note note-${name} ${kind}`}, text))]
      : [h("span.soft", {}, "Point at a story, an ad or a picture, or choose it: its labels stand here.")]);
  }
}
