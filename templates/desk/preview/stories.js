// The stories: what each is, what it asks for, what is wrong with it, and the ways to its pages.

import {lines, sourceAddress} from "./api.js";
import {query, remember} from "./desk.js";
import {findingList, h} from "./dom.js";
import {ListTable} from "./list-table.js";
import {comesIn} from "./new-story.js";
import {badness, Choice, fillSelect, printed, problemTags, slashFinds, worst} from "./lists.js";
import {keeping, quiet} from "./pace.js";
import {count, counted, finder} from "./words.js";

const [find, section, said, trouble] = ["find", "section", "said", "trouble"].map(id => document.getElementById(id));
const stories = new Map();
let asked = false;

const SHOWN = {
  all: () => true,
  errors: row => row.errors,
  warnings: row => row.warnings,
  clean: row => row.known && !row.errors && !row.warnings,
  ads: row => row.ads || row.modules?.length,
};

const show = new Choice(document.getElementById("show"), [
  {value: "all", label: "All"},
  {value: "errors", label: "Errors", kind: "bad"},
  {value: "warnings", label: "Warnings", kind: "warn"},
  {value: "clean", label: "In order"},
  {value: "ads", label: "Ask for ads or boxes"},
], () => refilter());

const table = new ListTable(document.getElementById("table"), {
  name: "Stories",
  key: row => row.file,
  sorted: {key: query.get("sort") || "problems", down: query.get("down") !== "no"},
  page: Number(query.get("page") ?? 1) - 1,
  changed: ({sort, page}) => remember({sort: sort.key === "problems" ? null : sort.key, down: sort.down ? null : "no", page: page ? page + 1 : null}),
  columns: [
    {key: "problems", title: "Problems", down: true, by: row => row.known ? badness(row) : -1, bare: rows => rows.every(row => !row.known || !badness(row)),
      cell: row => row.known ? problemTags(row) : h("span.pending", {}, "…")},
    {key: "page", title: "Page", number: true, by: row => row.page, cell: page},
    {key: "headline", title: "Story", heads: true, by: row => row.headline || row.file, cell: storyCell},
    {key: "section", title: "Section", tablet: true, by: row => row.section, cell: row => row.section ?? ""},
    {key: "words", title: "Words", number: true, tablet: true, down: true, by: row => row.words, cell: row => row.words === undefined ? "" : count(row.words)},
    {key: "date", title: "Date", wide: true, by: row => row.date, bare: rows => rows.length > 1 && new Set(rows.map(row => row.date ?? "")).size === 1,
      cell: row => h("span.nowrap", {}, row.date ?? "")},
    {key: "asks", title: "Asks for", wide: true, down: true, by: row => (row.ads ?? 0) + (row.modules?.length ?? 0) + (row.ad_free || row.own_rules ? .5 : 0), cell: asks},
    {key: "go", title: "See it", tablet: true, cell: go},
    {key: "file", title: "File", roomy: true, by: row => row.file, cell: row => h("a.list-file", {href: sourceAddress(row.file), title: row.file}, row.file)},
  ],
});

function storyCell(row) {
  return [
    h("span.list-line", {}, row.kicker ? h("span.list-kicker", {}, row.kicker) : null,
      h("a.list-title", {href: `/web?${new URLSearchParams({story: row.file})}`, title: row.headline || row.file}, row.headline || row.file)),
    worst(row.first),
  ];
}

function asks(row) {
  const parts = [row.ads ? counted(row.ads, "ad") : null, row.modules?.length ? counted(row.modules.length, "box", "boxes") : null];
  const text = parts.filter(Boolean).join(", ");
  const notes = [row.ad_free ? "no ads" : null, row.own_rules ? "own rules" : null].filter(Boolean);
  return [text, notes.map(note => h("span.tag", {}, note))];
}

function page(row) {
  return row.page ? printed("story", row.slug, row.page, row.headline) : h("span.soft", {}, "–", h("span.unseen", {}, " on no page yet"));
}

function go(row) {
  const name = row.headline || row.file;
  const print = row.slug ? [[`/print?${new URLSearchParams({pick: `story:${row.slug}`})}`, "Print"]] : [];
  return h("span.list-ways", {}, [[`/web?${new URLSearchParams({story: row.file})}`, "Web"], ...print, [sourceAddress(row.file), "Text"]].map(([href, text]) =>
    h("a", {href}, text, h("span.unseen", {}, ` of ${name}`))));
}

