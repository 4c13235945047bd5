"""The networks are quicker than spaCy's own and answer alike, and no text changes what another gets."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.pipeline.transition_parser import Parser
from thinc.api import NumpyOps

from kg.annotate import tok2vec
from kg.annotate.networks import NUMPY, TextByText, hasten, run, step_by_step
from kg.annotate.tok2vec import Tok2Vec

TEXTS = [
    "Chile's president rejected the mining accord that Bolivia had proposed.",
    "",
    "“We won't sign,” said Ann Okoro of Zvrkpl, who ain't known for patience.\n\nOslo left.",
]


@pytest.fixture(scope="module")
def wrapped(nlp):
    """Yield the two networks that read words: one that tagger and parser share, one of the recogniser."""
    models = [part.model for _, part in nlp.pipeline if getattr(part, "model", None) is not None]
    return [node for model in models for node in model.walk() if node.name == "text_by_text"]


@pytest.mark.model
def test_both_networks_that_read_words_say_what_spacys_own_do(nlp, wrapped):
    assert len(wrapped) == 2
    for node in wrapped:
        assert isinstance(node.attrs["reads"], Tok2Vec)
        assert {inner.ops for inner in node.layers[0].walk()} == {NUMPY}
        docs = [nlp.make_doc(text) for text in TEXTS]
        for doc, rows in zip(docs, node.predict(docs), strict=True):
            assert rows.shape == (len(doc), 96)
            if len(doc):
                np.testing.assert_allclose(rows, node.layers[0].predict([doc])[0], atol=1e-4)


@pytest.mark.model
def test_a_word_has_the_same_row_to_the_bit_whichever_text_it_is_first_met_in(nlp, wrapped, monkeypatch):
    docs = [nlp.make_doc(text) for text in TEXTS if text]
    for node in wrapped:
        before = [node.attrs["reads"](doc).tobytes() for doc in docs]
        fresh = Tok2Vec(node.layers[0], nlp.vocab.vectors)
        assert [fresh(doc).tobytes() for doc in reversed(docs)] == before[::-1]
        monkeypatch.setattr(tok2vec, "REMEMBERED", 4)  # all is forgotten again and again
        assert [fresh(doc).tobytes() for doc in docs] == before
        assert len(fresh._rows) < 40
        monkeypatch.undo()


def test_a_network_of_another_build_reads_text_by_text_as_it_is():
    blank = spacy.blank("en")
    blank.add_pipe("tagger").add_label("NN")
    blank.initialize()
    docs = [blank.make_doc(text) for text in TEXTS]
    network = blank.get_pipe("tagger").model.get_ref("tok2vec")
    own = network.predict(docs)
    hasten(blank)
    (node,) = [n for n in blank.get_pipe("tagger").model.walk() if n.name == "text_by_text"]
    assert not isinstance(node.attrs["reads"], Tok2Vec)
    for quick, slow in zip(node.predict(docs), own, strict=True):
        np.testing.assert_allclose(quick, slow, atol=1e-4)
    assert [doc.text for doc in run(blank, TEXTS)] == TEXTS


@pytest.mark.model
@pytest.mark.parametrize("name", ["parser", "ner"])
def test_step_by_step_annotates_as_spacys_own_loop_does(nlp, name):
    part = nlp.get_pipe(name)
    assert isinstance(part, Parser)
    done = []
    for way in (
        lambda docs: part.set_annotations(docs, part.predict(docs)),
        lambda docs: step_by_step(part, docs),
    ):
        docs = [nlp.make_doc(text) for text in TEXTS]
        tok = nlp.get_pipe("tok2vec")
        tok.set_annotations(docs, tok.predict(docs))
        way(docs)
        done.append(
            [doc.to_array(["DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]).tolist() for doc in docs]
        )
    assert done[0] == done[1]
    assert any(any(row) for row in done[0][0])


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(0, 1000))
def test_a_text_is_multiplied_alone_whatever_stands_beside_it(lengths, seed):
    random = np.random.default_rng(seed)
    rows = random.standard_normal((sum(lengths), 96), dtype=np.float32)
    weights = random.standard_normal((64, 96), dtype=np.float32)
    ops = TextByText()
    ops.lengths = lengths
    made = ops.gemm(rows, weights, trans2=True)
    begin = 0
    for length in lengths:
        alone = rows[begin : begin + length].copy() @ weights.T
        assert made[begin : begin + length].tobytes() == alone.tobytes()
        begin += length


def test_without_texts_all_is_multiplied_at_once():
    rows, weights = np.ones((5, 4), dtype=np.float32), np.ones((3, 4), dtype=np.float32)
    ops = TextByText()
    ops.lengths = [2, 2]  # not these rows
    assert (
        ops.gemm(rows, weights, trans2=True).tolist() == NumpyOps().gemm(rows, weights, trans2=True).tolist()
    )
    out = np.zeros((5, 3), dtype=np.float32)
    ops.lengths = [5]
    assert ops.gemm(rows, weights, out=out, trans2=True) is out
    assert out.tolist() == [[4.0] * 3] * 5
