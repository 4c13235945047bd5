"""The side that lies in what something is called: "called the vote a farce", "dismissed it as a show"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.cues import verb_cues
from kg.extract.deeds import worth
from kg.extract.evaluation import as_noun
from kg.lang.lexicon import lexicon, word_set
from kg.model import Polarity

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit

SHELLS = word_set("shell nouns")
GIFTS = word_set("gifts")
"""What is good only for whom it is given to."""


def called(hit: Hit) -> tuple[Polarity, str]:
    """Return the side of what something is called, as in "called the vote a farce", and the step in words."""
    predicate = hit.contents[-1]
    named = [*clause.conjuncts(predicate), *_hyphenated(predicate)]
    named += [o for c in named if c.lemma_ in SHELLS for o in clause.object_of(c, "of")]  # "an act of piracy"
    candidates = [*named, *(m for c in named for m in c.children)]
    for token in candidates:
        side = worth(token) or (as_noun(token) if token in named else None)
        if token.lemma_ in GIFTS and clause.object_of(token, "to", "for"):
            side = Polarity.OPPOSE  # "called it a gift to the smugglers"
        if side is not None:
            if clause.negations(predicate):
                side = side.flipped()
            if (limit := _limit(predicate, token)) is not None:
                return Polarity.MIXED, f'called "{token.text}", but "{limit.text}": mixed'
            return side, f'called "{token.text}": {side.value}'
    own = next(
        (c.side for c in verb_cues(hit.head, lexicon()) if c.kind == "stance" and c.stance in {"+", "-"}),
        None,
    )
    if own is not None and hit.head.pos_ in clause.VERBAL:  # "dismissed it as a show"
        return own, f'"{hit.cue.lemma}" itself: {own.value}'
    return Polarity.NEUTRAL, f'called "{predicate.text}": no side'


def _limit(predicate: Token, token: Token) -> Token | None:
    """What limits a verdict: "called it encouraging but not *enough*"."""
    joint = clause.child(predicate, "cc")
    if joint is None or joint.lower_ != "but" or joint.i < token.i:
        return None
    after = [c for c in clause.conjuncts(predicate) if c.i > joint.i]
    return next((c for c in after if c.doc[joint.i + 1].lower_ == "not" or clause.negations(c)), None)


def _hyphenated(word: Token) -> list[Token]:
    """The rest of a word that the tokenizer splits at its hyphen: "starter" of "non-starter"."""
    rest = word.doc[word.i + 1 : word.i + 3]
    return rest[1:] if len(rest) > 1 and rest[0].text == "-" else []
