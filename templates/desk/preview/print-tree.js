// What is on the pages on the table, as a tree: page, its stories with their heads, pictures, legs and
// boxes and where they go on, its ads and those of the house. What is pointed at or has the focus is lit
// on its page; what is chosen on a page is shown here.
//
// One item is in the order of tabs. Arrows go up and down, right opens and left closes, or goes to the
// first within and to what an item is in; Home, End, and letters go to what begins with them, * opens
// all beside an item; Enter and the space bar choose.

import {h} from "./dom.js";
import {KINDS, labelRole, modulesOf, named, things} from "./print-overlay.js";
import {pageName, plain} from "./words.js";

const PAUSE = 700;  // ms after which letters begin a new word

export class Tree {
  /** `choose(thing)`, `turn(page)` and `light(page, rects, thing)` are called when an item is chosen,
   *  one that leads to another page is, and when one is pointed at (rects: none for no longer). */
  constructor({choose, turn, light}) {
    Object.assign(this, {choose, turn, light});
    this.open = new Map();  // by key, where somebody opened or closed an item
    this.typed = {text: "", at: 0};
    this.title = h("h2", {});
    this.list = h("ul.tree", {role: "tree", onkeydown: event => this.key(event), onclick: event => this.click(event),
      onpointerover: event => this.point(event.target.closest(".tree-row")?.parentElement), onpointerleave: () => this.point(this.focused()),
      onfocusin: event => this.went(event.target), onfocusout: () => this.point(null)});
    this.element = h("details.fold.tree-fold", {open: true}, h("summary", {}, this.title), this.list);
  }

  /** Shows what is on sheets, and what is chosen. */
  show({sheets, names, edition, pick}) {
    const pages = sheets.map(({data}) => data.number), title = `On page${pages.length > 1 ? "s" : ""} ${pages.join(" and ")}`;
    this.title.textContent = title;
    this.list.setAttribute("aria-label", title);
    const key = sheets.map(({data}) => `${data.number} ${data.revision}`).join();
    if (this.shown !== key || this.edition !== edition) {
      const held = this.focused()?.dataset.key;
      Object.assign(this, {shown: key, edition, nodes: new Map()});
      this.list.replaceChildren(...this.items(sheets.map(({data}) => branch(data, names, edition)), 1));
      if (held) this.item(held)?.focus({preventScroll: true});
    }
    this.select(named(pick));
  }

  /** The elements of nodes on a level. */
  items(nodes, level) {
    return nodes.map((node, i) => {
      this.nodes.set(node.key, node);
      const open = this.open.get(node.key) ?? level === 1, within = node.children ?? [];
      const item = h("li", {role: "treeitem", tabindex: "-1", "aria-level": String(level), "aria-setsize": String(nodes.length), "aria-posinset": String(i + 1),
        "aria-selected": "false", "aria-label": `${node.kind}: ${node.label}`, "aria-expanded": within.length ? String(open) : null},
        h("div.tree-row", {}, h("span.twist", {"aria-hidden": "true"}, within.length ? "▸" : ""),
          h("span.tag", {}, node.kind), h("span.tree-label", {title: node.label}, node.label)),
        within.length ? h("ul", {role: "group", hidden: !open}, this.items(within, level + 1)) : null);
      item.dataset.key = node.key;
      item.tabIndex = -1;
      return item;
    });
  }

  /** Marks what is chosen: opened up to there, and in sight. */
  select(name) {
    const found = [...this.nodes.values()].find(node => node.whole && named(node.thing) === name), item = found && this.item(found.key);
    for (const each of this.list.querySelectorAll("[aria-selected=true]")) if (each !== item) each.setAttribute("aria-selected", "false");
    item?.setAttribute("aria-selected", "true");
    if (item && this.chosen !== name) {
      for (let up = item.parentElement.closest("[role=treeitem]"); up; up = up.parentElement.closest("[role=treeitem]")) this.expand(up, true);
      if (item.hasAttribute("aria-expanded") && found.thing.kind === "story") this.expand(item, true);
      if (!this.focused()) this.stop(item);
      this.bring(item);
    }
    this.chosen = name;
    if (!this.list.querySelector('[tabindex="0"]')) this.stop(item ?? this.list.firstElementChild);
  }

  /** Scrolls the tree, and nothing around it, until an item is seen. */
  bring(item) {
    const row = item.firstElementChild.getBoundingClientRect(), room = this.list.getBoundingClientRect();
    if (row.top < room.top) this.list.scrollTop += row.top - room.top;
    else if (row.bottom > room.bottom) this.list.scrollTop += row.bottom - room.bottom;
  }

  /** The one item in the order of tabs. */
  stop(item) {
    for (const each of this.list.querySelectorAll('[tabindex="0"]')) each.tabIndex = -1;
    if (item) item.tabIndex = 0;
  }

