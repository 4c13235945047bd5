"""Each repair of the parse, on a parse built by hand: one that it mends and one that it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mended_parses import mended
from spacy.tokens import Doc


def hangs(doc: Doc, word: str) -> tuple[str, str]:
    """Return the head's word and the dependency of a word."""
    token = next(t for t in doc if t.text == word)
    return token.head.text, token.dep_


def test_a_speaker_after_a_comma_is_no_apposition():
    doc = mended("With/IN/prep/4 Tass/NNP/pobj/0 ,/,/punct/1 Oslo/NNP/appos/1 said|say/VBD/ROOT/4")
    assert hangs(doc, "Oslo") == ("said", "nsubj")


def test_an_apposition_before_a_verb_that_says_nothing_stays():
    doc = mended("With/IN/prep/4 Tass/NNP/pobj/0 ,/,/punct/1 Oslo/NNP/appos/1 slept|sleep/VBD/ROOT/4")
    assert hangs(doc, "Oslo") == ("Tass", "appos")


JOINED = (
    "They/PRP/nsubj/1 said|say/VBD/ROOT/1 Peru/NNP/nsubj/3 beat|beat/VBD/ccomp/1 Cuba/NNP/dobj/3 "
    "and/CC/cc/4 Chile/NNP/conj/4 left|leave/VBD/{dep}/1"
)


def test_an_object_joined_before_a_second_complement_is_its_subject():
    doc = mended(JOINED.format(dep="ccomp"))
    assert (hangs(doc, "Chile"), hangs(doc, "and")) == (("left", "nsubj"), ("left", "cc"))


def test_a_joined_object_before_no_complement_stays():
    assert hangs(mended(JOINED.format(dep="advcl")), "Chile") == ("Cuba", "conj")


INSERTED = "Ships/NNS/nsubj/{verb} ,/,/punct/{verb} Oslo/NNP/nsubj/3 said|say/VBD/parataxis/5 ,/,/punct/5 sank|sink/VBD/ROOT/5"


def test_the_subject_before_an_inserted_speaker_belongs_to_the_main_verb():
    doc = mended(INSERTED.format(verb=3))
    assert (hangs(doc, "Ships"), hangs(doc, "Oslo")) == (("sank", "nsubj"), ("said", "nsubj"))


def test_an_inserted_speaker_leaves_a_whole_clause_alone():
    doc = mended(INSERTED.format(verb=5))
    assert (hangs(doc, "Ships"), hangs(doc, "Oslo")) == (("sank", "nsubj"), ("said", "nsubj"))


def test_two_subjects_without_a_comma_stay():
    text = "Ships/NNS/nsubj/2 Oslo/NNP/nsubj/2 said|say/VBD/parataxis/3 sank|sink/VBD/ROOT/3"
    assert hangs(mended(text), "Ships") == ("said", "nsubj")


TWICE = (
    "Oslo/NNP/nsubj/1 denied|deny/VBD/ROOT/1 it/PRP/nsubj/3 paid|pay/VBD/ccomp/1 and/CC/cc/3 "
    "{verb}/VBD/conj/3 he/PRP/nsubj/7 left|leave/VBD/ccomp/5"
)


def test_who_denied_also_said():
    assert hangs(mended(TWICE.format(verb="said|say")), "said") == ("denied", "conj")


def test_a_second_deed_within_what_is_denied_stays():
    assert hangs(mended(TWICE.format(verb="ate|eat")), "ate") == ("paid", "conj")


ADDING = (
    "Oslo/NNP/nsubj/1 said|say/VBD/ROOT/1 Kyiv/NNP/nsubj/3 {clause}/VBD/ccomp/1 ,/,/punct/3 "
    "{participle}/VBG/advcl/3 so/RB/advmod/5"
)


def test_a_participle_of_saying_belongs_to_who_says():
    doc = mended(ADDING.format(clause="won|win", participle="adding|add"))
    assert hangs(doc, "adding") == ("said", "advcl")


def test_a_participle_of_doing_stays_with_the_deed():
    doc = mended(ADDING.format(clause="won|win", participle="losing|lose"))
    assert hangs(doc, "losing") == ("won", "advcl")


