"""Each repair of how clauses are joined, on a parse built by hand: one that it mends and one that it leaves alone."""

from __future__ import annotations

import pytest
from mended_parses import mended
from spacy.tokens import Doc


def hangs(doc: Doc, word: str) -> tuple[str, str]:
    """Return the head's word and the dependency of a word."""
    token = next(t for t in doc if t.text == word)
    return token.head.text, token.dep_


SET_OFF = "Prices/NNS/nsubj/1 rose|rise/VBD/ccomp/4 {mark}/:/punct/4 Bern/NNP/nsubj/4 feared|fear/VBD/ROOT/4"


@pytest.mark.parametrize(("mark", "label"), [(";", "parataxis"), (":", "parataxis"), (",", "ccomp")])
def test_a_clause_before_a_semicolon_is_no_complement(mark: str, label: str):
    assert hangs(mended(SET_OFF.format(mark=mark)), "rose") == ("feared", label)


DAY = "Bern/NNP/nsubj/1 said|say/VBD/ROOT/1 {mark}on/IN/prep/{head} Monday/NNP/pobj/{on} it/PRP/nsubj/{head} left|leave/VBD/ccomp/1"


def day_of_speech(*, marked: bool) -> Doc:
    mark = "that/IN/mark/6 " if marked else ""
    return mended(DAY.format(mark=mark, head=6 if marked else 5, on=3 if marked else 2))


def test_a_day_after_that_belongs_to_what_is_said():
    assert hangs(day_of_speech(marked=True), "on") == ("left", "prep")


def test_an_act_after_a_reported_passive_is_the_speakers():
    doc = mended(
        "Bern/NNP/nsubj/1 said|say/VBD/ROOT/1 men/NNS/nsubjpass/4 were|be/VBD/auxpass/4 jailed|jail/VBN/ccomp/1 "
        "and/CC/cc/4 demanded|demand/VBD/conj/4 bail/NN/dobj/6"
    )
    assert (hangs(doc, "demanded"), hangs(doc, "and")) == (("said", "conj"), ("said", "cc"))


def test_a_second_passive_stays_reported():
    doc = mended(
        "Bern/NNP/nsubj/1 said|say/VBD/ROOT/1 men/NNS/nsubjpass/4 were|be/VBD/auxpass/4 jailed|jail/VBN/ccomp/1 "
        "and/CC/cc/4 demanded|demand/VBD/conj/4 daily/RB/advmod/6"
    )
    assert hangs(doc, "demanded") == ("jailed", "conj")


IN_COMMAS = (
    "Chad/NNP/npadvmod/3 ,/,/punct/3 she/PRP/nsubj/3 went|go/VBD/ROOT/3 on/RP/prt/3 {comma}/,/punct/3 "
    "had|have/VBD/aux/7 joined|join/VBN/conj/3 it/PRP/dobj/7"
)


def test_a_speaker_in_commas_leaves_the_subject_to_the_main_verb():
    doc = mended(IN_COMMAS.format(comma=","))
    assert (hangs(doc, "Chad"), hangs(doc, "joined")) == (("joined", "nsubj"), ("joined", "ROOT"))
    assert (hangs(doc, "went"), hangs(doc, "she")) == (("joined", "parataxis"), ("went", "nsubj"))


def test_without_the_second_comma_nobody_speaks_in_commas():
    assert hangs(mended(IN_COMMAS.format(comma="-")), "Chad") == ("went", "npadvmod")


BEHIND = (
    "\"/``/punct/2 It/PRP/nsubj/2 rained|rain/VBD/ROOT/2 ,/,/punct/2 {close}/''/punct/2 "
    "joked|joke/VBD/amod/6 Lo/NNP/dobj/2"
)


def test_the_speaker_behind_a_quotation_follows_the_verb():
    doc = mended(BEHIND.format(close='"'))
    assert (hangs(doc, "joked"), hangs(doc, "Lo")) == (("rained", "parataxis"), ("joked", "nsubj"))


def test_a_participle_behind_no_quotation_stays():
    assert hangs(mended(BEHIND.format(close="-")), "Lo") == ("rained", "dobj")


WISHED = "Bern/NNP/nsubj/1 {verb}/VBZ/ROOT/1 it/PRP/nsubj/3 ratified|ratify/VBD/ccomp/1"


@pytest.mark.parametrize(("verb", "tag"), [("wants|want", "VBN"), ("says|say", "VBD")])
def test_what_is_wished_done_is_no_past(verb: str, tag: str):
    assert mended(WISHED.format(verb=verb))[3].tag_ == tag


def test_an_emphatic_pronoun_is_no_second_subject():
    doc = mended("Peru/NNP/nsubj/1 had|have/VBD/aux/3 itself/PRP/nsubj/3 lost|lose/VBN/ROOT/3 men/NNS/dobj/3")
    assert (hangs(doc, "Peru"), hangs(doc, "itself")) == (("lost", "nsubj"), ("lost", "npadvmod"))


def test_that_before_a_clause_asks_nothing():
    doc = mended("Bern/NNP/nsubj/1 said|say/VBD/ROOT/1 that/WDT/mark/4 it/PRP/nsubj/4 left|leave/VBD/ccomp/1")
    assert doc[2].tag_ == "IN"


INVERTED = (
    "He/PRP/nsubj/1 goes|go/VBZ/ccomp/4 should/MD/aux/4 they/PRP/nsubj/4 wish|wish/VBP/ROOT/4 {end}/./punct/4"
)


@pytest.mark.parametrize(("end", "label"), [(".", "advcl"), ("?", "ROOT")])
def test_an_inverted_condition_behind_its_clause_is_no_main_clause(end: str, label: str):
    assert mended(INVERTED.format(end=end))[4].dep_ == label


def test_a_demonstrative_before_a_noun_opens_no_clause():
    doc = mended(
        "Peru/NNP/nsubj/1 backed|back/VBD/ROOT/1 that/DT/mark/7 plan/NN/nsubj/7 ,/,/punct/3 and/CC/cc/3 "
        "Lima/NNP/conj/3 said|say/VBD/ccomp/1 so/RB/advmod/7"
    )
    assert (hangs(doc, "plan"), hangs(doc, "Lima")) == (("backed", "dobj"), ("said", "nsubj"))
    assert hangs(doc, "that") == ("plan", "det")
