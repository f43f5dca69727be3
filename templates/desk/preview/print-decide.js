// Decisions: what the editor says of stories and pages, which the desk writes into pages.toml.
//
//   form, drop ──> decide(edits) ──> POST /api/decide ──> the file changed ──> the edition is made anew
//
// What was decided can be undone and done again (Ctrl-Z, Ctrl-Shift-Z), as long as nobody else
// changed the file since: then it is said, and nothing of theirs is lost.

import {Refused, findingsOf, get, send, sourceAddress} from "./api.js";
import {say, toast} from "./desk.js";
import {findingList, h} from "./dom.js";
import {movedAds} from "./print-ads.js";
import {carry} from "./print-drag.js";
import {addPicture} from "./print-handed.js";
import {holdFields} from "./print-hold.js";
import {contents, givenBack} from "./print-pages.js";
import {eachPicture, listed, ofPicture, ofPictureEdits} from "./print-pictures.js";
import {dummyField, orderOf, placeFields, regionFields, restFields} from "./print-place.js";
import {preferredWords, ratherFields} from "./print-rather.js";
import {count, wholeOr} from "./words.js";

const FILE = "pages.toml";

export class Decisions {
  /** `changed()` is called when something is decided otherwise than the page shows. */
  constructor(changed) {
    this.changed = changed;
    this.data = {text: "", revision: "", story: {}, page: {}, ad: {}, house_ad: {}, section: {}, last: {}, findings: []};
    this.past = [];
    this.future = [];
    this.problems = [];
    this.made = null;  // the decision whose edition is waited for, then {what, moved}
    this.dry = null;  // takes the edits of what is only tried
    this.mirrors = false;  // whether pages that are swapped by their form are mirrored
    this.own = {};  // what stories decide of themselves, by slug: {file, keys: {key: {value, line}}}
    this.turn = Promise.resolve();  // the last thing that is written, done or not
  }

  /** Writes one thing after another: what is undone while a step is still being written is that step.
   *  One that fails holds up none that comes after it. What is only tried writes nothing. */
  inTurn(deed) {
    if (this.dry) return this.turn;
    this.turn = this.turn.catch(() => {}).then(deed);
    return this.turn;
  }

  /** Reads what is decided by now. */
  async read() {
    this.data = await get("/api/decisions");
    this.changed();
  }

  /** What is decided of a story, by its slug: as the file has it, which goes before what the story
   *  decides of itself. */
  ofStory(slug) {
    const own = Object.entries(this.own[slug]?.keys ?? {}).map(([key, {value}]) => [key, value]);
    return {...Object.fromEntries(own), ...this.data.story[slug]};
  }

  /** What says no to something of a story: nothing, or, where it says yes itself, that it is not so. */
  no(slug, key) {
    return this.own[slug]?.keys[key] ? false : null;
  }

  /** What a story decides of itself among some edits that would give it back: nobody but its writer
   *  can, and is told where. */
  keptByStories(edits) {
    return edits.flatMap(([table, slug, key, value]) => {
      const {file, keys} = (table === "story" && this.own[slug]) || {};
      const taken = this.data.story[slug]?.[key] !== undefined;
      return value !== null || taken || !keys?.[key] ? [] : [{
        severity: "warning", file, line: keys[key].line,
        message: `"${slug}" decides ${key} itself, in its front matter`,
        hint: "take it out there to give it back, or decide otherwise here: what is decided here goes before it",
      }];
    });
  }

  /** What is decided of a page. */
  ofPage(number) {
    return this.data.page[number] ?? {};
  }

  /** The page that a story was given: by itself, or under the page's own name. */
  pageOf(slug) {
    return this.givenPage(slug) ?? this.ofStory(slug).page;
  }

  /** The same as the file has it, whatever the story says itself. */
  givenPage(slug) {
    const said = this.data.story[slug]?.page;
    if (said !== undefined) return said;
    const found = Object.entries(this.data.page).find(([, page]) => [page.lead, ...page.stories ?? [], ...page.order ?? [], ...Object.values(page.regions ?? {})].includes(slug));
    return found ? Number(found[0]) : undefined;
  }

