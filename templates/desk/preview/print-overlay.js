// What is drawn over a page's picture, from the geometry that the desk tells (pt from the trim's top
// left). Lines and areas are SVG; words are HTML of one size on the screen at any zoom
// (`print-labels.js`).
//
//   grid       columns and the live area, cyan         stack   ads, blue, with id and size
//   baselines  one line a row, pale cyan               hole    what ads leave for stories, tinted
//   areas      headlines, decks, pictures, … orange    legs    magenta, with "23/25 rows"
//
// Over these lie the things that can be chosen: stories, ads and pictures. Each is one button, however
// many rectangles of a page it takes.

import {h, svg} from "./dom.js";
import {labels} from "./print-labels.js";

/** The layers, in the order they are drawn. */
export const LAYERS = ["hole", "baselines", "grid", "areas", "stack", "legs"];

/** CSS px per pt under which baselines are drawn paler. */
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

/** What a role is called: "Pull quote". */
export const labelRole = role => said(role).replace(/^./, first => first.toUpperCase());

const said = role => role.replaceAll("_", " ");

/** The labels of each layer: {name, rect, text, kind}, and `thing`, the name of what it tells of. */
const WORDS = {
  hole: data => largest(data.holes).map(rect => note("hole", `page:${data.number}`, rect, "news hole")),
  baselines: () => [],
  grid: () => [],
  areas: data => [
    ...heads(data).map(each => note("areas", `story:${each.story}`, each.rect, said(each.role))),
    ...pictures(data).map(each => note("areas", `picture:${each.id}`, each.rect, "picture")),
    ...modules(data).map(each => note("areas", `story:${owner(each.id, data.stories)}`, each.rect, said(each.role))),
  ],
  stack: (data, names) => data.ads.map(each => each.house ? note("stack", `house_ad:${each.house}`, each.rect, `house ad ${each.house}`)
    : note("stack", `ad:${each.id}`, each.rect, names.ad(each.id), each.waiting ? "waiting" : "")),
  legs: ({legs, grid}) => legs.map(({story, rect: [x, y, width, height], filled, rows}) =>
    note("legs", `story:${story}`, [x, y, width, filled < rows ? filled * grid.leading : height], `${filled}/${rows} rows`, filled < rows ? "short" : "")),
};

/** All labels of a page in the layers that are on. */
const notesOf = (data, {layers, names}) => LAYERS.filter(name => layers.has(name)).flatMap(name => WORDS[name](data, names));

/** The elements of a page's marks: `look` is {zoom, layers, pick, names}; `picked` is called with
 *  {kind, id} when a thing is chosen. */
export function draw(data, look, picked) {
  const shown = LAYERS.filter(name => look.layers.has(name));
  return [
    paper(data, "lines", shown.flatMap(name => SHAPES[name](data)), look.zoom < FAR),
    paper(data, "things", things(data).map(thing => button(thing, look, picked))),
    h("div.notes", {"aria-hidden": "true"}, labels(notesOf(data, look), data, look.zoom, look.pick)),
  ];
}

/** What the labels on a table say of a thing, by its name: {title, notes}; null where they say nothing. */
export function labelsOf({sheets, look}, name) {
  const notes = sheets.filter(sheet => sheet.data).flatMap(sheet => notesOf(sheet.data, look)).filter(each => each.thing === name);
  const [kind, id] = [name.replace(/:.*/s, ""), name.replace(/^[^:]*:/, "")];
  return notes.length ? {title: `${KINDS[kind]} ${look.names[kind](id)}`, notes} : null;
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

/** The boxes of a page that are no ads, each with the story it belongs to, if it does to one. */
export const modulesOf = data => modules(data).map(each => ({...each, story: owner(each.id, data.stories)}));

/** Rectangles of a page lit over its sheet. */
export const pointed = (data, rects) => paper(data, "pointed", rects.map(rect => box(rect)));

const modules = data => data.boxes.filter(each => each.role !== "ad");

/** The pictures of stories; promos belong to what they lead to, on another page. */
const pictures = data => data.images.filter(each => each.role === "picture");

const largest = rects => rects.length ? [rects.reduce((a, b) => a[2] * a[3] >= b[2] * b[3] ? a : b)] : [];

const box = ([x, y, width, height], more = {}) => svg("rect", {x, y, width, height, ...more});

const shape = (name, ...parts) => svg("g", {class: `layer layer-${name}`}, ...parts);

const paper = ({width, height}, name, parts, far = false) =>
  svg("svg", {class: `${name}${far ? " far" : ""}`, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none",
    "aria-hidden": name === "things" ? null : "true"}, parts);

const note = (name, thing, rect, text, kind = "") => ({name, thing, rect, text, kind});
