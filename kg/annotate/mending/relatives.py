"""Mends which noun a relative clause belongs to, and sentences whose last apposition was read as their subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import hand_over, hang, has_subject, make, take_place, word_before
from kg.lang.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon


BELONGING = frozenset({"of", "at", "from", "with"})
"""Prepositions between somebody and the body that he works for."""
PEOPLE = words("person_nouns", "word") | words("titles", "word")


def judged_by_two(said: Token) -> None:
    """Mend "Chad shut the port, a step Mali deplored and Oslo said it expected": Chad shut it, and two judge that."""
    told = next((c for c in said.children if c.dep_ == "ccomp" and c.i < said.i), None)
    subjects = [c for c in said.children if c.dep_ == "nsubj" and c.i < said.i]
    if told is None or not subjects or not told.i < subjects[0].i:
        return
    step = subjects[0]
    judges = next((c for c in step.children if c.dep_ in {"relcl", "acl"}), None)
    speakers = [*subjects[1:], *(c for c in step.children if c.dep_ == "conj" and c.i == said.i - 1)]
    if judges is None or len(speakers) != 1 or word_before(step.left_edge).text != ",":
        return
    joint = word_before(speakers[0].left_edge)
    if joint.dep_ != "cc" or joint.head.i not in {judges.i, step.i}:
        return
    rest = [c for c in said.children if c.i < step.i and c.i != told.i]
    take_place(told, said)
    hang(step, told, "appos")
    hang(said, judges, "conj")
    hang(speakers[0], said, "nsubj")
    hang(joint, judges)
    hand_over(rest, told)
    judges.dep_ = "relcl"
    for c in list(step.children):
        if c.pos_ == "PROPN" and c.i == judges.i - 1 and not has_subject(judges):
            hang(c, judges, "nsubj")


def bare_relative(verb: Token) -> None:
    """Mend "wants a wall, *a demand Oslo has resisted* so far": Oslo resists the demand, which is no second subject."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    main = verb.head
    if len(subjects) != 2 or verb.dep_ not in {"ccomp", "advcl", "conj"} or main.i > verb.i:
        return
    noun, acting = subjects
    begin = noun.left_edge.i
    if noun.right_edge.i != acting.left_edge.i - 1 or noun.pos_ != "NOUN" or noun.doc[begin - 1].text != ",":
        return
    if noun.doc[begin].lower_ not in {"a", "an", "something"} or any(c.dep_ == "dobj" for c in verb.children):
        return
    hang(noun, main, "appos")
    verb.head, verb.dep_ = noun, "relcl"


def rejected_before(verb: Token) -> None:
    """Mend "called for a truce, *a demand* Oslo rejected": Oslo rejects the demand, and nobody calls that it does."""
    before = [c for c in verb.children if c.dep_ in {"dobj", "nsubj"} and c.i < verb.i]
    told = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    main = told if verb.dep_ == "ROOT" else verb.head
    if len(before) != 2 or main is None or main.i > before[0].i:
        return
    noun, acting = before
    first = noun.left_edge
    if acting.dep_ != "nsubj" or noun.right_edge.i != acting.left_edge.i - 1 or noun.pos_ != "NOUN":
        return
    if first.lower_ not in {"a", "an", "something"} or word_before(first).text != ",":
        return
    rest = [c for c in verb.children if c.dep_ == "punct"]
    if told is main:
        take_place(main, verb)
        hand_over(rest, main)
    hang(noun, main, "appos")
    verb.head, verb.dep_ = noun, "relcl"


def named_behind(verb: Token) -> None:
    """Mend "offered aid, *an idea Chad and Mali liked*", read as a sentence about the idea: both like what was offered."""
    told = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    told = verb.head if verb.dep_ == "ccomp" and told is None else told
    noun = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if told is None or noun is None or told.i > noun.i:
        return
    noun = _before_name(noun) or noun
    if noun.pos_ != "NOUN":
        return
    names = [c for c in noun.children if c.dep_ == "appos" and c.left_edge.i == noun.i + 1]
    full = any(c.dep_ in {"dobj", "ccomp", "xcomp", "attr", "acomp"} and c.i > verb.i for c in verb.children)
    first = noun.left_edge
    if not names or full or first.lower_ not in {"a", "an"} or word_before(first).text != ",":
        return
    rest = [c for c in verb.children if c.dep_ == "punct"]
    if told.head.i == verb.i:
        take_place(told, verb)
    hang(noun, told, "appos")
    hang(names[0], verb, "nsubj")
    verb.head, verb.dep_ = noun, "relcl"
    hand_over(rest, told)


def _before_name(name: Token) -> Token | None:
    """The noun drawn to the name behind it: "*an idea* Chad and Mali liked" is no idea called Chad, and has an article."""
    noun = word_before(name)
    article = next((c for c in name.children if c.dep_ == "det" and c.lower_ in {"a", "an"}), None)
    if name.pos_ != "PROPN" or article is None or noun.dep_ != "compound" or noun.pos_ != "NOUN":
        return None
    take_place(noun, name)
    hand_over([c for c in name.children if c.i < noun.i], noun)
    hang(name, noun, "appos")
    return noun


