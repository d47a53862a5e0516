// The history of tokens, asked for when somebody wants to see it.

import { $, el, nameOf } from "./dom.js";
import { digits } from "./durations.js";

/** Lets the button show and hide the history. */
export function bindTransactions(page) {
  const button = $("show-transactions");
  const scroll = $("transactions-scroll");
  button.addEventListener("click", async () => {
    const show = scroll.hidden;
    if (show) {
      await load(page);
    }
    scroll.hidden = !show;
    button.setAttribute("aria-expanded", String(show));
    button.textContent = show ? "Hide the history" : "Show the history";
  });
}

async function load(page) {
  const rows = $("transactions");
  try {
    const { transactions } = await page.ask("/transactions");
    const account = (id) => nameOf(page.model.name(id));
    rows.replaceChildren(
      ...transactions.map(({ at_ms: atMs, payer, payee, tokens, why }) =>
        el(
          "tr",
          {},
          el("td", { class: "figure" }, digits(atMs)),
          el("td", {}, account(payer)),
          el("td", {}, account(payee)),
          el("td", { class: "figure" }, String(tokens)),
          el("td", {}, why),
        ),
      ),
    );
  } catch (fault) {
    rows.replaceChildren(el("tr", {}, el("td", { colspan: "5" }, fault.message)));
  }
}
