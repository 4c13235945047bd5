// Two actors, or two outlets, side by side: where they differ and agree, and what only one of them says.

import { hasText, openArticle } from "./article.js";
import { articles, links, nodes, positions } from "./data.js";
import { byId, counted, el, linkButton, rebuilt, said } from "./dom.js";
import { quotesOf } from "./quote.js";
import { comparedActors, comparedEvents, comparedOutlets, voicesOf } from "./sides.js";
import { state, update } from "./state.js";
import { actWord, kindWord, longDate, POLARITY_WORDS, signOf } from "./words.js";

const MANY = 8; // matters shown of a kind at first
const SAID = 3; // and sentences of each side
const actors = nodes.filter((node) => node.isActor && nodes.some((other) => other.held.length && (other === node || other.group === node)));
let tools = { key: "", bar: null }; // the pickers as they are, which filters do not change
const outlets = [...new Set(positions.map((p) => p.outlet))].sort();

/** Draw the comparison that the state asks for. */
export function showCompare(kept, select) {
  const pair = state.by === "outlets" ? chosenOutlets() : chosenActors();
  const parts = state.by === "outlets" ? outletParts(pair, kept, select) : actorParts(pair, kept, select);
  const key = [state.by, ...pair.map((one) => one?.id ?? one)].join("|");
  if (key !== tools.key) tools = { key, bar: toolbar(pair.map((one) => one?.id ?? one)) };
  rebuilt(byId("compare"), [tools.bar, ...parts]);
}

