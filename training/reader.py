"""Train all heads of the reader on one encoder, stage by stage: `python -m training.reader`."""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer

from kg.readers.pieces import special
from training.corpus import Example, example, lines, one_pass
from training.learn import Job, learn, optimizer
from training.losses import attribution_loss, event_loss, stance_loss
from training.network import Network, open_tokenizer
from training.pairs import (
    Pack,
    Sentence,
    event_sentences,
    half_neutral,
    packs,
    stance_sentences,
    taught_sentences,
)
from training.recipe import STAGES, STUDENT, TAUGHT, Mixture, Stage

BATCH_PIECES = 700
"""Pieces in a batch of sentences at most, filling included."""
SIX = (0, 1, 2, 3, 4, 5)
"""All layers of the pretrained encoder."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """The train parts of the benchmark."""

    articles: tuple[Example, ...]
    stances: tuple[Sentence, ...]
    events: tuple[Sentence, ...]
    unjudged: tuple[Sentence, ...] = ()
    """Sentences with pairs of which only the teacher has told something."""


def corpora(data: Path, tokenizer: Tokenizer, limit: int | None = None) -> Corpora:
    """Return the train parts of a folder, or the first `limit` records of each."""
    attribution, stance, events = (
        lines(data / task / "train.jsonl")[:limit] for task in ("attribution", "stance", "events")
    )
    return Corpora(
        tuple(example(record, tokenizer) for record in attribution),
        tuple(stance_sentences(stance)),
        tuple(event_sentences(events)),
    )


def taught_by(read: Corpora, answers: Path) -> Corpora:
    """Return the corpora with the teacher's answers to their pairs, and with those that nobody has judged."""
    stances, events, unjudged = taught_sentences(lines(answers))
    return Corpora(read.articles, tuple(stances), tuple(events), tuple(unjudged))


def jobs(
    read: Corpora, mixture: Mixture, tokenizer: Tokenizer, seed: int, teacher: Network | None = None
) -> list[Job]:
    """Return every batch of a mixture, pass by pass, the kinds mixed within a pass; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  (it shuffles, it keeps no secret)
    found: list[Job] = []
    for _ in range(mixture.passes):
        windows = one_pass(read.articles, special(tokenizer), mixture.batch, chance)
        shown = windows[: round(mixture.articles * len(windows))]
        one: list[Job] = [partial(attribution_loss, batch=b, teacher=teacher) for b in shown]
        for _ in range(mixture.stance):
            chosen = packs(half_neutral(read.stances, chance), tokenizer, chance)
            one += [partial(stance_loss, batch=b, teacher=teacher) for b in batches(chosen)]
        for _ in range(mixture.events):
            chosen = packs(read.events, tokenizer, chance)
            one += [partial(event_loss, batch=b, teacher=teacher) for b in batches(chosen)]
        if read.unjudged:
            chosen = packs(read.unjudged, tokenizer, chance)
            one += [partial(stance_loss, batch=b) for b in batches(chosen)]
        chance.shuffle(one)
        found += one
    return found


def batches(every: Sequence[Pack]) -> list[list[Pack]]:
    """Return windows of sentences in batches of about one length."""
    found: list[list[Pack]] = [[]]
    for pack in sorted((p for p in every if p.pairs), key=lambda p: len(p.ids) // 48):
        if found[-1] and (1 + len(found[-1])) * len(pack.ids) > BATCH_PIECES:
            found.append([])
        found[-1].append(pack)
    return found


def part(every: Sequence[Job], stage: Stage) -> Sequence[Job]:
    """Return the batches of a stage out of all those of its mixture."""
    return every[round(stage.begin * len(every)) : round(stage.end * len(every))]


def opened(weights: Path | None, layers: tuple[int, ...] = SIX) -> Network:
    """Return the network with trained weights, or with the pretrained ones alone."""
    network = Network(layers)
    if weights is not None:
        network.load_state_dict(torch.load(weights))
    return network


def student(teacher: Network, layers: tuple[int, ...]) -> Network:
    """Return a network with these layers of the teacher and all that it has besides, so that less is left to learn."""
    network = Network(layers)
    taught = teacher.state_dict()
    network.load_state_dict({name: taught[_in_teacher(name, layers)] for name in network.state_dict()})
    return network


def _in_teacher(name: str, layers: tuple[int, ...]) -> str:
    """Return how the teacher calls a weight of a network that has only some of its layers."""
    before, stem, after = name.partition("encoder.encoder.layer.")
    number, dot, rest = after.partition(".")
    return f"{before}{stem}{layers[int(number)]}{dot}{rest}" if stem else name


def train(
    read: Corpora,
    out: Path,
    layers: tuple[int, ...] = SIX,
    seed: int = 7,
    teacher: Network | None = None,
    answers: Path | None = None,
    *,
    bfloat16: bool = False,
) -> None:
    """Run all stages, or those of a teacher's student; the weights of each are kept in `out` under its name.

    The last stage of the reader itself, `TAUGHT`, wants the answers of `training.teaching`.
    """
    tokenizer, weights = open_tokenizer(), None
    out.mkdir(parents=True, exist_ok=True)
    for stage in stages(teacher, answers):
        torch.manual_seed(seed)
        begins = teacher is not None and weights is None
        network = student(teacher, layers) if begins else opened(weights, layers)
        weights = out / f"{stage.name}.pt"
        shown = taught_by(read, answers) if stage is TAUGHT and answers is not None else read
        every = jobs(shown, stage.mixture, tokenizer, seed, teacher)
        learn(
            network,
            part(every, stage),
            stage.schedule,
            weights,
            mover=optimizer(network, stage.schedule.rate),
            bfloat16=bfloat16,
        )


def stages(teacher: Network | None, answers: Path | None) -> tuple[Stage, ...]:
    """Return the stages to run, in their order."""
    if teacher is not None:
        return STUDENT
    return (*STAGES, TAUGHT) if answers is not None else STAGES


def arguments_of(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add the options of training."""
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/data"))
    parser.add_argument("--out", type=Path, default=Path("build/training"), help="where the weights go")
    parser.add_argument("--layers", type=numbers, default=SIX, help="which of the six layers are kept")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--bfloat16", action="store_true", help="products in 16 bits: faster where the processor has them"
    )
    parser.add_argument("--teacher", type=Path, help="a six-layer reader whose answers are learnt too")
    parser.add_argument("--answers", type=Path, help="what `training.teaching` wrote, for the last stage")
    parser.add_argument("--limit", type=int, help="read only so many records of each set, to try the way")
    return parser


def numbers(text: str) -> tuple[int, ...]:
    """Return numbers between commas."""
    return tuple(int(number) for number in text.split(","))


def run(chosen: argparse.Namespace) -> Stage:
    """Train by the chosen options; return the last stage, by whose name the weights are called."""
    torch.set_num_threads(chosen.threads)
    teacher = None
    if chosen.teacher is not None:
        teacher = opened(chosen.teacher).eval().requires_grad_(requires_grad=False)
    read = corpora(chosen.data, open_tokenizer(), chosen.limit)
    train(read, chosen.out, chosen.layers, chosen.seed, teacher, chosen.answers, bfloat16=chosen.bfloat16)
    return stages(teacher, chosen.answers)[-1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and save."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    run(arguments_of(argparse.ArgumentParser(description=__doc__)).parse_args(arguments))


if __name__ == "__main__":
    main()
