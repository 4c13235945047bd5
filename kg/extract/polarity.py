"""Polarity arithmetic: which side a holder takes, composed step by step from cue to content.

The cue gives the first side; each negation on the way turns it; where the cue takes no side
("said that …"), the content decides: what ought to be, what the holder's own side will do, what is
called good or bad. Each step is kept in words for `kg explain`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import clause, modality
from kg.extract.cues import verb_cues
from kg.extract.reality import TURNERS
from kg.lang.lexicon import lexicon
from kg.lang.tables import table
from kg.model import Modality, Polarity, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.cues import Hit

OwnSide = Callable[["Token"], bool]
"""Whether a subject is the holder, or the state or body that the holder speaks for."""

IMPORTANT = frozenset({"important", "essential", "vital", "crucial", "necessary", "imperative", "indispensable", "time"})
NEED_NOUNS = frozenset(
    {"need", "necessity", "requirement", "importance", "duty", "obligation", "right", "urgency", "responsibility"}
)
DROPPING = frozenset({"withdraw", "drop", "lose", "abandon", "lift", "end", "retract", "overcome", "ease", "reverse"})
"""Verbs that take back the stance that is their object: "withdrew its support"."""
DEGREE = frozenset({"hardly", "barely", "scarcely"})
CAUSING = frozenset(
    {"contribute", "lead", "amount", "result", "cause", "mean", "constitute", "represent", "pose", "commit", "spread"}
    | {"demonstrate", "create", "throw", "suffer"}
)
"""Verbs that are as good or bad as what they bring about."""
FUTURE = frozenset({"will", "’ll", "'ll", "would", "shall", "’d", "'d", "wo", "may", "might", "could", "can"})


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The side taken, with its steps in words."""

    side: Polarity
    act: SpeechAct
    modality: Modality
    steps: tuple[str, ...]

    def through(self, content: Token, inner: Polarity) -> Reckoning:
        """Return the side on what an inner cue of the same holder is about: "may consider sending arms"."""
        side = Polarity.SUPPORT if self.side is Polarity.NEUTRAL else self.side  # asserted of one's own side
        side = side.flipped() if inner is Polarity.OPPOSE else side
        step = f'through the inner cue to "{content.text}": {_word(side)}'
        levels = [self.modality, *(level for _, level in modality.hedges(content))]
        return Reckoning(side, self.act, modality.weakest(levels), (*self.steps, step))


def reckon(hit: Hit, content: Token, own_side: OwnSide, *, evaluates: bool = True) -> Reckoning:
    """Return the side that `hit` takes on `content`.

    Args:
        hit: The cue.
        content: Head of the proposition.
        own_side: Tells the holder's side.
        evaluates: Whether the content's own words may decide; not where they are another's stance
            ("according to Oslo, Bern condemned it").
    """
    side, act = hit.cue.side, hit.cue.act
    steps = [f'cue "{hit.cue.lemma}": {_word(side)}']
    levels = [hit.cue.modality]
    turned = _cue_negations(hit)
    neutral: tuple[Polarity, SpeechAct | None, list[str]] = (Polarity.NEUTRAL, None, ["another's stance"])
    inner, inner_act, inner_steps = content_side(content, own_side) if evaluates else neutral
    if hit.cue.stance == "?":
        side, step = _called(hit)
        steps.append(step)
    elif side is Polarity.NEUTRAL:
        side, steps = inner, steps + inner_steps
        act = inner_act or act
    elif hit.cue.act in {SpeechAct.WARN, SpeechAct.FEAR} and hit.frame in {"that", "quote"}:
        side, act, more = _warned(content, own_side, inner, inner_act)
        steps += more
        if not more:
            side, steps = _negated_content(content, side, steps)
    elif hit.frame not in {"exp", "obj-of", "obj-for"}:  # "accused them of having no plan" stays an accusation
        side, steps = _negated_content(content, side, steps)
    for word in turned:
        side, levels, step = _turn(hit, side, levels, word)
        steps.append(step)
    for word, level in modality.hedges(content):
        if hit.cue.stance != "?" or level is not Modality.CERTAIN:
            levels.append(level)
            steps.append(f'"{word.text}": {level.value}')
    for word, level in modality.hedges(hit.head) if hit.words else ():
        levels.append(level)
        steps.append(f'"{word.text}" on the cue: {level.value}')
    return Reckoning(side, act, modality.weakest(levels), tuple(steps))


