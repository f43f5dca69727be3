// What all drags in the print view have in common.

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
