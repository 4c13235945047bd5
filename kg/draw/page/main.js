// Wires the parts: the state changes, the page follows.

import { data, positions, selectionOf } from "./data.js";
import { byId, counted } from "./dom.js";
import { around } from "./ego.js";
import { contested, neighbourhood, passing, remaining } from "./filter.js";
import { buildFilters, syncFilters } from "./filters.js";
import { openHelp, startKeys } from "./keys.js";
import { showMatrix } from "./matrix.js";
import { openingFor, step } from "./opening.js";
import { showPanel } from "./panel.js";
import { createPicture } from "./picture.js";
import { saveCsv, savePng } from "./save.js";
import { startSearch } from "./search.js";
import { isFiltered, load, onChange, reset, state, update } from "./state.js";
import { applyTheme, PAPER, switchTheme } from "./theme.js";

const PHONE = matchMedia("(max-width: 820px)");
const picture = createPicture(byId("graph"), data.network, {
  onNode: (node, twice) => (twice ? update({ selected: node.id, focus: true }) : select(node.id)),
  onEdge: (edge) => select(edge.id),
  onNothing: () => state.selected && update({ selected: "", focus: false }),
});
const mainLines = new Set(data.network.edges.map((edge) => edge.id));
let scene = null;
let opening = null;
let fitted = "";

function select(id) {
  update({ selected: id, focus: id ? state.focus : false });
  if (id && PHONE.matches) byId("panel").scrollIntoView({ block: "start" });
}

/** What to draw: places, lines, what is marked, what stays lit. */
function sceneOf({ lines, joined, kept }) {
  const found = selectionOf(state.selected);
  const ends = endsOf(found);
  const centre = state.focus ? (ends[0] ?? null) : null;
  const stage = byId("graph");
  opening = openingFor(stage.clientWidth, stage.clientHeight);
  const near = centre ? neighbourhood(lines, centre) : [];
  const shown = near.slice(0, data.look.limits.neighbours + 1);
  const aspect = Math.max(0.5, stage.clientWidth / Math.max(1, stage.clientHeight));
  const places = centre
    ? around(centre, shown.filter((node) => node !== centre), aspect)
    : new Map([...opening.places].filter(([node]) => joined.has(node)));
  const drawn = lines.filter((edge) => places.has(edge.source) && places.has(edge.to) && (centre || mainLines.has(edge.id)));
  const marked = new Set(found?.type === "edge" ? [found.edge] : ends);
  const [lit, litLines] = lightOf(found, ends, drawn);
  const visible = ends.some((node) => places.has(node));
  return { places, lines: drawn, left: near.length - shown.length, brief: !centre, marked, framed: contested(kept), lit: found && visible ? lit : null, litLines };
}

function endsOf(found) {
  if (!found) return [];
  if (found.type === "node") return [found.node];
  if (found.type === "edge") return [found.edge.source, found.edge.to];
  if (found.type === "pair") return [found.one, found.other];
  return [found.position.holder, ...found.position.objects];
}

/** The nodes and lines that stay lit while something is selected. */
function lightOf(found, ends, drawn) {
  const touches = (edge) => {
    if (found?.type === "node") return edge.source === found.node || edge.to === found.node;
    if (found?.type === "edge") return edge === found.edge;
    return ends.includes(edge.source) && ends.includes(edge.to);
  };
  const litLines = new Set(drawn.filter(touches));
  return [new Set([...ends, ...[...litLines].flatMap((edge) => [edge.source, edge.to])]), litLines];
}

function render() {
  const held = document.activeElement?.id;
  const reading = byId("panel").contains(document.activeElement);
  applyTheme();
  const rest = remaining();
  const matrix = state.view === "matrix";
  byId("matrix").hidden = !matrix;
  for (const id of ["graph", "strip"]) byId(id).hidden = matrix;
  byId("to-graph").setAttribute("aria-pressed", String(!matrix));
  byId("to-matrix").setAttribute("aria-pressed", String(matrix));
  byId("focus").setAttribute("aria-pressed", String(state.focus));
  byId("focus").disabled = matrix || !state.selected;
  byId("save-png").disabled = matrix;
  byId("reset").disabled = !state.selected && !isFiltered();
  syncFilters();
  showPanel(state.selected, rest.kept, select);
  if (matrix) showMatrix(rest.kept, select);
  else showGraph(rest);
  showCounts(rest);
  // what was rebuilt takes the keyboard's place along
  if (reading) byId("panel").focus({ preventScroll: true });
  else if (held && document.activeElement === document.body) byId(held)?.focus();
}

