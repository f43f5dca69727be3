// The rules view: a form and a text in step, the open page under both, and what they change.
//
//   form ── edits ──> /api/rules/edit ──┬─> text, form, gutter
//   text ── quiet ──> /api/rules/read ──┴─> page ──> /api/rules/trial ──> /api/rules/whole
//
// The text is what counts: the form says what to change in it, and shows what it says. Of edits and
// readings one is under way at a time, and the desk keeps the text of each as this tab's draft: what
// is asked for after an answer, the page first of all, is under the rules of that answer.

import {Refused, get, send} from "./api.js";
import {query, remember, toast} from "./desk.js";
import {findingList, h} from "./dom.js";
import {Editor} from "./editor.js";
import {RulesForm} from "./form.js";
import {quiet} from "./pace.js";
import {pane} from "./panes.js";
import {Limits} from "./rule-limits.js";
import {RulesFile} from "./rules-file.js";
import {presets} from "./rules-presets.js";
import {Preview} from "./rules-preview.js";
import {tab} from "./tab.js";

const element = id => document.getElementById(id);
const READING = 80;

class View {
  #file; #editor; #form; #limits; #preview;
  #read = {data: null, findings: [], lines: {}};
  #waiting = [];
  #wanted = null;
  #working = null;
  #done = null;

  async open() {
    const [schema, rules] = await Promise.all([get("/api/rules/schema"), get("/api/rules")]);
    this.#preview = new Preview(tab, slot => this.#form.open(slot));
    this.#file = new RulesFile(rules, {
      text: () => this.#editor.value,
      put: text => this.#put(text),
      state: state => this.#state(state),
      saved: () => this.#changed({whole: true}),
    });
    const complete = (text, line, column) => send("POST", "/api/rules/complete", {text, line, column});
    this.#editor = new Editor(element("editor"), {label: rules.file, mode: "toml", describedBy: "rules-findings", complete});
    this.#limits = new Limits(element("limits"), {edit: (edits, gesture) => this.#ask(edits, gesture)});
    this.#form = new RulesForm(element("rules-form"), {
      schema,
      edit: (edits, gesture) => this.#ask(edits, gesture),
      moved: (at, slot) => {
        this.#preview.screens(at, this.#read.data?.breakpoints);
        this.#preview.about(slot);
        const [line] = this.#read.lines[["slot", slot, ...(at === "print" ? [at] : at ? ["at", at] : [])].join(".")] ?? this.#read.lines[`slot.${slot}`] ?? [];
        if (line) this.#editor.reveal(line);
      },
    });
    for (const [step, text] of this.#file.begin().entries()) this.#editor.setText(text, {undoable: step > 0});
    const reading = quiet(READING, () => this.#reads({forced: true}));
    this.#editor.on("change", ({typed}) => {
      this.#file.told();
      if (typed) reading();
    });
    this.#buttons();
    await this.#reads();
    this.#preview.about(this.#form.slot);
    await this.#preview.open();
    document.addEventListener("newsgrid:files", event => this.#files(event.detail.changed));
  }

  /** What the form asks for is done one after another; what a newer edit asks at the same place
   *  replaces it. */
  #ask(edits, gesture) {
    for (const edit of edits) {
      const place = JSON.stringify(edit.path);
      this.#waiting = this.#waiting.filter(other => JSON.stringify(other.path) !== place || "rename" in other);
      this.#waiting.push({...edit, gesture});
    }
    void this.#works();
  }

  /** What is asked for, one after another: edits, then a reading of what has been typed. */
  #works() {
    this.#working ??= this.#turns().finally(() => { this.#working = null; });
    return this.#working;
  }

  async #turns() {
    while (this.#waiting.length || this.#wanted) await (this.#waiting.length ? this.#edits() : this.#reading());
  }

  async #edits() {
    try {
      while (this.#waiting.length) {
        const taken = this.#waiting;
        this.#waiting = [];
        const text = this.#editor.value;
        const answer = await send("POST", "/api/rules/edit", {...this.#whose(), text, edits: taken.map(({gesture, ...edit}) => edit)});
        if (this.#editor.value !== text) {
          this.#waiting = [...taken, ...this.#waiting]; // typed meanwhile: do it to that
          continue;
        }
        const {gesture} = taken.at(-1);
        const line = this.#editor.setText(answer.text, {merge: this.#done?.gesture === gesture && this.#done.text === text});
        if (line) this.#editor.reveal(line);
        this.#done = {gesture, text: answer.text};
        this.#took(answer, {forced: false});
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#waiting = [];
      toast(error.message, "bad");
      this.#show({forced: true});
    }
  }

  /** Whose draft it is, and the page that is begun under it. */
  #whose() { return {tab, story: this.#preview.opened}; }

  /** Another text as a whole; the form is to follow. */
  #put(text) {
    this.#editor.setText(text);
    void this.#reads({forced: true});
  }

  #reads({forced = false} = {}) {
    this.#wanted = {forced: forced || Boolean(this.#wanted?.forced)};
    return this.#works();
  }

  async #reading() {
    const {forced} = this.#wanted;
    this.#wanted = null;
    const text = this.#editor.value;
    try {
      const answer = await send("POST", "/api/rules/read", {...this.#whose(), text});
      if (this.#editor.value === text) this.#took(answer, {forced});
      else this.#wanted ??= {forced}; // typed meanwhile
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(error.message, "bad");
    }
  }

  #took({data, lines, findings, ok}, {forced}) {
    this.#read = {data: data ?? this.#read.data, lines, findings, ok};
    this.#file.errors = findings.filter(each => each.severity === "error").length;
    this.#changed(); // first of all the page, which is under way while the form is drawn
    this.#show({forced});
  }

  #show({forced = false} = {}) {
    const {data, lines, findings, ok} = this.#read;
    const broken = ok === false && findings.find(each => each.severity === "error");
    const locked = broken ? `The text cannot be read${broken.line ? ` from line ${broken.line} on` : ""}: ${broken.message}. The form shows what it said last.` : null;
    if (!this.#waiting.length) this.#form.show({data, lines, findings, locked, forced});
    this.#limits.show({data, locked});
    this.#editor.annotations(findings);
    this.#list(findings);
    this.#file.told();
  }

  #list(findings) {
    const box = element("rules-findings");
    box.hidden = !findings.length;
    box.replaceChildren(findingList(findings, each =>
      each.line ? h("button.bare.finding-place", {type: "button", onclick: () => this.#goto(each)}, `line ${each.line}`) : null));
  }

  #goto({line, column}) {
    if (document.body.dataset.tab === "form") showTab(ROOM.matches ? "both" : "text");
    this.#editor.goto(line, column ?? 1);
  }

  /** The page and the publication under what the text says now. */
  #changed({whole = false} = {}) {
    const errors = this.#read.ok === false || this.#read.findings.some(each => each.severity === "error");
    this.#preview.try(this.#editor.value, {dirty: this.#file.dirty, errors, whole});
  }

  async #files(changed) {
    await this.#file.changedOnDisk(changed);
    this.#changed({whole: true});
  }

  #state({dirty, saving, writable, why, errors, own, file}) {
    element("save").disabled = !dirty || saving || !writable;
    element("undo").disabled = !this.#editor.canUndo;
    element("redo").disabled = !this.#editor.canRedo;
    const wrong = errors ? `, ${errors} ${errors === 1 ? "error" : "errors"}` : "";
    const said = !writable ? `To be tried, not saved: ${why}` : saving ? "Saving …" : dirty ? `Not saved yet${wrong}` : own ? `${file} is saved${wrong}` : "newsgrid's own rules: saving makes a slots.toml";
    const line = element("rules-state");
    if (line.textContent !== said) line.textContent = said;
    line.dataset.kind = errors ? "bad" : dirty ? "busy" : "";
  }

  #buttons() {
    element("presets").addEventListener("click", () => presets(text => this.#put(text)));
    const undo = () => this.#editor.undo();
    const redo = () => this.#editor.redo();
    element("undo").addEventListener("click", undo);
    element("redo").addEventListener("click", redo);
    element("save").addEventListener("click", () => this.#file.save());
    addEventListener("keydown", event => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]")) return;
      const key = event.key.toLowerCase();
      const act = key === "s" ? () => this.#file.save() : this.#editor.focused ? null : key === "z" ? (event.shiftKey ? redo : undo) : key === "y" ? redo : null;
      if (!act) return;
      event.preventDefault();
      act();
    });
  }
}

