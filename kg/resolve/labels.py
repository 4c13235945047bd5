"""Labels of propositions: one positive phrase that can be read without the article."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.tables import words
from kg.model import Kind
from kg.resolve.classes import classes
from kg.resolve.inflection import IRREGULAR, MODAL, plural, third_person
from kg.resolve.names import stem
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.resolve.matter import Lasting, Matter

LEAST_CHARS = 60
"""Characters that a label keeps when it is cut at a comma."""
LEAST_WORDS = 2
"""Words that are left of a noun whose relative clause is cut."""
EDGE = ' ,;:.!?…—–-"“”«»`\n\t[]'
QUOTES = (
    (re.compile(r"[\"“”«»„]|(?<!\w)''|''(?!\w)"), ""),
    (re.compile(r"‘([^‘’]*)’(?!\w)"), r"\1"),
    (re.compile(r"(?<!\w)'([^']+)'(?!\w)"), r"\1"),
)
BRACKETS = (
    (re.compile(r"\[\s*(?:\.\.\.|…)\s*\]"), " "),
    (re.compile(r"\b(?:it|he|she|they|this|that|we|you)\s*\[([^\]]{2,})\]", re.IGNORECASE), r"\1"),
    (re.compile(r"(?<=\w) \[[A-Z][^\]]*\](?= \w)"), ""),
    (re.compile(r"\s*\([^()]*\)"), ""),
    (re.compile(r"\s*\([^()]*$"), ""),
    (re.compile(r"\[(\w+)\]|\[(?=\w)|(?<=\w)\]"), r"\1"),
)
ASIDES = (
    re.compile(r"\s+[—–]\s[^—–]*\s[—–](?=\s)"),
    re.compile(r"\s+[—–]\s.*$"),
    re.compile(r",\s+(?:(?:in|of|by|with|from|on|to) )?(?:which|who|whom|whose|where|such as|because|as|although|though|so that|"
               r"including|despite)\b[^,]*(?:,(?= \w+(?:s|ed)? )|$)"),
    re.compile(r",\s+\w{2,}ing\b.*$"),
    re.compile(r"\s+(?:because|although|even though|so that)\b.*$"),
)  # fmt: skip
RELATIVE = re.compile(
    r"(?<=\w),? (?:which|who|whom|whose|where|(?:in|of|by|with|from|on|to) which"
    r"|that (?=[A-Z]|(?:would|will|had|has|have|was|were|is|are|could|may|might|he|she|it|they|we)\b))\b.*$"
)
POINTER = re.compile(
    r"that (?:is|was|were|will|would|has|had|can|could|must|should|does|did|may|might)\b", re.IGNORECASE
)
"""A "that" which is itself the subject: "that was not enough"."""
LACKING = re.compile(r"(?:which|who|that) ", re.IGNORECASE)
AUXILIARY = frozenset({"had", "has", "have", "was", "were", "is", "are", "did", "does"})
SAID_TO_BE = re.compile(r"^what (?:\w+ ){1,4}(?:called|calls|described as|describes as|termed|dubbed) ")
"""Before a noun that a speaker only names so: "what Oslo called an illegal presence"."""
SEVERAL = frozenset({"we", "they", "you", "i"})
"""Pronouns that a verb without "-s" goes with."""
DATELINE = re.compile(r"^[A-Z][A-Z .,]+ [—–-]+ ")
TITLED = re.compile(r"(?<=\w), (?:the|a|an) [^,]+(?:, |$)")


@cache
def _leading() -> frozenset[str]:
    return frozenset(words("light_words", "word", use="leading"))


@cache
def _closing() -> frozenset[str]:
    return frozenset(words("light_words", "word", use="closing"))


def tidy(text: str, *, nominal: bool = False) -> str:
    """Return a phrase without quotation marks, asides, brackets and words that only join it to others.

    Args:
        text: Words of an article.
        nominal: Whether it is a noun with what belongs to it, so that a relative clause ends it.
    """
    told = re.sub(r"\s+", " ", text).strip()
    for pattern, put in BRACKETS:
        told = pattern.sub(put, told)
    for pattern, put in QUOTES:
        told = pattern.sub(put, told)
    told = _led(SAID_TO_BE.sub("", DATELINE.sub("", told)))
    for pattern in ASIDES:
        shorter = pattern.sub("", told)
        if len(shorter.split()) > 1:
            told = shorter
    bare = told if nominal else TITLED.sub(" ", told)
    told = bare if 2 * len(bare.split()) > len(told.split()) else told  # "For Chad, the ruling is fair"
    if nominal:
        shorter = RELATIVE.sub("", told)
        content = stem(shorter.split()[-1]) in classes().looked_through if shorter else True
        told = told if content or len(shorter.split()) < LEAST_WORDS else shorter
    return _shortened(_edged(told))


def _led(told: str) -> str:
    """Return the phrase from its first word that says something."""
    told = told.strip(EDGE)
    while " " in told:
        first = re.match(r"[\w’'-]+", told)
        if first is None or first.group().casefold() not in _leading() or POINTER.match(told):
            break
        if first.group().casefold() == "no" and told[first.end()] == " ":
            break  # "no one would sign" says so; "No, …" only opens
        told = told[first.end() :].strip(EDGE)
    return told


def _edged(told: str) -> str:
    told = re.sub(r"\s+([,;:.])", r"\1", re.sub(r"\s+", " ", told)).strip(EDGE)
    if told.count("%") or told[:1].isalnum():
        return told
    return told.lstrip("'’)(").strip(EDGE)


def _shortened(told: str) -> str:
    most = settings().label_chars
    if len(told) <= most:
        return told
    told = told[: most + 1].rsplit(" ", 1)[0]
    comma = told.rfind(",")
    if comma >= LEAST_CHARS:
        return told[:comma]
    kept = told.split(" ")
    while len(kept) > 1 and kept[-1].strip(",").casefold() in _closing():
        kept.pop()
    return " ".join(kept).strip(EDGE)


def class_label(leader: Lasting, label_of: Callable[[str], str]) -> str:
    """Return one positive sentence from the classes: "United States deploys troops to Ukraine"."""
    action, thing = leader.sense.action, leader.sense.thing
    if action is None or leader.agent is None or not leader.closed:
        return ""
    agents = [leader.agent]
    patient = leader.patient
    if action.mutual and patient is not None:
        agents, patient = [leader.agent, patient], None
    predicate = action.third.replace("{thing}", thing.label if thing is not None else "").strip()
    several = len(agents) > 1 or _are_several(leader.agent, label_of(leader.agent))
    said = [" and ".join(sorted(map(label_of, agents))), plural(predicate) if several else predicate]
    if patient is not None:
        said.extend(filter(None, (action.preposition, label_of(patient))))
    elif thing is None:
        return ""
    return " ".join(said)


def worded(leader: Matter, label_of: Callable[[str], str]) -> str:
    """Return the leader's own words, made readable: with its agent before a bare verb."""
    nominal = leader.nominal
    told = tidy(leader.told, nominal=nominal)
    if told[:3].casefold() == "to " and stem(told.split()[1]) == stem(leader.claim.action):
        told = told[3:]  # "not to leave the pact", its "not" taken out
    own = tidy(leader.claim.label)  # "Chad will take part", of which only "Chad" is judged
    fuller = own if _tells(own) else tidy(leader.sentence)
    if says_little(told):
        return _bare_act(told, leader, label_of) or fuller or told or leader.claim.wording
    if leader.agent is not None:
        agent = _acting(told, leader, label_of)
        if says_little(told.removeprefix(agent)):
            return (fuller if not says_little(fuller.removeprefix(agent)) else tidy(leader.sentence)) or told
        told = _plainly(_with_agent(told, leader, agent), leader, agent)
    return _shortened(told)


