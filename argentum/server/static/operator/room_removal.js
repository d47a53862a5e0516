// The removal of a room: for good, so its name is to be typed, and a meeting that goes on takes a second word.

import { openDialog } from "../facilitator/control_dialog.js";

/** Asks for certainty, then removes; `ask(force)` is the request, `done()` draws what is left. */
export function askRemoval(room, { ask, done }) {
  openDialog({
    title: `Remove ${room}`,
    lead:
      "Its people, its keys and the record of the meeting are deleted from this server, and nobody can bring them back. " +
      "Pages that are open are closed. Download the report first, on the facilitator’s page, if anybody may want it.",
    fields: [
      { name: "typed", label: `To be sure, type its name: ${room}`, kind: "text", autocomplete: "off", required: true },
      { name: "force", label: "Also if the meeting has not ended", kind: "checkbox", value: false },
    ],
    reason: false,
    action: "Remove it for good",
    submit: async ({ typed, force }) => {
      if (typed !== room) {
        return `the name of this room is “${room}”`;
      }
      try {
        await ask(force);
        return () => void done();
      } catch (fault) {
        const goesOn = !force && fault.message.includes("has not ended");
        return goesOn ? "the meeting has not ended; tick the box to remove it all the same" : fault.message.replace(/\.$/, "");
      }
    },
  });
}
