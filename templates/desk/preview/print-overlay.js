// What is drawn over a page's picture, from the geometry that the desk tells (pt from the trim's top
// left). Lines and areas are SVG; words are HTML of one size on the screen at any zoom.
//
//   grid       columns and the live area, cyan         stack   ads, blue, with id and size
//   baselines  one line a row, pale cyan               hole    what ads leave for stories, tinted
//   areas      headlines, decks, pictures, … orange    legs    magenta, with "23/25 rows"
//
// Over these lie the things that can be chosen: stories, ads and pictures. Each is one button, however
// many rectangles of a page it takes.

import {h, svg} from "./dom.js";

/** The layers, in the order they are drawn. */
export const LAYERS = ["hole", "baselines", "grid", "areas", "stack", "legs"];

/** CSS px per pt under which baselines are drawn paler and notes set smaller. */
const FAR = .9;

const SHAPES = {
  hole: data => [shape("hole", data.holes.map(rect => box(rect)))],
  baselines: ({grid}) => [shape("baselines", svg("path", {d: Array.from({length: grid.rows},
    (_, row) => `M${grid.live[0]} ${grid.baseline + row * grid.leading}h${grid.live[2]}`).join("")}))],
  grid: ({grid, width, height}) => [shape("grid",
    grid.columns.map(([x, wide]) => box([x, grid.live[1], wide, grid.live[3]])),
    box([0, 0, width, height], {class: "trim"}))],
  areas: data => [shape("areas", [...heads(data), ...pictures(data), ...modules(data)].map(each => box(each.rect)))],
  stack: data => [
    shape("cells", data.stack.map(each => box(each.rect))),
    shape("stack", data.ads.map(each => box(each.rect))),
  ],
  legs: data => [shape("legs", data.legs.map(each => box(each.rect)))],
};

const WORDS = {
  hole: data => largest(data.holes).map(rect => note("hole", rect, "news hole")),
  baselines: () => [],
  grid: () => [],
  areas: data => [
    ...heads(data).map(each => note("areas", each.rect, each.role.replaceAll("_", " "))),
    ...pictures(data).map(each => note("areas", each.rect, "picture")),
    ...modules(data).map(each => note("areas", each.rect, each.role.replaceAll("_", " "))),
  ],
  stack: (data, names) => data.ads.map(each =>
    note("stack", each.rect, each.house ? `house ad ${each.house}` : names.ad(each.id), each.waiting ? "waiting" : "")),
  legs: data => data.legs.map(each => note("legs", each.rect, `${each.filled}/${each.rows} rows`,
    each.filled < each.rows ? "short" : "")),
};

/** The elements of a page's marks: `look` is {zoom, layers, pick, names}; `picked` is called with
 *  {kind, id} when a thing is chosen. */
export function draw(data, look, picked) {
  const shown = LAYERS.filter(name => look.layers.has(name));
  return [
    paper(data, "lines", shown.flatMap(name => SHAPES[name](data)), look.zoom < FAR),
    paper(data, "things", things(data).map(thing => button(thing, look, picked))),
    h(`div.notes${look.zoom < FAR ? ".far" : ""}`, {"aria-hidden": "true"}, shown.flatMap(name => WORDS[name](data, look.names))
      .filter(each => fits(each, look.zoom)).map(each => placed(each, data))),
  ];
}

/** Small outlines of what is chosen, for a thumbnail. */
export function lights(data, pick) {
  const thing = things(data).find(each => named(each) === named(pick));
  return paper(data, "lights", thing ? thing.rects.map(rect => box(rect)) : []);
}

/** What kinds of things are called. */
export const KINDS = {page: "Page", story: "Story", ad: "Ad", house_ad: "House ad", picture: "Picture"};

/** The name of a thing among all: "story:flood". */
export const named = thing => thing ? `${thing.kind}:${thing.id}` : "";

/** What can be chosen on a page, each once: the page itself, stories in their order, ads, those of the
 *  house by their names, then the pictures of stories, which lie on them. */
