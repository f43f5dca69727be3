// The form of a late ad: what is wrong stands at its field as it is filled in, what becomes of the size
// on paper below that; artwork is dropped on the form or chosen, and looked at before it is kept.
//
//   fields ──> POST /api/ads/late/try ──> {wrong, told, size}           nothing is written
//   file, size, colour ──> POST /api/ads/late/artwork ──> {facts, size, findings}     nor kept
//   nothing wrong ──> POST /api/ads/late/moves ──> where it would stand, and what moves     nor booked
//   Book it ──> POST /api/ads/late ──> the ad book changed, the artwork kept ──> the edition is made anew

import {findingsOf, get, hand, send} from "./api.js";
import {say, toast} from "./desk.js";
import {findingList, h} from "./dom.js";
import {quiet} from "./pace.js";
import {row} from "./print-fields.js";
import {noteHanded} from "./print-handed.js";
import {FormTry, doing} from "./print-try.js";
import {counted} from "./words.js";

const ADDRESS = "/api/ads/late";
const PAUSE = 200; // milliseconds
const FEW = 2; // notes on artwork that stand open
const MOST = 40_000_000; // bytes of artwork, as the desk takes it (access/guards.py)

/** The form stays as it is while the panel around it is made anew. */
export class LateAd {
  constructor(decisions) {
    this.decisions = decisions;
    this.file = null;
    this.looked = "";
    this.touched = new Set();
    this.errors = new Map();
    this.check = quiet(PAUSE, () => void this.tried());
    this.trouble = h("div", {role: "alert"});
    this.trial = new FormTry(`${ADDRESS}/moves`, wouldBe);
    this.tryingFor = "";
    this.paper = h("p.soft.late-note", {role: "status", id: "late-paper"});
    this.seen = h("div.late-note", {role: "status"});
    const lists = ["sizes", "advertisers", "categories"].map(name => h("datalist", {id: `late-${name}`}));
    [this.sizes, this.advertisers, this.categories] = lists;
    this.form = h("form", {noValidate: true,
      onsubmit: event => {
        event.preventDefault();
        this.book();
      },
      oninput: event => this.changed(event.target), onchange: event => this.changed(event.target)},
    h("div.decide-ads", {},
      this.field("id", "Id", this.text({required: true})),
      this.field("advertiser", "Advertiser", this.text({required: true}, "advertisers")),
      this.field("category", "Category", this.text({}, "categories")),
      this.field("size", "Size", this.text({required: true, placeholder: "2x60mm"}, "sizes"), this.paper),
      this.field("pages", "On page", this.text({placeholder: "any"})),
      this.field("section", "Section", pick([])),
      this.field("side", "Side", pick([["left", "left-hand page"], ["right", "right-hand page"]])),
      this.field("position", "Position", pick([])),
      this.field("colour", "Colour", pick([["yes", "only on a page in colour"]])),
      this.field("price", "Price", this.text({placeholder: "none", inputMode: "decimal"})),
      this.field("artwork", "Artwork", this.text({placeholder: "drop a file here, or name one", title: "Its file, by the path from the publication's folder"}), this.seen)),
    h("p.late-deeds", {}, h("button", {type: "button", onclick: () => this.chosen()}, "Choose artwork …"), " ",
      this.without = h("button", {type: "button", hidden: true, onclick: () => this.take(null)}, "Without this file")),
    this.trouble, this.trial.place, h("p.late-deeds", {}, h("button", {type: "submit"}, "Book it")), lists);
    this.element = h("details.fold.late-ad", {ontoggle: () => this.element.open && this.offer()},
      h("summary", {}, h("h2", {}, "Late ad")), this.form);
    this.dropping();
  }

  text(more, list = null) {
    const input = h("input", {type: "text", autocomplete: "off", spellcheck: false, ...more});
    if (list) input.setAttribute("list", `late-${list}`);
    return input;
  }

  /** A field with what is wrong with it, and a note, below it. */
  field(name, label, control, note = null) {
    const error = h("p.error.late-note", {id: `late-${name}-error`, hidden: true});
    control.name = name;
    control.setAttribute("aria-describedby", [error.id, note?.id].filter(Boolean).join(" "));
    this.errors.set(name, error);
    return [row(label, control), error, note];
  }

