// What is held over: stories and ads that an edition is without by decision, and for how long.
//
//   form ──> hold: true, "2026-12-03" (the day from which it may appear), {edition: "2026-12-02"}
//
// In the files the second is hold = 2026-12-03, the third hold = { edition = 2026-12-02 }.

import {toast} from "./desk.js";
import {h} from "./dom.js";
import {row} from "./print-fields.js";

const OFF = "", OPEN = "open", EDITION = "edition", DAY = "day";

/** Whether what is decided of a hold keeps it out of an edition: one without a date is held, too. */
export function holds(hold, {date}) {
  if (!hold) return false;
  if (hold.edition) return !date || hold.edition === date;
  return hold === true || !date || date < hold;
}

/** That something is held and how long, in the few words of a card. */
export const heldWords = (hold, {date}) => !hold?.edition ? `held until ${typeof hold === "string" ? hold : "it is taken out"}`
  : date ? "held, this edition only" : `held for ${hold.edition} only`;

/** The fields of a form that hold something over: whether and how long, and the day on which it may
 *  appear. `now` is what is decided, `take` is called with what is from now on. */
export function holdFields(now, take, {date}) {
  const kind = !now ? OFF : now.edition ? EDITION : now === true ? OPEN : DAY;
  const another = kind === EDITION && now.edition !== date;
  const words = [[OFF, "not held"], [OPEN, "until it is taken out"], [EDITION, "this edition only"], [DAY, "until a day"]];
  const options = [...words, ...(another ? [["another", `the edition of ${now.edition} only`]] : [])];
  const select = h("select", {onchange: choose}, options.map(([value, said]) =>
    h("option", {value, selected: value === (another ? "another" : kind)}, said)));
  const day = h("input", {type: "date", value: kind === DAY ? now : "", onchange: () => take(day.value || (kind === DAY ? true : null))});
  return [...row("Held over", select), ...row("until", day)];

  function choose() {
    if (select.value === OFF) take(null);
    else if (select.value === OPEN) take(true);
    else if (select.value === EDITION && date) take({edition: date});
    else if (select.value === EDITION) {
      select.value = another ? "another" : kind;
      toast("This edition has no date: write one under [edition] in newsgrid.toml.", "bad");
    } else if (select.value === DAY) requestAnimationFrame(() => day.focus());  // the day says it; until then nothing is decided
  }
}

/** The deed that holds the chosen story or ad over until it is taken out, or releases it. `own` is
 *  what is decided of it, `take` as in `holdFields`. */
export const holdDeed = (own, take) => ({
  name: "Hold over", group: "Decisions", keys: ["H"], note: own.hold ? "on" : "off", also: "release wait",
  act: () => take(own.hold ? null : true),
});
