// The ad book: every booking that is written, and every creative of the web, problems first.

import {get, sourceAddress} from "./api.js";
import {query, remember} from "./desk.js";
import {findingList, h} from "./dom.js";
import {ListTable} from "./list-table.js";
import {badness, Choice, fillSelect, printed, problemTags, severities, slashFinds, worst} from "./lists.js";
import {keeping, quiet} from "./pace.js";
import {count, counted, finder} from "./words.js";

const [find, section, sectionName, said, trouble, figures, place] =
  ["find", "section", "section-name", "said", "trouble", "figures", "table"].map(id => document.getElementById(id));
let data = null;
let table = null;

const LISTS = {
  bookings: {
    name: "Bookings of the printed edition",
    file: () => data.book,
    problems: () => data.book_problems,
    rows: () => data.bookings,
    key: row => `${row.line}`,
    words: row => [row.id, row.advertiser, row.category, row.size, row.section, row.marks.join(" "), row.artwork],
    group: row => row.section,
    grouping: "Section",
    empty: "The publication has no ad book: write one as ads.csv, with the columns id, advertiser and size.",
    columns: [
      {key: "picture", title: "Artwork", bare: rows => rows.every(row => !row.there), cell: thumbnail},
      {key: "id", title: "Ad", by: row => row.id, cell: row => h("a.ad-id", {href: sourceAddress(data.book, row.line)}, row.id || `line ${row.line}`)},
      {key: "page", title: "Page", number: true, tablet: true, by: row => row.page, cell: row => row.booked && row.page ? printed("ad", row.id, row.page, row.id) : ""},
      {key: "advertiser", title: "Advertiser", heads: true, by: row => row.advertiser, cell: row => [
        h("span.ad-name", {}, row.advertiser), row.category ? h("span.list-note", {}, row.category) : null, troubles(row)]},
      {key: "size", title: "Size", by: row => row.columns * row.millimetres, down: true, cell: size},
      {key: "wanted", title: "Must stand", tablet: true, by: row => row.section, cell: wanted},
      {key: "marks", title: "Wants", wide: true, by: row => row.marks.join(" "), bare: rows => !rows.some(row => wishes(row).length || far(row).length), cell: wants},
      {key: "rank", title: "Priority", number: true, wide: true, by: row => row.rank, cell: row => String(row.priority || row.rank)},
      {key: "price", title: "Price", number: true, down: true, by: row => row.cents, cell: row => row.booked ? money(row.cents) : row.price},
      {key: "artwork", title: "File", roomy: true, by: row => row.there ? row.artwork : "", cell: artwork},
    ],
    shown: {
      all: ["All", "", () => true],
      errors: ["Errors", "bad", row => row.errors],
      warnings: ["Warnings", "warn", row => row.warnings],
      bare: ["No artwork", "warn", row => !row.there],
    },
    figures: bookFigures,
  },
  creatives: {
    name: "Creatives of the web edition",
    file: () => data.creatives_file,
    problems: () => data.creative_problems,
    rows: () => data.creatives,
    key: row => row.name,
    words: row => [row.name, row.kind, row.what, row.slots.join(" "), row.categories.join(" ")],
    group: row => row.slots,
    grouping: "Slot",
    empty: "The publication has no creatives: house ads and networks are named in creatives.toml.",
    columns: [
      {key: "name", title: "Creative", heads: true, by: row => row.name, cell: row => [
        h("a.ad-id", {href: sourceAddress(data.creatives_file, row.line)}, row.name), row.what ? h("span.list-file", {}, row.what) : null, worst(row.first)]},
      {key: "kind", title: "Kind", tablet: true, by: row => row.kind, cell: row => row.kind},
      {key: "slots", title: "Slots", by: row => row.slots.join(" "), cell: row => tags(row.slots)},
      {key: "sizes", title: "Sizes", wide: true, by: row => row.sizes.join(" "), cell: row => row.sizes.length ? tags(row.sizes) : h("span.soft", {}, "all of its slots")},
      {key: "categories", title: "Categories", wide: true, by: row => row.categories.join(" "), cell: row => row.categories.join(", ")},
      {key: "days", title: "Days", wide: true, by: row => row.from, cell: days},
      {key: "share", title: "Share", number: true, wide: true, by: row => Number(row.share || 1), cell: row => row.share || "1"},
      {key: "when", title: "Shown", by: row => ["now", "later", "over"].indexOf(row.when), cell: row => h("span.tag", {class: row.when === "now" ? "good" : ""}, row.when)},
    ],
    shown: {
      all: ["All", "", () => true],
      errors: ["Errors", "bad", row => row.errors],
      warnings: ["Warnings", "warn", row => row.warnings],
      idle: ["Not shown now", "", row => row.when !== "now"],
    },
    figures: () => [],
  },
};

