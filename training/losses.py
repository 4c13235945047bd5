"""The loss of a batch of each kind: attributions, stances, event types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional

from training.corpus import IGNORE, Item, stacked
from training.network import Network
from training.pairs import Pack

TARGETS, WEIGHTS = ("tags", "cue", "source"), (1.0, 0.15, 0.3)
"""What an article teaches, and how much each of it weighs."""
STANCE_WEIGHTS = (1.0, 1.3, 1.1, 1.4, 1.4)
"""Of the labels in the order of `pairs.STANCES`: rarer ones count a little more."""


def attribution_loss(network: Network, batch: Sequence[Item], teacher: Network | None = None) -> Tensor:
    """Return the loss of tags and links; half of it against the teacher's answers where there is one."""
    ids = stacked([i.ids for i in batch], 0)
    tables = [
        torch.from_numpy(t)
        for t in (ids, stacked([i.features for i in batch], 0), (ids != 0).astype("int64"))
    ]
    states = network.states(*tables)
    logits = network.read(network.dropout(states), tables[-1])
    taught: tuple[Tensor | None, ...] = (None, None, None)
    total = torch.zeros(())
    if teacher is not None:
        with torch.no_grad():
            shown = teacher.states(*tables)
            taught = teacher.read(shown, tables[-1])
        total = distance(states, shown, tables[-1])
    for name, weight, scores, soft in zip(TARGETS, WEIGHTS, logits, taught, strict=True):
        target = torch.from_numpy(stacked([getattr(i, name) for i in batch], IGNORE)).flatten()
        known = target != IGNORE
        if bool(known.any()):
            wanted = soft.flatten(0, 1)[known] if soft is not None else None
            total = total + weight * loss_of(scores.flatten(0, 1)[known], target[known], wanted)
    return total


def loss_of(
    scores: Tensor,
    target: Tensor,
    taught: Tensor | None,
    weight: Tensor | None = None,
    smoothing: float = 0.0,
) -> Tensor:
    """Return the cross-entropy of scores with the targets, or the mean of that and of that with a teacher's scores.

    Where nobody has judged, the teacher's scores alone count.
    """
    if taught is None:
        return functional.cross_entropy(scores, target, weight=weight, label_smoothing=smoothing)
    soft = functional.cross_entropy(scores, taught.softmax(-1))
    if not bool((target != IGNORE).any()):
        return soft
    hard = functional.cross_entropy(scores, target, weight=weight, label_smoothing=smoothing)
    return 0.5 * hard + 0.5 * soft


def distance(states: Tensor, shown: Tensor, mask: Tensor) -> Tensor:
    """Return how far states are from the teacher's: the mean square, in units of the teacher's variance."""
    known = mask.bool()
    wanted = shown[known]
    return functional.mse_loss(states[known], wanted) / wanted.var()


def encoded(network: Network, batch: Sequence[Pack]) -> tuple[Tensor, Tensor]:
    """Return the last states of the windows of a batch (windows, pieces, width), and which of them are pieces."""
    ids = stacked([p.ids for p in batch], 0)
    tables = (ids, stacked([p.features for p in batch], 0), (ids != 0).astype("int64"))
    given = [torch.from_numpy(t) for t in tables]
    return network.states(*given), given[-1]


def pair_inputs(states: Tensor, batch: Sequence[Pack]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return states, roles and mask of each pair's sentence out of those of the windows, and the labels."""
    chosen = [(k, pair) for k, p in enumerate(batch) for pair in p.pairs]
    length = max(pair.sentence[1] - pair.sentence[0] for _, pair in chosen)
    taken = states.new_zeros(len(chosen), length, states.shape[-1])
    roles = torch.zeros(len(chosen), length, dtype=torch.long)
    mask = torch.zeros(len(chosen), length, dtype=torch.long)
    for row, (k, pair) in enumerate(chosen):
        begin, end = pair.sentence
        taken[row, : end - begin] = states[k, begin:end]
        mask[row, : end - begin] = 1
        for role, run in ((1, pair.first), (2, pair.second)):
            roles[row, run[0] - begin : run[1] - begin] = role
    return taken, roles, mask, torch.tensor([pair.label for _, pair in chosen])


def stance_logits(network: Network, states: Tensor, roles: Tensor, mask: Tensor) -> Tensor:
    """Return logits in the order of `pairs.STANCES`: none, then both signs of one direction, then of the other."""
    there, _ = network.pairs(states, roles, mask)
    back, _ = network.pairs(states, torch.tensor([0, 2, 1])[roles], mask)
    return torch.cat([torch.zeros(len(there), 1), there, back], dim=-1)


def stance_loss(network: Network, batch: Sequence[Pack], teacher: Network | None = None) -> Tensor:
    """Return the loss of the stance between the pairs of a batch."""
    weight = torch.tensor(STANCE_WEIGHTS)
    return _pair_loss(network, batch, teacher, stance_logits, partial(loss_of, weight=weight, smoothing=0.03))


def event_logits(network: Network, states: Tensor, roles: Tensor, mask: Tensor) -> Tensor:
    """Return logits of the event types."""
    scores: Tensor = network.pairs(states, roles, mask)[1]
    return scores


def event_loss(network: Network, batch: Sequence[Pack], teacher: Network | None = None) -> Tensor:
    """Return the loss of the event type between the pairs of a batch."""
    return _pair_loss(network, batch, teacher, event_logits, partial(loss_of, smoothing=0.05))


def _pair_loss(
    network: Network,
    batch: Sequence[Pack],
    teacher: Network | None,
    read: Callable[[Network, Tensor, Tensor, Tensor], Tensor],
    loss: Callable[[Tensor, Tensor, Tensor | None], Tensor],
) -> Tensor:
    """Return the loss of what is read of the pairs of a batch.

    With a teacher, that of its answers and states too; without one, that of the answers that the pairs bring along.
    """
    states, mask = encoded(network, batch)
    *inputs, labels = pair_inputs(network.dropout(states), batch)
    scores = read(network, *inputs)
    if teacher is None:
        told = [pair.taught for p in batch for pair in p.pairs]
        return loss(scores, labels, torch.tensor(told) if all(told) else None)
    with torch.no_grad():
        shown, _ = encoded(teacher, batch)
        taught = read(teacher, *pair_inputs(shown, batch)[:3])
    return loss(scores, labels, taught) + distance(states, shown, mask)
