// The rules as data: what a form shows, where it is written, and what holds where nothing is.
//
// A target is what the form is about: {kind: "page" | "defaults" | "slot" | "category" |
// "breakpoints", name}. `at` is "" (all screens), a breakpoint's name, or "print".

/** What stands at a path; undefined where nothing does. */
export const found = (data, path) => path.reduce((here, key) => here?.[key], data);

/** A schema's node without its reference: what refers may describe it anew. */
export function resolved(schema, node) {
  if (!node?.$ref) return node;
  const {$ref, ...own} = node;
  return {...schema.$defs[$ref.split("/").at(-1)], ...own};
}

/** The table of a target, as a path. */
export function tableOf({kind, name}, at) {
  const base = name === undefined ? [kind] : [kind, name];
  if (!at) return base;
  return at === "print" ? [...base, "print"] : [...base, "at", at];
}

/** The schema's properties of a target's table. */
export function propertiesOf(schema, {kind}, at) {
  const defs = schema.$defs;
  if (kind === "page") return (at ? defs.PageTerms : defs.Page).properties;
  if (kind === "defaults") return (at ? defs.Terms : defs.Defaults).properties;
  if (kind === "category") return {when: {$ref: "#/$defs/When"}};
  if (at === "print") return defs.PrintSide.properties;
  return (at ? defs.Terms : defs.Slot).properties;
}

/** Tables that a value is taken from where this one has none: the most special first, each with
 *  what it is called. */
export function above({kind, name}, at) {
  if (kind === "category" || kind === "breakpoints" || at === "print") return [];
  const chain = [];
  if (kind === "slot") {
    if (at) chain.push({path: ["slot", name], said: "this slot on all screens"});
    if (at) chain.push({path: ["defaults", "at", at], said: `every slot on ${at}`});
    chain.push({path: ["defaults"], said: "every slot"});
  } else if (at) {
    chain.push({path: [kind], said: "all screens"});
  }
  return chain;
}

/** What holds for a key where the target says nothing: {value, said}, or null. Newsgrid's own value
 *  comes last. */
export function inherited(data, target, at, path, node) {
  for (const {path: table, said} of above(target, at)) {
    const value = found(data, [...table, ...path]);
    if (value !== undefined) return {value, said, path: [...table, ...path]};
  }
  const own = node?.default;
  if (own === undefined || own === "" || typeof own === "object") return null;
  return {value: own, said: "newsgrid", path: null};
}

/** What a field of this schema is: how it is shown and written. */
export function kindOf(node) {
  if (node.enum) return "choice";
  if (node.type === "boolean") return "flag";
  if (node.type === "integer") return "number";
  if (node.type === "string") {
    if (node.format === "date") return "date";
    if (!node.pattern) return "text";
    if (node.pattern.includes("px|mm")) return "length";
    if (/words\?\\s\*\$$/.test(node.pattern)) return "words";
    return node.pattern === "^\\s*\\d+(\\.\\d+)?\\s*%\\s*$" ? "share" : "text";
  }
  if (node.type === "array") {
    if (node.items.$ref) return "steps";
    return node.items.type === "array" ? "groups" : "list";
  }
  if (node.type === "object" && node.additionalProperties) return node.additionalProperties.$ref ? "clearances" : "lengths";
  return node.type === "object" ? "nested" : "text";
}

/** The words that a list's schema allows, [] where any are. */
export function namesIn(node) {
  if (!node) return [];
  if (node.enum) return node.enum;
  return (node.anyOf ?? []).flatMap(namesIn);
}

/** Keys that a table sets itself: not those of its breakpoints or its side on paper. */
export const settings = table => Object.keys(table ?? {}).filter(key => key !== "at" && key !== "print");

/** Findings by the path they are about, as "slot.inline-ad.max", by where each key is written. */
export function byPath(findings, lines) {
  const map = new Map();
  const places = Object.entries(lines ?? {});
  for (const finding of findings) {
    if (!finding.line) continue;
    const exact = places.filter(([, [line, column]]) => line === finding.line && column === finding.column);
    const row = places.filter(([, [line, column]]) => line === finding.line && column <= (finding.column ?? 1));
    const [path] = (exact.length ? exact : row).sort((a, b) => b[1][1] - a[1][1] || b[0].length - a[0].length)[0] ?? [];
    if (path) map.set(path, [...(map.get(path) ?? []), finding]);
  }
  return map;
}
