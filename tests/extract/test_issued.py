"""Who does what a participle behind a speech or an occasion tells."""

from __future__ import annotations

import pytest

from kg import knowledge
from kg.annotate import annotate
from kg.extract import read
from kg.model import Article

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "Mira Tolland gave a speech attacking the treaty.",
        "Mira Tolland held a rally denouncing the treaty.",
        "Mira Tolland spoke at a rally denouncing the treaty.",
        "Mira Tolland signed a letter condemning the treaty.",
    ],
)
def test_who_speaks_holds_what_the_speech_or_the_occasion_is_about(nlp, text):
    known = knowledge.load()
    (article,) = annotate(nlp, [Article(text, "made up")], known)
    found = {(p.holder.name, p.polarity.value) for p in read(article, known).positions}
    assert ("Mira Tolland", "oppose") in found


def test_who_only_suffers_at_an_occasion_holds_nothing_that_it_is_about(nlp):
    known = knowledge.load()
    text = "Mira Tolland collapsed at a rally denouncing the treaty."
    (article,) = annotate(nlp, [Article(text, "made up")], known)
    assert "Mira Tolland" not in {p.holder.name for p in read(article, known).positions}
