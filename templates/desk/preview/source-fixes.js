// Remedies that findings bring with them: edits of the text, made where the finding was made.
//
//   {title: 'Change to "tagline"', line, column, written, instead}     places from 1, on disk
//
// The text may be another by now: an edit is offered as long as what it mends still stands in its
// place, or in the same column of another line. Chosen by a button in the panel, by the ✎ in the
// margin, or from the list that Ctrl-. opens at the cursor; each is one step of undo.

import {h} from "./dom.js";

/** The edits of findings that can be made in a text: [{finding, edit, line, from}], the offset of
 *  each and its line, from 1. */
export function fixesIn(findings, text) {
  if (!findings.some(each => each.edits)) return [];
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return findings.flatMap(finding => (finding.edits ?? []).flatMap(edit => {
    const line = lineOf(edit, text, starts);
    return line ? [{finding, edit, line, from: starts[line - 1] + edit.column - 1}] : [];
  }));
}

/** The line, from 1, on which what an edit mends stands now, the nearest to its own; 0 for none. */
function lineOf({line, column, written}, text, starts) {
  const stands = number => {
    const from = starts[number - 1] + column - 1;
    return from + written.length <= text.length && text.startsWith(written, from) && written !== "";
  };
  for (let away = 0; away < starts.length; away++) {
    for (const number of [line - away, line + away]) if (number >= 1 && number <= starts.length && stands(number)) return number;
  }
  return 0;
}

/** A text with an edit made. */
export const mended = (text, {edit, from}) => text.slice(0, from) + edit.instead + text.slice(from + edit.written.length);

/** A list of remedies at a place of the window, {left, top}; `choose` is told which, `leave` that the
 *  list went without any. Arrows, Home and End move, Enter chooses, Escape and Tab leave. */
export function fixMenu(fixes, {left, top}, choose, leave) {
  document.querySelector(".fix-menu")?.remove();
  const end = act => {
    menu.removeEventListener("focusout", away);
    menu.remove();
    act();
  };
  const items = fixes.map(fix => h("button.fix-item", {type: "button", role: "menuitem", tabIndex: -1, onclick: () => end(() => choose(fix))},
    h("b", {}, fix.edit.title), h("span", {}, fix.finding.message)));
  const menu = h("div.fix-menu", {role: "menu", "aria-label": "Remedies at this line"}, items);
  const away = ({relatedTarget}) => menu.contains(relatedTarget) || end(() => {});
  menu.addEventListener("focusout", away);
  menu.addEventListener("keydown", event => {
    const at = items.indexOf(document.activeElement);
    const next = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1}[event.key];
    if (event.key === "Escape" || event.key === "Tab") end(leave);
    else if (next !== undefined) items[(next + items.length) % items.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.querySelector("main").append(menu);
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${top + menu.offsetHeight > innerHeight - 8 ? Math.max(8, top - menu.offsetHeight - 26) : top}px`;
  items[0].focus();
}
