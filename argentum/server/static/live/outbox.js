// Events that the room has not yet acknowledged. They outlive a gap in the connection, keep their ids, and are sent
// again in order: the room takes each id once, so nothing is lost and nothing counts twice. Only a few are on their way
// at a time, so that what gathered in a gap does not come faster than the room lets a key send.

const MOST = 2000;
const ON_THE_WAY = 50;
const OLDEST_MS = 55_000;
const LATER_MS = 1000;

/** What waits; `send(frame)` gives false when there is no connection, `clock()` is in milliseconds. */
export class Outbox {
  #waiting = new Map();
  #sent = new Set();
  #send;
  #clock;
  #store;
  #rest = null;
  /** How many were too old or too many to be sent. */
  lost = 0;

  constructor({ send, clock, store = null }) {
    this.#send = send;
    this.#clock = clock;
    this.#store = store;
    for (const event of store?.load() ?? []) {
      this.#waiting.set(event.id, event);
    }
  }

  get size() {
    return this.#waiting.size;
  }

  put(event) {
    this.#waiting.set(event.id, event);
    if (this.#waiting.size > MOST) {
      this.#drop(this.#waiting.keys().next().value);
    }
    this.#save();
    this.#pump();
  }

  /** Sends everything that waits; after each new connection. What is too old for the room is given up and counted. */
  flush() {
    this.#sent.clear();
    clearTimeout(this.#rest);
    this.#rest = null;
    for (const [id, event] of [...this.#waiting]) {
      if (this.#clock() - event.sent_ms > OLDEST_MS) {
        this.#drop(id);
      }
    }
    this.#save();
    this.#pump();
  }

  /** The room has it. */
  settle(ref) {
    if (this.#waiting.delete(ref)) {
      this.#sent.delete(ref);
      this.#save();
      this.#pump();
    }
  }

  /** The room will not have it, or not now; then everything rests a while, as more would be refused all the more. */
  refuse(ref, { retry }) {
    if (!retry) {
      this.settle(ref);
    } else if (this.#sent.delete(ref)) {
      this.#rest ??= setTimeout(() => {
        this.#rest = null;
        this.#pump();
      }, LATER_MS);
    }
  }

  #pump() {
    if (this.#rest !== null) {
      return;
    }
    for (const [id, event] of this.#waiting) {
      if (this.#sent.size >= ON_THE_WAY) {
        return;
      }
      if (!this.#sent.has(id)) {
        if (this.#send({ type: "event", ref: id, event }) === false) {
          return;
        }
        this.#sent.add(id);
      }
    }
  }

  #drop(id) {
    this.#waiting.delete(id);
    this.#sent.delete(id);
    this.lost += 1;
  }

  #save() {
    this.#store?.save([...this.#waiting.values()]);
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
      try {
        sessionStorage.setItem(name, JSON.stringify(events));
      } catch {
        // Full or forbidden: a reload loses what waits, but what waits is sent all the same.
      }
    },
  };
}
