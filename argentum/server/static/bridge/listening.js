// Attaches all listeners at once, in the turn in which the API object is made: one that is added later hears nothing
// of what was before. The API has no times of its own, so each fact gets its instant and its place here.

import { EVENT_NAMES, factOf } from "./wire.js";

/** Calls `take(fact)` for everything that is heard; a fault in it goes to `complain` and never into the API. */
export function listen(api, { take, complain, now }) {
  let heard = 0;
  for (const name of EVENT_NAMES) {
    api.addListener(name, (payload) => {
      try {
        const sentMs = now();
        heard += 1;
        const fact = factOf(name, payload);
        if (fact) {
          take({ ...fact, sentMs, place: heard });
        }
      } catch (fault) {
        complain(`${name}: ${fault?.message ?? fault}`);
      }
    });
  }
}
