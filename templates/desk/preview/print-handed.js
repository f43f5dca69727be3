// A picture file that is handed to a story: dropped on it on the table, or on its form, or chosen by a
// button there. What it shows, its caption and credit are asked for; then it is kept with the
// publication's pictures and stands in the story's text.
//
//   file, words ──> POST /api/story/picture ──> the story changed ──> the edition is made anew

import {findingsOf, get, hand, send} from "./api.js";
import {say, toast} from "./desk.js";
import {findingList, h} from "./dom.js";
import {changedSince} from "./print-decide.js";
import {onSheet} from "./print-pictures.js";

const MOST = 40_000_000; // bytes of a picture, as the desk takes it (access/guards.py)
const ADDRESS = "/api/story/picture";
const fileOf = src => src.split("/").at(-1);
const refusal = (message, hint) => ({findings: [{severity: "error", message, hint}]});

/** The button of a story's form that has a picture chosen; nothing where a page of it is closed. */
export function addPicture(decisions, story, edition) {
  if (!story.file || story.pages.some(number => edition.pages[number - 1]?.closed)) return null;
  const chosen = () => {
    const input = h("input", {type: "file", accept: "image/*", onchange: () => input.files[0] && askFor(decisions, story, input.files[0])});
    input.click();
  };
  return h("p", {}, h("button", {type: "button", onclick: chosen}, "Add a picture …"));
}

/** Lets picture files be dropped on stories: on the table, and on the form of the chosen one. `view` has
 *  `state`, `table`, `panel` (the element) and `decisions`. */
export function dropPictures(view) {
  const frame = h("div.edge-ghost", {"aria-hidden": "true"}, h("span.edge-figure"));
  const over = target => {
    view.panel.classList.toggle("handed", Boolean(target?.story && !target.sheet));
    if (!target?.rect) return frame.remove();
    const {rect: [x, y, width, height], sheet} = target, page = sheet.data;
    frame.firstChild.textContent = target.said;
    for (const [name, share] of Object.entries({x: x / page.width, y: y / page.height, w: width / page.width, h: height / page.height})) {
      frame.style.setProperty(`--${name}`, `${100 * share}%`);
    }
    sheet.marks.append(frame);
  };
  const carried = event => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", event => {
    if (!carried(event)) return;
    event.preventDefault();  // else the browser opens the file in place of the desk
    if (ofLateAd(event)) return over(null);
    const target = document.querySelector("dialog[open]") ? null : targetAt(event, view);
    event.dataTransfer.dropEffect = target?.story ? "copy" : "none";
    over(target);
  });
  addEventListener("dragleave", event => event.relatedTarget === null && over(null));
  addEventListener("drop", event => {
    if (!carried(event)) return;
    event.preventDefault();
    over(null);
    if (ofLateAd(event)) return;
    if (document.querySelector("dialog[open]")) return;
    const target = targetAt(event, view), {files} = event.dataTransfer;
    if (!target?.story) toast(target?.why ?? "Drop a picture on a story, or on its form: here is neither.", "bad");
    else if (files.length !== 1) toast("Drop one picture at a time: each has its own words.", "bad");
    else askFor(view.decisions, target.story, files[0], target.at);
  });
}

/** Whether a file is over the form of a late ad, which takes it itself. */
const ofLateAd = ({target}) => Boolean(target.closest?.(".late-ad"));

/** What a file would be dropped on: a story, `at` a picture of it or none; null elsewhere, and `why` not
 *  where a story is that cannot be changed. */
function targetAt(event, {state, table, panel}) {
  const {edition, pick} = state;
  if (!edition) return null;
  const storyOf = slug => edition.stories.find(each => each.slug === slug && each.file);
  if (panel.contains(event.target)) {
    const story = pick?.kind === "story" ? storyOf(pick.id) : null;
    const shut = story?.pages.find(number => edition.pages[number - 1]?.closed);
    return shut ? closed(shut) : story ? {story} : null;
  }
  const {sheet, on} = onSheet(event, table) ?? {};
  const part = sheet?.data.parts.find(each => each.story && on(each.rect)), story = part && storyOf(part.story);
  if (!story) return null;
  const shut = story.pages.find(number => edition.pages[number - 1]?.closed);
  if (shut) return closed(shut);
  const image = sheet.data.images.find(each => each.role === "picture" && each.story === story.slug && on(each.rect));
  const at = image && edition.pictures.find(each => each.id === image.id)?.file;
  return {story, sheet, at: at ?? "", rect: (at ? image : part).rect, said: at ? "beside it, or in its place" : "a picture of this story"};
}

