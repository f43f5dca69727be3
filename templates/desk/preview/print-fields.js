// The fields of the forms in the print view's panel: a label and its control each. What is typed or
// chosen is given to `take` at once, null for what nobody decides any more.

import {findingList, h} from "./dom.js";
import {wholeOr} from "./words.js";

/** What an edition tells by these codes in messages that say so, and what the desk would not write;
 *  null where there is neither. */
export function refused(decisions, edition, codes, said) {
  const found = edition.findings.filter(each => codes.includes(each.code) && said(each.message));
  const all = [...decisions.problems, ...found];
  return all.length ? findingList(all) : null;
}

export const fold = (title, parts) => h("details.fold", {open: true}, h("summary", {}, h("h2", {}, title)), parts.filter(Boolean));

let made = 0;

export function row(title, control) {
  control.id = `decide-${made += 1}`;
  return [h("label", {for: control.id}, title), control];
}

export function choice(title, options, now, take, none) {
  const select = h("select", {onchange: () => take(select.value === "" ? null : options[select.value][0])},
    h("option", {value: ""}, none),
    options.map(([value, words], i) => h("option", {value: String(i), selected: value === now}, words)));
  return row(title, select);
}

export function tick(title, now, take) {
  const box = h("input", {type: "checkbox", checked: now, onchange: () => take(box.checked)});
  return row(title, box);
}

export function clock(title, now, take) {
  const input = h("input", {type: "time", value: now ?? "", onchange: () => take(input.value || null)});
  return row(title, input);
}

/** A whole number; what is none is written as it stands, and told. */
export function numeral(title, now, take, wide = 6) {
  const input = h("input", {inputMode: "numeric", size: wide, placeholder: "as it fits", value: String(now ?? ""), onchange: () => {
    const said = input.value.trim();
    take(said === "" ? null : wholeOr(said));
  }});
  return row(title, input);
}

export function size(title, now, take) {
  const input = h("input", {inputMode: "decimal", size: 6, placeholder: "as it fits", value: String(now ?? "").replace(/\s*pt$/, ""),
    onchange: () => take(input.value.trim() ? `${input.value.trim()}pt` : null)});
  return row(`${title} (pt)`, input);
}

/** A list of texts, one a line. */
export function texts(title, now, take, none) {
  const area = h("textarea", {rows: Math.max(2, now?.length ?? 0), placeholder: none, value: (now ?? []).join("\n"), onchange: () => {
    const lines = area.value.split("\n").map(each => each.trim()).filter(Boolean);
    take(lines.length ? lines : null);
  }});
  return row(title, area);
}

/** The left, top, right and bottom edge of a part of a picture; what is no such thing is written as
 *  it stands, and told. */
export function edges(title, now, take) {
  const input = h("input", {placeholder: "as the story says", value: (now ?? []).join(", "), onchange: () => {
    const said = input.value.split(/[\s,]+/).filter(Boolean);
    take(said.length ? said.map(wholeOr) : null);
  }});
  return row(title, input);
}

/** A whole number, or several; what is none is written as it stands, and told. */
export function whole(title, now, take, none) {
  const input = h("input", {inputMode: "numeric", placeholder: none, value: [now ?? []].flat().join(", "), onchange: () => {
    const said = input.value.split(/[\s,–]+/).filter(Boolean).map(wholeOr);
    take(said.length > 1 ? said : said[0] ?? null);
  }});
  return row(title, input);
}

/** The name of a file. */
export function file(title, now, take) {
  const input = h("input", {placeholder: "the first", value: now ?? "", onchange: () => take(input.value.trim() || null)});
  return row(title, input);
}

export const numbered = ({number, section}) => [number, section ? `${number}, ${section}` : `${number}`];

/** Pages of which one will do: a choice of the edition's, and one more for each that would do as well,
 *  which takes it out again; without the first there is none. */
export function pageFields(title, {pages}, decided, take, none) {
  const now = [decided ?? []].flat(), one = pages.map(numbered);
  const missing = now.filter(number => !pages.some(each => each.number === number)).map(number => [number, String(number)]);
  const set = (at, value) => {
    const next = value === null ? (at ? now.toSpliced(at, 1) : []) : now.toSpliced(at, 1, value).toSorted((a, b) => a - b);
    take(next.length > 1 ? next : next[0] ?? null);
  };
  const open = at => [...one, ...missing].filter(([number]) => number === now[at] || !now.includes(number));
  const others = now.length ? [...now.slice(1), undefined] : [];
  return [
    ...choice(title, open(0), now[0], value => set(0, value), none),
    ...others.flatMap((number, i) => open(i + 1).length ? choice(`or page${i ? `, ${i + 1}` : ""}`, open(i + 1), number, value => set(i + 1, value), "no other") : [])];
}
