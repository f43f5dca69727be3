// The findings of check: what is wrong, worst first, each with the way to its place.

import {lines, sourceAddress} from "./api.js";
import {query, remember} from "./desk.js";
import {findingList, h} from "./dom.js";
import {Choice, fillSelect, severities, slashFinds} from "./lists.js";
import {keeping, quiet} from "./pace.js";
import {counts} from "./tab-count.js";
import {count, counted, finder} from "./words.js";

const MOST = 200;
const WEIGHT = {error: 0, warning: 1, info: 2};
const SHOWN = {all: () => true, errors: each => each.severity === "error", warnings: each => each.severity === "warning", notes: each => each.severity === "info"};
const [find, code, by, said, progress, trouble, groups] =
  ["find", "code", "by", "said", "progress", "trouble", "groups"].map(id => document.getElementById(id));

/** `files` are findings of files, `rules` those that all stories together have on the rules: they
 *  come last, and stay until they are known anew. */
const found = {files: [], rules: [], checked: 0, step: ""};
let most = MOST;
let findings = new Set();

const show = new Choice(document.getElementById("show"), [
  {value: "all", label: "All"},
  {value: "errors", label: "Errors", kind: "bad"},
  {value: "warnings", label: "Warnings", kind: "warn"},
  {value: "notes", label: "Notes"},
], refilter);

/** Where else a file can be looked at. */
function ways(file) {
  const name = file.split("/").at(-1);
  const found = [];
  if (/\.(md|markdown|txt|text)$/i.test(name) && !file.startsWith("modules/")) found.push([`/web?${new URLSearchParams({story: file})}`, "On the web"]);
  if (name === "slots.toml") found.push(["/rules", "Rules"]);
  if (/^ads\.(csv|toml)$/.test(name)) found.push(["/ads", "Ad book"]);
  if (name === "creatives.toml") found.push(["/ads?list=creatives", "Creatives"]);
  if (name === "newsgrid.toml") found.push(["/print", "In print"]);
  return found;
}

/** What a group is called, and its findings, those with the worst first. */
function grouped(shown) {
  const known = new Map();
  for (const finding of shown) {
    const name = by.value === "code" ? finding.code : finding.file ?? "";
    if (!known.has(name)) known.set(name, []);
    known.get(name).push(finding);
  }
  const worst = list => Math.min(...list.map(each => WEIGHT[each.severity]));
  return [...known].map(([name, list]) => [name, list.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])])
    .sort(([, a], [, b]) => worst(a) - worst(b));
}

function groupElement([name, list]) {
  const each = severities(list);
  const tags = [["errors", "bad", "✕", "error"], ["warnings", "warn", "!", "warning"], ["notes", "", "", "note"]]
    .filter(([key]) => each[key])
    .map(([key, kind, sign, noun]) => h("span.tag", {class: kind}, `${sign} ${counted(each[key], noun)}`.trim()));
  const isFile = by.value !== "code" && name;
  const title = isFile ? h("a", {href: sourceAddress(name)}, name) : h("span.mono", {}, name || "The publication");
  const links = isFile ? ways(name).map(([href, text]) => h("a", {href}, text, h("span.unseen", {}, `: ${name}`))) : [];
  return h("section.finding-group", {}, h("h2", {}, title, tags, links.length ? h("span.finding-ways", {}, links) : null),
    h("ul.findings", {}, list.map(finding => findingElement(finding, isFile))));
}

function findingElement(finding, inFile) {
  const place = finding.line ? (inFile ? `line ${finding.line}` : `${finding.file}:${finding.line}`) : finding.file;
  return h("li", {class: `finding finding-${finding.severity}`, "data-code": finding.code},
    h("span.finding-severity", {}, finding.severity === "info" ? "note" : finding.severity),
    h("span.finding-said", {}, h("span.finding-message", {}, finding.message), finding.hint ? h("span.finding-hint", {}, finding.hint) : null,
      finding.file ? h("a.finding-place", {href: sourceAddress(finding.file, finding.line, finding.column)}, place, h("span.unseen", {}, `: mend ${finding.file}`)) : null),
    h("button.bare.finding-code", {type: "button", title: "Show all of this kind", onclick: () => {
      fillSelect(code, [finding.code, ...[...findings].map(each => each.code)], "All");
      code.value = finding.code;
      refilter();
    }}, finding.code));
}

