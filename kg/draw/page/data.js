// The data block of the page, its places turned into references. Written by `kg/draw/payload.py`.

import { byId } from "./dom.js";

export const data = JSON.parse(byId("data").textContent);
export const { nodes, positions, edges, links, articles } = data;
export const nodeById = new Map(nodes.map((node) => [node.id, node]));
export const edgeById = new Map();
export const positionById = new Map();

for (const [place, article] of articles.entries()) {
  article.place = place;
  article.name = article.outlet || article.title || article.id;
  article.positions = [];
}
for (const node of nodes) {
  node.held = [];
  node.aimed = [];
  node.edges = [];
  node.isActor = node.kind !== "Proposition" && node.kind !== "Event";
  node.group = node.group === undefined ? null : nodes[node.group];
}
for (const position of positions) {
  position.id = (articles[position.article]?.id ?? "") + position.id;
  position.holder = nodes[position.holder];
  position.target = position.target === undefined ? null : nodes[position.target];
  position.about = (position.about ?? []).map((place) => nodes[place]);
  position.objects = position.about.length ? position.about : [position.target].filter(Boolean);
  position.article = articles[position.article] ?? null;
  position.outlet = position.article?.outlet || "(outlet unknown)";
  position.day = position.date ?? position.article?.date ?? null;
  position.links = [];
  position.article?.positions.push(position);
  position.holder.held.push(position);
  for (const thing of new Set([...position.objects, position.target])) thing?.aimed.push(position);
  positionById.set(position.id, position);
}
for (const link of links) {
  link.earlier = positions[link.earlier];
  link.later = positions[link.later];
  link.earlier.links.push(link);
  link.later.links.push(link);
}
for (const edge of edges) {
  edge.source = nodes[edge.source];
  edge.to = nodes[edge.to];
  edge.id = [edge.source.id, edge.to.id, edge.polarity || edge.kind, edge.manner].filter(Boolean).join("|");
  edge.positions = (edge.positions ?? []).map((place) => positions[place]);
  edge.source.edges.push(edge);
  edge.to.edges.push(edge);
  edgeById.set(edge.id, edge);
}

const SURROGATE = /[\ud800-\udfff]/;
const characters = new Map();

/** Cut by code points, which is how the graph counts; most texts hold none that UTF-16 splits. */
export function cut(text, begin, end) {
  if (!SURROGATE.test(text)) return text.slice(begin, end);
  if (!characters.has(text)) characters.set(text, Array.from(text));
  return characters.get(text).slice(begin, end).join("");
}

/** The words of a passage: [article, begin, end] or, where the page holds no text, with the words. */
export function wordsOf([article, begin, end, words]) {
  return words ?? cut(articles[article]?.text ?? "", begin, end);
}

/** Names of actors, matters and days that a selection in the address stands for; null where unknown. */
export function selectionOf(id) {
  if (!id) return null;
  if (nodeById.has(id)) return { type: "node", node: nodeById.get(id) };
  if (edgeById.has(id)) return { type: "edge", edge: edgeById.get(id) };
  if (positionById.has(id)) return { type: "position", position: positionById.get(id) };
  const [one, other] = id.split("|").map((part) => nodeById.get(part));
  return one && other ? { type: "pair", one, other } : null;
}
