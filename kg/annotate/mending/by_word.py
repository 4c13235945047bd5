"""Which words by which label are looked at, and by what: the repairs that a single word calls for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.annotate.mending.attachments import (
    amount_of,
    called_as,
    companion,
    object_behind_as,
    of,
    of_object,
    on_object,
    to,
    viewed_with,
)
from kg.annotate.mending.complements import (
    behind_cited,
    made_clear,
    provided,
    that_clause,
    told_people,
    told_then,
)
from kg.annotate.mending.compounds import hyphenated, owner_of_two_words
from kg.annotate.mending.hypotheses import opened_only
from kg.annotate.mending.joints import said_where
from kg.annotate.mending.lost_verbs import (
    infinitive_read_as_noun,
)
from kg.annotate.mending.relatives import (
    whose_relative,
)
from kg.annotate.mending.reported import (
    meanwhile,
    quoted_conjunct,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon


def _that(mark: Token, cues: Lexicon) -> None:
    """Mend what a that-clause hangs on: the report that names its source, or a verb or noun of saying."""
    behind_cited(mark, cues)
    that_clause(mark, cues)


def _in(preposition: Token, cues: Lexicon) -> None:
    """Mend what "in" hangs on: an amount, or the verb of what was said in a speech."""
    amount_of(preposition, cues)
    said_where(preposition, cues)


def _as(preposition: Token, cues: Lexicon) -> None:
    """Mend what "as" hangs on, or the object behind it."""
    called_as(preposition, cues)
    object_behind_as(preposition, cues)


def _to(preposition: Token, cues: Lexicon) -> None:
    """Mend what "to" hangs on, or the infinitive behind it."""
    to(preposition, cues)
    infinitive_read_as_noun(preposition, cues)


def _with(preposition: Token, cues: Lexicon) -> None:
    """Mend what "with" hangs on: how something is viewed, or who does it beside the subject."""
    viewed_with(preposition, cues)
    companion(preposition, cues)


BY_WORD: dict[tuple[str, str], Callable[[Token, Lexicon], None]] = {
    ("who", "nsubj"): whose_relative,
    ("who", "nsubjpass"): whose_relative,
    ("as", "prep"): _as,
    ("as", "mark"): meanwhile,
    ("that", "mark"): _that,
    ("that", "advmod"): told_then,
    ("that", "dobj"): told_people,
    ("of", "prep"): of,
    ("to", "prep"): _to,
    ("to", "dative"): of_object,
    ("saying", "pcomp"): quoted_conjunct,
    ("for", "prep"): of_object,
    ("clear", "ccomp"): made_clear,
    ("provided", "acl"): provided,
    ("provided", "ROOT"): provided,
    ("provided", "conj"): provided,
    ("provided", "ccomp"): provided,
    **{
        ("-", label): hyphenated
        for label in ("punct", "nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "oprd", "acomp", "appos")
    },
    ("'s", "case"): owner_of_two_words,
    ("’s", "case"): owner_of_two_words,
    ("in", "prep"): _in,
    ("on", "prep"): on_object,
    ("with", "prep"): _with,
    ("alongside", "prep"): companion,
    ("only", "advmod"): opened_only,
    ("not", "neg"): opened_only,
}
"""Word and label to the repair that looks at it."""
