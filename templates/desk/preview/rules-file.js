// The file of rules: what is saved, what is not yet, and what to do when someone else wrote it.

import {Refused, get, send} from "./api.js";
import {toast} from "./desk.js";
import {differing} from "./differences.js";
import {findingList, h} from "./dom.js";

const KEPT = "rules-draft";
const BEFORE = "rules-before"; // what this tab's last save took the place of
const NOTICE = document.getElementById("notice");

/** What this tab keeps under a name, null where it keeps nothing that can be read. */
function remembered(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    sessionStorage.removeItem(name);
    return null;
  }
}

export class RulesFile {
  errors = 0;
  #state; #text; #put; #told; #saved;
  #saving = false;

  /** `rules` is the answer of /api/rules. `text()` is what stands in the editor, `put(text)` puts
   *  another there, `state({...})` hears how things are, `saved()` that something was. */
  constructor(rules, {text, put, state, saved}) {
    this.#state = rules;
    this.#text = text;
    this.#put = put;
    this.#told = state;
    this.#saved = saved;
    addEventListener("beforeunload", event => { if (this.dirty) event.preventDefault(); });
  }

  get dirty() { return this.#text() !== this.#state.text; }

  /** The texts to begin with, each a step of undo from the one before: what this tab saved over, what
   *  is on disk, and what was left unsaved in it. */
  begin() {
    const {file, text, revision} = this.#state;
    const before = remembered(BEFORE);
    const texts = before?.file === file && before.revision === revision ? [before.text, text] : [text];
    const kept = remembered(KEPT);
    if (kept?.file !== file || kept.text === text) return texts;
    if (kept.revision !== revision) this.#notice(this.#state);
    else toast("What you had not saved is here again.");
    return [...texts, kept.text];
  }

  /** The text may have changed: keeps what is unsaved, and says how things are. */
  told() {
    const {text, ...rest} = this.#state;
    const {dirty} = this;
    if (dirty) sessionStorage.setItem(KEPT, JSON.stringify({file: rest.file, revision: rest.revision, text: this.#text()}));
    else sessionStorage.removeItem(KEPT);
    this.#told({...rest, dirty, saving: this.#saving, errors: this.errors});
  }

  async save({force = false} = {}) {
    if (!this.dirty || this.#saving || !this.#state.writable) return;
    const text = this.#text();
    this.#saving = true;
    this.told();
    try {
      const {revision} = await send("PUT", "/api/rules", {text, revision: this.#state.revision, ...(force ? {force} : {})});
      sessionStorage.setItem(BEFORE, JSON.stringify({file: this.#state.file, revision, text: this.#state.text}));
      this.#state = {...this.#state, text, revision, own: true};
      NOTICE.hidden = true;
      toast(`${this.#state.file} is saved.`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.conflict) this.#conflict(error.conflict);
      else if (error.status === 422) this.#wrong(error.findings);
      else toast(error.message, "bad");
      return;
    } finally {
      this.#saving = false;
      this.told();
    }
    this.#saved();
  }

  /** Files changed on disk, [] being any: shows the rules anew, or says that they are others. */
  async changedOnDisk(changed) {
    if (changed.length && !changed.includes(this.#state.file)) return;
    let now;
    try {
      now = await get("/api/rules");
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return;
    }
    if (now.revision === this.#state.revision || this.#saving) return;
    if (this.dirty && this.#text() !== now.text) this.#notice(now);
    else {
      this.#state = now;
      NOTICE.hidden = true;
      if (this.#text() !== now.text) {
        this.#put(now.text);
        toast(`${now.file} was changed on disk: it is shown anew.`);
      }
      this.#reread();
    }
  }

  #reread() {
    this.told();
    this.#saved();
  }

  #notice(now) {
    NOTICE.replaceChildren(`${now.file} was changed on disk while you changed it here. `,
      h("button", {type: "button", onclick: () => this.#conflict(now)}, "Decide …"));
    NOTICE.hidden = false;
  }

  #wrong(findings) {
    const dialog = ask("These rules have errors", h("div", {}, findingList(findings)), [
      ["Go on mending", "main", () => {}],
      ["Save all the same", "", () => this.save({force: true})],
    ]);
    dialog.showModal();
  }

  /** Theirs, mine, or a look at both. */
  #conflict(now) {
    const theirs = () => {
      this.#state = {...this.#state, text: now.text, revision: now.revision};
      this.#put(now.text);
      NOTICE.hidden = true;
      this.#reread();
    };
    const mine = () => {
      this.#state = {...this.#state, text: now.text, revision: now.revision};
      NOTICE.hidden = true;
      return this.save();
    };
    const lines = differing(now.text, this.#text());
    const said = {"-": "on disk", "+": "here", " ": ""};
    const look = h("details.difference", {}, h("summary", {}, "Look at both"),
      h("div.difference-lines", {role: "region", "aria-label": "What differs", tabIndex: 0}, lines.map(([kind, line]) =>
        h("div", {class: kind === " " ? "" : kind === "+" ? "mine" : "theirs"}, h("span.difference-kind", {}, said[kind]), h("code", {}, line || " ")))));
    ask(`${this.#state.file} was changed on disk`, h("div", {}, h("p", {}, "Someone else wrote it after you opened it. Nothing is lost until you decide: what you do not take can be had back with Undo."), look), [
      ["Go on here", "", () => this.#notice(now)],
      ["Take what is on disk", "", theirs],
      ["Save mine over it", "main", mine],
    ]).showModal();
  }
}

/** A dialog with acts: [words, class, what it does]. */
function ask(title, content, acts) {
  const dialog = h("dialog.ask", {"aria-labelledby": "ask-title"}, h("h2", {id: "ask-title"}, title), content,
    h("div.dialog-acts", {}, acts.map(([words, kind, act]) => h("button", {type: "button", class: kind, onclick: () => {
      dialog.close();
      act();
    }}, words))));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}
