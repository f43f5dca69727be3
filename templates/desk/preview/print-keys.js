// The keys of the print view: those that turn, zoom, and show views and layers; Ctrl-Z; and those of
// the palette's deeds. What is typed into a field, or pressed in a dialog, stays there.

import {pressed} from "./palette.js";

/** What one types into: its undo is its own. */
export const TYPED = "input:not([type=checkbox]), textarea";

/** Takes the keys of the window. `view` has the print view's `state`, its `table` and the `stage` of that,
 *  `board`, `decisions` (null where nothing can be decided), and what it does: leaf, turn, choose,
 *  zoomTo, show (a mode), layer. */
export function takeKeys(view) {
  const acts = keysOf(view), {stage, decisions} = view;
  addEventListener("keydown", event => {
    if (!decisions || event.altKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (event.target.closest?.(TYPED)) return;  // the text's own undo
    event.preventDefault();
    if (event.shiftKey) decisions.redo();
    else decisions.undo();
  });
  addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest?.("dialog")) return;
    const inPanel = event.target.closest?.(".panel");
    if (event.target.closest?.("input, select, textarea") || inPanel && event.key.length > 1) {
      if (event.key === "Escape" && inPanel) view.choose(null);
      return;
    }
    if (inPanel && event.key === " ") return;
    const turns = event.key === " " && (event.target === document.body || event.target === stage);
    const act = turns ? () => screen(view, event.shiftKey ? -1 : 1)
      : acts[keyOf(event, stage)] ?? (event.target === document.body ? scrolls(stage)[event.key] : null);
    if (act) act();
    if (act || pressed(event)) event.preventDefault();
  });
}

/** What each key does. */
const keysOf = ({state, table, board, leaf, turn, choose, zoomTo, show, layer}) => ({
  "PageDown": () => leaf(1), "PageUp": () => leaf(-1), "Home": () => turn(1),
  "End": () => turn(state.edition?.pages.length ?? 1), "Escape": () => choose(null),
  "+": () => table.step(1), "=": () => table.step(1), "-": () => table.step(-1),
  "0": () => zoomTo("fit"), "w": () => zoomTo("width"), "1": () => zoomTo("100"),
  "d": () => show(state.mode === "page" ? "spread" : "page"),
  "v": () => show(state.mode === "all" ? "spread" : "all"),
  "o": () => {
    show(state.mode === "board" ? "spread" : "board");
    if (state.mode === "board") board.querySelector("[aria-current]")?.focus();
  },
  "g": () => layer("grid"), "b": () => layer("baselines"), "a": () => layer("areas"),
  "s": () => layer("stack"), "n": () => layer("hole"), "l": () => layer("legs"),
});

/** Arrows where no element has the focus: the browser would scroll what cannot be scrolled. */
function scrolls(stage) {
  const scroll = (left, top) => () => stage.scrollBy({left, top});
  return {"ArrowUp": scroll(0, -60), "ArrowDown": scroll(0, 60), "ArrowLeft": scroll(-60, 0), "ArrowRight": scroll(60, 0)};
}

/** Scrolls by a screen, and turns where there is no more: the space bar, as in readers of PDF. */
function screen({stage, leaf}, way) {
  const before = stage.scrollTop;
  stage.scrollBy({top: way * .9 * stage.clientHeight, behavior: "instant"});
  if (stage.scrollTop === before) leaf(way);
}

/** Left and right turn where there is nothing to scroll that way. */
function keyOf(event, stage) {
  const wide = stage.scrollWidth > stage.clientWidth;
  if (event.key === "ArrowLeft" && !wide) return "PageUp";
  if (event.key === "ArrowRight" && !wide) return "PageDown";
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}
