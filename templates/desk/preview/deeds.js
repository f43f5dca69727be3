// What can be done in a view, by name: for the palette (Ctrl-K), for single keys, and for the list of keys.
//
// A deed is {name, group, keys, note, act}; one of which a choice is to be made first has `then` in
// place of `act`: a function that gives the deeds to choose from; one that is `told` is only listed,
// with its keys; `also` are other words by which it is found, `later` asks for what else is told of a
// choice; one that `decides`, or has the `control` of a form and its `value`, can be tried. Most are the controls of the view
// itself, found where they stand by the labels they have: what is added to a view's tools, or to a
// form in its panel, is a deed by that alone.

/** Controls that are deeds: those of tool bars, of forms that decide, and buttons below these. */
const CONTROLS = ["main .tools", "main .decide", "main .decide-ads", "main .headline-form", "main .panel .fold > p", "main .panel .fold > form > p"]
  .map(place => `${place} :is(button, a.button, select, input, textarea)`).join(", ");

const makers = [];

/** Adds deeds: `make()` gives those that can be done at that moment. */
export function offer(make) {
  makers.push(make);
}

/** All that can be done now; those of the view's own making first, then its controls, then views. */
export const deeds = () => [...makers.flatMap(make => make()), ...controls(), ...views()];

/** The deed of a key, as `keyName` calls it. */
export const deedOf = key => deeds().find(deed => !deed.told && deed.keys?.includes(key));

/** What a key is called, in deeds and in lists: "Ctrl-Shift-Z", "PgUp", "M". */
export function keyName({key, ctrlKey, metaKey, altKey, shiftKey}) {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const shifted = shiftKey && (key.length > 1 || /[a-z]/i.test(key));
  return [ctrlKey || metaKey ? "Ctrl" : "", altKey ? "Alt" : "", shifted ? "Shift" : "", name].filter(Boolean).join("-");
}

const NAMES = {PageUp: "PgUp", PageDown: "PgDn", Escape: "Esc", " ": "Space", "=": "+", "-": "−"};

/** The keys of `aria-keyshortcuts`: "Control+Shift+Z s" are ["Ctrl-Shift-Z", "S"]. */
function keysOf(element) {
  return (element.getAttribute("aria-keyshortcuts") ?? "").split(" ").filter(Boolean).map(each => {
    const parts = each === "+" ? ["+"] : each.split("+");
    const held = name => parts.slice(0, -1).includes(name);
    return keyName({key: parts.at(-1), ctrlKey: held("Control"), altKey: held("Alt"), shiftKey: held("Shift")});
  });
}

const spaced = text => text.replace(/\s+/g, " ").trim();

/** What a control is called: by itself, by its label, or by its words. */
function called(element) {
  const label = element.getAttribute("aria-label") || element.labels?.[0]?.textContent || "";
  return spaced(label || (element.matches("button, a") ? element.textContent : element.placeholder || element.id));
}

/** The group it stands in: the name over a row of buttons, or the heading of a form. */
function groupOf(element) {
  const field = element.closest(".field")?.querySelector(".label, label");
  if (field && field.control !== element) return spaced(field.textContent);
  return spaced(element.closest("details")?.querySelector("h2")?.textContent ?? "").replace(/ \(.*\)$/, "");
}

function controls() {
  return [...document.querySelectorAll(CONTROLS)]
    .filter(element => !element.disabled && !element.closest("[hidden]") && element.type !== "file" && called(element))
    .map(element => {
      const deed = {name: called(element), group: groupOf(element), keys: keysOf(element), note: stateOf(element)};
      const same = () => element.isConnected ? element : again(deed) ?? element;
      if (element.matches("select")) return {...deed, then: () => options(same())};
      if (element.matches("button, a, [type=checkbox]")) return {...deed, act: () => same().click()};
      return {...deed, act: () => reach(same())};
    });
}

/** The control of that name that stands there by now: a panel is made anew with each edition. */
const again = ({name, group}) => [...document.querySelectorAll(CONTROLS)]
  .find(element => called(element) === name && groupOf(element) === group);

const stateOf = element => element.matches("select") ? spaced(element.selectedOptions[0]?.textContent ?? "")
  : element.matches("[type=checkbox]") ? element.checked ? "on" : "off"
    : element.hasAttribute("aria-pressed") ? element.getAttribute("aria-pressed") === "true" ? "on" : "off"
      : element.matches("input") ? element.value : "";

const options = select => [...select.options].map(option => ({
  name: spaced(option.textContent), note: option.selected ? "now" : "", control: select.matches(".decide *") ? select : null, value: option.value, act() {
    select.value = option.value;
    select.dispatchEvent(new Event("input", {bubbles: true}));
    select.dispatchEvent(new Event("change", {bubbles: true}));
  },
}));

/** Goes to a box in which something is to be typed. */
function reach(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  element.focus();
  element.select?.();
}

const views = () => [...document.querySelectorAll(".views a")].filter(link => !link.hasAttribute("aria-current"))
  .map(link => ({name: `Go to ${link.firstChild.textContent.trim()}`, group: "Views", keys: [`Alt-${link.dataset.key}`], act: () => link.click()}));

/** How well what is typed finds a name: 0 where it does not. Each word must be found: best where a
 *  word of the name begins so, then within it, then as letters in their order. */
export function found(typed, name) {
  let worth = 1;
  for (const word of typed.split(/\s+/).filter(Boolean)) {
    const starts = name.startsWith(word) || name.includes(` ${word}`);
    const one = starts ? 100 : name.includes(word) ? 30 : inOrder(word, name);
    if (!one) return 0;
    worth += one;
  }
  return worth + (typed && name.startsWith(typed) ? 50 : 0);
}

/** Letters in their order: the fewer gaps, the better; 1 to 10, or 0. */
function inOrder(letters, name) {
  let at = -1, gaps = 0;
  for (const letter of letters) {
    const next = name.indexOf(letter, at + 1);
    if (next < 0) return 0;
    if (next > at + 1) gaps += 1;
    at = next;
  }
  return Math.max(1, 10 - gaps);
}
