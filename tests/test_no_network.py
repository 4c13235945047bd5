"""Building and asking in a network namespace without any way out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

ALONE = ["unshare", "--net", "--map-root-user"]


@pytest.fixture(autouse=True)
def _namespaces():
    usable = (
        shutil.which("unshare")
        and not subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode
    )
    if not usable:
        reason = "this system lets nobody make a network namespace"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and in CI no test is skipped for that")
        pytest.skip(reason)


@pytest.mark.model
def test_building_asking_and_checking_need_no_network(tmp_path, sample_articles):
    def kg(*arguments: str) -> str:
        command = [*ALONE, sys.executable, "-m", "kg", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path).stdout

    kg("build", str(sample_articles / "slovakia-blocks-sanctions.txt"), "-o", "build")
    kg("validate", "-g", "build")
    assert "Robert Fico" in kg("query", "actors", "-g", "build")
    assert "Fico" in kg("export", "brief", "--actor", "Robert Fico", "-g", "build")
    kg("draw", "-g", "build", "-o", "page.html")
