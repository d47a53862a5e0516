// Who is in the meeting, kept from its events: the API's own counts take strangers and repetitions at face value.

/** One seat in the meeting. "Not approved" and "microphone off" are two things; null is "not known". */
const newSeat = (id) => ({
  id,
  name: undefined,
  account: undefined,
  moderator: false,
  machine: false,
  muted: null,
  mutedPlace: 0,
  rejectedPlace: 0,
  approvedPlace: 0,
});

/** The seats by id, the bridge's own among them; `stale` until it is known again who is there. */
export class Roster {
  seats = new Map();
  localId = null;
  localRole = null;
  pageReady = false;
  joined = false;
  stale = true;
  moderation = null;
  /** Counts joins of the conference; another number than before means that everything before is void. */
  visit = 0;
  chatSent = [];
  #waiting = new Set();

  /** Takes one fact; a repetition changes nothing. */
  take(fact) {
    this.#apply(fact);
    for (const look of [...this.#waiting]) {
      look();
    }
  }

  /** Sets the roster to what `getRoomsInfo` said. */
  replaceBy(entries) {
    const present = new Set(entries.map(({ id }) => id));
    for (const id of [...this.seats.keys()].filter((each) => !present.has(each))) {
      this.take({ kind: "went", id });
    }
    for (const entry of entries) {
      const seat = this.#seat(entry.id);
      seat.name = entry.name ?? seat.name;
      seat.account = entry.account ?? seat.account;
      seat.moderator = entry.moderator;
      seat.machine = entry.machine;
      if (entry.id === this.localId) {
        this.localRole = entry.moderator ? "moderator" : "participant";
      }
    }
    this.stale = false;
  }

  /** Resolves true once `look` says so, false after `withinMs`. It is looked at after every fact. */
  until(look, withinMs) {
    return new Promise((resolve) => {
      const done = (found) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(found);
      };
      const check = () => look() && done(true);
      const timer = setTimeout(() => done(false), withinMs);
      this.#waiting.add(check);
      check();
    });
  }

  #seat(id) {
    if (!this.seats.has(id)) {
      this.seats.set(id, newSeat(id));
    }
    return this.seats.get(id);
  }

  #void() {
    this.joined = false;
    this.stale = true;
    this.localId = null;
    this.localRole = null;
    this.moderation = null;
    this.seats.clear();
  }

  #apply(fact) {
    const seat = this.seats.get(fact.id);
    switch (fact.kind) {
      case "page_ready":
        this.pageReady = true;
        this.#void();
        break;
      case "conference_joined":
        // Also said again on a move to another room, without a word that the first was left. Who came before the
        // first join is kept: nothing says which of the two is told first.
        if (this.joined) {
          this.#void();
        }
        this.visit += 1;
        this.joined = true;
        this.localId = fact.localId ?? null;
        if (this.localId) {
          this.#seat(this.localId);
        }
        break;
      case "conference_left":
        this.#void();
        break;
      case "came":
        Object.assign(this.#seat(fact.id), { name: fact.name, account: fact.account });
        break;
      case "went":
        this.seats.delete(fact.id);
        break;
      case "role":
        // The local id may still read `local` before joining.
        if (fact.id === this.localId || fact.id === "local") {
          this.localRole = fact.moderator ? "moderator" : "participant";
        } else if (seat) {
          seat.moderator = fact.moderator;
        }
        break;
      case "renamed":
        if (seat) {
          seat.name = fact.name;
        }
        break;
      case "microphone":
        if (seat) {
          seat.muted = fact.muted;
          seat.mutedPlace = fact.place;
        }
        break;
      case "moderation":
        this.moderation = fact.enabled;
        break;
      case "approved":
        if (seat) {
          seat.approvedPlace = fact.place;
        }
        break;
      case "rejected":
        if (seat) {
          seat.rejectedPlace = fact.place;
        }
        break;
      case "chat_sent":
        this.chatSent = [...this.chatSent.slice(-20), { text: fact.text, place: fact.place }];
        break;
    }
  }
}