function showGraph(rest) {
  scene = sceneOf(rest);
  picture.show(scene);
  const frame = state.focus ? `${state.selected} ${scene.places.size}` : `all ${opening.stage}`;
  if (frame !== fitted) picture.fit(state.focus ? endsOf(selectionOf(state.selected))[0] : null);
  else for (const node of endsOf(selectionOf(state.selected)).slice(0, 1)) picture.reveal(node);
  fitted = frame;
}

function showStage(stage) {
  step(stage);
  render();
}

/** How many neighbours of the selected node the picture leaves out. */
function missing({ lines }) {
  const found = selectionOf(state.selected);
  if (found?.type !== "node" || !scene) return 0;
  const near = neighbourhood(lines, found.node);
  return near.filter((node) => node !== found.node && !scene.places.has(node)).length;
}

function showCounts(rest) {
  const { kept } = rest;
  const all = kept.size === positions.length ? "" : ` of ${positions.length.toLocaleString("en")}`;
  byId("count").textContent = `${kept.size.toLocaleString("en")}${all} ${kept.size === 1 && !all ? "position" : "positions"} · ${counted(data.articles.length, "article")}`;
  const drawn = opening?.places.size ?? 0;
  let words = "";
  if (state.focus && scene?.left) words = `Showing ${scene.places.size - 1} of ${scene.places.size - 1 + scene.left} neighbours. The panel holds all.`;
  else if (state.focus && scene) words = `${counted(Math.max(0, scene.places.size - 1), "neighbour")} of what is selected`;
  else if (!state.focus && missing(rest)) words = `${counted(missing(rest), "neighbour")} not in this picture: Focus (f) shows them.`;
  else if (!state.focus && drawn < data.total) words = `Showing the ${drawn} strongest of ${data.total.toLocaleString("en")}`;
  byId("notice").textContent = words;
  byId("steps").hidden = state.focus || !(opening?.more || opening?.fewer);
  byId("more").disabled = !opening?.more;
  byId("fewer").disabled = !opening?.fewer;
}

/** Go from the selected node to the nearest one in a direction; from nothing to the strongest. */
function move(x, y) {
  if (!scene?.places.size || state.view !== "graph") return;
  const from = endsOf(selectionOf(state.selected)).find((node) => scene.places.has(node));
  if (!from) return select([...scene.places.keys()].reduce((a, b) => (b.weight > a.weight ? b : a)).id);
  const here = scene.places.get(from);
  let best = null;
  for (const [node, place] of scene.places) {
    const [ahead, aside] = [(place.x - here.x) * x + (place.y - here.y) * y, Math.abs((place.x - here.x) * y) + Math.abs((place.y - here.y) * x)];
    const cost = ahead + 2 * aside;
    if (node !== from && ahead > 1 && aside < 2 * ahead && (!best || cost < best.cost)) best = { node, cost };
  }
  return best && select(best.node.id);
}

function start() {
  const go = (view) => () => update({ view });
  const toggleFocus = () => state.selected && state.view === "graph" && update({ focus: !state.focus });
  const clear = () => (state.selected ? update({ selected: "", focus: false }) : reset());
  const refit = () => picture.fit();
  const clicks = {
    "to-graph": go("graph"), "to-matrix": go("matrix"), focus: toggleFocus, reset, theme: switchTheme, help: openHelp,
    "save-csv": () => saveCsv(passing()), "save-png": () => savePng(picture.canvas()),
    "zoom-in": () => picture.zoom(1.25), "zoom-out": () => picture.zoom(0.8), "zoom-fit": refit,
    more: () => showStage(opening.stage - 1), fewer: () => showStage(opening.stage + 1),
  };
  for (const [id, action] of Object.entries(clicks)) byId(id).addEventListener("click", action);
  byId("filter-toggle").addEventListener("click", () => {
    const open = document.body.classList.toggle("filters-open");
    byId("filter-toggle").setAttribute("aria-expanded", String(open));
  });
  buildFilters();
  startSearch(select);
  startKeys({
    "/": () => byId("search").focus(), g: go("graph"), m: go("matrix"), f: toggleFocus, d: switchTheme, "?": openHelp, Escape: clear,
    Enter: () => byId("panel").focus(), "+": clicks["zoom-in"], "-": clicks["zoom-out"], 0: refit,
  }, move);
  onChange(render);
  addEventListener("hashchange", () => {
    load();
    render();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
  PAPER.addEventListener("change", render);
  let waiting = 0;
  new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      fitted = "";
      if (state.view === "graph") render();
    }, 120);
  }).observe(byId("stage"));
  byId("graph").picture = picture; // a handle for automation: where things stand on the canvas
  load();
  render();
  document.body.dataset.ready = "1";
}

start();
