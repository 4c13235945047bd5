"""Conditions are told from questions and concessions, and belong to the clause that depends on them."""

from __future__ import annotations

import pytest

from kg.extract.condition import conditions

MAIN = "Norway|NNP|nsubj|{0} will|MD|aux|{0} leave|VB|ROOT|{0} .|.|punct|{0}"
IF = "If|IN|mark|3 talks:talk|NNS|nsubj|3 fail|VBP|advcl|7 ,|,|punct|7 " + MAIN.format(7)
AS_IF = "Even|RB|advmod|4 if|IN|mark|4 talks:talk|NNS|nsubj|4 fail|VBP|advcl|8 ,|,|punct|8 " + MAIN.format(8)
INVERTED = "Should|MD|aux|3 Iran|NNP|nsubj|3 refuse|VB|ccomp|7 ,|,|punct|7 " + MAIN.format(7)
UNLESS = "Norway|NNP|nsubj|3 will|MD|aux|3 leave|VB|ROOT|3 unless|IN|mark|6 Iran|NNP|nsubj|6 signs:sign|VBZ|advcl|3 .|.|punct|3"
UNTIL = (
    "Norway|NNP|nsubj|4 will|MD|aux|4 not|RB|neg|4 leave|VB|ROOT|4 until|IN|mark|7 Iran|NNP|nsubj|7 "
    "signs:sign|VBZ|advcl|4 .|.|punct|4"
)
CONCESSION = (
    "The|DT|det|7 bold|JJ|amod|7 ,|,|punct|7 if|IN|mark|8 risky|JJ|amod|7 ,|,|punct|7 plan|NN|nsubj|8 "
    "leave|VBZ|ROOT|8 .|.|punct|8"
)
OTHERWISE = (
    "Iran|NNP|nsubj|3 must|MD|aux|3 sign|VB|ccomp|8 ,|,|punct|8 otherwise|RB|advmod|8 Norway|NNP|nsubj|8 "
    "will|MD|aux|8 leave|VB|ROOT|8 .|.|punct|8"
)


def found(doc, verb):
    predicate = next(token for token in doc if token.text == verb)
    return [(d.predicate.text, d.mark.text, d.unless) for d in conditions(predicate)]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        pytest.param(IF, [("fail", "If", False)], id="if"),
        pytest.param(AS_IF, [], id="even if is a concession"),
        pytest.param(CONCESSION, [], id="bold, if risky, is a concession"),
        pytest.param(INVERTED, [("refuse", "Should", False)], id="inverted should"),
        pytest.param(UNLESS, [("signs", "unless", True)], id="unless"),
        pytest.param(UNTIL, [("signs", "until", True)], id="not until"),
        pytest.param(UNTIL.replace("not|RB|neg|4", "soon|RB|advmod|4"), [], id="until alone tells when"),
        pytest.param(OTHERWISE, [("sign", "otherwise", True)], id="otherwise"),
    ],
)
def test_the_condition_of_a_clause_is_found_with_its_sense(tree, notation, expected):
    assert found(tree(notation), "leave") == expected


def test_if_below_a_verb_of_asking_is_a_question(tree):
    asked = "Norway|NNP|nsubj|2 asked:ask|VBD|ROOT|2 if|IN|mark|5 Iran|NNP|nsubj|5 left:leave|VBD|ccomp|2 .|.|punct|2"
    assert found(tree(asked), "asked") == []


def test_the_words_of_a_condition_run_from_its_mark(tree):
    doc = tree(IF)
    (dependence,) = conditions(doc[6])
    assert [token.text for token in dependence.tokens] == ["If", "talks", "fail"]


LONG_AS = (
    "Norway|NNP|nsubj|3 will|MD|aux|3 leave|VB|ROOT|3 only|RB|advmod|6 as|RB|advmod|6 long|RB|advmod|3 as|IN|mark|9 "
    "talks:talk|NNS|nsubj|9 fail|VBP|advcl|6 .|.|punct|3"
)
ONLY_IF = "Norway|NNP|nsubj|3 will|MD|aux|3 leave|VB|ROOT|3 only|RB|advmod|7 if|IN|mark|7 talks:talk|NNS|nsubj|7 fail|VBP|advcl|3 .|.|punct|3"


@pytest.mark.parametrize("notation", [IF, LONG_AS, ONLY_IF], ids=["if", "only as long as", "only if"])
def test_what_a_condition_tells_begins_behind_the_words_that_open_it(tree, notation):
    (dependence,) = conditions(next(t for t in tree(notation) if t.text == "leave"))
    assert [t.text for t in dependence.told] == ["talks", "fail"]