BOTH = (
    "Oslo/NNP/nsubj/1 said|say/VBD/ROOT/1 Kyiv/NNP/nsubj/4 would/MD/aux/4 act/VB/ccomp/1 but/CC/cc/1 "
    "Bern/NNP/nsubj/8 {modal}/MD/aux/8 wait/VB/conj/1"
)


def test_a_backshifted_second_clause_is_reported_too():
    doc = mended(BOTH.format(modal="would"))
    assert (hangs(doc, "wait"), hangs(doc, "but")) == (("act", "conj"), ("act", "cc"))


def test_a_second_clause_that_is_not_backshifted_is_the_authors():
    doc = mended(BOTH.format(modal="will"))
    assert (hangs(doc, "wait"), hangs(doc, "but")) == (("said", "conj"), ("said", "cc"))


WHO = (
    "plans/NNS/ROOT/0 by/IN/prep/0 {name}/{tag}/pobj/1 ,/,/punct/0 who/WP/nsubj/5 left|leave/VBD/relcl/{head}"
)


def test_a_relative_clause_belongs_to_the_name_before_it():
    assert hangs(mended(WHO.format(name="Roe", tag="NNP", head=0)), "left") == ("Roe", "relcl")


def test_a_relative_clause_after_a_common_noun_stays():
    assert hangs(mended(WHO.format(name="aides", tag="NNS", head=0)), "left") == ("plans", "relcl")


AS = "Oslo/NNP/nsubj/1 {verb}/VBD/ROOT/1 the/DT/det/3 deal/NN/dobj/1 as/IN/prep/3 theft/NN/pobj/4"


def test_what_something_is_called_belongs_to_the_verb():
    assert hangs(mended(AS.format(verb="described|describe")), "as") == ("described", "prep")


def test_an_as_phrase_after_another_verb_stays():
    assert hangs(mended(AS.format(verb="signed|sign")), "as") == ("deal", "prep")


THAT = (
    "Oslo/NNP/nsubj/1 {verb}/VBD/ROOT/1 in/IN/prep/1 {noun}/NN/pobj/2 that/IN/mark/6 it/PRP/nsubj/6 "
    "waits|wait/VBZ/{dep}/3"
)


def test_what_is_said_in_an_interview_hangs_below_the_verb():
    assert hangs(mended(THAT.format(verb="said|say", noun="interview", dep="acl")), "waits") == (
        "said",
        "ccomp",
    )


@pytest.mark.parametrize(("verb", "noun"), [("said|say", "hope"), ("slept|sleep", "interview")])
def test_a_clause_of_a_noun_with_a_stance_or_below_another_verb_stays(verb, noun):
    assert hangs(mended(THAT.format(verb=verb, noun=noun, dep="acl")), "waits") == (noun, "acl")


LABELS = (
    "nsubj",
    "appos",
    "conj",
    "ccomp",
    "advcl",
    "relcl",
    "parataxis",
    "aux",
    "prep",
    "pobj",
    "dobj",
    "mark",
    "cc",
)
WORDS = (
    ("said|say", "VBD"),
    ("saying|say", "VBG"),
    ("who", "WP"),
    ("that", "IN"),
    ("as", "IN"),
    (",", ","),
    ("Oslo", "NNP"),
)


@st.composite
def trees(draw):
    """Words with labels, each hung on an earlier one or the first: any tree."""
    size = draw(st.integers(2, 9))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place in range(1, size):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    heads[order[0]] = order[0]
    rows = []
    for i in range(size):
        word, tag = draw(st.sampled_from(WORDS))
        rows.append(f"{word}/{tag}/{'ROOT' if heads[i] == i else draw(st.sampled_from(LABELS))}/{heads[i]}")
    return " ".join(rows)


@given(trees())
def test_a_mended_parse_is_still_a_tree(tree):
    doc = mended(tree)
    for token in doc:
        steps = 0
        while token.head.i != token.i:
            token, steps = token.head, steps + 1  # noqa: PLW2901  # the climb is the test
            assert steps <= len(doc), "a circle"


def test_a_verb_below_its_own_noun_takes_no_subject_from_above():
    doc = mended(
        "judge/NN/nsubj/5 ,/,/punct/0 nominee/NN/appos/0 said|say/VBD/relcl/2 ,/,/punct/0 voted|vote/VBD/ROOT/5"
    )
    assert hangs(doc, "nominee") == ("judge", "appos")