/** Shows what is asked for, of what is known. */
function display() {
  const words = finder(find.value);
  const rows = [...stories.values()].filter(row =>
    words(row.headline, row.file, row.section, row.kicker, row.byline) && (!section.value || row.section === section.value));
  show.counts = Object.fromEntries(Object.entries(SHOWN).map(([name, is]) => [name, rows.filter(is).length]));
  table.rows = rows.filter(SHOWN[show.value]);
  fillSelect(section, [...stories.values()].map(row => row.section), "All");
  summary();
}

function summary() {
  const all = [...stories.values()];
  const waiting = all.filter(row => !row.known).length;
  const [errors, warnings] = ["errors", "warnings"].map(name => all.filter(row => row[name]).length);
  const words = all.reduce((sum, row) => sum + (row.words ?? 0), 0);
  const days = [...new Set(all.map(row => row.date ?? ""))];
  const parts = [counted(all.length, "story"), `${count(words)} words`];
  if (!asked && !all.length) {
    said.textContent = "Looking for stories …";
    return;
  }
  if (waiting) parts.push(`reading ${count(all.length - waiting)} of ${count(all.length)} …`);
  else if (days.length === 1 && days[0] && all.length > 1) parts.push(`all of ${days[0]}`);
  if (!waiting) parts.push(`${counted(errors, "story")} with errors`, `${counted(warnings, "story")} with warnings`);
  said.setAttribute("aria-live", waiting ? "off" : "polite"); // the end alone is read out
  said.textContent = all.length || !asked ? parts.join(" · ") : "There are no stories yet: make one here, or put one into the folder stories/.";
}

function refilter() {
  remember({show: show.value === "all" ? null : show.value, find: find.value, section: section.value, page: null});
  table.first();
  display();
}

/** Asks again: for the stories that changed, or for all. */
const load = keeping(async (changed, signal) => {
  const known = [...changed].every(name => stories.has(name));
  const only = changed.size && known ? [...changed] : [];
  const address = only.length ? `/api/stories?${new URLSearchParams(only.map(name => ["file", name]))}` : "/api/stories";
  try {
    await take(address, signal);
    trouble.replaceChildren();
  } catch (error) {
    if (signal.aborted) return;
    trouble.replaceChildren(h("div.trouble", {role: "alert"}, h("h2", {}, "The stories cannot be listed"), findingList(error.findings ?? [])));
  }
  asked = true;
  display();
});

async function take(address, signal) {
  const soon = rhythm();
  for await (const line of lines("GET", address, null, signal)) {
    if (line.files) {
      const there = new Set(line.files);
      for (const name of stories.keys()) if (!there.has(name)) stories.delete(name);
      for (const file of there) if (!stories.has(file)) stories.set(file, {file});
    }
    for (const row of line.stories ?? []) stories.set(row.file, {...row, known: true});
    if (line.repeated) repeats(line.repeated);
    soon();
  }
}

/** Two of one name: told of the second, once both are known. */
function repeats(findings) {
  for (const finding of findings) {
    const row = stories.get(finding.file);
    if (!row || row.repeated) continue;
    stories.set(row.file, {...row, repeated: true, errors: row.errors + 1, first: row.errors ? row.first : finding});
  }
  const still = new Set(findings.map(finding => finding.file));
  for (const row of [...stories.values()]) {
    if (!row.repeated || still.has(row.file)) continue;
    const mine = row.first?.code === "repeated-story";
    stories.set(row.file, {...row, repeated: false, errors: row.errors - 1, first: mine ? null : row.first});
  }
}

/** Shows what comes in, a few times a second at most. */
function rhythm() {
  let last = 0;
  return () => {
    const now = performance.now();
    if (now - last < 200) return;
    last = now;
    display();
  };
}

comesIn(document.getElementById("new"), () => [...stories.values()].map(row => row.section));
section.dataset.wanted = query.get("section") ?? "";
fillSelect(section, [], "All");
delete section.dataset.wanted;
find.value = query.get("find") ?? "";
find.addEventListener("input", quiet(60, refilter));
section.addEventListener("change", refilter);
slashFinds(find);
document.addEventListener("visibilitychange", () => document.hidden || load([])); // pages are as the print view has them by now
document.addEventListener("newsgrid:files", ({detail}) => load(detail.changed));
summary();
load();
