"""What an installation brings along: pinned with hashes, under licences that a hard dependency may have."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version

import licences
import pytest
from packaging.requirements import Requirement


def test_no_hard_dependency_is_under_a_strict_licence_or_none():
    found = licences.closure("geostance")
    assert len(found) > 50
    assert {name: said for name, said in found.items() if not said or licences.is_strict(said)} == {}


@pytest.mark.parametrize(
    ("said", "strict"),
    [
        ("GPL-3.0-only", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("AGPL-3.0", True),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("MPL-1.1 OR GPL-2.0-only", False),
        ("MIT", False),
    ],
)
def test_a_strict_licence_is_told_from_others(said, strict):
    assert bool(licences.is_strict(said)) is strict


def test_the_lock_pins_every_dependency_with_hashes_to_a_version_that_fits(root):
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in project["dependencies"]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(pinned[wanted.name]), line
    assert version("geostance")


def test_the_lock_and_the_list_of_licences_hold_all_that_an_installation_brings(root):
    brought = set(licences.closure("geostance")) - {"geostance"}
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    assert brought <= set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    listed = re.findall(r"^\| ([a-z0-9-]+) \|", licences.TARGET.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(listed) - {"package", "geostance"} == brought


def test_the_lock_names_no_registry(root):
    assert "://" not in (root / "requirements.lock").read_text(encoding="utf-8")
