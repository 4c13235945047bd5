"""How far the reading of an article came: its sentences, and every cue in them, also those nothing was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate import annotate
from kg.extract import phrase
from kg.extract.attribution import utterances
from kg.extract.holders import holders_at
from kg.extract.said import Said
from kg.lang.lexicon import lexicon
from kg.model import Reading, Span, covering

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.hit import Utterance
    from kg.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that could tell who holds what."""

    span: Span
    rule: str
    """Word class and frame: "verb-that"."""
    content: tuple[Span, ...]
    holder: str | None
    """Name of the first holder found for it."""
    held: bool
    """Whether the text reports it as held, not as wished, asked or supposed."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The sentences and cues of one article, in the order of the text."""

    sentences: tuple[Span, ...] = ()
    cues: tuple[Cue, ...] = ()

    def around(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return the sentences that `spans` touch."""
        listed = tuple(spans)
        return tuple(s for s in self.sentences if any(s.overlaps(span) for span in listed))


def traces(nlp: Language, readings: Iterable[Reading], knowledge: Knowledge) -> Iterator[tuple[str, Trace]]:
    """Yield each article's ident and trace. It is annotated once more, since readings do not keep the parse."""
    read = {reading.article: reading for reading in readings}
    for annotated in annotate(nlp, read, knowledge):
        known = annotated.with_mentions(read[annotated.article].mentions)  # those of "I" and "we" too
        said = utterances(known, lexicon())
        real = Said.of(known, said).held
        sentences = (_span(known, list(sentence)) for sentence in known.doc.sents)
        cues = tuple(_cue(known, utterance, real) for utterance in said)
        yield annotated.article.ident, Trace(tuple(s for s in sentences if s is not None), cues)


def _span(annotated: Annotated, tokens: Iterable[Token]) -> Span | None:
    words = [token for token in tokens if not token.is_space]
    return covering(annotated.span(t.i, t.i + 1) for t in words) if words else None


def _cue(annotated: Annotated, utterance: Utterance, real: frozenset[int]) -> Cue:
    hit, attribution = utterance.hit, utterance.attribution
    span = _span(annotated, hit.words) or annotated.span(hit.head.i, hit.head.i + 1)
    if attribution is not None:
        content = attribution.content
    else:
        tokens = [t for head in hit.contents for t in head.subtree]
        content = phrase.spans_of(tokens, annotated.article.text)
    holders = [holder.name for source in hit.sources for holder in holders_at(annotated, source)]
    rule = attribution.rule if attribution is not None else f"{hit.cue.pos}-{hit.frame}"
    return Cue(span, rule, content, holders[0] if holders else None, hit.head.i in real)
