// Decisions: what the editor says of stories and pages, which the desk writes into pages.toml.
//
//   form, drop ──> decide(edits) ──> POST /api/decide ──> the file changed ──> the edition is made anew
//
// What was decided can be undone and done again (Ctrl-Z, Ctrl-Shift-Z), as long as nobody else
// changed the file since: then it is said, and nothing of theirs is lost.

import {Refused, findingsOf, get, send} from "./api.js";
import {say, toast} from "./desk.js";
import {h} from "./dom.js";
import {movedAds} from "./print-ads.js";

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
