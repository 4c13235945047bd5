"""The side that a bare claim takes: what ought to be, what the holder's own side will do, what is good or bad."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extract import clause, modality
from kg.extract.deeds import told_of
from kg.extract.evaluation import evaluation, is_judged
from kg.extract.verb_group import is_nobody
from kg.lang.lexicon import lexicon, word_set
from kg.model import Polarity, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

IMPORTANT = word_set("important")
NEED_NOUNS = word_set("need nouns")
FUTURE = word_set("future")
WISHES = word_set("wishes")
DEPLORING = word_set("deploring adverbs")
GLAD = word_set("glad adverbs")
ANNOUNCING = word_set("announcing verbs")
POLICIES = word_set("policies")
MISHAPS = word_set("mishaps")
LOSSES = word_set("losses")
"""Verbs of what befalls somebody and nobody promises: "without aid Peru would default", "lose its seat"."""
MOODS = word_set("moods")
GOALS = word_set("goals")
DECREEING = word_set("decreeing verbs")
FORCING = word_set("forcing verbs")
ENABLING = word_set("enabling verbs")
TURNED = {SpeechAct.PRAISE: SpeechAct.CRITICISE, SpeechAct.WELCOME: SpeechAct.REJECT}
OwnSide = Callable[["Token"], bool]
"""Whether a subject is the holder, or the state or body that the holder speaks for."""


def content_side(content: Token, own_side: OwnSide) -> tuple[Polarity, SpeechAct | None, list[str]]:
    """Return the side that a bare claim takes on what it says, its speech act if that shows, and the steps."""
    side, act, steps = _positive_side(content, own_side)
    if side is Polarity.NEUTRAL:
        return side, act, steps
    lacking = _lacking(content) if act is SpeechAct.PRAISE else []
    words = [*lacking, *clause.negations(content)]
    if lacking and len(words) % 2 == 0:
        return side, act, [*steps, f'"{words[-1].text}" and "{lacking[0].text}" make it whole']
    for word in words:
        if act is SpeechAct.CRITICISE:  # "the answer is not more threats" says nothing good of it
            return Polarity.NEUTRAL, None, [*steps, f'"{word.text}" takes the blame back']
        side = side.flipped()
        act = TURNED.get(act, act) if act is not None else act
        steps.append(f'"{word.text}" turns it: {side.value}')
    return side, act, steps


def _lacking(content: Token) -> list[Token]:
    """The "without" that turns what a clause says of its subject: "is without merit", "is not without merit"."""
    return [p for p in clause.children(content, "prep") if p.lower_ == "without"]


def _positive_side(content: Token, own_side: OwnSide) -> tuple[Polarity, SpeechAct | None, list[str]]:
    """The side before negation: demand, promise, praise or blame, else none."""
    demanded = _demanded(content)
    if demanded is not None:
        return Polarity.SUPPORT, SpeechAct.DEMAND, [demanded]
    shown = _wanted(content, own_side) or _aims_at(content, own_side) or _serves(content, own_side)
    if shown is not None:
        return shown
    subject = next(iter(clause.subjects(content)), None)
    if (promised := _promised(content, subject, own_side)) is not None:
        return promised
    word, side = evaluation(content)
    if word is not None and not is_judged(content) and _tells_nothing(word, side, subject, own_side):
        return Polarity.NEUTRAL, None, [f'"{word.text}": told of itself, or a gain of the other side']
    if word is not None:
        act = SpeechAct.CRITICISE if side is Polarity.OPPOSE else SpeechAct.PRAISE
        return side, act, [f'"{word.text}": {side.value}']
    found = _felt(content)
    nobody = subject is not None and (
        subject.lower_ in clause.NOBODIES or is_nobody(subject)
    )  # "nobody understands it" blames nobody
    if found is None and subject is not None and not nobody and not own_side(subject):
        found = told_of(content)
    return found or (Polarity.NEUTRAL, None, ["a claim of fact"])


def _promised(
    content: Token, subject: Token | None, own_side: OwnSide
) -> tuple[Polarity, SpeechAct | None, list[str]] | None:
    """The side of what is to come, where the holder's own side will do it or has decided it."""
    if not _is_prospect(content) or befalls(content) or is_judged(content) or _is_mood(content):
        return None
    if is_decided(content):
        step = f'"{clause.first_conjunct(content).head.text}": what is decided'
        return Polarity.SUPPORT, SpeechAct.PROMISE, [step]
    if subject is None or not own_side(subject):
        return None
    if content.lemma_ == "live" and clause.object_of(content, "with"):
        step = f'"{content.text} with": accepted'  # "We can live with it"
        return Polarity.SUPPORT, SpeechAct.WELCOME, [step]
    return Polarity.SUPPORT, SpeechAct.PROMISE, [f'what its own side ("{subject.text}") will or may do']


