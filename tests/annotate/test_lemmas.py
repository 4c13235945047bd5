"""The quick lemmatiser gives the lemmas of spaCy's own, and looks for each once."""

from __future__ import annotations

import pytest
import spacy
from spacy.lookups import Lookups
from spacy.tokens import Doc

from kg.annotate.lemmas import QUICK, quicken_lemmas

WORDS = ["Rivers", "rose", "and", "fell", ",", "a", "rose", "fell", "rose"]
POS = ["NOUN", "VERB", "CCONJ", "VERB", "PUNCT", "DET", "NOUN", "VERB", "VERB"]
MORPHS = ["Number=Plur", "Tense=Past", "", "Tense=Past", "", "", "Number=Sing", "VerbForm=Inf", "Tense=Past"]


def lookups() -> Lookups:
    tables = Lookups()
    tables.add_table("lemma_index", {"noun": {"river": 1}, "verb": {"rise": 1, "fall": 1}})
    tables.add_table("lemma_exc", {"verb": {"rose": ["rise"], "fell": ["fall"]}})
    tables.add_table("lemma_rules", {"noun": [["s", ""]], "verb": [["ed", ""]]})
    return tables


@pytest.fixture
def pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}).initialize(lookups=lookups())
    return nlp


def lemmas(nlp, preset=None):
    doc = Doc(nlp.vocab, WORDS, pos=POS, morphs=MORPHS, lemmas=preset)
    return [token.lemma_ for token in nlp.get_pipe("lemmatizer")(doc)]


def test_lemmas_are_those_of_spacys_own(pipeline):
    own = lemmas(pipeline)
    quicken_lemmas(pipeline)
    assert pipeline.get_pipe_meta("lemmatizer").factory == QUICK
    assert lemmas(pipeline) == own == ["river", "rise", "and", "fall", ",", "a", "rose", "fell", "rise"]
    assert lemmas(pipeline) == own


def test_each_word_is_looked_for_once_by_part_of_speech_and_features(pipeline, monkeypatch):
    quicken_lemmas(pipeline)
    quick = pipeline.get_pipe("lemmatizer")
    asked = []
    monkeypatch.setattr(quick, "lemmatize", lambda token: asked.append(token.text) or [token.text])
    lemmas(pipeline)
    lemmas(pipeline)
    assert asked == ["Rivers", "rose", "and", "fell", ",", "a", "rose", "fell"]


def test_a_lemma_that_is_set_already_stays(pipeline):
    quicken_lemmas(pipeline)
    assert lemmas(pipeline, ["", "own", *[""] * 7])[1] == "own"


def test_a_lemmatiser_of_another_kind_is_left_alone():
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    quicken_lemmas(nlp)
    assert nlp.get_pipe_meta("lemmatizer").factory == "lemmatizer"


def test_a_verb_that_the_rules_take_for_another_has_its_own_lemma(pipeline):
    quicken_lemmas(pipeline)
    words, pos = ["They", "staged", "a", "Staging"], ["PRON", "VERB", "DET", "NOUN"]
    doc = pipeline.get_pipe("lemmatizer")(Doc(pipeline.vocab, words, pos=pos))
    assert [token.lemma_ for token in doc][1] == "stage"
    assert [token.lemma_ for token in doc][3] != "stage"
