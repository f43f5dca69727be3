// The panel: facts of the chosen story, ad or page, then the edition's own, and what was found.

import {path, sourceAddress} from "./api.js";
import {findingList, h} from "./dom.js";
import {KINDS} from "./print-overlay.js";
import {counted} from "./words.js";

/** The facts of what is chosen: `facts` as the desk gives them, `where` the pages it stands on;
 *  `turn(number)` and `drop()` are called by its buttons. */
export function factsOf({pick, facts, where, story, alone, turn, drop}) {
  return h("section.chosen", {"aria-label": "Chosen"},
    h("div.chosen-head", {},
      h("span.tag", {}, KINDS[pick.kind]),
      h("button.bare", {type: "button", "aria-label": "Close these facts", "aria-keyshortcuts": "Escape", onclick: drop}, "✕")),
    h("h2", {}, facts.title),
    where.length ? h("p.where", {}, h("span.soft", {}, where.length > 1 ? "On pages" : "On page"), " ",
      where.map(number => h("button", {type: "button", onclick: () => turn(number), "aria-label": `Turn to page ${number}`}, String(number)))) : null,
    facts.said.length ? h("ul.said", {}, facts.said.map(each => h("li", {}, each))) : null,
    facts.findings?.length ? findingList(worst(facts.findings), () => null) : null,
    h("dl.facts", {}, facts.facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, shown(value))])),
    h("p.ways", {}, ways(pick, facts, story, alone)));
}

function ways(pick, facts, story, alone) {
  const source = facts.file ? h("a", {href: sourceAddress(facts.file, facts.line)}, "Source") : null;
  if (pick.kind !== "story") return source;
  return [
    source,
    story ? h("a", {href: path("/web", {story: story.file})}, "On the web") : null,
    story && !alone ? h("a", {href: path("/print", {story: story.file})}, "Printed alone") : null,
  ];
}

/** The facts of the whole edition. */
export function editionOf({edition, picked}) {
  const {title, date, figures, pages, stories, ads, unplaced, omitted, findings} = edition;
  return [
    h("section.edition", {"aria-label": "Edition"},
      h("h2", {}, title),
      h("p.soft", {}, [date, counted(pages.length, "page"), stories.length ? counted(stories.length, "story") : null,
        ads.length ? counted(new Set(ads.map(each => each.id)).size, "ad") : null].filter(Boolean).join(", ")),
      edition.story ? h("p", {}, h("a", {href: "/print"}, "Back to the whole edition")) : null,
      h("div.figures", {}, figures.map(({name, value, said}) => h("div.figure", {title: said},
        h("div.figure-number", {}, shown(value)), h("div.figure-name", {}, name))))),
    unplaced.length ? h("details.fold", {open: true},
      h("summary", {}, h("h2", {}, `Not placed (${unplaced.length})`)),
      h("ul.unplaced", {}, unplaced.map(each => h("li", {}, unplacedOf(each, picked))))) : null,
    omitted.length ? h("details.fold", {open: true},
      h("summary", {}, h("h2", {}, `Left out (${omitted.length})`)),
      Object.entries(Object.groupBy(omitted, each => each.title)).map(([title, all]) => [
        h("h3", {}, title), h("ul.unplaced", {}, all.map(each => h("li", {}, omittedOf(each, picked))))])) : null,
    h("details.fold", {open: findings.some(each => each.severity === "error")},
      h("summary", {}, h("h2", {}, findings.length ? `Findings (${findings.length})` : "No findings")),
      findings.length ? findingList(worst(findings)) : h("p.soft", {}, "Nothing was found.")),
    h("p.soft", {}, h("kbd", {}, "?"), " tells the keys, ", h("kbd", {}, "Ctrl-K"), " does anything by its name."),
  ];
}

/** Findings, errors first. */
const worst = findings => findings.toSorted((a, b) => (b.severity === "error") - (a.severity === "error"));

/** An ad without a place, or a story that is held over: why, and what would change it. */
function unplacedOf({id, advertiser, slug, headline, said, remedy}, picked) {
  const thing = slug ? {kind: "story", id: slug} : {kind: "ad", id};
  return [
    h("button.bare", {type: "button", onclick: () => picked(thing)}, slug ? headline : `${id}, ${advertiser}`),
    h("p", {}, said), remedy ? h("p.soft", {}, remedy) : null,
  ];
}

/** What was left out of a story, in the words of the printed report. */
function omittedOf({slug, words, files}, picked) {
  return [
    h("button.bare", {type: "button", onclick: () => picked({kind: "story", id: slug})}, words),
    files.length ? h("p.soft", {}, files.join(", ")) : null,
  ];
}

const shown = value => typeof value === "number" ? value.toLocaleString("en") : String(value ?? "");

