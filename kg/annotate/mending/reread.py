"""Mends words that the parser took for the wrong part of speech: a verb read as a noun, a main verb as an attribute.

Each repair asks for a sign in the sentence that the reading cannot be right (a modal without a verb, a sentence
without a predicate, a noun with an object), and leaves everything else alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

from kg.annotate.mending.finite import sentence_of_title
from kg.annotate.mending.helped_verbs import (
    HELPING,
    behind_modal,
    clause_of_nouns,
    infinitive_of_list,
    is_auxiliary_of,
    noun_with_auxiliary,
    verb_read_as_auxiliary,
)
from kg.annotate.mending.hypotheses import behind_speaker, inverted_were, last_words, that_should
from kg.annotate.mending.lost_nouns import (
    amount,
    late_object,
    noun_after_that,
    office_holders,
    one_to_one,
    opposed_to,
    surname,
    think_tank,
)
from kg.annotate.mending.lost_verbs import (
    adjective_with_object,
    gerund_before_object,
    noun_read_as_verb,
    past_before_name,
    past_before_noun,
    sentence_without_verb,
    verb_behind_and,
    verb_of_clause,
)
from kg.annotate.mending.moves import (
    LONGEST_SENTENCE,
    SUBJECTS,
    end_mark,
    hand_over,
    hang,
    has_subject,
    make,
    take_place,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.lang.lexicon import Lexicon

NOUNS = frozenset({"NN", "NNS"})


def reread(doc: Doc, cues: Lexicon) -> None:
    """Mend the parts of speech of `doc` with what hangs on them, in place."""
    for sentence in list(doc.sents):
        if len(sentence) > LONGEST_SENTENCE:
            continue
        root = sentence.root
        if root.pos_ in {"NOUN", "PROPN"} and end_mark(sentence) == ".":
            sentence_of_title(root)
            sentence_without_verb(sentence, cues)
            past_before_name(sentence, cues)
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
                amount(token)


def _reread(token: Token, cues: Lexicon) -> None:
    if token.is_title and token.tag_[:2] == "VB":
        surname(token)
    if token.tag_ == "MD":
        behind_modal(token)
    elif token.tag_ in NOUNS:
        one_to_one(token)
        _verb_read_as_noun(token, cues)
    elif token.tag_ == "JJ":
        adjective_with_object(token, cues)
    elif token.tag_ == "VBD" and token.dep_ == "amod":
        past_before_noun(token)
    elif token.dep_ == "aux" and token.tag_ == "VBZ" and token.lemma_ not in HELPING:
        verb_read_as_auxiliary(token, cues)
    elif token.tag_ == "TO" and token.dep_ == "conj":
        infinitive_of_list(token)
    elif token.tag_ == "VB":
        _bare_form(token, cues)
    _by_label(token, cues)


def _by_label(token: Token, cues: Lexicon) -> None:
    if token.lower_ == "were":
        inverted_were(token)
    elif token.dep_ == "amod" and token.tag_ in {"VBN", "JJ"}:
        verb_behind_and(token, cues)
    first = token.dep_ == "compound" and token.head.tag_ in {"VBZ", "VBD"} and token.i == token.head.i - 1
    if first and token.pos_ in {"NOUN", "PROPN"} and not has_subject(token.head):
        token.dep_ = "nsubj"  # "The *US* vetoes the loan": a verb has no first part
    office_holders(token)
    if (token.dep_, token.tag_) in {("amod", "VBG"), ("compound", "NN")} and token.lower_.endswith("ing"):
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
    if any(is_auxiliary_of(c, noun) for c in noun.children):
        noun_with_auxiliary(noun)
    elif noun.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in noun.children):
        clause_of_nouns(noun)
    elif noun.dep_ == "compound" and noun.tag_ == "NN":
        _last_of_verbs(noun, cues)
    else:
        verb_of_clause(noun, cues)


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
