// All pages at a glance: a click goes to one, a second press at once opens it.

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