  /** Whether a story leads its page by decision. */
  leads(slug) {
    return this.ofStory(slug).lead === true || Object.values(this.data.page).some(page => page.lead === slug || page.order?.[0] === slug);
  }

  /** The story that was given a page and leads it by decision, if one does. */
  leadOf(number) {
    return Object.keys(this.data.story).find(slug => this.pageOf(slug) === number && this.leads(slug));
  }

  /** Decides: `edits` are [table, name, key, value], null for what nobody decides any more. `what`
   *  says it in a few words. */
  async decide(what, edits) {
    if (this.dry) {
      this.dry.push(...edits);
      return;
    }
    const kept = this.keptByStories(edits);
    if (kept.length && kept.length === edits.length) {
      this.refused(new Refused(409, {findings: kept}));
      return;
    }
    await this.write(what, "/api/decide", {edits: edits.map(([table, name, key, value]) => ({table, name: String(name), key, value}))}, kept);
  }

  /** Swaps two pages, with all that stands on them and is decided of them; mirrored, what stands
   *  outside stands outside. */
  async swap(one, other, mirror) {
    if (one !== other) await this.write(`Pages ${one} and ${other} swapped${mirror ? " and mirrored" : ""}`, "/api/swap", {pages: [one, other], mirror});
  }

  /** Decides what is wanted of an earlier edition; gives the error where that cannot be. */
  async again(body) {
    let wrong = null;
    await this.write(`Again, of ${body.edition}`, "/api/again", body, [], error => {
      wrong = error;
    });
    if (wrong) say("Not decided", "bad");
    return wrong;
  }

  /** Has something written into the file; `told` is said beside. */
  write(what, address, body, told = [], refused = error => this.refused(error)) {
    return this.inTurn(() => this.written(what, address, body, told, refused));
  }

  async written(what, address, body, told, refused) {
    say(`${what}…`, "busy");
    try {
      const {before, after, revision} = await send("POST", address, body);
      this.past.push({what, before, after});
      this.future = [];
      this.problems = told;
      this.made = {what, moved: null};
      Object.assign(this.data, {text: after, revision});
      await this.read();
    } catch (error) {
      refused(error);
    }
  }

  /** Closes pages, or opens them: those that share a story go together. Either is a step that can be
   *  taken back by the other, which is a deed of its own: it is told. */
  close(numbers, closed) {
    return this.inTurn(() => this.closed(numbers, closed));
  }

  async closed(numbers, closed) {
    const what = `${closed ? "Closed" : "Opened"}: page${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")}`;
    say(`${closed ? "Closing" : "Opening"} page${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")}…`, "busy");
    try {
      const {digests, taken = []} = await send("POST", "/api/close", {pages: numbers, closed});
      this.past.push({what, pages: Object.keys(digests).map(Number), closed, digests, taken});
      this.future = [];
      this.problems = [];
    } catch (error) {
      this.refused(error);
    }
  }

  /** Opens pages that a step closed, or closes with the same bytes what was closed: else it is refused. */
  async restorePages({pages, closed, digests, taken}, side) {
    const closes = (side === "after") === closed, named = pages.length > 1 ? `Pages ${pages.join(", ")} are` : `Page ${pages[0]} is`;
    await send("POST", "/api/close", closes ? {pages, closed: true, same: digests} : {pages, closed: false});
    if (closes && taken.length) await send("POST", "/api/take", {pages: taken});
    toast(closes ? `${named} closed again, with the same PDF.` : `${named} open again: the PDF is kept no more.`);
  }

  /** Takes the PDF of a closed page to be printed: it is saved, and the page counts as printed. */
  async take(number) {
    try {
      await send("POST", "/api/take", {pages: [number]});
      h("a", {href: `/closed/page/${number}.pdf`, download: ""}).click();
      this.problems = [];
    } catch (error) {
      this.refused(error);
    }
  }

