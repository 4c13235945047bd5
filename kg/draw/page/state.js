// What the page shows now, kept in the address so that a link brings it back.

import { data } from "./data.js";

const LISTS = ["polarity", "manner", "kind", "outlet", "lines"];

function fresh() {
  return {
    view: "graph",
    selected: "",
    focus: false,
    since: "",
    until: "",
    sort: "",
    theme: "",
    hidden: Object.fromEntries(LISTS.map((name) => [name, new Set()])),
  };
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

/** Whether any filter is set. */
export function isFiltered() {
  return Boolean(state.since || state.until) || LISTS.some((name) => state.hidden[name].size > 0);
}

/** Back to the beginning; the view and the theme stay. */
export function reset() {
  update({ ...fresh(), view: state.view, theme: state.theme });
}

/** Read the address. */
export function load() {
  const found = new URLSearchParams(location.hash.slice(1) || (data.focus ? `focus=1&selected=${encodeURIComponent(data.focus)}` : ""));
  const next = fresh();
  next.theme = state.theme;
  for (const [key, value] of found) {
    if (key.startsWith("hide-") && LISTS.includes(key.slice(5))) {
      next.hidden[key.slice(5)] = new Set(value.split("~").map(decodeSafely));
    } else if (key === "focus") next.focus = value === "1";
    else if (key === "view") next.view = value === "matrix" ? "matrix" : "graph";
    else if (key === "theme") next.theme = ["dark", "light"].includes(value) ? value : "";
    else if (["selected", "since", "until", "sort"].includes(key)) next[key] = value;
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

function save() {
  const fields = new URLSearchParams();
  if (state.view !== "graph") fields.set("view", state.view);
  if (state.focus) fields.set("focus", "1");
  for (const key of ["selected", "since", "until", "sort", "theme"]) if (state[key]) fields.set(key, state[key]);
  for (const name of LISTS) {
    const values = [...state.hidden[name]].sort();
    if (values.length) fields.set(`hide-${name}`, values.map(encodeURIComponent).join("~"));
  }
  try {
    history.replaceState(null, "", `#${fields}`);
  } catch {
    // about:srcdoc, as in a notebook, has no address of its own to change
  }
}
