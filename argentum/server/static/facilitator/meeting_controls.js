// The controls of the meeting as a whole.

import { $, el, focusWhenShown } from "../live/dom.js";
import { MODES, REACTIONS } from "../live/reaction_kinds.js";
import { openDialog } from "./control_dialog.js";
import { LEVELS, LEVEL_CHOICES, bindRuleFields, namedTimes, ruleFields, rulesetOf } from "./rulesets.js";

/** Binds the buttons of the toolbar. */
export function bindMeetingControls(page) {
  const { model } = page;
  const wish = (kind, fields = {}) => ({ why }) => page.send({ kind, why, ...fields });

  $("begin").addEventListener("click", async () => {
    const refusal = await page.send({ kind: "meeting_resumed" });
    $("begin-fault").textContent = refusal ? `Not begun: ${refusal}.` : "";
  });
  $("pause").addEventListener("click", () => {
    const paused = model.state.meeting.paused;
    openDialog({
      title: paused ? "Go on" : "Pause",
      lead: paused ? "All clocks run again." : "All clocks stand still, and the planned end moves.",
      action: paused ? "Go on" : "Pause",
      submit: wish(paused ? "meeting_resumed" : "meeting_paused"),
    });
  });
  $("choose-rule").addEventListener("click", () => {
    openDialog({
      title: "Choose the rule",
      lead: "The time that is left is divided by it from here on.",
      fields: ruleFields(model.state.meeting),
      body: namedTimes(model.state.meeting, model.people.filter((row) => row.in_pool)),
      onOpen: bindRuleFields,
      action: "Choose",
      submit: (values) =>
        page.send({ kind: "ruleset_chosen", why: values.why, ruleset: rulesetOf(values, model.state.meeting.ruleset) }),
    });
  });
  $("choose-level").addEventListener("click", () => {
    openDialog({
      title: "Choose the level",
      lead: el("dl", { class: "facts" }, ...Object.entries(LEVELS).flatMap(([level, what]) => [el("dt", {}, level), el("dd", {}, what)])),
      fields: [{ name: "enforcement", label: "Level", kind: "select", options: LEVEL_CHOICES, value: model.state.meeting.enforcement }],
      action: "Choose",
      submit: ({ enforcement, why }) => page.send({ kind: "enforcement_chosen", enforcement, why }),
    });
  });
  $("next-slot").addEventListener("click", () => {
    openDialog({ title: "Next slot", lead: "The slot ends now, and the next person’s begins.", action: "Next slot", submit: wish("slot_advanced") });
  });
  $("close-meeting").addEventListener("click", () => {
    openDialog({
      title: "End the meeting",
      lead: "What comes after the end does not count. It cannot be taken back.",
      action: "End it",
      reason: false,
      // The button that was pressed can be pressed no more; the focus goes to what is new.
      submit: async () => (await page.send({ kind: "meeting_closed" })) ?? (() => focusWhenShown($("over"))),
    });
  });
  $("choose-modes").addEventListener("click", () => openModes(page));
}

function openModes(page) {
  const now = page.model.state.reactions.modes;
  const modes = Object.keys(MODES);
  const box = (reaction, mode) =>
    el("input", {
      type: "checkbox",
      name: `${reaction.code} ${mode}`,
      checked: (now[reaction.code] ?? []).includes(mode),
      disabled: !reaction.possible.includes(mode),
      "aria-label": `${reaction.label}: ${MODES[mode]}`,
    });
  const table = el(
    "div",
    { class: "scroll" },
    el(
      "table",
      { class: "matrix" },
      el("thead", {}, el("tr", {}, el("td"), ...modes.map((mode) => el("th", { scope: "col" }, el("span", {}, MODES[mode]))))),
      el(
        "tbody",
        {},
        ...REACTIONS.map((reaction) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, el("span", { class: "emoji", "aria-hidden": "true" }, reaction.emoji), ` ${reaction.label}`),
            ...modes.map((mode) => el("td", {}, el("label", { class: "hit" }, box(reaction, mode)))),
          ),
        ),
      ),
    ),
  );
  openDialog({
    title: "Modes of reactions",
    lead: "Which reactions may be sent in this meeting, and how. Without any mode a reaction is switched off.",
    body: table,
    wide: true,
    action: "Choose",
    submit: async (values) => {
      for (const reaction of REACTIONS) {
        const chosen = modes.filter((mode) => values[`${reaction.code} ${mode}`]);
        if (chosen.join() !== (now[reaction.code] ?? []).join()) {
          const refusal = await page.send({ kind: "reaction_modes_chosen", code: reaction.code, modes: chosen, why: values.why });
          if (refusal) {
            return `${reaction.label}: ${refusal}`;
          }
        }
      }
      return null;
    },
  });
}
