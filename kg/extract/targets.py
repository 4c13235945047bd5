"""At whom a stance is aimed: the accused, who is urged to act, whose plan is rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.model import Kind, Polarity, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.annotate.document import Annotated
    from kg.extract.hit import Hit
    from kg.extract.polarity import Reckoning
    from kg.model import Entity

SIDES_ONLY = frozenset({"stance", "exp", "act"})
TARGET_FRAMES = frozenset({"obj-to", "on-to", "obj-of", "obj-for", "obj-from", "as"})


def target(
    annotated: Annotated, hit: Hit, content: Token, judged: Reckoning, holder: Entity
) -> tuple[Entity, Token] | None:
    """Return the actor at whom a stance is aimed, with the head of the words that show it; None if there is none."""
    for token in _candidates(hit, content, judged):
        entity = annotated.entity_at(token)
        if entity is not None and entity.kind is not Kind.PLACE and entity != holder:
            return entity, token
    return None


def _candidates(hit: Hit, content: Token, judged: Reckoning) -> list[Token]:
    if hit.frame in TARGET_FRAMES and hit.object is not None:  # "accused Iran of …"
        return [hit.object, *_makers(hit.object)]
    if hit.cue.kind in SIDES_ONLY or hit.cue.stance in {"+", "-"}:
        is_demanded = hit.cue.act is SpeechAct.DEMAND and hit.frame == "that"  # "demanded that Iran leave"
        if content.pos_ in clause.NOMINAL and not is_demanded:  # "rejected Iran's offer"
            return [content, *_makers(content)]
        if is_demanded or (judged.side is Polarity.OPPOSE and hit.cue.act is not SpeechAct.DEMAND):
            return clause.subjects(content)  # "regrets that Iran left"
        return []
    evaluates = judged.side is not Polarity.NEUTRAL and judged.act in {SpeechAct.CRITICISE, SpeechAct.PRAISE}
    if evaluates and hit.frame != "to":  # "said Iran's answer was a disgrace"
        subjects = clause.subjects(content)
        return [*subjects, *(o for s in subjects for o in _makers(s))]
    return []


def _makers(noun: Token) -> list[Token]:
    """Whose act or thing a noun is: "Iran's offer", "the offer by Iran", "the conduct of Iran"."""
    found = [o for c in clause.children(noun, "poss") for o in clause.conjuncts(c)]
    return found + [
        o
        for p in clause.children(noun, "prep")
        if p.lower_ in {"by", "of"}
        for o in clause.children(p, "pobj")
    ]
