// The rooms of this server, new links for what was lost in one of them, and their removal, with the operator's key.

import { openDialog } from "../facilitator/control_dialog.js";
import { showLink } from "../facilitator/links.js";
import { $, el, nameOf, setText } from "../live/dom.js";
import { askServer } from "../live/room_page.js";
import { askRemoval } from "./room_removal.js";

const OTHERS = [
  ["observer", "everybody who only looks on"],
  ["bridge", "the bridge to Jitsi"],
];
const pathOf = (room) => `/api/rooms/${encodeURIComponent(room)}`;

/** Binds the button that shows them; `key()` is the operator's. */
export function bindRoomList(key) {
  $("list-rooms").addEventListener("click", () => void list(key));
}

async function list(key) {
  setText($("rooms-fault"), "");
  try {
    const rooms = await askServer("/api/rooms", key());
    $("rooms").replaceChildren(...(rooms.length > 0 ? rooms.map((each) => lineOf(each, key)) : [el("li", {}, "None yet.")]));
  } catch (fault) {
    setText($("rooms-fault"), fault.message);
  }
}

function lineOf({ room, opened_at: openedAt, people }, key) {
  const counted = `${people} ${people === 1 ? "person" : "people"}`;
  const renewing = el("button", { type: "button", class: "slim", onclick: () => void renew(room, key) }, "New link …");
  renewing.setAttribute("aria-label", `New link for somebody in ${room} …`);
  const remove = () =>
    askRemoval(room, {
      ask: (force) => askServer(`${pathOf(room)}${force ? "?force=true" : ""}`, key(), { method: "DELETE" }),
      done: async () => {
        await list(key);
        $("list-rooms").focus();
      },
    });
  const removing = el("button", { type: "button", class: "slim", onclick: remove }, "Remove …");
  removing.setAttribute("aria-label", `Remove ${room} …`);
  return el(
    "li",
    { class: "listed-room" },
    el("span", {}, el("strong", {}, nameOf(room)), ` · ${counted} · opened ${new Date(openedAt).toLocaleString()}`),
    renewing,
    removing,
  );
}

async function renew(room, key) {
  setText($("rooms-fault"), "");
  let people;
  try {
    ({ people } = (await askServer(pathOf(room), key())).state);
  } catch (fault) {
    setText($("rooms-fault"), fault.message);
    return;
  }
  const named = people.map(({ id, name, role }) => [id, role === "facilitator" ? `${name || id} (facilitator)` : name || id]);
  const options = [...named, ...OTHERS];
  openDialog({
    title: `New link for somebody in ${room}`,
    lead: "The old link stops working at once, and its pages are closed. Whose link it is, is told who made a new one, and why.",
    fields: [{ name: "who", label: "For", kind: "select", options }],
    action: "Make a new link",
    submit: async ({ who, why }) => {
      try {
        const { page } = await askServer(`${pathOf(room)}/keys/${encodeURIComponent(who)}/renew`, key(), { method: "POST", body: { why } });
        return () => showLink(options.find(([id]) => id === who)[1], page);
      } catch (fault) {
        return fault.message.replace(/\.$/, "");
      }
    },
  });
}
