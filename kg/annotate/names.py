"""Finds the spans of names: the model's entities, cleaned, joined with the forms of curated actors.

The tagger is good at finding where a name is and bad at saying whether it is a person's or an
organisation's, so its labels are only a first guess (`kg.annotate.persons` overrules them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.name import Name
from kg.annotate.name_kinds import (
    correct,
    given_before,
    is_capitalised,
    is_given,
    is_title,
    may_be_personal,
    unlabelled,
)
from kg.knowledge import FormKind
from kg.lang.lexicon import Cue, word_set
from kg.lang.lexicon import lexicon as cue_lexicon
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.gazetteer import Gazetteer, Hit, Senses
    from kg.annotate.layout import Layout
    from kg.annotate.lexicon import Lexicon

KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "NORP": Kind.GROUP,
}
COUNTED = word_set("counted in")
VOICED = frozenset({"say", "think", "want", "stance"})
JUDGING = frozenset({"that", "quote", "obj-of", "obj-for", "as", "to"})
"""Kinds of cues that need a mind, and the frames in which no town is meant: "Lund supports 300 shops"."""
LOCATIVE = frozenset({"in", "at", "near", "from", "to", "outside", "around", "of"})
_WORKS = {"WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE"}
_FILLER = {",", "and", "of", "the", "'s", "’s", "-", "/", "&", "in", "'", "’", "to", "(", ")", "–"}
_TRIM_FRONT = {
    "the",
    "a",
    "an",
    "this",
    "that",
    "–",
    "—",
    "-",
    "“",
    '"',
    "‘",
    "'",
    "(",
    "[",
    ",",
    ".",
    "*",
    "•",
}
_TRIM_BACK = {"'s", "’s", "'", "’", "”", '"', ")", "]", ",", ".", "–", "—", "-", ":", ";", "(", "s’", "`"}


def find_names(layout: Layout, gaz: Gazetteer, lex: Lexicon) -> list[Name]:
    """Return the names of the document in order, without overlaps."""
    hits = gaz.hits(layout)
    inside: dict[int, Hit] = {i: hit for hit in hits for i in range(hit.begin, hit.end)}
    taken: set[int] = set()
    names: list[Name] = []
    for begin, end, label in _entities(layout, lex):
        overlapping = list({id(h): h for i in range(begin, end) if (h := inside.get(i))}.values())
        given = label == "NORP" and not overlapping and end not in inside
        personal = given and is_given(layout, lex, begin, end)
        entity = (begin, end + 1, "PERSON") if personal else (begin, end, label)
        name = _choose(layout, gaz, lex, entity, overlapping)
        if name is not None and not taken.intersection(range(name.begin, name.end)):
            names.append(name)
            taken.update(range(name.begin, name.end))
    for hit in hits:
        if not taken.intersection(range(hit.begin, hit.end)):
            names.append(_of_hit(layout, gaz, hit, ""))
            taken.update(range(hit.begin, hit.end))
    names += [Name(b, e, "", Kind.PERSON) for b, e in unlabelled(layout, gaz, lex, taken)]
    correct(layout, gaz, lex, names)
    return sorted(names, key=lambda n: n.begin)


def _entities(layout: Layout, lex: Lexicon) -> list[tuple[int, int, str]]:
    """Return the model's entities as [begin, end) and label, cleaned, cut at line breaks."""
    found: list[tuple[int, int, str]] = []
    for entity in layout.doc.ents:
        piece = entity.start
        for i in range(entity.start, entity.end + 1):
            if i == entity.end or layout.tokens[i].is_space or layout.text[i] in {"(", ")", "[", "]"}:
                trimmed = _trim(layout, lex, piece, i, entity.label_)
                if trimmed is not None:
                    begin = trimmed[0] - given_before(layout, lex, *trimmed)
                    found.append((begin, trimmed[1], entity.label_))
                piece = i + 1
    return found


def _before_sum(layout: Layout, begin: int, end: int) -> int:
    """Return where a name ends that was drawn together with a sum: "fined *Falke* 200 million euros"."""
    if end - begin < 2 or layout.lemma[end - 1] not in COUNTED:
        return end
    return next((i for i in range(begin + 1, end) if layout.tag[i] == "CD"), end)


def _before_gerund(layout: Layout, begin: int, end: int) -> int:
    """Return where a name ends that was drawn together with a charge: "accused the *Centre* of keeping it dark"."""
    gerunds = (i for i in range(begin + 1, end - 1) if layout.lower[i] == "of" and layout.tag[i + 1] == "VBG")
    return next((i for i in gerunds if layout.text[i + 1].islower()), end)


