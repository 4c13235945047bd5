// Files to take away: the picture as PNG, the positions shown as CSV.

import { sentenceOf, wordsOf } from "./data.js";
import { cssValue } from "./dom.js";

export const KEY = "▲ for   ▼ against   ■ no side   ≠ contradiction   ↻ shift   hollow: hedged or conditional";
const COLUMNS = ["holder", "stance", "manner", "speech act", "about", "target", "date", "outlet", "confidence", "rule", "sentence", "words", "position"];

/** The positions as a table that a spreadsheet opens without running anything. */
export function asCsv(kept) {
  const rows = [...kept].map((p) => [
    p.holder.label,
    p.polarity,
    p.manner,
    p.act ?? "",
    p.about.map((matter) => matter.label).join("; "),
    p.target?.label ?? "",
    p.date ?? "",
    p.outlet,
    p.confidence ?? "",
    p.rule ?? "",
    sentenceOf(p),
    p.content.map(wordsOf).join(" … "),
    p.id,
  ]);
  return [COLUMNS, ...rows].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

function field(value) {
  const text = String(value);
  // a leading sign of a formula would be run by a spreadsheet: an apostrophe keeps it text
  const safe = typeof value === "string" && /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
}

/** The picture as it stands as a PNG, on the page's ground, with its title; `done(blob)` is called with it. */
export function asPng(canvas, title, done) {
  const strip = Math.round(canvas.width / 30);
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height + strip;
  const context = copy.getContext("2d");
  context.fillStyle = cssValue("--ground");
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  context.fillStyle = cssValue("--ink");
  context.font = `${Math.round(strip * 0.45)}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.fillText(`${title}    ${KEY}`, strip / 2, canvas.height + strip / 2, copy.width - strip);
  copy.toBlob((blob) => blob && done(blob));
}
