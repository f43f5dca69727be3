// Again …: what of an earlier edition is to hold once more, chosen in a dialog.
//
//   edition by date ──> GET /api/again ──> boxes ──> Decide ──> POST /api/again ──> the file changed

import {findingsOf, get} from "./api.js";
import {findingList, h} from "./dom.js";
import {storyName} from "./words.js";

const GROUPS = [["story", "Stories", "stories"], ["ad", "Ads", "ads"], ["page", "Decisions of pages", "pages"], ["shape", "Shapes of pages", "shapes"]];

/** Asks which edition, and what of it; decides that. */
export async function askAgain(decisions, edition) {
  if (document.querySelector("dialog.again")) return;
  const there = {
    story: new Set([...edition.stories, ...edition.unplaced].map(each => each.slug)),
    ad: new Set([...edition.ads, ...edition.unplaced].map(each => each.id)),
    page: new Set(edition.pages.map(page => String(page.number))),
  };
  there.shape = there.page;
  const trouble = h("div", {role: "alert"}), list = h("div.again-list");
  const day = h("select", {id: "again-day", onchange: () => fill(day.value)});
  const make = h("button.main", {type: "submit", disabled: true}, "Decide");
  const chosen = () => [...list.querySelectorAll("input:checked")];
  const dialog = h("dialog.ask.again", {"aria-labelledby": "again-title", onclose: () => dialog.remove()},
    h("form", {onsubmit: act},
      h("h2", {id: "again-title"}, "Again, of an earlier edition"),
      h("div.field", {}, h("label", {for: "again-day"}, "Edition"), day),
      list, trouble,
      h("div.dialog-acts", {}, h("button", {type: "button", onclick: () => dialog.close()}, "Cancel"), make)));
  document.body.append(dialog);
  dialog.showModal();
  await fill("");
  day.focus();

  async function fill(wanted) {
    make.disabled = true;
    trouble.replaceChildren();
    try {
      const found = await get("/api/again", {edition: wanted});
      if (wanted && wanted !== day.value) return;  // another one was chosen meanwhile
      if (!wanted) day.replaceChildren(...found.editions.map(each => h("option", {value: each}, each)));
      list.replaceChildren(...found.editions.length ? GROUPS.map(([table, title]) => group(title, found.things.filter(each => each.table === table)))
        : [h("p", {}, "No plan of an earlier edition is kept: newsgrid print keeps that of each edition that has a date.")]);
    } catch (error) {
      list.replaceChildren();
      tell(error);
    }
  }

  function group(title, things) {
    return things.length ? h("fieldset", {}, h("legend", {}, title), things.map(thing => {
      const {table, name, changes} = thing;
      const no = !there[table].has(name) ? "not in this edition" : thing.refused ?? (changes.length ? null : "so already");
      const box = h("input", {type: "checkbox", disabled: no !== null, onchange: () => {
        make.disabled = !chosen().length;
      }});
      box.dataset.table = table;
      box.dataset.name = name;
      const called = table === "story" ? storyName(edition, name) : ofPage(table) ? `Page ${name}` : name;
      return h("label.again-thing", {}, box, h("span", {}, called, h("span.soft", {}, ` – ${no ?? told(changes)}`)));
    })) : h("p.soft", {}, title === GROUPS[2][1] ? "Nothing was decided of its pages." : `${title}: none.`);
  }

  async function act(event) {
    event.preventDefault();
    make.disabled = true;
    const body = {edition: day.value};
    for (const [table, , key] of GROUPS) body[key] = chosen().filter(each => each.dataset.table === table).map(({dataset: {name}}) => ofPage(table) ? Number(name) : name);
    const error = await decisions.again(body);
    if (!error) dialog.close();
    else tell(error);
    make.disabled = !chosen().length;
  }

  function tell(error) {
    trouble.replaceChildren(findingList(findingsOf(error, "the file changed meanwhile: decide again")
      .map(each => each.file?.startsWith("-") ? {...each, file: null} : each)));
  }
}

/** Whether a thing is a page, by its number. */
const ofPage = table => table === "page" || table === "shape";

/** What would be decided, in words: "page 5 (now 4)"; of a shape the regions that it has. */
const words = ({key, before, after}) => `${key.replaceAll("_", " ")} ${said(after)}${before === null ? "" : ` (now ${said(before)})`}`;

const told = changes => {
  const shape = changes.find(({key, after}) => key === "region" && after);
  return shape ? `regions ${Object.keys(shape.after).join(", ")}` : changes.map(words).join(", ");
};

const said = value => value === true ? "yes" : value === false ? "no" : typeof value === "object" ? JSON.stringify(value) : String(value);
