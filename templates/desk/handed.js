// The script of a file that is handed on: it makes a frame for each screen, from the data in the file.
//
//   file → frame   {newsgrid: "layers", layers}
//   frame → file   {newsgrid: "tall", tall}, {newsgrid: "pick", gap, slot}

const {page, screens, layers, drawing} = JSON.parse(document.getElementById("data").textContent);
const safe = data => JSON.stringify(data).replaceAll("<", "\\u003c");
const frames = new Map();

for (const {width, overlay} of screens) {
  const section = document.querySelector(`.screen[data-width="${width}"]`);
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = `The page on a screen ${width} pixels wide`;
  frame.width = width;
  frame.height = 1200;
  section.style.width = `${Math.max(width, 340) + 2}px`;
  frame.srcdoc = `${page}<script type="application/json" id="newsgrid-handed">${safe({overlay, layers})}<\/script><script type="module">${drawing}<\/script>`;
  section.querySelector(".frame").append(frame);
  frames.set(frame, section);
}

addEventListener("message", ({source, data}) => {
  const [frame, section] = [...frames].find(([each]) => each.contentWindow === source) ?? [];
  if (!frame || !data) return;
  if (data.newsgrid === "tall") frame.height = Math.min(40000, Math.max(200, Math.ceil(Number(data.tall)) || 1200));
  if (data.newsgrid === "pick" && data.gap !== undefined) why(section, String(data.gap ?? ""));
});

/** Opens the reasons of a gap. */
function why(section, gap) {
  const found = [...section.querySelectorAll("details")].find(each => each.dataset.gap === gap);
  if (!found) return;
  found.open = true;
  found.querySelector("summary").focus();
  found.scrollIntoView({block: "center"});
}

document.getElementById("layers").addEventListener("change", () => {
  const on = [...document.querySelectorAll("#layers input:checked")].map(({name}) => name);
  for (const frame of frames.keys()) frame.contentWindow.postMessage({newsgrid: "layers", layers: on}, "*");
});
