"""What "the move", "his decision" and a verdict on "this" mean in one document."""

from dataclasses import replace

import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.model import Claim, Polarity, SpeechAct
from kg.resolve import resolve

OPPOSE = Polarity.OPPOSE


def told(document, rule, *position, **more):
    """Add a position by a rule; return its claim."""
    index = document.position(*position, **more)
    document.positions[index] = replace(document.positions[index], rule=rule)
    return position[1]


def announced(document):
    """Add what the article is about: Turkey sends troops to Egypt."""
    claim = document.claim(
        "send troops to Egypt", document.known("turkey"), "send", "troop", document.known("egypt")
    )
    return told(document, "verb-to", document.known("turkey"), claim, act=SpeechAct.INTEND)


def same(document, *claims):
    resolution = resolve([document.reading()], KNOWLEDGE)
    return len({resolution.proposition_of[document.ident, claim] for claim in claims}) == 1


@pytest.mark.parametrize("words", ["the move", "the decision", "this reckless step", "the vote"])
def test_a_noun_that_points_back_is_what_the_article_is_about(words):
    document = Document("a story")
    act = announced(document)
    pointing = document.claim(words, action=words.rsplit(" ", 1)[1])
    told(document, "verb-obj", document.known("emmanuel-macron"), pointing, OPPOSE)
    assert same(document, act, pointing)


@pytest.mark.parametrize(
    ("words", "is_the_pact"), [("the vote", False), ("the decision", False), ("the plan", True)]
)
def test_what_somebody_decided_may_be_the_refusal_of_the_thing_which_is_another_matter(words, is_the_pact):
    document = Document("a story")
    pact = document.claim("a new pact on river fishing rights", action="pact")
    told(document, "verb-obj", document.known("nato"), pact, OPPOSE, act=SpeechAct.REJECT)
    pointing = document.claim(words, action=words.rsplit(" ", 1)[1])
    told(document, "verb-obj", document.known("emmanuel-macron"), pointing, OPPOSE)
    assert same(document, pact, pointing) is is_the_pact


def test_a_noun_with_words_of_its_own_does_not_point_back():
    document = Document("a story")
    act = announced(document)
    own = document.claim("the decision on fishing quotas", action="decision")
    told(document, "verb-obj", document.known("emmanuel-macron"), own, OPPOSE)
    assert not same(document, act, own)


def test_an_owner_s_call_is_what_the_owner_asks_for_not_what_the_article_is_about():
    document = Document("a story")
    act = announced(document)
    macron = document.known("emmanuel-macron")
    asked = document.claim("the harbour be closed to tankers", action="close", thing="harbour")
    told(document, "verb-that", macron, asked, act=SpeechAct.DEMAND)
    call = document.claim("Emmanuel Macron's call", macron, "call")
    told(document, "verb-obj", document.known("germany"), call)
    assert same(document, asked, call)
    assert not same(document, act, call)


@pytest.mark.parametrize(
    ("wording", "wanted"),
    [
        ("this is a reckless way to rule", True),
        ("it would be a disgrace", True),
        ("it is a crisis of the whole region", False),
    ],
)
def test_a_verdict_on_a_bare_pronoun_judges_the_act_unless_it_speaks_of_a_state_of_things(wording, wanted):
    document = Document("a story")
    act = announced(document)
    pronoun = wording.split()[0]
    verdict = replace(document.claim(wording, action="be"), judged=Claim(pronoun, pronoun, None, pronoun))
    told(document, "verb-that", document.known("emmanuel-macron"), verdict, OPPOSE, act=SpeechAct.CRITICISE)
    assert same(document, act, verdict) is wanted


def test_a_verdict_on_a_thing_meets_the_stance_on_the_thing():
    document = Document("a story")
    toll = document.claim("the harbour toll", action="toll")
    told(document, "verb-obj", document.known("emmanuel-macron"), toll)
    judged = Claim("the toll", "the toll", None, "toll")
    verdict = replace(document.claim("the toll is a disgrace", action="be"), judged=judged)
    told(document, "verb-that", document.known("germany"), verdict, OPPOSE, act=SpeechAct.CRITICISE)
    assert same(document, toll, verdict)


def test_a_shorter_noun_is_the_fuller_one_of_its_kind_and_other_parties_keep_nouns_apart():
    document = Document("a story")
    turkey, egypt, france = (document.known(key) for key in ("turkey", "egypt", "france"))
    full = document.claim("the accord on fishing between Turkey and Egypt", action="accord")
    short = document.claim("the agreement", action="agreement")
    other = document.claim("the accord on fishing between Turkey and France", action="accord")
    for holder, claim in ((turkey, full), (egypt, short), (france, other)):
        told(document, "verb-obj", holder, claim)
    assert not same(document, full, other)
    two = Document("another story")
    turkey, egypt = two.known("turkey"), two.known("egypt")
    told(two, "verb-obj", turkey, full)
    told(two, "verb-obj", egypt, short)
    assert same(two, full, short)


@pytest.mark.parametrize("words", ["it may do so", "Turkey's right to do so", "doing as it proposed"])
def test_who_may_do_so_may_do_its_own_act(words):
    document = Document("a story")
    act = announced(document)
    doing = document.claim(words, document.known("turkey"), "do")
    told(document, "verb-obj", document.known("emmanuel-macron"), doing, OPPOSE)
    assert same(document, act, doing)


@pytest.mark.parametrize(
    "words", ["France may do so", "it may do so in Mali", "Turkey's pact and right to do so"]
)
def test_another_s_doing_so_and_a_claim_that_says_more_are_no_such_act(words):
    document = Document("a story")
    act = announced(document)
    doer = document.known("france" if words.startswith("France") else "turkey")
    doing = document.claim(words, doer, "do", "pact" if "pact" in words else "")
    told(document, "verb-obj", document.known("emmanuel-macron"), doing, OPPOSE)
    assert not same(document, act, doing)