def _bare(layout: Layout, begin: int, end: int, label: str) -> tuple[int, int]:
    """Return [begin, end) without article, marks, possessive and what a sum is counted in."""
    while begin < end and layout.lower[begin] in _TRIM_FRONT:
        begin += 1
    if begin + 2 < end and layout.text[begin + 1] == "-" and layout.text[begin] in {"anti", "pro", "non"}:
        begin += 2
    while begin < end and layout.lower[end - 1] in _TRIM_BACK:
        if label == "ORG" and layout.lower[end - 1] in {"'s", "’s"} and _owns_nothing(layout, end - 1):
            break
        end -= 1
    return begin, _before_sum(layout, begin, end)


def _trim(layout: Layout, lex: Lexicon, begin: int, end: int, label: str) -> tuple[int, int] | None:
    """Return [begin, end) without article, marks, possessive and titles; None if nothing is left."""
    begin, end = _bare(layout, begin, end, label)
    if label == "ORG":
        end = _before_gerund(layout, begin, end)
    if begin < end < len(layout) and "(" in layout.text[end - 1] and layout.text[end] == ")":
        end += 1  # "CPI(M)", cut before the bracket that closes
    if label == "PERSON":
        begin, end = _bare_person(layout, lex, begin, end)
    if (
        end == begin + 1
        and "-" in layout.text[begin]
        and label != "PERSON"
        and layout.text[begin][0].islower()
    ):
        return None  # "anti-EU"
    if begin == end or not any(text[:1].isupper() for text in layout.text[begin:end]):
        return None
    called = (
        lex.anaphors.get(layout.lower[begin])
        if end == begin + 1 and layout.lower[begin - 1] == "the"
        else None
    )
    if called is not None and Kind.PERSON in called.kinds and begin:
        return None  # "the Democrat said"
    if all(is_title(layout, lex, i) for i in range(begin, end)) and label not in {"GPE", "LOC"}:
        return None  # "Defence" of "Defence Secretary"
    return begin, end


def _owns_nothing(layout: Layout, mark: int) -> bool:
    """Return whether a possessive mark belongs to the name: "Sotheby's said" has no owner in it."""
    return layout.dep[mark] == "case" and layout.dep[layout.head[mark]] in {"nsubj", "nsubjpass"}


def _bare_person(layout: Layout, lex: Lexicon, begin: int, end: int) -> tuple[int, int]:
    """Return a person's name without titles and the words of a caption, with what the tagger cut off."""
    while begin < end - 1 and is_title(layout, lex, begin):
        begin += 1
    while begin < end - 1 and layout.lower[end - 1] in lex.captions:
        end -= 1
    if end + 1 < len(layout) and layout.text[end] == "-" and layout.text[end + 1].isalpha():
        glued = layout.end_of(end - 1) == layout.start[end] and layout.end_of(end) == layout.start[end + 1]
        end += 2 * (glued and layout.tag[end + 1][:1] == "N")  # "Yoon Hae" of "Yoon Hae-won"
    cut = begin < end < len(layout) and layout.dep[end - 1] == "compound" and layout.head[end - 1] == end
    if cut and may_be_personal(layout, lex, end) and layout.lower[end] not in lex.name_heads:
        end += 1
    if begin < end < len(layout) and layout.lower[end] in lex.companies and layout.text[end][:1].isupper():
        end += 1
    return begin, end


def _choose(
    layout: Layout, gaz: Gazetteer, lex: Lexicon, entity: tuple[int, int, str], hits: list[Hit]
) -> Name | None:
    """Decide between an entity of the model and the curated forms that it touches; None leaves the forms alone."""
    begin, end, label = entity
    kind = KINDS.get(label)
    for hit in hits:
        if hit.begin <= begin and end <= hit.end:
            return _of_hit(layout, gaz, hit, label)
    named = [h for h in hits if FormKind.NAME in h.senses or FormKind.METONYM in h.senses]
    if any(len(h.senses.get(FormKind.NAME, ())) and _person(gaz, h) and h.end - h.begin > 1 for h in named):
        return None
    covered = {i for h in hits for i in range(h.begin, h.end)}
    rest = [i for i in range(begin, end) if i not in covered and layout.lower[i] not in _FILLER]
    if (hits and not rest) or any(h.begin < begin or h.end > end for h in hits):
        return None
    owner = hits[0] if hits and hits[0].begin == begin and begin else None
    if label == "PERSON" and owner is not None and layout.lower[begin - 1] in {"of", "to", "for"}:
        return Name(owner.end, end, label, kind)  # "Prime Minister of Jordan Samir Haddad"
    if label != "PERSON" or layout.lower[end - 1] in lex.name_heads:
        kind = name_kind(layout, lex, begin, end, kind)
    kind = _told_kind(layout, lex, begin, end) or kind
    if kind is None and hits:
        return None  # "NATO summit": the summit is no actor, NATO is
    inner = [h for h in hits if FormKind.NAME in h.senses and label != "PERSON"]
    if label in _WORKS and not hits and _speaks(layout, begin, end):
        kind = Kind.PERSON  # names from far away are often taken for titles of books
    elif kind is Kind.PLACE and not hits and _judges_alone(layout, begin, end):
        kind = Kind.PERSON  # or for towns
    return Name(begin, end, label, kind, state=_state_within(gaz, hits), inner=inner)


