"""Sources that the learned reader names and the parse speaks against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.cues import verb_cues
from kg.extract.earlier import QUOTING
from kg.lang.lexicon import lexicon
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit, Utterance
    from kg.model import Entity


def is_elsewhere(hit: Hit, source: Token) -> bool:
    """Return whether a source stands outside the sentence of its verb: a heading above it, a name before "They are accused"."""
    return bool(hit.words) and source.sent.start != hit.head.sent.start


def is_acted_on(cue: Token, source: Token) -> bool:
    """Return whether what holds the cue acts on a source: "Oslo's visit after *agreeing* to a truce startled *many*"."""
    acts = clause.own_subjects(source.head) if source.dep_ == "dobj" else []
    return any(subject in cue.ancestors for subject in acts)


def acts_itself(utterance: Utterance, source: Token) -> bool:
    """Return whether an actor told of refuses or promises to do something: "Oslo said *rebels* had met but refused to disarm".

    As well as where others are the source of it: "According to envoys, *Oslo* threatened to leave".
    """
    hit, told = utterance.hit, utterance.attribution
    if hit.frame not in {"to", "ger"} or told is None or told.source is None:
        return False
    if source.dep_ == "pobj" and source.head.lower_ == "to":
        return any(s.dep_ in clause.SUBJECTS for s in hit.sources)
    reported = any(
        c.dep_ == "ccomp" and (c == hit.head or c in hit.head.ancestors) for c in source.head.children
    )
    return source.dep_ in clause.SUBJECTS and reported


def is_disowned(hit: Hit) -> bool:
    """Return whether a noun without an owner is what somebody rejects: "denied *reports* that Oslo had paid"."""
    if hit.cue.pos != "noun" or hit.sources or hit.head.dep_ != "dobj":
        return False
    return any(c.stance == "-" for c in verb_cues(hit.head.head, lexicon()))


def is_unissued(hit: Hit) -> bool:
    """Return whether words that nobody has issued would say so: "failed to adopt a text *condemning* it", "vetoed a text that *condemned* it"."""
    first = clause.first_conjunct(hit.head)
    document, verb = first.head, first.head.head
    drafted = document.lemma_ in clause.DOCUMENTS | clause.WRITINGS and document.dep_ == "dobj"
    if not drafted or first.dep_ not in {"acl", "relcl"}:
        return False
    refused = any(c.stance == "-" for c in verb_cues(verb, lexicon()))
    return refused or (verb.lemma_ in clause.DRAFTING | clause.ISSUING and verb.tag_ == "VB")


def is_beside(hit: Hit, source: Token) -> bool:
    """Return whether a source acts in another clause beside a participle: "yielded after *Bern* had threatened it, agreeing to talk"."""
    verb, participle = source.head, hit.head
    loose = participle.tag_ == "VBG" and participle.dep_ == "advcl" and source.dep_ in clause.SUBJECTS
    return loose and verb.dep_ == "advcl" and verb.head.i == participle.head.i


def is_handed_on(hit: Hit) -> bool:
    """Return whether somebody is quoted: "the agency quoted *the envoy* as saying", who is the one that says it."""
    quoted = hit.head.head.head
    return hit.head.dep_ == "pcomp" and hit.head.head.lower_ == "as" and quoted.lemma_ in QUOTING


def is_picked_out(one: Entity | None, other: Entity | None) -> bool:
    """Return whether the rules name one of a group that the reader names: "*Two senators* rebelled: it must stay, said one, *Ann Lee*"."""
    if one is None or other is None or other.kind is not Kind.GROUP:
        return False
    return one.kind is Kind.PERSON and one.name.istitle()
