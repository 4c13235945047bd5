"""Mends the verb of a headline that the parser took for a name or noun: "Meloni *Slams* Port Strike"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.asked import asked_in_headline, make_finite, verb_in_s
from kg.annotate.mending.moves import (
    LONGEST_SENTENCE,
    SUBJECTS,
    end_mark,
    hand_over,
    hang,
    has_subject,
    take_place,
    word_after,
    word_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.lang.lexicon import Lexicon

OPENING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "PRP$", "$"})
"""Parts of speech with which an object begins."""
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
LONGEST = 20
"""Words of the longest headline."""


def mend_headlines(doc: Doc, cues: Lexicon) -> None:
    """Give the headlines of `doc` their verb back, in place."""
    for sentence in list(doc.sents):
        if len(sentence) > LONGEST_SENTENCE:
            continue
        root = sentence.root
        if end_mark(sentence) in {".", "!", "?"}:
            continue
        if len(sentence) <= LONGEST and not _is_title(sentence):
            _verb_read_as_plural(sentence, cues)
            _first_of_two(root)
            _two_subjects(sentence)
            _verb_of_two(sentence, cues)
            _thing_called(root, cues)
            asked_in_headline(root, cues)
            _plan(root)
            for clause in sentence:
                _verb_meanwhile(clause, cues)
                _noun_meanwhile(clause)
                _verb_behind_comma(clause, cues)
        root = sentence.root
        if root.pos_ not in {"NOUN", "PROPN"}:
            continue
        base = verb_in_s(root, cues)
        if base and any(c.dep_ == "nsubj" and c.i < root.i for c in root.children):
            make_finite(root, base)
        elif _is_title(sentence):
            _verb_among_names(root, cues)


def _is_title(sentence: Span) -> bool:
    """Whether a line is written as a title: every longer word with a capital."""
    words = [t for t in sentence if t.is_alpha and len(t) > 3]
    return 3 < len(words) + 1 <= LONGEST and all(t.text[0].isupper() for t in words)


def _verb_among_names(root: Token, cues: Lexicon) -> None:
    """Mend "Ann Lee Endorses Ted Roe", all one name to the parser: the word behind the first name is the verb."""
    row = [c for c in root.children if c.dep_ in {"compound", "nsubj"} and c.i < root.i]
    for verb in row:
        base = verb.lemma_ if verb.tag_ == "VBZ" else verb_in_s(verb, cues)
        if not base or verb.i == verb.sent.start:
            continue
        before = word_before(verb)
        named = before.pos_ == "PROPN" and word_after(verb).pos_ in {"PROPN", "NOUN"} and not verb.ent_type_
        if not named:
            continue
        subject = sorted((c for c in (*verb.children, *row) if c.i < verb.i), key=lambda c: c.i)
        verb.head, verb.dep_ = verb, "ROOT"
        subject[-1].head, subject[-1].dep_ = verb, "nsubj"
        for c in subject[:-1]:
            c.head, c.dep_ = subject[-1], "compound"
        root.head, root.dep_ = verb, "dobj"
        make_finite(verb, base)
        return


def _verb_read_as_plural(sentence: Span, cues: Lexicon) -> None:
    """Mend "Togo vetoes UN harbour resolution, says …": behind a name stands the verb, where no other follows."""
    names = 0
    while names < len(sentence) and sentence[names].pos_ == "PROPN":
        names += 1
    if not 0 < names < len(sentence) - 1 or sentence[names].tag_ != "NNS":
        return
    verb, following = sentence[names], sentence[names + 1]
    base = verb_in_s(verb, cues)
    clear = following.tag_ in {"NNP", "DT", "PRP$", "CD", "$"} or not cues.of("noun", base)
    if not base or following.tag_ not in OPENING or not clear:
        return
    part = _phrase_behind(sentence, names + 1)
    if any(t.tag_ in FINITE for t in part):
        return
    _rebuild(sentence, verb, part)
    make_finite(verb, base)


def _verb_of_two(sentence: Span, cues: Lexicon) -> None:
    """Mend "Oslo, Bern vow swift answer": what stands behind two names is what both do, where no other verb follows."""
    comma = next((i for i, t in enumerate(sentence) if t.text == ","), 0)
    second = comma + 1
    while second < len(sentence) and sentence[second].pos_ == "PROPN":
        second += 1
    names = [t for t in sentence[:second] if t.i != sentence[comma].i]
    if not 0 < comma < second - 1 or second + 1 >= len(sentence) or any(t.pos_ != "PROPN" for t in names):
        return
    verb, following = sentence[second], sentence[second + 1]
    clear = following.tag_ in {"JJ", "DT", "PRP$", "CD"} or not cues.of("noun", verb.lower_)
    if verb.tag_ != "NN" or not cues.of("verb", verb.lower_) or following.tag_ not in OPENING or not clear:
        return
    part = _phrase_behind(sentence, second + 1)
    if any(t.tag_ in FINITE for t in part):
        return
    first = sentence[comma - 1]
    hang(sentence[comma], first)
    _rebuild(sentence, verb, part)
    hang(sentence[second - 1], first, "conj")
    hang(first, verb, "nsubj")
    for name in sentence[: comma - 1]:
        hang(name, first, "compound")
    for clause in [c for t in part for c in t.children if c.dep_ == "advcl" and c.i > part[-1].i]:
        hang(clause, verb)  # "… as Mali warns of a strike"
    verb.tag_, verb.pos_ = "VBP", "VERB"


def _phrase_behind(sentence: Span, begin: int) -> list[Token]:
    """The words of a headline from its `begin` up to a mark or preposition."""
    part = []
    for token in sentence[begin:]:
        if token.text in {",", ";", ":"} or token.tag_ in {"IN", "TO"}:
            break
        part.append(token)
    return part


def _verb_meanwhile(clause: Token, cues: Lexicon) -> None:
    """Mend "… as Mali *warns* of a strike", read as a plural: what has a subject behind "as" is a verb."""
    if clause.dep_ != "advcl" or not has_subject(clause) or not (base := verb_in_s(clause, cues)):
        return
    if any(c.dep_ == "mark" and c.lower_ == "as" for c in clause.children):
        make_finite(clause, base)


def _noun_meanwhile(noun: Token) -> None:
    """Mend "… as Bern *protests* swell": what stands before a verb of the plural is its subject."""
    if noun.tag_ != "VBZ" or noun.dep_ != "advcl" or noun.i + 1 >= noun.sent.end:
        return
    verb, name = word_after(noun), word_before(noun)
    if (
        verb.tag_ not in {"VBP", "VB"}
        or verb.head.i != noun.i
        or name.head.i != noun.i
        or name.dep_ != "nsubj"
    ):
        return
    moving = [c for c in noun.children if c.i not in {verb.i, name.i}]
    take_place(verb, noun)
    hand_over(moving, verb)
    hang(noun, verb, "nsubj")
    name.dep_ = "compound"
    noun.tag_, noun.pos_, verb.tag_, verb.pos_ = "NNS", "NOUN", "VBP", "VERB"


def _verb_behind_comma(verb: Token, cues: Lexicon) -> None:
    """Mend "Oslo, Bern reject blocs, *pledge* to end talks": both pledge it, and no bloc is a pledge."""
    if verb.tag_ != "NN" or verb.dep_ not in {"appos", "acl"} or word_before(verb.left_edge).text != ",":
        return
    first = verb.sent.root
    below = any(c.tag_ == "VB" and c.dep_ in {"acl", "relcl"} for c in verb.children)
    if first.tag_ != "VBP" or not below or verb.left_edge.i != verb.i or not cues.of("verb", verb.lower_):
        return
    hang(verb, first, "conj")
    verb.tag_, verb.pos_ = "VBP", "VERB"
    for c in verb.children:
        if c.dep_ in {"acl", "relcl"}:
            c.dep_ = "xcomp"


def _thing_called(root: Token, cues: Lexicon) -> None:
    """Mend "Oslo calls move 'crazy'": the move is called so, and does not move."""
    thing = next((c for c in root.children if c.dep_ == "oprd" and c.i == root.i + 1), None)
    if thing is None or thing.tag_ not in {"VBP", "VB"} or word_after(thing).is_alpha:
        return
    if not any("as" in c.frames for c in cues.of("verb", root.lemma_.lower())):
        return
    thing.tag_, thing.pos_, thing.dep_ = "NN", "NOUN", "dobj"
    for c in list(thing.children):
        if c.i > thing.i:
            hang(c, root, "oprd" if c.dep_ in {"acomp", "dobj", "attr"} else c.dep_)


def _rebuild(sentence: Span, verb: Token, thing: list[Token]) -> None:
    """Make `verb` the main verb of a headline: the names before it act, the phrase behind it is its object."""
    root, subject = sentence.root, word_before(verb)
    if root.i != verb.i:
        verb.head, verb.dep_ = verb, "ROOT"
        root.head, root.dep_ = verb, "conj" if root.tag_ in {"VBZ", "VBP", "VBD"} else "dep"
    subject.head, subject.dep_ = verb, "nsubj"
    for name in sentence[: subject.i - sentence.start]:
        if name.head.i >= verb.i:
            name.head, name.dep_ = subject, "compound"
    last = thing[-1]
    last.head, last.dep_ = verb, "dobj"
    inside = {t.i for t in thing}
    for token in thing[:-1]:
        if token.head.i not in inside:
            token.head = last
            token.dep_ = "compound" if token.pos_ in {"NOUN", "PROPN"} else "amod"


def _first_of_two(root: Token) -> None:
    """Mend "Chad rejects the envoy, urges Mali to talk": nobody but Chad urges, and Mali does not say so."""
    first = next((c for c in root.children if c.dep_ == "ccomp" and c.i < root.i), None)
    if first is None or root.tag_ != "VBZ" or first.tag_ != root.tag_ or word_before(root).text != ",":
        return
    behind = [c for c in root.children if c.i > root.i and c.dep_ != "punct"]
    if any(c.dep_ in SUBJECTS for c in root.children) or not any(
        c.dep_ in {"xcomp", "ccomp", "prep"} for c in behind
    ):
        return  # "Mali rejects the envoy, says Chad"
    take_place(first, root)
    hang(root, first, "conj")
    hand_over([c for c in root.children if c.i < root.i], first)


def _two_subjects(sentence: Span) -> None:
    """Mend "Oslo, Bern condemn the raid": the comma of a headline is an "and"."""
    if len(sentence) < 4 or sentence[1].text != "," or sentence[0].pos_ != "PROPN":
        return
    one, two = sentence[0], sentence[2]
    beside = two.dep_ == "nsubj" and two.pos_ == "PROPN" and one.head.i == two.head.i
    if (
        two.dep_ == "appos"
        and two.head.i == one.i
        and one.dep_ == "nsubj"
        and one.head.i == two.right_edge.i + 1
    ):
        two.dep_ = "conj"  # no second comma: no other name of the first
    if beside and one.dep_ in {"npadvmod", "dep", "advmod", "nsubj"}:
        one.dep_ = "nsubj"
        hang(two, one, "conj")


def _plan(root: Token) -> None:
    """Mend "Oslo to expel Russian diplomats": what Oslo is to do is no attribute of Oslo."""
    verb = next(
        (c for c in root.children if c.tag_ == "VB" and c.dep_ in {"advcl", "relcl", "acl", "xcomp"}), None
    )
    if root.pos_ not in {"NOUN", "PROPN"} or verb is None or has_subject(verb) or root.i + 1 >= len(root.doc):
        return
    mark = word_after(root)
    if mark.lower_ != "to" or mark.head.i != verb.i or mark.dep_ != "aux":
        return
    behind = [c for c in root.children if c.i > verb.i]
    take_place(verb, root)
    hang(root, verb, "nsubj")
    hand_over(behind, verb)
