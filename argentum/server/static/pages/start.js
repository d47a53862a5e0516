import { idOf, linkField } from "../facilitator/links.js";
import { LEVEL_CHOICES, RULE_CHOICES, ruleHelp } from "../facilitator/rulesets.js";
import { $, el, nameOf, setText } from "../live/dom.js";
import { takeKey } from "../live/key.js";
import { askServer } from "../live/room_page.js";

const SAFE = /^[a-z0-9][a-z0-9._-]{0,63}$/;

$("operator-key").value = takeKey("operator") ?? "";
$("rule").append(...RULE_CHOICES.map(([rule, text]) => el("option", { value: rule }, text)));
$("level").append(...LEVEL_CHOICES.map(([level, text]) => el("option", { value: level, selected: level === "soft" }, text)));
$("rule").addEventListener("change", drawHelp);
$("level").addEventListener("change", drawHelp);
$("open-room").addEventListener("submit", openRoom);
$("list-rooms").addEventListener("click", listRooms);
drawHelp();

function drawHelp() {
  setText($("rule-help"), ruleHelp($("rule").value, $("level").value));
}

/** People from lines: a name, or a name and an id after the last comma. */
function peopleOf(text, taken) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, named, given] = /^(.*),\s*(\S+)$/.exec(line) ?? [];
      const person = given && SAFE.test(given) ? { id: given, name: named.trim() } : { id: idOf(line, taken), name: line };
      taken.push(person.id);
      return person;
    });
}

async function openRoom(event) {
  event.preventDefault();
  const taken = ["bridge", "observer", "operator", "server"];
  const minutes = $("minutes").value;
  setText($("fault"), "");
  try {
    const opened = await askServer("/api/rooms", $("operator-key").value.trim(), {
      method: "POST",
      body: {
        room: $("room").value.trim(),
        ...(minutes ? { planned_ms: Math.round(Number(minutes) * 60_000) } : {}),
        people: peopleOf($("people").value, taken),
        facilitators: peopleOf($("facilitators").value, taken),
        facilitator_in_pool: $("in-pool").checked,
        ruleset: { rule: $("rule").value, enforcement: $("level").value },
      },
    });
    showLinks(opened);
  } catch (fault) {
    setText($("fault"), fault.message);
  }
}

function showLinks({ room, people, observer, bridge }) {
  const links = [
    ...people.map(({ name, role, page }) => [role === "facilitator" ? `${name} (facilitator)` : name, page]),
    ["everybody who only looks on", observer.page],
    ["the bridge to Jitsi", bridge.page],
  ];
  $("opened").hidden = false;
  setText($("opened-title"), `The room ${room} is open`);
  $("links").replaceChildren(...links.map(([label, page]) => el("li", {}, linkField(label, page))));
  $("opened").focus();
}

async function listRooms() {
  setText($("rooms-fault"), "");
  try {
    const rooms = await askServer("/api/rooms", $("operator-key").value.trim());
    const counted = (count) => `${count} ${count === 1 ? "person" : "people"}`;
    $("rooms").replaceChildren(
      ...rooms.map(({ room, opened_at: openedAt, people }) =>
        el("li", {}, el("strong", {}, nameOf(room)), ` · ${counted(people)} · opened ${new Date(openedAt).toLocaleString()}`),
      ),
    );
    if (rooms.length === 0) {
      $("rooms").replaceChildren(el("li", {}, "None yet."));
    }
  } catch (fault) {
    setText($("rooms-fault"), fault.message);
  }
}
