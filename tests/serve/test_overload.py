"""Hostile questions beside honest ones: the honest are answered, the others are really ended."""

from __future__ import annotations

import json
import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from server import Reply, Server, serving

from kg.serve.protocol import DIRECT

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOSTILE = {
    "cartesian product": PRODUCT,
    "huge sort": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "deep paths": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c . ?c (!<urn:x>|^!<urn:x>)* ?d }",
    "nested optionals": "SELECT * { ?a ?b ?c " + "OPTIONAL { ?x ?y ?z " * 8 + "}" * 8 + " }",
    "regular expressions": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    'FILTER REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "(a+)+(b+)+$") }',
    "many rows": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "deep nesting": "SELECT * " + "{" * 200_000,
    "long lists": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) NOT IN ("
    + ",".join(f'"{n}"' for n in range(50_000))
    + ")) }",
}
HONEST = "SELECT DISTINCT ?name { ?a a gs:Person ; rdfs:label ?name }"


def post(server: Server, query: bytes | str) -> Reply:
    body = query.encode() if isinstance(query, str) else query
    return server.send("POST", "/sparql", body, {"Content-Type": DIRECT}, timeout=120)


def processor_seconds(pids: list[int]) -> float:
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def idle(server: Server) -> bool:
    """Return whether the workers come to rest."""
    for _ in range(20):
        pids = server.workers()
        before = processor_seconds(pids)
        time.sleep(0.5)
        if pids == server.workers() and processor_seconds(pids) - before < 0.1:
            return True
    return False


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_question_is_ended_with_a_reason(server: Server, name):
    reply = post(server, HOSTILE[name])
    assert reply.status in {400, 413, 503}
    assert 0 < len(reply.text.splitlines()[0]) <= 400


def test_the_engine_is_really_stopped_at_the_deadline(server: Server):
    begun = time.monotonic()
    reply = post(server, PRODUCT)
    assert reply.status == 503
    assert "stopped after 4 s" in reply.text
    assert time.monotonic() - begun < 30
    assert idle(server)


def test_the_engine_is_stopped_when_the_client_leaves(tiny_folder):
    with serving(tiny_folder) as running:  # with the usual deadline of twenty seconds
        running.get("ASK {}")
        known = set(running.workers())
        with socket.create_connection(("127.0.0.1", running.port)) as client:
            body = PRODUCT.encode()
            head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {DIRECT}\r\nContent-Length: {len(body)}\r\n\r\n"
            client.sendall(head.encode() + body)
            time.sleep(0.7)
        until = time.monotonic() + 10
        while known <= set(running.workers()) and time.monotonic() < until:
            time.sleep(0.1)
        assert not known <= set(running.workers())
        assert idle(running)


def test_no_worker_outlives_the_server(tiny_folder):
    with serving(tiny_folder) as running:
        pids = running.workers()
    time.sleep(0.5)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_honest_questions_are_answered_beside_hostile_ones(tiny_folder, bounds):
    """Two hundred requests at once, a dozen of them hostile, and slow senders: all honest ones get their rows."""
    with serving(tiny_folder, "--config", str(bounds)) as server:
        wanted = json.loads(post(server, HONEST).body)
        odd = [b"\xff\xfe ASK {}", b"x" * 10_000_000]
        hostile = [*HOSTILE.values(), *odd, PRODUCT, PRODUCT]
        jobs: list[bytes | str] = [HONEST] * 200
        jobs[: 16 * len(hostile) : 16] = hostile
        slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
        for place, client in enumerate(slow):
            client.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Le"[: 20 + 2 * place])
        with ThreadPoolExecutor(24) as together:
            replies = list(together.map(lambda job: _sent(server, job), jobs))
        for client in slow:
            client.close()
        answers = [reply for job, reply in zip(jobs, replies, strict=True) if job is HONEST]
        assert [reply.text for reply in answers if reply.status != 200] == []
        assert all(_rows(json.loads(reply.body)) == _rows(wanted) for reply in answers)
        others = [reply for job, reply in zip(jobs, replies, strict=True) if job is not HONEST]
        assert {reply.status for reply in others if reply is not None} <= {400, 413, 503}
        assert idle(server)


def _sent(server: Server, job: bytes | str) -> Reply | None:
    """Send one; a body that is refused while it is still being sent may end the connection."""
    try:
        return post(server, job)
    except (BrokenPipeError, ConnectionResetError):
        assert job is not HONEST
        return None


def _rows(results: dict) -> set[str]:
    return {binding["name"]["value"] for binding in results["results"]["bindings"]}
