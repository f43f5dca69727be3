// Fields of the rules form: a label, a control, where its value comes from, what is wrong, and help.
//
// A field is {element, update(data, findings, forced)}. `form` is what it stands in: {schema, target,
// at, base (the table it writes to, a path), chain (tables that hold where this one says nothing),
// edit(path, value), names(key, enum) (what may be added), first(key) (the value of a new row),
// about(key, name) (what a row means)}.

import {h} from "./dom.js";
import {found, inherited, kindOf, namesIn, resolved} from "./rule-data.js";
import {choiceControl, flagControl, fresh, lengthControl, listControl, numberControl, stepsControl, textControl} from "./rule-controls.js";
import {LABELS, LENGTHS} from "./rule-words.js";

const CONTROLS = {
  length: lengthControl, share: lengthControl, words: lengthControl, number: numberControl, choice: choiceControl,
  flag: flagControl, text: textControl, date: textControl, list: listControl, groups: listControl, steps: stepsControl,
};

/** A button that opens what is said, and `more` than that, and what it opens: [button, text]. */
function help(label, said, more = null) {
  const text = h("div.rule-help", {id: fresh(), hidden: true}, said.filter(Boolean).map(each => h("p", {}, each)), more);
  const button = h("button.bare.rule-ask", {
    type: "button", "aria-expanded": "false", "aria-controls": text.id, "aria-label": `About “${label}”`,
    onclick: () => {
      text.hidden = !text.hidden;
      button.setAttribute("aria-expanded", String(!text.hidden));
    },
  }, "?");
  return [button, text];
}

/** What is wrong with a path and all below it, one line each. */
function wrong(findings, path) {
  const name = path.join(".");
  return [...findings].filter(([other]) => other === name || other.startsWith(`${name}.`)).flatMap(([, each]) => each);
}

const sentence = text => text ? text[0].toUpperCase() + text.slice(1).replace(/\.?$/, ".") : "";
const shown = value => Array.isArray(value) ? value.map(part => Array.isArray(part) ? part.join(", ") : part.rule ?? part).join(" · ") || "none" : typeof value === "boolean" ? (value ? "yes" : "no") : String(value);

/** What stands around a control: how it is named, where its value comes from, what is wrong. */
function frame(form, label, key, path, control, {node, about}) {
  const [ask, text] = help(label, [about ?? sentence(node.description), node.pattern?.includes("px|mm") ? LENGTHS : examples(node)], control.unit);
  const reset = h("button.bare.rule-reset", {type: "button", hidden: true, onclick: () => {
    form.edit(path, null);
    control.input.focus();
  }}, "Reset");
  const from = h("p.rule-from", {id: fresh()});
  const note = h("p.rule-note", {id: fresh()});
  const error = h("p.error", {id: fresh(), role: "status"});
  control.input.setAttribute("aria-describedby", `${from.id} ${note.id} ${error.id}`);
  const element = h("div.rule", {"data-path": path.join(".")},
    h("div.rule-head", {}, h("label", {for: control.input.id}, label), key ? h("code.rule-key", {title: key}, key) : null, ask, from, reset),
    control.element, note, error, text);
  const mark = (value, above, findings) => {
    const set = value !== undefined;
    element.classList.toggle("is-set", set);
    reset.hidden = !set;
    reset.textContent = above ? "Reset" : "Remove";
    reset.setAttribute("aria-label", above ? `Reset “${label}” to ${shown(above.value)}` : `Remove “${label}”`);
    from.textContent = set ? "set here" : above ? origin(above) : "";
    note.textContent = set && above && shown(above.value) !== shown(value) ? `instead of ${shown(above.value)}, ${origin(above)}` : "";
    from.hidden = !from.textContent;
    note.hidden = !note.textContent;
    const problems = wrong(findings, path);
    error.replaceChildren(...problems.map(each => h("span", {class: `rule-${each.severity}`}, each.severity === "error" ? "✕ " : "", each.hint ? `${each.message} (${each.hint})` : each.message)));
    error.hidden = !problems.length;
    control.input.setAttribute("aria-invalid", String(problems.some(each => each.severity === "error")));
  };
  return {element, mark};
}

const origin = ({path, said}) => path ? `from ${said}` : "by default";
const examples = node => node.examples?.length ? `As ${node.examples.map(each => `“${each}”`).join(", ")}.` : "";

/** A field for one key of the target's table. `within` is the table below it that it stands in. */
export function field(form, key, given, within = []) {
  const node = resolved(form.schema, given);
  const kind = kindOf(node);
  const label = LABELS[key] ?? node.title ?? key;
  if (kind === "nested") return nested(form, key, node);
  if (kind === "lengths" || kind === "clearances") return table(form, key, node, kind, label);
  const below = [...within, key];
  const path = [...form.base, ...below];
  const control = CONTROLS[kind]({
    key, kind, label, node, pattern: node.pattern,
    say: value => form.edit(path, value),
    names: () => form.names(key, namesIn(node.items)),
  });
  const around = frame(form, label, key, path, control, {node});
  around.element.classList.add(`rule-${kind}`);
  return {
    element: around.element,
    update(data, findings, forced) {
      const value = found(data, path);
      const above = inherited(data, form.target, form.at, below, node);
      control.set(value, above?.value, forced);
      around.mark(value, above, findings);
    },
  };
}

/** The fields of a table below the target's, as `when`. */
function nested(form, key, node) {
  const within = form.target.kind === "category" ? [] : [key];
  const fields = Object.entries(node.properties).map(([name, given]) => field(form, name, given, within));
  return {
    element: h("div.rules", {}, fields.map(each => each.element)),
    update: (...given) => fields.forEach(each => each.update(...given)),
  };
}

