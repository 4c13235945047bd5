"""Mends who is asked to do what: the infinitive of a demand that the parser hung on a word beside those who are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import hang, word_before
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

AFTER_NOUN = word_set("participles after a noun")
ASKED = frozenset({"obj-to", "on-to"})
NAME_TAGS = frozenset({"NNP", "NNPS", "NNS"})


def behind_participle(participle: Token, cues: Lexicon) -> None:
    """Mend "called on the parties *concerned* to sign": the parties are to sign."""
    if participle.lower_ not in AFTER_NOUN or participle.i != participle.head.i + 1:
        return
    asking = _asking(participle.head, cues)
    verb = next((c for c in participle.children if _is_infinitive(c)), None)
    if asking is not None and verb is not None:
        hang(verb, asking, "xcomp")


def behind_apposition(verb: Token, cues: Lexicon) -> None:
    """Mend "urged Chad and Mali, both neighbours of Niger, to sign": Chad and Mali are to sign."""
    noun = verb.head
    if noun.dep_ != "appos" or not _is_infinitive(verb) or word_before(verb.left_edge).text != ",":
        return
    asked = noun.head
    if asked.pos_ == "VERB":  # the apposition hangs on "urged" itself
        asked = next((c for c in asked.children if c.dep_ == "dobj" and c.i < noun.i), asked)
    asking = _asking(asked, cues)
    if asking is not None and word_before(noun.left_edge).text == ",":
        hang(verb, asking, "xcomp")
        hang(noun, asked)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" and c.i < verb.i for c in verb.children)


def _asking(asked: Token, cues: Lexicon) -> Token | None:
    """The verb that asks something of `asked`, its object or behind its preposition."""
    verb = asked.head.head if asked.dep_ == "pobj" else asked.head
    if asked.dep_ not in {"pobj", "dobj"} or verb.pos_ != "VERB" or verb.i > asked.i:
        return None
    return verb if _frames(verb, cues) & ASKED else None


def _frames(verb: Token, cues: Lexicon) -> set[str]:
    return {f for c in cues.of("verb", verb.lemma_.lower()) for f in c.frames}


def asked_in_headline(infinitive: Token, cues: Lexicon) -> None:
    """Mend "Court orders ministry to release files", all one name before an infinitive: the word in -s is the verb.

    As well where the verb was found, and the infinitive hangs on it loosely.
    """
    if infinitive.dep_ == "dep" and _is_infinitive(infinitive) and "obj-to" in _frames(infinitive.head, cues):
        infinitive.dep_ = "xcomp"
    asked = next((c for c in infinitive.children if c.dep_ == "nsubj" and c.i < infinitive.i), None)
    if asked is None or infinitive.tag_ != "VB" or word_before(infinitive).lower_ != "to":
        return
    before = sorted((t for t in asked.subtree if t.i < asked.i), key=lambda t: t.i)
    for verb in before[1:]:
        base = verb_in_s(verb, cues)
        if not any("obj-to" in c.frames for c in cues.of("verb", base)):
            continue
        subject = word_before(verb)
        verb.head, verb.dep_ = verb, "ROOT"
        hang(subject, verb, "nsubj")
        for name in before[: before.index(verb) - 1]:
            name.head, name.dep_ = subject, "compound"
        hang(asked, verb, "dobj")
        infinitive.head, infinitive.dep_ = verb, "xcomp"
        make_finite(verb, base)
        return


def verb_in_s(token: Token, cues: Lexicon) -> str:
    """Return the verb that a form in -s is of, "" if it is of none that is known as a cue."""
    form = token.lower_
    if token.tag_ not in NAME_TAGS or not form.endswith("s"):
        return ""
    bases = (
        form[:-1],
        form[:-2] if form.endswith("es") else "",
        f"{form[:-3]}y" if form.endswith("ies") else "",
    )
    return next((b for b in bases if b and cues.of("verb", b)), "")


def make_finite(token: Token, base: str) -> None:
    """Make a word the finite verb in -s of `base`."""
    token.tag_, token.pos_, token.lemma_ = "VBZ", "VERB", base
