// The forms of the print view's panel: what can be decided of a story, and of a page.

import {sourceAddress} from "./api.js";
import {h} from "./dom.js";
import {choice, clock, edges, file, fold, numbered, numeral, pageFields, refused, size, texts, tick, whole} from "./print-fields.js";
import {addPicture} from "./print-handed.js";
import {holdFields} from "./print-hold.js";
import {contents} from "./print-pages.js";
import {eachPicture, listed, ofPicture, ofPictureEdits} from "./print-pictures.js";
import {dummyField, orderOf, placeFields, regionFields, restFields} from "./print-place.js";
import {ratherFields} from "./print-rather.js";

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

/** What was refused of a story, or a page, and what the desk would not write. */
function refusals(decisions, slug, edition, number) {
  const said = slug ? message => message.includes(`"${slug}"`) : message => new RegExp(`\\bpage ${number}\\b`).test(message);
  return refused(decisions, edition, ["refused-decision", "unkept-decision"], said);
}
