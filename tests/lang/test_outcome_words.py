"""The verbs by which an act is refused, agreed to or brought about, and irregular past forms."""

from kg.lang.tables import table
from kg.resolve.names import stem


def test_every_verb_stands_in_its_example_and_has_one_use():
    rows = table("outcome_words", ("word", "use", "example"))
    assert len({row["word"] for row in rows}) == len(rows)
    past = {row["form"]: row["verb"] for row in table("irregular_verbs", ("form", "verb"))}
    for row in rows:
        assert row["use"] in {"refuse", "endorse", "bring"}
        assert stem(row["word"]) in {stem(past.get(word, word)) for word in row["example"].strip(".").split()}


def test_every_irregular_form_leads_to_one_base_form_that_is_none_itself():
    rows = table("irregular_verbs", ("form", "verb"))
    forms = {row["form"] for row in rows}
    assert len(forms) == len(rows)
    assert not forms & {row["verb"] for row in rows}
