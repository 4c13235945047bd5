"""Whether a content tells something that a side can be taken on: "he said so" does not, "cited the report" neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause, phrase
from kg.extract.content_side import announces, needed
from kg.extract.hit import REFUSING
from kg.extract.proposition import is_thin
from kg.extract.reality import is_to_come
from kg.lang.lexicon import word_set
from kg.model import Entity, Kind, Polarity, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit, Utterance
    from kg.extract.proposition import Piece
    from kg.extract.said import Said

DOCUMENTS = word_set("documents")
PROSPECTIVE = word_set("prospective")
UNNAMED = word_set("ways of being named")
ASKED_FOR = word_set("asked for by the press")
SPOKEN_IN = word_set("spoken in")
EMPTY = word_set("empty objects")
OFFERED = word_set("offered in words")
ANSWERING = word_set("answering verbs")
GRANTING = word_set("granting verbs")
"""Verbs of saying that a thing is so, which withhold it where they are negated."""
NAMELESS = frozenset({"nothing", "anything"})
TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "AUX"})
"""Parts of speech of which a content needs one: "he said so" tells nothing that could be checked."""


def is_telling(annotated: Annotated, said: Said, utterance: Utterance, holder: Entity, piece: Piece) -> bool:
    """Return whether there is something in a content that a side can be taken on."""
    hit, head = utterance.hit, piece.head
    denied = hit.cue.kind != "act" and hit.cue.act in REFUSING  # "doubt it"
    telling = TELLING | {"PRON"} if hit.cue.kind == "stance" or denied else TELLING
    if not any(t.pos_ in telling for t in piece.tokens) or _is_empty(hit, holder, head):
        return False
    is_bare = len(piece.tokens) == 1 and (
        head.lemma_ == "do" or head.lower_ in NAMELESS
    )  # "the power to do as he proposed", "ruled nothing out"
    is_bare |= head.lemma_ == "do" and all(t.pos_ in {"PRON", "AUX", "PART"} for t in piece.tokens)
    # "said it was ready to do so": the clause around tells it
    is_bare |= _does_so(head) and hit.head.i in said.over
    is_bare |= any(c.tag_ == "TO" and c.dep_ == "xcomp" for c in head.children)  # "nobody would want to"
    if is_bare or not phrase.spans_of(piece.tokens, annotated.article.text):
        return False
    asks = hit.frame in {"quote", "that"} or (hit.frame == "p" and hit.cue.stance == "0")
    if hit.frame == "asks" or (asks and clause.is_question(head)):
        return False  # "asked whether", "are divided over whether the row will spread"
    is_name = hit.frame == "as" and hit.cue.stance == "?" and hit.contents[-1].pos_ == "PROPN"
    own = {c.i for content in hit.contents for c in clause.conjuncts(content)}
    is_named = (
        head.i in own and hit.frame in {"obj", "obj-say"} and hit.cue.kind == "say" and hit.cue.stance == "0"
    )
    is_named &= not any(c.lower_ in PROSPECTIVE for c in head.children)  # "mentioned a possible pact"
    if is_name:
        return False  # "named its robot Falke": a name judges nothing
    withheld = hit.head.lemma_ in GRANTING and clause.negations(hit.head)  # "nor confirmed the fines"
    if is_named and needed(head) is None and not announces(hit.head, head) and not withheld:
        return False  # "cited the report", "mentioned a route": nobody takes a side on a thing named
    return not _is_relayed(said, holder, head)


def tells_matter(content: Token) -> bool:
    """Return whether an inner content says what it is about, if only that it is nothing; "what he thought of as weak" does not."""
    if _does_so(content):
        return False
    described = clause.child(content, "relcl") is not None
    return content.pos_ in TELLING or content.lower_ in NAMELESS or described


def _does_so(verb: Token) -> bool:
    """Whether a verb only stands for what was told before: "to *do so*"."""
    return verb.lemma_ == "do" and any(c.lower_ == "so" for c in clause.children(verb, "advmod", "dobj"))


def is_announced(said: Said, utterance: Utterance, holder: Entity) -> bool:
    """Return whether a side lies only in an act that the holder says is to come: "We will sanction them," she said.

    Her words are the position; the act is none yet. Nor is a demand that was not made: "We have not asked for arms".
    """
    cue, verb = utterance.hit.cue, utterance.hit.head
    unasked = cue.kind == "say" and cue.act is SpeechAct.DEMAND and bool(clause.negations(verb))
    thin = cue.kind == "stance" and is_thin(utterance.hit)  # "they will support *her*": the clause says whom
    if not unasked and not ((cue.kind == "act" or thin) and is_to_come(verb)):
        return False
    over = (u.attribution for u in said.over.get(utterance.hit.head.i, ()))
    return any(a is not None and a.source == holder for a in over)


def is_whole(hit: Hit, inner: Hit) -> bool:
    """Return whether a content with an inner cue is one matter all the same: "Oslo will never accept the line"."""
    side = inner.cue.side
    if hit.frame == "obj-say" and inner.cue.pos == "noun" and side is not Polarity.NEUTRAL:
        return False  # "reiterated Peru's commitment to the pact": to the pact
    if inner.frame == "obj" and inner.cue.kind == "want" and clause.modals(inner.head):
        return True  # "said Oslo would never seek a base": so says more than "a base"
    accepts = inner.cue.kind == "stance" and side is Polarity.SUPPORT
    told = hit.frame in {"obj", "that"} and clause.is_finite(
        hit.contents[0]
    )  # "a charge that it denies", "denied it had"
    denies = hit.cue.act is SpeechAct.DENY and (told or side is Polarity.SUPPORT)  # "denied seeking a base"
    return side is Polarity.NEUTRAL or hit.cue.stance == "?" or accepts or denies


def is_unasked(hit: Hit, inner: Hit) -> bool:
    """Return whether a demand is only not made: who "stopped short of *calling for* a ban" takes no side on it."""
    withheld = hit.cue.act in REFUSING
    return withheld and inner.cue.kind == "say" and inner.cue.act is SpeechAct.DEMAND


def _is_empty(hit: Hit, holder: Entity, head: Token) -> bool:
    """Whether a noun tells nothing below its cue: "made a comment", "the Herald has asked for a response"."""
    word = head.lemma_.lower()
    signed = hit.head.dep_ == "acl" or any(c.tag_ == "VBG" for c in head.children)
    if hit.cue.kind == "act" and hit.cue.side is Polarity.SUPPORT and word in DOCUMENTS and signed:
        return True  # "signed a letter calling for talks", "a statement signed by Lo": its words are telling
    if word in UNNAMED and clause.is_passive(head):
        return True  # "declined to be named"
    if hit.frame == "to" and word in ANSWERING and clause.child(head, "dobj", "ccomp", "prep") is None:
        return True  # "refused to answer when asked"
    if "reads" in hit.cue.traits and word in DOCUMENTS | SPOKEN_IN:
        return True  # "is considering the ruling": reads it
    offered = word in OFFERED and hit.frame == "obj" and hit.cue.act is SpeechAct.PROMISE
    if offered or (word in EMPTY and hit.cue.kind not in {"stance", "act"} and hit.frame != "as"):
        return True  # "had offered no evidence"; but "rejected Rome's comment", "called it an insult" are telling
    return holder.kind is Kind.OUTLET and word in ASKED_FOR


def _is_relayed(said: Said, holder: Entity, content: Token) -> bool:
    """Whether an outlet only hands on what somebody else says: "according to the Herald, Burrows said …"."""
    inner = said.predicates.get(content.i)
    return holder.kind is Kind.OUTLET and inner is not None and inner.hit.cue.kind == "say"
