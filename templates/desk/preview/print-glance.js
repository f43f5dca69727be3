// All pages at a glance: a click goes to one, a second press at once opens it. Dragged onto another,
// there or among the thumbnails, a page changes places with it; both are mirrored while Shift is held.

import {h} from "./dom.js";
import {carry} from "./print-drag.js";

/** What is dragged itself: a page is not, then. */
const CHOSEN = ".thing-story.lit, .thing-ad.lit, .thing-house_ad.lit";

const TWICE = 400;  // ms between the presses of a double click

/** Listens on the stage. `view` has `glances()`, whether all pages are shown, `here()`, the page at
 *  which one is, `turn(number)` and `open(number)`. What is pressed is drawn anew meanwhile, so that
 *  the browser's own double click may never come. */
export function pressAtGlance(stage, view) {
  let last = {page: 0, at: 0};
  const pageOf = event => Number(view.glances() && stage.contains(event.target) && event.target.closest(".sheet")?.dataset.page);
  stage.addEventListener("click", event => {
    const page = pageOf(event);
    if (page && page !== view.here()) view.turn(page);
  });
  addEventListener("pointerdown", event => {
    const page = pageOf(event);
    if (!page) return;
    const twice = last.page === page && event.timeStamp - last.at < TWICE;
    last = {page, at: event.timeStamp};
    if (twice) addEventListener("pointerup", () => view.open(page), {once: true});
  }, {capture: true});
}

/** A page can be dragged onto another where pages are small: on the stage while `view.glances()`, and
 *  among the thumbnails. `view.swap(one, other, mirror)` is called where it is let go, `view.closed(page)`
 *  says which cannot be taken up. */
export function swapByHand(stage, thumbs, view) {
  const small = element => stage.contains(element) ? view.glances() && element.closest(".sheet") : thumbs.contains(element) && element.closest(".thumb");
  thumbs.addEventListener("dragstart", event => event.preventDefault());  // the browser would drag the picture
  for (const place of [stage.parentElement, thumbs]) place.addEventListener("pointerdown", event => {
    const sheet = small(event.target), page = Number(sheet?.dataset?.page);
    if (event.button !== 0 || event.pointerType === "touch" || !page || event.target.closest(CHOSEN) || view.closed(page)) return;
    event.stopPropagation();
    drag(event, page, sheet);
  }, {capture: true});

  function drag(start, page, from) {
    let over = null, mirror = false;
    const ghost = h("div.dragging", {"aria-hidden": "true"}, `Page ${page}`);
    carry(start, ghost, from, event => {
      mirror = event.shiftKey;
      ghost.textContent = `Page ${page}${mirror ? ", mirrored" : ""}`;
      const found = document.elementFromPoint(event.clientX, event.clientY), now = found && small(found);
      if (now === over) return;
      over?.classList.remove("drop");
      over = now && now.dataset.page !== String(page) ? now : null;
      over?.classList.add("drop");
    }, dropped => {
      over?.classList.remove("drop");
      if (dropped && over) view.swap(page, Number(over.dataset.page), mirror);
    });
  }
}
