// What the desk draws over a page: slots, candidates, refusals, clearances, the grid. All of it is
// measured on the page itself, by the ids of its blocks, so it follows whatever the page does. It
// lives in a shadow beside the body: no style of the page's reaches it, and none of its the page.

const LIMITS = {least: 1, most: 2};
const SIGNS = {taken: "●", free: "✓", refused: "✕"};
const SAID = {taken: "it stands here", free: "it may stand here", refused: "it may not stand here"};

const style = new CSSStyleSheet();
style.replaceSync(`
  :host { all: initial; color-scheme: light dark; position: absolute; left: 0; top: 0; width: 100%;
    overflow: clip; pointer-events: none; z-index: 2147483000; contain: layout style;
    --slot: light-dark(#155a96, #7ab4ef); --free: light-dark(#1d6b3c, #74c795);
    --refused: light-dark(#a8231b, #f58f87); --back: light-dark(#ffffff, #15181d);
    --band: light-dark(#7a5a1e, #d8b36a); --grid: light-dark(#0a9bbd, #3fc3e0);
    font: 600 calc(12px * var(--k, 1))/1.3 "newsgrid desk", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    font-variant-numeric: tabular-nums; }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; }
  [data-at] { position: absolute; }
  [hidden] { display: none !important; }
  .slot { border: calc(1.5px * var(--k, 1)) solid var(--slot); }
  .column { border: solid var(--grid); border-width: 0 1px; background: color-mix(in srgb, var(--grid) 6%, transparent); }
  .band { color: var(--band); container-type: size; }
  .band.hatched::before { content: ""; position: absolute; inset: 0 var(--right, 0) 0 var(--left, 0); border: 1px solid color-mix(in srgb, currentColor 45%, transparent);
    background: repeating-linear-gradient(-45deg, color-mix(in srgb, currentColor 26%, transparent) 0 1px, transparent 1px 7px); }
  .band > .span { position: absolute; top: 0; bottom: 0; width: 4px; border: solid currentColor; border-width: 1.5px 0 1.5px 1.5px; }
  .band.above > .span { right: 0; border-width: 1.5px 1.5px 1.5px 0; }
  .band > .far { position: absolute; top: var(--down, 0); max-height: calc(100% - var(--down, 0px)); overflow: hidden; white-space: nowrap;
    writing-mode: vertical-rl; background: var(--back); font-size: var(--far, 10px); line-height: 1.1; padding: .25em 0; }
  .band.below > .far { left: 5px; rotate: 180deg; } .band.above > .far { right: 5px; }
  @container (max-height: 90px) { .far > .of { display: none; } }
  button { all: unset; box-sizing: border-box; pointer-events: auto; cursor: pointer; }
  .tag { background: var(--back); padding: 0 .45em; border-radius: 3px; white-space: nowrap; font-size: calc(12px * var(--k, 1)); line-height: 1.2;
    max-width: 100%; overflow: hidden; text-overflow: ellipsis; border: 1px solid currentColor; }
  .slot > button { position: absolute; left: calc(-1.5px * var(--k, 1)); bottom: 100%; max-width: none; color: var(--back); background: var(--slot);
    border-color: var(--slot); border-radius: 3px 3px 0 0; }
  .slot.right > button { left: auto; right: calc(-1.5px * var(--k, 1)); }
  .gap { display: flex; align-items: center; justify-content: flex-end; color: var(--refused); min-height: 24px; }
  .gap::before { content: ""; flex: 1; min-width: 12px; border-top: 1px dashed color-mix(in srgb, currentColor 60%, transparent); }
  .gap.free { color: var(--free); } .gap.taken { color: var(--slot); }
  .gap:hover::before { border-top-style: solid; border-top-color: currentColor; }
  .gap[aria-pressed="true"]::before { border-top: 3px solid currentColor; }
  .gap[aria-pressed="true"] > .tag { background: currentColor; }
  .gap[aria-pressed="true"] > .tag > span { color: var(--back); }
  .slot[data-chosen] { border-width: calc(3px * var(--k, 1)); }
  button:focus-visible { outline: calc(2.5px * var(--k, 1)) solid light-dark(#c77700, #f2c14e); outline-offset: 1px; }
`);

// The desk's own type, under a name that no page of ours has; until it is there, and in a page that
// is handed on without the desk, the system's.
if (location.protocol !== "about:") {
  document.fonts.add(new FontFace("newsgrid desk", `url("${new URL("desk.ttf", import.meta.url)}")`, {weight: "100 900"}));
}

