// Actors × propositions, or × issues, as a real table: for reading at a glance and for screen readers.

import { data, issues } from "./data.js";
import { byId, counted, el, rebuilt } from "./dom.js";
import { contested } from "./filter.js";
import { signs } from "./signs.js";
import { state, update } from "./state.js";
import { kindWord } from "./words.js";

let room = data.look.limits.cells;
const SORTS = { "": "most shared first", name: "by name", group: "by state" };

/** Draw the table of the positions that the filters let through. */
export function showMatrix(kept, select) {
  const above = state.across === "issues" ? (matter) => matter.issue : (matter) => matter;
  const cells = cellsOf(kept, above);
  const clash = contested(kept, above);
  const [rows, columns] = axes(cells, clash);
  const root = byId("matrix");
  const more = () => {
    room *= 2;
    showMatrix(kept, select);
  };
  const bar = toolbar(rows.length, columns.length, clash, more);
  if (!rows.length) {
    root.replaceChildren(bar, el("p", { class: "empty" }, "No position is left. Take a filter away, or press Esc."));
    return;
  }
  const shown = columns.slice(0, room);
  rebuilt(root, [
    bar,
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, `Positions of actors (rows) on ${state.across || "propositions"} (columns)`),
      el("thead", {}, el("tr", {}, el("td", { class: "corner" }, "Actor"), shown.map((thing) => head(thing, clash.has(thing), select)))),
      el("tbody", {}, rows.slice(0, room).map((actor) => row(actor, shown, cells.get(actor), clash, select))),
    ),
  ]);
}

/** Map(actor → Map(thing → positions)). */
function cellsOf(kept, above) {
  const cells = new Map();
  for (const position of kept) {
    for (const thing of new Set(position.about.map(above))) {
      if (!thing || state.hidden.kind.has(thing.kind)) continue;
      if (!cells.has(position.holder)) cells.set(position.holder, new Map());
      const mine = cells.get(position.holder);
      if (!mine.has(thing)) mine.set(thing, []);
      mine.get(thing).push(position);
    }
  }
  return cells;
}

function toolbar(rows, columns, clash, more) {
  const choice = el(
    "select",
    { id: "sort", onchange: (event) => update({ sort: event.target.value }) },
    Object.entries(SORTS).map(([value, words]) => el("option", { value, selected: state.sort === value }, words)),
    state.sort in SORTS ? null : el("option", { value: state.sort, selected: true }, "by one column"),
  );
  const across = el("button", { type: "button", class: "small", id: "across", "aria-pressed": String(state.across === "issues"), onclick: () => update({ across: state.across ? "" : "issues" }) }, "By issue");
  return el(
    "div",
    { class: "view-head" },
    el("p", {}, `${counted(rows, "actor")} on ${counted(columns, state.across ? "issue" : "proposition")}`),
    rows > room || columns > room
      ? el("button", { type: "button", class: "small", onclick: more }, `Showing the first ${room} of each: show more`)
      : null,
    issues.length ? across : null,
    el("label", {}, "Order ", choice),
    el("p", { class: "key" }, "▲ for  ▼ against  ■ no side · hollow: hedged or conditional"),
    el("p", { class: "key" }, el("span", { class: "frame" }, "framed"), ` contested (${clash.size})`),
  );
}

/** Rows and columns: contested columns first, then by the number of holders; rows as the state says. */
function axes(cells, clash) {
  const holders = new Map();
  for (const mine of cells.values()) for (const thing of mine.keys()) holders.set(thing, (holders.get(thing) ?? 0) + 1);
  const shared = new Map();
  const number = new Map();
  for (const [actor, mine] of cells) {
    let points = 0;
    for (const [thing, found] of mine) {
      points += clash.has(thing) ? 1000 : holders.get(thing) > 1 ? 1 : 0;
      number.set(actor, (number.get(actor) ?? 0) + found.length);
    }
    shared.set(actor, points);
  }
  const names = new Map([...cells.keys(), ...holders.keys()].map((node) => [node, node.label.toLowerCase()]));
  const byName = (a, b) => (names.get(a) < names.get(b) ? -1 : 1);
  const group = (node) => node.group?.label ?? "\uffff";
  const column = [...holders.keys()].find((thing) => thing.id === state.sort);
  const rows = [...cells.keys()].sort((a, b) => {
    if (state.sort === "name") return byName(a, b);
    if (state.sort === "group" && group(a) !== group(b)) return group(a) < group(b) ? -1 : 1;
    const first = column ? standOf(cells.get(b).get(column)) - standOf(cells.get(a).get(column)) : 0;
    return first || shared.get(b) - shared.get(a) || number.get(b) - number.get(a) || byName(a, b);
  });
  const columns = [...holders.keys()].sort((a, b) => clash.has(b) - clash.has(a) || holders.get(b) - holders.get(a) || byName(a, b));
  return [rows, columns];
}

/** Who has positions before who has none; support before both, before none taken, before oppose. */
function standOf(found) {
  if (!found) return -10;
  const [plus, minus] = ["support", "oppose"].map((polarity) => found.filter((p) => p.polarity === polarity).length);
  return (plus - minus) / found.length;
}

function head(thing, framed, select) {
  const sorted = state.sort === thing.id;
  return el(
    "th",
    { scope: "col", class: framed ? "clash" : null, "aria-sort": sorted ? "descending" : null },
    el("button", { type: "button", dir: "auto", onclick: () => select(thing.id), title: thing.label }, thing.label),
    el("button", { type: "button", class: "order", "aria-label": `Order by: ${thing.label}`, title: "Order the actors by this column", "aria-pressed": String(sorted), onclick: () => update({ sort: sorted ? "" : thing.id }) }, sorted ? "▾ ordered" : "▾"),
  );
}

function row(actor, columns, mine, clash, select) {
  const cells = columns.map((thing) => {
    const found = mine.get(thing);
    const key = `${actor.id}|${thing.id}`;
    const content = found ? signs(found, { label: actor.label, about: thing.label, pressed: state.selected === key, onclick: () => select(key) }) : null;
    return el("td", { class: clash.has(thing) ? "clash" : null }, content);
  });
  return el(
    "tr",
    { class: state.selected === actor.id ? "chosen" : null },
    el(
      "th",
      { scope: "row" },
      el("button", { type: "button", dir: "auto", onclick: () => select(actor.id) }, actor.label),
      el("small", {}, actor.group && actor.group !== actor ? actor.group.label : kindWord(actor.kind)),
    ),
    cells,
  );
}