  /** Takes the last decision back. */
  undo() {
    return this.inTurn(() => this.restore(this.past, this.future, "before", "Undone"));
  }

  /** Decides again what was undone last. */
  redo() {
    return this.inTurn(() => this.restore(this.future, this.past, "after", "Done again"));
  }

  /** What stands by now in the file of a step: what is decided, or the text of another file. */
  async standing({file}) {
    if (file) return get("/api/file", {name: file});
    await this.read();
    return this.data;
  }

  /** Notes what was written into a file, a story or the ad book, so that it can be undone as decisions are. */
  wrote(what, file, {before, after}) {
    this.noted({what, file, before, after});
  }

  /** Notes a step; one with `restore(side)` is taken back, or done again, by that. */
  noted(step) {
    this.past.push(step);
    this.future = [];
  }

  async restore(from, to, side, said) {
    const step = from.at(-1);
    if (!step) return;
    if (step.pages || step.restore) {
      say(`${said}: ${step.what}…`, "busy");
      try {
        await (step.restore ? step.restore(side) : this.restorePages(step, side));
        to.push(from.pop());
        this.problems = [];
        this.changed();
      } catch (error) {
        this.refused(error);
      }
      return;
    }
    const now = await this.standing(step).catch(error => this.refused(error)), file = step.file ?? FILE;
    if (!now) return;
    if (now.text !== step[side === "before" ? "after" : "before"]) {
      this.refused(changedSince(step, file, side));
      return;
    }
    try {
      say(`${said}: ${step.what}…`, "busy");
      const {revision} = now;
      await send("PUT", step.file ? "/api/file" : "/api/decisions", {...(step.file ? {name: file} : {}), text: step[side], revision});
      to.push(from.pop());
      this.problems = [];
      this.made = {what: `${said}: ${step.what}`, moved: null};
      await this.read();
    } catch (error) {
      this.refused(error);
    }
  }

  /** Takes the edition that was made after a decision, and the one before it: true where it is the
   *  first since. What moved is told with the form. */
  took(before, now) {
    if (!before || !this.made || this.made.moved) return false;
    const were = new Map(before.stories.map(each => [each.slug, each.pages]));
    const moved = now.stories.filter(each => were.has(each.slug) && `${were.get(each.slug)}` !== `${each.pages}`)
      .map(each => ({...each, from: were.get(each.slug)}));
    moved.push(...movedAds(before, now));
    this.made = {what: this.made.what, moved};
    return true;
  }

  refused(error) {
    this.problems = findingsOf(error, "the file changed meanwhile: decide again")
      .map(each => each.file?.startsWith("-") ? {...each, file: null} : each);
    say("Not decided", "bad");
    this.changed();
  }
}

/** Why a step is not taken back, or not done again. */
export const changedSince = ({what}, file, side) => new Refused(409, {findings: [{
  severity: "warning", file,
  message: `"${what}" cannot be ${side === "before" ? "undone" : "done again"}: the file was changed since`,
  hint: "decide it otherwise here, or mend the file",
}]});