def _tells_nothing(word: Token, side: Polarity, subject: Token | None, own_side: OwnSide) -> bool:
    """Whether a word that is good or bad of somebody takes no side here."""
    if side is Polarity.SUPPORT:
        return _is_anothers_gain(word, own_side)
    return _is_itself(subject, own_side)


def _is_itself(subject: Token | None, own_side: OwnSide) -> bool:
    """Whether a speaker tells of itself by a pronoun: "they concede that they lack the votes" blames nobody."""
    return subject is not None and subject.tag_ == "PRP" and own_side(subject)


def _serves(content: Token, own_side: OwnSide) -> tuple[Polarity, SpeechAct | None, list[str]] | None:
    """The side of what lets the holder do something: "the pause will allow us to rebuild", "this enables him to go on"."""
    subject = next(iter(clause.subjects(content)), None)
    if content.lemma_ not in ENABLING or subject is None or own_side(subject):
        return None
    doing = [
        c for c in content.children if c.dep_ in {"xcomp", "ccomp"} and clause.child(c, "aux") is not None
    ]
    served = [*clause.children(content, "dobj"), *(s for c in doing for s in clause.own_subjects(c))]
    if not doing or not any(own_side(who) for who in served):
        return None
    return Polarity.SUPPORT, SpeechAct.PRAISE, [f'"{content.text}": it serves the holder\'s own side']


def is_decided(content: Token) -> bool:
    """Return whether a clause tells what its speaker has decided: "announced that the border would be closed"."""
    first = clause.first_conjunct(content)
    announced = first.dep_ == "ccomp" and first.head.lemma_ in DECREEING and not clause.negations(first.head)
    return announced and clause.is_passive(content) and not clause.agents(content)


def befalls(verb: Token) -> bool:
    """Return whether a clause tells what befalls its subject; with an object, only a loss does ("we will sink your boats")."""
    particles = clause.children(verb, "prt", "prep")
    if verb.lemma_ in FORCING and clause.is_passive(verb):
        return True  # "it might be forced to close its last port"
    # "will end up without ships", "is running out of room"
    lost = any(f"{verb.lemma_} {p.lower_}" in LOSSES for p in particles)
    return lost or verb.lemma_ in LOSSES or (verb.lemma_ in MISHAPS and clause.child(verb, "dobj") is None)


def _wanted(content: Token, own_side: OwnSide) -> tuple[Polarity, SpeechAct | None, list[str]] | None:
    """The side of "What we need is a treaty", "What we are not ready to do is to sign"."""
    asked = clause.child(content, "csubj")
    if asked is None or content.lemma_ != "be" or not any(c.tag_ == "WP" for c in asked.children):
        return None
    wants = asked.lemma_ in WISHES and any(own_side(s) for s in clause.own_subjects(asked))
    needs = asked.lemma_ == "need"
    unready = clause.negations(asked) and (clause.modals(asked) or clause.child(asked, "acomp", "xcomp"))
    if not (wants or needs or (unready and any(own_side(s) for s in clause.own_subjects(asked)))):
        return None
    side = Polarity.OPPOSE if clause.negations(asked) else Polarity.SUPPORT
    return side, SpeechAct.DEMAND, [f'"what … {asked.text}": {side.value}']


