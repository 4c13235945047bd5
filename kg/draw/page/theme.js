// Colours: light or dark, and one for each state or bloc.

import { nodes } from "./data.js";
import { byId, cssValue } from "./dom.js";
import { state, update } from "./state.js";

export const PAPER = matchMedia("print");
const PALETTE = 10;
const ranked = rankGroups();
const places = new Map(ranked.map((group, place) => [group, place]));

function rankGroups() {
  const weight = new Map();
  for (const node of nodes) {
    if (node.isActor && node.group) weight.set(node.group, (weight.get(node.group) ?? 0) + node.weight + 1);
  }
  return [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a) || (a.id < b.id ? -1 : 1));
}

/** The states and blocs that have a colour of their own, the most heard first. */
export function colouredGroups() {
  return ranked.slice(0, PALETTE);
}

/** The colour of an actor: that of its state or bloc. */
export function colourOf(node) {
  const place = places.get(node.group) ?? PALETTE;
  return cssValue(place < PALETTE ? `--group-${place}` : "--group-none");
}

/** The name of the style variable of a group, for swatches. */
export function groupVariable(group) {
  return `group-${ranked.indexOf(group)}`;
}

/** Whether the page is dark now; on paper it never is. */
export function isDark() {
  if (PAPER.matches) return false;
  return state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Set the theme of the state on the page. */
export function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  byId("theme").textContent = isDark() ? "Light" : "Dark";
}

/** The other theme. */
export function switchTheme() {
  update({ theme: isDark() ? "light" : "dark" });
}