/** The form of a story: `story` as the edition lists it, `edition` with its pages and findings. */
export function storyForm(decisions, story, edition) {
  const {slug} = story, own = decisions.ofStory(slug);
  const set = (what, key, value) => decisions.decide(`${what}: ${slug}`, [["story", slug, key, value]]);
  const page = decisions.pageOf(slug);
  const [large] = listed(edition, decisions, slug), file = large?.file ?? large ?? "", first = ofPicture(edition, decisions, slug, file);
  const ofFirst = (key, value) => file ? ofPictureEdits(edition, decisions, slug, file, key, value) : [["story", slug, key === "columns" ? "picture" : key, value]];
  const columns = Array.from({length: edition.columns ?? 6}, (_, i) => [i + 1, `${i + 1}`]);
  return fold("Decide", [
    refusals(decisions, slug, edition),
    decidesItself(decisions.own[slug]),
    h("div.decide", {},
      ...pageFields("Begins on page", edition, page, value => set("Page", "page", value), "any"),
      ...placeFields(decisions, story, edition),
      tick("Leads its page", decisions.leads(slug), value => decisions.decide(`Lead: ${slug}`, [
        ...(value && page === undefined && story.pages.length ? [["story", slug, "page", story.pages[0]]] : []),  // a lead has a page
        ["story", slug, "lead", value || decisions.no(slug, "lead")]])),
      ...ratherFields(own, own.page === undefined && page !== undefined, value => set("Rather", "rather", value ?? decisions.no(slug, "rather"))),
      choice("Columns", columns, own.columns, value => set("Columns", "columns", value), "as it fits"),
      numeral("Rows", own.rows, value => set("Rows", "rows", value)),
      choice("First picture", columns, first.columns, value => decisions.decide(`Picture: ${slug}`, ofFirst("columns", value)), "as it fits"),
      size("Headline", own.headline, value => set("Headline", "headline", value)),
      choice("Deck", WITH, own.deck, value => set("Deck", "deck", value), "as it fits"),
      ...headAndPictures(own, set, edition.choices),
      edges("Must be seen of the first (%)", first.keep, value => decisions.decide(`Crop: ${slug}`, ofFirst("keep", value))),
      ...eachPicture(decisions, story, edition, columns, {choice, edges}),
      whole("Words at most, or from and to", own.words, value => set("Words", "words", value), "as it fits"),
      whole("Lines to cut", own.cut_lines, value => set("Lines to cut", "cut_lines", value), "as it fits"),
      choice("May be cut", CUTS, own.cut, value => set("Cut", "cut", value), "as usual"),
      ...turnFields(own.jump, turns(edition, story), value => set("Jump", "jump", value)),
      ...restFields(decisions, story, edition),
      holdFields(own.hold, value => holdStory(decisions, slug, value), edition),
      ...company("Together with", own.together, story, edition, value => set("Together", "together", value)),
      ...company("Apart from", own.apart, story, edition, value => set("Apart", "apart", value)),
      ...company("Sidebar", own.sidebar, story, edition, value => set("Sidebar", "sidebar", value), MOST_SIDEBARS)),
    addPicture(decisions, story, edition)]);
}

/** Holds a story over (null: no longer). */
export const holdStory = (decisions, slug, value) =>
  decisions.decide(`Hold: ${slug}`, [["story", slug, "hold", value ?? decisions.no(slug, "hold")]]);

const MOST_SIDEBARS = 3; // of one story (layout/publication/decisions/pages_keys.py)

/** The stories that one goes with, or keeps apart from, or its sidebars: another is added from the
 *  list, up to so many, each can be taken out. */
function company(title, now, {slug}, edition, take, most = Infinity) {
  const named = now ?? [], every = [...edition.stories, ...edition.unplaced.filter(each => each.slug)];
  const called = other => every.find(each => each.slug === other)?.headline || other;
  const others = every.filter(each => each.slug !== slug && !named.includes(each.slug))
    .map(each => [each.slug, each.headline || each.slug]).toSorted(([, one], [, other]) => one.localeCompare(other));
  const without = other => {
    const left = named.filter(each => each !== other);
    take(left.length ? left : null);
  };
  return [
    ...(named.length < most ? choice(title, others, undefined, value => take([...named, value]), named.length ? "and …" : "no other") : []),
    named.length ? h("ul.company", {"aria-label": title}, named.map(other => h("li", {},
      h("span", {title: called(other)}, called(other)),
      h("button.bare", {type: "button", "aria-label": `${title}: no longer ${called(other)}`, title: "No longer", onclick: () => without(other)}, "✕")))) : null,
  ].filter(Boolean);
}

/** The pages on which a story could go on: those of its section behind the one on which it begins. */
const turns = ({pages}, story) => pages.map(({number}) => number).filter(number => number > (story.pages[0] ?? 0)
  && pages[number - 1].section === pages[(story.pages[0] ?? 1) - 1]?.section);