def _aims_at(content: Token, own_side: OwnSide) -> tuple[Polarity, SpeechAct | None, list[str]] | None:
    """The side of "A safe border is an aim of the Turkish campaign", "Our goal is a treaty"."""
    if content.lemma_ != "be":
        return None
    subjects, predicates = clause.own_subjects(content), clause.children(content, "attr")
    if clause.child(content, "acomp") is not None:
        return None  # "the goal would be hard to reach"
    for noun in (n for n in (*subjects, *predicates) if n.lemma_ in GOALS):
        owners = [*clause.owners(noun), *clause.object_of(noun, "of")]
        bare = not owners and noun in subjects and noun.lemma_ != "priority"  # "The other goal is a treaty"
        if bare or any(own_side(o) for o in owners):
            return Polarity.SUPPORT, SpeechAct.INTEND, [f'"{noun.text}": what its own side wants']
    return None


def _is_mood(predicate: Token) -> bool:
    """Whether a clause says how somebody will feel: "would be surprised if it held" promises nothing; "be happy to pay" does."""
    felt = [predicate] if predicate.tag_ == "VBN" else []
    felt += clause.children(predicate, "acomp", "oprd") if predicate.lemma_ == "be" else []
    moods = [c.lower_ for c in felt if clause.child(c, "xcomp") is None]
    return any(m in MOODS or any(cue.stance != "0" for cue in lexicon().of("adj", m)) for m in moods)


def _felt(content: Token) -> tuple[Polarity, SpeechAct | None, list[str]] | None:
    """The side of an adverb on the whole clause: "Unfortunately, Oslo has left the talks"."""
    for adverb in clause.children(content, "advmod"):
        if adverb.lower_ in DEPLORING:
            return Polarity.OPPOSE, SpeechAct.CRITICISE, [f'"{adverb.text}": oppose']
        if adverb.lower_ in GLAD:
            return Polarity.SUPPORT, SpeechAct.WELCOME, [f'"{adverb.text}": support']
    return None


def _is_anothers_gain(word: Token, own_side: OwnSide) -> bool:
    """Whether what is good is good for somebody of another side: "a big win for Iran" praises nothing."""
    if word.pos_ != "NOUN":
        return False
    return any(o.pos_ == "PROPN" and not own_side(o) for o in clause.object_of(word, "for"))


def _demanded(content: Token) -> str | None:
    """By what a content says what is to be, None where it does not; "nobody should be surprised" demands nothing."""
    if _is_mood(content):
        return None
    if (ought := modality.obligation(content)) is not None:
        return f'"{ought.text}": what ought to be'
    if (need := needed(content)) is not None:
        return f'"{need.text}": what is needed'
    if _is_mandative(content):
        return "subjunctive: what is to be"
    return "imperative: a demand" if is_imperative(content) else None


def needed(content: Token) -> Token | None:
    """Return the word that says what ought to be: "the need for talks", "it is vital that …", "it is time to act"."""
    if content.lemma_.lower() in NEED_NOUNS:
        return content
    for c in clause.children(content, "acomp", "attr"):
        openers = [x.lower_ for x in content.children if x.dep_ == "expl" or x.lower_ == "it"]
        if c.lemma_.lower() in IMPORTANT and openers and not (c.lemma_ == "time" and "there" in openers):
            return c  # but "there was little time" demands nothing
    return None


def announces(verb: Token, content: Token) -> bool:
    """Return whether `content` is a policy that its maker makes known: "announced new sanctions on Minsk"."""
    named = {content.lemma_.lower()}
    if content.pos_ == "NUM" or content.ent_type_ == "MONEY":  # "announced $5m in aid"
        named |= {o.lemma_.lower() for o in clause.object_of(content, "in", "of")}
    if verb.lemma_.lower() not in ANNOUNCING or not named & POLICIES:
        return False
    foreign = [c for c in content.children if c.dep_ == "poss" and c.tag_ != "PRP$"]
    foreign += clause.object_of(content, "by")  # "announced a ban by Rome", "Rome's ban": another's
    return not foreign and not clause.negations(verb)


