"""Finds cues in the parse: who says, thinks, wants, backs or rejects what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.adherent_cues import adherent_hits
from kg.extract.adjective_cues import adjective_hits, plan_hits, predicate_hits
from kg.extract.blows import is_blow
from kg.extract.dependence import dependence
from kg.extract.elliptic_cues import with_elliptic
from kg.extract.frames import VERB_FRAMES
from kg.extract.hit import Hit
from kg.extract.mutual_cues import mutual_hits, reciprocal_hits
from kg.extract.noun_cues import noun_hits
from kg.extract.object_frames import fixed_phrases, particles, small_clause
from kg.lang.lexicon import Cue, Lexicon, word_set
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token

LITERAL = word_set("taken literally")
"""Cues with objects of which they say nothing but what was done: "shoot down drone"."""
NAMED = frozenset({Kind.ORGANISATION, Kind.BLOC, Kind.OUTLET})
"""Kinds of actors with names of many words."""
ABLE = frozenset({"can", "could"})
BODIES = frozenset({"GPE", "ORG", "NORP"})
ANNOUNCING = word_set("announcing verbs")
DROPPING = word_set("dropping verbs")


def hits(annotated: Annotated, lexicon: Lexicon) -> Iterator[Hit]:
    """Yield every cue of the document that has content, in text order, and what clauses without a predicate take over."""
    yield from with_elliptic(_stated(annotated, lexicon))


def _stated(annotated: Annotated, lexicon: Lexicon) -> Iterator[Hit]:
    armed = annotated.is_armed
    fixed: set[tuple[int, int]] = set()
    """Nouns in the cue of a verb, with its contents: "lost *faith* in it" is told once."""
    for token in clause.readable(annotated.doc):
        verbal: list[Hit] = []
        if token.pos_ in clause.VERBAL or _is_headline_verb(token):
            verbal = [h for h in _verb_hits(token, lexicon, armed) if not _is_lent(h, lexicon, armed)]
            fixed |= {(w.i, c.i) for h in verbal for w in h.words for c in h.contents}
            yield from verbal
            yield from predicate_hits(token, lexicon)
            yield from plan_hits(token, lexicon)
        elif token.pos_ in {"NOUN", "PROPN"} and not _is_in_name(annotated, token):
            yield from (
                h for h in noun_hits(token, lexicon, armed) if (token.i, h.contents[0].i) not in fixed
            )
            yield from adherent_hits(token, lexicon)
        if token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG"}:
            taken = {
                h.contents for h in verbal if h.sources
            }  # "has committed to paying": a verb, not an adjective too
            yield from (h for h in adjective_hits(token, lexicon) if h.contents not in taken)


def _is_in_name(annotated: Annotated, token: Token) -> bool:
    """Whether a word is part of a name of several: the "Campaign" of "International Campaign to Abolish Nuclear Weapons"."""
    mention = annotated.mention_at(token) if token.tag_ in {"NNP", "NNPS"} else None
    if mention is None or mention.form is not Form.NAMED:
        return False
    return mention.span.end > token.idx + len(token) and mention.entity.kind in NAMED


def _is_lent(hit: Hit, lexicon: Lexicon, armed: Callable[[Token], bool]) -> bool:
    """Whether a verb only lends its subject to the stance that is its object: "lifted its veto on the loan"."""
    if hit.frame not in {"obj", "obj-say"} or hit.contents[0].dep_ != "dobj":
        return False
    own = any(c.tag_ == "PRP$" for c in clause.children(hit.contents[0], "poss"))
    noun = lexicon.of("noun", hit.contents[0].lemma_.lower())
    done = hit.head.lemma_ in DROPPING and not clause.modals(hit.head)
    if own and done and noun and noun[0].stance == "-":
        return True  # "Peru dropped its objections": it is not said to what, and Peru is not against them
    if hit.frame == "obj-say" and hit.head.lemma_ in ANNOUNCING:  # "announced new sanctions on Bern"
        return False
    return any(hit.head in h.words for h in noun_hits(hit.contents[0], lexicon, armed))


def _is_headline_verb(token: Token) -> bool:
    """Whether a noun by its tag is the verb of a headline: "Parliament votes for expulsion"."""
    return token.tag_ in {"NNS", "NNP", "NN"} and token.dep_ == "ROOT" and bool(clause.own_subjects(token))


def verb_cues(verb: Token, lexicon: Lexicon) -> tuple[Cue, ...]:
    """Return the readings of a verb, with what is fixed beside it: "rule out", "hold responsible", "take to task"."""
    lemma = verb.lemma_.lower()
    particle, small = clause.child(verb, "prt"), small_clause(verb)
    # "pushed back", parsed as an adverb; "took issue", "threw its weight behind"
    others = [c for c in verb.children if c.i > verb.i and c.dep_ in {"advmod", "dobj"}]
    forms = [
        f
        for w in (particle, small, *others)
        if w is not None
        for f in ((*_described(w), w.lemma_.lower()) if w.dep_ == "dobj" else (w.lower_,))
    ]
    for form in (*forms, *fixed_phrases(verb)):
        found = lexicon.of("verb", f"{lemma} {form}")
        if found:
            return found
    return lexicon.of("verb", lemma) if particle is None else ()


def _described(noun: Token) -> Iterator[str]:
    """An object with its attribute: "dim view" of "took a dim view of the merger"."""
    return (f"{a.lower_} {noun.lemma_.lower()}" for a in clause.children(noun, "amod"))


def _verb_hits(verb: Token, lexicon: Lexicon, armed: Callable[[Token], bool]) -> Iterator[Hit]:
    if verb.dep_ in {"aux", "auxpass", "amod", "compound"} or _weighs_nothing(verb):
        return
    taken: set[int] = set()
    cues = [c for c in verb_cues(verb, lexicon) if "if-able" not in c.traits or _is_able(verb)]
    for cue in cues:
        if "mutual" in cue.frames and not clause.is_passive(verb):
            words = tuple(sorted({verb, *particles(verb, cue)}, key=lambda t: t.i))
            yield from reciprocal_hits(verb, cue, words, tuple(clause.own_subjects(verb)))
    for frame, find in VERB_FRAMES:
        for cue in cues:
            if frame not in cue.frames and not (frame == "p" and cue.prepositions):
                continue
            for contents, obj, words in find(verb, cue):
                if (
                    not contents
                    or f"{cue.lemma} {contents[0].lemma_.lower()}" in LITERAL
                    or any(c.i in taken for c in contents)
                    or (frame != "if" and any(dependence(c) for c in contents))
                    or (frame == "obj" and is_blow(verb, clause.agents(verb), contents, armed=armed))
                ):
                    continue
                taken |= {a.i for c in contents for a in (c, *clause.antecedents(c))} | (
                    {obj.i} if obj is not None else set()
                )
                yield from mutual_hits(_verb_hit(cue, frame, verb, contents, obj, words))


def _is_able(verb: Token) -> bool:
    """Whether "we" or a named body says what it can do: "we can live with it", but not "patients can live with it"."""
    able = any(m.lower_ in ABLE for m in clause.modals(verb))
    return able and any(s.lower_ in {"we", "i"} or s.ent_type_ in BODIES for s in clause.own_subjects(verb))


def _weighs_nothing(verb: Token) -> bool:
    """Whether a participle is no more than a preposition: "a high price, *considering* the quality"."""
    return verb.lower_ == "considering" and verb.dep_ in {"advcl", "prep"} and not clause.auxiliaries(verb)


def _verb_hit(
    cue: Cue,
    frame: str,
    verb: Token,
    contents: tuple[Token, ...],
    obj: Token | None,
    words: tuple[Token, ...],
) -> Hit:
    sources = clause.patients(verb) if frame == "exp" else clause.agents(verb)
    if frame == "raise":
        sources = clause.object_of(verb, "to")  # "seems to Oslo": whose impression it is
    own = () if frame in {"exp", "raise"} or clause.is_passive(verb) else tuple(clause.own_subjects(verb))
    if not sources and frame == "that" and contents[0].i < verb.i and not clause.is_passive(verb):
        sources = inverted_subject(verb)
    cue_words = {verb, *clause.children(verb, "prt"), *particles(verb, cue), *words}
    return Hit(
        cue, frame, verb, tuple(sorted(cue_words, key=lambda t: t.i)), tuple(sources), contents, obj, (), own
    )


def inverted_subject(verb: Token) -> list[Token]:
    """Return the speaker behind the verb where the parser took it for an object: "…," warned the minister."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ in {"dobj", "attr", "npadvmod", "oprd"} and c.pos_ in clause.NOMINAL:
            return clause.conjuncts(c)
    return []
