"""What a hit's content states."""

from __future__ import annotations

from handmade_parses import annotated, parse

from kg.extract import claims
from kg.extract.hit import Hit
from kg.extract.proposition import pieces
from kg.extract.quotation import PLAIN
from kg.model import Span


def test_a_content_of_which_only_the_cue_is_left_states_nothing():
    doc = annotated(parse("Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 .|.|punct|2")).doc
    said = doc[1]
    hit = Hit(PLAIN, "quote", said, words=(said,), sources=(doc[0],), contents=(said,), bounds=((0, 2),))
    assert list(pieces(hit)) == []


EITHER = "Norway|NNP|nsubj|4 will|MD|aux|4 not|RB|neg|4 back|VB|ROOT|4 the|DT|det|6 plan|NN|dobj|4 either|RB|advmod|4 .|.|punct|4"


def label(notation: str, *, taken: bool) -> str:
    article = annotated(parse(notation))
    whole = (Span(0, len(article.article.text) - 1),)
    root = next(t for t in article.doc if t.dep_ == "ROOT")
    return claims.claim(article, root, whole, taken=taken).label


def test_a_claim_that_a_side_is_taken_on_is_worded_positively_without_what_goes_with_a_negation():
    assert label(EITHER, taken=True) == "Norway will back the plan"


def test_a_claim_that_no_side_is_taken_on_keeps_its_negation():
    assert label(EITHER, taken=False) == "Norway will not back the plan either"
