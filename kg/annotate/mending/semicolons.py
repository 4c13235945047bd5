"""Mends clauses that a semicolon or colon parts, and that the parse takes for one inside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import SUBJECTS, hand_over, hang, has_subject, take_place

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

STOPS = frozenset({";", ":"})


def parted(clause: Token, cues: Lexicon) -> None:
    """Mend the complement clause that `clause` heads where such a stop parts it from its verb."""
    if clause.head.i > clause.i:
        _speaker_between(clause, cues)
        _before(clause)
    else:
        _behind(clause, cues)


def _behind(clause: Token, cues: Lexicon) -> None:
    """Mend "Oslo says it has paid; the *bank* calls that false": who reports behind a semicolon speaks for himself."""
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.tag_ not in {"NN", "NNS", "NNP", "NNPS"}:
        return
    said = next(
        (c for c in clause.children if c.i < subject.i and _reports(c, cues) and has_subject(c)), None
    )
    begin = (said or subject).left_edge.i
    parted_off = begin > clause.head.i + 1 and clause.doc[begin - 1].text == ";"
    reports = _reports(clause, cues)
    if (
        said is not None and parted_off
    ):  # "Oslo says it must stay; without it, an *aide said*, prices would rise"
        speaker = next(c for c in said.children if c.dep_ in SUBJECTS)
        hand_over([c for c in said.children if c.dep_ == "prep" and c.i < speaker.i], clause)
        said.dep_ = clause.dep_ = "parataxis"
        return
    if parted_off and reports and not any(t.is_quote for t in clause.doc[clause.head.i : clause.i]):
        clause.dep_ = "parataxis"


def finite_behind(verb: Token) -> None:
    """Mend "Oslo left; one of them, *Lo, called* it a gift": a clause of its own, and no participle of Lo."""
    subject = verb.head
    opened = subject.left_edge.i > 0 and verb.doc[subject.left_edge.i - 1].text == ";"
    closed = verb.doc[verb.i - 1].text == "," or verb.i == subject.i + 1
    if verb.tag_ == "VBD" and verb.dep_ == "acl" and subject.i < verb.i and opened and closed:
        above = subject.head
        verb.head, verb.dep_ = above, "parataxis"
        hang(subject, verb, "nsubj")


def _reports(verb: Token, cues: Lexicon) -> bool:
    return any(cue.kind == "say" for cue in cues.of("verb", verb.lemma_.lower()))


def _speaker_between(said: Token, cues: Lexicon) -> None:
    """Mend "Oslo was no party, its *envoy replied*; Bern objected": what stands before the speaker is what he said."""
    host = said.head
    content = host.head
    speaker = next((c for c in said.children if c.dep_ in SUBJECTS), None)
    if host.dep_ != "conj" or speaker is None or not content.i < speaker.left_edge.i or said.i > host.i:
        return
    begin = speaker.left_edge.i
    reports = any(cue.kind == "say" and "that" in cue.frames for cue in cues.of("verb", said.lemma_.lower()))
    own = any(c.dep_ in {"ccomp", "dobj", "xcomp"} for c in said.children)
    stop = said.doc[min(said.right_edge.i + 1, len(said.doc) - 1)].text
    if reports and not own and said.doc[begin - 1].text == "," and stop == ";" and has_subject(content):
        take_place(said, content)
        hang(host, said, "parataxis")
        hang(content, said, "ccomp")


def _before(clause: Token) -> None:
    """Mend "Prices rose; the bank feared a slump": what a semicolon or colon parts is no complement."""
    host = clause.head
    if host.i <= clause.i:
        return
    subjects = [c for c in host.children if c.dep_ in SUBJECTS and clause.i < c.i < host.i]
    if not subjects:
        return
    if _says_more(clause, host):
        clause.dep_ = "parataxis"
        return
    begin = min(s.left_edge.i for s in subjects)
    between = host.doc[clause.i : host.i]
    stops = {t.text for t in between if t.i < begin} & STOPS
    if any(t.is_quote for t in between) or not stops:
        return
    if ";" not in stops and host.doc[begin - 1].text not in STOPS and host.doc[begin - 2].text not in STOPS:
        return  # what opens the clause may stand between: "Oslo wants talks; *according to aides*, it will wait"
    if host.dep_ == "ccomp" and host.head.i < clause.i:
        hang(
            clause, host.head
        )  # "Aides say he went too far; the envoy rejects the plan": both, or he alone, are reported
    else:
        clause.dep_ = "parataxis"


def _says_more(clause: Token, host: Token) -> bool:
    """Whether a verb behind a colon has its own that-clause: "It is late: since May, envoys warn that prices rise"."""
    told = any(c.dep_ == "ccomp" and c.i > host.i and has_subject(c) for c in host.children)
    stop = next((t.i for t in host.doc[clause.i : host.i] if t.text in STOPS), host.i)
    closed = sum(t.is_quote and t.tag_ != "POS" for t in host.doc[clause.left_edge.i : stop]) % 2 == 0
    return told and stop < host.i and closed and not any(t.is_quote for t in host.doc[stop : host.i])
