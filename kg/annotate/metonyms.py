"""Decides whether the name of a capital or seat stands for whoever rules there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.lexicon import lexicon as cue_lexicon

if TYPE_CHECKING:
    from kg.annotate.layout import Layout
    from kg.annotate.lexicon import Lexicon

_LEFT_OUT = frozenset({"out", "behind", "alone", "aside", "off", "aback"})


def acts(layout: Layout, i: int, lex: Lexicon) -> bool:
    """Return whether the place name headed by token `i` stands where an actor does.

    "Moscow refused", "between Moscow and Washington", "in Moscow's favour", "concessions to Moscow" do;
    "in Moscow", "flew to Moscow", "Moscow's airports", "bombed Kyiv" do not.
    """
    i = layout.first_conjunct(i)
    if layout.dep[i] == "appos":
        i = layout.first_conjunct(layout.head[i])
    dep, head = layout.dep[i], layout.head[i]
    lemma = layout.lemma[head]
    use = lex.metonym
    if dep in {"nsubj", "csubj"}:
        return lemma not in use["subject-place"] and not _is_place_copula(layout, head, lex)
    if dep == "nsubjpass":
        return (lemma not in use["object-place"] or _is_left_out(layout, head)) and lemma not in use[
            "subject-place"
        ]
    if dep in {"dobj", "dative", "oprd"}:
        return lemma not in use["object-place"] or _is_left_out(layout, i)
    if dep == "pobj":
        return _after_preposition(layout, head, lex)
    if dep == "poss":
        return lemma not in use["noun-place"]
    return dep in {"compound", "nmod", "amod"} and lemma in use["noun-actor"]


def _is_left_out(layout: Layout, i: int) -> bool:
    """Return whether the next word shows that nobody goes there: "leave Kyiv out", "Kyiv was taken aback"."""
    return i + 1 < len(layout) and layout.lower[i + 1] in _LEFT_OUT


def _after_preposition(layout: Layout, preposition: int, lex: Lexicon) -> bool:
    """Return whether the object of a preposition acts."""
    word = layout.lower[preposition]
    if word in lex.metonym["preposition-actor"]:
        return True
    if word not in lex.metonym["preposition-asks"]:
        return False
    governor = layout.head[preposition]
    thing = layout.child(governor, "dobj")  # "send aid to Kyiv": the aid may hang on the verb or its object
    actor = lex.metonym["governor-actor"]
    if word == "of" and cue_lexicon().of("noun", layout.lemma[governor]):
        return True  # "the blessing of Tehran": who has a stance acts
    return layout.lemma[governor] in actor or (thing is not None and layout.lemma[thing] in actor)


def _is_place_copula(layout: Layout, verb: int, lex: Lexicon) -> bool:
    """Return whether the sentence says what kind of place it is: "Ankara is a city"."""
    what = layout.child(verb, "attr")
    return what is not None and layout.lemma[what] in lex.anaphors
