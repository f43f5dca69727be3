// The print view: the edition's pages on a table, as the press will get them.
//
//   files change ──> /api/edition ──> pages whose revision changed: picture and marks, decoded first
//
//   window "newsgrid:shown"   detail {revision, at}: that state of the edition is on the screen,
//                             `at` in milliseconds since 1970

import {Refused, get, lines, path} from "./api.js";
import {asked, askedOne, query, remember, say} from "./desk.js";
import {findingList, h} from "./dom.js";
import {tryDeeds} from "./palette.js";
import {pane} from "./panes.js";
import {adForm, adToPage, ofAd, pageAds} from "./print-ads.js";
import {Board} from "./print-board.js";
import {Costs} from "./print-cost.js";
import {Decisions} from "./print-decide.js";
import {allDecisions, movedBy} from "./print-decided.js";
import {offerDeeds, withKeys} from "./print-deeds.js";
import {draggable} from "./print-drag.js";
import {Edges} from "./print-edges.js";
import {pageForm, storyForm} from "./print-forms.js";
import {pressAtGlance, swapByHand} from "./print-glance.js";
import {dropPictures} from "./print-handed.js";
import {headlineForm} from "./print-headline.js";
import {houseAdForm, houseAdList, houseAdToPage, pagesOfHouseAd} from "./print-house.js";
import {TYPED, takeKeys} from "./print-keys.js";
import {LabelLine} from "./print-labels.js";
import {LateAd} from "./print-late.js";
import {LAYERS, labelsOf, named} from "./print-overlay.js";
import {editionOf, factsOf} from "./print-panel.js";
import {sinceLastPrint} from "./print-pages.js";
import {dragPictures} from "./print-pictures.js";
import {Zones, droppedOn} from "./print-place.js";
import {Table, spread} from "./print-table.js";
import {Thumbs} from "./print-thumbs.js";
import {Tray, heldStories} from "./print-tray.js";
import {OverPages, Tries} from "./print-try.js";
import {Tree} from "./print-tree.js";
import {Waiting} from "./print-waiting.js";
import {storyName} from "./words.js";

const at = id => document.getElementById(id);
const alone = document.body.dataset.alone === "yes";
const story = alone ? null : query.get("story");

const MODES = ["spread", "page", "all", "board"];

const state = {
  edition: null,
  page: Math.max(1, Number(query.get("page")) || 1),
  mode: askedOne("mode", MODES),
  layers: new Set(asked("overlay", LAYERS)),
  pick: readPick(query.get("pick")),
  facts: null,
};

const names = {
  page: number => state.edition.pages[number - 1]?.section ? `${number}, ${state.edition.pages[number - 1].section}` : number,
  picture: id => state.edition.pictures.find(each => each.id === id)?.file || id,
  story: slug => storyName(state.edition, slug),
  house_ad: name => name,
  ad(id) {
    const known = state.edition.ads.find(each => each.id === id);
    return known?.advertiser ? `${id}, ${known.advertiser}` : id;
  },
};

const table = new Table(at("stage"), {geometry, picked: toggle, marked: sheet => edges?.mark(sheet), zoomed: zoom => zoomTo(zoom, true),
  turned: way => leaf(way)});
const decisions = new Decisions(() => {
  if (!state.edition) return;
  panel();
  if (state.mode === "board") board.show(state.edition);
});
const decides = !alone && !story;
const edges = decides ? new Edges({state, decisions}) : null;
const board = new Board(at("board"), {turn: openSpread, choose, decisions: decides ? decisions : null});
const tray = new Tray(at("tray"), {decisions, choose});
const costs = new Costs({state, names});
const tries = new Tries({state, decisions});
const late = decides ? new LateAd(decisions) : null;
const line = new LabelLine(at("stage"), name => labelsOf(table, name));
const tree = new Tree({choose, turn, light(page, rects, name) {
  table.point(page, rects);
  line.point(name);
}});
const thumbs = new Thumbs(at("thumbs"), turn, trouble);
table.look.layers = state.layers;
table.look.names = names;
table.look.pick = state.pick;

// The edition.

let asking = false, again = false;

