"""The actors of the annotated corpora, as `tools/gold_actors.py` finds them."""

from __future__ import annotations

import gold_actors
import pytest

pytestmark = [pytest.mark.shared, pytest.mark.model]


@pytest.mark.usefixtures("shared")
def test_no_two_gold_actors_are_merged_and_none_is_split_without_a_reason(capsys):
    assert gold_actors.main(["--check"]) == 0, capsys.readouterr().out
