from __future__ import annotations

import time

import pytest
import spacy

from kg.annotate import annotate, annotate_parsed
from kg.annotate.gazetteer import Gazetteer
from kg.annotate.lexicon import lexicon
from kg.model import Article, Form, Mention

pytestmark = pytest.mark.model


def test_articles_come_back_in_order_and_alike(nlp, small_knowledge):
    texts = ["Russia left.", "", "France stayed, and Turkey too.", "Nobody came."]
    articles = [Article(text, f"{n}.txt") for n, text in enumerate(texts)]
    first = list(annotate(nlp, articles, small_knowledge, batch_size=2))
    again = list(annotate(nlp, articles, small_knowledge, batch_size=3))
    assert [a.article for a in first] == articles
    assert [a.mentions for a in first] == [a.mentions for a in again]


def test_entities_are_numbered_by_first_mention_and_found_by_number(see):
    seen = see("France met Russia and Turkey. Russia left.")
    assert [e.number for e in seen.entities] == list(range(len(seen.entities)))
    assert [e.known for e in seen.entities][:3] == ["france", "russia", "turkey"]


def test_mentions_are_in_the_order_of_the_text_without_doubles(see):
    spans = [
        m.span
        for m in see("French President Emmanuel Macron met Vladimir Putin. He left.").annotated.mentions
    ]
    assert spans == sorted(set(spans))


def test_further_mentions_are_found_by_token_and_leave_the_original_alone(see):
    seen = see('"We will vote," France said.')
    old = seen.annotated
    (i,) = old.first_persons
    new = old.with_mentions([Mention(old.span(i, i + 1), seen.who("France"), Form.PRONOUN)])
    assert new.mention_at(old.doc[i]).entity.known == "france"
    assert new.first_persons == ()
    assert old.mention_at(old.doc[i]) is None


def test_a_span_needs_tokens(see):
    annotated = see("France left.").annotated
    assert annotated.span(0, 2).of("France left.") == "France left"
    with pytest.raises(ValueError, match="not tokens"):
        annotated.span(1, 1)


def test_a_line_of_two_megabytes_does_not_hang(small_knowledge):
    blank = spacy.blank("en")
    blank.max_length = 3_000_000
    text = '"He said so," Ann Lee of Russia told them, and ' * 42_000
    doc = blank.make_doc(text)
    begun = time.perf_counter()
    annotated = annotate_parsed(doc, Article(text, "x"), Gazetteer(blank, small_knowledge), lexicon())
    assert len(annotated.quotes) == 42_000
    assert time.perf_counter() - begun < 60
