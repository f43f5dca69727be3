// The panel of the web view: the certificate of a breakpoint, all slots and where they are, all gaps
// and why an ad is there or not. It is drawn anew whenever something is heard; the focus stays where it was.

import {path, sourceAddress} from "./api.js";
import {findingList, h} from "./dom.js";
import {counted} from "./words.js";

const SIGNS = {taken: "●", free: "✓", refused: "✕"};
const WORDS = {taken: "stands here", free: "may stand here", refused: "may not stand here"};
const percent = share => share === null || share === undefined ? "–" : `${(share * 100).toFixed(1)} %`;
const worth = points => (points / 1000).toLocaleString("en", {maximumFractionDigits: 1});

/** What the engine says, as people write it: figures apart from units, rules beside what they mean. */
const told = text => String(text).replace(/(\d)px\b/g, "$1\u00a0px").replace(/(\d)x(\d)/g, "$1\u00a0×\u00a0$2")
  .replace(/(its rules say) region = (\w+)/i, "$1 so (region = $2)")
  .replace(/; fallback = (\w+)/, ": this is its fallback (fallback = $1)");

/** Fills the panel. `view` is {story, width, page, overlay, gap, ad}: `gap` is undefined, a block's
 *  id, or null for the end of the copy; `act` is {gap(id), ad(id)}, called when one is chosen. */
export function fill(panel, view, act) {
  const focused = panel.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const {overlay} = view;
  const parts = [certificate(view)];
  if (overlay) {
    parts.push(slots(view, act), gaps(view, act));
  } else if (!view.page?.address) {
    parts.push(h("p.soft", {}, "Nothing can be said before there is a page."));
  } else if (!view.page.breakpoints.length) {
    parts.push(h("p.soft", {}, "Nothing is placed by rules on this page: choose a story to read why its ads and boxes are where they are."));
  }
  const findings = [...view.page?.findings ?? [], ...view.left];
  if (findings.length) parts.push(h("section", {}, h("h2", {}, "Findings"), findingList(findings)));
  panel.replaceChildren(...parts.filter(Boolean));
  if (focused) panel.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
}

const figure = (number, name, title) => h("div", {title}, h("div.figure-number", {}, number), h("div.figure-name", {}, name));

function certificate({story, width, widths, layers, page, overlay}) {
  const point = page?.breakpoints?.find(({first, last}) => first <= width && width <= last) ?? page?.breakpoints?.at(width < 480 ? 0 : -1);
  const own = story && !story.startsWith("front:");
  const links = story ? h("div.links", {},
    own ? h("a", {href: sourceAddress(story)}, "Source") : null,
    own ? h("a", {href: path("/rules", {story})}, "Try other rules") : null,
    page?.address ? h("a", {href: path("/handed.html", {story, widths: widths.join(","), overlay: [...layers].join(",") || "slots"}), download: "",
      title: "One HTML file that shows this page on these screens, with what is drawn over it and why"}, "Hand on") : null) : null;
  const held = overlay?.measured;
  return h("section", {},
    h("div.panel-head", {}, h("h2", {}, point ? `${width} px, ${point.name}` : `${width} px`), links),
    point?.asked ? h("div.figures", {},
      figure(`${point.placed} of ${point.asked}`, "placed", "ads and boxes that have a place, of those the story asks for"),
      figure(worth(point.objective), point.optimal ? "worth, the most there is" : `worth, of ${worth(point.bound)} at most`,
        "what the slots are worth together"),
      figure(percent(point.density), "ad density at its worst", "height of ads over the height of the content"),
      figure(percent(point.lighthouse), "as Lighthouse counts it", "density of ads by the definition of Lighthouse")) : null,
    held && point?.asked ? h("p.soft", {}, `The rules hold at all ${counted(held, "width")} that were measured.`) : null,
    ...(overlay?.gave_way ?? []).map(said => h("p.soft", {}, `${upper(said)}.`)));
}

// --- why ---------------------------------------------------------------------------------------

const upper = text => text[0].toUpperCase() + text.slice(1);

/** Whether slots may stand at a gap and why not: those of which the same is true stand together, the
 *  one that is asked about alone. */
function answer({overlay, ad}, here, act) {
  const asks = new Map(here.map(each => [each.slot, each]));
  const asked = overlay.slots.filter(each => !ad || each.id === ad);
  const alike = Map.groupBy(asked, slot => {
    const {state, refusals} = asks.get(slot.id) ?? {};
    return state === "refused" ? JSON.stringify(refusals) : slot.id;
  });
  return h("div.why", {id: "why"}, [...alike.values()].map(slots => verdict(slots, asks, act)));
}

function verdict(slots, asks, act) {
  const candidates = slots.map(({id}) => asks.get(id)).filter(Boolean);
  const [candidate] = candidates;
  const state = candidate?.state;
  return h("div.verdict", {"data-slot": slots.map(({id}) => id).join(" ")},
    h("h3", {}, state ? h("span", {class: `sign ${state}`}, SIGNS[state]) : null, h("span", {}, listing(slots.map(({id}) => id))),
      h("span", {class: state ?? "soft"}, state ? WORDS[state] : "is not for the copy here")),
    state === "refused" ? [byRule(candidate.refusals), candidates.map(each => instead(each, act, candidates.length > 1))] : h("p.soft", {}, because(slots[0], state)));
}

