"""Positions and attributions from parses made by hand: who holds what, on which side, how firmly."""

from __future__ import annotations

import pytest
from handmade_parses import ENGLISH, annotated
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extract import read
from kg.knowledge import Knowledge
from kg.model import Quotation, SpeechAct

PLAN = "the|DT|det|{1} plan|NN|dobj|{0} .|.|punct|{0}"
BACKS = "Norway|NNP|nsubj|2 backs:back|VBZ|ROOT|2 " + PLAN.format(2, 4)
DOES_NOT = "Norway|NNP|nsubj|4 does:do|VBZ|aux|4 not|RB|neg|4 back|VB|ROOT|4 " + PLAN.format(4, 6)
MAY = "Norway|NNP|nsubj|3 may|MD|aux|3 back|VB|ROOT|3 " + PLAN.format(3, 5)
CEASED = "Norway|NNP|nsubj|2 ceased:cease|VBD|ROOT|2 to|TO|aux|4 back|VB|xcomp|2 the|DT|det|6 plan|NN|dobj|4 .|.|punct|2"
WITHDREW = (
    "Norway|NNP|nsubj|2 withdrew:withdraw|VBD|ROOT|2 the|DT|det|4 support|NN|dobj|2 for|IN|prep|4 the|DT|det|7 "
    "plan|NN|pobj|5 .|.|punct|2"
)
LIFTED = (
    "Norway|NNP|nsubj|2 lifted:lift|VBD|ROOT|2 a|DT|det|4 veto|NN|dobj|2 on|IN|prep|2 the|DT|det|7 plan|NN|pobj|5 "
    ".|.|punct|2"
)
NOT_RULE_OUT = "Norway|NNP|nsubj|4 did:do|VBD|aux|4 not|RB|neg|4 rule|VB|ROOT|4 out|RP|prt|4 the|DT|det|7 plan|NN|dobj|4 .|.|punct|4"
REJECTED_BY = (
    "The|DT|det|2 plan|NN|nsubjpass|4 was:be|VBD|auxpass|4 rejected:reject|VBN|ROOT|4 by|IN|agent|4 Norway|NNP|pobj|5 "
    ".|.|punct|4"
)
MUST = "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 Iran|NNP|nsubj|5 must|MD|aux|5 leave|VB|ccomp|2 .|.|punct|2"
SAID = "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 Iran|NNP|nsubj|4 left:leave|VBD|ccomp|2 .|.|punct|2"
FEARS = "Norway|NNP|nsubj|2 fears:fear|VBZ|ROOT|2 Iran|NNP|nsubj|5 will|MD|aux|5 leave|VB|ccomp|2 .|.|punct|2"
DESPITE = (
    "The|DT|det|2 plan|NN|nsubj|3 passed:pass|VBD|ROOT|3 despite|IN|prep|3 opposition|NN|pobj|4 from|IN|prep|5 "
    "Norway|NNP|pobj|6 .|.|punct|3"
)
FARCE = "Norway|NNP|nsubj|2 called:call|VBD|ROOT|2 the|DT|det|4 vote|NN|dobj|2 a|DT|det|6 farce|NN|oprd|2 .|.|punct|2"
RESPONSIBLE = (
    "Norway|NNP|nsubj|2 holds:hold|VBZ|ROOT|2 Iran|NNP|nsubj|4 responsible|JJ|ccomp|2 for|IN|prep|4 the|DT|det|7 "
    "raid|NN|pobj|5 .|.|punct|2"
)
DENIED_PERMIT = (
    "Norway|NNP|nsubj|2 denied:deny|VBD|ROOT|2 Iran|NNP|dobj|2 a|DT|det|5 permit|NN|dobj|2 .|.|punct|2"
)
IF = (
    "If|IN|mark|3 Norway|NNP|nsubj|3 backs:back|VBZ|advcl|8 the|DT|det|5 plan|NN|dobj|3 ,|,|punct|8 Iran|NNP|nsubj|8 "
    "leaves:leave|VBZ|ROOT|8 .|.|punct|8"
)
MIGHT_SAY = (
    "Norway|NNP|nsubj|3 might|MD|aux|3 say|VB|ROOT|3 Iran|NNP|nsubj|5 left:leave|VBD|ccomp|3 .|.|punct|3"
)
TWO = (
    "Norway|NNP|nsubj|2 wants:want|VBZ|ROOT|2 to|TO|aux|4 sell|VB|xcomp|2 oil|NN|dobj|4 ,|,|punct|4 buy|VB|conj|2 "
    "gas|NN|dobj|7 and|CC|cc|7 leave|VB|conj|7 Iran|NNP|dobj|10 .|.|punct|2"
)
QUOTED = (
    "“|``|punct|7 We|PRP|nsubj|4 will|MD|aux|4 leave|VB|ccomp|7 ,|,|punct|7 ”|''|punct|7 said:say|VBD|ROOT|7 "
    "Norway|NNP|nsubj|7 .|.|punct|7"
)
ACCORDING = (
    "According:accord|VBG|prep|6 to|IN|prep|1 Norway|NNP|pobj|2 ,|,|punct|6 Iran|NNP|nsubj|6 left:leave|VBD|ROOT|6 "
    ".|.|punct|6"
)
HEADLINE = "Norway|NNP|npadvmod|5 :|:|punct|5 Iran|NNP|nsubj|5 must|MD|aux|5 leave|VB|ROOT|5 .|.|punct|5"
NESTED = (
    "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 that|IN|mark|5 Iran|NNP|nsubj|5 claimed:claim|VBD|ccomp|2 that|IN|mark|8 "
    "Peru|NNP|nsubj|8 left:leave|VBD|ccomp|5 .|.|punct|2"
)
ISSUED = "Norway|NNP|nsubj|2 issued:issue|VBD|ROOT|2 a|DT|det|4 statement|NN|dobj|2 .|.|punct|2 "
STATEMENT = "The|DT|det|7 statement|NN|nsubj|8 said:say|VBD|ROOT|8 Iran|NNP|nsubj|10 left:leave|VBD|ccomp|8 .|.|punct|8"

