"""What can be taken away."""

from __future__ import annotations

import pytest
from browser import Page

pytestmark = pytest.mark.browser


def test_the_picture_can_be_taken_away(shown: Page) -> None:
    shown.js(
        "window.saved = null; const real = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { window.saved = [b.type, b.size]; return real(b); }"
    )
    shown.find("#save-png")[0].click()
    shown.wait("return window.saved !== null")
    kind, size = shown.js("return window.saved")
    assert kind == "image/png"
    assert size > 10_000
