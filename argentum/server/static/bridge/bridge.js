// The bridge: facts from the meeting become events of the room, commands of the room are carried out in the meeting.

import { carryOut } from "./commands.js";
import { LIMITS } from "./limits.js";
import { openMeeting } from "./meeting_frame.js";
import { probe } from "./probe.js";
import { ask, hasRooms } from "./requests.js";
import { RoomEvents } from "./room_events.js";
import { Roster } from "./roster.js";
import { rosterOf } from "./wire.js";

const REMEMBERED_COMMANDS = 200;

/** One meeting bound to one room. `room` is the connection (`send`, `now`, `clock`), `show` redraws the page. */
export class Bridge {
  roster = new Roster();
  troubles = [];
  outcomes = [];
  messages = [];
  findings = null;
  #room;
  #show;
  #limits;
  #meeting = null;
  #effects = new Map();
  #done = new Map();
  #last = new Map();
  #refreshing = null;
  #made = 0;
  #instance = crypto.randomUUID();

  constructor({ room, outbox, show, limits = LIMITS }) {
    this.#room = room;
    this.outbox = outbox;
    this.#show = show;
    this.#limits = limits;
    this.events = new RoomEvents(this.roster, (...event) => this.#make(...event));
  }

  get api() {
    return this.#meeting?.api ?? null;
  }

  async open(options) {
    this.events.ownPerson = options.ownPerson;
    this.#meeting = await openMeeting({
      ...options,
      readyMs: this.#limits.readyMs,
      now: () => this.#room.clock(),
      take: (fact) => this.#take(fact),
      complain: (text) => this.#complain(text),
    });
  }

  close() {
    this.events.interrupt(this.#room.clock());
    this.#meeting?.close();
    this.#meeting = null;
  }

  /** Turns audio moderation on, so that mutes hold; the meeting mutes everybody once. */
  moderate() {
    if (this.api && this.roster.joined) {
      this.api.executeCommand("toggleModeration", true, "audio");
    }
  }

  /** Commands about one person go one after the other; the same command again is answered and not carried out twice. */
  command(command) {
    if (!this.#done.has(command.id)) {
      const before = this.#last.get(command.participant) ?? Promise.resolve();
      const outcome = before.then(() => this.#carryOut(command));
      this.#last.set(command.participant, outcome);
      this.#done.set(command.id, outcome);
      if (this.#done.size > REMEMBERED_COMMANDS) {
        this.#done.delete(this.#done.keys().next().value);
      }
    }
    this.#done.get(command.id).then((outcome) => {
      this.#room.send({ type: "effect", command_id: command.id, ...outcome });
    });
  }

  /** The room takes an event neither now nor later. Why is said once: a full room refuses much. */
  refused(reason) {
    const text = `The room refused what the meeting told: ${reason}`;
    if (!this.troubles.includes(text)) {
      this.#complain(text);
    }
  }

  /** The connection to the room is gone: what follows is not acted upon by anybody, so the turn ends here. */
  roomLost() {
    this.events.interrupt(this.#room.clock());
  }

  /** The connection is back: who is there is asked anew, then the turn goes on, attributed. */
  async roomBack() {
    if (this.roster.joined) {
      await this.refresh();
      await this.tellFindings();
    }
  }

  /** Asks the meeting who is there. One question at a time. */
  refresh() {
    this.#refreshing ??= this.#askRoster().finally(() => {
      this.#refreshing = null;
      this.#show();
    });
    return this.#refreshing;
  }

  async tellFindings() {
    if (this.api) {
      this.findings = await probe({
        api: this.api,
        roster: this.roster,
        limits: this.#limits,
        effects: this.#effects,
      });
      this.#tellFindings();
    }
  }

  #tellFindings() {
    const { joined, stale } = this.roster;
    this.#room.send({ type: "probe", findings: { ...(this.findings ?? {}), joined, stale, troubles: this.troubles.slice(-5) } });
    this.#show();
  }

  async #askRoster() {
    const { visit, localId } = this.roster;
    const answer = await ask(this.api, "getRoomsInfo", [], { isProper: hasRooms, withinMs: this.#limits.rosterMs });
    if (this.roster.visit !== visit || !this.roster.joined) {
      return;
    }
    if ("value" in answer) {
      this.roster.replaceBy(rosterOf(answer.value, localId));
    }
    // Without an answer the seats are those that events told of, and the roster stays marked as stale.
    this.events.settle(this.#room.clock());
    if (!this.roster.stale) {
      // Another page may have told of people who have left since.
      this.#room.send({ type: "roster", endpoints: this.events.announced() });
    }
  }

  #take(heard) {
    const fact = heard.kind === "own_microphone" ? { ...heard, kind: "microphone", id: this.roster.localId } : heard;
    this.roster.take(fact);
    const known = this.events.take(fact);
    if (fact.kind === "trouble") {
      this.#complain(fact.text);
    } else if (fact.kind === "message" && fact.text) {
      this.messages = [...this.messages.slice(-9), { id: fact.id, text: fact.text }];
    } else if (["conference_joined", "conference_left", "page_ready", "moderation"].includes(fact.kind)) {
      this.#settleLater(fact.kind);
    }
    if (!known && this.roster.joined) {
      this.roster.stale = true;
      void this.refresh();
    }
    this.#show();
  }

  #settleLater(kind) {
    if (kind === "conference_joined") {
      void this.refresh().then(() => this.tellFindings());
    } else if (kind === "moderation" && this.findings) {
      this.findings = { ...this.findings, moderation_on: this.roster.moderation };
      this.#tellFindings();
    } else {
      this.#tellFindings();
    }
  }

  async #carryOut(command) {
    const outcome = await carryOut(command, {
      api: this.api,
      roster: this.roster,
      limits: this.#limits,
      isOwn: (participant) => participant === this.events.ownPerson,
      roomNow: () => this.#room.now(),
    });
    if (outcome.outcome === "confirmed" || outcome.outcome === "not_effective") {
      this.#effects.set(command.command, outcome.outcome);
    }
    this.outcomes = [...this.outcomes.slice(-9), { ...outcome, command: command.command, participant: command.participant }];
    if (this.findings) {
      this.findings = { ...this.findings, effect_seen: { ...this.findings.effect_seen, [command.command]: outcome.outcome } };
    }
    this.#tellFindings();
    return outcome;
  }

  #make(kind, fields, sentMs, mark = "") {
    this.#made += 1;
    const id = ["bridge", this.#instance, this.#made, mark].filter((part) => part !== "").join("-");
    this.outbox.put({ kind, id, ...fields, sent_ms: sentMs, sent_seq: this.#made });
  }

  #complain(text) {
    this.troubles = [...this.troubles.slice(-9), text];
    this.#tellFindings();
  }
}