/** Whether a story may go on, or on which page; and, where that is decided, on which it goes on from
 *  there, one field for each, as long as pages are left. */
function turnFields(jump, pages, take) {
  const now = [jump ?? []].flat().filter(each => typeof each === "number");
  const from = after => [...new Set([...pages, ...now])].filter(number => number > after).toSorted((a, b) => a - b).map(number => [number, `on page ${number}`]);
  const set = (at, value) => {
    const next = [...now.slice(0, at), ...(value === null ? [] : [value, ...now.slice(at + 1).filter(number => number > value)])];
    take(next.length > 1 ? next : next[0] ?? value);
  };
  const first = choice("May go on elsewhere", [[true, "yes"], [false, "no"], ...from(0)], now[0] ?? jump,
    value => typeof value === "number" ? set(0, value) : take(value), "as it says");
  const further = now.slice(0, MOST_TURNS - 1).flatMap((number, i) => from(number).length
    ? choice(`Goes on from page ${number}`, from(number), now[i + 1], value => set(i + 1, value), "ends there") : []);
  return [...first, ...further];
}

const MOST_TURNS = 5; // pages on which a story may go on, at most (layout/publication/decisions/pages_keys.py)
const WITH = [[true, "with"], [false, "without"]];

/** What is decided of a story's headline, what stands around it, and its pictures. */
const headAndPictures = (own, set, {lines}) => [
  choice("Headline lines", Array.from({length: lines}, (_, i) => [i + 1, `${i + 1}`]), own.headline_lines, value => set("Headline lines", "headline_lines", value), "as it fits"),
  texts("Headline, line by line", own.breaks, value => set("Headline breaks", "breaks", value?.length ? value : null), "by sense"),
  choice("Pull quote", WITH, own.quote, value => set("Pull quote", "quote", value), "as it fits"),
  choice("Byline", WITH, own.byline, value => set("Byline", "byline", value), "with, where it has one"),
  texts("Pictures, by file", own.pictures?.map(each => each?.file ?? each), value => set("Pictures", "pictures",
    value?.map(file => own.pictures?.find(each => each?.file === file) ?? file) ?? null), "as it fits"),
  file("Large picture, by file", own.dominant, value => set("Large picture", "dominant", value)),
  tick("No picture", own.pictures?.length === 0, value => set("Pictures", "pictures", value ? [] : null)),
];

/** What a story decides of itself, with a link to where it says so. */
function decidesItself(own) {
  if (!own) return null;
  const [[, {line}]] = Object.entries(own.keys);
  return h("p.soft", {}, `Decided in its front matter: ${Object.keys(own.keys).join(", ")}. What is decided here goes before it. `,
    h("a", {href: sourceAddress(own.file, line, 1)}, `${own.file}:${line}`));
}

const CUTS = [[0, "not at all"], ...Array.from({length: 6}, (_, i) => [i + 1, i ? `${i + 1} paragraphs` : "1 paragraph"])];

