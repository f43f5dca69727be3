// The rules as a form, made from the schema: one target at a time, on all screens or on one kind.
//
//   const form = new RulesForm(element, {schema, edit(edits, gesture), moved(at)});
//   form.show({data, findings, lines, locked, forced});
//
// `edit` gets a list of {path, value | rename}; edits of one gesture (a drag, a field being typed
// into) have one number, so that they can be undone as one.

import {query, remember} from "./desk.js";
import {h} from "./dom.js";
import {above, byPath, found, propertiesOf, settings, tableOf} from "./rule-data.js";
import {field} from "./rule-fields.js";
import {GROUPS, ORDER} from "./rule-words.js";

const NAME = /^[a-z0-9][a-z0-9_-]*$/;
const FIXED = {page: "The page", defaults: "Every slot", breakpoints: "Screen widths"};
const NEAR = {same: "another of this slot", "same-category": "ads of a category that it has too", any: "any other slot", ad: "any ad", module: "any module"};
const keyOf = ({kind, name}) => name === undefined ? kind : `${kind}.${name}`;

export class RulesForm {
  #element; #schema; #edit; #moved;
  #data = {};
  #findings = new Map();
  #fields = [];
  #built = "";
  #gesture = 0;
  #target; #at;
  #select = h("select", {id: "rules-target", onchange: event => this.#choose(event.target.value)});
  #screens = h("div.group", {role: "group", "aria-label": "On which screens"});
  #acts = h("div.rules-acts");
  #body = h("div.rules-body");
  #lock = h("p.trouble", {role: "status", hidden: true});

