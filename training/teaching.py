"""What the reader learns of pairs beside the annotations: `python -m training.teaching`.

A larger network (`teacher.py`) learns the stances and the event types of the train parts. Its answers on these, and on
pairs of actors in the sentences of the train articles that nobody has judged, go into a file, which the last stage of
`python -m training.reader` reads.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from kg.annotate.model import load_model
from kg.readers.pairs import TYPES
from training.corpus import lines
from training.evaluate import best_odds
from training.learn import learn
from training.losses import STANCE_WEIGHTS
from training.pairs import STANCES
from training.recipe import TEACHER, TEACHER_PASSES
from training.teacher import Question, Teacher, assembled, batches, open_tokenizer, question, tables

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

log = logging.getLogger("training")

ANSWERS = "answers.jsonl"
"""The file of the teacher's answers."""
PIECES = 1536
"""Pieces in a batch of the teacher, filling included."""
FALLING = 0.92
"""Share of a layer's rate with which the layer below learns."""
HEADS_RATE = 5e-4
NEUTRAL = 0.6
"""Share of the pairs without a stance that a pass reads."""
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
"""Labels of names that can hold a position or be aimed at."""
UNNAMED = 0.35
"""Share of the sentences in which a pronoun, and in which a common noun, may be one of a pair."""
PRONOUNS = frozenset({"he", "she", "they", "we"})
SHORT, LONG = 30, 420
"""Characters of a sentence whose pairs are asked about."""
MOST = 2
"""Pairs of one sentence."""