const listing = names => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** The nearest gap that would do, and a way there; where a rule refuses and none would, that. */
function instead({slot, nearest}, act, named) {
  if (nearest === undefined) return null;
  const name = named ? h("b", {}, `${slot}: `) : null;
  if (!nearest) return h("p.remedy", {}, name, "As the page stands, no gap of the copy would do for it.");
  return h("div.remedy.remedy-gap", {}, h("p", {}, name, told(nearest.said)), h("button.small", {type: "button", onclick: () => act.gap(nearest.gap)}, "Look there"));
}

function because(slot, state) {
  const place = slot.placed ? `It stands ${told(slot.where)}` : "It stands nowhere";
  if (state === "taken") return `${upper(told(slot.why))}.`;
  if (state === "free") return `${place}: the whole arrangement is worth more that way.`;
  return `${place}: ${told(slot.why)}.`;
}

const lacks = missing => typeof missing === "number" ? `${missing} px` : missing;

/** What refuses, by rule: a table of what each needs, what there is and what is short; and under it
 *  what would have to change, with the way to where that is tried. */
function byRule(refusals) {
  const rules = Map.groupBy(refusals, each => each.rule);
  return [...rules].map(([rule, each]) => h("section.rule-why", {},
    h("h4", {}, h("code", {}, rule)),
    each.map(refusal => [plainly(refusal), measured(refusal)]),
    remedy(each.at(-1))));
}

/** The sentence of a refusal, where the figures beside it do not say all of it. */
function plainly({said, against, required, actual, missing}) {
  if (missing !== null && missing !== undefined && !against) return null;
  return h("p", {}, told(said ?? `It needs ${required}, and has ${actual}.`));
}

function measured({required, actual, missing}) {
  if (missing === null || missing === undefined) return null;
  return h("dl.measured", {}, [["needs", required], ["has", actual], ["short", lacks(missing)]]
    .map(([name, value]) => h("div", {}, h("dt", {}, name), " ", h("dd", {}, told(value)))));
}

function remedy({remedy: said, change}) {
  if (!said) return null;
  const rules = change?.file === "slots.toml" ? change.table.split(".") : null;
  const at = rules?.at(-2) === "at" ? rules.at(-1) : "";
  const target = at ? rules.slice(0, -2) : rules;
  return h("div.remedy", {}, h("p", {}, h("b", {}, "What would have to change: "), told(said)),
    target ? h("a.button.small", {href: path("/rules", {rules: target.join("."), at, story: sessionStorage.story})}, "Try it in the rules") : null);
}

// --- lists -------------------------------------------------------------------------------------

function slots({overlay, ad}, act) {
  const rows = overlay.slots.map(slot => h("li", {}, h("button.row", {
    type: "button", "data-key": `slot ${slot.id}`, "aria-pressed": String(slot.id === ad),
    onclick: () => act.ad(slot.id === ad ? "" : slot.id),
  },
  h("span.row-title", {}, h("span", {}, slot.id), h("span", {class: `marks ${slot.placed ? "taken" : "refused"}`},
    slot.placed ? "● placed" : "✕ nowhere")),
  h("span.row-more", {}, told(slot.placed ? `${upper(slot.where)}. ${upper(slot.why)}.` : `${upper(slot.why)}.`)))));
  return h("section", {}, h("h2", {}, "Ads and boxes"),
    rows.length ? h("p.soft", {}, ad ? `Gaps are marked for ${ad} alone.` : "Choose one to mark the gaps for it alone.")
      : h("p.soft", {}, "The story asks for no ad and no box."),
    h("ul.rows", {onkeydown: walk}, rows));
}

/** All gaps: one that is chosen says why below its name. */
function gaps(view, act) {
  const {overlay, gap: chosen, ad} = view;
  const told = Map.groupBy(overlay.candidates, each => each.gap);
  const rows = overlay.gaps.filter(each => told.has(each.candidate)).map(({candidate, text}) => {
    const open = candidate === chosen;
    const here = told.get(candidate);
    const name = h("button.row", {
      type: "button", "data-key": `gap ${candidate}`, "aria-expanded": String(open), "aria-controls": open ? "why" : null,
      onclick: () => act.gap(open ? undefined : candidate),
    }, h("span.row-title", {}, h("span.row-name", {}, upper(text)), marks(here, ad)));
    return h("li", {class: open ? "row-open" : ""}, name, open ? answer(view, here, act) : null);
  });
  if (!rows.length) return null;
  return h("section", {}, h("h2", {}, `Why, or why not: ${counted(rows.length, "gap")}`),
    h("p.soft", {}, "Choose a gap here, or in the page with Candidates on."),
    h("ul.rows", {onkeydown: walk}, rows));
}

/** How many slots stand at a gap, may, and may not: signs with numbers, and in words for who hears. */
function marks(told, ad) {
  const asked = ad ? told.filter(each => each.slot === ad) : told;
  const counted = ["taken", "free", "refused"].map(state => [state, asked.filter(each => each.state === state).length]).filter(([, count]) => count);
  return h("span.marks", {}, counted.map(([state, count]) => h("span", {class: state},
    h("span", {"aria-hidden": "true"}, ` ${SIGNS[state]}${ad ? "" : ` ${count}`}`),
    h("span.unseen", {}, ad ? WORDS[state] : `${count} ${WORDS[state]}`))));
}

/** Arrows go from row to row, Home and End to the ends. */
function walk(event) {
  const rows = [...event.currentTarget.querySelectorAll(".row")];
  const at = rows.indexOf(event.target.closest(".row"));
  const next = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1}[event.key];
  if (next === undefined || !rows[next]) return;
  event.preventDefault();
  rows[next].focus();
}
