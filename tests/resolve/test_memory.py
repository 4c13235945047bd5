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
from kg.resolve import documents as room
from kg.resolve import memory as kept_room


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


class Elsewhere:
    """Does the work of stages as another process does, and counts documents."""

    here = False
    number = 2

    def __init__(self):
        self.sent = self.returned = 0

    def map(self, stage, common, groups, _lost=None):
        for group in groups:
            made = stage(common, group)
            if stage is room.settled_elsewhere:
                self.sent += len(group)
                self.returned += made.count(None)
            yield made


@pytest.fixture(scope="module")
def all_are_sent():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_WORTH", 1)
        patch.setattr(kept_room, "_WORTH", 1)
        patch.setattr(room.tables, "load", lambda _own: KNOWLEDGE)
        yield


@pytest.mark.usefixtures("all_are_sent")
@settings(max_examples=150, deadline=None)
@given(corpora)
def test_documents_that_are_settled_elsewhere_are_resolved_and_kept_as_here(readings):
    distinct = list({r.article.ident: r for r in readings}.values())
    here, there = Kept(), Kept()
    alone = resolve(distinct, KNOWLEDGE, None, Memory(here, One()))
    assert resolve(distinct, KNOWLEDGE, None, Memory(there, One(), Elsewhere())) == alone
    assert there == here


@pytest.mark.usefixtures("all_are_sent")
def test_a_document_that_asks_for_more_than_went_along_with_it_is_settled_here(settled):
    """France is nobody that the text names, but who deploys "French troops" has a label."""
    document = Document("French troops", date(2025, 3, 3))
    who = document.entity("Lena Moreau")
    document.position(who, document.claim("deploy French troops to Egypt", None, "deploy", "troop"))
    hands = Elsewhere()
    found = resolve([document.reading()], KNOWLEDGE, None, Memory(None, {}, hands))
    assert (hands.sent, hands.returned, len(settled)) == (1, 1, 2)
    assert found == resolve([document.reading()], KNOWLEDGE)


@pytest.fixture
def settled(monkeypatch):
    """Hear which documents are settled."""
    heard = []
    real = room.settle

    def listening(reading, knowledge, asked):
        heard.append(reading.article.ident)
        return real(reading, knowledge, asked)

    monkeypatch.setattr(room, "settle", listening)
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
    known, asked, plain = json.loads(zlib.decompress(kept.get(one.ident, "document")))
    assert asked
    asked[0][1] = "somebody else"
    kept.put(one.ident, "document", zlib.compress(json.dumps([known, asked, plain]).encode()))
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
