"""A person's corrections: what is made of them, and that they hold whatever is built next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from correcting import TEXT, against, build, correct, position, reading, revised, sides
from hypothesis import given
from hypothesis import strategies as st

from kg import amend, pipeline
from kg.errors import CorrectionError, KgError
from kg.graph.store import open_store
from kg.graph.validate import validate
from kg.model import CorrectionKind, Modality, NamedClaim, Polarity, Span
from kg.query.run import run
from kg.query.saved import load as question

# ------------------------------------------------------------------ what is made of it


def test_each_kind_changes_what_it_says_and_nothing_else() -> None:
    (turned,) = revised(against(CorrectionKind.WRONG_POLARITY, polarity=Polarity.OPPOSE)).readings
    assert [p.polarity for p in turned.positions] == [Polarity.OPPOSE, Polarity.OPPOSE]
    assert turned.positions[0].derivation[-1] == "side, not support: corrected by Eva on 2025-08-01"
    assert turned.positions[0].confidence == 1
    assert turned.positions[1:] == reading().positions[1:]
    (renamed,) = revised(against(CorrectionKind.WRONG_HOLDER, holder="Sweden")).readings
    assert [p.holder.name for p in renamed.positions] == ["Sweden", "Sweden"]
    assert renamed.entities == reading().entities
    (fewer,) = revised(against(CorrectionKind.NOT_A_POSITION)).readings
    assert fewer.positions == reading().positions[1:]


def test_a_missing_position_stands_in_its_sentence_on_the_day_of_the_article() -> None:
    begin = TEXT.index("watches it")
    words = Span(begin, begin + len("watches it"))
    one = against(
        CorrectionKind.MISSING_POSITION,
        was_holder=None,
        was=None,
        words=words,
        holder="Chile",
        polarity=Polarity.SUPPORT,
        matter="The  fishing pact",
    )
    (found,) = revised(one).readings
    position = found.positions[-1]
    assert position.holder.known == "chile"
    assert position.evidence[0].of(TEXT) == "Chile watches it."
    assert position.claim == NamedClaim("The  fishing pact", "The  fishing pact")
    assert position.asserted_on == date(2025, 3, 1)


def test_corrections_of_one_position_come_one_after_another() -> None:
    turned = against(CorrectionKind.WRONG_POLARITY, polarity=Polarity.MIXED)
    renamed = against(CorrectionKind.WRONG_HOLDER, holder="Chile", was=Polarity.MIXED)
    made = revised(turned, renamed)
    position = made.readings[0].positions[0]
    assert (position.holder.name, position.polarity) == ("Chile", Polarity.MIXED)
    assert [p for _, _, p in made.made] == [position, position]


def test_a_position_that_a_later_reader_bounds_otherwise_is_still_meant() -> None:
    words = reading().positions[0].content[0]
    wider = against(CorrectionKind.NOT_A_POSITION, words=Span(words.begin - 4, words.end))
    assert len(revised(wider).readings[0].positions) == 1


def test_what_is_no_longer_read_is_warned_of_and_its_correction_waits() -> None:
    gone = against(CorrectionKind.NOT_A_POSITION, was_holder="Peru")
    made = revised(gone)
    assert made.readings == (reading(),)
    assert made.made == ()
    assert "no position of Peru on “the fishing pact” is read any more" in made.warnings[0]


def test_what_is_about_another_article_is_left_alone() -> None:
    other = replace(against(CorrectionKind.NOT_A_POSITION), document="0" * 16)
    assert revised(other) == amend.Revised((reading(),), (), ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": CorrectionKind.NOT_A_POSITION, "was_holder": None},
        {"kind": CorrectionKind.WRONG_HOLDER},
        {"kind": CorrectionKind.WRONG_POLARITY, "holder": "X"},
        {"kind": CorrectionKind.NOT_A_POSITION, "polarity": Polarity.MIXED},
        {"kind": CorrectionKind.WRONG_MATTER},
        {"kind": CorrectionKind.WRONG_MODALITY, "matter": "the pact"},
        {"kind": CorrectionKind.NOT_A_POSITION, "modality": Modality.POSSIBLE},
        {"kind": CorrectionKind.NOT_A_POSITION, "condition": Span(0, 3)},
    ],
)
def test_a_correction_that_says_too_little_or_too_much_cannot_be_made(wrong) -> None:
    with pytest.raises(ValueError, match=r"goes with|has a holder"):
        against(**wrong)


@given(st.text(min_size=1), st.text(), st.dates(), st.sampled_from(Polarity))
def test_what_is_kept_comes_back(by: str, note: str, on: date, side: Polarity) -> None:
    one = replace(against(CorrectionKind.WRONG_POLARITY, polarity=side), by=by, note=note, on=on)
    folder = Path("kept")
    folder.mkdir(exist_ok=True)
    data = amend.dumped([one]).encode("utf-8", "surrogatepass")
    (folder / amend.CORRECTIONS_FILE).write_bytes(data)
    if not any(0xD800 <= ord(c) <= 0xDFFF for c in by + note):  # half of a pair is no text
        assert amend.load(folder) == (one,)


# ------------------------------------------------------------------ in a folder


ALL = {("Norway", "support"), ("Sweden", "oppose"), ("Peru", "oppose")}


def test_corrections_win_at_once_and_in_every_later_build(built: Path) -> None:
    assert sides() == ALL
    correct(
        f"wrong polarity,{position('Norway')},,,,,mixed,,,,", f"wrong holder,{position('Peru')},,,Chile,,,,,,"
    )
    corrected = {("Norway", "mixed"), ("Sweden", "oppose"), ("Chile", "oppose")}
    assert sides() == corrected
    data = (built / "graph.trig").read_bytes()
    build("north.txt")
    assert (built / "graph.trig").read_bytes() == data
    build("north.txt", "east.txt", fresh=True)
    assert (built / "graph.trig").read_bytes() == data
    pipeline.mend(built)
    assert (built / "graph.trig").read_bytes() == data
    assert validate(built).conforms


def test_corrections_stand_in_a_graph_of_their_own_with_who_and_when(built: Path) -> None:
    correct(
        f"not a position,{position('Norway')},,,,,,,,2025-07-30,a question",
        "missing position,,north.txt,watches it,Chile,,neutral,,,,",
    )
    assert sides() == ALL - {("Norway", "support")} | {("Chile", "neutral")}
    rows = list(run(open_store(built), question("corrections").name))
    assert [(r["by"], str(r["day"]), r["words"], r["note"], r["who"]) for r in rows] == [
        ("Eva Novak", "2025-07-30", "the fishing pact", "a question", None),
        ("Eva Novak", "2025-08-01", "watches it", None, "Chile"),
    ]
    graph = "SELECT * FROM <https://w3id.org/geostance/graph/corrections> { ?c a gs:Correction }"
    assert len(run(open_store(built), graph)) == 2


def test_the_same_table_twice_changes_nothing(built: Path) -> None:
    rows = [
        f"wrong polarity,{position('Norway')},,,,,mixed,,,,",
        "missing position,,north.txt,watches it,Chile,,neutral,,,,",
    ]
    correct(*rows)
    data = {p.name: p.read_bytes() for p in built.iterdir() if p.suffix in {".trig", ".json"}}
    correct(*rows)
    assert {p.name: p.read_bytes() for p in built.iterdir() if p.suffix in {".trig", ".json"}} == data


def test_who_changes_their_mind_says_so_of_the_same_position(built: Path) -> None:
    first = position("Norway")
    correct(f"wrong polarity,{first},,,,,mixed,,,,")
    correct(f"wrong polarity,{first},,,,,neutral,,,,")
    assert ("Norway", "neutral") in sides()
    assert len(amend.load(built)) == 1


def test_one_wrong_row_and_none_is_taken_in(built: Path) -> None:
    good = f"not a position,{position('Norway')},,,,,,,,,"
    with pytest.raises(CorrectionError, match=r"mine\.csv:3: no position is called “position-0”"):
        correct(good, "not a position,position-0,,,,,,,,,")
    assert sides() == ALL
    assert not (built / amend.CORRECTIONS_FILE).exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            "missing position,,nort.txt,x,Chile,,neutral,,,,",
            "no document is called “nort.txt”; near: north.txt",
        ),
        ("missing position,,north.txt,fishing treaty,Chile,,neutral,,,,", "do not stand in north.txt"),
        ("missing position,,north.txt,the fishing pact,Chile,,neutral,,,,", "stand 2 times in north.txt"),
        ("missing position,,north.txt,watches it,Norvay,,neutral,,,,", "is called “Norvay”; near: Norway"),
    ],
)
@pytest.mark.usefixtures("built")
def test_what_is_not_there_is_told_with_its_line(row: str, reason: str) -> None:
    with pytest.raises(CorrectionError, match=reason) as caught:
        correct(row)
    assert str(caught.value).startswith("mine.csv:2: ")


def test_somebody_new_can_hold_a_position_where_the_table_says_what_it_is(built: Path) -> None:
    correct("missing position,,north.txt,watches it,Fishers of Bergen,Group,support,,,,")
    assert ("Fishers of Bergen", "support") in sides()
    assert validate(built).conforms


def test_a_damaged_file_of_corrections_stops_a_build_rather_than_being_passed_over(built: Path) -> None:
    correct(f"not a position,{position('Norway')},,,,,,,,,")
    (built / amend.CORRECTIONS_FILE).write_text("[{}]", encoding="utf-8")
    with pytest.raises(KgError, match=r"corrections\.json cannot be read"):
        build("north.txt")
