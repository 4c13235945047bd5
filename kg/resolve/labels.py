"""Labels of propositions: one positive phrase that can be read without the article."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.tables import words
from kg.resolve.classes import classes
from kg.resolve.inflection import plural, third_person
from kg.resolve.names import stem

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.resolve.matter import Matter

MOST_CHARS = 90
"""Characters of a label; a longer one is cut between two words."""
LEAST_CHARS = 30
"""Characters that a label keeps when it is cut at a comma."""
EDGE = " ,;:.!?…—–-\"“”«»`\n\t[]"
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
    re.compile(r"\s+[—–]\s.*$"),
    re.compile(r",\s+(?:(?:in|of|by|with|from|on|to) )?(?:which|who|whom|whose|where|such as|because|as|although|though|so that|"
               r"including|despite)\b[^,]*(?:,(?= \w+(?:s|ed)? )|$)"),
    re.compile(r",\s+\w{2,}ing\b.*$"),
    re.compile(r"\s+(?:because|although|even though|so that)\b.*$"),
)  # fmt: skip
RELATIVE = re.compile(r"(?<=\w),? (?:that|which|who|whom|whose|where|(?:in|of|by|with|from|on|to) which)\b.*$")
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
    told = _led(DATELINE.sub("", told))
    for pattern in ASIDES:
        shorter = pattern.sub("", told)
        if len(shorter.split()) > 1:
            told = shorter
    told = TITLED.sub(" ", told) if TITLED.search(told) and not nominal else told
    if nominal:
        shorter = RELATIVE.sub("", told)
        told = shorter if len(shorter.split()) > 1 else told
    return _shortened(_edged(told))


def _led(told: str) -> str:
    """Return the phrase from its first word that says something."""
    told = told.strip(EDGE)
    while " " in told:
        first = re.match(r"[\w’'-]+", told)
        if first is None or first.group().casefold() not in _leading():
            break
        told = told[first.end() :].strip(EDGE)
    return told


def _edged(told: str) -> str:
    told = re.sub(r"\s+([,;:.])", r"\1", re.sub(r"\s+", " ", told)).strip(EDGE)
    if told.count("%") or told[:1].isalnum():
        return told
    return told.lstrip("'’)(").strip(EDGE)


def _shortened(told: str) -> str:
    if len(told) <= MOST_CHARS:
        return told
    told = told[: MOST_CHARS + 1].rsplit(" ", 1)[0]
    comma = told.rfind(",")
    if comma >= LEAST_CHARS:
        return told[:comma]
    kept = told.split(" ")
    while len(kept) > 1 and kept[-1].strip(",").casefold() in _closing():
        kept.pop()
    return " ".join(kept).strip(EDGE)


def class_label(leader: Matter, label_of: Callable[[str], str]) -> str:
    """Return one positive sentence from the classes: "United States deploys troops to Ukraine"."""
    action, thing = leader.sense.action, leader.sense.thing
    if action is None or leader.agent is None or not leader.closed:
        return ""
    agents = [leader.agent]
    patient = leader.patient
    if action.mutual and patient is not None:
        agents, patient = [leader.agent, patient], None
    predicate = action.third.replace("{thing}", thing.label if thing is not None else "").strip()
    several = len(agents) > 1 or leader.agent.startswith("group-")
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
    if says_little(told):
        return tidy(leader.sentence) or told or leader.claim.wording
    agent = leader.agent
    if agent is not None and not nominal and label_of(agent)[:1].isupper():
        told = _with_agent(told, leader.claim.action, label_of(agent), several=agent.startswith("group-"))
    return _shortened(told)


def _with_agent(told: str, lemma: str, agent: str, *, several: bool) -> str:
    """Return "Russia rearms its navy" for "rearm its navy" and "rearming its navy"."""
    first, _, rest = told.partition(" ")
    if not lemma or stem(first) != stem(lemma) or told.startswith(agent):
        return told
    if first.casefold() == lemma or first.casefold().endswith("ing"):
        return " ".join(filter(None, (agent, lemma if several else third_person(lemma), rest)))
    return f"{agent} {told}" if first[:1].islower() else told


def says_little(told: str) -> bool:
    """Return whether a phrase says nothing by itself: pronouns, auxiliaries, or one bare common noun."""
    kept = [word for word in re.findall(r"[^\W_]+", told) if stem(word) not in classes().empty]
    return not kept
