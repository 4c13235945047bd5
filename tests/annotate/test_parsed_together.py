"""A text gets the same parse whatever is parsed with it, and the quick ruler says what the model's own says."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kg.annotate import annotate
from kg.annotate.model import parsed, reads_alike_together
from kg.annotate.networks import run
from kg.annotate.ruler import QUICK, QuickRuler, quicken
from kg.model import Article

SENTENCES = (
    "Chile's president rejected the mining accord that Bolivia had proposed.",
    "“We won't sign,” said Ann Okoro, who ain't known for y'all's patience.",
    "There's no plan to lift the embargo, the Kenyan foreign ministry told reporters on 4 May 2021.",
    "Oslo",
    "It is the view of nine states that, if talks fail, what they've got is nothing.",
    "\n\nA headline about rice\n\n",
    "",
    "Having warned Lima, Quito recalled its envoy; neither side did that before.",
)
SHOWN = ["TAG", "POS", "DEP", "HEAD", "LEMMA", "MORPH", "ENT_IOB", "ENT_TYPE", "SENT_START"]


def bits(doc: Doc) -> tuple[list[list[int]], bytes]:
    return doc.to_array(SHOWN).tolist(), np.asarray(doc.tensor).tobytes()


@pytest.mark.model
@settings(max_examples=15)
@given(
    st.lists(st.lists(st.sampled_from(SENTENCES), max_size=9), min_size=1, max_size=12), st.integers(1, 16)
)
def test_a_text_gets_the_same_parse_to_the_bit_whatever_is_parsed_with_it(nlp, texts, size):
    joined = [" ".join(text) for text in texts]
    alone = [bits(doc) for text in joined for doc in parsed(nlp, [text], 1)]
    assert [bits(doc) for doc in parsed(nlp, joined, size)] == alone


class Ops:
    """Matrix products that come out a little higher where there are many rows."""

    def __init__(self, trusty: bool):
        self.trusty = trusty

    def gemm(self, one, other, *, trans2):
        assert trans2
        made = np.stack([(row * other).sum(axis=1) for row in one])
        return made if self.trusty or len(one) < 100 else made + np.float32(1e-3)


class Node:
    def __init__(self, ops):
        self.ops = ops

    def has_param(self, _):
        return True

    def get_param(self, _):
        return np.ones((4, 2, 8), dtype=np.float32)


@pytest.mark.parametrize("trusty", [True, False])
def test_products_that_depend_on_the_number_of_rows_are_noticed(trusty):
    part = SimpleNamespace(model=SimpleNamespace(walk=lambda: [Node(Ops(trusty))]))
    assert reads_alike_together(pipeline_of(("plain", object()), ("net", part))) is trusty


def pipeline_of(*parts):
    class Pipeline:
        pipeline = parts

    return Pipeline()


@pytest.mark.model
@pytest.mark.parametrize(("alike", "size"), [(True, 3), (False, 1)])
def test_where_parses_may_differ_each_text_is_parsed_alone(nlp, small_knowledge, monkeypatch, alike, size):
    asked = []
    monkeypatch.setattr("kg.annotate.model.reads_alike_together", lambda _: alike)

    def listened(pipeline, texts):
        asked.append(len(texts))
        return run(pipeline, texts)

    monkeypatch.setattr("kg.annotate.model.run", listened)
    articles = [Article(text, f"{n}.txt") for n, text in enumerate(SENTENCES)]
    assert len(list(annotate(nlp, articles, small_knowledge, batch_size=3))) == len(SENTENCES)
    assert asked[0] == size


@pytest.mark.model
@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_the_quick_ruler_says_what_the_models_own_says(nlp, texts):
    quick = nlp.get_pipe("attribute_ruler")
    assert isinstance(quick, QuickRuler)
    own = AttributeRuler(nlp.vocab)
    own.add_patterns(quick.patterns)
    (doc,) = nlp.pipe([" ".join(texts)], disable=["attribute_ruler", "lemmatizer", "ner"])
    other = doc.copy()
    quick(doc)
    own(other)
    assert doc.to_array(SHOWN).tolist() == other.to_array(SHOWN).tolist()


def test_rules_over_several_tokens_and_of_other_kinds_work_too():
    blank = spacy.blank("en")
    blank.add_pipe("attribute_ruler").add_patterns(
        [
            {"patterns": [[{"LOWER": "ships"}]], "attrs": {"POS": "NOUN"}},
            {
                "patterns": [[{"LOWER": {"IN": ["it", "oslo"]}}, {"LOWER": "ships"}]],
                "attrs": {"POS": "VERB"},
                "index": 1,
            },
            {"patterns": [[{"TEXT": {"REGEX": "^[A-Z]"}}], [{"LOWER": "it"}]], "attrs": {"LEMMA": "name"}},
            {
                "patterns": [[{"LOWER": "ships"}, {"IS_PUNCT": True, "OP": "+"}]],
                "attrs": {"TAG": "X"},
                "index": -1,
            },
        ]
    )
    own = [(token.pos_, token.lemma_, token.tag_) for token in blank("Oslo ships ships!!")]
    quicken(blank)
    assert type(blank.get_pipe("attribute_ruler")) is QuickRuler
    quick = [(token.pos_, token.lemma_, token.tag_) for token in blank("Oslo ships ships!!")]
    assert quick == own
    assert own[1][0] == "VERB"
    assert own[2][0] == "NOUN"


def test_a_ruler_of_another_class_is_left_alone():
    blank = spacy.blank("en")
    blank.add_pipe(QUICK, name="attribute_ruler")
    before = blank.get_pipe("attribute_ruler")
    quicken(blank)
    assert blank.get_pipe("attribute_ruler") is before
