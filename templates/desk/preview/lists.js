// What the lists have in common: choices with counts, problems, and the ways to where they are.

import {sourceAddress} from "./api.js";
import {askedOne} from "./desk.js";
import {h} from "./dom.js";
import {count, counted} from "./words.js";

/** A group of buttons, one of them pressed: the one that the address names under the id of `element`,
 *  else the first. `choices` are {value, label, kind}; `counts` are set by value, and are part of the
 *  label. */
export class Choice {
  #buttons = new Map();

  constructor(element, choices, changed) {
    element.replaceChildren(...choices.map(({value, label, kind = ""}) => {
      const number = h("span.choice-count");
      const button = h("button.choice", {type: "button", class: kind, onclick: () => {
        this.set(value);
        changed(value);
      }}, label, " ", number);
      this.#buttons.set(value, {button, number});
      return button;
    }));
    this.set(askedOne(element.id, choices.map(({value}) => value)));
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

/** The worst of what is wrong with a row, with the way to its place. */
export function worst(finding) {
  if (!finding) return null;
  return h(`p.worst.worst-${finding.severity}`, {},
    h("a", {href: sourceAddress(finding.file, finding.line, finding.column)},
      finding.line ? `line ${finding.line}` : "the text", h("span.unseen", {}, `: mend ${finding.file}`)), " ",
    h("span", {}, finding.message));
}

/** The way to a thing's page in print: the number is that of the edition as
 *  the print view made it last, else of the last printed one. */
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

/** "/" goes to the words to find, as in many lists. */
export function slashFinds(input) {
  addEventListener("keydown", event => {
    if (event.key !== "/" || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
