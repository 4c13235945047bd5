"""Nouns as cues: whose fear, call or support it is, and for what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import clause, givers
from kg.extract.adherent_cues import ADHERENTS, called_so
from kg.extract.blows import is_blow
from kg.extract.hit import Hit
from kg.extract.object_frames import named_so
from kg.lang.lexicon import Cue, Lexicon, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

LIGHT = word_set("light verbs")
DOCUMENTS = word_set("documents")
CONSENTS = word_set("consents")
PLURALS = frozenset({"NNS", "NNPS", "NNP"})
OVERRULED = word_set("overruled")
OVERRULING = word_set("overruling verbs")
WHOSE = frozenset({"of", "for", "in", "among", "within"})
"""Prepositions between a view that is told and whose it is."""
BESIDE = word_set("beside their host")
"""Prepositions of a stance that others take on the clause around it."""


def noun_hits(noun: Token, lexicon: Lexicon, armed: Callable[[Token], bool]) -> Iterator[Hit]:
    """Yield the cues that a noun is, with its light verb: "Berlin voiced anger over the raid", "calls by Oslo".

    Args:
        noun: Head of a noun phrase.
        lexicon: The cues to look for.
        armed: Tells whether a word names an organisation that fights, whose attacks are no words.
    """
    cues = lexicon.of("noun", noun.lemma_.lower())
    if not cues or noun.dep_ == "compound":
        return
    lent = noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_ in LIGHT
    light = noun.head if lent else _acted_in(noun) or _retreated_from(noun)
    sources = tuple(_noun_sources(noun, light))
    if is_blow(noun, sources, armed=armed):
        return
    taken: set[int] = set()
    for cue in cues:
        for frame, contents, words in (*_noun_contents(noun, light, cue), *_lent_contents(noun, light, cue)):
            if contents.i in taken or (contents.i in {s.i for s in sources}):
                continue
            taken.add(contents.i)
            all_words = [noun, *words] + ([light] if light is not None else [])
            yield Hit(
                _as_called(cue, noun),
                frame,
                noun,
                tuple(sorted(all_words, key=lambda t: t.i)),
                sources,
                (contents,),
            )
    receiver = givers.receiver(noun)
    side = next((c for c in cues if c.stance in {"+", "-"}), None)
    given = side is not None and not taken and sources
    if given and side is not None and receiver is not None and receiver.i not in {s.i for s in sources}:
        lost = (noun.head,) if noun.head.lemma_ in givers.DROPPING else ()  # "lost the support of Bern"
        yield Hit(side, "received", noun, (*lost, noun), sources, (receiver,))
    if side is not None and (cues[0].kind == "stance" or _is_of_others(noun)) and not (taken and sources):
        yield from _beside_host(noun, side)
        yield from _overruled(noun, side)


def _as_called(cue: Cue, noun: Token) -> Cue:
    """To be called a critic is no speech of one's own: a side taken, and attributed to nobody."""
    called = noun.dep_ in {"appos", "pobj"} and noun.lemma_.lower() in ADHERENTS
    return replace(cue, kind="act") if called else cue


def _acted_in(noun: Token) -> Token | None:
    """The verb that a bare noun is the spirit of: "left *in protest* at the verdict", "rallied in support of"."""
    preposition = noun.head
    bare = noun.dep_ == "pobj" and preposition.lower_ == "in" and noun.i == preposition.i + 1
    verb = preposition.head
    if not bare or verb.pos_ != "VERB" or preposition.i < verb.i:
        return None
    return verb


def _retreated_from(noun: Token) -> Token | None:
    """The verb by which one takes back a stance of one's own: "*backed away* from its threat to leave"."""
    verb = noun.head.head
    own = all(c.tag_ == "PRP$" for c in clause.children(noun, "poss"))
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"from", "on"} or verb.pos_ != "VERB":
        return None
    return verb if own and givers.is_retreating(verb) else None


