// A box to type in that finds one of many: a combobox after the ARIA pattern, with keys and pointer.

import {h} from "./dom.js";
import {plain} from "./words.js";

const MOST = 80;

/** Binds an input and its list. `options` are {value, label, note, group}; `pick(value)` is called
 *  with what was chosen. The input shows the label of the option that is chosen. */
export class Picker {
  #input;
  #list;
  #pick;
  #options = [];
  #called = new Map();
  #value = "";
  #typed = "";
  #at = -1;
  #shown = [];

  constructor(input, list, pick) {
    this.#input = input;
    this.#list = list;
    this.#pick = pick;
    input.addEventListener("input", () => this.#open(input.value));
    input.addEventListener("click", () => this.#open(""));
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", () => this.#close());
    input.addEventListener("keydown", event => this.#key(event));
    list.addEventListener("pointerdown", event => {
      event.preventDefault(); // the input keeps the focus
      const index = this.#shown.findIndex(([element]) => element.contains(event.target));
      if (index >= 0) this.#choose(index);
    });
  }

  get options() { return this.#options; }
  set options(all) {
    this.#options = all.map(each => {
      const called = this.#called.get(each.value);
      const {label, note, group} = called ? {...each, label: called, note: each.value} : each;
      return {...each, label, note, found: plain(`${label} ${note ?? ""} ${group ?? ""}`)};
    });
    this.value = this.#value;
    if (!this.#list.hidden) this.#open(this.#typed, true);
  }

  /** Names options by their values, now and whenever they are given anew. */
  call(names) {
    for (const [value, name] of names) this.#called.set(value, name);
    this.options = this.#options;
  }

  get value() { return this.#value; }
  set value(value) {
    this.#value = value;
    if (this.#list.hidden) this.#input.value = this.#label();
  }

  /** The value some steps after the one chosen, in the order of options; undefined past the ends. */
  beside(steps) {
    const index = this.#options.findIndex(({value}) => value === this.#value);
    return this.#options[index + steps]?.value;
  }

  #label() {
    return this.#options.find(({value}) => value === this.#value)?.label ?? this.#value;
  }

  /** `again`: the list that is open, its options called otherwise; what is marked stays marked. */
  #open(typed, again = false) {
    const marked = again ? this.#shown[this.#at]?.[1] : undefined;
    this.#typed = typed;
    const words = plain(typed).split(/\s+/).filter(Boolean);
    const found = this.#options.filter(each => words.every(word => each.found.includes(word)));
    this.#shown = found.slice(0, MOST).map((each, index) => [this.#row(each, index), each.value]);
    const rows = [];
    let group;
    for (const [index, [element]] of this.#shown.entries()) {
      if (found[index].group !== group) rows.push(h("li.picker-group", {role: "presentation"}, group = found[index].group));
      rows.push(element);
    }
    if (found.length > MOST) rows.push(h("li.picker-more", {role: "presentation"}, `${found.length - MOST} more: type to find them`));
    if (!found.length) rows.push(h("li.picker-more", {role: "presentation"}, "Nothing of that name"));
    this.#list.replaceChildren(...rows);
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    const chosen = this.#shown.findIndex(([, value]) => value === this.#value);
    const same = marked === undefined ? -1 : this.#shown.findIndex(([, value]) => value === marked);
    this.#mark(same >= 0 ? same : words.length ? (found.length ? 0 : -1) : chosen);
  }

  #row({value, label, note}, index) {
    return h("li.picker-option", {role: "option", id: `${this.#list.id}-${index}`, "aria-selected": String(value === this.#value)},
      h("span.picker-label", {}, label), note && note !== label ? h("span.picker-note", {}, note) : null);
  }

  #mark(index) {
    this.#shown[this.#at]?.[0].classList.remove("picker-at");
    this.#at = index;
    const element = this.#shown[index]?.[0];
    if (!element) return this.#input.removeAttribute("aria-activedescendant");
    element.classList.add("picker-at");
    element.scrollIntoView({block: "nearest"});
    this.#input.setAttribute("aria-activedescendant", element.id);
  }

  #close() {
    this.#list.hidden = true;
    this.#at = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
    this.#input.value = this.#label();
  }

  #choose(index) {
    const [, value] = this.#shown[index];
    this.#value = value;
    this.#close();
    this.#input.select();
    this.#pick(value);
  }

  #key(event) {
    const open = !this.#list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.#open("");
      const last = this.#shown.length - 1;
      const next = this.#at + (event.key === "ArrowDown" ? 1 : -1);
      this.#mark(next < 0 ? last : next > last ? 0 : next);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (this.#at >= 0) this.#choose(this.#at);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.#close();
      this.#input.select();
    }
  }
}
