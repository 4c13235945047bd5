"""Corrections of matter, modality and condition: by name or by words of the text, in the graph and in every later build."""

from __future__ import annotations

from pathlib import Path

import pytest
from correcting import DAY, against, build, position, reading, revised, table
from stub_reading import read as read_stub

from kg import amend, knowledge, pipeline
from kg.errors import CorrectionError
from kg.graph.store import open_store
from kg.graph.validate import validate
from kg.model import Article, Claim, Condition, CorrectionKind, Modality, NamedClaim, Span
from kg.query.explain import explain
from kg.query.run import run
from kg.resolve import resolve

HEAD = "correction,position,document,words,holder,polarity,matter,modality,condition\n"
HARBOUR = (
    "Report\n\nNorway supports the winter regatta. This holds, unless Sweden\npays for Oslo’s piers, for years. "
    "Chile’s fleet left. "
    "Sweden opposes the whaling ban.\n"
)
CONDITION = "unless Sweden\npays for Oslo’s piers"


def change(*rows: str) -> tuple[str, ...]:
    """Take rows in; return the warnings."""
    read = amend.read(table(Path(), *rows, head=HEAD), "Eva Novak", DAY)
    return pipeline.correct(read, Path("build")).warnings


def about(who: str) -> dict[str, str]:
    """Return what the one position of somebody says."""
    pattern = (
        f'?p gs:holder/rdfs:label "{who}" ; gs:modality ?modality . '
        "OPTIONAL { ?p gs:about/skos:prefLabel ?matter } OPTIONAL { ?p gs:condition/skos:prefLabel ?if } "
        "OPTIONAL { ?p gs:unless/skos:prefLabel ?unless } OPTIONAL { ?p gs:conditionSpan/nif:anchorOf ?words }"
    )
    names = ("modality", "matter", "if", "unless", "words")
    (row,) = run(open_store(Path("build")), f"SELECT DISTINCT ?{' ?'.join(names)} {{ {pattern} }}")
    return {name: str(row[name]).rpartition("#")[2] for name in names if row[name] is not None}


@pytest.fixture
def harbour(stand_ins) -> None:
    stand_ins.setattr("kg.extract.read", read_stub)
    Path("harbour.txt").write_text(HARBOUR, encoding="utf-8")
    Path("pier.txt").write_text(
        "Report\n\nPeru supports the winter regatta. Finland supports the winter regatta.\n", encoding="utf-8"
    )
    build("harbour.txt", "pier.txt")


# ------------------------------------------------------------------ one reading


def test_matter_and_modality_are_what_a_person_says() -> None:
    (named,) = revised(against(CorrectionKind.WRONG_MATTER, matter="the whaling ban")).readings
    assert named.positions[0].claim == NamedClaim("the whaling ban", "the whaling ban")
    step = "matter, not “the fishing pact”: corrected by Eva on 2025-08-01"
    assert named.positions[0].derivation[-1] == step
    assert named.positions[1:] == reading().positions[1:]
    (softer,) = revised(against(CorrectionKind.WRONG_MODALITY, modality=Modality.POSSIBLE)).readings
    assert softer.positions[0].modality is Modality.POSSIBLE
    step = "modality, not certain: corrected by Eva on 2025-08-01"
    assert softer.positions[0].derivation[-1] == step


@pytest.mark.parametrize(
    ("words", "told", "unless"),
    [
        ("the fishing pact", "the fishing pact", False),
        ("opposes the fishing pact", "opposes the fishing pact", False),
        ("unless Oslo pays", "Oslo pays", True),
        ("on condition that Oslo pays", "Oslo pays", False),
        ("Provided that Oslo pays", "Oslo pays", False),
        ("only if Oslo pays", "Oslo pays", False),
        ("iffy deals fail", "iffy deals fail", False),
    ],
)
def test_the_words_that_open_a_condition_tell_its_sense(words: str, told: str, unless: bool) -> None:
    text = f"Report\n\nNorway supports the fishing pact.\nNobody, {words}, would."
    begin = text.rindex(words)
    span = Span(begin, begin + len(words))
    first = read_stub(Article(text, "a.txt"))
    one = against(
        CorrectionKind.WRONG_CONDITION, condition=span, document=first.article.ident,
        words=first.positions[0].content[0],
    )  # fmt: skip
    (made,) = revised(one, of=first).readings
    assert made.positions[0].conditions == (Condition(span, Claim(told, told), unless=unless),)


def test_a_matter_that_a_person_names_changes_nobody_elses() -> None:
    one = against(CorrectionKind.WRONG_MATTER, matter="the fishing pact of all the northern seas")
    before, after = (resolve([found], knowledge.load()) for found in (reading(), *revised(one).readings))
    ident = reading().article.ident
    other = reading().positions[1].claim
    assert other is not None
    assert before.proposition_of[ident, other] == after.proposition_of[ident, other]
    assert {p.label for p in after.propositions} == {
        "the fishing pact",
        "the fishing pact of all the northern seas",
    }


# ------------------------------------------------------------------ in a folder


