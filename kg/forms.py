"""The surface forms of actors: what kinds there are, and when two forms are the same."""

from __future__ import annotations

import functools
import re
import unicodedata
from enum import Enum
from typing import NamedTuple

from kg.lang.tables import words as word_list

_LETTERS = str.maketrans(
    {
        "\u0131": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "æ": "ae",
        "’": "'",
        "‘": "'",
    }
)  # those that Unicode does not decompose


class FormKind(Enum):
    """How a form denotes an actor."""

    NAME = "name"
    SURNAME = "surname"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    METONYM = "metonym"


class Phrase(NamedTuple):
    """One surface form of one actor, for a matcher."""

    form: str
    key: str
    kind: FormKind


@functools.cache
def plain(form: str) -> str:
    """Return `form` without accents, curly apostrophes and surplus space; case is kept."""
    text = unicodedata.normalize("NFKD", form.translate(_LETTERS))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def bared(form: str) -> str:
    """Return `form` without a leading "the"."""
    return re.sub(r"^(?:the|The|THE) (?=\S)", "", form)


def fits(name: str, form: str) -> bool:
    """Return whether `form` may stand for `name`, which is the same but for case (both plain).

    Acronyms need their case ("us" is not "US", "Let" not "LeT"); others need a capital where they
    begin ("turkey" is a bird).
    """
    name, form = bared(name), bared(form)
    if name == form:
        return True
    if name.isupper() or (" " not in name and any(c.isupper() for c in name[1:])):
        return False
    return form[:1].isupper() or not name[:1].isupper()


def comparable_title(wording: str) -> str:
    """Return the wording of a title as it is compared: lower case, no accent, no hyphen, no "acting"."""
    text = plain(wording).casefold().replace("-", " ")
    return re.sub(r"^(?:acting|interim|caretaker|then|current|incumbent) (?=\S)", "", text)


@functools.cache
def _common_surnames() -> frozenset[str]:
    return frozenset(plain(name).casefold() for name in word_list("common_surnames", "surname"))


def is_common(surname: str) -> bool:
    """Return whether so many people bear the surname that by itself it points to no curated person."""
    return plain(surname).casefold() in _common_surnames()
