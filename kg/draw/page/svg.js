// The picture as SVG: what stands on the canvas, as shapes and text that any drawing program opens.

import { labelOf, lineLook, nodeLook } from "./dress.js";
import { cssValue } from "./dom.js";
import { FACE } from "./room.js";

const MARGIN = 24;
const NAMESPACE = "http://www.w3.org/2000/svg";

/** Return a picture as the text of an SVG file. */
export function asSvg(picture, scene, title, key) {
  const [left, top, right, bottom] = picture.extent();
  const [width, height] = [right - left + 2 * MARGIN, bottom - top + 3 * MARGIN];
  const root = shape("svg", { xmlns: NAMESPACE, viewBox: [left - MARGIN, top - MARGIN, width, height].map(Math.round).join(" "), width: Math.round(width), height: Math.round(height), "font-family": FACE });
  const heading = document.createElementNS(NAMESPACE, "title");
  heading.textContent = title;
  root.append(
    heading,
    shape("rect", { x: left - MARGIN, y: top - MARGIN, width, height, fill: cssValue("--ground") }),
    ...scene.lines.flatMap((edge) => line(edge, picture.path(edge), scene)),
    ...[...scene.places].flatMap(([node, place]) => symbol(node, place, scene)),
    text(`${title} — ${key}`, left, bottom + MARGIN, { size: 11, fill: cssValue("--soft") }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function shape(name, attributes) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(key, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  return made;
}

function text(words, x, y, { size, fill, anchor = "start", halo = null, weight = null }) {
  const made = shape("text", { x, y, "font-size": size, fill, "text-anchor": anchor, "font-weight": weight, stroke: halo, "stroke-width": halo ? 3 : null, "paint-order": halo ? "stroke" : null });
  made.textContent = words;
  return made;
}

function line(edge, points, scene) {
  if (points.length < 2) return [];
  const look = lineLook(edge, scene);
  const path = points.map(({ x, y }, i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join(" ");
  const made = [shape("path", { d: path, fill: "none", stroke: look.colour, "stroke-width": look.width, "stroke-dasharray": look.dashes ? look.dashes.join(" ") : null })];
  if (look.arrow) made.push(arrow(points.at(-2), points.at(-1), look));
  const middle = points[Math.floor(points.length / 2)];
  if (look.label.trim()) made.push(text(look.label, middle.x, middle.y + 5, { size: look.size, fill: look.colour, anchor: "middle", halo: cssValue("--ground") }));
  return made;
}

function arrow(from, to, { colour, width }) {
  const turn = Math.atan2(to.y - from.y, to.x - from.x);
  const size = 6 + width;
  const corner = (angle) => `${(to.x - size * Math.cos(turn + angle)).toFixed(1)} ${(to.y - size * Math.sin(turn + angle)).toFixed(1)}`;
  return shape("path", { d: `M${to.x.toFixed(1)} ${to.y.toFixed(1)} L${corner(0.4)} L${corner(-0.4)} Z`, fill: colour });
}

function symbol(node, { x, y }, scene) {
  const look = nodeLook(node, scene);
  const room = labelOf(node, scene);
  const rows = (top, anchor) => room.lines.map((words, row) => text(words, x, top + row * look.size * 1.16, { size: look.size, fill: look.ink, anchor, halo: node.radius ? cssValue("--ground") : null }));
  const paint = { fill: look.fill, stroke: look.border, "stroke-width": look.borderWidth, "stroke-dasharray": look.dashes };
  if (!node.radius) {
    const half = { x: room.width / 2, y: room.height / 2 };
    return [shape("rect", { x: x - half.x, y: y - half.y, width: room.width, height: room.height, rx: 5, ...paint }), ...rows(y - ((room.lines.length - 1) * look.size * 1.16) / 2 + look.size * 0.36, "middle")];
  }
  const made = [outline(look.outline, x, y, node.radius, paint)];
  if (look.letters) made.push(text(look.letters, x, y + look.lettersSize * 0.37, { size: look.lettersSize, fill: look.lettersInk, anchor: "middle", weight: 600 }));
  return [...made, ...rows(y + node.radius + 4 + look.size, "middle")];
}

function outline(kind, x, y, radius, paint) {
  if (kind === "dot") return shape("circle", { cx: x, cy: y, r: radius, ...paint });
  if (kind === "plate" || kind === "flat") {
    const half = kind === "flat" ? { x: radius * 1.15, y: radius * 0.72 } : { x: radius * 0.72, y: radius };
    return shape("rect", { x: x - half.x, y: y - half.y, width: 2 * half.x, height: 2 * half.y, rx: 3, ...paint });
  }
  const corners = kind === "hexagon" ? 6 : 4;
  const start = kind === "hexagon" ? 0 : Math.PI / 2;
  const points = Array.from({ length: corners }, (_, i) => start + (2 * Math.PI * i) / corners).map((turn) => `${(x + radius * Math.cos(turn)).toFixed(1)},${(y + radius * Math.sin(turn)).toFixed(1)}`);
  return shape("polygon", { points: points.join(" "), ...paint });
}