@pytest.mark.usefixtures("harbour")
def test_a_matter_named_as_the_graph_names_it_is_that_very_matter() -> None:
    matters = "SELECT DISTINCT ?m { ?p gs:holder/rdfs:label ?who ; gs:about ?m } ORDER BY ?m"
    store = open_store(Path("build"))
    (ban,) = {str(row["m"]) for row in run(store, matters.replace("?who", '"Sweden"'))}
    del store
    assert change(f"wrong matter,{position('Peru')},,,,,The Whaling  ban,,") == ()
    store = open_store(Path("build"))
    assert {str(row["m"]) for row in run(store, matters.replace("?who", '"Peru"'))} == {ban}


@pytest.mark.usefixtures("harbour")
def test_a_matter_that_no_text_has_is_taken_in_with_a_warning_once() -> None:
    row = f"wrong matter,{position('Peru')},,,,,the winter regata,,"
    (warning,) = change(row)
    assert warning.startswith("“the winter regata” is a matter of its own")
    assert "near: the winter regatta" in warning
    assert about("Peru")["matter"] == "the winter regata"
    assert change(f"wrong modality,{position('Peru')},,,,,,possible,") == ()


@pytest.mark.usefixtures("harbour")
def test_a_condition_may_be_given_taken_away_and_found_though_the_lines_break_otherwise() -> None:
    assert change(f"wrong condition,{position('Norway')},,,,,,,unless Sweden pays for Oslo's piers") == ()
    found = about("Norway")
    assert (found["unless"], found["words"]) == ("Sweden pays for Oslo’s piers", CONDITION)
    assert "if" not in found
    store = open_store(Path("build"))
    steps = explain(store, position("Norway")).steps
    del store
    assert steps[-1].endswith("condition: corrected by Eva Novak on 2025-08-01")
    change(f"no condition,{position('Norway')},,,,,,,")
    assert "words" not in about("Norway")
    assert validate(Path("build")).conforms


@pytest.mark.usefixtures("harbour")
def test_they_hold_in_every_later_build_to_the_byte() -> None:
    change(
        f"wrong matter,{position('Peru')},,,,,the whaling ban,,",
        f"wrong modality,{position('Sweden')},,,,,,probable,",
        f"wrong condition,{position('Norway')},,,,,,,unless Sweden pays for Oslo’s piers",
        "missing position,,harbour.txt,fleet left,Chile,neutral,the winter regatta,possible,",
    )
    told = {who: about(who) for who in ("Peru", "Sweden", "Norway", "Chile")}
    assert told["Peru"]["matter"] == told["Sweden"]["matter"] == "the whaling ban"
    assert told["Sweden"]["modality"] == "probable"
    assert told["Chile"] == {"modality": "possible", "matter": told["Norway"]["matter"]}
    data = Path("build/graph.trig").read_bytes()
    build("pier.txt", "harbour.txt", fresh=True)
    assert Path("build/graph.trig").read_bytes() == data
    pipeline.mend(Path("build"))
    assert Path("build/graph.trig").read_bytes() == data
    assert validate(Path("build")).conforms


def test_a_document_may_be_named_without_its_folders(stand_ins) -> None:
    stand_ins.setattr("kg.extract.read", read_stub)
    for folder, text in (("west", HARBOUR), ("east", "Report\n\nPeru opposes the tunnel.\n")):
        Path(folder).mkdir()
        Path(folder, f"{folder}.txt").write_text(text, encoding="utf-8")
        Path(folder, "same.txt").write_text(f"Report\n\n{folder.title()}land opposes it.\n", encoding="utf-8")
    build("west", "east")
    change("missing position,,west.txt,fleet left,Chile,neutral,,,")
    assert about("Chile")["matter"] == "fleet left"
    with pytest.raises(CorrectionError, match=r"“same\.txt” fits 2 documents"):
        change("missing position,,same.txt,opposes it,Chile,neutral,,,")


@pytest.mark.usefixtures("harbour")
def test_the_list_of_corrections_shows_what_holds_since() -> None:
    change(
        f"wrong modality,{position('Norway')},,,,,,possible,",
        f"wrong condition,{position('Peru')},,,,,,,Report",
    )
    rows = list(run(open_store(Path("build")), "corrections"))
    assert {(row["who"], str(row["modality"]).rpartition("#")[2], row["depends"]) for row in rows} == {
        ("Peru", "certain", "Report"),
        ("Norway", "possible", None),
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("wrong condition,{},,,,,,,unless Lima pays", "“unless Lima pays” do not stand in harbour.txt"),
        (
            "missing position,,harbour.txt,fleet left,Chile,neutral,,,Sweden",
            "“Sweden” stand 2 times in harbour.txt",
        ),
        ("wrong modality,{},,,,,,surely,", "modality “surely” is none of: certain, probable, possible"),
        ("wrong matter,{},,,,,,,", "“wrong matter” needs the column “matter”"),
        ("wrong matter,{},,,Chile,,the levy,,", "“wrong matter” does not take the column “holder”"),
        ("no condition,{},,,,,,,unless", "“no condition” does not take the column “condition”"),
    ],
)
@pytest.mark.usefixtures("harbour")
def test_what_cannot_be_is_told_with_its_line_and_nothing_is_taken_in(row: str, reason: str) -> None:
    before = Path("build/graph.trig").read_bytes()
    with pytest.raises(CorrectionError, match=reason) as caught:
        change(row.format(position("Norway")))
    assert str(caught.value).startswith("mine.csv:2: ")
    assert Path("build/graph.trig").read_bytes() == before
