// Which part of the graph the opening picture shows: as much as the window can show legibly.

import { data, nodes } from "./data.js";

export const ROOM = 14; // pixels left free around a fitted picture
export const LARGEST = 1.15; // zoom beyond which a small picture is not blown up
const LEGIBLE = { wide: 0.68, narrow: 0.64 }; // zoom below which labels are too small to read: desk, phone
const NARROW = 600;

const stages = stagesOf();
const sizes = stages.map(([layout]) => layout.places.size);

/** Layouts by number of nodes, most first; each with its places by node. */
function stagesOf() {
  const bySize = new Map();
  for (const { bounds, places } of data.layouts) {
    const found = new Map(Object.entries(places).map(([place, [x, y]]) => [nodes[place], { x, y }]));
    if (!bySize.has(found.size)) bySize.set(found.size, []);
    bySize.get(found.size).push({ bounds, places: found });
  }
  return [...bySize].sort(([a], [b]) => b - a).map(([, layouts]) => layouts);
}

/** Zoom below which labels are too small to read in a window of this width. */
export function legible(width) {
  return width < NARROW ? LEGIBLE.narrow : LEGIBLE.wide;
}

/** The zoom at which bounds [left, top, right, bottom] fill a window. */
export function zoomFor([left, top, right, bottom], width, height) {
  return Math.min((width - 2 * ROOM) / Math.max(1, right - left), (height - 2 * ROOM) / Math.max(1, bottom - top));
}

/**
 * The layout for a window: { places: Map(node → {x, y}), stage, sizes, fewer, more }, with whether there is a
 * smaller or larger one. `wanted` is a number of nodes that was asked for, "" where the window decides.
 */
export function openingFor(width, height, wanted) {
  const best = stages.map((layouts) =>
    layouts
      .map((layout) => ({ ...layout, zoom: zoomFor(layout.bounds, width, height) }))
      .reduce((a, b) => (b.zoom > a.zoom ? b : a)),
  );
  if (!best.length) return { places: new Map(), stage: 0, sizes, fewer: false, more: false };
  const fitting = best.findIndex(({ zoom }) => data.asked || zoom >= legible(width));
  const asked = sizes.indexOf(Number(wanted));
  const stage = asked >= 0 ? asked : fitting < 0 ? best.length - 1 : fitting;
  return { places: best[stage].places, stage, sizes, fewer: stage < best.length - 1, more: stage > 0 };
}
