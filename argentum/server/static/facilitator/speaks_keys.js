// A meeting in one room: buttons and number keys say who speaks. Several may speak at once. The keys work only while
// the box is ticked and no field has the focus. The box stays ticked over a reload: keys that had done something before it
// would otherwise do nothing, and nobody looks at a box while listening.

import { $, el, keyed, nameOf, setAttribute, setText } from "../live/dom.js";

/** Binds the box, the buttons and the keys. Gives a function that draws them. */
export function bindSpeaksKeys(page) {
  const { model } = page;
  const box = $("physical");
  const slot = `argentum-notes-who-speaks:${page.slot}`;
  box.checked = sessionStorage.getItem(slot) === "yes";
  $("speaks-buttons").hidden = !box.checked;
  const people = () => model.people.filter((row) => row.role !== "observer" && row.role !== "recorder");
  // Who is outside the pool has a button and no number: theirs would move those of people who are invited later.
  const numbered = () => people().filter((row) => row.in_pool).slice(0, 9);

  // In a pause nobody speaks: what is noted would only count when the meeting goes on. Before the beginning, a word begins it.
  const isStill = () => !model.state?.meeting.open || (model.state.meeting.paused && !model.waits);

  const toggle = async (id) => {
    const speaks = model.person(id).speaking_since_ms !== null;
    const refusal = await page.send({ kind: speaks ? "speech_ended" : "speech_started", participant: id });
    $("speaks-fault").textContent = refusal ? `Not noted: ${refusal}.` : "";
  };
  box.addEventListener("change", () => {
    $("speaks-buttons").hidden = !box.checked;
    sessionStorage.setItem(slot, box.checked ? "yes" : "no");
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
    if (!box.checked || isStill() || isTyping || event.repeat || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) {
      return;
    }
    const row = numbered()[Number(event.key) - 1];
    if (row) {
      event.preventDefault();
      void toggle(row.id);
    }
  });
  return () => {
    const isOver = !model.state.meeting.open;
    const keys = new Map(numbered().map(({ id }, place) => [id, String(place + 1)]));
    box.disabled = isOver;
    $("speaks-paused").hidden = !box.checked || isOver || !isStill();
    keyed($("speaks-buttons"), box.checked ? people() : [], {
      key: (row) => row.id,
      make: (row) =>
        el("button", { type: "button", "aria-pressed": "false", onclick: () => void toggle(row.id) }, el("kbd"), " ", nameOf(row.name || row.id)),
      update: (button, row) => {
        const key = keys.get(row.id) ?? "";
        button.disabled = isStill();
        const [kbd, name] = button.children;
        kbd.hidden = key === "";
        setText(kbd, key);
        setText(name, row.name || row.id);
        setAttribute(button, "aria-pressed", String(row.speaking_since_ms !== null));
        if (key) {
          setAttribute(button, "aria-keyshortcuts", key);
        } else {
          button.removeAttribute("aria-keyshortcuts");
        }
      },
    });
  };
}
