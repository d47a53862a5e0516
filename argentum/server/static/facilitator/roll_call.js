// Who was invited and is not noted as here. In one room nobody's page tells it, and a rule divides the time among those who are.

import { $, el, keyed, nameOf } from "../live/dom.js";

/** Binds the button that notes all of them. Gives a function that draws the line, shown while `isWanted`. */
export function bindRollCall(page, isWanted) {
  const { model } = page;
  const absent = () => model.people.filter((row) => row.in_pool && !row.present);
  const button = $("all-here");
  button.addEventListener("click", async () => {
    button.disabled = true;
    for (const { id } of absent()) {
      const refusal = await page.send({ kind: "participant_joined", participant: id, name: model.name(id) });
      $("roll-fault").textContent = refusal ? `Not noted: ${refusal}.` : "";
      if (refusal) {
        break;
      }
    }
    button.disabled = false;
  });
  return () => {
    const missing = isWanted() && model.state?.meeting.open ? absent() : [];
    const hadFocus = document.activeElement === button;
    $("roll-call").hidden = missing.length === 0;
    if (hadFocus && missing.length === 0) {
      $("physical").focus();
    }
    keyed($("absent"), missing, { key: (row) => row.id, make: (row) => el("li", {}, nameOf(row.name || row.id)) });
  };
}
