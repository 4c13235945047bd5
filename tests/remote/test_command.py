"""`--store` as a user types it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import servers

from kg.graph.store import open_store
from kg.graph.trig import trig_of
from kg.remote import connected, fetched

pytestmark = pytest.mark.model


def kg(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(
        command, env=os.environ | servers.LOGIN, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.usefixtures("login")
def test_a_graph_is_built_onto_a_server_asked_there_and_shrinks_there(
    running, tmp_path, sample_articles
) -> None:
    folder, texts = tmp_path / "build", sorted(sample_articles.glob("*.txt"))
    given = ["--reader", "rules", "--meta", sample_articles / "meta.csv"]
    given += ["-o", folder, "--store", running.url]
    done = kg("build", *texts[:2], *given)
    assert done.returncode == 0, done.stderr
    assert ": 3 graphs written, 0 removed, 0 as they were" in done.stderr

    done = kg("build", texts[2], *given)
    assert ": 2 graphs written, 0 removed, 2 as they were" in done.stderr

    done = kg("remove", texts[0], "-g", folder, "--store", running.url)
    assert ": 1 graphs written, 1 removed, 2 as they were" in done.stderr
    assert list(trig_of(fetched(connected(running.url)))) == list(trig_of(open_store(folder)))

    for asked in (["query", "actors"], ["ask", "who contradicts whom?"], ["export", "nquads"]):
        here, there = kg(*asked, "-g", folder), kg(*asked, "--store", running.url)
        assert there.stdout == here.stdout
        assert there.returncode == here.returncode == 0


def test_a_server_that_takes_no_updates_is_told_of_before_anything_is_read(tmp_path, sample_articles) -> None:
    done = kg("build", sample_articles, "-o", tmp_path, "--store", f"http://127.0.0.1:{servers.free_port()}")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no server answers there" in done.stderr
    assert not list(tmp_path.iterdir())
