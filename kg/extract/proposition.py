"""Splits contents into propositions (`kg.extract.claims` makes the claim of each).

"may raise tariffs and weigh a boycott" is two propositions, "weaken and undermine the
accord" is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import clause, phrase
from kg.extract.condition import conditions
from kg.extract.coordination import COMPLEMENTS, coordinated, joints, leads_in
from kg.extract.dependence import Dependence, dependence
from kg.extract.sides import ADVERSARIES
from kg.lang.lexicon import lexicon, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit

TEMPORAL = word_set("temporal subordinators")
SUMMING = word_set("summing nouns")
VAGUE = word_set("vague nouns")


@dataclass(frozen=True, slots=True)
class Piece:
    """One proposition of a content."""

    head: Token
    tokens: tuple[Token, ...]
    conditions: tuple[Dependence, ...]

    def under(self, whole: Piece) -> Piece:
        """Return the piece on the conditions of the whole, but not on itself: "said she would be sorry *if talks failed*"."""
        others = tuple(d for d in whole.conditions if d.predicate.i != self.head.i)
        return replace(self, conditions=self.conditions or others)


def pieces(hit: Hit) -> Iterator[Piece]:
    """Yield the propositions of a hit's content, in text order."""
    if hit.frame == "as":
        thing = clause.antecedents(hit.contents[0])[0]  # "the toll, which it regards as a gift": the toll
        yield Piece(thing, tuple(_as_tokens(hit)), ())
        return
    heads = {c.i for c in hit.contents}
    cue = ({w.i for w in hit.words} | hit.outside) - heads
    for head in hit.contents:
        if dependence(head) is not None and hit.frame != "if":
            continue  # "If the pipe leaks," he said, "they must pay."
        if head.pos_ == "ADP" and clause.is_clausal(hit.contents[0]) and head.i != hit.contents[0].i:
            continue  # "There are tools in the port and, of course, *in* the army": goes on, states nothing itself
        for part in _told(hit, coordinated(head)):
            depends = conditions(part) if hit.frame != "exp" else ()
            own = tuple(d for d in depends if d.predicate.i != part.i)  # "Sign, or we will leave" says both
            outside = cue | heads - {head.i} | {i for d in own for i in (d.predicate.i, d.mark.i)}
            cut = frozenset(p.i for p in coordinated(head) if p.i != part.i)
            without = outside - {part.i} | cut | joints(part, cut) | _asides(part)
            if hit.frame == "if":
                without |= {c.i for c in clause.children(part, "mark")}
            tokens = phrase.content_tokens([part], frozenset(without))
            tokens = [*_antecedent(part), *(t for t in tokens if _belongs(t, hit, part, own))]
            if tokens:
                yield Piece(part, tuple(tokens), own)


def _told(hit: Hit, parts: list[Token]) -> list[Token]:
    """The parts that the speaker says: "Lind was less severe: the toll would help, he said" begins at the colon."""
    cue = {word.i for word in hit.words}
    parts = [part for part in parts if part.i not in cue]  # "“We need tools,” Rao told it", told a conjunct
    if not parts:
        return []  # “tools,‘ Rao told ”it”: broken marks leave nothing but the cue
    parts = [*parts[:1], *(part for part in parts[1:] if not _is_reporters(hit.head, part))]
    if hit.head.i and hit.head.doc[hit.head.i - 1].text == ";":
        return [
            part for part in parts if part.i > hit.head.i
        ]  # "Oslo will pay; *according to* aides, it must"
    last = parts[-1]
    if hit.bounds or hit.head.i < last.i:
        return parts
    colon = next((t.i for t in last.doc[parts[0].i : last.i] if t.text == ":"), parts[0].i)
    return [part for part in parts if part.i >= colon]


def _is_reporters(cue: Token, part: Token) -> bool:
    """Whether a further clause is the reporter's: "Rao has said the port must close, and *his critics blame him*".

    Nobody speaks of his own critics so, and what is told of in the past does not go on in the present.
    """
    told = any(t.tag_ in {"VBD", "VBN"} for t in (cue, *clause.auxiliaries(cue)))
    adverse = any(
        s.lemma_.lower() in ADVERSARIES and any(o.tag_ == "PRP$" for o in clause.children(s, "poss"))
        for s in clause.own_subjects(part)
    )
    return told and adverse and part.tag_ in {"VBP", "VBZ"}


def is_thin(hit: Hit) -> bool:
    """Return whether only the clause around a cue tells what it is about: "we have never recognised *it*"."""
    return all(c.pos_ in {"PRON", "NUM"} or c.lower_ in VAGUE for c in hit.contents)


def _belongs(token: Token, hit: Hit, part: Token, depends: tuple[Dependence, ...]) -> bool:
    """Whether a word states the proposition: within the quotation, in no condition, no "which" that hangs on it."""
    if not _is_quoted(token, hit):
        return False
    if token.tag_ == "WDT" and token.i < part.i and token.dep_ in {*clause.SUBJECTS, "dobj"}:
        relative = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        within = (
            relative is not None and part in relative.ancestors
        )  # "any deal *that* pays them would harm us"
        return within or any(a.dep_ == "relcl" and part.i < a.i for a in token.ancestors)
    return not any(d.begin <= token.i < d.end for d in depends)


