// The lists that several pages show: people, queue, reactions.

import { $, el, keyed, nameOf, setText } from "./dom.js";
import { drawFigures, drawState, makePersonRow } from "./person_row.js";
import { reactionOf } from "./reaction_kinds.js";

// From here on they stand in columns, so that a screen holds more of them.
const MANY = 13;

const isListed = (row) => row.present || row.turns > 0 || row.role === "participant";

/** Draws everybody's line; `extra(row)` gives what stands below it. */
export function drawPeople(model, { extra = () => null, onRow = () => {} } = {}) {
  const shares = model.shares();
  const rows = model.people.filter(isListed);
  if ($("nobody")) {
    $("nobody").hidden = rows.length > 0;
  }
  $("people").classList.toggle("many", rows.length >= MANY);
  keyed($("people"), rows, {
    key: (row) => row.id,
    make: (row) => makePersonRow(row, extra(row)),
    update: (item, row) => {
      drawState(item, row, model);
      drawFigures(item, row, model, shares);
      onRow(item, row);
    },
  });
}

/** Draws who waits to speak, in the order in which they get the floor. */
export function drawQueue(model) {
  $("queue-empty").hidden = model.state.queue.length > 0;
  keyed($("queue"), model.state.queue, {
    key: (id) => id,
    make: (id) => el("li", {}, el("span", {}, nameOf(model.name(id)), id === model.self ? " (you)" : "")),
    update: (item, id) => setText(item.firstElementChild.firstElementChild, model.name(id)),
  });
}

/** Draws how often each reaction came. */
export function drawReactionCounts(model) {
  const counted = Object.entries(model.state.reactions.counts).filter(([, count]) => count > 0);
  $("no-reactions").hidden = counted.length > 0;
  keyed($("reaction-counts"), counted, {
    key: ([code]) => code,
    make: ([code]) => {
      const reaction = reactionOf(code);
      return el(
        "li",
        {},
        el("span", { class: "emoji", "aria-hidden": "true" }, reaction?.emoji ?? ""),
        ` ${reaction?.label ?? code} `,
        el("strong", { class: "figure" }),
      );
    },
    update: (item, [, count]) => setText(item.lastElementChild, String(count)),
  });
}