/** The form of a page. */
export function pageForm(decisions, number, edition) {
  const own = decisions.ofPage(number);
  const set = (what, key, value) => decisions.decide(`${what}: page ${number}`, [["page", number, key, value]]);
  const section = edition.pages[number - 1]?.section;
  const stories = edition.stories.filter(each => each.pages.includes(number) || each.section === section)
    .map(each => [each.slug, each.headline || each.slug]);
  const lead = decisions.leadOf(number);
  const closed = edition.pages[number - 1]?.closed;
  return fold("Decide", [
    refusals(decisions, null, edition, number),
    h("p", {}, h("button", {type: "button", onclick: () => decisions.close([number], !closed)}, closed ? "Open this page" : "Close this page"),
      " ", h("span.soft", {}, closed ? "It is printed as it was closed." : "Closed, it never changes, whatever does elsewhere.")),
    closed ? null : h("div.decide", {},
      choice("Is led by", stories, own.lead ?? lead, value => decisions.decide(`Lead of page ${number}`, [
        ...(lead && lead !== value ? [["story", lead, "lead", null]] : []), ["page", number, "lead", value]]), "as it falls"),
      ...dummyField(decisions, number, edition),
      ...regionFields(decisions, number, edition, stories),
      ...orderOf(decisions, number, edition),
      tick("No other stories than decided", own.only === true, value => set("Only", "only", value || null)),
      clock("Deadline", own.deadline, value => set("Deadline", "deadline", value)),
      tick("No house ads", own.house_ads === false, value => set("House ads", "house_ads", value ? false : null)),
      ...(number === 1 ? [] : swapFields(decisions, number, edition)),
      choice("Move stories to page", elsewhere(edition, number), undefined,
        other => decisions.decide(`Stories of page ${number} moved to page ${other}`, contents(decisions, edition, number, other)), "none")),
    closed ? null : h("p", {}, h("button", {type: "button", onclick: () =>
      decisions.decide(`Stories of page ${number} kept there`, contents(decisions, edition, number, number))}, "Keep its stories here")),
  ]);
}

/** The page that this one changes places with, and whether both are mirrored: ticked first, since a page
 *  that is chosen is swapped at once. */
function swapFields(decisions, number, edition) {
  const [label, box] = tick("Mirrored when swapped", decisions.mirrors, value => { decisions.mirrors = value; });
  box.title = "What stands outside on a left-hand page stands outside on a right-hand one";
  return [label, box, ...choice("Swap with page", elsewhere(edition, number).filter(([other]) => other > 1), undefined,
    other => decisions.swap(number, other, box.checked), "none")];
}

/** The other pages of an edition that may change. */
const elsewhere = (edition, number) => edition.pages.filter(each => each.number !== number && !each.closed).map(numbered);

export const numbered = ({number, section}) => [number, section ? `${number}, ${section}` : `${number}`];

/** Pages of which one will do: a choice of the edition's, and one more for each that would do as well,
 *  which takes it out again; without the first there is none. */
export function pageFields(title, {pages}, decided, take, none) {
  const now = [decided ?? []].flat(), one = pages.map(numbered);
  const missing = now.filter(number => !pages.some(each => each.number === number)).map(number => [number, String(number)]);
  const set = (at, value) => {
    const next = value === null ? (at ? now.toSpliced(at, 1) : []) : now.toSpliced(at, 1, value).toSorted((a, b) => a - b);
    take(next.length > 1 ? next : next[0] ?? null);
  };
  const open = at => [...one, ...missing].filter(([number]) => number === now[at] || !now.includes(number));
  const others = now.length ? [...now.slice(1), undefined] : [];
  return [
    ...choice(title, open(0), now[0], value => set(0, value), none),
    ...others.flatMap((number, i) => open(i + 1).length ? choice(`or page${i ? `, ${i + 1}` : ""}`, open(i + 1), number, value => set(i + 1, value), "no other") : [])];
}

