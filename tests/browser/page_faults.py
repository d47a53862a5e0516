"""What is wrong with a page for those who do not see it, or see it badly; looked at in the page itself."""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Page

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")

_FAULTS = """() => {
  const faults = [];
  const seen = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const what = (each) => each.outerHTML.slice(0, 90);
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title) faults.push("no title");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  let level = 0;
  for (const heading of [...document.querySelectorAll("h1, h2, h3")].filter(seen)) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) faults.push(`heading skips a level: ${what(heading)}`);
    level = own;
  }
  for (const input of [...document.querySelectorAll("input, select, textarea")].filter(seen)) {
    const named = input.labels?.length || input.ariaLabel || input.getAttribute("aria-labelledby");
    if (!named) faults.push(`no label: ${what(input)}`);
  }
  for (const button of [...document.querySelectorAll("button, a")].filter(seen)) {
    if (!button.textContent.trim() && !button.ariaLabel) faults.push(`no name: ${what(button)}`);
    const { width, height } = button.getBoundingClientRect();
    if (button.tagName === "BUTTON" && (width < 24 || height < 24)) faults.push(`too small: ${what(button)}`);
  }
  for (const each of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
    const pointed = ["aria-labelledby", "aria-describedby"].map((name) => each.getAttribute(name) ?? "");
    for (const id of pointed.join(" ").split(/\\s+/)) {
      if (id && !document.getElementById(id)) faults.push(`points at nothing: ${what(each)}`);
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) faults.push("an id twice");
  for (const list of document.querySelectorAll("ul[role], ol[role]")) {
    faults.push(`a list that is none to those who hear it: ${what(list)}`);
  }
  for (const frame of document.querySelectorAll("iframe")) {
    if (!frame.title) faults.push(`a frame without a title: ${what(frame)}`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.getAttribute("aria-hidden") !== "true") faults.push(`a picture without words: ${what(svg)}`);
  }
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) faults.push(`wider than the window: ${width}`);
  return faults;
}"""

# Contrast as WCAG 2 defines it, of every visible text against the nearest opaque ground below it.
_PALE = """() => {
  const channels = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (each) => {
    for (let at = each; at; at = at.parentElement) {
      const { rgb, a } = channels(getComputedStyle(at).backgroundColor);
      if (a === 1) return rgb;
    }
    return channels(getComputedStyle(document.documentElement).backgroundColor).rgb;
  };
  const pale = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const each = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !each.checkVisibility()) continue;
    if (each.closest(".visually-hidden, :disabled, option, script")) continue;
    const [a, b] = [light(channels(getComputedStyle(each).color).rgb), light(ground(each))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) pale.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return pale;
}"""


_SMALL = """() => {
  const touched = "button, select, summary, textarea, input:not([type=checkbox]), label:has(> input[type=checkbox])";
  return [...document.querySelectorAll(touched)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".visually-hidden"))
    .map((each) => ({ each, box: each.getBoundingClientRect() }))
    .filter(({ each, box }) => box.height < 43.5 || (each.matches("button") && box.width < 43.5))
    .map(({ each, box }) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${each.outerHTML.slice(0, 80)}`);
}"""


def faults_of(page: Page) -> list[str]:
    """Give what lacks a name, a label, an order or its place; empty for a page that is well."""
    found: list[str] = page.evaluate(_FAULTS)
    return found


def pale_text_of(page: Page) -> list[str]:
    """Give the texts that stand out from their ground by less than 4.5 to 1."""
    found: list[str] = page.evaluate(_PALE)
    return found


def small_targets_of(page: Page) -> list[str]:
    """Give what a finger would miss: less than 44 by 44 pixels, as Apple's and WCAG's stricter rule have it."""
    found: list[str] = page.evaluate(_SMALL)
    return found
