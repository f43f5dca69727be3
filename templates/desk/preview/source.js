// A text of the publication: read, written, saved; what changes on disk meanwhile is never lost.
//
//   clean, changed on disk      the text follows, caret and scroll stay
//   unsaved, changed on disk    a notice; saving shows both texts
//   unsaved, page left          kept in this tab, and there again when it comes back

import {get, lines, path, send, sourceAddress} from "./api.js";
import {offer} from "./deeds.js";
import {query, remember, toast} from "./desk.js";
import {common} from "./differences.js";
import {findingList, h} from "./dom.js";
import {Editor} from "./editor.js";
import {keeping, quiet} from "./pace.js";
import {pane} from "./panes.js";
import {Picker} from "./picker.js";
import {resolve} from "./source-conflict.js";
import {fixMenu, fixesIn, mended} from "./source-fixes.js";
import {PageBeside, WIDTHS} from "./source-page.js";
import {showTree} from "./source-tree.js";
import {counted} from "./words.js";

const at = id => document.getElementById(id);
const [over, saved, ways, found, panel] = ["notice", "saved", "ways", "found", "findings"].map(at);
const [undo, redo, save] = ["undo", "redo", "save"].map(at);
const file = query.get("file") || document.body.dataset.story || "";
const kept = `source:${file}`;
const MOST = 300;

/** What stands on disk as far as this tab knows; `ends` are the ends of its lines. */
const disk = {text: "", revision: "", ends: "\n", there: false};
let editor = null;
let saving = false;
let told = "";
let wrong = []; // what is wrong with the file as it is on disk
let beside = null; // the page beside a story
let fixes = []; // the remedies of that which the text still needs

const mode = /\.toml$/.test(file) ? "toml" : /\.(md|markdown)$/.test(file) ? "markdown" : "text";
const isStory = /\.(md|markdown|txt|text)$/i.test(file) && !file.startsWith("modules/") && !/(^|\/)README\.md$/.test(file);
const plain = text => text.replace(/\r\n?/g, "\n");
const dirty = () => editor !== null && editor.value !== disk.text;

function know({text, revision}) {
  Object.assign(disk, {text: plain(text), revision, ends: text.includes("\r\n") ? "\r\n" : "\n", there: true});
}

function state(text, kind = "") {
  saved.textContent = text;
  saved.dataset.kind = kind;
}

/** Buttons and words that say whether there is something to save. */
function show() {
  const changed = dirty();
  save.disabled = !changed || saving;
  undo.disabled = !editor?.canUndo;
  redo.disabled = !editor?.canRedo;
  if (saving) state("Saving …");
  else if (changed) state(disk.there ? "Not saved" : "Not on disk", "dirty");
  else state(told);
  keep(changed);
}

/** Unsaved text outlives this page in its tab. */
function keep(changed) {
  try {
    if (changed) sessionStorage.setItem(kept, JSON.stringify({text: editor.value, revision: disk.revision}));
    else sessionStorage.removeItem(kept);
  } catch {
    // too long to be kept: leaving asks
  }
}

function keptText() {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? "null");
  } catch {
    return null;
  }
}

/** A box over the editor: `actions` are [text, act]. */
function notice(title, findings = [], actions = [], bad = true) {
  if (!title) return over.replaceChildren();
  over.replaceChildren(h("div.trouble", {class: bad ? "" : "notice", role: bad ? "alert" : "status"}, h("span", {}, h("strong", {}, title), " ",
    findings.map(each => [each.message, each.hint].filter(Boolean).join(": ")).join("; ")),
    actions.map(([text, act]) => h("button", {type: "button", onclick: act}, text))));
}

