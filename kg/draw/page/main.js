// Wires the parts: the state changes, the page follows.

import { showCompare } from "./compare.js";
import { data, positions, selectionOf } from "./data.js";
import { byId, counted } from "./dom.js";
import { openFiles } from "./files.js";
import { neighbourhood, remaining } from "./filter.js";
import { buildFilters, syncFilters } from "./filters.js";
import { openHelp, startKeys } from "./keys.js";
import { showMatrix } from "./matrix.js";
import { showPanel } from "./panel.js";
import { Picture } from "./picture.js";
import { endsOf, nextInDirection, sceneFor } from "./scene.js";
import { startSearch } from "./search.js";
import { isFiltered, load, onChange, reset, state, update, VIEWS } from "./state.js";
import { applyTheme, PAPER, switchTheme } from "./theme.js";
import { showDays, showTimeline } from "./timeline.js";

const PHONE = matchMedia("(max-width: 820px)");
const TABLES = { matrix: showMatrix, timeline: showTimeline, compare: showCompare };
const picture = new Picture(byId("graph"), data.network, {
  onNode: (node, twice) => (twice ? update({ selected: node.id, focus: true }) : select(node.id)),
  onEdge: (edge) => select(edge.id),
  onNothing: () => state.selected && update({ selected: "", focus: false }),
});
let scene = null;
let fitted = "";

function select(id) {
  update({ selected: id, focus: id ? state.focus : false });
  if (id) bring("panel");
}

/** On a narrow screen, where one part stands below the other: bring a part up to the header, which stays. */
function bring(id) {
  if (!PHONE.matches) return;
  document.documentElement.style.scrollPaddingTop = `${document.querySelector("header").offsetHeight}px`;
  byId(id).scrollIntoView({ block: "start" });
}

function render() {
  const held = document.activeElement?.id;
  const reading = byId("panel").contains(document.activeElement);
  applyTheme();
  const rest = remaining();
  showFrame();
  syncFilters();
  showStage(rest);
  showPanel(state.selected, rest.kept, select);
  byId("count").textContent = countOf(rest.kept);
  // what was rebuilt takes the keyboard's place along
  if (reading) byId("panel").focus({ preventScroll: true });
  else if (held && document.activeElement === document.body) byId(held)?.focus();
}

function showStage(rest) {
  if (state.view === "graph") showGraph(rest);
  else TABLES[state.view](rest.kept, select);
}

/** Which view is shown, and which buttons can be pressed. */
function showFrame() {
  for (const view of VIEWS) {
    byId(view).hidden = view !== state.view;
    byId(`to-${view}`).setAttribute("aria-pressed", String(view === state.view));
  }
  const graph = state.view === "graph";
  byId("strip").hidden = !graph;
  byId("focus").setAttribute("aria-pressed", String(state.focus));
  byId("focus").disabled = !graph || !state.selected;
  byId("reset").disabled = !state.selected && !isFiltered();
}

function showGraph(rest) {
  const stage = byId("graph");
  const take = () => {
    scene = sceneFor(rest, stage.clientWidth, stage.clientHeight);
    return stage.clientHeight;
  };
  showDays();
  // what the strip says may take a further line, and so room from the picture
  if (take() !== fillStrip(rest)) take();
  picture.show(scene);
  const frame = scene.centre ? `${state.selected} ${scene.places.size}` : `all ${scene.opening.stage}`;
  const ends = endsOf(selectionOf(state.selected));
  if (frame !== fitted) picture.fit(scene.centre);
  else for (const node of ends.slice(0, 1)) picture.reveal(node);
  fitted = frame;
}

/** Fill the strip under the picture; return the height that is left above it. */
function fillStrip(rest) {
  byId("notice").textContent = noticeOf(rest);
  byId("depths").hidden = !scene.centre;
  byId("depth").value = String(state.depth);
  byId("steps").hidden = Boolean(scene.centre) || !(scene.opening.more || scene.opening.fewer);
  byId("more").disabled = !scene.opening.more;
  byId("fewer").disabled = !scene.opening.fewer;
  return byId("graph").clientHeight;
}

