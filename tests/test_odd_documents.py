"""One document of each kind that `tools/odd_documents.py` makes: read or refused, in bounded time, to a valid graph."""

from __future__ import annotations

import importlib.util
import sys

import pytest

SLOW = {"up to 100,000 quotations", "one long line", "one word again and again"}
"""Kinds that take seconds each: left to the script, which reads hundreds."""


@pytest.fixture(scope="module")
def odd(pytestconfig):
    path = pytestconfig.rootpath / "tools" / "odd_documents.py"
    spec = importlib.util.spec_from_file_location("odd_documents", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["odd_documents"] = module  # its records look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["odd_documents"]


def test_the_same_documents_are_made_each_time(odd):
    assert list(odd.documents(90)) == list(odd.documents(90))


@pytest.mark.model
def test_a_document_of_each_kind_is_read_or_refused(odd, tmp_path):
    fates = odd.Fate()
    for kind, name, data in odd.documents(2 * len(odd.KINDS)):
        if kind not in SLOW and int(name[:4]) >= len(odd.KINDS):
            (tmp_path / name).write_bytes(data)
            odd.fate(tmp_path / name, fates)
    assert fates.wrong == []
    assert fates.made == len(odd.KINDS) - len(SLOW)
    assert fates.read > 20
    assert fates.refused > 10
