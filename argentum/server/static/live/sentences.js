// What was decided, as sentences: for the person it is about, and for those who look on.

import { controlText } from "./control_text.js";
import { digits, words } from "./durations.js";
import { reactionOf } from "./reaction_kinds.js";

const REASONS = {
  time_exhausted: "no time is left",
  override: "by a facilitator",
  rule_violation: "out of turn",
  time_granted: "there is time again",
};
const about = (text, tone = "", urgent = false) => ({ text, tone, urgent });

const OWN = {
  time_warning: (decision) => about(`You have ${words(decision.remaining_ms)} left.`, decision.warning_level),
  prompt: () => about("Your time is over. Please come to an end.", "red", true),
  mute_command: (decision) =>
    decision.should_mute
      ? about(`Your microphone is being muted: ${REASONS[decision.reason] ?? decision.reason}.`, "red", true)
      : about(`You may speak: ${REASONS[decision.reason] ?? decision.reason}. Open your microphone.`, "", true),
  nudge: (decision) =>
    decision.about === "quiet"
      ? about("The group has heard little of you so far. Would you like to say something?")
      : about(`You have had ${decision.share_percent} % of all talk so far. Others may want to speak.`, "yellow"),
  slot_opened: () => about("It is your slot now.", "", true),
  insufficient_tokens: (decision) => about(`This costs ${decision.required_tokens} tokens, more than you have.`, "yellow"),
};

const OTHERS = {
  time_warning: (decision, name) =>
    about(`${name(decision.participant_id)} has ${digits(decision.remaining_ms, { up: true })} left.`, decision.warning_level),
  prompt: (decision, name) => about(`${name(decision.participant_id)}: the time is over, please come to an end.`, "red"),
  mute_command: (decision, name) => {
    const reason = REASONS[decision.reason] ?? decision.reason;
    return decision.should_mute
      ? about(`${name(decision.participant_id)} is to be muted: ${reason}.`, "red")
      : about(`${name(decision.participant_id)} may speak again: ${reason}.`);
  },
  mute_not_effective: (decision, name) => about(`The mute of ${name(decision.participant_id)} had no effect.`, "red"),
  slot_opened: (decision, name) => about(`The slot of ${name(decision.participant_id)} begins.`),
  reaction_shown: (decision, name) => {
    const reaction = reactionOf(decision.code);
    const times = decision.count > 1 ? ` ×${decision.count}` : "";
    const sender = decision.sender_id ? `${name(decision.sender_id)}: ` : "";
    const aside = decision.audience === "facilitators" ? " (for facilitators only)" : "";
    return about(
      `${sender}${decision.emoji || reaction?.emoji || ""} ${reaction?.label ?? decision.code}${times} for ${name(decision.target_id)}${aside}`,
    );
  },
  balances_settled: () => about("Tokens were settled."),
  control_recorded: (decision, name) => {
    const why = decision.why ? ` Reason: ${decision.why}` : "";
    return about(`${name(decision.by)} ${controlText(decision, name)}.${why}`);
  },
};

/** Gives `{text, tone, urgent}`, or null for what the page shows by itself. `self` is the reader, if a person. */
export function sentenceOf(decision, { name, self }) {
  const isOwn = self !== null && decision.participant_id === self && Object.hasOwn(OWN, decision.kind);
  const table = isOwn ? OWN : OTHERS;
  return Object.hasOwn(table, decision.kind) ? table[decision.kind](decision, name) : null;
}