INTERRUPTED = (
    "Peru|NNP|nsubj|8 ,|,|punct|4 Norway|NNP|nsubj|4 said:say|VBD|parataxis|8 ,|,|punct|4 "
    "will|MD|aux|8 not|RB|neg|8 leave|VB|ROOT|8 .|.|punct|8"
)


def positions(read_article):
    text = read_article.article.text
    return [
        (p.holder.name, " … ".join(s.of(text) for s in p.content), p.polarity.value, p.modality.value)
        for p in read_article.positions
    ]


@pytest.mark.parametrize(
    ("notation", "content", "side", "modality"),
    [
        pytest.param(BACKS, "the plan", "support", "certain", id="plain"),
        pytest.param(DOES_NOT, "the plan", "oppose", "certain", id="negated cue"),
        pytest.param(MAY, "the plan", "support", "possible", id="modal"),
        pytest.param(CEASED, "the plan", "oppose", "certain", id="turning verb above"),
        pytest.param(WITHDREW, "the plan", "oppose", "certain", id="support withdrawn"),
        pytest.param(LIFTED, "the plan", "support", "possible", id="veto lifted, its object at the verb"),
        pytest.param(NOT_RULE_OUT, "the plan", "support", "possible", id="not ruled out is left open"),
        pytest.param(REJECTED_BY, "The plan", "oppose", "certain", id="passive"),
        pytest.param(MUST, "Iran must leave", "support", "certain", id="what ought to be"),
        pytest.param(SAID, "Iran left", "neutral", "certain", id="bare claim"),
        pytest.param(FEARS, "Iran will leave", "oppose", "possible", id="feared"),
        pytest.param(DESPITE, "The plan passed", "oppose", "certain", id="beside its host clause"),
        pytest.param(FARCE, "the vote a farce", "oppose", "certain", id="called something bad"),
        pytest.param(RESPONSIBLE, "the raid", "oppose", "certain", id="held responsible"),
        pytest.param(DENIED_PERMIT, "a permit", "oppose", "certain", id="second object"),
        pytest.param(HEADLINE, "Iran must leave", "support", "certain", id="headline colon"),
        pytest.param(ACCORDING, "Iran left", "neutral", "certain", id="according to"),
        pytest.param(QUOTED, "We will leave", "support", "certain", id="promise in quotation marks"),
        pytest.param(ISSUED + STATEMENT, "Iran left", "neutral", "certain", id="document of a named author"),
    ],
)
def test_a_sentence_gives_the_one_position_of_its_holder(reading, notation, content, side, modality):
    assert positions(reading(notation)) == [("Norway", content, side, modality)]


@pytest.mark.parametrize(
    "notation",
    [
        pytest.param(IF, id="a stance that is supposed"),
        pytest.param(MIGHT_SAY, id="words that nobody has said yet"),
        pytest.param(
            STATEMENT.replace("|7", "|2").replace("|10", "|5").replace("|8", "|3"),
            id="a document without an author",
        ),
    ],
)
def test_what_nobody_holds_is_no_position(reading, notation):
    assert positions(reading(notation)) == []


def test_words_on_both_sides_of_who_says_them_make_one_claim(reading):
    (position,) = reading(INTERRUPTED).positions
    assert (position.claim.wording, position.claim.label) == ("Peru will not leave", "Peru will leave")


