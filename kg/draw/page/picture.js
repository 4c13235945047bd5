// The picture, drawn by vis-network behind a small interface: show a scene, zoom, hand out the canvas.
// A scene is { places: Map(node → {x, y}), lines, brief, marked, lit, framed }; nothing else here knows the page.

import { edgeById, nodeById } from "./data.js";
import { dress, dressLine, drawInitials, labelOf, labelWidth, plateHalf } from "./dress.js";
import { LARGEST, legible, zoomFor } from "./opening.js";

const TWICE = 450; // milliseconds within which a second click counts as one of a pair

/** Start an empty picture. `handlers`: onNode(node, double), onEdge(edge), onNothing(). */
export function createPicture(container, given, handlers) {
  const shownNodes = new vis.DataSet();
  const shownLines = new vis.DataSet();
  const network = new vis.Network(container, { nodes: shownNodes, edges: shownLines }, given.options);
  const bends = new Map(given.edges.map((edge) => [edge.id, edge]));
  let scene = null;
  let last = { id: null, time: 0 };

  network.on("click", ({ nodes: hit, edges: lines, event }) => {
    event.preventDefault?.();
    // vis-network's own double click is lost when the first click redraws
    const twice = hit.length > 0 && last.id === hit[0] && performance.now() - last.time < TWICE;
    last = { id: hit[0], time: performance.now() };
    if (hit.length) handlers.onNode(nodeById.get(hit[0]), twice);
    else if (lines.length) handlers.onEdge(edgeById.get(lines[0]));
    else handlers.onNothing();
  });
  for (const [event, shape] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
    network.on(event, () => {
      container.style.cursor = shape;
    });
  }
  network.on("afterDrawing", (context) => scene && drawInitials(context, scene));

  function show(next) {
    scene = next;
    sync(shownNodes, [...scene.places].map(([node, place]) => dress(node, place, scene)));
    sync(shownLines, scene.lines.map((edge) => dressLine(edge, bends.get(edge.id), scene)));
    network.unselectAll();
    network.redraw();
  }

  function extent() {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [node, { x, y }] of scene.places) {
      const room = labelOf(node, scene);
      const up = node.radius || node.height / 2;
      left = Math.min(left, x - room.width / 2);
      right = Math.max(right, x + room.width / 2);
      top = Math.min(top, y - up);
      bottom = Math.max(bottom, y - up + room.height);
    }
    return [left, top, right, bottom];
  }

  /** Fit the picture to the window; around a `centre` labels stay legible even where not all fits. */
  function fit(centre = null) {
    if (!scene || !scene.places.size) return;
    const [left, top, right, bottom] = extent();
    const [wide, high] = [container.clientWidth, container.clientHeight];
    if (!wide || !high) return; // in a frame that is hidden now; it is fitted when it gets its size
    const whole = zoomFor([left, top, right, bottom], wide, high);
    const least = centre ? legible(wide) : 0.05;
    const scale = Math.max(Math.min(whole, LARGEST), least);
    let position = { x: (left + right) / 2, y: (top + bottom) / 2 };
    if (whole < least) {
      // too large for the window: start legible at the centre, the rest is a drag away
      const clamp = (at, low, high_, half) => (high_ - low < 2 * half ? (low + high_) / 2 : Math.min(Math.max(at, low + half), high_ - half));
      const { x, y } = scene.places.get(centre);
      position = { x: clamp(x, left, right, wide / 2 / scale), y: clamp(y, top, bottom, high / 2 / scale) };
    }
    network.moveTo({ position, scale, animation: false });
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.08, network.getScale() * factor)), animation: false });
  }

  function reveal(node) {
    const place = scene?.places.get(node);
    if (!place) return;
    const { x, y } = network.canvasToDOM(place);
    const edge = 70;
    const inside = x > edge && y > edge && x < container.clientWidth - edge && y < container.clientHeight - edge;
    if (!inside) network.moveTo({ position: place, animation: false });
  }

  return {
    show,
    fit,
    zoom,
    reveal,
    resize: () => network.redraw(),
    canvas: () => container.querySelector("canvas"),
    where: (id) => whereIs(network, id),
    scale: () => network.getScale(),
    least: () => legible(container.clientWidth),
    onScreen: () => [...scene.places.keys()].map((node) => onScreen(network, node)),
    boxes: () => Object.fromEntries([...scene.places.keys()].map((node) => [node.id, roomOf(network, node)])),
  };
}

/** Bring a data set to the given items with as few changes as can be. */
function sync(set, items) {
  const wanted = new Map(items.map((item) => [item.id, item]));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  const changed = items.filter((item) => set.get(item.id)?.key !== item.key);
  if (changed.length) set.update(changed);
}

/** Where a node or the middle of a line stands in the container, null where it is not drawn. */
function whereIs(network, id) {
  const line = network.body.edges[id];
  const at = network.getPositions(nodeById.has(id) ? [id] : [])[id] ?? line?.edgeType.getPoint(0.5);
  return at ? network.canvasToDOM(at) : null;
}

/** The room of a node in pixels of the container. */
function onScreen(network, node) {
  const { left, top, right, bottom } = roomOf(network, node);
  const [from, to] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
  return { id: node.id, left: from.x, top: from.y, right: to.x, bottom: to.y };
}

/** The room that a node takes on the canvas as drawn, its label included. */
function roomOf(network, node) {
  if (network.body.nodes[node.id].options.shape !== "custom") return network.getBoundingBox(node.id);
  // vis-network knows nothing of the room of what others paint
  const { x, y } = network.getPositions([node.id])[node.id];
  const half = Math.max(plateHalf(node).x, labelWidth(node) / 2);
  return { left: x - half, right: x + half, top: y - node.radius, bottom: y - node.radius + node.height };
}
