// A meeting in one room: buttons and number keys say who speaks. Several may speak at once. The keys work only while
// the box is ticked and no field has the focus.

import { $, el, keyed, nameOf } from "../live/dom.js";

/** Binds the box, the buttons and the keys. Gives a function that draws them. */
export function bindSpeaksKeys(page) {
  const { model } = page;
  const box = $("physical");
  const people = () => model.people.filter((row) => row.role !== "observer" && row.role !== "recorder");

  const toggle = async (id) => {
    const speaks = model.person(id).speaking_since_ms !== null;
    const refusal = await page.send({ kind: speaks ? "speech_ended" : "speech_started", participant: id });
    $("speaks-fault").textContent = refusal ? `Not noted: ${refusal}.` : "";
  };
  box.addEventListener("change", () => {
    $("speaks-buttons").hidden = !box.checked;
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
    if (!box.checked || isTyping || event.repeat || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) {
      return;
    }
    const row = people()[Number(event.key) - 1];
    if (row) {
      event.preventDefault();
      void toggle(row.id);
    }
  });
  return () => {
    keyed($("speaks-buttons"), box.checked ? people() : [], {
      key: (row) => row.id,
      make: (row) =>
        el("button", { type: "button", "aria-pressed": "false", onclick: () => void toggle(row.id) }, el("kbd"), " ", nameOf(row.name || row.id)),
      update: (button, row) => {
        const place = people().indexOf(row) + 1;
        const key = place <= 9 ? String(place) : "";
        const [kbd, name] = button.children;
        kbd.hidden = key === "";
        kbd.textContent = key;
        name.textContent = row.name || row.id;
        button.setAttribute("aria-pressed", String(row.speaking_since_ms !== null));
        if (key) {
          button.setAttribute("aria-keyshortcuts", key);
        } else {
          button.removeAttribute("aria-keyshortcuts");
        }
      },
    });
  };
}