export function things(data) {
  const stories = new Map(data.stories.map(id => [id, []]));
  for (const {story, role, rect} of [...data.areas, ...data.legs, ...data.images]) {
    const rects = stories.get(story);
    if (role !== "body" && rects && !rects.some(each => `${each}` === `${rect}`)) rects.push(rect);
  }
  for (const {id, rect} of modules(data)) stories.get(owner(id, data.stories))?.push(rect);
  return [
    {kind: "page", id: String(data.number), rects: [[0, 0, data.width, data.height]]},
    ...Array.from(stories, ([id, rects]) => ({kind: "story", id, rects})),
    ...data.ads.filter(each => !each.house).map(({id, rect}) => ({kind: "ad", id, rects: [rect]})),
    ...Object.entries(Object.groupBy(data.ads.filter(each => each.house), each => each.house))
      .map(([id, some]) => ({kind: "house_ad", id, rects: some.map(each => each.rect)})),
    ...[...pictures(data), ...data.boxes.filter(each => each.role === "picture")].map(({id, rect}) => ({kind: "picture", id, rects: [rect]})),
  ];
}

/** The story a module belongs to: the one whose slug its id begins with, or the only one. */
const owner = (id, stories) => stories.length === 1 ? stories[0]
  : stories.filter(slug => id.startsWith(`${slug}-`)).sort((a, b) => b.length - a.length)[0];

function button(thing, look, picked) {
  const chosen = named(look.pick) === named(thing);
  const said = `${KINDS[thing.kind]}: ${look.names[thing.kind](thing.id)}`;
  const choose = () => picked({kind: thing.kind, id: thing.id});
  const made = svg("g", {
    class: `thing thing-${thing.kind}${chosen ? " lit" : ""}`, role: "button", tabindex: 0,
    "aria-pressed": chosen, "aria-label": said, "data-thing": named(thing),
  }, svg("title", {}, said), thing.rects.map(rect => box(rect)),
    chosen && ["ad", "house_ad", "picture"].includes(thing.kind) ? thing.rects.map(rect => box(rect, {class: "edge"})) : null);
  made.addEventListener("click", choose);
  made.addEventListener("keydown", event => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  });
  return made;
}

/** Type that is no running text. Headline, kicker, byline and deck share one area: it is drawn once,
 *  under the name of the headline. */
function heads(data) {
  const unique = new Map();
  for (const each of data.areas) {
    const key = each.rect.join(" ");
    if (each.role !== "body" && (!unique.has(key) || each.role === "headline")) unique.set(key, each);
  }
  return [...unique.values()];
}

const modules = data => data.boxes.filter(each => each.role !== "ad");

/** The pictures of stories; promos belong to what they lead to, on another page. */
const pictures = data => data.images.filter(each => each.role === "picture");

const largest = rects => rects.length ? [rects.reduce((a, b) => a[2] * a[3] >= b[2] * b[3] ? a : b)] : [];

const box = ([x, y, width, height], more = {}) => svg("rect", {x, y, width, height, ...more});

const shape = (name, ...parts) => svg("g", {class: `layer layer-${name}`}, ...parts);

const paper = ({width, height}, name, parts, far = false) =>
  svg("svg", {class: `${name}${far ? " far" : ""}`, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none",
    "aria-hidden": name === "things" ? null : "true"}, parts);

const note = (name, rect, text, kind = "") => ({name, rect, text, kind});

/** Whether a note has room in its rectangle: some 6 px a letter, 12 px high. */
function fits({rect, text}, zoom) {
  return rect[2] * zoom >= text.length * (zoom < FAR ? 5 : 6) + 8 && rect[3] * zoom >= 11;
}

/** A note in the upper right corner of its rectangle. */
function placed({name, rect, text, kind}, {width, height}) {
  const made = h("span", {class: `note note-${name} ${kind}`}, text);
  made.style.right = `${100 - 100 * (rect[0] + rect[2]) / width}%`;
  made.style.top = `${100 * rect[1] / height}%`;
  return made;
}