def judged(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the pairs of the train parts: text, first and second actor, and the label or the event type."""
    for record in lines(data / "stance" / "train.jsonl"):
        stance = STANCES.index(record["label"])
        yield {"text": record["text"], "pair": (record["p"], record["q"]), "stance": stance}
    for record in lines(data / "events" / "train.jsonl"):
        if record["source"] is not None and record["target"] is not None:
            pair = (record["source"]["span"], record["target"]["span"])
            yield {"text": record["text"], "pair": pair, "event": TYPES.index(record["type"])}


def unjudged(data: Path, chance: random.Random, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield pairs of actors in the sentences of the train articles."""
    texts = (record["text"] for record in lines(data / "attribution" / "train.jsonl")[:limit])
    for doc in load_model().pipe(texts, batch_size=20):
        yield from _pairs_of(doc, chance)


def _pairs_of(doc: Doc, chance: random.Random) -> Iterator[dict[str, Any]]:
    for sentence in doc.sents:
        text = sentence.text.strip()
        if not SHORT < len(text) < LONG:
            continue
        begin = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
        actors = [(b - begin, e - begin) for b, e in _actors(sentence, chance)]
        unlike = [p for p in combinations(actors, 2) if text[slice(*p[0])] != text[slice(*p[1])]]
        chance.shuffle(unlike)
        yield from ({"text": text, "pair": pair} for pair in unlike[:MOST])


def _actors(sentence: Span, chance: random.Random) -> Iterator[tuple[int, int]]:
    """Yield the characters of names, and now and then of the first pronoun and the first common noun that act."""
    yield from ((e.start_char, e.end_char) for e in sentence.ents if e.label_ in NAMED)
    acting = [t for t in sentence if t.dep_ in {"nsubj", "nsubjpass"}]
    if chance.random() < UNNAMED:
        yield from [(t.idx, t.idx + len(t)) for t in acting if t.lower_ in PRONOUNS][:1]
    if chance.random() < UNNAMED:
        nouns = (t for t in acting if t.tag_ in {"NN", "NNS"} and t.i - t.left_edge.i < 4)
        yield from [(t.left_edge.idx, t.idx + len(t)) for t in nouns][:1]


def questions(records: Iterable[Mapping[str, Any]], tokenizer: Tokenizer) -> list[Question]:
    """Return the records as the teacher takes them, without those that it cannot be asked."""
    asked = (
        question(
            record["text"],
            record["pair"],
            tokenizer,
            stance=record.get("stance", -1),
            event=record.get("event", -1),
            number=number,
        )
        for number, record in enumerate(records)
    )
    return [one for one in asked if one is not None]


def jobs(
    every: Sequence[Question], tokenizer: Tokenizer, chance: random.Random
) -> list[Callable[[Teacher], Tensor]]:
    """Return the batches of all passes, stances and event types mixed, half of the stances with their pair turned."""
    found: list[Callable[[Teacher], Tensor]] = []
    for _ in range(TEACHER_PASSES):
        chosen = [q for q in every if q.stance > 0 or (q.stance == 0 and chance.random() < NEUTRAL)]
        chosen = [q if chance.random() < 0.5 else q.turned(tokenizer) for q in chosen]
        events = [q for q in every if q.event >= 0]
        for part in (chosen, events):
            chance.shuffle(part)
        one = [partial(_stance_loss, batch=b) for b in batches(chosen, PIECES)]
        one += [partial(_event_loss, batch=b) for b in batches(events, PIECES)]
        chance.shuffle(one)
        found += one
    return found


def _stance_loss(teacher: Teacher, batch: Sequence[Question]) -> Tensor:
    scores, _ = teacher(*tables(batch))
    labels, weight = torch.tensor([q.stance for q in batch]), torch.tensor(STANCE_WEIGHTS)
    return nn.functional.cross_entropy(scores, labels, weight=weight, label_smoothing=0.03)


def _event_loss(teacher: Teacher, batch: Sequence[Question]) -> Tensor:
    _, scores = teacher(*tables(batch))
    return nn.functional.cross_entropy(scores, torch.tensor([q.event for q in batch]), label_smoothing=0.05)


def mover(teacher: Teacher, rate: float) -> torch.optim.AdamW:
    """Return AdamW with a rate that falls from layer to layer downwards, and with one of their own for the heads."""
    layers = teacher.encoder.encoder.layer
    groups: list[dict[str, Any]] = [
        {"params": [p for p in layer.parameters() if p.requires_grad], "lr": rate * FALLING**above}
        for above, layer in enumerate(reversed(layers))
    ]
    groups.append({"params": list(teacher.encoder.encoder.relative_attention_bias.parameters()), "lr": rate})
    heads = (teacher.joined, teacher.stance, teacher.events)
    groups.append({"params": [p for head in heads for p in head.parameters()], "lr": HEADS_RATE})
    return torch.optim.AdamW([g for g in groups if g["params"]], weight_decay=0.01, fused=True)


def answers(teacher: Teacher, every: Sequence[Question]) -> Iterator[tuple[int, list[float], list[float]]]:
    """Yield the number of each question with the logits of its stances and of its event types."""
    teacher.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(every, 2 * PIECES):
            stances, events = teacher(*tables(batch))
            for one, stance, event in zip(batch, stances.tolist(), events.tolist(), strict=True):
                yield one.number, stance, event


def report(teacher: Teacher, data: Path, tokenizer: Tokenizer) -> None:
    """Log how well the stances of the development sentences are told that do not stand in train."""
    new = [record for record in lines(data / "stance" / "dev.jsonl") if not record["in_train"]]
    asked = questions(({"text": r["text"], "pair": (r["p"], r["q"])} for r in new), tokenizer)
    scores = np.zeros((len(new), len(STANCES)))
    for number, stances, _ in answers(teacher, asked):
        scores[number] = stances
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    odds, reached = best_odds(shares, np.array([STANCES.index(record["label"]) for record in new]))
    log.info("teacher: macro-F1 %.3f on new sentences, with odds of %.2f against none", reached, odds)


def run(chosen: argparse.Namespace) -> None:
    """Teach the teacher, ask it, and write its answers, in the order of the records."""
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    chance = random.Random(chosen.seed)  # noqa: S311  (it shuffles, it keeps no secret)
    folder = assembled(chosen.out)
    tokenizer, teacher = open_tokenizer(folder), Teacher(folder)
    known = [record for record in judged(chosen.data) if chosen.limit is None or chance.random() < 0.02]
    every = jobs(questions(known, tokenizer), tokenizer, chance)
    learn(
        teacher, every, TEACHER, chosen.out / "teacher.pt", bfloat16=True, mover=mover(teacher, TEACHER.rate)
    )
    teacher.load_state_dict(torch.load(chosen.out / "teacher.pt"))
    report(teacher, chosen.data, tokenizer)
    records = [*known, *unjudged(chosen.data, chance, chosen.limit)]
    told = {n: (s, e) for n, s, e in answers(teacher, questions(records, tokenizer))}
    with (chosen.out / ANSWERS).open("w", encoding="utf-8") as file:
        for number, record in enumerate(records):
            if number in told:
                stances, events = told[number]
                row = record | {"stances": _short(stances), "events": _short(events)}
                file.write(json.dumps(row) + "\n")


def _short(scores: Iterable[float]) -> list[float]:
    return [round(score, 3) for score in scores]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the teacher's answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/data"))
    parser.add_argument(
        "--out", type=Path, default=Path("build/training"), help="where weights and answers go"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--limit", type=int, help="read only so many articles and a few pairs, to try the way"
    )
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    run(parser.parse_args(arguments))


if __name__ == "__main__":
    main()
