// The web view: a story's page on several screens, what is drawn over it, and why.
//
// Where one is, is in the address: ?story=&widths=375,980&zoom=75&overlay=slots,grid&ad=&at=375

import {Refused, get} from "./api.js";
import {asked, query, remember, toast} from "./desk.js";
import {findingList, h} from "./dom.js";
import {deviceOf, heightOf, kindOfDevice} from "./frames.js";
import {headlines} from "./headlines.js";
import {quiet} from "./pace.js";
import {pane} from "./panes.js";
import {Picker} from "./picker.js";
import {fill} from "./web-panel.js";
import {seen} from "./words.js";

const WIDTHS = [320, 375, 768, 980, 1300];
const USUAL = [375, 980];
const LAYERS = [["slots", "Slots"], ["candidates", "Candidates"], ["clearances", "Clearances"], ["refusals", "Refusals"], ["grid", "Grid"]];
const LEAST = .2; // of a device's size, where many are to be in view
const NAME = 36; // CSS px of a device's name
const AIR = 20; // CSS px between devices
const BAR = 15; // CSS px of a scrollbar: room for it is kept, or it would come and go
const NEAR = .8; // of the scale that fills the stage's height: so much smaller, to be all in view

const at = id => document.getElementById(id);
const [stage, devices, panel, trouble] = ["stage", "devices", "panel", "trouble"].map(at);
const listed = (name, usual) => query.has(name) ? query.get(name).split(",").filter(Boolean) : usual;

const view = {
  story: query.get("story") ?? "",
  widths: widthsOf(listed("widths", USUAL)),
  layers: new Set(asked("overlay", LAYERS.map(([name]) => name))),
  zoom: query.get("zoom") ?? "",
  whole: query.has("whole"),
  ad: query.get("ad") ?? "",
  width: 0,
  gap: undefined,
  page: null,
  overlay: null,
  left: [], // findings on stories that are not shown
};
view.width = view.widths.includes(Number(query.get("at"))) ? Number(query.get("at")) : view.widths[0];

function widthsOf(names) {
  const all = [...new Set(names.map(Number).filter(px => Number.isInteger(px) && px >= 240 && px <= 2560))];
  return all.length ? all.sort((one, other) => one - other) : USUAL;
}

const keep = () => remember({
  story: view.story,
  widths: view.widths.join(",") === USUAL.join(",") ? "" : view.widths.join(","),
  overlay: [...view.layers].join(","),
  zoom: view.zoom,
  whole: view.whole ? "yes" : "",
  ad: view.ad,
  at: view.width === view.widths[0] ? "" : view.width,
});

// --- devices -----------------------------------------------------------------------------------

const frames = () => [...devices.querySelectorAll("ng-frame")];
const active = () => frames().find(frame => frame.width === view.width);

/** One device for each width: those that stay are left alone, so that they keep their place. */
function devicesNow() {
  for (const frame of frames()) if (!view.widths.includes(frame.width)) frame.parentElement.remove();
  for (const [index, width] of view.widths.entries()) {
    if (frames()[index]?.width !== width) devices.insertBefore(device(width), devices.children[index] ?? null);
  }
  if (!view.widths.includes(view.width)) view.width = view.widths[0];
  sizes();
  activate(view.width);
}

function device(width) {
  const frame = document.createElement("ng-frame");
  const name = h("button.device-name", {type: "button", "aria-pressed": "false", onclick: () => activate(width)},
    h("strong", {}, `${width} px`), " ", h("span.device-more", {}, deviceOf(width)));
  frame.title = `The page on a screen ${width} pixels wide`;
  frame.width = width;
  frame.whole = view.whole;
  frame.layers = view.layers;
  frame.ad = view.ad;
  if (view.story) frame.story = view.story;
  frame.addEventListener("page", event => paged(event.detail));
  frame.addEventListener("trouble", event => troubled(event.detail.findings));
  frame.addEventListener("shown", event => shown(event.detail));
  frame.addEventListener("overlay", event => explained(width, event.detail));
  frame.addEventListener("pick", event => picked(width, event.detail));
  frame.addEventListener("open", event => opened(event.detail));
  return h("div.device", {role: "group", "aria-label": `${width} pixels`}, name, frame);
}

/** The scale at which devices are shown, in one row: one that is asked for; or the largest at which
 *  all are in view; or the largest that fills the height of the stage, where the row is a little too
 *  long made a little smaller, and else scrolled. */
