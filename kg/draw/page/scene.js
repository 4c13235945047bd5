// From the state to what is drawn: places, lines, what is marked, what stays lit.

import { data, selectionOf } from "./data.js";
import { around } from "./ego.js";
import { contested, neighbourhood } from "./filter.js";
import { openingFor } from "./opening.js";
import { state } from "./state.js";

const mainLines = new Set(data.network.edges.map((edge) => edge.id));

/** The nodes that a selection stands for. */
export function endsOf(found) {
  if (!found) return [];
  if (found.type === "node" || found.type === "time") return [found.node].filter(Boolean);
  if (found.type === "edge") return [found.edge.source, found.edge.to];
  if (found.type === "pair") return [found.one, found.other].filter((one) => one.edges);
  if (found.type === "issue") return found.issue.matters;
  return [found.position.holder, ...found.position.objects];
}

/** The scene for a window of some size, and the opening it was taken from. */
export function sceneFor({ lines, joined, kept }, width, height) {
  const found = selectionOf(state.selected);
  const ends = endsOf(found);
  const centre = state.focus ? (ends[0] ?? null) : null;
  const opening = openingFor(width, height, state.drawn);
  const near = centre ? neighbourhood(lines, centre, state.depth) : [];
  const shown = near.slice(0, data.look.limits.neighbours + 1);
  const aspect = Math.max(0.5, width / Math.max(1, height));
  const places = centre
    ? around(centre, shown.filter((node) => node !== centre), aspect)
    : new Map([...opening.places].filter(([node]) => joined.has(node)));
  const drawn = lines.filter((edge) => places.has(edge.source) && places.has(edge.to) && (centre || mainLines.has(edge.id)));
  const [lit, litLines] = lightOf(found, ends, drawn);
  const visible = ends.some((node) => places.has(node));
  return {
    opening, centre, places, lines: drawn, left: near.length - shown.length, brief: !centre,
    marked: new Set(found?.type === "edge" ? [found.edge] : ends),
    framed: contested(kept), lit: found && visible ? lit : null, litLines,
  };
}

/** The nodes and lines that stay lit while something is selected. */
function lightOf(found, ends, drawn) {
  const touches = (edge) => {
    if (found?.type === "edge") return edge === found.edge;
    if (found?.type === "node" || found?.type === "time" || found?.type === "issue") return ends.includes(edge.source) || ends.includes(edge.to);
    return ends.includes(edge.source) && ends.includes(edge.to);
  };
  const litLines = new Set(drawn.filter(touches));
  return [new Set([...ends, ...[...litLines].flatMap((edge) => [edge.source, edge.to])]), litLines];
}

/** The node to go to from another in a direction, null where there is none. */
export function nextInDirection(scene, from, x, y) {
  const here = scene.places.get(from);
  let best = null;
  for (const [node, place] of scene.places) {
    const [ahead, aside] = [(place.x - here.x) * x + (place.y - here.y) * y, Math.abs((place.x - here.x) * y) + Math.abs((place.y - here.y) * x)];
    const cost = ahead + 2 * aside;
    if (node !== from && ahead > 1 && aside < 2 * ahead && (!best || cost < best.cost)) best = { node, cost };
  }
  return best?.node ?? null;
}
