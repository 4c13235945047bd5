"""At whom a stance is aimed: the accused, who is urged to act, whose plan is rejected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import Cue, lexicon, word_set
from kg.lang.tables import words
from kg.model import Kind, Polarity, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.extract.actors import Actors
    from kg.extract.hit import Hit
    from kg.extract.reckoning import Reckoning
    from kg.model import Entity

SIDES_ONLY = frozenset({"stance", "exp", "act"})
UNDONE = frozenset({SpeechAct.DEMAND, SpeechAct.INTEND, SpeechAct.PROMISE})
"""Acts that speak of what is to come, and judge no place: "plans a visit to Bergen"."""
TARGET_FRAMES = frozenset({"obj-to", "on-to", "obj-of", "obj-for", "obj-from", "obj-on", "as"})
RELATED = word_set("prepositions of makers")
PRODUCTS = word_set("products")
"""Nouns behind a name that is a brand, and nobody whose thing it is."""
ACTING = words("org_nouns", "word", unnamed="") | words("person_nouns", "word")
"""Nouns of people and bodies that act for nobody else."""
UNDERGONE = word_set("suffered")
"""What befalls somebody: "condemned Rao's arrest" has nothing against Rao."""
DONE_TO = word_set("done to")
"""What is somebody's where he owns it, and done to who stands behind "of": "Oslo's invasion of Bern"."""
DEEPEST = 3
"""Nouns that are looked through on the way to whose thing something is: "the pace of the reform of the bank"."""


def target(
    actors: Actors, hit: Hit, content: Token, judged: Reckoning, holder: Entity
) -> tuple[Entity, Token] | None:
    """Return the actor at whom a stance is aimed, with the head of the words that show it; None if there is none.

    Who acts for a place is meant where a verdict on what is its own leaves nobody else: "criticised the Nevada law".
    """
    place: tuple[Entity, Token] | None = None
    together = {source.i for source in hit.sources}  # "Oslo and Bern rejected a plan to leave"
    for token in _candidates(hit, content, judged):
        if token.i in together:
            continue
        entity = actors.at(token)
        if entity is None and token in {content, hit.object}:
            entity = actors.speaker(token)  # "praised Amara", whom no mention names
        if entity is None or entity == holder or holder.number in entity.members:
            continue
        if entity.kind is not Kind.PLACE:
            return entity, token
        place = place or (entity, token)
    verdict = hit.cue.stance in {"+", "-"} and hit.cue.act not in UNDONE
    if place is None or not verdict or content.pos_ not in clause.NOMINAL:
        return None
    who = actors.authorities.get(place[0].number)  # none for a place that no mention names
    return (who, place[1]) if who is not None else None


def further_targets(actors: Actors, first: Token, within: frozenset[int]) -> Iterator[tuple[Entity, Token]]:
    """Yield the actors beside the first at whom the same is aimed: "accused Iran and *Syria* of arming rebels".

    Args:
        actors: Of the article.
        first: Head of the words that show the first.
        within: The tokens among which they stand, those of content and object.
    """
    listed = [c for a in clause.children(first, "appos") for c in clause.conjuncts(a)]
    joined = listed if first.tag_ == "NNS" and len(listed) > 1 else clause.conjuncts(first)[1:]
    for token in joined:
        entity = actors.at(token)
        if entity is not None and entity.kind is not Kind.PLACE and token.i in within:
            yield entity, token


def _candidates(hit: Hit, content: Token, judged: Reckoning) -> Iterator[Token]:
    if (
        hit.frame in TARGET_FRAMES and hit.object is not None
    ):  # "accused Iran of …", "Iran, which he called a menace"
        for token in clause.antecedents(hit.object):
            yield from _with_makers(token)
        return
    if hit.cue.act is SpeechAct.WARN and content.tag_ == "VBG" and content.head.lower_ == "against":
        yield from clause.patients(hit.head)  # "warned Iran against leaving"
        return
    if (
        hit.frame == "obj" and hit.object is not None
    ):  # "was denied a visa by Oslo", "denied the party a permit"
        yield from clause.antecedents(hit.object)
        return
    if hit.cue.kind in SIDES_ONLY or hit.cue.stance in {"+", "-"}:
        is_demanded = hit.cue.act is SpeechAct.DEMAND and hit.frame == "that"  # "demanded that Iran leave"
        if content.pos_ in clause.NOMINAL and not is_demanded:  # "rejected Iran's offer"
            yield from _with_makers(content)
        elif is_demanded or (judged.side is Polarity.OPPOSE and hit.cue.act is not SpeechAct.DEMAND):
            # "regrets that Iran left", but not "complained that farmers were cheated"
            yield from clause.agents(content) if clause.is_passive(content) else clause.subjects(content)
        return
    evaluates = judged.side is not Polarity.NEUTRAL and judged.act in {SpeechAct.CRITICISE, SpeechAct.PRAISE}
    if evaluates and hit.frame != "to":  # "said Iran's answer was a disgrace"
        for subject in clause.agents(content) or clause.subjects(content):
            yield from _with_makers(subject)


