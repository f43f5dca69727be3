// What every view has: the desk's events, the state line, keys, and messages that pass.
//
//   document "newsgrid:files"   detail {generation, changed: [names]}: files changed on disk

import {listen} from "./events.js";
import {listenForDeeds} from "./palette.js";
import {tabCount} from "./tab-count.js";

const state = document.getElementById("state");
const desk = document.body.dataset.desk;
let generation = Number(document.body.dataset.generation); // of the files, when this page was made
let closed = false;

/** Says something in the state line: `kind` is "", "busy", "good" or "bad". */
export function say(text, kind = "") {
  state.textContent = text;
  state.dataset.kind = kind;
}

/** A message that passes, at the foot of the page, after so many milliseconds. */
export function toast(text, kind = "", stays = kind === "bad" ? 9000 : 5000) {
  const made = document.createElement("p");
  made.className = `toast ${kind}`;
  made.textContent = text;
  document.getElementById("toasts").append(made);
  setTimeout(() => made.remove(), stays);
}

/** The query of this page's address, and a way to change it without leaving. */
export const query = new URLSearchParams(location.search);
export function remember(values) {
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "") query.delete(key);
    else query.set(key, value);
  }
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  if (values.story) sessionStorage.story = values.story;
}

/** Of the names that this address lists under a key, those that there are; others are told, with all
 *  there are: `known`. */
export function asked(key, known, usual = []) {
  if (!query.has(key)) return usual;
  const names = query.get(key).split(",").map(name => name.trim()).filter(Boolean);
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length) toast(`This address asks for ${key} “${unknown.join("”, “")}”, which there is not. There is ${known.join(", ")}.`, "bad", 30_000);
  return names.filter(name => known.includes(name));
}

/** The same for a key with one name. */
export const askedOne = (key, known) => asked(key, known)[0] ?? known[0];

function hear(kind, data) {
  if (kind === "lost") return say(closed ? "The desk is closed" : "The desk does not answer", "bad");
  if (kind === "locked") return say("Locked: open the address that the new desk printed", "bad");
  closed = kind === "stop";
  if (closed) return say("The desk is closed", "bad");
  if (kind === "files") return changed(data);
  if (data.desk !== desk) return location.reload(); // started anew: its pages lie elsewhere now
  say("Live", "good");
  if (data.generation !== generation) changed({generation: data.generation, changed: []});
}

function connect() {
  if (!window.SharedWorker) return listen(hear);
  const {port} = new SharedWorker("/static/events-shared.js", {type: "module", name: desk});
  port.onmessage = event => hear(event.data.kind, event.data.data);
  addEventListener("pagehide", () => port.postMessage("bye"), {once: true});
}

function changed(detail) {
  if (detail.generation === generation) return;
  generation = detail.generation;
  document.dispatchEvent(new CustomEvent("newsgrid:files", {detail}));
}

// A page that is taken from the browser's memory has missed what was told since.
addEventListener("pageshow", event => event.persisted && connect());

addEventListener("keydown", event => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const link = document.querySelector(`.views a[data-key="${event.key}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

listenForDeeds();
connect();
tabCount();
