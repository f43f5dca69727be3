// Presets: the rules of well-known engines, to look at or to start from.

import {Refused, get} from "./api.js";
import {toast} from "./desk.js";
import {h} from "./dom.js";

/** Opens the list of presets; `take(text)` hears the text of the one that is taken. */
export async function presets(take) {
  let found;
  try {
    found = await get("/api/presets");
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    toast(error.message, "bad");
    return;
  }
  const [first] = found;
  const said = h("p.preset-title", {id: "preset-title"}, first.title);
  const text = h("pre.preset-text", {tabIndex: 0, role: "region", "aria-label": "Its rules"}, first.text);
  const chosen = () => found.find(({name}) => name === choice.value);
  const choice = h("select", {id: "preset", "aria-describedby": "preset-title", onchange: () => {
    said.textContent = chosen().title;
    text.textContent = chosen().text;
    text.scrollTop = 0;
  }}, found.map(({name}) => h("option", {value: name}, name)));
  const act = (words, kind, does) => h("button", {type: "button", class: kind, onclick: () => {
    dialog.close();
    does?.();
  }}, words);
  const dialog = h("dialog.ask", {"aria-labelledby": "preset-head", onclose: () => dialog.remove()},
    h("h2", {id: "preset-head"}, "Start from a preset"),
    h("div.field", {}, h("label", {for: "preset"}, "Preset"), choice), said, text,
    h("p.soft", {}, "It takes the place of all that stands in the text. Nothing is saved, and Undo brings back what was there."),
    h("div.dialog-acts", {}, act("Cancel", ""), act("Put it in place", "main", () => take(chosen().text))));
  document.body.append(dialog);
  dialog.showModal();
}
