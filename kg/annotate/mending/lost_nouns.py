"""Gives a noun phrase the noun back that the parser took for a verb: "the Baltic Council think tank"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

from kg.annotate.mending.moves import (
    BEFORE_NOUN,
    SUBJECTS,
    hand_over,
    hang,
    has_subject,
    make,
    take_place,
    word_after,
    word_before,
)
from kg.lang.lexicon import word_set
from kg.lang.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

COUNTED = word_set("counted in")
FINING = frozenset({"fine", "penalise", "penalize", "dock"})
OFFICES = words("titles", "word")
"""Titles: of several holders no name is made."""
CALLED = frozenset({"ADJ", "ADV", "DET", "NOUN"})
"""What may stand between "as" and the object that is called so."""
LEAST_CALLED = 2


def think_tank(think: Token) -> None:
    """Mend "told the Baltic Council *think tank* that …": nobody "thinks a tank".

    The name before it hangs on "tank", which takes its place; what hung on "think" goes to the verb behind it, else to the
    one that "think" hung on.
    """
    if think.i == 0 or think.pos_ != "VERB" or think.i + 1 >= len(think.doc):
        return
    tank, name = word_after(think), word_before(think)
    if tank.lower_ not in {"tank", "tanks"} or name.pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return
    verb = _behind(think, tank)
    above = verb or (tank.head if think.head.i == tank.i else think.head)
    if above.i in {think.i, tank.i} or above.pos_ not in {"VERB", "AUX"}:
        return
    others = [c for c in think.children if c.i not in {tank.i, verb.i if verb is not None else -1}]
    behind = [c for c in tank.children if c.i > tank.i and (verb is None or c.i != verb.i)]
    if verb is not None:
        take_place(verb, think)
        if verb.tag_ == "VBN" and not any(c.dep_ == "auxpass" for c in verb.children):
            make(verb, "VBD", "VERB")
    _clause(others, above)
    _phrase(think, tank, name)
    if verb is not None:
        hand_over(behind, verb)


def _behind(think: Token, tank: Token) -> Token | None:
    """Return the verb that the clause has instead of "think": behind the noun, drawn to it or to "think"."""
    for verb in (*tank.children, *think.children):
        drawn = verb.dep_ in {"acl", "ccomp"} and verb.tag_ in {"VBN", "VBD", "VBZ", "VBP"}
        if drawn and verb.i > tank.i:
            own = [c for c in verb.children if c.dep_ in SUBJECTS]
            if not own or own[0].i == tank.i:
                return verb
    return None


def _phrase(think: Token, tank: Token, name: Token) -> None:
    """Put "tank" where the name before it hung, and the name and "think" before "tank"."""
    before = [c for c in name.children if c.dep_ in BEFORE_NOUN]
    take_place(tank, name)
    hang(name, tank, "amod" if name.pos_ == "ADJ" else "compound")
    hand_over(before, tank)
    make(think, "NN", "NOUN")
    hang(think, tank, "compound")


def _clause(others: list[Token], above: Token) -> None:
    """Hang what hung on "think" on the verb; "Ann Lee speaking" becomes its subject, who speaks."""
    for child in others:
        subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
        if child.dep_ == "csubj" and subject is not None:
            hang(subject, above, "nsubj")
            hang(child, subject, "acl")
        else:
            hang(child, above)


def surname(name: Token) -> None:
    """Mend "Justice Minister Fatou *Jallow* said …": a capital behind a first name and before the verb is no verb."""
    first, verb = word_before(name), word_after(name)
    if first.i == name.i or first.tag_ != "NNP" or first.head.i != name.i or first.dep_ not in SUBJECTS:
        return
    if verb.tag_ not in {"VBD", "VBZ"} or verb.head.i != name.i or has_subject(verb) or verb.is_title:
        return
    others = [c for c in name.children if c.i not in {first.i, verb.i}]
    before = [c for c in first.children if c.dep_ in BEFORE_NOUN]
    take_place(verb, name)
    hand_over(others, verb)
    hang(name, verb, first.dep_)
    hang(first, name, "compound")
    hand_over(before, name)
    make(name, "NNP", "PROPN")
    doc = name.doc
    named = first.ent_type_ == "PERSON" and not name.ent_type_
    if named:
        begin = next((e.start for e in doc.ents if e.start <= first.i < e.end), first.i)
        doc.set_ents([Span(doc, begin, name.i + 1, label="PERSON")], default="unmodified")


def office_holders(noun: Token) -> None:
    """Mend "The Ministers agreed", with the capital of a communiqué: ministers, and no name."""
    single = noun.lower_.removesuffix("s")
    if noun.tag_ not in {"NNP", "NNPS"} or single == noun.lower_:
        return
    if single in OFFICES and noun.is_title and not noun.ent_type_ and noun.dep_ not in {"compound", "nmod"}:
        make(noun, "NNS", "NOUN")
        noun.lemma_ = single


def noun_after_that(noun: Token) -> None:
    """Mend "disputes that *account*": a verb has no relative clause, so "that" points at a noun."""
    if noun.head.pos_ != "VERB" or noun.head.i != noun.i - 2 or word_before(noun).lower_ != "that":
        return
    make(noun, "NN", "NOUN")
    noun.dep_ = "dobj"
    pointer = word_before(noun)
    make(pointer, "DT", "DET")
    pointer.dep_ = "det"


def late_object(token: Token, cues: Lexicon) -> None:
    """Mend an object that stands behind what it is called, given the word at which that shows."""
    if token.dep_ in {"conj", "advcl"} and token.tag_ == "VBZ":
        _behind_noun(token, cues)
    elif token.dep_ == "det":
        _behind_adjective(token)


def _behind_noun(noun: Token, cues: Lexicon) -> None:
    """Mend "dismissed as nonsense *claims* that Oslo had paid": a long object stands behind what it is called.

    A verb of the third person with nothing but "as" and a noun before it has no subject.
    """
    if has_subject(noun) or not cues.of("noun", noun.lemma_.lower()):
        return
    verb = noun.head
    between = noun.doc[verb.i + 1 : noun.i] if verb.pos_ == "VERB" and verb.i < noun.i else ()
    words = [t for t in between if not t.is_punct]
    if len(words) < LEAST_CALLED or words[0].lower_ != "as" or any(t.pos_ not in CALLED for t in words[1:]):
        return
    called = words[-1]
    make(noun, "NNS", "NOUN")
    noun.dep_ = "dobj"
    hang(words[0], verb, "prep")
    hang(called, words[0], "pobj" if called.pos_ == "NOUN" else "amod")
    for c in noun.children:
        if c.dep_ == "ccomp":
            c.dep_ = "acl"


def _behind_adjective(determiner: Token) -> None:
    """Mend "condemned as “barbaric” *an attack*": an adjective does not stand before an article."""
    noun, preposition = determiner.head, determiner.head.head
    if noun.dep_ != "pobj" or preposition.lower_ != "as" or preposition.head.pos_ != "VERB":
        return
    called = [c for c in noun.children if c.dep_ == "amod" and preposition.i < c.i < determiner.i]
    if not called or any(c.dep_ == "dobj" for c in preposition.head.children):
        return
    hang(noun, preposition.head, "dobj")
    for adjective in called:
        hang(adjective, preposition)


def called_noun(verb: Token, cues: Lexicon) -> None:
    """Mend "called the ceasefire *plan* a betrayal": what is called so is a noun, and plans nothing."""
    called, before = verb.head, word_before(verb)
    calls = any("call" in cue.frames for cue in cues.of("verb", called.lemma_.lower()))
    if (
        not calls
        or verb.tag_ not in {"VB", "VBP"}
        or called.i >= before.i
        or before.tag_ not in {"NN", "NNP"}
    ):
        return
    bare = not any(c.dep_ in {*SUBJECTS, "aux", "neg", "mark"} for c in verb.children)
    opened = any(c.dep_ == "det" for c in (*before.children, *verb.children) if c.i < before.i)
    name = next((c for c in verb.children if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)
    if name is None or not (bare and opened) or before.head.i not in {called.i, verb.i}:
        return
    make(verb, "NN", "NOUN")
    hang(before, verb, "compound")
    hand_over([c for c in before.children if c.dep_ in BEFORE_NOUN], verb)
    verb.dep_ = "dobj"
    hang(name, called, "oprd")


def called_below(noun: Token, cues: Lexicon) -> None:
    """Mend "considered withdrawal *a mistake*", 'calling the aid for Bern *"dangerous"*': what it is called hangs on the verb."""
    verb = noun.head
    called = any(
        {"as", "call"} & cue.frames and cue.stance in {"?", "0"}
        for cue in cues.of("verb", verb.lemma_.lower())
    )
    if not called or any(c.dep_ in {"oprd", "ccomp", "xcomp"} for c in verb.children):
        return
    behind = [t for t in verb.doc[noun.i + 1 : verb.right_edge.i + 1] if _is_name_behind(t)]
    if behind and (behind[0].tag_ == "JJ" or behind[0].left_edge.i == noun.i + 1):
        hang(behind[0], verb, "oprd")


def _is_name_behind(word: Token) -> bool:
    """Whether a word may be what the noun before it is called: one with an article, an adjective in quotation marks."""
    if word.tag_ == "JJ":
        return word.dep_ == "amod" and word.head.i < word.i and word_before(word).is_quote
    return word.left_edge.lower_ in {"a", "an"} and word.dep_ in {"dobj", "appos", "dep", "nmod"}


def one_to_one(noun: Token) -> None:
    """Mend "sit *face to face* with them": a noun joined to itself tells how, and is neither object nor infinitive."""
    if noun.i + 2 >= len(noun.doc):
        return
    joint, again = word_after(noun), noun.nbor(2)
    if joint.lower_ not in {"to", "by"} or again.lower_ != noun.lower_:
        return
    verb = next((a for a in noun.ancestors if a.i < noun.i and a.tag_.startswith("VB")), None)
    drawn = word_before(noun)
    if (
        drawn.tag_ == "VBG" and drawn.head.i == noun.i
    ):  # "no intention of sitting face to face", read as a sitting face
        take_place(drawn, noun, "pcomp")
        verb = drawn
    if verb is None:
        return
    behind = [c for word in (noun, again) for c in word.children if c.i > again.i]
    hang(noun, verb, "advmod")
    make(again, noun.tag_, noun.pos_)
    make(joint, "IN", "ADP")
    again.head, again.dep_ = noun, "advmod"
    joint.head, joint.dep_ = noun, "prep"
    hand_over(behind, verb)


def opposed_to(verb: Token) -> None:
    """Mend "is opposed to *trade*", read as to do something: one is opposed to a thing, or to doing it."""
    to = word_before(verb) if verb.i > 1 else verb
    if to.tag_ != "TO" or to.head.i != verb.i or word_before(to).lower_ != "opposed":
        return
    make(verb, "NN", "NOUN")
    make(to, "IN", "ADP")
    hang(verb, word_before(to))
    take_place(to, verb, "prep")
    hang(verb, to, "pobj")


def name_before_sum(money: Token) -> None:
    """Mend "fined *Falke* 200 million euros": Falke is fined, and no kind of euros; nor are euros what is fined."""
    verb, first = money.head, money.left_edge
    if money.dep_ != "dobj" or money.lemma_ not in COUNTED or verb.lemma_ not in FINING:
        return
    drawn = [c for c in money.children if c.i == first.i and c.dep_ in {"nmod", "compound"}]
    drawn = [c for c in drawn if word_after(c).tag_ in {"CD", "$"}]
    given = [c for c in verb.children if c.dep_ == "dative" and c.right_edge.i == first.i - 1]
    for name in (*drawn, *given):
        if name.tag_ in {"NNP", "NNPS", "NN", "NNS"} and verb.i < name.i:
            hang(name, verb, "dobj")
            money.dep_ = "npadvmod"


def amount(token: Token) -> None:
    """Mend "rejected *$40m* in loans": what a sum is counted in is a noun."""
    if token.pos_ not in {"NOUN", "PROPN", "NUM", "SYM"} and any(
        c.tag_ == "$"
        for n in token.children
        if n.dep_ != "dobj"
        for c in (n, *n.children)
        if n.tag_ in {"CD", "$"}
    ):
        make(token, "NN", "NOUN")
