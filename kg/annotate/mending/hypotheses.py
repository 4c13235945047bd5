"""Mends conditions that open by their word order, or that lost their last words to the clause behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.complements import kinds
from kg.annotate.mending.moves import (
    SUBJECTS,
    end_mark,
    hand_over,
    hang,
    has_subject,
    make,
    take_place,
    word_after,
    word_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

INVERTING = frozenset({"were", "should", "had"})
OPENED = {"only": frozenset({"if", "when", "once", "after"}), "not": frozenset({"until"})}
"""By which word a clause opens that turns the order of words behind it, and what opens a condition behind that word."""
WOULD = frozenset({"would", "could", "might", "will", "may", "can"})


def inverted_were(were: Token) -> None:
    """Mend "would turn to Brussels were Moscow to close the market": Moscow would close it."""
    if were.dep_ not in {"ccomp", "advcl", "conj"} or (
        were.dep_ == "conj" and word_before(were).dep_ == "cc"
    ):
        return
    undone = next(
        (c for c in were.children if c.dep_ == "ccomp" and c.tag_ == "VBN" and has_subject(c)), None
    )
    if undone is not None and not has_subject(were):  # "would sign were all tariffs to be lifted"
        _as_condition(were, next(c for c in undone.children if c.dep_ in SUBJECTS), undone)
        return
    subject = next((c for c in were.children if c.dep_ in {"attr", "nsubj"} and c.i > were.i), None)
    verbs = [c for c in were.children if c.dep_ in {"advcl", "xcomp"} and c.tag_ == "VB"]
    verbs += [c for c in subject.children if c.tag_ == "VB"] if subject is not None else []
    if subject is None or not verbs or verbs[0].i < subject.i or has_subject(verbs[0]):
        return
    if any(c.dep_ in SUBJECTS and c.i < were.i for c in were.children):
        return
    _as_condition(were, subject, verbs[0])


def _as_condition(were: Token, subject: Token, verb: Token) -> None:
    """Hang the clause of an inverted "were" on what would be so then."""
    depends = next((t for t in reversed(were.doc[were.sent.start : were.i]) if _would(t)), None)
    if were.dep_ == "conj" and depends is None:
        return
    take_place(verb, were, "advcl")
    hang(were, verb, "aux")
    hang(subject, verb, "nsubjpass" if subject.dep_ == "nsubjpass" else "nsubj")
    if depends is not None:
        hang(verb, depends, "advcl")


def _would(verb: Token) -> bool:
    """Whether a clause tells what would be done."""
    return verb.pos_ == "VERB" and any(c.dep_ == "aux" and c.lower_ in WOULD for c in verb.children)


def inverted_should(modal: Token) -> None:
    """Mend "vowed to leave should they refuse": the sentence is about the vow, not about refusing."""
    verb = modal.head
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    main = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < modal.i), None)
    if subject is None or main is None or not modal.i < subject.i < verb.i:
        return
    if main.right_edge.i != modal.i - 1 or end_mark(verb.sent) == "?":
        return
    rest = [c for c in verb.children if c.dep_ == "punct" and c.i > verb.i]
    take_place(main, verb)
    hang(verb, main, "advcl")
    hand_over(rest, main)


def behind_speaker(clause: Token) -> None:
    """Mend "He would resign, Lind said, were anyone to prove it", "…, Lind said, should Oslo close it": he would resign."""
    said = next((c for c in clause.children if c.dep_ == "parataxis" and has_subject(c)), None)
    if said is None or said.i > clause.i or end_mark(clause.sent) == "?":
        return
    inverting = [
        t for t in (clause, *clause.children) if t.lower_ in INVERTING and word_before(t).text == ","
    ]
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS | {"attr"} and c.i > said.i), None)
    if not inverting or subject is None or not said.i < inverting[0].i < subject.left_edge.i:
        return
    around = (*clause.children, clause.head, *said.children)
    mains = [c for c in around if c.i < said.i and c.dep_ in {"ccomp", "ROOT"}]
    if not mains or not _would(mains[0]):
        return
    rest = [c for c in clause.children if c.dep_ == "punct"]
    if mains[0].dep_ == "ROOT":
        hang(said, mains[0])
    else:
        take_place(said, clause)
        hang(mains[0], said)
        hang(clause, mains[0], "advcl")
    if inverting[0].i == clause.i:
        _as_auxiliary(clause, subject)
    hand_over(rest, said.head)


def _as_auxiliary(were: Token, subject: Token) -> None:
    """Hang the clause of "were anyone able to prove it", "were Oslo to sign" on what is said of anyone, "were" below it."""
    behind = [c for c in (*were.children, *subject.children) if c.pos_ in {"ADJ", "VERB"} and c.i > subject.i]
    if not behind:
        return
    take_place(behind[0], were)
    hang(subject, behind[0], "nsubj")
    hand_over([c for c in were.children if c.i != behind[0].i], behind[0])
    hang(were, behind[0], "aux")


def last_words(clause: Token) -> None:
    """Mend "If Bern says no *now*, there will be no pact": what stands before the comma is still the condition."""
    mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ in {"if", "unless"}), None)
    main = clause.head
    if mark is None or main.i < clause.i or clause.right_edge.i >= main.i:
        return
    behind, left = clause.right_edge.i + 1, []
    for c in main.children:
        if c.left_edge.i == behind and c.i < main.i and c.dep_ in {"advmod", "npadvmod"}:
            left.append(c)
            behind = c.right_edge.i + 1
    if left and clause.doc[behind].text == ",":
        hand_over(left, clause)


def that_should(that: Token) -> None:
    """Mend "warned that should talks fail, ships would come": what would come hangs on "warned", and it on talks failing."""
    if that.i + 4 >= len(that.doc) or word_after(that).lower_ not in INVERTING or that.nbor(4).text != ",":
        return
    modal, subject, verb = (that.nbor(n) for n in (1, 2, 3))
    main = next((t for t in that.doc[that.i + 5 : that.sent.end] if _would(t) and has_subject(t)), None)
    said = next((t for t in reversed(that.doc[that.sent.start : that.i]) if t.pos_ == "VERB"), None)
    if (
        main is None
        or said is None
        or said.dep_ not in {"ccomp", "ROOT"}
        or said.head.i not in {main.i, said.i}
    ):
        return
    if said.dep_ == "ccomp":
        moving = [c for c in main.children if c.dep_ == "punct" or c.i < that.i]
        take_place(said, main)
        hand_over([c for c in moving if c.i != said.i], said)
    hang(main, said, "ccomp")
    hang(that, main, "mark")
    make(that, "IN", "SCONJ")
    hang(verb, main, "advcl")
    make(verb, "VB", "VERB")
    if subject.tag_ == "VBG":
        make(subject, "NN", "NOUN")
    hang(subject, verb, "nsubj")
    hang(modal, verb, "aux")


def opened_only(word: Token, cues: Lexicon) -> None:
    """Mend "Only if Bern pays will Oslo sign", "Not until Bern pays will Oslo sign": Oslo signs on that, Bern pays."""
    mark = word_after(word)
    opens = (
        word.i == word.sent.start
        or not word_before(word).text[0].isalnum()
        or word_before(word).dep_ == "mark"
    )
    if mark.lower_ not in OPENED[word.lower_] or not opens:
        return
    auxiliary = next((t for t in word.doc[mark.i + 2 : word.sent.end] if _precedes_subject(t)), None)
    if auxiliary is None:
        return
    main, between = auxiliary.head, word.doc[mark.i + 1 : auxiliary.i]
    inner = next((t for t in reversed(between) if t.tag_ in {"VBZ", "VBP", "VBD", "VBN"}), between[-1])
    if inner.pos_ != "VERB":
        make(inner, "VBZ", "VERB")
    hang(inner, main, "advcl")
    hang(mark, inner, "advmod" if mark.tag_ == "WRB" else "mark")
    hang(word, *((main, "neg") if word.lower_ == "not" else (inner, "advmod")))
    subject = next((t for t in between if t.dep_ in SUBJECTS and t.head.i == main.i), None)
    subject = subject or next((c for c in inner.children if c.dep_ == "compound" and c.i < inner.i), None)
    if subject is not None and not has_subject(inner):
        hang(subject, inner, "nsubj")
    if main.dep_ == "advcl" and main.head.i > main.i and "say" in kinds(main.head, cues):
        main.dep_ = "ccomp"  # "…, Lind said"


def _precedes_subject(auxiliary: Token) -> bool:
    """Whether an auxiliary stands before the subject of its clause."""
    subjects = [c for c in auxiliary.head.children if c.dep_ in SUBJECTS and c.i > auxiliary.i]
    return auxiliary.dep_ in {"aux", "auxpass"} and any(s.i < auxiliary.head.i for s in subjects)
