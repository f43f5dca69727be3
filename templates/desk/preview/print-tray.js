// The tray under the table: stories that have no page (held by decision, waiting, without room) and
// pictures that were left out, each with what would bring it in. Stories can be dragged to a page, pictures onto their stories.

import {h} from "./dom.js";
import {palette} from "./palette.js";
import {heldWords, holds} from "./print-hold.js";
import {leftOut, waysIn} from "./print-pictures.js";
import {counted, pageName} from "./words.js";

const PICTURE_WHY = {decided: "by decision", room: "no room"};
const WHY = {waiting: "waiting", room: "no room"};

/** The stories of a tray that have no page. */
export const heldStories = edition => edition.unplaced.filter(each => each.slug);

/** The edits by which a story that may be on hold begins on a page. That another edition is without
 *  it stays decided. */
export const toPage = (decisions, slug, page, edition) => [
  ["story", slug, "page", page], ...(holds(decisions.ofStory(slug).hold, edition) ? [["story", slug, "hold", null]] : [])];

export class Tray {
  /** A tray in an element. `view` has `decisions` and `choose(thing)`. */
  constructor(element, view) {
    Object.assign(this, {element, view});
    this.open = false;
  }

  /** Shows what an edition has no place for. */
  show(edition) {
    const held = heldStories(edition), pictures = leftOut(edition, this.view.decisions), was = document.activeElement?.dataset?.key;
    const within = this.element.contains(document.activeElement);
    this.element.hidden = !held.length && !pictures.length;
    this.element.parentElement.classList.toggle("with-tray", !this.element.hidden);
    this.element.parentElement.classList.toggle("with-open-tray", !this.element.hidden && this.open);
    const said = [held.length ? `${counted(held.length, "story")} without a page` : null, pictures.length ? `${counted(pictures.length, "picture")} left out` : null].filter(Boolean).join(", ");
    this.element.replaceChildren(
      h("button.bare.tray-head", {type: "button", "aria-expanded": String(this.open), "aria-controls": "tray-cards", "data-key": "tray", onclick: () => {
        this.open = !this.open;
        this.show(edition);
      }}, this.open ? "▾ " : "▸ ", h("b", {}, "Tray"), " ", h("span.soft", {}, said)),
      h("ul.tray-cards", {id: "tray-cards", hidden: !this.open, tabIndex: 0, "aria-label": "What has no place"},
        held.map(each => this.story(each, edition)), pictures.map(each => this.picture(each, edition))));
    if (within) (this.element.querySelector(`[data-key="${CSS.escape(was ?? "")}"]`) ?? this.element.firstChild).focus({preventScroll: true});
  }

  story({slug, headline, said, why}, edition) {
    const {decisions, choose} = this.view;
    const pages = {name: `Page of ${headline}`, then: () => edition.pages.filter(page => !page.closed).map(page => ({
      name: pageName(page),
      decides: true, act: () => decisions.decide(`Page ${page.number}: ${slug}`, toPage(decisions, slug, page.number, edition))}))};
    return h("li.tray-card", {"data-thing": `story:${slug}`, title: said},
      h("button.bare", {type: "button", "data-key": `story-${slug}`, onclick: () => choose({kind: "story", id: slug})}, headline),
      h("span.tag", {class: why === "room" ? "warn" : ""}, why === "decided" ? heldWords(decisions.ofStory(slug).hold, edition) : WHY[why]), h("p.soft", {}, said),
      h("p.tray-acts", {},
        why === "decided" ? h("button", {type: "button", "data-key": `release-${slug}`, "aria-label": `Release ${headline}`,
          onclick: () => decisions.decide(`Released: ${slug}`, [["story", slug, "hold", null]])}, "Release") : null,
        why === "waiting" ? null : h("button", {type: "button", "data-key": `to-${slug}`, "aria-label": `Put ${headline} on a page`, onclick: () => palette(pages)}, "To page …")));
  }

  picture({slug, headline, file, why}, edition) {
    const {decisions, choose} = this.view, picture = {slug, headline, file};
    const said = why === "decided" ? `“${headline}” is to have other pictures.` : `“${headline}” had no room for it.`;
    return h("li.tray-card", {title: file, "data-picture": JSON.stringify(picture)},
      h("button.bare", {type: "button", "data-key": `picture-${slug}-${file}`, onclick: () => choose({kind: "story", id: slug})}, file),
      h("span.tag", {}, "picture"), " ", h("span.tag", {class: why === "room" ? "warn" : ""}, PICTURE_WHY[why]), h("p.soft", {}, said),
      h("p.tray-acts", {}, h("button", {type: "button", "data-key": `wide-${slug}-${file}`, "aria-label": `Bring in ${file}`,
        onclick: () => palette(waysIn(edition, decisions, picture))}, "Bring it in …")));
  }
}
