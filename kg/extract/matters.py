"""What a holder takes a side on: the content of an utterance, or what an inner cue of the same holder in it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause, proposition
from kg.extract.called import called
from kg.extract.holders import holders_at
from kg.extract.polarity import is_dropping, reckon
from kg.extract.telling import is_announced, is_unasked, is_whole, tells_matter
from kg.model import Entity, Polarity, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit, Utterance
    from kg.extract.proposition import Piece
    from kg.extract.reckoning import Reckoning
    from kg.extract.said import Said
    from kg.extract.sides import Sides


@dataclass(frozen=True, slots=True)
class Matter:
    """One proposition of an utterance, with what decides the side that is taken on it."""

    piece: Piece
    judged_at: Token
    """Head of the content that the cue speaks of; that of the piece, or of an inner cue over it."""
    inner: Polarity = Polarity.SUPPORT
    """The side of the inner cue that was looked through."""

    @property
    def is_inner(self) -> bool:
        """Whether an inner cue was looked through."""
        return self.judged_at.i != self.piece.head.i


@dataclass(frozen=True, slots=True)
class Matters:
    """Finds what the holders of one article take a side on, and which."""

    annotated: Annotated
    said: Said
    sides: Sides

    def of(self, utterance: Utterance, holder: Entity, piece: Piece) -> Iterator[Matter]:
        """Yield what the holder takes a side on: a content, or what an inner cue of his own in it is about."""
        spoken = self.said.spoken.get(piece.head.i) if utterance.hit.words else None
        if spoken is not None and self._is_holders(spoken.hit, holder):
            return  # 'said on Monday "I may sign it. But …"': the quotation tells it
        inner = self.said.inner(utterance, piece.head)
        deed = inner is not None and inner.hit.cue.kind == "act" and inner.hit.cue.pos == "verb"
        retold = inner is not None and is_announced(self.said, inner, holder)
        retold |= inner is not None and inner.hit.head.head.lower_ == "in" and inner.hit.frame == "p"
        # "vowed to boycott the vote *in protest* at a removal": to boycott it
        if inner is None or deed or retold or not self.is_own(inner.hit, holder):
            yield Matter(piece, piece.head)
        elif inner.hit.head.i in self.said.held and self._is_holders(inner.hit, holder) and _tells(inner.hit):
            return  # "we urge them to think again": the inner cue says it more exactly
        elif inner.hit.cue.kind == "say" and inner.hit.frame == "that":  # "I can tell you that talks go on"
            yield from (Matter(part, part.head) for part in proposition.pieces(inner.hit))
        elif is_whole(utterance.hit, inner.hit) or proposition.is_thin(inner.hit) or not _tells(inner.hit):
            yield Matter(piece, piece.head)
        else:  # "Oslo may consider sending arms": what it may consider
            for part in proposition.pieces(inner.hit):
                under = part.under(piece)
                side = Polarity.NEUTRAL if is_unasked(utterance.hit, inner.hit) else inner.hit.cue.side
                dropped = any(
                    is_dropping(w) for w in inner.hit.words
                )  # "would give up its demand for a toll"
                yield Matter(under, piece.head, side.flipped() if dropped else side)

    def _is_holders(self, inner: Hit, holder: Entity) -> bool:
        """Whether a cue inside the content has the very holder for its source."""
        return any(holder in holders_at(self.annotated, s) for s in inner.sources)

    def is_own(self, inner: Hit, holder: Entity) -> bool:
        """Return whether a cue inside the content is the holder's own, or that of the holder's side."""
        return any(
            holder in holders_at(self.annotated, s) or self.sides.is_own(holder, s) for s in inner.sources
        )

    def judged(self, utterance: Utterance, holder: Entity, matter: Matter) -> Reckoning:
        """Return the side that a holder takes on a matter, with its steps."""
        evaluates = matter.is_inner or not self._is_anothers(utterance, holder, matter.piece.head)
        judged = reckon(
            utterance.hit,
            matter.judged_at,
            lambda token: self.sides.is_own(holder, token),
            evaluates=evaluates,
        )
        if matter.is_inner:
            return judged.through(matter.piece.head, matter.inner, matter.judged_at)
        if judged.side is Polarity.NEUTRAL and self._backs(utterance, holder, matter.piece.head):
            return judged.asserted(matter.piece.head)  # "Putin said Russia supported the idea"
        if judged.side is Polarity.NEUTRAL and self._nobody_wants(utterance, matter.piece.head):
            return judged.disowned(matter.piece.head)
        inner = self.said.inner(utterance, matter.piece.head)
        if judged.side is Polarity.NEUTRAL and inner is not None:
            if inner.hit.frame == "as" and self.is_own(inner.hit, holder):
                return judged.called(*called(inner.hit))  # "Bern considers it harmful, said its spokesman"
            if inner.hit.cue.act is SpeechAct.REJECT and inner.hit.cue.kind != "act":
                return judged  # "Bern does not rule it out, said its spokesman": no claim that it is not so
        return judged if "factive" in utterance.hit.cue.traits else judged.denied(matter.piece.head)

    def _nobody_wants(self, utterance: Utterance, content: Token) -> bool:
        """Whether a content is a wish or backing that nobody is said to have: "Nobody here wants a war"."""
        inner = self.said.inner(utterance, content)
        if inner is None or inner.hit.cue.side is not Polarity.SUPPORT or inner.hit.frame == "that":
            return False
        return bool(inner.hit.sources) and all(s.lower_ in clause.NOBODIES for s in inner.hit.sources)

    def _backs(self, utterance: Utterance, holder: Entity, content: Token) -> bool:
        """Whether a content is a backing by the holder's own side, told by the holder."""
        inner = self.said.inner(utterance, content)
        if inner is None or inner.hit.cue.kind != "stance" or inner.hit.cue.side is not Polarity.SUPPORT:
            return False
        return inner.hit.head.i in self.said.held and self.is_own(inner.hit, holder)

    def _is_anothers(self, utterance: Utterance, holder: Entity, content: Token) -> bool:
        """Whether the content is a stance that somebody of another side holds: "says that Bern condemned it"."""
        inner = self.said.inner(utterance, content)
        if inner is None or inner.hit.cue.kind == "act" or inner.hit.cue.pos == "noun":
            return (
                False  # "says that Bern fined it", "says that Bern showed contempt for them" tell of a deed
            )
        told = inner.hit.head.i in self.said.held or "alleges" in utterance.hit.cue.traits
        told |= self._is_denied_behind(content)
        return told and bool(inner.hit.sources) and not self.is_own(inner.hit, holder)

    def _is_denied_behind(self, content: Token) -> bool:
        """Whether what is told is denied in the same breath: "the envoy says Bern backs them, a claim that Bern denies"."""
        hits = (u.hit for u in self.said.utterances)
        return any(h.frame == "obj" and h.cue.stance == "-" and h.contents[0].i == content.i for h in hits)

    def inmost(self, utterance: Utterance, content: Token) -> Utterance | None:
        """Return the cue that a content is, or that it leads to: "said he was *going to back* Rao", "is *not ready to back* her"."""
        for word in (content, *clause.children(content, "xcomp", "acomp")):
            for verb in (word, *clause.children(word, "xcomp")):
                if (inner := self.said.inner(utterance, verb)) is not None:
                    return inner
        return None


def _tells(hit: Hit) -> bool:
    return any(tells_matter(c) for c in hit.contents)
