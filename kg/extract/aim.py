"""Whom a position is aimed at, by the learned reader: where the rules name nobody, or somebody who is not meant.

The reader judges how one actor of a sentence stands to another. On its own it claims too much, so it is asked
only about the holder of a position that stands already and the actors that the position's own words name. Where it
sees no side between the holder and whom the rules name, the position stands, aimed at nobody: "The board will hear
*Rao's* appeal" is nothing that the board holds against or for Rao.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.aside import is_own_description
from kg.extract.deeds import is_fought, is_hurt_by_others
from kg.extract.polarity import ANOTHERS
from kg.extract.targets import is_brand
from kg.lang.lexicon import lexicon
from kg.model import Form, Kind, Mention, Polarity, Position, Span, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.sides import Sides
    from kg.model import Entity
    from kg.readers.store import Heard

AIMED_AT = frozenset({Kind.PERSON, Kind.STATE, Kind.ORGANISATION, Kind.BLOC, Kind.GOVERNMENT})
ASIDE = frozenset({"relcl", "acl", "advcl"})
WHERE = frozenset({"in", "inside", "within", "near", "across", "throughout"})
"""Prepositions that tell where something is."""
SURE = 0.2
"""Probability from which an actor is taken for the target, where the position takes that side already: that it takes
one makes the actor likelier than the reader knows."""
MEASURED = ((0.0, 0.5), (0.6, 0.8))
"""From which probability on how many of these are right on the development sentences: the confidence of the target."""
SIDED = 0.5
"""Probability of a side from which a claim that takes none itself takes it."""
DOUBTED = 0.05
"""Probability of a position's side below which whom the rules name is no target: of ten such on the development
sentences one was."""
ADDRESSED = frozenset({"verb-obj-to", "verb-on-to"})
"""Rules by which the one named is spoken to, whatever is thought of him: "called on *Rome* to pay"."""
ACCUSING = frozenset({"verb-obj-of", "verb-obj-for"})
"""Rules by which one is named who answers for the content: if nobody knows him, it is nobody in the content."""
AGREED = 0.5
"""Probability of a position's side from which the reader agrees with the rules on whom it is aimed at."""
RIGHT = 0.9
"""Confidence of what both see: 31 of 34 such on the development sentences are right."""
MOST = 6
"""Actors of one position that are asked about, the first ones."""


def aimed(annotated: Annotated, sides: Sides, position: Position, heard: Heard) -> Position:
    """Return the position with the target that the learned reader sees, unchanged where it sees none."""
    position = _checked(position, heard)
    if position.target is not None or position.holder_span is None:
        return position
    relays = position.rule.startswith("adj-") or position.holder.kind is Kind.OUTLET
    relays |= (
        ANOTHERS in position.derivation
    )  # "said Oslo objected to Bern's ties with Rao": Oslo has something against them
    if position.polarity is Polarity.NEUTRAL and relays:
        return position  # "is silent on Rao" is neither for nor against him; an agency only hands on
    of_oneself = position.speech_act is SpeechAct.DENY and _is_of_oneself(sides, position)
    if of_oneself or position.rule in ACCUSING:
        return position  # "denied sending arms to Rao", "accused the summit of acting on orders from Rao": not him
    least = SIDED if position.polarity is Polarity.NEUTRAL else SURE
    asked = (
        (one, heard.stance(sentence, position.holder_span, one.span, least))
        for sentence, one in _named(annotated, sides, position)
    )
    rated = [
        (probability, side, one)
        for one, stance in asked
        if stance is not None
        for probability, side in ((stance.support, Polarity.SUPPORT), (stance.oppose, Polarity.OPPOSE))
    ]
    if not rated:
        return position
    probability, side, target = max(rated, key=lambda r: r[0])
    if probability < least or position.polarity not in {side, Polarity.NEUTRAL}:
        return position
    step = f'reader: {side.value} toward "{target.entity.name}" {probability:.2f}'
    claims_only = (
        position.polarity is Polarity.NEUTRAL
    )  # the side is toward the actor, not toward what is claimed
    return replace(
        position,
        polarity=side,
        claim=None if claims_only else position.claim,
        target=target.entity,
        target_span=target.span,
        confidence=min(
            position.confidence, next(c for least, c in reversed(MEASURED) if probability >= least)
        ),
        derivation=(*position.derivation, step),
    )


def _is_of_oneself(sides: Sides, position: Position) -> bool:
    """Whether what is claimed is the doing of the holder's own side."""
    agent = position.claim.agent if position.claim is not None else None
    return agent is None or agent == position.holder or sides.is_behind(position.holder, agent)


