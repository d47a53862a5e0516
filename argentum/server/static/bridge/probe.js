// What this meeting can do: three questions that have nothing to do with each other, so three answers. The script
// knows a name whatever the meeting page, the server or the role are like.

import { COMMAND_NAMES } from "./commands.js";
import { ask, hasRooms, isBoolean } from "./requests.js";

const WANTED = ["muteRemoteParticipant", "rejectParticipant", "askToUnmute", "toggleModeration", "sendChatMessage"];

const namesOf = (api, method) => {
  const names = api[method]?.();
  return Array.isArray(names) ? names : [];
};

/** Asks what is known and what is answered; what takes effect is told by `effects`, as far as it was seen. */
export async function probe({ api, roster, limits, effects }) {
  const commands = namesOf(api, "getSupportedCommands");
  const events = namesOf(api, "getSupportedEvents");
  const [moderation, rooms] = await Promise.all([
    ask(api, "isModerationOn", ["audio"], { isProper: isBoolean, withinMs: limits.probeMs }),
    ask(api, "getRoomsInfo", [], { isProper: hasRooms, withinMs: limits.probeMs }),
  ]);
  const answered = (answer) => ("value" in answer ? "answered" : answer.why);
  return {
    script_knows: Object.fromEntries(WANTED.map((name) => [name, commands.includes(name)])),
    script_tells: Object.fromEntries(
      ["dominantSpeakerChanged", "participantMuted", "moderationStatusChanged", "raiseHandUpdated"].map((name) => [
        name,
        events.includes(name),
      ]),
    ),
    page_answers: { isModerationOn: answered(moderation), getRoomsInfo: answered(rooms) },
    effect_seen: Object.fromEntries(COMMAND_NAMES.map((name) => [name, effects.get(name) ?? "not tried"])),
    moderator: roster.localRole === null ? "not known" : roster.localRole === "moderator",
    moderation_on: roster.moderation ?? moderation.value ?? "not known",
  };
}