/** A table of lengths by name: one row for each that is set here or taken over, and one to add. */
function table(form, key, node, kind, label) {
  const path = [...form.base, key];
  const rows = new Map();
  const list = h("div.rule-rows");
  const options = h("datalist", {id: fresh()});
  const input = h("input", {type: "text", id: fresh(), autocomplete: "off", spellcheck: false, placeholder: key === "breakpoints" ? "add a range, by its name" : "add another"});
  input.setAttribute("list", options.id);
  const known = () => form.names(key, namesIn(node.propertyNames));
  const add = () => {
    const name = input.value.trim();
    input.value = "";
    if (name && !rows.has(name)) form.edit([...path, name], form.first(key));
  };
  input.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  input.addEventListener("change", add);
  const [ask, text] = help(label, [sentence(node.description), kind === "lengths" && key === "breakpoints" ? "" : LENGTHS]);
  const error = h("p.error", {role: "status"});
  const element = h("div.rule.rule-table", {role: "group", "aria-label": label, "data-path": path.join(".")},
    h("div.rule-head", {}, h("label", {for: input.id}, label), h("code.rule-key", {}, key), ask), text, list, h("div.rule-add", {}, input, options), error);
  return {
    element,
    update(data, findings, forced) {
      const tables = [found(data, path), ...form.chain.map(table => found(data, [...table.path, key]))];
      const names = [...new Set(tables.flatMap(each => each && typeof each === "object" ? Object.keys(each) : []))];
      for (const [name, row] of rows) if (!names.includes(name)) { row.element.remove(); rows.delete(name); }
      for (const name of names) {
        if (!rows.has(name)) rows.set(name, kind === "clearances" ? clearance(form, key, name, node) : distance(form, key, name, node));
      }
      names.forEach((name, place) => {
        const row = rows.get(name).element;
        if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
      });
      for (const row of rows.values()) row.update(data, findings, forced);
      options.replaceChildren(...known().filter(name => !names.includes(name)).map(name => h("option", {value: name})));
      const own = wrong(findings, path).filter(each => ![...rows.keys()].some(name => wrong(findings, [...path, name]).includes(each)));
      error.textContent = own.map(each => each.message).join("; ");
      error.hidden = !own.length;
    },
  };
}

/** A row of a table of plain lengths. */
function distance(form, key, name, node) {
  const path = [...form.base, key, name];
  const inner = node.additionalProperties;
  const make = inner.pattern.includes("px|mm") ? lengthControl : textControl;
  const control = make({key, kind: "length", label: `${LABELS[key] ?? "Widths"}, ${name}`, node: inner, pattern: inner.pattern, say: value => form.edit(path, value)});
  const around = frame(form, name, null, path, control, {node: inner, about: form.about(key, name)});
  return {
    element: around.element,
    update(data, findings, forced) {
      const above = inherited(data, form.target, form.at, [key, name], null);
      control.set(found(data, path), above?.value, forced);
      around.mark(found(data, path), above, findings);
    },
  };
}

const sides = value => value && typeof value === "object" ? value : {above: value, below: value};

/** A row of clearances: one length, or one above and one below. */
function clearance(form, key, name, node) {
  const path = [...form.base, key, name];
  const inner = resolved(form.schema, node.additionalProperties);
  const pattern = inner.anyOf[0].pattern;
  let now;
  let own = false;
  const say = side => value => {
    if (side === null) form.edit(path, value);
    else if (own) form.edit([...path, side], value);
    else form.edit(path, {...sides(now), [side]: value});
  };
  const control = (side, words) => lengthControl({key, kind: "length", label: `${LABELS[key]}, ${name}${words}`, pattern, say: say(side)});
  const both = control(null, "");
  const parts = {above: control("above", ", above"), below: control("below", ", below")};
  const apart = h("input", {type: "checkbox", id: fresh(), onchange: () => {
    const {above, below} = sides(now);
    form.edit(path, apart.checked ? {above: above ?? "0px", below: below ?? "0px"} : above ?? below ?? "0px");
  }});
  const unless = listControl({kind: "list", label: `${name}: below is not asked before`, node: {items: {}}, names: () => form.names("only_before", namesIn(inner.anyOf[1].properties.unless_before.items)),
    say: list => say("unless_before")(list.length ? list : null)});
  const side = (words, part) => h("div.side", {}, h("label", {for: part.input.id}, words), part.element);
  const split = h("div.sides", {}, side("above", parts.above), side("below", parts.below), side("but not before", unless));
  const element = h("div", {}, both.element, split, h("label.check", {for: apart.id}, apart, "differs above and below"));
  const around = frame(form, name, null, path, {element, input: both.input, unit: both.unit}, {node: inner, about: form.about(key, name)});
  return {
    element: around.element,
    update(data, findings, forced) {
      const value = found(data, path);
      const above = inherited(data, form.target, form.at, [key, name], null);
      now = value ?? above?.value;
      own = value !== undefined && typeof value === "object";
      const differs = typeof now === "object" && now !== null;
      apart.checked = differs;
      both.element.hidden = differs;
      split.hidden = !differs;
      if (differs) {
        for (const [each, part] of Object.entries(parts)) part.set(value?.[each], typeof above?.value === "object" ? above.value[each] : above?.value, forced);
        unless.set(value?.unless_before, above?.value?.unless_before);
      } else both.set(value, above?.value, forced);
      around.mark(flat(value), above ? {...above, value: flat(above.value)} : null, findings);
    },
  };
}

/** A clearance in words. */
function flat(value) {
  if (!value || typeof value !== "object") return value;
  return Object.entries(value).map(([side, length]) => `${side} ${Array.isArray(length) ? length.join(", ") : length}`).join(", ");
}

