// Two texts of one file: what stands on disk, and what is being written. Both are shown, with the
// lines in which they differ, and one of three things is done.

import {common} from "./differences.js";
import {h} from "./dom.js";

const at = id => document.getElementById(id);
const AROUND = 3;

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
