from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_builders import KNOWLEDGE, Document

from kg.model import Copy
from kg.resolve import resolve
from kg.resolve.copies import copies
from kg.resolve.corpus import Corpus

MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)
STORY = (
    "The harbour council voted late in the evening to close the northern quay for repairs until autumn. Fishermen had "
    "asked for a month's delay. The mayor told them that the beams were rotten and that a crane had nearly fallen into "
    "the basin last winter. Work is to begin after Easter and will cost three million crowns, most of it paid by the "
    "county. Ferries will leave from the southern quay, where a new waiting room has been put up."
)
ANOTHER = (
    "A ferry company said that it would move its boats to the southern quay after Easter. Its director called the plan "
    "sensible but late. He had counted on repairs two years ago, he said, when the first beams gave way, and hoped that "
    "the new waiting room would be warm. The county has set money aside for a second one farther down the shore."
)


def document(title, text=STORY, published=MONDAY, outlet="Evening Courier"):
    made = Document(title, published, outlet)
    made.text += text
    return made


def found(*documents):
    return copies(Corpus.of([d.reading() for d in documents]))


def test_a_reprint_under_another_headline_is_a_copy_of_the_earlier_text():
    wire, reprint = document("Quay to close"), document("Harbour in trouble", published=TUESDAY)
    assert [(c.copy, c.original) for c in found(reprint, wire)] == [(reprint.ident, wire.ident)]


def test_a_text_cut_short_is_a_copy():
    wire = document("Quay to close")
    brief = document("Quay shut", STORY[: len(STORY) * 6 // 10], TUESDAY)
    assert [c.original for c in found(wire, brief)] == [wire.ident]


def test_two_reports_of_one_event_in_their_own_words_are_no_copies():
    assert found(document("Quay to close"), document("Ferries move", ANOTHER)) == ()


def test_of_one_day_the_text_that_the_others_credit_is_the_original():
    wire = document("Quay to close", outlet="Coast Wire")
    longer = document("Harbour in trouble", STORY + " (Coast Wire) The council meets again in May.")
    assert [c.original for c in found(longer, wire)] == [wire.ident]


def test_all_copies_lead_to_one_original():
    wire = document("Quay to close")
    others = [document(f"Harbour news {n}", published=TUESDAY) for n in range(4)]
    assert {c.original for c in found(*others, wire)} == {wire.ident}
    assert len(found(*others, wire)) == 4


@pytest.mark.parametrize("days", [date(2025, 6, 3), None])
def test_a_text_that_comes_back_much_later_or_without_a_date_is_no_copy(days):
    assert found(document("Quay to close"), document("Quay again", published=days)) == ()


def test_short_texts_are_not_compared():
    assert found(document("One", "No comment."), document("Two", "No comment.")) == ()


def test_outlets_that_print_one_text_do_not_agree_with_each_other():
    def report(title, outlet, published):
        made = document(title, published=published, outlet=outlet)
        claim = made.claim(
            "send troops to Egypt", made.known("united-states"), "send", "troop", made.known("egypt")
        )
        made.position(made.known("jd-vance"), claim)
        return made.reading()

    wire, reprint = report("Quay", "Coast Wire", MONDAY), report("Harbour", "Evening Courier", TUESDAY)
    together = resolve([wire, reprint], KNOWLEDGE)
    assert [c.copy for c in together.copies] == [reprint.article.ident]
    assert together.links == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([STORY, ANOTHER, STORY + ANOTHER]), max_size=6), st.randoms())
def test_the_order_of_the_documents_changes_nothing(texts, random):
    documents = [document(f"Title {n}", text, MONDAY) for n, text in enumerate(texts)]
    told = found(*documents)
    random.shuffle(documents)
    assert found(*documents) == told
    originals = {c.original for c in told}
    assert not originals & {c.copy for c in told}
    assert all(isinstance(c, Copy) and 0 <= c.share <= 1 for c in told)
