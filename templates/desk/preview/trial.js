// What a change of rules changes: on the open page at once, over the whole publication as it is
// gone through.
//
//   const trial = new Trial(element, {open(story)});
//   trial.page(answer of /api/rules/trial); trial.begin(); trial.part(line of /api/rules/whole)

import {h} from "./dom.js";

const SIGNS = {moved: "↕", came: "＋", gone: "−"};
const SAID = {moved: "moves", came: "comes", gone: "goes"};
const MOST = 200;

const share = number => `${(number * 100).toFixed(1).replace(/\.0$/, "")} %`;
const worth = number => whole(number / 1000);
const whole = number => Math.round(number).toLocaleString("en");

/** Before and after in one cell; `better` is 1 where more is better, -1 where less is, 0 neither. */
function cell(was, now, said, better = 1) {
  const [before, after] = [was, now].map(each => each === null || each === undefined ? "–" : said(each));
  if (before === after) return h("td.number", {}, after);
  const sense = better * Math.sign((now ?? 0) - (was ?? 0));
  return h("td.number.differs", {}, h("span.was", {}, before, h("span.unseen", {}, " becomes ")), " ",
    h("span", {class: sense > 0 ? "better" : sense < 0 ? "worse" : ""}, after, h("span", {"aria-hidden": "true"}, now > was ? " ▲" : " ▼")));
}

const head = (caption, ...names) => [h("caption.unseen", {}, caption),
  h("thead", {}, h("tr", {}, names.map((name, place) => h("th", {scope: "col", class: place ? "number" : ""}, name))))];

/** What stands elsewhere, in words. */
function changeList(changes) {
  return h("ul.changes", {}, changes.map(each => h("li", {class: `change change-${each.change}`},
    h("span.change-sign", {"aria-hidden": "true"}, SIGNS[each.change] ?? "•"),
    h("span", {}, h("strong", {}, each.id), each.breakpoint ? ` on ${each.breakpoint}` : "", ` ${SAID[each.change] ?? each.change}: `,
      h("span.was", {}, each.was || "nowhere"), " → ", each.now || "nowhere"))));
}

export class Trial {
  #open;
  #page = h("div.trial-part");
  #status = h("p.soft", {role: "status"});
  #progress = h("progress", {"aria-label": "Stories gone through", hidden: true});
  #totals = h("div");
  #stories = h("ol.changed");
  #more = h("p.soft", {hidden: true});
  #failed = h("p.soft", {hidden: true});
  #count = 0;

