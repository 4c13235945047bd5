"""The construction table is read through the same path as any article; its share of right rows has a floor."""

from __future__ import annotations

import json
from pathlib import Path

import construction_table
import pytest
import readme_part

ROOT = Path(__file__).resolve().parents[2]
ISSUES = (
    "passive",
    "negated cue",
    "negated content",
    "denied that",
    "not rule out",
    "modal may",
    "modal might",
    "condition if",
    "condition unless",
    "inverted should",
    "as long as",
    "provided",
    "only if",
    "until",
    "or else",
    "without",
    "question whether (nothing)",
    "according to",
    "direct quote inverted",
    "quote interrupted",
    "quote paragraph running on",
    "floating quote",
    "nested attribution",
    "nominal cue",
    "object control",
    "coordinated propositions",
    "double negation",
)
"""Constructions that must never fall out of the table."""


@pytest.fixture(scope="session")
def judgements(nlp):
    return construction_table.outcomes(nlp, construction_table.rows())


@pytest.fixture
def table(tmp_path: Path):
    def write(*lines: str) -> Path:
        path = tmp_path / "rows.tsv"
        path.write_text("\n".join(("construction\ttext\texpected", *lines)) + "\n", encoding="utf-8")
        return path

    return write


def test_the_table_is_large_and_repeats_no_text() -> None:
    texts = [row.text for row in construction_table.rows()]
    assert len(texts) >= 320
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("construction", ISSUES)
def test_each_construction_stands_in_at_least_two_rows(construction: str) -> None:
    assert sum(row.construction == construction for row in construction_table.rows()) >= 2


@pytest.mark.parametrize(
    ("expected", "complaint"),
    [
        ("Oslo | the pact | against | certain", "against"),
        ("Oslo | the treaty | oppose | certain", "stands 0 times"),
        ("Oslo | pact | oppose | certain", "stands 2 times"),
        ("Oslo | the pact | oppose | certain | when: ever", "neither a condition nor a target"),
        ("Oslo | the pact", "not enough values"),
    ],
)
def test_a_mistake_in_a_row_is_told_with_its_line(table, expected: str, complaint: str) -> None:
    path = table("plain\tRiga met Bern.\t-", f"plain\tOslo left that pact, the pact.\t{expected}")
    with pytest.raises(ValueError, match=rf"line 3 of rows\.tsv.*{complaint}"):
        construction_table.rows(path)


@pytest.mark.model
@pytest.mark.parametrize(
    ("expected", "faults"),
    [
        ("Norway | the fishing ban | oppose | certain", ()),
        ("Norway/Oslo | the fishing ban | support/oppose | certain/possible", ()),
        (
            "Norway | the fishing ban | support | certain // Norway rejected the fishing ban | oppose | certain",
            ("polarity",),
        ),
        ("Norway | the fishing ban | support | possible", ("polarity", "modality")),
        ("Norway | the fishing ban | oppose | certain | if: in May", ("condition",)),
        ("Norway | the fishing ban | oppose | certain | target: Japan", ("target",)),
        ("Sweden | the fishing ban | oppose | certain", ("holder",)),
        ("Norway | in May | oppose | certain", ("words",)),
        ("Norway | the fishing ban | oppose | certain ;; Sweden | in May | oppose | certain", ("missed",)),
        ("Norway | the fishing ban | oppose | certain ;; ? Sweden | in May | oppose | certain", ()),
        ("-", ("extra",)),
    ],
)
def test_the_faults_of_a_row_are_named(table, nlp, expected: str, faults: tuple[str, ...]) -> None:
    rows = construction_table.rows(table(f"plain\tNorway rejected the fishing ban in May.\t{expected}"))
    assert construction_table.outcomes(nlp, rows)[0].faults == faults


@pytest.mark.model
def test_the_share_of_rows_read_right_keeps_its_floor(judgements) -> None:
    floor = json.loads((ROOT / "tests" / "baseline.json").read_text(encoding="utf-8"))["constructions"][
        "floors"
    ]["right"]
    assert construction_table.share(judgements) >= floor, "\n" + construction_table.errors(judgements)


@pytest.mark.model
def test_the_printed_table_adds_up(judgements) -> None:
    cells = [line.split(" | ") for line in construction_table.markdown(judgements).splitlines()[2:]]
    counts = [(int(right), int(total)) for _, right, total, *_ in cells]
    assert (sum(r for r, _ in counts[:-1]), sum(t for _, t in counts[:-1])) == counts[-1]
    assert counts[-1] == (sum(not o.faults for o in judgements), len(construction_table.rows()))


@pytest.mark.model
def test_the_readme_has_the_table_as_it_is(judgements) -> None:
    text = readme_part.README.read_text(encoding="utf-8")
    part = construction_table.folded(judgements)
    assert readme_part.replaced(text, "constructions", part) == text, (
        "python tools/construction_table.py --readme"
    )
