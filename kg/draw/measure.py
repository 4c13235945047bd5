"""How much room a label takes: widths from a table, lines broken at a width."""

from __future__ import annotations

import functools
import unicodedata

from kg.draw.records import Box
from kg.draw.settings import look

LINE_HEIGHT = 1.22
"""Of a line of text, in em; the canvas sets lines 1 em apart plus what accents need."""
ELLIPSIS = "…"


def width_of(text: str, font: float) -> float:
    """Return the width of `text` in pixels at a font size in pixels; never less than on the screen."""
    return sum(map(_em, text)) * font


@functools.cache
def _em(character: str) -> float:
    """Return the advance width of one character in em."""
    table = look()["widths"]
    if unicodedata.combining(character):
        return 0.0
    if ord(character) > 0xFFFF or unicodedata.east_asian_width(character) in "WF":
        return float(table["full"])
    for name in ("narrow", "middle", "wide"):
        if character in table[name + "_characters"]:
            return float(table[name])
    return float(table["capital" if character.isupper() else "usual"])


STRETCH = 1.4
"""How much wider than a line a single word may be before it is broken."""


def wrap(text: str, font: float, line_width: float, lines: int) -> tuple[str, ...]:
    """Break `text` at spaces into at most `lines` lines no wider than `line_width` pixels.

    A word that is somewhat wider ("Christodoulides") makes the lines as wide as itself; one wider than `STRETCH` lines
    is broken inside. What does not fit is cut, with an ellipsis.
    """
    widest = max((width_of(word, font) for word in text.split()), default=0.0)
    line_width = max(line_width, min(widest, STRETCH * line_width))
    made: list[str] = []
    line = ""
    for word in _pieces(text.split(), font, line_width):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, font) > line_width:
            made.append(line)
            longer = word
        line = longer
    made.append(line)
    if len(made) > lines:
        last = made[lines - 1]
        while last and width_of(last + ELLIPSIS, font) > line_width:
            last = last[:-1].rstrip()
        made = [*made[: lines - 1], last + ELLIPSIS]
    return tuple(made)


def _pieces(words: list[str], font: float, line_width: float) -> list[str]:
    """Return the words, those wider than a line cut into pieces that fit."""
    made: list[str] = []
    for word in words:
        piece = ""
        for character in word:
            if piece and width_of(piece + character, font) > line_width:
                made.append(piece)
                piece = ""
            piece += character
        made.append(piece)
    return made


def box_of(kind: str, label: str, weight: int, extra: tuple[str, ...] = ()) -> Box:
    """Return the room of a node.

    Args:
        kind: A table of `look.toml`: `actor`, `proposition` or `event`.
        label: Its name.
        weight: Number of positions that meet in it: an actor's symbol grows with it.
        extra: Lines to add below the label, as they are.
    """
    table = look()[kind]
    font = float(table["font"])
    lines = (*wrap(label, font, table["line_width"], table["lines"]), *extra)
    wide = max(width_of(line, font) for line in lines)
    high = len(lines) * font * LINE_HEIGHT
    if kind == "proposition":
        room = 2 * float(table["padding"])
        return Box(lines, 0.0, round(wide + room, 1), round(high + room, 1))
    radius = float(table["radius"]) if kind == "event" else _radius(weight)
    return Box(lines, radius, round(max(2 * radius, wide), 1), round(2 * radius + 6 + high, 1))


def _radius(weight: int) -> float:
    """Return the radius of an actor's symbol in pixels."""
    table = look()["actor"]
    grown = table["smallest"] + table["growth"] * max(0, weight - 1) ** 0.5
    return round(float(min(table["largest"], grown)), 1)