/** Reads the file for the first time. */
async function open() {
  document.title = `${file} – ${document.title}`;
  const before = keptText();
  try {
    know(await get("/api/file", {name: file}));
  } catch (error) {
    notice(`${file} cannot be shown.`, error.findings);
    if (!before) return;
  }
  editor = new Editor(at("editor"), {label: file, mode, wrap: mode !== "toml" && !file.endsWith(".csv"), describedBy: "help"});
  editor.setText(disk.text, {undoable: false});
  if (before && before.text !== disk.text) restored(before);
  editor.on("change", show);
  editor.on("change", showFixes);
  editor.on("margin", ({line}) => setTimeout(() => listFixes({line, column: 1}))); // once the click is over, which focuses the text
  editor.key("mend", "Ctrl-.", () => listFixes(editor.place));
  editor.on("cursor", light);
  editor.goto(Number(query.get("line")) || 1, Number(query.get("column")) || 1);
  show();
  check();
}

function restored(before) {
  editor.setText(before.text);
  const old = before.revision !== disk.revision;
  if (old) disk.revision = before.revision; // saving then shows both
  notice("What you had not saved is here again.", [], [
    ...old ? [["Look at both texts", () => saveText()]] : [],
    ["Drop it", () => reread({drop: true})],
  ], false);
}

/** Without a file: those there are, by folders. Of very many only the first: one types for others. */
async function choose() {
  await names();
  const groups = new Map();
  for (const {value, group} of picker.options.slice(0, MOST)) groups.set(group, [...groups.get(group) ?? [], value]);
  const rest = picker.options.length - MOST;
  const place = h("div.source-files", {role: "region", "aria-label": "Files", tabIndex: 0},
    [...groups].map(([group, files]) => h("section", {}, h("h2", {}, group), h("ul", {}, files.map(name =>
      h("li", {}, h("a", {href: sourceAddress(name)}, name.split("/").at(-1))))))),
    rest > 0 ? h("p.soft", {}, `${rest.toLocaleString("en")} more: type above to find them.`) : null);
  at("editor").replaceWith(place);
  for (const id of ["panel", "help", "keys", "tree"]) at(id).hidden = true;
  at("file-picker").focus();
}

/** Saves, or shows what stands in the way. */
async function saveText() {
  if (saving || !dirty()) return;
  saving = true;
  show();
  const text = editor.value;
  try {
    const {revision} = await send("PUT", "/api/file", {name: file, text: text.replaceAll("\n", disk.ends), revision: disk.revision});
    Object.assign(disk, {text, revision, there: true});
    told = "Saved";
    notice("");
  } catch (error) {
    if (error.conflict) await conflict(error.conflict);
    else {
      told = "";
      notice("Not saved.", error.findings);
      toast(`${file} is not saved`, "bad");
    }
  } finally {
    saving = false;
    show();
  }
}

/** Both texts, and what to do: nothing is thrown away that was not looked at. */
async function conflict(now) {
  const answer = await resolve({name: file, theirs: plain(now.text), mine: editor.value});
  if (answer === "theirs") {
    know(now);
    editor.setText(disk.text);
    told = "As on disk: Undo brings yours back";
    notice("");
  } else if (answer === "mine") {
    disk.revision = now.revision;
    queueMicrotask(() => setTimeout(saveText));
  } else {
    changedNotice();
  }
  editor.focus();
}

function changedNotice() {
  notice(`${file} changed on disk while you were writing.`, [], [["Look at both texts", () => saveText()]], false);
}

/** The file may have changed on disk. A text without unsaved changes follows it. */
async function reread({drop = false} = {}) {
  if (saving) return;
  let now;
  try {
    now = await get("/api/file", {name: file});
  } catch (error) {
    if (error.status) gone(error);
    return;
  }
  if (saving || now.revision === disk.revision && !drop && disk.there) return;
  if (!editor) return location.reload();
  if (dirty() && !drop && plain(now.text) !== editor.value) return changedNotice();
  know(now);
  editor.setText(disk.text, {undoable: drop});
  told = drop ? "As on disk" : "Changed on disk";
  notice("");
  show();
}

function gone(error) {
  if (editor && disk.there && error.findings.some(each => each.code === "missing-file")) {
    Object.assign(disk, {text: "", revision: "", there: false});
    notice(`${file} is no longer there.`, [], [["Write it again", saveText]]);
    return show();
  }
  notice(`${file} cannot be shown.`, error.findings);
}

