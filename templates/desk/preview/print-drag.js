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

/** A drag ends with a click that means nothing: an element swallows the one that comes next, at once. */
export function swallowClick(element) {
  const swallow = click => click.stopPropagation();
  element.addEventListener("click", swallow, {capture: true, once: true});
  setTimeout(() => element.removeEventListener("click", swallow, {capture: true}));
}
