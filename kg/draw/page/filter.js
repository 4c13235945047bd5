// Which positions, edges and nodes the filters let through.

import { edges, positions } from "./data.js";
import { state } from "./state.js";

/** Whether the filters let a position through. */
export function passes(position) {
  const { hidden, since, until } = state;
  return !(
    hidden.polarity.has(position.polarity) ||
    hidden.manner.has(position.manner) ||
    hidden.outlet.has(position.outlet) ||
    hidden.kind.has(position.holder.kind) ||
    (since && (!position.day || position.day < since)) ||
    (until && (!position.day || position.day > until))
  );
}

/** The positions that the filters let through. */
export function passing() {
  return positions.filter(passes);
}

/** Edges that are left, and the nodes that an edge still joins. */
export function remaining() {
  const { hidden } = state;
  const kept = new Set(passing());
  const lines = edges.filter(
    (edge) =>
      !hidden.lines.has(edge.kind) &&
      !hidden.kind.has(edge.source.kind) &&
      !hidden.kind.has(edge.to.kind) &&
      (edge.kind === "part" ? inTime(edge.to) : lineHolds(edge, kept)),
  );
  return { lines, kept, joined: new Set(lines.flatMap((edge) => [edge.source, edge.to])) };
}

function lineHolds(edge, kept) {
  const both = edge.kind === "contradiction" || edge.kind === "shift";
  return both ? edge.positions.filter((p) => kept.has(p)).length > 1 : edge.positions.some((p) => kept.has(p));
}

function inTime(event) {
  const { since, until } = state;
  return !((since && (event.ends ?? "") < since) || (until && (event.begins ?? "9") > until));
}

/** Propositions on which holders stand on both sides, as far as the filters let see. */
export function contested(kept) {
  const sides = new Map();
  for (const position of kept) {
    for (const matter of position.about) {
      if (!sides.has(matter)) sides.set(matter, { support: new Set(), oppose: new Set() });
      sides.get(matter)[position.polarity]?.add(position.holder);
    }
  }
  return new Map([...sides].filter(([, side]) => side.support.size && side.oppose.size));
}

/** A node and its neighbours, the most spoken-of first. */
export function neighbourhood(lines, centre) {
  const around = new Set([centre]);
  for (const edge of lines) {
    if (edge.source === centre) around.add(edge.to);
    if (edge.to === centre) around.add(edge.source);
  }
  return [...around].sort((a, b) => (b === centre) - (a === centre) || b.weight - a.weight);
}