/** All that is decided, each with a button that gives it back to the engine. */
export function allDecisions(decisions, names, {unmet}, picked) {
  const {story, page} = decisions.data;
  const decided = [...new Set([...Object.keys(story), ...Object.keys(decisions.own)])];
  const rows = [
    ...decided.map(slug => ["story", slug, decisions.ofStory(slug), names.story(slug)]),
    ...Object.entries(page).map(([number, keys]) => ["page", number, keys, `Page ${number}`]),
    ...Object.entries(decisions.data.ad ?? {}).map(([id, keys]) => ["ad", id, keys, names.ad(id)]),
    ...Object.entries(decisions.data.house_ad ?? {}).map(([name, keys]) => ["house_ad", name, keys, `House ad ${name}`]),
    ...Object.entries(decisions.data.section ?? {}).map(([name, keys]) => ["section", name, keys, `Section ${name}`]),
  ];
  if (!rows.length) return null;
  const back = (table, name, keys) => Object.keys(keys).map(key => [table, name, key, null]);
  return h("details.fold", {},
    h("summary", {}, h("h2", {}, `Decided (${rows.length})`)),
    h("ul.unplaced", {}, rows.map(([table, name, keys, title]) => h("li", {},
      table === "section" ? h("b", {}, title) : h("button.bare", {type: "button", onclick: () => picked({kind: table, id: name})}, title),
      h("button.bare", {type: "button", "aria-label": `Give ${title} back to the engine`, title: "Give it back to the engine",
        onclick: () => decisions.decide(`${title} given back`, back(table, name, keys))}, "✕"),
      h("p.soft", {}, Object.entries(keys).map(([key, value]) => value === true ? key : `${key} ${inWords(value)}`).join(", ")),
      unmet.filter(each => each[table] === name).map(each => h("p.unmet", {}, unmetWords(each)))))),
    h("p", {}, h("button", {type: "button", onclick: () => decisions.decide("Everything given back", givenBack(decisions))}, "Give everything back to the engine")));
}

/** Why a preference is not met: where it stands instead, or what of it is not so, and its price. */
const unmetWords = ({ad, keys, on, price, cost, lost}) => `Not met: ${
  ad === null && !keys.includes("page") ? preferredWords(keys) : `it stands ${on.length ? `on page ${on.join(" and ")}` : "on no page"}`}; ${
  cost !== null ? `it would cost ${count(cost)} points, and not less than ${count(price)}`
    : lost.length ? `${lost.join(", ")} would have no place` : `no plan was found in which that costs less than ${count(price)} points`}.`;

/** A value in words: a table, as a place or the regions of a page, by its keys; a list of any. */
const inWords = value => Array.isArray(value) ? value.map(inWords).join(",") : value instanceof Object
  ? Object.entries(value).map(([key, each]) => `${key} ${each}`).join(", ") : String(value);

/** What the last decision moved: `picked` is called with the story that is wanted. */
export function movedBy({made}, picked) {
  if (!made?.moved) return null;
  const on = pages => pages.length ? `page ${pages.join(" and ")}` : "no page";
  return h("details.fold", {open: made.moved.length > 0},
    h("summary", {}, h("h2", {}, `Moved by the last decision (${made.moved.length})`)),
    h("p.soft", {}, made.what),
    h("ul.unplaced", {}, made.moved.map(each => h("li", {},
      h("button.bare", {type: "button", onclick: () => picked({kind: each.kind ?? "story", id: each.slug})}, each.headline || each.slug),
      h("p.soft", {}, `${on(each.from)} → ${on(each.pages)}`)))));
}

/** What was refused of a story, or a page, and what the desk would not write. */
function refusals(decisions, slug, edition, number) {
  const said = slug ? message => message.includes(`"${slug}"`) : message => new RegExp(`\\bpage ${number}\\b`).test(message);
  return refused(decisions, edition, ["refused-decision", "unkept-decision"], said);
}

/** What an edition tells by these codes in messages that say so, and what the desk would not write;
 *  null where there is neither. */
export function refused(decisions, edition, codes, said) {
  const found = edition.findings.filter(each => codes.includes(each.code) && said(each.message));
  const all = [...decisions.problems, ...found];
  return all.length ? findingList(all) : null;
}

export const fold = (title, parts) => h("details.fold", {open: true}, h("summary", {}, h("h2", {}, title)), parts.filter(Boolean));

let made = 0;

export function row(title, control) {
  control.id = `decide-${made += 1}`;
  return [h("label", {for: control.id}, title), control];
}

export function choice(title, options, now, take, none) {
  const select = h("select", {onchange: () => take(select.value === "" ? null : options[select.value][0])},
    h("option", {value: ""}, none),
    options.map(([value, words], i) => h("option", {value: String(i), selected: value === now}, words)));
  return row(title, select);
}

export function tick(title, now, take) {
  const box = h("input", {type: "checkbox", checked: now, onchange: () => take(box.checked)});
  return row(title, box);
}

