// The twelve reactions as buttons: to whom, and how they are shown.

import { $, el, keyed, setText } from "../live/dom.js";
import { REACTIONS } from "../live/reaction_kinds.js";

/** The mode to send: `public` and `accredited` are the same to those who send. Undefined: the reaction's own. */
function modeFor(wished, allowed) {
  if (wished === "public" && !allowed.includes("public")) {
    return "accredited";
  }
  return wished || undefined;
}

const wordsOf = (mode) => mode.selectedOptions[0].textContent;
const mayBe = (wished, allowed) => (wished ? allowed.includes(modeFor(wished, allowed)) : allowed.length > 0);

/** Puts the buttons in place and gives the function that draws them. */
export function bindReactions(page) {
  const { model } = page;
  const target = $("reaction-target");
  const mode = $("reaction-mode");
  const react = async (reaction) => {
    const allowed = model.state.reactions.modes[reaction.code] ?? [];
    const visibility = modeFor(mode.value, allowed);
    // In the words in which it was chosen, as of now: the choice may be another when the answer comes.
    const shown = visibility ? `, ${wordsOf(mode)}` : "";
    const refusal = await page.send({
      kind: "reaction_sent",
      code: reaction.code,
      ...(visibility ? { visibility } : {}),
      ...(target.value ? { target: target.value } : {}),
    });
    $("reaction-answer").textContent = refusal ? `Not sent: ${refusal}.` : `${reaction.label}: sent${shown}.`;
  };
  return () => {
    // Who was chosen stays chosen when they go: the choice must not pass to somebody else by itself.
    const others = model.people.filter(
      ({ id, present, role }) => (present || id === target.value) && id !== model.self && role !== "recorder" && role !== "observer",
    );
    keyed(target, [{ id: "", name: "whoever is speaking" }, ...others], {
      key: ({ id }) => id,
      make: ({ id, name }) => el("option", { value: id }, name || id),
    });
    drawImpossible(mode, model.state.reactions.modes);
    const priced = model.state.meeting.rule === "token";
    keyed($("reactions"), REACTIONS, {
      key: ({ code }) => code,
      make: (reaction) =>
        el(
          "button",
          { type: "button", onclick: () => void react(reaction) },
          el("span", { class: "emoji", "aria-hidden": "true" }, reaction.emoji),
          el("span", {}, reaction.label),
          el("span", { class: "price" }, `${reaction.price} token${reaction.price === 1 ? "" : "s"}`),
        ),
      update: (button, reaction) => {
        button.disabled = !model.state.meeting.open || !mayBe(mode.value, model.state.reactions.modes[reaction.code] ?? []);
        button.lastElementChild.hidden = !priced;
      },
    });
  };
}

/** Says why buttons cannot be pressed, before somebody wonders. */
function drawImpossible(mode, modes) {
  const named = (reactions) => reactions.map(({ label }) => label).join(", ");
  const off = REACTIONS.filter(({ code }) => !modes[code]?.length);
  const unfit = REACTIONS.filter((reaction) => !off.includes(reaction) && !mayBe(mode.value, modes[reaction.code]));
  const sentences = [
    unfit.length > 0 ? `Cannot be sent ${wordsOf(mode)}: ${named(unfit)}.` : "",
    off.length > 0 ? `Switched off in this meeting: ${named(off)}.` : "",
  ];
  setText($("reaction-limits"), sentences.filter(Boolean).join(" "));
}