const TABS = ["form", "both", "text"];
const ROOM = matchMedia("(min-width: 1000px)"), WIDE = matchMedia("(min-width: 1200px)");

/** What is shown where nobody chose: both, or on a small laptop, which has room for narrow ones, the form. */
const usualTab = () => WIDE.matches ? "both" : "form";

/** Form, text or both beside each other; where there is no room for both, the form. */
function showTab(name) {
  const shown = name === "both" && !ROOM.matches ? "form" : name;
  document.body.dataset.tab = shown;
  for (const each of TABS) {
    element(`tab-${each}`).setAttribute("aria-selected", String(each === shown));
    element(`tab-${each}`).tabIndex = each === shown ? 0 : -1;
  }
  element("tab-both").hidden = !ROOM.matches;
  remember({tab: name === usualTab() ? null : name});
}

function tabs() {
  for (const name of TABS) {
    element(`tab-${name}`).addEventListener("click", () => showTab(name));
    element(`tab-${name}`).addEventListener("keydown", event => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const there = TABS.filter(each => !element(`tab-${each}`).hidden);
      const step = event.key === "ArrowRight" ? 1 : -1;
      const other = there[(there.indexOf(name) + step + there.length) % there.length];
      showTab(other);
      element(`tab-${other}`).focus();
    });
  }
  const wanted = () => TABS.includes(query.get("tab")) ? query.get("tab") : usualTab();
  for (const size of [ROOM, WIDE]) size.addEventListener("change", () => showTab(wanted()));
  showTab(wanted());
  const view = document.querySelector(".rules-view");
  const roomy = {usual: 390, least: 320, most: 900, when: "(min-width: 641px)"};
  pane(view, {...roomy, name: "rules-form", label: "the form", size: "--form", from: "start", part: element("rules-form")});
  pane(view, {...roomy, name: "rules-text", label: "the text", size: "--text", from: "start", usual: 318, least: 220, part: element("rules-text"), when: "(min-width: 1000px)"});
}

tabs();
new View().open().catch(error => {
  if (!(error instanceof Refused)) throw error;
  element("trouble").replaceChildren(h("div.trouble", {}, h("h2", {}, "The rules cannot be opened"), h("p", {}, error.message)));
});