  constructor(element, {schema, edit, moved}) {
    this.#element = element;
    this.#schema = schema;
    this.#edit = edit;
    this.#moved = moved;
    const [kind, ...name] = (query.get("rules") ?? "").split(".");
    this.#target = FIXED[kind] ? {kind} : name.length ? {kind, name: name.join(".")} : null;
    this.#at = query.get("at") ?? "";
    const next = () => { this.#gesture++; };
    this.#body.addEventListener("pointerdown", next, true);
    this.#body.addEventListener("focusin", next, true);
    this.#body.addEventListener("keydown", event => { if (!event.repeat && event.target.type === "range") next(); }, true);
    element.append(
      h("div.rules-head", {}, h("div.field", {}, h("div.rules-which", {}, h("label", {for: this.#select.id}, "Rules for"), this.#acts), this.#select), this.#screens),
      h("div.rules-lock", {}, this.#lock), this.#body);
  }

  // What fields ask of the form they stand in.
  get schema() { return this.#schema; }
  get target() { return this.#target; }
  get at() { return this.#at; }
  get base() { return this.#target.kind === "breakpoints" ? [] : tableOf(this.#target, this.#at); }
  get chain() { return above(this.#target, this.#at); }

  /** The slot that the form is about, "" where it is about something else. */
  get slot() { return this.#target?.kind === "slot" ? this.#target.name : ""; }

  edit(path, value) { this.#edit([{path, value}], this.#gesture); }

  names(key, listed) {
    const slots = Object.keys(this.#data.slot ?? {});
    const holds = Object.values(this.#data.slot ?? {}).map(slot => slot.holds).filter(Boolean);
    const own = {
      distance: [...Object.keys(NEAR), ...holds, ...slots],
      order: slots, never_together: slots, devices: this.#breakpoints(),
      takes: Object.values(this.#data.slot ?? {}).flatMap(slot => slot.takes ?? []),
      categories: Object.keys(this.#data.category ?? {}),
      sizes: this.#at === "print" ? [] : ["300x250", "250x250", "300x600", "320x100", "320x50", "728x90", "970x250"],
    }[key] ?? [];
    return [...new Set([...listed, ...own])];
  }

  first(key) {
    if (key === "clearance") return "100px";
    if (key === "distance") return "300px";
    const widths = Object.values(this.#data.breakpoints ?? {}).flatMap(range => String(range).match(/\d+(?=px$)/g) ?? []).map(Number);
    const last = Math.max(319, ...widths);
    return `${last + 1}px..${last + 300}px`;
  }

  about(key, name) {
    if (key === "distance") return `From foot to head, with all that stands between: how far from ${NEAR[name] ?? `“${name}”`}.`;
    if (key === "breakpoints") return "The first and the last width of the range, in px of the screen. Ranges may not overlap.";
    return `How far from ${name.startsWith("#") ? `blocks with the tag ${name.slice(1)}` : `a block of the kind “${name}”`} in the copy. Above: from the foot of one above down to the slot; below: from the slot down to the head of one below.`;
  }

  /** Shows rules. `data` null: the text cannot be read, what was shown last stays; `locked` is why
   *  nothing can be changed here, null where it can. `forced`: even in a field being typed in. */
  show({data, findings, lines, locked = null, forced = false}) {
    if (data) this.#data = data;
    this.#findings = byPath(findings, lines);
    this.#settle();
    this.#list();
    const signature = `${keyOf(this.#target)}@${this.#at}`;
    if (signature !== this.#built) this.#build(signature);
    for (const each of this.#fields) each.update(this.#data, this.#findings, forced);
    this.#lock.hidden = !locked;
    this.#lock.textContent = locked ?? "";
    this.#body.inert = this.#acts.inert = Boolean(locked);
    this.#element.classList.toggle("is-locked", Boolean(locked));
  }

  /** Opens what the rules say about a slot. */
  open(slot) {
    if (this.#data.slot?.[slot]) this.#choose(`slot.${slot}`);
  }

  #breakpoints() { return Object.keys(this.#data.breakpoints ?? {}); }

  /** A target and screens that there are: what was chosen may be gone from the text. */
  #settle() {
    const first = Object.keys(this.#data.slot ?? {})[0];
    const {kind, name} = this.#target ?? {};
    const there = FIXED[kind] || found(this.#data, [kind, name]) !== undefined;
    if (!there) this.#target = first === undefined ? {kind: "page"} : {kind: "slot", name: first};
    const screens = this.#at === "" || this.#at === "print" && this.#target.kind === "slot" || this.#breakpoints().includes(this.#at);
    if (!screens || ["category", "breakpoints"].includes(this.#target.kind)) this.#at = "";
  }

  #choose(value) {
    const [kind, ...rest] = value.split(".");
    this.#target = rest.length ? {kind, name: rest.join(".")} : {kind};
    this.#again();
  }

  #again() {
    this.#settle();
    remember({rules: keyOf(this.#target), at: this.#at});
    this.#list();
    this.#build(`${keyOf(this.#target)}@${this.#at}`);
    for (const each of this.#fields) each.update(this.#data, this.#findings, true);
    this.#moved?.(this.#at, this.slot);
  }

  /** What can be chosen: targets, and the screens of this one, with what each sets. */
  #list() {
    const option = (value, text) => h("option", {value}, text + this.#sign(value));
    const named = kind => Object.keys(this.#data[kind] ?? {}).map(name => option(`${kind}.${name}`, name));
    const group = (label, options) => options.length ? h("optgroup", {label}, options) : null;
    const wanted = [
      group("All together", Object.entries(FIXED).map(([kind, text]) => option(kind, text))),
      group("Slots", named("slot")), group("Categories of advertisers", named("category"))].filter(Boolean);
    const now = wanted.map(each => each.innerHTML).join();
    if (this.#select.dataset.now !== now) {
      this.#select.replaceChildren(...wanted);
      this.#select.dataset.now = now;
    }
    this.#select.value = keyOf(this.#target);
    const {kind} = this.#target;
    const ats = kind === "category" || kind === "breakpoints" ? [] : ["", ...this.#breakpoints(), ...(kind === "slot" ? ["print"] : [])];
    const focused = this.#screens.contains(document.activeElement);
    this.#screens.hidden = !ats.length;
    this.#screens.replaceChildren(...ats.map(at => this.#screen(at)));
    if (focused) this.#screens.querySelector("[aria-pressed=true]")?.focus();
    this.#offer();
  }

  #screen(at) {
    const set = settings(found(this.#data, tableOf(this.#target, at))).length;
    const said = at === "" ? "all" : at === "print" ? "paper" : at;
    return h("button", {type: "button", "aria-pressed": String(at === this.#at), title: `On ${at ? said : "all screens"}: ${set || "nothing"} set here`,
      onclick: () => { this.#at = at; this.#again(); }},
    said, at && set ? h("span.count", {}, String(set), h("span.unseen", {}, " set here")) : null);
  }

  #sign(value) {
    const wrong = [...this.#findings].some(([path, each]) => (path === value || path.startsWith(`${value}.`)) && each.some(one => one.severity === "error"));
    return wrong ? " ✕" : "";
  }

  #offer() {
    const {kind, name} = this.#target;
    const acts = `${keyOf(this.#target)}`;
    if (this.#acts.dataset.now === acts) return;
    this.#acts.dataset.now = acts;
    const button = (text, act) => h("button.bare", {type: "button", onclick: act}, text);
    this.#acts.replaceChildren(
      button("New …", () => this.#ask("Add", "slot", "")),
      ...(name === undefined ? [] : [button("Rename …", () => this.#ask("Rename", kind, name)), button("Remove", () => {
        this.#gesture++;
        this.#edit([{path: [kind, name], value: null}], this.#gesture);
      })]));
  }

  /** Asks for a name: of a new slot or category, or of one that has another. */
  #ask(act, kind, old) {
    const input = h("input", {type: "text", id: "rules-name", value: old, required: true, autocomplete: "off", spellcheck: false});
    const kinds = h("select", {id: "rules-kind"}, h("option", {value: "slot"}, "slot"), h("option", {value: "category"}, "category of advertisers"));
    const error = h("p.error", {id: "rules-name-error", role: "alert"});
    input.setAttribute("aria-describedby", error.id);
    const dialog = h("dialog.ask", {"aria-labelledby": "rules-ask"},
      h("form", {method: "dialog", onsubmit: event => {
        const name = input.value.trim();
        const made = old ? kind : kinds.value;
        error.textContent = !NAME.test(name) ? "Small letters, digits, - and _: as first-ad." : name !== old && this.#data[made]?.[name] ? `There is a ${made} of that name.` : "";
        if (error.textContent) return event.preventDefault();
        this.#named(made, old, name);
      }},
      h("h2", {id: "rules-ask"}, old ? `Rename ${kind} “${old}”` : "A new slot or category"),
      old ? null : h("div.field", {}, h("label", {for: kinds.id}, "What"), kinds),
      h("div.field", {}, h("label", {for: input.id}, "Name"), input, error),
      h("div.dialog-acts", {}, h("button", {type: "button", onclick: () => dialog.close()}, "Cancel"), h("button.main", {type: "submit"}, act))));
    dialog.addEventListener("close", () => dialog.remove());
    this.#element.append(dialog);
    dialog.showModal();
    input.select();
  }

  #named(kind, old, name) {
    if (name === old) return;
    this.#gesture++;
    this.#target = {kind, name};
    if (old) this.#edit([{path: [kind, old], rename: name}], this.#gesture);
    else if (kind === "slot") this.#edit([{path: ["slot", name], value: {holds: "ad", takes: [name], label: "Advertisement", sizes: ["300x250"]}}], this.#gesture);
    else this.#edit([{path: ["category", name, "without_tags"], value: ["crash"]}], this.#gesture);
    remember({rules: `${kind}.${name}`});
  }

  #build(signature) {
    this.#built = signature;
    const {kind} = this.#target;
    if (kind === "breakpoints") {
      const only = field(this, "breakpoints", this.#schema.properties.breakpoints);
      this.#fields = [only];
      this.#body.replaceChildren(h("div.rules-group", {}, only.element));
      return;
    }
    const properties = propertiesOf(this.#schema, this.#target, this.#at);
    const groups = this.#at === "print" ? GROUPS.print : kind === "page" ? GROUPS.page : kind === "category" ? GROUPS.category : GROUPS.terms;
    const named = new Set(groups.flatMap(group => group.keys));
    const others = Object.keys(properties).filter(key => !named.has(key) && key !== "at" && key !== "print");
    const rank = ({title}) => (ORDER.indexOf(title) + 1) || 99;
    this.#fields = [];
    this.#body.replaceChildren(...[...groups, {title: "Others", keys: others}].sort((a, b) => rank(a) - rank(b)).map(group => this.#group(group, properties)).filter(Boolean));
  }

  #group({title, open = false, keys}, properties) {
    const made = keys.filter(key => properties[key]).map(key => field(this, key, properties[key]));
    if (!made.length) return null;
    this.#fields.push(...made);
    return h("details.rules-group", {open}, h("summary", {}, h("h2", {}, title)), made.map(each => each.element));
  }
}
