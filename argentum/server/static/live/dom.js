// Elements made in one place, so that text from people has one way onto a page: as text.

/** Makes an element; `props` are attributes, functions for `onevent`, and `class`; children are nodes or text. */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A person's name: kept from turning the text around it, whatever script it is in. */
export const nameOf = (text) => el("bdi", {}, text);

/** Sets text only when it is another, so that nobody hears the same twice. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

// Hebrew, Arabic and the other scripts that run from right to left.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name for the middle of a plain sentence: between marks that keep it from turning the figures beside it. */
export const nameInText = (text) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

/** Sets an attribute only when it is another: the same again costs a new drawing. */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/** Keeps one child per item, in order, making and removing as few as possible: focus stays where it is. */
export function keyed(parent, items, { key, make, update }) {
  const known = (parent.keyedChildren ??= new Map());
  const wanted = new Set(items.map(key));
  for (const [id, child] of known) {
    if (!wanted.has(id)) {
      child.remove();
      known.delete(id);
    }
  }
  items.forEach((item, place) => {
    const id = key(item);
    if (!known.has(id)) {
      known.set(id, make(item));
    }
    const child = known.get(id);
    if (parent.children[place] !== child) {
      parent.insertBefore(child, parent.children[place] ?? null);
    }
    update?.(child, item);
  });
}

/** Gives the focus to something that may only be about to show: an answer can come before the change that it is about. */
export function focusWhenShown(element) {
  if (!element.hidden) {
    element.focus();
    return;
  }
  const watching = new MutationObserver(() => {
    if (!element.hidden) {
      watching.disconnect();
      element.focus();
    }
  });
  watching.observe(element, { attributeFilter: ["hidden"] });
}

export const $ = (id) => document.getElementById(id);
