// The filter column, which is the legend too: each sign stands beside its switch.

import { edges, issues, nodes, positions } from "./data.js";
import { byId, el, said } from "./dom.js";
import { state, toggleHidden, update } from "./state.js";
import { colouredGroups, groupVariable } from "./theme.js";
import { actWord, KIND_MARKS, kindWord, MANNERS, MODALITIES, POLARITIES, POLARITY_WORDS, signOf } from "./words.js";

const ACTS = [...new Set(positions.map((p) => p.act).filter(Boolean))].sort();
const LINES = [
  ["contradiction", "≠ contradiction"],
  ["shift", "↻ shift"],
  ["condition", "if / unless"],
  ["part", "takes part"],
];

/** Build the column, once. */
export function buildFilters() {
  const count = (test) => positions.filter(test).length;
  const outlets = [...new Set(positions.map((p) => p.outlet))].sort();
  const drawable = nodes.filter((node) => node.edges.length);
  const kinds = Object.keys(KIND_MARKS);
  const parts = [
    group("Stance", "polarity", POLARITIES.map((p) => [p, [sign(p), POLARITY_WORDS[p]], count((x) => x.polarity === p)])),
    group("Manner", "manner", MANNERS.map((m) => [m, [swatch(`line ${m}`), m], count((x) => x.manner === m)])),
    group("Certainty", "modality", MODALITIES.map((m) => [m, [m], count((x) => x.modality === m)]), true),
    group("Speech act", "act", ACTS.map((act) => [act, [actWord(act)], count((x) => x.act === act)]), true),
    issueChoice(),
    dates(),
    sureness(),
    group("Shown", "kind", kinds.map((k) => [k, [el("span", { class: "mark" }, KIND_MARKS[k]), kindWord(k)], drawable.filter((n) => n.kind === k).length])),
    group("Lines", "lines", LINES.map(([k, words]) => [k, [swatch(`line ${k}`), words], edges.filter((e) => e.kind === k).length])),
    group("Outlet", "outlet", outlets.map((o) => [o, [said(o)], count((x) => x.outlet === o)])),
    legend(),
  ];
  byId("filters").replaceChildren(...parts.filter(Boolean));
}

/** Set the switches to the state. */
export function syncFilters() {
  for (const box of byId("filters").querySelectorAll("input[type=checkbox]")) {
    box.checked = !state.hidden[box.name].has(box.value);
  }
  for (const field of byId("filters").querySelectorAll("input[type=date], input[type=range], #issue")) field.value = String(state[field.id]);
  const told = byId("filters").querySelector("output");
  if (told) told.textContent = state.sure.toFixed(2);
}

function sign(polarity) {
  return el("span", { class: `mark ${polarity}` }, signOf(polarity, "asserted"));
}

function swatch(name) {
  return el("span", { class: `swatch ${name}`, "aria-hidden": "true" });
}

function group(title, list, items, folded = false) {
  const rows = items
    .filter(([, , number]) => number)
    .map(([value, words, number]) => {
      const hide = (event) => toggleHidden(list, value, !event.target.checked);
      const box = el("input", { type: "checkbox", name: list, value, onchange: hide });
      return el("label", {}, box, el("span", { class: "words" }, words), el("span", { class: "number" }, String(number)));
    });
  if (!rows.length) return null;
  if (folded) return el("fieldset", {}, el("legend", { class: "unseen" }, title), el("details", { open: state.hidden[list].size > 0 }, el("summary", { class: "folded" }, title), rows));
  if (rows.length < 9) return el("fieldset", {}, el("legend", {}, title), rows);
  return el("fieldset", {}, el("legend", {}, title), el("details", { open: true }, el("summary", {}, `${rows.length} of them`), rows));
}

function issueChoice() {
  if (!issues.length) return null;
  const options = [["", "all issues"], ...issues.filter((issue) => issue.matters.length).map((issue) => [issue.id, issue.label])];
  const field = el("select", { id: "issue", "aria-label": "Issue", onchange: (event) => update({ issue: event.target.value }) }, options.map(([value, words]) => el("option", { value }, words)));
  return el("fieldset", {}, el("legend", {}, "Issue"), field);
}

function sureness() {
  if (!positions.some((p) => p.confidence !== undefined)) return null;
  const told = el("output", { class: "number", for: "sure" });
  const field = el("input", { type: "range", id: "sure", min: "0", max: "1", step: "0.05", "aria-label": "Confidence at least", onchange: (event) => update({ sure: Number(event.target.value) }) });
  field.addEventListener("input", () => (told.textContent = Number(field.value).toFixed(2)));
  return el("fieldset", {}, el("legend", {}, "Confidence at least"), el("label", {}, field, told));
}

function dates() {
  const days = positions.map((p) => p.day).filter(Boolean).sort();
  if (!days.length) return null;
  const field = (key, words) => {
    const input = el("input", { type: "date", id: key, min: days[0], max: days[days.length - 1], onchange: (event) => update({ [key]: event.target.value }) });
    return el("label", {}, el("span", { class: "words" }, words), input);
  };
  return el("fieldset", { class: "dates" }, el("legend", {}, "Date"), field("since", "from"), field("until", "to"));
}

function legend() {
  const states = colouredGroups().map((one) => el("li", {}, swatch(`dot ${groupVariable(one)}`), said(one.label)));
  return el(
    "fieldset",
    { class: "legend" },
    el("legend", {}, "Legend"),
    states.length ? el("ul", {}, states) : null,
    el("p", {}, "Colour: state or bloc. Thicker line: more outlets. Hollow sign: hedged or conditional."),
    el("p", {}, el("span", { class: "frame" }, "framed"), " proposition: contested."),
  );
}
