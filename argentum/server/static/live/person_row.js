// One person's line: hourglass, name, what is going on, share of talk, time left.

import { el, nameOf, setText } from "./dom.js";
import { digits, percent } from "./durations.js";
import { fill, hourglass } from "./hourglass.js";

const LEVEL_WORDS = { yellow: "time is passing", orange: "little time left", red: "almost no time left" };

/** Makes the line; `extra` is put below it. */
export function makePersonRow(row, extra = null) {
  const name = nameOf(row.name || row.id);
  const parts = {
    glass: hourglass(),
    name,
    chips: el("span", { class: "row" }),
    left: el("span", { class: "left" }),
    fill: el("span", { class: "fill" }),
    equal: el("span", { class: "equal", title: "an equal share" }),
    shareText: el("span", { class: "share-text" }),
  };
  const item = el(
    "li",
    { class: "person", "data-id": row.id },
    el(
      "div",
      { class: "person-line" },
      parts.glass,
      el("span", { class: "name" }, name, parts.chips),
      parts.left,
      el("span", { class: "share", "aria-hidden": "true" }, parts.fill, parts.equal),
      parts.shareText,
    ),
    extra,
  );
  item.parts = parts;
  return item;
}

const isOver = (row, model) => row.remaining_ms !== null && !model.waitsForTurn(row) && model.figures(row).remainingMs <= 0;

/** Draws what changes with time; several times a second. */
export function drawFigures(item, row, model, { share, equal, widest }) {
  const { parts } = item;
  const { talkMs, remainingMs } = model.figures(row);
  const own = share(row.id);
  const isLimited = remainingMs !== null && row.available_ms;
  const left = isLimited ? remainingMs / row.available_ms : 1 - (own ?? 0) / (2 * equal || 1);
  fill(parts.glass, left);
  const along = (part) => `${((100 * part) / (widest || 1)).toFixed(2)}%`;
  parts.fill.style.width = along(own ?? 0);
  parts.equal.style.left = along(equal);
  setText(parts.shareText, own === null ? `talk ${digits(talkMs)}` : `${percent(own)} · talk ${digits(talkMs)}`);
  const over = isOver(row, model);
  const isShown = remainingMs !== null && !model.waitsForTurn(row);
  const figure = isShown ? digits(over ? -remainingMs : remainingMs, { up: !over }) : "";
  const label = isShown ? (over ? "over" : "left") : "";
  if (parts.left.dataset.shown !== `${figure}${label}`) {
    parts.left.dataset.shown = `${figure}${label}`;
    parts.left.replaceChildren(...(figure ? [el("strong", {}, figure), el("small", {}, label)] : []));
  }
}

/** Draws what changes with events. */
export function drawState(item, row, model) {
  const { parts } = item;
  setText(parts.name, row.name || row.id);
  const speaks = row.speaking_since_ms !== null;
  item.classList.toggle("speaking", speaks && model.running);
  item.classList.toggle("absent", !row.present);
  item.classList.toggle("outside", !row.in_pool);
  // Who waits for a turn has no time, and lacks none.
  const level = model.waitsForTurn(row) ? null : row.level;
  item.dataset.level = level ?? "none";
  const chips = [
    speaks && ["speaks", "speaking"],
    row.hand && ["hand", "hand raised"],
    isOver(row, model) ? ["red", "time is over"] : LEVEL_WORDS[level] && row.present && [level, LEVEL_WORDS[level]],
    row.muted && ["red", "muted by the rule"],
    row.microphone_muted && ["", "microphone off"],
    row.permitted && ["", "may finish"],
    row.bypassed && ["", "rule does not hold"],
    row.id === model.self && ["", "you"],
    row.role === "facilitator" && ["", "facilitator"],
    row.role === "observer" && ["", "observer"],
    row.role === "recorder" && ["", "recorder"],
    !row.present && ["", "not here"],
  ].filter(Boolean);
  const shown = JSON.stringify(chips);
  if (parts.chips.dataset.shown !== shown) {
    parts.chips.dataset.shown = shown;
    parts.chips.replaceChildren(...chips.map(([kind, text]) => el("span", { class: `chip ${kind}` }, text)));
  }
}
