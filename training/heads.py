"""The head for pairs: one more layer over a sentence in which holder and target are marked."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from kg.readers.pairs import TYPES

WIDTH = 384
HEADS = 12


class PairHead(nn.Module):
    """One more layer over a sentence in which holder and target are marked; it scores one direction at a time."""

    def __init__(self) -> None:
        """Make a layer of the encoder's shape and the two outputs."""
        super().__init__()
        self.roles = nn.Embedding(3, WIDTH)
        nn.init.normal_(self.roles.weight, std=0.02)
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.middle = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(0.1)
        self.joined = nn.Linear(3 * WIDTH, WIDTH)
        self.stance = nn.Linear(WIDTH, 2)
        self.events = nn.Linear(WIDTH, len(TYPES))

    def take(self, layer: nn.Module) -> None:
        """Begin with the weights of a layer of the encoder."""
        old = dict(layer.named_parameters())
        with torch.no_grad():
            for kind in ("weight", "bias"):
                parts = [old[f"attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(self.attention, kind).copy_(torch.cat([p.data for p in parts]))
                getattr(self.out, kind).copy_(old[f"attention.output.dense.{kind}"])
                getattr(self.middle, kind).copy_(old[f"intermediate.dense.{kind}"])
                getattr(self.narrow, kind).copy_(old[f"output.dense.{kind}"])
                getattr(self.norms[0], kind).copy_(old[f"attention.output.LayerNorm.{kind}"])
                getattr(self.norms[1], kind).copy_(old[f"output.LayerNorm.{kind}"])

    def forward(self, states: Tensor, roles: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return logits of support and oppose against none (pairs, 2), and of the event types (pairs, types).

        Args:
            states: The encoder's states of the sentence (pairs, pieces, width).
            roles: 1 for the holder's pieces, 2 for the target's, 0 for others (pairs, pieces).
            mask: 1 for pieces, 0 behind the sentence (pairs, pieces); without it everything is a piece.
        """
        marked = states + self.roles(roles)
        asks, keys, values = (
            part.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)
            for part in self.attention(marked).chunk(3, dim=-1)
        )
        scores = asks @ keys.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            scores = scores + (1 - mask[:, None, None, :].to(states.dtype)) * -1e4
        seen = (scores.softmax(dim=-1) @ values).transpose(1, 2).flatten(2)
        marked = self.norms[0](marked + self.dropout(self.out(seen)))
        wide = nn.functional.gelu(self.middle(marked))
        marked = self.norms[1](marked + self.dropout(self.narrow(wide)))
        parts = [_mean(marked, (roles == 1).to(states.dtype)), _mean(marked, (roles == 2).to(states.dtype))]
        parts.append(_mean(marked, mask.to(states.dtype)) if mask is not None else marked.mean(1))
        joined = self.dropout(nn.functional.gelu(self.joined(self.dropout(torch.cat(parts, dim=-1)))))
        return self.stance(joined), self.events(joined)


def _mean(states: Tensor, chosen: Tensor) -> Tensor:
    """Return the mean state of the chosen pieces of each pair; zeros where none is chosen."""
    return (states * chosen[..., None]).sum(1) / chosen.sum(1).clamp(min=1)[:, None]
