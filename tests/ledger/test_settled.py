from __future__ import annotations

from kg.ledger import READINGS_FILE, Readings


def test_what_was_settled_is_there_when_it_is_opened_again_under_the_same_token_alone(tmp_path):
    with Readings(tmp_path) as shelf:
        settled = shelf.settled("t1")
        settled.put("d1", "claims", b"one")
        settled.put("d1", "acts", b"two")
        settled.done({"d1"})
    with Readings(tmp_path) as shelf:
        settled = shelf.settled("t1")
        assert (settled.get("d1", "claims"), settled.get("d1", "acts")) == (b"one", b"two")
        assert settled.get("d2", "claims") is None
        assert shelf.settled("t2").get("d1", "claims") is None


def test_documents_that_are_gone_and_other_tokens_are_taken_out_of_the_bytes_of_the_file(tmp_path):
    with Readings(tmp_path) as shelf:
        settled = shelf.settled("t1")
        settled.put("d1", "claims", b"first words")
        settled.put("d2", "claims", b"second words")
        settled.done({"d1", "d2"})
        assert b"first words" in (tmp_path / READINGS_FILE).read_bytes()
        settled.done({"d2"})
        assert settled.get("d2", "claims") == b"second words"
        shelf.settled("t2").done({"d2"})
        assert settled.get("d2", "claims") is None
    data = (tmp_path / READINGS_FILE).read_bytes()
    assert b"first words" not in data
    assert b"second words" not in data
