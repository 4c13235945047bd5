// Positions and events by day: a table of actors × days, with a histogram whose bars choose the days for every view.

import { nodes, positions } from "./data.js";
import { binOf, binsOf } from "./calendar.js";
import { brush } from "./brush.js";
import { byId, counted, el, rebuilt } from "./dom.js";
import { inTime } from "./filter.js";
import { signs } from "./signs.js";
import { state, update } from "./state.js";
import { longDate, shiftWord } from "./words.js";

const COLUMN = 48; // pixels that a column needs at least
const LABEL = 196; // and what the names take
const SMALL = 32; // bars of the small histogram at most
let room = 24; // rows shown
let days = null; // of all positions

/** Draw the small histogram under the picture, whose bars choose the days. */
export function showDays() {
  const all = daysOf();
  const root = byId("days");
  const bins = all && all[0] !== all[1] ? binsOf(all[0], all[1], SMALL) : [];
  root.hidden = !bins.length;
  if (!bins.length) return;
  const choose = (since, until) => update({ since, until });
  root.replaceChildren(brush({ bins, positions, since: state.since, until: state.until, name: "strip", choose }));
}

/** The days of all positions, first and last; null where no position has one. */
export function daysOf() {
  days ??= positions.map((p) => p.day).filter(Boolean).sort();
  return days.length ? [days[0], days.at(-1)] : null;
}

/** Draw the timeline of the positions that the filters let through. */
export function showTimeline(kept, select) {
  const root = byId("timeline");
  const all = daysOf();
  if (!all) {
    root.replaceChildren(el("p", { class: "empty" }, "No position has a day."));
    return;
  }
  const [first, last] = state.zoomed ? [state.since || all[0], state.until || all[1]] : all;
  const bins = binsOf(first, last, Math.max(6, Math.floor((root.clientWidth - LABEL - 40) / COLUMN)));
  const [rows, cells] = rowsOf(kept, bins);
  const more = () => {
    room *= 2;
    showTimeline(kept, select);
  };
  rebuilt(root, [
    toolbar(kept, rows.length, more),
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, "Positions of actors (rows) by day (columns)"),
      head(bins),
      el("tbody", {}, eventRow(bins, select), rows.slice(0, room).map((actor) => actorRow(actor, cells.get(actor), bins, kept, select))),
    ),
  ]);
}

/** Actors with their positions by column: who changed course first, then the most heard. */
function rowsOf(kept, bins) {
  const cells = new Map();
  const number = new Map();
  for (const position of kept) {
    const column = binOf(bins, position.day);
    if (column < 0) continue;
    const { holder } = position;
    if (!cells.has(holder)) cells.set(holder, new Map());
    const row = cells.get(holder);
    if (!row.has(column)) row.set(column, []);
    row.get(column).push(position);
    const turned = position.links.some((link) => link.kind === "shift" && link.later === position && kept.has(link.earlier));
    number.set(holder, (number.get(holder) ?? 0) + 1 + (turned ? 10_000 : 0));
  }
  const rows = [...cells.keys()].sort((a, b) => number.get(b) - number.get(a) || (a.label < b.label ? -1 : 1));
  return [rows, cells];
}

function toolbar(kept, rows, more) {
  const undated = [...kept].filter((p) => !p.day).length;
  const range = state.since || state.until;
  return el(
    "div",
    { class: "view-head" },
    el("p", {}, counted(rows, "actor")),
    rows > room ? el("button", { type: "button", class: "small", onclick: more }, `Showing the first ${room}: show more`) : null,
    undated ? el("p", { class: "key" }, `${counted(undated, "position")} without a day`) : null,
    el("p", { class: "key" }, "Drag over the bars to choose days, for every view"),
    range ? el("button", { type: "button", class: "small", id: "zoom-days", "aria-pressed": String(state.zoomed), onclick: () => update({ zoomed: !state.zoomed }) }, state.zoomed ? "Show all days" : "Show only these days") : null,
    range ? el("button", { type: "button", class: "small", id: "all-days", onclick: () => update({ since: "", until: "", zoomed: false }) }, "Choose all days") : null,
  );
}

