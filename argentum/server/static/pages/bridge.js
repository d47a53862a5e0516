import { Bridge } from "../bridge/bridge.js";
import { drawStatus } from "../bridge/status_view.js";
import { $, el, keyed, setText } from "../live/dom.js";
import { Announcer } from "../live/notices.js";
import { Outbox, sessionStore } from "../live/outbox.js";
import { RoomPage } from "../live/room_page.js";
import { pageClock } from "../live/room_socket.js";

const page = new RoomPage(["bridge"], { onState, onMessage, onStatus, onDraw });
const { model } = page;
const remembered = `argentum-meeting:${page.slot}`;
const outbox = new Outbox({
  send: (frame) => page.socket.send(frame),
  clock: pageClock,
  store: sessionStore(`argentum-outbox:${page.slot}`),
});
const room = { send: (frame) => page.socket.send(frame), now: () => page.socket.now(), clock: pageClock };
const announcer = new Announcer($("polite"), $("urgent"));
let bridge = null;
let wasOpen = false;

$("join").addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = {
    domain: $("host").value,
    room: $("meeting-name").value.trim(),
    displayName: $("display-name").value.trim(),
    ownPerson: $("own-person").value || null,
    jwt: $("jwt").value.trim() || undefined,
  };
  $("jwt").value = "";
  void join(wanted);
});
$("leave").addEventListener("click", () => {
  sessionStorage.removeItem(remembered);
  bridge.close();
  location.reload();
});
$("probe-again").addEventListener("click", () => void bridge.refresh().then(() => bridge.tellFindings()));
$("moderation-on").addEventListener("click", () => bridge.moderate());
addEventListener("pagehide", () => bridge?.close());
page.start();

async function join(wanted) {
  setText($("fault"), "");
  $("join-button").disabled = true;
  bridge = new Bridge({ room, outbox, show: draw });
  try {
    $("meeting").hidden = false;
    await bridge.open({ ...wanted, parent: $("meeting") });
    // Without the token: it is good for this meeting only, and a page may be read by others later.
    const { jwt, ...kept } = wanted;
    if (!jwt) {
      sessionStorage.setItem(remembered, JSON.stringify(kept));
    }
    const hadFocus = $("setup").contains(document.activeElement);
    $("setup").hidden = true;
    $("status").hidden = false;
    if (hadFocus) {
      $("status-title").focus();
    }
    draw();
  } catch (fault) {
    bridge = null;
    $("meeting").hidden = true;
    setText($("fault"), fault.message);
    $("join-button").disabled = false;
  }
}

/** After a reload of this page the meeting is joined again, as it was. */
function rejoin() {
  const kept = sessionStorage.getItem(remembered);
  if (kept && !bridge && !$("join-button").disabled) {
    const wanted = JSON.parse(kept);
    if (model.meetingHosts.includes(wanted.domain)) {
      void join(wanted);
    }
  }
}

function onState() {
  setText($("room-name"), model.state.room);
  const hosts = model.meetingHosts;
  $("no-hosts").hidden = hosts.length > 0;
  $("join").hidden = hosts.length === 0;
  keyed($("host"), hosts, { key: (host) => host, make: (host) => el("option", { value: host }, host) });
  if ($("meeting-name").value === "") {
    $("meeting-name").value = new URLSearchParams(location.search).get("meeting") ?? model.state.room;
  }
  rejoin();
}

function onMessage(message) {
  if (message.type === "welcome") {
    outbox.flush();
    void bridge?.roomBack();
  } else if (message.type === "ack") {
    outbox.settle(message.ref);
  } else if (message.type === "refused" && message.ref !== undefined) {
    const retry = message.retry === true;
    outbox.refuse(message.ref, { retry });
    if (!retry) {
      bridge?.refused(message.reason);
    }
  } else if (message.type === "command") {
    if (bridge) {
      bridge.command(message);
    } else {
      room.send({ type: "effect", command_id: message.id, outcome: "not_effective", detail: "the bridge is not in the meeting" });
    }
  }
}

function onStatus(status) {
  if (wasOpen && status !== "open") {
    bridge?.roomLost();
  }
  wasOpen = status === "open";
}

function onDraw() {
  const people = model.people.filter(({ role }) => role !== "observer" && role !== "recorder");
  keyed($("own-person"), [{ id: "", name: "nobody, it only listens" }, ...people], {
    key: ({ id }) => id,
    make: ({ id, name }) => el("option", { value: id }, name || id),
  });
  draw();
}

function draw() {
  if (bridge) {
    drawStatus(bridge, (id) => model.name(id), (text) => announcer.say(text));
  }
}
