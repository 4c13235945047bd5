"""Links that a text states itself."""

from datetime import date

import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.model import Form, LinkKind, Mention, Polarity, Span
from kg.resolve import resolve

MAY = date(2025, 5, 1)


def aid(document):
    return document.claim(
        "send troops to Egypt", document.known("france"), "send", "troop", document.known("egypt")
    )


def stated(document, named, words, before, after):
    """Resolve a document with a comparison between two stances; each is (holder, polarity). Return the links."""
    claim = aid(document)
    document.position(document.known(before[0]), claim, before[1])
    document.text = document.text.rstrip() + ". "
    cue = document.words(words)
    span = document.words(named)
    document.position(document.known(after[0]), claim, after[1])
    reading = document.reading()
    mention = Mention(Span(span.begin, span.end), document.known(before[0]), Form.NAMED)
    reading = type(reading)(
        reading.article, reading.entities, (mention,), (), (), reading.positions, reading.events
    )
    return [link for link in resolve([reading], KNOWLEDGE).links if link.stated_by is not None], cue


def test_agreeing_with_somebody_is_an_agreement_that_the_text_states():
    document = Document("a story", MAY)
    found, cue = stated(
        document, "Macron", "Agreeing with",
        ("emmanuel-macron", Polarity.SUPPORT), ("germany", Polarity.SUPPORT),
    )  # fmt: skip
    (link,) = found
    assert (link.kind, link.between) == ("Agreement", LinkKind.BETWEEN_HOLDERS)
    assert link.stated_by[0] == document.ident
    assert link.stated_by[1].covers(cue)


def test_this_contradicts_somebody_sets_the_stance_before_against_the_one_behind():
    document = Document("a story", MAY)
    found, cue = stated(
        document, "Germany", "This contradicts",
        ("emmanuel-macron", Polarity.SUPPORT), ("germany", Polarity.OPPOSE),
    )  # fmt: skip
    (link,) = found
    assert link.kind == "Contradiction"
    assert link.stated_by[0] == document.ident
    assert link.stated_by[1].covers(cue)


@pytest.mark.parametrize("words", ["Agreeing with", "This contradicts"])
def test_words_that_no_stances_bear_out_state_nothing(words):
    sides = (Polarity.SUPPORT, Polarity.OPPOSE) if words.startswith("Agr") else (Polarity.SUPPORT,) * 2
    document = Document("a story", MAY)
    found, _ = stated(document, "Macron", words, ("emmanuel-macron", sides[0]), ("germany", sides[1]))
    assert found == []
