// What facilitators did: who, when, what and why. All of it, not only what happened since the page was opened.

import { controlText } from "../live/control_text.js";
import { $, el, nameInText, nameOf } from "../live/dom.js";
import { digits } from "../live/durations.js";

/** Shows records, newest first; each once. */
export class OverrideLog {
  #shown = new Set();
  #model;

  constructor(model) {
    this.#model = model;
  }

  add(records) {
    for (const record of records) {
      const key = JSON.stringify([record.at_ms, record.by, record.action, record.target_id, record.why, record.details]);
      if (!this.#shown.has(key)) {
        this.#shown.add(key);
        $("controls").prepend(this.#row(record));
      }
    }
    $("no-controls").hidden = this.#shown.size > 0;
    $("controls-scroll").hidden = this.#shown.size === 0;
  }

  #row(record) {
    const name = (id) => this.#model.name(id);
    const inText = (id) => nameInText(name(id));
    return el(
      "tr",
      {},
      el("td", { class: "figure" }, digits(record.at_ms)),
      el("td", {}, nameOf(name(record.by))),
      el("td", {}, controlText(record, inText)),
      el("td", {}, record.why || "–"),
    );
  }
}