/** What check says of the file as it is on disk, in the panel and at its lines. */
async function check() {
  let findings = [];
  if (!panel.hasChildNodes()) found.textContent = "Checking …";
  try {
    findings = (await get("/api/findings", {file})).findings;
  } catch (error) {
    findings = error.findings;
  }
  wrong = findings;
  editor?.annotations(findings);
  found.textContent = findings.length ? counted(findings.length, "finding") : "Findings";
  panel.replaceChildren(findings.length ? findingList(findings, here) :
    h("p.soft", {}, "✓ Nothing is wrong with the file as it is on disk."));
  showFixes();
}

/** The way to the line of a finding, and a button for each of its remedies. */
const here = finding => [
  finding.line ? h("button.finding-here", {type: "button", onclick: () => editor?.goto(finding.line, finding.column ?? 1)}, `line ${finding.line}`) : null,
  (finding.edits ?? []).map(edit => {
    const button = h("button.small.finding-fix", {type: "button", onclick: () => mend(fixes.find(fix => fix.edit === edit))}, edit.title);
    buttons.set(edit, button);
    return button;
  }),
];
const buttons = new WeakMap();

/** Offers the remedies that the text, as it is now, still needs. */
function showFixes() {
  if (!editor) return;
  fixes = fixesIn(wrong, editor.value);
  editor.mendable(fixes.map(fix => fix.line));
  const open = new Set(fixes.map(fix => fix.edit));
  for (const {edits = []} of wrong) for (const edit of edits) if (buttons.has(edit)) buttons.get(edit).hidden = !open.has(edit);
}

/** Writes a remedy: one step of undo, to be saved by hand. */
function mend(fix) {
  if (!fix) return;
  editor.setText(mended(editor.value, fix));
  editor.goto(fix.line, fix.edit.column);
  toast(`${fix.edit.title}: line ${fix.line}, not saved`);
}

/** Lists the remedies of the line of a place; where it has none, says where the next one is. */
function listFixes(place) {
  const there = fixes.filter(fix => covers(fix, place.line));
  if (there.length) return fixMenu(there, editor.seen(place), mend, () => editor.focus());
  const next = fixes.find(fix => fix.line > place.line) ?? fixes[0];
  toast(next ? `Nothing to mend in line ${place.line}; the next remedy is in line ${next.line}` : "There is nothing here that mends itself");
}

const covers = ({line, edit}, at) => at >= line && at <= line + edit.written.replace(/\n$/, "").split("\n").length - 1;

offer(() => fixes.map(fix => ({name: `${fix.edit.title} in line ${fix.line}`, group: "Mend", also: "fix remedy", note: fix.finding.message, act: () => mend(fix)})));

const inPrint = page => page ? `In print, page ${page}` : "In print";
let begins;  // the page on which the story was last seen to begin, null for none; undefined: not seen yet

/** Where the file is seen. */
async function link() {
  const name = file.split("/").at(-1);
  const links = [];
  if (isStory) {
    links.push([path("/web", {story: file}), "See it on the web"]);
    const row = await story();
    showBeside(row?.page);
    if (row?.slug) links.push([path("/print", {pick: `story:${row.slug}`}), inPrint(begins === undefined ? row.page : begins)]);
  }
  if (name === "slots.toml") links.push(["/rules", "Rules as a form"]);
  if (/^ads\.(csv|toml)$/.test(name)) links.push(["/ads", "Ad book"], ["/print", "In print"]);
  if (name === "creatives.toml") links.push(["/ads?list=creatives", "Creatives"]);
  if (name === "newsgrid.toml") links.push(["/print", "In print"]);
  ways.replaceChildren(...links.map(([href, text]) => h("a", {href}, text)));
}

async function story() {
  for await (const line of lines("GET", path("/api/stories", {file}))) if (line.stories?.length) return line.stories[0];
  return null;
}

