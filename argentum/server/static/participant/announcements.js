// What is said to this person stands large above everything, as long as it holds: "your time is over" goes when there is
// time again, and a word about somebody else when they have ended.

import { el } from "../live/dom.js";

const MOST = 2;
const LONGEST_MS = 60_000;

const isSpeaking = (model, id) => (model.person(id)?.speaking_since_ms ?? null) !== null;
const isOver = (model) => (model.figures(model.person(model.self)).remainingMs ?? 1) <= 0;

/** Whether it still is as it was when it was said; what is not here holds as long as it is fresh. */
const HOLDS = {
  prompt: (model, { participant_id: id }) => isSpeaking(model, id) && (id !== model.self || isOver(model)),
  mute_command: (model, { should_mute: shouldMute }, isFresh) =>
    (model.person(model.self)?.muted ?? false) === shouldMute && (shouldMute || isFresh),
  slot_opened: (model) => model.state.meeting.slot?.participant === model.self,
};

/** The place where they stand. */
export class Announcements {
  #place;
  #model;
  #standing = [];

  constructor(place, model) {
    this.#place = place;
    this.#model = model;
  }

  /** Shows a sentence, newest first. */
  show(decision, { text, tone }) {
    const line = el("p", { class: tone }, text);
    this.#standing.unshift({ decision, line, untilMs: this.#model.now() + LONGEST_MS });
    this.#place.prepend(line);
    for (const { line: old } of this.#standing.splice(MOST)) {
      old.remove();
    }
  }

  /** Takes away what holds no longer. */
  draw() {
    const model = this.#model;
    this.#standing = this.#standing.filter(({ decision, line, untilMs }) => {
      const isFresh = model.now() < untilMs;
      const holds = Object.hasOwn(HOLDS, decision.kind) ? HOLDS[decision.kind](model, decision, isFresh) : isFresh;
      if (!holds) {
        line.remove();
      }
      return holds;
    });
  }
}