/** Asks for the edition; what changes meanwhile is asked for when this answer is there. */
async function ask() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  do {
    again = false;
    say(state.edition ? "Making up…" : "Making the edition…", "busy");
    thumbs.hold();
    try {
      const [edition] = await Promise.all([
        state.edition ? get("/api/edition", {story}) : first(), decides ? decisions.read() : null]);
      await take(edition);
    } catch (error) {
      trouble(error.findings ?? [{severity: "error", message: String(error.message)}]);
    }
  } while (again);
  asking = false;
  thumbs.go();
}

/** The first edition: what is being done is told meanwhile. */
async function first() {
  const waiting = new Waiting(at("stage"));
  let last = null;
  for await (const line of lines("GET", path("/api/edition", {story, steps: 1}))) {
    if (!line.doing) last = line;
    else {
      say(`${line.doing}…`, "busy");
      waiting.show(line);
    }
  }
  if (!last?.pages) throw new Refused(422, last ?? {});
  return last;
}

/** Takes an edition: shows what changed in it. */
async function take(edition) {
  edition.story = story;
  const before = state.edition;
  if (edition.pages.length) state.edition = edition;
  decisions.own = state.edition?.own ?? {};
  const follows = decides && !edition.stale && decisions.took(before, edition) && ["story", "ad", "house_ad"].includes(state.pick?.kind);
  trouble(edition.problems, edition.findings.filter(each => each.severity === "error").length, edition.stale);
  if (!edition.pages.length) return;
  if (!before && !query.has("page")) state.page = pagesOf(state.pick)[0] ?? 1;
  state.page = Math.min(state.page, edition.pages.length);
  forget(edition);
  if (follows) state.page = pagesOf(state.pick)[0] ?? state.page;
  thumbs.show(edition);
  if (decides) tray.show(edition);
  await lay();
  tell(edition.revision);
  if (before?.revision !== edition.revision) await choose(state.pick, false);
  else panel();
}

/** What is wrong stands over the last pages that were right, or, where the edition is not `stale`,
 *  over pages of which some cannot be shown. Errors that hinder no page are only counted: the panel
 *  has them. */
function trouble(problems, errors = 0, stale = true) {
  const box = at("trouble"), wrong = problems.length > 0;
  if (wrong) say("Trouble", "bad");
  else if (errors) say(`Live, with ${errors === 1 ? "an error" : `${errors} errors`}`, "bad");
  else say("Live", "good");
  if (!wrong && box.hidden) return;
  box.hidden = !wrong;
  const head = !state.edition ? "The edition cannot be made"
    : stale ? "These are the last pages that could be made" : "Not all pages can be shown";
  box.replaceChildren(...wrong ? [h("h2", {}, head), findingList(problems)] : []);
  if (wrong && !state.edition) at("stage").replaceChildren();
}

/** Says that a state of the edition is on the screen, once it is. */
function tell(revision) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    at("stage").dataset.shown = revision;
    const detail = {revision, at: performance.timeOrigin + performance.now()};
    dispatchEvent(new CustomEvent("newsgrid:shown", {detail}));
  }));
}

// What stands where on the pages: asked for once for each state of a page.

const known = new Map();

function geometry(page) {
  const key = `${page.number} ${page.revision}`;
  if (!known.has(key)) {
    known.set(key, get(`/api/edition/page/${page.number}`, {story, revision: page.revision}));
    known.get(key).catch(() => known.delete(key));
  }
  return known.get(key);
}

function forget({pages}) {
  const now = new Set(pages.map(page => `${page.number} ${page.revision}`));
  for (const key of known.keys()) if (!now.has(key)) known.delete(key);
}

// The table.

/** The pages that are open: those on the table, and at a glance the one at which one is. */
const open = () => spread(state.edition.pages, state.page, state.mode === "all" ? "page" : state.mode);