def _word(side: Polarity) -> str:
    return str(side.value)


def _cue_negations(hit: Hit) -> list[Token]:
    """The words that negate the cue: "did not say", "no indication", "neither supports"."""
    if not hit.words:
        return []
    found = [] if hit.head.pos_ in {"NOUN"} else clause.negations(hit.head)
    if hit.head.pos_ in {"NOUN"}:
        found = [c for c in hit.head.children if c.lower_ in {"no", "little", "neither", "not", "never"}]
        light = [w for w in hit.words if w.i != hit.head.i and w.pos_ in clause.VERBAL]
        found += [n for verb in light for n in clause.negations(verb) if n not in found]
    if hit.cue.pos == "adj":
        copula = clause.first_conjunct(hit.head).head
        found += [n for n in clause.negations(copula) if n not in found]
    if hit.head.dep_ == "xcomp":
        found += _turning_matrix(hit.head.head)
    found += [w for w in hit.words if w.lemma_ in DROPPING and w.i != hit.head.i]
    inside = {t.i for c in hit.contents for t in clause.subtree(c)} - {hit.head.i}
    return [n for n in found if n.i not in inside or n.head.i == hit.head.i]


def _turning_matrix(matrix: Token) -> list[Token]:
    """What turns an infinitive below it: "ceased to support", "is unlikely to back", "has yet to endorse"."""
    if matrix.lemma_ in TURNERS or matrix.lower_ == "unlikely":
        return [matrix]
    return [c for c in matrix.children if matrix.lemma_ == "have" and c.lower_ == "yet"]


def _turn(hit: Hit, side: Polarity, levels: list[Modality], word: Token) -> tuple[Polarity, list[Modality], str]:
    """Apply one negation of the cue."""
    if hit.cue.act in {SpeechAct.REJECT, SpeechAct.DENY} and side is Polarity.OPPOSE:
        # "did not rule out": the way is left open, no more
        return Polarity.SUPPORT, [*levels, Modality.POSSIBLE], f'"{word.text}" turns it: support, possible at most'
    if side is Polarity.NEUTRAL and word.lower_ in DEGREE:
        return side, levels, f'"{word.text}" weakens it'
    if side is Polarity.NEUTRAL:
        # "gave no indication that", "does not believe that": the content is not granted
        return Polarity.OPPOSE, levels, f'"{word.text}" withholds the claim: oppose'
    return side.flipped(), levels, f'"{word.text}" turns it: {_word(side.flipped())}'


def _negated_content(content: Token, side: Polarity, steps: list[str]) -> tuple[Polarity, list[str]]:
    for word in clause.negations(content):
        side = side.flipped()
        steps = [*steps, f'"{word.text}" in the content turns it: {_word(side)}']
    return side, steps


def _warned(
    content: Token, own_side: OwnSide, inner: Polarity, inner_act: SpeechAct | None
) -> tuple[Polarity, SpeechAct, list[str]]:
    """A warning of one's own act is a threat, of what ought to be a demand; else it is a fear of the content."""
    if inner_act is SpeechAct.DEMAND:
        return inner, SpeechAct.WARN, ["warns of what ought to be: " + _word(inner)]
    if inner_act is SpeechAct.PROMISE:
        return inner, SpeechAct.THREATEN, ["warns of what its own side may do: " + _word(inner)]
    subject = next(iter(clause.subjects(content)), None)
    if subject is not None and own_side(subject) and any(m.lower_ in FUTURE for m in clause.modals(content)):
        side = Polarity.OPPOSE if clause.negations(content) else Polarity.SUPPORT
        return side, SpeechAct.THREATEN, ["warns of what its own side may do: " + _word(side)]
    if inner is not Polarity.NEUTRAL and not clause.negations(content):
        return Polarity.OPPOSE, SpeechAct.WARN, []
    return Polarity.OPPOSE, SpeechAct.WARN, []