def _antecedent(part: Token) -> list[Token]:
    """What a relative pronoun below an infinitive stands for: "*a ruling* which Oslo refuses to accept"."""
    pronoun = next(
        (c for c in clause.children(part, "dobj") if c.tag_ in {"WDT", "WP"} and c.i < part.i), None
    )
    relative = next((a for a in part.ancestors if a.dep_ == "relcl"), None)
    if part.dep_ != "xcomp" or pronoun is None or relative is None or relative.i > part.i:
        return []
    return phrase.content_tokens(
        [relative.head], frozenset(c.i for c in clause.children(relative.head, "relcl"))
    )


def _is_quoted(token: Token, hit: Hit) -> bool:
    """Whether a word stands within the quotation, if the hit is one; its cue may be taken for a conjunct."""
    return not hit.bounds or any(begin <= token.i < end for begin, end in hit.bounds)


def _asides(part: Token) -> frozenset[int]:
    """What is said beside a proposition: when ("three years after the war began"), with what, instead of what."""
    found = {c.i for t in clause.subtree(part) for c in t.children if c.dep_ == "relcl" and _is_aside(c)}
    found |= {  # "…, with the minister saying that …"
        p.i
        for verb in clause.subtree(part)
        for p in clause.children(verb, "prep")
        if p.lower_ == "with" and any(clause.own_subjects(c) for c in clause.children(p, "pcomp"))
    }
    found |= {
        c.i
        for t in clause.subtree(part)
        for c in clause.children(t, "appos", "npadvmod", "dep")
        if _sums_up(c) or _says_which(c)
    }
    found |= {c.i for c in clause.children(part, "ccomp", "parataxis") if leads_in(c, part)}
    found |= {c.i for c in clause.children(part, "parataxis") if _tells_who_says(c)}
    found |= {c.i for c in clause.children(part, "prep") if c.lower_ == "according"}
    if not any(c.tag_ in {"JJR", "RBR"} for c in part.children):  # "talks rather than sanctions"
        found |= {p.i for p in clause.children(part, "prep") if p.lower_ == "than"}
    for verb in (part, *clause.children(part, "xcomp")):
        for c in clause.children(verb, "advcl"):
            mark = clause.child(c, "mark")
            bare = not any(o.dep_ in COMPLEMENTS | set(clause.SUBJECTS) for o in verb.children)
            if (
                mark is not None
                and (mark.lower_ in TEMPORAL or _is_meanwhile(c, mark))
                and c.i > verb.i
                and not bare
            ):
                found.add(c.i)  # but "resign before the vote is held" says so together
    return frozenset(found)


def _is_meanwhile(verb: Token, mark: Token) -> bool:
    """Whether a clause tells what goes on at the time: "refuses to concede *as observers question the count*"."""
    others = any(s.pos_ in {"NOUN", "PROPN"} for s in clause.own_subjects(verb))
    return mark.lower_ == "as" and others and clause.is_finite(verb)


def _tells_who_says(verb: Token) -> bool:
    """Whether a clause in commas only names the speaker: "doubts that Oslo would sign, *she said*, but …"."""
    bare = bool(clause.own_subjects(verb)) and clause.child(verb, "ccomp", "xcomp") is None
    return bare and any(c.kind == "say" for c in lexicon().of("verb", verb.lemma_.lower()))


def _sums_up(noun: Token) -> bool:
    """Whether an apposition speaks of the whole clause before it: "will leave the pact, *a step that* Bern deplored"."""
    return noun.lemma_ in SUMMING and clause.child(noun, "relcl", "acl") is not None


def _says_which(noun: Token) -> bool:
    """Whether an apposition tells at length what a name is: "annex Lund, *the region that* feeds the capital"."""
    after_comma = noun.left_edge.i > 0 and noun.doc[noun.left_edge.i - 1].text == ","
    named = noun.head.pos_ == "PROPN" and noun.pos_ == "NOUN"
    return after_comma and named and clause.child(noun, "relcl") is not None


def _is_aside(relative: Token) -> bool:
    """Whether a relative clause is said by itself: "the vote, which is not binding", "an emergency, which he said would help"."""
    first = relative.left_edge
    if first.i and first.tag_ in {"WDT", "WP", "WRB"} and relative.doc[first.i - 1].text == ",":
        return True
    return any(c.tag_ == "WDT" for inner in clause.children(relative, "ccomp") for c in inner.children)


def _as_heads(heads: tuple[Token, ...]) -> list[Token]:
    preposition = heads[-1].head
    return [heads[0], preposition] if preposition.dep_ == "prep" else list(heads)


def _as_tokens(hit: Hit) -> list[Token]:
    """The words of what is called something, and of what it is called: 'called it "a stab in the back"'."""
    by = frozenset(
        s.head.i for s in hit.sources if s.head.dep_ in {"prep", "agent"}
    )  # "called a win by Oslo"
    found = phrase.content_tokens(_as_heads(hit.contents), by)
    thing, named = hit.contents[0], hit.contents[-1]
    relative = clause.governor(thing) if thing.tag_ in {"WDT", "WP"} else hit.head
    if relative.dep_ == "relcl" and (thing.tag_ in {"WDT", "WP"} or relative.head.i == thing.i):
        # "a law that she called cruel", "a law she called cruel"
        aside = frozenset(c.i for c in clause.children(relative.head, "relcl"))
        heads = _as_heads(hit.contents[1:])
        return phrase.content_tokens([relative.head], aside) + phrase.content_tokens(heads, by)
    doc, first = named.doc, named.left_edge.i
    opened = any(t.is_quote for t in doc[max(first - 1, 0) : first + 1])
    closing = next((t.i for t in doc[named.i : named.sent.end] if t.is_quote and t.i > first), None)
    if opened and closing is not None and closing > found[-1].i:
        found += list(doc[found[-1].i + 1 : closing + 1])
    return found