def second_relative(verb: Token) -> None:
    """Mend "a verdict that he said was void and *that crews cheered*": the crews cheered it, and he says no such thing."""
    inner = verb.head
    outer = inner.head
    opens = next((c for c in verb.children if c.lower_ == "that" and c.i == verb.left_edge.i), None)
    if opens is None or inner.dep_ != "ccomp" or outer.dep_ != "relcl" or not has_subject(verb):
        return
    first = outer.left_edge
    if first.lower_ != "that" or any(c.lower_ == "that" and c.dep_ == "mark" for c in inner.children):
        return
    hang(verb, outer)
    hand_over([c for c in inner.children if c.dep_ == "cc" and c.i > inner.i], outer)


def whose_relative(pronoun: Token, _cues: Lexicon) -> None:
    """Mend "those made by Ann Lee, who …": the clause belongs to the name right before it."""
    clause = pronoun.head
    if clause.dep_ != "relcl" or pronoun.i < 2:
        return
    before = word_before(pronoun)
    if before.text == "," and pronoun.i >= 2:
        before = pronoun.nbor(-2)
    if (person := _apposed_person(clause.head)) is not None:
        hang(clause, person)  # "Ann Lee, a member of the Harbour Committee, who said …"
        return
    named = before.pos_ == "PROPN" and before.dep_ in {"pobj", "dobj", "nsubj", "appos"}
    settled = clause.head.ent_type_ == "PERSON" and before.ent_type_ not in {"", "PERSON"}
    if (
        named
        and not settled
        and before.i != clause.head.i
        and clause.i not in {a.i for a in before.ancestors}
    ):
        hang(clause, before)


def _apposed_person(body: Token) -> Token | None:
    """The person whom an apposition that ends in a body's name speaks of, or who is of that body: no committee is a "who"."""
    if body.dep_ != "pobj" or body.ent_type_ == "PERSON":
        return None
    noun = body.head.head
    if noun.ent_type_ == "PERSON" and body.head.lower_ in BELONGING:
        return noun  # "said Ann Lee of the Harbour Institute, who expects …"
    if noun.dep_ != "appos":
        return None
    return noun.head if noun.head.ent_type_ == "PERSON" and noun.i > noun.head.i else None


def rejected_charge(verb: Token) -> None:
    """Mend "accused Oslo of a raid, *a charge Bern rejected* as baseless", read as a further deed of who accused."""
    main = verb.head
    acting = next((t for t in verb.lefts if t.dep_ == "nsubj"), word_before(verb))
    noun = acting.head
    if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBN"} or has_subject(verb) or acting.i != verb.i - 1:
        return
    opened = noun.left_edge.i > 0 and word_before(noun.left_edge).text == ","
    fits = acting.dep_ == "appos" and acting.tag_ == "NNP" and noun.dep_ in {"npadvmod", "appos"}
    if (
        fits
        and opened
        and acting.left_edge.i == noun.i + 1
        and main.i < noun.i
        and noun.left_edge.lower_ in {"a", "an"}
    ):
        hang(acting, verb, "nsubj")
        verb.head, verb.dep_ = noun, "relcl"


def called_in_apposition(verb: Token) -> None:
    """Mend "was cleared, *a verdict Oslo called* unjust": Oslo called it so, and is no other name of the verdict."""
    name = verb.head
    noun = name.head
    if verb.tag_ not in {"VBN", "VBD"} or name.i != verb.i - 1 or (name.dep_, name.tag_) != ("appos", "NNP"):
        return
    opened = (
        noun.left_edge.i > 0
        and word_before(noun.left_edge).text == ","
        and noun.left_edge.lower_ in {"a", "an"}
    )
    if opened and noun.i == name.left_edge.i - 1 and any(c.dep_ in {"oprd", "prep"} for c in verb.children):
        verb.head, verb.dep_ = noun, "relcl"
        hang(name, verb, "nsubj")
        make(verb, "VBD", "VERB")


def name_of_person(name: Token) -> None:
    """Mend "The man who burned the book, *Rasmus Holt*, said …": the name is the man's, and no book's."""
    if name.tag_ != "NNP" or name.head.lemma_.lower() in PEOPLE or name.head.pos_ != "NOUN":
        return
    first, following = name.left_edge, name.right_edge.i + 1
    if word_before(first).text != "," or following >= len(name.doc) or name.doc[following].text != ",":
        return
    if name.ent_type_ not in {"", "PERSON"} or not (first.is_title and first.i < name.i):
        return
    for person in name.head.ancestors:
        if (
            person.pos_ == "NOUN"
            and person.lemma_.lower() in PEOPLE
            and person.dep_ in {"nsubj", "nsubjpass"}
        ):
            if person.head.i > following and not any(c.dep_ == "appos" for c in person.children):
                hang(name, person)
            return
