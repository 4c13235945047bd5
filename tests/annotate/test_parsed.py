"""The plain copy of a parse says what spaCy's own document says."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc as SpacyDoc

from kg.annotate.parsed import Doc

VOCAB = spacy.blank("en").vocab
SAME = (
    "i",
    "idx",
    "text",
    "lower_",
    "lemma_",
    "tag_",
    "pos_",
    "dep_",
    "ent_type_",
    "whitespace_",
    "text_with_ws",
)
FLAGS = ("is_space", "is_punct", "is_quote", "is_title", "is_upper", "is_sent_end")
TREE = ("children", "lefts", "rights", "subtree", "ancestors")


@st.composite
def projective(draw):
    """Draw a sentence whose lines do not cross: each part hangs on a word beside it."""
    count = draw(st.integers(1, 12))
    heads = [0] * count

    def hang(begin, end, above):
        if begin < end:
            root = draw(st.integers(begin, end - 1))
            heads[root] = root if above is None else above
            hang(begin, root, root)
            hang(root + 1, end, root)

    hang(0, count, None)
    words = draw(
        st.lists(st.sampled_from(("Oslo", "SAID", "”", ",", "no", "\n")), min_size=count, max_size=count)
    )
    return words, heads


def parse(words, heads):
    labels = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    return SpacyDoc(VOCAB, words=words, heads=heads, deps=labels, tags=["NN"] * len(words), lemmas=words)


@given(projective())
def test_a_copied_token_says_of_itself_and_its_tree_what_spacys_does(drawn):
    own = parse(*drawn)
    for copied, token in zip(Doc(own), own, strict=True):
        assert [getattr(copied, name) for name in SAME] == [getattr(token, name) for name in SAME]
        assert [bool(getattr(copied, name)) for name in FLAGS] == [
            bool(getattr(token, name)) for name in FLAGS
        ]
        for name in TREE:
            assert [t.i for t in getattr(copied, name)] == [t.i for t in getattr(token, name)]
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(copied, name).i == getattr(token, name).i


def test_sentences_and_entities_are_runs_of_tokens():
    own = SpacyDoc(
        VOCAB,
        words=["Oslo", "left", ".", "Lima", "City", "stayed"],
        heads=[1, 1, 1, 4, 5, 5],
        deps=["nsubj", "ROOT", "punct", "compound", "nsubj", "ROOT"],
        ents=["B-GPE", "O", "O", "B-GPE", "I-GPE", "O"],
        sent_starts=[True, False, False, True, False, False],
    )
    doc = Doc(own)
    assert [(s.start, s.end, s.root.text, len(s)) for s in doc.sents] == [
        (0, 3, "left", 3),
        (3, 6, "stayed", 3),
    ]
    assert [(e.text, e.label_, e.start_char, e.end_char) for e in doc.ents] == [
        ("Oslo", "GPE", 0, 4),
        ("Lima City", "GPE", 12, 21),
    ]
    assert doc[4].sent is doc.sents[1]
    assert [t.text for t in doc.sents[1][:2]] == ["Lima", "City"]
    assert doc.sents[1][-1] is doc[5]


def test_a_word_under_a_line_that_crosses_another_counts_to_the_whole_subtree():
    doc = Doc(parse(["a", "b", "c", "d"], [2, 3, 2, 2]))  # b hangs on d across c
    assert (doc[3].left_edge.i, doc[3].right_edge.i) == (1, 3)
    assert [t.i for t in doc[3].subtree] == [1, 3]


def test_a_text_without_words_has_no_sentence():
    doc = Doc(SpacyDoc(VOCAB))
    assert (len(doc), doc.sents, doc.ents, doc.text) == (0, (), (), "")


def test_what_is_changed_in_the_parse_later_is_not_seen():
    own = parse(["Oslo", "left"], [1, 1])
    doc = Doc(own)
    own[0].tag_ = "VB"
    assert doc[0].tag_ == "NN"
