# a script beside the package, not part of it
"""Measure `kg/lang/en/cues.tsv` on annotated news: which cues it lacks, what its rows find, what they find wrongly.

    python tools/cue_coverage.py                    # 400 documents of the training part, parsed once and kept
    python tools/cue_coverage.py --documents 100 --unknown 40 --rows

Printed are the share of the annotated verbal and nominal cues that the table holds, by occurrences, with and without
those that are a bare copula or auxiliary ("the message was: …"); the cues that it lacks, with their counts; each row
and frame that fires at least 8 times with few of its attributions in the annotation; and how many rows never fire (`--rows` lists every row with its figures, to be read beside the table).
An attribution is found in the annotation when the characters of the contents agree with F1 of at least .5.

It needs the annotated corpora in `../shared`. Only its training part is read: figures on the part that the
scores come from would lead to fitting the table to it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import DocBin

from kg import knowledge
from kg.annotate import annotate_parsed
from kg.annotate.gazetteer import gazetteer
from kg.annotate.lexicon import lexicon as mention_words
from kg.extract.attribution import utterances
from kg.extract.cues import verb_cues
from kg.lang.lexicon import Lexicon, lexicon
from kg.lang.tables import table
from kg.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc as Parse

    from kg.annotate.parsed import Doc, Token

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "bench" / "data" / "attribution" / "train.jsonl"
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
ATTRIBUTES = [
    "ORTH",
    "TAG",
    "POS",
    "MORPH",
    "LEMMA",
    "DEP",
    "HEAD",
    "SENT_START",
    "ENT_IOB",
    "ENT_TYPE",
    "SPACY",
]
MATCH = 0.5
"""F1 of characters from which two contents are the same."""
EMPTY = frozenset({"be", "have", "do", "become", "get", "'s", "’s", "’", "n't", "n’t", "not", "so", "also"})
"""Copulas, auxiliaries and what goes with them: as cues they would fire in every other sentence."""
HEDGES = frozenset((r["pos"], r["lemma"]) for r in table("modality"))
FEW, LOW = 8, 0.2
"""A frame is told as doubtful when it fires at least `FEW` times with a precision below `LOW`."""

Key = tuple[str, str, str, str]
"""Part of speech, lemma, stance and frame of what fired."""


@dataclass(slots=True)
class Figures:
    """What was counted."""

    cues: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """Annotated cues by part of speech and whether the table holds them."""
    bare: int = 0
    """Annotated cues without any word but copulas and auxiliaries ("is", "has"): no row could hold them."""
    hedges: int = 0
    """Annotated cues that are hedges to this project ("seems", "appeared"): `modality.tsv` holds them."""
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Part of speech and lemma of those that it lacks."""
    fired: Counter[Key] = field(default_factory=Counter)
    made: Counter[Key] = field(default_factory=Counter)
    """Those that made an attribution (acts make none)."""
    right: Counter[Key] = field(default_factory=Counter)


# ------------------------------------------------------------------ the corpus


def corpus(nlp: Language, number: int, cache: Path) -> Iterator[tuple[dict[str, Any], Parse]]:
    """Yield the first documents of the corpus with their parse, parsed once and kept in `cache`."""
    with CORPUS.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line, _ in zip(lines, range(number), strict=False)]
    kept = cache / f"cue-coverage-{number}.spacy"
    if not kept.exists():
        parsed = DocBin(attrs=ATTRIBUTES)
        for doc in nlp.pipe((d["text"] for d in documents), batch_size=8):
            parsed.add(doc)
        parsed.to_disk(kept)
    yield from zip(documents, DocBin().from_disk(kept).get_docs(nlp.vocab), strict=True)


def measure(nlp: Language, number: int, cache: Path) -> Figures:
    """Return what is counted over the first `number` documents."""
    known, table, figures = knowledge.load(), lexicon(), Figures()
    names, words = gazetteer(nlp, known), mention_words()
    for document, doc in corpus(nlp, number, cache):
        annotated = annotate_parsed(doc, Article(document["text"], document["doc"]), names, words)
        _count_cues(document, annotated.doc, table, figures)
        found: list[tuple[Key, frozenset[int] | None]] = []
        for hit, made in ((u.hit, u.attribution) for u in utterances(annotated, table)):
            key = (hit.cue.pos, hit.cue.lemma, hit.cue.stance, hit.frame)
            found.append((key, None if made is None else _covered((s.begin, s.end) for s in made.content)))
        _count_rows(document, found, figures)
    return figures


# ------------------------------------------------------------------ what the table holds


def _count_cues(document: dict[str, Any], doc: Doc, table: Lexicon, figures: Figures) -> None:
    at = {i: token for token in doc for i in range(token.idx, token.idx + len(token))}
    for attribution in document["attributions"]:
        characters = sorted(_covered(attribution["cue"]))
        tokens = {at[i].i: at[i] for i in characters if i in at}
        head = _head(list(tokens.values()))
        if head is None:
            continue
        held = any(_holds(table, token) for token in tokens.values())
        figures.cues[POS[head.pos_], held] += 1
        if not held:
            figures.unknown[_key(head)] += 1
            figures.hedges += _key(head) in HEDGES
            figures.bare += POS[head.pos_] == "verb" and _is_bare(list(tokens.values()))


