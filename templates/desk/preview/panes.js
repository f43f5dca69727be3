// Panes that can be dragged: a bar between two parts of a view that makes one of them wider.
//
//   pane(view, {name: "web-panel", label: "The panel", size: "--panel", from: "end", usual: 380, least: 260, most: 720});
//
// The width is a property of the view's style, in px. Arrows move the bar, Home and End go to the
// ends, Enter and a double click fold the part away and back; so does a deed of the palette. Widths
// are kept for this browser.

import {offer} from "./deeds.js";
import {h} from "./dom.js";

const STEP = 24; // px of a key
const FOLDED = 0;

/** What this browser keeps under a name: the width, and the one to unfold to; null where it keeps none. */
function kept(name) {
  try {
    const widths = localStorage.getItem(`newsgrid pane ${name}`)?.split(" ").map(Number) ?? [];
    return widths.length === 2 && widths.every(Number.isFinite) ? widths : null;
  } catch {
    return null;
  }
}

function keep(name, widths) {
  try {
    localStorage.setItem(`newsgrid pane ${name}`, widths.join(" "));
  } catch { /* storage is switched off: the width lasts as long as the page */ }
}

/** Adds a bar to `view` that sets the width `size` of one of its parts, the one at its start or its
 *  end (`from`), while the window is as `when` says: elsewhere `part` is as wide as its style. `usual` may
 *  be a function: until somebody sets a width, the part follows the window by it. */
export function pane(view, {name, label, size, from, usual, least, most, part, when = "(min-width: 901px)"}) {
  const roomy = matchMedia(when);
  const first = () => typeof usual === "function" ? usual() : usual;
  const own = kept(name);
  let [width, before] = own ?? [first(), first()], follows = !own;
  const bar = h("div.pane-bar", {class: `pane-${from}`, role: "separator", tabIndex: 0, "aria-orientation": "vertical",
    "aria-label": `Width of ${label}`, "aria-valuemin": "0", "aria-valuemax": String(most), title: "Drag it; double-click folds and unfolds"});
  const set = (wanted, last = true) => {
    const folded = wanted < least / 2;
    width = folded ? FOLDED : Math.round(Math.max(least, Math.min(most, view.clientWidth * .7 || most, wanted)));
    if (!folded) before = width;
    view.style.setProperty(size, `${width}px`);
    shown();
    bar.setAttribute("aria-valuenow", String(width));
    bar.setAttribute("aria-valuetext", folded ? "folded away" : `${width} px`);
    if (!last) return;
    follows = false;
    keep(name, [width, before]);
  };
  const shown = () => {
    part.inert = width === FOLDED && roomy.matches;
    part.classList.toggle("is-folded", part.inert);
    bar.classList.toggle("is-shut", part.inert); // then all of the bar lies within the view
  };
  const fold = () => set(width ? FOLDED : before);
  bar.addEventListener("pointerdown", event => {
    if (event.button) return;
    event.preventDefault();
    bar.focus();
    bar.setPointerCapture(event.pointerId);
    const [start, wide] = [event.clientX, width];
    const move = ({clientX}) => set(wide + (clientX - start) * (from === "end" ? -1 : 1));
    document.body.classList.add("is-dragging-pane"); // frames hear nothing meanwhile
    const end = () => {
      document.body.classList.remove("is-dragging-pane");
      bar.removeEventListener("pointermove", move);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("lostpointercapture", end, {once: true});
  });
  bar.addEventListener("dblclick", fold);
  bar.addEventListener("keydown", event => {
    const way = from === "end" ? -1 : 1;
    const next = {ArrowRight: width + STEP * way, ArrowLeft: width - STEP * way, Home: FOLDED, End: most}[event.key];
    if (event.key === "Enter") fold();
    else if (next === undefined) return;
    else set(next);
    event.preventDefault();
  });
  roomy.addEventListener("change", shown);
  offer(() => roomy.matches && bar.checkVisibility() ? [{name: `${width ? "Fold away" : "Unfold"} ${label}`, group: "Panes", also: "hide show collapse rail room", act: fold}] : []);
  addEventListener("resize", () => follows && set(first(), false));
  view.append(bar);
  set(width, false);
}
