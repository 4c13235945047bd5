"""The check of what is locked, on locks and advisories made by hand."""

from __future__ import annotations

import json
import zipfile
from importlib.metadata import version as installed

import advisories
import audit
import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

HASH = "--hash=sha256:" + "0" * 64
TYPER = installed("typer")


def lock(tmp_path, *lines):
    file = tmp_path / "requirements.lock"
    file.write_text("".join(f"{line} \\\n    {HASH}\n" for line in lines), encoding="utf-8")
    return file


def record(events=(), ident="PYSEC-1", package="typer", **more):
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}] if events else []
    affected = {"package": {"ecosystem": "PyPI", "name": package}, "ranges": ranges}
    affected["versions"] = more.pop("versions", [])
    return {
        "id": ident,
        "modified": "2026-05-01T00:00:00Z",
        "affected": [affected],
        "summary": "It leaks.",
        **more,
    }


def database(tmp_path, *records):
    folder = tmp_path / "osv"
    folder.mkdir()
    for number, one in enumerate(records):
        (folder / f"{number}.json").write_text(json.dumps(one), encoding="utf-8")
    return folder


def told(capsys, *arguments):
    code = audit.main([str(argument) for argument in arguments])
    out = capsys.readouterr()
    return code, out.err.splitlines(), out.out.strip()


def affected(version, events=(), **more):
    (one,) = advisories._of(record(events, **more), frozenset({"typer"}))
    return one.affects(Version(version))


@pytest.mark.parametrize(
    ("events", "inside", "outside"),
    [
        ([{"introduced": "0"}], ["0.dev1", "0", "99"], []),
        (
            [{"introduced": "0"}, {"fixed": "1.2"}],
            ["0.1", "1.2rc1", "1.1.9"],
            ["1.2", "1.2.0", "1.2.post1", "2"],
        ),
        ([{"introduced": "1"}, {"last_affected": "1.4"}], ["1", "1.4", "1.4.0"], ["0.9", "1.4.1"]),
        (
            [{"introduced": "3"}, {"fixed": "1.2"}, {"introduced": "1"}, {"fixed": "3.0.5"}],
            ["1", "1.1", "3.0.4"],
            ["0.9", "1.2", "2.9", "3.0.5"],
        ),
        ([{"introduced": "1"}, {"limit": "2"}], ["1.9"], ["0.9", "2", "2.1"]),
        ([{"introduced": "1"}, {"limit": "*"}], ["2"], ["0.9"]),
        ([{"introduced": "0", "fixed": "1"}], ["0.9"], ["1"]),
    ],
)
def test_a_range_holds_what_its_last_event_before_a_version_says(events, inside, outside):
    assert [v for v in inside + outside if affected(v, events)] == inside


def test_a_version_is_affected_if_it_is_named_however_it_is_written():
    assert affected("1.0", versions=["1.0.0", "0.9"])
    assert not affected("1.1", versions=["1.0.0", "2004d"])
    assert not affected("1.1")


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=6), st.integers(0, 9))
def test_the_order_of_events_changes_nothing(steps, version):
    events = [{"introduced" if begins else "fixed": str(1 + number)} for number, begins in steps]
    assert affected(str(1 + version), events) == affected(str(1 + version), events[::-1])


def test_what_is_withdrawn_of_another_package_or_another_ecosystem_is_nothing(tmp_path, capsys):
    elsewhere = record([{"introduced": "0"}])
    elsewhere["affected"][0]["package"]["ecosystem"] = "npm"
    commits = record([{"introduced": "0"}])
    commits["affected"][0]["ranges"][0]["type"] = "GIT"
    folder = database(
        tmp_path,
        record([{"introduced": "0"}], withdrawn="2026-06-01T00:00:00Z"),
        record([{"introduced": "0"}], package="typer-else"),
        elsewhere,
        commits,
    )
    code, wrong, summary = told(capsys, "--lock", lock(tmp_path, f"typer=={TYPER}"), "--database", folder)
    assert (code, wrong) == (0, [])
    assert summary.startswith("1 pins, 0 findings")


def test_records_of_one_vulnerability_are_one_line_with_all_its_names_and_what_fixes_it(tmp_path, capsys):
    folder = database(
        tmp_path,
        record([{"introduced": "0"}, {"fixed": "999"}], "PYSEC-2", package="Typer", aliases=["CVE-2"]),
        record([{"introduced": "0"}], "GHSA-2", aliases=["CVE-2"]),
        record([{"introduced": "0"}], "GHSA-3", summary="", details="Another\nmatter."),
    )
    file = lock(tmp_path, f"typer=={TYPER}")
    code, wrong, summary = told(capsys, "--lock", file, "--database", folder)
    assert code == 1
    assert wrong == [
        f"typer=={TYPER}: GHSA-2 (CVE-2, PYSEC-2): It leaks.; fixed in 999",
        f"typer=={TYPER}: GHSA-3: Another matter.; no version fixes it",
    ]
    assert summary == "1 pins, 2 findings; against 3 advisories of these packages, the latest of 2026-05-01"
    assert (
        told(capsys, "--lock", file, "--database", folder, "--accept", "CVE-2", "--accept", "GHSA-3")[0] == 0
    )


