import { $ } from "../live/dom.js";
import { NoticeList } from "../live/notices.js";
import { drawHeader } from "../live/room_header.js";
import { drawPeople, drawQueue, drawReactionCounts } from "../live/room_lists.js";
import { RoomPage } from "../live/room_page.js";

const page = new RoomPage(["observer"], {
  onState: () => notices.reset(model.state.recent),
  onDecisions: (decisions) => notices.add(decisions),
  onDraw: () => {
    drawHeader(model);
    drawPeople(model);
    drawQueue(model);
    drawReactionCounts(model);
  },
});
const { model } = page;
const notices = new NoticeList($("notices"), () => ({ name: (id) => model.name(id), self: null }));
page.start();
