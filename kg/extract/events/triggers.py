"""Which words name events: the triggers of `ontology/events/` found in a parse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.events.arguments import Place
from kg.extract.events.words import ADVERBIAL, PARTICLES, is_naming, lemma, noun_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.parsed import Doc, Token
    from kg.extract.events.lexicon import EventLexicon, Trigger

LONGEST_SENTENCE = 500
"""Tokens: what is longer is no sentence, and walking its parse would take quadratic time."""

GAP = 6
"""Words that may stand between those of a trigger for it to be shown as one span."""


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger in the text."""

    trigger: Trigger
    token: Token
    words: tuple[int, ...]
    """Indices of the tokens of the trigger, in order."""
    rule: str
    """`verb`, `noun`, `light` (a noun under a support verb), `adjective` or `modal`."""
    place: Place
    otherwise: Found | None = None
    """The next best trigger at the same word, for when no actor of the kinds that this one asks for is found."""

    @property
    def trigger_kinds(self) -> bool:
        """Whether the trigger counts only with a recipient of certain kinds."""
        return any(slot.kinds for slot in self.trigger.recipients)

    @property
    def shown(self) -> tuple[int, int]:
        """The tokens [begin, end) that show the trigger, only its main word where many others stand between."""
        first, last = self.words[0], self.words[-1]
        if last - first <= len(self.words) + GAP:
            return first, last + 1
        end = self.token.i
        while end + 1 in self.words:
            end += 1
        return self.token.i, end + 1


def find_triggers(doc: Doc, lexicon: EventLexicon, times: frozenset[int] = frozenset()) -> Iterator[Found]:
    """Yield the triggers of `doc`, at most one a word, in the order of the text.

    `times` are the tokens of time expressions: "called on Friday" is not "called on".

    An object that belongs to a verb's trigger ("aid" in "suspended aid") is no trigger of its own.
    """
    found: dict[int, Found] = {}
    eaten: set[int] = set()
    tokens = [token for sentence in doc.sents if len(sentence) <= LONGEST_SENTENCE for token in sentence]
    for token in tokens:
        hit = _verb(token, lexicon, times) or _adjective(token, lexicon) or _modal(token, lexicon)
        if hit is not None:
            found[token.i] = hit = _narrowed(hit, lexicon)
            eaten.update(i for i in hit.words if i != token.i)
            if hit.place.consumed is not None:
                eaten.add(hit.place.consumed.i)
    for token in tokens:
        if token.i in found or token.i in eaten or (token.i in times and token.pos_ == "PROPN"):
            continue  # "March 27" is no march
        if (hit := _noun(token, lexicon)) is not None:
            found[token.i] = hit
    for i in sorted(found):
        verb = found[i].place.verb
        again = found.get(verb.i) if verb is not None and verb.i != i else None
        if again is not None and again.trigger.type == found[i].trigger.type:
            continue  # "declare a state of emergency" is one event
        if i not in eaten or found[i].rule in {"verb", "modal"}:
            yield found[i]


def _narrowed(hit: Found, lexicon: EventLexicon) -> Found:
    """Return the narrower kind that the object tells: "reached a trade deal" is a trade deal, not just AGREE."""
    noun = None if hit.place.consumed is None else _noun(hit.place.consumed, lexicon)
    if noun is None or noun.trigger.type == noun.trigger.type.upper():
        return hit
    lent = hit.token.lemma_ in lexicon.classes["SupportVerbs"] and len(noun.trigger.words) > 1
    if not lent and lexicon.types[noun.trigger.type].category != hit.trigger.type:
        return hit  # but "launched a scathing attack" is criticism, whatever "launched an attack" is
    words = tuple(sorted({*hit.words, *noun.words}))
    return replace(hit, trigger=replace(hit.trigger, type=noun.trigger.type), words=words)


# ---------------------------------------------------------------------- verbs


