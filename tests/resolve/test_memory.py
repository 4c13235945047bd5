"""What was settled before changes nothing but the time: the same answers, or it is settled anew."""

import json
import zlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_builders import KNOWLEDGE, Document
from test_resolve_properties import corpora

from kg.resolve import Memory, resolve
from kg.resolve import matters as room


class Kept(dict):
    """Keeps in memory."""

    def get(self, ident, sort):
        return super().get((ident, sort))

    def put(self, ident, sort, data):
        self[ident, sort] = data


class One(dict):
    """Says of every document that it is as it was."""

    def __missing__(self, key):
        return "1"


@settings(max_examples=150, deadline=None)
@given(st.lists(corpora, min_size=2, max_size=4))
def test_whatever_was_settled_for_other_corpora_each_is_resolved_as_without_it(histories):
    kept = Kept()
    for readings in histories:
        distinct = list({r.article.ident: r for r in readings}.values())
        assert resolve(distinct, KNOWLEDGE, None, Memory(kept, One())) == resolve(distinct, KNOWLEDGE)


@pytest.fixture
def settled(monkeypatch):
    """Hear which documents are settled."""
    heard = []
    real = room._of_document

    def listening(reading, teller, knowledge):
        heard.append(reading.article.ident)
        return real(reading, teller, knowledge)

    monkeypatch.setattr(room, "_of_document", listening)
    return heard


def report(title, holder="Lena Moreau"):
    document = Document(title, date(2025, 3, 3), "Evening Courier")
    who = document.entity(holder)
    document.position(who, document.claim("send troops to Egypt", None, "send", "troop"))
    return document


def test_only_a_new_document_and_those_whose_actors_changed_are_settled(settled):
    kept, one, two = Kept(), report("one"), report("two", "Viktor Belov")
    memory = Memory(kept, One())
    resolve([one.reading(), two.reading()], KNOWLEDGE, None, memory)
    assert sorted(settled) == sorted([one.ident, two.ident])
    settled.clear()
    fuller = report("three", "Viktor Ivanovich Belov")
    resolve([one.reading(), two.reading(), fuller.reading()], KNOWLEDGE, None, memory)
    assert one.ident not in settled
    assert fuller.ident in settled


def test_another_revision_of_a_document_is_settled_anew(settled):
    kept, one = Kept(), report("one")
    resolve([one.reading()], KNOWLEDGE, None, Memory(kept, {one.ident: "1"}))
    resolve([one.reading()], KNOWLEDGE, None, Memory(kept, {one.ident: "1"}))
    assert settled == [one.ident]
    resolve([one.reading()], KNOWLEDGE, None, Memory(kept, {one.ident: "2"}))
    assert settled == [one.ident, one.ident]


def test_another_answer_about_an_actor_settles_a_document_anew(settled):
    kept, one = Kept(), report("one")
    memory = Memory(kept, One())
    resolve([one.reading()], KNOWLEDGE, None, memory)
    known, asked, plain = json.loads(zlib.decompress(kept.get(one.ident, "claims")))
    assert asked
    asked[0][1] = "somebody else"
    kept.put(one.ident, "claims", zlib.compress(json.dumps([known, asked, plain]).encode()))
    assert resolve([one.reading()], KNOWLEDGE, None, memory) == resolve([one.reading()], KNOWLEDGE)
    assert settled[:2] == [one.ident, one.ident]


@pytest.mark.parametrize(
    "damaged", [b"", b"no such bytes", zlib.compress(b"[1, 2"), zlib.compress(b"[1, 2]")]
)
def test_what_is_damaged_is_settled_anew(damaged):
    kept, one = Kept(), report("one")
    memory = Memory(kept, One())
    resolve([one.reading()], KNOWLEDGE, None, memory)
    for place in kept:
        kept[place] = damaged
    assert resolve([one.reading()], KNOWLEDGE, None, memory) == resolve([one.reading()], KNOWLEDGE)