/** Lays the pages of the present spread on the table. */
async function lay() {
  const {edition, mode} = state;
  const pages = spread(edition.pages, state.page, mode), here = open().map(page => page.number);
  thumbs.mark(here);
  at("page").value = here.join("–");
  at("pages").textContent = `of ${edition.pages.length}`;
  at("previous").disabled = here[0] === 1;
  at("next").disabled = here.at(-1) === edition.pages.length;
  at("download").href = path("/edition.pdf", {story});
  at("download").hidden = false;
  if (mode === "board") board.show(edition, here);
  let shown = false;
  try {
    shown = await table.show(edition, pages, mode);
  } catch (error) {
    trouble(error.findings ?? [{severity: "error", message: `a page cannot be shown: ${error.message}`}], 0, false);
    return;
  }
  if (!shown) return;
  table.here(state.page);
  line.show(state);
  panel();
  if (mode !== "all") (window.requestIdleCallback ?? setTimeout)(() => table.expect(near(pages)));  // Safari has none
}

/** The pages before and after those on the table. */
function near(pages) {
  const {edition, mode} = state;
  const after = spread(edition.pages, pages.at(-1).number + 1, mode);
  const before = spread(edition.pages, pages[0].number - 1, mode);
  return [...after, ...before];
}

/** Turns to a page, and where a thing is chosen that stands on it, to that. */
async function turn(number) {
  if (!state.edition) return;
  const page = state.page = Math.min(Math.max(1, number), state.edition.pages.length);
  remember({page: page === 1 ? null : page});
  thumbs.hold();
  const laid = lay();
  table.reveal(page);
  await laid;
  if (!asking) thumbs.go();
  if (state.pick && state.page === page) table.reveal(page, named(state.pick));
}

function leaf(way) {
  const pages = state.edition ? open() : [];
  if (pages.length) turn(way > 0 ? pages.at(-1).number + 1 : pages[0].number - 1);
}

function show(mode) {
  state.mode = mode;
  remember({mode: mode === "spread" ? null : mode});
  const boards = mode === "board";
  if (boards !== !at("board").hidden) {
    at("board").hidden = !boards;
    at("stage").inert = boards;
  }
  for (const button of at("modes").children) button.setAttribute("aria-pressed", button.dataset.mode === mode);
  if (state.edition) lay();
}

function zoomTo(zoom, done = false) {
  if (!done) table.to(zoom);
  remember({zoom: zoom === "fit" ? null : zoom});
  sizes();
}

/** The zoom in the tool bar: a percentage that is no step gets an entry of its own. */
function sizes() {
  const select = at("zoom"), value = String(table.zoom);
  select.querySelector(".own")?.remove();
  if (![...select.options].some(option => option.value === value)) {
    select.append(h("option.own", {value}, `${value} %`));
  }
  select.value = value;
  at("zoom").title = `${table.percent} % of the printed size`;
}

function layer(name) {
  if (!state.layers.delete(name)) state.layers.add(name);
  remember({overlay: LAYERS.filter(each => state.layers.has(each)).join(",")});
  press();
  line.show(state);
  table.mark({layers: state.layers});
}

function press() {
  for (const button of at("layers").children) button.setAttribute("aria-pressed", state.layers.has(button.dataset.layer));
}

// What is chosen.

function readPick(text) {
  const [, kind, id] = /^(story|ad|house_ad|page|picture):(.+)$/.exec(text ?? "") ?? [];
  return kind ? {kind, id} : null;
}

/** Chooses a thing, or none if it is chosen already. */
function toggle({kind, id}) {
  return choose(named(state.pick) === named({kind, id}) ? null : {kind, id});
}

async function choose(pick, turns = true) {
  const other = named(state.pick) !== named(pick);
  state.pick = pick;
  remember({pick: named(pick)});
  table.mark({pick});
  line.show(state);
  if (other && state.edition) {  // at once: what is decided next is decided of this, not of the last
    state.facts = null;
    panel(turns);
  }
  const where = pagesOf(pick);
  light(pick, where);
  if (!pick) state.facts = null;
  else {
    try {
      state.facts = await get("/api/edition/facts", {...pick, story});
    } catch (error) {
      const said = error.status === 404 ? "It does not stand in this edition." : error.message;
      state.facts = {title: String(names[pick.kind](pick.id)), facts: [], said: [said], file: null, line: null};
    }
    if (named(state.pick) !== named(pick)) return;
  }
  const laid = table.pages?.map(page => page.number) ?? [];
  if (turns && where.length && !where.some(number => laid.includes(number))) turn(where[0]);
  panel(turns);
}

