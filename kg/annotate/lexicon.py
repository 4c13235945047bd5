"""The word lists that annotation reads, as sets, read once per process and language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lang.tables import Row, table, words
from kg.model import Kind


@dataclass(frozen=True, slots=True)
class Pronoun:
    """How a pronoun agrees."""

    person: int
    number: str
    """s, p or empty (either)."""
    gender: str
    """m, f, n (no person), a (any person) or empty (any)."""
    use: str


@dataclass(frozen=True, slots=True)
class OrgNoun:
    """What a common noun for an organisation can do."""

    kind: Kind
    unnamed: bool
    anaphor: bool
    like: frozenset[str]
    owned: bool = False
    """Whether one of a person speaks for that person: "Macron's party"."""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """What a definite phrase refers back to."""

    number: str
    kinds: frozenset[Kind]


@dataclass(frozen=True)
class Lexicon:
    """Word lists of one language; all words are in lower case."""

    offices: frozenset[str]
    """Titles with one holder each."""
    ranks: frozenset[str]
    modifiers: frozenset[str]
    manners: frozenset[str]
    """Modifiers that are no part of the office: "acting"."""
    speakers: frozenset[str]
    """Titles whose holder speaks for the body named."""
    past: frozenset[str]
    honorifics: frozenset[str]
    title_gender: dict[str, bool]
    """Title or honorific to whether it is a woman's."""
    persons: dict[str, str]
    """Noun for a person to m, f or empty."""
    person_groups: frozenset[str]
    """Those whose plural can hold a position."""
    group_nouns: dict[str, bool]
    """Group noun to whether it is plural."""
    retinues: frozenset[str]
    """Group nouns for those who speak for the person they belong to: "Trump's team"."""
    bodies: frozenset[str]
    """Group nouns that hold positions with "the" alone."""
    kinship: dict[str, str]
    org_nouns: dict[str, OrgNoun]
    name_heads: dict[str, Kind | None]
    """Last word of a name to what it names; None: neither actor nor place."""
    pronouns: dict[str, Pronoun]
    anaphors: dict[str, Anaphor]
    given: dict[str, bool]
    """Given name to whether it is a woman's (as spelt)."""
    particles: frozenset[str]
    suffixes: frozenset[str]
    captions: frozenset[str]
    """Words of a caption that the tagger takes into the name before them: "Image"."""
    companies: frozenset[str]
    """Words after a person's name that make it a company's."""
    sites: frozenset[str]
    """First words of the name of a place."""
    quantities: frozenset[str]
    """Nouns that only count the group after "of": "a number of firms"."""
    meetings: frozenset[str]
    """Nouns for those who meet, where a meeting speaks: "the summit denounced"."""
    it_predicates: dict[str, frozenset[str]]
    """"to" and "that" to the adjectives that make "it" refer even before such a clause."""
    metonym: dict[str, frozenset[str]]
    """Use to the words that decide it."""

    @property
    def titles(self) -> frozenset[str]:
        """Everything that can be the head of a title."""
        return self.offices | self.ranks


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the word lists of a language.

    Raises:
        LexiconError: If a table is missing or wrong, or lists a word twice.
    """
    persons = _rows("person_nouns", "word", language)
    groups = _rows("group_nouns", "word", language)
    heads = _rows("name_heads", "word", language)
    anaphors = _rows("nominals", "phrase", language)
    return Lexicon(
        offices=_titles("office", language),
        ranks=_titles("rank", language),
        modifiers=_titles("modifier", language) | _titles("manner", language),
        manners=_titles("manner", language),
        speakers=words("titles", "word", language, speaks="yes"),
        past=_titles("past", language),
        honorifics=_titles("honorific", language),
        title_gender={
            w: r["gender"] == "f" for w, r in _rows("titles", "word", language).items() if r["gender"]
        },
        persons={word: row["gender"] for word, row in persons.items()},
        person_groups=frozenset(word for word, row in persons.items() if row.flag("group")),
        group_nouns={word: row["number"] == "p" for word, row in groups.items()},
        retinues=frozenset(word for word, row in groups.items() if row.flag("retinue")),
        bodies=frozenset(word for word, row in groups.items() if row.flag("people")),
        kinship={word: row["gender"] for word, row in _rows("kinship", "word", language).items()},
        org_nouns={word: _org_noun(row) for word, row in _rows("org_nouns", "word", language).items()},
        name_heads={w: None if r["kind"] == "none" else _kind(r, r["kind"]) for w, r in heads.items()},
        pronouns={word: _pronoun(row) for word, row in _rows("pronouns", "word", language).items()},
        anaphors={phrase: _anaphor(row) for phrase, row in anaphors.items()},
        given=_given(language),
        particles=words("name_parts", "word", language, part="particle"),
        suffixes=words("name_parts", "word", language, part="suffix"),
        captions=words("name_parts", "word", language, part="caption"),
        companies=words("name_parts", "word", language, part="company"),
        sites=words("name_parts", "word", language, part="site"),
        quantities=words("collectives", "word", language, use="quantity"),
        meetings=words("collectives", "word", language, use="meeting"),
        it_predicates={
            mark: words("it_predicates", "adjective", language, **{mark: "yes"}) for mark in ("to", "that")
        },
        metonym=_metonym(language),
    )


def _rows(name: str, key: str, language: str) -> dict[str, Row]:
    """Return the rows of a table by a column whose values differ."""
    found: dict[str, Row] = {}
    for row in table(name, (key,), language):
        if row[key] in found:
            raise row.error(f"{row[key]!r} stands here a second time")
        found[row[key]] = row
    return found


def _titles(part: str, language: str) -> frozenset[str]:
    """Return the words of titles.tsv that play a part."""
    return words("titles", "word", language, part=part)


def _given(language: str) -> dict[str, bool]:
    """Return given names and whether they are a woman's; names of both are left out."""
    women = words("given_names", "names", language, gender="f")
    men = words("given_names", "names", language, gender="m")
    return {name: name in women for name in sorted(women ^ men)}


def _metonym(language: str) -> dict[str, frozenset[str]]:
    """Return the words of metonym_words.tsv by their use."""
    uses = {row["use"] for row in table("metonym_words", ("word", "use"), language)}
    return {use: words("metonym_words", "word", language, use=use) for use in sorted(uses)}


def _anaphor(row: Row) -> Anaphor:
    """Read a row of nominals."""
    return Anaphor(row["number"], frozenset(_kind(row, kind) for kind in row.several("to")))


def _kind(row: Row, value: str) -> Kind:
    """Read a kind of entity."""
    try:
        return Kind(value)
    except ValueError:
        raise row.error(f"{value!r} is no kind of entity") from None


def _org_noun(row: Row) -> OrgNoun:
    """Read a row of org_nouns."""
    return OrgNoun(
        _kind(row, row["kind"]),
        row.flag("unnamed"),
        row.flag("anaphor"),
        frozenset(row.several("like")),
        row.flag("owned"),
    )


def _pronoun(row: Row) -> Pronoun:
    """Read a row of pronouns."""
    return Pronoun(int(row.number("person")), row["number"], row["gender"], row["use"])
