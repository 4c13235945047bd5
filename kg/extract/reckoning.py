"""What a reckoning of polarity comes to, and how a content changes it: denied, disowned, told of one's own side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract import clause, modality
from kg.extract.hit import REFUSING
from kg.lang.lexicon import word_set
from kg.model import Modality, Polarity, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.parsed import Token


PLAIN = word_set("plain negators")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The side taken, with its steps in words."""

    side: Polarity
    act: SpeechAct
    modality: Modality
    steps: tuple[str, ...]

    def asserted(self, content: Token) -> Reckoning:
        """Return the side of a backing that the holder tells of its own side, turned where it is negated."""
        side = Polarity.OPPOSE if clause.negations(content) else Polarity.SUPPORT
        return replace(self, side=side, steps=(*self.steps, f"told of its own side: {side.value}"))

    def called(self, side: Polarity, step: str) -> Reckoning:
        """Return the side of a verdict that is told of the speaker's own side."""
        return replace(self, side=side, steps=(*self.steps, step))

    def disowned(self, content: Token) -> Reckoning:
        """Return the side on what nobody is said to want, or nobody more than the speaker."""
        if _compares_with_speaker(content):  # "Nobody wants peace more than we do"
            step = f'"{content.text}": wanted by nobody more, support'
            return replace(self, side=Polarity.SUPPORT, steps=(*self.steps, step))
        step = f'"{content.text}": wanted by nobody, oppose'
        return replace(self, side=Polarity.OPPOSE, steps=(*self.steps, step))

    def denied(self, content: Token) -> Reckoning:
        """Return the side of a claim that something is not so, which denies it: "ISIS is not defeated".

        What would not have been is no denial, as it says what is: "would not have fallen without them".
        """
        words = [
            n
            for n in (*clause.negations(content), *_negated_below(content))
            if n.lower_ in PLAIN and n.head.lower_ != "one"
        ]  # not "nothing is better": no label says it
        words += clause.denials(content)[:1]
        counterfactual = clause.modals(content) and any(
            a.lemma_ == "have" for a in clause.auxiliaries(content)
        )
        if self.side is not Polarity.NEUTRAL or len(words) % 2 == 0 or counterfactual or _replaces(content):
            return self
        act = SpeechAct.DENY if self.act is SpeechAct.ASSERT else self.act
        return replace(
            self,
            side=Polarity.OPPOSE,
            act=act,
            steps=(*self.steps, f'"{words[0].text}": claimed not to be so'),
        )

    def through(self, content: Token, inner: Polarity, cue: Token) -> Reckoning:
        """Return the side on what an inner cue of the same holder is about: "may consider sending arms".

        Args:
            content: Head of what the inner cue is about.
            inner: The inner cue's side.
            cue: The inner cue, or the content that holds it.
        """
        side = self.side
        levels = [self.modality, *(level for _, level in modality.hedges(content))]
        if side is Polarity.NEUTRAL:  # what is told of one's own side is backed, unless it is denied
            denied = bool(clause.negations(cue))
            side = Polarity.OPPOSE if denied else Polarity.SUPPORT
            if denied and inner is Polarity.OPPOSE:  # "we do not reject it" leaves the way open, no more
                levels.append(Modality.POSSIBLE)
        if inner is Polarity.NEUTRAL:
            step = f'the inner cue to "{content.text}" is not uttered: no side'
            return Reckoning(inner, SpeechAct.ASSERT, modality.weakest(levels), (*self.steps, step))
        withheld = side is Polarity.OPPOSE and self.act in REFUSING
        if withheld and inner is Polarity.OPPOSE:  # who will not condemn it does not welcome it yet
            step = f'the inner cue to "{content.text}" is withheld: no side'
            return Reckoning(Polarity.NEUTRAL, self.act, modality.weakest(levels), (*self.steps, step))
        side = side.flipped() if inner is Polarity.OPPOSE else side
        if content.tag_ == "VB" and any(
            n.lower_ == "not" and n.i < content.i for n in clause.negations(content)
        ):
            side = side.flipped()  # "would prefer not to leave"
        step = f'through the inner cue to "{content.text}": {side.value}'
        return Reckoning(side, self.act, modality.weakest(levels), (*self.steps, step))


def _replaces(content: Token) -> bool:
    """Whether a negation only puts one thing in another's place: "are not striking *for pay but for safety*"."""
    return any(
        joint.lower_ == "but" and any(c.dep_ == "conj" and c.i > joint.i for c in p.children)
        for p in clause.children(content, "prep")
        for joint in clause.children(p, "cc")
    )


def _negated_below(content: Token) -> list[Token]:
    """The negations of what there is a reason or need for: "there is no reason *not* to sign"."""
    if clause.child(content, "expl") is None:
        return []
    nouns = clause.children(content, "attr", "dobj")
    below = (c for noun in nouns for c in clause.children(noun, "acl", "relcl") if c.tag_ == "VB")
    return [n for verb in below for n in clause.negations(verb)]


def _compares_with_speaker(content: Token) -> bool:
    """Whether a wish is told to be the speaker's most of all: "Nobody wants peace *more than we do*"."""
    words = content.doc[content.i + 1 : content.sent.end]
    more = any(t.lower_ == "more" for t in words)
    after = (two for one, two in pairwise(words) if one.lower_ == "than")
    return more and any(clause.pronoun(t) in {"i", "we", "me", "us"} for t in after)
