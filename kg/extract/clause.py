"""The clause layer: who acts, on whom, under which negation, modality and condition.

Every extractor reads the dependency parse through these functions and none looks at it alone,
so that a repair of the parser's habits is made once. The tree itself is read by `kg.extract.tree`
and `kg.extract.verb_group`, whose names this module hands on.

A predicate is the token that heads a clause: a verb, or a noun or adjective with a clause below it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extract.issued import DOCUMENTS, DRAFTING, ISSUING, WRITINGS, carrier
from kg.extract.tree import (
    FINITE,
    LONGEST_SENTENCE,
    NOMINAL,
    SUBJECTS,
    THINGS,
    VERBAL,
    child,
    children,
    cleft_focus,
    conjuncts,
    first_conjunct,
    governor,
    has_subject,
    is_clausal,
    is_finite,
    is_mutual,
    is_passive,
    is_pseudo_cleft,
    own_subjects,
    pronoun,
    readable,
    subtree,
)
from kg.extract.verb_group import NOBODIES, auxiliaries, denials, gives_reason, is_question, modals, negations
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

__all__ = [
    "DOCUMENTS",
    "DRAFTING",
    "FINITE",
    "ISSUING",
    "LONGEST_SENTENCE",
    "NOBODIES",
    "NOMINAL",
    "SUBJECTS",
    "SUBJECT_CONTROL",
    "THINGS",
    "VERBAL",
    "WRITINGS",
    "agents",
    "antecedents",
    "auxiliaries",
    "child",
    "children",
    "conjuncts",
    "denials",
    "first_conjunct",
    "gives_reason",
    "governor",
    "has_subject",
    "is_clausal",
    "is_finite",
    "is_mutual",
    "is_passive",
    "is_question",
    "modals",
    "negations",
    "object_of",
    "own_subjects",
    "owners",
    "patients",
    "pronoun",
    "readable",
    "subjects",
    "subtree",
]

CALLING = word_set("calling verbs")
OBJECT_CONTROL_PREPOSITIONS = frozenset({"on", "upon", "for", "to", "with"})
"""Prepositions whose object acts in a following infinitive: "called on the EU to strengthen"."""
SUBJECT_CONTROL = word_set("subject control")
INFLECTED = frozenset({"VB", "VBG", "VBN", "VBD", "VBZ", "VBP"})
DEEPEST = 8
"""Clauses that a subject is looked for across, at most: a guard against odd parses."""


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the subjects of `verb`, its own or those it takes over by control, coordination or relation.

    A relative pronoun is returned as the noun that it stands for.
    """
    found = own_subjects(verb)
    if found:
        return [a for s in found for a in antecedents(s)]
    borrow = _BORROWED.get(verb.dep_)
    if borrow is None or depth > DEEPEST or verb.head.i == verb.i:
        return []
    return borrow(verb, depth + 1)


def _of_first_conjunct(verb: Token, depth: int) -> list[Token]:
    """As in "France condemned it and left": France left."""
    is_clause = verb.head.pos_ in VERBAL or is_clausal(verb.head)
    return subjects(verb.head, depth) if is_clause and verb.tag_ in INFLECTED else []


def _of_main_clause(verb: Token, depth: int) -> list[Token]:
    """As in "He left, saying that …"; "To win, Paris …"; but not "when asked"."""
    if verb.head.pos_ in NOMINAL and verb.tag_ == "VBG":  # "Oslo's envoy, while backing the pact, …"
        return conjuncts(verb.head)
    if verb.tag_ == "VB" and verb.i > verb.head.i and verb.head.lemma_ in CALLING:
        return _controllers(verb, depth)  # "called on Peru to act"
    return subjects(verb.head, depth) if not is_finite(verb) or child(verb, "mark") is None else []


