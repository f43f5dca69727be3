// Single controls of the rules form: each shows a value and says what it was changed to.
//
// A control is {element, input, set(value, inherited)}: `input` is what its label is for. It calls
// `say(value)` when it is changed; null means that nothing is to be written here.

import {h} from "./dom.js";
import {quiet} from "./pace.js";
import {CHOICES, MEASURES, amount, decades, numberRange, range, unitOf, written} from "./rule-words.js";

const TYPING = 200;
let count = 0;

/** An id that no other element has. */
export const fresh = () => `rule-${++count}`;

/** Puts a text into an input, unless someone is typing there. `forced`: even then. */
function put(input, text, forced) {
  if (input.value !== text && (forced || document.activeElement !== input || input.type === "range")) input.value = text;
}

/** How far along a slider is, for its style. */
const filled = slider => slider.style.setProperty("--at", `${100 * (slider.value - slider.min) / (slider.max - slider.min || 1)}%`);

/** A slider and a field for the exact words: lengths, shares and words. */
export function lengthControl({key, kind, label, pattern, say}) {
  const fits = new RegExp(pattern ?? "", "i");
  let unit = unitOf(key, kind);
  const slider = h("input", {type: "range", min: 0, "aria-label": label});
  const input = h("input.exact", {type: "text", id: fresh(), autocomplete: "off", spellcheck: false});
  const told = quiet(TYPING, () => { if (fits.test(input.value)) say(input.value.trim()); });
  slider.addEventListener("input", () => {
    input.value = written(Number(slider.value), unit);
    spoken(input.value);
    filled(slider);
    say(input.value);
  });
  input.addEventListener("input", told);
  input.addEventListener("change", () => say(input.value.trim() || null));
  const units = kind === "length" ? unitChoice(label, say) : null;
  const spoken = text => slider.setAttribute("aria-valuetext", text);
  const set = (value, inherited, forced) => {
    const shown = value ?? inherited;
    const parts = shown === undefined || shown === null ? [0, unit] : amount(String(shown));
    slider.disabled = !parts;
    slider.classList.toggle("inherits", value === undefined);
    if (parts) {
      unit = parts[1];
      units?.show(unit);
      const {most, step} = range(key, unit, parts[0]);
      Object.assign(slider, {max: most, step});
      slider.value = parts[0];
      filled(slider);
    }
    spoken(shown ?? "not set");
    put(input, value === undefined ? "" : String(value), forced);
    input.placeholder = inherited ?? "not set";
  };
  return {element: h("div.length", {}, slider, input), input, set, unit: units?.element};
}

/** A choice of what a length is measured in; it begins with an amount that is usual there. */
function unitChoice(label, say) {
  const select = h("select", {id: fresh(), "aria-label": `${label}: measured in`, onchange: () => {
    const [unit, , usual] = MEASURES.find(([unit]) => unit === select.value);
    say(written(usual, unit));
  }}, MEASURES.map(([value, called]) => h("option", {value}, called)));
  return {element: h("p.rule-unit", {}, h("label", {for: select.id}, "Measured in"), select), show: unit => { select.value = unit; }};
}

/** A whole number, with a slider where its size only means something beside others. */
export function numberControl({key, label, node, say}) {
  const input = h("input.exact", {type: "number", id: fresh(), min: node.minimum ?? 0, max: node.maximum ?? null, step: 1});
  const number = () => input.value === "" ? null : Number(input.value);
  const told = quiet(TYPING, () => { if (input.validity.valid) say(number()); });
  input.addEventListener("input", told);
  input.addEventListener("change", () => say(number()));
  const scale = decades(key);
  const slider = scale || numberRange(key) ? h("input", {type: "range", min: scale ? 0 : node.minimum ?? 0, "aria-label": label}) : null;
  slider?.addEventListener("input", () => {
    const value = scale ? scale.value(Number(slider.value)) : Number(slider.value);
    input.value = value;
    slider.setAttribute("aria-valuetext", String(value));
    filled(slider);
    say(value);
  });
  const set = (value, inherited, forced) => {
    put(input, value === undefined ? "" : String(value), forced);
    input.placeholder = inherited ?? "not set";
    if (!slider) return;
    const shown = Number(value ?? inherited ?? 0);
    const {most, step} = scale ? {most: scale.most, step: 1} : numberRange(key, shown);
    Object.assign(slider, {max: most, step});
    if (!scale || scale.value(Number(slider.value)) !== shown) slider.value = scale ? scale.at(shown) : shown;
    slider.setAttribute("aria-valuetext", String(shown));
    filled(slider);
    slider.classList.toggle("inherits", value === undefined);
  };
  return {element: h(slider ? "div.length" : "div.plain", {}, slider, input), input, set};
}