/** The page beside the text of a story: in print where it was printed, else on the web. */
function showBeside(page) {
  if (beside) return;
  const asked = query.get("beside"), width = Number(query.get("width"));
  at("beside").hidden = at("switch").hidden = false;
  beside = new PageBeside(at("beside"), {
    file,
    medium: ["print", "web"].includes(asked) ? asked : page ? "print" : "web",
    width: WIDTHS.includes(width) ? width : 375,
    changed: ({medium, width}) => remember({beside: medium, width: medium === "web" ? width : null}),
    goto: line => editor?.goto(nowAt(line), 1),
    begins: page => {
      begins = page;
      const link = ways.querySelector('a[href*="/print"]');
      if (link) link.textContent = inPrint(page);
    },
  });
  light();
}

/** Tells the page which line of the text as it is saved the cursor is in. */
const light = quiet(80, () => {
  if (!editor || !beside) return;
  const line = editor.place.line;
  if (editor.value === disk.text) return beside.at(line, disk.text);
  const [there, here] = common(disk.text, editor.value);
  beside.at(counterpart(line, here, there), disk.text);
});

/** The line of the text that is being written that a saved one has become. */
function nowAt(line) {
  if (editor.value === disk.text) return line;
  const [there, here] = common(disk.text, editor.value);
  return counterpart(line, there, here);
}

/** The line, from 1, of another text that stands where one of this does: `mine` and `theirs` say which
 *  lines both have. */
function counterpart(line, mine, theirs) {
  const before = mine.slice(0, line).filter(Boolean).length;
  if (!before) return 1;
  let seen = 0;
  const same = theirs.findIndex(each => each && ++seen === before) + 1;
  return mine[line - 1] ? same : Math.min(same + 1, theirs.length);
}

/** Shows the text or the page, where there is no room for both. */
function shows(what) {
  document.querySelector(".view").dataset.shows = what;
  at("show-text").setAttribute("aria-pressed", String(what === "text"));
  at("show-page").setAttribute("aria-pressed", String(what === "page"));
}

const picker = new Picker(at("file-picker"), at("file-list"), name => {
  if (name !== file) location.href = sourceAddress(name);
});

async function names() {
  const {files} = await get("/api/files");
  const folder = name => name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : "The publication";
  const order = name => [name.includes("/") ? 1 : 0, folder(name), name].join("\0");
  picker.options = files.map(value => ({value, label: value, group: folder(value), by: order(value)})).sort((a, b) => a.by < b.by ? -1 : 1);
  picker.value = file;
  if (file) showTree(at("tree"), files, file);
}

const follow = keeping(async changed => {
  if (!changed.size || changed.has(file)) await reread();
  beside?.refresh();
  if (!changed.size || [...changed].some(name => name !== file)) await names().catch(() => {});
  await check();
});

save.addEventListener("click", saveText);
at("show-text").addEventListener("click", () => shows("text"));
at("show-page").addEventListener("click", () => shows("page"));
undo.addEventListener("click", () => editor?.undo());
redo.addEventListener("click", () => editor?.redo());
addEventListener("keydown", event => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  saveText();
});
addEventListener("beforeunload", event => {
  if (dirty()) event.preventDefault();
});
if (file) {
  document.addEventListener("newsgrid:files", ({detail}) => follow(detail.changed));
  remember({file});
  const view = document.querySelector(".view");
  const tree = innerWidth < 1200 ? 170 : 230;
  if (isStory) {
    view.classList.add("has-page");
    shows("text");
    pane(view, {name: "source-page", label: "the page", size: "--beside", from: "end", usual: Math.round((innerWidth - tree) * .5), least: 240, most: 1400, part: at("beside")});
  } else pane(view, {name: "source-panel", label: "the findings", size: "--panel", from: "end", usual: Math.min(340, Math.round(innerWidth * .27)), least: 220, most: 700, part: panel.parentElement});
  pane(view, {name: "source-tree", label: "the tree of texts", size: "--tree", from: "start", usual: tree, least: 150, most: 500, part: at("tree")});
  await open();
  names().catch(() => {});
  link().catch(() => {});
} else {
  choose().catch(error => notice("The files cannot be listed.", error.findings));
}
