from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.ingest.check import refusal

LIMITS = config.load().ingest

GERMAN = (
    "Der norwegische Ministerpräsident hat am Montag das Fischereiabkommen mit Island abgelehnt und angekündigt, "
    "dass die Verhandlungen in der kommenden Woche weitergehen sollen."
)
FRENCH = (
    "Le gouvernement norvégien a rejeté lundi l'accord de pêche avec l'Islande, a déclaré le premier ministre, "
    "qui souhaite que les discussions continuent la semaine prochaine."
)


@pytest.mark.parametrize(
    "text",
    [
        "Norway rejected the fishing agreement with Iceland on Monday, and its prime minister said talks would go on.",
        "Zelenskyy meets Macron",
        "Støre, Frederiksen, Kristersson og Orpo",  # too short to tell: names alone
        "Erdoğan, Sánchez, Orbán and Fico praised the Chişinău talks; Tusk, Nausėda and Pavel were not asked about them.",
        "Norway's minister said so.\x00".replace("\x00", "\x07\x1b[31m\u202e"),
    ],
)
def test_english_passes_however_many_foreign_names_it_holds(text):
    assert refusal(text, LIMITS) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        (" \r\n\t\u00a0", "is empty"),
        ("12 345 — 6 %", "has no words"),
        ("a\0b", "is binary, not text (character 0 at 1)"),
        ("half \ud83d", "holds half of a surrogate pair (character 5)"),
        ("Oslo said: " + "(" * 5001, "is no prose (5,001 signs in a row at character 11)"),
        (GERMAN, "is not in English (looks like 'de', "),
        (FRENCH, "is not in English (looks like 'fr', "),
        (
            "挪威政府星期一拒绝了与冰岛的渔业协议首相在记者会上表示",
            "is not in English (100% of its letters are not Latin)",
        ),
        ("Норвегия отвергла соглашение", "is not in English (100% of its letters are not Latin)"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text, reason):
    assert (refusal(text, LIMITS) or "").startswith(reason)


def test_the_size_is_counted_in_bytes():
    small = dataclasses.replace(LIMITS, max_bytes=8)
    assert refusal("Tromsø", small) is None
    assert (refusal("Tromsø øø", small) or "").startswith("is larger than")


@given(st.text())
def test_every_text_is_accepted_or_refused_with_one_line(text):
    reason = refusal(text, LIMITS)
    assert reason is None or (reason and "\n" not in reason)


@pytest.mark.shared
def test_every_text_of_the_corpora_counts_as_english(shared):
    for file in sorted(shared.glob("**/*.txt")):
        assert refusal(file.read_text(encoding="utf-8"), LIMITS) is None, file.name
