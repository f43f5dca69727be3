// What stands on the table while the first edition is made: each step as it is begun, those that are
// done ticked off, and how far the last one is.

import {h} from "./dom.js";

const FIRST = "Starting";

export class Waiting {
  /** A list of steps in an element, in place of what is there. */
  constructor(element) {
    this.steps = h("ol.steps");
    this.bar = h("progress", {"aria-label": "The present step", max: 1, hidden: true});
    this.doing = "";
    element.replaceChildren(h("div.waiting", {},
      h("h2", {}, "The edition is being made"),
      h("p.soft", {}, "The first time takes some seconds; what is edited later is there at once."),
      h("div", {role: "status"}, this.steps), this.bar));
    this.show({doing: FIRST});
  }

  /** Shows what is being done: `done` of `of`, where that is known. */
  show({doing, done = 0, of = 0}) {
    if (doing !== this.doing) {
      const last = this.steps.lastElementChild;
      last?.classList.add("done");
      last?.removeAttribute("aria-current");
      this.doing = doing;
      this.steps.append(h("li", {"aria-current": "step"}, h("span", {}, doing)));
    }
    this.bar.hidden = !of;
    if (of) Object.assign(this.bar, {max: of, value: done});
  }
}
