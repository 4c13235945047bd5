// Actors × propositions as a real table: for reading at a glance and for screen readers.

import { data, nodeById, nodes } from "./data.js";
import { byId, counted, el } from "./dom.js";
import { contested } from "./filter.js";
import { state, update } from "./state.js";
import { kindWord, MANNERS, POLARITIES, POLARITY_WORDS, signOf } from "./words.js";

let room = data.look.limits.cells;
const SORTS = { "": "most shared first", name: "by name", group: "by state" };

/** Draw the table of the positions that the filters let through. */
export function showMatrix(kept, select) {
  const cells = new Map();
  for (const position of kept) {
    for (const matter of position.about) {
      if (state.hidden.kind.has(matter.kind)) continue;
      const key = `${position.holder.id}|${matter.id}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(position);
    }
  }
  const clash = contested(kept);
  const [allRows, allColumns] = axes(cells, clash);
  const [rows, columns] = [allRows.slice(0, room), allColumns.slice(0, room)];
  const root = byId("matrix");
  const more = () => {
    room *= 2;
    showMatrix(kept, select);
  };
  root.replaceChildren(toolbar(allRows.length, allColumns.length, clash, more));
  if (!rows.length) {
    root.append(el("p", { class: "empty" }, "No position is left. Take a filter away, or press Esc."));
    return;
  }
  const heads = columns.map((matter) =>
    el(
      "th",
      { scope: "col", class: clash.has(matter) ? "clash" : null },
      el("button", { type: "button", dir: "auto", onclick: () => select(matter.id), title: matter.label }, matter.label),
    ),
  );
  const body = rows.map((actor) =>
    el(
      "tr",
      { class: state.selected === actor.id ? "chosen" : null },
      el(
        "th",
        { scope: "row" },
        el("button", { type: "button", dir: "auto", onclick: () => select(actor.id) }, actor.label),
        el("small", {}, actor.group && actor.group !== actor ? actor.group.label : kindWord(actor.kind)),
      ),
      columns.map((matter) => cell(actor, matter, cells.get(`${actor.id}|${matter.id}`), clash.has(matter), select)),
    ),
  );
  root.append(
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, "Positions of actors (rows) on propositions (columns)"),
      el("thead", {}, el("tr", {}, el("td", { class: "corner" }, "Actor"), heads)),
      el("tbody", {}, body),
    ),
  );
}

function toolbar(rows, columns, clash, more) {
  const choice = el(
    "select",
    { id: "sort", onchange: (event) => update({ sort: event.target.value }) },
    Object.entries(SORTS).map(([value, words]) => el("option", { value, selected: state.sort === value }, words)),
  );
  return el(
    "div",
    { class: "matrix-head" },
    el("p", {}, `${counted(rows, "actor")} on ${counted(columns, "proposition")}`),
    rows > room || columns > room
      ? el("button", { type: "button", class: "small", onclick: more }, `Showing the first ${room} of each: show more`)
      : null,
    el("p", { class: "key" }, "▲ for  ▼ against  ■ no side · hollow: hedged or conditional"),
    el("p", { class: "key" }, el("span", { class: "frame" }, "framed"), ` contested (${clash.size})`),
    el("label", {}, "Order ", choice),
  );
}

/** Rows and columns: contested columns first, then by the number of holders; rows by what they share with others. */
function axes(cells, clash) {
  const holders = new Map();
  const shared = new Map();
  const matters = new Map();
  for (const key of cells.keys()) {
    const matter = key.split("|")[1];
    matters.set(matter, (matters.get(matter) ?? 0) + 1);
  }
  for (const [key, found] of cells) {
    const [holder, matter] = [found[0].holder, key.split("|")[1]];
    holders.set(holder, (holders.get(holder) ?? 0) + found.length);
    const points = clash.has(nodeById.get(matter)) ? 1000 : matters.get(matter) > 1 ? 1 : 0;
    shared.set(holder, (shared.get(holder) ?? 0) + points);
  }
  const names = new Map([...holders.keys(), ...nodes.filter((node) => matters.has(node.id))].map((node) => [node, node.label.toLowerCase()]));
  const byName = (a, b) => (names.get(a) < names.get(b) ? -1 : 1);
  const group = (node) => node.group?.label ?? "\uffff";
  const rows = [...holders.keys()].sort((a, b) => {
    if (state.sort === "name") return byName(a, b);
    if (state.sort === "group" && group(a) !== group(b)) return group(a) < group(b) ? -1 : 1;
    return shared.get(b) - shared.get(a) || holders.get(b) - holders.get(a) || byName(a, b);
  });
  const columns = nodes
    .filter((node) => matters.has(node.id))
    .sort((a, b) => clash.has(b) - clash.has(a) || matters.get(b.id) - matters.get(a.id) || byName(a, b));
  return [rows, columns];
}

function cell(actor, matter, found, framed, select) {
  const attributes = { class: framed ? "clash" : null };
  if (!found) return el("td", attributes);
  const signs = [];
  const words = [];
  for (const polarity of POLARITIES) {
    for (const manner of MANNERS) {
      const number = found.filter((p) => p.polarity === polarity && p.manner === manner).length;
      if (!number) continue;
      signs.push(el("span", { class: polarity, "aria-hidden": "true" }, signOf(polarity, manner)));
      words.push(`${POLARITY_WORDS[polarity]} (${manner}${number > 1 ? `, ${number} times` : ""})`);
    }
  }
  const key = `${actor.id}|${matter.id}`;
  const label = `${actor.label} ${words.join(" and ")}: ${matter.label}`;
  const pressed = state.selected === key ? "true" : null;
  return el(
    "td",
    attributes,
    el(
      "button",
      { type: "button", class: "signs", "aria-label": label, title: label, "aria-pressed": pressed, onclick: () => select(key) },
      signs,
      found.length > 1 ? el("sup", { "aria-hidden": "true" }, String(found.length)) : null,
    ),
  );
}
