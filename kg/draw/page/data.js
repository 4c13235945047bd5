// The data block of the page, its places turned into references. Written by `kg/draw/payload.py`.

import { recordsOf } from "./columns.js";
import { byId } from "./dom.js";
import { linesOf } from "./lines.js";
import { Thing } from "./room.js";

export const data = JSON.parse(byId("data").textContent);
export const articles = data.articles;
export const issues = data.issues;
export const nodes = recordsOf(data.nodes, Thing);
export const positions = recordsOf(data.positions);
export const links = recordsOf(data.links);
export const nodeById = new Map(nodes.map((node) => [node.id, node]));
export const positionById = new Map();
export const UNKNOWN_OUTLET = "(outlet unknown)";

const PASSAGES = ["evidence", "content", "condition", "hedge", "cue", "who"];

for (const [place, article] of articles.entries()) {
  article.place = place;
  article.name = article.outlet || article.title || article.id;
  article.positions = [];
}
for (const article of articles) article.source = originOf(article);
for (const issue of issues) issue.matters = [];
for (const node of nodes) {
  node.measures = data.look;
  node.held = [];
  node.aimed = [];
  node.edges = [];
  node.weight = node.reports?.length ?? 0;
  node.isActor = node.kind !== "Proposition" && node.kind !== "Event";
  node.group = node.group === undefined ? null : nodes[node.group];
  node.issue = node.issue === undefined ? null : issues[node.issue];
  node.issue?.matters.push(node);
}
for (const position of positions) joinPosition(position);
for (const link of links) {
  link.earlier = positions[link.earlier];
  link.later = positions[link.later];
  link.earlier.links.push(link);
  link.later.links.push(link);
}
for (const [position, event, consistent] of data.acts) {
  positions[position].acts.push({ event: nodes[event], consistent });
}

export const edges = linesOf(nodes, positions, links);
export const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
for (const edge of edges) {
  edge.source.edges.push(edge);
  if (edge.to !== edge.source) edge.to.edges.push(edge);
}

function joinPosition(position) {
  for (const key of PASSAGES) position[key] = (position[key] ?? []).map(([begin, end, at]) => [at ?? position.article, begin, end]);
  position.article = articles[position.article] ?? null;
  position.id = (position.article?.id ?? "") + position.id;
  position.holder = nodes[position.holder];
  position.target = position.target === undefined ? null : nodes[position.target];
  position.about = (position.about ?? []).map((place) => nodes[place]);
  position.objects = position.about.length ? position.about : [position.target].filter(Boolean);
  position.hangs = (position.hangs ?? []).map(([place, unless, status, event]) => ({ matter: nodes[place], unless, status, event: nodes[event] ?? null }));
  position.outlet = position.article?.outlet || UNKNOWN_OUTLET;
  position.day = position.date ?? position.article?.date ?? null;
  position.links = [];
  position.acts = [];
  position.article?.positions.push(position);
  position.holder.held.push(position);
  position.holder.weight += 1;
  for (const thing of position.objects) thing.weight += 1;
  for (const thing of new Set([...position.objects, position.target])) thing?.aimed.push(position);
  positionById.set(position.id, position);
}

/** The independent source of an article: the outlet of what it repeats, or its own. */
function originOf(article) {
  let first = article;
  for (const seen = new Set(); first.copy_of !== undefined && !seen.has(first); first = articles[first.copy_of]) seen.add(first);
  return first.outlet || first.id;
}

const SURROGATE = /[\ud800-\udfff]/;
const characters = new Map();

/** Cut by code points, which is how the graph counts; most texts hold none that UTF-16 splits. */
export function cut(text, begin, end) {
  if (!SURROGATE.test(text)) return text.slice(begin, end);
  if (!characters.has(text)) characters.set(text, Array.from(text));
  return characters.get(text).slice(begin, end).join("");
}

/** The words of a passage [article, begin, end], from the text or, where the page holds none, from its excerpts. */
export function wordsOf([place, begin, end]) {
  const article = articles[place];
  if (!article) return "";
  if (article.text !== undefined) return cut(article.text, begin, end);
  let [low, high] = [0, (article.excerpts?.length ?? 0) - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (article.excerpts[middle][0] <= begin) low = middle;
    else high = middle - 1;
  }
  const [from, words] = article.excerpts?.[low] ?? [0, ""];
  return cut(words, begin - from, end - from);
}

/** The sentences of a position in one string. */
export function sentenceOf(position) {
  return position.evidence.map(wordsOf).join(" … ");
}

/** What a selection in the address stands for: a node, line, position, issue, pair, or days of an actor; null where unknown. */
export function selectionOf(id) {
  if (!id) return null;
  if (nodeById.has(id)) return { type: "node", node: nodeById.get(id) };
  if (edgeById.has(id)) return { type: "edge", edge: edgeById.get(id) };
  if (positionById.has(id)) return { type: "position", position: positionById.get(id) };
  const issue = issues.find((one) => one.id === id);
  if (issue) return { type: "issue", issue };
  const [name, from, until] = id.split("|");
  if (/^\d{4}-/.test(until ?? "")) return nodeById.has(name) || name === "events" ? { type: "time", node: nodeById.get(name), from, until } : null;
  const [one, other] = id.split("|").map((part) => nodeById.get(part) ?? issues.find((found) => found.id === part));
  return one && other ? { type: "pair", one, other } : null;
}