def is_imperative(verb: Token) -> bool:
    """Return whether a clause tells somebody to act: "do not hold them hostage", "Let them go"."""
    following = verb.doc[verb.i + 1 : verb.i + 2]
    if verb.lower_ == "let" and following and following[0].lower_ in {"'s", "’s"}:
        return True  # "Members of the club, let's begin", where the parser may find a subject
    if (
        verb.tag_ != "VB"
        or verb.dep_ not in {"ROOT", "conj", "parataxis", "ccomp", "advcl"}
        or clause.own_subjects(verb)
    ):
        return False
    if (first := verb.left_edge.i) and verb.doc[first - 1].text == "[":
        return False  # "I can do it [call an election] if I want": what an editor puts in
    helpers = clause.auxiliaries(verb)
    if helpers and not (helpers[0].lower_ in {"do", "let"} and len(helpers) == 1):
        return False  # "do not hold them hostage" is one, "to hold" and "will hold" are not
    if not helpers and verb.dep_ == "conj" and clause.own_subjects(clause.first_conjunct(verb)):
        return False  # "They give back our boys and take our hills" tells what they do
    return bool(helpers) or verb.i == _first_word(verb)


def are_two_orders(first: Token, other: Token) -> bool:
    """Return whether two clauses are orders parted by a comma: "Resign, and let the people decide"."""
    joint = clause.child(first, "cc")
    parted = joint is not None and joint.i < other.i and joint.doc[joint.i - 1].text == ","
    return parted and is_imperative(first) and other.tag_ == "VB" and len(clause.conjuncts(first)) == 2


def _is_mandative(verb: Token) -> bool:
    """Whether a that-clause is in the subjunctive of demands: "insisted that the budget include it"."""
    subjects = clause.own_subjects(verb)
    if verb.dep_ not in {"ccomp", "acl", "relcl"} or not subjects:
        return False
    helpers = clause.auxiliaries(verb)
    if verb.tag_ == "VBN":
        return len(helpers) == 1 and helpers[0].lower_ == "be"
    if (
        verb.tag_ == "VBP" and verb.lower_ == verb.lemma_
    ):  # "insisted that the budget include it", taken for a plural
        return not helpers and all(
            t.tag_ in {"NN", "NNP"} and len(clause.conjuncts(t)) == 1 for t in subjects
        )
    return verb.tag_ == "VB" and not helpers


def _first_word(verb: Token) -> int:
    """The first word of a clause without what may open it: "*If they care*, let them stay", "*Members of the club*, let's go"."""
    before = frozenset(c.i for c in clause.children(verb, "advcl", "npadvmod") if c.i < verb.i)
    words = [
        t.i
        for t in clause.subtree(verb, before)
        if not t.is_punct and t.dep_ not in {"neg", "advmod", "intj", "npadvmod", "cc"}
    ]
    return min(words, default=verb.i)


def _is_prospect(verb: Token) -> bool:
    """Whether a clause is about what will or may be done: "will lift", "would be leaving", "is going to"."""
    chain = [verb, verb.head] if verb.dep_ in {"xcomp", "conj"} else [verb]
    for v in chain:
        if any(m.lower_ in FUTURE for m in clause.modals(v)):
            return not any(a.lemma_ == "have" for a in clause.auxiliaries(v))  # "could have got more" is past
        if v.lemma_ == "go" and v.tag_ == "VBG":
            return True
    return verb.tag_ == "VBG" and any(
        a.lemma_ == "be" and a.tag_ in {"VBP", "VBZ"} for a in clause.auxiliaries(verb)
    )
