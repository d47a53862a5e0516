// Facts of the meeting as events of the room: who is there, whose turn it is, microphones, hands.
//
// Jitsi names who is loudest and never says that somebody stopped; so a turn also ends with a mute, a departure, a
// reload or a gap in the connection. It does not name the same person twice running: whoever speaks on after a mute is
// given the turn again when the microphone opens. Such a turn is inferred, not heard, and its id says `attributed`.

import { identify } from "./identity.js";

/** Folds facts into events; `make(kind, fields, sentMs, mark)` gives each its id and keeps it. */
export class RoomEvents {
  #roster;
  #peopleOf;
  #make;
  /** Person by seat, kept as long as the seat is there: a new display name makes nobody another. */
  #identities = new Map();
  #microphones = new Map();
  #hands = new Set();
  #dominantSeat = null;
  #speaker = null;

  constructor(roster, peopleOf, make) {
    this.#roster = roster;
    this.#peopleOf = peopleOf;
    this.#make = make;
    /** The person of the room who uses the bridge's own seat, if any. */
    this.ownPerson = null;
  }

  /** Seats by person, with how each is known: for the page and for commands. */
  seatsOf(participant) {
    const known = [...this.#identities].filter(([, identity]) => identity?.participant === participant);
    return known.map(([id]) => this.#roster.seats.get(id)).filter(Boolean);
  }

  identityOf(seatId) {
    return this.#identities.get(seatId) ?? null;
  }

  /** Takes a fact that the roster has taken already. Gives false when it speaks of somebody who is not known. */
  take(fact) {
    switch (fact.kind) {
      case "page_ready":
      case "conference_left":
        this.interrupt(fact.sentMs);
        this.#dominantSeat = null;
        break;
      case "conference_joined":
        if (this.#roster.localId) {
          this.#meet(this.#roster.localId, fact.sentMs);
        }
        break;
      case "came":
        this.#meet(fact.id, fact.sentMs);
        break;
      case "went":
        this.#part(fact.id, fact.sentMs);
        break;
      case "speaks":
        return this.#speaks(fact.id, fact.sentMs);
      case "microphone":
        return this.#microphone(fact);
      case "hand":
        return this.#hand(fact);
    }
    return true;
  }

  /** Brings the room in line with a roster that was asked for: arrivals, departures, and the turn, attributed. */
  settle(sentMs) {
    for (const id of [...this.#identities.keys()]) {
      if (!this.#roster.seats.has(id)) {
        this.#part(id, sentMs);
      }
    }
    for (const id of this.#roster.seats.keys()) {
      this.#meet(id, sentMs);
    }
    this.#attribute(sentMs);
  }

  /** Ends the open turn: from here on nothing is known for certain. */
  interrupt(sentMs) {
    if (this.#speaker !== null) {
      this.#speaker = null;
      this.#make("speaker_changed", {}, sentMs);
    }
  }

  #meet(seatId, sentMs) {
    const seat = this.#roster.seats.get(seatId);
    const before = this.#identities.get(seatId);
    if (!seat || before) {
      return;
    }
    const identity = identify(seat, this.#peopleOf(), { localId: this.#roster.localId, ownPerson: this.ownPerson });
    this.#identities.set(seatId, identity);
    if (identity && this.#seatCount(identity.participant) === 1) {
      const name = identity.name ? { name: identity.name } : {};
      this.#make("participant_joined", { participant: identity.participant, ...name }, sentMs);
    }
  }

  #part(seatId, sentMs) {
    const identity = this.#identities.get(seatId);
    this.#identities.delete(seatId);
    this.#microphones.delete(seatId);
    const wasDominant = this.#dominantSeat === seatId;
    if (wasDominant) {
      this.#dominantSeat = null;
    }
    if (!identity) {
      return;
    }
    if (this.#seatCount(identity.participant) > 0) {
      if (wasDominant) {
        this.interrupt(sentMs);
      }
      return;
    }
    this.#hands.delete(identity.participant);
    if (this.#speaker === identity.participant) {
      this.#speaker = null;
    }
    this.#make("participant_left", { participant: identity.participant }, sentMs);
  }

  #speaks(seatId, sentMs) {
    this.#dominantSeat = seatId;
    const participant = this.#identities.get(seatId)?.participant ?? null;
    if (participant === null) {
      this.interrupt(sentMs);
    } else if (participant !== this.#speaker) {
      this.#speaker = participant;
      this.#make("speaker_changed", { participant }, sentMs);
    }
    return seatId === null || this.#roster.seats.has(seatId);
  }

  #microphone({ id, muted, sentMs }) {
    const participant = this.#identities.get(id)?.participant;
    if (participant === undefined) {
      return this.#roster.seats.has(id);
    }
    if (this.#microphones.get(id) !== muted) {
      this.#microphones.set(id, muted);
      this.#make("microphone_changed", { participant, muted }, sentMs);
      if (muted && this.#speaker === participant) {
        this.#speaker = null;
      }
      if (!muted) {
        this.#attribute(sentMs);
      }
    }
    return true;
  }

  #hand({ id, raised, sentMs }) {
    const participant = this.#identities.get(id)?.participant;
    if (participant !== undefined && this.#hands.has(participant) !== raised) {
      this.#hands[raised ? "add" : "delete"](participant);
      this.#make(raised ? "hand_raised" : "hand_lowered", { participant }, sentMs);
    }
    return this.#roster.seats.has(id);
  }

  /** Gives the turn back to who was named last, if nothing speaks against it. */
  #attribute(sentMs) {
    const seat = this.#roster.seats.get(this.#dominantSeat);
    const participant = this.#identities.get(this.#dominantSeat)?.participant;
    if (seat && participant !== undefined && seat.muted !== true && this.#speaker === null) {
      this.#speaker = participant;
      this.#make("speaker_changed", { participant }, sentMs, "attributed");
    }
  }

  #seatCount(participant) {
    return [...this.#identities.values()].filter((identity) => identity?.participant === participant).length;
  }
}