def _verb(token: Token, lexicon: EventLexicon, times: frozenset[int]) -> Found | None:
    if token.pos_ != "VERB" and not (
        token.tag_ in {"VBG", "VBD", "VBZ"} and token.dep_ not in clause.NOMINAL
    ):
        return None
    if token.dep_ in {"amod", "compound", "aux", "auxpass"} or token.pos_ in {"NOUN", "PROPN", "ADJ"}:
        return None
    hits: list[Found] = []
    for trigger in lexicon.verbs.get(lemma(token), ()):
        words = _chain(token, trigger.words[1:], times)
        if trigger.words == ("call",) and is_naming(token):
            continue  # "called the envoy a liar" is no call
        if words is None or not _hangs(token, trigger, words):
            continue
        fits, consumed = _object_fits(token, trigger)
        if consumed is None and words and _keeps(trigger, token.doc[words[-1]]):
            consumed = token.doc[words[-1]]  # "called for sanctions against"
        if fits:
            near = (i for i in words if token.doc[i].dep_ != "advcl")  # "launched an attack, *calling* it …"
            indices = tuple(sorted({token.i, *near, *([consumed.i] if consumed is not None else [])}))
            hits.append(Found(trigger, token, indices, "verb", Place(token, token, consumed)))
            if not hits[-1].trigger_kinds:
                break
    best: Found | None = None
    for hit in reversed(hits):
        best = replace(hit, otherwise=best)
    return best


def _keeps(trigger: Trigger, last: Token) -> bool:
    """Return whether the last word of a trigger stands for its object, as the object itself takes no part."""
    apart = bool(trigger.recipients) and trigger.recipients[0].place == "obj"
    return last.pos_ == "NOUN" and (last.dep_ == "dobj" or not apart)


def _hangs(verb: Token, trigger: Trigger, words: tuple[int, ...]) -> bool:
    """Return whether the last word is a particle where the frame asks for one: "took in refugees", not "took place in"."""
    if not words:
        return True
    last = verb.doc[words[-1]]
    if last.dep_ != "prep" or last.lower_ in ADVERBIAL:
        return True
    return last.lower_ in {slot.place for slot in trigger.recipients}


def _chain(head: Token, words: tuple[str, ...], times: frozenset[int]) -> tuple[int, ...] | None:
    """Return where the further words of a trigger hang below `head`, each on it or on the word before it."""
    found: list[int] = []
    carriers = [head]
    for word in words:
        below = [c for carrier in carriers for c in carrier.children if c.dep_ in PARTICLES and c.i > head.i]
        hit = next((c for c in below if c.lower_ == word or lemma(c) == word), None)
        if hit is None or (hit.dep_ == "prep" and any(c.i in times for c in clause.children(hit, "pobj"))):
            return None
        found.append(hit.i)
        carriers.append(hit)
    return tuple(found)


def _object_fits(verb: Token, trigger: Trigger) -> tuple[bool, Token | None]:
    """Return whether the object is what the trigger asks for, and the object that belongs to it."""
    if not (trigger.wanted or trigger.barred or trigger.limits_object):
        return True, None
    objects = clause.patients(verb)
    if clause.is_passive(verb):  # "Diallo was given asylum"
        objects = objects + [o for d in clause.children(verb, "dobj") for o in clause.conjuncts(d)]
    if trigger.limits_object:
        return _shape_fits(verb, objects, trigger), None
    if trigger.barred:
        return not any(lemma(o) in trigger.barred for o in objects), None
    for obj in objects:
        for candidate in (obj, *_measured(obj)):
            if lemma(candidate) in trigger.wanted:
                return True, candidate
    return False, None


def _shape_fits(verb: Token, objects: list[Token], trigger: Trigger) -> bool:
    """Return whether there is an object or a clause, or none, as the trigger asks."""
    if trigger.bars_object:
        return not objects
    if trigger.needs_clause:
        return not objects and clause.child(verb, "ccomp") is not None
    return bool(objects) or clause.child(verb, "xcomp", "ccomp") is not None