def test_infinitives_in_a_row_are_propositions_of_their_own_wherever_the_parser_hung_them(reading):
    assert [p[1:3] for p in positions(reading(TWO))] == [
        ("sell oil", "support"),
        ("buy gas", "support"),
        ("leave Iran", "support"),
    ]


def test_a_stance_within_a_claim_is_attributed_to_each_of_its_speakers(reading):
    read_article = reading(NESTED)
    outer, inner = read_article.attributions
    assert (outer.source.name, outer.within) == ("Norway", None)
    assert (inner.source.name, inner.within) == ("Iran", outer)


def test_a_quotation_is_direct_and_a_reported_clause_is_not(reading):
    assert [a.quotation for a in reading(QUOTED).attributions] == [Quotation.DIRECT]
    assert [a.quotation for a in reading(SAID).attributions] == [Quotation.INDIRECT]


def test_who_is_blamed_is_the_target(reading):
    (position,) = reading(RESPONSIBLE).positions
    assert position.target is not None
    assert (position.target.name, position.speech_act) == ("Iran", SpeechAct.CRITICISE)


def test_each_step_from_cue_to_side_is_told(reading):
    (position,) = reading(DOES_NOT).positions
    assert position.derivation == ('cue "back": support', '"not" turns it: oppose')


def test_a_document_named_a_thousand_times_without_author_has_none(reading):
    one = (
        "The|DT|det|{2} statement|NN|nsubj|{3} said:say|VBD|ROOT|{3} Peru|NNP|nsubj|{5} left:leave|VBD|ccomp|{3} "
        ".|.|punct|{3}"
    )
    many = " ".join(one.format(*range(6 * i, 6 * i + 6)) for i in range(1500))
    assert positions(reading(many)) == []


# ------------------------------------------------------------------ any tree

WORDS = [
    ("Norway", "NNP", "PROPN"), ("Iran", "NNP", "PROPN"), ("said", "VBD", "VERB"), ("rejects", "VBZ", "VERB"),
    ("if", "IN", "SCONJ"), ("to", "TO", "PART"), ("stop", "VB", "VERB"), ("not", "RB", "PART"), ("may", "MD", "AUX"),
    ("plan", "NN", "NOUN"), ("support", "NN", "NOUN"), ("who", "WP", "PRON"), ("for", "IN", "ADP"), ("ready", "JJ", "ADJ"),
    ("statement", "NN", "NOUN"), ("”", "''", "PUNCT"), ("“", "``", "PUNCT"), (",", ",", "PUNCT"), (":", ":", "PUNCT"),
    ("according", "VBG", "VERB"), ("\n", "_SP", "SPACE"),
]  # fmt: skip
LABELS = [
    "nsubj",
    "nsubjpass",
    "dobj",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "relcl",
    "conj",
    "prep",
    "pobj",
    "pcomp",
    "mark",
    "aux",
    "auxpass",
    "neg",
    "agent",
    "attr",
    "acomp",
    "oprd",
    "dative",
    "parataxis",
    "appos",
    "punct",
    "cc",
    "amod",
    "poss",
    "prt",
    "dep",
    "advmod",
    "expl",
]


@st.composite
def odd_docs(draw):
    """Any projective or crossing tree over cue words: nothing that a parser would be sure to make."""
    tokens = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    root = draw(st.integers(0, len(tokens) - 1))
    heads = [root] * len(tokens)
    placed = [root]
    for i in draw(st.permutations([i for i in range(len(tokens)) if i != root])):
        heads[i] = draw(st.sampled_from(placed))
        placed.append(i)
    labels = [draw(st.sampled_from(LABELS)) if i != root else "ROOT" for i in range(len(tokens))]
    lemmas = {"said": "say", "rejects": "reject"}
    return Doc(
        ENGLISH.vocab,
        words=[word for word, _, _ in tokens],
        tags=[tag for _, tag, _ in tokens],
        pos=[part for _, _, part in tokens],
        lemmas=[lemmas.get(word, word) for word, _, _ in tokens],
        deps=labels,
        heads=heads,
    )


@settings(max_examples=300)
@given(odd_docs())
def test_no_tree_is_too_odd_and_every_span_lies_within_its_evidence(doc):
    text = doc.text
    read_article = read(annotated(doc), Knowledge({}, []))
    for attribution in read_article.attributions:
        assert all(span.end <= len(text) and span.of(text).strip() for span in attribution.content)
    for position in read_article.positions:
        assert all(any(e.covers(span) for e in position.evidence) for span in position.content)
        assert position.holder in read_article.entities
        assert 0 <= position.confidence <= 1
