"""Finds cues in the parse: who says, thinks, wants, backs or rejects what.

A `Hit` is one cue with the heads of its source and content. Attributions and positions are both
made from hits, so that they never disagree on who holds what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.extract import clause
from kg.extract.condition import dependence, is_inverted
from kg.lang.lexicon import Cue, Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COPULAS = frozenset({"be", "seem", "appear", "remain", "become", "feel", "sound", "look", "stay", "grow"})
RECEIVING = frozenset({"win", "draw", "earn", "attract", "face", "receive", "get", "gain", "enjoy", "meet", "provoke", "prompt"})
"""Verbs whose subject is given the stance: "drew criticism from Oslo"."""
TIME_NOUNS = frozenset(
    {"year", "month", "week", "day", "hour", "minute", "decade", "time", "moment", "while", "second", "night", "morning"}
)
LIGHT = frozenset(
    {"voice", "express", "have", "give", "show", "make", "raise", "issue", "offer", "renew", "repeat", "declare"}
    | {"announce", "signal", "reiterate", "state", "withdraw", "put", "hold", "harbour", "harbor", "share", "launch"}
    | {"lodge", "join", "lift", "drop", "lose", "abandon", "end", "voice", "pledge", "throw", "lend", "file", "restate"}
)
"""Verbs that lend their subject to a noun: "voiced unease over", "made a pledge to"."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One cue in one sentence."""

    cue: Cue
    frame: str
    head: Token
    words: tuple[Token, ...]
    """The cue's tokens: verb with particle and preposition, noun with its light verb."""
    sources: tuple[Token, ...]
    """Heads of the noun phrases that hold the content; empty where the clause names nobody."""
    contents: tuple[Token, ...]
    """Heads of the content, coordination not unfolded."""
    object: Token | None = None
    """Who would act (`obj-to`), is accused (`obj-of`) or is spoken to."""
    bounds: tuple[tuple[int, int], ...] = ()
    """Tokens [begin, end) that the content may not leave: those of its quotations; none for other contents."""
    shown: tuple[Token, ...] = ()
    """The words that stand for the sources in the clause itself: "who", "he"; the sources where it has none."""


Slots: TypeAlias = "Iterator[tuple[tuple[Token, ...], Token | None, tuple[Token, ...]]]"
"""Content heads, object, further cue words."""


def hits(doc: Doc, lexicon: Lexicon) -> Iterator[Hit]:
    """Yield every cue of the document that has content, in text order."""
    for token in doc:
        if token.pos_ in clause.VERBAL or _is_headline_verb(token):
            yield from _verb_hits(token, lexicon)
            yield from _predicate_hits(token, lexicon)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from _noun_hits(token, lexicon)
        if token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG"}:
            yield from _adjective_hits(token, lexicon)


def _is_headline_verb(token: Token) -> bool:
    """Whether a noun by its tag is the verb of a headline: "Parliament votes for expulsion"."""
    return token.tag_ in {"NNS", "NNP", "NN"} and token.dep_ == "ROOT" and bool(clause.own_subjects(token))


def _predicate_hits(verb: Token, lexicon: Lexicon) -> Iterator[Hit]:
    """ "Oslo is against the plan", "is in favour of talks": a preposition as predicate."""
    if verb.lemma_ not in COPULAS:
        return
    for preposition in clause.children(verb, "prep"):
        words: tuple[Token, ...] = (preposition,)
        lemma = preposition.lower_
        if lemma == "in" and (noun := clause.child(preposition, "pobj")) is not None and noun.lower_ in {"favor", "favour"}:
            inner = next((c for c in clause.children(noun, "prep") if c.lower_ == "of"), None)
            if inner is None:
                continue
            lemma, words, preposition = "in favour of", (preposition, noun, inner), inner
        for cue in lexicon.of("prep", lemma):
            for content in clause.children(preposition, "pobj", "pcomp"):
                yield Hit(cue, "p", words[0], words, tuple(clause.subjects(verb)), (content,))


# ------------------------------------------------------------------ verbs


def verb_cues(verb: Token, lexicon: Lexicon) -> tuple[Cue, ...]:
    """Return the readings of a verb, its particle included: "point out", "rule out"."""
    particle = clause.child(verb, "prt")
    lemma = verb.lemma_.lower()
    if particle is None:
        return lexicon.of("verb", lemma)
    return lexicon.of("verb", f"{lemma} {particle.lower_}")


