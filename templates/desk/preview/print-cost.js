// What a move would cost, told while a story is dragged over a page, or before a region is chosen.
//
//   over a zone ──> GET /api/edition/move ──> {possible, points, leaving, ads}, when it comes
//
// One is asked for at a time, what is under the pointer first; nobody waits for it. It is an estimate
// (layout/edition/decided/price_of_a_move.py): what happens is known when it is dropped.

import {get} from "./api.js";
import {counted} from "./words.js";

const SMALL = 5, ROUGH = 100; // points: less is next to nothing; from here on tens will do
const CHEAP = 60, DEAR = 400; // points: less than a jump and a bit; more than most pages cost

export class Costs {
  /** `view` has the print view's `state` and `names`. */
  constructor(view) {
    this.view = view;
    this.known = new Map();
    this.wanted = [];
    this.busy = false;
  }

  /** Wants to know what it costs to give a story a page, and each of some regions of it ("" anywhere):
   *  those that come first first, before all that was wanted until now. `told()` is called whenever
   *  one is known. */
  want(slug, page, regions, told) {
    const asked = regions.map(region => ({key: this.key(slug, page, region), slug, page, region, told}));
    const keys = new Set(asked.map(({key}) => key));
    this.wanted = [...asked.filter(({key}) => !this.known.has(key)), ...this.wanted.filter(({key}) => !keys.has(key))];
    void this.work();
  }

  /** What is known of a move by now; undefined while it is not. */
  of(slug, page, region) {
    return this.known.get(this.key(slug, page, region));
  }

  /** What a move is known by, of the edition as it is. */
  key(slug, page, region) {
    return `${this.view.state.edition.revision} ${slug} ${page} ${region}`;
  }

  /** The same, as soon as it is known: in words. */
  inWords(slug, page, region) {
    return new Promise(done => {
      const told = () => {
        const cost = this.of(slug, page, region);
        if (cost !== undefined) done(short(cost));
        return cost !== undefined;
      };
      if (!told()) this.want(slug, page, [region], told);
    });
  }

  /** Nothing is wanted any more. */
  leave() {
    this.wanted = [];
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    while (this.wanted.length) {
      const {key, slug, page, region, told} = this.wanted.shift();
      const cost = await get("/api/edition/move", {slug, page, region}).catch(() => null);  // null: nobody can say
      if (this.known.size > 2000) this.known.clear();
      this.known.set(key, cost);
      told();
    }
    this.busy = false;
  }

  /** A move in a sentence. */
  sentence(slug, page, region) {
    const cost = this.of(slug, page, region), {names} = this.view;
    if (cost === undefined) return "asking what it costs …";
    if (!cost) return "what it costs is known when it is dropped";
    if (cost.ads.length) return `kept away by ${cost.ads.map(id => names.ad(id)).join(" and ")}`;
    if (!cost.possible) return `not beside what stands on page ${page} now`;
    const gone = cost.leaving.map(each => `“${names.story(each.slug)}” ${each.page ? `goes to page ${each.page}` : "has to go elsewhere"}`);
    return [inPoints(cost.points), ...gone].join("; ");
  }
}

/** Points as accurate as an estimate of them is. */
function about(points) {
  const step = Math.abs(points) < ROUGH ? 5 : 10;
  return Math.round(points / step) * step;
}

const inPoints = points => Math.abs(points) < SMALL ? "costs next to nothing"
  : points > 0 ? `costs about ${about(points)} points` : `about ${-about(points)} points better`;

/** The same in a few signs: "+120, 1 leaves". */
export const short = cost => !cost ? "" : cost.ads.length ? "an ad keeps it away" : !cost.possible ? "no room"
  : [Math.abs(cost.points) < SMALL ? "±0" : `${cost.points > 0 ? "+" : "−"}${Math.abs(about(cost.points))}`,
    cost.leaving.length ? `${counted(cost.leaving.length, "story")} out` : null].filter(Boolean).join(", ");

/** How a zone looks that costs so much. */
export const grade = cost => !cost ? "" : !cost.possible ? "barred"
  : cost.points > DEAR || cost.leaving.some(({page}) => !page) ? "dear" : cost.points < CHEAP && !cost.leaving.length ? "cheap" : "fair";
