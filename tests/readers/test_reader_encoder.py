from __future__ import annotations

import numpy as np
import pytest
from word_pieces import Words

import kg.readers
from kg.model import Span
from kg.readers import missing_library
from kg.readers.encoder import Encoder
from kg.readers.pairs import TYPES, PairReader, pieces_of
from kg.readers.pieces import split
from kg.readers.tags import COUNT
from kg.readers.windows import CONTEXT, LIMIT

WIDTH = 3


class Network:
    """Stands in for the encoder: states and tags are the piece's number, every piece points at itself."""

    def __init__(self):
        self.seen = []

    def run(self, _names, inputs):
        ids = inputs["ids"]
        self.seen.append(ids.tolist())
        number = ids.astype(np.float32)
        states, tags = np.repeat(number[:, None], WIDTH, 1), np.repeat(number[:, None], COUNT, 1)
        return tags, np.stack([np.eye(len(ids), dtype=np.float32)] * 2), states


class Head:
    """Stands in for the head: support grows with the holder's state, oppose with the target's."""

    def __init__(self):
        self.asked = 0

    def run(self, _names, inputs):
        self.asked += 1
        of_role = [float(inputs["states"][inputs["roles"] == role, 0].mean()) for role in (1, 2)]
        types = np.zeros(len(TYPES), dtype=np.float32)
        types[TYPES.index("AID" if of_role[0] < of_role[1] else "SANCTION")] = 5
        return np.array(of_role, dtype=np.float32) / 10, types


TEXT = "Oslo praised Bern"
LONG = "word " * (2 * LIMIT)
OSLO, BERN, WHOLE = Span(0, 4), Span(13, 17), Span(0, len(TEXT))


def read(text):
    return Encoder(Network(), Words()).encode(text)


def test_every_window_is_run_by_itself_between_special_pieces():
    network = Network()
    encoded = Encoder(network, Words()).encode(LONG)
    assert len(network.seen) == len(encoded.windows) > 2
    assert all(ids[0] == 1 and ids[-1] == 2 and len(ids) <= LIMIT + 2 for ids in network.seen)


def test_each_piece_has_the_tags_of_the_window_whose_body_holds_it():
    encoded = read(LONG)
    assert encoded.tags[:, 0].tolist() == list(range(10, 10 + 2 * LIMIT))


def test_states_of_a_span_come_from_the_window_that_shows_most_of_it():
    encoded = read(LONG)
    edge = encoded.windows[1].body
    assert encoded.states_of((edge - 2, edge + CONTEXT))[0] == edge - 2
    begin, states = encoded.states_of((edge - 5, edge))
    assert begin == edge - 5
    assert states[:, 0].tolist() == [10 + piece for piece in range(edge - 5, edge)]


def test_span_of_no_pieces_has_no_states():
    assert read(TEXT).states_of((3, 3)) is None
    assert read("").states_of((0, 1)) is None


def test_pointing_is_the_mean_over_the_pieces_and_all_windows():
    encoded = read(LONG)
    edge = encoded.windows[1].body
    weight, nothing = encoded.pointed((edge - 1, edge + 3), 0)
    assert weight[edge - 1 : edge + 3].tolist() == [0.25] * 4
    assert weight.sum() == pytest.approx(1)
    assert nothing == 0


def test_stance_has_five_shares_and_keeps_the_direction():
    reader, encoded = PairReader(Head()), read(TEXT)
    there, back = (reader.stance(encoded, WHOLE, *sides) for sides in ((OSLO, BERN), (BERN, OSLO)))
    assert there.support == pytest.approx(back.supported)
    assert there.oppose == pytest.approx(back.opposed)
    assert there.none + there.support + there.oppose + there.supported + there.opposed == pytest.approx(1)


def test_what_the_target_holds_is_asked_only_where_the_holder_may_reach_a_probability():
    whole = PairReader(Head()).stance(read(TEXT), WHOLE, OSLO, BERN)
    most = max(whole.support, whole.oppose)
    for least, directions, answer in ((most, 2, whole), (0.99, 1, None)):
        head = Head()
        assert PairReader(head).stance(read(TEXT), WHOLE, OSLO, BERN, least) == answer
        assert head.asked == directions


def test_a_pair_that_was_asked_about_is_not_read_again():
    head, encoded = Head(), read(TEXT)
    assert len({PairReader(head).stance(encoded, WHOLE, OSLO, BERN) for _ in range(3)}) == 1
    assert PairReader(head).stance(encoded, WHOLE, BERN, OSLO)
    assert head.asked == 2


def test_bias_for_none_makes_fewer_stances():
    shares = [PairReader(Head(), none).stance(read(TEXT), WHOLE, OSLO, BERN).none for none in (-1, 0, 1)]
    assert shares == sorted(set(shares))


def test_lighter_scores_make_answers_less_sure():
    shares = [PairReader(Head(), 0, by).stance(read(TEXT), WHOLE, OSLO, BERN) for by in (0.5, 1, 2)]
    tops = [max(s.none, s.support, s.oppose, s.supported, s.opposed) for s in shares]
    assert tops == sorted(set(tops))


def test_event_type_depends_on_who_acts():
    reader, encoded = PairReader(Head()), read(TEXT)
    for sides, name in (((OSLO, BERN), "AID"), ((BERN, OSLO), "SANCTION")):
        types = reader.event(encoded, WHOLE, *sides)
        assert tuple(types) == TYPES
        assert max(types, key=types.get) == name
        assert sum(types.values()) == pytest.approx(1, abs=1e-5)


def test_sides_that_share_their_pieces_are_no_pair():
    assert PairReader(Head()).stance(read(TEXT), WHOLE, OSLO, OSLO) is None
    assert PairReader(Head()).event(read(TEXT), WHOLE, OSLO, Span(2, 4)) == {}


def test_pieces_of_a_span_share_a_character_with_it():
    pieces = split(TEXT, Words())
    assert pieces_of(pieces, Span(2, 14)) == (0, 3)
    assert pieces_of(pieces, Span(4, 5)) == (1, 1)


def test_missing_library_is_named(monkeypatch):
    monkeypatch.setattr(kg.readers, "LIBRARIES", ("json", "no_such_library_here"))
    assert missing_library() == "no_such_library_here"
    monkeypatch.setattr(kg.readers, "LIBRARIES", ("json",))
    assert missing_library() is None