function sizes() {
  const style = getComputedStyle(stage);
  const wide = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const narrow = matchMedia("(max-width: 900px)").matches; // then the page scrolls, above the panel
  const high = narrow ? innerHeight * .52 : stage.offsetHeight - BAR - parseFloat(style.paddingTop) * 2;
  const scale = Number(view.zoom) ? Number(view.zoom) / 100 : fit(wide, high - NAME - 2);
  for (const frame of frames()) Object.assign(frame, {scale, height: Math.max(heightOf(frame.width), Math.floor((high - NAME - 2) / scale))});
}

function fit(wide, high) {
  const air = view.widths.length * 2 + (view.widths.length - 1) * AIR;
  const along = (wide - air) / view.widths.reduce((sum, width) => sum + width, 0);
  const down = view.whole ? 1 : high / Math.max(...view.widths.map(heightOf));
  const all = Math.min(1, along, down);
  const one = Math.min(1, down, (wide - 2) / Math.max(...view.widths));
  const chosen = view.zoom === "all" || view.whole || all >= NEAR * one ? all : one;
  return Math.floor(Math.max(LEAST, chosen) * 1000) / 1000;
}

/** Makes a device the one that the panel speaks of. */
function activate(width) {
  view.width = width;
  for (const frame of frames()) {
    const chosen = frame.width === width;
    frame.toggleAttribute("active", chosen && view.widths.length > 1);
    frame.previousElementSibling.setAttribute("aria-pressed", String(chosen));
    frame.informed = chosen;
  }
  view.overlay = active()?.overlay ?? null;
  keep();
  tell();
}

// --- what is heard -----------------------------------------------------------------------------

function paged(page) {
  if (page === view.page) return;
  view.page = page;
  const wrong = page.problems ?? [];
  if (wrong.length) troubled(wrong, page);
  else trouble.replaceChildren();
  for (const frame of frames()) {
    const point = page.breakpoints?.find(({first, last}) => first <= frame.width && frame.width <= last);
    const told = point?.asked ? ` · ${point.placed} of ${point.asked}` : "";
    frame.previousElementSibling.querySelector(".device-more").textContent = point ? `${point.name}${told}` : deviceOf(frame.width);
    frame.previousElementSibling.title = `${deviceOf(frame.width)}, ${frame.width} × ${heightOf(frame.width)} px`;
  }
  tell();
}

/** What is wrong, over the page: where none came of it at all, the one that stood there stays. */
function troubled(findings, page = view.page ? {...view.page, instead: view.page.instead || "last"} : {}) {
  trouble.replaceChildren(h("div.trouble", {}, h("h2", {}, seen(page)), findingList(findings)));
}

function shown({ms}) {
  named.soon(count);
  at("state").title = `Shown in ${Math.round(ms)} ms`; // not said aloud at every save
}

function explained(width, overlay) {
  if (width !== view.width) return;
  view.overlay = overlay;
  if (view.ad && !overlay.slots.some(({id}) => id === view.ad)) chooseAd("");
  if (view.gap && !overlay.gaps.some(({candidate}) => candidate === view.gap)) view.gap = undefined;
  tell();
}

function picked(width, {gap, slot, leave}) {
  if (leave) return active()?.previousElementSibling.focus();
  if (width !== view.width) activate(width);
  if (gap === undefined) chooseAd(slot === view.ad ? "" : slot);
  else chooseGap(gap === view.gap ? undefined : gap);
}

function opened({story, href, written}) {
  if (story) open(story);
  else if (href) toast(`This link leads outside: ${href}`);
  else toast(`No page of this publication has the address ${written}`, "bad");
}

const tell = () => fill(panel, view, {gap: chooseGap, ad: chooseAd});

function chooseGap(gap) {
  view.gap = gap;
  for (const frame of frames()) frame.select(frame.width === view.width ? gap : undefined, view.ad);
  tell();
  const answer = at("why")?.parentElement;
  if (!answer) return;
  if (panel.scrollHeight <= panel.clientHeight) return answer.scrollIntoView({block: "nearest"}); // on a phone
  const [inner, outer] = [answer.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) panel.scrollTop += inner.top - outer.top - 12;
}

function chooseAd(slot) {
  view.ad = slot;
  for (const frame of frames()) {
    frame.ad = slot;
    if (frame.width === view.width) frame.select(view.gap, slot);
  }
  keep();
  tell();
}

// --- tools -------------------------------------------------------------------------------------

