// What the lists have in common: choices with counts, words to find, problems, and when to ask again.

import {h} from "./dom.js";

const PATIENCE = 1000;
const plain = text => String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether a text has all words of what is typed, whatever their case and accents. */
export function finder(typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return words.length ? (...texts) => {
    const text = plain(texts.join(" "));
    return words.every(word => text.includes(word));
  } : () => true;
}

/** Numbers as people write them: 1,234. */
export const count = number => number.toLocaleString("en");

/** "1 error", "2 errors" */
export const counted = (number, noun) => `${count(number)} ${number === 1 ? noun : noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;

/** A group of buttons, one of them pressed: `choices` are {value, label, kind}; `counts` are set by
 *  value, and are part of the label. */
export class Choice {
  #buttons = new Map();

  constructor(element, choices, value, changed) {
    this.value = value;
    element.replaceChildren(...choices.map(({value, label, kind = ""}) => {
      const number = h("span.choice-count");
      const button = h("button.choice", {type: "button", class: kind, onclick: () => {
        this.set(value);
        changed(value);
      }}, label, " ", number);
      this.#buttons.set(value, {button, number});
      return button;
    }));
    this.set(value);
  }

  set(value) {
    this.value = this.#buttons.has(value) ? value : [...this.#buttons.keys()][0];
    for (const [each, {button}] of this.#buttons) button.setAttribute("aria-pressed", String(each === this.value));
  }

  set counts(counts) {
    for (const [value, {button, number}] of this.#buttons) {
      number.textContent = count(counts[value] ?? 0);
      button.dataset.none = counts[value] ? "" : "yes";
    }
  }
}

/** Fills a select with what there is, keeping what is chosen. */
export function fillSelect(select, values, all) {
  const chosen = select.dataset.wanted ?? select.value;
  const listed = [...new Set(values)].filter(Boolean).sort(new Intl.Collator("en", {numeric: true}).compare);
  if (chosen && !listed.includes(chosen)) listed.push(chosen);
  const known = [...select.options].map(option => option.value);
  if (known.length && known.slice(1).join("\n") === listed.join("\n")) return;
  select.replaceChildren(h("option", {value: ""}, all), ...listed.map(value => h("option", {value}, value)));
  select.value = chosen;
}

/** What is wrong with a thing, counted, as tags. */
export function problemTags({errors = 0, warnings = 0, notes = 0}) {
  if (!(errors || warnings || notes)) return h("span.soft", {}, h("span", {"aria-hidden": "true"}, "–"), h("span.unseen", {}, "no problems"));
  return h("span.problem-tags", {},
    errors ? h("span.tag.bad", {}, `✕ ${counted(errors, "error")}`) : null,
    warnings ? h("span.tag.warn", {}, `! ${counted(warnings, "warning")}`) : null,
    notes && !errors && !warnings ? h("span.tag", {}, counted(notes, "note")) : null);
}

/** The address of a line in the source view. */
export function sourceAddress(file, line = null, column = null) {
  const query = new URLSearchParams({file});
  if (line) query.set("line", line);
  if (column) query.set("column", column);
  return `/source?${query}`;
}

/** The worst of what is wrong with a row, with the way to its place. */
export function worst(finding) {
  if (!finding) return null;
  return h(`p.worst.worst-${finding.severity}`, {},
    h("a", {href: sourceAddress(finding.file, finding.line, finding.column)},
      finding.line ? `line ${finding.line}` : "the text", h("span.unseen", {}, `: mend ${finding.file}`)), " ",
    h("span", {}, finding.message));
}

/** The way to a thing's page in print: the number is that of the last printed edition, if any. */
export function printed(kind, id, page, name) {
  if (!id) return "";
  return h("a", {href: `/print?${new URLSearchParams({pick: `${kind}:${id}`})}`, class: page ? "" : "soft"},
    page ? [h("span.unseen", {}, "page "), String(page)] : ["find", h("span.unseen", {}, ` ${name} in print`)]);
}

/** How bad a row is, to sort by: errors before warnings before notes. */
export const badness = ({errors = 0, warnings = 0, notes = 0}) => errors * 1e6 + warnings * 1e3 + notes;

/** Findings counted by their severity. */
export function severities(findings) {
  const counts = {errors: 0, warnings: 0, notes: 0};
  const names = {error: "errors", warning: "warnings", info: "notes"};
  for (const finding of findings) counts[names[finding.severity]]++;
  return counts;
}

/** Does `work(names, signal)` once at a time; what is asked for meanwhile is done once more, with all
 *  names that were asked for (none: anything may have changed). What it does by then has PATIENCE
 *  milliseconds to end by itself, after which the signal tells it to leave off: what the desk has
 *  found out by then it remembers. */
export function keeping(work) {
  let busy = null;
  let waiting = null;
  let begun = 0;
  const both = (some, others) => new Set(some.size && others.size ? [...some, ...others] : []);
  const hurry = () => setTimeout(() => waiting && busy?.abort(), Math.max(0, begun + PATIENCE - performance.now()));
  return async function again(changed = []) {
    waiting = waiting ? both(waiting, new Set(changed)) : new Set(changed);
    if (busy) return hurry();
    try {
      while (waiting) {
        const names = waiting;
        waiting = null;
        busy = new AbortController();
        begun = performance.now();
        await work(names, busy.signal);
        if (waiting && busy.signal.aborted) waiting = both(waiting, names);
      }
    } finally {
      busy = null;
    }
  };
}

/** "/" goes to the words to find, as in many lists. */
export function slashFinds(input) {
  addEventListener("keydown", event => {
    if (event.key !== "/" || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
