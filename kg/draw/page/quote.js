// Sentences with the exact words marked.

import { cut, wordsOf } from "./data.js";
import { el } from "./dom.js";

const ROLES = ["content", "condition", "hedge", "cue", "who"];

/** All passages of a position, with what each shows. */
export function passagesOf(position) {
  return ROLES.flatMap((role) => (position[role] ?? []).map(([article, begin, end]) => ({ article, begin, end, role, position })));
}

/** Cut a text at the borders of passages: pieces of text, each with the passages that cover it. */
export function pieces(text, offset, length, passages) {
  const inside = passages.filter((p) => p.end > offset && p.begin < offset + length);
  const borders = new Set([offset, offset + length]);
  for (const { begin, end } of inside) {
    borders.add(Math.max(begin, offset));
    borders.add(Math.min(end, offset + length));
  }
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((begin, place) => ({
    text: cut(text, begin - offset, sorted[place + 1] - offset),
    over: inside.filter((p) => p.begin <= begin && p.end >= sorted[place + 1]),
  }));
}

/** One piece as text or as a marked element; the words that state the position are a <mark>. */
export function piece({ text, over }) {
  if (!over.length) return text;
  const roles = new Set(over.map((p) => p.role));
  const main = over.find((p) => p.role === "content")?.position.polarity;
  return el(roles.has("content") ? "mark" : "span", { class: [...roles, main].filter(Boolean).join(" ") }, text);
}

/** The sentences that show a position, marked; content that lies outside them follows on its own. */
export function quotesOf(position) {
  const passages = passagesOf(position);
  const shown = position.evidence;
  const outside = position.content.filter(
    ([article, begin, end]) => !shown.some((e) => e[0] === article && e[1] < end && begin < e[2]),
  );
  return [...shown, ...outside].map((passage) => quoteOf(passage, passages));
}

/** One passage as a quotation with the given passages marked in it. */
export function quoteOf(passage, passages) {
  const [article, begin, end] = passage;
  const here = passages.filter((p) => p.article === article);
  const text = wordsOf(passage);
  return el("blockquote", { dir: "auto" }, pieces(text, begin, end - begin, here).map(piece));
}
