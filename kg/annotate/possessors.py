"""Whom a possessive means: "praised Amara for *her* patience" is Amara's, "*Her* ministry, Amara said, would pay" too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.preferences import takes_matter
from kg.lang.lexicon import lexicon as cue_lexicon
from kg.lang.lexicon import word_set
from kg.lang.tables import words
from kg.model import SpeechAct

if TYPE_CHECKING:
    from collections.abc import Container

    from kg.annotate.layout import Layout

_FRAMES = frozenset({"obj-for", "obj-of"})
_REASONS = frozenset({"for", "of", "over"})
_DEEPEST = 6
_SUBJECT_CONTROL = word_set("subject control")
_UNDERGONE = word_set("undergone")
_AGAINST = frozenset({SpeechAct.REJECT, SpeechAct.CRITICISE})
_CALLED = frozenset({"oprd", "acomp", "amod"})


def answers_for(layout: Layout, obj: int, pronoun: int) -> bool:
    """Return whether `pronoun` stands in what the object `obj` is praised, blamed or accused of.

    "attacked Ryan for his support": who is attacked gives the reason, not who attacks.
    """
    obj = layout.first_conjunct(obj)
    verb = layout.head[obj]
    if layout.dep[obj] != "dobj" or not obj < pronoun:
        return False
    cues = cue_lexicon().of("verb", layout.lemma[verb])
    if not any(cue.frames & _FRAMES and cue.act is not SpeechAct.PROMISE for cue in cues):
        return False
    below = pronoun
    for _ in range(_DEEPEST):
        above = layout.head[below]
        if above in {verb, obj}:
            return layout.dep[below] == "prep" and layout.lower[below] in _REASONS
        below = above
    return False


def is_anothers(layout: Layout, subject: int, pronoun: int) -> bool:
    """Return whether `subject` is against what the possessive `pronoun` stands before: "Rao rejected *his* offer".

    That is another's, but for what is done to oneself ("condemned her arrest") or told to be "his own".
    """
    noun = layout.head[pronoun]
    verb = layout.head[noun]
    if layout.dep[noun] != "dobj" or layout.first_conjunct(subject) != layout.child(verb, "nsubj"):
        return False
    if layout.lower[pronoun + 1] == "own" or _is_undergone(layout, noun):
        return False
    cues = cue_lexicon().of("verb", layout.lemma[verb])
    if any(cue.kind == "stance" and cue.act in _AGAINST and "obj" in cue.frames for cue in cues):
        return True
    judged = [c for c in layout.children[verb] if layout.dep[c] in _CALLED and c > noun]
    harsh = words("evaluations", "lemma", pos="adj", side="-")
    return any("call" in cue.frames for cue in cues) and any(layout.lemma[c] in harsh for c in judged)


def wants_undergone(layout: Layout, pronoun: int) -> int:
    """Return the verb of "favour *their* removal", whose subject wants others removed; -1 for other pronouns."""
    noun = layout.head[pronoun]
    if layout.dep[pronoun] != "poss" or not _is_undergone(layout, noun):
        return -1
    verb = layout.head[noun]
    if layout.dep[noun] == "pobj":
        verb = layout.head[verb]
    return verb if takes_matter(layout, verb) else -1


def _is_undergone(layout: Layout, noun: int) -> bool:
    """Whether what a noun names is done to whose it is: "her arrest"."""
    return layout.lemma[noun] in _UNDERGONE


def speaker_of_body(layout: Layout, pronoun: int, bodies: Container[str]) -> int:
    """Return the subject of the verb of saying around a body that opens the sentence; -1 where there is none.

    Args:
        layout: The parse.
        pronoun: Token of the possessive: "*Her* ministry, Amara said, would pay".
        bodies: Lemmas of nouns for what somebody may lead.
    """
    opens = layout.sentence_begin(pronoun) == pronoun and layout.dep[pronoun] == "poss"
    if not opens or layout.lemma[layout.head[pronoun]] not in bodies:
        return -1
    below = layout.head[pronoun]
    for _ in range(_DEEPEST):
        above = layout.head[below]
        said = layout.child(below, "parataxis")
        if said is None and layout.dep[below] == "ccomp" and above > below:
            said = above
        subject = layout.child(said, "nsubj") if said is not None else None
        if subject is not None and subject > pronoun:
            return subject
        if above == below:
            break
        below = above
    return -1


def asked_to(layout: Layout, pronoun: int) -> int:
    """Return who is asked to do what a possessive stands in: "urged *Peru* to reopen its port"; -1 where nobody is.

    What one is asked to take a side on is rather the asker's: "urged Peru to back its plan".
    """
    below = pronoun
    for _ in range(_DEEPEST):
        above = layout.head[below]
        if above == below:
            break
        verb = layout.head[above]
        infinitive = layout.tag[above] == "VB" and layout.dep[above] in {"xcomp", "ccomp", "advcl"}
        if infinitive and above > verb and any(layout.tag[c] == "TO" for c in layout.children[above]):
            sided = any(c.kind == "stance" for c in cue_lexicon().of("verb", layout.lemma[above]))
            return -1 if sided else _object(layout, verb, above)
        below = above
    return -1


def _object(layout: Layout, verb: int, infinitive: int) -> int:
    """Return the one whom a verb asks to do what its infinitive says: "*Peru*", "on *Peru*", "[*Peru* to reopen it]"."""
    frames = {f for cue in cue_lexicon().of("verb", layout.lemma[verb]) for f in cue.frames}
    asked = [c for c in layout.children[verb] if c < infinitive]
    objects = [c for c in asked if layout.dep[c] == "dobj"]
    if objects and ("obj-to" in frames or layout.lemma[verb] not in _SUBJECT_CONTROL):
        return objects[-1]
    subject = layout.child(infinitive, "nsubj")
    if "obj-to" in frames and subject is not None:
        return subject
    led = [layout.child(c, "pobj") for c in asked if layout.dep[c] == "prep"] if "on-to" in frames else []
    return next((o for o in led if o is not None), -1)
