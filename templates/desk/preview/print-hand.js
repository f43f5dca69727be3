// A printed page handed on: one HTML file that shows it with what is drawn over it, without the desk.
//
// The file is made here, of the picture that the desk drew from the PDF and of the marks that the
// overlay draws: markup is made by the browser from elements, so that no name in it becomes any. Its
// policy lets nothing load and nothing run.

import {Refused, get, path} from "./api.js";
import {query, toast} from "./desk.js";
import {h} from "./dom.js";
import {KINDS, draw, labelsOf, named, things} from "./print-overlay.js";
import {picture} from "./print-sheet.js";
import {pageName} from "./words.js";

const SCALE = 2; // pixels a point: sharp at the size of the paper
const ZOOM = 1; // CSS px a point in the file
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
const STYLE = `body { height: auto; display: block; margin: 0; } main.handed { display: flex; flex-wrap: wrap; gap: 24px; padding: 20px; }
  .handed .sheet { position: relative; flex: none; } .handed .thing { pointer-events: none; } .handed ul { margin: 8px 0; padding-left: 20px; }
  .handed img { display: block; width: 100%; height: 100%; }`;
const button = document.getElementById("hand-on");

const dataOf = async address => {
  const blob = await (await fetch(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
};

/** The desk's own style sheets, without what they would load. */
const styles = async () => (await Promise.all(["desk.css", "print.css"].map(async name => (await fetch(`/static/${name}`)).text())))
  .join("\n").replace(/@font-face\s*\{[^}]*\}/g, "").replace(/url\([^)]*\)/g, "none");

/** The number of the page that is looked at. */
const number = () => Number(query.get("page")) || Number(document.getElementById("page").value) || 1;

/** The file of a page of an edition, as text. */
async function fileOf(edition, page, layers) {
  const [data, source, style] = await Promise.all([
    get(path(`/api/edition/page/${page.number}`, {story: edition.story || null})), dataOf(picture(edition, page, SCALE)), styles()]);
  const names = Object.fromEntries(Object.keys(KINDS).map(kind => [kind, id => id]));
  const sheet = h("div.sheet", {role: "group", "aria-label": `Page ${page.number}`}, h("img", {src: source, alt: `Page ${page.number}`}),
    h("div.marks", {}, draw(data, {zoom: ZOOM, layers, pick: null, names}, () => {})));
  for (const each of sheet.querySelectorAll("[role=button]")) for (const name of ["role", "tabindex", "aria-pressed"]) each.removeAttribute(name);
  sheet.style.cssText = `--width: ${page.width}; --height: ${page.height}; width: ${page.width * ZOOM}px; height: ${page.height * ZOOM}px`;
  const title = pageName(page);
  const list = h("section", {}, h("h2", {}, "On the page"), h("ul", {}, things(data).filter(({kind}) => kind !== "page")
    .map(thing => h("li", {}, h("strong", {}, `${KINDS[thing.kind]}: `), thing.id,
      labelsOf({sheets: [{data}], look: {layers, names}}, named(thing))?.notes.map(({text}) => `, ${text}`)))));
  const made = document.implementation.createHTMLDocument(`${title} – ${document.title}`);
  made.documentElement.lang = "en";
  const [charset, policy, scheme, look] = [["charset", "utf-8"], ["http-equiv", "Content-Security-Policy"], ["name", "color-scheme"], null].map(pair => {
    const element = made.createElement(pair ? "meta" : "style");
    if (pair) element.setAttribute(...pair);
    return element;
  });
  policy.setAttribute("content", POLICY);
  scheme.setAttribute("content", "light dark");
  look.append(`${style}\n${STYLE}`);
  made.head.prepend(charset, policy, scheme);
  made.head.append(look);
  made.body.className = "view-print";
  const main = made.createElement("main");
  main.className = "handed";
  main.append(h("h1.unseen", {}, title), sheet, list);
  made.body.append(main);
  return `<!DOCTYPE html>\n${made.documentElement.outerHTML}`;
}

async function hand() {
  button.disabled = true;
  try {
    const edition = await get(path("/api/edition", {story: query.get("story")}));
    const page = edition.pages.find(each => each.number === number());
    if (!page) return toast("There is no such page to hand on", "bad");
    const layers = new Set([...document.querySelectorAll('#layers [aria-pressed="true"]')].map(each => each.dataset.layer));
    const address = URL.createObjectURL(new Blob([await fileOf(edition, page, layers)], {type: "text/html"}));
    h("a", {href: address, download: `page-${page.number}.html`}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    toast(error.message, "bad");
  } finally {
    button.disabled = false;
  }
}

button.addEventListener("click", hand);
