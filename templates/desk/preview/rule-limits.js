// How many ads, in words: each limit of the rules as a sentence that can be changed, and one form for
// another, as "at most 2 ads on mobile in stories under 600 words".
//
//   const limits = new Limits(element, {edit(edits, gesture)});
//   limits.show({data, locked});
//
// A limit is {most, who ("" is all ads together, else a slot), at ("" is every screen), under (words; 0
// is every story)}. What each is written as: docs/slots.md, `max_ads`, `fewer_ads`, `max` and `when`.

import {h} from "./dom.js";
import {deviceOf} from "./frames.js";
import {found, tableOf} from "./rule-data.js";

const UNDER = /^\s*(\d+)\s+under\s+(\d+)\s+words?\s*$/i;
const page = at => tableOf({kind: "page"}, at);
const slot = (name, at) => tableOf({kind: "slot", name}, at);
const screens = data => ["", ...Object.keys(data.breakpoints ?? {})];
const ads = data => Object.entries(data.slot ?? {}).filter(([, {holds}]) => holds === "ad").map(([name]) => name);
const entries = (data, at) => found(data, [...page(at), "fewer_ads"]) ?? [];

/** All limits that the rules set, each with the edits that take it away. */
function limitsOf(data) {
  return screens(data).flatMap(at => [
    ...set(data, [...page(at), "max_ads"], most => ({most, who: "", at, under: 0})),
    ...entries(data, at).flatMap(text => {
      const [, most, under] = UNDER.exec(text) ?? [];
      const rest = entries(data, at).filter(each => each !== text);
      return under ? [{most: Number(most), who: "", at, under: Number(under),
        drop: [{path: [...page(at), "fewer_ads"], value: rest.length ? rest : null}]}] : [];
    }),
    ...ads(data).flatMap(name => [
      ...set(data, [...slot(name, at), "max"], most => ({most, who: name, at, under: 0})),
      ...set(data, [...slot(name, at), "when", "min_words"], under => ({most: 0, who: name, at, under})),
    ]),
  ]);
}

const set = (data, path, limit) => {
  const value = found(data, path);
  return Number.isInteger(value) ? [{...limit(value), drop: [{path, value: null}]}] : [];
};

/** The edits that write a limit; null where the rules have no words for it. */
function written(data, {most, who, at, under}) {
  if (!who && !under) return [{path: [...page(at), "max_ads"], value: most}];
  if (!who) {
    const held = entries(data, at).length || !at ? entries(data, at) : entries(data, ""); // a list takes the other's place
    const others = held.filter(text => Number(UNDER.exec(text)?.[2]) !== under);
    const all = [...others, `${most} under ${under} words`];
    return [{path: [...page(at), "fewer_ads"], value: all.sort((one, other) => UNDER.exec(one)?.[2] - UNDER.exec(other)?.[2])}];
  }
  if (!under) return [{path: [...slot(who, at), "max"], value: most}];
  return most ? null : [{path: [...slot(who, at), "when", "min_words"], value: under}];
}

/** A limit as a sentence. */
function sentence({most, who, at, under}) {
  const number = most ? `At most ${most} ${who ? `of ${who}` : most === 1 ? "ad" : "ads"}` : `No ${who || "ad"}`;
  return `${number} on ${at || "every screen"}${under ? ` in stories under ${under} words` : ""}`;
}

export class Limits {
  #edit;
  #data = {};
  #gesture = 1e6; // apart from those of the form
  #shown = new Map(); // rows, by what they are about
  #none = h("li.soft", {}, "No limit is set: density and distances alone hold.");
  #list = h("ul.limit-list");
  #most = h("input", {type: "number", id: "limit-most", min: 0, max: 1000, value: 2, required: true});
  #who = h("select", {id: "limit-who"});
  #at = h("select", {id: "limit-at"});
  #which = h("select", {id: "limit-which"}, h("option", {value: ""}, "every story"), h("option", {value: "under"}, "stories under"));
  #words = h("input", {type: "number", id: "limit-words", min: 1, max: 1_000_000, value: 600, "aria-label": "Words"});
  #said = h("p.limit-said", {role: "status"});
  #save = h("button", {type: "submit"}, "Set this limit");
  #box;

