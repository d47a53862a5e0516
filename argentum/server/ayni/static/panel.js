// The page of the ledger, live. The key comes behind the # of the address, stays in this tab, and goes with every question
// in a header; the server draws, and sends the drawing only when the books have changed.
import { keepPlace } from "./place.js";

const SLOT = "argentum-key:ayni";
const SOONEST_MS = 3000;
const at = (id) => document.getElementById(id);

let tag = "";
let asking = null;
let timer = 0;

const takeKey = () => {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) {
    sessionStorage.setItem(SLOT, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return given ?? sessionStorage.getItem(SLOT);
};

// What the link asks and the form has no field for: the end, the zone, groups, the smallest sample.
const linked = new URLSearchParams(location.search);
for (const id of ["since", "participant"]) linked.delete(id);

const question = () => {
  const asked = new URLSearchParams(linked);
  for (const id of ["since", "participant"]) if (at(id).value.trim() !== "") asked.set(id, at(id).value.trim());
  if (asked.has("zone")) return asked;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) asked.set("zone", zone);
  return asked;
};

const fetched = (path, headers = {}) =>
  fetch(`${path}?${question()}`, {
    headers: { Authorization: `Bearer ${sessionStorage.getItem(SLOT)}`, ...headers },
    cache: "no-store",
    signal: asking.signal,
  });

const toldBy = async (answer) => {
  try {
    const { what, expected } = (await answer.json()).error;
    return `${what}; ${expected}`;
  } catch {
    return `the server answered ${answer.status}`;
  }
};

const letIn = (refusal = "") => {
  clearTimeout(timer);
  sessionStorage.removeItem(SLOT);
  at("asked").hidden = true;
  at("entrance").hidden = false;
  at("refusal").textContent = refusal;
  at("panel").replaceChildren();
  at("key").focus();
};

const drawn = (text) => {
  // Parsed apart from the page: nothing in it is run, and the server's policy would not let it.
  const parsed = new DOMParser().parseFromString(text, "text/html");
  const findPlace = keepPlace(at("panel"));
  at("panel").replaceChildren(...[...parsed.body.childNodes].map((each) => document.importNode(each, true)));
  dispatchEvent(new Event("ayni:drawn"));
  findPlace();
};

const refresh = async () => {
  clearTimeout(timer);
  asking?.abort();
  asking = new AbortController();
  const own = asking;
  const began = performance.now();
  at("panel").setAttribute("aria-busy", tag === "" ? "true" : "false");
  try {
    const answer = await fetched("/ayni/panel", tag === "" ? {} : { "If-None-Match": tag });
    if (answer.status === 401) return letIn("this key opens nothing here; ask whoever runs the server for one");
    if (answer.status === 403) return letIn("this key may record, but not look; ask whoever runs the server for another");
    if (answer.status === 200) {
      drawn(await answer.text());
      tag = answer.headers.get("ETag") ?? "";
    }
    at("status").textContent = answer.ok || answer.status === 304 ? "live" : await toldBy(answer);
  } catch (error) {
    if (own.signal.aborted) return undefined;
    at("status").textContent = "the server cannot be reached; trying again";
  }
  at("panel").setAttribute("aria-busy", "false");
  // A large ledger takes long to draw: it is asked less often, so that it does nothing else but draw.
  timer = setTimeout(refresh, Math.max(SOONEST_MS, 10 * (performance.now() - began)));
  return undefined;
};

const save = async () => {
  at("status").textContent = "drawing the file";
  try {
    const answer = await fetched("/ayni/page");
    if (!answer.ok) {
      at("status").textContent = await toldBy(answer);
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = "ayni.html";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    at("status").textContent = "saved as ayni.html";
  } catch {
    at("status").textContent = "the server cannot be reached";
  }
};

// A link may choose: /ayni?since=2025-06&until=2025-08&participant=amaru&zone=UTC
const preset = () => {
  const chosen = new URLSearchParams(location.search);
  const until = linked.get("until");
  const since = chosen.get("since") ?? (until === null ? null : "");
  if (until !== null) {
    // A period of its own, even where its beginning is one of the list: choosing another one lets go of the end.
    at("since").append(new Option(`${since === "" ? "" : `since ${since} `}until ${until}`, since, true, true));
  } else if (since !== null) {
    if (![...at("since").options].some((each) => each.value === since)) at("since").append(new Option(`since ${since}`, since));
    at("since").value = since;
  }
  at("participant").value = chosen.get("participant") ?? "";
};

const begin = () => {
  at("entrance").hidden = true;
  at("asked").hidden = false;
  tag = "";
  refresh();
};

at("asked").addEventListener("submit", (event) => {
  event.preventDefault();
  tag = "";
  refresh();
});
at("since").addEventListener("change", () => {
  linked.delete("until");
  at("asked").requestSubmit();
});
at("save").addEventListener("click", save);
at("entrance").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(SLOT, at("key").value.trim());
  at("key").value = "";
  begin();
});
addEventListener("hashchange", () => {
  if (new URLSearchParams(location.hash.slice(1)).get("key")) {
    takeKey();
    begin();
  }
});
preset();
if (takeKey() === null) letIn();
else begin();
