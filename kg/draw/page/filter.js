// Which positions, edges and nodes the filters let through.

import { edges, positions } from "./data.js";
import { state } from "./state.js";

/** Whether the filters let a position through. */
export function passes(position) {
  const { hidden, since, until, sure, issue } = state;
  return !(
    hidden.polarity.has(position.polarity) ||
    hidden.manner.has(position.manner) ||
    hidden.modality.has(position.modality) ||
    hidden.act.has(position.act) ||
    hidden.outlet.has(position.outlet) ||
    hidden.kind.has(position.holder.kind) ||
    (sure && (position.confidence ?? 0) < sure) ||
    (issue && !position.about.some((matter) => matter.issue?.id === issue)) ||
    (since && (!position.day || position.day < since)) ||
    (until && (!position.day || position.day > until))
  );
}

/** The positions that the filters let through. */
export function passing() {
  return positions.filter(passes);
}

/** What is left of the positions that a selection stands for; of all where it stands for none. */
export function positionsOf(found, kept) {
  const all = [...kept];
  const on = (thing) => (p) => p.objects.includes(thing) || p.target === thing || p.about.some((matter) => matter.issue === thing);
  if (found?.type === "position") return all.filter((p) => p === found.position);
  if (found?.type === "edge") return all.filter((p) => found.edge.positions.includes(p));
  if (found?.type === "pair") return all.filter((p) => p.holder === found.one && on(found.other)(p));
  if (found?.type === "issue") return all.filter(on(found.issue));
  if (found?.type === "time" && found.node) return all.filter((p) => p.holder === found.node && p.day >= found.from && p.day <= found.until);
  if (found?.type === "node" && found.node.kind === "Proposition") return all.filter(on(found.node));
  if (found?.type === "node" && found.node.isActor) return all.filter((p) => p.holder === found.node || p.target === found.node);
  return all;
}

/** Edges that are left, and the nodes that an edge still joins. */
export function remaining() {
  const { hidden, issue } = state;
  const kept = new Set(passing());
  const lines = edges.filter(
    (edge) =>
      !hidden.lines.has(edge.kind) &&
      !hidden.kind.has(edge.source.kind) &&
      !hidden.kind.has(edge.to.kind) &&
      (edge.kind === "part" ? !issue && inTime(edge.to) : lineHolds(edge, kept)),
  );
  return { lines, kept, joined: new Set(lines.flatMap((edge) => [edge.source, edge.to])) };
}

function lineHolds(edge, kept) {
  const both = edge.kind === "contradiction" || edge.kind === "shift";
  return both ? edge.positions.filter((p) => kept.has(p)).length > 1 : edge.positions.some((p) => kept.has(p));
}

/** Whether an event falls into the days asked for; one without a day always does. */
export function inTime(event) {
  const { since, until } = state;
  return !((since && (event.ends ?? "") < since) || (until && (event.begins ?? "9") > until));
}

/** What holders take both sides on, as far as the filters let see: matter (or issue) → { support, oppose }. */
export function contested(kept, above = (matter) => matter) {
  const sides = new Map();
  for (const position of kept) {
    for (const thing of new Set(position.about.map(above))) {
      if (!thing) continue;
      if (!sides.has(thing)) sides.set(thing, { support: new Set(), oppose: new Set() });
      sides.get(thing)[position.polarity]?.add(position.holder);
    }
  }
  return new Map([...sides].filter(([, side]) => side.support.size && side.oppose.size));
}

/** A node and what is at most `depth` lines away from it, the nearest first, then the most spoken-of. */
export function neighbourhood(lines, centre, depth = 1) {
  const away = new Map([[centre, 0]]);
  let ring = new Set([centre]);
  for (let step = 1; step <= depth && ring.size; step += 1) {
    const next = new Set();
    for (const { source, to } of lines) {
      if (ring.has(source) && !away.has(to)) next.add(to);
      if (ring.has(to) && !away.has(source)) next.add(source);
    }
    for (const node of next) away.set(node, step);
    ring = next;
  }
  return [...away.keys()].sort((a, b) => away.get(a) - away.get(b) || b.weight - a.weight);
}
