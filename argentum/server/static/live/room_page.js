// What all room pages share: key, connection, the model of the room, answers to what was sent, and a steady redraw.

import { $, setText } from "./dom.js";
import { takeKey, forgetKey } from "./key.js";
import { RoomModel } from "./room_model.js";
import { RoomSocket } from "./room_socket.js";

const ANSWER_MS = 10_000;
const DRAW_MS = 250;
// What ends a connection for good and is the key's fault; a tab too many, say, is not.
const DEAD_KEY = ["no key for this room", "this key was renewed", "this room was removed"];
const WHAT_HELPS = {
  "no key for this room": "The link may be cut off or an old one: ask whoever gave it to you for a new one.",
  "this key was renewed": "There is a newer link for this page: ask whoever leads the meeting for it.",
  "this room was removed": "Whoever runs this server has deleted it, with its record.",
  "this key has too many connections already": "The page is open in many places: close one, then load this one again.",
};
// A reason may go on: by whom a key was renewed, and why.
const beginsWithOneOf = (reason, causes) => causes.find((each) => reason.startsWith(each));
const STATUS = {
  connecting: () => "connecting …",
  open: () => "connected",
  lost: (reason) => `connection lost${reason ? ` (${reason})` : ""}, trying again …`,
  ended: () => "not connected",
};

/** Room and page as the address names them: /rooms/ROOM/PAGE. */
export function placeOf(pathname) {
  const [, , room = "", page = ""] = pathname.split("/").map(decodeURIComponent);
  return { room, page };
}

/** One page on one room, for keys of these roles. Handlers: `onState`, `onDecisions(list)`, `onDraw` and, for the bridge, `onMessage`, `onStatus`. */
export class RoomPage {
  #roles;
  #handlers;
  #waiting = new Map();
  #key;

  constructor(roles, handlers) {
    this.#roles = roles;
    this.#handlers = handlers;
    const { room, page } = placeOf(location.pathname);
    this.room = room;
    this.#key = takeKey(`${room}/${page}`);
    this.slot = `${room}/${page}`;
    this.socket = new RoomSocket({
      room,
      key: this.#key,
      take: (message) => this.#take(message),
      tell: (status, reason) => this.#tell(status, reason),
    });
    this.model = new RoomModel(() => this.socket.now());
  }

  start() {
    // Another key for this page, opened in the same tab, changes nothing but the fragment.
    addEventListener("hashchange", () => location.hash.startsWith("#key=") && location.reload());
    if (!this.#key) {
      this.#tell("ended", "this page needs a key; open it by the link that you were given");
      return;
    }
    this.socket.connect();
    setInterval(() => this.#draw(), DRAW_MS);
  }

  /** The address of another page for the holder of this key. */
  addressOf(page) {
    return `/rooms/${encodeURIComponent(this.room)}/${page}#key=${encodeURIComponent(this.#key)}`;
  }

  /** Sends an event. Resolves with null when it counts, with a reason when not; nothing is kept for later. */
  send(event) {
    // Chance, not a number: whoever gets a new link for this person could count what was sent with the old one.
    const ref = crypto.randomUUID();
    if (!this.socket.send({ type: "event", ref, event: { id: ref, ...event } })) {
      return Promise.resolve("there is no connection; nothing was sent");
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#answer(ref, "no answer came; look whether it took effect"), ANSWER_MS);
      this.#waiting.set(ref, { resolve, timer });
    });
  }

  /** Asks the REST interface. Raises `Error` with what went wrong, as a sentence. */
  ask(path, options = {}) {
    return askServer(`/api/rooms/${encodeURIComponent(this.room)}${path}`, this.#key, options);
  }

  #answer(ref, reason) {
    const waiting = this.#waiting.get(ref);
    if (waiting) {
      this.#waiting.delete(ref);
      clearTimeout(waiting.timer);
      waiting.resolve(reason);
    }
  }

  #take(message) {
    if (message.type === "welcome" && !this.#roles.includes(message.role)) {
      this.socket.stop();
      forgetKey(this.slot);
      this.#tell("ended", `the key of this link is for the page of a ${message.role}, not of a ${this.#roles[0]}`);
      return;
    }
    if (message.type === "ack") {
      this.#answer(message.ref, null);
    } else if (message.type === "refused" && message.ref !== undefined) {
      this.#answer(message.ref, message.reason);
    }
    const decisions = this.model.take(message);
    if (message.type === "welcome" || message.type === "state") {
      // Until now there was nothing to be shown, and "nobody is here" would not have been true.
      document.documentElement.dataset.known = "yes";
      this.#handlers.onState?.();
    }
    if (decisions.length > 0) {
      this.#handlers.onDecisions?.(decisions);
    }
    this.#handlers.onMessage?.(message);
    if (["welcome", "state", "change"].includes(message.type)) {
      this.#draw();
    }
  }

  #draw() {
    if (this.model.state) {
      this.#handlers.onDraw?.();
    }
  }

  #tell(status, reason = "") {
    const shown = $("connection");
    shown.dataset.status = status;
    setText(shown, STATUS[status](reason));
    const said = reason || "the server ended the connection";
    const helps = WHAT_HELPS[beginsWithOneOf(reason, Object.keys(WHAT_HELPS))] ?? "";
    setText($("connection-fault"), status === "ended" ? `Not connected: ${said}. ${helps}`.trim() : "");
    if (status === "ended" && beginsWithOneOf(reason, DEAD_KEY)) {
      forgetKey(this.slot);
    }
    this.model.isLast = status === "ended";
    if (status !== "open") {
      for (const ref of [...this.#waiting.keys()]) {
        this.#answer(ref, "the connection was lost; look whether it took effect");
      }
    }
    document.documentElement.dataset.connection = status;
    this.#handlers.onStatus?.(status);
  }
}

/** Asks the server with a key. Raises `Error` with what went wrong, as a sentence. */
export async function askServer(path, key, { method = "GET", body, asText = false } = {}) {
  const answer = await fetch(path, {
    method,
    headers: { Authorization: `Bearer ${key}`, ...(body ? { "Content-Type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch(() => null);
  if (answer === null) {
    throw new Error("The server cannot be reached.");
  }
  if (answer.ok && asText) {
    return answer.text();
  }
  const result = await answer.json().catch(() => null);
  if (!answer.ok) {
    const { what, where, expected } = result?.error ?? {};
    throw new Error(what ? `${where}: ${what}. Expected: ${expected}.` : `The server answered ${answer.status}.`);
  }
  return result;
}
