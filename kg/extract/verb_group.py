"""What stands around a verb: auxiliaries, modals, negation; and whether its clause asks.

Read through `kg.extract.clause`, which hands these names on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.tree import child, children, cleft_focus, is_pseudo_cleft, own_subjects
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

NEGATORS = word_set("negators")
NAMING = word_set("naming verbs")
NOBODIES = word_set("nobodies")
ONLY_WAYS = word_set("only ways")
ASKING = word_set("asking verbs")
NO_CASE = word_set("in no case")


def auxiliaries(verb: Token) -> list[Token]:
    """Return auxiliaries, taken over from the first conjunct where the clause has none of its own."""
    own = children(verb, "aux", "auxpass")
    if own or verb.dep_ != "conj" or own_subjects(verb):
        return own
    shared = auxiliaries(verb.head)
    if verb.tag_ in {"VBD", "VBZ", "VBP"} and not _is_participle_too(verb, shared):
        return own
    return shared  # "may impose sanctions and deploy troops"


def _is_participle_too(verb: Token, shared: list[Token]) -> bool:
    """Whether a past tense goes on a participle: "a bill that would have banned tolls and *lowered* taxes"."""
    unreal = any(a.tag_ == "MD" for a in shared) and any(a.lemma_ == "have" for a in shared)
    return unreal and verb.tag_ == "VBD" and verb.lower_.endswith("ed") and verb.head.tag_ == "VBN"


def modals(verb: Token) -> list[Token]:
    """Return the modal auxiliaries over `verb`: "may", "would", "must"."""
    return [a for a in auxiliaries(verb) if a.tag_ == "MD"]


def negations(verb: Token) -> list[Token]:
    """Return the tokens that negate the clause of `verb`.

    "will not go", "never went", "no longer prioritises", "No deal can hold", "neither side wants",
    "gave no sign", "hardly helps". A negation of the first conjunct reaches a bare second one
    ("will not fund or arm them").
    """
    found = [
        c
        for c in verb.children
        if c.dep_ == "neg"
        or (c.lower_ in NEGATORS and not (c.dep_ == "cc" and c.i > verb.i))  # "neither … nor"
    ]
    for aux in children(verb, "aux", "auxpass"):
        found += [c for c in aux.children if c.dep_ == "neg"]
    for adverb in children(verb, "advmod"):
        compares = adverb.i + 1 < len(verb.doc) and verb.doc[adverb.i + 1].lower_ == "than"
        if (
            adverb.lower_ in {"longer", "more"} and not compares
        ):  # "will no longer pay", not "no longer than a year"
            found += [c for c in adverb.children if c.lower_ == "no"]
    chooses = any(c.lower_ in {"rather", "better"} for c in children(verb, "advmod"))
    labels = ("nsubj", "nsubjpass", *(() if chooses else ("dobj", "attr")))  # "would rather have no deal"
    found += [n for noun in children(verb, *labels) for n in _negations_of_noun(noun)]
    found += _ruled_out(verb)
    if verb.lemma_ == "let":  # "let no one doubt it"
        barred = (s for c in children(verb, "ccomp") for s in children(c, "nsubj"))
        found += [n for s in barred for n in _negations_of_noun(s)]
    if _is_superlative(verb):
        return []
    found = [
        n
        for n in found
        if n.i + 1 >= len(n.doc)
        or not (n.doc[n.i + 1].lower_ in {"only", "just", "merely"} or _is_contrasted(n, verb))
    ]
    if not found and verb.dep_ == "conj" and not own_subjects(verb) and not children(verb, "aux"):
        joint = child(verb.head, "cc")
        if joint is not None and joint.lower_ in {"or", "nor"}:
            return negations(verb.head)
    return sorted({n.i: n for n in found}.values(), key=lambda t: t.i)


def denials(verb: Token) -> list[Token]:
    """Return further words by which a clause says that something is not or will not be so.

    "Oslo is *unlikely* to sign"; "*Neither* Oslo *nor* Bern will sign".
    """
    found = [c for c in children(verb, "acomp") if c.lower_ == "unlikely"]
    found = [c for c in found if any(x.tag_ == "VB" for x in children(c, "xcomp"))]
    for subject in children(verb, "nsubj", "nsubjpass"):
        first = [c for c in children(subject, "preconj") if c.lower_ == "neither"]
        found += [*first, *(c for c in children(subject, "cc") if first and c.lower_ == "nor")]
    return found


def _ruled_out(verb: Token) -> list[Token]:
    """What rules a clause out by a phrase: "*under no* circumstances", "*at no* point", "*by no* means"."""
    nouns = (n for p in children(verb, "prep") for n in children(p, "pobj") if n.lemma_ in NO_CASE)
    return [c for n in nouns for c in children(n, "det") if c.lower_ == "no" and c.i == n.left_edge.i]


def is_nobody(noun: Token) -> bool:
    """Return whether a noun stands for nobody: "which *no believer* could accept"."""
    return noun.tag_ in {"NN", "NNS"} and any(c.lower_ == "no" for c in children(noun, "det"))


def _is_superlative(verb: Token) -> bool:
    """Whether "not" only says that more is not possible: "could not *agree more*"."""
    more = next((c for c in children(verb, "advmod") if c.lower_ == "more" and c.i == verb.i + 1), None)
    able = any(c.lower_ in {"could", "can"} for c in children(verb, "aux"))
    return (
        more is not None and able and (more.i + 1 >= len(verb.doc) or verb.doc[more.i + 1].lower_ != "than")
    )


def _is_contrasted(negation: Token, verb: Token) -> bool:
    """Whether a "not" negates a noun in commas before the clause's verb: "Trade, *not aid*, will be our policy".

    Or what stands behind its object: "urged them to pump more, *not less*", "it hurts us, *not the generals*".
    """
    opened = negation.i > 0 and negation.doc[negation.i - 1].text == ","
    compared = negation.doc[negation.i + 1].tag_ in {"JJR", "RBR"} and negation.i > verb.i + 1
    if opened and compared:
        return True
    noun = negation.doc[negation.i + 1].pos_ in {"NOUN", "PROPN", "DET", "ADJ"}
    if negation.lower_ != "not" or not opened or not noun:
        return False
    if negation.i > verb.i:
        return any(verb.i < c.i < negation.i for c in children(verb, "dobj", "attr"))
    return any(t.text == "," for t in negation.doc[negation.i + 1 : verb.i])


def _negations_of_noun(noun: Token) -> list[Token]:
    """What negates a clause from its subject or object: "Nobody came", "took no side"."""
    words = {"no", "neither", "not"}
    behind = noun.doc[noun.i + 1].lower_ if noun.lemma_ in ONLY_WAYS and noun.i + 1 < len(noun.doc) else ""
    if behind == "but" or (behind == "to" and noun.doc[noun.i + 1].dep_ == "prep"):
        return []  # "has no choice but to pay": it will; "there is no alternative to the deal"
    inner = [
        c  # before it: "a process, not an event" negates nothing
        for c in noun.children
        if c.i < noun.i and c.dep_ in {"det", "neg", "preconj"} and c.lower_ in words
    ]
    if _is_few(noun):
        return [noun]
    inner += [c for c in noun.children if c.dep_ == "amod" and _is_few(c) and c.i == noun.left_edge.i]
    return [noun, *inner] if noun.lower_ in NOBODIES else inner


def _is_few(word: Token) -> bool:
    """Whether a word says that hardly any do: "few of them expect a deal", not "a few", "the few"."""
    return word.lower_ == "few" and not any(c.i < word.i and c.lower_ != "very" for c in word.children)


QUERYING = word_set("querying verbs")
_WH = frozenset({"WRB", "WP", "WDT", "WP$"})


def is_question(verb: Token) -> bool:
    """Return whether the clause asks rather than states: "whether they agree", "what Iran wants"."""
    for c in verb.children:
        if c.dep_ == "mark" and c.lower_ == "whether":
            return True
        asks = c.tag_ in _WH or any(d.tag_ in _WH and d.dep_ == "det" for d in c.children)  # "what traits"
        if asks and verb.dep_ in {"ccomp", "pcomp", "csubj"} and c.i < verb.i:
            # "a step which he said would help", "it was Oslo who proposed it"
            # or "what Oslo wants is a truce", "in what it called an outrage"
            is_relative = verb.head.dep_ == "relcl" or cleft_focus(verb) is not None or _is_named(c, verb)
            is_relative |= is_pseudo_cleft(verb)
            is_relative |= verb.dep_ == "pcomp" and verb.head.lower_ == "in" and verb.lemma_ in NAMING
            return not (c.tag_ in {"WDT", "WP"} and is_relative)
    return verb.dep_ in {"ROOT", "ccomp", "parataxis"} and _ends_with_question_mark(verb)


def gives_reason(verb: Token) -> bool:
    """Return whether a clause with "why" takes for true what it says: "explained *why he opposes the toll*"; not where one asks."""
    why = any(c.lower_ == "why" and c.i < verb.i for c in verb.children)
    return why and verb.dep_ == "ccomp" and verb.head.lemma_ not in QUERYING


def _is_named(what: Token, verb: Token) -> bool:
    """Whether a clause stands for a thing by what somebody calls it: "rejected *what Rao described as a betrayal*"."""
    called = any(c.lower_ == "as" and c.i > verb.i for c in verb.children if c.dep_ == "prep")
    called |= any(c.dep_ == "oprd" and c.i > verb.i for c in verb.children)
    another = any(
        s.pos_ != "PRON" for s in own_subjects(verb)
    )  # "what it calls a threat": told by the verb above
    told = another and verb.head.lemma_ not in ASKING
    return told and called and what.lower_ == "what" and what.dep_ == "dobj"


def _ends_with_question_mark(verb: Token) -> bool:
    """Whether a clause ends in a question mark, quotation marks and line breaks behind it left aside."""
    end = verb.right_edge.i
    while end > verb.i and (verb.doc[end].is_quote or verb.doc[end].is_space):
        end -= 1
    return any(t.text == "?" for t in verb.doc[end : end + 2])