def _verb_hits(verb: Token, lexicon: Lexicon) -> Iterator[Hit]:
    if verb.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return
    taken: set[int] = set()
    cues = verb_cues(verb, lexicon)
    for frame, find in _VERB_FRAMES:
        for cue in cues:
            if frame not in cue.frames and not (frame == "p" and cue.prepositions):
                continue
            for contents, obj, words in find(verb, cue):
                if not contents or any(c.i in taken for c in contents) or any(dependence(c) for c in contents):
                    continue
                taken |= {c.i for c in contents} | ({obj.i} if obj is not None else set())
                yield _verb_hit(cue, frame, verb, contents, obj, words)


def _verb_hit(
    cue: Cue, frame: str, verb: Token, contents: tuple[Token, ...], obj: Token | None, words: tuple[Token, ...]
) -> Hit:
    sources = clause.patients(verb) if frame == "exp" else clause.agents(verb)
    own = () if frame == "exp" or clause.is_passive(verb) else tuple(clause.own_subjects(verb))
    if not sources and frame == "that" and contents[0].i < verb.i and not clause.is_passive(verb):
        sources = inverted_subject(verb)
    cue_words = (verb, *clause.children(verb, "prt"), *words)
    return Hit(cue, frame, verb, tuple(sorted(cue_words, key=lambda t: t.i)), tuple(sources), contents, obj, (), own)


def _that(verb: Token, cue: Cue) -> Slots:
    for c in verb.children:
        if c.dep_ == "ccomp" and clause.is_clausal(c) and _is_said(verb, c):
            if clause.has_subject(c) and not _is_bare_infinitive(c) and (c.i > verb.i or _set_off(verb)):
                yield (c,), clause.child(verb, "dobj", "dative"), ()
        elif c.dep_ == "advcl" and (mark := clause.child(c, "mark")) is not None and mark.lower_ == "that":
            yield (c,), None, ()  # "adding that …" where the parser made it adverbial
    yield from _parenthetical(verb)


