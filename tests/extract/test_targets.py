"""At whom a stance is aimed, and the sides that lie in the telling of a fact."""

from __future__ import annotations

import pytest
from handmade_parses import annotated, parse

from kg import knowledge
from kg.annotate import annotate
from kg.extract import read
from kg.extract.actors import actors, with_used
from kg.extract.deeds import deed, is_hurt_by_others
from kg.extract.targets import is_brand
from kg.knowledge import Knowledge
from kg.lang.tables import table
from kg.model import Article, Kind, Polarity, SpeechAct

SAID = "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 Iran|NNP|nsubj|{v} "
HID = SAID.format(v=4) + "hid:hide|VBD|ccomp|2 the|DT|det|6 losses:loss|NNS|dobj|4 .|.|punct|2"
SAVED = SAID.format(v=4) + "saved:save|VBD|ccomp|2 the|DT|det|6 crew|NN|dobj|4 .|.|punct|2"
LEFT = SAID.format(v=4) + "left:leave|VBD|ccomp|2 .|.|punct|2"
ANSWERED = SAID.format(v=4) + "answered:answer|VBD|ccomp|2 .|.|punct|2"
NOT_ANSWERED = SAID.format(v=6) + "did:do|VBD|aux|6 not|RB|neg|6 answer|VB|ccomp|2 .|.|punct|2"
TRIES = (
    SAID.format(v=5)
    + "is:be|VBZ|aux|5 trying:try|VBG|ccomp|2 to|TO|aux|7 hide|VB|xcomp|5 the|DT|det|9 losses:loss|NNS|dobj|7 .|.|punct|2"
)
NOT_TRUSTED = (
    SAID.format(v=7) + "can|MD|aux|7 not|RB|neg|7 be|VB|auxpass|7 trusted:trust|VBN|ccomp|2 .|.|punct|2"
).replace("Iran|NNP|nsubj|7", "Iran|NNP|nsubjpass|7")
TOO_LARGE = SAID.format(v=4) + "is:be|VBZ|ccomp|2 too|RB|advmod|6 large|JJ|acomp|4 .|.|punct|2"
SHOWS = SAID.format(v=4) + "showed:show|VBD|ccomp|2 contempt|NN|dobj|4 .|.|punct|2"
BEHIND = SAID.format(v=4) + "was:be|VBD|ccomp|2 behind|IN|prep|4 the|DT|det|7 raid|NN|pobj|5 .|.|punct|2"
BY = (
    "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 the|DT|det|4 losses:loss|NNS|nsubjpass|6 were:be|VBD|auxpass|6 "
    "hidden:hide|VBN|ccomp|2 by|IN|agent|6 Iran|NNP|pobj|7 .|.|punct|2"
)
OWN = (
    "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 we|PRP|nsubj|4 saved:save|VBD|ccomp|2 the|DT|det|6 crew|NN|dobj|4 "
    ".|.|punct|2"
)
MADE = (
    "Norway|NNP|nsubj|2 rejected:reject|VBD|ROOT|2 the|DT|det|4 offer|NN|dobj|2 Iran|NNP|nsubj|6 "
    "made:make|VBD|relcl|4 .|.|punct|2"
)
NESTED = (
    "Norway|NNP|nsubj|2 praised:praise|VBD|ROOT|2 the|DT|det|4 pace|NN|dobj|2 of|IN|prep|4 the|DT|det|7 "
    "reform|NN|pobj|5 by|IN|prep|7 Iran|NNP|pobj|8 .|.|punct|2"
)
COMPOUND = "Norway|NNP|nsubj|2 rejected:reject|VBD|ROOT|2 the|DT|det|5 Iran|NNP|compound|5 plan|NN|dobj|2 .|.|punct|2"
CRITIC = (
    "Norway|NNP|nsubj|7 ,|,|punct|1 an|DT|det|5 Iran|NNP|compound|5 critic|NN|appos|1 ,|,|punct|1 "
    "left:leave|VBD|ROOT|7 .|.|punct|7"
)
IS_ALLY = "Norway|NNP|nsubj|2 is:be|VBZ|ROOT|2 Iran|NNP|poss|4 ally|NN|attr|2 .|.|punct|2"
BACK = (
    "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 we|PRP|nsubj|5 would|MD|aux|5 back|VB|ccomp|2 Iran|NNP|dobj|5 "
    ".|.|punct|2"
)


def aimed(reading, notation):
    """Return side and target of the positions that have one."""
    return [(p.polarity.value, p.target.name) for p in reading(notation).positions if p.target is not None]


@pytest.mark.parametrize(
    ("notation", "side"),
    [
        (HID, "oppose"),
        (SAVED, "support"),
        (NOT_ANSWERED, "oppose"),
        (TRIES, "oppose"),
        (NOT_TRUSTED, "oppose"),
        (TOO_LARGE, "oppose"),
        (SHOWS, "oppose"),
        (BEHIND, "oppose"),
        (BY, "oppose"),
    ],
)
def test_a_wrong_or_merit_told_as_a_fact_takes_a_side_on_its_agent(reading, notation, side):
    assert (side, "Iran") in aimed(reading, notation)


@pytest.mark.parametrize("notation", [LEFT, ANSWERED])
def test_a_plain_fact_takes_no_side_and_has_no_target(reading, notation):
    (position,) = reading(notation).positions
    assert (position.polarity, position.target) == (Polarity.NEUTRAL, None)


