"""Whose a stance is that a noun names, by the words around it: who gives it, who receives it, who lends a voice to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

RECEIVING = word_set("receiving verbs") | word_set("eliciting verbs")
HAVING = word_set("having verbs")
"""Verbs whose object is what others grant: "has the backing of the unions", "lost the support of Bern"."""
GRANTED = word_set("granted")
EMERGING = word_set("emerging verbs")
DROPPING = word_set("dropping verbs")
RETREATING = word_set("retreating verbs")
ANSWERING_WITH = word_set("verbs of answering with")
TURNING_INTO = word_set("verbs of turning into")
AMOUNTS = word_set("amounts of speech")
LEAVING = word_set("ways of leaving")
ACTORS = frozenset({"NORP", "GPE", "ORG", "PERSON"})
FARTHEST = 3
"""Nouns between a stance and the verb that it is the object of: "a second day of criticism"."""


def is_retreating(verb: Token) -> bool:
    """Return whether a verb takes back the stance behind its preposition: "backed away from its threat"."""
    after = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    return bool({verb.lemma_, f"{verb.lemma_} {after}"} & RETREATING)


def given_by(noun: Token) -> list[Token]:
    """Return who a stance comes from by preposition: "calls by Oslo", "support for it among voters", "won praise from Bern"."""
    if (grantors := _grantors(noun)) is not None:
        return grantors
    places = [noun, *(o for p in clause.children(noun, "prep") for o in clause.children(p, "pobj"))]
    if noun.head.pos_ in clause.VERBAL and noun.head.lemma_ in RECEIVING | EMERGING:
        places.append(noun.head)
    if noun.head.lower_ == "under" and noun.head.head.lemma_ == "come":
        places.append(noun.head.head)
    for place in places:
        for p in clause.children(place, "prep", "agent"):
            if p.lower_ == "from" and place.lemma_ in LEAVING and place.i != noun.i:
                continue  # "calls for withdrawal from Mali": Mali calls for nothing
            if p.lower_ in {"by", "from", "among", "amongst", "within"} and (
                place.i == noun.i or p.lower_ != "by"
            ):
                return [o for o in objects(p) if is_actor(o)]
    return []


def objects(preposition: Token) -> list[Token]:
    """Return the nouns behind a preposition, coordination unfolded."""
    obj = clause.child(preposition, "pobj")
    return clause.conjuncts(obj) if obj is not None else []


def is_actor(noun: Token) -> bool:
    """Return whether a noun can be who takes a side: a name, a plural, what a name is said of ("the Iraqi government")."""
    if noun.ent_type_ in ACTORS or noun.tag_ in {"NNS", "NNPS", "NNP"}:
        return True
    return any(c.ent_type_ in ACTORS for c in clause.children(noun, "amod", "compound", "nmod", "poss"))


def _grantors(noun: Token) -> list[Token] | None:
    """Who grants what somebody has or loses: "has the backing *of the unions*"; None where nobody is said to."""
    verb = noun.head
    if noun.dep_ != "dobj" or noun.lemma_ not in GRANTED or verb.lemma_ not in HAVING | RECEIVING:
        return None
    owner = clause.child(noun, "poss")
    if owner is not None:  # "lost the league's support", but not "kept his support for Rao"
        return None if owner.pos_ == "PRON" else clause.conjuncts(owner)
    found = [o for p in clause.children(noun, "prep") if p.lower_ == "of" for o in objects(p)]
    if found and not any(c.lower_ in {"a", "an"} for c in noun.children):
        return found
    return None


def tells_source(noun: Token, light: Token | None, preposition: Token) -> bool:
    """Return whether a preposition tells whose a stance is, and not what it is about.

    "an endorsement *from* Rao", "has the backing *of* the unions"; but "withdrew its support from Rao".
    """
    if preposition.lower_ == "from":
        return light is None or light.lemma_ not in DROPPING
    return preposition.lower_ == "of" and _grantors(noun) is not None


def receiver(noun: Token) -> Token | None:
    """Return to whom a stance is given: "The plan drew criticism from Oslo", "Bern came under fire from Rome"."""
    noun = clause.first_conjunct(noun)  # "drew praise from Oslo and anger from Bern"
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "under" and verb.head.lemma_ == "come":
        verb = verb.head
    elif noun.dep_ != "dobj" or (verb.lemma_ not in RECEIVING and _grantors(noun) is None):
        return None
    return next(iter(clause.subjects(verb)), None)


def lender(noun: Token) -> list[Token]:
    """Return who utters a stance that is no object of a light verb itself.

    "turned the speech *into a broadside* against Rao", "responded *with praise* for Bern", "was *full of praise* for
    it", "voiced a *torrent of criticism* of it".
    """
    at = noun
    for _ in range(FARTHEST):
        if at.dep_ != "pobj":
            return []
        preposition, above = at.head, at.head.head
        verb = _lent_by(preposition, above)
        if verb is not None:
            return clause.agents(verb) if verb.pos_ in clause.VERBAL else clause.subjects(verb)
        if preposition.lower_ != "of" or above.lemma_ not in AMOUNTS:
            return []
        at = above
    return []


def _lent_by(preposition: Token, above: Token) -> Token | None:
    """The predicate of which a stance behind a preposition is what it amounts to; None where it is none."""
    if preposition.lower_ == "of" and above.lower_ == "full":
        return above
    by_verb = {"with": ANSWERING_WITH, "into": TURNING_INTO}.get(preposition.lower_, frozenset())
    if above.lemma_ in by_verb and above.pos_ in clause.VERBAL:
        return above
    nothing_but = preposition.lower_ in {"but", "except"} and above.lower_ == "nothing"
    amounts = preposition.lower_ == "of" and above.lemma_ in AMOUNTS
    if above.dep_ == "dobj" and above.head.pos_ in clause.VERBAL and (nothing_but or amounts):
        return above.head  # "has nothing but contempt for Rao", "voiced a torrent of criticism"
    return None
