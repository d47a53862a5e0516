// The connection to the room: says hello with the key, comes back by itself after a gap, and says how it stands.

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const PING_MS = 15_000;
const SILENT_MS = 40_000;
const REFUSED = 1008;
const TRY_LATER = 1013;

/** A clock that never runs backwards and starts at the wall's, so that instants outlive a reload of the page. */
export const pageClock = () => Math.round(performance.timeOrigin + performance.now());

/** `take(message)` gets every message, `tell(status)` one of connecting, open, lost, ended, with a reason. */
export class RoomSocket {
  #address;
  #key;
  #take;
  #tell;
  #socket = null;
  #retryMs = FIRST_RETRY_MS;
  #retry = null;
  #pings = null;
  #heardMs = 0;
  #welcomed = false;
  #comesBack = false;
  #reason = "";
  #aheadMs = 0;

  constructor({ room, key, take, tell }) {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.#address = `${scheme}://${location.host}/api/rooms/${encodeURIComponent(room)}/live`;
    this.#key = key;
    this.#take = take;
    this.#tell = tell;
    addEventListener("online", () => this.#retry && this.connect());
  }

  /** The room's clock, as of now. */
  now() {
    return pageClock() + this.#aheadMs;
  }

  connect() {
    clearTimeout(this.#retry);
    this.#retry = null;
    if (!this.#comesBack) {
      // Each attempt to come back would be said aloud otherwise, as long as the server is away.
      this.#tell("connecting");
    }
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    this.#heardMs = pageClock();
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ type: "hello", key: this.#key, clock_ms: pageClock() }));
      clearInterval(this.#pings);
      this.#pings = setInterval(() => this.#beat(), PING_MS);
    });
    socket.addEventListener("message", ({ data }) => socket === this.#socket && this.#hear(data));
    socket.addEventListener("close", ({ code, reason }) => socket === this.#socket && this.#gone(code, reason));
  }

  /** Ends the connection for good. */
  stop() {
    clearInterval(this.#pings);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** Sends if there is a connection; gives false otherwise. */
  send(message) {
    if (!this.#welcomed || this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #hear(data) {
    this.#heardMs = pageClock();
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    this.#tune(message);
    if (message.type === "welcome") {
      this.#welcomed = true;
      this.#comesBack = false;
      this.#reason = "";
      this.#retryMs = FIRST_RETRY_MS;
    } else if (message.type === "bye" || (message.type === "refused" && message.ref === undefined)) {
      // What was refused to a wish has nothing to do with the connection.
      this.#reason = message.reason ?? "";
    }
    this.#take(message);
    if (message.type === "welcome" && this.#socket) {
      this.#tell("open");
    }
  }

  /** Sets the room's clock: by what the server measured, by pongs, and never behind what a message speaks of. */
  #tune(message) {
    if (message.type === "welcome") {
      this.#aheadMs = message.clock_offset_ms;
    } else if (message.type === "pong") {
      this.#aheadMs = message.now_ms - (message.clock_ms + this.#heardMs) / 2;
    }
    if (Number.isFinite(message.now_ms)) {
      this.#aheadMs = Math.max(this.#aheadMs, message.now_ms - this.#heardMs);
    }
  }

  #beat() {
    if (pageClock() - this.#heardMs > SILENT_MS) {
      this.#socket.close();
      this.#gone(1006, "silent");
    } else {
      this.send({ type: "ping", clock_ms: pageClock() });
    }
  }

  #gone(code, reason) {
    clearInterval(this.#pings);
    this.#socket = null;
    this.#welcomed = false;
    if (code === REFUSED) {
      // Refused for what we are or sent; asking again would be refused again.
      this.#tell("ended", this.#reason || reason);
      return;
    }
    const waitMs = this.#retryMs * (0.75 + Math.random() / 2);
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
    this.#comesBack = true;
    this.#tell("lost", this.#reason || (code === TRY_LATER ? reason : ""));
    this.#retry = setTimeout(() => this.connect(), waitMs);
  }
}
