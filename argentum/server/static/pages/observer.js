import { $, nameInText } from "../live/dom.js";
import { Announcer, NoticeList } from "../live/notices.js";
import { QueueWords } from "../live/queue_words.js";
import { drawHeader } from "../live/room_header.js";
import { drawPeople, drawQueue, drawReactionCounts } from "../live/room_lists.js";
import { RoomPage } from "../live/room_page.js";
import { sentenceOf } from "../live/sentences.js";

const SPOKEN = ["prompt", "slot_opened"];

const page = new RoomPage(["observer"], { onState, onDecisions, onDraw });
const { model } = page;
const naming = () => ({ name: (id) => nameInText(model.name(id)), self: null });
const notices = new NoticeList($("notices"), naming);
const announcer = new Announcer($("polite"), $("urgent"));
const queueWords = new QueueWords();
page.start();

function onState() {
  notices.reset(model.state.recent);
}

function onDecisions(decisions) {
  notices.add(decisions);
  for (const decision of decisions.filter(({ kind }) => SPOKEN.includes(kind))) {
    announcer.say(sentenceOf(decision, naming()).text);
  }
}

function onDraw() {
  announcer.say(queueWords.spoken(model, { ofAll: true }));
  drawHeader(model);
  drawPeople(model);
  drawQueue(model);
  drawReactionCounts(model);
}
