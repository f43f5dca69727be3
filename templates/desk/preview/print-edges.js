// The edges of what is chosen: a story's are dragged by columns and by rows, the lower corners of any
// of its pictures by columns; a figure says what it would be. Let go, that is decided; Escape lets it be. By keyboard
// an edge is a slider: arrows, then Enter.

import {h} from "./dom.js";
import {follow, swallowClick} from "./print-drag.js";
import {ofPicture, ofPictureEdits} from "./print-pictures.js";
import {counted} from "./words.js";

/** What can be dragged of a chosen story: the edge, what it changes, and the way in which it grows. */
const EDGES = [{side: "right", key: "columns"}, {side: "left", key: "columns"}, {side: "bottom", key: "rows"}];

export class Edges {
  /** `view` has `state` (edition, pick) and `decisions`. */
  constructor(view) {
    this.view = view;
  }

  /** Puts the edges of what is chosen on a sheet, where it stands there and may change; at a glance
   *  they would be too small to be had. */
  mark(sheet) {
    const {edition, pick, mode} = this.view.state, {data} = sheet;
    if (!pick || !data || mode === "all" || edition.pages[data.number - 1]?.closed) return;
    const held = this.held;
    if (pick.kind === "story") {
      const part = data.parts.find(each => each.story === pick.id && !each.rest);
      if (part) EDGES.forEach(edge => this.put(sheet, edge, {...part, most: {columns: data.grid.columns.length, rows: data.grid.rows}}));
    }
    if (pick.kind === "picture") {
      const part = pictureOf(data, edition, this.view.decisions, pick.id);
      if (part) for (const side of ["corner", "left-corner"]) this.put(sheet, {side, key: "columns"}, part);
    }
    if (held) sheet.marks.querySelector(`.edge-${held}`)?.focus({preventScroll: true});
  }

  put(sheet, {side, key}, part) {
    const what = part.picture ? part.first ? "Picture" : `Picture ${part.picture}` : key === "columns" ? "Width" : "Depth";
    const fixed = leftwards(side);  // the same as the right one, which the keyboard has
    const handle = h(`div.edge.edge-${side}`, {
      role: fixed ? null : "slider", tabIndex: fixed ? -1 : 0, "aria-hidden": fixed ? "true" : null,
      "aria-label": fixed ? null : `${what} of ${part.story}`, "aria-valuemin": fixed ? null : String(least(key)), "aria-valuemax": fixed ? null : String(part.most[key]),
      "aria-valuenow": fixed ? null : String(part[key]), "aria-valuetext": fixed ? null : said(part, key, part[key]),
      onpointerdown: event => event.button === 0 && this.drag(event, sheet, {side, key, part}),
      onkeydown: event => this.key(event, sheet, {side, key, part}),
      onfocus: () => { this.held = side; }, onblur: () => { if (handle.isConnected) this.leave(handle); },
    });
    place(handle, part.rect, sheet.data);
    sheet.marks.append(handle);
  }

  /** The pointer left for another thing: what was only shown is let be. */
  leave(handle) {
    this.held = null;
    handle.parentElement?.querySelector(".edge-ghost")?.remove();
  }

  drag(start, sheet, edge) {
    start.preventDefault();
    start.stopPropagation();
    let value = edge.part[edge.key];
    const move = event => {
      value = valueAt(event, sheet, edge);
      this.show(sheet, edge, value);
    };
    const end = event => {
      sheet.marks.querySelector(".edge-ghost")?.remove();
      swallowClick(sheet.element.closest(".stage"));
      if (event.type === "keydown") event.stopPropagation();
      if (event.type === "pointerup" && value !== edge.part[edge.key]) this.decide(edge, value);
    };
    follow(move, end);
  }