def _beside_host(noun: Token, cue: Cue) -> Iterator[Hit]:
    """Yield a stance on the clause it stands beside: "passed despite opposition from Oslo", "left with its blessing"."""
    preposition = noun.head
    host = preposition.head
    if host.dep_ == "advmod" and host.lower_ in {"much", "greatly"}:
        host = host.head  # "fell, much to the relief of Oslo"
    beside = preposition.lower_ in BESIDE or _is_of_others(noun)
    if noun.dep_ != "pobj" or not beside or host.pos_ not in clause.VERBAL:
        return
    meets = preposition.lower_ == "with" and noun.lemma_ not in CONSENTS
    of = () if meets else ("of",)  # "contrasts with the anger of Oslo" is no anger at it
    holders = tuple(o for o in _owners(noun, *of) if o.ent_type_ in givers.ACTORS or o.tag_ in PLURALS)
    if holders and clause.is_finite(host):
        yield Hit(cue, "host", noun, (preposition, noun), holders, (host,))


def _overruled(noun: Token, cue: Cue) -> Iterator[Hit]:
    """Yield a stance on the act that overrides it: "passed *over the objections* of Oslo", "passed, ignoring objections from Oslo"."""
    over = noun.head  # the preposition, or the participle
    over_it = noun.dep_ == "pobj" and over.lower_ == "over"
    if noun.lemma_ not in OVERRULED or not (over_it or _is_brushed_aside(noun)):
        return
    host = over.head
    if over_it and host.pos_ in {"NOUN", "PROPN"}:
        host = host.head  # "adopted the text over objections", hung on the text
    holders = tuple(_owners(noun, "of"))
    if holders and host.pos_ in clause.VERBAL and clause.is_finite(host):
        words = sorted((over, *clause.children(over, "advmod", "prt"), noun), key=lambda t: t.i)
        yield Hit(cue, "host", noun, tuple(words), holders, (host,))


def _owners(noun: Token, *of: str) -> list[Token]:
    """Whose a stance is: "*Oslo's* objections", "objections from *Oslo*"."""
    return clause.children(noun, "poss") or clause.object_of(noun, "from", "by", *of)


def _is_brushed_aside(noun: Token) -> bool:
    """Whether others' objections are what a participle overrides: "adopted it, *ignoring* objections from Oslo"."""
    verb = noun.head
    return noun.dep_ == "dobj" and verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lemma_ in OVERRULING


def _is_of_others(noun: Token) -> bool:
    """Whether a feeling is what an act brings others: "was scrapped, *to the relief of Oslo*"; not "refers to the anger of"."""
    preposition = noun.head
    set_off = preposition.i > 0 and preposition.doc[preposition.left_edge.i - 1].text in {",", "much"}
    set_off |= preposition.head.lower_ in {"much", "greatly"}
    return (
        noun.dep_ == "pobj"
        and preposition.lower_ == "to"
        and set_off
        and noun.left_edge.lower_ in {"the", "its"}
    )


def _lent_contents(
    noun: Token, light: Token | None, cue: Cue
) -> Iterator[tuple[str, Token, tuple[Token, ...]]]:
    """What hangs at the light verb, but belongs to its noun: "gave its approval to the loan", "put a proposal to tax it"."""
    for c in light.children if light is not None else ():
        given = c.dep_ == "dative" and c.pos_ in clause.NOMINAL and cue.kind in {"stance", "act"}
        if given and light is not None and light.i < c.i < noun.i:
            yield "p", c, ()  # "gave *Rao* its backing"
        if c.i < noun.i:
            continue
        if c.dep_ in {"advcl", "xcomp"} and "to" in cue.frames and c.tag_ == "VB":
            yield "to", c, ()
        elif (
            c.dep_ in {"prep", "dative"}
            and c.lower_ in cue.prepositions
            and not (c.lower_ == "from" and givers.tells_source(noun, light, c))
        ):
            yield from (("p", named_so(obj) or obj, (c,)) for obj in clause.children(c, "pobj", "pcomp"))


