from __future__ import annotations

import json

import pytest

from kg.errors import ModelError
from kg.readers.store import MANIFEST, NETWORK, PAIRS, TOKENIZER, load


def folder_with(path, digests):
    for name in (NETWORK, PAIRS, TOKENIZER):
        (path / name).write_bytes(b"not a network")
    (path / MANIFEST).write_text(
        json.dumps({"version": "1", "files": digests, "settings": {}}), encoding="utf-8"
    )
    return path


def test_changed_file_is_refused_in_one_line_that_names_it(tmp_path):
    with pytest.raises(ModelError) as raised:
        load(folder_with(tmp_path, {NETWORK: "0" * 64}))
    assert NETWORK in raised.value.message
    assert "SHA-256" in raised.value.message
    assert "\n" not in raised.value.message


def test_missing_file_is_named(tmp_path):
    folder = folder_with(tmp_path, {})
    (folder / NETWORK).unlink()
    with pytest.raises(ModelError, match=f"{NETWORK}: missing"):
        load(folder)


@pytest.mark.parametrize("content", ["", "[]", '{"version": "1"}'])
def test_broken_manifest_is_named(tmp_path, content):
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=MANIFEST):
        load(tmp_path)


def test_folder_without_models_is_named(tmp_path):
    with pytest.raises(ModelError, match=MANIFEST):
        load(tmp_path / "none")