function open(story) {
  if (!story) return;
  if (view.story && story !== view.story) Object.assign(view, {gap: undefined, ad: "", page: null, overlay: null});
  view.story = story;
  picker.value = story;
  for (const frame of frames()) Object.assign(frame, {story, ad: view.ad});
  at("page-before").disabled = !picker.beside(-1);
  at("page-after").disabled = !picker.beside(1);
  document.title = document.title.replace(/^.*? – /, `${story.split("/").at(-1)} – `);
  keep();
  tell();
}

const picker = new Picker(at("page-picker"), at("page-list"), open);
const named = headlines(picker, at("page-picker"));
at("page-before").onclick = () => open(picker.beside(-1));
at("page-after").onclick = () => open(picker.beside(1));

const pressed = (name, text, on, act) => h("button", {type: "button", "aria-pressed": String(on), "data-name": name, onclick: act}, text);

/** A width's button: the name of its device is for the eye, beside the number that names it. */
const widthButton = px => {
  const made = pressed(`width-${px}`, px, view.widths.includes(px), () => toggle(px));
  made.append(h("span.width-kind", {"aria-hidden": "true"}, kindOfDevice(px)));
  made.title = `${deviceOf(px)}, ${px} × ${heightOf(px)} px`;
  return made;
};

function widthButtons() {
  const all = [...new Set([...WIDTHS, ...view.widths])].sort((one, other) => one - other);
  const focused = document.activeElement?.dataset?.name;
  at("widths").replaceChildren(...all.map(widthButton));
  if (focused?.startsWith("width-")) at("widths").querySelector(`[data-name="${focused}"]`)?.focus();
}

function toggle(px) {
  const on = view.widths.includes(px);
  if (on && view.widths.length === 1) return toast("One screen has to stay");
  view.widths = on ? view.widths.filter(each => each !== px) : widthsOf([...view.widths, px]);
  widthButtons();
  devicesNow();
}

at("width-form").addEventListener("submit", event => {
  event.preventDefault();
  const px = at("width").valueAsNumber;
  if (!Number.isInteger(px)) return;
  at("width").value = "";
  if (!view.widths.includes(px)) toggle(px);
  activate(px);
});

at("zoom").value = view.zoom;
at("zoom").onchange = () => {
  view.zoom = at("zoom").value;
  keep();
  sizes();
};

const whole = at("whole");
whole.setAttribute("aria-pressed", String(view.whole));
whole.onclick = () => {
  view.whole = !view.whole;
  whole.setAttribute("aria-pressed", String(view.whole));
  for (const frame of frames()) frame.whole = view.whole;
  keep();
  sizes();
};

at("layers").append(...LAYERS.map(([name, title]) => pressed(name, title, view.layers.has(name), event => {
  if (!view.layers.delete(name)) view.layers.add(name);
  event.currentTarget.setAttribute("aria-pressed", String(view.layers.has(name)));
  for (const frame of frames()) frame.layers = view.layers;
  keep();
})));

// --- the publication ---------------------------------------------------------------------------

let count = Infinity;

async function publication() {
  let found;
  try {
    found = await get("/api/publication");
  } catch (error) {
    if (error instanceof Refused) return troubled(error.findings);
    throw error;
  }
  const frontOptions = found.fronts.map(({path, title}) => ({value: path, label: title, note: path, group: "Fronts"}));
  const stories = found.stories.map(file => ({
    value: file, label: file, note: file, group: found.section_of?.[file] || "Stories",
  }));
  count = found.stories.length;
  view.left = found.findings ?? [];
  picker.options = [...frontOptions, ...Object.values(Object.groupBy(stories, each => each.group)).flat()];
  if (!view.story) open(sessionStorage.story || found.story || found.stories[0] || found.fronts[0]?.path);
  else open(view.story);
  if (!view.story) troubled(found.problems?.length ? found.problems : [{severity: "info", message: "there is no story here yet"}], {});
}

const publicationSoon = quiet(300, publication);
document.addEventListener("newsgrid:files", ({detail}) => {
  for (const frame of frames()) frame.refresh();
  if (!detail.changed.length || detail.changed.some(name => name.endsWith(".toml") || !picker.options.some(({value}) => value === name)))
    publicationSoon();
});

pane(stage.parentElement, {name: "web-panel", label: "the panel", size: "--panel", from: "end", usual: Math.min(380, Math.round(innerWidth * .34)), least: 280, most: 720, part: panel});
new ResizeObserver(quiet(60, sizes)).observe(stage);
widthButtons();
devicesNow();
publication();
