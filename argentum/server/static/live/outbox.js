// Events that the room has not yet acknowledged. They outlive a gap in the connection, keep their ids, and are sent
// again in order: the room takes each id once, so nothing is lost and nothing counts twice.

const MOST = 2000;

/** What waits; `send(frame)` gives false when there is no connection, `clock()` is in milliseconds. */
export class Outbox {
  #waiting = new Map();
  #send;
  #clock;
  #oldestMs;
  #store;
  /** How many were too old or too many to be sent. */
  lost = 0;

  constructor({ send, clock, oldestMs = 55_000, store = null }) {
    this.#send = send;
    this.#clock = clock;
    this.#oldestMs = oldestMs;
    this.#store = store;
    for (const event of store?.load() ?? []) {
      this.#waiting.set(event.id, { event, sinceMs: event.sent_ms ?? clock() });
    }
  }

  get size() {
    return this.#waiting.size;
  }

  put(event) {
    this.#waiting.set(event.id, { event, sinceMs: this.#clock() });
    if (this.#waiting.size > MOST) {
      this.#drop(this.#waiting.keys().next().value);
    }
    this.#save();
    this.#send({ type: "event", ref: event.id, event });
  }

  /** Sends everything that waits; after each new connection. What is too old for the room is given up and counted. */
  flush() {
    for (const [id, { event, sinceMs }] of [...this.#waiting]) {
      if (this.#clock() - sinceMs > this.#oldestMs) {
        this.#drop(id);
      } else if (this.#send({ type: "event", ref: id, event }) === false) {
        break;
      }
    }
    this.#save();
  }

  /** The room has it, or will never take it. Gives the event if it was waited for. */
  settle(ref) {
    const event = this.#waiting.get(ref)?.event;
    if (this.#waiting.delete(ref)) {
      this.#save();
    }
    return event;
  }

  #drop(id) {
    this.#waiting.delete(id);
    this.lost += 1;
  }

  #save() {
    this.#store?.save([...this.#waiting.values()].map(({ event }) => event));
  }
}

/** Keeps the waiting events over a reload of the page, in this tab only. */
export function sessionStore(name) {
  return {
    load() {
      try {
        const events = JSON.parse(sessionStorage.getItem(name) ?? "[]");
        return Array.isArray(events) ? events : [];
      } catch {
        return [];
      }
    },
    save(events) {
      sessionStorage.setItem(name, JSON.stringify(events));
    },
  };
}
