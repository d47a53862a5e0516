// Title, clock and banners, as facilitators and observers see them.

import { $, nameInText, setText } from "./dom.js";
import { digits } from "./durations.js";

const RULES = {
  "equal-share": "equal share",
  custom: "named times",
  "progressive-stack": "progressive stack",
  "round-robin": "round robin",
  "reaction-based": "reactions count",
  advisory: "advice only",
  token: "tokens",
};

export const ruleText = (rule) => RULES[rule] ?? rule;

/** Draws the header from the model. */
export function drawHeader(model) {
  const { meeting } = model.state;
  const { elapsedMs, leftMs } = model.clock();
  setText($("room-name"), model.state.room);
  drawTitle(model);
  setText($("state-line"), `Rule: ${ruleText(meeting.rule)} · level: ${meeting.enforcement} · policy: ${meeting.policy}${slotText(model)}`);
  setText($("clock-big"), digits(leftMs ?? elapsedMs, { up: leftMs !== null }));
  setText($("clock-label"), leftMs === null ? "since it began" : leftMs < 0 ? "beyond the planned end" : `left of ${digits(meeting.planned_ms)}`);
  drawBanners(model);
}

/** Puts the room's name before the title of the page, so that tabs can be told apart. */
export function drawTitle({ state: { room } }) {
  if (!document.title.startsWith(room)) {
    document.title = `${room} – ${document.title}`;
  }
}

/** Shows whether the meeting waits to be begun, is paused or is over. */
export function drawBanners({ state: { meeting }, waits }) {
  $("not-begun").hidden = !waits;
  $("paused").hidden = !(meeting.open && meeting.paused && !waits);
  $("over").hidden = meeting.open;
}

function slotText(model) {
  const { slot } = model.state.meeting;
  return slot ? ` · slot of ${nameInText(model.name(slot.participant))}, ${digits(Math.max(0, slot.until_ms - model.now()), { up: true })} left` : "";
}