function display() {
  findings = new Map([...found.files, ...found.rules].map(each => [JSON.stringify(each), each])).values();
  findings = [...findings];
  const words = finder(find.value);
  fillSelect(code, findings.map(each => each.code), "All");
  const listed = findings.filter(each => words(each.message, each.file, each.hint, each.code) && (!code.value || each.code === code.value));
  show.counts = Object.fromEntries(Object.entries(SHOWN).map(([name, is]) => [name, listed.filter(is).length]));
  const shown = listed.filter(SHOWN[show.value]);
  const ordered = grouped(shown);
  const elements = [];
  let left = most;
  for (const [name, list] of ordered) {
    if (left <= 0) break;
    elements.push(groupElement([name, list.slice(0, left)]));
    left -= list.length;
  }
  if (shown.length > most) {
    elements.push(h("p", {}, h("button", {type: "button", onclick: () => {
      most += MOST;
      display();
    }}, `Show ${Math.min(MOST, shown.length - most)} more of ${count(shown.length - most)}`)));
  }
  if (!shown.length && !found.step) elements.push(nothing());
  swap(elements);
  summary();
}

function nothing() {
  if (findings.length) return h("p.empty", {}, "Nothing of that is found. ", h("button", {type: "button", onclick: everything}, "Show all"));
  return h("div.empty.all-well", {}, h("p", {}, "✓ Nothing is wrong"), h("p", {}, `${counted(found.checked, "file")} checked.`));
}

function everything() {
  find.value = "";
  code.value = "";
  show.set("all");
  refilter();
}

/** Groups that are as they were stay, with their focus. */
function swap(elements) {
  const old = new Map([...groups.children].map(each => [each.outerHTML, each]));
  const focused = groups.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const next = elements.map(each => old.get(each.outerHTML) ?? each);
  if (next.length === groups.children.length && next.every((each, number) => each === groups.children[number])) return;
  groups.replaceChildren(...next);
  const again = focused && (groups.querySelector(`a[href="${CSS.escape(focused)}"]`) ?? groups.closest(".stage"));
  if (again) again.focus({preventScroll: true}); // the list itself, where what was mended is gone
}

function summary() {
  const {errors, warnings, notes} = severities(findings);
  if (!found.step) counts({errors, warnings});
  const parts = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")];
  said.setAttribute("aria-live", found.step ? "off" : "polite"); // the end alone is read out
  said.textContent = [found.step || `${counted(found.checked, "file")} checked`, parts.join(", ")].join(" · ");
}

function refilter() {
  remember({show: show.value === "all" ? null : show.value, find: find.value, code: code.value, by: by.value});
  most = MOST;
  display();
}

const load = keeping(async (_, signal) => {
  try {
    await take(signal);
    trouble.replaceChildren();
  } catch (error) {
    if (signal.aborted) return;
    found.step = "";
    trouble.replaceChildren(h("div.trouble", {role: "alert"}, h("h2", {}, "The check cannot be made"), findingList(error.findings ?? [])));
  }
  progress.hidden = true;
  display();
});

/** Takes what check says, as it comes: what was found before stays until all files are done. */
async function take(signal) {
  const first = !found.checked;
  const files = [];
  let shown = performance.now();
  const step = (text, done, of) => {
    if (performance.now() - shown < 250) return;
    shown = performance.now();
    Object.assign(found, {step: text});
    Object.assign(progress, {max: of, value: done, hidden: false});
    if (first) found.files = files;
    display();
  };
  for await (const line of lines("GET", "/api/findings", null, signal)) {
    if (line.final) {
      Object.assign(found, {files, rules: line.findings, checked: line.checked, step: ""});
      break;
    }
    files.push(...line.findings ?? []);
    if (line.done !== undefined) step(`Checking ${count(line.done)} of ${count(line.of)} files`, line.done, line.of);
    if (line.planned === undefined) continue;
    found.files = files;
    step(`All files checked; counting which rules hold: ${count(line.planned)} of ${count(line.planning)} stories`, line.planned, line.planning);
  }
}

find.value = query.get("find") ?? "";
by.value = query.get("by") ?? "";
code.dataset.wanted = query.get("code") ?? "";
fillSelect(code, [], "All");
delete code.dataset.wanted;
find.addEventListener("input", quiet(60, refilter));
for (const select of [code, by]) select.addEventListener("change", refilter);
slashFinds(find);
document.addEventListener("newsgrid:files", () => load());
said.textContent = "Checking …";
load();