def _with_makers(noun: Token, depth: int = 0) -> Iterator[Token]:
    """Yield a noun and whose act or thing it is, the nearest first."""
    if (
        noun.lower_ not in {"it", "this", "that"} and noun.lemma_.lower() not in PRODUCTS
    ):  # "the goal is hard, but he supported it"
        yield noun
    for maker in _makers(noun) if depth < DEEPEST else ():
        yield from _with_makers(maker, depth + 1)


def _makers(noun: Token) -> Iterator[Token]:
    """Yield whose act or thing a noun is.

    "Iran's offer", "the Iranian offer", "the Rouhani plan"; "the offer by Iran", "the conduct of Iran",
    "proposals from Iran"; "the offer Iran made".
    """
    yield from _owners_before(noun)
    yield from clause.children(noun, "appos")  # "its rival, Airbus"
    if noun.dep_ == "attr":  # "Airbus is one of the firms that Rome has sued"
        yield from clause.subjects(noun.head)
    yield from _doers_behind(noun)
    undergone = noun.lemma_.lower() in UNDERGONE | DONE_TO or _is_about(noun)
    for p in clause.children(noun, "prep", "agent"):
        if p.lower_ in RELATED and not (p.lower_ == "of" and undergone):
            yield from (o for c in clause.children(p, "pobj") for o in clause.conjuncts(c))


def _owners_before(noun: Token) -> Iterator[Token]:
    """Yield who stands before a noun as whose it is; a company of a state is not the state's."""
    suffered, acts = _suffered(noun), noun.lemma_.lower() in ACTING
    for c in clause.children(noun, "poss", "compound", "amod", "nmod"):
        if acts and c.dep_ != "poss":
            continue  # "sued *an Israeli company*" has nothing against Israel
        if c.i < noun.i and not is_brand(c) and not (suffered and c.dep_ == "poss"):
            yield from clause.conjuncts(c)


def _doers_behind(noun: Token) -> Iterator[Token]:
    """Yield who acts in a clause behind a noun: "the offer *Iran* made"."""
    for c in clause.children(noun, "relcl", "acl"):
        mark = clause.child(c, "mark")
        if mark is not None and mark.lower_ == "that":
            continue  # "the demand by Iran that Oman leave" is Iran's
        if any(_takes_side(cue) for cue in lexicon().of("verb", c.lemma_.lower())):
            continue  # "the deal that Chad rejected", "a step that Chad welcomed" is not Chad's
        if clause.negations(c):
            continue  # "none that observers have not checked" is not theirs
        above = clause.agents(noun.head) if noun.dep_ == "dobj" and noun.head.pos_ in clause.VERBAL else []
        own = {noun.i, *(a.i for a in above)}  # "Oslo's court shelved a plan to act": not at Oslo
        yield from (a for a in clause.agents(c) if a.i not in own)


def _takes_side(cue: Cue) -> bool:
    return cue.stance == "-" or (cue.kind == "stance" and cue.stance == "+")


def is_brand(name: Token) -> bool:
    """Return whether a name says what a product is called, and not whose it is: "*Falke* missiles", but "*US* missiles"."""
    if name.tag_ not in {"NNP", "NNPS"} or name.ent_type_ in {"GPE", "NORP"} or name.dep_ == "poss":
        return False
    return name.head.lemma_.lower() in PRODUCTS and name.i < name.head.i


def _suffered(noun: Token) -> bool:
    """Whether a noun is what befell its owner: "condemned *Rao's arrest*", but "Oslo's expulsion of Rao" is Oslo's."""
    by_owner = any(p.lower_ == "of" for p in clause.children(noun, "prep"))
    return noun.lemma_.lower() in UNDERGONE and not by_owner


def _is_about(noun: Token) -> bool:
    """Whether what stands behind "of" is what a stance is about, not whose it is: "rejects the *criticism of* Oslo"."""
    cues = lexicon().of("noun", noun.lemma_.lower())
    return any((cue.kind, cue.stance) == ("stance", "-") and "of" in cue.prepositions for cue in cues)


def is_feared_for(word: Token, actor: Token) -> bool:
    """Return whether a fear is of what an actor may come to do or suffer.

    "feared that *farmers* would pay", "voiced concern for *Rao's* health"; but "concern about *Rao's* plan".
    """
    pos = "verb" if word.pos_ in clause.VERBAL else "noun"
    if not any(c.act is SpeechAct.FEAR for c in lexicon().of(pos, word.lemma_.lower())):
        return False
    told = clause.children(word, "ccomp") if pos == "verb" else []
    for_whom = [
        o for p in clause.children(word, "prep") if p.lower_ == "for" for o in clause.children(p, "pobj")
    ]
    suffers = any(actor.i == o.i or o in actor.ancestors for o in for_whom)
    return suffers or any(s.i == actor.i for c in told for s in clause.own_subjects(c))


def is_told_to(word: Token, actor: Token) -> bool:
    """Return whether an actor is only whom something is said to: "apologised to *Oslo* for the raid"."""
    says = any(cue.kind == "say" for cue in lexicon().of("verb", word.lemma_.lower()))
    return says and actor.dep_ == "pobj" and actor.head.lower_ == "to" and actor.head.head.i == word.i
