// One's own time, big: what is left, or what was said where nobody is limited.

import { $, setText } from "../live/dom.js";
import { digits, percent } from "../live/durations.js";
import { fill, hourglass } from "../live/hourglass.js";

const LEVELS = ["green", "yellow", "orange", "red"];

/** Puts the hourglass in place and gives the function that draws it. */
export function bindOwnTime(model) {
  const glass = hourglass();
  $("own-glass").replaceChildren(glass);
  return () => {
    const row = model.person(model.self);
    const card = $("own");
    if (!row) {
      setText($("own-sentence"), "You are not in the meeting yet.");
      return;
    }
    const { talkMs, remainingMs } = model.figures(row);
    const { share, equal } = model.shares();
    const own = share(row.id);
    const isLimited = remainingMs !== null && row.available_ms !== null;
    const waits = model.waitsForTurn(row);
    const over = isLimited && remainingMs <= 0 && !waits;
    const level = over ? "red" : waits ? "green" : (row.level ?? "green");
    fill(glass, isLimited ? remainingMs / (row.available_ms || 1) : 1 - (own ?? 0) / (2 * equal || 1));
    card.dataset.level = level;
    card.classList.toggle("speaking", row.speaking_since_ms !== null && model.running);
    for (const each of LEVELS) {
      card.classList.toggle(each, each === level && each !== "green");
    }
    setText($("own-time"), isLimited ? digits(over ? -remainingMs : remainingMs, { up: !over }) : digits(talkMs));
    setText($("own-sentence"), sentence(row, { talkMs, isLimited, waits, over, own }));
  };
}

function sentence(row, { talkMs, isLimited, waits, over, own }) {
  const share = own === null ? "" : ` That is ${percent(own)} of all talk.`;
  if (!isLimited) {
    return row.in_pool ? `spoken so far.${share}` : "spoken so far. Your time is not limited.";
  }
  if (waits) {
    return `left: there is no time for you just now. You spoke ${digits(talkMs)}.${share}`;
  }
  const state = over ? "over your time" : "left";
  const muted = row.muted ? " Your microphone is muted by the rule." : "";
  const finish = row.permitted ? " You may finish." : "";
  return `${state} of ${digits(row.available_ms, { up: true })}; you spoke ${digits(talkMs)}.${share}${muted}${finish}`;
}
