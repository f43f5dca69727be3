// What all drags in the print view have in common, and how stories and ads are dragged to pages.

import {h} from "./dom.js";

/** Follows the pointer until it is let go, or Escape lets it be. */
export function follow(move, end) {
  const hands = new AbortController(), {signal} = hands;
  const done = event => {
    hands.abort();
    end(event);
  };
  addEventListener("pointermove", move, {signal});
  addEventListener("pointerup", done, {signal});
  addEventListener("pointercancel", done, {signal});
  addEventListener("keydown", event => event.key === "Escape" && done(event), {signal, capture: true});
}

/** Carries what is shown at the pointer from where it was taken up. `move(event)` is called while it is
 *  carried, `end(dropped)` when it is let go, or Escape lets it be; what is only clicked is not carried.
 *  `element` swallows the click that a drag ends with. */
export function carry(start, ghost, element, move, end) {
  follow(event => {
    if (!ghost.isConnected) {
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < 5) return;
      document.body.append(ghost);
    }
    ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
    move(event);
  }, event => {
    if (!ghost.isConnected) return;  // a click
    ghost.remove();
    if (event.type === "keydown") event.stopPropagation();
    end(event.type === "pointerup");
    swallowClick(element);
  });
}

/** A drag ends with a click that means nothing: an element swallows the one that comes next, at once. */
export function swallowClick(element) {
  const swallow = click => click.stopPropagation();
  element.addEventListener("click", swallow, {capture: true, once: true});
  setTimeout(() => element.removeEventListener("click", swallow, {capture: true}));
}

/** The chosen story (or ad: `kind`) can be dragged from its page to another, a story of the tray's to
 *  any: onto the table, or onto a thumbnail; what is not chosen moves the table. `drop(slug, page)` is
 *  called where it is let go; Escape lets it be. With `zones` (`over(page element, event, slug, tell)` and
 *  `leave()`, which may give the part of the page it was let go over) that is the third thing `drop` is
 *  called with; what they `tell` stands with what is dragged. */
export function draggable(stage, thumbs, names, drop, kind = "story", zones = null) {
  const from = `.thing-${kind}.lit${kind === "story" ? ", .tray [data-thing]" : ""}`;
  stage.parentElement.addEventListener("pointerdown", event => {
    const thing = event.target.closest?.(from);
    if (event.button !== 0 || !thing) return;
    event.stopPropagation();
    drag(event, thing.dataset.thing.slice(kind.length + 1));
  }, {capture: true});

  function drag(start, slug) {
    const note = h("p.drag-note", {hidden: true}), ghost = h("div.dragging", {"aria-hidden": "true"}, String(names[kind](slug)), note);
    const tell = said => {
      note.textContent = said;
      note.hidden = !said;
    };
    let over = null;
    const move = event => {
      const found = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-page]");
      if (found !== over) {
        over?.classList.remove("drop");
        over = found && (stage.contains(found) || thumbs.contains(found)) ? found : null;
        over?.classList.add("drop");
      }
      zones?.over(over, event, slug, tell);
    };
    const end = dropped => {
      over?.classList.remove("drop");
      const zone = zones?.leave();
      if (dropped && over) drop(slug, Number(over.dataset.page), zone);
    };
    carry(start, ghost, stage, move, end);
  }
}
