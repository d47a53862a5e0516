// What is said aloud when the queue changes: to somebody in it their place, to a facilitator who came.

import { nameInText } from "./dom.js";

/** Follows the queue of a room. */
export class QueueWords {
  #before = null;

  /** Takes the queue as it stands; gives what is new in it as a sentence, or an empty text. */
  spoken(model, { ofAll }) {
    const { queue } = model.state;
    const before = this.#before;
    this.#before = [...queue];
    if (before === null) {
      return "";
    }
    return ofAll
      ? ofNewcomers(before, queue, (id) => model.name(id))
      : ofPlace(before.indexOf(model.self), queue.indexOf(model.self), queue.length);
  }
}

function ofNewcomers(before, queue, name) {
  const come = queue.filter((id) => !before.includes(id)).map((id) => nameInText(name(id)));
  if (come.length === 0) {
    return before.length > 0 && queue.length === 0 ? "Nobody asks for the floor any more." : "";
  }
  const waiting = queue.length > come.length ? ` ${queue.length} are waiting.` : "";
  return `${come.join(", ")} ${come.length === 1 ? "asks" : "ask"} for the floor.${waiting}`;
}

function ofPlace(before, place, length) {
  if (place === before || place === -1) {
    return before !== -1 && place === -1 ? "You are no longer in the queue." : "";
  }
  return place === 0 ? "You are next to speak." : `You are number ${place + 1} of ${length} in the queue.`;
}
