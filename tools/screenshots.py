# a script beside the package, not part of it
"""Draw the graph of the sample articles and write the pictures of its page that the README shows.

Needs Chromium with its driver and selenium (the extra `test`); nothing is fetched.

    python tools/screenshots.py              # rewrite docs/*.png
    python tools/screenshots.py FOLDER       # write them elsewhere
"""

from __future__ import annotations

import argparse
import base64
import shutil
import struct
import sys
import tempfile
import time
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.api import build
from kg.draw import draw

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "kg" / "samples"
MOST_BYTES = 300_000
DRIVERS = ("chromedriver", "/usr/lib/chromium/chromedriver")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en")
EXACT = 64
"""Colours of the palette that are the most frequent of all."""
WAIT = 30.0
"""Seconds until a page must be drawn."""

CONTESTED = "proposition/european-union--impose-sanctions--russia"
"""What the samples differ most about."""
HOLDER = "actor/robert-fico"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: an address within the page, and a window in CSS pixels."""

    name: str
    fields: dict[str, str]
    width: int = 1400
    height: int = 900


SHOTS = (
    Shot("graph", {"theme": "light"}),
    Shot("matrix", {"theme": "light", "view": "matrix", "selected": f"{HOLDER}|{CONTESTED}"}),
    Shot("timeline", {"theme": "light", "view": "timeline", "selected": HOLDER}),
    Shot("compare", {"theme": "light", "view": "compare", "one": HOLDER, "other": "actor/slovakia"}),
    Shot("panel", {"theme": "light", "selected": CONTESTED}),
    Shot("dark", {"theme": "dark", "selected": HOLDER, "focus": "1"}),
    Shot("phone", {"theme": "light"}, 400, 820),
)


def main(folder: Path) -> None:
    """Write all pictures.

    Raises:
        RuntimeError: If the browser is missing, a selection is no longer in the graph, or a picture is too large.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        page = Path(work) / "graph.html"
        graph = build(SAMPLES, meta=SAMPLES / "meta.csv")
        draw(graph.store, page)
        for name, picture in _taken(page):
            if len(picture) > MOST_BYTES:
                raise RuntimeError(f"{name}.png has {len(picture):,} bytes, more than {MOST_BYTES:,}")
            (folder / f"{name}.png").write_bytes(picture)
            sys.stdout.write(f"{folder / name}.png  {len(picture):,} bytes\n")


def _taken(page: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the PNG of each shot."""
    driver = _browser()
    try:
        for shot in SHOTS:
            size = {
                "width": shot.width,
                "height": shot.height,
                "deviceScaleFactor": 1,
                "mobile": shot.width < 600,
            }
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.get("about:blank")
            driver.get(f"{page.as_uri()}#{urlencode(shot.fields)}")
            _wait(driver)
            heading = driver.execute_script("return document.querySelector('#panel h2').textContent")
            if "selected" in shot.fields and heading == "Overview":
                raise RuntimeError(f"{shot.name}: the samples no longer hold {shot.fields['selected']}")
            taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
            yield shot.name, smaller(base64.b64decode(taken["data"]))
    finally:
        driver.quit()


def _browser() -> Any:
    """Start Chromium."""
    from selenium import webdriver  # noqa: PLC0415  # optional package

    driver = next((p for p in map(shutil.which, DRIVERS) if p), None)
    browser = next((p for p in map(shutil.which, BROWSERS) if p), None)
    if not driver or not browser:
        raise RuntimeError("Chromium and its driver are not installed (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in FLAGS:
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))


def _wait(driver: Any) -> None:
    """Wait until the page is drawn and has settled in its window."""
    end = time.monotonic() + WAIT
    while driver.execute_script("return document.body?.dataset.ready") != "1":
        if time.monotonic() > end:
            raise RuntimeError(f"the page is not drawn after {WAIT} s")
        time.sleep(0.05)
    time.sleep(0.6)  # the page fits its picture again once its frame has its size


# ------------------------------------------------------------------ a smaller PNG, by the standard library


def smaller(png: bytes) -> bytes:
    """Return a screenshot with a palette of at most 256 colours: a page of text and flat symbols needs no more."""
    width, height, rows = _pixels(png)
    counted: Counter[bytes] = Counter()
    for row in rows:
        counted.update(row[i : i + 3] for i in range(0, len(row), 3))
    palette = _palette(counted)
    place = {colour: i for i, colour in enumerate(palette)}
    for colour in counted:
        if colour not in place:
            place[colour] = min(range(len(palette)), key=lambda i: _far(palette[i], colour))
    packed = b"".join(b"\0" + bytes(place[row[i : i + 3]] for i in range(0, len(row), 3)) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(packed, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _palette(counted: Counter[bytes]) -> list[bytes]:
    """Return the most frequent colours, then one for each part of the colour space that is left.

    The second keeps what is rare but distinct, such as the dots of a legend, apart from the shades of text.
    """
    ranked = [colour for colour, _ in sorted(counted.items(), key=lambda x: (-x[1], x[0]))]
    kept = ranked[:EXACT]
    seen = {_part(colour) for colour in kept}
    for colour in ranked[EXACT:]:
        if len(kept) < 256 and _part(colour) not in seen:
            seen.add(_part(colour))
            kept.append(colour)
    return kept


def _part(colour: bytes) -> bytes:
    """Return which of 4,096 parts of the colour space a colour lies in."""
    return bytes(value >> 4 for value in colour)


def _far(one: bytes, other: bytes) -> int:
    """Return the squared distance of two colours."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Return width, height and rows of red, green and blue of a PNG without interlacing, 8 bits a channel."""
    at, body, head = 8, b"", b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        head, body = (data if kind == b"IHDR" else head), (body + data if kind == b"IDAT" else body)
        at += 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", head[:10])
    if depth != 8 or colour not in (2, 6):
        raise RuntimeError("the browser gave another kind of PNG than 8 bits of RGB or RGBA")
    step = 3 if colour == 2 else 4
    raw, rows, above = zlib.decompress(body), [], bytes(width * step)
    for number in range(height):
        begin = number * (width * step + 1)
        above = _unfiltered(raw[begin], raw[begin + 1 : begin + 1 + width * step], above, step)
        rows.append(above if step == 3 else b"".join(above[i : i + 3] for i in range(0, len(above), 4)))
    return width, height, rows


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """Undo the filter of one row (PNG specification, section 9)."""
    made = bytearray(line)
    for i, value in enumerate(line):
        left = made[i - step] if i >= step else 0
        up, corner = above[i], above[i - step] if i >= step else 0
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        made[i] = (value + guess) & 255
    return bytes(made)


def _paeth(left: int, up: int, corner: int) -> int:
    """Return whichever of three neighbours is nearest to left + up - corner."""
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Pictures of the page of the sample articles.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs", help="to write them to (docs)")
    main(parser.parse_args().folder)
