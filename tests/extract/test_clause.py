"""The clause layer: who acts, under which negation and modality, whatever the word order."""

from __future__ import annotations

import pytest

from kg.extract import clause

ACTIVE = "Norway|NNP|nsubj|2 condemned:condemn|VBD|ROOT|2 the|DT|det|4 raid|NN|dobj|2 .|.|punct|2"
PASSIVE = (
    "The|DT|det|2 raid|NN|nsubjpass|4 was:be|VBD|auxpass|4 condemned:condemn|VBN|ROOT|4 by|IN|agent|4 "
    "Norway|NNP|pobj|5 .|.|punct|4"
)
URGED = "Norway|NNP|nsubj|2 urged:urge|VBD|ROOT|2 Iran|NNP|dobj|2 to|TO|aux|5 stop|VB|xcomp|2 .|.|punct|2"
PROMISED = URGED.replace("urged:urge", "promised:promise")
RELATIVE = (
    "Oslo|NNP|nsubj|8 ,|,|punct|1 which|WDT|nsubj|4 rejects:reject|VBZ|relcl|1 the|DT|det|6 deal|NN|dobj|4 "
    ",|,|punct|1 left:leave|VBD|ROOT|8 .|.|punct|8"
)
OBJECT_RELATIVE = (
    "The|DT|det|2 deal|NN|nsubj|6 that|WDT|dobj|5 Iran|NNP|nsubj|5 rejected:reject|VBD|relcl|2 "
    "failed:fail|VBD|ROOT|6 .|.|punct|6"
)
COORDINATED = "Norway|NNP|nsubj|2 condemned:condemn|VBD|ROOT|2 it|PRP|dobj|2 and|CC|cc|2 left:leave|VBD|conj|2 .|.|punct|2"
CLEFT = (
    "It|PRP|nsubj|2 was:be|VBD|ROOT|2 Oslo|NNP|attr|2 who|WP|nsubj|5 proposed:propose|VBD|ccomp|2 the|DT|det|7 "
    "ban|NN|dobj|5 .|.|punct|2"
)
GERUND = "Norway|NNP|nsubj|2 accused:accuse|VBD|ROOT|2 Iran|NNP|dobj|2 of|IN|prep|2 lying:lie|VBG|pcomp|4 .|.|punct|2"
NEITHER = (
    "Norway|NNP|nsubj|3 neither|CC|preconj|3 denied:deny|VBD|ROOT|3 nor|CC|cc|3 confirmed:confirm|VBD|conj|3 "
    "it|PRP|dobj|5 .|.|punct|3"
)
NO_LONGER = (
    "Norway|NNP|nsubj|4 no|RB|neg|3 longer:long|RBR|advmod|4 backs:back|VBZ|ROOT|4 the|DT|det|6 plan|NN|dobj|4 "
    ".|.|punct|4"
)
NOBODY = "Nobody|NN|nsubj|2 backs:back|VBZ|ROOT|2 the|DT|det|4 plan|NN|dobj|2 .|.|punct|2"
NOT_ONLY = "Norway|NNP|nsubj|4 not|RB|neg|4 only|RB|advmod|4 backs:back|VBZ|ROOT|4 the|DT|det|6 plan|NN|dobj|4 .|.|punct|4"
MAY = "Norway|NNP|nsubj|3 may|MD|aux|3 sell|VB|ROOT|3 oil|NN|dobj|3 and|CC|cc|3 buy|VB|conj|3 gas|NN|dobj|6 .|.|punct|3"


def words(tokens):
    return [token.text for token in tokens]


def verb(doc, text):
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("notation", "of", "doers"),
    [
        pytest.param(ACTIVE, "condemned", ["Norway"], id="active"),
        pytest.param(PASSIVE, "condemned", ["Norway"], id="passive"),
        pytest.param(URGED, "stop", ["Iran"], id="object control"),
        pytest.param(PROMISED, "stop", ["Norway"], id="subject control"),
        pytest.param(RELATIVE, "rejects", ["Oslo"], id="relative clause"),
        pytest.param(COORDINATED, "left", ["Norway"], id="coordination"),
        pytest.param(CLEFT, "proposed", ["Oslo"], id="cleft"),
        pytest.param(GERUND, "lying", ["Iran"], id="gerund of the object"),
        pytest.param(OBJECT_RELATIVE, "rejected", ["Iran"], id="object relative"),
    ],
)
def test_the_doer_of_a_clause_is_found_across_voice_control_and_coordination(tree, notation, of, doers):
    assert words(clause.agents(verb(tree(notation), of))) == doers


@pytest.mark.parametrize(
    ("notation", "of", "acted_on"),
    [
        pytest.param(ACTIVE, "condemned", ["raid"], id="active"),
        pytest.param(PASSIVE, "condemned", ["raid"], id="passive"),
        pytest.param(OBJECT_RELATIVE, "rejected", ["that"], id="relative pronoun"),
    ],
)
def test_what_is_acted_on_is_found_in_either_voice(tree, notation, of, acted_on):
    found = words(clause.patients(verb(tree(notation), of)))
    assert found == (["deal"] if acted_on == ["that"] else acted_on)


@pytest.mark.parametrize(
    ("notation", "of", "negating"),
    [
        pytest.param(ACTIVE, "condemned", [], id="none"),
        pytest.param(NO_LONGER, "backs", ["no"], id="no longer"),
        pytest.param(NOBODY, "backs", ["Nobody"], id="nobody"),
        pytest.param(NOT_ONLY, "backs", [], id="not only affirms"),
        pytest.param(NEITHER, "denied", ["neither"], id="neither … nor negates once"),
        pytest.param(NEITHER, "confirmed", ["neither"], id="nor reaches the second verb"),
    ],
)
def test_a_clause_is_negated_once_by_the_words_that_negate_it(tree, notation, of, negating):
    assert words(clause.negations(verb(tree(notation), of))) == negating


def test_a_modal_reaches_a_coordinated_verb_of_the_same_subject(tree):
    doc = tree(MAY)
    assert words(clause.modals(verb(doc, "sell"))) == words(clause.modals(verb(doc, "buy"))) == ["may"]


def test_a_cleft_sentence_is_no_question(tree):
    assert not clause.is_question(verb(tree(CLEFT), "proposed"))


def test_a_question_is_known_by_its_mark_behind_a_closing_quote(tree):
    asked = "“|``|punct|4 Will|MD|aux|4 you|PRP|nsubj|4 sign|VB|ROOT|4 ?|.|punct|4 ”|''|punct|4"
    assert clause.is_question(verb(tree(asked), "sign"))


def test_a_sentence_longer_than_any_of_news_is_not_read(tree):
    endless = "Norway|NNP|nsubj|2 backs:back|VBZ|ROOT|2 " + "it|PRP|dobj|2 " * clause.LONGEST_SENTENCE
    short = tree(ACTIVE)
    assert list(clause.readable(tree(endless))) == []
    assert list(clause.readable(short)) == list(short)
