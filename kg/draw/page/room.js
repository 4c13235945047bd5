// How much room a node takes: as `kg/draw/measure.py` measured it where it is drawn at first, else as this browser does.

export const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const LINE_HEIGHT = 1.22; // of a line, in em
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
let context = null;

/** An actor, a proposition or an event; its measures are taken when they are first asked for. */
export class Thing {
  #room = null;

  get room() {
    this.#room ??= this.box && this.kind !== "Event" ? { lines: this.box[0], width: this.box[1], height: this.box[2] } : measured(this);
    return this.#room;
  }

  get lines() {
    return this.room.lines;
  }

  get width() {
    return this.room.width;
  }

  get height() {
    return this.room.height;
  }

  /** Of its symbol; 0 for a proposition, whose box is its symbol. */
  get radius() {
    if (this.kind === "Proposition") return 0;
    if (this.kind === "Event") return this.measures.event.radius;
    const { smallest, growth, largest } = this.measures.actor;
    return Math.round(10 * Math.min(largest, smallest + growth * Math.sqrt(Math.max(0, this.weight - 1)))) / 10;
  }

  /** The room with a short label, for an event whose participants are drawn with it. */
  get brief() {
    return this.box ? { lines: this.box[0], width: this.box[1], height: this.box[2] } : this.room;
  }
}

function measured(node) {
  const table = node.measures[node.kind === "Proposition" ? "proposition" : node.kind === "Event" ? "event" : "actor"];
  const day = node.kind === "Event" && node.begins ? node.begins : "";
  const label = day && node.label.endsWith(`, ${day}`) ? node.label.slice(0, -day.length - 2) : node.label;
  const wide = (text) => widthOf(text, table.font);
  const lines = wrapped(label, wide, table.line_width, table.lines);
  if (day) lines.push(shortDate(day));
  const [width, height] = [Math.max(...lines.map(wide)), lines.length * table.font * LINE_HEIGHT];
  if (node.kind === "Proposition") return { lines, width: width + 2 * table.padding, height: height + 2 * table.padding };
  return { lines, width: Math.max(2 * node.radius, width), height: 2 * node.radius + 6 + height };
}

/** The width of a text on the canvas in pixels. */
export function widthOf(text, font) {
  context ??= document.createElement("canvas").getContext("2d");
  context.font = `${font}px ${FACE}`;
  return context.measureText(text).width;
}

/** "13 Feb 2025", or the text itself where it is no date. */
export function shortDate(day) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(day);
  return found && MONTHS[found[2] - 1] ? `${Number(found[3])} ${MONTHS[found[2] - 1]} ${found[1]}` : day;
}

/** Break a text at spaces into at most `most` lines no wider than `limit`; what does not fit is cut, with an ellipsis. */
export function wrapped(text, wide, limit, most) {
  const made = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean).flatMap((one) => fitting(one, wide, limit))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && wide(longer) > limit) {
      made.push(line);
      line = word;
    } else line = longer;
  }
  made.push(line);
  if (made.length <= most) return made;
  let last = made[most - 1];
  while (last && wide(`${last}…`) > limit) last = last.slice(0, -1).trimEnd();
  return [...made.slice(0, most - 1), `${last}…`];
}

/** A word in pieces that fit a line. */
function fitting(word, wide, limit) {
  if (wide(word) <= limit) return [word];
  const made = [""];
  for (const character of word) {
    if (made.at(-1) && wide(made.at(-1) + character) > limit) made.push("");
    made[made.length - 1] += character;
  }
  return made;
}