/** The pages on which a thing stands. */
function pagesOf(pick) {
  if (!pick || !state.edition) return [];
  const {stories, ads} = state.edition;
  if (pick.kind === "story") return stories.find(each => each.slug === pick.id)?.pages ?? [];
  if (pick.kind === "picture") return state.edition.pictures.filter(each => each.id === pick.id).map(each => each.page);
  if (pick.kind === "house_ad") return pagesOfHouseAd(state.edition, pick.id);
  if (pick.kind === "ad") return [...new Set(ads.filter(each => each.id === pick.id).map(each => each.page))];
  return state.edition.pages.map(page => page.number).filter(number => number === Number(pick.id));
}

/** Lights a thing on the thumbnails of its pages. */
async function light(pick, where) {
  const pages = state.edition.pages.filter(page => where.includes(page.number));
  const all = await Promise.all(pages.map(page => geometry(page).catch(() => null)));
  if (named(state.pick) !== named(pick)) return;
  thumbs.light(pick, new Map(pages.map((page, i) => [page.number, all[i]]).filter(([, data]) => data)));
}

/** What of the panel can have the focus; it does not fall by itself on what one types into. */
const STOPS = "a, button, summary, input, select, textarea";

function panel(top = false) {
  const {edition, pick, facts} = state, element = at("panel");
  const folds = new Map([...element.querySelectorAll("details")].map((each, i) => [fold(each, i), each.open]));
  const laid = table.sheets.filter(sheet => sheet.data && (state.mode !== "all" || sheet.page.number === state.page));
  if (laid.length) tree.show({sheets: laid, names, edition, pick});
  const inTree = tree.focused();
  const held = element.contains(document.activeElement) ? document.activeElement : null;
  const place = held ? [...element.querySelectorAll(STOPS)].filter(each => !tree.element.contains(each)).indexOf(held) : -1;
  const label = called(held);  // of a form: others may come and go above it
  element.replaceChildren(...[
    laid.length ? tree.element : null,
    pick && facts ? factsOf({pick, facts, alone: alone || Boolean(edition.story), where: pagesOf(pick), turn, drop: () => choose(null),
      story: edition.stories.find(each => pick.kind === "story" && each.slug === pick.id)}) : null,
    formOf(pick),
    decides && pick?.kind === "page" ? pageAds(decisions, Number(pick.id), edition) : null,
    decides && pick?.kind === "story" ? headlineForm(decisions, edition.stories.find(each => each.slug === pick.id) ?? {pages: []}) : null,
    decides ? movedBy(decisions, toggle) : null,
    decides ? sinceLastPrint(decisions, edition, toggle) : null,
    decides ? allDecisions(decisions, names, edition, toggle) : null,
    decides ? houseAdList(decisions, edition, pick, choose) : null,
    late?.show(edition),
    ...editionOf({edition, picked: toggle}),
  ].filter(Boolean));
  withKeys(element);
  [...element.querySelectorAll("details")].forEach((each, i) => {
    if (folds.has(fold(each, i))) each.open = folds.get(fold(each, i));
  });
  if (top) element.scrollTop = 0;
  if (inTree) tree.item(inTree.dataset.key)?.focus({preventScroll: true});
  if (!held || inTree) return;
  const stops = [...element.querySelectorAll(STOPS)].filter(each => !tree.element.contains(each)), same = label && !top ? stops.find(each => called(each) === label) : null;
  const near = stops.slice(0, top ? 1 : place + 1).findLast(each => !each.matches(TYPED));
  (same ?? near ?? element).focus({preventScroll: !top});
}

/** What a control of a form is called: a label stands for it, or it says so itself. */
const called = control => control?.labels?.[0]?.textContent ?? control?.getAttribute("aria-label");

/** The form of what is chosen, where something can be decided of it. */
function formOf(pick) {
  const {edition} = state;
  if (!decides || !pick) return null;
  if (pick.kind === "page") return pageForm(decisions, Number(pick.id), edition);
  if (pick.kind === "ad") return adForm(decisions, pick.id, edition);
  if (pick.kind === "house_ad") return houseAdForm(decisions, pick.id, edition);
  const told = pick.kind === "story" && (edition.stories.find(each => each.slug === pick.id)
    ?? heldStories(edition).map(each => ({...each, pages: []})).find(each => each.slug === pick.id));
  return told ? storyForm(decisions, told, edition) : null;
}

