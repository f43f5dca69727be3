// Stories that come in: written here, pasted, or made of files that are dropped or chosen.

import {hand, path, send, sourceAddress} from "./api.js";
import {say, toast} from "./desk.js";
import {findingList, h} from "./dom.js";
import {counted} from "./words.js";

const MOST = 6_000_000; // bytes of a file; a picture is spelt out in base64, which takes a third more
const FATES = {
  new: "new", changed: "changed at its source", merged: "merged with what was changed here",
  conflict: "changed on both sides: both texts are kept", same: "is here already, as it is",
  kept: "is here already, changed since", older: "an older version: left out",
};

/** Puts what makes stories into a place of the tools; `sections` gives the names there are. */
export function comesIn(place, sections) {
  if (!place) return; // the desk was opened on one story alone
  const files = h("input", {type: "file", multiple: true, hidden: true, onchange: () => {
    take([...files.files]);
    files.value = "";
  }});
  place.append(
    h("button", {type: "button", onclick: () => files.click()}, "From files …"),
    h("button.main", {type: "button", onclick: () => write(sections())}, "New story …"), files);
  addEventListener("dragover", event => dragged(event, true));
  addEventListener("dragleave", event => event.relatedTarget === null && dragged(event, false));
  addEventListener("drop", event => {
    dragged(event, false);
    const text = event.dataTransfer.getData("text/plain");
    if (event.dataTransfer.files.length) take([...event.dataTransfer.files]);
    else if (text.trim()) write(sections(), text);
  });
  addEventListener("paste", event => {
    if (event.target.closest?.("input, textarea, dialog")) return;
    const {files: pasted} = event.clipboardData;
    const text = event.clipboardData.getData("text/plain");
    if (pasted.length) take([...pasted]);
    else if (text.trim()) write(sections(), text);
  });
}

function dragged(event, over) {
  event.preventDefault();
  document.body.classList.toggle("dropping", over);
}

/** Asks for a headline, a section, a picture and a text, and makes a story of them. */
function write(sections, pasted = "") {
  if (document.querySelector("dialog.new-story")) return;
  const names = [...new Set(sections)].filter(Boolean).sort((one, other) => one.localeCompare(other));
  const headline = h("input", {id: "new-headline", type: "text", maxLength: 1000, autocomplete: "off"});
  const section = h("input", {id: "new-section", type: "text", maxLength: 200, autocomplete: "off"});
  section.setAttribute("list", "new-sections");
  const picture = h("input", {id: "new-picture", type: "file", accept: "image/*"});
  const text = h("textarea", {id: "new-text", value: pasted, rows: 8, "aria-describedby": "new-note"});
  const trouble = h("div", {role: "alert"});
  const make = h("button.main", {type: "submit"}, "Make the story");
  const act = async event => {
    event.preventDefault();
    make.disabled = true;
    try {
      const made = await send("POST", "/api/stories", {
        headline: headline.value, section: section.value, text: text.value, picture: await spelt(picture.files[0])});
      dialog.close();
      come(made);
    } catch (error) {
      trouble.replaceChildren(findingList(error.findings ?? [{severity: "error", message: String(error)}]));
    }
    make.disabled = false;
  };
  const dialog = h("dialog.ask.new-story", {"aria-labelledby": "new-title", onclose: () => dialog.remove()},
    h("form", {onsubmit: act},
      h("h2", {id: "new-title"}, "New story"),
      field("new-headline", "Headline", headline),
      h("div.new-pair", {}, field("new-section", "Section", section), field("new-picture", "Picture, if there is one", picture)),
      field("new-text", "Text", text),
      h("p.new-note", {id: "new-note"}, "Write or paste it, or leave it empty and write on in the story’s file. Blank lines stand between paragraphs; without a headline above, the first line is one."),
      h("datalist", {id: "new-sections"}, names.map(name => h("option", {value: name}))),
      trouble,
      h("div.dialog-acts", {}, h("button", {type: "button", onclick: () => dialog.close()}, "Cancel"), make)));
  document.body.append(dialog);
  dialog.showModal();
  headline.focus();
}

const field = (id, name, control) => h("div.field", {}, h("label", {for: id}, name), control);

/** A picture as the desk takes it, null where none is chosen. Throws what is wrong with it. */
async function spelt(file) {
  if (!file) return null;
  const most = MOST * 3 / 4;
  if (file.size > most) throw {findings: [large(file, most, "make it smaller, or put it into stories/media and name it in the story")]};
  const bytes = new Uint8Array(await file.arrayBuffer());
  let signs = "";
  for (let at = 0; at < bytes.length; at += 0x8000) signs += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return {name: file.name, data: btoa(signs)};
}

const large = (file, most, hint) => ({
  severity: "error", message: `${file.name} has ${(file.size / 1e6).toFixed(1)} MB; the desk takes ${most / 1e6}`, hint});

/** A story was made: its text is shown, to go on in it. */
function come({stories, findings}) {
  if (stories.length === 1 && !findings.length) {
    location.href = sourceAddress(stories[0].file);
    return;
  }
  tell("Stories came in", stories, findings);
}

/** Makes stories of files, one after the other, and tells what came of each. */
async function take(files) {
  const [stories, findings] = [[], []];
  for (const [number, file] of files.entries()) {
    say(`Reading ${file.name}, ${number + 1} of ${files.length} …`, "busy");
    if (file.size > MOST) {
      findings.push(large(file, MOST, "import it on the command line: newsgrid import FILE"));
      continue;
    }
    try {
      const made = await hand(path("/api/copy", {name: file.name}), file);
      stories.push(...made.stories);
      findings.push(...made.findings);
    } catch (error) {
      findings.push(...(error.findings ?? [{severity: "error", message: `${file.name}: ${error}`}]));
    }
  }
  say("Live", "good");
  const fresh = stories.filter(story => story.fate === "new").length;
  if (fresh) toast(`${counted(fresh, "new story")}.`);
  tell(stories.length ? "Stories came in" : "No story came in", stories, findings);
}

/** What came in, each with the way to its text, and all that is to be said of it. */
function tell(title, stories, findings) {
  const dialog = h("dialog.ask.new-told", {"aria-labelledby": "told-title", onclose: () => dialog.remove()},
    h("h2", {id: "told-title"}, title),
    h("ul.new-made", {}, stories.map(({file, fate}) => h("li", {}, h("a", {href: sourceAddress(file)}, file), ` – ${FATES[fate] ?? fate}`))),
    findings.length ? h("div.new-found", {role: "region", "aria-label": "Findings", tabIndex: 0}, findingList(findings, inWords)) : null,
    h("div.dialog-acts", {}, h("button.main", {type: "button", autofocus: true, onclick: () => dialog.close()}, "Close")));
  document.body.append(dialog);
  dialog.showModal();
}

/** The place of a finding in words: what came in is no file of the publication. */
const inWords = ({file, line}) => file ? h("span.finding-place", {}, [file, line].filter(Boolean).join(":")) : null;
