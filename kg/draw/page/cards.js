// One position as a card: what, in which words, on whose word, when, where, how sure.

import { hasText, openArticle } from "./article.js";
import { articles, nodes } from "./data.js";
import { el, linkButton, said } from "./dom.js";
import { quoteOf, quotesOf } from "./quote.js";
import { actWord, betweenWord, datedWord, longDate, POLARITY_WORDS, shiftWord, signOf } from "./words.js";

const STATUSES = { open: "still open", met: "met since", failed: "failed since" };

/** The card of a position. `select(id)` is called by its links. */
export function card(position, select) {
  const matters = position.objects.map((thing) => linkButton(thing.label, () => select(thing.id)));
  return el(
    "article",
    { class: `card ${position.polarity} ${position.manner}`, "data-position": position.id },
    el(
      "h4",
      {},
      linkButton(position.holder.label, () => select(position.holder.id), { class: "link holder" }),
      " ",
      stance(position),
      " ",
      joined(matters),
    ),
    position.target && position.about.length
      ? el("p", { class: "facts" }, "aimed at ", linkButton(position.target.label, () => select(position.target.id)))
      : null,
    quotesOf(position),
    hangs(position, select),
    deeds(position, select),
    chain(position, select),
    facts(position),
    actions(position, select),
  );
}

function stance({ polarity, manner, modality, act }) {
  const words = [manner === "asserted" ? "" : manner, manner === "conditional" && modality !== "certain" ? modality : "", act && actWord(act)];
  return el(
    "span",
    { class: `stance ${polarity}` },
    `${signOf(polarity, manner)} ${POLARITY_WORDS[polarity]}`,
    words.filter(Boolean).map((word) => el("span", { class: "badge" }, word)),
  );
}

function joined(parts) {
  return parts.flatMap((part, place) => (place ? [", ", part] : [part]));
}

function hangs(position, select) {
  return position.hangs.map(({ matter, unless, status, event }) =>
    el(
      "p",
      { class: "facts" },
      unless ? "Unless: " : "On condition: ",
      linkButton(matter.label, () => select(matter.id)),
      status ? ` (${STATUSES[status] ?? status}` : "",
      event ? [": ", linkButton(event.label, () => select(event.id))] : "",
      status ? ")" : "",
    ),
  );
}

function deeds(position, select) {
  const words = (consistent) => (consistent === null ? "Acted on it: " : consistent ? "Did so: " : "Did otherwise: ");
  return position.acts.map(({ event, consistent }) => el("p", { class: "facts" }, words(consistent), linkButton(event.label, () => select(event.id)), event.begins ? ` (${longDate(event.begins)})` : ""));
}

/** Who said it, to whom, and on whose word it stands here. */
function chain(position, select) {
  const tellings = position.chain ?? [];
  if (!tellings.length) return null;
  const actor = (place) => linkButton(nodes[place].label, () => select(nodes[place].id));
  const steps = tellings.map((telling, place) =>
    el(
      "li",
      {},
      place ? "passed on by " : "",
      telling.source === undefined ? said(telling.words || "a source not named") : actor(telling.source),
      telling.cue ? [" — ", el("q", {}, said(telling.cue))] : null,
      telling.addressee === undefined ? null : [" to ", actor(telling.addressee)],
      telling.outlet === undefined ? null : [", given to ", actor(telling.outlet)],
      telling.quotation ? el("span", { class: "badge" }, `${telling.quotation} speech`) : null,
    ),
  );
  return el("ol", { class: "chain", "aria-label": "On whose word" }, steps);
}

function facts(position) {
  const when = position.date ? longDate(position.date) : "";
  const parts = [
    when ? el("time", { datetime: position.date, title: datedWord(position.dated) }, when) : "undated",
    when && position.dated ? datedWord(position.dated) : "",
    said(position.outlet),
    position.article?.copy_of === undefined ? "" : `repeats ${articles[position.article.copy_of].name}`,
    position.confidence === undefined ? "" : `confidence ${position.confidence.toFixed(2)}`,
  ].filter(Boolean);
  return el("p", { class: "facts" }, parts.flatMap((part, place) => (place ? [" · ", part] : [part])));
}

function actions(position, select) {
  const place = position.evidence[0] ?? position.content[0];
  const steps = position.steps ?? [];
  return el(
    "div",
    { class: "actions" },
    place && hasText(place[0])
      ? el("button", { type: "button", class: "small", onclick: () => openArticle(place, select) }, "Show in article")
      : null,
    position.rule || steps.length
      ? el(
          "details",
          {},
          el("summary", {}, "How it was read"),
          position.rule ? el("p", {}, "Rule ", el("code", {}, position.rule)) : null,
          steps.length ? el("ol", {}, steps.map((step) => el("li", {}, said(step)))) : null,
        )
      : null,
  );
}

/** Two positions that contradict or follow one another, side by side. */
export function linkCard(link, select) {
  const head = { contradiction: "≠ Contradiction", agreement: "= Agreement", shift: `↻ ${shiftWord(link.shift)}` }[link.kind];
  const within = link.within === undefined ? null : [" within ", linkButton(nodes[link.within].label, () => select(nodes[link.within].id))];
  return el(
    "section",
    { class: `pair ${link.kind}` },
    el("h4", {}, head, within, el("span", { class: "badge" }, betweenWord(link.between))),
    el("div", { class: "sides" }, [link.earlier, link.later].map((position) => side(position, select))),
    link.stated_by ? el("div", {}, el("p", { class: "facts" }, "The text says so itself:"), quoteOf(link.stated_by, [])) : null,
  );
}

function side(position, select) {
  return el(
    "div",
    { class: `side ${position.polarity}` },
    el("p", {}, linkButton(position.holder.label, () => select(position.holder.id)), " ", stance(position)),
    quotesOf(position),
    el("p", { class: "facts" }, [longDate(position.day), position.outlet].filter(Boolean).join(" · ")),
    linkButton("This position", () => select(position.id)),
  );
}

/** A report of an event: its sentence with the trigger marked. */
export function reportCard([place, from, to, begin, end, status], select) {
  const article = articles[place];
  const sentence = [place, from, to];
  const passages = [{ article: place, begin, end, role: "content", position: { polarity: "neutral" } }];
  return el(
    "article",
    { class: "card neutral" },
    status && status !== "happened" ? el("h4", {}, el("span", { class: "badge" }, status)) : null,
    quoteOf(sentence, passages),
    el("p", { class: "facts" }, said(article?.name ?? ""), article?.date ? ` · ${longDate(article.date)}` : ""),
    hasText(place)
      ? el("div", { class: "actions" }, el("button", { type: "button", class: "small", onclick: () => openArticle(sentence, select) }, "Show in article"))
      : null,
  );
}
