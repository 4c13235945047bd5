"""From judged texts to a report: attributions, manners of speech, rules, and what went wrong why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.evaluate.attributions import MANNERS, Judged
from kg.evaluate.causes import Close, Extra, Miss, cues_over, what_instead, why_missed
from kg.evaluate.measure import SAME_WORDS, Score, char_f, characters
from kg.evaluate.report import Error, Report, grouped, rules
from kg.evaluate.trace import Trace
from kg.model import Attribution, Span

_MISSED, _FALSE, _SOURCE = "missed: ", "false find: ", "wrong source"
_ORDER = (*(_MISSED + cause.value for cause in Miss), *(_FALSE + cause.value for cause in Extra), _SOURCE)
_NOTHING = Trace()


def report(judged: Sequence[Sequence[Judged]], traces: Mapping[str, Trace] | None = None) -> Report:
    """Return the report on texts, each judged by one or more annotators: counts are the mean over these.

    Rules and errors are by the first annotator.

    Args:
        judged: What is right and wrong, by text and annotator.
        traces: Text's ident to its trace, where errors are wanted.
    """
    n: dict[tuple[str, str], float] = defaultdict(float)
    for versions in judged:
        for version in versions:
            for key, number in version.tally().items():
                n[key] += number / len(versions)
    first = [versions[0] for versions in judged]
    right = [match.found.rule for text in first for match in text.matches]
    false = [found.rule for text in first for found in text.false]
    found, gold = n["all", "found"], n["all", "gold"]
    return Report(
        about="attributions",
        counts={"articles": len(judged), "attributions in the gold": gold, "attributions found": found},
        scores={
            "content": Score(n["all", "right"], found, gold),
            "content and source": Score(n["source", "right"], found, gold),
            **{f"{m} speech": _of_manner(n, m) for m in MANNERS},
        },
        parts={},
        rules=rules((*right, *false), right),
        errors=None if traces is None else grouped(_errors(first, traces), _ORDER),
    )


def _of_manner(n: Mapping[tuple[str, str], float], manner: str) -> Score:
    """Recall is over the gold of that manner, precision over the finds of it: a pair may be of two."""
    kinds = ("right gold", "found", "gold", "right found")
    return Score(*(n.get((manner, kind), 0.0) for kind in kinds))


def _errors(judged: Sequence[Judged], traces: Mapping[str, Trace]) -> Iterator[tuple[str, Error]]:
    for marked in judged:
        name, text, reading = marked.text.name, marked.text.text, marked.reading
        trace = _NOTHING if reading is None else traces.get(reading.article.ident, _NOTHING)
        finds = [
            *((m.found.content, False) for m in marked.matches),
            *((f.content, True) for f in marked.false),
        ]
        for item in marked.missed:
            close = _close(item.content, finds, text)
            cause = why_missed(item.content, close, trace) if reading else Miss.UNREAD
            what = f"{_words(item.source, text) or 'nobody'}: {_words(item.content, text)}"
            made_by = ", ".join(f"{c.rule} (“{c.span.of(text)}”)" for c in cues_over(item.content, trace))
            yield _MISSED + cause.value, Error(name, what, _sentence(item.content, text, trace), made_by)
        golds = [
            *((m.gold.content, False) for m in marked.matches),
            *((g.content, True) for g in marked.missed),
        ]
        for found in marked.false:
            extra = what_instead(found.content, _close(found.content, golds, text), trace)
            yield _FALSE + extra.value, _of_find(name, "", found, text, trace)
        for match in marked.matches:
            if not match.source:
                what = f"{_words(match.gold.source, text) or 'nobody'}, but "
                yield _SOURCE, _of_find(name, what, match.found, text, trace)


def _close(
    spans: Sequence[Span], others: Iterable[tuple[Sequence[Span], bool]], text: str
) -> Iterator[Close]:
    """Yield how `others`, each with whether it is paired with nothing, compare with the words at `spans`."""
    words = characters(spans, text)
    for other, free in others:
        content = characters(other, text)
        yield Close(char_f(words, content) >= SAME_WORDS, same_holder=True, free=free, words=content)


def _of_find(where: str, what: str, found: Attribution, text: str, trace: Trace) -> Error:
    source = _words((found.source_span,), text) if found.source_span is not None else "nobody"
    sentence = _sentence(found.content, text, trace)
    return Error(
        where, f"{what}{source}: {_words(found.content, text)}", sentence, found.rule, found.derivation
    )


def _words(spans: Sequence[Span], text: str) -> str:
    return f"“{' … '.join(' '.join(span.of(text).split()) for span in spans)}”" if spans else ""


def _sentence(spans: Sequence[Span], text: str, trace: Trace) -> str:
    return " ".join(" ".join(sentence.of(text).split()) for sentence in trace.around(spans))