def _checked(position: Position, heard: Heard) -> Position:
    """Return the position surer where the reader agrees on its target, aimed at nobody where it sees no side there."""
    holder, target = position.holder_span, position.target_span
    if holder is None or target is None or position.polarity is Polarity.NEUTRAL:
        return position
    if position.rule in ADDRESSED or target in position.content:
        return position  # "refuses to recognise *Rome*": it is all that the position is about
    sentence = next((s for s in position.evidence if s.covers(holder) and s.covers(target)), None)
    stance = heard.stance(sentence, holder, target) if sentence is not None else None
    if stance is None:
        return position
    share = stance.support if position.polarity is Polarity.SUPPORT else stance.oppose
    if position.target is None or DOUBTED <= share < AGREED:
        return position
    toward = f'{position.polarity.value} toward "{position.target.name}"'
    if share >= AGREED:
        step, sure = f"reader agrees: {toward} {share:.2f}", max(position.confidence, RIGHT)
        return replace(position, confidence=sure, derivation=(*position.derivation, step))
    step = f"reader: {toward} only {share:.2f}"
    return replace(position, target=None, target_span=None, derivation=(*position.derivation, step))


def _named(annotated: Annotated, sides: Sides, position: Position) -> Iterator[tuple[Span, Mention]]:
    """Yield the actors that a position's words name in the sentence of its holder, with the sentence.

    Not the holder's own side ("hails the talks of his country"), nor who stands only in a clause beside the
    matter ("the dam *that Sudan helped to build*"), nor groups without a name.
    """
    sentence = next(
        (s for s in position.evidence if position.holder_span is not None and s.covers(position.holder_span)),
        None,
    )
    if sentence is None:
        return
    found = 0
    for mention in annotated.mentions:
        named = any(span.covers(mention.span) for span in position.content) and sentence.covers(mention.span)
        meant = named and mention.entity.kind in AIMED_AT and not _is_anybody(annotated, mention)
        meant = meant and not (position.polarity is Polarity.NEUTRAL and _is_unknown(mention))
        if meant and _is_opposite(annotated, sides, position, mention):
            yield sentence, mention
            found += 1
            if found == MOST:
                return


def _is_anybody(annotated: Annotated, mention: Mention) -> bool:
    """Whether a mention is of nobody in particular: "an attack on *a friend*", "*no scientist* has shown it"."""
    return mention.span.of(annotated.article.text).split()[0].lower() in {"a", "an", "no", "any"}


def _is_unknown(mention: Mention) -> bool:
    """Whether somebody is called by a noun alone, of whom no side is heard in a bare claim: "*the captain* was besieged"."""
    return mention.form is Form.NOMINAL and mention.entity.known is None and mention.entity.name.islower()


def _is_opposite(annotated: Annotated, sides: Sides, position: Position, mention: Mention) -> bool:
    head = annotated.doc[annotated.layout.token_at(mention.span.end - 1)]
    if mention.entity == position.holder or sides.is_own(position.holder, head):
        return False
    if tells_where(head) or is_brand(head) or is_own_description(annotated, position.holder, head):
        return False
    refuses = position.claim is not None and position.claim.agent == mention.entity
    if refuses and position.speech_act is SpeechAct.DENY:
        return False  # "said *Oslo* would not sign": that Oslo refuses is nothing against it
    if _is_no_target(sides, position, head):
        return False
    above = [a for a in (head, *head.ancestors) if _within(position, a)]
    if any(a.dep_ in ASIDE for a in above):
        return False
    return not any(_is_anothers_side(sides, position.holder, a) for a in above[1:])


def _is_no_target(sides: Sides, position: Position, actor: Token) -> bool:
    """Whether what an actor does or undergoes tells that the position's side is not toward it."""
    if position.polarity is Polarity.SUPPORT:
        return is_fought(actor)
    if is_hurt_by_others(actor, lambda doer: sides.is_own(position.holder, doer)):
        return True
    return position.polarity is Polarity.NEUTRAL and _holds_something(actor)


def _holds_something(actor: Token) -> bool:
    """Whether somebody is said to feel or want something: "said *Oslo* was appalled", "said *Oslo* did not want a war"."""
    verb = actor.head
    if actor.dep_ != "nsubj":
        return False
    feels = (
        c
        for w in clause.children(verb, "acomp")
        for c in lexicon().of("adj", w.lower_)
        if c.stance in {"+", "-"}
    )
    wants = (
        c
        for c in lexicon().of("verb", verb.lemma_)
        if c.kind in {"want", "stance"} and c.stance in {"+", "-"}
    )
    return any(True for _ in feels) or any(True for _ in wants)


def _is_anothers_side(sides: Sides, holder: Entity, word: Token) -> bool:
    """Whether a noun is a side that others take: "said Oslo sent arms in *support* of Rao"."""
    if word.pos_ != "NOUN" or not any(
        c.kind == "stance" and c.stance in {"+", "-"} for c in lexicon().of("noun", word.lemma_.lower())
    ):
        return False
    owners = clause.owners(word)
    in_whose = word.dep_ == "pobj" and word.head.lower_ == "in"
    doers = owners or (clause.agents(clause.governor(word)) if in_whose else [])
    return bool(doers) and not any(sides.is_own(holder, doer) for doer in doers)


def tells_where(actor: Token) -> bool:
    """Whether an actor is named for the place alone: "a ceasefire in *Ukraine*" is for or against nobody there."""
    return actor.dep_ == "pobj" and actor.head.lower_ in WHERE


def _within(position: Position, token: Token) -> bool:
    return any(span.begin <= token.idx < span.end for span in position.content)
