// Pictures that no page has: why each was left out, and how it is brought in. Dragged from the tray
// onto its story, it stands there as wide as it is dropped, or in place of the picture that it is
// dropped on; by keyboard the same is chosen from a list.

import {h} from "./dom.js";
import {carry} from "./print-drag.js";
import {counted} from "./words.js";

const fileOf = src => src.split("/").at(-1);

/** The file of a picture as it is listed: by its name, or in a table with what else is decided of it. */
const fileIn = one => one?.file ?? one;

/** The pictures of a story in the order in which they stand, as they may be listed: those that are
 *  decided, else those that are printed beside its text; the large one first. */
export function listed(edition, decisions, slug) {
  const {pictures, dominant} = decisions.ofStory(slug);
  return (pictures ?? printedOf(edition, slug)).toSorted((one, other) => (fileIn(other) === dominant) - (fileIn(one) === dominant));
}

/** What is decided of one of a story's pictures, by its file: `columns`, `keep`; of the first also
 *  under `picture` and `keep` of the story. */
export function ofPicture(edition, decisions, slug, file) {
  const own = decisions.ofStory(slug), pictures = listed(edition, decisions, slug);
  const {columns, keep} = pictures.find(each => each?.file === file) ?? {};
  const first = fileIn(pictures[0]) === file;
  return {first, columns: columns ?? (first ? own.picture : undefined), keep: keep ?? (first ? own.keep : undefined)};
}

/** The edits that decide something of a picture, `columns` or `keep` (null for no longer): of the first
 *  one it stands with the story; of another in the list, which has all that are printed then. */
export function ofPictureEdits(edition, decisions, slug, file, key, value) {
  const pictures = listed(edition, decisions, slug), {first} = ofPicture(edition, decisions, slug, file);
  const with_ = (one, to) => {
    const {[key]: _, ...rest} = typeof one === "object" ? one : {file: one};
    const table = to === null ? rest : {...rest, [key]: to};
    return Object.keys(table).length > 1 ? table : table.file;
  };
  const list = to => ["story", slug, "pictures", pictures.map(one => fileIn(one) === file ? with_(one, to) : one)];
  if (!first) return [list(value)];
  const tabled = pictures.find(each => each?.file === file)?.[key] !== undefined;
  return [...(tabled ? [list(null)] : []), ["story", slug, key === "columns" ? "picture" : key, value]];
}

/** The lines of a form about the pictures of a story after its first: how wide each is, and what has
 *  to be seen of it; `choice` and `edges` make one. */
export function eachPicture(decisions, {slug}, edition, columns, {choice, edges}) {
  return listed(edition, decisions, slug).slice(1).map(fileIn).flatMap(file => {
    const own = ofPicture(edition, decisions, slug, file);
    const set = (what, key) => value => decisions.decide(`${what} of ${file}: ${slug}`, ofPictureEdits(edition, decisions, slug, file, key, value));
    return [...choice(`Width of ${file}`, columns, own.columns, set("Width", "columns"), "as it fits"),
      ...edges(`Must be seen of ${file} (%)`, own.keep, set("Crop", "keep"))];
  });
}

/** The pictures that are on no page, of stories that have one: {slug, file, headline, why}, `why`
 *  "decided" (the story is to have others) or "room". */
export function leftOut(edition, decisions) {
  const {omitted, stories} = edition;
  const without = new Map(omitted.filter(each => each.files.length).map(({slug, files}) => [slug, files.map(fileOf)]));
  return stories.filter(each => each.pages.length).flatMap(({slug, headline, pictures}) => {
    const {pictures: chosen} = decisions.ofStory(slug), printed = printedOf(edition, slug);
    return [...new Set(pictures.map(fileOf))].flatMap(file => {
      const decided = chosen && !chosen.some(each => fileIn(each) === file);
      const why = decided ? "decided" : without.get(slug)?.includes(file) ? "room" : null;
      return why === "room" || why && !printed.includes(file) ? [{slug, file, headline: headline || slug, why}] : [];
    });
  });
}

/** The pictures of a story that are printed beside its text, by the names of their files, in its
 *  order: mug shots stand within it. */
function printedOf({pictures, stories}, slug) {
  const there = new Set(pictures.filter(each => each.story === slug && !each.within).map(each => each.file));
  const order = stories.find(each => each.slug === slug)?.pictures.map(fileOf) ?? [];
  return [...new Set(order)].filter(file => there.has(file));
}

/** The edits that bring a picture in: so many columns wide at the head of its story, or in place of
 *  another one (by its file). The others that are printed stay. */
