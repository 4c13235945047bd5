// The panel: an overview, or what is known of the node, line, cell or position that is selected.

import { hasText, openArticle } from "./article.js";
import { card, linkCard, reportCard } from "./cards.js";
import { articles, issues, links, nodes, positions, selectionOf } from "./data.js";
import { byId, counted, el, linkButton, outside, said } from "./dom.js";
import { contested, inTime, positionsOf } from "./filter.js";
import { showOnly, state, update } from "./state.js";
import { colourOf } from "./theme.js";
import { actWord, KIND_MARKS, kindWord, longDate, POLARITIES, POLARITY_HEADS, signOf } from "./words.js";

const FEW = 12; // cards made at first, and
const MANY = 60; // each time that more are asked for
let shown = "";

/** Fill the panel for a selection under the filters. */
export function showPanel(selected, kept, select) {
  const found = selectionOf(selected);
  const makers = { node: nodePanel, edge: edgePanel, pair: pairPanel, position: positionPanel, issue: issuePanel, time: timePanel };
  const content = found ? makers[found.type](found, kept, select) : overview(kept, select);
  const back = found ? el("button", { type: "button", class: "small back", onclick: () => select("") }, "← Overview") : null;
  byId("panel").replaceChildren(...[back, ...content].filter(Boolean));
  if (selected !== shown) byId("panel").scrollTop = 0;
  shown = selected;
}

function head(title, ...about) {
  return el("div", { class: "head" }, el("h2", { dir: "auto" }, title), el("p", {}, about));
}

function section(title, parts, attributes = {}) {
  return parts.length ? el("section", attributes, el("h3", {}, title), parts) : null;
}

function some(all, make, number = FEW) {
  const made = all.slice(0, number).map(make);
  const rest = all.slice(number);
  if (rest.length) {
    const more = el("button", { type: "button", class: "small", onclick: () => more.replaceWith(...some(rest, make, MANY)) }, `Show ${Math.min(MANY, rest.length)} more${rest.length > MANY ? ` of ${rest.length.toLocaleString("en")}` : ""}`);
    made.push(more);
  }
  return made;
}

function grouped(found, select) {
  const order = (a, b) => ((a.day ?? "") < (b.day ?? "") ? 1 : -1);
  return POLARITIES.map((polarity) => {
    const here = found.filter((p) => p.polarity === polarity).sort(order);
    const title = `${signOf(polarity, "asserted")} ${POLARITY_HEADS[polarity]} (${here.length})`;
    return section(title, some(here, (p) => card(p, select)), { class: `group ${polarity}` });
  });
}

function linksOf(found, kept, select, kinds = ["contradiction", "shift"]) {
  const all = new Set(found.flatMap((position) => position.links));
  const here = [...all].filter((link) => kinds.includes(link.kind) && kept.has(link.earlier) && kept.has(link.later));
  return section(`Disagreements and shifts (${here.length})`, some(here, (link) => linkCard(link, select)), { class: "links" });
}

/** Where those who belong to a state or bloc contradict one another. */
function linksWithin(node, kept, select) {
  const here = links.filter((link) => nodes[link.within] === node && link.kind !== "agreement" && kept.has(link.earlier) && kept.has(link.later));
  return section(`Contradictions and shifts within ${node.label} (${here.length})`, some(here, (link) => linkCard(link, select)), { class: "links" });
}

function nodePanel({ node }, kept, select) {
  if (node.kind === "Event") return eventPanel(node, select);
  const held = node.held.filter((p) => kept.has(p));
  const aimed = node.aimed.filter((p) => kept.has(p));
  if (node.kind === "Proposition") {
    return [
      head(node.label, "Proposition", above(node, select), ` · ${counted(new Set(aimed.map((p) => p.holder)).size, "holder")}`),
      bar(aimed),
      ...grouped(aimed, select),
      linksOf(aimed, kept, select),
      section("Other wordings", (node.wordings ?? []).map((words) => el("p", { class: "wording" }, said(words)))),
    ];
  }
  const about = aimed.filter((p) => p.holder !== node);
  return [
    head(node.label, identity(node, select)),
    el("p", { class: "more-views" }, linkButton("Compare with another", () => update({ view: "compare", by: "actors", one: node.id, other: "" }))),
    bar(held),
    acts(node.held),
    held.length || about.length ? null : el("p", { class: "empty" }, "No position of this actor is left under the filters."),
    ...grouped(held, select),
    section(`Said about ${node.label} (${about.length})`, some(about, (p) => card(p, select))),
    linksWithin(node, kept, select),
    linksOf(held, kept, select),
    section("Took part in", eventsOf(node).map((event) => eventLine(event, select))),
  ];
}

