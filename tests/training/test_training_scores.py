from __future__ import annotations

import json

import numpy as np
import pytest

from kg.model import Span
from kg.readers.attribution import ReadAttribution
from training.calibrate import across, fitted, is_right, picked_shares
from training.evaluate import as_record, best_odds, favoured, macro_f1, rounded, score

TEXT = "Envoys from Quito said that the border stays open"
SOURCE, CUE, CONTENT = Span(0, 17), Span(18, 22), Span(23, 49)


def reading(content=(CONTENT,), source=SOURCE):
    return ReadAttribution(content, CUE, source, 0.9, 0.8, 0.7)


def gold(content=(CONTENT,), source=(SOURCE,)):
    return [{"content": [[s.begin, s.end] for s in content], "source": [[s.begin, s.end] for s in source]}]


def test_reading_with_the_content_and_part_of_the_source_is_right():
    assert is_right(reading(source=Span(12, 17)), gold(), TEXT)


def test_reading_with_another_source_is_wrong():
    assert not is_right(reading(source=Span(32, 38)), gold(), TEXT)


def test_reading_with_little_of_the_content_is_wrong():
    assert not is_right(reading(content=(Span(45, 49),)), gold(), TEXT)


def test_no_source_is_right_only_where_there_is_none():
    assert is_right(reading(source=None), gold(source=()), TEXT)
    assert not is_right(reading(source=None), gold(), TEXT)
    assert not is_right(reading(), gold(source=()), TEXT)


def drawn(chance, choices, weights):
    """Return choices that fall as their odds say."""
    shares = picked_shares(choices, np.array(weights))
    return (shares.cumsum(axis=1) < chance.random((len(choices), 1))).sum(axis=1)


def test_fit_finds_the_odds_that_made_the_data():
    chance = np.random.default_rng(5)
    choices = chance.normal(size=(20000, 4, 3))
    assert fitted(choices, drawn(chance, choices, [-0.5, 1.0, 0.3])) == pytest.approx(
        [-0.5, 1.0, 0.3], abs=0.08
    )


def test_fit_stays_finite_where_all_readings_are_right():
    choices = np.stack([np.zeros((6, 1)), np.ones((6, 1))], axis=1)
    assert np.isfinite(fitted(choices, np.ones(6, dtype=np.int64))).all()


def test_each_half_is_judged_by_what_the_other_says():
    choices = np.stack([np.zeros((80, 1)), np.ones((80, 1))], axis=1)
    groups = np.arange(80)
    shares = across(choices, groups % 2, groups)[:, 1]  # the odd groups alone pick the second
    assert (shares[groups % 2 == 1] < 0.2).all()
    assert (shares[groups % 2 == 0] > 0.8).all()


def test_best_odds_find_the_sides_that_the_likeliest_answer_misses():
    shares = np.array([[0.6, 0.4, 0, 0, 0], [0.6, 0, 0.4, 0, 0], [0.6, 0, 0, 0.4, 0], [0.6, 0, 0, 0, 0.4]])
    shares = np.vstack([shares, [[0.9, 0.1, 0, 0, 0]] * 4])
    labels = np.array([1, 2, 3, 4, 0, 0, 0, 0])
    odds, reached = best_odds(shares, labels)
    assert reached == 1
    assert favoured(shares, odds).tolist() == labels.tolist()
    assert favoured(shares, 1).tolist() == [0] * 8


def test_macro_f1_is_the_mean_over_the_five_labels():
    assert macro_f1(np.arange(5), np.arange(5)) == 1
    guess, labels = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])
    assert macro_f1(guess, labels) == pytest.approx((2 / 3 + 4 / 5) / 5)


def test_record_leaves_out_what_was_not_found():
    assert as_record("d", [reading(source=None)]) == {
        "doc": "d",
        "attributions": [{"source": [], "cue": [[18, 22]], "content": [[23, 49]]}],
    }


def test_report_is_cut_to_three_digits_at_every_depth():
    assert rounded({"a": 0.12345, "b": {"c": 2 / 3}, "n": 4}) == {"a": 0.123, "b": {"c": 0.667}, "n": 4}


def test_scorer_is_given_gold_and_predictions(tmp_path):
    scorer = tmp_path / "score.py"
    scorer.write_text(
        "import json, sys\n"
        "task, *options = sys.argv[1:]\n"
        "read = lambda name: len(open(options[options.index(name) + 1]).readlines())\n"
        "print(json.dumps({'task': task, 'gold': read('--gold'), 'found': read('--predictions')}))\n",
        encoding="utf-8",
    )
    report = score("stance", [{"id": 1}, {"id": 2}], [{"id": 1}], scorer)
    assert report == json.loads('{"task": "stance", "gold": 2, "found": 1}')
