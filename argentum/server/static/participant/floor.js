// Asking for the floor: a hand, a direct reply, and being here at all.

import { $, el, keyed, nameInText, nameOf, setText } from "../live/dom.js";

/** Binds the buttons and gives the function that draws them. */
export function bindFloor(page) {
  const { model } = page;
  const own = () => model.person(model.self);
  const send = async (event) => {
    const refusal = await page.send(event);
    $("floor-fault").textContent = refusal ? `Not done: ${refusal}.` : "";
  };
  $("raise-hand").addEventListener("click", () => void send({ kind: own()?.hand ? "hand_lowered" : "hand_raised" }));
  $("direct-reply").addEventListener("click", () => void send({ kind: "hand_raised", reply: true }));
  $("presence").addEventListener("click", () => void send({ kind: own()?.present ? "participant_left" : "participant_joined" }));
  return () => {
    const row = own();
    const { open } = model.state.meeting;
    const hand = row?.hand ?? false;
    $("raise-hand").classList.toggle("on", hand);
    setText($("raise-hand"), hand ? "Lower hand" : "Raise hand");
    $("raise-hand").disabled = !open || !row?.present;
    $("direct-reply").disabled = !open || !row?.present || hand;
    setText($("presence"), row?.present ? "I am leaving" : "I am here again");
    $("presence").disabled = !open;
    drawSpeaking(model);
  };
}

function drawSpeaking(model) {
  const speaking = model.state.speaking;
  const shown = JSON.stringify(speaking.map((id) => model.name(id)));
  const line = $("speaking-now");
  if (line.dataset.shown === shown) {
    return;
  }
  line.dataset.shown = shown;
  if (speaking.length === 0) {
    line.replaceChildren("Nobody is speaking.");
    return;
  }
  const names = speaking.flatMap((id, place) => [place > 0 ? ", " : "", el("strong", {}, nameOf(id === model.self ? "you" : model.name(id)))]);
  line.replaceChildren("Speaking: ", ...names);
}

/** Fills the list of those to whom time can be given. */
export function drawBorrowers(model) {
  const chosen = $("lend-to").value;
  const others = model.people.filter(({ id, present, in_pool: inPool }) => (present || id === chosen) && inPool && id !== model.self);
  keyed($("lend-to"), others, {
    key: ({ id }) => id,
    make: ({ id, name }) => el("option", { value: id }, name || id),
  });
  for (const field of $("lend").elements) {
    field.disabled = !model.state.meeting.open;
  }
  const row = model.person(model.self);
  $("lend-section").hidden = !row || !row.in_pool || row.allocated_ms === null || others.length === 0;
}

/** Binds the form for giving time. */
export function bindLending(page) {
  $("lend").addEventListener("submit", async (event) => {
    event.preventDefault();
    const borrower = $("lend-to").value;
    const lentMs = Math.round(Number($("lend-seconds").value) * 1000);
    const refusal = await page.send({ kind: "time_lent", borrower, lent_ms: lentMs });
    $("lend-fault").textContent = refusal ? `Not given: ${refusal}.` : "";
    $("lend-answer").textContent = refusal ? "" : `Given to ${nameInText(page.model.name(borrower))}.`;
  });
}
