// How a node and a line look on the canvas.

import { cssValue } from "./dom.js";
import { FACE, widthOf } from "./room.js";
import { colourOf } from "./theme.js";
import { signOf } from "./words.js";

const SHAPES = { Person: "dot", State: "hexagon", Government: "hexagon", Group: "dot", Event: "diamond", Place: "dot" };
const DASHES = { conditional: [9, 6], hedged: [2, 5], if: [2, 4], unless: [2, 4] };
const FAINT = 0.13;
const NOTHING = " "; // vis-network keeps a label that is set to an empty string
const plates = new Map(); // node → how its plate looks now: vis-network keeps the first painter it is given

/** The vis-network node of a node of the graph. */
export function dress(node, place, scene) {
  const dim = scene.lit !== null && !scene.lit.has(node);
  const look = {
    id: node.id,
    x: place.x,
    y: place.y,
    label: labelOf(node, scene).lines.join("\n"),
    opacity: dim ? FAINT + 0.05 : 1,
    chosen: false,
    ...(node.kind === "Proposition" ? matter(node, dim, scene) : symbol(node, dim, scene)),
  };
  look.key = JSON.stringify(look) + document.documentElement.dataset.theme;
  return look;
}

/** The label of a node and its room: short for an event whose participants are drawn with it. */
export function labelOf(node, scene) {
  return scene.brief ? node.brief : node.room;
}

function matter(node, dim, scene) {
  const contested = scene.framed.has(node);
  const marked = scene.marked.has(node);
  const border = marked ? cssValue("--accent") : contested ? cssValue("--clash") : cssValue("--box-line");
  return {
    shape: "box",
    margin: 8,
    borderWidth: marked ? 3 : contested ? 2.2 : 1,
    color: { background: cssValue("--box"), border: dim ? fade(border) : border },
    shapeProperties: { borderRadius: 5 },
    font: { face: FACE, size: 13, color: dim ? fade(cssValue("--ink"), 0.3) : cssValue("--ink") },
  };
}

function symbol(node, dim, scene) {
  const event = node.kind === "Event";
  const fill = event ? cssValue("--event") : colourOf(node);
  const marked = scene.marked.has(node);
  const halo = cssValue("--ground");
  const font = {
    face: FACE,
    size: event ? 12 : 14,
    color: dim ? fade(cssValue("--ink"), 0.3) : event ? cssValue("--soft") : cssValue("--ink"),
    strokeWidth: dim ? 0 : 4,
    strokeColor: halo,
    vadjust: 0,
  };
  const look = {
    size: node.radius,
    borderWidth: marked ? 4 : 1.5,
    color: { background: fill, border: marked ? cssValue("--accent") : halo },
    font,
  };
  if (node.kind === "Group") {
    look.color = { background: halo, border: marked ? cssValue("--accent") : fill };
    look.borderWidth = 3;
    look.shapeProperties = { borderDashes: [5, 4] };
  }
  if (SHAPES[node.kind]) return { ...look, shape: SHAPES[node.kind] };
  plates.set(node, { look, dim });
  return { ...look, shape: "custom", ctxRenderer: plate(node) };
}

/** Half the width and height of a plate: upright for organisations and blocs, flat for outlets. */
export function plateHalf(node) {
  const flat = node.kind === "MediaOutlet";
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
      const { look, dim } = plates.get(node);
      ctx.save();
      ctx.globalAlpha = dim ? FAINT + 0.05 : 1;
      ctx.beginPath();
      ctx.roundRect(x - half.x, y - half.y, 2 * half.x, 2 * half.y, 3);
      ctx.fillStyle = look.color.background;
      ctx.fill();
      ctx.lineWidth = look.borderWidth;
      ctx.strokeStyle = look.color.border;
      ctx.stroke();
      if (node.kind === "Bloc") {
        ctx.lineWidth = 1.2;
        ctx.strokeStyle = cssValue("--ground");
        ctx.strokeRect(x - half.x + 3, y - half.y + 3, 2 * half.x - 6, 2 * half.y - 6);
      }
      ctx.restore();
    },
    drawExternalLabel() {
      const { look } = plates.get(node);
      ctx.save();
      ctx.font = `${look.font.size}px ${FACE}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "top";
      ctx.lineJoin = "round";
      for (const [row, line] of node.lines.entries()) {
        const top = y + node.radius + 4 + row * look.font.size * 1.08;
        if (look.font.strokeWidth) {
          ctx.lineWidth = look.font.strokeWidth;
          ctx.strokeStyle = look.font.strokeColor;
          ctx.strokeText(line, x, top);
        }
        ctx.fillStyle = look.font.color;
        ctx.fillText(line, x, top);
      }
      ctx.restore();
    },
    nodeDimensions: { width: 2 * half.x, height: 2 * half.y },
  });
}

/** The vis-network edge of a line. */
export function dressLine(edge, given, scene) {
  const dim = scene.lit !== null && !scene.litLines.has(edge);
  const colour = lineColour(edge);
  const marked = scene.marked.has(edge);
  const quiet = edge.kind === "part" || edge.kind === "condition";
  const width = given?.width ?? (edge.kind === "stance" ? 1.6 + 1.3 * (edge.outlets - 1) : 1.6);
  const look = {
    id: edge.id,
    from: edge.source.id,
    to: edge.to.id,
    label: dim ? NOTHING : lineLabel(edge),
    width: quiet ? 1.1 : marked ? width + 2 : width,
    dashes: DASHES[edge.manner] ?? false,
    smooth: given?.smooth ?? false,
    selfReference: { size: 15, angle: (3 * Math.PI) / 4, renderBehindTheNode: true },
    chosen: false,
    hoverWidth: 0.8,
    color: { color: dim ? fade(colour) : colour, inherit: false },
    arrows: { to: { enabled: edge.kind !== "part" && edge.kind !== "contradiction", scaleFactor: quiet ? 0.4 : 0.55 } },
    font: {
      face: FACE,
      size: quiet ? 11 : 15,
      color: colour,
      strokeWidth: 5,
      strokeColor: cssValue("--ground"),
      align: "horizontal",
      vadjust: 0,
    },
  };
  look.key = JSON.stringify(look);
  return look;
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

/** Letters on the symbols: a state's code, a person's initials. */
export function drawInitials(context, scene) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [node, { x, y }] of scene.places) {
    const letters = initials(node);
    if (!letters || (scene.lit !== null && !scene.lit.has(node))) continue;
    const size = node.radius * (letters.length > 2 ? 0.66 : 0.82);
    context.font = `600 ${size}px ${FACE}`;
    context.fillStyle = node.kind === "Group" ? cssValue("--ink") : "#fff";
    context.fillText(letters, x, y + size * 0.05);
  }
  context.restore();
}

function initials(node) {
  if (node.kind === "State" || node.kind === "Government") return node.iso ?? "";
  if (node.kind !== "Person") return "";
  const words = node.label.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => Array.from(word)[0].toUpperCase()).join("");
}

/** A colour let shine through: for what is not meant. */
function fade(colour, alpha = FAINT) {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return found ? `rgba(${found.slice(1).map((part) => parseInt(part, 16)).join(",")},${alpha})` : colour;
}
