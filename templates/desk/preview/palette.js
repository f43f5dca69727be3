// The palette: all that can be done here, found by typing and done by Enter (Ctrl-K); and the list of
// keys (?). A deed of which a choice is to be made gives its choices in place of the deeds: Escape,
// or Backspace in an empty box, goes back. Where the focus was, it is again.

import {deedOf, deeds, found, keyName} from "./deeds.js";
import {h} from "./dom.js";
import {plain} from "./words.js";

const MOST = 60;

let trying = null;

/** Has deeds tried that are marked for a moment: `ask(deed, told)` may call `told(words)`, which stand
 *  below the list as long as it is marked; `leave()` is called when the palette is left. */
export function tryDeeds(ask, leave) {
  trying = {ask, leave};
}

/** Opens the palette, or the choices of a deed alone. */
export function palette(step = null) {
  document.querySelector("dialog.palette")?.close();
  new Palette(step);
}

/** Does a deed: at once, or after a choice. */
function perform(deed) {
  if (deed.then) palette(deed);
  else deed.act();
}

class Palette {
  constructor(step) {
    this.input = h("input", {type: "text", role: "combobox", id: "palette-find", autocomplete: "off", spellcheck: false,
      "aria-expanded": "true", "aria-autocomplete": "list", "aria-controls": "palette-list",
      oninput: () => this.list(), onkeydown: event => this.key(event)});
    this.rows = h("ul.palette-list", {role: "listbox", id: "palette-list", "aria-label": "What can be done", onclick: event => this.clicked(event)});
    this.none = h("p.palette-none", {role: "status"});
    this.label = h("label.unseen", {for: "palette-find"});
    this.dialog = h("dialog.ask.palette", {"aria-labelledby": "palette-title", onclose: () => {
      this.dialog.remove();
      trying?.leave();
    },
      onclick: event => event.target === this.dialog && this.dialog.close()},
      h("h2.palette-title", {id: "palette-title"}), this.label, this.input, this.rows, this.none);
    this.steps = step ? [step] : [];
    document.body.append(this.dialog);
    this.begin();
    this.dialog.showModal();
    this.input.focus();
  }

  /** Lists what there is at this step. */
  begin() {
    const step = this.steps.at(-1);
    this.all = (step ? step.then() : deeds().filter(deed => !deed.told)).map(deed => ({...deed, plain: plain([deed.name, deed.group, deed.also].filter(Boolean).join(" "))}));
    this.dialog.querySelector("h2").textContent = step?.name ?? "What is to be done?";
    this.label.textContent = step?.name ?? "Deed";
    this.input.placeholder = step ? "type to find" : "a deed, a page, a story …";
    this.input.value = "";
    this.list();
    void this.fill(this.all);
  }

  /** Adds to deeds what is told of them later, one after the other, for as long as they are listed. */
  async fill(all) {
    for (const deed of all.filter(each => each.later)) {
      const said = await deed.later();
      if (this.all !== all || !this.dialog.isConnected) return;
      if (!said) continue;
      deed.note = [deed.note, said].filter(Boolean).join(": ");
      const element = this.elements[this.shown.indexOf(deed)]?.querySelector(".palette-note");
      if (element) element.textContent = noteOf(deed);
    }
  }

  list() {
    const typed = plain(this.input.value).trim();
    this.shown = this.all.map(deed => ({deed, worth: found(typed, deed.plain)})).filter(({worth}) => worth)
      .toSorted((one, other) => other.worth - one.worth).slice(0, MOST).map(({deed}) => deed);
    this.elements = this.shown.map((deed, i) => h("li.palette-deed", {role: "option", id: `palette-${i}`, "aria-selected": "false"},
      h("span.palette-name", {}, deed.name, deed.then ? " …" : ""),
      deed.group || deed.note ? h("span.palette-note", {}, noteOf(deed)) : null,
      deed.keys?.length ? h("kbd", {}, deed.keys[0]) : null));
    this.rows.replaceChildren(...this.elements);
    this.rows.hidden = !this.shown.length;
    this.input.setAttribute("aria-expanded", String(!this.rows.hidden));
    this.none.textContent = this.shown.length ? "" : "Nothing of that name";
    this.at = -1;
    const now = this.shown.findIndex(deed => deed.note === "now");
    this.mark(typed || now < 0 ? 0 : now);
  }

