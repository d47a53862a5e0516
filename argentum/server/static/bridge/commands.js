// Carries out what the room asks for: an allow-list of its own, then what the script offers, one call a command.

import { muteDurably } from "./durable_mute.js";

/** Our commands and what they need of the script; no other name ever reaches it. */
const NEEDS = Object.freeze({
  mute: ["muteRemoteParticipant", "rejectParticipant"],
  permit: ["askToUnmute"],
  notify: ["sendChatMessage"],
});
export const COMMAND_NAMES = Object.freeze(Object.keys(NEEDS));
const ESSENTIAL = Object.freeze({ mute: "muteRemoteParticipant", permit: "askToUnmute", notify: "sendChatMessage" });
/** From the worst to the best, for a person who sits there twice. */
const WORST_FIRST = ["not_effective", "not_confirmed", "left", "confirmed"];

const isText = (value) => typeof value === "string" && value !== "";

/** Carries out one command. Always gives `{outcome, detail}`; never throws. */
export async function carryOut(command, { api, roster, limits, isOwn, roomNow }) {
  const means = { api, roster, limits };
  try {
    const refusal = refusalOf(command, api, roster, roomNow);
    if (refusal) {
      return refusal;
    }
    if (command.command === "notify" && !isText(command.participant)) {
      return await sendChat("", command.text, means);
    }
    if (isOwn(command.participant) || command.endpoint_hint === roster.localId) {
      // A mute of the local seat toggles: twice would open the microphone.
      return { outcome: "refused", detail: "sits at the bridge itself, which is never muted" };
    }
    const seats = seatsAt(command.endpoint_hint, roster);
    if (seats.length === 0) {
      return { outcome: "left", detail: "is not in the meeting" };
    }
    const outcomes = [];
    for (const seat of seats) {
      outcomes.push(await carryOutFor(seat.id, command, means));
    }
    return outcomes.sort((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome))[0];
  } catch (fault) {
    return { outcome: "not_effective", detail: String(fault?.message ?? fault) };
  }
}

function refusalOf(command, api, roster, roomNow) {
  if (!Object.hasOwn(NEEDS, command.command ?? "")) {
    return { outcome: "refused", detail: "no command of the bridge" };
  }
  if (!Number.isFinite(command.expires_ms)) {
    return { outcome: "refused", detail: "a command needs an end" };
  }
  if (command.command === "notify" ? !isText(command.text) : !isText(command.participant)) {
    return { outcome: "refused", detail: "not complete" };
  }
  if (roomNow() > command.expires_ms) {
    return { outcome: "stale", detail: "came too late to be carried out" };
  }
  // What is sent to a page that loads anew is lost, and what is sent before it is ready comes late.
  if (!roster.joined || !api) {
    return { outcome: "not_effective", detail: "the bridge is not in the meeting" };
  }
  const offered = api.getSupportedCommands();
  if (!Array.isArray(offered) || !offered.includes(ESSENTIAL[command.command])) {
    return { outcome: "not_effective", detail: `this Jitsi has no ${ESSENTIAL[command.command]}` };
  }
  if (command.command !== "notify" && roster.localRole !== "moderator") {
    return { outcome: "not_effective", detail: "the bridge is not a moderator of the meeting" };
  }
  return null;
}

/** The seat that the room knows, and those of the same account: a laptop and a telephone. */
function seatsAt(seatId, roster) {
  const known = roster.seats.get(seatId);
  if (!known) {
    return [];
  }
  const isSame = (seat) => seat === known || (known.account !== undefined && seat.account === known.account);
  return [...roster.seats.values()].filter((seat) => isSame(seat) && seat.id !== roster.localId && !seat.machine);
}

function carryOutFor(seatId, command, means) {
  if (command.command === "mute") {
    return muteDurably(seatId, means);
  }
  return command.command === "permit" ? permit(seatId, means) : sendChat(seatId, command.text, means);
}

/** Nobody can be unmuted from outside: this asks, and approves where moderation is on. */
async function permit(seatId, { api, roster, limits }) {
  const seat = () => roster.seats.get(seatId);
  if (seat().muted === false) {
    return { outcome: "confirmed", detail: "the microphone is on" };
  }
  const before = seat().approvedPlace;
  api.executeCommand("askToUnmute", seatId);
  await roster.until(() => !seat() || seat().approvedPlace > before || seat().muted === false, limits.approvalMs);
  if (!seat()) {
    return roster.joined
      ? { outcome: "left", detail: "left before it was done" }
      : { outcome: "not_effective", detail: "the meeting page was loaded anew meanwhile" };
  }
  return seat().approvedPlace > before || seat().muted === false
    ? { outcome: "confirmed", detail: "may unmute, and was asked to" }
    : { outcome: "not_confirmed", detail: "asked; nothing tells whether it was seen" };
}

async function sendChat(seatId, text, { api, roster, limits }) {
  const before = roster.chatSent.at(-1)?.place ?? 0;
  api.executeCommand("sendChatMessage", text, seatId, true);
  const isOurs = (one) => one.place > before && one.text === text;
  const sent = await roster.until(() => roster.chatSent.some(isOurs), limits.chatMs);
  return sent
    ? { outcome: "confirmed", detail: "sent as a chat message" }
    : { outcome: "not_confirmed", detail: "sent; nothing tells whether it arrived" };
}
