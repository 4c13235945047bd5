"""Bringing a folder's graph to a server: what differs is written, whatever ended the run before."""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import threading
import time

import pyoxigraph as ox
import pytest
import servers

from kg.errors import RemoteError
from kg.graph import store
from kg.graph.iri import RESOLVED
from kg.graph.trig import trig_of
from kg.listener import Silence
from kg.publish import HELD, PUBLISHED_FILE, publish
from kg.remote import Server, connected, fetched


def texts(server: Server) -> str:
    return "".join(trig_of(fetched(server)))


def as_stored(quads) -> str:
    """Return the same of statements as a store of ours holds them (a decimal .6 is 0.6)."""
    local = ox.Store()
    local.extend(quads)
    return "".join(trig_of(local))


def without(quads, *graphs):
    return [quad for quad in quads if quad.graph_name not in graphs]


def documents(quads) -> list[ox.NamedNode]:
    return sorted({quad.graph_name for quad in quads} - {RESOLVED}, key=str)


@pytest.fixture
def puts(monkeypatch) -> list[ox.NamedNode]:
    """Return the graphs that are written, in their order."""
    written = []
    put = Server.put

    def noted(self, graph, triples):
        written.append(graph)
        put(self, graph, triples)

    monkeypatch.setattr(Server, "put", noted)
    return written


def test_what_is_there_already_is_not_written_again(filled, folder, tiny, puts) -> None:
    assert texts(filled) == as_stored(tiny)
    done = publish(folder, filled, Silence())
    assert (done.written, done.removed, done.kept) == (0, 0, len(documents(tiny)) + 1)
    assert puts == []


def test_only_the_graphs_that_changed_are_written_the_resolved_one_last(filled, folder, tiny, puts) -> None:
    first = documents(tiny)[0]
    more = [*tiny, ox.Quad(first, ox.NamedNode("urn:x"), ox.Literal("new"), first)]
    more.append(ox.Quad(first, ox.NamedNode("urn:x"), ox.Literal("new"), RESOLVED))
    store.write(folder, more)
    assert publish(folder, filled, Silence()).written == 2
    assert puts == [first, RESOLVED]
    assert texts(filled) == as_stored(more)


def test_a_document_that_is_gone_from_the_folder_is_taken_out(filled, folder, tiny) -> None:
    last = documents(tiny)[-1]
    store.write(folder, without(tiny, last))
    assert publish(folder, filled, Silence()).removed == 1
    assert texts(filled) == as_stored(without(tiny, last))
    assert filled.read(last) == b""
    assert last.value not in filled.read(HELD).decode()


def test_the_documents_of_another_folder_are_not_taken_out_unasked(filled, tiny, tmp_path) -> None:
    first = documents(tiny)[0]
    store.write(tmp_path / "other", without(tiny, first))
    before = texts(filled)
    with pytest.raises(RemoteError, match=f"holds what .*other does not know: {first.value}"):
        publish(tmp_path / "other", filled, Silence())
    assert texts(filled) == before
    publish(tmp_path / "other", filled, Silence(), fresh=True)
    assert texts(filled) == as_stored(without(tiny, first))


def test_graphs_that_are_not_ours_stay(filled, folder) -> None:
    filled.update("INSERT DATA { GRAPH <urn:theirs> { <urn:a> <urn:b> 'c' } }")
    publish(folder, filled, Silence(), fresh=True)
    assert b"urn:a" in filled.read(ox.NamedNode("urn:theirs"))


def test_a_damaged_note_of_the_folder_only_makes_it_stricter(filled, folder, tiny) -> None:
    (folder / PUBLISHED_FILE).write_text("{", encoding="utf-8")
    assert publish(folder, filled, Silence()).written == 0
    (folder / PUBLISHED_FILE).write_text(json.dumps({filled.at.query: [3, None]}), encoding="utf-8")
    store.write(folder, without(tiny, documents(tiny)[0]))
    with pytest.raises(RemoteError, match="does not know"):
        publish(folder, filled, Silence())


