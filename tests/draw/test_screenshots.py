"""The script that takes the README's pictures: its PNG writing."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
import screenshots

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "screenshots.py"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(rows: list[bytes], colour: int, filters: list[int]) -> bytes:
    """Write rows, each filtered in its own way by the plain rules of the specification."""
    step = {2: 3, 6: 4}[colour]
    body, above = b"", bytes(len(rows[0]))
    for kind, row in zip(filters, rows, strict=True):
        left = bytes(step) + row[:-step]
        corner = bytes(step) + above[:-step]
        guess = [0] * len(row)
        for i in range(len(row)):
            a, b, c = left[i], above[i], corner[i]
            near = min(((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c)))[2]
            guess[i] = (0, a, b, (a + b) // 2, near)[kind]
        body += bytes([kind]) + bytes((v - g) % 256 for v, g in zip(row, guess, strict=True))
        above = row
    head = struct.pack(">IIBBBBB", len(rows[0]) // step, len(rows), 8, colour, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize("colour", [2, 6])
def test_a_picture_of_few_colours_keeps_every_pixel(colour: int) -> None:
    wanted = [bytes((x * 40 + y * 7 + c * 90) % 256 for x in range(6) for c in range(3)) for y in range(5)]
    rows = wanted
    if colour == 6:
        rows = [b"".join(row[i : i + 3] + b"\xff" for i in range(0, len(row), 3)) for row in wanted]
    small = screenshots.smaller(png(rows, colour, [0, 1, 2, 3, 4]))
    assert small.startswith(b"\x89PNG")
    at, found = 8, {}
    while at < len(small):
        (length,) = struct.unpack(">I", small[at : at + 4])
        found[small[at + 4 : at + 8]] = small[at + 8 : at + 8 + length]
        at += 12 + length
    palette, body = found[b"PLTE"], zlib.decompress(found[b"IDAT"])
    lines = [body[y * 7 + 1 : y * 7 + 7] for y in range(5)]
    assert [b"".join(palette[3 * p : 3 * p + 3] for p in line) for line in lines] == wanted


def test_many_colours_become_the_nearest_of_256_and_a_rare_distinct_one_stays() -> None:
    rows = [bytes(v for x in range(64) for v in (x, y, 128)) for y in range(64)]
    rows[5] = bytes([255, 0, 0]) + rows[5][3:]
    assert len(set(rows)) == 64
    small = screenshots.smaller(png(rows, 2, [0] * 64))
    palette = small[small.index(b"PLTE") + 4 : small.index(b"IDAT") - 8]
    colours = {palette[i : i + 3] for i in range(0, len(palette), 3)}
    assert len(colours) <= 256
    assert bytes([255, 0, 0]) in colours


def test_the_readme_shows_pictures_that_are_there() -> None:
    names = {shot.name for shot in screenshots.SHOTS}
    readme = (SCRIPT.parents[1] / "README.md").read_text(encoding="utf-8")
    shown = {part.split(".png")[0] for part in readme.split("docs/")[1:] if ".png" in part[:30]}
    assert shown <= names
    for name in names:
        picture = SCRIPT.parents[1] / "docs" / f"{name}.png"
        assert 5_000 < picture.stat().st_size <= screenshots.MOST_BYTES