  constructor(element, {open}) {
    this.#open = open;
    element.append(
      h("section", {"aria-labelledby": "trial-page"}, h("h2", {id: "trial-page"}, "On this page"), this.#page),
      h("section", {"aria-labelledby": "trial-whole"}, h("h2", {id: "trial-whole"}, "In the whole publication"),
        this.#status, this.#progress, this.#failed, this.#totals, this.#stories, this.#more));
  }

  /** The open page, a story's or a front, under the rules as they are saved and as they are now. */
  page({points, note}) {
    if (!points?.length) {
      this.#page.replaceChildren(h("p.soft", {}, "This page cannot be compared: under the saved rules, or as its text stands, none can be made."));
      return;
    }
    const filled = side => side?.slots?.filter(slot => slot.where).length;
    const rows = points.map(({name, saved, draft}) => h("tr", {}, h("th", {scope: "row"}, name),
      cell(filled(saved), filled(draft), String),
      cell(saved?.density, draft?.density, share, 0),
      cell(saved?.value, draft?.value, whole),
      cell(saved?.objective, draft?.objective, worth)));
    const changes = points.flatMap(({name, changes}) => changes.map(each => ({...each, breakpoint: name})));
    this.#page.replaceChildren(...(note ? [h("p.soft", {}, note)] : []),
      h("table.table.sums", {}, head("This page, before and after", "Screens", "Placed", "Density", "Value", "Worth"), h("tbody", {}, rows)),
      changes.length ? changeList(changes) : h("p.soft", {}, "Nothing stands elsewhere."));
  }

  /** Rules that cannot be used: what was found out last stays, and says so. */
  broken() {
    this.#status.textContent = "Waiting for rules that can be used.";
    this.#progress.hidden = true;
  }

  /** What was compared is saved now: it stays until something else is tried. */
  saved() {
    if (!this.#totals.childElementCount) return this.same();
    this.#status.textContent = "Saved. Below is what that changed, beside the rules before.";
    this.#progress.hidden = true;
  }

  /** Nothing differs from the saved rules. */
  same() {
    this.#clear();
    this.#status.textContent = "The rules are as they are saved: change one to see which stories change.";
    this.#progress.hidden = true;
  }

  /** Anew, for other rules. */
  begin() {
    this.#clear();
    this.#status.textContent = "Going through the stories …";
    this.#progress.removeAttribute("value");
    this.#progress.hidden = false;
  }

  /** A part of the answer. What came before stays. */
  part(line) {
    if (line.findings?.length && line.done === undefined) {
      this.#status.textContent = line.findings[0].message;
      this.#progress.hidden = true;
      return;
    }
    if (line.superseded) return;
    for (const story of line.changed ?? []) this.#story(story);
    if (line.of !== undefined) {
      this.#status.setAttribute("aria-live", line.final ? "polite" : "off"); // the end alone is read out
      Object.assign(this.#progress, {max: line.of || 1, value: line.done});
      const of = line.done < line.of ? `${whole(line.done)} of ${whole(line.of)} stories looked at` : `${whole(line.of)} ${line.of === 1 ? "story" : "stories"} looked at`;
      this.#status.textContent = `${of}: ${this.#count ? `${whole(this.#count)} ${this.#count === 1 ? "changes" : "change"}` : "none changes"}.`;
    }
    if (line.failures) {
      this.#failed.hidden = false;
      this.#failed.replaceChildren(`${whole(line.failures)} could not be used: `, h("a", {href: "/findings"}, "see why"));
    }
    if (line.a && line.b) this.#sums(line.a, line.b, typeof line.viewed === "number");
    if (line.final && typeof line.viewed === "number") {
      this.#status.append(` Income: worth per thousand views, times the views that traffic.csv has of ${whole(line.viewed)} of them.`);
    }
    if (line.final) this.#progress.hidden = true;
  }

  #clear() {
    this.#count = 0;
    this.#stories.replaceChildren();
    this.#totals.replaceChildren();
    this.#more.hidden = this.#failed.hidden = true;
  }

  #sums(a, b, viewed) {
    const worthy = viewed ? "income" : "value";
    const listed = side => Array.isArray(side) ? side : side.breakpoints ?? Object.values(side);
    const after = new Map(listed(b).map(each => [each.breakpoint ?? each.name, each]));
    const before = new Map(listed(a).map(each => [each.breakpoint ?? each.name, each]));
    const rows = [...new Set([...before.keys(), ...after.keys()])].map(name => {
      const [was, now] = [before.get(name), after.get(name)];
      return h("tr", {}, h("th", {scope: "row"}, name), cell(was?.filled, now?.filled, whole), cell(was?.density_mean, now?.density_mean, share, 0),
        cell(was?.[worthy], now?.[worthy], whole), cell(was?.objective, now?.objective, worth));
    });
    this.#totals.replaceChildren(h("table.table.sums", {},
      head("All stories, before and after", "Screens", "Placed", "Density", viewed ? "Income" : "Value", "Worth"), h("tbody", {}, rows)));
  }

  #story({file, headline, changes}) {
    this.#count++;
    if (this.#count > MOST) {
      this.#more.hidden = false;
      this.#more.textContent = `and ${whole(this.#count - MOST)} more`;
      return;
    }
    const link = h("a", {href: `?story=${encodeURIComponent(file)}`, onclick: event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#open(file);
    }}, headline || file);
    const count = `${changes.length} ${changes.length === 1 ? "change" : "changes"}`;
    this.#stories.append(h("li", {}, link, h("details", {}, h("summary", {}, count, h("span.unseen", {}, ` in ${headline || file}`)), changeList(changes))));
  }
}
