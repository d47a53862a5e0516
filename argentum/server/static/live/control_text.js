// What a control did, in words: the record tells the action, for whom, and the rest of what was asked.

import { digits } from "./durations.js";
import { reactionOf } from "./reaction_kinds.js";
import { ruleText } from "./room_header.js";

const whom = (record, name) => (record.target_id ? name(record.target_id) : "");

const LINKS = { observer: "everybody who only looks on", bridge: "the bridge" };

const TEXTS = {
  ruleset_chosen: ({ details }) => `chose the rule ${ruleText(details.ruleset?.rule ?? "equal-share")}, ${details.ruleset?.enforcement ?? "soft"}`,
  enforcement_chosen: ({ details }) => `chose the level ${details.enforcement ?? ""}`,
  meeting_paused: () => "paused the meeting",
  meeting_resumed: () => "let the clocks run",
  participant_bypassed: (record, name) =>
    record.details.bypassed === false ? `holds the rule for ${whom(record, name)} again` : `bypassed the rule for ${whom(record, name)}`,
  time_reallocated: (record, name) => `set what ${whom(record, name)} has left to ${digits(record.details.remaining_ms ?? 0)}`,
  time_granted: (record, name) => {
    const ms = record.details.granted_ms ?? 0;
    return ms < 0 ? `took ${digits(-ms)} from ${whom(record, name)}` : `gave ${digits(ms)} to ${whom(record, name)}`;
  },
  speech_permitted: (record, name) => `let ${whom(record, name)} finish`,
  key_renewed: (record, name) => `made a new link for ${LINKS[record.target_id] ?? whom(record, name)}`,
  slot_advanced: () => "went on to the next slot",
  reaction_modes_chosen: ({ details }) => {
    const label = reactionOf(details.code)?.label ?? details.code ?? "a reaction";
    return details.modes?.length ? `allows ${label}: ${details.modes.join(", ")}` : `switched ${label} off`;
  },
};

/** Words that can follow a facilitator's name. */
export function controlText(record, name) {
  const filled = { ...record, details: record.details ?? {} };
  return Object.hasOwn(TEXTS, record.action) ? TEXTS[record.action](filled, name) : String(record.action).replaceAll("_", " ");
}
