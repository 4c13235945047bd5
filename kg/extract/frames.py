"""Where verbs have their content: one finder for each frame of the cue table (`kg.lang.lexicon`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.dependence import is_inverted
from kg.extract.earlier import quoted_before, sums_up, told_before
from kg.extract.hit import REFUSING
from kg.extract.infinitives import inquires, is_bare_infinitive, is_stray_infinitive, to_be_predicate
from kg.extract.object_frames import (
    Slots,
    asked,
    blamed_on,
    called,
    called_what,
    experience,
    object_preposition,
    owned,
    raised,
)
from kg.extract.preposition_frames import behind_preposition, is_time
from kg.extract.supposed import supposed
from kg.lang.lexicon import Cue, lexicon, with_trait, word_set
from kg.model import Modality

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

TO_HEARERS = word_set("telling verbs")  # "The port, Oslo told the paper, would close"
SUBORDINATORS = frozenset({"if", "unless", "whether", "because", "while", "although", "though"})
WITH_IF = with_trait("with-if")


def _that(verb: Token, cue: Cue) -> Slots:
    for c in verb.children:
        if _is_told_before(verb, c):
            continue
        if c.dep_ == "ccomp" and clause.is_clausal(c) and _is_said(verb, c):
            if clause.has_subject(c) and not is_bare_infinitive(c) and (c.i > verb.i or _set_off(verb)):
                yield (c,), clause.child(verb, "dobj", "dative"), ()
        elif c.dep_ == "advcl" and (mark := clause.child(c, "mark")) is not None and mark.lower_ == "that":
            yield (c,), None, ()  # "adding that …" where the parser made it adverbial
    yield from _parenthetical(verb, cue)
    yield from quoted_before(verb)


def _is_told_before(verb: Token, content: Token) -> bool:
    """Whether a clause is told by a speaker of its own: "Oslo says it will pay, but Bern will not, its envoy said".

    "Oslo agrees: its envoy said the vote was fair" too.
    """
    if content.dep_ != "ccomp" or clause.child(content, "ccomp") is None or not clause.own_subjects(content):
        return False
    if content.i > verb.i:
        return content.doc[content.left_edge.i - 1].text == ":"
    return any(content.i < c.i < verb.i and clause.own_subjects(c) for c in clause.children(verb, "ccomp"))


def _set_off(verb: Token) -> bool:
    """Whether a mark parts the reporting clause from the content before it: "Talks failed, Oslo said"."""
    subject = clause.own_subjects(verb)
    first = min([verb.i, *(s.left_edge.i for s in subject)])
    return first > 0 and (verb.doc[first - 1].is_punct or verb.doc[first - 1].is_quote)


def _is_said(cue: Token, verb: Token) -> bool:
    """Whether a complement clause is stated: no condition (also inverted), no question."""
    return not is_condition(cue, verb) and not clause.is_question(verb) and not is_inverted(verb)


def _parenthetical(verb: Token, cue: Cue) -> Slots:
    """The clause around a reporting clause in commas: "The talks, Lavrov said, would fail".

    What it says already is no such clause: "Oslo moves *as Bern warns of a strike*".
    """
    if verb.dep_ not in {"parataxis", "advcl", "dep", "ccomp", "relcl"} or verb.head.i == verb.i:
        return
    around = verb.head
    mark = clause.child(verb, "mark")
    if mark is not None and mark.lower_ == "as" and verb.dep_ == "advcl":
        # "As Mills told the Post, talks have failed"
        if (
            clause.own_subjects(verb)
            and (verb.lemma_ in TO_HEARERS or _set_apart(mark))  # "fell as Bern protests swelled"
            and clause.child(verb, "ccomp", "xcomp") is None
            and clause.is_clausal(around)
            and (verb.lemma_ in TO_HEARERS or clause.child(verb, "dobj") is None)  # not "as we mourn them"
            and not any(c.dep_ == "prep" and c.lower_ in cue.prepositions for c in verb.children)
        ):
            yield (around,), None, (mark,)
        return
    taken = ("ccomp", "xcomp") if verb.lemma_ in TO_HEARERS else ("ccomp", "dobj", "xcomp")
    if not clause.is_clausal(around) or mark is not None or clause.child(verb, *taken) is not None:
        return
    subject = clause.own_subjects(verb)
    if (
        not subject
        or subject[0].tag_ in {"WDT", "WP"}
        or verb.sent[0].i == min(subject[0].left_edge.i, verb.i)
    ):
        return
    before = verb.doc[max(min(subject[0].left_edge.i, verb.i) - 1, 0)]
    # "“If they shoot, we respond,” said Rao": the comma is the verb's own; not "If they shoot, Rao said, we respond"
    quoted = any(t.is_quote for t in verb.sent)
    own = verb.left_edge.i < before.i and (quoted or around.i < verb.i)
    if before.text in {",", "—", "–", "-", "--"} and not own:
        yield (around,), None, ()


def _set_apart(mark: Token) -> bool:
    """Whether a clause opens its sentence or stands behind a comma or dash."""
    before = mark.doc[max(mark.i - 1, 0)]
    return mark.i == 0 or mark.is_sent_start or before.is_punct or before.is_space or before.is_quote


def _to(verb: Token, cue: Cue) -> Slots:
    for c in clause.children(verb, "xcomp"):
        asks = any(w.lower_ == "whether" for w in c.children) and cue.modality is not Modality.POSSIBLE
        asks |= any(w.tag_ == "WRB" for w in c.children)  # "debated how to pay for it"
        if asks or inquires(c):  # "has yet to decide whether to sign"; "is weighing whether to" may well
            continue
        object_acts = _object_before(verb, c) is not None and verb.lemma_ not in clause.SUBJECT_CONTROL
        if c.tag_ == "VB" and not object_acts and clause.child(c, "aux") is not None:
            yield (c,), _object_before(verb, c), ()
            yield from (((o,), None, ()) for o in clause.children(verb, "conj") if is_stray_infinitive(o, c))
        elif to_be_predicate(c) and not object_acts:
            yield (c,), None, ()


def _gerund(verb: Token, _cue: Cue) -> Slots:
    for c in clause.children(verb, "xcomp", "ccomp", "dobj"):
        if c.dep_ == "dobj" and (c.pos_ != "VERB" or c.i < verb.i):
            continue  # "denies meddling in it" too, but "denied the meddling"
        having = any(a.dep_ == "aux" and a.tag_ == "VBG" for a in c.children)
        if c.tag_ == "VBG" or (c.tag_ == "VBN" and having):  # "denied having met them"
            yield (c,), None, ()


def _called(verb: Token, cue: Cue) -> Slots:
    """What a thing is called; a charge that somebody "rejected as baseless" is told as what he rejects."""
    refuses = any(c.act in REFUSING and "obj" in c.frames for c in lexicon().of("verb", verb.lemma_.lower()))
    yield from (slots for slots in called(verb, cue) if not (refuses and sums_up(slots[0][0])))


def _object(verb: Token, cue: Cue) -> Slots:
    yield from _gerund(verb, cue)
    if cue.stance in {"+", "-"} and (told := told_before(verb, cue)) is not None:
        yield (told,), None, ()
        return
    if clause.is_passive(verb):
        kept = clause.child(verb, "dobj")
        subjects = clause.subjects(verb)
        if kept is not None:
            yield (kept,), next(iter(subjects), None), ()  # "were denied visas by Oslo"
        elif subjects and not clause.children(verb, "xcomp", "ccomp"):
            yield tuple(subjects[:1]), None, ()
        return
    two = clause.children(verb, "dobj")
    if len(two) == 2 and two[0].right_edge.i + 1 == two[1].left_edge.i and two[1].pos_ == "NOUN":
        yield (two[1],), two[0], ()  # "denied the party a permit"
        return
    if (called := called_what(verb)) is not None:
        yield (called,), None, ()
        return
    found = clause.patients(verb)
    below = clause.children(verb, "xcomp") if "obj-to" in cue.frames else []
    if (
        found
        and (found[0].pos_ in clause.NOMINAL or clause.is_mutual(found[0]))
        and not below
        and not clause.children(verb, "oprd")
        and not is_time(found[0])
        and found[0].tag_ != "WP"  # "what Oslo wants" names nothing yet
    ):
        yield (found[0],), None, ()


def _object_said(verb: Token, cue: Cue) -> Slots:
    """What is said as a noun: "stressed the need for", "announced a withdrawal", but not "reported the minister"."""
    for contents, obj, words in _object(verb, cue):
        if contents[0].pos_ != "PRON" and contents[0].ent_type_ not in {"PERSON", "ORG", "GPE", "NORP"}:
            yield contents, obj, words


def _object_to(verb: Token, _cue: Cue) -> Slots:
    for c in clause.children(verb, "xcomp", "ccomp", "advcl"):
        if c.tag_ != "VB" and not to_be_predicate(c):
            continue
        if c.dep_ == "advcl" and clause.child(verb, "dobj") is None:
            continue
        own = clause.own_subjects(c)
        if own and clause.is_finite(c):
            continue  # "I can tell you I do not know": a clause of its own
        if own and is_bare_infinitive(c):  # "wants Europe to pay"
            yield (c,), own[0], ()
        elif clause.is_passive(verb):  # "was urged to pay"
            yield (c,), next(iter(clause.subjects(verb)), None), ()
        elif (obj := _object_before(verb, c)) is not None:
            yield (c,), obj, ()
    yield from (((c,), None, ()) for c in clause.children(verb, "ccomp") if _is_wished_done(c))
    yield from _below_object(verb)


def _below_object(verb: Token) -> Slots:
    """As in "urged Iran to stop", where the parser hung the infinitive below the noun."""
    for noun in clause.children(verb, "dobj"):
        for c in clause.children(noun, "acl", "relcl"):
            if c.tag_ == "VB" and clause.child(c, "aux") is not None:
                yield (c,), noun, ()


def _is_wished_done(participle: Token) -> bool:
    """Whether a participle is what is to happen to its subject: "wants the assets *seized*"."""
    helped = clause.children(participle, "aux", "auxpass", "mark", "agent")
    return participle.tag_ == "VBN" and bool(clause.own_subjects(participle)) and not helped


def _preposition_to(verb: Token, cue: Cue) -> Slots:
    for preposition in clause.children(verb, "prep", "prt", "dative"):
        if preposition.lower_ not in {"on", "upon", "for", "to", "with"} or preposition.i < verb.i:
            continue
        noun = clause.child(preposition, "pobj")
        if noun is None or ("not-to" in cue.traits and preposition.lower_ == "to"):
            continue  # "called it a blow to our ability to act"
        beside = clause.children(verb, "npadvmod")  # "appealed to Chad, *the chair*, to act"
        below = [c for n in (*clause.conjuncts(noun), *beside) for c in clause.children(n, "acl", "relcl")]
        for c in [*clause.children(verb, "xcomp", "advcl", "ccomp"), *below]:
            # but not "so that they can return"
            if c.tag_ == "VB" and c.i > noun.i and clause.child(c, "mark") is None:
                yield (c,), noun, (preposition,)


VERB_FRAMES: tuple[tuple[str, Callable[[Token, Cue], Slots]], ...] = (
    ("as", _called),
    *((f"obj-{word}", object_preposition(word)) for word in ("of", "for", "with", "from")),
    ("obj-on", blamed_on),
    ("obj-to", _object_to),
    ("on-to", _preposition_to),
    ("that", _that),
    ("asks", asked),
    ("if", supposed),
    ("to", _to),
    ("ger", _gerund),
    ("p", behind_preposition),
    ("own", owned),
    ("obj", _object),
    ("obj-say", _object_said),
    ("obj-stance", _object),
    ("exp", experience),
    ("raise", raised),
)
"""Frames in the order in which they claim content: the fuller first."""


def _object_before(verb: Token, complement: Token) -> Token | None:
    """The object that stands between a verb and its infinitive, which would then act."""
    for c in verb.children:
        if c.dep_ in {"dobj", "dative"} and verb.i < c.i < complement.i and c.pos_ in clause.NOMINAL:
            return c
    return None


def is_condition(cue: Token, verb: Token) -> bool:
    """Return whether a complement clause is no content: "asked if …", "said because …"; "said if elected he would" is one."""
    mark = clause.child(verb, "mark")
    if mark is None or mark.lower_ not in SUBORDINATORS:
        return False
    return not (mark.lower_ == "if" and cue.lemma_ in WITH_IF and clause.modals(verb))