def inverted_subject(verb: Token) -> list[Token]:
    """Return the speaker behind the verb where the parser took it for an object: "…," warned the minister."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ in {"dobj", "attr", "npadvmod", "oprd"} and c.pos_ in clause.NOMINAL:
            return clause.conjuncts(c)
    return []


def _set_off(verb: Token) -> bool:
    """Whether a mark parts the reporting clause from the content before it: "Talks failed, Oslo said"."""
    subject = clause.own_subjects(verb)
    first = min([verb.i, *(s.left_edge.i for s in subject)])
    return first > 0 and (verb.doc[first - 1].is_punct or verb.doc[first - 1].is_quote)


def _is_said(cue: Token, verb: Token) -> bool:
    """Whether a complement clause is stated: no condition (also inverted), no question."""
    return not _is_condition(cue, verb) and not clause.is_question(verb) and not is_inverted(verb)


def _parenthetical(verb: Token) -> Slots:
    """The clause around a reporting clause in commas: "The talks, Lavrov said, would fail"."""
    if verb.dep_ not in {"parataxis", "advcl", "dep", "ccomp", "relcl"} or verb.head.i == verb.i:
        return
    around = verb.head
    mark = clause.child(verb, "mark")
    if mark is not None and mark.lower_ == "as" and verb.dep_ == "advcl":
        # "As Mills told the Post, talks have failed"
        if clause.own_subjects(verb) and clause.child(verb, "ccomp", "xcomp") is None and clause.is_clausal(around):
            yield (around,), None, (mark,)
        return
    if not clause.is_clausal(around) or mark is not None or clause.child(verb, "ccomp", "dobj", "xcomp") is not None:
        return
    subject = clause.own_subjects(verb)
    if not subject or subject[0].tag_ in {"WDT", "WP"} or verb.sent[0].i == min(subject[0].left_edge.i, verb.i):
        return
    before = verb.doc[max(min(subject[0].left_edge.i, verb.i) - 1, 0)]
    if before.text in {",", "—", "–", "-", "--"}:
        yield (around,), None, ()


def _to(verb: Token, cue: Cue) -> Slots:
    for c in clause.children(verb, "xcomp"):
        object_acts = _object_before(verb, c) is not None and verb.lemma_ not in clause.SUBJECT_CONTROL
        if c.tag_ == "VB" and not object_acts and clause.child(c, "aux") is not None:
            yield (c,), _object_before(verb, c), ()
        elif _to_be_predicate(c) and not object_acts:
            yield (c,), None, ()


def _gerund(verb: Token, cue: Cue) -> Slots:
    for c in clause.children(verb, "xcomp", "ccomp"):
        if c.tag_ == "VBG":
            yield (c,), None, ()


def _object(verb: Token, cue: Cue) -> Slots:
    yield from _gerund(verb, cue)
    if clause.is_passive(verb):
        subjects = clause.subjects(verb)
        if subjects and not clause.children(verb, "xcomp", "ccomp"):
            yield tuple(subjects[:1]), None, ()
        return
    found = clause.patients(verb)
    below = clause.children(verb, "xcomp") if "obj-to" in cue.frames else []
    if found and found[0].pos_ in clause.NOMINAL and not below and not clause.children(verb, "oprd"):
        if not _is_time(found[0]):
            yield (found[0],), None, ()


def _is_time(noun: Token) -> bool:
    """Whether a noun phrase tells when: "argued for years"."""
    return noun.ent_type_ in {"DATE", "TIME"} or noun.lemma_.lower() in TIME_NOUNS


def _object_said(verb: Token, cue: Cue) -> Slots:
    """What is said as a noun: "stressed the need for", "announced a withdrawal", but not "reported the minister"."""
    for contents, obj, words in _object(verb, cue):
        if contents[0].pos_ != "PRON" and contents[0].ent_type_ not in {"PERSON", "ORG", "GPE", "NORP"}:
            yield contents, obj, words


def _object_to(verb: Token, cue: Cue) -> Slots:
    for c in clause.children(verb, "xcomp", "ccomp", "advcl"):
        if c.tag_ != "VB" and not _to_be_predicate(c):
            continue
        if c.dep_ == "advcl" and clause.child(verb, "dobj") is None:
            continue
        own = clause.own_subjects(c)
        if own and _is_bare_infinitive(c):  # "wants Europe to pay"
            yield (c,), own[0], ()
        elif clause.is_passive(verb):  # "was urged to pay"
            yield (c,), next(iter(clause.subjects(verb)), None), ()
        elif (obj := _object_before(verb, c)) is not None:
            yield (c,), obj, ()
    for noun in clause.children(verb, "dobj"):  # "urged Iran to stop", the infinitive below the noun
        for c in clause.children(noun, "acl", "relcl"):
            if c.tag_ == "VB" and clause.child(c, "aux") is not None:
                yield (c,), noun, ()


def _preposition_to(verb: Token, cue: Cue) -> Slots:
    for preposition in clause.children(verb, "prep", "prt", "dative"):
        if preposition.lower_ not in {"on", "upon", "for", "to"} or preposition.i < verb.i:
            continue
        noun = clause.child(preposition, "pobj")
        if noun is None:
            continue
        below = [c for n in clause.conjuncts(noun) for c in clause.children(n, "acl", "relcl")]
        for c in [*clause.children(verb, "xcomp", "advcl", "ccomp"), *below]:
            if c.tag_ == "VB" and c.i > noun.i:
                yield (c,), noun, (preposition,)


def _as(verb: Token, cue: Cue) -> Slots:
    for c in clause.children(verb, "ccomp", "xcomp"):  # "called the vote a farce", small clause
        if c.pos_ not in clause.VERBAL and clause.own_subjects(c):
            yield (c,), clause.own_subjects(c)[0], ()
    predicates = [*clause.children(verb, "oprd")]
    for c in clause.children(verb, "prep"):
        if c.lower_ == "as":
            predicates += [o for o in c.children if o.dep_ in {"pobj", "pcomp", "amod", "acomp", "advmod", "prep"}][:1]
    objects = clause.children(verb, "dobj")
    obj = next(iter(objects), None) if not clause.is_passive(verb) else next(iter(clause.subjects(verb)), None)
    if not predicates and "call" in cue.frames and not clause.is_passive(verb):
        # "called the vote a farce", where the parser saw a second object or an apposition
        named = [*objects[1:], *(a for o in objects[:1] for a in clause.children(o, "appos"))]
        predicates = [n for n in named if any(d.lower_ in {"a", "an"} for d in n.children)][:1]
    if obj is None or not predicates:
        return
    yield (obj, predicates[0]), obj, ()


def _object_preposition(*prepositions: str) -> Callable[[Token, Cue], Slots]:
    def find(verb: Token, cue: Cue) -> Slots:
        found = clause.object_of(verb, *prepositions)
        passive = clause.is_passive(verb)
        obj = next(iter(clause.subjects(verb)), None) if passive else clause.child(verb, "dobj")
        if obj is None:
            return
        found = found or clause.object_of(obj, *prepositions)
        if passive:  # "was accused by Oslo of spying", the of-phrase hung on Oslo
            found = found or [c for a in clause.agents(verb) for c in clause.object_of(a, *prepositions)]
        for c in found[:1]:
            yield (c,), obj, (c.head,) if c.head.dep_ == "prep" else ()

    return find


def _preposition(verb: Token, cue: Cue) -> Slots:
    for c in verb.children:
        if c.dep_ in {"prep", "prt", "advmod", "dative"} and c.lower_ in cue.prepositions and c.i > verb.i:
            for obj in clause.children(c, "pobj", "pcomp"):
                if not _is_time(obj):
                    yield (obj,), None, (c,)
        elif c.dep_ in {"advcl", "xcomp", "ccomp"} and "for" in cue.prepositions:
            mark = clause.child(c, "mark")
            if mark is not None and mark.lower_ == "for":  # "called for Iran to stop"
                yield (c,), next(iter(clause.own_subjects(c)), None), (mark,)


def _experience(verb: Token, cue: Cue) -> Slots:
    subjects = clause.agents(verb)
    if subjects and clause.patients(verb):
        yield (subjects[0],), None, ()


_VERB_FRAMES: tuple[tuple[str, Callable[[Token, Cue], Slots]], ...] = (
    ("as", _as),
    ("obj-of", _object_preposition("of")),
    ("obj-for", _object_preposition("for")),
    ("obj-from", _object_preposition("from")),
    ("obj-to", _object_to),
    ("on-to", _preposition_to),
    ("that", _that),
    ("to", _to),
    ("ger", _gerund),
    ("p", _preposition),
    ("obj", _object),
    ("obj-say", _object_said),
    ("obj-stance", _object),
    ("exp", _experience),
)
"""Frames in the order in which they claim content: the fuller first."""


def _object_before(verb: Token, complement: Token) -> Token | None:
    """The object that stands between a verb and its infinitive, which would then act."""
    for c in verb.children:
        if c.dep_ in {"dobj", "dative"} and verb.i < c.i < complement.i and c.pos_ in clause.NOMINAL:
            return c
    return None


def _is_bare_infinitive(verb: Token) -> bool:
    if clause.is_finite(verb) or verb.tag_ not in {"VB", "VBN"}:
        return False
    mark = clause.child(verb, "mark")
    return mark is None or mark.lower_ != "that"  # "that the flag be removed" is a subjunctive


def _to_be_predicate(token: Token) -> bool:
    """Whether an infinitive of be or have hides below another head: "to be heard", "to have won"."""
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "TO" for c in token.children)


def _is_condition(cue: Token, verb: Token) -> bool:
    """Whether a complement clause is none: "asked if …", "said because …"; "said if elected he would" is one."""
    mark = clause.child(verb, "mark")
    if mark is None or mark.lower_ not in {"if", "unless", "whether", "because", "while", "although", "though"}:
        return False
    return not (mark.lower_ == "if" and cue.lemma_ in {"say", "add", "state", "warn"} and clause.modals(verb))


# ------------------------------------------------------------------ nouns


def _noun_hits(noun: Token, lexicon: Lexicon) -> Iterator[Hit]:
    cues = lexicon.of("noun", noun.lemma_.lower())
    if not cues or noun.dep_ == "compound":
        return
    light = noun.head if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_ in LIGHT else None
    sources = tuple(_noun_sources(noun, light))
    taken: set[int] = set()
    for cue in cues:
        for frame, contents, words in _noun_contents(noun, cue):
            if contents.i in taken or (contents.i in {s.i for s in sources}):
                continue
            taken.add(contents.i)
            all_words = [noun, *words] + ([light] if light is not None else [])
            yield Hit(cue, frame, noun, tuple(sorted(all_words, key=lambda t: t.i)), sources, (contents,))


def _noun_sources(noun: Token, light: Token | None) -> list[Token]:
    owner = clause.child(noun, "poss")
    if owner is not None:
        return clause.conjuncts(owner)
    given = _given_by(noun)
    if given:
        return given
    if light is not None:
        # "his remarks raised doubts": they are others' doubts
        return [a for a in clause.agents(light) if light.lemma_ != "raise" or a.pos_ in {"PROPN", "PRON"} or a.tag_ == "NNS"]
    if noun.dep_ in {"attr"}:
        return clause.subjects(noun.head)
    found = [
        o  # "the request of the prime minister to suspend it"
        for p in clause.children(noun, "prep")
        if p.lower_ == "of" and any(c.tag_ in {"VB", "VBN"} for c in clause.children(noun, "acl", "relcl"))
        for o in _pobj(p)
        if o.ent_type_ in _ACTORS or o.tag_ in {"NNS", "NNPS"}
    ]
    if found:
        return found
    return [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.i < noun.i and c.ent_type_ in _ACTORS]


def _given_by(noun: Token) -> list[Token]:
    """Who a stance comes from by preposition: "calls by Oslo", "support for it among voters", "won praise from Bern"."""
    places = [noun, *(o for p in clause.children(noun, "prep") for o in clause.children(p, "pobj"))]
    if noun.head.pos_ in clause.VERBAL and noun.head.lemma_ in RECEIVING | {"come", "emerge", "grow", "mount", "rise"}:
        places.append(noun.head)
    for place in places:
        for p in clause.children(place, "prep", "agent"):
            if p.lower_ in {"by", "from", "among", "amongst", "within"} and (place.i == noun.i or p.lower_ != "by"):
                return [o for o in _pobj(p) if o.ent_type_ in _ACTORS or o.tag_ in {"NNS", "NNPS", "NNP"}]
    return []


_ACTORS = frozenset({"NORP", "GPE", "ORG", "PERSON"})


def _pobj(preposition: Token) -> list[Token]:
    obj = clause.child(preposition, "pobj")
    return clause.conjuncts(obj) if obj is not None else []


def _noun_contents(noun: Token, cue: Cue) -> Iterator[tuple[str, Token, tuple[Token, ...]]]:
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep_ in {"acl", "relcl", "ccomp", "advcl"}:
            if "to" in cue.frames and c.tag_ == "VB" and any(a.tag_ == "TO" for a in c.children):
                yield "to", c, ()
            elif "that" in cue.frames and clause.has_subject(c) and _is_content_clause(c):
                yield "that", c, ()
        elif c.dep_ == "prep" and c.lower_ in cue.prepositions:
            for obj in clause.children(c, "pobj", "pcomp"):
                yield "p", obj, (c,)
    if noun.dep_ in {"nsubj", "nsubjpass"} and "that" in cue.frames:  # "Their fear is that …"
        for c in clause.children(noun.head, "ccomp"):
            if noun.head.lemma_ == "be" and clause.has_subject(c):
                yield "that", c, ()


def _is_content_clause(verb: Token) -> bool:
    """Whether a finite clause below a noun is what the noun says, not a relative clause."""
    mark = clause.child(verb, "mark")
    if mark is not None:
        return mark.lower_ == "that"
    if verb.tag_ in {"VB", "VBN"} and not clause.modals(verb) and clause.own_subjects(verb):
        return True  # "his recommendation the item be added"
    return not any(t.tag_ in {"WDT", "WP", "WRB"} for s in verb.children for t in (s, *s.children)) and bool(
        clause.own_subjects(verb) and verb.dep_ in {"acl", "ccomp"}
    )


# ------------------------------------------------------------------ adjectives


def _adjective_hits(adjective: Token, lexicon: Lexicon) -> Iterator[Hit]:
    cues = lexicon.of("adj", adjective.lower_)
    if not cues:
        return
    first = clause.first_conjunct(adjective)
    copula = first.head if first.dep_ in {"acomp", "attr", "oprd", "xcomp", "advcl", "acl", "amod"} else first
    if first.dep_ in {"acomp", "attr", "oprd"} and copula.lemma_ not in COPULAS:
        return
    if adjective.tag_ == "VBN" and clause.child(adjective, "auxpass") is not None:
        copula = adjective  # "is opposed to", parsed as a passive
    if first.dep_ == "amod" and adjective.i < first.head.i:
        return
    holder = clause.subjects(copula) if first.dep_ in {"acomp", "attr", "oprd"} else clause.subjects(first)
    if first.dep_ in {"amod", "acl"} and not holder:
        holder = [first.head]
    taken: set[int] = set()
    for cue in cues:
        for frame, content, words in _adjective_contents(adjective, copula, cue):
            if content.i not in taken:
                taken.add(content.i)
                yield Hit(cue, frame, adjective, tuple(sorted((adjective, *words), key=lambda t: t.i)), tuple(holder), (content,))


def _adjective_contents(adjective: Token, copula: Token, cue: Cue) -> Iterator[tuple[str, Token, tuple[Token, ...]]]:
    complements = [*adjective.children]
    if copula.i != adjective.i:
        complements += [c for c in copula.children if c.i > adjective.i and c.dep_ in {"xcomp", "ccomp", "prep"}]
    for c in complements:
        if c.i < adjective.i:
            continue
        if c.dep_ == "xcomp" and "to" in cue.frames and c.tag_ == "VB":
            yield "to", c, ()
        elif c.dep_ in {"ccomp", "advcl"} and "that" in cue.frames and clause.is_finite(c) and not _is_condition(adjective, c):
            yield "that", c, ()
        elif c.dep_ == "prep" and c.lower_ in cue.prepositions:
            for obj in clause.children(c, "pobj", "pcomp"):
                yield "p", obj, (c,)