def _noun_sources(noun: Token, light: Token | None) -> list[Token]:
    owner = clause.child(noun, "poss")
    given = givers.given_by(noun) or (_equated_sources(noun) if _equated(noun) else [])
    if given and (owner is None or givers.receiver(noun) is not None):
        return given  # "picked up her first endorsement from Rao"
    if owner is not None:
        return clause.conjuncts(owner)
    if light is not None:
        # "his remarks raised doubts": they are others' doubts
        return [
            a
            for a in clause.agents(light)
            if light.lemma_ != "raise"
            or a.pos_ in {"PROPN", "PRON"}
            or (a.tag_ == "NNS" and a.lemma_.lower() not in DOCUMENTS)
        ]
    if noun.dep_ == "attr" or noun.lemma_.lower() in ADHERENTS:
        return called_so(noun)
    found = [
        o  # "the request of the prime minister to suspend it"
        for p in clause.children(noun, "prep")
        if p.lower_ == "of" and any(c.tag_ in {"VB", "VBN"} for c in clause.children(noun, "acl", "relcl"))
        for o in givers.objects(p)
        if o.ent_type_ in givers.ACTORS or o.tag_ in {"NNS", "NNPS"}
    ]
    found = found or givers.lender(noun)
    if found:
        return found
    return [
        c
        for c in noun.children
        if c.dep_ in {"amod", "compound", "nmod"} and c.i < noun.i and c.ent_type_ in givers.ACTORS
    ]


def _noun_contents(
    noun: Token, light: Token | None, cue: Cue
) -> Iterator[tuple[str, Token, tuple[Token, ...]]]:
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep_ in {"acl", "relcl", "ccomp", "advcl"}:
            if "to" in cue.frames and c.tag_ == "VB" and any(a.tag_ == "TO" for a in c.children):
                yield "to", c, ()
            elif "that" in cue.frames and clause.has_subject(c) and _is_content_clause(c):
                yield "that", c, ()
        elif c.dep_ == "prep" and c.lower_ in cue.prepositions and not givers.tells_source(noun, light, c):
            for obj in clause.children(c, "pobj", "pcomp"):
                yield "p", named_so(obj) or obj, (c,)
    if cue.frames & {"that", "is"}:
        yield from (("that", c, ()) for c in _equated(noun))


def _equated(noun: Token) -> list[Token]:
    """The clause that a noun is said to be: "Their fear is that …", "It was the view of Oslo that …"."""
    if noun.head.lemma_ != "be":
        return []
    announced = noun.dep_ == "attr" and any(s.lower_ == "it" for s in clause.own_subjects(noun.head))
    if noun.dep_ not in {"nsubj", "nsubjpass"} and not announced:
        return []
    found = [c for c in clause.children(noun.head, "ccomp") if clause.has_subject(c) and c.i > noun.i]
    return [c for c in found if not announced or _is_content_clause(c)]


def _equated_sources(noun: Token) -> list[Token]:
    """Whose the view is that a clause is said to be: "the view of Oslo is that", "the fear in Bern is that"."""
    places = [o for p in clause.children(noun, "prep") if p.lower_ in WHOSE for o in givers.objects(p)]
    return [o for o in places if o.ent_type_ in givers.ACTORS or o.tag_ in {"NNS", "NNPS", "NNP"}]


def _is_content_clause(verb: Token) -> bool:
    """Whether a finite clause below a noun is what the noun says, not a relative clause."""
    mark = clause.child(verb, "mark")
    if mark is not None:
        return mark.lower_ == "that"
    relative = any(t.tag_ in {"WDT", "WP"} for t in verb.children)  # "a plan that Oslo denounced"
    tensed = any(a.tag_ in {"VBZ", "VBP", "VBD", "MD"} for a in clause.auxiliaries(verb))
    if verb.tag_ in {"VB", "VBN"} and not relative and not tensed and clause.own_subjects(verb):
        return True  # "his recommendation the item be added", but not "a demand Oslo has resisted"
    return not any(t.tag_ in {"WDT", "WP", "WRB"} for s in verb.children for t in (s, *s.children)) and bool(
        clause.own_subjects(verb) and verb.dep_ in {"acl", "ccomp"}
    )
