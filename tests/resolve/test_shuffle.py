"""What is grouped by key may be grouped anywhere: the same results in the same order, and little goes along."""

from __future__ import annotations

import itertools
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_builders import KNOWLEDGE, Document
from test_resolve_properties import corpora

from kg.config import Share
from kg.hands import OWN
from kg.model import Kind, Polarity
from kg.resolve import Memory, resolve, shuffle
from kg.resolve.actors import cast
from kg.resolve.belonging import Belonging
from kg.resolve.corpus import Corpus
from kg.resolve.shuffle import Shuffle, Stage, spread

ALL, NONE = Share(0), Share(10**9)


class Elsewhere:
    """Does the work of stages as another process does: it holds copies, and nothing else."""

    here = False
    number = 2

    def __init__(self):
        self.sent = {}

    def map(self, stage, common, groups, _lost=None):
        for group in groups:
            data = pickle.dumps((common, group))
            self.sent.setdefault(stage.__name__, []).append(data)
            yield copied(stage(*copied((common, group))))


def copied(sent):
    return pickle.loads(pickle.dumps(sent))  # noqa: S301  # our own bytes


@pytest.fixture(scope="module", autouse=True)
def tables_of_the_tests():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shuffle.tables, "load", lambda _own: KNOWLEDGE)
        yield


def distinct(readings):
    return list({r.article.ident: r for r in readings}.values())


@settings(max_examples=200, deadline=None)
@given(corpora)
def test_claims_reports_and_stances_that_go_elsewhere_by_key_give_the_same_resolution(readings):
    readings = distinct(readings)
    there = Memory(None, {}, Elsewhere(), share=ALL)
    assert resolve(readings, KNOWLEDGE, None, there) == resolve(readings, KNOWLEDGE)


def story(number, polarity=Polarity.SUPPORT):
    document = Document(
        f"dispatch {number}", date(2025, 3, 3) + timedelta(days=number), f"Courier {number % 3}"
    )
    minister = document.entity("Lena Moreau", state="egypt")
    document.role(minister, "minister", document.known("france"))
    document.position(minister, document.claim("halve the harbour toll", None, "halve", "toll"), polarity)
    document.position(
        document.known("jd-vance"), document.claim("halve the harbour toll", None, "halve", "toll")
    )
    document.event("meeting", "talks", minister, document.known("jd-vance"))
    return document.reading()


@pytest.fixture
def stories():
    return [story(n, Polarity.OPPOSE if n % 3 else Polarity.SUPPORT) for n in range(9)]


def test_each_of_the_three_goes_by_its_key(stories):
    hands = Elsewhere()
    found = resolve(stories, KNOWLEDGE, None, Memory(None, {}, hands, share=ALL))
    assert found == resolve(stories, KNOWLEDGE)
    assert found.links
    assert len(set(found.event_of.values())) < len(found.event_of)
    assert {"matters_elsewhere", "events_elsewhere", "links_elsewhere"} <= hands.sent.keys()


def test_no_text_and_no_wording_of_a_claim_goes_along(stories):
    hands = Elsewhere()
    resolve(stories, KNOWLEDGE, None, Memory(None, {}, hands, share=ALL))
    lots = [lot for name in ("matters_elsewhere", "events_elsewhere") for lot in hands.sent[name]]
    assert lots
    assert not any(b"dispatch" in lot or b"halve the harbour toll" in lot for lot in lots)


def test_few_records_stay(stories):
    hands = Elsewhere()
    resolve(stories, KNOWLEDGE, None, Memory(None, {}, hands, share=NONE))
    assert not hands.sent


# ------------------------------------------------------------------------ lots


def total(_belonging, group):
    return sum(group)


def totals(_common, lot):
    return tuple(map(sum, lot.groups))


TOTALS = Stage(total, totals, tuple, len)
NOBODY = Belonging(KNOWLEDGE, {})
sizes = st.lists(st.integers(1, 40), max_size=30)


@given(sizes)
def test_results_come_in_the_order_of_the_groups_whatever_their_sizes(numbers):
    groups = [[place] * size for place, size in enumerate(numbers)]
    here = list(Shuffle(OWN, 0, NOBODY).made(TOTALS, lambda: groups))
    assert here == [(group, sum(group)) for group in groups]
    assert list(Shuffle(Elsewhere(), 0, NOBODY).made(TOTALS, lambda: groups)) == here


