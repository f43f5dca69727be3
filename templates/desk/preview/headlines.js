// Headlines for a picker: stories are known by them, and by their files until they are read.
//
//   const named = headlines(picker, input);   asks when the input gets the focus
//   named.soon(stories);                      and before that, where they are so few that it is cheap

import {Refused, lines} from "./api.js";

const FEW = 120; // stories
const EVERY = 150; // milliseconds between two looks of the list

export function headlines(picker, input) {
  let asked = false;
  let stale = false;

  async function ask() {
    if (asked && !stale) return;
    [asked, stale] = [true, false];
    const said = new Map();
    let last = performance.now();
    try {
      for await (const {stories} of lines("GET", "/api/stories")) {
        for (const {file, headline} of stories ?? []) if (headline) said.set(file, headline);
        if (performance.now() - last < EVERY) continue;
        picker.call(said);
        last = performance.now();
      }
    } catch (error) {
      if (!(error instanceof Refused || error instanceof TypeError)) throw error;
      stale = true; // the desk went away, or this page does: the next focus asks again
    }
    picker.call(said);
  }

  document.addEventListener("newsgrid:files", () => { stale = true; });
  input.addEventListener("focus", ask);
  const idle = window.requestIdleCallback ?? setTimeout;
  return {soon: stories => { if (!asked && stories <= FEW) idle(() => ask()); }};
}