def _of_noun_above(verb: Token, depth: int) -> list[Token]:
    """As in "soldiers guarding the border", "Iran's refusal to admit"."""
    host = carrier(verb) if verb.tag_ == "VBG" else None
    if host is not None:  # "signed a letter calling for talks"
        return agents(host) if is_passive(host) else subjects(host, depth)
    if verb.tag_ == "VBG" or is_passive(verb):
        return [verb.head]
    return owners(verb.head) if verb.tag_ == "VB" else [verb.head]


def _of_loose_host(verb: Token, depth: int) -> list[Token]:
    return subjects(verb.head, depth) if verb.head.pos_ in VERBAL and not is_finite(verb) else []


def _of_copula(predicate: Token, depth: int) -> list[Token]:
    """As in "Oslo was opposed to …": Oslo is."""
    return subjects(predicate.head, depth) if predicate.head.pos_ in VERBAL else []


def antecedents(subject: Token) -> list[Token]:
    """Return what a relative pronoun stands for: "Iran, which …", "Oslo and Bern, who …"; else the subject itself."""
    if subject.tag_ in {"WDT", "WP"} or (subject.lower_ == "that" and subject.pos_ in {"PRON", "SCONJ"}):
        relative = first_conjunct(governor(subject))
        focus = cleft_focus(relative)
        if focus is not None:
            return conjuncts(focus)
        if relative.dep_ in {"relcl", "acl"} and relative.head.pos_ in NOMINAL:
            noun = relative.head
            if named := _named_among(noun):
                return named
            joined = conjuncts(first_conjunct(noun))
            one = any(a.tag_ == "VBZ" for a in (relative, *relative.children))
            if len(joined) > 1 and not one and subject.lower_ == "who" and joined[-1].i < subject.i:
                return joined
            return [noun]
    return [subject]


def _named_among(group: Token) -> list[Token]:
    """Who is said to be of a group: "*among the senators* who opposed it was Rao"."""
    among, copula = group.head, group.head.head
    if group.dep_ != "pobj" or among.lower_ != "among" or copula.lemma_ != "be":
        return []
    return own_subjects(copula) or [c for a in children(copula, "attr") for c in conjuncts(a)]


def _controllers(verb: Token, depth: int) -> list[Token]:
    """Who acts in an infinitive or gerund complement: the matrix object if there is one, else its subject."""
    matrix = verb.head
    if matrix.lemma_ not in SUBJECT_CONTROL and verb.tag_ != "VBG":
        for c in matrix.children:
            if c.i > verb.i:
                break
            if c.dep_ in {"dobj", "dative"} and c.pos_ in NOMINAL:
                return conjuncts(c)  # "urged Iran to stop"
            if c.dep_ == "prep" and c.lower_ in OBJECT_CONTROL_PREPOSITIONS and c.i > matrix.i:
                target = child(c, "pobj")
                if target is not None and verb.tag_ == "VB":
                    return conjuncts(target)  # "called on the EU to strengthen"
    return subjects(matrix, depth)


def owners(noun: Token) -> list[Token]:
    """Return whose act, word or feeling a noun is: possessive, "by X", "of X", or the subject it serves.

    "Iran's refusal", "a call by Iran", "the anger of voters", "Berlin voiced anger", "Russian fears".
    """
    owner = child(noun, "poss")
    if owner is not None:
        return conjuncts(owner)
    for preposition in children(noun, "prep", "agent"):
        if preposition.lower_ in {"by", "from", "among"}:
            obj = child(preposition, "pobj")
            if obj is not None:
                return conjuncts(obj)
    head = noun.head
    if noun.dep_ in {"dobj", "attr"} and head.pos_ in VERBAL and child(head, "expl") is None:
        return agents(head)  # "has given no indication that", but not "denied *there* were plans to"
    return []


