"""One document of each kind that `tools/odd_documents.py` makes: read or refused, in bounded time, to a valid graph."""

from __future__ import annotations

import odd_documents
import pytest

SLOW = {"up to 100,000 quotations", "one long line", "one word again and again"}
"""Kinds that take seconds each: left to the script, which reads hundreds."""


def test_the_same_documents_are_made_each_time():
    assert list(odd_documents.documents(90)) == list(odd_documents.documents(90))


@pytest.mark.model
def test_a_document_of_each_kind_is_read_or_refused(tmp_path):
    fates = odd_documents.Fate()
    for kind, name, data in odd_documents.documents(2 * len(odd_documents.KINDS)):
        if kind not in SLOW and int(name[:4]) >= len(odd_documents.KINDS):
            (tmp_path / name).write_bytes(data)
            odd_documents.fate(tmp_path / name, fates)
    assert fates.wrong == []
    assert fates.made == len(odd_documents.KINDS) - len(SLOW)
    assert fates.read > 20
    assert fates.refused > 10