const host = document.createElement("newsgrid-overlay");
host.setAttribute("role", "region");
host.setAttribute("aria-label", "Slots and gaps of this page");
const root = host.attachShadow({mode: "open"});
root.adoptedStyleSheets = [style];

let state = {data: null, layers: [], ad: "", scale: 1};
let chosen = {gap: undefined, slot: ""};
let tell = () => {};
let drawn = []; // [element, its place: () => rectangle of the document or null]

/** Draws what the desk says of this page, in the layers that are on. */
export function draw(said, teller) {
  state = said;
  tell = teller;
  follow();
}

/** Marks a gap and a slot, and shows where they are. */
export function select(gap, slot, teller) {
  chosen = {gap, slot};
  follow();
  const at = gap === undefined ? slotAt(slot)() : gapAt(gap)();
  if (!at) return;
  const seen = at.top > scrollY + 60 && at.top + Math.min(at.height, 200) < scrollY + innerHeight - 40;
  if (!seen) scrollTo({top: at.top - innerHeight / 3, behavior: "instant"});
  teller({newsgrid: "at", top: at.top - scrollY});
}

/** Draws all of it again: the page's nodes may be others. */
export function follow() {
  const focused = root.activeElement?.dataset.key;
  const layers = new Set(state.layers);
  const data = state.data;
  drawn = [
    ...layers.has("grid") ? columns() : [],
    ...layers.has("clearances") && data ? bands(data) : [],
    ...layers.has("slots") && data ? data.slots.map(slotBox) : [],
    ...gapMarks(layers, data),
  ];
  root.replaceChildren(...drawn.map(([element]) => element));
  host.hidden = !drawn.length;
  if (drawn.length && !host.isConnected) document.documentElement.append(host);
  rove(focused);
  place();
}

// --- elements ----------------------------------------------------------------------------------