@given(sizes, st.integers(1, 12))
def test_the_fullest_groups_go_first_and_small_ones_together_in_no_more_lots_than_asked_for(numbers, most):
    lots = spread(numbers, most)
    places = [place for lot in lots for place in lot]
    assert sorted(places) == list(range(len(numbers)))
    in_order = [numbers[place] for place in places]
    assert in_order == sorted(in_order, reverse=True)
    share = -(-sum(numbers) // most)
    assert len(lots) <= most
    assert all(sum(numbers[place] for place in lot[:-1]) < share for lot in lots)


def test_one_full_group_goes_alone():
    assert spread([1, 2, 90, 3, 4], 4) == [[2], [4, 3, 1, 0]]


def test_nothing_is_done_here_before_it_is_asked_for():
    formed = []
    coming = Shuffle(OWN, 0, NOBODY).made(TOTALS, lambda: formed.append(1) or [[1]])
    assert not formed
    assert list(coming) == [([1], 1)]


def test_others_begin_at_once():
    class Heard(Elsewhere):
        def map(self, stage, common, groups, _lost=None):
            return iter(list(super().map(stage, common, groups)))

    hands = Heard()
    coming = Shuffle(hands, 0, NOBODY).made(TOTALS, lambda: [[1], [2]])
    assert hands.sent
    assert list(coming) == [([1], 1), ([2], 2)]


# ------------------------------------------------------------------ what is known of actors

DAYS = (None, date(2018, 5, 1), date(2024, 6, 20), date(2025, 2, 12))


@settings(max_examples=100, deadline=None)
@given(corpora, st.data())
def test_what_goes_along_of_some_actors_answers_of_them_as_all_that_is_known(readings, data):
    who = cast(Corpus.of(distinct(readings)), KNOWLEDGE)
    everyone = sorted({*who.entities, *KNOWLEDGE.actors})
    answers_alike(who.belonging, data.draw(st.lists(st.sampled_from(everyone), max_size=4, unique=True)))


def test_offices_and_voices_that_texts_give_go_along():
    """A minister and a spokesman of a ministry that no table knows, and soldiers whose acts are their state's."""
    document = Document("who is who", date(2024, 6, 20))
    body = document.entity("Ministry of Tolls", Kind.ORGANISATION, state="egypt")
    speaker = document.entity("Viktor Belov", principal=body)
    troops = document.entity("Egyptian troops", Kind.GROUP, state="egypt")
    document.role(document.entity("Lena Moreau"), "minister", body)
    belonging = cast(Corpus.of([document.reading()]), KNOWLEDGE).belonging
    keys = [
        key
        for key in belonging.kinds
        if key not in KNOWLEDGE.actors and belonging.kind(key) is not Kind.OUTLET
    ]
    assert len(keys) == 4
    assert {speaker.kind, body.kind, troops.kind} == set(map(belonging.kind, keys))
    for key in keys:
        answers_alike(belonging, [key])
    answers_alike(belonging, keys)
    reached = {wider for key in keys for wider in belonging.chain(key, date(2024, 6, 20))}
    assert len(reached) > len(keys)


def answers_alike(belonging, some):
    part = Belonging.of(copied(belonging.known(some)), KNOWLEDGE)
    for key, on in itertools.product(some, DAYS):
        assert part.chain(key, on) == belonging.chain(key, on)
        assert part.state(key, on) == belonging.state(key, on)
        assert part.acting(key, on) == belonging.acting(key, on)
        assert [part.common(key, other, on) for other in some] == [
            belonging.common(key, other, on) for other in some
        ]
        assert [*part.speaks_for(key, on)] == [*belonging.speaks_for(key, on)]
        assert [*map(part.kind, part.chain(key, on))] == [*map(belonging.kind, part.chain(key, on))]


def test_what_is_known_of_others_does_not_go_along(stories):
    belonging = cast(Corpus.of(stories), KNOWLEDGE).belonging
    known = belonging.known(["jd-vance"])
    assert not any("moreau" in str(table) for table in known)
    assert any("moreau" in str(table) for table in belonging.known(["lena-moreau"]))
