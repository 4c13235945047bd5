"""The parts of a personal name, and whether two can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.knowledge import plain

if TYPE_CHECKING:
    from kg.annotate.lexicon import Lexicon

_FAMILY_FIRST = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")
"""A name of Korean spelling: the family's name, then a given name of two syllables."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a personal name, as compared: no accent, lower case."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]
    """The surname with and without its particles."""


def parse_name(name: str, lex: Lexicon) -> PersonName:
    """Split a personal name: "Ursula von der Leyen" has the surnames "von der leyen" and "leyen"."""
    words = plain(name).lower().split()
    if _FAMILY_FIRST.fullmatch(name):  # "Kim Min-ho" is Kim
        return PersonName((words[1],), (words[0],))
    while len(words) > 1 and words[-1].rstrip(",") in lex.suffixes:
        words.pop()
    while len(words) > 1 and words[0] in lex.honorifics:
        words.pop(0)
    first = len(words) - 1
    while first > 1 and words[first - 1] in lex.particles:
        first -= 1
    if len(words) > 1 and first == 1 and words[0] in lex.particles:
        first = 0
    last = words[-1]
    forms = [" ".join(words[first:]), last]
    head, _, tail = last.partition("-")
    if head in lex.particles and tail:
        forms.append(tail)
    return PersonName(tuple(words[:first]), tuple(dict.fromkeys(forms)))


def compatible(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Return whether two lists of given names can be one person's: "J. D." and "JD", "Joe" and "Joseph R."."""
    if not one or not two:
        return True
    a, b = one[0].strip("."), two[0].strip(".")
    if a == b:
        middle = [x.strip(".") for x in one[1:]], [x.strip(".") for x in two[1:]]
        return not (middle[0] and middle[1] and middle[0][0][0] != middle[1][0][0])
    if "".join(one).replace(".", "") == "".join(two).replace(".", ""):
        return True
    short, long = sorted((a, b), key=len)
    return (len(short) == 1 and long.startswith(short)) or (len(short) >= 3 and long.startswith(short))
