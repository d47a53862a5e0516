// What facilitators did: who, when, what and why. All of it, not only what happened since the page was opened.

import { $, el, nameOf } from "../live/dom.js";
import { digits } from "../live/durations.js";
import { actionText } from "../live/sentences.js";

/** Shows records, newest first; each once. */
export class OverrideLog {
  #shown = new Set();
  #model;

  constructor(model) {
    this.#model = model;
  }

  add(records) {
    for (const record of records) {
      const key = JSON.stringify([record.at_ms, record.by, record.action, record.target_id, record.why]);
      if (!this.#shown.has(key)) {
        this.#shown.add(key);
        $("controls").prepend(this.#row(record));
      }
    }
    $("no-controls").hidden = this.#shown.size > 0;
    $("controls-scroll").hidden = this.#shown.size === 0;
  }

  #row({ at_ms: atMs, by, action, target_id: target, why }) {
    const what = el("td", {}, `${actionText(action)} `, target ? nameOf(this.#model.name(target)) : null);
    return el(
      "tr",
      {},
      el("td", { class: "figure" }, digits(atMs)),
      el("td", {}, nameOf(this.#model.name(by))),
      what,
      el("td", {}, why || "–"),
    );
  }
}
