"""Mends words that the parser took for the wrong part of speech: a verb read as a noun, a main verb as an attribute.

Each repair asks for a sign in the sentence that the reading cannot be right (a modal without a verb, a sentence
without a predicate, a noun with an object), and leaves everything else alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

from kg.annotate.finite import sentence_of_title
from kg.annotate.hypotheses import behind_speaker, inverted_should, inverted_were, last_words, that_should
from kg.annotate.lost_nouns import (
    late_object,
    noun_after_that,
    office_holders,
    one_to_one,
    opposed_to,
    surname,
    think_tank,
)
from kg.annotate.lost_verbs import (
    gerund_before_object,
    noun_read_as_verb,
    past_before_noun,
    sentence_without_verb,
    verb_behind_and,
    verb_of_clause,
)
from kg.annotate.moves import (
    BEFORE_NOUN,
    LONGEST_SENTENCE,
    SUBJECTS,
    end_mark,
    hand_over,
    hang,
    has_subject,
    make,
    take_place,
    word_after,
)
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.lang.lexicon import Lexicon

NOUNS = frozenset({"NN", "NNS"})
AUXILIARY = word_set("helping verbs")
"""Verbs that may stand before another without a particle or carry its tense."""


def reread(doc: Doc, cues: Lexicon) -> None:
    """Mend the parts of speech of `doc` with what hangs on them, in place."""
    for sentence in list(doc.sents):
        if len(sentence) > LONGEST_SENTENCE:
            continue
        root = sentence.root
        if root.pos_ in {"NOUN", "PROPN"} and end_mark(sentence) == ".":
            sentence_of_title(root)
            sentence_without_verb(sentence, cues)
        elif root.tag_ == "VBP":
            noun_read_as_verb(root)
        priced = any(token.tag_ == "$" for token in sentence)
        for token in sentence:
            if token.lower_ == "think":
                think_tank(token)
            elif token.lower_ == "that":
                that_should(token)
            _reread(token, cues)
            if priced:
                _amount(token)


def _modal(modal: Token) -> None:
    if modal.dep_ not in {"aux", "auxpass"}:
        _bare_modal(modal)
    elif modal.lower_ == "should":
        inverted_should(modal)


def _reread(token: Token, cues: Lexicon) -> None:
    if token.is_title and token.tag_[:2] == "VB":
        surname(token)
    if token.tag_ == "MD":
        _modal(token)
    elif token.tag_ in NOUNS:
        one_to_one(token)
        _verb_read_as_noun(token, cues)
    elif token.tag_ == "VBD" and token.dep_ == "amod":
        past_before_noun(token)
    elif token.dep_ == "aux" and token.tag_ == "VBZ" and token.lemma_ not in AUXILIARY:
        _verb_read_as_auxiliary(token, cues)
    elif token.tag_ == "TO" and token.dep_ == "conj":
        _infinitive_of_list(token)
    elif token.tag_ == "VB":
        _bare_form(token, cues)
    _by_label(token, cues)


def _amount(token: Token) -> None:
    """Mend "rejected *$40m* in loans": what a sum is counted in is a noun."""
    if token.pos_ not in {"NOUN", "PROPN", "NUM", "SYM"} and any(
        c.tag_ == "$"
        for n in token.children
        if n.dep_ != "dobj"
        for c in (n, *n.children)
        if n.tag_ in {"CD", "$"}
    ):
        make(token, "NN", "NOUN")


def _by_label(token: Token, cues: Lexicon) -> None:
    if token.lower_ == "were":
        inverted_were(token)
    elif token.dep_ == "amod" and token.tag_ in {"VBN", "JJ"}:
        verb_behind_and(token, cues)
    first = token.dep_ == "compound" and token.head.tag_ in {"VBZ", "VBD"} and token.i == token.head.i - 1
    if first and token.pos_ in {"NOUN", "PROPN"} and not has_subject(token.head):
        token.dep_ = "nsubj"  # "The *US* vetoes the loan": a verb has no first part
    office_holders(token)
    if token.dep_ == "amod" and token.tag_ == "VBG":
        gerund_before_object(token, cues)
    else:
        late_object(token, cues)
    if token.dep_ == "dobj" and token.head.pos_ in {"NOUN", "PROPN"}:
        _split_name(token)
    if token.dep_ == "relcl" and token.tag_ == "VBP":
        noun_after_that(token)
    if token.dep_ == "advcl" and token.i < token.head.i:
        last_words(token)
    elif token.dep_ in {"ROOT", "advcl"}:
        behind_speaker(token)


def _verb_read_as_noun(noun: Token, cues: Lexicon) -> None:
    """Try the repairs of a verb that was taken for a noun."""
    if any(_is_auxiliary_of(c, noun) for c in noun.children):
        _noun_with_auxiliary(noun)
    elif noun.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in noun.children):
        _clause_of_nouns(noun)
    elif noun.dep_ == "compound" and noun.tag_ == "NN":
        _last_of_verbs(noun, cues)
    else:
        verb_of_clause(noun, cues)


# ------------------------------------------------------------------ a modal or auxiliary shows a verb


def _bare_modal(modal: Token) -> None:
    """Mend "Managua must not jail priests": after a modal stands a verb, "jail" is no part of "jail priests"."""
    rest = modal.doc[modal.i + 1 : modal.sent.end]
    verb = next((t for t in rest if t.tag_ != "RB"), None)
    if verb is None or verb.tag_ != "NN" or verb.left_edge.i != verb.i or verb.dep_ == "npadvmod":
        return
    if not modal.is_ancestor(verb) or (verb.dep_ == "compound" and verb.head.tag_ != "NNS"):
        return
    _verb_of(modal, verb)


def _verb_of(modal: Token, verb: Token) -> None:
    whole = verb.head if verb.dep_ == "compound" and verb.head.head.i == modal.i else None
    below = [c for c in modal.children if c.i not in {verb.i, whole.i if whole is not None else -1}]
    take_place(verb, modal)
    make(verb, "VB", "VERB")
    hang(modal, verb, "aux")
    hand_over(below, verb)
    if whole is not None:
        hang(whole, verb, "dobj")


def _is_auxiliary_of(child: Token, noun: Token) -> bool:
    """Whether a word before a noun makes it a verb: "will … sign", "was hiding"."""
    if child.dep_ != "aux" or child.i > noun.i:
        return False
    return child.tag_ == "MD" or (child.lemma_ == "be" and noun.lower_.endswith("ing"))


def _noun_with_auxiliary(noun: Token) -> None:
    """Mend "claimed Kyiv was hiding losses", "only then will Yemen sign": what has an auxiliary is a verb."""
    if noun.dep_ == "compound" and noun.head.i > noun.i:  # "hiding losses"
        thing = noun.head
        take_place(noun, thing, "ccomp" if thing.dep_ == "dobj" else "")
        hand_over([c for c in thing.children if c.i < noun.i or c.dep_ == "punct"], noun)
        hang(thing, noun, "dobj")
    auxiliary = next(c for c in noun.children if _is_auxiliary_of(c, noun))
    if not has_subject(noun):
        before = [c for c in noun.children if c.dep_ in {"compound", "poss"} and c.i > auxiliary.i]
        if not before:
            return
        hand_over([c for c in noun.children if c.dep_ == "det" and c.i < before[-1].i], before[-1])
        hand_over(before[:-1], before[-1])
        before[-1].dep_ = "nsubj"
    make(noun, "VBG" if auxiliary.lemma_ == "be" else "VB", "VERB")


def _clause_of_nouns(noun: Token) -> None:
    """Mend "asked that the gas flow again": a that-clause has a verb, so the last of its nouns is one."""
    before = [c for c in noun.children if c.dep_ == "compound" and c.i == noun.i - 1]
    if not before or has_subject(noun) or any(c.dep_ in {"cop", "aux"} for c in noun.children):
        return
    subject = before[0]
    hand_over([c for c in noun.children if c.i < subject.i and c.dep_ in BEFORE_NOUN], subject)
    subject.dep_ = "nsubj"
    make(noun, "VBZ" if noun.tag_ == "NNS" else "VB", "VERB")


def _last_of_verbs(noun: Token, cues: Lexicon) -> None:
    """Mend "recall its envoy, freeze the talks and block exports": the "and" of three verbs joins the last to them."""
    thing = noun.head
    listed = thing.head
    verb = listed.head
    if (
        thing.dep_ != "conj"
        or listed.dep_ != "dobj"
        or verb.dep_ != "conj"
        or verb.head.tag_ != verb.tag_
        or not cues.of("verb", noun.lower_)
        or noun.left_edge.i != noun.i
    ):
        return
    joints = [c for c in listed.children if c.dep_ == "cc" and c.i < noun.i]
    if not joints or joints[-1].i != noun.i - 1 or any(c.dep_ == "cc" for c in verb.head.children):
        return
    hang(noun, verb, "conj")
    make(noun, verb.tag_ if verb.tag_ in {"VB", "VBP"} else "VB", "VERB")
    hang(joints[-1], verb)
    hang(thing, noun, "dobj")


def _verb_read_as_auxiliary(verb: Token, cues: Lexicon) -> None:
    """Mend "Oslo wants not aid but trade": "wants" helps no other verb."""
    thing = verb.head
    lemma = verb.lower_.removesuffix("s")  # an auxiliary is not looked up by the lemmatiser
    if thing.i < verb.i or thing.tag_ not in {"VB", "VBP"} or not cues.of("verb", lemma):
        return
    verb.lemma_, verb.pos_ = lemma, "VERB"
    moving = [c for c in thing.children if c.i < verb.i or c.dep_ == "punct"]
    take_place(verb, thing)
    hand_over(moving, verb)
    hang(thing, verb, "dobj")
    make(thing, "NN", "NOUN")


def _infinitive_of_list(mark: Token) -> None:
    """Mend "to buy the railway and to lower fares": "lower" is the second verb, "fares" what it lowers."""
    verb = word_after(mark)
    thing = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in {"amod", "compound"} or thing.head.i != mark.i:
        return
    before = [c for c in thing.children if c.i < thing.i and c.i != verb.i]
    take_place(verb, mark)
    make(verb, "VB", "VERB")
    hang(mark, verb, "aux")
    hang(thing, verb, "dobj")
    hand_over([c for c in before if c.i < verb.i], verb)


def _bare_form(verb: Token, cues: Lexicon) -> None:
    """Try the repairs of what was taken for a verb without ending."""
    if verb.lower_.endswith("er"):
        _comparative(verb, cues)
    opposed_to(verb)


def _comparative(word: Token, cues: Lexicon) -> None:
    """Mend "would make cars dearer for families and hurt dealers": "dearer" is no verb, "hurt" is what else it would do."""
    verb = word.head
    if (
        word.dep_ != "ccomp"
        or verb.lemma_ not in {"make", "render"}
        or word.i < verb.i
        or cues.of("verb", word.lower_)
    ):
        return
    if any(c.dep_ in {"aux", "auxpass", "dobj", "mark"} for c in word.children):
        return
    make(word, "JJR", "ADJ")
    hand_over(
        [c for c in word.children if c.dep_ in {"cc", "conj"} and (c.dep_ == "cc" or c.pos_ == "VERB")], verb
    )


def _split_name(last: Token) -> None:
    """Mend "Narges Amiri, a lawmaker, left": a noun has no object, the two are one name."""
    first = last.head
    if first.i != last.i - 1 or not (first.is_title and last.is_title and last.tag_ == "NNP"):
        return
    if first.dep_ not in SUBJECTS or first.lower_.endswith("ing"):
        return
    others = [c for c in first.children if c.i != last.i]
    take_place(last, first)
    hand_over(others, last)
    hang(first, last, "compound")
    make(first, "NNP", "PROPN")
    if last.ent_type_ and not first.ent_type_:
        doc = last.doc
        doc.set_ents([Span(doc, first.i, last.i + 1, label=last.ent_type_)], default="unmodified")
