// A drawing that is exchanged for a newer one takes with it where somebody was: the focus, what was typed to find a
// participant, how the table was sorted, and how far charts were moved. Whoever reads by keyboard or ear would begin anew.

const FOCUSABLE = "a[href], button, input, summary, [tabindex]";
const isSame = (one, other) =>
  one.tagName === other.tagName && one.getAttribute("href") === other.getAttribute("href") && one.textContent === other.textContent;

/** Remembers the place in a panel; gives a function that finds it again in what stands there then. */
export function keepPlace(panel) {
  const focused = panel.contains(document.activeElement) ? document.activeElement : null;
  const order = [...panel.querySelectorAll(FOCUSABLE)].indexOf(focused);
  const open = new Set([...panel.querySelectorAll("details[open] [id]")].map((each) => each.id));
  const scrolled = [...panel.querySelectorAll(".scroll")].map((each) => each.scrollLeft);
  const search = panel.querySelector(".search input");
  const typed = { value: search?.value ?? "", at: search?.selectionStart ?? null };
  const sorted = panel.querySelector("[aria-sort]");
  const sorting = sorted && { key: sorted.dataset.sort, order: sorted.getAttribute("aria-sort") };

  return () => {
    for (const id of open) document.getElementById(id)?.closest("details")?.setAttribute("open", "");
    const field = panel.querySelector(".search input");
    if (field !== null && typed.value !== "") {
      field.value = typed.value;
      field.dispatchEvent(new Event("input"));
    }
    const heading = sorting && panel.querySelector(`th[data-sort="${CSS.escape(sorting.key)}"]`);
    for (let press = 0; heading && press < 2 && heading.getAttribute("aria-sort") !== sorting.order; press += 1) {
      heading.querySelector("button")?.click();
    }
    [...panel.querySelectorAll(".scroll")].forEach((each, place) => {
      each.scrollLeft = scrolled[place] ?? 0;
    });
    if (focused !== null) refocus([...panel.querySelectorAll(FOCUSABLE)], focused, order, field, typed.at);
  };
}

/** The same thing where it stands now; of several alike the one that is nearest to where it was. */
function refocus(candidates, focused, order, field, caret) {
  if (focused.type === "search") {
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(caret, caret);
    return;
  }
  const alike = candidates.map((each, place) => ({ each, away: Math.abs(place - order) })).filter(({ each }) => isSame(each, focused));
  alike.sort((one, other) => one.away - other.away);
  (alike[0]?.each ?? candidates[Math.min(order, candidates.length - 1)])?.focus({ preventScroll: true });
}
