import { $, nameInText, setText } from "../live/dom.js";
import { digits } from "../live/durations.js";
import { Announcer, NoticeList } from "../live/notices.js";
import { QueueWords } from "../live/queue_words.js";
import { drawBanners, drawTitle, ruleText } from "../live/room_header.js";
import { drawPeople, drawQueue } from "../live/room_lists.js";
import { RoomPage } from "../live/room_page.js";
import { sentenceOf } from "../live/sentences.js";
import { bindTransactions } from "../live/transactions.js";
import { Announcements } from "../participant/announcements.js";
import { bindFloor, bindLending, drawBorrowers } from "../participant/floor.js";
import { bindOwnTime } from "../participant/own_time.js";
import { bindReactions } from "../participant/reactions.js";
import { bindRenewal } from "../participant/renewal.js";

const page = new RoomPage(["participant", "facilitator"], { onState, onDecisions, onDraw });
const { model } = page;
const naming = () => ({ name: (id) => nameInText(model.name(id)), self: model.self });
const notices = new NoticeList($("notices"), naming);
const announcer = new Announcer($("polite"), $("urgent"));
const announcements = new Announcements($("announcements"), model);
const queueWords = new QueueWords();
const drawOwnTime = bindOwnTime(model);
const drawFloor = bindFloor(page);
const drawReactions = bindReactions(page);
const drawRenewal = bindRenewal(model);
bindLending(page);
bindTransactions(page);
page.start();

function onState() {
  notices.reset(model.state.recent);
}

function onDecisions(decisions) {
  notices.add(decisions);
  for (const decision of decisions) {
    const sentence = sentenceOf(decision, naming());
    const isAbout = decision.participant_id === model.self || decision.audience === "all" && decision.kind === "prompt";
    if (sentence && isAbout) {
      announcer.say(sentence.text, sentence);
      // How much is left stands on the page already, and runs on.
      if (decision.kind !== "time_warning") {
        announcements.show(decision, sentence);
      }
    }
  }
}

function onDraw() {
  const { meeting } = model.state;
  const { elapsedMs, leftMs } = model.clock();
  const own = model.person(model.self);
  announcer.say(queueWords.spoken(model, { ofAll: false }));
  drawTitle(model);
  setText($("room-name"), model.state.room);
  setText($("who"), own ? `You are ${nameInText(own.name || own.id)}` : "");
  setText($("meeting-clock"), leftMs === null ? `${digits(elapsedMs)} since it began` : `${digits(leftMs, { up: true })} of the meeting left`);
  setText($("rule-line"), `${ruleText(meeting.rule)}, ${meeting.enforcement}`);
  drawBanners(model);
  announcements.draw();
  drawOwnTime();
  drawFloor();
  drawQueue(model);
  drawReactions();
  drawRenewal();
  drawBorrowers(model);
  drawPeople(model);
  $("tokens-section").hidden = meeting.rule !== "token" || own?.tokens === undefined;
  if (own?.tokens !== undefined) {
    setText($("own-tokens"), `${model.figures(own).tokens.toFixed(1)} tokens`);
  }
}
