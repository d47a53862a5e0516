// The list of what was decided, newest first, and two live regions: one that waits for a pause, one that does not.

import { $, el, setAttribute } from "./dom.js";
import { digits } from "./durations.js";
import { sentenceOf } from "./sentences.js";

const MOST = 60;
const GATHER_MS = 300;
const MOST_SAID = 3;

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
    $("no-notices").hidden = this.#list.children.length > 0;
    // Only what scrolls needs the keyboard; a stop at every list would be one too many.
    setAttribute(this.#list, "tabindex", this.#list.scrollHeight > this.#list.clientHeight ? "0" : "-1");
  }
}

/**
 * Says things to those who listen: urgent words interrupt, the others wait for a pause. What comes at once is said in one
 * breath; of a flood only the newest, because nobody listens to the rest. Each time it is a new element, so that the same
 * words are said again.
 */
export class Announcer {
  #polite;
  #urgent;
  #gathered = { polite: [], urgent: [] };
  #timer = null;

  constructor(polite, urgent) {
    this.#polite = polite;
    this.#urgent = urgent;
  }

  /** Takes a sentence; an empty text says nothing. */
  say(text, { urgent = false } = {}) {
    if (text === "") {
      return;
    }
    this.#gathered[urgent ? "urgent" : "polite"].push(text);
    this.#timer ??= setTimeout(() => this.#speak(), GATHER_MS);
  }

  #speak() {
    this.#timer = null;
    const { polite, urgent } = this.#gathered;
    this.#gathered = { polite: [], urgent: [] };
    for (const [region, texts] of [[this.#urgent, urgent], [this.#polite, polite]]) {
      if (texts.length > 0) {
        region.replaceChildren(el("p", {}, [...new Set(texts)].slice(-MOST_SAID).join(" ")));
      }
    }
  }
}
