from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import knowledge
from kg.annotate import annotate
from kg.annotate.turns import find_turns
from kg.extract import read
from kg.model import Article

INTERVIEW = """Ann Roe has run the harbour since May. Roe spoke to us in Lund.

Q: Will the harbour close?

A: No. We oppose any closure.

I have told the council so.

Q: And the ferry?

A: I support the ferry.

Roe left the room.
"""
PANEL = """Should the bridge be built?

Ida Lind (Progress): Yes. I support the bridge.

Ola Berg (Union): I'm afraid of the costs. We oppose the bridge.

And the tunnel?

Lind: My party will build the tunnel.

Berg: I reject the tunnel.
"""


def told(text):
    return [(t.label.of(text), t.words.of(text), t.asks) for t in find_turns(text)]


def test_questions_and_answers_are_turns_and_an_answer_goes_on_in_the_first_person():
    assert told(INTERVIEW) == [
        ("Q", "Will the harbour close?", True),
        ("A", "No. We oppose any closure.", False),
        ("A", "I have told the council so.", False),
        ("Q", "And the ferry?", True),
        ("A", "I support the ferry.", False),
    ]


def test_speakers_who_are_labelled_twice_take_turns_and_their_party_is_no_part_of_the_label():
    assert [label for label, _, _ in told(PANEL)] == ["Ida Lind", "Ola Berg", "Lind", "Berg"]


def test_a_label_whose_turns_are_questions_asks():
    text = "Kite: Will you go?\nAnn Roe: I will.\nKite: When?\nRoe: Soon.\n"
    assert [asks for _, _, asks in told(text)] == [True, False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "OSLO: The court struck the law down.\n\nIt was the first such ruling.",
        "Photo: Ann Roe\n\nThe harbour closed.\n\nSource: The Kite",
        "Roe: Harbour must close\n\nShe said so.",
        "",
    ],
)
def test_a_dateline_a_caption_and_a_headline_are_no_turns(text):
    assert find_turns(text) == ()


@given(st.text(alphabet="Qab:? \n(I)", max_size=80))
def test_turns_lie_in_the_order_of_the_text_and_hold_words(text):
    ends = [0]
    for turn in find_turns(text):
        assert turn.words.of(text).strip()
        assert ends[-1] <= turn.words.begin < turn.words.end
        ends.append(turn.words.end)


def held(nlp, text):
    known = knowledge.load()
    (annotated,) = annotate(nlp, [Article(text, "made up")], known)
    return {
        (p.holder.name, " ".join(c.of(text) for c in p.content), p.polarity.value)
        for p in read(annotated, known).positions
    }


@pytest.mark.model
def test_an_answer_is_held_by_the_person_interviewed(nlp):
    found = held(nlp, INTERVIEW)
    assert {("Ann Roe", "any closure", "oppose"), ("Ann Roe", "the ferry", "support")} <= found
    assert {holder for holder, _, _ in found} == {"Ann Roe"}


@pytest.mark.model
def test_each_of_several_speakers_holds_what_the_own_turns_say(nlp):
    found = held(nlp, PANEL)
    assert {
        ("Ida Lind", "the bridge", "support"),
        ("Ola Berg", "the bridge", "oppose"),
        ("Ola Berg", "the tunnel", "oppose"),
    } <= found
    assert ("Ida Lind", "the bridge", "oppose") not in found


def test_one_speaker_alone_has_no_conversation():
    text = "Roe: Harbour must close\n\nRoe: I say so.\n\nRoe continued: “We must close it.”\n\n“I told you,” she said."
    assert find_turns(text) == ()


def test_a_quotation_between_two_turns_is_no_part_of_the_answer():
    text = "Q: Why?\n\nA: I had to.\n\n“I knew,” said Berg.\n\nQ: And then?\n"
    assert [words for _, words, _ in told(text)] == ["Why?", "I had to.", "And then?"]
