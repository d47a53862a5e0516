// People from lines as they are typed: one a line, a name, or a name and an id after a comma.

import { idOf } from "../facilitator/links.js";

const SAFE = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const EXPECTED = "a name, or a name, a comma and an id of small letters, digits, dots and dashes";

/** Gives people with ids; `taken` is what may be nobody's, and grows. Raises `Error` naming the field and the line. */
export function peopleOf(field, text, taken) {
  const people = [];
  text.split("\n").forEach((typed, place) => {
    const line = typed.trim();
    if (line === "") {
      return;
    }
    const refuse = (what) => {
      throw new Error(`${field}, line ${place + 1}: “${line}” ${what}. Expected: ${EXPECTED}.`);
    };
    const [name, given, ...rest] = line.split(",").map((part) => part.trim());
    if (rest.length > 0) {
      refuse("has more than one comma; each person needs a line");
    }
    if (given !== undefined && !SAFE.test(given)) {
      refuse("has no id after its comma");
    }
    if (name === "") {
      refuse("has no name");
    }
    const id = given ?? idOf(name, taken);
    if (given !== undefined && taken.includes(given)) {
      refuse("has an id that is taken");
    }
    taken.push(id);
    people.push({ id, name });
  });
  return people;
}