function clock(title, now, take) {
  const input = h("input", {type: "time", value: now ?? "", onchange: () => take(input.value || null)});
  return row(title, input);
}

/** A whole number; what is none is written as it stands, and told. */
export function numeral(title, now, take, wide = 6) {
  const input = h("input", {inputMode: "numeric", size: wide, placeholder: "as it fits", value: String(now ?? ""), onchange: () => {
    const said = input.value.trim();
    take(said === "" ? null : wholeOr(said));
  }});
  return row(title, input);
}

function size(title, now, take) {
  const input = h("input", {inputMode: "decimal", size: 6, placeholder: "as it fits", value: String(now ?? "").replace(/\s*pt$/, ""),
    onchange: () => take(input.value.trim() ? `${input.value.trim()}pt` : null)});
  return row(`${title} (pt)`, input);
}

/** A list of texts, one a line. */
function texts(title, now, take, none) {
  const area = h("textarea", {rows: Math.max(2, now?.length ?? 0), placeholder: none, value: (now ?? []).join("\n"), onchange: () => {
    const lines = area.value.split("\n").map(each => each.trim()).filter(Boolean);
    take(lines.length ? lines : null);
  }});
  return row(title, area);
}

/** The left, top, right and bottom edge of a part of a picture; what is no such thing is written as
 *  it stands, and told. */
function edges(title, now, take) {
  const input = h("input", {placeholder: "as the story says", value: (now ?? []).join(", "), onchange: () => {
    const said = input.value.split(/[\s,]+/).filter(Boolean);
    take(said.length ? said.map(wholeOr) : null);
  }});
  return row(title, input);
}

/** A whole number, or several; what is none is written as it stands, and told. */
function whole(title, now, take, none) {
  const input = h("input", {inputMode: "numeric", placeholder: none, value: [now ?? []].flat().join(", "), onchange: () => {
    const said = input.value.split(/[\s,–]+/).filter(Boolean).map(wholeOr);
    take(said.length > 1 ? said : said[0] ?? null);
  }});
  return row(title, input);
}

/** The name of a file. */
function file(title, now, take) {
  const input = h("input", {placeholder: "the first", value: now ?? "", onchange: () => take(input.value.trim() || null)});
  return row(title, input);
}

/** The chosen story (or ad: `kind`) can be dragged from its page to another, a story of the tray's to
 *  any: onto the table, or onto a thumbnail; what is not chosen moves the table. `drop(slug, page)` is
 *  called where it is let go; Escape lets it be. With `zones` (`over(page element, event, slug, tell)` and
 *  `leave()`, which gives what it was let go over) that is the third thing `drop` is called with; what
 *  they `tell` stands with what is dragged. */
export function draggable(stage, thumbs, names, drop, kind = "story", zones = null) {
  const from = `.thing-${kind}.lit${kind === "story" ? ", .tray [data-thing]" : ""}`;
  stage.parentElement.addEventListener("pointerdown", event => {
    const thing = event.target.closest?.(from);
    if (event.button !== 0 || !thing) return;
    event.stopPropagation();
    drag(event, thing.dataset.thing.slice(kind.length + 1));
  }, {capture: true});

  function drag(start, slug) {
    const note = h("p.drag-note", {hidden: true}), ghost = h("div.dragging", {"aria-hidden": "true"}, String(names[kind](slug)), note);
    const tell = said => {
      note.textContent = said;
      note.hidden = !said;
    };
    let over = null;
    const move = event => {
      const found = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-page]");
      if (found !== over) {
        over?.classList.remove("drop");
        over = found && (stage.contains(found) || thumbs.contains(found)) ? found : null;
        over?.classList.add("drop");
      }
      zones?.over(over, event, slug, tell);
    };
    const end = dropped => {
      over?.classList.remove("drop");
      const zone = zones?.leave();
      if (dropped && over) drop(slug, Number(over.dataset.page), zone);
    };
    carry(start, ghost, stage, move, end);
  }
}
