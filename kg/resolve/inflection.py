"""The few English verb forms that labels need."""

from __future__ import annotations

import re

IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes", "undergo": "undergoes"}
PLURAL = {"is": "are", "has": "have", "does": "do", "goes": "go"}
MODAL = frozenset({"will", "would", "can", "could", "may", "might", "must", "shall", "should"})


def third_person(lemma: str) -> str:
    """Return the third person singular of a verb: "deploy" gives "deploys", "carry" gives "carries"."""
    if lemma in IRREGULAR or lemma in MODAL:
        return IRREGULAR.get(lemma, lemma)
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{lemma}s"


def plural(third: str) -> str:
    """Return the plural form of a verb phrase in the third person: "imposes sanctions" gives "impose sanctions"."""
    verb, _, rest = third.partition(" ")
    if verb in PLURAL:
        verb = PLURAL[verb]
    elif verb.endswith("ies"):
        verb = f"{verb[:-3]}y"
    elif verb.endswith(("sses", "shes", "ches", "xes")):
        verb = verb[:-2]
    else:
        verb = verb.removesuffix("s")
    return f"{verb} {rest}" if rest else verb
