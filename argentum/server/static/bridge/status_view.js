// The bridge page's own display: how far it has come, who sits there, what became of commands.

import { $, el, keyed, setText } from "../live/dom.js";
import { outcomeText } from "../live/outcomes.js";

const MICROPHONES = new Map([[true, "off"], [false, "on"], [null, "none seen"]]);

function stepsOf(bridge) {
  const { roster, outbox, troubles } = bridge;
  const on = roster.moderation;
  return [
    ["The meeting page answers", roster.pageReady || (troubles.length > 0 ? "fault" : false)],
    ["In the meeting", roster.joined],
    ["Who is there is known", roster.joined && !roster.stale],
    [roster.localRole === "moderator" ? "Moderator: can mute" : "Not a moderator: cannot mute", roster.localRole === "moderator"],
    [on ? "Audio moderation is on: mutes hold" : "Audio moderation is off: people can unmute themselves", on === true],
    [outbox.size > 0 ? `${outbox.size} events wait for the room` : "The room has everything", outbox.size === 0],
    ...(outbox.lost > 0 ? [[`${outbox.lost} events were too old for the room`, "fault"]] : []),
  ];
}

/** Draws everything; `name` gives the name of a person of the room. */
export function drawStatus(bridge, name) {
  const { roster } = bridge;
  keyed($("steps"), stepsOf(bridge).map(([text, done], place) => ({ text, done, place })), {
    key: ({ place }) => place,
    make: () => el("li", {}),
    update: (item, { text, done }) => {
      setText(item, text);
      item.dataset.done = String(done);
    },
  });
  $("moderation-on").hidden = !(roster.joined && roster.localRole === "moderator" && roster.moderation !== true);
  drawSeats(bridge);
  drawList("outcomes", [...bridge.outcomes].reverse(), ({ command, outcome, detail, participant }) => [
    `${command} ${participant ? name(participant) : "all"}: `,
    el("span", { class: `outcome ${outcome}` }, outcomeText(outcome)),
    detail ? ` (${detail})` : "",
  ]);
  drawList("troubles", [...bridge.troubles].reverse(), (text) => [text]);
  drawList("messages", [...bridge.messages].reverse(), ({ id, text }) => [`${roster.seats.get(id)?.name ?? id ?? ""}: ${text}`]);
}

function drawSeats(bridge) {
  const { roster, events } = bridge;
  const seats = [...roster.seats.values()];
  $("seats-section").hidden = seats.length === 0;
  const knownBy = (seat) => {
    if (seat.id === roster.localId) {
      return events.ownPerson ? "this page" : "this page, listens only";
    }
    if (seat.machine) {
      return "a recorder";
    }
    return seat.account !== undefined ? `account ${seat.account}` : seat.name ? "display name only" : "nothing";
  };
  keyed($("seats"), seats, {
    key: ({ id }) => id,
    make: () => el("tr", {}, el("th", { scope: "row" }, el("bdi")), el("td"), el("td"), el("td")),
    update: (row, seat) => {
      const [name, by, microphone, role] = row.children;
      setText(name.firstElementChild, seat.name ?? "(no name)");
      setText(by, knownBy(seat));
      setText(microphone, MICROPHONES.get(seat.muted));
      setText(role, seat.moderator || (seat.id === roster.localId && roster.localRole === "moderator") ? "moderator" : "");
    },
  });
}

function drawList(name, entries, partsOf) {
  $(`${name}-section`).hidden = entries.length === 0;
  const list = $(name);
  const shown = JSON.stringify(entries);
  if (list.dataset.shown !== shown) {
    list.dataset.shown = shown;
    list.replaceChildren(...entries.map((entry) => el("li", {}, ...partsOf(entry))));
  }
}
