"""What a hit's content states."""

from __future__ import annotations

from handmade_parses import annotated, parse

from kg.extract.hit import Hit
from kg.extract.proposition import pieces
from kg.extract.quotation import PLAIN


def test_a_content_of_which_only_the_cue_is_left_states_nothing():
    doc = annotated(parse("Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 .|.|punct|2")).doc
    said = doc[1]
    hit = Hit(PLAIN, "quote", said, words=(said,), sources=(doc[0],), contents=(said,), bounds=((0, 2),))
    assert list(pieces(hit)) == []
