"""The claim of a proposition: who would do what to whom, worded positively."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause, phrase
from kg.extract.content_side import is_imperative
from kg.extract.dependence import Dependence
from kg.lang.lexicon import word_set
from kg.model import Claim, Condition, Entity, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit

NEGATION_WORDS = word_set("plain negators")
COMPANIONS = word_set("beside negations")
MEASURED = frozenset({"more", "longer"})
"""Those that need an "any": "no longer than that" compares."""
INSTEAD = {"unlikely": "likely", "neither": "both", "nor": "and"}
"""What stands in the positive for a word that denies: "*both* Oslo *and* Bern will sign"."""


def claim(
    annotated: Annotated,
    head: Token,
    spans: tuple[Span, ...],
    asked: Token | None = None,
    *,
    taken: bool = True,
) -> Claim:
    """Return who would do what to whom in the proposition headed by `head`.

    Args:
        annotated: The article.
        head: Head of the proposition, whose words are `spans`.
        spans: Its words.
        asked: Who is called on to do it, where somebody is: "pleaded with *France* to stay".
        taken: Whether a side is taken on it, which holds what the words negate; else the label keeps it.
    """
    text = annotated.article.text
    wording = " ".join(s.of(text) for s in spans)
    verb = _core(head)
    doers = clause.conjuncts(asked) if asked is not None else _doers(verb)
    doer = None if is_imperative(head) else _actor(annotated, doers)
    thing, patient = _acted_on(annotated, verb, doer)
    verbs = {head.i: head, verb.i: verb}.values()
    return Claim(
        wording=" ".join(wording.split()),
        label=" ".join(
            (
                *_subject(annotated, head, spans),
                *(_positive(annotated, verbs, spans, wording) if taken else wording).split(),
            )
        ),
        agent=doer,
        action=verb.lemma_.lower(),
        thing=thing.lemma_.lower() if thing is not None else "",
        patient=patient,
    )


def asked(hit: Hit) -> Token | None:
    """Return who would do what a content says, where its own clause does not tell: whom somebody asks to do it.

    As well a holder whom the learned reader names in the place of the subject: what he refuses to do he would do.
    """
    if hit.frame in {"obj-to", "on-to"}:
        return hit.object
    own = hit.frame in {"to", "ger"} and hit.cue.pos == "verb" and hit.sources
    return hit.sources[0] if own and hit.sources[0] not in clause.agents(hit.head) else None


def condition(annotated: Annotated, dependence: Dependence) -> Condition | None:
    """Return the condition with its span and claim, None if nothing of it is left."""
    spans = phrase.spans_of(dependence.tokens, annotated.article.text)
    if not spans:
        return None
    words = phrase.spans_of(dependence.told, annotated.article.text) or spans
    whole = Span(spans[0].begin, spans[-1].end)
    turned = len(clause.negations(dependence.predicate)) % 2 == 1  # "if he does not sign": unless he signs
    return Condition(whole, claim(annotated, dependence.predicate, words), dependence.unless != turned)


def _core(head: Token) -> Token:
    """The word that names the act: past "begin to", "need to", "consider", "be able to"."""
    while head.pos_ in clause.VERBAL and head.lemma_.lower() in _EMPTY:
        below = clause.child(head, "xcomp", "pcomp")
        if below is None:
            break
        head = below
    return head


_EMPTY = word_set("act openers")


def _doers(verb: Token) -> list[Token]:
    if verb.pos_ in clause.VERBAL:
        return clause.agents(verb)
    return (
        clause.owners(verb)
        if verb.dep_ not in {"dobj", "attr"}
        else [
            *clause.children(verb, "poss"),
            *[
                o
                for p in clause.children(verb, "prep")
                if p.lower_ == "by"
                for o in clause.children(p, "pobj")
            ],
        ]
    )


def _subject(annotated: Annotated, head: Token, spans: tuple[Span, ...]) -> list[str]:
    """The subject that a further predicate shares with the first: "*the draft* would harm it" of "is bad and would harm it".

    Only a thing: who acts stands in the claim itself.
    """
    own = clause.own_subjects(head)
    pronoun = bool(own) and own[0].tag_ in {"WDT", "WP"}  # "a panel which critics say *is packed*"
    if not clause.is_finite(head) or not spans or not (pronoun or (head.dep_ == "conj" and not own)):
        return []
    first = next(iter(clause.subjects(head)), None)
    if first is None or first.pos_ != "NOUN" or first.idx >= spans[0].begin:
        return []
    if not pronoun and annotated.entity_at(first) is not None:
        return []
    span = phrase.noun_phrase(annotated, first)
    return span.of(annotated.article.text).split()


def _actor(annotated: Annotated, heads: list[Token]) -> Entity | None:
    return next(
        (e for h in heads if (e := annotated.entity_at(h)) is not None and e.kind is not Kind.PLACE), None
    )


def _acted_on(annotated: Annotated, verb: Token, doer: Entity | None) -> tuple[Token | None, Entity | None]:
    """The thing acted with or on, and the actor or place that it goes to."""
    thing = next(iter(clause.patients(verb)), None) if verb.pos_ in clause.VERBAL else None
    if thing is None and verb.pos_ == "NOUN":
        thing = next((c for c in verb.children if c.dep_ == "compound"), None) or next(
            iter(clause.object_of(verb, "of")), None
        )
    if thing is None and verb.lemma_ == "be":
        thing = clause.child(verb, "attr", "acomp")
    patient: Entity | None = None
    if thing is not None:
        patient = annotated.entity_at(thing)
    for t in sorted(clause.subtree(verb), key=lambda t: t.i):
        if t.dep_ in {"pobj", "poss", "dobj"}:
            entity = annotated.entity_at(t)
            if entity is not None and entity != doer:
                patient = patient or entity
    return thing, patient if patient != doer else None


def _positive(annotated: Annotated, verbs: Iterable[Token], spans: tuple[Span, ...], wording: str) -> str:
    """The words without their negation."""
    doc = annotated.doc
    negated = {t.i for verb in verbs for t in clause.negations(verb) if t.lower_ in NEGATION_WORDS}
    negated |= {i + 1 for i in negated if i + 1 < len(doc) and doc[i + 1].lower_ == "longer"}
    if negated:
        negated |= {i for verb in verbs for i in _companions(verb)}
    negated |= {t.i for verb in verbs for t in clause.denials(verb)}
    if not negated:
        return wording
    layout = annotated.layout
    runs = (doc[layout.token_at(s.begin) : layout.token_at(s.end - 1) + 1] for s in spans)
    told = ("".join(_instead(t) if t.i in negated else t.text_with_ws for t in run) for run in runs)
    return " ".join(told).strip() or wording


def _companions(verb: Token) -> Iterator[int]:
    """The words that go with a negation alone: "will not sign *either*", "does not back it *any more*"."""
    for adverb in clause.children(verb, "advmod"):
        first = clause.child(adverb, "advmod", "neg", "det")
        bare = adverb.lower_ not in MEASURED or (first is not None and first.lower_ == "any")
        if adverb.lower_ in COMPANIONS and adverb.i > verb.i and bare:
            yield adverb.i
            if first is not None and first.lower_ == "any":
                yield first.i


def _instead(negation: Token) -> str:
    """What stands for a negation in the positive: "*any* court would agree", "is *a* friend" for "no court", "no friend"."""
    if negation.lower_ in INSTEAD:
        return f"{INSTEAD[negation.lower_]} "
    following = negation.doc[negation.i + 1 : negation.i + 2]
    if negation.lower_ == "no" and following and following[0].lower_ == "one":
        return "any"  # "no one": "anyone"
    if negation.lower_ != "no" or negation.dep_ != "det":
        return ""
    noun = negation.head
    if (noun.dep_, noun.tag_) != ("attr", "NN"):
        return "any "
    return "an " if noun.doc[negation.i + 1].lower_[:1] in "aeiou" else "a "
