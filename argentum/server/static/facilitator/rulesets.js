// Rules, levels and policies as choices, and a ruleset from what was chosen.

import { el, nameOf, setText } from "../live/dom.js";
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

const POLICIES = {
  default: "Warns at 50, 25 and 5 % of the time.",
  lenient: "Warns at 75, 50 and 25 % of the time, and mutes late.",
  strict: "Warns at 90, 75 and 50 % of the time, and mutes at once.",
};

export const RULE_CHOICES = Object.keys(RULES).map((rule) => [rule, ruleText(rule)]);
export const LEVEL_CHOICES = Object.keys(LEVELS).map((level) => [level, level]);
const levelHelp = (rule, level) => (rule === "advisory" ? "This rule only advises, whatever the level." : LEVELS[level]);

/** What a choice means, for who opens a room: there, people have no times of their own yet. */
export function ruleHelp(rule, level) {
  const naming = rule === "custom" ? " The times are named on the facilitator’s page, under “Rule”." : "";
  return `${RULES[rule]}${naming} ${levelHelp(rule, level)}`;
}

// Which figures a rule asks for; the others would only be in the way.
const ASKS = {
  slot: ["round-robin"],
  base: ["progressive-stack", "reaction-based"],
  tokens: ["token"],
  named: ["custom"],
};
const NAMED = "minutes-of ";

/** A field for everybody's own minutes; empty for who shares the rest. */
export function namedTimes({ ruleset }, people) {
  const rowOf = ({ id, name }) =>
    el(
      "label",
      {},
      el("span", {}, nameOf(name || id)),
      el("input", { type: "number", name: `${NAMED}${id}`, min: "0", max: "10080", step: "any", inputmode: "decimal", value: inMinutes(ruleset.custom_ms?.[id]) }),
    );
  return el("fieldset", { id: "named", class: "field named-times" }, el("legend", {}, "Minutes of named people; empty: a part of the rest"), ...people.map(rowOf));
}

/** Shows in the dialog what the chosen rule does, and only the fields that it needs. */
export function bindRuleFields(form) {
  const { rule, enforcement, policy } = form.elements;
  const draw = () => {
    for (const [name, rules] of Object.entries(ASKS)) {
      const isAsked = rules.includes(rule.value);
      form.elements[name].closest(".field").hidden = !isAsked;
      // What cannot be seen must not keep the form from being sent.
      form.elements[name].disabled = !isAsked;
    }
    setText(form.querySelector("#field-rule-help"), RULES[rule.value]);
    setText(form.querySelector("#field-enforcement-help"), levelHelp(rule.value, enforcement.value));
    setText(form.querySelector("#field-policy-help"), POLICIES[policy.value]);
  };
  for (const each of [rule, enforcement, policy]) {
    each.addEventListener("change", draw);
  }
  draw();
}

const minutes = (text) => (text ? Math.round(Number(text) * 60_000) : undefined);
const inMinutes = (ms) => (ms === undefined || ms === null ? "" : String(ms / 60_000));

/** The fields of the rule dialog, as the meeting stands. */
export function ruleFields({ ruleset, rule }) {
  return [
    { name: "rule", label: "Rule", kind: "select", options: RULE_CHOICES, value: rule, help: " " },
    { name: "enforcement", label: "Level", kind: "select", options: LEVEL_CHOICES, value: ruleset.enforcement ?? "soft", help: " " },
    {
      name: "policy", label: "Policy", kind: "select", value: ruleset.policy ?? "default", help: " ",
      options: Object.keys(POLICIES).map((policy) => [policy, policy]),
    },
    { name: "slot", label: "Minutes of a slot", kind: "number", min: "0.1", step: "any", value: inMinutes(ruleset.slot_ms ?? 120_000) },
    { name: "base", label: "Minutes of base for everybody", kind: "number", min: "0.1", step: "any", value: inMinutes(ruleset.base_ms), help: "Empty: an equal part of the meeting." },
    { name: "tokens", label: "First tokens of everybody", kind: "number", min: "0", max: "10000", step: "1", value: String(ruleset.initial_tokens ?? 10) },
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
    custom_ms: Object.fromEntries(
      Object.entries(values)
        .filter(([name, typed]) => name.startsWith(NAMED) && typed !== "")
        .map(([name, typed]) => [name.slice(NAMED.length), minutes(typed)]),
    ),
  };
  delete chosen.base_ms;
  return values.base ? { ...chosen, base_ms: minutes(values.base) } : chosen;
}