const problems = {key: "problems", title: "Problems", down: true, by: badness, cell: problemTags};
/** An amount with the sign of the book's prices, or else of what the paper itself costs. */
function money(cents) {
  const amount = (cents / 100).toLocaleString("en", {minimumFractionDigits: cents % 100 ? 2 : 0});
  const sign = data.currency || data.paper_currency;
  return sign.length > 1 ? `${sign}\u00a0${amount}` : sign + amount;
}
const tags = values => h("span.tags", {}, values.map(value => h("span.tag", {}, value)));

function size(row) {
  if (!row.booked) return h("span.nowrap", {}, row.size);
  return h("span.nowrap", {title: `as written: ${row.size}`}, `${counted(row.columns, "column")} × ${row.millimetres} mm`);
}

function wanted(row) {
  return [row.section, row.pages ? `page ${row.pages}` : "", row.side && row.side !== "any" ? `${row.side} page` : "", row.lock ? `stays: ${row.lock}` : ""]
    .filter(Boolean).join(", ");
}

function wants(row) {
  return [wishes(row).length ? tags(wishes(row)) : null, far(row).length ? h("span.soft", {}, far(row).join("; ")) : null];
}

const wishes = row => [row.position && row.position !== "any" ? row.position : "", ...row.marks].filter(Boolean);
const far = row => [["apart", "competitors"], ["away_from", "away from"], ["near", "near"]].filter(([name]) => row[name]).map(([name, text]) => `${text}: ${row[name]}`);

/** What is wrong with an ad: the worst of it, and all else behind a fold. */
function troubles({first, problems}) {
  const others = problems.filter(each => each !== first);
  return [worst(first), others.length ? h("details.others", {},
    h("summary", {}, `${count(others.length)} more`), others.map(each => worst(each))) : null];
}

/** What an ad looks like, where its artwork is of a format that is shown. */
function thumbnail(row) {
  if (!row.there || !/\.(pdf|png|jpe?g)$/i.test(row.artwork)) return "";
  const picture = h("img.ad-picture", {alt: "", title: row.artwork, loading: "lazy", width: 64, height: 44,
    src: `/ads/artwork?${new URLSearchParams({name: row.artwork, mark: row.mark})}`});
  picture.addEventListener("error", () => picture.remove());
  return picture;
}

function artwork(row) {
  if (!row.artwork) return h("span.soft", {}, "none yet");
  return row.there ? row.artwork : h("span.artwork-missing", {}, `✕ ${row.artwork} is not there`);
}

function days(row) {
  if (!row.from && !row.until) return h("span.soft", {}, "any");
  return h("span.nowrap", {}, [row.from, row.until].map(day => day || "…").join(" to "));
}

function bookFigures(rows) {
  const booked = rows.filter(row => row.booked);
  const lost = rows.length - booked.length;
  const placed = booked.filter(row => row.page).length;
  return [
    ["ads in the book", count(rows.length)],
    ["cannot be booked", count(lost), lost ? "bad-number" : ""],
    ["without artwork", count(rows.filter(row => !row.there).length)],
    ["booked, in all", money(booked.reduce((sum, row) => sum + row.cents, 0))],
    ...placed ? [["on pages", count(placed)]] : [],
  ];
}

