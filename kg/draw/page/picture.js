// The picture, drawn by vis-network behind a small interface: show a scene, zoom, tell where things stand.
// A scene is { places: Map(node → {x, y}), lines, brief, marked, lit, litLines, framed }; nothing here knows the page.
// Another renderer needs only these public methods.

import { edgeById, nodeById } from "./data.js";
import { dress, dressLine, drawInitials, labelOf, labelWidth, plateHalf } from "./dress.js";
import { LARGEST, legible, zoomFor } from "./opening.js";

const TWICE = 450; // milliseconds within which a second click counts as one of a pair
const EDGE = 70; // pixels from the border within which a node counts as out of sight
const STEPS = 24; // of a line followed from end to end

export class Picture {
  #container;
  #network;
  #nodes = new vis.DataSet();
  #lines = new vis.DataSet();
  #bends;
  #scene = null;

  /** Start an empty picture. `handlers`: onNode(node, twice), onEdge(edge), onNothing(). */
  constructor(container, given, handlers) {
    this.#container = container;
    this.#network = new vis.Network(container, { nodes: this.#nodes, edges: this.#lines }, given.options);
    this.#bends = new Map(given.edges.map((edge) => [edge.id, edge]));
    this.#listen(handlers);
  }

  #listen(handlers) {
    let last = { id: null, time: 0 };
    this.#network.on("click", ({ nodes: hit, edges: lines, event }) => {
      event.preventDefault?.();
      // vis-network's own double click is lost when the first click redraws
      const twice = hit.length > 0 && last.id === hit[0] && performance.now() - last.time < TWICE;
      last = { id: hit[0], time: performance.now() };
      if (hit.length) handlers.onNode(nodeById.get(hit[0]), twice);
      else if (lines.length) handlers.onEdge(edgeById.get(lines[0]));
      else handlers.onNothing();
    });
    for (const [event, shape] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
      this.#network.on(event, () => {
        this.#container.style.cursor = shape;
      });
    }
    this.#network.on("afterDrawing", (context) => this.#scene && drawInitials(context, this.#scene));
  }

  show(scene) {
    this.#scene = scene;
    sync(this.#nodes, [...scene.places].map(([node, place]) => dress(node, place, scene)));
    sync(this.#lines, scene.lines.map((edge) => dressLine(edge, this.#bends.get(edge.id), scene)));
    this.#network.unselectAll();
    this.#network.redraw();
  }

  /** Left, top, right and bottom of all rooms, in canvas units. */
  extent() {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [node, { x, y }] of this.#scene.places) {
      const room = labelOf(node, this.#scene);
      const up = node.radius || node.height / 2;
      left = Math.min(left, x - room.width / 2);
      right = Math.max(right, x + room.width / 2);
      top = Math.min(top, y - up);
      bottom = Math.max(bottom, y - up + room.height);
    }
    return [left, top, right, bottom];
  }

  /** Fit the picture to the window; around a `centre` labels stay legible even where not all fits. */
  fit(centre = null) {
    if (!this.#scene?.places.size) return;
    const [left, top, right, bottom] = this.extent();
    const [wide, high] = [this.#container.clientWidth, this.#container.clientHeight];
    if (!wide || !high) return; // in a frame that is hidden now; it is fitted when it gets its size
    const whole = zoomFor([left, top, right, bottom], wide, high);
    const least = centre ? legible(wide) : 0.05;
    const scale = Math.max(Math.min(whole, LARGEST), least);
    let position = { x: (left + right) / 2, y: (top + bottom) / 2 };
    if (whole < least) {
      // too large for the window: start legible at the centre, the rest is a drag away
      const clamp = (at, low, high_, half) => (high_ - low < 2 * half ? (low + high_) / 2 : Math.min(Math.max(at, low + half), high_ - half));
      const { x, y } = this.#scene.places.get(centre);
      position = { x: clamp(x, left, right, wide / 2 / scale), y: clamp(y, top, bottom, high / 2 / scale) };
    }
    this.#network.moveTo({ position, scale, animation: false });
  }

  zoom(factor) {
    this.#network.moveTo({ scale: Math.min(4, Math.max(0.08, this.#network.getScale() * factor)), animation: false });
  }

  /** Bring a node into sight. */
  reveal(node) {
    const place = this.#scene?.places.get(node);
    if (!place) return;
    const { x, y } = this.#network.canvasToDOM(place);
    const inside = x > EDGE && y > EDGE && x < this.#container.clientWidth - EDGE && y < this.#container.clientHeight - EDGE;
    if (!inside) this.#network.moveTo({ position: place, animation: false });
  }

  /** The canvas as it stands. */
  canvas() {
    return this.#container.querySelector("canvas");
  }

  /** The points along a line from border to border, in canvas units; empty where it is not drawn. */
  path(edge) {
    const line = this.#network.body.edges[edge.id];
    if (!line) return [];
    const points = Array.from({ length: STEPS + 1 }, (_, step) => line.edgeType.getPoint(step / STEPS)).map(({ x, y }) => ({ x, y }));
    if (edge.source === edge.to) return points;
    const rooms = [edge.source, edge.to].map((node) => symbolOf(this.#network, node));
    return points.filter((point) => !rooms.some((room) => within(room, point)));
  }

  /** Where a node or the middle of a line stands in the container, null where it is not drawn. */
  where(id) {
    const line = this.#network.body.edges[id];
    const at = this.#network.getPositions(nodeById.has(id) ? [id] : [])[id] ?? line?.edgeType.getPoint(0.5);
    return at ? this.#network.canvasToDOM(at) : null;
  }

  scale() {
    return this.#network.getScale();
  }

  /** The zoom below which labels are too small to read. */
  least() {
    return legible(this.#container.clientWidth);
  }

  /** The rooms of all nodes in pixels of the container. */
  onScreen() {
    return [...this.#scene.places.keys()].map((node) => {
      const { left, top, right, bottom } = roomOf(this.#network, node);
      const [from, to] = [this.#network.canvasToDOM({ x: left, y: top }), this.#network.canvasToDOM({ x: right, y: bottom })];
      return { id: node.id, left: from.x, top: from.y, right: to.x, bottom: to.y };
    });
  }

  /** The rooms of all nodes in canvas units. */
  boxes() {
    return Object.fromEntries([...this.#scene.places.keys()].map((node) => [node.id, roomOf(this.#network, node)]));
  }
}

/** Bring a data set to the given items with as few changes as can be. */
function sync(set, items) {
  const wanted = new Map(items.map((item) => [item.id, item]));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  const changed = items.filter((item) => set.get(item.id)?.key !== item.key);
  if (changed.length) set.update(changed);
}

/** The room that a node takes on the canvas as drawn, its label included. */
function roomOf(network, node) {
  if (network.body.nodes[node.id].options.shape !== "custom") return network.getBoundingBox(node.id);
  // vis-network knows nothing of the room of what others paint
  const { x, y } = network.getPositions([node.id])[node.id];
  const half = Math.max(plateHalf(node).x, labelWidth(node) / 2);
  return { left: x - half, right: x + half, top: y - node.radius, bottom: y - node.radius + node.height };
}

/** The room of a node's symbol alone. */
function symbolOf(network, node) {
  if (!node.radius) return network.getBoundingBox(node.id);
  const { x, y } = network.getPositions([node.id])[node.id];
  return { left: x - node.radius, right: x + node.radius, top: y - node.radius, bottom: y + node.radius };
}

function within(room, { x, y }) {
  return x > room.left && x < room.right && y > room.top && y < room.bottom;
}
