// The texts of the publication as a tree of its folders, beside the text that is open.
//
//   showTree(element, names, open)   folders fold; the one of the open text is unfolded and shown

import {sourceAddress} from "./api.js";
import {h} from "./dom.js";

const MOST = 400; // names of a folder: the picker finds the others

/** A tree of names: {files: [[name, title]], folders: Map of trees by their names}. */
function treeOf(names) {
  const root = {files: [], folders: new Map()};
  for (const name of names) {
    const parts = name.split("/");
    const title = parts.pop();
    let here = root;
    for (const part of parts) {
      if (!here.folders.has(part)) here.folders.set(part, {files: [], folders: new Map()});
      here = here.folders.get(part);
    }
    here.files.push([name, title]);
  }
  return root;
}

const order = new Intl.Collator("en", {numeric: true}).compare;

function branch({files, folders}, path, open, folded) {
  const rest = files.length - MOST;
  return h("ul", {},
    [...folders].sort(([one], [other]) => order(one, other)).map(([name, tree]) => {
      const here = `${path}${name}/`;
      const unfolded = folded.has(here) ? folded.get(here) : open.startsWith(here) || folders.size === 1;
      return h("li", {}, h("details", {open: unfolded, "data-path": here}, h("summary", {}, name), branch(tree, here, open, folded)));
    }),
    files.sort(([, one], [, other]) => order(one, other)).slice(0, MOST).map(([name, title]) =>
      h("li", {}, h("a", {href: sourceAddress(name), "aria-current": name === open ? "page" : null}, title))),
    rest > 0 ? h("li.soft", {}, `${rest.toLocaleString("en")} more: type above`) : null);
}

/** Draws the tree; folders stay as they were folded. */
export function showTree(element, names, open) {
  const now = names.join("\n");
  if (element.dataset.now === now) return;
  const first = element.dataset.now === undefined;
  element.dataset.now = now;
  const folded = new Map([...element.querySelectorAll("details")].map(each => [each.dataset.path, each.open]));
  const focused = element.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  element.replaceChildren(branch(treeOf(names), "", open, folded));
  if (focused) element.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
  if (!first) return;
  const here = element.querySelector("[aria-current]");
  if (here) element.scrollTop = here.offsetTop - element.clientHeight / 3;
}