const fold = (details, i) => details.querySelector("h2").textContent.replace(/[\d,]+.*/, "") || i;

// Hands.

/** Opens the spread of a page. */
function openSpread(page) {
  state.page = page;
  remember({page: page === 1 ? null : page});
  show("spread");
}

takeKeys({state, table, stage: at("stage"), board: at("board"), decisions: decides ? decisions : null, leaf, turn, choose, zoomTo, show, layer});
pressAtGlance(at("stage"), {glances: () => state.mode === "all", here: () => state.page, turn, open: openSpread});
at("modes").addEventListener("click", event => event.target.dataset.mode && show(event.target.dataset.mode));
at("layers").addEventListener("click", event => {
  const button = event.target.closest("button");
  if (button) layer(button.dataset.layer);
});
at("zoom").addEventListener("change", event => zoomTo(event.target.value));
at("smaller").addEventListener("click", () => table.step(-1));
at("larger").addEventListener("click", () => table.step(1));
at("previous").addEventListener("click", () => leaf(-1));
at("next").addEventListener("click", () => leaf(1));
at("page").addEventListener("focus", event => event.target.select());
at("page").addEventListener("change", event => {
  const number = parseInt(event.target.value, 10);
  if (number) turn(number);
  else if (state.edition) lay();
});
at("stage").addEventListener("zoom", sizes);
document.addEventListener("newsgrid:files", ask);
if (decides) {
  swapByHand(at("stage"), at("thumbs"), {glances: () => state.mode === "all", closed: page => state.edition.pages[page - 1]?.closed,
    async swap(one, other, mirror) {
      await choose({kind: "page", id: String(one)}, false);  // what cannot follow is told with its form
      await decisions.swap(one, other, mirror);
    }});
  draggable(at("stage"), at("thumbs"), names, (slug, page, region) => {
    const edits = droppedOn(decisions, slug, page, region, state.edition);
    if (edits.length) decisions.decide(`Page ${page}${region ? `, ${region}` : ""}: ${slug}`, edits);
  }, "story", new Zones({state, table, costs, tries, decisions}));
  tryDeeds((deed, told) => tries.ofDeed(deed, told), () => tries.leave());
  at("panel").addEventListener("input", event => tries.typed(event.target));
  dragPictures(at("tray"), {state, table, decisions});
  dropPictures({state, table, panel: at("panel"), decisions});
  const adDropped = (id, page) => ofAd(decisions, id).page === page ? [] : adToPage(id, page);
  draggable(at("stage"), at("thumbs"), names, (id, page) => {
    const edits = adDropped(id, page);
    if (edits.length) decisions.decide(`Page ${page}: ${id}`, edits);
  }, "ad", new OverPages({state, tries}, adDropped));
  const houseAdDropped = (name, page) => houseAdToPage(decisions, name, page);
  draggable(at("stage"), at("thumbs"), names, (name, page) => {
    decisions.decide(`Page ${page}: house ad ${name}`, houseAdDropped(name, page));
  }, "house_ad", new OverPages({state, tries}, houseAdDropped));
}

offerDeeds({state, names, turn, choose, zoomTo, costs, decisions: decides ? decisions : null,
  laid: () => open().map(page => page.number)});

const view = at("thumbs").parentElement;
pane(view, {name: "print-thumbs", label: "the thumbnails", size: "--thumbs", from: "start", usual: () => innerWidth < 1200 ? 136 : 212, least: 128, most: 460, part: at("thumbs")});
pane(view, {name: "print-panel", label: "the panel", size: "--panel", from: "end", usual: () => Math.min(360, Math.round(innerWidth * .28)), least: 260, most: 720, part: at("panel")});

table.zoom = /^(width|\d{2,3})$/.test(query.get("zoom") ?? "") ? query.get("zoom") : "fit";
show(state.mode);
press();
ask();