def _holds(table: Lexicon, token: Token) -> bool:
    """Whether the table has the word of a token, whatever part of speech the tagger gave it.

    "according to" is no row but a rule of its own (`kg.extract.attribution`).
    """
    if token.pos_ not in POS:
        return False
    words = {_key(token)[1], token.lower_, token.lemma_.lower()}
    if token.pos_ in {"VERB", "AUX"} and verb_cues(token, table):  # "took issue with", "shot back"
        return True
    return token.lower_ == "according" or any(table.of(pos, word) for pos in POS.values() for word in words)


def _head(tokens: list[Token]) -> Token | None:
    """Return the word that the others of a cue depend on, None where the cue has no verb, noun or adjective."""
    words = [t for t in tokens if t.pos_ in POS and t.dep_ not in {"aux", "auxpass"}]
    inside = {t.i for t in words}
    return next((t for t in words if t.head.i == t.i or t.head.i not in inside), None)


def _is_bare(tokens: list[Token]) -> bool:
    """Whether a cue says nothing but that something is or has: "is", "has been", "'s that"."""
    telling = {"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "NUM"}
    words = [t for t in tokens if t.pos_ in telling and t.tag_ != "MD"]
    return all(t.lemma_.lower() in EMPTY or t.lower_ in EMPTY for t in words)


def _key(token: Token) -> tuple[str, str]:
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), "")
    pos = POS[token.pos_]
    lemma = token.lower_ if pos == "adj" else token.lemma_.lower()
    return pos, f"{lemma} {particle}".strip()


# ------------------------------------------------------------------ what the rows find


def _count_rows(
    document: dict[str, Any], found: list[tuple[Key, frozenset[int] | None]], figures: Figures
) -> None:
    """Count what fired, and what of it is annotated; each annotation is matched once, the best match first."""
    gold = [_covered(a["content"]) for a in document["attributions"]]
    figures.fired.update(key for key, _ in found)
    figures.made.update(key for key, content in found if content is not None)
    scored = sorted(
        (
            (agreement, i, j)
            for i, (_, content) in enumerate(found)
            for j, words in enumerate(gold)
            if content is not None and (agreement := _agreement(content, words)) >= MATCH
        ),
        key=lambda s: (-s[0], s[1], s[2]),
    )
    matched: dict[int, int] = {}
    for _, i, j in scored:
        if i not in matched and j not in matched.values():
            matched[i] = j
    figures.right.update(found[i][0] for i in matched)


def _covered(spans: Iterable[Iterable[int]]) -> frozenset[int]:
    return frozenset(i for begin, end in spans for i in range(begin, end))


def _agreement(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the F1 of two sets of characters, 0 where both are empty."""
    common = len(a & b)
    return 2 * common / (len(a) + len(b)) if common else 0.0


# ------------------------------------------------------------------ what is printed


def report(figures: Figures, unknown: int, *, rows: bool) -> Iterator[str]:
    """Yield the lines to print."""
    for pos in ("verb", "noun", "adj"):
        held, lacking = figures.cues[pos, True], figures.cues[pos, False]
        yield f"{pos}: {held} of {held + lacking} annotated cues in the table, {_share(held, held + lacking)}"
    held = figures.cues["verb", True] + figures.cues["noun", True]
    both = held + figures.cues["verb", False] + figures.cues["noun", False]
    yield f"verbal and nominal: {held} of {both}, {_share(held, both)}"
    counted = both - figures.bare
    yield f"the same without the {figures.bare} bare copulas and auxiliaries: {held} of {counted}, {_share(held, counted)}"
    hedged = held + figures.hedges
    yield f"and with the {figures.hedges} that modality.tsv reads as hedges: {hedged} of {counted}, {_share(hedged, counted)}"
    yield f"different cues that it lacks: {len(figures.unknown)}, of these seen once: {_once(figures)}"
    words = (f"{lemma} ({pos}) {n}" for (pos, lemma), n in figures.unknown.most_common(unknown))
    yield "lacking: " + ", ".join(words)
    cues = [cue for several in lexicon().cues.values() for cue in several]
    firing = {key[:3] for key in figures.fired}
    silent = [cue for cue in cues if (cue.pos, cue.lemma, cue.stance) not in firing]
    yield f"rows: {len(cues)}, of these never fire: {len(silent)}"
    if rows:
        yield "silent: " + ", ".join(f"{cue.lemma} ({cue.pos} {cue.stance})" for cue in silent)
    yield "part of speech, lemma, stance, frame: fired, attributions, right, precision"
    for key, fired in sorted(figures.fired.items()):
        made, right = figures.made[key], figures.right[key]
        if rows or (made >= FEW and right / made < LOW):
            yield f"{' '.join(key)}: {fired}, {made}, {right}, {_share(right, made)}"


def _once(figures: Figures) -> int:
    return sum(n == 1 for n in figures.unknown.values())


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main(arguments: list[str]) -> int:
    """Print the figures; return the exit code."""
    from kg.annotate.model import load_model  # noqa: PLC0415  # slow to load, and not needed for --help

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=400, help="how many documents of the training part")
    parser.add_argument("--unknown", type=int, default=60, help="how many of the lacking cues are listed")
    parser.add_argument("--rows", action="store_true", help="list the figures of every row")
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()), help="where parses are kept"
    )
    options = parser.parse_args(arguments)
    if not CORPUS.exists():
        sys.stderr.write("the annotated corpora (../shared) are not beside the checkout\n")
        return 1
    figures = measure(load_model(), options.documents, options.cache)
    sys.stdout.write("\n".join(report(figures, options.unknown, rows=options.rows)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
