// Two texts of one file: what stands on disk, and what is being written. Both are shown, with the
// lines in which they differ, and one of three things is done.

import {h} from "./dom.js";

const at = id => document.getElementById(id);
const AROUND = 3;
const LONGEST = 3000;

/** Which lines of two texts stand in both, in order: a pair of lists of yes and no. */
export function common(one, other) {
  const [a, b] = [one.split("\n"), other.split("\n")];
  const same = [new Array(a.length).fill(false), new Array(b.length).fill(false)];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) same[0][from] = same[1][from++] = true;
  let [endA, endB] = [a.length, b.length];
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) same[0][--endA] = same[1][--endB] = true;
  const [width, height] = [endA - from, endB - from];
  if (!width || !height || width * height > LONGEST * LONGEST) return same;
  const lengths = new Uint16Array((width + 1) * (height + 1));
  const cell = (x, y) => x * (height + 1) + y;
  for (let x = width - 1; x >= 0; x--) {
    for (let y = height - 1; y >= 0; y--) {
      lengths[cell(x, y)] = a[from + x] === b[from + y] ? lengths[cell(x + 1, y + 1)] + 1 : Math.max(lengths[cell(x + 1, y)], lengths[cell(x, y + 1)]);
    }
  }
  for (let x = 0, y = 0; x < width && y < height;) {
    if (a[from + x] === b[from + y]) same[0][from + x++] = same[1][from + y++] = true;
    else if (lengths[cell(x + 1, y)] >= lengths[cell(x, y + 1)]) x++;
    else y++;
  }
  return same;
}

/** A text with its own lines marked; of what both have only what stands around them. */
function shown(text, same) {
  const lines = text.split("\n");
  const near = lines.map((_, number) => same.slice(Math.max(0, number - AROUND), number + AROUND + 1).some(each => !each));
  const made = [];
  let skipped = 0;
  for (const [number, line] of lines.entries()) {
    if (!near[number]) {
      skipped++;
      continue;
    }
    if (skipped) made.push(h("span.conflict-skip", {}, `… ${skipped} lines as in both`));
    skipped = 0;
    made.push(h("span.conflict-line", {class: same[number] ? "" : "other"}, line || " "));
  }
  if (skipped) made.push(h("span.conflict-skip", {}, `… ${skipped} lines as in both`));
  return made;
}

function side(title, text, same) {
  return h("section.conflict-text", {}, h("h3", {}, title), h("pre", {tabIndex: 0, role: "region", "aria-label": title}, shown(text, same)));
}

/** Asks what is to be done: "theirs", "mine" or "" (go on writing). */
export function resolve({name, theirs, mine}) {
  const dialog = at("conflict");
  const [there, here] = common(theirs, mine);
  at("conflict-said").textContent = `${name} is not as it was when you began. Lines that stand in one text only are marked ≠.`;
  at("conflict-texts").replaceChildren(side("On disk now", theirs, there), side("Yours, not saved", mine, here));
  dialog.returnValue = "";
  dialog.showModal();
  at("go-on").focus();
  return new Promise(done => {
    const keys = {"take-theirs": "theirs", "keep-mine": "mine", "go-on": ""};
    for (const [id, value] of Object.entries(keys)) at(id).onclick = () => dialog.close(value);
    dialog.addEventListener("close", () => done(dialog.returnValue), {once: true});
  });
}
