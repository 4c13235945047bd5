"""Gives a verb with tense that the parser joined to an infinitive or a gerund the clause that it goes on.

What has a tense joins nothing that has none: in "Oslo urged Bern to wait and *warned* against haste" Oslo warned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import hand_over, hang, has_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = frozenset({"dobj", "ccomp", "xcomp"})


def behind_bare_verb(verb: Token) -> None:
    """Hang a conjunct of an infinitive or gerund on the verb above that has its tense, with its "and".

    "urged Oslo to wait and warned against haste", "fears that the deal would fail, and wants guarantees", "blamed Oslo
    for failing to act and called on Bern to help", "said the plan helped to end the strike and slammed Bern".
    """
    bare = verb.head
    if bare.tag_ == "VBG" and bare.dep_ == "xcomp":  # "vowed to keep talking and opposed the ban"
        bare = bare.head
    if verb.tag_ not in {"VBD", "VBZ"} or not (bare.tag_ == "VB" or _is_gerund(bare)):
        return
    above = (a for a in bare.ancestors if a.pos_ == "VERB" and a.i < bare.i)
    host = next((a for a in above if _tense(a) == verb.tag_), None)
    if host is None or not _goes_on(verb, bare, host):
        return
    joints = [c for b in (bare, verb.head) for c in b.children if c.dep_ == "cc" and b.i < c.i < verb.i]
    behind = [c for c in bare.children if c.dep_ in {"advcl", "prep"} and c.i > verb.i]
    hand_over(joints, host)
    hang(verb, host)
    hand_over(behind, verb)


def _goes_on(verb: Token, bare: Token, host: Token) -> bool:
    """Whether a verb goes on the clause of `host`, below which the verb without tense stands.

    With a subject of its own it opens a clause: "refused to pay and Chad shut its border". Without an object it may be
    a participle, so that only the next verb above counts.
    """
    if has_subject(verb):
        return bare.dep_ == "xcomp" and bare.head.i == host.i and verb.tag_ == "VBD"
    if _is_gerund(bare):
        return host.i == next(a.i for a in bare.ancestors if a.pos_ == "VERB")
    would = bare.dep_ == "ccomp" and any(c.tag_ == "MD" for c in bare.children)
    return (bare.head.i == host.i and (bare.dep_ == "xcomp" or would)) or any(
        c.dep_ in OBJECTS for c in verb.children
    )


def _is_gerund(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp"


def _tense(verb: Token) -> str:
    """The tag of the word that carries a verb's tense: "*has* urged"."""
    return next((c.tag_ for c in verb.children if c.dep_ == "aux" and c.lemma_ == "have"), verb.tag_)
