// The list of what was decided, newest first, and two live regions: one that waits for a pause, one that does not.

import { el } from "./dom.js";
import { digits } from "./durations.js";
import { sentenceOf } from "./sentences.js";

const MOST = 60;

/** Shows decisions in a list. */
export class NoticeList {
  #list;
  #naming;

  constructor(list, naming) {
    this.#list = list;
    this.#naming = naming;
  }

  /** Begins again with these. */
  reset(decisions) {
    this.#list.replaceChildren();
    this.add(decisions);
  }

  add(decisions) {
    for (const decision of decisions) {
      const sentence = sentenceOf(decision, this.#naming());
      if (sentence) {
        this.#list.prepend(el("li", { class: sentence.tone }, el("time", {}, digits(decision.at_ms)), sentence.text));
      }
    }
    while (this.#list.children.length > MOST) {
      this.#list.lastElementChild.remove();
    }
  }
}

/** Says things to those who listen. Urgent words interrupt; the others wait, and only the last of a burst is said. */
export class Announcer {
  #polite;
  #urgent;
  #waiting = null;

  constructor(polite, urgent) {
    this.#polite = polite;
    this.#urgent = urgent;
  }

  say(text, { urgent = false } = {}) {
    if (urgent) {
      this.#urgent.textContent = text;
      return;
    }
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#polite.textContent = text;
    }, 300);
  }
}
