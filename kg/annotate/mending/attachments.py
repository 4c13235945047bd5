"""Mends what a preposition hangs on: the noun before it, or the verb above that noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import SUBJECTS, hang, word_before
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

ACTORS = frozenset({"GPE", "NORP", "ORG", "PERSON"})
BEING = word_set("being something")
CONVEYING = word_set("conveying verbs")


def accused_of(preposition: Token, cues: Lexicon) -> None:
    """Mend "accused the mayor of fraud": fraud is what he is accused of, and no part of his title."""
    noun = last = preposition.head
    while noun.dep_ == "conj":  # "accused the army and the Front of looting"
        noun = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or any(
        c.i > preposition.i for c in last.children if c.dep_ == "prep"
    ):
        return
    crime = next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}), None)
    if crime is None or crime.ent_type_ in {"GPE", "ORG", "NORP", "LOC"}:
        return
    governs = cues.of("verb", noun.head.lemma_.lower())  # "warns Peru of sanctions" too
    if any("obj-of" in c.frames or ("of" in c.prepositions and c.kind != "stance") for c in governs):
        hang(preposition, noun.head)


def amount_of(preposition: Token, _cues: Lexicon) -> None:
    """Mend "blocked €50bn in aid": the aid is what there is so much of, and no place."""
    amount = word_before(preposition)
    if (
        (amount.pos_ == "NUM" or amount.ent_type_ == "MONEY")
        and amount.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj"}
        and amount.head.i == preposition.head.i
    ):
        hang(preposition, amount)


def viewed_with(preposition: Token, cues: Lexicon) -> None:
    """Mend "viewed the accord with suspicion": that is how it is viewed, and no part of the accord."""
    noun = preposition.head
    feeling = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun.dep_ != "dobj" or feeling is None:
        return
    if cues.of("verb", f"{noun.head.lemma_.lower()} {preposition.lower_} {feeling.lemma_.lower()}"):
        hang(preposition, noun.head)


def companion(preposition: Token, _cues: Lexicon) -> None:
    """Mend "Bern, *along with Oslo*, condemned it", "Bern, alongside Oslo, …": both did."""
    before = word_before(preposition)
    opener = before if before.lower_ in {"along", "together"} else preposition
    other = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if (
        other is None
        or other.ent_type_ not in ACTORS
        or (opener.i == preposition.i and opener.lower_ == "with")
    ):
        return
    comma = word_before(opener)
    first = word_before(comma) if comma.text == "," else comma
    while first.dep_ in {"compound", "case"} and first.head.i > first.i - 2:
        first = first.head
    if first.dep_ not in SUBJECTS or first.head.i < other.i or first.right_edge.i >= first.head.i:
        return
    hang(other, first, "conj")
    for word in (opener, preposition):
        hang(word, first, "cc")


def called_as(preposition: Token, cues: Lexicon) -> None:
    """Mend "described the return as a shock", "hailed the opening of the port as a feat": the as-phrase is the verb's.

    In "criticised his appointment as minister" it says to what he was appointed.
    """
    noun = preposition.head
    if noun.pos_ == "VERB":
        thing = next((c for c in noun.children if c.dep_ == "dobj" and c.i < preposition.i), None)
        if thing is not None and thing.lemma_ in BEING and thing.right_edge.i == preposition.i - 1:
            hang(preposition, thing)
        return
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    governs = any("as" in c.frames for c in cues.of("verb", noun.head.lemma_.lower()))
    if noun.dep_ == "dobj" and governs and noun.lemma_ not in BEING:
        hang(preposition, noun.head)


def object_behind_as(preposition: Token, cues: Lexicon) -> None:
    """Mend "dismissed as “fake news” reports that …", "rejected as baseless claims that …": reports are dismissed."""
    verb, noun = preposition.head, next((c for c in preposition.children if c.dep_ == "pobj"), None)
    governs = any("as" in c.frames for c in cues.of("verb", verb.lemma_.lower()))
    if noun is None or not governs or any(c.dep_ in {"dobj", "auxpass"} for c in verb.children):
        return
    told = any(c.dep_ in {"acl", "relcl"} and c.i > noun.i for c in noun.children)
    beside = word_before(noun) if not word_before(noun).is_quote else word_before(word_before(noun))
    called = (
        beside.head.i == noun.i and beside.dep_ in {"nmod", "amod", "compound"} and beside.i > preposition.i
    )
    if told and called and not any(c.dep_ == "det" for c in noun.children):
        hang(beside, preposition, "pobj" if beside.pos_ == "NOUN" else "amod")
        hang(noun, verb, "dobj")


def conveyed_to(preposition: Token, _cues: Lexicon) -> None:
    """Mend "explained the objections to Ruth Calder": she is told of them, and is not what is objected to."""
    noun = preposition.head
    told = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if (
        noun.dep_ == "dobj"
        and noun.head.lemma_ in CONVEYING
        and told is not None
        and told.ent_type_ == "PERSON"
    ):
        hang(preposition, noun.head)


def of_object(preposition: Token, cues: Lexicon) -> None:
    """Mend "approved a loan of ten billion", "backs aid to Yemen": what follows an object says more of it."""
    verb = preposition.head
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.right_edge.i == preposition.i - 1), None)
    if thing is None or thing.pos_ != "NOUN" or verb.pos_ != "VERB":
        return
    known = cues.of("verb", verb.lemma_.lower())
    word = preposition.lower_
    governs = any(f"obj-{word}" in c.frames or f"on-{word}" in c.frames for c in known)
    wanted = any(c.kind in {"stance", "want"} and "obj" in c.frames for c in known)
    if known and not governs and (word == "of" or wanted) and not _is_time(preposition):
        hang(preposition, thing)


def _is_time(preposition: Token) -> bool:
    return any(c.ent_type_ in {"DATE", "TIME", "ORDINAL"} for c in preposition.subtree)


def of(preposition: Token, cues: Lexicon) -> None:
    """Mend what "of" hangs on, either way."""
    if preposition.head.pos_ == "VERB":
        of_object(preposition, cues)
    else:
        accused_of(preposition, cues)


def to(preposition: Token, cues: Lexicon) -> None:
    """Mend what "to" hangs on, either way."""
    if preposition.head.pos_ == "VERB":
        of_object(preposition, cues)
    else:
        conveyed_to(preposition, cues)


def listed(name: Token) -> None:
    """Mend "Oslo, Bern and Rome backed it", read as Oslo that is Bern: no comma closes it, so all three backed it."""
    first = name.head
    joined = [c for c in name.children if c.dep_ == "conj"]
    names = [first, name, *(t for t in joined if not _is_rest(t))]
    if first.dep_ not in {"nsubj", "nsubjpass"} or not joined or any(t.pos_ != "PROPN" for t in names):
        return
    after = joined[-1].right_edge.i + 1
    opened = first.doc[name.left_edge.i - 1].text == "," and any(c.dep_ == "cc" for c in name.children)
    if opened and after < len(first.doc) and first.doc[after].text != ",":
        name.dep_ = "conj"


def _is_rest(noun: Token) -> bool:
    """Whether a noun stands for the rest of a list: "Rao, Lo and *several others*", "… and a host of envoys"."""
    of = any(c.lower_ == "of" and c.dep_ == "prep" for c in noun.children)
    return noun.tag_ == "NNS" or (of and any(c.lower_ == "a" for c in noun.children))


def on_object(preposition: Token, _cues: Lexicon) -> None:
    """Mend "agreed to wording on the port": the wording is on the port, and agreed to."""
    verb = preposition.head
    before = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to" and c.i > verb.i]
    nouns = [
        n for p in before for n in p.children if n.dep_ == "pobj" and n.right_edge.i == preposition.i - 1
    ]
    if nouns and nouns[0].pos_ == "NOUN" and not _is_time(preposition):
        hang(preposition, nouns[0])
