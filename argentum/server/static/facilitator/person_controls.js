// What a facilitator can do for or about one person; closed until it is wanted.

import { el, nameInText, nameOf, setText } from "../live/dom.js";
import { openDialog } from "./control_dialog.js";
import { showLink } from "./links.js";

const seconds = (text) => Math.round(Number(text) * 1000);

/** Makes the buttons below a person's line. */
export function makePersonControls(row, page) {
  const { model } = page;
  const id = row.id;
  const plainName = () => model.name(id);
  const name = () => nameInText(plainName());
  const current = () => model.person(id);
  const button = (text, open) => el("button", { type: "button", class: "slim", onclick: open }, text);
  const send = (kind, fields) => ({ why }) => page.send({ kind, participant: id, why, ...fields });
  const amount = (label) => ({ name: "amount", label, kind: "number", step: "1", value: "60", min: "1", max: "604800", required: true });

  const bypass = button("", () => {
    const bypassed = !current().bypassed;
    openDialog({
      title: bypassed ? `Bypass ${name()}` : `Hold the rule for ${name()} again`,
      lead: bypassed ? "No rule is held against this person; the time counts all the same." : "",
      action: bypassed ? "Bypass" : "Hold it again",
      submit: send("participant_bypassed", { bypassed }),
    });
  });
  const presence = button("", () => {
    const kind = current().present ? "participant_left" : "participant_joined";
    openDialog({
      title: kind === "participant_left" ? `${name()} has left` : `${name()} is here`,
      action: "Note it",
      reason: false,
      submit: () => page.send({ kind, participant: id, ...(kind === "participant_joined" ? { name: plainName() } : {}) }),
    });
  });
  const newLink = button("New link …", () =>
    openDialog({
      title: `New link for ${name()}`,
      lead: `The old link stops working at once. ${name()} is told that you made a new one, and why.`,
      action: "Make a new link",
      submit: async ({ why }) => {
        try {
          const { page: link } = await page.ask(`/keys/${encodeURIComponent(id)}/renew`, { method: "POST", body: { why } });
          return () => showLink(plainName(), link);
        } catch (fault) {
          return fault.message;
        }
      },
    }),
  );
  const controls = el(
    "details",
    { class: "person-controls" },
    // Everybody sees whose line it is; who hears it among sixty others does not.
    el("summary", { class: "small" }, "Controls", el("span", { class: "visually-hidden" }, " for ", nameOf(row.name || id))),
    el(
      "div",
      { class: "row" },
      button("Give time …", () =>
        openDialog({
          title: `Give time to ${name()}`,
          fields: [amount("Seconds")],
          action: "Give",
          submit: ({ amount: given, why }) => page.send({ kind: "time_granted", participant: id, granted_ms: seconds(given), why }),
        }),
      ),
      button("Take time …", () =>
        openDialog({
          title: `Take time from ${name()}`,
          fields: [amount("Seconds")],
          action: "Take",
          submit: ({ amount: taken, why }) => page.send({ kind: "time_granted", participant: id, granted_ms: -seconds(taken), why }),
        }),
      ),
      button("Set what is left …", () =>
        openDialog({
          title: `Set what ${name()} has left`,
          lead: "The others make room.",
          fields: [{ ...amount("Seconds left"), min: "0" }],
          action: "Set",
          submit: ({ amount: left, why }) => page.send({ kind: "time_reallocated", participant: id, remaining_ms: seconds(left), why }),
        }),
      ),
      button("Let finish …", () =>
        openDialog({
          title: `Let ${name()} finish`,
          lead: "This person may speak on although no time is left.",
          action: "Let finish",
          submit: send("speech_permitted", {}),
        }),
      ),
      bypass,
      presence,
      newLink,
    ),
  );
  controls.draw = () => {
    const person = current();
    setText(controls.querySelector("summary bdi"), person.name || id);
    for (const each of controls.querySelectorAll("button")) {
      // A link is wanted after the end, too: what was recorded stays to be read.
      each.disabled = !model.state.meeting.open && each !== newLink;
    }
    setText(bypass, person.bypassed ? "Hold the rule again …" : "Bypass the rule …");
    setText(presence, person.present ? "Has left …" : "Is here …");
  };
  return controls;
}