  mark(index) {
    this.elements[this.at]?.setAttribute("aria-selected", "false");
    this.at = Math.min(Math.max(index, 0), this.elements.length - 1);
    const element = this.elements[this.at];
    if (!element) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    element.setAttribute("aria-selected", "true");
    element.scrollIntoView({block: "nearest"});
    this.input.setAttribute("aria-activedescendant", element.id);
    const deed = this.shown[this.at];
    this.none.textContent = "";
    trying?.ask(deed, words => {
      if (this.shown[this.at] === deed) this.none.textContent = words;
    });
  }

  key(event) {
    const last = this.elements.length - 1;
    const move = {
      ArrowDown: this.at === last ? 0 : this.at + 1, ArrowUp: this.at ? this.at - 1 : last,
      PageDown: this.at + 8, PageUp: this.at - 8,
    }[event.key];
    const back = event.key === "Escape" || event.key === "Backspace" && !this.input.value;
    if (move !== undefined) this.mark(move);
    else if (event.key === "Enter") this.act(this.at);
    else if (back && this.steps.length) {
      this.steps.pop();
      this.begin();
    } else return;
    event.preventDefault();
  }

  clicked(event) {
    this.act(this.elements.indexOf(event.target.closest("li")));
  }

  act(index) {
    const deed = this.shown[index];
    if (!deed) return;
    if (deed.then) {
      this.steps.push(deed);
      this.begin();
      return;
    }
    this.dialog.close();  // the focus is back where it was before anything is done
    deed.act();
  }
}

const noteOf = ({group, note}) => [group, note].filter(Boolean).join(": ");

/** Lists the keys of this view. */
function keys() {
  if (document.querySelector("dialog.keys-told")) return;
  const every = [...deeds(), ...ALWAYS].filter(deed => deed.keys?.length);
  const groups = Object.entries(Object.groupBy(every, deed => deed.group || "Here"));
  const dialog = h("dialog.ask.keys-told", {"aria-labelledby": "keys-title", onclose: () => dialog.remove()},
    h("h2", {id: "keys-title"}, "Keys"),
    h("div.keys-groups", {role: "region", "aria-label": "Keys", tabIndex: 0}, groups.map(([group, all]) => h("section", {},
      h("h3", {}, group),
      h("dl.facts", {}, all.map(deed => [h("dt", {}, deed.keys.map((key, i) => [i ? " " : "", h("kbd", {}, key)])), h("dd", {}, deed.name)]))))),
    h("div.dialog-acts", {}, h("button.main", {type: "button", autofocus: true, onclick: () => dialog.close()}, "Close")));
  document.body.append(dialog);
  dialog.showModal();
}

const ALWAYS = [
  {name: "Anything, by its name", group: "Everywhere", keys: ["Ctrl-K"]},
  {name: "These keys", group: "Everywhere", keys: ["?"]},
];

/** Whether what is typed belongs to a text. */
const typing = target => Boolean(target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]"));

/** Listens for Ctrl-K, which goes before a text's own, and for "?" outside of texts. */
export function listenForDeeds() {
  document.getElementById("deeds").addEventListener("click", () => palette());
  addEventListener("keydown", event => {
    if (keyName(event) === "Ctrl-K") {
      event.preventDefault();
      event.stopPropagation();
      palette();
    } else if (event.key === "?" && !typing(event.target) && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      keys();
    }
  }, {capture: true});
}

/** Does the deed of a key that was pressed, if there is one; whether there is. */
export function pressed(event) {
  const deed = deedOf(keyName(event));
  if (deed) perform(deed);
  return Boolean(deed);
}