/** One of a few words. */
export function choiceControl({key, node, say}) {
  const called = value => CHOICES[key]?.[value] ?? value;
  const none = h("option", {value: ""});
  const input = h("select", {id: fresh(), onchange: () => say(input.value || null)},
    none, node.enum.map(value => h("option", {value}, called(value))));
  const set = (value, inherited) => {
    none.textContent = inherited === undefined ? "not set" : `${called(inherited)} (taken over)`;
    if (value !== undefined && !node.enum.includes(value)) none.textContent = String(value);
    input.value = node.enum.includes(value) ? value : "";
  };
  return {element: input, input, set};
}

/** Yes or no. */
export function flagControl({say}) {
  const input = h("input", {type: "checkbox", id: fresh(), onchange: () => say(input.checked)});
  return {element: input, input, set: (value, inherited) => { input.checked = (value ?? inherited) === true; }};
}

/** Any words, or a day. */
export function textControl({kind, node, say}) {
  const input = h("input", {type: kind === "date" ? "date" : "text", id: fresh(), autocomplete: "off", spellcheck: false});
  const list = node.examples?.length > 2 ? h("datalist", {id: fresh()}, node.examples.map(value => h("option", {value}))) : null;
  if (list) input.setAttribute("list", list.id);
  const told = quiet(TYPING, () => { if (input.value.trim()) say(input.value.trim()); });
  if (kind !== "date") input.addEventListener("input", told);
  input.addEventListener("change", () => say(input.value.trim() || null));
  const set = (value, inherited, forced) => {
    put(input, value === undefined ? "" : String(value), forced);
    input.placeholder = inherited ?? (node.examples ? `as ${node.examples[0]}` : "not set");
  };
  return {element: h("div.plain", {}, input, list), input, set};
}

/** A list, one chip each, and a field to add to it. `groups`: each of its parts is a list too,
 *  written with commas. */
export function listControl({kind, label, node, names, say}) {
  const groups = kind === "groups";
  const said = part => Array.isArray(part) ? part.join(", ") : String(part);
  const meant = text => groups ? text.split(",").map(word => word.trim()).filter(Boolean) : text;
  let shown = [];
  const chips = h("ul.chips", {role: "list"});
  const options = h("datalist", {id: fresh()});
  const input = h("input", {type: "text", id: fresh(), autocomplete: "off", spellcheck: false, "aria-label": `Add to ${label}`});
  input.setAttribute("list", options.id);
  const example = node.items.examples?.[0] ?? (groups ? "one, other" : "");
  input.placeholder = example ? `add, as ${example}` : "add";
  const add = () => {
    const text = input.value.trim();
    input.value = "";
    if (text && !shown.some(part => said(part) === text)) say([...shown, meant(text)]);
  };
  input.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  input.addEventListener("change", add);
  const remove = part => {
    say(shown.filter(other => other !== part));
    input.focus();
  };
  const set = (value, inherited) => {
    shown = value ?? inherited ?? [];
    if (!Array.isArray(shown)) shown = [shown];
    chips.classList.toggle("inherits", value === undefined);
    chips.replaceChildren(...shown.map(part => h("li.chip", {}, said(part),
      h("button.bare", {type: "button", "aria-label": `Remove ${said(part)} from ${label}`, onclick: () => remove(part)}, "×"))));
    chips.hidden = !shown.length;
    const left = names().filter(name => !shown.includes(name));
    options.replaceChildren(...(groups ? [] : left.map(name => h("option", {value: name}))));
  };
  return {element: h("div.list", {}, chips, input, options), input, set};
}

/** Steps of relaxation: which rule gives way, and to what. */
export function stepsControl({label, say}) {
  let shown = [];
  const rows = h("ol.steps");
  const change = (place, part) => say(shown.map((step, number) => number === place ? part : step));
  const row = (step, place) => {
    const rule = h("input", {type: "text", value: step.rule ?? "", "aria-label": `${label}, step ${place + 1}: the rule that gives way`, placeholder: "clearance.image"});
    const to = h("input", {type: "text", value: step.to ?? "", "aria-label": `${label}, step ${place + 1}: what is asked instead`, placeholder: "nothing"});
    const tell = () => change(place, {rule: rule.value.trim(), ...(to.value.trim() ? {to: to.value.trim()} : {})});
    rule.addEventListener("change", tell);
    to.addEventListener("change", tell);
    return h("li", {}, rule, h("span.soft", {}, "to"), to, h("button.bare", {
      type: "button", "aria-label": `Remove step ${place + 1}`,
      onclick: () => say(shown.length > 1 ? shown.filter((_, number) => number !== place) : null),
    }, "×"));
  };
  const input = h("button", {type: "button", id: fresh(), onclick: () => say([...shown, {rule: "adjacent"}])}, "Add a step");
  const set = (value, inherited) => {
    const now = value ?? inherited ?? [];
    if (JSON.stringify(now) === JSON.stringify(shown) && rows.childElementCount) return;
    shown = Array.isArray(now) ? now : [];
    rows.replaceChildren(...shown.map(row));
  };
  return {element: h("div.list", {}, rows, input), input, set};
}