def _acting(told: str, leader: Matter, label_of: Callable[[str], str]) -> str:
    """Return who acts by the words: of two who act together the one who is not told as the other, "sign a pact *with Chad*"."""
    agent = label_of(leader.agent or "")
    mutual = leader.sense.action is not None and leader.sense.action.mutual
    behind = re.search(rf"\b(?:with|to) (?:the )?{re.escape(agent)}\b", told) is not None
    return label_of(leader.patient) if mutual and behind and leader.patient is not None else agent


def _bare_act(told: str, leader: Matter, label_of: Callable[[str], str]) -> str:
    """Return "Lind stays" for the "stay" of "urged Lind to stay"; nothing for a verb that only helps another.

    "Lind goes further" for "go further" too.
    """
    verb, _, rest = told.partition(" ")
    if leader.agent is None or verb != leader.claim.action or verb in IRREGULAR.keys() - {"go"}:
        return ""
    said = third_person(verb)
    words_ = (
        label_of(leader.agent),
        plural(said) if _are_several(leader.agent, label_of(leader.agent)) else said,
        rest,
    )
    return " ".join(filter(None, words_))


def _are_several(key: str | None, label: str) -> bool:
    """Return whether an agent is a group whose noun is a plural: "allies stay", but "the US side stays"."""
    if label.casefold() in SEVERAL:
        return True
    return (key or "").startswith("group-") and label.rsplit(maxsplit=1)[-1] not in _singular()


