"""A part of the README is replaced between its marks, and nothing else is touched."""

from __future__ import annotations

import pytest
import readme_part
from hypothesis import given
from hypothesis import strategies as st


@given(st.text(), st.text(), st.text())
def test_only_what_stands_between_the_marks_changes(before, after, part):
    marks = "<!-- sizes -->\n{}<!-- end of sizes -->"
    if "<!--" not in before + part:
        text = before + marks.format("old\n") + after
        assert readme_part.replaced(text, "sizes", part) == before + marks.format(part) + after


@pytest.mark.parametrize("text", ["", "<!-- sizes -->\nopen", "<!-- end of sizes -->\n<!-- sizes -->\n"])
def test_a_part_without_both_marks_is_refused(text):
    with pytest.raises(ValueError, match="no part <!-- sizes -->"):
        readme_part.replaced(text, "sizes", "new\n")
