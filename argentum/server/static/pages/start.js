import { copyText, linkField } from "../facilitator/links.js";
import { LEVEL_CHOICES, RULE_CHOICES, ruleHelp } from "../facilitator/rulesets.js";
import { $, el, setText } from "../live/dom.js";
import { takeKey } from "../live/key.js";
import { askServer } from "../live/room_page.js";
import { peopleOf } from "../operator/people_lines.js";
import { bindRoomList } from "../operator/room_list.js";

const operatorKey = () => $("operator-key").value.trim();

$("operator-key").value = takeKey("operator") ?? "";
$("rule").append(...RULE_CHOICES.map(([rule, text]) => el("option", { value: rule }, text)));
$("level").append(...LEVEL_CHOICES.map(([level, text]) => el("option", { value: level, selected: level === "soft" }, text)));
$("rule").addEventListener("change", drawHelp);
$("level").addEventListener("change", drawHelp);
$("open-room").addEventListener("submit", openRoom);
$("copy-links").addEventListener("click", () => copyText($("all-links").value, $("links-copied"), $("all-links")));
bindRoomList(operatorKey);
drawHelp();

function drawHelp() {
  setText($("rule-help"), ruleHelp($("rule").value, $("level").value));
}

async function openRoom(event) {
  event.preventDefault();
  const taken = ["bridge", "observer", "operator", "server"];
  const minutes = $("minutes").value;
  setText($("fault"), "");
  try {
    const opened = await askServer("/api/rooms", operatorKey(), {
      method: "POST",
      body: {
        room: $("room").value.trim(),
        ...(minutes ? { planned_ms: Math.round(Number(minutes) * 60_000) } : {}),
        people: peopleOf("People", $("people").value, taken),
        facilitators: peopleOf("Facilitators", $("facilitators").value, taken),
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
  const lines = links.map(([label, page]) => `${label}: ${new URL(page, location.href).href}`);
  $("all-links").value = lines.join("\n");
  setText($("links-copied"), "");
  $("links").replaceChildren(...links.map(([label, page]) => el("li", {}, linkField(label, page))));
  $("opened").focus();
}
