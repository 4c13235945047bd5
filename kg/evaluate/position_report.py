"""From judged articles to a report: positions, events, rules, and what went wrong why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.evaluate.causes import Close, Extra, Miss, cues_over, what_instead, why_missed
from kg.evaluate.gold import GoldPosition, GoldPositions
from kg.evaluate.measure import Score, characters, same_words
from kg.evaluate.positions import Judged, Match, names_gold
from kg.evaluate.report import Error, Part, Report, grouped, rules
from kg.evaluate.trace import Trace
from kg.model import Position, Span

_MISSED, _FALSE = "missed: ", "false find: "
_WRONG = {
    "polarity": "wrong polarity",
    "modality": "wrong modality",
    "condition": "condition missed",
    "invented": "condition invented",
}
_EVENTS = {"missed": "missed event", "type": "wrong type of event"}
_ORDER = (
    *(_MISSED + cause.value for cause in Miss),
    *(_FALSE + cause.value for cause in Extra),
    *_WRONG.values(),
    *_EVENTS.values(),
)
_NOTHING = Trace()


def report(
    gold: GoldPositions, judged: Sequence[Judged], traces: Mapping[str, Trace] | None = None
) -> Report:
    """Return the report on the articles of `gold`.

    Args:
        gold: What is marked.
        judged: What is right and wrong, an article each.
        traces: Article's ident to its trace, where errors are wanted.
    """
    matches = [match for article in judged for match in article.matches]
    false = [found for article in judged for found in article.false]
    missed = [item for article in judged for item in article.missed]
    strict = sum(match.strict for match in matches)
    found, needed = len(matches) + len(false), len(matches) + len(missed)
    return Report(
        about="positions",
        counts={
            "articles": len(judged),
            "positions in the gold": needed,
            "positions found": found,
            "optional ones found, not counted": sum(len(article.extras) for article in judged),
            "conditions invented": sum(_has_invented(match) for match in matches),
        },
        scores={
            "holder+content": Score(len(matches), found, needed),
            "strict": Score(strict, found, needed),
        },
        parts=_parts(gold, judged, matches),
        rules=rules((f.rule for f in (*(m.found for m in matches), *false)), (m.found.rule for m in matches)),
        errors=None if traces is None else grouped(_errors(gold, judged, traces), _ORDER),
    )


def _parts(gold: GoldPositions, judged: Sequence[Judged], matches: Sequence[Match]) -> dict[str, Part]:
    conditional = [match for match in matches if match.gold.condition is not None]
    events = [event for article in judged for event in article.events]
    missed_events = sum(len(article.missed_events) for article in judged)
    missed = [(article, item) for article in judged for item in article.missed]
    finds = [[close for close in _finds(gold, a, item) if close.same_words] for a, item in missed]
    elsewhere = sum(bool(same) and not any(close.same_holder for close in same) for same in finds)
    return {
        "polarity right": Part(sum(match.polarity for match in matches), len(matches)),
        "modality right": Part(sum(match.modality for match in matches), len(matches)),
        "conditions found": Part(sum(match.condition for match in conditional), len(conditional)),
        "missed, but words found under another holder": Part(elsewhere, len(missed)),
        "events found": Part(len(events), len(events) + missed_events),
        "type of event right": Part(sum(event.type for event in events), len(events)),
    }


def _has_invented(match: Match) -> bool:
    return match.gold.condition is None and not match.condition


def _finds(gold: GoldPositions, article: Judged, item: GoldPosition) -> Iterator[Close]:
    """Yield how each find of the article compares with a gold position."""
    words = characters([item.span])
    paired = {id(match.found) for match in (*article.matches, *article.extras)}
    for found in article.reading.positions if article.reading is not None else ():
        content = characters(found.content)
        holder = names_gold(gold, item.holders, article.holders.get(found.holder.number, frozenset()))
        yield Close(same_words(words, content), holder, id(found) not in paired, content)


def _golds(gold: GoldPositions, article: Judged, found: Position) -> Iterator[Close]:
    """Yield how each gold position of the article compares with a find."""
    content, names = characters(found.content), article.holders.get(found.holder.number, frozenset())
    paired = {match.gold.ident for match in (*article.matches, *article.extras)}
    for item in article.article.positions:
        words = characters([item.span])
        holder = names_gold(gold, item.holders, names)
        yield Close(same_words(words, content), holder, item.ident not in paired, words)


def _errors(
    gold: GoldPositions, judged: Sequence[Judged], traces: Mapping[str, Trace]
) -> Iterator[tuple[str, Error]]:
    for article in judged:
        if article.reading is None:
            for item in article.missed:
                yield (
                    _MISSED + Miss.UNREAD.value,
                    Error(f"{article.article.name} {item.ident}", _who(item.holders)),
                )
            continue
        text = article.reading.article.text
        trace = traces.get(article.reading.article.ident, _NOTHING)
        yield from _misses(gold, article, text, trace)
        for found in article.false:
            cause = what_instead(found.content, _golds(gold, article, found), trace)
            where = f"{article.article.name} [{found.content[0].begin}, {found.content[-1].end})"
            yield _FALSE + cause.value, _of_find(where, "", found, text, trace)
        for match in (*article.matches, *article.extras):
            yield from _wrong(article, match, text, trace)
        for event in article.missed_events:
            what = f"“{event.span.of(text)}” ({', '.join(sorted(event.types))})"
            yield (
                _EVENTS["missed"],
                Error(f"{article.article.name} {event.ident}", what, _sentence([event.span], text, trace)),
            )
        for pair in article.events:
            if not pair.type:
                what = f"“{pair.found.trigger.of(text)}” is {', '.join(sorted(pair.gold.types))}, read as {pair.found.type}"
                sentence = _sentence([pair.found.trigger], text, trace)
                yield (
                    _EVENTS["type"],
                    Error(f"{article.article.name} {pair.gold.ident}", what, sentence, pair.found.rule),
                )


def _misses(gold: GoldPositions, article: Judged, text: str, trace: Trace) -> Iterator[tuple[str, Error]]:
    positions = article.reading.positions if article.reading is not None else ()
    for item in article.missed:
        finds = list(_finds(gold, article, item))
        cause = why_missed([item.span], finds, trace)
        near = [p for p, c in zip(positions, finds, strict=True) if _is_near(cause, c, item.span)]
        what = f"{_who(item.holders)}: “{item.span.of(text)}”"
        where = f"{article.article.name} {item.ident}"
        if near:
            yield _MISSED + cause.value, _of_find(where, f"{what}; found is ", near[0], text, trace)
            continue
        made_by = ", ".join(_cue_words(trace, [item.span], text))
        yield _MISSED + cause.value, Error(where, what, _sentence([item.span], text, trace), made_by)


def _is_near(cause: Miss, close: Close, span: Span) -> bool:
    if cause in {Miss.TAKEN, Miss.HOLDER}:
        return close.same_words
    return cause in {Miss.BOUNDARY, Miss.INSIDE} and bool(close.words & characters([span]))


def _cue_words(trace: Trace, spans: Sequence[Span], text: str) -> Iterator[str]:
    for cue in cues_over(spans, trace):
        state = "" if cue.held else ", not held"
        yield f"{cue.rule} (“{cue.span.of(text)}”, {cue.holder or 'no holder'}{state})"


def _wrong(article: Judged, match: Match, text: str, trace: Trace) -> Iterator[tuple[str, Error]]:
    gold, found, where = match.gold, match.found, f"{article.article.name} {match.gold.ident}"
    if gold.optional:
        return
    if not match.polarity:
        sides = "/".join(p.value for p in gold.polarities)
        yield _WRONG["polarity"], _of_find(where, f"{sides}, but ", found, text, trace)
    if not match.modality:
        degrees = "/".join(m.value for m in gold.modalities)
        yield _WRONG["modality"], _of_find(where, f"{degrees}, but ", found, text, trace)
    if not match.condition:
        read = " | ".join(c.span.of(text) for c in found.conditions) or "nothing"
        marked = gold.condition.of(text) if gold.condition is not None else ""
        kind, what = (
            ("condition", f"“{marked}”, but “{read}” in ") if marked else ("invented", f"“{read}” in ")
        )
        yield _WRONG[kind], _of_find(where, what, found, text, trace)


def _of_find(where: str, what: str, found: Position, text: str, trace: Trace) -> Error:
    words = " … ".join(span.of(text) for span in found.content)
    sides = f"{found.polarity.value}, {found.modality.value}"
    sentence = _sentence(found.content, text, trace)
    return Error(
        where, f"{what}{found.holder.name}: “{words}” ({sides})", sentence, found.rule, found.derivation
    )


def _sentence(spans: Sequence[Span], text: str, trace: Trace) -> str:
    return " ".join(" ".join(sentence.of(text).split()) for sentence in trace.around(spans))


def _who(holders: Sequence[str]) -> str:
    return " or ".join(holders)