function identity(node, select) {
  const mark = el("span", { class: "mark", "aria-hidden": "true" }, KIND_MARKS[node.kind] ?? "●");
  mark.style.color = colourOf(node);
  const group = node.group && node.group !== node ? [" · ", linkButton(node.group.label, () => select(node.group.id))] : "";
  const item = node.wikidata && /^Q\d+$/.test(node.wikidata) ? [" · ", outside(`https://www.wikidata.org/wiki/${node.wikidata}`, "Wikidata")] : "";
  const names = (node.names ?? []).filter((name) => name !== node.label);
  return [
    mark,
    ` ${kindWord(node.kind)}`,
    group,
    item,
    (node.roles ?? []).map((role) => el("span", { class: "role" }, said(role))),
    names.length ? el("span", { class: "names" }, "also ", said(names.join(", "))) : "",
  ].flat();
}

/** What an actor does by speaking, and how often; a click leaves only that. */
function acts(held) {
  const counts = new Map();
  for (const { act } of held) if (act) counts.set(act, (counts.get(act) ?? 0) + 1);
  if (counts.size < 2) return null;
  const all = [...new Set(positions.map((p) => p.act).filter(Boolean))];
  const alone = all.filter((act) => !state.hidden.act.has(act));
  const chips = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([act, number]) =>
    el("button", { type: "button", class: "small chip", "aria-pressed": String(alone.length === 1 && alone[0] === act), onclick: () => showOnly("act", act, all) }, `${actWord(act)} ${number}`),
  );
  return el("div", { class: "chips", role: "group", "aria-label": "Only one kind of speech act" }, chips);
}

/** How many for and against, as a bar; the numbers stand beside it. */
function bar(found) {
  const counts = POLARITIES.map((polarity) => [polarity, found.filter((p) => p.polarity === polarity).length]).filter(([, n]) => n);
  if (!counts.length) return null;
  const parts = counts.map(([polarity, number]) => {
    const part = el("span", { class: polarity, title: `${number} ${POLARITY_HEADS[polarity].toLowerCase()}` }, `${signOf(polarity, "asserted")} ${number}`);
    part.style.flexGrow = number;
    return part;
  });
  return el("div", { class: "bar" }, parts);
}

function eventsOf(actor) {
  return actor.edges.filter((edge) => edge.kind === "part" && edge.source === actor).map((edge) => edge.to);
}

function eventLine(event, select) {
  return el("p", {}, "◆ ", linkButton(event.label, () => select(event.id)), event.begins ? ` ${longDate(event.begins)}` : "");
}

function eventPanel(event, select) {
  const ends = event.ends && event.ends !== event.begins ? ` to ${longDate(event.ends)}` : "";
  const when = event.begins ? `${longDate(event.begins)}${ends}` : "undated";
  return [
    head(event.label, `◆ ${event.type || "event"} · ${when}`),
    section("Who took part", (event.participants ?? []).map((place) => el("p", {}, linkButton(nodes[place].label, () => select(nodes[place].id))))),
    section(`Reports (${event.reports?.length ?? 0})`, some(event.reports ?? [], (report) => reportCard(report, select))),
  ];
}

function edgePanel({ edge }, kept, select) {
  const found = edge.positions.filter((p) => kept.has(p));
  if (edge.kind === "contradiction" || edge.kind === "shift") {
    const here = links.filter((link) => link.kind === edge.kind && found.includes(link.earlier) && found.includes(link.later));
    const title = edge.kind === "shift" ? "A shift" : "They contradict each other";
    return [head(title, between(edge.source, edge.to, select)), ...some(here, (link) => linkCard(link, select))];
  }
  if (edge.kind === "part") return eventPanel(edge.to, select);
  const title = edge.kind === "condition" ? `What hangs on “${edge.source.label}”` : `${edge.source.label} – ${edge.to.label}`;
  return [
    head(title, counted(found.length, "position"), ` · ${counted(edge.outlets, "outlet")}`),
    ...grouped(found, select),
    linksOf(found, kept, select),
  ];
}

function between(one, other, select) {
  return [linkButton(one.label, () => select(one.id)), " and ", linkButton(other.label, () => select(other.id))];
}

function above(matter, select) {
  return matter.issue ? [" on ", linkButton(matter.issue.label, () => select(matter.issue.id))] : null;
}

