"""What somebody would feel about, were it so: the clause behind "if"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.extract.object_frames import Slots
    from kg.lang.lexicon import Cue

CLIPPED = frozenset({"'d", "’d"})


def is_supposed(feeling: Token, verb: Token) -> bool:
    """Return whether an if-clause is what somebody would feel about: "would be sorry *if talks failed*"."""
    mark = clause.child(verb, "mark")
    would = any(m.lemma_ == "would" or m.lower_ in CLIPPED for m in clause.modals(feeling))
    return verb.dep_ == "advcl" and mark is not None and mark.lower_ == "if" and would and verb.i > feeling.i


def supposed(verb: Token, _cue: Cue) -> Slots:
    """Yield what "it" stands for ahead of its clause: "would welcome it *if Oslo joined*"."""
    obj = clause.child(verb, "dobj")
    for c in clause.children(verb, "advcl") if obj is not None and obj.lower_ == "it" else ():
        if is_supposed(verb, c):
            yield (c,), obj, ()