function countOf(kept) {
  const all = kept.size === positions.length ? "" : ` of ${positions.length.toLocaleString("en")}`;
  return `${kept.size.toLocaleString("en")}${all} ${kept.size === 1 && !all ? "position" : "positions"} · ${counted(data.articles.length, "article")}`;
}

/** What the picture leaves out, in words. */
function noticeOf({ lines }) {
  const drawn = Math.max(0, scene.places.size - 1);
  if (scene.centre && scene.left) return `Showing ${drawn} of ${(drawn + scene.left).toLocaleString("en")} neighbours. The panel holds all.`;
  if (scene.centre) return `${counted(drawn, "neighbour")} of what is selected`;
  const found = selectionOf(state.selected);
  const near = found?.type === "node" ? neighbourhood(lines, found.node) : [];
  const missing = near.filter((node) => node !== found.node && !scene.places.has(node)).length;
  if (missing) return `${counted(missing, "neighbour")} not in this picture: Focus (f) shows them.`;
  const { size } = scene.opening.places;
  const rest = data.left ? `${counted(data.left, "position")} more in the graph, on what fewer take a side on: kg draw --whole, --issue or --focus` : "";
  return [size < data.total ? `Showing the ${size} strongest of ${data.total.toLocaleString("en")}` : "", rest].filter(Boolean).join(". ");
}

/** Go from the selected node to the nearest one in a direction; from nothing to the strongest. */
function move(x, y) {
  if (state.view !== "graph" || !scene?.places.size) return;
  const from = endsOf(selectionOf(state.selected)).find((node) => scene.places.has(node));
  const next = from ? nextInDirection(scene, from, x, y) : [...scene.places.keys()].reduce((a, b) => (b.weight > a.weight ? b : a));
  if (next) select(next.id);
}

function start() {
  const go = (view) => () => {
    update({ view });
    bring("stage");
  };
  const toggleFocus = () => state.selected && state.view === "graph" && update({ focus: !state.focus });
  const clear = () => (state.selected ? update({ selected: "", focus: false }) : reset());
  const draw = (change) => () => update({ drawn: String(scene.opening.sizes[scene.opening.stage + change]) });
  const save = () => openFiles({ picture, scene, rest: remaining() });
  const actions = {
    focus: toggleFocus, reset, theme: switchTheme, help: openHelp, save, more: draw(-1), fewer: draw(1),
    "zoom-in": () => picture.zoom(1.25), "zoom-out": () => picture.zoom(0.8), "zoom-fit": () => picture.fit(),
  };
  for (const view of VIEWS) actions[`to-${view}`] = go(view);
  for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
  byId("depth").addEventListener("change", (event) => update({ depth: Number(event.target.value) }));
  byId("filter-toggle").addEventListener("click", () => {
    const open = document.body.classList.toggle("filters-open");
    byId("filter-toggle").setAttribute("aria-expanded", String(open));
    if (open) bring("filters");
  });
  buildFilters();
  startSearch(select);
  startKeys({
    "/": () => byId("search").focus(), g: go("graph"), m: go("matrix"), t: go("timeline"), c: go("compare"),
    f: toggleFocus, s: save, d: switchTheme, "?": openHelp, Escape: clear,
    Enter: () => byId("panel").focus(), "+": actions["zoom-in"], "-": actions["zoom-out"], 0: actions["zoom-fit"],
  }, move);
  follow();
  byId("graph").picture = picture; // a handle for automation: where things stand on the canvas
  load();
  render();
  document.body.dataset.ready = "1";
}

/** Draw again when the state, the address, the window or the medium changes. */
function follow() {
  onChange(render);
  addEventListener("hashchange", () => {
    load();
    render();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
  PAPER.addEventListener("change", render);
  let [waiting, size] = [0, ""];
  new ResizeObserver(([{ contentRect }]) => {
    const next = `${contentRect.width} ${contentRect.height}`;
    clearTimeout(waiting);
    if (size && size !== next) {
      waiting = setTimeout(() => {
        fitted = "";
        if (state.view === "graph" || state.view === "timeline") showStage(remaining());
      }, 120);
    }
    size = next;
  }).observe(byId("stage"));
}

start();