function broughtIn(edition, decisions, {slug, file}, {columns, instead}) {
  const {pictures} = decisions.ofStory(slug), tables = new Map((pictures ?? []).map(each => [fileIn(each), each]));
  const printed = printedOf(edition, slug).filter(each => each !== file).map(each => tables.get(each) ?? each);
  if (instead) return [["story", slug, "pictures", printed.map(each => fileIn(each) === instead ? file : each)]];
  const first = edition.stories.find(each => each.slug === slug)?.pictures.map(fileOf)[0] === file;
  return [...(first && !pictures ? [] : [["story", slug, "pictures", [file, ...printed]]]), ["story", slug, "picture", columns]];
}

/** The ways to bring a picture in, to choose from. */
export const waysIn = (edition, decisions, picture) => ({name: `Bring in ${picture.file}`, then: () => {
  const act = how => () => decisions.decide(`Picture: ${picture.slug}`, broughtIn(edition, decisions, picture, how));
  return [
    ...Array.from({length: edition.columns}, (_, i) => ({name: counted(i + 1, "column"), act: act({columns: i + 1})})),
    ...printedOf(edition, picture.slug).map(instead => ({name: `in place of ${instead}`, act: act({instead})})),
  ];
}});

/** Lets the pictures of a tray be dragged onto their stories on the table. `view` has `state`, `table`
 *  and `decisions`. */
export function dragPictures(tray, view) {
  tray.addEventListener("pointerdown", event => {
    const card = event.target.closest?.("[data-picture]");
    if (event.button !== 0 || !card || event.target.closest("button")) return;
    event.preventDefault();
    drag(event, JSON.parse(card.dataset.picture), view);
  });
}

function drag(start, picture, {state, table, decisions}) {
  const note = h("p.drag-note"), ghost = h("div.dragging", {"aria-hidden": "true"}, picture.file, note);
  const frame = h("div.edge-ghost", {"aria-hidden": "true"}, h("span.edge-figure"));
  let target = null;
  const move = event => {
    target = targetAt(event, picture, state, table);
    note.textContent = target?.said ?? `drop it on its story, “${picture.headline}”`;
    if (!target) return frame.remove();
    frame.firstChild.textContent = target.figure;
    const [x, y, width, height] = target.rect, page = target.sheet.data;
    for (const [name, share] of Object.entries({x: x / page.width, y: y / page.height, w: width / page.width, h: height / page.height})) {
      frame.style.setProperty(`--${name}`, `${100 * share}%`);
    }
    target.sheet.marks.append(frame);
  };
  const end = dropped => {
    frame.remove();
    if (dropped && target) {
      decisions.decide(`Picture: ${picture.slug}`, broughtIn(state.edition, decisions, picture, target.how));
    }
  };
  carry(start, ghost, table.stage, move, end);
}

const holds = ([x, y, width, height], [a, b]) => a >= x && a < x + width && b >= y && b < y + height;

/** The sheet of a table that is pointed at, and where on its page, in pt; `on(rect)` says whether that is
 *  within a rectangle. Null where none is, or nobody knows yet what lies on it. */
export function onSheet({clientX, clientY}, table) {
  const element = document.elementFromPoint(clientX, clientY)?.closest(".sheet");
  const sheet = table.sheets.find(each => each.element === element), {data} = sheet ?? {};
  if (!data) return null;
  const it = element.getBoundingClientRect();
  const point = [(clientX - it.left) * data.width / it.width, (clientY - it.top) * data.height / it.height];
  return {sheet, point, on: rect => holds(rect, point)};
}

/** What a picture would be dropped on: its story, as wide as from that one's edge to the pointer, or
 *  one of its pictures; null elsewhere. */
function targetAt(event, {slug, headline}, {edition}, table) {
  const {sheet, point, on} = onSheet(event, table) ?? {}, {data} = sheet ?? {};
  if (!data || edition.pages[data.number - 1]?.closed) return null;
  const part = data.parts.find(each => each.story === slug && on(each.rect));
  if (!part) return null;
  const image = data.images.find(each => each.role === "picture" && each.story === slug && on(each.rect));
  const instead = image && edition.pictures.find(each => each.id === image.id)?.file;
  if (instead) return {sheet, rect: image.rect, how: {instead}, figure: "in its place", said: `in place of ${instead}`};
  const mine = data.grid.columns.slice(part.column, part.column + part.columns);
  const within = mine.findIndex(([left, width]) => point[0] < left + width), columns = within < 0 ? mine.length : within + 1;
  const [left] = mine[0], [last, wide] = mine[columns - 1], [, y, , height] = part.rect;
  return {sheet, rect: [left, y, last + wide - left, height], how: {columns}, figure: counted(columns, "column"),
    said: `into “${headline}”, ${counted(columns, "column")} wide`};
}
