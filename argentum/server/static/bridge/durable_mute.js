// A mute that holds. Jitsi lets anybody unmute again unless audio moderation is on and they are not approved; so first
// the approval goes, then the microphone, and only the echo about the microphone counts. Commands answer nothing.

import { ask, isBoolean } from "./requests.js";

/** Mutes one seat. Gives `{outcome, detail}` with the outcome confirmed, not_effective, left or not_confirmed. */
export async function muteDurably(seatId, { api, roster, limits }) {
  const visit = roster.visit;
  const interrupted = () => {
    if (roster.visit !== visit || !roster.joined) {
      return { outcome: "not_effective", detail: "the meeting page was loaded anew meanwhile" };
    }
    return roster.seats.has(seatId) ? null : { outcome: "left", detail: "left before it was done" };
  };
  const seat = () => roster.seats.get(seatId);

  const lock = await takeApproval(seatId, interrupted, { api, roster, limits });
  const stopped = interrupted();
  if (stopped) {
    return stopped;
  }
  if (seat().muted === true) {
    return { outcome: "confirmed", detail: `was muted already; ${lock}` };
  }
  const before = seat().mutedPlace;
  api.executeCommand("muteRemoteParticipant", seatId, "audio");
  const echoed = () => seat()?.muted === true && seat().mutedPlace > before;
  await roster.until(() => interrupted() !== null || echoed(), limits.echoMs);
  const ended = interrupted();
  if (ended) {
    return ended;
  }
  if (echoed()) {
    return { outcome: "confirmed", detail: lock };
  }
  if (seat().muted === null) {
    return { outcome: "not_confirmed", detail: "no microphone seen: cannot speak, not confirmed" };
  }
  return { outcome: "not_effective", detail: `no echo; ${lock}` };
}

/** Takes the approval to unmute where there is one to take. Gives in words how firm the mute will be. */
async function takeApproval(seatId, interrupted, { api, roster, limits }) {
  const question = { isProper: isBoolean, withinMs: limits.questionMs };
  const [on, forced] = await Promise.all([
    ask(api, "isModerationOn", ["audio"], question),
    ask(api, "isParticipantForceMuted", [seatId, "audio"], question),
  ]);
  if (roster.moderation !== true && on.value !== true) {
    return "may unmute: audio moderation is off";
  }
  if (forced.value === true) {
    return "cannot unmute";
  }
  if (interrupted()) {
    return "";
  }
  const before = roster.seats.get(seatId).rejectedPlace;
  api.executeCommand("rejectParticipant", seatId, "audio");
  // For moderators nothing happens, and nothing is said of it.
  const rejected = () => (roster.seats.get(seatId)?.rejectedPlace ?? 0) > before;
  await roster.until(() => interrupted() !== null || rejected(), limits.rejectionMs);
  return rejected() ? "cannot unmute" : "may unmute: the approval was not seen to go";
}
