"""Corrects what the tagger takes names for: persons it left out, companies, capitals and speakers it misread."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.forms import FormKind, is_common, plain
from kg.lang.lexicon import lexicon as cue_lexicon
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.gazetteer import Gazetteer
    from kg.annotate.layout import Layout
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.name import Name

_SHORT = 4
"""Letters of a word that has no capital in some headlines of capitals: "With", "After"."""
_LONGEST = 3
"""Words of a personal name that nothing but its place in the sentence shows."""


def correct(layout: Layout, gaz: Gazetteer, lex: Lexicon, names: list[Name]) -> None:
    """Set the kind of every name that the tagger took for something else than the text shows."""
    _correct_headlines(layout, names)
    for name in names:
        elsewhere = name.kind in {Kind.PLACE, Kind.ORGANISATION} and not (name.senses or name.inner)
        if elsewhere and name.end - name.begin == 1 and _is_surname(layout, gaz, name.begin):
            name.kind = Kind.PERSON
    _correct_addressed(layout, lex, names)
    _correct_bodies(layout, gaz, lex, names)
    _correct_capitals(layout, lex, names)
    for name in names:
        plain_body = name.kind is Kind.ORGANISATION and name.state is None
        if plain_body and not (name.senses or name.inner) and _is_speaker(layout, lex, name):
            name.kind = Kind.PERSON


def _correct_addressed(layout: Layout, lex: Lexicon, names: list[Name]) -> None:
    """Make persons of "Ilinca Rotaru" and "Rotaru", taken for bodies, where the text speaks of "Ms Rotaru"."""
    addressed = {
        layout.text[n.end - 1]
        for n in names
        if n.begin and layout.lower[n.begin - 1] in lex.honorifics and n.end - n.begin == 1
    }
    for name in names:
        unknown = name.kind is Kind.ORGANISATION and not (name.senses or name.inner or name.state)
        short = name.end - name.begin <= _LONGEST and is_capitalised(layout, name.begin, name.end)
        if unknown and short and layout.text[name.end - 1] in addressed:
            name.kind = Kind.PERSON


def _is_surname(layout: Layout, gaz: Gazetteer, i: int) -> bool:
    """Return whether token `i` is the rare surname of a curated person: "critics of Kagame"."""
    pointed = i > 0 and layout.lower[i - 1] == "the"
    word = layout.text[i]
    return not pointed and word.istitle() and not is_common(word) and bool(gaz.knowledge.people_called(word))


def _correct_headlines(layout: Layout, names: list[Name]) -> None:
    """Cut the verb off a name in a headline where every word has a capital: "Sarah Palin Lashes Out"."""
    personal = [n for n in names if n.kind is Kind.PERSON]
    called = [layout.text[n.begin : n.end] for n in personal]
    whole = {tuple(words) for words in called}
    words = Counter(word for one in called for word in set(one))
    for name in personal:
        if name.end - name.begin < 2 or name.senses or not _is_title_case(layout, name.begin):
            continue
        for end in range(name.begin + 1, name.end):
            kept = tuple(layout.text[name.begin : end])
            known = kept in whole or any(
                one[-len(kept) :] == list(kept) and len(one) > len(kept) for one in called
            )
            if known and all(words[word] == 1 for word in layout.text[end : name.end]):
                name.end = end
                break


def _is_title_case(layout: Layout, i: int) -> bool:
    """Return whether token `i` stands in a line of four or more long words that all have a capital."""
    begin = end = i
    while begin > 0 and layout.sentence[begin - 1] == layout.sentence[i]:
        begin -= 1
    while end < len(layout) and layout.sentence[end] == layout.sentence[i]:
        end += 1
    long = [text for text in layout.text[begin:end] if len(text) > _SHORT and text.isalpha()]
    return len(long) >= _LONGEST and all(text[0].isupper() for text in long)


def _correct_bodies(layout: Layout, gaz: Gazetteer, lex: Lexicon, names: list[Name]) -> None:
    """Make organisations of what was taken for persons: "airline Orlen Air", then "Orlen" alone."""
    wrong = [n for n in names if n.kind is Kind.PERSON and not n.senses]
    for name in wrong:
        noun = layout.lemma[name.begin - 1] if name.begin else ""
        if noun in lex.org_nouns and layout.tag[name.begin - 1] == "NN":
            name.kind = lex.org_nouns[noun].kind
    bodies = {layout.text[n.begin] for n in names if n.kind is Kind.ORGANISATION and n.end - n.begin > 1}
    surnames = {layout.text[n.end - 1] for n in wrong if n.kind is Kind.PERSON and n.end - n.begin > 1}
    for name in wrong:
        word = layout.text[name.begin]
        alone = name.end - name.begin == 1 and name.kind is Kind.PERSON
        if alone and word in bodies - surnames and not gaz.knowledge.people_called(word):
            name.kind = Kind.ORGANISATION


def _correct_capitals(layout: Layout, lex: Lexicon, names: list[Name]) -> None:
    """Make places of capitals taken for persons, unless a person of that name stands in the article."""
    personal = {
        word
        for name in names
        if name.kind is Kind.PERSON and name.end - name.begin > 1 and FormKind.METONYM not in name.senses
        for word in plain(layout.words(name.begin, name.end)).lower().split()
    }
    for name in names:
        if name.kind is not Kind.PERSON or len(name.senses.get(FormKind.METONYM, ())) != 1:
            continue
        titled = name.begin > 0 and is_title(layout, lex, name.begin - 1)
        if not titled and not personal & set(plain(layout.words(name.begin, name.end)).lower().split()):
            name.kind = Kind.PLACE


def _is_speaker(layout: Layout, lex: Lexicon, name: Name) -> bool:
    """Return whether two words taken for a body are a person's, who says something: "Kino Gabriel said"."""
    head = layout.head_in(name.begin, name.end)
    if name.end - name.begin != 2 or layout.dep[head] != "nsubj":
        return False
    first, last = layout.lower[name.begin], layout.lower[name.end - 1]
    bodily = last in lex.companies or {first, last} & (lex.name_heads.keys() | lex.org_nouns.keys())
    pointed = name.begin > 0 and layout.lower[name.begin - 1] == "the"
    if (
        bodily
        or pointed
        or first in lex.particles | lex.modifiers
        or not is_capitalised(layout, name.begin, name.end)
    ):
        return False
    verb = layout.lemma[layout.head[head]]
    return any(cue.kind == "say" for cue in cue_lexicon().of("verb", verb))


