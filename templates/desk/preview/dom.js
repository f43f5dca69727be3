// Making elements. Text is always set as text: nothing that a story says becomes markup here.

import {sourceAddress} from "./api.js";

/** An element: `h("a.name", {href: "/"}, "text", child, ...)`. Properties whose names have a dash are
 *  attributes, as is `role`; functions named on... are listeners; null, undefined and false are left
 *  out. */
export function h(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  made.classList.add(...classes);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.classList.add(...value.split(" ").filter(Boolean));
    else if (key.includes("-") || key === "role" || key === "for") made.setAttribute(key, value === true ? "" : value);
    else made[key] = value;
  }
  made.append(...children.flat(Infinity).filter(each => each !== null && each !== undefined && each !== false));
  return made;
}

/** An SVG element with attributes. */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(key, value);
  made.append(...children.flat(Infinity).filter(each => each !== null && each !== undefined && each !== false));
  return made;
}

/** A list of findings, each with the way to its place where it has one. */
export function findingList(findings, place = placeLink) {
  return h("ul.findings", {}, findings.map(finding => h("li", {class: `finding finding-${finding.severity}`},
    h("span.finding-severity", {}, finding.severity === "info" ? "note" : finding.severity), " ",
    place(finding), " ", h("span.finding-message", {}, finding.message),
    finding.hint ? h("span.finding-hint", {}, finding.hint) : null)));
}

/** A link to the line a finding is about, in the source view; null where it has no place. */
function placeLink({file, line, column}) {
  if (!file) return null;
  return h("a.finding-place", {href: sourceAddress(file, line ?? 1, column ?? 1)}, [file, line, column].filter(Boolean).join(":"));
}
