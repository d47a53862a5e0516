// Which person of the room sits where in the meeting. Seat ids change with every reconnection, so: the account that the
// meeting's token names, else the display name, which anybody may choose and which is therefore marked.

const plain = (name) => (name ?? "").normalize("NFC").trim().toLocaleLowerCase();

/** Gives `{participant, name, by}` with `by` one of own, account, name, guest; null for machines and the bridge itself. */
export function identify(seat, people, { localId, ownPerson }) {
  if (seat.machine) {
    return null;
  }
  if (seat.id === localId) {
    const own = people.find(({ id }) => id === ownPerson);
    return own ? { participant: own.id, name: own.name, by: "own" } : null;
  }
  if (seat.account !== undefined) {
    const known = people.find(({ id }) => id === seat.account);
    return { participant: seat.account, name: known?.name ?? seat.name ?? "", by: "account" };
  }
  const called = people.filter(({ name }) => plain(name) !== "" && plain(name) === plain(seat.name));
  if (called.length === 1) {
    return { participant: called[0].id, name: called[0].name, by: "name" };
  }
  return { participant: `guest-${seat.id}`, name: seat.name ?? "", by: "guest" };
}