  /** The form, with the sections and positions that an edition has; what was picked stays, and is tried
   *  in an edition that is another. */
  show(edition) {
    if (this.revision !== edition.revision) {
      this.revision = edition.revision;
      this.check();
    }
    const {position, section} = this.form.elements;
    const sections = [...new Set(edition.pages.map(each => each.section).filter(Boolean))];
    for (const [select, offered] of [[position, edition.choices.positions], [section, sections]]) {
      if (select.options.length === 1) select.append(...offered.map(each => h("option", {value: each}, each)));
    }
    return this.element;
  }

  /** Offers what the ad book knows: sizes, advertisers with their trade. */
  async offer() {
    try {
      const {sizes, advertisers} = await get(ADDRESS);
      this.sizes.replaceChildren(...sizes.map(({size, paper, columns, booked}) => h("option", {value: size},
        [counted(columns, "column"), paper, booked ? `${booked} in the book` : ""].filter(Boolean).join(", "))));
      this.trades = new Map(advertisers.map(each => [each.name, each.category]));
      this.advertisers.replaceChildren(...advertisers.map(each => h("option", {value: each.name}, each.category)));
      this.categories.replaceChildren(...[...new Set(this.trades.values())].filter(Boolean).sort().map(each => h("option", {value: each})));
    } catch (error) {
      this.trouble.replaceChildren(findingList(findingsOf(error, "")));
    }
  }

  /** What the fields say; a file that is handed is no field. */
  values() {
    const values = Object.fromEntries(new FormData(this.form));
    return this.file ? {...values, artwork: "", file: this.file.name} : values;
  }

  changed(control) {
    if (!control.name) return;
    this.touched.add(control.name);
    const {advertiser, category} = this.form.elements;
    const trade = control === advertiser && !this.touched.has("category") ? this.trades?.get(advertiser.value) : undefined;
    if (trade !== undefined) category.value = trade;
    this.check();
  }

  /** Has it tried what the fields say, and tells what is wrong; the findings by field, null where it is
   *  overtaken. */
  async tried() {
    const values = this.values(), said = JSON.stringify(values);
    if (!this.touched.size) return null;
    let found;
    try {
      found = await send("POST", `${ADDRESS}/try`, values);
    } catch (error) {
      this.trouble.replaceChildren(findingList(findingsOf(error, "")));
      return null;
    }
    if (said !== JSON.stringify(this.values())) return null;
    this.tell(found);
    this.tries(values, !Object.keys(found.wrong).length);
    void this.look();
    return found.wrong;
  }

  /** Has what can be booked tried in the edition, once for what is said; artwork moves nothing. */
  tries({artwork, file, ...values}, sound) {
    const key = sound ? JSON.stringify([this.revision, values]) : "";
    if (key === this.tryingFor) return;
    this.tryingFor = key;
    this.trial.want(sound ? values : null);
  }

