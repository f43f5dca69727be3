// House ads in the print view: what is decided of one, and the list of all, with those that stand
// nowhere.
//
//   form, drop ──> decide(edits) ──> [house_ad.NAME] of pages.toml, which has a page
//
// One that takes its turn may stand on several pages; the one that is decided stands on one.

import {h} from "./dom.js";
import {choice, fold, numbered, numeral, refused} from "./print-fields.js";
import {pageName} from "./words.js";

/** What is decided of a house ad, by its name. */
const ofHouseAd = (decisions, name) => decisions.data.house_ad?.[name] ?? {};

/** Where a house ad stands in an edition, page by page. */
const standing = ({houseAds}, name) => houseAds.filter(each => each.name === name);

/** The pages on which it does. */
export const pagesOfHouseAd = (edition, name) => [...new Set(standing(edition, name).map(each => each.page))];

/** The edits by which a house ad stands on a page. Where on it that was decided for another page is
 *  dropped. */
export const houseAdToPage = (decisions, name, page) => [
  ...["place", "region"].filter(key => ofHouseAd(decisions, name)[key] !== undefined).map(key => ["house_ad", name, key, null]),
  ["house_ad", name, "page", page]];

/** The edits by which nothing is decided of it. */
const given = (decisions, name) => Object.keys(ofHouseAd(decisions, name)).map(key => ["house_ad", name, key, null]);

/** The form of a house ad, by its name. */
export function houseAdForm(decisions, name, edition) {
  const own = ofHouseAd(decisions, name), {place = {}} = own, places = standing(edition, name);
  const page = own.page ?? places[0]?.page;
  const set = (what, key, value) => decisions.decide(`${what}: house ad ${name}`, [
    ...(value === null || own.page !== undefined ? [] : [["house_ad", name, "page", page]]), ["house_ad", name, key, value]]);
  const part = (what, key, value) => {
    const now = Object.fromEntries(Object.entries({...place, [key]: value}).filter(([, each]) => each !== null));
    set(what, "place", Object.keys(now).length ? now : null);
  };
  const columns = Array.from({length: edition.columns ?? 6}, (_, i) => [i + 1, `${i + 1}`]);
  const open = edition.pages.filter(({number, closed}) => number === own.page || !closed).map(numbered);
  const keep = ({page: number, column, row, columns: wide, rows: deep}) => decisions.decide(`Kept on page ${number}: house ad ${name}`, [
    ...given(decisions, name),
    ["house_ad", name, "page", number], ["house_ad", name, "columns", wide], ["house_ad", name, "rows", deep], ["house_ad", name, "place", {column, row}]]);
  return fold("Decide", [
    refusals(decisions, name, edition),
    h("div.decide", {},
      choice("Stands on page", open, own.page, value => value === null ? back() : decisions.decide(`Page ${value}: house ad ${name}`, houseAdToPage(decisions, name, value)), "by turns"),
      ...(page === undefined ? [] : [
        choice("Columns", columns, own.columns, value => set("Columns", "columns", value), "2"),
        numeral("Rows", own.rows, value => set("Rows", "rows", value)),
        choice("Where", edition.choices.regions.map(each => [each, each]), own.region, value => set("Where", "region", value), "as it fits"),
        choice("First column", columns, place.column, value => part("First column", "column", value), "as it fits"),
        numeral("First row", place.row, value => part("First row", "row", value), 4)].flat())),
    ...places.filter(each => !each.decided && !edition.pages[each.page - 1]?.closed).map(each => h("p", {},
      h("button", {type: "button", onclick: () => keep(each)}, `Keep it where it is on page ${each.page}`))),
    own.page === undefined ? null : h("p", {}, h("button", {type: "button", onclick: back}, "Give it back to the engine")),
  ]);

  function back() {
    decisions.decide(`House ad ${name} given back`, given(decisions, name));
  }
}

/** All house ads, each with the pages it stands on; those that stand nowhere are given one in their
 *  form. `picked` is called with the one that is wanted. */
export function houseAdList(decisions, edition, pick, picked) {
  const free = edition.choices.houseAds.filter(name => !standing(edition, name).length).length;
  return h("details.fold", {},
    h("summary", {}, h("h2", {}, `House ads (${free} without a page)`)),
    h("ul.unplaced", {}, edition.choices.houseAds.map(name => h("li", {},
      h("button.bare", {type: "button", "aria-pressed": pick?.kind === "house_ad" && pick.id === name, onclick: () => picked({kind: "house_ad", id: name})}, name),
      h("p.soft", {}, where(decisions, name, edition))))));
}

/** Where a house ad stands, in words. */
function where(decisions, name, edition) {
  const pages = pagesOfHouseAd(edition, name), decided = ofHouseAd(decisions, name).page !== undefined;
  const on = pages.length ? `page ${pages.join(" and ")}` : "stands nowhere";
  return `${on}${decided ? ", decided" : ""}`;
}

/** The deed that chooses a house ad; one that stands nowhere can be given a page then. */
export const houseAdDeed = ({edition, choose}) => ({name: "Choose a house ad", group: "Choose", also: "find pick filler", then: () => edition.choices.houseAds.map(name => {
  const pages = pagesOfHouseAd(edition, name);
  return {name, note: pages.length ? pages.map(number => pageName(edition.pages[number - 1])).join(" and ") : "on no page", act: () => choose({kind: "house_ad", id: name})};
})});

/** What was refused of a house ad, and what the desk would not write. */
function refusals(decisions, name, edition) {
  const said = [`house ad "${name}"`, `house_ad.${name}]`, `house_ad ${name} `];
  return refused(decisions, edition, ["refused-decision", "unknown-page"], message => said.some(words => message.includes(words)));
}
