// How a node and a line look: in plain terms, which the SVG is made of, and as vis-network wants it told.

import { cssValue } from "./dom.js";
import { FACE, widthOf } from "./room.js";
import { colourOf } from "./theme.js";
import { signOf } from "./words.js";

const OUTLINES = { Person: "dot", Group: "dot", Place: "dot", State: "hexagon", Government: "hexagon", Event: "diamond", MediaOutlet: "flat" };
const DASHES = { conditional: [9, 6], hedged: [2, 5], if: [2, 4], unless: [2, 4] };
const WIDTH = { thin: 1.6, step: 1.3, thick: 6.8 };
const FAINT = 0.13;
const NOTHING = " "; // vis-network keeps a label that is set to an empty string
const plates = new Map(); // node → how its plate looks now: vis-network keeps the first painter it is given

/** The look of a node: fill, border, ink, outline, the letters on it; dim where something else is selected. */
export function nodeLook(node, scene) {
  const dim = scene.lit !== null && !scene.lit.has(node);
  const marked = scene.marked.has(node);
  const ink = cssValue(node.kind === "Event" ? "--soft" : "--ink");
  const look = { dim, marked, ink: dim ? fade(ink, 0.3) : ink };
  if (node.kind === "Proposition") {
    const contested = scene.framed.has(node);
    const border = cssValue(marked ? "--accent" : contested ? "--clash" : "--box-line");
    return { ...look, outline: "box", fill: cssValue("--box"), border: dim ? fade(border) : border, borderWidth: marked ? 3 : contested ? 2.2 : 1, size: 13 };
  }
  const fill = node.kind === "Event" ? cssValue("--event") : colourOf(node);
  const halo = cssValue("--ground");
  const group = node.kind === "Group";
  return {
    ...look,
    outline: OUTLINES[node.kind] ?? "plate",
    fill: group ? halo : fill,
    border: marked ? cssValue("--accent") : group ? fill : halo,
    borderWidth: group ? 3 : marked ? 4 : 1.5,
    dashes: group ? "5 4" : null,
    size: node.kind === "Event" ? 12 : 14,
    ...lettering(node),
  };
}

/** Letters on a symbol: a state's code, a person's initials. */
function lettering(node) {
  const letters = initials(node);
  if (!letters) return { letters: "" };
  return { letters, lettersSize: node.radius * (letters.length > 2 ? 0.66 : 0.82), lettersInk: "#ffffff" };
}

function initials(node) {
  if (node.kind === "State" || node.kind === "Government") return (node.iso ?? "").slice(0, 3);
  if (node.kind !== "Person") return "";
  const words = node.label.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => Array.from(word)[0].toUpperCase()).join("");
}

/** The vis-network node of a node of the graph. */
export function dress(node, place, scene) {
  const look = nodeLook(node, scene);
  const made = {
    id: node.id,
    x: place.x,
    y: place.y,
    label: labelOf(node, scene).lines.join("\n"),
    opacity: look.dim ? FAINT + 0.05 : 1,
    chosen: false,
    borderWidth: look.borderWidth,
    color: { background: look.fill, border: look.border },
    ...(look.outline === "box" ? asBox(look) : asSymbol(node, look)),
  };
  made.key = JSON.stringify(made) + document.documentElement.dataset.theme;
  return made;
}

/** The label of a node and its room: short for an event whose participants are drawn with it. */
export function labelOf(node, scene) {
  return scene.brief ? node.brief : node.room;
}

function asBox(look) {
  return { shape: "box", margin: 8, shapeProperties: { borderRadius: 5 }, font: { face: FACE, size: look.size, color: look.ink } };
}

function asSymbol(node, look) {
  const font = { face: FACE, size: look.size, color: look.ink, strokeWidth: look.dim ? 0 : 4, strokeColor: cssValue("--ground"), vadjust: 0 };
  const made = { size: node.radius, font };
  if (look.dashes) made.shapeProperties = { borderDashes: look.dashes.split(" ").map(Number) };
  if (look.outline !== "plate" && look.outline !== "flat") return { ...made, shape: look.outline };
  plates.set(node, { look, font });
  return { ...made, shape: "custom", ctxRenderer: plate(node) };
}

/** Half the width and height of a plate: upright for organisations and blocs, flat for outlets. */
export function plateHalf(node) {
  const flat = OUTLINES[node.kind] === "flat";
  return { x: node.radius * (flat ? 1.15 : 0.72), y: node.radius * (flat ? 0.72 : 1) };
}

/** The width of an actor's label as this browser sets it. */
export function labelWidth(node) {
  return Math.max(...node.lines.map((line) => widthOf(line, 14)));
}