def test_records_that_only_a_third_names_together_are_one_line(tmp_path, capsys):
    every = [{"introduced": "0"}]
    folder = database(
        tmp_path,
        record(every, "A-1"),
        record(every, "B-1"),
        record(every, "C-1", aliases=["A-1", "B-1"]),
    )
    _, wrong, _ = told(capsys, "--lock", lock(tmp_path, f"typer=={TYPER}"), "--database", folder)
    assert wrong == [f"typer=={TYPER}: A-1 (B-1, C-1): It leaks.; no version fixes it"]


def test_a_range_that_cannot_be_compared_is_left_to_a_person(tmp_path, capsys):
    folder = database(tmp_path, record([{"introduced": "0"}, {"fixed": "2004d"}]))
    code, wrong, _ = told(capsys, "--lock", lock(tmp_path, f"typer=={TYPER}"), "--database", folder)
    assert code == 1
    assert "judge by hand" in wrong[0]
    assert "2004d" in wrong[0]


def test_a_zip_file_is_read_like_a_folder(tmp_path, capsys):
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("PYSEC-1.json", json.dumps(record([{"introduced": "0"}])))
        file.writestr("README.md", "no record")
    code, wrong, _ = told(capsys, "--lock", lock(tmp_path, f"typer=={TYPER}"), "--database", packed)
    assert (code, len(wrong)) == (1, 1)


@pytest.mark.parametrize("content", ["{", "[]", "1", '{"affected": [{"package": {"ecosystem": "PyPI"}}]}'])
def test_what_is_no_record_is_one_line_with_its_name(tmp_path, capsys, content):
    folder = database(tmp_path, record())
    (folder / "odd.json").write_text(content, encoding="utf-8")
    code, wrong, _ = told(capsys, "--lock", lock(tmp_path, f"typer=={TYPER}"), "--database", folder)
    assert code == 2
    assert len(wrong) == 1
    assert wrong[0].startswith(f"{folder / 'odd.json'}: no OSV record")


@pytest.mark.parametrize("make", ["nothing", "empty folder", "text"])
def test_what_is_no_database_is_one_line(tmp_path, capsys, make):
    place = tmp_path / "osv"
    if make == "empty folder":
        place.mkdir()
    elif make == "text":
        place.write_text("no zip file", encoding="utf-8")
    code, wrong, _ = told(capsys, "--lock", lock(tmp_path, f"typer=={TYPER}"), "--database", place)
    assert (code, len(wrong)) == (2, 1)
    assert str(place) in wrong[0]


def test_a_pin_without_hash_or_installed_otherwise_or_not_at_all_is_told(tmp_path, capsys):
    file = lock(tmp_path, "typer==0.0.1", "no-such-package==1", "other==1; sys_platform == 'nowhere'")
    file.write_text(
        file.read_text(encoding="utf-8") + f"packaging=={installed('packaging')}\n", encoding="utf-8"
    )
    code, wrong, summary = told(capsys, "--lock", file)
    assert code == 1
    assert wrong == [
        f"typer==0.0.1: locked, but {TYPER} is installed",
        "no-such-package==1: locked, but not installed",
        f"packaging=={installed('packaging')}: no hash, so any file would be taken for it",
    ]
    assert summary == "4 pins, 3 findings; no database given, so not against known vulnerabilities"


@pytest.mark.parametrize(
    "line", ["typer>=1", "typer", "typer==1.*", "typer @ file:///x", "-r other.txt", "==1"]
)
def test_a_line_that_pins_nothing_is_refused(tmp_path, capsys, line):
    code, wrong, _ = told(capsys, "--lock", lock(tmp_path, line))
    assert (code, len(wrong)) == (2, 1)


def test_a_lock_that_is_not_there_is_one_line(tmp_path, capsys):
    assert told(capsys, "--lock", tmp_path / "none")[0] == 2


def test_every_pin_of_our_own_lock_can_be_checked_and_has_hashes():
    locked = audit.pins(audit.LOCK)
    assert len(locked) > 50
    assert not [line for line in audit.unfit(locked) if "hash" in line or "twice" in line]
