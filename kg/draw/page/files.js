// The dialog that offers what is shown to take away: picture, table, graph, query, link.

import { data, nodes, positions, selectionOf, UNKNOWN_OUTLET } from "./data.js";
import { byId, counted, download, el } from "./dom.js";
import { positionsOf } from "./filter.js";
import { asGraphml } from "./graphml.js";
import { asCsv, asPng, KEY } from "./save.js";
import { asSparql } from "./sparql.js";
import { asFragment, state } from "./state.js";
import { asSvg } from "./svg.js";
import { MANNERS, POLARITIES } from "./words.js";

/** Open the dialog for what the filters leave (`rest`) and, in the graph, for what is drawn (`scene`). */
export function openFiles({ picture, scene, rest }) {
  const graph = state.view === "graph";
  const shown = positionsOf(selectionOf(state.selected), rest.kept);
  const close = () => byId("files").close();
  const text = (name, type, content) => () => download(name, new Blob([content()], { type: `${type};charset=utf-8` }));
  const lines = graph ? scene.lines : rest.lines;
  const offers = [
    graph && ["save-png", "PNG", "the picture as it stands", () => asPng(picture.canvas(), data.title, (blob) => download("stances.png", blob))],
    graph && ["save-svg", "SVG", "the picture, for print and drawing programs", text("stances.svg", "image/svg+xml", () => asSvg(picture, scene, data.title, KEY))],
    ["save-csv", "CSV", `${counted(shown.length, "position")} as a table`, text("positions.csv", "text/csv", () => `\ufeff${asCsv(shown)}`)],
    ["save-graphml", "GraphML", `${counted(lines.length, "line")} and what they join, for Gephi or yEd`, text("stances.graphml", "application/graphml+xml", () => asGraphml(lines, graph ? [...scene.places.keys()] : []))],
  ].filter(Boolean);
  const buttons = offers.map(([id, name, words, save]) => el("button", { type: "button", id, class: "offer", onclick: save }, el("strong", {}, name), ` ${words}`));
  const query = queryOf();
  byId("files").replaceChildren(
    el("div", { class: "dialog-head" }, el("h2", { id: "files-title" }, "Take away what is shown"), el("button", { type: "button", class: "close", onclick: close }, "Close")),
    el(
      "div",
      { class: "help-text" },
      el("div", { class: "offers" }, buttons),
      copied("query", "The query that gives these positions (SPARQL)", query, 12, el("button", { type: "button", class: "small", id: "save-sparql", onclick: text("positions.rq", "application/sparql-query", () => query) }, "Save")),
      copied("link", "A link to this view", `${location.href.split("#")[0]}#${asFragment()}`, 2),
    ),
  );
  byId("files").showModal();
}

function queryOf() {
  const found = selectionOf(state.selected);
  const values = {
    polarity: POLARITIES,
    manner: MANNERS,
    modality: [...new Set(positions.map((p) => p.modality))].sort(),
    kind: [...new Set(nodes.filter((node) => node.isActor).map((node) => node.kind))].sort(),
    outlet: [...new Set(positions.map((p) => p.outlet))].sort(),
  };
  const days = found?.type === "time" && found.node ? { since: later(state.since, found.from), until: earlier(state.until, found.until) } : {};
  return asSparql({ state: { ...state, ...days }, found, values, base: data.base, unknown: UNKNOWN_OUTLET });
}

function later(one, other) {
  return one > other ? one : other;
}

function earlier(one, other) {
  return one && one < other ? one : other;
}

/** A text with a button that copies it. */
function copied(id, words, text, rows, more = null) {
  const field = el("textarea", { id, rows, readonly: true, spellcheck: "false" });
  field.value = text;
  const button = el("button", { type: "button", class: "small", onclick: () => copy(field, button) }, "Copy");
  return el("div", { class: "copied" }, el("label", { for: id }, words), field, el("div", { class: "actions" }, button, more));
}

async function copy(field, button) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Press Ctrl+C"; // a frame in a notebook may not write to the clipboard; the text is selected
  }
}
