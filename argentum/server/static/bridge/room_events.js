// Facts of the meeting as events of the room: who is there, whose turn it is, microphones, hands. People are named by
// their seats; the room knows who sits where, because it remembers and a page forgets.
//
// Jitsi names who is loudest and never says that somebody stopped; so a turn also ends with a mute, a departure, a
// reload or a gap in the connection. It does not name the same person twice running: whoever speaks on after a mute is
// given the turn again when the microphone opens. Such a turn is inferred, not heard, and its id says `attributed`.

/** Folds facts into events; `make(kind, fields, sentMs, mark)` gives each its id and keeps it. */
export class RoomEvents {
  #roster;
  #make;
  #announced = new Map();
  #microphones = new Map();
  #hands = new Set();
  #dominantSeat = null;
  #speakingSeat = null;
  /** The person of the room who uses the bridge's own seat; null when nobody does. */
  ownPerson = null;

  constructor(roster, make) {
    this.#roster = roster;
    this.#make = make;
  }

  /** Everybody who was told of: for the room, which may remember others. */
  announced() {
    return [...this.#announced.values()];
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
        this.#meet(this.#roster.localId, fact.sentMs);
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
    for (const id of [...this.#announced.keys()]) {
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
    if (this.#speakingSeat !== null) {
      this.#speakingSeat = null;
      this.#make("speaker_changed", {}, sentMs);
    }
  }

  #meet(seatId, sentMs) {
    const seat = this.#roster.seats.get(seatId);
    if (!seat || seat.machine || this.#announced.has(seatId)) {
      return;
    }
    const isOwn = seatId === this.#roster.localId;
    if (isOwn && !this.ownPerson) {
      return;
    }
    const participant = isOwn ? this.ownPerson : seatId;
    this.#announced.set(seatId, participant);
    this.#make(
      "participant_joined",
      {
        participant,
        ...(seat.name && !isOwn ? { name: seat.name } : {}),
        ...(seat.account && !isOwn ? { user_id: seat.account } : {}),
      },
      sentMs,
    );
  }

  #part(seatId, sentMs) {
    const participant = this.#announced.get(seatId);
    this.#announced.delete(seatId);
    this.#microphones.delete(seatId);
    this.#hands.delete(seatId);
    if (this.#dominantSeat === seatId) {
      this.#dominantSeat = null;
    }
    if (participant === undefined) {
      return;
    }
    if (this.#speakingSeat === seatId) {
      // The person may have another seat, and then has not left.
      this.interrupt(sentMs);
    }
    this.#make("participant_left", { participant }, sentMs);
  }

  #speaks(seatId, sentMs) {
    this.#dominantSeat = seatId;
    const participant = this.#announced.get(seatId);
    if (participant === undefined) {
      this.interrupt(sentMs);
    } else if (seatId !== this.#speakingSeat) {
      this.#speakingSeat = seatId;
      this.#make("speaker_changed", { participant }, sentMs);
    }
    return seatId === null || this.#roster.seats.has(seatId);
  }

  #microphone({ id, muted, sentMs }) {
    const participant = this.#announced.get(id);
    if (participant !== undefined && this.#microphones.get(id) !== muted) {
      this.#microphones.set(id, muted);
      this.#make("microphone_changed", { participant, muted }, sentMs);
      if (muted && this.#speakingSeat === id) {
        this.#speakingSeat = null;
      }
      if (!muted) {
        this.#attribute(sentMs);
      }
    }
    return this.#roster.seats.has(id);
  }

  #hand({ id, raised, sentMs }) {
    const participant = this.#announced.get(id);
    if (participant !== undefined && this.#hands.has(id) !== raised) {
      this.#hands[raised ? "add" : "delete"](id);
      this.#make(raised ? "hand_raised" : "hand_lowered", { participant }, sentMs);
    }
    return this.#roster.seats.has(id);
  }

  /** Gives the turn back to who was named last, if nothing speaks against it. */
  #attribute(sentMs) {
    const seat = this.#roster.seats.get(this.#dominantSeat);
    const participant = this.#announced.get(this.#dominantSeat);
    if (seat && participant !== undefined && seat.muted !== true && this.#speakingSeat === null) {
      this.#speakingSeat = seat.id;
      this.#make("speaker_changed", { participant }, sentMs, "attributed");
    }
  }
}
