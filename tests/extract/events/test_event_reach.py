"""Whom an act concerns where the nearest place of its frame names nobody, or a mere thing."""

from __future__ import annotations

from datetime import date

import pytest

pytestmark = pytest.mark.model
FRIDAY = date(2026, 3, 13)


@pytest.mark.parametrize(
    ("text", "wanted", "recipient"),
    [
        ("Peruvian teachers staged rallies to demand higher wages from Bolivia.", "PROTEST", "Bolivia"),
        ("Dockers in Oslo went on strike, calling for new talks with Denmark.", "PROTEST", "Denmark"),
        ("Farmers blocked roads to demand the return of land seized by Greece.", "PROTEST", "Greece"),
        ("Peru rejected any contact with Chile.", "REJECT", "Chile"),
        ("Peru rejected a Bolivian motion against Chile.", "REJECT", "Bolivian motion against Chile"),
        ("Peru is ready to send a rescue team to a village in Chile.", "AGREE", "Chile"),
        ("Peru refused to allow the plane to land.", "REJECT", "plane"),
        ("Sweden is investigating alleged crimes by Belarus.", "ACCUSE", "Belarus"),
        ("Kenya announced a suspension of air links with Uganda.", "SANCTION", "Uganda"),
    ],
)
def test_who_is_concerned_is_found_beyond_what_the_act_takes_up(find, text, wanted, recipient):
    event = find(text, wanted)
    assert event.recipient_span is not None
    assert event.recipient_span.of(text) == recipient


def test_a_protest_that_asks_nobody_for_anything_is_aimed_at_nobody(find):
    assert find("Peruvian teachers staged rallies to demand higher wages.", "PROTEST").recipient_span is None