const list = new Choice(document.getElementById("list"), [{value: "bookings", label: "Bookings"}, {value: "creatives", label: "Creatives"}],
  () => {
    remember({list: list.value === "bookings" ? null : list.value, show: null, section: null, sort: null, down: null, page: null});
    section.value = "";
    begin();
  });
let show = null;

/** The table and the choices of the list that is chosen. */
function begin() {
  const kind = LISTS[list.value];
  show = new Choice(document.getElementById("show"), Object.entries(kind.shown).map(([value, [label, sign]]) => ({value, label, kind: sign})), refilter);
  sectionName.textContent = kind.grouping;
  const wantedSort = query.get("sort");
  const columns = [problems, ...kind.columns];
  table = new ListTable(place, {
    name: kind.name,
    key: kind.key,
    columns,
    sorted: {key: columns.some(({key, by}) => by && key === wantedSort) ? wantedSort : "problems", down: query.get("down") !== "no"},
    page: Number(query.get("page") ?? 1) - 1,
    changed: ({sort, page}) => remember({sort: sort.key === "problems" ? null : sort.key, down: sort.down ? null : "no", page: page ? page + 1 : null}),
  });
  section.dataset.wanted = query.get("section") ?? "";
  section.replaceChildren();
  fillSelect(section, [], "All");
  delete section.dataset.wanted;
  if (data) display();
}

function display() {
  const kind = LISTS[list.value];
  const words = finder(find.value);
  const every = kind.rows().map(row => ({...row, ...severities(row.problems), first: first(row.problems)}));
  const groups = row => [kind.group(row)].flat();
  fillSelect(section, every.flatMap(groups), "All");
  const rows = every.filter(row => words(...kind.words(row)) && (!section.value || groups(row).includes(section.value)));
  list.counts = {bookings: data.bookings.length, creatives: data.creatives.length};
  show.counts = Object.fromEntries(Object.entries(kind.shown).map(([name, [, , is]]) => [name, rows.filter(is).length]));
  const shown = rows.filter(kind.shown[show.value][2]);
  table.rows = shown;
  place.hidden = !every.length;
  figures.replaceChildren(...kind.figures(every).map(([name, number, sign = ""]) =>
    h("div", {}, h("dt.figure-name", {}, name), h("dd.figure-number", {class: sign}, number))));
  figures.hidden = !kind.file();
  tell(kind, every, shown);
}

function first(findings) {
  const weight = {error: 0, warning: 1, info: 2};
  return findings.toSorted((a, b) => weight[a.severity] - weight[b.severity])[0] ?? null;
}

function tell(kind, every, shown) {
  const file = kind.file();
  const wrong = kind.problems();
  const bad = wrong.some(each => each.severity === "error");
  trouble.replaceChildren(wrong.length ? h("div", {class: bad ? "trouble" : ""}, bad ? h("h2", {}, `${file ?? "The ad book"} cannot be used as it is`) : null, findingList(wrong)) : "");
  if (!file && !wrong.length) said.textContent = kind.empty;
  else if (!file) said.textContent = "";
  else said.replaceChildren(`${shown.length === every.length ? "All" : count(shown.length)} of ${count(every.length)} in `, h("a", {href: sourceAddress(file)}, file),
    data.day ? ` for the edition of ${data.day}` : "");
}

function refilter() {
  remember({show: show.value === "all" ? null : show.value, find: find.value, section: section.value, page: null});
  table.first();
  if (data) display();
}

const load = keeping(async () => {
  try {
    data = await get("/api/ads");
  } catch (error) {
    trouble.replaceChildren(h("div.trouble", {role: "alert"}, h("h2", {}, "The ad book cannot be read"), findingList(error.findings ?? [])));
    return;
  }
  display();
});

find.value = query.get("find") ?? "";
find.addEventListener("input", quiet(60, refilter));
section.addEventListener("change", refilter);
slashFinds(find);
document.addEventListener("newsgrid:files", () => load());
said.textContent = "Reading the ad book …";
begin();
load();