function make(tag, classes, text, attributes = {}) {
  const made = document.createElement(tag);
  made.className = classes;
  made.append(text);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function slotBox(slot) {
  const {size} = slot.place ?? {};
  const element = make("div", "slot", "");
  if (slot.id === chosen.slot) element.dataset.chosen = "";
  const button = make("button", "tag", size ? `${slot.id} · ${size.join("×")}` : slot.id,
    {"data-key": `slot ${slot.id}`, title: slot.where ?? ""});
  button.onclick = () => tell({newsgrid: "pick", gap: undefined, slot: slot.id});
  element.append(button);
  return [element, slotAt(slot.id, slot.node)];
}

function gapMarks(layers, data) {
  if (data && (layers.has("candidates") || layers.has("refusals"))) {
    const told = Map.groupBy(data.candidates, each => each.gap);
    return data.gaps.map(gap => gapMark(gap, told.get(gap.candidate) ?? [], layers)).filter(Boolean);
  }
  if (chosen.gap === undefined) return [];
  return [gapButton(chosen.gap, "taken", "chosen", "The gap that was chosen")];
}

function gapMark(gap, all, layers) {
  const told = state.ad ? all.filter(each => each.slot === state.ad) : all;
  if (!told.length) return null;
  const best = ["taken", "free", "refused"].find(kind => told.some(each => each.state === kind));
  const text = state.ad ? `${SIGNS[best]}${why(told[0], layers)}` : summary(told, best, layers);
  const name = state.ad ? `${gap.text}: ${SAID[best]}` : `${gap.text}: ${counts(told)}`;
  return gapButton(gap.candidate, best, text, name);
}

function gapButton(gap, kind, text, name) {
  const button = make("button", `gap ${kind}`, "", {
    "data-key": `gap ${gap}`, "aria-label": name, "aria-pressed": String(gap === chosen.gap), tabindex: "-1",
  });
  const tag = make("span", "tag", "");
  tag.append(make("span", "", text));
  button.append(tag);
  button.onclick = () => tell({newsgrid: "pick", gap, slot: state.ad});
  return [button, gapAt(gap)];
}

const plain = rule => rule.replaceAll("_", " ");

const missing = refusal =>
  refusal.missing === null || refusal.missing === undefined ? "" :
    `, ${typeof refusal.missing === "number" ? `${refusal.missing} px` : refusal.missing} short`;

/** The rule that forbids a gap, and by how much, where refusals are on. */
function why(candidate, layers) {
  const [first, ...others] = candidate.refusals ?? [];
  if (!first || !layers.has("refusals")) return "";
  return ` ${plain(first.rule)}${missing(first)}${others.length ? ` +${others.length}` : ""}`;
}

function summary(told, best, layers) {
  const open = told.filter(each => each.state !== "refused").length;
  if (open) return `${SIGNS[best]} ${open} of ${told.length}`;
  if (!layers.has("refusals")) return SIGNS.refused;
  const rules = [...new Set(told.flatMap(each => (each.refusals ?? []).slice(0, 1).map(({rule}) => plain(rule))))];
  return `${SIGNS.refused} ${rules.slice(0, 2).join(", ")}${rules.length > 2 ? ` +${rules.length - 2}` : ""}`;
}

function counts(told) {
  const of = kind => told.filter(each => each.state === kind).length;
  return `${of("taken")} stand here, ${of("free")} may, ${of("refused")} may not`;
}

/** How far the slot in question keeps from each opponent, hatched; for all slots, the farthest of any,
 *  in the margins alone. */
function bands(data) {
  const asked = state.ad ? data.clearances[state.ad] ?? [] : Object.values(data.clearances).flat();
  const by = new Map();
  for (const each of asked) {
    const key = `${each.opponent} ${each.kind}`;
    const known = by.get(key) ?? {...each, above: 0, below: 0};
    by.set(key, {...known, above: Math.max(known.above, each.above), below: Math.max(known.below, each.below)});
  }
  return [...by.values()].flatMap(told => [
    told.above ? band(told, told.above, "below") : null,
    told.below ? band(told, told.below, "above") : null,
  ].filter(Boolean));
}

/** The band that is kept free below or above an opponent, with its label in the margin; null as one
 *  is an end of the copy. */
function band({opponent, kind}, px, side) {
  const element = make("div", `band ${side}`, "");
  element.classList.toggle("hatched", Boolean(state.ad));
  const far = make("span", "far", `${px} px`);
  far.append(make("span", "of", ` ${side} ${kind.replaceAll("_", " ")}`));
  element.append(make("span", "span", ""), far);
  return [element, () => {
    const copy = copyAt();
    const at = opponent === null ? copy : blockAt(opponent) ?? slotAt(opponent)();
    if (!at || !copy) return null;
    const foot = opponent === null ? at.top : at.top + at.height;
    const head = opponent === null ? at.top + at.height : at.top;
    const top = side === "above" ? Math.max(0, head - px) : foot;
    const wide = innerWidth || copy.width;
    const out = Math.min(copy.left, 20 * factor()); // as much of the margin as a label takes
    const past = Math.min(Math.max(0, wide - copy.left - copy.width), 20 * factor());
    const far = Math.max(8, Math.min(10 * factor(), ((side === "below" ? out : past) - 6) / 1.1));
    const margin = {"--far": `${far}px`, ...side === "below" ? {"--left": `${out}px`} : {"--right": `${past}px`}};
    return {
      left: copy.left - (side === "below" ? out : 0), width: copy.width + (side === "below" ? out : past), margin,
      top, height: side === "above" ? head - top : px,
    };
  }];
}

/** Labels in a margin stand below each other: one begins where the one before it ends. */
function lanes(places) {
  const ends = {above: 0, below: 0};
  const bands = drawn.map(([element], index) => [element, places[index]]).filter(([element, at]) => at && element.classList.contains("band"));
  for (const [element, at] of bands.sort(([, one], [, other]) => one.top - other.top)) {
    const side = element.classList.contains("above") ? "above" : "below";
    const down = Math.max(0, ends[side] - at.top);
    const long = (element.textContent.length * (at.height > 90 ? 1 : .5) + 1) * 5.6 * factor();
    element.lastChild.hidden = down + 14 * factor() > at.height;
    element.style.setProperty("--down", `${down}px`);
    if (!element.lastChild.hidden) ends[side] = at.top + down + Math.min(long, at.height - down);
  }
}

/** The columns of every grid of the page, and that of the copy. */
function columns() {
  const grids = [...document.querySelectorAll("main, main *")].flatMap(element => {
    const {display, gridTemplateColumns, columnGap} = getComputedStyle(element);
    if (!display.endsWith("grid")) return [];
    const widths = gridTemplateColumns.split(" ").map(parseFloat);
    if (widths.length < 2) return [];
    return widths.map((width, index) => () => {
      const at = rectangle(element);
      const inner = parseFloat(getComputedStyle(element).paddingLeft) || 0;
      const before = widths.slice(0, index).reduce((sum, each) => sum + each + (parseFloat(columnGap) || 0), 0);
      return at && {...at, left: at.left + inner + before, width};
    });
  });
  return [copyAt, ...grids].map(at => [make("div", "column", ""), at]);
}

// --- places ------------------------------------------------------------------------------------

/** An element's border box in the document, null where it is not shown. */
function rectangle(element) {
  if (!element?.getClientRects().length) return null;
  const {left, top, width, height} = element.getBoundingClientRect();
  return {left: left + scrollX, top: top + scrollY, width, height};
}

/** Where things are placed: a story's copy; the parts of a front, within what surrounds them. */
function copyAt() {
  const copy = document.querySelector(".copy");
  if (copy) return rectangle(copy);
  const main = document.querySelector("main");
  const at = rectangle(main);
  if (!at) return null;
  const {paddingTop, paddingRight, paddingBottom, paddingLeft} = getComputedStyle(main);
  const [top, right, bottom, left] = [paddingTop, paddingRight, paddingBottom, paddingLeft].map(parseFloat);
  return {left: at.left + left, top: at.top + top, width: at.width - left - right, height: at.height - top - bottom};
}

const blockAt = id => rectangle(document.getElementById(id));

const slotAt = (id, node) => () => {
  const named = [...document.querySelectorAll("[data-slot]")].filter(each => each.dataset.slot === id);
  return blockAt(node) ?? named.map(rectangle).find(Boolean) ?? null;
};

/** What is shown right above a block: the air between both is the gap. */
function above(block) {
  let other = block.previousElementSibling;
  while (other && !other.getClientRects().length) other = other.previousElementSibling;
  return rectangle(other);
}

/** A gap: a strip in the middle of the air above the block it precedes, or at the copy's foot. */
const gapAt = gap => () => {
  const copy = copyAt();
  if (!copy) return null;
  const block = gap === null ? null : blockAt(gap);
  if (gap !== null && !block) return null;
  const tall = Math.max(24, 16 * factor());
  const over = block && above(document.getElementById(gap));
  const near = over && over.left < copy.left + copy.width && block.top - over.top - over.height < 80;
  const middle = !block ? copy.top + copy.height : near ? (block.top + over.top + over.height) / 2 : block.top - 9;
  return {left: copy.left, width: copy.width, top: middle - tall / 2, height: tall};
};

const factor = () => Math.min(LIMITS.most, Math.max(LIMITS.least, 1 / state.scale));

/** Puts everything where it belongs: first all is measured, then all is set. */
function place() {
  if (!host.isConnected || host.hidden) return;
  const height = document.body.getBoundingClientRect().bottom + scrollY;
  const places = drawn.map(([, at]) => at());
  host.style.height = `${height}px`;
  host.style.setProperty("--k", factor());
  drawn.forEach(([element], index) => {
    const at = places[index];
    element.hidden = !at;
    element.dataset.at = "";
    if (!at) return;
    for (const side of ["left", "top", "width", "height"]) element.style[side] = `${at[side]}px`;
    for (const [name, value] of Object.entries(at.margin ?? {})) element.style.setProperty(name, value);
    element.classList.toggle("right", at.left + at.width > innerWidth * .72 && at.left > innerWidth / 3);
  });
  lanes(places);
}

let due = 0;
const placeSoon = () => { due ||= requestAnimationFrame(() => { due = 0; place(); }); };
new ResizeObserver(placeSoon).observe(document.body);
document.fonts.ready.then(placeSoon);
addEventListener("scroll", placeSoon, {passive: true}); // boxes of the rail travel with the reader

// --- keys --------------------------------------------------------------------------------------

const gaps = () => [...root.querySelectorAll(".gap:not([hidden])")];

/** One gap is in the order of tabs; arrows go from gap to gap, Escape back to the desk. */
function rove(focused) {
  const all = gaps();
  const now = all.find(each => each.dataset.key === (focused ?? `gap ${chosen.gap}`)) ?? all[0];
  if (now) now.tabIndex = 0;
  if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
}

root.addEventListener("keydown", event => {
  if (event.key === "Escape") return tell({newsgrid: "pick", gap: chosen.gap, slot: chosen.slot, leave: true});
  const all = gaps();
  const at = all.indexOf(event.target.closest(".gap"));
  const next = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1}[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  const to = all[Math.max(0, Math.min(all.length - 1, next))];
  all.forEach(each => { each.tabIndex = each === to ? 0 : -1; });
  to.focus();
});
