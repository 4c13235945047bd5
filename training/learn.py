"""What every stage of training shares: the optimizer, the mean of the weights, the loop."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from training.network import Network
from training.recipe import Schedule

log = logging.getLogger("training")

N = TypeVar("N", bound=nn.Module)

Job = Callable[[Network], Tensor]
"""One batch that waits for its turn: it computes its loss."""

HEADS = 5
"""How many times the encoder's rate the new parts learn with."""
SAVED = 400
"""Steps after which the mean weights are saved."""


class Average:
    """The running mean of a network's weights, which reads better than the last ones."""

    def __init__(self, network: nn.Module, decay: float = 0.998) -> None:
        """Begin with the weights as they are."""
        self._decay, self._steps = decay, 0
        self._live = [p for p in network.parameters() if p.requires_grad]
        self._kept = [p.detach().clone() for p in self._live]

    def update(self) -> None:
        """Move towards the present weights."""
        self._steps += 1
        share = 1 - min(self._decay, (1 + self._steps) / (10 + self._steps))
        with torch.no_grad():
            for kept, live in zip(self._kept, self._live, strict=True):
                kept.lerp_(live, share)

    def swap(self) -> None:
        """Exchange the mean and the present weights."""
        with torch.no_grad():
            for live, kept in zip(self._live, self._kept, strict=True):
                old = live.clone()
                live.copy_(kept)
                kept.copy_(old)


def optimizer(network: Network, rate: float) -> torch.optim.AdamW:
    """Return AdamW with a rate of its own for what is new."""
    inner = [p for p in network.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in inner}
    new = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": inner, "lr": rate}, {"params": new, "lr": HEADS * rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def learn(
    network: N,
    jobs: Sequence[Callable[[N], Tensor]],
    schedule: Schedule,
    out: Path,
    *,
    mover: torch.optim.Optimizer,
    bfloat16: bool = False,
) -> None:
    """Take one step for each job; keep the mean weights in `out`, now and then and at the end.

    Args:
        network: What learns.
        jobs: Batches that wait for their turn.
        schedule: How the rates of `mover` move.
        out: The file of the weights.
        mover: The optimizer, with the highest rates.
        bfloat16: Whether products of matrices are computed in 16 bits; weights and their moments keep 32.
    """
    steps = len(jobs)
    rates = torch.optim.lr_scheduler.LambdaLR(mover, lambda step: schedule.share(step, steps))
    average = Average(network)
    network.train()
    begun, recent = time.process_time(), 0.0
    for done, job in enumerate(jobs, 1):
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            loss = job(network)
        mover.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        mover.step()
        rates.step()
        average.update()
        recent = 0.99 * recent + 0.01 * float(loss.detach())
        if done % 100 == 0 or done == steps:
            log.info("%s %d/%d loss %.4f, %.0f s", out.stem, done, steps, recent, time.process_time() - begun)
        if done % SAVED == 0 or done == steps:
            average.swap()
            torch.save(network.state_dict(), out)
            average.swap()
