"""What the reading of positions takes from the tables of a language: cues, and sets of function words.

Cues are words that show who says, thinks, wants, backs or rejects what.

One row of `cues.tsv` is one lemma in one reading, with the frames in which it has that reading:

=========  ==================================================================================
frame      where the content stands
=========  ==================================================================================
that       finite clause: "said (that) talks failed"
quote      words in quotation marks
asks       indirect question: "asked whether talks failed"; attributed, and never a position
to         infinitive, whose actor is the holder: "refused to sign"
ger        gerund: "considers leaving"
obj        direct object or gerund: "condemned the attack", "ruled out sending troops"
obj-to     infinitive, whose actor is the object: "urged Iran to stop"
on-to      the same with a preposition: "called on Iran to stop"
as         object and what it is called: "called the vote a farce", "described it as unlawful"
as-to      with "as": object and what it is likened to: "compared the quota to a tax"
is         of nouns: the clause that it is said to be: "the answer was that talks failed"
obj-of     after of; the object is the target: "accused Iran of arming rebels"
obj-for    after for; the object is the target: "blamed Iran for the delay"
obj-with   after with; the object would act: "tasked the panel with drafting it"
obj-from   after from; the object would act: "barred the airline from flying"
obj-on     direct object; who stands after on is the target: "blamed the delay on Iran"
if         clause behind if, below "would": "would be sorry if talks failed", "would welcome it if they held"
p:WORD     after that preposition: "called for a truce", "opposition to sanctions"
own        whose the noun of the cue is: "came to Oslo's defence"
received   of nouns: to whom it is given: "came under fire from Oslo"
mutual     the subjects, each toward the others: "Oslo and Bern traded barbs"
exp        the subject; the holder is the object: "the plan alarmed officials"
raise      the subject with what it seems to be or do; the holder, if any, after to: "seems sound to Oslo"
=========  ==================================================================================

A few words have traits of their own:

===============  ============================================================================
trait            what is peculiar
===============  ============================================================================
with-if          its content may open with "if": "said if elected he would sign"
in-would         "would" wishes or says all the same: "would like to sign", "would say that"
open-if-not      negated before a clause, it takes no side: "has not confirmed that it will attend"
open-if-neither  beside another such verb, both negated: "neither confirmed nor denied the report"
open-if-unable   negated with "can", it takes no side: "could not rule out a strike"
open-if-failed   as what somebody failed to do, it takes no side: "failed to agree on a date"
open-to-come     still to come, it takes no side: "will have to decide on the port"
reads            of a document, it only means to read it: "is considering the ruling"
if-judging       counts where the word for the object judges it: "named it a betrayal", not "its envoy"
alleges          what is told need not be so: "blamed him for arming rebels", "alleged that he wanted a war"
factive          what it says is so: "noted that Oslo had not paid" denies nothing
bare             governs its preposition only without an object: not "called it a blow for us"
if-able          counts where the speaker's own side says what it can do: "we can live with it"
not-to           who stands after "to" acts in nothing: "called it a blow to our ability to act"
===============  ============================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.errors import LexiconError
from kg.lang.tables import Row, table, words
from kg.model import Modality, Polarity, SpeechAct

SIDES = {
    "+": Polarity.SUPPORT,
    "-": Polarity.OPPOSE,
    "0": Polarity.NEUTRAL,
    "?": Polarity.NEUTRAL,
}


TRAITS = frozenset(
    {
        "with-if",
        "in-would",
        "open-if-not",
        "open-if-neither",
        "open-if-unable",
        "open-if-failed",
        "open-to-come",
    }
    | {"reads", "if-judging", "not-to", "bare", "if-able", "alleges", "factive"}
)
"""The traits that a word may have."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of one lemma."""

    lemma: str
    pos: str
    """`verb`, `noun`, `adj` or `prep`."""
    kind: str
    """`say`, `think`, `want`, `stance`, `exp` or `act` (an act that takes a side, attributed to nobody)."""
    frames: frozenset[str]
    stance: str
    """"+" backs the content, "-" rejects it, "0" leaves the side to the content, "?" to what it is called."""
    modality: Modality
    act: SpeechAct
    strength: float
    traits: frozenset[str] = frozenset()
    """What is peculiar to the word: see above."""

    @property
    def side(self) -> Polarity:
        """The side that the cue alone takes."""
        return SIDES[self.stance]

    @property
    def prepositions(self) -> frozenset[str]:
        """The words of its `p:` frames."""
        return frozenset(f[2:] for f in self.frames if f.startswith("p:"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues of one language, by part of speech and lemma, in the order of the table."""

    cues: dict[tuple[str, str], tuple[Cue, ...]]

    def of(self, pos: str, lemma: str) -> tuple[Cue, ...]:
        """Return the readings of a lemma, none if it is no cue."""
        return self.cues.get((pos, lemma), ())


def _cue(row: Row) -> Cue:
    try:
        act, modality = SpeechAct(row["act"]), Modality(row["modality"])
    except ValueError as error:
        raise row.error(str(error)) from None
    if row["stance"] not in SIDES:
        raise row.error(f"stance is one of {' '.join(SIDES)}, not {row['stance']!r}")
    traits = frozenset(row["traits"].split())
    if unknown := sorted(traits - TRAITS):
        raise row.error(f"there is no trait {unknown[0]!r}")
    return Cue(
        row["lemma"],
        row["pos"],
        row["kind"],
        frozenset(row["frames"].split()),
        row["stance"],
        modality,
        act,
        row.number("strength"),
        traits,
    )


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the cues of a language, read once per process.

    Raises:
        LexiconError: If a row is wrong.
    """
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in table("cues", ("lemma", "pos", "kind", "frames", "stance", "modality", "act"), language):
        cue = _cue(row)
        found.setdefault((cue.pos, cue.lemma), []).append(cue)
    return Lexicon({key: tuple(cues) for key, cues in found.items()})


def lemmas(pos: str, language: str = "en") -> frozenset[str]:
    """Return the lemmas of one part of speech in the table of cues.

    Raises:
        LexiconError: If a row is wrong.
    """
    return frozenset(lemma for key, lemma in lexicon(language).cues if key == pos)


@cache
def with_trait(trait: str, pos: str = "verb", language: str = "en") -> frozenset[str]:
    """Return the lemmas of which a reading has a trait.

    Raises:
        LexiconError: If a row is wrong, or no word has the trait.
    """
    cues = lexicon(language).cues
    found = frozenset(
        lemma for (p, lemma), rows in cues.items() if p == pos and any(trait in c.traits for c in rows)
    )
    if not found:
        raise LexiconError(f"no {pos} has the trait {trait!r}", "cues.tsv")
    return found


@cache
def word_set(name: str, language: str = "en") -> frozenset[str]:
    """Return the words of one set of `function_words.tsv`: `word_set("negators")`.

    Raises:
        LexiconError: If the table cannot be read or has no such set.
    """
    found = words("function_words", "word", language, set=name)
    if not found:
        raise LexiconError(f"there is no set {name!r}", "function_words.tsv")
    return found