function issuePanel({ issue }, kept, select) {
  const found = positionsOf({ type: "issue", issue }, kept);
  const matters = issue.matters.filter((matter) => matter.aimed.some((p) => kept.has(p)));
  return [
    head(issue.label, `Issue · ${counted(matters.length, "proposition")} · ${counted(new Set(found.map((p) => p.holder)).size, "holder")}`),
    bar(found),
    el("p", { class: "more-views" }, linkButton("Show only this issue", () => update({ issue: issue.id }))),
    section("Propositions", some(matters, (matter) => el("p", { class: "line" }, linkButton(matter.label, () => select(matter.id)), el("span", {}, counted(matter.aimed.length, "position"))))),
    ...grouped(found, select),
    linksOf(found, kept, select),
  ];
}

/** What an actor said, or what happened, from one day to another. */
function timePanel({ node, from, until }, kept, select) {
  const days = from === until ? longDate(from) : `${longDate(from)} – ${longDate(until)}`;
  if (!node) {
    const events = nodes.filter((one) => one.kind === "Event" && one.begins >= from && one.begins <= until && inTime(one));
    return [head("Events", `${days} · ${counted(events.length, "event")}`), ...some(events, (event) => eventLine(event, select))];
  }
  const found = positionsOf({ type: "time", node, from, until }, kept);
  return [head(node.label, `${days} · ${counted(found.length, "position")}`), ...grouped(found, select), linksOf(found, kept, select)];
}

function pairPanel({ one, other }, kept, select) {
  const found = positionsOf({ type: "pair", one, other }, kept);
  return [head(`${one.label} – ${other.label}`, counted(found.length, "position")), ...grouped(found, select), linksOf(found, kept, select)];
}

function positionPanel({ position }, kept, select) {
  return [
    head("One position", between(position.holder, position.objects[0] ?? position.holder, select)),
    card(position, select),
    linksOf([position], kept, select, ["contradiction", "shift", "agreement"]),
  ];
}

function overview(kept, select) {
  const clash = [...contested(kept)].sort(([, a], [, b]) => size(b) - size(a));
  const heard = new Map();
  for (const position of kept) heard.set(position.holder, (heard.get(position.holder) ?? 0) + 1);
  const loudest = [...heard].sort(([a, n], [b, m]) => m - n || (a.label < b.label ? -1 : 1)).slice(0, 8);
  const open = links.filter((link) => link.kind !== "agreement" && kept.has(link.earlier) && kept.has(link.later)).sort((a, b) => force(b) - force(a));
  const issuesOpen = issues.length ? [...contested(kept, (matter) => matter.issue)].sort(([, a], [, b]) => size(b) - size(a)) : [];
  return [
    head("Overview", `${counted(kept.size, "position")} read from ${counted(articles.length, "article")}. Select anything to see the words it rests on.`),
    section(`Contested issues (${issuesOpen.length})`, some(issuesOpen, ([issue, sides]) => clashLine(issue, sides, select)), { class: "clashes" }),
    section(`Contested propositions (${clash.length})`, some(clash, ([matter, sides]) => clashLine(matter, sides, select)), { class: "clashes" }),
    section("Most heard", loudest.map(([actor, number]) => el("p", { class: "line" }, linkButton(actor.label, () => select(actor.id)), el("span", {}, counted(number, "position"))))),
    section(`Disagreements and shifts (${open.length})`, some(open, (link) => linkCard(link, select)), { class: "links" }),
    section("Articles", some(articles, articleLine)),
    el("p", { class: "caution" }, "These are machine readings of what articles say about named persons and states. Check each against the words shown."),
  ];
}

function size({ support, oppose }) {
  return support.size + oppose.size;
}

/** How strong a disagreement is: how strong and how sure the weaker of its two sides is; a shift counts for more. */
function force({ kind, earlier, later }) {
  const weight = ({ strength = 0.5, confidence = 0.5 }) => strength * confidence;
  return Math.min(weight(earlier), weight(later)) + (kind === "shift" ? 1 : 0);
}

function articleLine(article) {
  const open = hasText(article.place) ? linkButton(article.title || article.name, () => openArticle([article.place, 0, 0], null)) : said(article.title || article.name);
  const original = article.copy_of === undefined ? "" : `repeats ${articles[article.copy_of].name}`;
  return el("p", { class: "line" }, open, el("span", {}, [article.outlet, article.date, original].filter(Boolean).join(" · ")));
}

function clashLine(matter, { support, oppose }, select) {
  const names = (holders) => {
    const all = [...holders].sort((a, b) => b.weight - a.weight).map((holder) => holder.label);
    return all.slice(0, 7).join(", ") + (all.length > 7 ? ` and ${all.length - 7} more` : "");
  };
  return el(
    "div",
    { class: "clash-line" },
    linkButton(matter.label, () => select(matter.id)),
    el("p", { class: "support" }, `▲ ${names(support)}`),
    el("p", { class: "oppose" }, `▼ ${names(oppose)}`),
  );
}
