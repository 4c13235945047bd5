"""The shipped networks on texts written for these tests."""

from __future__ import annotations

import pytest

from kg.model import Span
from kg.paths import package_file
from kg.readers.ahead import hearing
from kg.readers.attribution import attributions
from kg.readers.store import load

pytest.importorskip("onnxruntime", reason="the learned readers are optional: onnxruntime is not installed")
pytest.importorskip("tokenizers", reason="the learned readers are optional: tokenizers is not installed")
pytestmark = pytest.mark.model

TEXT = (
    "Kenya will not close the crossing at Moyale, Interior Minister Alice Wanjiru said on Tuesday.\n\n"
    "“Trade feeds both towns,” she said. “We would be mad to stop it.”\n\n"
    "Ethiopia’s foreign ministry warned that the talks in Djibouti could fail. Traders went home at noon."
)


@pytest.fixture(scope="module")
def reader():
    return load(package_file("models"))


def found(reader, text):
    shown = []
    for a in attributions(reader.encoder.encode(text), reader.settings):
        parts = (a.source, a.cue, *a.content)
        shown.append([span.of(text) if span is not None else None for span in parts])
    return shown


def test_sources_cues_and_contents_are_exact_words_of_the_text(reader):
    assert found(reader, TEXT) == [
        ["Interior Minister Alice Wanjiru", "said", "Kenya will not close the crossing at Moyale"],
        ["she", "said", "“Trade feeds both towns,”", "“We would be mad to stop it.”"],
        ["Ethiopia’s foreign ministry", "warned", "that the talks in Djibouti could fail"],
    ]


def test_reading_is_the_same_to_the_last_bit_whatever_was_read_before(reader):
    alone = attributions(reader.encoder.encode(TEXT), reader.settings)
    reader.encoder.encode("Chile thanked Peru. " * 300)
    assert attributions(reader.encoder.encode(TEXT), reader.settings) == alone


def test_reading_is_the_same_to_the_last_bit_where_it_runs_ahead(reader):
    texts = [TEXT, "", "Chile thanked Peru. " * 300, TEXT[:90]]
    with hearing(reader, texts, ahead=True) as heard:
        for text, one in zip(texts, heard, strict=True):
            alone = reader.hear(text)
            assert one.attributions == alone.attributions
            for mine, theirs in zip(one.encoded.states, alone.encoded.states, strict=True):
                assert mine.tobytes() == theirs.tobytes()


def test_each_stance_is_told_with_its_direction(reader):
    text = "Lithuania sharply condemned Belarus over the arrests."
    encoded = reader.encoder.encode(text)
    sentence, vilnius, minsk = Span(0, len(text)), Span(0, 9), Span(28, 35)
    there = reader.pairs.stance(encoded, sentence, vilnius, minsk)
    back = reader.pairs.stance(encoded, sentence, minsk, vilnius)
    assert there.oppose > 0.5
    assert there.oppose == pytest.approx(back.opposed, abs=1e-5)
    assert sum((there.none, there.support, there.oppose, there.supported, there.opposed)) == pytest.approx(1)


def test_event_types_are_probabilities(reader):
    text = "Chile accused Peru of spying on its navy."
    types = reader.pairs.event(reader.encoder.encode(text), Span(0, len(text)), Span(0, 5), Span(14, 18))
    assert sum(types.values()) == pytest.approx(1, abs=1e-4)
    assert max(types, key=types.get) == "ACCUSE"


def test_pair_that_a_window_cuts_apart_has_no_stance(reader):
    text = "Oslo praised " + "very old and much repaired harbour walls of " * 80 + "Riga."
    encoded = reader.encoder.encode(text)
    whole = Span(0, len(text))
    assert reader.pairs.stance(encoded, whole, Span(0, 4), Span(len(text) - 5, len(text) - 1)) is None


def test_text_without_words_is_read_as_nothing(reader):
    assert found(reader, "") == []
    assert found(reader, " \n\n ") == []
