// A text editor: Ace, wrapped so that views say little and keys are never trapped.
//
//   const editor = new Editor(element, {label: "slots.toml", mode: "toml"});
//   editor.setText(text, {undoable: false});           a new file: nothing to undo
//   editor.setText(text);                              one step of undo, the least that differs
//   editor.on("change", ({typed, text}) => ...);       typed: by the user, not by setText
//   editor.annotations(findings);                      what check says, in the gutter
//
// Tab leaves the editor, as it leaves any field; Ctrl-Space completes; Escape closes what is open.

import {withHead} from "./front-matter.js";

const ace = window.ace;
ace.config.set("basePath", "/static/ace");
ace.config.set("loadWorkerFromBlob", false);

const {Range} = ace.require("ace/range");
const MODES = {toml: "ace/mode/toml", markdown: "ace/mode/markdown", text: "ace/mode/text"};
const KINDS = {error: "error", warning: "warning", info: "info"};
const dark = matchMedia("(prefers-color-scheme: dark)");

/** The theme: colours are the desk's own, from editor.css, in light and dark. */
const theme = () => ({cssClass: "ace-desk", cssText: "", isDark: dark.matches});

/** The least part in which two texts differ: [from, to in the old one, what stands there now]. */
function difference(old, now) {
  let from = 0;
  const least = Math.min(old.length, now.length);
  while (from < least && old[from] === now[from]) from++;
  let end = 0;
  while (end < least - from && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  return [from, old.length - end, now.slice(from, now.length - end)];
}

export class Editor {
  #ace;
  #session;
  #listeners = {change: [], cursor: [], margin: []};
  #setting = false;
  #changed = null;
  #marks = [];
  #mendable = [];
  #sought = 0; // the line gone to, until somebody moves on
  #shown = null;

  /** `mode` is "toml", "markdown" or "text"; `wrap` breaks long lines; `describedBy` is the id of
   *  what helps or says what is wrong; `complete(text, line, column)` gives what may stand at a
   *  place: {from: [line, column], to, items: [{value, insert, meta, doc}]}, places from 1. */
  constructor(element, {label, mode = "text", readOnly = false, wrap = mode !== "toml", describedBy = null, complete = null} = {}) {
    this.#ace = ace.edit(element, {
      mode: MODES[mode] ?? MODES.text,
      fontFamily: "var(--mono)",
      fontSize: 13,
      readOnly,
      wrap,
      useWorker: false,
      useSoftTabs: true,
      tabSize: mode === "toml" ? 4 : 2,
      newLineMode: "unix",
      showPrintMargin: false,
      showFoldWidgets: false,
      highlightActiveLine: true,
      scrollPastEnd: 0.2,
      enableBasicAutocompletion: Boolean(complete),
      enableLiveAutocompletion: Boolean(complete),
      enableSnippets: false,
    });
    this.#session = this.#ace.session;
    if (mode === "markdown") this.#heads();
    this.#colour();
    this.#name(element, label, describedBy);
    this.#keys();
    if (complete) this.#completes(complete);
    this.#session.on("change", () => this.#tell());
    this.#session.selection.on("changeCursor", () => this.#listeners.cursor.forEach(act => act(this.place)));
    this.#ace.on("gutterclick", event => this.#listeners.margin.forEach(act => act({line: event.getDocumentPosition().row + 1})));
    new ResizeObserver(() => {
      this.#ace.resize();
      if (this.#sought) this.#ace.scrollToLine(this.#sought - 1, true, false);  // the page beside it took of its room
    }).observe(element);
    for (const hand of ["wheel", "pointerdown", "keydown"]) element.addEventListener(hand, () => { this.#sought = 0; }, {capture: true, passive: true});
  }

  /** The text. */
  get value() { return this.#session.getValue(); }
  set value(text) { this.setText(text); }

  /** Puts another text in, changing only what differs; the cursor stays where it was. Not undoable:
   *  what was undone or could be is forgotten. `merge`: one step of undo with the change before.
   *  Gives the line of what differs, null where nothing does. */
  setText(text, {undoable = true, merge = false} = {}) {
    const [from, to, now] = difference(this.value, text);
    const doc = this.#session.doc;
    const differs = from !== to || now !== "";
    this.#setting = true;
    try {
      if (differs) {
        this.#session.mergeUndoDeltas = merge;
        this.#session.replace(Range.fromPoints(doc.indexToPosition(from), doc.indexToPosition(to)), now);
        this.#session.$syncInformUndoManager?.();
      }
      if (!undoable) this.#session.getUndoManager().reset();
    } finally {
      this.#setting = false;
    }
    return differs ? doc.indexToPosition(from).row + 1 : null;
  }

  /** Shows findings (line and column from 1) in the gutter and under the words they are about. */
  annotations(findings) {
    const last = this.#session.getLength();
    const placed = findings.filter(each => each.line);
    this.#session.setAnnotations(placed.map(each => ({
      row: Math.min(each.line, last) - 1,
      column: (each.column ?? 1) - 1,
      text: each.hint ? `${each.message}\n${each.hint}` : each.message,
      type: KINDS[each.severity] ?? "error",
    })));
    for (const mark of this.#marks) this.#session.removeMarker(mark);
    this.#marks = placed.map(each => {
      const row = Math.min(each.line, last) - 1;
      const line = this.#session.getLine(row);
      const begin = Math.min((each.column ?? 1) - 1, line.length);
      const word = /^\[*[\w.\-"#]+\]*|^\S+/.exec(line.slice(begin))?.[0].length ?? Math.max(1, line.length);
      return this.#session.addMarker(new Range(row, begin, row, begin + word), `desk-mark desk-mark-${each.severity}`, "text");
    });
  }

  /** Marks lines (from 1) for which there is a remedy, in the margin. */
  mendable(lines) {
    for (const row of this.#mendable) this.#session.removeGutterDecoration(row, "desk-mendable");
    this.#mendable = [...new Set(lines)].map(line => line - 1);
    for (const row of this.#mendable) this.#session.addGutterDecoration(row, "desk-mendable");
  }

  /** Has a key of the editor do something: "Ctrl-.". */
  key(name, key, act) {
    this.#ace.commands.addCommand({name, bindKey: {win: key, mac: key.replace("Ctrl", "Command")}, exec: act, readOnly: true});
  }

  /** Where the foot of a place (from 1) is in the window, in px: {left, top}. */
  seen({line, column}) {
    const {pageX, pageY} = this.#ace.renderer.textToScreenCoordinates(line - 1, column - 1);
    return {left: pageX - scrollX, top: pageY - scrollY + this.#ace.renderer.lineHeight};
  }

  /** Calls `act` at "change" {typed, text}, "cursor" {line, column} or "margin" {line}: a click there. */
  on(name, act) { this.#listeners[name].push(act); }

  /** Where the cursor is, from 1. */
  get place() {
    const {row, column} = this.#ace.getCursorPosition();
    return {line: row + 1, column: column + 1};
  }

  /** Puts the cursor at a place (from 1) and shows it; `focus` false leaves the focus elsewhere. */
  goto(line, column = 1, {focus = true} = {}) {
    this.#ace.gotoLine(line, Math.max(0, column - 1), false);
    this.#ace.scrollToLine(line - 1, true, false);
    this.#sought = line;
    if (focus) this.focus();
  }

  /** Shows a line, where it is not in view, and marks it; the cursor stays. */
  reveal(line) {
    const row = Math.min(line, this.#session.getLength()) - 1;
    if (row <= this.#ace.getFirstVisibleRow() || row >= this.#ace.getLastVisibleRow() - 1) this.#ace.scrollToLine(row, true, false);
    this.#session.removeMarker(this.#shown);
    this.#shown = this.#session.addMarker(new Range(row, 0, row, 1), "desk-line", "fullLine");
  }

  focus() { this.#ace.focus(); }
  undo() { this.#session.getUndoManager().undo(this.#session); }
  redo() { this.#session.getUndoManager().redo(this.#session); }
  get canUndo() { return this.#session.getUndoManager().canUndo(); }
  get canRedo() { return this.#session.getUndoManager().canRedo(); }
  get focused() { return this.#ace.isFocused(); }
  set readOnly(whether) { this.#ace.setReadOnly(whether); }

  /** Told once for all that changes in one go: undoing takes several steps of Ace's. */
  #tell() {
    const waits = this.#changed !== null;
    this.#changed = this.#changed || !this.#setting;
    if (waits) return;
    queueMicrotask(() => {
      const typed = this.#changed;
      this.#changed = null;
      for (const act of this.#listeners.change) act({typed, text: this.value});
    });
  }

  /** Colours the head of a story, once Ace has the mode. */
  #heads() {
    const wraps = () => {
      const mode = this.#session.getMode();
      if (mode.$id !== MODES.markdown || mode.headed) return;
      const markdown = mode.getTokenizer();
      const headed = withHead(markdown);
      Object.assign(mode, {headed: true, getTokenizer: () => headed});
      this.#session.bgTokenizer.setTokenizer(headed);
      this.#session.bgTokenizer.start(0);
    };
    this.#session.on("changeMode", wraps);
    wraps();
  }

  #colour() {
    this.#ace.setTheme(theme());
    dark.addEventListener("change", () => this.#ace.setTheme(theme()));
  }

  #name(element, label, describedBy) {
    const input = this.#ace.textInput.getElement();
    input.setAttribute("aria-label", label ?? "Text");
    input.setAttribute("aria-multiline", "true");
    input.id = `${element.id || "editor"}-input`;
    if (describedBy) input.setAttribute("aria-describedby", describedBy);
    element.querySelector(".ace_gutter")?.setAttribute("aria-hidden", "true");
    for (const bar of element.querySelectorAll(".ace_scrollbar")) bar.tabIndex = -1; // what scrolls is no stop
  }

  /** Tab moves on, as it does everywhere: only an open list of completions takes it. */
  #keys() {
    for (const key of ["Tab", "Shift-Tab"]) this.#ace.commands.bindKey(key, null);
    this.#ace.commands.removeCommand("showSettingsMenu");
  }

  #completes(complete) {
    const completer = {
      identifierRegexps: [/[\w\-#.]/],
      getCompletions: async (editor, session, place, prefix, give) => {
        try {
          const found = await complete(session.getValue(), place.row + 1, place.column + 1);
          // what comes late is as good as long as one types on in this line: Ace itself narrows it down
          if (editor.getCursorPosition().row !== place.row) return give(null, []);
          const [from, to] = [found.from, found.to].map(([line, column]) => ({row: line - 1, column: column - 1}));
          const after = Math.max(0, to.row === place.row ? to.column - place.column : 0);
          give(null, found.items.map((item, number) => ({
            caption: item.value, value: item.insert, meta: item.meta, docText: item.doc,
            score: 10000 - number, completer, from, after,
          })));
        } catch {
          give(null, []);
        }
      },
      getDocTooltip: item => { if (!item.docHTML && item.docText) item.docHTML = escaped(item.docText); },
      insertMatch: (editor, item) => {
        const now = editor.getCursorPosition();
        const range = Range.fromPoints(item.from, {row: now.row, column: now.column + item.after});
        editor.session.replace(range, item.value);
      },
    };
    this.#ace.completers = [completer];
    new MutationObserver(changes => changes.forEach(named)).observe(document.body, {childList: true});
    this.#ace.commands.on("afterExec", ({editor, command, args}) => {
      if (command.name !== "insertstring" || !/^["[.=]$/.test(args)) return;
      if (!editor.completer?.activated) editor.execCommand("startAutocomplete");
    });
  }
}

const escaped = text => {
  const made = document.createElement("p");
  made.textContent = text;
  return made.outerHTML;
};

/** Names what Ace puts beside the page, an input and all; what it says of a completion is read out. */
function named({addedNodes}) {
  for (const each of addedNodes) {
    if (!each.classList) continue;
    if (each.classList.contains("ace_doc-tooltip")) each.setAttribute("role", "status");
    if (!each.classList.contains("ace_autocomplete")) continue;
    each.setAttribute("role", "region");
    each.setAttribute("aria-label", "Completions");
    const input = each.querySelector("textarea");
    input?.setAttribute("aria-label", "Completions");
    if (input) input.tabIndex = -1;
  }
}
