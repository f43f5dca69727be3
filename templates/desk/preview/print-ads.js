// Ads in the print view: what is decided of one, and of the ads and furniture of a page.
//
//   form, drop ──> decide(edits) ──> pages.toml

import {h} from "./dom.js";
import {choice, fold, pageFields, refused, row, tick} from "./print-fields.js";
import {holdFields} from "./print-hold.js";

/** What is decided of an ad, by its id, as the file has it. */
export const ofAd = (decisions, id) => decisions.data.ad?.[id] ?? {};

/** The edits that give an ad a page: what kept it elsewhere goes. */
export const adToPage = (id, page) => [["ad", id, "page", page], ["ad", id, "lock", null], ["ad", id, "side", null]];

/** The form of an ad: `edition` with its pages, ads and findings. */
export function adForm(decisions, id, edition) {
  const own = ofAd(decisions, id);
  const set = (what, key, value) => decisions.decide(`${what}: ${id}`, [["ad", id, key, value]]);
  const places = [...new Set([...edition.choices.places, own.place].filter(Boolean))].map(each => [each, each]);
  const on = new Map(edition.ads.toReversed().map(each => [each.id, each]));  // of two pages the first
  const mine = on.get(id)?.page;
  const others = [...on.values()].filter(each => each.id !== id && each.page !== mine)
    .map(each => [each.id, `${each.id}, ${each.advertiser}, page ${each.page}`]);
  const keys = Object.keys(own);
  return fold("Decide", [
    refusals(decisions, id, edition),
    h("div.decide-ads", {},
      ...pageFields("Stands on page", edition, own.page, value => decisions.decide(`Page: ${id}`, value === null ? [["ad", id, "page", null]] : adToPage(id, value)), "as booked"),
      choice("Stands on a", [["left", "left-hand page"], ["right", "right-hand page"]], own.side, value => set("Side", "side", value), "as booked"),
      choice("Place on its page", places, own.place, value => set("Place", "place", value), "as it fits"),
      tick("Stays where it is", own.lock === true, value => decisions.decide(`Lock: ${id}`, [
        ["ad", id, "lock", value || null], ...(value ? [["ad", id, "page", null], ["ad", id, "side", null], ["ad", id, "place", null]] : [])])),
      holdFields(own.hold, value => holdAd(decisions, id, value), edition),
      mine ? choice("Swap with", others, undefined, other => decisions.decide(`Ads ${id} and ${other} swapped`,
        [...adToPage(id, on.get(other).page), ["ad", id, "place", null], ...adToPage(other, mine), ["ad", other, "place", null]]), "none") : null),
    keys.length ? h("p", {}, h("button", {type: "button", onclick: () =>
      decisions.decide(`${id} given back`, keys.map(key => ["ad", id, key, null]))}, "Give it back to the engine")) : null,
  ]);
}

/** Holds an ad over (null: no longer). */
export const holdAd = (decisions, id, value) => decisions.decide(`Hold: ${id}`, [["ad", id, "hold", value]]);

/** The form of what a page has beside its stories. */
export function pageAds(decisions, number, edition) {
  if (edition.pages[number - 1]?.closed) return null;
  const own = decisions.ofPage(number);
  const set = (what, key, value) => decisions.decide(`${what}: page ${number}`, [["page", number, key, value]]);
  const house = Array.isArray(own.house_ads) ? own.house_ads.join(", ") : undefined;
  const names = [...new Set([...edition.choices.houseAds, house].filter(Boolean))].map(each => [each, each]);
  const written = h("input", {type: "text", value: (own.promos ?? []).join(", "), placeholder: "as they come",
    onchange: () => set("Promos", "promos", listed(written.value))});
  return fold("Ads and furniture", [h("div.decide-ads", {},
    tick("No ads of the book", own.ads === false, value => set("Ads", "ads", value ? false : null)),
    choice("House ad", names, house, value => set("House ad", "house_ads", value === null ? null : listed(value)), "by turns"),
    number === 1 ? tick("No index", own.index === false, value => set("Index", "index", value ? false : null)) : null,
    number === 1 ? row("Promos (stories)", written) : null)]);
}

const listed = text => {
  const names = text.split(",").map(each => each.trim()).filter(Boolean);
  return names.length ? names : null;
};

/** The ads that moved between two editions, as the list of what a decision moved has them. */
export function movedAds(before, now) {
  const pages = edition => Map.groupBy(edition.ads, each => each.id);
  const were = pages(before), are = pages(now);
  const on = ads => [...new Set((ads ?? []).map(each => each.page))];
  return [...new Set([...were.keys(), ...are.keys()])]
    .map(id => ({kind: "ad", slug: id, headline: `${id}, ${(are.get(id) ?? were.get(id))[0].advertiser}`, from: on(were.get(id)), pages: on(are.get(id))}))
    .filter(each => `${each.from}` !== `${each.pages}`);
}

/** What was refused of an ad, and what the desk would not write. */
function refusals(decisions, id, edition) {
  const said = new RegExp(`(^|[^\\w-])${id.replace(/[^\w]/g, "\\$&")}([^\\w-]|$)`);
  return refused(decisions, edition, ["refused-decision"], message => said.test(message));
}