def _measured(noun: Token) -> list[Token]:
    """Return what a noun of measure is made of ("tons of aid"), the words before a head ("state of siege", "$")."""
    return clause.object_of(noun, "of") + clause.children(noun, "compound", "quantmod", "nmod", "nummod")


# ---------------------------------------------------------------------- adjectives and modals


def _adjective(token: Token, lexicon: EventLexicon) -> Found | None:
    """Return "is willing to …", "remains opposed to …": predicative only."""
    if token.dep_ not in {"acomp", "oprd", "attr"} and not (
        token.dep_ == "ROOT" and clause.child(token, "auxpass", "cop")
    ):
        return None
    for trigger in lexicon.adjectives.get(token.lower_, ()):
        completed = clause.child(token, "xcomp", "ccomp", "prep") is not None
        if completed and token.head.pos_ in clause.VERBAL:
            verb = token.head if token.dep_ != "ROOT" else token
            return Found(trigger, token, (token.i,), "adjective", Place(token, verb))
    return None


def _modal(token: Token, lexicon: EventLexicon) -> Found | None:
    """Return a duty that a speaker lays on another: "Oslo said that the fleet must leave"."""
    verb = token.head
    triggers = lexicon.modals.get(lemma(token), ())
    if not triggers:
        return None
    if token.dep_ != "aux" or token.tag_ != "MD":
        if token.pos_ != "VERB" or not any(c.tag_ == "VB" for c in clause.children(token, "xcomp")):
            return None
        verb = token
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in lexicon.classes["ReportingVerbs"]:
        return None
    subjects = clause.own_subjects(verb)
    if clause.is_question(verb) or not subjects or any(s.i > token.i for s in subjects):
        return None  # "should Minsk refuse, …" is a condition
    if all(s.pos_ == "PRON" for s in subjects):
        return None  # "she said that she must go" asks nothing of anyone
    return Found(triggers[0], token, (token.i,), "modal", Place(verb, verb))


# ---------------------------------------------------------------------- nouns


def _noun(token: Token, lexicon: EventLexicon) -> Found | None:
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod", "amod", "poss"}:
        return None
    for trigger in lexicon.nouns.get(lemma(token), ()):
        words = noun_words(token, trigger.words)
        if words is not None:
            verb, inverse = _support(token, lexicon)
            indices = tuple(sorted({*words, *([verb.i] if verb is not None else [])}))
            rule = "light" if verb is not None else "noun"
            return Found(
                trigger,
                token,
                indices if verb is not None else words,
                rule,
                Place(token, verb, None, inverse),
            )
    return None


def _support(noun: Token, lexicon: EventLexicon) -> tuple[Token | None, bool]:
    """Return the verb that lends the noun its subject, and whether that subject undergoes the event."""
    top = noun
    while (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and lemma(top.head.head) in lexicon.classes["MeasureNouns"]
    ):
        top = top.head.head
    top = clause.first_conjunct(top)
    verb = top.head
    if top.dep_ == "pobj":  # "engaged in talks", "came under attack"
        if verb.head.lemma_ == "come" and verb.lower_ == "under":
            return verb.head, True
        return None, False
    if verb.pos_ != "VERB" or top.dep_ not in {"dobj", "nsubjpass"}:
        return None, False
    particle = clause.child(verb, "prt")
    if particle is not None:  # "carried out an attack", but not "gave up its opposition"
        own = f"{verb.lemma_} {particle.lower_}" in lexicon.classes["SupportVerbs"]
        return (verb, False) if own else (None, False)
    if top.dep_ == "dobj" and verb.lemma_ in lexicon.classes["InverseVerbs"]:
        return verb, True
    return (verb, False) if verb.lemma_ in lexicon.classes["SupportVerbs"] else (None, False)
