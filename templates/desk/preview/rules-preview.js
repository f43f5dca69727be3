// The open page under rules that are being changed, and what they change there and everywhere.

import {Refused, get, lines, send} from "./api.js";
import {query, remember} from "./desk.js";
import {findingList, h} from "./dom.js";
import {deviceOf, heightOf, kindOfDevice} from "./frames.js";
import {headlines} from "./headlines.js";
import {quiet} from "./pace.js";
import {Picker} from "./picker.js";
import {Trial} from "./trial.js";
import {seen} from "./words.js";

const WIDTHS = [320, 375, 768, 980, 1300];
const TRYING = 150; // milliseconds of quiet before it is asked what changes on the page
const BESIDE = 310; // CSS px that the tables need beside the page, with the figures of 2,000 stories in them
const WHOLE = 250; // and in the whole publication
const RULED = {last: "The page as it was before", kept: "The page under the rules that were good last", ours: "The page under newsgrid’s own rules"};
const element = id => document.getElementById(id);

export class Preview {
  #tab;
  #frame = document.createElement("ng-frame");
  #stage = element("stage");
  #trial = new Trial(element("trial"), {open: story => this.story(story)});
  #picker = new Picker(element("page-picker"), element("page-list"), story => this.story(story));
  #named = headlines(this.#picker, element("page-picker"));
  #given = null;
  #showing = false;
  #again = false;
  #trying = false;
  #more = false;
  #whole = null;
  #gone = null;
  #kept = null; // rules that were compared before they were saved
  #opening = "";
  #compared = ""; // the page whose comparison is shown
  #slot = "";
  #places = new Map();

