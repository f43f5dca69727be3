// A page becomes its next revision in place: nodes that are the same stay, and so does what the
// reader looks at. It is fetched as the reader would get it.

const SHEETS = 'link[rel="stylesheet"]';
const SCRIPTS = 'script:not([type="application/ld+json"])';
// what is read: boxes may find another place when copy is put in above them
const TEXT = ".copy > [id]:not(.slot, .track, .beside), .after > [id], .card, .head > *";

let before = null; // the document as it was served last, before any script touched it
if (document.querySelectorAll(SCRIPTS).length > 1) served();

/** Where scripts work on a page, what it was before them is asked for once. */
async function served() {
  const answer = await fetch(location.href, {cache: "no-store"});
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const same = page.documentElement.dataset.revision === document.documentElement.dataset.revision;
  if (same) before ??= page;
}

/** Fetches this page again and mends it. False where only a new load can show it: its scripts or
 *  its policy are others. Throws where it cannot be had. */
export async function mended() {
  const answer = await fetch(location.href, {cache: "no-store"});
  if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (binding(next) !== binding(document)) return false;
  const sheets = await newSheets(next);
  const held = anchor();
  const root = document.documentElement;
  root.style.overflowAnchor = "none"; // we keep the place ourselves
  for (const put of sheets) put();
  attributes(root, next.documentElement, ["style"]);
  if (document.title !== next.title) document.title = next.title;
  become(document.body, next.body);
  before = next;
  hold(held);
  root.style.overflowAnchor = "";
  return true;
}

/** What holds for a document from its start: the scripts it has and the policy it is under. */
function binding(page) {
  const scripts = [...page.querySelectorAll(SCRIPTS)].map(each => each.outerHTML);
  const policy = page.querySelector('meta[http-equiv="Content-Security-Policy" i]');
  return [...scripts, policy?.content].join("\n");
}

// --- style sheets ------------------------------------------------------------------------------

/** What puts the next document's style sheets in place, all of it read already. Rules are changed
 *  within the sheet where its fonts stay the same: a face that is loaded again would flash. */
async function newSheets(next) {
  const ours = [...document.head.querySelectorAll(SHEETS)];
  const theirs = [...next.head.querySelectorAll(SHEETS)].map(each => each.getAttribute("href"));
  const named = link => link.dataset.now ?? link.getAttribute("href");
  if (ours.length !== theirs.length) return [await swapped(ours, theirs)];
  const changed = ours.map((link, index) => [link, theirs[index]]).filter(([link, href]) => named(link) !== href);
  return Promise.all(changed.map(async ([link, href]) => {
    const address = new URL(href, document.baseURI).href;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${href} answered ${answer.status}`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync((await answer.text()).replace(/url\("([^"]+)"\)/g,
      (_, url) => `url("${new URL(url, address).href}")`));
    if (!link.sheet || faces(sheet) !== faces(link.sheet)) return swapped([link], [href]);
    return () => {
      rules(link.sheet, sheet);
      link.dataset.now = href;
    };
  }));
}

const isFace = rule => rule instanceof CSSFontFaceRule;

/** The fonts that a sheet brings: what they are called, and their files' names. */
function faces(sheet) {
  return [...sheet.cssRules].filter(isFace).map(({style}) => [
    style.getPropertyValue("font-family"), style.getPropertyValue("font-weight"), style.getPropertyValue("font-style"),
    ...style.getPropertyValue("src").match(/[^/"()]+\.woff2|local\([^)]*\)/g) ?? []].join(" ")).join("\n");
}

/** Makes the rules of a sheet those of another, but for the fonts, which are the same. */
function rules(sheet, other) {
  for (let index = sheet.cssRules.length - 1; index >= 0; index--)
    if (!isFace(sheet.cssRules[index])) sheet.deleteRule(index);
  for (const rule of other.cssRules)
    if (!isFace(rule)) sheet.insertRule(rule.cssText, sheet.cssRules.length);
}

/** New links beside the old ones, loaded; what is given drops the old ones. */
async function swapped(old, hrefs) {
  const links = hrefs.map(href => Object.assign(document.createElement("link"), {rel: "stylesheet", href}));
  const loaded = links.map(link => new Promise(resolve => { link.onload = link.onerror = resolve; }));
  const last = old.at(-1);
  if (last) last.after(...links);
  else document.head.append(...links);
  await Promise.all(loaded);
  return () => old.forEach(link => link.remove());
}

// --- nodes -------------------------------------------------------------------------------------

/** An ad whose markup is as it was: what a script has put into it since is left alone. */
function unchangedAd(node) {
  return node.matches?.(".slot.ad[id]") && before?.getElementById(node.id)?.isEqualNode(node);
}

const alike = (one, other) =>
  one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");

/** Makes a node's attributes and children those of another. */
function become(node, next) {
  attributes(node, next);
  let at = node.firstChild;
  for (const child of [...next.childNodes]) {
    const same = found(node, at, child);
    if (!same) {
      node.insertBefore(document.importNode(child, true), at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else move(node, same, at);
    if (same.isEqualNode(child) || unchangedAd(child)) continue;
    if (same.nodeType === Node.ELEMENT_NODE) become(same, child);
    else same.data = child.data;
  }
  while (at) {
    const after = at.nextSibling;
    at.remove();
    at = after;
  }
}

/** The child that becomes another: of its id, wherever that is; else the next, where it is alike. */
function found(node, at, child) {
  if (child.id) {
    const named = document.getElementById(child.id);
    return named?.parentNode === node && alike(named, child) ? named : null;
  }
  return at && alike(at, child) ? at : null;
}

function move(node, child, at) {
  if (node.moveBefore) node.moveBefore(child, at); // frames in it go on without loading again
  else node.insertBefore(child, at);
}

function attributes(node, next, kept = []) {
  for (const {name} of [...node.attributes])
    if (!next.hasAttribute(name) && !kept.includes(name)) node.removeAttribute(name);
  for (const {name, value} of next.attributes)
    if (node.getAttribute(name) !== value && !kept.includes(name)) node.setAttribute(name, value);
}

// --- the reader's place ------------------------------------------------------------------------

/** The uppermost text in view: what it says, and where. Null at the top of the page. */
function anchor() {
  if (scrollY < 1) return null;
  for (const element of document.querySelectorAll(TEXT)) {
    const {top, bottom, height} = element.getBoundingClientRect();
    if (height && bottom > 0) return {id: element.id, text: element.textContent, top, scroll: scrollY};
  }
  return {scroll: scrollY};
}

/** Brings the text of an anchor back to where it was: paragraphs may have been put in above it. */
function hold(held) {
  if (!held) return;
  const texts = [...document.querySelectorAll(TEXT)].filter(each => each.getClientRects().length);
  const same = held.text && (texts.find(each => each.id === held.id && each.textContent === held.text)
    ?? texts.find(each => each.textContent === held.text)
    ?? texts.find(each => held.id && each.id === held.id));
  const moved = same ? same.getBoundingClientRect().top - held.top : 0;
  const top = same ? scrollY + moved : held.scroll;
  if (Math.abs(top - scrollY) >= .5) scrollTo({top, behavior: "instant"});
}
