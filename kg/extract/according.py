"""Attributions without a verb: "according to X", "in X's view", and the name before a colon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.hit import Hit
from kg.lang.lexicon import Cue, lexicon, word_set
from kg.model import Modality, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token

ACCORDING = Cue("according to", "prep", "say", frozenset(), "0", Modality.CERTAIN, SpeechAct.ASSERT, 0.3)
COLON = Cue(":", "prep", "say", frozenset(), "0", Modality.CERTAIN, SpeechAct.ASSERT, 0.3)
PLACES = frozenset({"GPE", "LOC"})
MANNERS = word_set("manners of speech")
VIEW_NOUNS = word_set("views")


def according_to(annotated: Annotated) -> Iterator[Hit]:
    """Yield hits of "according to X, …" and "in X's view, …"."""
    for token in clause.readable(annotated.doc):
        if token.text == ":" and (titled := _headline_source(token) or _led_in(token)) is not None:
            yield Hit(COLON, "according", token, (token,), (titled[0],), (titled[1],))
            continue
        if token.lower_ == "according" and token.dep_ in {"prep", "advmod", "advcl", "acl"}:
            inner = clause.child(token, "prep")
            source = clause.child(inner, "pobj") if inner is not None else None
            if source is not None and source.tag_ == "WDT":
                source = next((a.head for a in token.ancestors if a.dep_ == "relcl"), None)
            words = (token, inner) if inner is not None else ()
        elif token.lower_ in {"in", "to", "by", "from"} and (noun := clause.child(token, "pobj")) is not None:
            if (
                noun.lower_ == "point"
                and (inner := next(iter(clause.object_of(noun, "of")), None)) is not None
            ):
                # "from X's point of view"
                owners = [*clause.children(inner, "poss"), *clause.children(noun, "poss")]
            else:
                owners = [*clause.children(noun, "poss"), *clause.object_of(noun, "of")]
            if noun.lower_ not in VIEW_NOUNS or not owners or _is_argument(token):
                continue
            source = owners[0]
            words = (token, noun)
        else:
            continue
        content = _host(token)
        if source is not None and content is not None:
            yield Hit(
                ACCORDING,
                "according",
                token,
                tuple(w for w in words if w),
                tuple(clause.conjuncts(source)),
                (content,),
            )


def _is_argument(preposition: Token) -> bool:
    """Whether "to" completes the word before it: "entitled to their view"; "to their mind, …" stands apart.

    So "by": "stood by his words".
    """
    if preposition.lower_ not in {"to", "by"} or preposition.is_sent_start:
        return False
    return not preposition.doc[max(preposition.i - 1, 0)].is_punct


def _headline_source(colon: Token) -> tuple[Token, Token] | None:
    """As in "Lavrov: Kyiv must yield": the name before the colon that opens a sentence, and the clause behind it."""
    sentence = colon.sent
    before = [t for t in colon.doc[sentence.start : colon.i] if not t.is_space]
    if before and before[-1].is_upper and before[-1].ent_type_ in PLACES:
        return None  # "OSLO: The court ruled …" says where the report was written
    if not 0 < len(before) <= 5 or not all(t.pos_ in {"PROPN", "NOUN", "ADJ", "ADP"} for t in before):
        return None
    root = sentence.root
    if before[-1].ent_type_ == "GPE" and _tells_itself(root):
        return None  # "Peru: The foreign minister said …" heads a part of a list
    if root.i <= colon.i or not clause.is_clausal(root) or before[-1].pos_ != "PROPN":
        return None
    return before[-1], root


def _tells_itself(root: Token) -> bool:
    """Whether a sentence is a full one of its own, with a subject and a mark at its end: no words of a headline."""
    words = [t for t in root.sent if not t.is_space and not t.is_quote]
    return words[-1].text == "." and bool(clause.own_subjects(root))


def _led_in(colon: Token) -> tuple[Token, Token] | None:
    """As in "Rao was more blunt: the ships must leave", "went further: …": who speaks, and the clause behind the colon."""
    said = colon.sent.root
    if any(c.kind == "say" for c in lexicon().of("verb", said.lemma_)) and clause.own_subjects(said):
        return None  # "Peru went further: its envoy demanded talks" names the speaker itself
    if any(c.dep_ == "poss" and c.tag_ == "PRP$" for s in clause.own_subjects(said) for c in s.children) and (
        _is_reported(said)
    ):
        return None  # "its envoy voiced support for the talks and called for more"
    if said.i < colon.i or not clause.is_clausal(said) or any(t.is_quote for t in colon.sent):
        return None
    for before in clause.children(said, "parataxis", "ccomp"):
        words = {c.lower_ for c in clause.children(before, "acomp", "advmod")}
        led = words & MANNERS if before.lemma_ == "be" else before.lemma_ == "go" and "further" in words
        if led and before.right_edge.i + 1 == colon.i and not clause.negations(before):
            return next(((s, said) for s in clause.own_subjects(before)), None)
    return None


def _is_reported(verb: Token) -> bool:
    """Whether a clause tells itself what somebody holds: "voiced support", "wants a truce and said so"."""
    nouns = (o for v in clause.conjuncts(verb) for o in clause.children(v, "dobj"))
    return any(lexicon().of("verb", v.lemma_) for v in clause.conjuncts(verb)) or any(
        lexicon().of("noun", o.lemma_.lower()) for o in nouns
    )


def _host(token: Token) -> Token | None:
    """The finite clause that a sentence adverbial belongs to."""
    head = token.head
    while head.dep_ not in {"ROOT", "ccomp", "parataxis", "relcl"} and head.head.i != head.i:
        if head.dep_ == "conj" and clause.own_subjects(head) and clause.is_clausal(head):
            break
        head = head.head
    return head if head.i != token.i else None
