// What the cursor of the source view is in, lit on the framed page: blocks by their ids, parts of the
// head by their names. Like the overlay it lives in a shadow beside the body, and is measured on the
// page itself. Once something was asked to be lit, clicks are told, so that the cursor can follow.

const PARTS = ["kicker", "headline", "deck", "byline", "meta"];
const AIR = 4; // CSS px around what is lit

const style = new CSSStyleSheet();
style.replaceSync(`
  :host { all: initial; color-scheme: light dark; position: absolute; left: 0; top: 0; width: 100%; overflow: clip;
    pointer-events: none; z-index: 2147482000; contain: layout style; mix-blend-mode: multiply; }
  i { position: absolute; box-sizing: border-box; border-radius: 2px; background: #ffe06680; border-left: 3px solid #b98900; }
  @media (prefers-color-scheme: dark) {
    :host { mix-blend-mode: normal; }
    i { background: #ffd84d24; border-left-color: #ffd84d; }
  }
`);

const host = document.createElement("newsgrid-light");
host.setAttribute("aria-hidden", "true");
const root = host.attachShadow({mode: "open"});
root.adoptedStyleSheets = [style];

let wanted = {ids: [], parts: []};
let tell = null;

/** Lights what is asked for, and nothing else; `bring` scrolls to it where it is out of sight. */
export function light({ids = [], parts = [], bring = false}, teller) {
  if (!tell) document.addEventListener("click", spot);
  tell = teller;
  wanted = {ids: ids.map(String), parts: parts.filter(part => PARTS.includes(part))};
  follow();
  if (bring) show();
}

/** Lights the same again: the page's nodes may be others, or stand elsewhere. */
export function follow() {
  const places = lit();
  host.hidden = !places.length;
  if (places.length && !host.isConnected) document.documentElement.append(host);
  if (!host.isConnected) return;
  host.style.height = `${document.body.getBoundingClientRect().bottom + scrollY}px`;
  root.replaceChildren(...places.map(({left, top, width, height}) => {
    const made = document.createElement("i");
    made.style.cssText = `left:${left + scrollX - 2 * AIR}px;top:${top + scrollY - AIR}px;width:${width + 3 * AIR}px;height:${height + 2 * AIR}px`;
    return made;
  }));
}

/** Where that stands which is to be lit and is shown at this width. */
function lit() {
  const found = [
    ...wanted.ids.map(id => document.getElementById(id)),
    ...wanted.parts.map(part => document.querySelector(`.head > .${part}`)),
  ];
  return found.filter(each => each?.getClientRects().length).map(each => each.getBoundingClientRect());
}

function show() {
  const places = lit();
  if (!places.length) return;
  const top = Math.min(...places.map(each => each.top));
  const bottom = Math.max(...places.map(each => each.bottom));
  const fits = bottom - top < innerHeight - 80;
  if (top >= 20 && (fits ? bottom <= innerHeight - 20 : top < innerHeight / 2)) return;
  scrollTo({top: scrollY + top - (fits ? (innerHeight - bottom + top) / 2 : 40), behavior: "instant"});
}

/** Tells what was clicked: a block or box of the copy, or a part of the head. Not links, which lead
 *  elsewhere, nor what a page does by itself. */
function spot({target}) {
  if (!(target instanceof Element) || target.closest("a, button, input, label, summary")) return;
  const part = PARTS.find(each => target.closest(`.head > .${each}`));
  const block = target.closest(".copy > [id], .after > [id]");
  if (part || block) tell({newsgrid: "spot", id: block?.id ?? "", part: part ?? ""});
}

let due = 0;
new ResizeObserver(() => { due ||= requestAnimationFrame(() => { due = 0; follow(); }); }).observe(document.body);
document.fonts.ready.then(follow);
