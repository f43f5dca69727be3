// What all drags in the print view have in common.

/** A drag ends with a click that means nothing: an element swallows the one that comes next, at once. */
export function swallowClick(element) {
  const swallow = click => click.stopPropagation();
  element.addEventListener("click", swallow, {capture: true, once: true});
  setTimeout(() => element.removeEventListener("click", swallow, {capture: true}));
}