function head(bins) {
  const histogram = brush({
    bins, positions, since: state.since, until: state.until, name: "days",
    choose: (since, until) => update({ since, until, zoomed: state.zoomed && Boolean(since) }),
  });
  let year = "";
  const heads = bins.map((bin) => {
    const mark = bin.year !== year ? bin.year : "";
    year = bin.year;
    return el("th", { scope: "col", title: bin.from === bin.to ? longDate(bin.from) : `${longDate(bin.from)} – ${longDate(bin.to)}`, class: outside(bin) ? "out" : null }, el("small", {}, mark), bin.name);
  });
  return el(
    "thead",
    {},
    el("tr", { class: "histogram" }, el("td", { class: "corner" }, el("small", {}, "positions by day")), el("td", { colspan: bins.length }, histogram)),
    el("tr", {}, el("td", { class: "corner" }, "Actor"), heads),
  );
}

function outside(bin) {
  return Boolean((state.since && bin.to < state.since) || (state.until && bin.from > state.until));
}

function eventRow(bins, select) {
  const found = bins.map(() => []);
  let before = 0;
  for (const node of nodes) {
    if (node.kind !== "Event" || !node.begins || state.hidden.kind.has("Event") || !inTime(node)) continue;
    const column = binOf(bins, node.begins);
    if (column >= 0) found[column].push(node);
    else if (node.begins < bins[0].from) before += 1;
  }
  const cell = (events, place) => {
    if (!events.length) return el("td", { class: outside(bins[place]) ? "out" : null });
    const label = events.map((event) => event.label).join("; ");
    const open = () => select(events.length === 1 ? events[0].id : `events|${bins[place].from}|${bins[place].to}`);
    return el("td", {}, el("button", { type: "button", class: "signs", title: label, "aria-label": `${counted(events.length, "event")}: ${label}`, onclick: open }, el("span", { class: "event-mark", "aria-hidden": "true" }, "◆"), events.length > 1 ? el("sup", { "aria-hidden": "true" }, String(events.length)) : null));
  };
  if (!found.some((events) => events.length) && !before) return null;
  return el("tr", { class: "events" }, el("th", { scope: "row" }, "Events", before ? el("small", {}, `${before} more before these days`) : null), found.map(cell));
}

function actorRow(actor, row, bins, kept, select) {
  const arrows = shiftsInto(actor, kept).map((link) => ({ link, from: Math.max(0, binOf(bins, link.earlier.day)), to: binOf(bins, link.later.day) })).filter(({ to }) => to >= 0);
  const cells = bins.map((bin, place) => {
    const here = row.get(place);
    const lines = arrows.filter((arrow) => arrow.from === place).map((arrow) => arrowOf(arrow, select));
    const content = here ? signs(here, { brief: true, label: `${actor.label}, ${longDate(bin.from)}`, pressed: state.selected === keyOf(actor, bin), onclick: () => select(keyOf(actor, bin)) }) : null;
    return el("td", { class: outside(bin) ? "out" : null }, content, lines);
  });
  const name = el("button", { type: "button", dir: "auto", onclick: () => select(actor.id) }, actor.label);
  return el("tr", { class: [state.selected === actor.id ? "chosen" : "", arrows.length ? "turned" : ""].join(" ").trim() || null }, el("th", { scope: "row" }, name), cells);
}

function keyOf(actor, bin) {
  return `${actor.id}|${bin.from}|${bin.to}`;
}

function shiftsInto(actor, kept) {
  const found = actor.held.flatMap((p) => p.links.filter((link) => link.kind === "shift" && link.later === p));
  return [...new Set(found)].filter((link) => kept.has(link.earlier) && kept.has(link.later) && link.earlier.day && link.later.day);
}

/** The arrow of a shift, from the column of the earlier position to that of the later. */
function arrowOf({ link, from, to }, select) {
  const other = link.earlier.holder === link.later.holder ? "" : ` from ${link.earlier.holder.label}`;
  const words = `${shiftWord(link.shift)}${other}`;
  const about = link.later.objects[0]?.label ?? "";
  const arrow = el("button", { type: "button", class: to > from ? "arrow" : "arrow short", title: `${words}: ${about}`, "aria-label": `${words}, ${longDate(link.earlier.day)} to ${longDate(link.later.day)}: ${about}`, onclick: () => select(link.later.id) }, el("span", {}, `↻ ${words}`));
  arrow.style.setProperty("--columns", String(Math.max(0, to - from)));
  return arrow;
}
