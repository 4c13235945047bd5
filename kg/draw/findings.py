"""The text layer of a graph → positions, passages and articles of a view."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.draw.facts import short
from kg.draw.records import ArticleShown, ConditionShown, Passage, PositionShown, Telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.draw.facts import Facts

_NUMBER = re.compile(r"^\d+\. ")
"""The graph numbers the steps of a derivation, so that they sort; a list on the page numbers itself."""

_HEDGE = re.compile(r'"(\w[^"]*)": (?:possible|probable)$')


class Findings:
    """Makes the records of what was read from the texts."""

    def __init__(self, facts: Facts) -> None:
        """Read nothing yet."""
        self.facts = facts
        self._passages: dict[str, Passage | None] = {}

    def passages(self, subject: str, *props: str) -> tuple[Passage, ...]:
        """Return the spans of some properties, in the order of the text."""
        spans = {iri for prop in props for iri in self.facts.all(subject, prop)}
        found = [p for p in map(self.passage, spans) if p is not None]
        return tuple(sorted(found) if len(found) > 1 else found)

    def passage(self, iri: str) -> Passage | None:
        """Return one span, None where its offsets are not in the graph."""
        if iri not in self._passages:
            self._passages[iri] = self._passage(iri)
        return self._passages[iri]

    def _passage(self, iri: str) -> Passage | None:
        begin = self.facts.number(iri, "nif:beginIndex")
        end = self.facts.number(iri, "nif:endIndex")
        article = self.facts.one(iri, "nif:referenceContext")
        if begin is None or end is None or article is None:
            return None
        words = self.facts.one(iri, "nif:anchorOf")
        if words is None:
            text = self.facts.one(article, "nif:isString") or ""
            words = text[int(begin) : int(end)]
        return Passage(short(article), int(begin), int(end), words)

    def articles(self, *, texts: bool) -> tuple[ArticleShown, ...]:
        """Return every document of the graph."""
        facts, made = self.facts, []
        for iri in facts.members("gs:Document"):
            outlet, original = facts.one(iri, "dcterms:publisher"), facts.one(iri, "gs:copyOf")
            made.append(
                ArticleShown(
                    id=short(iri),
                    title=facts.one(iri, "dcterms:title") or "",
                    outlet="" if outlet is None else self.facts.label(outlet),
                    date=facts.one(iri, "dcterms:issued"),
                    sources=facts.all(iri, "dcterms:source"),
                    text=facts.one(iri, "nif:isString") if texts else None,
                    copy_of=None if original is None else short(original),
                )
            )
        return tuple(made)

    def positions(self) -> tuple[PositionShown, ...]:
        """Return the positions that have a holder and something they are about."""
        made = (self.position(iri) for iri in self.facts.members("gs:Position"))
        return tuple(p for p in made if p is not None)

    def position(self, iri: str) -> PositionShown | None:
        """Return one position, None where the resolved layer does not know it."""
        facts = self.facts
        holder, target = facts.one(iri, "gs:holder"), facts.one(iri, "gs:target")
        about = facts.all(iri, "gs:about")
        if holder is None or not (about or target):
            return None
        content = self.passages(iri, "gs:contentSpan")
        evidence = self.passages(iri, "gs:evidence") or content
        article = facts.one(iri, "gs:reportedIn")
        steps = tuple(
            _NUMBER.sub("", line)
            for text in facts.all(iri, "gs:derivation")
            for line in text.splitlines()
            if line.strip()
        )
        return PositionShown(
            id=short(iri),
            holder=short(holder),
            about=tuple(map(short, about)),
            target=None if target is None else short(target),
            polarity=facts.name(iri, "gs:polarity") or "neutral",
            modality=facts.name(iri, "gs:modality") or "certain",
            speech_act=facts.name(iri, "gs:speechAct"),
            article=short(article) if article else (evidence[0].article if evidence else ""),
            evidence=evidence,
            content=content,
            conditions=self.conditions(iri),
            condition_words=self.passages(iri, "gs:conditionSpan"),
            hedge=hedges(steps, evidence, content),
            cue=self.passages(iri, "gs:cueSpan"),
            holder_words=self.passages(iri, "gs:holderSpan"),
            target_words=self.passages(iri, "gs:targetSpan"),
            chain=self.chain(facts.one(iri, "gs:attribution")),
            date=facts.one(iri, "gs:assertedOn"),
            date_precision=facts.name(iri, "gs:datePrecision") or None,
            strength=facts.number(iri, "gs:strength"),
            confidence=facts.number(iri, "gs:confidence"),
            rule=facts.one(iri, "gs:rule") or "",
            derivation=steps,
        )

    def conditions(self, iri: str) -> tuple[ConditionShown, ...]:
        """Return what a position hangs on, `if` before `unless`."""
        status = self.facts.name(iri, "gs:conditionStatus") or None
        report = self.facts.one(iri, "gs:settledBy")
        event = None if report is None else self.facts.one(report, "gs:mentionOf")
        settled = None if event is None else short(event)
        return tuple(
            ConditionShown(short(proposition), unless=unless, status=status, settled=settled)
            for prop, unless in (("gs:condition", False), ("gs:unless", True))
            for proposition in self.facts.all(iri, prop)
        )

    def chain(self, iri: str | None) -> tuple[Telling, ...]:
        """Return an attribution and those it is nested in, innermost first; a loop ends the chain."""
        facts, made, seen = self.facts, [], set[str]()
        while iri is not None and iri not in seen:
            seen.add(iri)
            source, addressee = facts.one(iri, "gs:source"), facts.one(iri, "gs:addressee")
            outlet = facts.one(iri, "gs:outlet")
            made.append(
                Telling(
                    source=None if source is None else short(source),
                    words=" … ".join(p.words for p in self.passages(iri, "gs:sourceSpan")),
                    cue=" … ".join(p.words for p in self.passages(iri, "gs:cueSpan")),
                    quotation=facts.name(iri, "gs:quotation"),
                    addressee=None if addressee is None else short(addressee),
                    outlet=None if outlet is None else short(outlet),
                )
            )
            iri = facts.one(iri, "gs:within")
        return tuple(made)


def hedges(
    steps: Iterable[str], evidence: Iterable[Passage], content: tuple[Passage, ...]
) -> tuple[Passage, ...]:
    """Return the words that, by the steps of a reading, make a position less than certain.

    A step such as `"might": possible` names the word; in the evidence, it is the one nearest to the content.
    """
    evidence, found = tuple(evidence), set[Passage]()
    at = content[0].begin if content else 0
    for word in (m[1] for m in map(_HEDGE.match, steps) if m):
        here = [
            Passage(p.article, p.begin + m.start(), p.begin + m.end(), m[0])
            for p in evidence
            for m in re.finditer(rf"\b{re.escape(word)}\w*", p.words, re.IGNORECASE)
        ]
        if here:
            found.add(min(here, key=lambda p: (abs(p.begin - at), p)))
    return tuple(sorted(found))