  key(event, sheet, edge) {
    const handle = event.currentTarget, now = Number(handle.getAttribute("aria-valuenow"));
    const step = {ArrowRight: 1, ArrowUp: edge.key === "rows" ? -1 : 1, ArrowLeft: -1, ArrowDown: edge.key === "rows" ? 1 : -1}[event.key];
    if (step) {
      const value = Math.min(edge.part.most[edge.key], Math.max(least(edge.key), now + step));
      handle.setAttribute("aria-valuenow", String(value));
      handle.setAttribute("aria-valuetext", said(edge.part, edge.key, value));
      this.show(sheet, edge, value);
    } else if (event.key === "Enter" && now !== edge.part[edge.key]) this.decide(edge, now);
    else if (event.key === "Escape" && now !== edge.part[edge.key]) sheet.mark();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Shows what it would be: its rectangle as far as it stands here, and the figure. */
  show(sheet, {side, key, part}, value) {
    const {grid} = sheet.data, [x, y, width, height] = part.rect;
    const columns = grid.columns, last = columns.length - 1;
    const from = leftwards(side) ? part.column + part.columns - value : part.column;
    const first = Math.max(0, Math.min(from, last)), to = Math.min(last, Math.max(first, from + value - 1));
    const rect = key === "rows" ? [x, y, width, height + (value - part.rows) * grid.leading]
      : [columns[first][0], y, columns[to][0] + columns[to][1] - columns[first][0], height];
    const ghost = sheet.marks.querySelector(".edge-ghost") ?? h("div.edge-ghost", {"aria-hidden": "true"}, h("span.edge-figure"));
    ghost.firstChild.textContent = said(part, key, value);
    place(ghost, rect, sheet.data);
    sheet.marks.append(ghost);
  }

  decide({key, part}, value) {
    const {decisions, state} = this.view, {picture, story} = part;
    const title = picture ? "Picture" : key === "columns" ? "Columns" : "Rows";
    decisions.decide(`${title} ${value}: ${story}`,
      picture ? ofPictureEdits(state.edition, decisions, story, picture, "columns", value) : [["story", story, key, value]]);
  }
}

/** Whether what is dragged grows to the left. */
const leftwards = side => side.startsWith("left");

/** The fewest columns or rows that can be decided. */
const least = key => key === "rows" ? 4 : 1;

const said = (part, key, value) => part.picture ? counted(value, "column")
  : key === "columns" ? `${counted(value, "column")} × ${counted(part.rows, "row")}` : `${counted(part.columns, "column")} × ${counted(value, "row")}`;

/** The value that an edge would have where the pointer is. */
function valueAt({clientX, clientY}, sheet, {side, key, part}) {
  const it = sheet.element.getBoundingClientRect(), {width, height, grid} = sheet.data;
  const x = (clientX - it.left) * width / it.width, y = (clientY - it.top) * height / it.height;
  if (key === "rows") return Math.min(part.most.rows, Math.max(least(key), Math.round(part.rows + (y - part.rect[1] - part.rect[3]) / grid.leading)));
  const ends = grid.columns.map(([left, wide]) => leftwards(side) ? left : left + wide);
  const nearest = ends.reduce((best, end, i) => Math.abs(end - x) < Math.abs(ends[best] - x) ? i : best, 0);
  const value = leftwards(side) ? part.column + part.columns - nearest : nearest - part.column + 1;
  return Math.min(part.most.columns, Math.max(1, value));
}

/** A picture by the columns it takes, whose width can be decided: any that stands beside the text. */
function pictureOf(data, edition, decisions, id) {
  const image = data.images.find(each => each.id === id && each.role === "picture");
  const {file, within} = edition.pictures.find(each => each.id === id) ?? {};
  const story = edition.stories.find(each => each.slug === image?.story);
  if (!image || !story || !file || within) return null;
  const [left, , wide] = image.rect;
  const inside = data.grid.columns.map(([x, width], i) => [i, x + width / 2]).filter(([, middle]) => middle > left && middle < left + wide).map(([i]) => i);
  if (!inside.length) return null;
  const {first} = ofPicture(edition, decisions, story.slug, file);
  return {picture: file, first, story: story.slug, column: inside[0], columns: inside.length, rows: 0, rect: image.rect, most: {columns: data.grid.columns.length}};
}

function place(element, [x, y, width, height], page) {
  element.style.setProperty("--x", `${100 * x / page.width}%`);
  element.style.setProperty("--y", `${100 * y / page.height}%`);
  element.style.setProperty("--w", `${100 * width / page.width}%`);
  element.style.setProperty("--h", `${100 * height / page.height}%`);
}
