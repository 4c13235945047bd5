"""Frames in which an object is spoken of: called something, likened to something, accused of or blamed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from kg.extract import clause
from kg.extract.evaluation import as_noun, lookup
from kg.lang.lexicon import Cue, lexicon, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

FAVOUR = word_set("voted in")
NAMING = word_set("naming verbs")
WHO = frozenset({"PERSON", "ORG", "GPE", "NORP"})
Slots: TypeAlias = "Iterator[tuple[tuple[Token, ...], Token | None, tuple[Token, ...]]]"
"""Content heads, object, further cue words."""


def asked(verb: Token, _cue: Cue) -> Slots:
    """Yield an indirect question: "asked *whether talks had failed*", "explained *why they had*"."""
    for c in clause.children(verb, "ccomp"):
        mark = clause.child(c, "mark")
        asked = clause.is_question(c) or (mark is not None and mark.lower_ == "if")
        if asked and c.i > verb.i and not (mark is not None and mark.lower_ == "that"):
            yield (c,), clause.child(verb, "dobj", "dative"), ()


def called(verb: Token, cue: Cue) -> Slots:
    """Yield an object with what it is called: "called the vote a farce", "described it as unlawful"."""
    for c in clause.children(verb, "ccomp", "xcomp"):  # "called the vote a farce", small clause
        if c.pos_ not in clause.VERBAL and clause.own_subjects(c):
            yield (c,), clause.own_subjects(c)[0], ()
    predicates = [*clause.children(verb, "oprd"), *_likened_to(verb, cue)]
    for c in clause.children(verb, "prep"):
        if c.lower_ == "as" and not any(o.lower_ == "such" for o in c.children):  # "the sanctions as such"
            predicates += [
                o for o in c.children if o.dep_ in {"pobj", "pcomp", "amod", "acomp", "advmod", "prep"}
            ][:1]
    predicates += [c for c in clause.children(verb, "advcl") if _is_bare_as(c)]
    objects = clause.children(verb, "dobj") or _left_out(verb)
    obj = (
        next(iter(objects), None) if not clause.is_passive(verb) else next(iter(clause.subjects(verb)), None)
    )
    if not predicates and "call" in cue.frames and not clause.is_passive(verb):
        # "called the vote a farce", where the parser saw a second object or an apposition
        objects = [*(c for c in clause.children(verb, "dative") if c.pos_ in clause.NOMINAL), *objects]
        obj = next(iter(objects), None)  # "branded him a traitor", read as what he was given
        named = [*objects[1:], *(a for o in objects[:1] for a in clause.children(o, "appos"))]
        predicates = [n for n in named if any(d.lower_ in {"a", "an"} for d in n.children)][:1]
    if obj is None and len(predicates) > 1 and not clause.is_passive(verb):
        obj, predicates = (
            predicates[0],
            predicates[1:],
        )  # "and Peru called Rao a tyrant", both read as what is called
    obj = _given(verb) if obj is None else obj
    if "call" in cue.frames and not clause.is_passive(verb):
        obj, predicates = _with_adjective_behind(obj, predicates)
    if obj is None or not predicates or ("if-judging" in cue.traits and not _says_worth(predicates[0])):
        return
    if obj.lower_ == "what" and obj.head.i == verb.i:  # "ended what Rao called a siege": the siege
        obj = predicates[0]
    yield (obj, predicates[0]), obj, ()


def _is_bare_as(described: Token) -> bool:
    """Whether an adjective behind "as" was read as a clause: "described the pact *as misguided*"."""
    before = [
        (c.lower_, c.dep_)
        for c in described.children
        if c.i < described.i and described.doc[c.i + 1].text != "-" and c.text != "-"  # "as one-sided"
    ]
    return described.pos_ == "ADJ" and before in ([("as", "advmod")], [("as", "mark")])


def _given(verb: Token) -> Token | None:
    """The object that was read as whom something is given: "calling *the country* a free rider"."""
    if not clause.children(verb, "oprd") or clause.is_passive(verb):
        return None
    return next((c for c in clause.children(verb, "dative") if c.pos_ in clause.NOMINAL), None)


def _says_worth(predicate: Token) -> bool:
    """Whether what a thing is named judges it: "named the pact a betrayal", but not "named her as its envoy"."""
    return lookup(predicate) is not None or as_noun(predicate) is not None


def _with_adjective_behind(obj: Token | None, predicates: list[Token]) -> tuple[Token | None, list[Token]]:
    """Return object and predicates with the adjective that the parser took for an attribute of the object.

    As in "called the pact “null and void”": an attribute stands before its noun. The object can then be read as
    what something is called.
    """
    if obj is None and len(predicates) == 1 and predicates[0].pos_ in clause.NOMINAL:
        noun = predicates[0]
    elif obj is not None and not predicates:
        noun = obj
    else:
        return obj, predicates
    behind = [
        c
        for c in clause.children(noun, "amod")
        if c.i > noun.i and (c.left_edge.i > noun.i + 1 or lookup(c) is not None)
    ]  # "called the ruling unfair" too
    if not behind:  # 'called the fees charged by the port "unfair"', hung on the port
        last = [t for t in clause.subtree(noun) if t.pos_ == "ADJ" and t.i > noun.i]
        behind = [t for t in last if t.dep_ == "amod" and t.head.i < t.i and noun.doc[t.i - 1].is_quote]
    return (noun, behind[:1]) if behind else (obj, predicates)


def _likened_to(verb: Token, cue: Cue) -> list[Token]:
    """What an object is likened to: "compared the quota to slavery", the to-phrase below verb or object."""
    if "as-to" not in cue.frames:
        return []
    objects = clause.children(verb, "dobj")
    return [o for head in (verb, *objects) for o in clause.object_of(head, "to", "with")]


def _left_out(verb: Token) -> list[Token]:
    """The noun that a relative clause without a pronoun is about: "*a decision* Oslo called reckless"."""
    return clause.patients(verb) if verb.dep_ == "relcl" and not clause.is_passive(verb) else []


def called_what(verb: Token) -> Token | None:
    """Return what a thing is called that is the object: "condemned what it described as *sabotage*"."""
    found = (named_so(c) for c in clause.children(verb, "ccomp", "dobj", "pcomp"))
    return next((n for n in found if n is not None), None)


def named_so(naming: Token) -> Token | None:
    """Return what the clause of a naming verb with "what" names: "what Oslo called *sabotage*"."""
    if naming.lemma_ not in NAMING or not any(
        w.lower_ == "what" and w.dep_ == "dobj" for w in naming.children
    ):
        return None
    named = [*clause.children(naming, "oprd"), *clause.object_of(naming, "as")]
    return named[0] if named else None


def particles(verb: Token, cue: Cue) -> list[Token]:
    """Return the words beside a verb that belong to its cue: "pushed *back* against", "holds Oslo *responsible*"."""
    further = set(cue.lemma.split()[1:])
    beside = [c for c in verb.children if c.i > verb.i and further & {c.lower_, c.lemma_.lower()}]
    nouns = (n for c in beside for n in clause.children(c, "pobj"))
    return [*beside, *(n for n in nouns if n.lemma_.lower() in further)]


def fixed_phrases(verb: Token) -> Iterator[str]:
    """Yield the prepositions behind a verb with their noun: "to task" of "took Oslo to task", "until" of "gave it until May"."""
    for c in clause.children(verb, "prep"):
        if c.lower_ == "until" and any(
            o.ent_type_ or o.pos_ == "PRON" for o in clause.children(verb, "dobj", "dative")
        ):
            yield c.lower_
        noun = clause.child(c, "pobj") if c.i > verb.i else None
        if noun is not None and noun.pos_ == "NOUN":
            yield f"{c.lower_} {noun.lemma_.lower()}"


def owned(verb: Token, cue: Cue) -> Slots:
    """Yield whose the noun of a cue is: "came to *Oslo's* defence", "took *Bern's* side"."""
    for word in particles(verb, cue):
        owner = clause.child(word, "poss")
        if owner is not None and owner.i > verb.i:
            yield (owner,), None, ()


def small_clause(verb: Token) -> Token | None:
    """Return the adjective that a verb says of its object; None if there is none.

    "holds *Oslo responsible*", parsed as a clause, as object and clause ("holds Oslo *directly* responsible"), or as
    an object with what is said of it ("holding Oslo responsible for the leak").
    """
    held = clause.child(verb, "dobj")
    told = [c for c in clause.children(verb, "ccomp", "oprd", "acomp") if c.pos_ == "ADJ"]
    behind = (
        [c for c in clause.children(held, "amod") if c.i > held.i and clause.children(c, "prep")]
        if held
        else []
    )
    return next(
        (c for c in (*told, *behind) if clause.own_subjects(c) or (held is not None and c.i > held.i)), None
    )


def object_preposition(*prepositions: str) -> Callable[[Token, Cue], Slots]:
    """Return the finder of what an object is accused of, blamed for, barred from."""

    def find(verb: Token, cue: Cue) -> Slots:
        found = _behind(verb, clause.object_of(verb, *prepositions))
        passive = clause.is_passive(verb)
        obj = next(iter(clause.subjects(verb)), None) if passive else clause.child(verb, "dobj")
        small = small_clause(verb)
        if small is not None and small.lower_ in cue.lemma.split():  # "holds Oslo responsible for the leak"
            obj = next(iter(clause.own_subjects(small)), obj)
            found = clause.object_of(small, *prepositions)
        if obj is None:
            return
        if not found and (obj.ent_type_ in WHO or obj.pos_ in {"PROPN", "PRON"} or "for" not in prepositions):
            found = clause.object_of(
                obj, *prepositions
            )  # "slammed Oslo's plan for a port" blames it for nothing
        if passive:  # "was accused by Oslo of spying", the of-phrase hung on Oslo
            found = found or [c for a in clause.agents(verb) for c in clause.object_of(a, *prepositions)]
        for c in found[:1]:
            yield (named_so(c) or c,), obj, (c.head,) if c.head.dep_ == "prep" else ()

    return find


def _behind(verb: Token, found: list[Token]) -> list[Token]:
    """Return what stands behind its verb, or before it in a question or relative clause: not "Rao, for one, praised Kim"."""
    return [c for c in found if c.i > verb.i or c.tag_ in {"WDT", "WP"}]


def blamed_on(verb: Token, _cue: Cue) -> Slots:
    """Yield what is blamed on whom: "blamed the delay on Oslo", "the delay was blamed on Oslo"."""
    thing = next(iter(clause.patients(verb)), None)
    if thing is None:
        return
    for head in (verb, thing):
        for c in clause.children(head, "prep"):
            blamed = clause.child(c, "pobj") if c.lower_ in {"on", "upon"} and c.i > verb.i else None
            if blamed is not None:
                yield (thing,), blamed, (c,)
                return


def favoured(noun: Token) -> Token | None:
    """Return what somebody votes "in favour of"; nothing in "voted in the election"."""
    if noun.lemma_.lower() not in FAVOUR:
        return None
    return next(
        (
            c
            for p in clause.children(noun, "prep")
            if p.lower_ == "of"
            for c in clause.children(p, "pobj", "pcomp")
        ),
        None,
    )


def experience(verb: Token, _cue: Cue) -> Slots:
    """Yield the subject, where the object is the holder: "the plan alarmed officials"."""
    subjects = clause.agents(verb)
    if subjects and clause.patients(verb):
        yield (subjects[0],), None, ()


def raised(verb: Token, _cue: Cue) -> Slots:
    """Yield what a subject seems to be or do, with the subject: "Oslo seems *to waver*", "the plan looks *sound* to Bern".

    Who has this impression stands behind "to", mostly nobody.
    """
    subject = next(iter(clause.own_subjects(verb)), None)
    for c in clause.children(verb, "xcomp", "acomp", "oprd"):
        pos = "adj" if c.pos_ == "ADJ" else "verb"
        is_cue = bool(
            lexicon().of(pos, c.lemma_.lower())
        )  # "seems to want peace" is a wish, and whose is told
        if subject is not None and subject.lower_ != "it" and c.i > verb.i and not is_cue:
            yield (c,), subject, ()
            return
    if subject is not None and subject.lower_ == "it":  # "it seems that talks failed"
        yield from (((c,), None, ()) for c in clause.children(verb, "ccomp") if clause.has_subject(c))
