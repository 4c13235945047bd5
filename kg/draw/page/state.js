// What the page shows now, kept in the address so that a link brings it back.

import { data } from "./data.js";

export const VIEWS = ["graph", "matrix", "timeline", "compare"];
const LISTS = ["polarity", "manner", "modality", "act", "kind", "outlet", "lines"];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Plain fields: what each is at first, and what of an address it takes. */
const FIELDS = {
  view: ["graph", (value) => (VIEWS.includes(value) ? value : "graph")],
  selected: ["", String],
  focus: [false, (value) => value === "1"],
  depth: [1, (value) => Math.min(3, Math.max(1, Math.trunc(Number(value)) || 1))],
  drawn: ["", (value) => (/^\d{1,3}$/.test(value) ? value : "")],
  since: ["", (value) => (DAY.test(value) ? value : "")],
  until: ["", (value) => (DAY.test(value) ? value : "")],
  issue: ["", String],
  sure: [0, (value) => Math.min(1, Math.max(0, Number(value) || 0))],
  sort: ["", String],
  across: ["", (value) => (value === "issues" ? value : "")],
  zoomed: [false, (value) => value === "1"],
  by: ["actors", (value) => (value === "outlets" ? value : "actors")],
  one: ["", String],
  other: ["", String],
  theme: ["", (value) => (["dark", "light"].includes(value) ? value : "")],
};
const FILTERS = ["since", "until", "issue", "sure"];

function fresh() {
  const plain = Object.entries(FIELDS).map(([name, [first]]) => [name, first]);
  return { ...Object.fromEntries(plain), hidden: Object.fromEntries(LISTS.map((name) => [name, new Set()])) };
}

export const state = fresh();
const listeners = [];

/** Call `listener` after every change. */
export function onChange(listener) {
  listeners.push(listener);
}

/** Change some fields, then tell everybody. */
export function update(changes) {
  Object.assign(state, changes);
  save();
  for (const listener of listeners) listener();
}

/** Show or hide one value of a filter. */
export function toggleHidden(list, value, hide) {
  if (hide) state.hidden[list].add(value);
  else state.hidden[list].delete(value);
  update({});
}

/** Show only one value of a filter; all again if it is the only one shown. */
export function showOnly(list, value, all) {
  const others = all.filter((one) => one !== value);
  const alone = others.every((one) => state.hidden[list].has(one)) && !state.hidden[list].has(value);
  state.hidden[list] = new Set(alone ? [] : others);
  update({});
}

/** Whether any filter is set. */
export function isFiltered() {
  return FILTERS.some((name) => state[name]) || LISTS.some((name) => state.hidden[name].size > 0);
}

/** Back to the beginning; the view, what it compares, and the theme stay. */
export function reset() {
  const { view, by, one, other, theme } = state;
  update({ ...fresh(), view, by, one, other, theme });
}

/** Read the address; where it says nothing, take what the page was drawn with. */
export function load() {
  const found = new URLSearchParams(location.hash.slice(1) || data.opens || "");
  const next = { ...fresh(), theme: state.theme };
  for (const [key, value] of found) {
    if (key in FIELDS) next[key] = FIELDS[key][1](value);
    else if (key.startsWith("hide-") && LISTS.includes(key.slice(5))) {
      next.hidden[key.slice(5)] = new Set(value.split("~").map(decodeSafely));
    }
  }
  Object.assign(state, next);
}

function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a hand-typed address may hold a stray percent sign
  }
}

/** The state as the part of an address behind its #. */
export function asFragment() {
  const fields = new URLSearchParams();
  for (const [name, [first]] of Object.entries(FIELDS)) {
    if (state[name] !== first) fields.set(name, state[name] === true ? "1" : String(state[name]));
  }
  for (const name of LISTS) {
    const values = [...state.hidden[name]].sort();
    if (values.length) fields.set(`hide-${name}`, values.map(encodeURIComponent).join("~"));
  }
  return fields.toString();
}

function save() {
  try {
    history.replaceState(null, "", `#${asFragment()}`);
  } catch {
    // about:srcdoc, as in a notebook, has no address of its own to change
  }
}
