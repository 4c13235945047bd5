"""Names and words made comparable: slugs, folded person names, stems."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.lang.tables import table

# Letters that Unicode does not decompose into a base letter and a mark.
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "\u0131": "i", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
)
MOST_KEPT = 1 << 16
"""Words whose folded form is kept in memory."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@lru_cache(maxsize=MOST_KEPT)
def plain(text: str) -> str:
    """Return the text in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=MOST_KEPT)
def slug(text: str) -> str:
    """Return lower-case words joined by hyphens, letters and digits only; empty where there are none."""
    words = re.findall(r"[^\W_]+", re.sub(r"[.'’](?=\w|$)", "", plain(text)))
    return "-".join(words)


@lru_cache(maxsize=MOST_KEPT)
def bare(text: str) -> str:
    """Return the plain text without a leading article, full stops and surplus blanks: for comparing names."""
    return re.sub(r"^the\s+", "", re.sub(r"\s+", " ", plain(text).replace(".", "")).strip())


@cache
def _folds() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the transliteration rules of the table, in order."""
    rows = table("name_folds", ("pattern",))
    return tuple((re.compile(row["pattern"]), row["replacement"].replace("_", " ")) for row in rows)


@lru_cache(maxsize=MOST_KEPT)
def person(name: str) -> tuple[str, ...]:
    """Return the words of a person's name so that spellings of one name compare equal.

    Accents go, single initials are joined ("J. D." is "jd"), transliterations are folded by
    `name_folds.tsv`.
    """
    text = re.sub(r"\s+", " ", plain(name).replace(".", " ")).strip()
    text = re.sub(r"\b(\w) (?=\w\b)", r"\1", text)
    for pattern, replacement in _folds():
        text = pattern.sub(replacement, text)
    return tuple(re.findall(r"[^\W_]+", text))


ENDINGS = (
    ("ization", "iz"), ("isation", "iz"), ("izing", "iz"), ("ising", "iz"), ("ized", "iz"), ("ised", "iz"),
    ("ize", "iz"), ("ise", "iz"), ("ying", "y"), ("ies", "y"), ("ied", "y"), ("ingly", ""), ("edly", ""),
    ("ing", ""), ("ed", ""), ("sses", "ss"), ("es", ""), ("s", ""),
)  # fmt: skip
SPELLINGS = (("defence", "defense"), ("offence", "offense"), ("centre", "center"), ("programme", "program"))
LEAST_STEM = 3


@lru_cache(maxsize=MOST_KEPT)
def stem(word: str) -> str:
    """Return a short common form of an English word's inflections and of its British and US spellings."""
    text = re.sub(r"['’]s?$", "", plain(word))
    for british, american in SPELLINGS:
        text = text.replace(british, american)
    text = re.sub(r"our(?=s?$|ed$|ing$|able$)", "or", text) if len(text) > 5 else text
    if text.endswith(("ss", "us", "is")) or text.isdigit():
        return text
    for ending, replacement in ENDINGS:
        if text.endswith(ending) and len(text) - len(ending) >= LEAST_STEM:
            text = text[: len(text) - len(ending)] + replacement
            break
    if len(text) > LEAST_STEM and text[-1] == text[-2] and text[-1] in "bdgmnprt":
        text = text[:-1]
    return text[:-1] if text.endswith("e") and len(text) > LEAST_STEM else text


NOMINAL_ENDINGS = (
    "ment", "ization", "ation", "ition", "ion", "anc", "enc", "ur", "ish", "at", "iz", "it",
)  # fmt: skip
"""Of stems, so without a final e."""
LEAST_ROOT = 4
DEVERBAL = re.compile(r"(?<=..[vswy])al$")
"""The ending of "approval" and "withdrawal", not that of "legal" and "regional"."""


@lru_cache(maxsize=MOST_KEPT)
def root(word: str) -> str:
    """Return a common form of the stem of a verb and of the nouns made of it: "approve" and "approval"."""
    text = DEVERBAL.sub("", stem(word))
    ending = next((e for e in NOMINAL_ENDINGS if text.endswith(e) and len(text) - len(e) >= LEAST_ROOT), "")
    return (text[: len(text) - len(ending)] if ending else text).removesuffix("e")


def words(text: str) -> list[str]:
    """Return the words of a text in order, lower case; a hyphened compound is one word."""
    return [match.group().casefold() for match in WORD.finditer(text)]
