"""The closed lists of the vocabulary, one enumeration each."""

from __future__ import annotations

from enum import Enum


class Term(Enum):
    """An enumeration whose value is the local name of a term of the vocabulary (`gs:<value>`)."""

    def __lt__(self, other: Term) -> bool:
        """Order by name, so that records sort the same way everywhere."""
        return str(self.value) < str(other.value)


class Kind(Term):
    """What an entity is. A place is not an actor."""

    PERSON = "Person"
    STATE = "State"
    GOVERNMENT = "Government"
    ORGANISATION = "Organisation"
    BLOC = "Bloc"
    OUTLET = "MediaOutlet"
    GROUP = "Group"
    PLACE = "Place"


class Form(Term):
    """How a mention denotes its entity."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Polarity(Term):
    """The side a holder takes; a bare claim of fact is neutral."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    MIXED = "mixed"

    def flipped(self) -> Polarity:
        """Return the other side; neutral and mixed have none and stay."""
        return {Polarity.SUPPORT: Polarity.OPPOSE, Polarity.OPPOSE: Polarity.SUPPORT}.get(self, self)


class Modality(Term):
    """How committed the holder is (the values of GRaSP's factuality layer)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class SpeechAct(Term):
    """What the holder does in saying it."""

    ASSERT = "assert"
    DEMAND = "demand"
    PROMISE = "promise"
    THREATEN = "threaten"
    WARN = "warn"
    REJECT = "reject"
    WELCOME = "welcome"
    SUGGEST = "suggest"
    CRITICISE = "criticise"
    PRAISE = "praise"
    FEAR = "fear"
    DENY = "deny"
    INTEND = "intend"


class Quotation(Term):
    """How the words of an attribution are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class EventStatus(Term):
    """What the text says of an event's reality."""

    HAPPENED = "happened"
    SCHEDULED = "scheduled"
    POSSIBLE = "possible"
    DENIED = "denied"


class DatePrecision(Term):
    """How the day of an utterance is known."""

    STATED = "stated"
    RESOLVED = "resolved"
    PUBLICATION = "publication"


class LinkKind(Term):
    """Which disagreement or agreement a link is about."""

    BETWEEN_HOLDERS = "betweenHolders"
    SAME_HOLDER_OVER_TIME = "sameHolderOverTime"
    BETWEEN_OUTLETS = "betweenOutlets"


class ShiftKind(Term):
    """How a later position differs from an earlier one."""

    REVERSAL = "reversal"
    SOFTENING = "softening"
    HARDENING = "hardening"
    CONDITION_ADDED = "conditionAdded"
    CONDITION_DROPPED = "conditionDropped"


class ConditionStatus(Term):
    """What became of a condition, as far as the corpus tells."""

    OPEN = "open"
    MET = "met"
    FAILED = "failed"


class CorrectionKind(Term):
    """What a person says is wrong with a position."""

    WRONG_HOLDER = "wrongHolder"
    WRONG_POLARITY = "wrongPolarity"
    WRONG_MATTER = "wrongMatter"
    WRONG_MODALITY = "wrongModality"
    WRONG_CONDITION = "wrongCondition"
    NOT_A_POSITION = "notAPosition"
    MISSING_POSITION = "missingPosition"
