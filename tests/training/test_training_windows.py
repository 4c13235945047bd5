from __future__ import annotations

import random

import pytest
from word_pieces import Words

from kg.readers.tags import BEGIN, INSIDE, OUTSIDE
from kg.readers.windows import Window
from training.corpus import IGNORE, NONE, example, item, one_pass
from training.pairs import STANCES, event_sentences, pack, packs, stance_sentences

TEXT = "Ames said Cairo agrees . Nobody argued ; rumours say ships left"


def dice(seed):
    return random.Random(seed)  # noqa: S311  (shuffles for a test)


def span(words):
    begin = TEXT.index(words)
    return [begin, begin + len(words)]


@pytest.fixture
def article():
    attributions = [
        {"source": [span("Ames")], "cue": [span("said")], "content": [span("Cairo agrees")]},
        {"source": [], "cue": [span("say")], "content": [span("ships left")]},
    ]
    return example({"doc": "d", "text": TEXT, "attributions": attributions}, Words())


def test_tags_begin_and_go_on_where_the_spans_do(article):
    assert article.tags.tolist() == [
        BEGIN["source"],
        BEGIN["cue"],
        BEGIN["content"],
        INSIDE["content"],
        *[OUTSIDE] * 5,
        BEGIN["cue"],
        BEGIN["content"],
        INSIDE["content"],
    ]


def test_links_count_the_special_piece_and_point_at_nothing_without_source(article):
    whole = item(article, Window(0, 0, 12), (1, 2))
    assert whole.ids.tolist() == [1, *range(10, 22), 2]
    assert whole.cue.tolist()[3:5] == [2, 2]
    assert whole.source.tolist()[2:5] == [1, 1, 1]
    assert whole.source.tolist()[10:13] == [NONE] * 3
    assert set(whole.source.tolist()[5:10]) == {IGNORE}


def test_links_that_leave_the_window_are_ignored(article):
    part = item(article, Window(2, 2, 5), (1, 2))
    assert set(part.cue.tolist()) == {IGNORE}
    assert set(part.source.tolist()) == {IGNORE}


def test_a_pass_is_the_same_for_the_same_seed(article):
    runs = [one_pass([article] * 5, (1, 2), 2, dice(3)) for _ in range(2)]
    shown = [[[i.ids.tolist() for i in batch] for batch in run] for run in runs]
    assert shown[0] == shown[1]
    assert sum(len(batch) for batch in runs[0]) == 5


STANCE = [
    {"text": "Oslo praised Bern", "p": [0, 4], "q": [13, 17], "label": "p_pos_q"},
    {"text": "Oslo praised Bern", "p": [5, 12], "q": [13, 17], "label": "none"},
    {"text": "Lima and Quito", "p": [0, 4], "q": [9, 14], "label": "none"},
]


def test_pairs_of_one_sentence_stay_together():
    assert [len(s.pairs) for s in stance_sentences(STANCE)] == [2, 1]


def test_packed_pairs_point_at_their_words():
    sentences = stance_sentences(STANCE)
    packed = pack(sentences[::-1], Words())
    shown = [(p.sentence, p.first, p.second, STANCES[p.label]) for p in packed.pairs]
    assert shown == [
        ((1, 4), (1, 2), (3, 4), "none"),
        ((4, 7), (4, 5), (6, 7), "p_pos_q"),
        ((4, 7), (5, 6), (6, 7), "none"),
    ]


def test_every_sentence_is_packed_once():
    sentences = stance_sentences(STANCE) * 30
    assert sum(len(p.pairs) for p in packs(sentences, Words(), dice(1))) == 90


def test_events_without_a_recipient_are_left_out():
    side = {"span": [0, 4]}
    records = [{"text": "Oslo left", "source": side, "target": None, "type": "AID"}]
    assert event_sentences(records) == []