# ------------------------------------------------------------------ the content's own side


def content_side(content: Token, own_side: OwnSide) -> tuple[Polarity, SpeechAct | None, list[str]]:
    """Return the side that a bare claim takes on what it says, its speech act if that shows, and the steps."""
    side, act, steps = _positive_side(content, own_side)
    if side is Polarity.NEUTRAL:
        return side, act, steps
    for word in clause.negations(content):
        if act is SpeechAct.CRITICISE:  # "the answer is not more threats" says nothing good of it
            return Polarity.NEUTRAL, None, [*steps, f'"{word.text}" takes the blame back']
        side = side.flipped()
        steps.append(f'"{word.text}" turns it: {_word(side)}')
    return side, act, steps


def _positive_side(content: Token, own_side: OwnSide) -> tuple[Polarity, SpeechAct | None, list[str]]:
    ought = modality.obligation(content)
    if ought is not None:
        return Polarity.SUPPORT, SpeechAct.DEMAND, [f'"{ought.text}": what ought to be']
    need = _needed(content)
    if need is not None:
        return Polarity.SUPPORT, SpeechAct.DEMAND, [f'"{need.text}": what is needed']
    if _is_mandative(content):
        return Polarity.SUPPORT, SpeechAct.DEMAND, ["subjunctive: what is to be"]
    if _is_imperative(content):
        return Polarity.SUPPORT, SpeechAct.DEMAND, ["imperative: a demand"]
    subject = next(iter(clause.subjects(content)), None)
    if subject is not None and own_side(subject) and _is_prospect(content):
        return Polarity.SUPPORT, SpeechAct.PROMISE, [f'what its own side ("{subject.text}") will or may do']
    word, side = evaluation(content)
    if word is not None:
        act = SpeechAct.CRITICISE if side is Polarity.OPPOSE else SpeechAct.PRAISE
        return side, act, [f'"{word.text}": {_word(side)}']
    return Polarity.NEUTRAL, None, ["a claim of fact"]


def is_needed(content: Token) -> bool:
    """Return whether a noun or clause says what ought to be: "the need for talks"."""
    return _needed(content) is not None


def _needed(content: Token) -> Token | None:
    """ "it is time for others to act", "it is vital that …", "the need for Europe to rearm"."""
    if content.lemma_.lower() in NEED_NOUNS:
        return content
    for c in clause.children(content, "acomp", "attr"):
        if c.lemma_.lower() in IMPORTANT and any(x.dep_ == "expl" or x.lower_ == "it" for x in content.children):
            return c
    return None


def _is_imperative(verb: Token) -> bool:
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "conj", "parataxis", "ccomp"} or clause.own_subjects(verb):
        return False
    helpers = clause.auxiliaries(verb)
    if helpers and not (helpers[0].lower_ in {"do", "let"} and len(helpers) == 1):
        return False  # "do not hold them hostage" is one, "to hold" and "will hold" are not
    return bool(helpers) or verb.i == _first_word(verb)


def _is_mandative(verb: Token) -> bool:
    """Whether a that-clause is in the subjunctive of demands: "insisted that the budget include it"."""
    if verb.dep_ not in {"ccomp", "acl", "relcl"} or not clause.own_subjects(verb):
        return False
    helpers = clause.auxiliaries(verb)
    if verb.tag_ == "VBN":
        return len(helpers) == 1 and helpers[0].lower_ == "be"
    return verb.tag_ == "VB" and not helpers


