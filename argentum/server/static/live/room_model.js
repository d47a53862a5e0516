// What this page knows of the room: the last state with all changes since, each row with the instant it speaks of.
// Between messages the figures of those who speak run on by themselves.

const TOKEN_MS = 30_000;

/** The room as this key may see it. `now()` is the room's clock. */
export class RoomModel {
  state = null;
  role = null;
  self = null;
  meetingHosts = [];
  /** Whether nothing more will come: then no clock runs on by itself. */
  isLast = false;
  #now;
  #meetingMs = 0;

  constructor(now) {
    this.#now = now;
  }

  /** Takes a message; gives the decisions in it, newest last. */
  take(message) {
    if (message.type === "welcome") {
      this.role = message.role;
      this.self = message.participant ?? null;
      this.meetingHosts = message.meeting_hosts ?? [];
    }
    if (message.type === "welcome" || message.type === "state") {
      this.state = message.state;
      this.#stamp(message.state.people, message.now_ms);
      this.#meetingMs = message.now_ms;
      return [];
    }
    return message.type === "change" && this.state ? this.#change(message) : [];
  }

  now() {
    return this.#now();
  }

  /** Everybody in the order of invitation; those who share the time first. */
  get people() {
    const rows = this.state?.people ?? [];
    return [...rows.filter((row) => row.in_pool), ...rows.filter((row) => !row.in_pool)];
  }

  person(id) {
    return this.people.find((row) => row.id === id) ?? null;
  }

  name(id) {
    return this.person(id)?.name || id || "";
  }

  /** Whether the meeting waits to be begun. */
  get waits() {
    return this.state !== null && this.state.meeting.open && this.state.meeting.begun === false;
  }

  /** Whether clocks run. */
  get running() {
    return !this.isLast && this.state !== null && this.state.meeting.open && !this.state.meeting.paused;
  }

  /** A person's figures as of now. What is said while clocks stand still does not move them, then or later. */
  figures(row) {
    const passedMs = row.speaking_since_ms === null || !this.running ? 0 : Math.max(0, this.now() - row.asOfMs);
    const chargedMs = row.in_pool ? passedMs : 0;
    return {
      talkMs: row.talk_ms + passedMs,
      remainingMs: row.remaining_ms === null ? null : row.remaining_ms - chargedMs,
      // Speech beyond an empty purse costs nothing.
      tokens: row.tokens === undefined ? null : Math.max(Math.min(row.tokens, 0), row.tokens - chargedMs / TOKEN_MS),
    };
  }

  /** Whether this is not a person's turn: no time is given to them now, and none is used up either. */
  waitsForTurn(row) {
    return row.available_ms === 0 && row.remaining_ms === 0;
  }

  /** Elapsed and left time of the meeting as of now. */
  clock() {
    const { elapsed_ms: elapsedMs, left_ms: leftMs } = this.state.meeting;
    const passedMs = this.running ? Math.max(0, this.now() - this.#meetingMs) : 0;
    return { elapsedMs: elapsedMs + passedMs, leftMs: leftMs === null ? null : leftMs - passedMs };
  }

  /** Everybody's share of talk as of now (null while nobody has spoken), an equal one, and what a full bar stands for. */
  shares() {
    const rows = this.people.filter((row) => row.in_pool && row.role !== "observer" && row.role !== "recorder");
    const talk = new Map(rows.map((row) => [row.id, this.figures(row).talkMs]));
    const totalMs = [...talk.values()].reduce((sum, ms) => sum + ms, 0);
    const share = (id) => (totalMs > 0 && talk.has(id) ? talk.get(id) / totalMs : null);
    const equal = rows.length > 0 ? 1 / rows.length : 0;
    return { share, equal, widest: Math.max(2 * equal, ...rows.map(({ id }) => share(id) ?? 0)) };
  }

  #stamp(rows, nowMs) {
    for (const row of rows) {
      row.asOfMs = nowMs;
    }
  }

  #change(message) {
    const { state } = this;
    this.#stamp(message.people ?? [], message.now_ms);
    for (const row of message.people ?? []) {
      const place = state.people.findIndex(({ id }) => id === row.id);
      state.people.splice(place === -1 ? state.people.length : place, place === -1 ? 0 : 1, row);
    }
    state.speaking = state.people.filter((row) => row.speaking_since_ms !== null).map(({ id }) => id);
    state.queue = message.queue ?? state.queue;
    state.bridge = message.bridge ?? state.bridge;
    if (message.meeting) {
      state.meeting = message.meeting;
      this.#meetingMs = message.now_ms;
    }
    if (message.event?.kind === "reaction_modes_chosen") {
      state.reactions.modes[message.event.code] = message.event.modes ?? [];
    }
    const decisions = message.decisions ?? [];
    for (const decision of decisions.filter(({ kind }) => kind === "reaction_shown")) {
      state.reactions.counts[decision.code] = (state.reactions.counts[decision.code] ?? 0) + decision.count;
    }
    state.recent = [...state.recent, ...decisions].slice(-50);
    return decisions;
  }
}