def _told_kind(layout: Layout, lex: Lexicon, begin: int, end: int) -> Kind | None:
    """Return the kind that the first word of a site or the last of a company shows: "Mount Etna", "Iran Air"."""
    if end - begin > 1 and layout.lower[begin] in lex.sites:
        return Kind.PLACE
    return Kind.ORGANISATION if end - begin > 1 and layout.lower[end - 1] in lex.companies else None


def _speaks(layout: Layout, begin: int, end: int) -> bool:
    """Return whether two or three capitalised words are the subject of a verb with a clause or quotation."""
    head = layout.head_in(begin, end)
    if not 2 <= end - begin <= 3 or not is_capitalised(layout, begin, end):
        return False
    verb = layout.head[head]
    speaks = layout.child(verb, "ccomp") is not None or judges(layout, verb)
    return layout.dep[head] == "nsubj" and speaks


def judges(layout: Layout, verb: int) -> bool:
    """Return whether it takes a mind to do what a verb says: "accused Bern of fraud"."""
    found = cue_lexicon().of("verb", layout.lemma[verb])
    return any(cue.kind in VOICED and (cue.frames & JUDGING or _takes_against(cue)) for cue in found)


def _takes_against(cue: Cue) -> bool:
    """Whether a verb tells of a side against its object, which no town takes: "opposed the levy", but "supports 300 shops"."""
    return cue.kind == "stance" and cue.stance == "-" and "obj" in cue.frames


def _judges_alone(layout: Layout, begin: int, end: int) -> bool:
    """Return whether an unknown place says or judges something and nobody is ever in it: "Bombelyn had accused him"."""
    head = layout.head_in(begin, end)
    if end - begin > 1 or layout.dep[head] != "nsubj" or not judges(layout, layout.head[head]):
        return False
    if layout.child(head, "compound") is not None or layout.child(head, "det") is not None:
        return False
    same = (i for i in range(len(layout)) if layout.text[i] == layout.text[begin])
    return not any(i and layout.lower[i - 1] in LOCATIVE for i in same)


def name_kind(layout: Layout, lex: Lexicon, begin: int, end: int, kind: Kind | None) -> Kind | None:
    """Return the kind that the words of the name itself settle ("… Ministry", "Treaty of …"), else `kind`."""
    stop = next((i for i in range(begin + 1, end) if layout.lower[i] in {"of", "for", "on", "in", "at"}), end)
    word = layout.lower[stop - 1].rstrip(".")
    settled = lex.name_heads.get(word, kind)
    if end - begin > 1 or settled is None:
        return settled
    return kind


def _state_within(gaz: Gazetteer, hits: list[Hit]) -> str | None:
    """Return the one state that the curated forms inside a longer name point to."""
    keys = {key for h in hits for key in gaz_states(gaz, h.senses)}
    return keys.pop() if len(keys) == 1 else None


def gaz_states(gaz: Gazetteer, senses: Senses) -> set[str]:
    """Return the keys of the states and blocs that a form denotes or belongs to."""
    found = set()
    for keys in senses.values():
        for key in keys:
            actor = gaz.actor(key)
            if actor.kind in {Kind.STATE, Kind.BLOC}:
                found.add(key)
            elif (state := gaz.knowledge.state_of(key)) is not None:
                found.add(state.key)
    return found


def _person(gaz: Gazetteer, hit: Hit) -> bool:
    """Return whether a curated form is a person's name."""
    return any(gaz.actor(key).kind is Kind.PERSON for key in hit.senses.get(FormKind.NAME, ()))


def _of_hit(layout: Layout, gaz: Gazetteer, hit: Hit, label: str) -> Name:
    """Make a name of a curated form; a leading article stays outside."""
    begin = hit.begin + (layout.lower[hit.begin] == "the" and hit.end - hit.begin > 1)
    keys = hit.senses.get(FormKind.NAME, ())
    kinds = {gaz.actor(key).kind for key in keys}
    kind = kinds.pop() if len(kinds) == 1 else KINDS.get(label)
    return Name(begin, hit.end, label, kind, hit.senses)