def _first_word(verb: Token) -> int:
    words = [t.i for t in clause.subtree(verb) if not t.is_punct and t.dep_ not in {"neg", "advmod", "intj", "npadvmod"}]
    return min(words, default=verb.i)


def _is_prospect(verb: Token) -> bool:
    """Whether a clause is about what will or may be done: "will lift", "would be leaving", "is going to"."""
    chain = [verb, verb.head] if verb.dep_ in {"xcomp", "conj"} else [verb]
    for v in chain:
        if any(m.lower_ in FUTURE for m in clause.modals(v)):
            return True
        if v.lemma_ == "go" and v.tag_ == "VBG":
            return True
    return verb.tag_ == "VBG" and any(a.lemma_ == "be" and a.tag_ in {"VBP", "VBZ"} for a in clause.auxiliaries(verb))


# ------------------------------------------------------------------ evaluation


@cache
def _evaluations() -> dict[tuple[str, str], Polarity]:
    sides = {"+": Polarity.SUPPORT, "-": Polarity.OPPOSE}
    return {(r["pos"], r["lemma"]): sides[r["side"]] for r in table("evaluations", ("lemma", "pos", "side"))}


def evaluation(predicate: Token) -> tuple[Token | None, Polarity]:
    """Return the word by which a clause or phrase evaluates its subject, and the side it takes."""
    for token in _evaluators(predicate):
        side = _lookup(token)
        if side is not None:
            return token, side
    return None, Polarity.NEUTRAL


def _lookup(token: Token) -> Polarity | None:
    pos = {"ADJ": "adj", "NOUN": "noun", "PROPN": "noun", "VERB": "verb", "ADV": "adj", "AUX": "verb"}.get(token.pos_)
    if pos is None:
        return None
    table_ = _evaluations()
    return table_.get((pos, token.lemma_.lower())) or table_.get((pos, token.lower_)) or (
        table_.get(("adj", token.lower_)) if token.tag_ in {"VBN", "VBG"} else None
    )


def _evaluators(predicate: Token) -> list[Token]:
    """The words of a predicate that can evaluate: itself, its complements, their modifiers; nearest first.

    Comparatives compare ("greater than expected"), objects count only below verbs of causing and being.
    """
    complements = [c for label in clause.children(predicate, "acomp", "attr", "oprd") for c in clause.conjuncts(label)]
    complements = [c for c in complements if c.tag_ not in {"JJR", "RBR"}]
    found = [*complements, predicate]
    found += [m for c in complements for m in c.children if m.dep_ in {"amod", "compound"} and m.tag_ != "JJR"]
    objects = clause.object_of(predicate, "into", "like", "as")
    if predicate.lemma_.lower() in CAUSING:
        objects += clause.children(predicate, "dobj") + clause.object_of(predicate, "to", "in")
        objects = [o for o in objects if o.tag_ != "VBG"]
    found += objects
    if predicate.lemma_ == "be" and clause.child(predicate, "ccomp") is not None:
        found += clause.own_subjects(predicate)  # "The biggest lie is that …"
    return found


def _called(hit: Hit) -> tuple[Polarity, str]:
    """ "called the vote a farce": the side of what it is called."""
    predicate = hit.contents[-1]
    candidates = [*clause.conjuncts(predicate), *(m for c in clause.conjuncts(predicate) for m in c.children)]
    for token in candidates:
        side = _lookup(token)
        if side is not None:
            if clause.negations(predicate):
                side = side.flipped()
            return side, f'called "{token.text}": {_word(side)}'
    own = next((c.side for c in verb_cues(hit.head, lexicon()) if c.side is not Polarity.NEUTRAL), None)
    if own is not None and hit.head.pos_ in clause.VERBAL:  # "dismissed it as a show"
        return own, f'"{hit.cue.lemma}" itself: {_word(own)}'
    return Polarity.NEUTRAL, f'called "{predicate.text}": no side'
