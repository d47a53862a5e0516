// The key comes in the fragment of the address, which no server sees, and goes at once: into this tab's storage, and
// out of the address bar, so that it is in no screenshot, history or copied link.

/** Gives the key for a room and a page, or null when there is none. */
export function takeKey(name) {
  const slot = `argentum-key:${name}`;
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) {
    sessionStorage.setItem(slot, given);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return given ?? sessionStorage.getItem(slot);
}

/** Forgets the key of a room and a page. */
export function forgetKey(name) {
  sessionStorage.removeItem(`argentum-key:${name}`);
}
