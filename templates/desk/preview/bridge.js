// In every framed page, before anything else of it: the page's end of the talk with the desk.
//
//   desk → page   {newsgrid: "refresh", revision}          mend yourself in place
//                 {newsgrid: "overlay", data, layers, ad, scale}
//                 {newsgrid: "select", gap, slot}
//                 {newsgrid: "light", ids, parts, bring}   light what the cursor is in: blocks, parts of the head
//   page → desk   {newsgrid: "ready", revision}            the document stands
//                 {newsgrid: "shown", revision, tall}      its pixels stand, so high it is
//                 {newsgrid: "at", top}                    what was selected is at this height
//                 {newsgrid: "pick", gap, slot, leave}     a gap or slot was chosen
//                 {newsgrid: "spot", id, part}             a block, or a part of the head, was clicked: said once one was lit
//                 {newsgrid: "open", href, written}        a link was followed: href is "" where it leads nowhere
//
// It speaks to its parent alone, and only where that is the desk; alone in a window it does nothing.
(() => {
  if (parent === window) return;
  const own = document.currentScript.dataset.desk;
  const desks = [own, own.replace("127.0.0.1", "localhost")];
  const framer = location.ancestorOrigins?.[0];
  let desk = framer === undefined ? own : desks.find(each => each === framer);
  if (!desk) return;

  // A frame is as wide as it says: a scrollbar that takes room would make the page narrower.
  const bare = new CSSStyleSheet();
  bare.replaceSync(":root { scrollbar-width: none }");
  document.adoptedStyleSheets.push(bare);

  const UNSEEN = 400; // milliseconds
  const kept = `newsgrid-scroll ${window.name} ${location.pathname}`;
  const tell = message => parent.postMessage(message, desk);
  const revision = () => document.documentElement.dataset.revision ?? "";
  // Imported before they are needed, so that the first change finds them here.
  const parsed = new Promise(resolve => addEventListener("DOMContentLoaded", resolve));
  const morph = parsed.then(() => import("./morph.js"));
  const layer = parsed.then(() => import("./overlay-layer.js"));
  const light = parsed.then(() => import("./line-light.js"));
  let wanted = null;
  let mending = false;

  const painted = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const patience = () => new Promise(resolve => setTimeout(resolve, UNSEEN));

  /** Says that a revision's pixels stand: what was changed is painted by the second frame. A frame
   *  that is scrolled out of sight is painted when it is seen, and only waited for so long. */
  async function shown() {
    await Promise.race([painted(), patience()]);
    tell({newsgrid: "shown", revision: revision(), tall: tall()});
  }

  /** How high the page is: what sticks to the foot of the window stands below the rest of it. */
  function tall() {
    let [foot, sticking] = [0, 0];
    for (const child of document.body.children) {
      const {bottom, height} = child.getBoundingClientRect();
      if (getComputedStyle(child).position === "sticky") sticking += height;
      else foot = Math.max(foot, bottom + scrollY);
    }
    return Math.ceil(foot + sticking);
  }

  function reload() {
    try {
      sessionStorage[kept] = JSON.stringify([scrollX, scrollY]);
    } catch { /* storage is full or switched off: the page opens at its top */ }
    location.reload();
  }

  function scrollBack() {
    try {
      const [left, top] = JSON.parse(sessionStorage[kept] ?? "[0,0]");
      delete sessionStorage[kept];
      if (top || left) scrollTo({left, top, behavior: "instant"});
    } catch { /* nothing was kept */ }
  }

  /** One mending at a time; what is wanted in the meantime is what the next one fetches. */
  async function mend(target) {
    wanted = target;
    if (mending) return;
    mending = true;
    const {mended} = await morph;
    while (wanted !== null) {
      wanted = null;
      try {
        if (!await mended()) return reload();
        (await layer).follow();
        (await light).follow();
      } catch {
        // The desk is gone, or the page for a moment: the next change asks again.
      }
    }
    mending = false;
    shown();
  }

  /** Tells the address of the page that a link leads to; of another story's page, the one that the
   *  server sends it to, which names the story. */
  async function follow(address, written) {
    let href = address;
    if (new URL(address).origin === location.origin) {
      const answer = await fetch(address, {method: "HEAD"}).catch(() => null);
      href = answer?.ok ? answer.url : "";
    }
    tell({newsgrid: "open", href, written});
  }

  addEventListener("message", async event => {
    if (event.source !== parent || !desks.includes(event.origin)) return;
    desk = event.origin;
    const said = event.data ?? {};
    if (said.newsgrid === "refresh") mend(said.revision);
    else if (said.newsgrid === "overlay") (await layer).draw(said, tell);
    else if (said.newsgrid === "select") (await layer).select(said.gap, said.slot, tell);
    else if (said.newsgrid === "light") (await light).light(said, tell);
  });

  // A link is the desk's to follow, or not; those within the page are the page's own.
  addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented) return;
    const href = link.getAttribute("href");
    if (href.startsWith("#")) return;
    event.preventDefault();
    follow(link.href, href);
  });
  addEventListener("submit", event => event.preventDefault());

  parsed.then(() => tell({newsgrid: "ready", revision: revision()}));
  addEventListener("load", () => {
    scrollBack();
    shown();
  });
})();