@cache
def _singular() -> frozenset[str]:
    return frozenset(words("group_nouns", "word", number="s"))


def _with_agent(told: str, leader: Matter, agent: str) -> str:
    """Return "Russia rearms its navy" for "rearm its navy" and "rearming its navy"."""
    first, _, rest = told.partition(" ")
    lemma, several = leader.claim.action, _are_several(leader.agent, agent)
    if not first[:1].islower() or first in _closing() - MODAL - AUXILIARY:
        return told
    if re.match(rf"(?:\w+ ){{0,2}}{re.escape(agent)} ", told):  # "more teachers to be hired"
        return told
    if lemma and first.endswith("ing") and stem(first) == stem(lemma):
        first = lemma
    elif first in MODAL or first in AUXILIARY or LACKING.match(leader.told):
        return f"{agent} {told}"
    elif not leader.nominal and lemma and stem(first) == stem(lemma) and first != lemma:
        return f"{agent} {told}"  # "helped only Moscow"
    elif leader.nominal or not (first == lemma or leader.infinitive):
        return told
    return " ".join(filter(None, (agent, first if several else third_person(first), rest)))


def _plainly(told: str, leader: Matter, agent: str) -> str:
    """Return "Germany supports guarantees" for "Berlin could support guarantees": who acts by its label, plain tense.

    How sure and how willing a holder is stands with the position, not with the matter.
    """
    entity = leader.claim.agent
    called = sorted(
        {agent, *(entity.names if entity is not None else ())}, key=lambda name: (-len(name), name)
    )
    bare = re.sub(r"^the ", "", told, flags=re.IGNORECASE)  # "the United States might resume its aid"
    subject = next((name for name in called if bare.startswith(f"{name} ")), None)
    if leader.nominal or subject is None:
        return told
    first, _, rest = bare.removeprefix(f"{subject} ").partition(" ")
    plurals = agent.endswith("s") and (
        entity is None or entity.kind not in {Kind.STATE, Kind.PERSON}
    )  # "the Houthis attack"
    if first == leader.claim.action and first not in MODAL and not plurals:
        verb, behind = first, rest  # "demanded that Ukraine stop mobilising"
    elif (first in MODAL or first == "to") and stem(rest.split(" ")[0]) == stem(leader.claim.action):
        verb, _, behind = rest.partition(" ")  # "wants Ukraine to stop mobilising"
    else:
        return told
    several = _are_several(leader.agent, agent)
    unnamed = (leader.agent or "").startswith("group-") or not agent[:1].isupper()
    person = entity is not None and entity.kind is Kind.PERSON
    said = third_person(verb)
    return " ".join(
        filter(
            None,
            (subject if unnamed or person else agent, plural(said) if several else said, behind),
        )
    )


def has_no_subject(leader: Matter) -> bool:
    """Return whether a claim begins with the infinitive of what someone is to do."""
    first = tidy(leader.told).partition(" ")[0]
    return leader.infinitive and first[:1].islower() and first not in _closing()


def _tells(words_: str) -> bool:
    """Return whether the words of a claim can stand for it where what it judges says too little."""
    return len(words_.split()) >= LEAST_WORDS and not says_little(words_)


def says_little(told: str) -> bool:
    """Return whether a phrase says nothing by itself: pronouns, auxiliaries, or one bare common noun."""
    kept = [word for word in re.findall(r"[^\W_]+", told) if stem(word) not in classes().empty]
    return not kept