def _controllers_of_gerund(verb: Token, depth: int) -> list[Token]:
    """Who acts in a gerund after a preposition: "accused him of lying"; "by imposing sanctions, …"."""
    preposition = verb.head
    above = preposition.head
    while above.pos_ in {"ADV", "ADP"} and above.dep_ in {"advmod", "prep"} and above.lower_ != "far":
        above = above.head  # "went *back to* blaming Oslo", "made capital *out of* blaming Oslo"
    if above.pos_ in VERBAL:
        obj = next((c for c in above.children if c.dep_ == "dobj" and c.i < verb.i), None)
        if obj is not None and above.lemma_ == "join" and preposition.lower_ == "in" and obj.ent_type_:
            return [*subjects(above, depth), *conjuncts(obj)]  # "Oslo joined Bern in calling for talks"
        if obj is not None and preposition.lower_ in {"of", "for", "from", "into", "as", "with", "against"}:
            return conjuncts(
                obj
            )  # "accused Iran of arming", "forced Kyiv into signing", "cited him as saying"
        return subjects(above, depth)
    if above.pos_ in {"NOUN", "PROPN"}:
        return owners(above)
    return subjects(above, depth) if above.pos_ == "ADJ" else []


_BORROWED: dict[str, Callable[[Token, int], list[Token]]] = {
    "conj": _of_first_conjunct,
    "xcomp": _controllers,
    "ccomp": _controllers,
    "advcl": _of_main_clause,
    "relcl": _of_noun_above,
    "acl": _of_noun_above,
    "pcomp": _controllers_of_gerund,
    "dep": _of_loose_host,
    "parataxis": _of_loose_host,
    "prep": _of_loose_host,
    "acomp": _of_copula,
    "attr": _of_copula,
    "oprd": _of_copula,
}
"""How a clause without a subject of its own comes by one, by its dependency label."""


def agents(verb: Token) -> list[Token]:
    """Return the logical doers: the subject in the active, the by-phrase in the passive."""
    if not is_passive(verb):
        return subjects(verb)
    for head in (
        verb,
        *children(verb, "oprd", "xcomp", "dobj"),
    ):  # "was called a triumph by Oslo", "was denied a visa by"
        for preposition in children(head, "agent", "prep"):
            if preposition.lower_ == "by":
                joined = [p for p in conjuncts(preposition) if p.lower_ == "by"]  # "by Oslo and by Bern"
                return [c for p in joined for obj in children(p, "pobj") for c in conjuncts(obj)]
    return []


def patients(verb: Token) -> list[Token]:
    """Return what is acted on: the object in the active, the subject in the passive."""
    if is_passive(verb):
        return subjects(verb)
    obj = child(verb, "dobj")
    if obj is not None and obj.tag_ == "WP" and is_pseudo_cleft(verb):
        return children(verb.head, "attr")  # "What Oslo cannot accept is *a toll*"
    is_about_noun = verb.dep_ == "relcl" and not any(  # nor "the port where crews protested"
        c.tag_ == "WRB" or (c.tag_ in {"WDT", "WP"} and c.dep_ in SUBJECTS) for c in verb.children
    )
    is_about_noun &= not any(  # "the pact in which Oslo agreed a truce"
        t.tag_ in {"WDT", "WP"} and t.dep_ == "pobj" for c in verb.children for t in c.children
    )
    if obj is None and is_about_noun:  # "the deal that Iran rejected", but not "that Iran refuses to sign"
        return [verb.head] if own_subjects(verb) and child(verb, "xcomp") is None else []
    if obj is not None and obj.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return [verb.head]
    return conjuncts(obj) if obj is not None else []


def object_of(token: Token, *prepositions: str) -> list[Token]:
    """Return what follows one of these prepositions below `token`: nouns or gerunds, coordination unfolded."""
    found: list[Token] = []
    for preposition in children(token, "prep", "agent", "dative", "prt", "advmod"):
        if preposition.lower_ in prepositions:
            for obj in children(preposition, "pobj", "pcomp"):
                found += conjuncts(obj)
            for inner in children(preposition, "prep"):  # "out of fear", "because of"
                found += [c for obj in children(inner, "pobj", "pcomp") for c in conjuncts(obj)]
    return found
