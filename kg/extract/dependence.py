"""One conditional clause: the word that makes it one, its sense and its words.

"if talks fail", "unless Moscow withdraws", "should Iran refuse", "as long as the truce holds",
"provided that …", "only if …", "until …" after a negation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.waiting import TIMING, WAITING, is_awaited, is_offered, waits
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token


IF_WORDS = word_set("if words")
UNLESS_WORDS = word_set("unless words")
AS_IF = word_set("no condition before if")
ASKING = word_set("asking verbs")
WITHOUT = word_set("complements of without")
INVERTED = word_set("inverting auxiliaries")
_MARK_LABELS = {
    **dict.fromkeys(UNLESS_WORDS, frozenset({"mark", "advmod", "prep"})),
    **dict.fromkeys(IF_WORDS, frozenset({"mark", "advmod", "prep", "aux", "dep"})),
    "case": frozenset({"mark"}),
}
"""Labels under which a word opens a condition."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """A conditional clause: its predicate, the word that makes it one, and its sense."""

    predicate: Token
    mark: Token
    unless: bool

    @property
    def begin(self) -> int:
        """Index of its first token: the subordinator, or "only" before it."""
        first = min(self.mark.i, self.predicate.left_edge.i)
        return first - 1 if first and self.predicate.doc[first - 1].lower_ == "only" else first

    @property
    def end(self) -> int:
        """Index behind its last token: with the quotation marks around it or in it, no further."""
        return _within_quotes(self.begin, max(self.mark.i, self.predicate.right_edge.i) + 1, self.predicate)

    @property
    def tokens(self) -> list[Token]:
        """The words of the clause from its subordinator on."""
        return list(self.predicate.doc[self.begin : self.end])

    @property
    def told(self) -> list[Token]:
        """Its words without those that open it: "talks go on" of "only as long as talks go on"."""
        long = any(t.i == self.mark.i + 1 and t.lower_ == "long" for t in self.tokens)
        last = self.mark.i + (2 if long else 0)  # "as long as"
        only = self.predicate.doc[self.begin].lower_ == "only"
        return [t for t in self.tokens[only:] if not self.mark.i <= t.i <= last]


def _within_quotes(begin: int, end: int, predicate: Token) -> int:
    """Return where a condition ends that may not leave its quotation nor end inside one.

    As in '"ready, if the other side is", and blamed the army', 'as long as it is "as good as the old one"'.
    """
    sentence = predicate.sent
    marks = [t.i for t in sentence if t.is_quote]
    if sum(i <= begin for i in marks) % 2:
        return min([end, *(i for i in marks if i > begin)])
    if sum(begin < i < end for i in marks) % 2:
        return min([i + 1 for i in marks if i >= end], default=end)
    return end


def dependence(predicate: Token) -> Dependence | None:
    """Return the condition that `predicate` heads, if it heads one."""
    for c in predicate.children:
        if c.i > predicate.i and c.dep_ != "mark":
            continue
        mark = _mark(predicate, c)
        if mark is not None:
            if c.lower_ in IF_WORDS and _is_embedded_question(predicate, c):
                return None
            return Dependence(predicate, mark, unless=c.lower_ in UNLESS_WORDS | WAITING)
    return _prepositional(predicate) or _below_long(predicate)


def _below_long(predicate: Token) -> Dependence | None:
    """As in "as long as talks go on", with the clause hung on "long"."""
    long = predicate.head
    words = [c for c in long.children if c.lower_ in {"as", "so"}] if long.lower_ == "long" else []
    if predicate.dep_ != "advcl" or len(words) != 2 or not words[0].i < long.i < words[1].i:
        return None
    return Dependence(predicate, words[0], unless=False)


def _mark(predicate: Token, word: Token) -> Token | None:
    """The word that makes a clause a condition, if `word` below its predicate shows that it is one."""
    lower = word.lower_
    if lower in {"as", "so"}:
        return _long_as(predicate) if word.dep_ in {"advmod", "mark"} else None
    if lower in INVERTED:
        opens = _inverts(predicate, word)
    elif lower in WAITING:
        opens = word.dep_ == "mark" and waits(predicate.head, lower)
    elif lower in TIMING:
        opens = word.dep_ in {"mark", "advmod"} and (
            is_awaited(predicate, word) or is_offered(predicate, word)
        )
    else:
        opens = word.dep_ in _MARK_LABELS.get(lower, ())
    return word if opens else None


def _prepositional(word: Token) -> Dependence | None:
    """The condition that a preposition opens: "provided that the truce holds", "on condition that", "without aid"."""
    if word.lower_ in IF_WORDS and word.dep_ in {"prep", "advcl"} and clause.child(word, "pcomp", "ccomp"):
        return Dependence(word, word, unless=False)
    is_on_condition = word.lower_ == "condition" and word.head.lower_ == "on"
    if is_on_condition and clause.child(word, "acl", "relcl", "ccomp"):
        return Dependence(word, word.head, unless=False)
    if word.lower_ == "without" and word.dep_ == "prep" and _is_ruled_out(word):
        return Dependence(word, word, unless=True)
    return None


def _is_ruled_out(preposition: Token) -> bool:
    """Whether "without" conditions its clause: "will not sign without guarantees", "Without aid, it would fall"."""
    verb = preposition.head
    opens = preposition.i < verb.i  # "would be left without aid" is complete only with it
    if verb.pos_ not in clause.VERBAL or not clause.modals(verb) or (verb.lemma_ in WITHOUT and not opens):
        return False
    if any(a.lemma_ == "have" for a in clause.auxiliaries(verb)):
        return False  # "would not have been won without them": past, nothing depends on it any more
    return bool(clause.negations(verb)) or opens


def _long_as(predicate: Token) -> Token | None:
    """The first "as" or "so" of "as long as" before a predicate."""
    words = predicate.doc[max(predicate.left_edge.i - 3, 0) : predicate.i]
    for i in range(len(words) - 2):
        if words[i].lower_ in {"as", "so"} and words[i + 1].lower_ == "long" and words[i + 2].lower_ == "as":
            return words[i]
    return None


def _is_embedded_question(predicate: Token, mark: Token) -> bool:
    """As in "asked if they would come", "as if it mattered", "a bold—if risky—plan" (a concession)."""
    before = predicate.doc[mark.i - 1] if mark.i else None
    if before is not None and before.lower_ in AS_IF:
        return True
    following = predicate.doc[mark.i + 1 : mark.i + 3]
    if len(following) == 2 and following[0].pos_ in {"ADJ", "ADV"} and following[1].is_punct:
        return True
    return predicate.dep_ == "ccomp" and predicate.head.lemma_ in ASKING


def is_inverted(predicate: Token) -> bool:
    """Return whether a clause is a condition by its word order: "Should Iran refuse, …"."""
    return any(c.lower_ in INVERTED and _inverts(predicate, c) for c in predicate.children)


def _inverts(predicate: Token, auxiliary: Token) -> bool:
    """Whether a clause opens as "Should Iran refuse, …" does: the auxiliary before its own subject, in a clause below another, no question."""
    if auxiliary.dep_ not in {"aux", "auxpass"} or predicate.dep_ == "ROOT":
        return False
    if predicate.dep_ == "conj" and any(c.dep_ == "cc" for c in predicate.head.children):
        return False  # "vowed to act should they refuse", taken for a second verb, has no "and"
    subject = next(iter(clause.own_subjects(predicate)), None)
    if subject is None or not auxiliary.i < subject.left_edge.i or predicate.sent[-1].text == "?":
        return False
    return not any(t.tag_ in {"WRB", "WP", "WDT"} for t in predicate.children)