/** The two that are compared where the address names none: who differ most, or the two most heard. */
function chosenActors() {
  const known = new Map(actors.map((actor) => [actor.id, actor]));
  const pair = [known.get(state.one), known.get(state.other)];
  if (pair[0] && pair[1]) return pair;
  const counts = new Map();
  for (const { kind, earlier, later } of links) {
    const [a, b] = [earlier.holder, later.holder];
    if (kind !== "contradiction" || a === b || (pair[0] && a !== pair[0] && b !== pair[0]) || (pair[1] && a !== pair[1] && b !== pair[1])) continue;
    const key = a.id < b.id ? `${a.id}|${b.id}` : `${b.id}|${a.id}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const best = [...counts].sort(([x, n], [y, m]) => m - n || (x < y ? -1 : 1))[0]?.[0].split("|").map((id) => known.get(id));
  const rest = [...(best ?? []), ...[...actors].sort((a, b) => b.held.length - a.held.length)].filter((one) => one && !pair.includes(one));
  return pair.map((one) => one ?? rest.shift() ?? null);
}

function chosenOutlets() {
  const pair = [state.one, state.other].map((name) => (outlets.includes(name) ? name : null));
  const rest = outlets.filter((name) => !pair.includes(name));
  return pair.map((name) => name ?? rest.shift() ?? null);
}

function toolbar(pair) {
  const outletsWanted = state.by === "outlets";
  const mode = (value, words) => el("button", { type: "button", id: `by-${value}`, "aria-pressed": String(state.by === value), onclick: () => update({ by: value, one: "", other: "" }) }, words);
  const options = outletsWanted
    ? outlets.map((name) => [name, name])
    : [...actors].sort((a, b) => (a.label.toLowerCase() < b.label.toLowerCase() ? -1 : 1)).map((actor) => [actor.id, `${actor.label} (${kindWord(actor.kind)})`]);
  const picker = (key, at, words) =>
    el(
      "select",
      { id: `compare-${key}`, "aria-label": words, onchange: (event) => update({ one: pair[0] ?? "", other: pair[1] ?? "", [key]: event.target.value }) },
      options.map(([value, label]) => el("option", { value, selected: pair[at] === value, disabled: pair[1 - at] === value }, label)),
    );
  const swap = el("button", { type: "button", class: "small", id: "swap", title: "Change sides", "aria-label": "Change sides", onclick: () => update({ one: pair[1] ?? "", other: pair[0] ?? "" }) }, "⇄");
  return el(
    "div",
    { class: "view-head" },
    el("div", { class: "views", role: "group", "aria-label": "Compare what" }, mode("actors", "Actors"), mode("outlets", "Outlets")),
    picker("one", 0, "The one"),
    swap,
    picker("other", 1, "The other"),
  );
}

function actorParts([one, other], kept, select) {
  if (!one || !other) return [el("p", { class: "empty" }, "There are no two actors with positions to compare.")];
  const [mine, theirs] = voicesOf(one, other, nodes);
  const found = comparedActors(kept, mine, theirs);
  const name = (actor, voice) => {
    const others = [...voice].filter((node) => node !== actor && node.held.length).length;
    return el("h2", {}, linkButton(actor.label, () => select(actor.id)), others ? el("small", {}, ` and ${counted(others, "other")} who speak for it`) : null);
  };
  const title = ({ thing }) => linkButton(thing.label, () => select(thing.id));
  return [
    el("div", { class: "columns names" }, name(one, mine), name(other, theirs)),
    part("≠ They differ", "differ", found.differ, title, select),
    part("= They agree", "agree", found.agree, title, select),
    part("Both speak, and one of them takes no side", "open", found.open, title, select),
    part(`Only ${one.label} has spoken`, "one", found.one, title, select),
    part(`Only ${other.label} has spoken`, "other", found.other, title, select),
  ];
}

function outletParts([one, other], kept, select) {
  if (!one || !other) return [el("p", { class: "empty" }, "There are no two outlets to compare.")];
  const found = comparedOutlets(kept, one, other);
  const events = comparedEvents(nodes, articles, one, other);
  const title = ({ holder, thing }) => [linkButton(holder.label, () => select(holder.id)), " on ", linkButton(thing.label, () => select(thing.id))];
  const lists = events.map((list) => list.slice(0, 5 * MANY).map((event) => el("p", {}, "◆ ", linkButton(event.label, () => select(event.id)))));
  return [
    el("div", { class: "columns names" }, el("h2", {}, said(one)), el("h2", {}, said(other))),
    part("≠ They give one holder opposite sides", "differ", found.differ, title, select),
    part("= Both report", "agree", found.agree, title, select),
    part("Both report, and one gives no side", "open", found.open, title, select),
    part(`Only ${one} reports`, "one", found.one, title, select),
    part(`Only ${other} reports`, "other", found.other, title, select),
    events[0].length + events[1].length
      ? el("section", { class: "compared" }, el("h3", {}, "Events that only one of them reports"), el("div", { class: "columns" }, lists.map((list, i) => el("div", {}, el("p", { class: "facts" }, counted(events[i].length, "event")), list))))
      : null,
  ].filter(Boolean);
}

function part(title, name, cells, head, select) {
  const heading = el("h3", {}, `${title} (${cells.length})`);
  if (!cells.length) return el("section", { class: `compared ${name}` }, heading, el("p", { class: "facts" }, "Nothing."));
  const row = (cell) => el("div", { class: "matter" }, el("h4", {}, head(cell)), el("div", { class: "columns" }, half(cell.mine, select), half(cell.theirs, select)));
  const made = cells.slice(0, MANY).map(row);
  if (cells.length > MANY) {
    const more = el("button", { type: "button", class: "small", onclick: () => more.replaceWith(...cells.slice(MANY).map(row)) }, `Show ${cells.length - MANY} more`);
    made.push(more);
  }
  return el("section", { class: `compared ${name}` }, heading, made);
}

function half(found, select) {
  if (!found.length) return el("div", { class: "half none" }, "—");
  const rest = found.slice(SAID);
  const more = el("button", { type: "button", class: "small", onclick: () => more.replaceWith(...rest.map((position) => statement(position, select))) }, `${rest.length} more`);
  return el("div", { class: "half" }, found.slice(0, SAID).map((position) => statement(position, select)), rest.length ? more : null);
}

function statement(position, select) {
  const place = position.evidence[0] ?? position.content[0];
  const manner = position.manner === "asserted" ? "" : position.manner;
  return el(
    "div",
    { class: `side ${position.polarity}` },
    el("p", {}, linkButton(position.holder.label, () => select(position.holder.id)), " ", el("span", { class: `stance ${position.polarity}` }, `${signOf(position.polarity, position.manner)} ${POLARITY_WORDS[position.polarity]}`), [manner, position.act && actWord(position.act)].filter(Boolean).map((word) => el("span", { class: "badge" }, word))),
    quotesOf(position),
    el("p", { class: "facts" }, [longDate(position.day), position.outlet].filter(Boolean).join(" · ")),
    el("p", { class: "goto" }, linkButton("This position", () => select(position.id)), place && hasText(place[0]) ? [" · ", linkButton("Show in article", () => openArticle(place, select))] : null),
  );
}