def unlabelled(layout: Layout, gaz: Gazetteer, lex: Lexicon, taken: set[int]) -> list[tuple[int, int]]:
    """Return the persons that the tagger left out: capitals after a title, or two or more as a subject."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(layout):
        end = i
        while end < len(layout) and end not in taken and may_be_personal(layout, lex, end):
            end += 1
        if end > i and not layout.shouted[i] and layout.tokens[i].ent_type_ == "":
            titled = i > 0 and layout.lower[i - 1] in lex.titles and end - i <= _LONGEST
            subject = 1 < end - i <= _LONGEST and _is_subject(layout, layout.head_in(i, end))
            last = layout.lower[end - 1]
            known = end - i == 1 and _is_subject(layout, i) and _is_surname(layout, gaz, i)
            if (titled or subject or known) and last not in lex.name_heads and last not in lex.org_nouns:
                found.append((i, end))
        i = max(end, i + 1)
    return found


def _is_subject(layout: Layout, head: int) -> bool:
    """Return whether somebody acts at token `head`: a subject, its apposition, or "it was NAME who"."""
    if layout.dep[head] != "attr":
        return layout.dep[head] in {"nsubj", "appos"}
    verb = layout.head[head]
    subject = layout.child(verb, "nsubj", "expl")
    follows = layout.lower[head + 1] if head + 1 < len(layout) else ""
    return subject is not None and layout.lower[subject] == "it" and follows in {"who", "that", "whom"}


def is_given(layout: Layout, lex: Lexicon, begin: int, end: int) -> bool:
    """Return whether one word taken for a people is a given name before a surname: "said *Dragana* Vuk, a teacher"."""
    if end != begin + 1 or end >= len(layout) or layout.tag[begin] != "NNP":
        return False
    surname = (
        layout.head[begin] == end and layout.dep[begin] == "compound" and may_be_personal(layout, lex, end)
    )
    return (
        surname
        and _is_subject(layout, end)
        and not {layout.lower[end]} & (lex.name_heads.keys() | lex.org_nouns)
    )


def given_before(layout: Layout, lex: Lexicon, begin: int, end: int) -> int:
    """Return how many words before a surname are given names that the tagger left out: "the minister, *Mira* Tolland,"."""
    beside = layout.lemma[layout.head[begin]] in lex.titles | lex.persons.keys()
    placed = layout.dep[begin] == "appos" and beside
    if end != begin + 1 or not (placed or layout.tokens[begin].ent_type_ == "PERSON"):
        return 0
    count = 0
    while count < begin and may_be_personal(layout, lex, begin - count - 1):
        if (layout.head[begin - count - 1], layout.dep[begin - count - 1]) != (begin, "compound"):
            break
        count += 1
    return count


def may_be_personal(layout: Layout, lex: Lexicon, i: int) -> bool:
    """Return whether token `i` can be part of a personal name: a capital and small letters, no title."""
    text = layout.text[i]
    proper = layout.tag[i] == "NNP" and text.isalpha() and text[0].isupper() and text[1:].islower()
    return proper and not is_title(layout, lex, i) and layout.tokens[i].ent_type_ == ""


def is_capitalised(layout: Layout, begin: int, end: int) -> bool:
    """Return whether all words are of letters, a capital followed by small ones."""
    return all(word.isalpha() and word.istitle() for word in layout.text[begin:end])


def is_title(layout: Layout, lex: Lexicon, i: int) -> bool:
    """Return whether token `i` is a word of a title or form of address."""
    word = layout.lower[i]
    return word in lex.titles or word in lex.honorifics or word in lex.modifiers or word in lex.past