  constructor(element, {edit}) {
    this.#edit = edit;
    const part = (label, control, ...more) => h("span.limit-part", {}, h("label", {for: control.id}, label), control, ...more);
    const form = h("form.limit-form", {onsubmit: event => this.#sets(event), oninput: () => this.#tell(), onchange: () => this.#tell()},
      part("At most", this.#most), part("of", this.#who), part("on", this.#at), part("in", this.#which, h("span.limit-words", {}, this.#words, " words")),
      this.#said, this.#save);
    this.#box = h("details.rules-group.limits", {open: true}, h("summary", {}, h("h2", {}, "How many ads, in words")), this.#list, form);
    element.append(this.#box);
  }

  /** Shows the limits of rules. `locked`: nothing can be changed now. */
  show({data, locked}) {
    if (data) this.#data = data;
    this.#box.inert = Boolean(locked);
    this.#rows(limitsOf(this.#data));
    fill(this.#who, [["", "all ads together"], ...ads(this.#data).map(name => [name, name])]);
    fill(this.#at, screens(this.#data).map(at => [at, at ? `${at}${device(this.#data, at)}` : "every screen"]));
    this.#tell();
  }

  /** A row for each limit. One that says something else of the same ads stays the row it is, so that
   *  no button is made anew under a hand, or loses the focus. */
  #rows(limits) {
    const before = this.#shown;
    this.#shown = new Map();
    for (const limit of limits) {
      let place = JSON.stringify([limit.who, limit.at, limit.under]);
      while (this.#shown.has(place)) place += "'"; // a list may say it twice
      const row = before.get(place) ?? this.#row();
      row.says(limit);
      this.#shown.set(place, row);
    }
    const rows = limits.length ? [...this.#shown.values()].map(({element}) => element) : [this.#none];
    if (rows.length === this.#list.children.length && rows.every((row, i) => row === this.#list.children[i])) return;
    for (const row of [...this.#list.children]) if (!rows.includes(row)) row.remove();
    rows.forEach((row, i) => this.#list.children[i] !== row && this.#list.insertBefore(row, this.#list.children[i] ?? null));
  }

  #row() {
    let limit = null;
    const words = h("span"), change = h("button.bare.small", {type: "button", onclick: () => this.#takes(limit)}, "Change");
    const remove = h("button.bare.small", {type: "button", onclick: () => this.#edit(limit.drop, ++this.#gesture)}, "Remove");
    const says = now => {
      const said = sentence(limit = now);
      words.textContent = said;
      change.setAttribute("aria-label", `Change: ${said}`);
      remove.setAttribute("aria-label", `Remove: ${said}`);
    };
    return {element: h("li", {}, words, change, remove), says};
  }

  /** Puts a limit into the form. */
  #takes({most, who, at, under}) {
    Object.assign(this.#most, {value: most});
    this.#who.value = who;
    this.#at.value = at;
    this.#which.value = under ? "under" : "";
    if (under) this.#words.value = under;
    this.#tell();
    this.#most.focus();
    this.#most.select();
  }

  get #limit() {
    return {most: this.#most.valueAsNumber, who: this.#who.value, at: this.#at.value, under: this.#which.value ? this.#words.valueAsNumber : 0};
  }

  #tell() {
    const limit = this.#limit;
    this.#words.parentElement.hidden = !this.#which.value;
    const sound = Number.isInteger(limit.most) && limit.most >= 0 && Number.isInteger(limit.under) && (!this.#which.value || limit.under > 0);
    const edits = sound ? written(this.#data, limit) : null;
    this.#save.disabled = !edits;
    this.#said.textContent = !sound ? "Write whole numbers." : edits ? `${sentence(limit)}.`
      : "One slot has one number for all stories. Fewer in shorter ones is said of all ads together, and none (0) of one slot.";
  }

  #sets(event) {
    event.preventDefault();
    const edits = written(this.#data, this.#limit);
    if (edits) this.#edit(edits, ++this.#gesture);
  }
}

/** What the narrowest screen of a breakpoint is. */
function device(data, at) {
  const [first, last] = String(data.breakpoints?.[at] ?? "").match(/\d+/g) ?? [];
  return first ? ` (${deviceOf(Number(first) + 40)}, ${first} to ${last} px)` : "";
}

function fill(select, options) {
  const now = JSON.stringify(options);
  if (select.dataset.now === now) return;
  const chosen = select.value;
  select.dataset.now = now;
  select.replaceChildren(...options.map(([value, text]) => h("option", {value}, text)));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}