  /** `tab` names the draft; `pick(slot)` hears which slot was clicked in the page. */
  constructor(tab, pick) {
    this.#tab = tab;
    this.#frame.draft = tab;
    this.#frame.layers = new Set(["slots"]);
    this.#frame.addEventListener("page", event => this.#trouble(event.detail.problems ?? [], event.detail));
    this.#frame.addEventListener("trouble", event => this.#trouble(event.detail.findings));
    this.#frame.addEventListener("open", event => this.#opened(event.detail.story));
    this.#frame.addEventListener("overlay", event => this.#follow(event.detail.slots));
    this.#frame.addEventListener("pick", event => {
      const slot = this.#frame.overlay?.slots.find(each => each.id === event.detail.slot)?.slot;
      if (slot) pick(slot);
    });
    this.#frame.addEventListener("shown", event => {
      dispatchEvent(new CustomEvent("newsgrid:shown", {detail: event.detail}));
    });
    new ResizeObserver(() => this.#fit()).observe(this.#stage);
    this.#width(Number(query.get("width")) || 375);
  }

  /** Opens the page that was open last, or the first. */
  async open() {
    const publication = await get("/api/publication");
    this.#picker.options = [
      ...publication.fronts.map(({path, title}) => ({value: path.startsWith("front:") ? path : `front:${path || "home"}`, label: title, group: "Fronts"})),
      ...publication.stories.map(file => ({value: file, label: file, group: "Stories"}))];
    const known = [query.get("story"), sessionStorage.story, publication.story, publication.stories[0]];
    const story = known.find(file => file && (publication.stories.includes(file) || file.startsWith("front:")));
    this.#frame.addEventListener("shown", () => this.#named.soon(publication.stories.length), {once: true});
    if (story) await this.story(story);
    else this.#trouble(publication.problems);
  }

  /** Shows a story's page, or a front's. */
  async story(file) {
    remember({story: file});
    this.#picker.value = file;
    this.#opening = file;
    if (this.#frame.story !== file) {
      this.#places.clear();
      this.#frame.story = file;
    }
    if (!this.#frame.isConnected) element("page").append(this.#frame);
    await this.#tries();
  }

  /** The slot that the form is about: the page shows where it stands. */
  about(slot) {
    if (slot === this.#slot) return;
    this.#slot = slot;
    const [first] = this.#frame.overlay?.slots.filter(each => each.slot === slot && each.placed) ?? [];
    if (first) this.#frame.select(undefined, first.id);
  }

  /** Scrolls to what has moved, first of all to the slot that is looked at. */
  #follow(slots) {
    const placed = slots.filter(each => each.placed && each.place);
    const moved = placed.filter(each => this.#places.get(each.id) !== JSON.stringify(each.place));
    const first = this.#places.size === 0;
    this.#places = new Map(placed.map(each => [each.id, JSON.stringify(each.place)]));
    const own = placed.some(each => each.slot === this.#slot);
    const [shown] = own ? moved.filter(each => each.slot === this.#slot) : first ? [] : moved;
    if (shown) this.#frame.select(undefined, shown.id);
  }

  /** The screens whose rules are looked at: shows a device among them. */
  screens(at, breakpoints) {
    const range = /(\d+)(?:px)?\s*\.\.\s*(\d+)/.exec(breakpoints?.[at] ?? "");
    if (!range) return;
    const [first, last] = [Number(range[1]), Number(range[2])];
    if (this.#frame.width >= first && this.#frame.width <= last) return;
    this.#width(WIDTHS.findLast(width => width >= first && width <= last && width < 1300) ?? WIDTHS.find(width => width >= first && width <= last) ?? first);
  }

  /** The page that is open, "" before there is one. */
  get opened() { return this.#opening; }

  /** Tries rules, which are the tab's draft by now. `dirty`: they are not those that are saved;
   *  `whole`: stories may be others. */
  try(text, {dirty, errors, whole}) {
    const same = this.#given && this.#given.text === text && !whole;
    if (this.#given?.text === text && this.#given.dirty && !dirty) this.#kept = text;
    else if (this.#kept !== text || dirty) this.#kept = null;
    this.#given = {text, dirty, errors};
    if (same) return;
    void this.#tries();
    if (this.#kept !== null) return this.#trial.saved();
    if (whole || this.#whole) this.#gone = null;
    this.#whole?.abort(); // the page comes first
    this.#whole = null;
    this.#everywhere();
  }

  /** The page anew, one at a time, the newest rules next: what is dragged shows on its way, and the
   *  last of it always comes. Then what changes on it. */
  async #tries() {
    if (!this.#given || !this.#opening) return;
    this.#again = true;
    if (this.#showing) return;
    this.#showing = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#frame.refresh({anew: true});
      }
    } finally {
      this.#showing = false;
    }
    if (this.#kept === null || this.#compared !== this.#opening) this.#compares();
  }

  #compares = quiet(TRYING, async () => {
    this.#more = true;
    if (this.#trying) return;
    this.#trying = true;
    try {
      while (this.#more) {
        this.#more = false;
        const story = this.#opening;
        const answer = await send("POST", "/api/rules/trial", {tab: this.#tab, text: this.#given.text, story, draft: false});
        if (story === this.#opening && answer.ok !== false && (this.#kept === null || this.#compared !== story)) {
          this.#trial.page(answer);
          this.#compared = story;
        }
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#trouble(error.findings);
    } finally {
      this.#trying = false;
    }
  });

  #everywhere = quiet(WHOLE, async () => {
    const {text, dirty, errors} = this.#given;
    if (text === this.#gone) return;
    this.#whole?.abort();
    this.#gone = text;
    if (errors) return this.#trial.broken();
    if (!dirty) return this.#trial.same();
    const going = this.#whole = new AbortController();
    this.#trial.begin();
    try {
      for await (const line of lines("POST", "/api/rules/whole", {tab: this.#tab, text}, going.signal)) {
        if (this.#whole === going) this.#trial.part(line);
      }
    } catch (error) {
      if (error instanceof Refused) this.#trial.part({findings: error.findings});
      else if (error.name !== "AbortError") throw error;
    } finally {
      if (this.#whole === going) this.#whole = null;
    }
  });

  /** What is wrong lies over the page, with what one sees of it; with the rules, in short: it stands
   *  beside them. */
  #trouble(findings, page = {address: this.#frame.page?.address, instead: "last"}) {
    const others = findings.filter(each => !each.file?.endsWith("slots.toml"));
    const said = others.length ? [h("h2", {}, seen(page)), findingList(others)]
      : [h("p", {}, h("strong", {}, `${RULED[page.instead] ?? RULED.kept}: `), "with these rules none can be made.")];
    element("trouble").replaceChildren(...(findings.length ? [h("div.trouble", {}, said)] : []));
  }

  /** A link in the page was followed: to a page of ours, or "" where it leads elsewhere. */
  #opened(story) {
    if (story) void this.story(story);
  }

  #width(px) {
    remember({width: px === 375 ? null : px});
    this.#frame.width = px;
    element("widths").replaceChildren(...WIDTHS.map(width => h("button", {type: "button", title: deviceOf(width), "aria-pressed": String(width === px), onclick: () => {
      this.#width(width);
      [...element("widths").children].find(each => each.getAttribute("aria-pressed") === "true").focus();
    }}, String(width), h("span.width-kind", {"aria-hidden": "true"}, kindOfDevice(width)))));
    this.#fit();
  }

  /** As large as there is room for, as high as the stage: beside it what changes, or below. */
  #fit() {
    const room = this.#stage.clientWidth - 40;
    if (room < 100) return;
    const {width} = this.#frame;
    const beside = room - width >= BESIDE;
    this.#stage.classList.toggle("is-beside", beside);
    const scale = Math.min(1, (beside ? width : room) / width);
    const high = this.#stage.clientHeight - 40;
    const wanted = beside ? high : Math.max(260, Math.min(high * .62, 520));
    this.#frame.scale = Math.round(scale * 1000) / 1000;
    this.#frame.height = Math.round(Math.min(heightOf(width) * 1.2, wanted / scale));
  }
}