def test_the_derivation_names_the_word_that_tells_the_deed(reading):
    (position,) = reading(HID).positions
    assert position.speech_act is SpeechAct.CRITICISE
    assert any('"hid"' in step for step in position.derivation)


def test_a_merit_of_the_holder_himself_is_aimed_at_nobody(reading):
    assert aimed(reading, OWN) == []


@pytest.mark.parametrize(("notation", "side"), [(MADE, "oppose"), (NESTED, "support"), (COMPOUND, "oppose")])
def test_a_stance_on_a_thing_is_aimed_at_whose_thing_it_is(reading, notation, side):
    assert aimed(reading, notation) == [(side, "Iran")]


@pytest.mark.parametrize(("notation", "side"), [(CRITIC, "oppose"), (IS_ALLY, "support")])
def test_who_is_called_critic_or_ally_of_somebody_takes_that_side(reading, notation, side):
    assert aimed(reading, notation) == [(side, "Iran")]
    assert reading(notation).attributions == ()


def test_what_the_holder_says_he_would_back_is_the_target(reading):
    assert ("support", "Iran") in aimed(reading, BACK)


def test_a_clause_without_a_deed_tells_none():
    doc = annotated(parse(LEFT)).doc
    assert deed(next(t for t in doc if t.text == "left")) == (None, "")


def test_every_deed_has_a_side_and_stands_once():
    rows = [(row["pos"], row["lemma"]) for row in table("deeds", ("lemma", "pos", "side", "class"))]
    assert len(rows) == len(set(rows))
    assert {row["side"] for row in table("deeds", ("lemma", "pos", "side"))} == {"-", "+", "~"}
    assert {row["pos"] for row in table("deeds", ("lemma", "pos", "side"))} == {"verb", "noun", "adj"}


def test_a_surname_without_a_mention_speaks_but_is_no_target_unless_it_is_known():
    document = annotated(parse("Amara|NNP|nsubj|2 accused:accuse|VBD|ROOT|2 Vance|NNP|dobj|2 .|.|punct|2"))
    found = actors(document, Knowledge({}, []))
    amara, vance = document.doc[0], document.doc[2]
    speaker = found.speaker(amara)
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Amara", Kind.PERSON)
    assert found.at(vance) is None


def test_only_who_is_used_joins_the_entities_and_numbers_stay_without_gaps(reading):
    found = reading("Amara|NNP|nsubj|2 backs:back|VBZ|ROOT|2 the|DT|det|4 plan|NN|dobj|2 .|.|punct|2")
    assert [e.number for e in found.entities] == list(range(len(found.entities)))
    assert {p.holder for p in found.positions} <= set(found.entities)
    assert with_used(found.entities, ()) == (found.entities, ())


def test_what_a_relative_clause_tells_is_held_although_its_noun_is_only_hoped_for(reading):
    hoped = (
        "Norway|NNP|nsubj|2 hopes:hope|VBZ|ROOT|2 to|TO|aux|4 stop|VB|xcomp|2 Iran|NNP|dobj|4 ,|,|punct|5 "
        "whom|WP|dobj|9 Peru|NNP|nsubj|9 condemned:condemn|VBD|relcl|5 .|.|punct|2"
    )
    assert ("Peru", "oppose") in {(p.holder.name, p.polarity.value) for p in reading(hoped).positions}


@pytest.mark.model
def test_who_acts_for_a_place_is_the_target_where_what_is_its_own_is_judged(nlp):
    known = knowledge.load()
    (article,) = annotate(nlp, [Article("Emmanuel Macron criticised the Nevada law.", "made up")], known)
    (position,) = read(article, known).positions
    assert (position.target.name, position.target.kind) == ("Nevada", Kind.GOVERNMENT)
    assert position.target_span.of(article.article.text) == "Nevada"


@pytest.mark.model
def test_a_continent_that_only_an_adjective_names_is_no_target(nlp):
    known = knowledge.load()
    (article,) = annotate(nlp, [Article("Emmanuel Macron endorsed the African roadmap.", "made up")], known)
    (position,) = read(article, known).positions
    assert (position.polarity, position.target) == (Polarity.SUPPORT, None)


@pytest.mark.parametrize(("label", "brand"), [("compound", True), ("poss", False)])
def test_a_brand_before_a_product_is_nobody_but_an_owner_is(label: str, brand: bool) -> None:
    doc = parse(
        f"Norway|NNP|nsubj|2 offered:offer|VBD|ROOT|2 Falke|NNP|{label}|4 missiles:missile|NNS|dobj|2"
    )
    assert is_brand(doc[2]) is brand


@pytest.mark.parametrize(("whose", "hurt"), [("an|DT|det|4", True), ("its|PRP$|poss|4", False)])
def test_who_is_attacked_by_others_is_hurt_by_them(whose: str, hurt: bool):
    doc = parse(
        f"Mali|NNP|nsubj|2 called:call|VBD|ROOT|2 {whose} attack|NN|nsubj|7 on|IN|prep|4 Niger|NNP|pobj|5 a|DT|det|8 "
        "crime|NN|oprd|2 .|.|punct|2"
    )
    assert is_hurt_by_others(doc[5], lambda doer: doer.lower_ == "its") is hurt
