// One dialog for all controls: a few fields, a reason, and the answer of the room where it can be read.

import { $, el } from "../live/dom.js";

/** Makes one labelled field. `kind` is number, text, select, checkbox or textarea. */
export function makeField({ name, label, kind, help, options = [], value, ...attributes }) {
  const id = `field-${name}`;
  const common = { id, name, ...attributes, ...(help ? { "aria-describedby": `${id}-help` } : {}) };
  let input;
  if (kind === "select") {
    input = el("select", common, ...options.map(([key, text]) => el("option", { value: key, selected: key === value }, text)));
  } else if (kind === "textarea") {
    input = el("textarea", common, value ?? "");
  } else {
    input = el("input", { type: kind, value: kind === "checkbox" ? null : value, checked: kind === "checkbox" && value, ...common });
  }
  const text = el("label", { for: id }, label);
  const helpText = help ? el("small", { id: `${id}-help` }, help) : null;
  return el("div", { class: kind === "checkbox" ? "field check" : "field" }, ...(kind === "checkbox" ? [input, text] : [text, input]), helpText);
}

/** Opens the dialog. `lead` is text or an element; `submit(values)` gives why it was not done, or null, or what to do next. */
export function openDialog({ title, lead, fields = [], body = null, reason = true, action, wide = false, submit, onOpen }) {
  const dialog = $("dialog");
  const fault = el("p", { class: "fault", role: "alert" });
  let isAsking = false;
  const done = el("button", { type: "submit", class: "main" }, action);
  const reasonField = reason
    ? [makeField({ name: "why", label: "Reason", kind: "text", maxlength: 500, autocomplete: "off", help: "Goes into the record; facilitators can read it." })]
    : [];
  const form = el(
    "form",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        // Not by disabling the button: it would lose the focus.
        if (isAsking) {
          return;
        }
        isAsking = true;
        fault.textContent = "";
        const result = await submit(valuesOf(form));
        isAsking = false;
        if (typeof result === "string") {
          fault.textContent = `Not done: ${result}.`;
          return;
        }
        dialog.close();
        result?.();
      },
    },
    el("h2", { id: "dialog-title" }, title),
    typeof lead === "string" && lead ? el("p", {}, lead) : (lead ?? null),
    ...fields.map(makeField),
    body,
    ...reasonField,
    fault,
    el("div", { class: "row end actions" }, el("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), done),
  );
  dialog.classList.toggle("wide", wide);
  dialog.replaceChildren(form);
  dialog.setAttribute("aria-labelledby", "dialog-title");
  onOpen?.(form);
  dialog.showModal();
  const first = form.querySelector("select, input, textarea");
  first?.focus();
  // What is typed replaces what was suggested.
  first?.select?.();
}

/** Shows something to be read, with a button to close. */
export function openNote({ title, body }) {
  const dialog = $("dialog");
  dialog.classList.remove("wide");
  const close = el("button", { type: "button", class: "main", onclick: () => dialog.close() }, "Done");
  dialog.replaceChildren(el("h2", { id: "dialog-title" }, title), body, el("div", { class: "row end actions" }, close));
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.showModal();
}

function valuesOf(form) {
  const inputs = [...form.elements].filter((input) => input.name);
  return Object.fromEntries(
    inputs.map((input) => [input.name, input.type === "checkbox" ? input.checked : input.value.trim()]),
  );
}