const closed = number => ({why: `Page ${number} is closed, with this story: open it first, then hand it the picture.`});

/** Asks for what is to be said of a picture, and where it is to stand, and hands it in. */
function askFor(decisions, story, file, at = "") {
  const text = (id, title, more) => [h("label", {for: id}, title), h("input", {id, type: "text", maxLength: 1000, autocomplete: "off", ...more})];
  const [alt, caption, credit] = [
    text("handed-alt", "What it shows (alt text)", {required: true, "aria-describedby": "handed-note"}),
    text("handed-caption", "Caption"), text("handed-credit", "Credit")];
  const named = [...new Set(story.pictures.map(fileOf))];
  const ways = [
    {at: "", instead: false, words: named.length ? "after its other pictures" : "above its text"},
    ...named.flatMap(each => [{at: each, instead: false, words: `beside ${each}`}, {at: each, instead: true, words: `in place of ${each}`}])];
  const way = h("select", {id: "handed-way"}, ways.map((each, i) => h("option", {value: String(i), selected: each.at === at && !each.instead}, each.words)));
  const source = URL.createObjectURL(file), trouble = h("div", {role: "alert"});
  const use = h("button.main", {type: "submit"}, "Add the picture");
  let busy = false;  // the button keeps the focus meanwhile: Escape closes the form, not what is below
  const act = async event => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    say("Adding the picture…", "busy");
    const {at: beside, instead} = ways[way.value];
    const said = {file: story.file, name: file.name, alt: alt[1].value, caption: caption[1].value, credit: credit[1].value, at: beside, instead};
    try {
      await handIn(decisions, story, said, file);
      dialog.close();
    } catch (error) {
      say("Not added", "bad");
      trouble.replaceChildren(findingList(findingsOf(error, "the story changed meanwhile: add the picture again"), () => null));
      if (!alt[1].value.trim()) alt[1].focus();
    }
    busy = false;
  };
  const shown = h("img.handed-shown", {src: source, alt: "", onerror: () => shown.remove()});
  const dialog = h("dialog.ask.handed-picture", {"aria-labelledby": "handed-title", onclose: () => {
    URL.revokeObjectURL(source);
    dialog.remove();
  }},
    h("form", {onsubmit: act},
      h("h2", {id: "handed-title"}, `A picture for “${story.headline || story.slug}”`),
      h("p.soft", {}, file.name), shown,
      h("div.field", {}, alt), h("p.soft", {id: "handed-note"}, "For those who do not see it: a few words. It is needed."),
      h("div.field", {}, caption), h("div.field", {}, credit),
      h("div.field", {}, h("label", {for: "handed-way"}, "Where it stands in the text"), way),
      trouble,
      h("div.dialog-acts", {}, h("button", {type: "button", onclick: () => dialog.close()}, "Cancel"), use)));
  document.body.append(dialog);
  dialog.showModal();
  alt[1].focus();
}

/** Writes something into a file with another file beside it, the step's `part`, as `give` does, and
 *  notes the step, which it gives: taken back, that file goes, too; done again, it is handed in again. */
export function noteHanded(decisions, begun, {address, part, give}) {
  return decisions.inTurn(async () => {
    const step = {...begun, ...await give()};
    step.restore = async side => {
      const {text, revision} = await get("/api/file", {name: step.file});
      if (text !== step[side === "before" ? "after" : "before"]) throw changedSince(step, step.file, side);
      if (side === "after") {
        Object.assign(step, await give());
        return;
      }
      const {file, before, digest, [part]: name} = step;
      const {kept} = await send("POST", `${address}/back`, {file, text: before, revision, [part]: name, digest});
      if (kept) toast(`${name} stays: something else names it, or it was changed.`);
    };
    decisions.noted(step);
    return step;
  });
}

/** Hands a picture in, and notes it, so that it can be taken back with its file, and done again. */
async function handIn(decisions, {slug}, said, file) {
  if (file.size > MOST) {
    throw refusal(`${file.name} has ${(file.size / 1e6).toFixed(1)} MB; the desk takes ${MOST / 1e6}`,
      "save it smaller, or put it into stories/media and name it in the story's source");
  }
  const give = () => hand(ADDRESS, new Blob([JSON.stringify(said), "\n", file]));
  const step = await noteHanded(decisions, {what: `Picture: ${slug}`, file: said.file}, {address: ADDRESS, part: "picture", give});
  const {pictures} = decisions.ofStory(slug);
  toast(pictures ? `${step.picture} is kept; the story is to have other pictures by decision, so it waits in the tray.` : `${step.picture} is kept.`);
}
