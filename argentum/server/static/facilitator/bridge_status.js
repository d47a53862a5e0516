// How it stands with the bridge, what the meeting can do, and what became of commands.

import { $, el, keyed, nameOf, setText } from "../live/dom.js";
import { digits } from "../live/durations.js";
import { outcomeText } from "../live/outcomes.js";

const QUESTIONS = [
  ["script_knows", "the script knows", (name, value) => `${name}: ${value ? "yes" : "no"}`],
  ["page_answers", "the meeting answers", (name, value) => `${name}: ${value}`],
  ["effect_seen", "an effect was seen", (name, value) => `${name}: ${outcomeText(value)}`],
];

function stateText(bridge) {
  if (!bridge?.connected) {
    return "Not connected. Without it nobody can be muted, and nobody’s speech is noticed by itself.";
  }
  if (!bridge.joined) {
    return "Connected, but not in the meeting.";
  }
  return bridge.stale ? "In the meeting; who is there is not known for certain." : "In the meeting.";
}

/** Draws it from what facilitators are told. */
export function drawBridge(model) {
  const { bridge } = model.state;
  setText($("bridge-state"), stateText(bridge));
  const probe = bridge?.probe ?? {};
  const warnings = [...Object.values(bridge?.warnings ?? {}), ...(bridge?.connected ? (probe.troubles ?? []) : [])];
  // The same trouble again is no second line.
  keyed($("bridge-warnings"), [...new Set(warnings)], {
    key: (text) => text,
    make: (text) => el("li", {}, `⚠ ${text}`),
  });
  drawFindings(probe);
  const outcomes = [...(bridge?.last_outcomes ?? [])].reverse().slice(0, 8);
  $("outcomes-title").hidden = outcomes.length === 0;
  keyed($("bridge-outcomes"), outcomes, {
    key: ({ command_id: id, at_ms: atMs }) => `${id} ${atMs}`,
    make: ({ command_id: id, outcome, detail, at_ms: atMs }) => {
      const [, verb = "", person = ""] = /^\d+-(mute|permit|notify)-(.*)$/.exec(id) ?? [];
      const whom = person && person !== "all" ? nameOf(model.name(person)) : person;
      const state = el("span", { class: `outcome ${outcome}` }, outcomeText(outcome));
      return el("li", {}, `${digits(atMs)} ${verb} `, whom, ": ", state, detail ? ` (${detail})` : "");
    },
  });
}

function drawFindings(probe) {
  const known = QUESTIONS.filter(([key]) => probe[key]);
  $("bridge-details").hidden = known.length === 0;
  const shown = JSON.stringify(probe);
  const list = $("bridge-findings");
  if (list.dataset.shown !== shown) {
    list.dataset.shown = shown;
    const plain = (value) => (value === true ? "yes" : value === false ? "no" : String(value ?? "not known"));
    list.replaceChildren(
      ...known.flatMap(([key, title, line]) => [
        el("dt", {}, title),
        el("dd", {}, Object.entries(probe[key]).map(([name, value]) => line(name, value)).join(" · ")),
      ]),
      el("dt", {}, "the bridge is moderator"),
      el("dd", {}, plain(probe.moderator)),
      el("dt", {}, "audio moderation is on"),
      el("dd", {}, plain(probe.moderation_on)),
    );
  }
}
