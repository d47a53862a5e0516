// The bridge page's own display: how far it has come, who sits there, what became of commands.

import { $, el, keyed, setText } from "../live/dom.js";
import { outcomeText } from "../live/outcomes.js";

const MICROPHONES = new Map([[true, "off"], [false, "on"], [null, "none seen"]]);

const HEARD = { true: "Yes", false: "Not yet", fault: "Fault" };
const SAID_ALOUD = 5;

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

/** Draws everything; `name` gives the name of a person of the room, `say` tells those who listen. */
export function drawStatus(bridge, name, say) {
  const { roster } = bridge;
  keyed($("steps"), stepsOf(bridge).map(([text, done], place) => ({ text, done: String(done), place })), {
    key: ({ place }) => place,
    make: () => el("li", {}),
    update: (item, { text, done, place }) => {
      setText(item, text);
      // How many events wait changes several times a second: that is for the eye alone.
      if (item.dataset.done !== done && (place < SAID_ALOUD || done === "fault")) {
        say(`${HEARD[done]}: ${text}.`);
      }
      item.dataset.done = done;
    },
  });
  $("moderation-on").hidden = !(roster.joined && roster.localRole === "moderator" && roster.moderation !== true);
  drawSeats(bridge);
  drawList("outcomes", bridge.outcomes, ({ command, outcome, detail, participant }) => [
    `${command} ${participant ? name(participant) : "all"}: `,
    el("span", { class: `outcome ${outcome}` }, outcomeText(outcome)),
    detail ? ` (${detail})` : "",
  ]);
  // The same trouble again is no second line, and is not read out twice.
  drawList("troubles", [...new Set(bridge.troubles)], (text) => [text]);
  drawList("messages", bridge.messages, ({ id, text }) => [`${roster.seats.get(id)?.name ?? id ?? ""}: ${text}`]);
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

/** Draws entries, newest first, each once: what stands there already is not read out again. */
function drawList(name, entries, partsOf) {
  $(`${name}-section`).hidden = entries.length === 0;
  keyed($(name), [...entries].reverse(), { key: (entry) => entry, make: (entry) => el("li", {}, ...partsOf(entry)) });
}