  tell({wrong, told, size}) {
    this.paper.textContent = size ? `${size} on paper` : "";
    for (const [name, element] of this.errors) {
      const bad = this.touched.has(name) ? wrong[name] ?? [] : [], all = [...bad, ...told[name] ?? []];
      element.replaceChildren(...all.map(each => h(`span.late-${each.severity}`, {}, sentence(each))));
      element.hidden = !all.length;
      const control = this.form.elements[name];
      if (bad.length) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    const others = [...wrong[""] ?? [], ...told[""] ?? []];
    this.trouble.replaceChildren(...others.length ? [findingList(others)] : []);
  }

  // Artwork.

  chosen() {
    const input = h("input", {type: "file", accept: ".pdf,application/pdf,image/*", onchange: () => input.files[0] && this.take(input.files[0])});
    input.click();
  }

  /** Takes a file of artwork, or none. */
  take(file) {
    if (file && file.size > MOST) {
      toast(`${file.name} has ${(file.size / 1e6).toFixed(1)} MB; the desk takes ${MOST / 1e6}: put it into the publication's folder, and name it.`, "bad");
      return;
    }
    const {artwork} = this.form.elements;
    this.file = file;
    this.looked = "";
    this.seen.replaceChildren();
    artwork.value = file?.name ?? "";
    artwork.readOnly = Boolean(file);
    this.without.hidden = !file;
    if (!file) artwork.focus();
    this.touched.add("artwork");
    this.check();
    void this.look();
  }

  /** Looks at the artwork, for the size and colour that are said by now. */
  async look() {
    const {file} = this;
    if (!file) return;
    const {size, colour} = this.values(), key = JSON.stringify([size, colour]);
    if (key === this.looked) return;
    this.looked = key;
    const current = () => this.file === file && this.looked === key;
    try {
      const found = await hand(`${ADDRESS}/artwork`, new Blob([JSON.stringify({size, colour, file: file.name}), "\n", file]));
      if (current()) this.shown(found);
    } catch (error) {
      if (current()) this.seen.replaceChildren(findingList(findingsOf(error, ""), () => null));
    }
  }

  shown({facts, size, findings}) {
    const mine = this.form.elements.size;
    const takes = () => {
      mine.value = size;
      this.changed(mine);
    };
    if (size && !mine.value.trim()) takes();
    const offered = size && mine.value.trim() !== size ? h("p", {}, h("button.small", {type: "button", onclick: takes}, `Take its size: ${size}`)) : null;
    this.seen.replaceChildren(...[h("p.soft", {}, facts.join(", ")), ...findingsWithNotes(findings), offered].filter(Boolean));
  }

  /** Lets artwork be dropped on the form. */
  dropping() {
    const {element} = this, carried = event => event.dataTransfer?.types.includes("Files");
    const on = (kind, act) => element.addEventListener(kind, event => {
      if (!carried(event)) return;
      event.preventDefault();
      act(event);
    });
    on("dragover", event => {
      event.dataTransfer.dropEffect = "copy";
      element.classList.add("handed");
    });
    on("dragleave", event => element.contains(event.relatedTarget) || element.classList.remove("handed"));
    on("drop", event => {
      const {files} = event.dataTransfer;
      element.classList.remove("handed");
      element.open = true;
      if (files.length === 1) this.take(files[0]);
      else toast("Drop one file at a time: an ad has one.", "bad");
    });
  }

  // Booking.

  async book() {
    for (const name of this.errors.keys()) this.touched.add(name);
    const wrong = await this.tried();
    if (!wrong) return;
    const first = [...this.errors.keys()].find(name => wrong[name]);
    if (Object.keys(wrong).length) {
      say("Not booked", "bad");
      this.form.elements[first]?.focus();
      return;
    }
    const values = this.values();
    say(`Booking ${values.id}…`, "busy");
    try {
      await bookIn(this.decisions, values, this.file);
      this.begin();
    } catch (error) {
      this.trouble.replaceChildren(findingList(findingsOf(error, "the ad book changed meanwhile: book it again")));
      say("Not booked", "bad");
    }
  }

  /** An empty form again. */
  begin() {
    this.form.reset();
    this.file = null;
    this.without.hidden = true;
    this.form.elements.artwork.readOnly = false;
    this.seen.replaceChildren();
    this.touched.clear();
    this.tries({}, false);
    this.tell({wrong: {}, told: {}, size: ""});
    void this.offer();
  }
}

/** Where a late ad would stand, or why it has no place, and what booking it would move. */
function wouldBe(found) {
  const {late: {pages, said}} = found;
  return [
    h("p", {}, h(`span.tag.${pages.length ? "good" : "warn"}`, {}, pages.length ? "Has a place" : "No place"), " ", said),
    ...doing("Booking it", found),
  ];
}

const pick = options => h("select", {}, h("option", {value: ""}, "any"), options.map(([value, said]) => h("option", {value}, said)));

/** Findings, without their places; of notes that are many, how many there are: they unfold. */
function findingsWithNotes(findings) {
  const notes = findings.filter(each => each.severity === "info");
  const few = notes.length <= FEW, shown = few ? findings : findings.filter(each => each.severity !== "info");
  return [
    shown.length ? findingList(shown, () => null) : null,
    few ? null : h("details", {}, h("summary", {}, counted(notes.length, "note")), findingList(notes, () => null)),
  ];
}

const sentence = ({message, hint}) => hint ? `${message}: ${hint}` : message;

/** Books an ad, and notes it, so that it can be taken back with its artwork, and booked again. */
async function bookIn(decisions, values, file) {
  const said = JSON.stringify(values);
  const give = () => hand(ADDRESS, file ? new Blob([said, "\n", file]) : said);
  const what = `Late ad: ${values.id}`;
  if (!file) {
    await decisions.inTurn(async () => decisions.noted({what, ...await give()}));
    return;
  }
  const {artwork} = await noteHanded(decisions, {what}, {address: ADDRESS, part: "artwork", give});
  toast(`${artwork} is kept.`);
}