function plate(node) {
  const half = plateHalf(node);
  return ({ ctx, x, y }) => ({
    drawNode() {
      const { look } = plates.get(node);
      ctx.save();
      ctx.globalAlpha = look.dim ? FAINT + 0.05 : 1;
      ctx.beginPath();
      ctx.roundRect(x - half.x, y - half.y, 2 * half.x, 2 * half.y, 3);
      ctx.fillStyle = look.fill;
      ctx.fill();
      ctx.lineWidth = look.borderWidth;
      ctx.strokeStyle = look.border;
      ctx.stroke();
      if (node.kind === "Bloc") {
        ctx.lineWidth = 1.2;
        ctx.strokeStyle = cssValue("--ground");
        ctx.strokeRect(x - half.x + 3, y - half.y + 3, 2 * half.x - 6, 2 * half.y - 6);
      }
      ctx.restore();
    },
    drawExternalLabel: () => drawLabel(ctx, node, x, y),
    nodeDimensions: { width: 2 * half.x, height: 2 * half.y },
  });
}

function drawLabel(ctx, node, x, y) {
  const { font } = plates.get(node);
  ctx.save();
  ctx.font = `${font.size}px ${FACE}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  for (const [row, line] of node.lines.entries()) {
    const top = y + node.radius + 4 + row * font.size * 1.08;
    if (font.strokeWidth) {
      ctx.lineWidth = font.strokeWidth;
      ctx.strokeStyle = font.strokeColor;
      ctx.strokeText(line, x, top);
    }
    ctx.fillStyle = font.color;
    ctx.fillText(line, x, top);
  }
  ctx.restore();
}

/** The look of a line: colour, width, dashes, the sign on it, whether it ends in an arrow. */
export function lineLook(edge, scene) {
  const dim = scene.lit !== null && !scene.litLines.has(edge);
  const quiet = edge.kind === "part" || edge.kind === "condition";
  const own = edge.kind === "stance" ? Math.min(WIDTH.thick, WIDTH.thin + WIDTH.step * (edge.outlets - 1)) : WIDTH.thin;
  const ink = lineColour(edge);
  return {
    ink,
    quiet,
    colour: dim ? fade(ink) : ink,
    width: quiet ? 1.1 : scene.marked.has(edge) ? own + 2 : own,
    dashes: DASHES[edge.manner] ?? null,
    label: dim ? NOTHING : lineLabel(edge),
    size: quiet ? 11 : 15,
    arrow: edge.kind !== "part" && edge.kind !== "contradiction",
  };
}

/** The vis-network edge of a line; `given` says how it bends. */
export function dressLine(edge, given, scene) {
  const look = lineLook(edge, scene);
  const made = {
    id: edge.id,
    from: edge.source.id,
    to: edge.to.id,
    label: look.label,
    width: look.width,
    dashes: look.dashes ?? false,
    smooth: given?.smooth ?? false,
    selfReference: { size: 15, angle: (3 * Math.PI) / 4, renderBehindTheNode: true },
    chosen: false,
    hoverWidth: 0.8,
    color: { color: look.colour, inherit: false },
    arrows: { to: { enabled: look.arrow, scaleFactor: look.quiet ? 0.4 : 0.55 } },
    font: { face: FACE, size: look.size, color: look.ink, strokeWidth: 5, strokeColor: cssValue("--ground"), align: "horizontal", vadjust: 0 },
  };
  made.key = JSON.stringify(made);
  return made;
}

function lineColour(edge) {
  if (edge.kind === "contradiction") return cssValue("--clash");
  if (edge.kind === "shift") return cssValue("--shift");
  return edge.kind === "stance" ? cssValue(`--${edge.polarity}`) : cssValue("--quiet");
}

function lineLabel(edge) {
  if (edge.kind === "contradiction") return "≠";
  if (edge.kind === "shift") return "↻";
  if (edge.kind === "condition") return edge.manner;
  if (edge.kind === "part") return NOTHING;
  const turned = edge.positions.some((p) => p.links.some((link) => link.kind === "shift" && link.later === p));
  return signOf(edge.polarity, edge.manner) + (turned ? "↻" : "");
}

/** Write the letters on all symbols. */
export function drawInitials(context, scene) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [node, { x, y }] of scene.places) {
    const { letters, lettersSize, lettersInk } = lettering(node);
    if (!letters || (scene.lit !== null && !scene.lit.has(node))) continue;
    context.font = `600 ${lettersSize}px ${FACE}`;
    context.fillStyle = lettersInk;
    context.fillText(letters, x, y + lettersSize * 0.05);
  }
  context.restore();
}

/** A colour let shine through: for what is not meant. */
function fade(colour, alpha = FAINT) {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return found ? `rgba(${found.slice(1).map((part) => parseInt(part, 16)).join(",")},${alpha})` : colour;
}
