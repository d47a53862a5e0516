import { drawBridge } from "../facilitator/bridge_status.js";
import { bindDownloads } from "../facilitator/downloads.js";
import { bindInvitation } from "../facilitator/links.js";
import { bindMeetingControls } from "../facilitator/meeting_controls.js";
import { OverrideLog } from "../facilitator/override_log.js";
import { makePersonControls } from "../facilitator/person_controls.js";
import { bindRollCall } from "../facilitator/roll_call.js";
import { bindSpeaksKeys } from "../facilitator/speaks_keys.js";
import { $, el, keyed, nameInText, nameOf, setText } from "../live/dom.js";
import { Announcer, NoticeList } from "../live/notices.js";
import { drawHeader } from "../live/room_header.js";
import { drawPeople, drawQueue, drawReactionCounts } from "../live/room_lists.js";
import { QueueWords } from "../live/queue_words.js";
import { RoomPage } from "../live/room_page.js";
import { sentenceOf } from "../live/sentences.js";
import { bindTransactions } from "../live/transactions.js";

const SPOKEN = ["time_warning", "prompt", "mute_command", "mute_not_effective"];

const page = new RoomPage(["facilitator"], { onState, onDecisions, onDraw });
const { model } = page;
const naming = () => ({ name: (id) => nameInText(model.name(id)), self: null });
const notices = new NoticeList($("notices"), naming);
const announcer = new Announcer($("polite"), $("urgent"));
const queueWords = new QueueWords();
const overrides = new OverrideLog(model);
const drawSpeaksKeys = bindSpeaksKeys(page);
const drawRollCall = bindRollCall(page, () => $("physical").checked);
$("physical").addEventListener("change", () => drawRollCall());
bindMeetingControls(page);
bindInvitation(page);
bindDownloads(page);
bindTransactions(page);
$("own-page").addEventListener("click", () => window.open(page.addressOf("participant"), "_blank", "noopener"));
page.start();

const isRecord = ({ kind }) => kind === "control_recorded";

function onState() {
  // Of before the connection was lost.
  setText($("speaks-fault"), "");
  notices.reset(model.state.recent);
  overrides.add(model.state.recent.filter(isRecord));
  page.ask("/controls").then(({ controls }) => overrides.add(controls), () => {});
}

function onDecisions(decisions) {
  notices.add(decisions);
  overrides.add(decisions.filter(isRecord));
  for (const decision of decisions.filter(({ kind }) => SPOKEN.includes(kind))) {
    announcer.say(sentenceOf(decision, naming()).text);
  }
}

function onDraw() {
  announcer.say(queueWords.spoken(model, { ofAll: true }));
  drawHeader(model);
  drawPeople(model, {
    extra: (row) => makePersonControls(row, page),
    onRow: (item) => item.lastElementChild.draw(),
  });
  drawQueue(model);
  drawReactionCounts(model);
  drawBridge(model);
  drawTokens();
  drawSpeaksKeys();
  drawRollCall();
  const { open, paused, rule } = model.state.meeting;
  drawBegin();
  setText($("pause"), paused ? "Go on …" : "Pause …");
  $("next-slot").hidden = rule !== "round-robin";
  $("own-page").hidden = !model.person(model.self)?.in_pool;
  for (const button of $("toolbar").children) {
    button.disabled = !open && button.id !== "add-person";
  }
}

/** Shows one of the two; the focus goes with it, so that it is not lost with the button. */
function drawBegin() {
  const hadFocus = document.activeElement === $("begin");
  $("begin").hidden = !model.waits;
  $("pause").hidden = model.waits;
  if (hadFocus && !model.waits) {
    $("pause").focus();
  }
}

function drawTokens() {
  const rows = model.people.filter((row) => row.in_pool && row.tokens !== undefined);
  $("tokens-section").hidden = model.state.meeting.rule !== "token";
  $("tokens-none").hidden = rows.length > 0;
  $("balances-scroll").hidden = rows.length === 0;
  keyed($("balances"), rows, {
    key: (row) => row.id,
    make: (row) => el("tr", {}, el("th", { scope: "row" }, nameOf(row.name || row.id)), el("td", { class: "figure" })),
    update: (line, row) => setText(line.lastElementChild, row.tokens.toFixed(1)),
  });
}
