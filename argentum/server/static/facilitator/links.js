// Links with keys in them: shown once, copied by a button.

import { $, el, nameInText } from "../live/dom.js";
import { makeField, openDialog, openNote } from "./control_dialog.js";

/** A link to be copied, with a word for whom. */
export function linkField(label, path) {
  const link = new URL(path, location.href).href;
  const input = el("input", { readonly: true, value: link, "aria-label": `Link for ${label}`, onfocus: () => input.select() });
  const said = el("span", { class: "copied small", role: "status" });
  const copy = el("button", { type: "button", "aria-label": `Copy the link for ${label}`, onclick: () => copyText(link, said, input) }, "Copy");
  return el("div", { class: "field" }, el("strong", {}, el("bdi", {}, label)), el("div", { class: "link-field" }, input, copy), said);
}

/** Copies a text and says so; where the browser forbids it, the field with the text is made ready for the keyboard. */
export async function copyText(text, said, field) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = "copied";
  } catch {
    field.focus();
    field.select();
    said.textContent = "press Ctrl-C to copy";
  }
}

/** Shows a link that was just made. */
export function showLink(label, path) {
  openNote({
    title: `Link for ${nameInText(label)}`,
    body: el("div", {}, el("p", {}, "Copy it now: it is shown this once. It is a key, so give it to this person only."), linkField(label, path)),
  });
}

/** An id from a name: what may stand in an address. */
export function idOf(name, taken = []) {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  const base = plain || "person";
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) {
    id = `${base}-${number}`;
  }
  return id;
}

/** Binds the button that invites one more person. */
export function bindInvitation(page) {
  $("add-person").addEventListener("click", () => {
    const idField = makeField({
      name: "id", label: "Id", kind: "text", maxlength: 64, autocomplete: "off", pattern: "[a-z0-9][a-z0-9._\\-]*",
      help: "If the meeting’s own login gives one; else leave it empty.",
    });
    openDialog({
      title: "Add a person",
      fields: [{ name: "name", label: "Name", kind: "text", maxlength: 80, required: true, autocomplete: "off" }],
      body: idField,
      reason: false,
      action: "Add",
      submit: async ({ name, id }) => {
        try {
          const taken = page.model.people.map((row) => row.id);
          const added = await page.ask("/people", { method: "POST", body: { id: id || idOf(name, taken), name } });
          return () => showLink(added.name, added.page);
        } catch (fault) {
          return fault.message;
        }
      },
    });
  });
}