  item(key) {
    return this.list.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  focused() {
    return this.list.contains(document.activeElement) ? document.activeElement.closest("[role=treeitem]") : null;
  }

  point(item) {
    const node = item && this.nodes.get(item.dataset.key);
    if (node) this.light(node.page, node.rects, named(node.thing));
    else this.light(0, [], "");
  }

  went(item) {
    this.stop(item);
    this.bring(item);
    this.point(item);
  }

  expand(item, open) {
    if (!item.hasAttribute("aria-expanded")) return;
    item.setAttribute("aria-expanded", String(open));
    item.lastElementChild.hidden = !open;
    this.open.set(item.dataset.key, open);
  }

  act(item) {
    const {thing, to} = this.nodes.get(item.dataset.key);
    if (to) this.turn(to);
    else this.choose(thing);
  }

  click(event) {
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    item.focus({preventScroll: true});
    if (event.target.closest(".twist")) this.expand(item, item.getAttribute("aria-expanded") !== "true");
    else this.act(item);
  }

  key(event) {
    const item = event.target.closest("[role=treeitem]");
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...this.list.querySelectorAll("[role=treeitem]")].filter(each => !each.parentElement.closest("[hidden]")), at = all.indexOf(item);
    const opened = item.getAttribute("aria-expanded"), up = item.parentElement.closest("[role=treeitem]");
    const keys = {
      ArrowDown: () => all[at + 1]?.focus(), ArrowUp: () => all[at - 1]?.focus(), Home: () => all[0].focus(), End: () => all.at(-1).focus(),
      ArrowRight: () => opened === "false" ? this.expand(item, true) : opened && all[at + 1].focus(),
      ArrowLeft: () => opened === "true" ? this.expand(item, false) : up?.focus(),
      "*": () => [...item.parentElement.children].forEach(each => this.expand(each, true)),
      Enter: () => this.act(item), " ": () => this.act(item),
    };
    const typing = this.typed.text && event.timeStamp - this.typed.at < PAUSE;
    const letter = /^[\p{L}\p{N}]$/u.test(event.key) || event.key === " " && typing;  // a name may have spaces
    if (!keys[event.key] && !letter) return;
    event.preventDefault();
    event.stopPropagation();  // the letters of the view are for its pages
    if (letter) this.type(event, all, at);
    else keys[event.key]();
  }

  /** Goes to the next item that begins with what is typed; the same letter again to the one after. */
  type({key, timeStamp}, all, at) {
    const goes = timeStamp - this.typed.at < PAUSE && this.typed.text !== plain(key);
    this.typed = {text: (goes ? this.typed.text : "") + plain(key), at: timeStamp};
    const from = goes ? at : at + 1, turned = [...all.slice(from), ...all.slice(0, from)];
    const begins = each => [this.nodes.get(each.dataset.key)].some(({kind, label}) => [label, kind].some(said => plain(said).startsWith(this.typed.text)));
    turned.find(begins)?.focus();
  }
}

/** The node of a page: {key, kind, label, page, rects, thing, children}; `whole` where it stands for
 *  all of its thing, `to` for the page it leads to. */
function branch(data, names, edition) {
  const page = data.number, boxes = modulesOf(data);
  const node = (kind, label, rects, thing, more = {}) => ({kind, label: String(label), page, rects, thing, key: `${page} ${named(thing)}`, ...more});
  const part = (thing, kind, label, rect, i) => node(kind, label, [rect], thing, {key: `${page} ${named(thing)} ${kind} ${i}`});
  const pictureNode = (id, rect) => node(KINDS.picture, names.picture(id), [rect], {kind: "picture", id}, {whole: true});
  const every = things(data).filter(({kind}) => kind !== "page" && kind !== "picture").map(thing => {
    const {kind, id, rects} = thing, it = {kind, id}, children = kind === "story" ? inStory(id, it) : [];
    return node(KINDS[kind], names[kind](id), rects, it, {whole: true, children});
  });
  const whole = {kind: "page", id: String(page)};

  function inStory(slug, it) {
    const own = data.areas.filter(each => each.story === slug && each.role !== "body");
    const type = own.map(({role, type: rect, lines}, i) => part(it, labelRole(role), lines === 1 ? "1 line" : `${lines} lines`, rect, i));
    const heads = own.map(({role}) => HEADS.includes(role));
    return [
      ...type.filter((_, i) => heads[i]),
      ...data.images.filter(each => each.role === "picture" && each.story === slug).map(({id, rect}) => pictureNode(id, rect)),
      ...type.filter((_, i) => !heads[i]),
      ...data.legs.filter(each => each.story === slug).map(({rect, filled, rows}, i) => part(it, "Leg", `${i + 1}, ${filled}/${rows} rows`, rect, i)),
      ...boxes.filter(each => each.story === slug).map(({role, rect}, i) => part(it, "Box", labelRole(role), rect, i)),
      ...(edition.stories.find(each => each.slug === slug)?.pages ?? []).filter(other => other !== page).map(other => node("Jump",
        `${other > page ? "goes on" : "is also"} on page ${other}`, own.filter(({role}) => role === "jump").map(each => each.type), it,
        {to: other, key: `${page} ${named(it)} to ${other}`})),
    ];
  }

  return node(KINDS.page, pageName({number: page, section: data.section}).replace("Page ", ""), [[0, 0, data.width, data.height]], whole, {whole: true, children: [
    ...every,
    ...data.boxes.filter(each => each.role === "picture").map(({id, rect}) => pictureNode(id, rect)),
    ...boxes.filter(each => !each.story && each.role !== "picture").map(({role, rect}, i) => part(whole, "Box", labelRole(role), rect, i)),
  ]});
}

const HEADS = ["kicker", "headline", "deck", "byline"];
