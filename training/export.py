"""From trained weights to an ONNX file of eight-bit integers."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.heads import WIDTH
from training.network import Network


class Window(nn.Module):
    """The network on one window, as the product runs it."""

    def __init__(self, network: Network) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return logarithms of tags (pieces, tags), shares of links (2, from, to) and states (pieces, width)."""
        states = self.network.states(ids[None], features[None], None)
        tags, cue, source = self.network.read(states, None)
        return tags[0].log_softmax(-1), torch.cat([cue, source]).softmax(-1), states[0]


class PairOfSpans(nn.Module):
    """The head for pairs on one sentence, as the product runs it."""

    def __init__(self, network: Network) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.head = network.pairs

    def forward(self, states: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits of support and oppose (2), and of the event types (types)."""
        stance, events = self.head(states[None], roles[None], None)
        return stance[0], events[0]


def export(network: Network, path: Path, quantised: bool = True) -> None:
    """Write the encoder with tags and links as ONNX, its weights as eight-bit integers unless told otherwise."""
    network.eval()
    network.encoder.set_attn_implementation("eager")
    ids = torch.arange(1000, 1064)
    _write(Window(network), (ids, ids % 7), ("ids", "features"), ("tags", "links", "states"), path, quantised)


def export_pairs(network: Network, path: Path, quantised: bool = True) -> None:
    """Write the head for pairs as ONNX, its weights as eight-bit integers unless told otherwise."""
    network.eval()
    states, roles = torch.randn(40, WIDTH), torch.arange(40) % 3
    _write(PairOfSpans(network), (states, roles), ("states", "roles"), ("stance", "events"), path, quantised)


def _write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    path: Path,
    quantised: bool,
) -> None:
    """Write a module as ONNX with windows of any length, quantised channel by channel if asked for."""
    of_pieces = {name: {0: "pieces"} for name in (*inputs, *outputs) if name not in {"stance", "events"}}
    if "links" in of_pieces:
        of_pieces["links"] = {1: "pieces", 2: "pieces"}
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx" if quantised else path
        torch.onnx.export(
            module.eval(),
            example,
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=of_pieces,
            opset_version=17,
            dynamo=False,
        )
        if quantised:
            quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)
