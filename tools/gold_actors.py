"""List where the actors of the annotated corpora beside the checkout were split or merged.

    python tools/gold_actors.py            # every split and merge
    python tools/gold_actors.py --check    # the same, and fail where there is one without a reason

The articles are read together, as one corpus. A mention is of a gold actor where its words, or the smallest that
identify it, are one of the actor's names and of no other actor's; the city behind a seat's name is left out. An actor
is split where such mentions have several actors of the graph, two are merged where they share one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg import config, knowledge, pipeline
from kg.listener import Silence
from kg.model import Form, Kind
from kg.resolve import resolve

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CORPORA = {"seeds": "seeds", "wikinews": "gold/wikinews"}
"""Name of the gold file to the folder of its articles."""

EXPLAINED = {
    "cairo-ministers": "the gold takes the meeting for those who met",
    "european-leaders": "the gold counts officials among the leaders",
    "german-firms": "the gold names single firms as the group",
    "german-government-source": "the gold lets the government stand for its unnamed source",
    "germany": "the gold's unnamed source of the government, see there",
    "iraq": "a government is its state, as the vocabulary says; the gold has both",
    "united-states": "an administration is its state, as the vocabulary says; the gold has both",
    "kurds": "the gold counts Kurdish groups as the people",
    "many-in-europe": "the gold lets a bare quantity stand for the people of Europe",
    "nato": "the gold counts the allies as the alliance; here they are a group that is part of it",
    "uk-parliament": "the gold counts the lower house as the parliament",
}
"""Actors whose gold names several actors on purpose, or in another sense than the vocabulary, and why."""

Found = dict[str, dict[str, set[str]]]
"""Gold actor to the actors of the graph that its mentions have, each with the words."""


def plain(words: str) -> str:
    """Return words as they are compared: without a leading article, and with straight apostrophes."""
    return re.sub(r"^[Tt]he\s+", "", " ".join(words.replace("’", "'").split()))


def gold_of(name: str) -> Mapping[str, Any]:
    """Return the actors of a gold file."""
    return dict(json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))["actors"])


def unique_names(actors: Mapping[str, Any]) -> dict[str, str]:
    """Return each name that only one of the actors has, with that actor."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, actor in actors.items():
        for name in actor["names"]:
            owners[plain(name)].add(key)
    return {name: keys.pop() for name, keys in owners.items() if len(keys) == 1}


def sightings(outcome: pipeline.Outcome, corpus: str) -> Iterator[tuple[str, str, str]]:
    """Yield gold actor, actor of the graph and words of each mention in the articles of a corpus."""
    names = unique_names(gold_of(corpus))
    folder = (SHARED / CORPORA[corpus]).resolve()
    for reading in outcome.readings:
        article = reading.article
        if Path(article.source).resolve().parent != folder:
            continue
        for mention in reading.mentions:
            if mention.form is Form.PRONOUN:
                continue
            spans = (mention.span, mention.head or mention.span)
            gold = next((names[w] for s in spans if (w := plain(s.of(article.text))) in names), None)
            key = outcome.resolution.actor_of[article.ident, mention.entity.number]
            if gold is not None and (
                mention.entity.kind is not Kind.PLACE or mention.entity.known is not None
            ):
                yield gold, key, mention.span.of(article.text)


def find() -> Found:
    """Read the corpora together and return what became of their actors."""
    folders = tuple(SHARED / folder for folder in CORPORA.values())
    readings = [
        pipeline.read(
            pipeline.Task(tuple(sorted(f.glob("*.txt"))), config.load(), meta=f / "meta.csv"), Silence()
        ).readings
        for f in folders
    ]
    together = tuple(reading for part in readings for reading in part)
    outcome = pipeline.Outcome(together, resolve(together, knowledge.load()), (), ())
    found: Found = defaultdict(lambda: defaultdict(set))
    for corpus in CORPORA:
        for gold, key, words in sightings(outcome, corpus):
            found[gold][key].add(words)
    return found


def _why(key: str) -> str:
    return f" [{EXPLAINED[key]}]" if key in EXPLAINED else ""


def main(arguments: list[str]) -> int:
    """Print what was split and merged, and return the exit code."""
    parser = argparse.ArgumentParser(
        description="Which actors of the annotated corpora were split or merged."
    )
    parser.add_argument("--check", action="store_true", help="fail where there is one without a reason")
    chosen = parser.parse_args(arguments)
    found = find()
    holders: dict[str, set[str]] = defaultdict(set)
    violations = 0
    for gold, keys in sorted(found.items()):
        for key in keys:
            holders[key].add(gold)
        if len(keys) > 1:
            violations += gold not in EXPLAINED
            told = "; ".join(f"{key} ({', '.join(sorted(words))})" for key, words in sorted(keys.items()))
            print(f"split: {gold} is {told}{_why(gold)}")
    for key, golds in sorted(holders.items()):
        if len(golds) > 1:
            violations += key not in EXPLAINED
            print(f"merged: {key} is {', '.join(sorted(golds))}{_why(key)}")
    print(
        f"{len(found)} gold actors are named in the articles; {violations} are split or merged without a reason"
    )
    return int(bool(violations) and chosen.check)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
