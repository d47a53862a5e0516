// An hourglass whose sand runs as the time does: full at the top is everything, all at the bottom is over.

import { setAttribute } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const FRAME = "M2 3H18M2 27H18M3 3C3 10 9 12 9 15S3 20 3 27M17 3C17 10 11 12 11 15S17 20 17 27";

const shape = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
};

/** Makes an hourglass; it says nothing by itself, the figures beside it do. */
export function hourglass() {
  const svg = shape("svg", { class: "glass", viewBox: "0 0 20 30", "aria-hidden": "true" });
  svg.append(
    shape("path", { class: "sand upper" }),
    shape("path", { class: "sand lower" }),
    shape("path", { class: "stream", d: "M10 14V25" }),
    shape("path", { class: "frame", d: FRAME }),
  );
  return svg;
}

/** Sets how much is left, from 0 to 1. */
export function fill(glass, left) {
  const sand = Math.min(1, Math.max(0, left));
  const gone = 1 - sand;
  const [upper, lower] = glass.children;
  const top = (value) => value.toFixed(2);
  setAttribute(upper, "d", sand > 0 ? `M${top(10 - 6.2 * sand)} ${top(14 - 9.6 * sand)}H${top(10 + 6.2 * sand)}L10 14Z` : "");
  setAttribute(
    lower,
    "d",
    gone > 0 ? `M${top(3.6 + 5.2 * gone)} ${top(26 - 8.5 * gone)}H${top(16.4 - 5.2 * gone)}L16.4 26H3.6Z` : "",
  );
}
