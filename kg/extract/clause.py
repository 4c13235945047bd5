"""The clause layer: who acts, on whom, under which negation, modality and condition.

Every extractor reads the dependency parse through these functions and none looks at it alone,
so that a repair of the parser's habits is made once. Labels are those of the ClearNLP scheme
that spaCy's English models use.

A predicate is the token that heads a clause: a verb, or a noun or adjective with a clause below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "X", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
NON_FINITE = frozenset({"VB", "VBG", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAUSE_LINKS = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "conj", "acl", "relcl", "ROOT", "parataxis"})
SUBORDINATE = frozenset({"mark", "relcl", "advcl"})

OBJECT_CONTROL_PREPOSITIONS = frozenset({"on", "upon", "for", "to", "with"})
"""Prepositions whose object acts in a following infinitive: "called on the EU to strengthen"."""
SUBJECT_CONTROL = frozenset({"promise", "pledge", "vow", "threaten", "swear"})
"""Verbs whose subject acts in the infinitive even when they have an object: "promised allies to stay"."""
NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely", "scarcely"})


def conjuncts(token: Token) -> list[Token]:
    """Return `token` and what is coordinated below it, in text order."""
    found, queue = [token], [token]
    while queue:
        below = [c for c in queue.pop().children if c.dep_ == "conj"]
        found += below
        queue += below
    return sorted(found, key=lambda t: t.i)


def first_conjunct(token: Token) -> Token:
    """Return the head of the coordination that `token` belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children of `token` with one of these dependency labels."""
    return [c for c in token.children if c.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """Return the first such child, or None."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Token) -> bool:
    """Return whether the subject of `verb` is its patient: "was condemned", "troops sent by Paris"."""
    if any(c.dep_ in {"auxpass", "nsubjpass", "csubjpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    if verb.dep_ == "acl":  # "ministers accused of fraud"
        return True
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return is_passive(verb.head)  # "was arrested and charged"
    return child(verb, "agent") is not None


def is_clausal(token: Token) -> bool:
    """Return whether `token` heads a clause rather than a phrase."""
    if token.pos_ in VERBAL:
        return True
    return any(c.dep_ in SUBJECTS or c.dep_ == "cop" for c in token.children)


def is_finite(verb: Token) -> bool:
    """Return whether the clause of `verb` has tense or a modal: "will go", "went", but not "to go"."""
    if verb.tag_ in FINITE:
        return True
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE for c in verb.children)


def governor(token: Token) -> Token:
    """Return the predicate of the clause that `token` stands in (the token itself at the root)."""
    while token.head.i != token.i:
        token = token.head
        if is_clausal(token):
            return token
    return token


def has_subject(verb: Token) -> bool:
    """Return whether the clause has a subject of its own, the empty "there" included."""
    return any(c.dep_ in SUBJECTS or c.dep_ == "expl" for c in verb.children)


def own_subjects(verb: Token) -> list[Token]:
    """Return the subjects that stand in the clause itself, coordination unfolded."""
    heads = [c for c in verb.children if c.dep_ in SUBJECTS]
    if len(heads) > 1:  # "fighters which European nations refuse to take back": the pronoun is an object
        heads = [c for c in heads if c.tag_ not in {"WDT", "WP"}] or heads
    return [s for c in heads for s in conjuncts(c)]


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the subjects of `verb`, its own or those it takes over by control, coordination or relation.

    A relative pronoun is returned as the noun that it stands for. The depth guards against odd parses.
    """
    found = own_subjects(verb)
    if found:
        return [a for s in found for a in _antecedents(s)]
    if depth > 8 or verb.head.i == verb.i:
        return []
    head = verb.head
    match verb.dep_:
        case "conj" if head.pos_ in VERBAL or is_clausal(head):  # "France condemned it and left"
            if verb.tag_ in {"VB", "VBG", "VBN", "VBD", "VBZ", "VBP"}:
                return subjects(head, depth + 1)
            return []
        case "xcomp" | "ccomp":  # "wants to go"; "urged Iran to go"
            return controllers(verb, depth)
        case "advcl":  # "He left, saying that …"; "To win, Paris …"
            return subjects(head, depth + 1) if not is_finite(verb) or child(verb, "mark") is None else []
        case "relcl" | "acl" if verb.tag_ == "VB" or verb.tag_ == "VBG" or is_passive(verb):
            return _controllers_of_noun(verb)
        case "relcl" | "acl":
            return [head]
        case "pcomp":  # "accused him of lying"; "by imposing sanctions, …"
            return _controllers_of_gerund(verb, depth)
        case "dep" | "parataxis" | "prep":
            return subjects(head, depth + 1) if head.pos_ in VERBAL and not is_finite(verb) else []
        case "acomp" | "attr" | "oprd" if head.pos_ in VERBAL:  # "was opposed to …"
            return subjects(head, depth + 1)
    return []


def _antecedents(subject: Token) -> list[Token]:
    """Return what a relative pronoun stands for: "Iran, which …", "Oslo and Bern, who …"; else the subject itself."""
    if subject.tag_ in {"WDT", "WP"} or (subject.lower_ == "that" and subject.pos_ in {"PRON", "SCONJ"}):
        relative = first_conjunct(governor(subject))
        if relative.dep_ in {"relcl", "acl"} and relative.head.pos_ in NOMINAL:
            noun = relative.head
            joined = conjuncts(first_conjunct(noun))
            one = any(a.tag_ == "VBZ" for a in (relative, *relative.children))
            if len(joined) > 1 and not one and subject.lower_ == "who" and joined[-1].i < subject.i:
                return joined
            return [noun]
    return [subject]


def controllers(verb: Token, depth: int = 0) -> list[Token]:
    """Return who acts in an infinitive or gerund complement: the matrix object if there is one, else its subject."""
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
    return subjects(matrix, depth + 1)


def _controllers_of_noun(verb: Token) -> list[Token]:
    """Return who acts in the complement of a noun: "Iran's refusal to admit", "a plan by Paris to send"."""
    noun = verb.head
    if verb.tag_ == "VBG" or is_passive(verb):  # "soldiers guarding the border", "troops sent by Paris"
        return [noun]
    return owners(noun)


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
    if noun.dep_ in {"dobj", "attr"} and head.pos_ in VERBAL:
        return agents(head)  # "has given no indication that"
    return []


def _controllers_of_gerund(verb: Token, depth: int) -> list[Token]:
    """Return who acts in a gerund after a preposition."""
    preposition = verb.head
    above = preposition.head
    if above.pos_ in VERBAL:
        obj = next((c for c in above.children if c.dep_ == "dobj" and c.i < verb.i), None)
        if obj is not None and preposition.lower_ in {"of", "for", "from", "into"}:
            return conjuncts(obj)  # "accused Iran of arming", "forced Kyiv into signing"
        return subjects(above, depth + 1)
    if above.pos_ in {"NOUN", "PROPN"}:
        return owners(above)
    return subjects(above, depth + 1) if above.pos_ == "ADJ" else []


def agents(verb: Token) -> list[Token]:
    """Return the logical doers: the subject in the active, the by-phrase in the passive."""
    if not is_passive(verb):
        return subjects(verb)
    for head in (verb, *children(verb, "oprd", "xcomp")):  # "was called a triumph by Oslo"
        for preposition in children(head, "agent", "prep"):
            if preposition.lower_ == "by":
                obj = child(preposition, "pobj")
                if obj is not None:
                    return conjuncts(obj)
    return []


def patients(verb: Token) -> list[Token]:
    """Return what is acted on: the object in the active, the subject in the passive."""
    if is_passive(verb):
        return subjects(verb)
    obj = child(verb, "dobj")
    if obj is None and verb.dep_ == "relcl":  # "the deal that Iran rejected"
        if not any(c.tag_ in {"WDT", "WP"} and c.dep_ in SUBJECTS for c in verb.children):
            return [verb.head] if own_subjects(verb) else []
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


def auxiliaries(verb: Token) -> list[Token]:
    """Return auxiliaries, taken over from the first conjunct where the clause has none of its own."""
    own = children(verb, "aux", "auxpass")
    if own or verb.dep_ != "conj" or own_subjects(verb):
        return own
    if verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return own
    return auxiliaries(verb.head)  # "may impose sanctions and deploy troops"


def modals(verb: Token) -> list[Token]:
    """Return the modal auxiliaries over `verb`: "may", "would", "must"."""
    return [a for a in auxiliaries(verb) if a.tag_ == "MD"]


def negations(verb: Token) -> list[Token]:
    """Return the tokens that negate the clause of `verb`.

    "will not go", "never went", "no longer prioritises", "No deal can hold", "neither side wants",
    "gave no sign", "hardly helps". A negation of the first conjunct reaches a bare second one
    ("will not fund or arm them").
    """
    found = [c for c in verb.children if c.dep_ == "neg" or c.lower_ in NEGATORS]
    for aux in children(verb, "aux", "auxpass"):
        found += [c for c in aux.children if c.dep_ == "neg"]
    for adverb in children(verb, "advmod"):
        if adverb.lower_ in {"longer", "more"}:  # "will no longer prioritise", "not … any more"
            found += [c for c in adverb.children if c.lower_ == "no"]
    for noun in children(verb, "nsubj", "nsubjpass", "dobj", "attr"):
        if noun.lower_ in {"nobody", "nothing", "none", "neither"}:
            found.append(noun)
        found += [c for c in noun.children if c.dep_ in {"det", "neg", "preconj"} and c.lower_ in {"no", "neither", "not"}]
    found = [n for n in found if n.i + 1 >= len(n.doc) or n.nbor(1).lower_ not in {"only", "just", "merely"}]
    if not found and verb.dep_ == "conj" and not own_subjects(verb) and not children(verb, "aux"):
        joint = child(verb.head, "cc")
        if joint is not None and joint.lower_ in {"or", "nor"}:
            return negations(verb.head)
    return sorted(found, key=lambda t: t.i)


def is_question(verb: Token) -> bool:
    """Return whether the clause asks rather than states: "whether they agree", "what Iran wants"."""
    for c in verb.children:
        if c.dep_ == "mark" and c.lower_ == "whether":
            return True
        if c.tag_ in {"WRB", "WP", "WDT", "WP$"} and verb.dep_ in {"ccomp", "pcomp", "csubj"} and c.i < verb.i:
            return not (c.tag_ in {"WDT", "WP"} and verb.head.dep_ == "relcl")  # "a step which he said would help"
    edge = verb.right_edge
    asked = edge.text == "?" or (edge.i + 1 < len(edge.doc) and edge.nbor(1).text == "?")
    return asked and verb.dep_ in {"ROOT", "ccomp", "parataxis"}


def subordinate_clauses(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield (subordinator, predicate) of each adverbial clause below `verb`."""
    for c in verb.children:
        if c.dep_ in {"advcl", "ccomp", "xcomp"}:
            mark = child(c, "mark")
            if mark is not None:
                yield mark, c


def subtree(token: Token, without: frozenset[int] = frozenset()) -> list[Token]:
    """Return the tokens below and including `token`, in text order, leaving out the subtrees headed by `without`.

    `without` holds token indices.
    """
    found, queue = [], [token]
    while queue:
        current = queue.pop()
        found.append(current)
        queue += [c for c in current.children if c.i not in without]
    return sorted(found, key=lambda t: t.i)