def test_a_run_that_was_cut_short_anywhere_is_finished_by_the_next(filled, folder, tiny, monkeypatch) -> None:
    first = documents(tiny)[0]
    changed = [
        *tiny,
        *(
            ox.Quad(first, ox.NamedNode("urn:n"), ox.Literal(str(n)), g)
            for n, g in enumerate(documents(tiny))
        ),
    ]
    store.write(folder, changed)
    for steps in range(1, 8):
        left = iter(range(steps))

        def stopping(method, left=left):
            def stop(self, *given):
                if next(left, None) is None:
                    raise RemoteError("went away")
                return method(self, *given)

            return stop

        with monkeypatch.context() as patch:
            for name in ("put", "drop", "update"):
                patch.setattr(Server, name, stopping(getattr(Server, name)))
            with contextlib.suppress(RemoteError):
                publish(folder, filled, Silence())
        held = filled.read(HELD).decode()
        for graph in documents(tiny):  # what is listed with today's hash is whole
            if graph.value in held:
                assert filled.read(graph)
        publish(folder, filled, Silence())
        assert texts(filled) == as_stored(changed)
        store.write(folder, tiny if steps % 2 else changed)
        publish(folder, filled, Silence())
        store.write(folder, changed)


ROUNDS = int(os.environ.get("KG_KILLS", "2"))
"""How often a writer is killed; a long run sets more."""
PUBLISH = (
    "import sys; from pathlib import Path; from kg.publish import publish; from kg.remote import connected;"
    "from kg.listener import Silence; publish(Path(sys.argv[1]), connected(sys.argv[2]), Silence())"
)


def many(tiny, copies: int) -> list[ox.Quad]:
    """Return the small graph with as many further documents."""
    out = list(tiny)
    of_one = [quad for quad in tiny if quad.graph_name == documents(tiny)[0]]
    for number in range(copies):
        new = ox.NamedNode(f"https://w3id.org/geostance/doc/{number:016x}")
        out += [
            ox.Quad(new if q.subject == q.graph_name else q.subject, q.predicate, q.object, new)
            for q in of_one
        ]
    return out


@pytest.mark.usefixtures("login")
def test_kill_9_of_a_writer_leaves_what_the_next_run_makes_whole(running, folder, tiny) -> None:
    server = connected(running.url)
    wanted = many(tiny, 40)
    store.write(folder, wanted)
    publish(folder, server, Silence(), fresh=True)
    moments = random.Random(7)  # noqa: S311  # when to kill
    partly = 0
    for number in range(ROUNDS):
        mark = ox.Literal(str(number))
        marked = [*wanted, *(ox.Quad(g, ox.NamedNode("urn:x"), mark, g) for g in documents(wanted))]
        store.write(folder, marked)
        writer = subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(folder), running.url], env=os.environ | servers.LOGIN
        )
        end = time.monotonic() + 60
        while str(mark).encode() not in server.read(documents(wanted)[0]) and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(moments.uniform(0, 0.3))
        writer.kill()
        writer.wait()
        held = server.read(HELD).decode()
        partly += publish(folder, server, Silence()).written > 0
        assert texts(server) == as_stored(marked)
        assert server.read(HELD).decode().count("checksumValue") >= held.count("checksumValue")
    assert partly


@pytest.mark.usefixtures("login")
def test_a_server_that_is_killed_in_the_middle_is_told_in_one_line_and_caught_up_with(
    running, folder, tiny
) -> None:
    wanted = many(tiny, 40)
    store.write(folder, wanted)
    server = connected(running.url)
    publish(folder, server, Silence(), fresh=True)

    def again_and_again() -> None:
        for _ in range(50):
            publish(folder, server, Silence(), fresh=True)

    threading.Timer(0.15, running.kill).start()
    with pytest.raises(
        RemoteError, match=r"^http://127\.0\.0\.1:\d+/[^\n]* no server answers there, or it went away"
    ):
        again_and_again()
    running.start()
    server = connected(running.url)
    publish(folder, server, Silence())
    assert texts(server) == as_stored(wanted)
