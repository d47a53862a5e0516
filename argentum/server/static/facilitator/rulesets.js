// Rules, levels and policies as choices, and a ruleset from what was chosen.

import { ruleText } from "../live/room_header.js";

const RULES = {
  "equal-share": "Everybody gets the same.",
  custom: "Named people get their time, the others share the rest.",
  "progressive-stack": "Who has spoken less gets more, and goes first in the queue.",
  "round-robin": "Slots in turn.",
  "reaction-based": "Encouraging reactions give time, discouraging ones take it.",
  advisory: "Nothing is held; the figures show how it is shared.",
  token: "Everybody has tokens; speaking and reacting cost.",
};
export const LEVELS = {
  advisory: "The figures show it, nothing happens.",
  soft: "Warnings, and at the end a private prompt.",
  hard: "Warnings, and at the end a mute. It needs a bridge; without one people are asked, not muted.",
  hybrid: "Warnings, a private prompt, a prompt that all see, then a mute, which needs a bridge, too.",
};

export const RULE_CHOICES = Object.keys(RULES).map((rule) => [rule, ruleText(rule)]);
export const LEVEL_CHOICES = Object.keys(LEVELS).map((level) => [level, level]);
export const ruleHelp = (rule, level) => `${RULES[rule]} ${rule === "advisory" ? "" : LEVELS[level]}`.trim();

const minutes = (text) => (text ? Math.round(Number(text) * 60_000) : undefined);

/** The fields of the rule dialog, as the meeting stands. */
export function ruleFields({ ruleset, rule }) {
  const inMinutes = (ms) => (ms ? String(ms / 60_000) : "");
  return [
    { name: "rule", label: "Rule", kind: "select", options: RULE_CHOICES, value: rule },
    { name: "enforcement", label: "Level", kind: "select", options: LEVEL_CHOICES, value: ruleset.enforcement ?? "soft" },
    {
      name: "policy", label: "Policy", kind: "select", value: ruleset.policy ?? "default",
      options: [["default", "default: warns at 50, 25 and 5 %"], ["lenient", "lenient: warns at 75, 50 and 25 %, mutes late"], ["strict", "strict: warns at 90, 75 and 50 %, mutes at once"]],
    },
    { name: "slot", label: "Minutes of a slot (round robin)", kind: "number", min: "0.1", step: "any", value: inMinutes(ruleset.slot_ms) || "2" },
    { name: "base", label: "Minutes of base (progressive stack, reactions)", kind: "number", min: "0.1", step: "any", value: inMinutes(ruleset.base_ms), help: "Empty: an equal part." },
    { name: "tokens", label: "First tokens (tokens)", kind: "number", min: "0", max: "10000", step: "1", value: String(ruleset.initial_tokens ?? 10) },
  ];
}

/** The ruleset that was chosen; what the dialog does not show stays as it was. */
export function rulesetOf(values, before) {
  const chosen = {
    ...before,
    rule: values.rule,
    enforcement: values.enforcement,
    policy: values.policy,
    slot_ms: minutes(values.slot) ?? 120_000,
    initial_tokens: values.tokens === "" ? 10 : Number(values.tokens),
  };
  delete chosen.base_ms;
  return values.base ? { ...chosen, base_ms: minutes(values.base) } : chosen;
}
