"""spaCy's network that reads words, in a few NumPy products: the same weights, twice as quick.

It makes of each word a row that hangs on the word alone (hashed forms and a word vector, mixed by a first layer), then
lets each row see its neighbours, layer by layer. The rows of words are remembered, as a text repeats most words of
others; each is computed by itself, so that it has the same bits whichever text it is first met in. The layers work on
one text at a time, since NumPy's library gives a row other last bits by where it stands among others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH  # type: ignore[import-not-found]  # spaCy ships no types for what is compiled
from spacy.vectors import Mode  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vectors import Vectors
    from thinc.api import Model

Floats = NDArray[np.float32]
Ints = NDArray[np.uint64]

REMEMBERED: Final = 1 << 15
"""Words whose rows are kept at once; then all are forgotten and met anew. 20 MB for a width of 96."""
_TINY: Final = np.float32(1e-8)
"""Added to a variance, as in thinc's layer normalisation."""
_EMBEDS: Final = frozenset(
    [
        "extract_features",
        "list2ragged",
        "ints-getitem",
        "hashembed",
        "static_vectors",
        "maxout",
        "layernorm",
        "dropout",
        "ragged2list",
    ]
)
_ENCODES: Final = frozenset(["expand_window", "maxout", "layernorm", "dropout"])
"""What the two halves of the network are made of."""
_LAYER: Final = "residual(expand_window>>maxout>>layernorm>>dropout)"
"""What thinc calls a layer of the second half."""


class Tok2Vec:
    """The network's weights, laid out for NumPy."""

    def __init__(self, network: Model[Any, Any], vectors: Vectors) -> None:
        """Take the weights of a network that `is_usual`.

        Args:
            network: With the references `embed` and `encode`.
            vectors: The vocabulary's word vectors.
        """
        embed, encode = network.get_ref("embed"), network.get_ref("encode")
        self._columns = [*_named(embed, "extract_features")[0].attrs["columns"], ORTH]
        self._hashed = [(node, _weights(node, "E")) for node in _named(embed, "hashembed")]
        (static,) = _named(embed, "static_vectors")
        self._static = np.ascontiguousarray(_weights(static, "W").T)
        self._vectors = vectors
        (self._mix,) = _layers(embed)
        self._layers = _layers(encode)
        self._rows: dict[bytes, bytes] = {}

    def __call__(self, doc: Doc) -> Floats:
        """Return a row for each token of a text (tokens, width)."""
        words = self._words(doc)
        count, width = words.shape
        edge = len(self._layers)  # rows of zeros before and behind the text, as spaCy has them
        rows: Floats = np.zeros((count + 2 * edge, width), dtype=np.float32)
        rows[edge : edge + count] = words
        seen: Floats = np.zeros((len(rows), 3 * width), dtype=np.float32)
        for layer in self._layers:
            seen[1:, :width] = rows[:-1]
            seen[:, width : 2 * width] = rows
            seen[:-1, 2 * width :] = rows[1:]
            rows = rows + layer(seen)
        return rows[edge : edge + count]

    def _words(self, doc: Doc) -> Floats:
        """Return the row of each token, which hangs on nothing but the token (tokens, width)."""
        table = np.ascontiguousarray(doc.to_array(self._columns))
        forms, size = table.tobytes(), table.shape[1] * table.itemsize
        keys = [forms[at : at + size] for at in range(0, len(forms), size)]
        known = self._rows
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if new:
            if len(known) + len(new) > REMEMBERED:
                known = self._rows = {}
                new = list(dict.fromkeys(keys))
            made = self._made(np.frombuffer(b"".join(new), dtype=np.uint64).reshape(len(new), -1))
            known.update(zip(new, [row.tobytes() for row in made], strict=True))
        return np.frombuffer(b"".join([known[key] for key in keys]), dtype=np.float32).reshape(len(keys), -1)

    def _made(self, forms: Ints) -> Floats:
        """Return the rows of words: each product is of one row, so that its bits hang on no other word."""
        parts = []
        for node, table in self._hashed:
            column: Any = np.ascontiguousarray(forms[:, node.attrs["column"]])
            keys = node.ops.hash(column, node.attrs["seed"]) % len(table)
            parts.append(node.ops.gather_add(table, keys))
        places = self._vectors.find(keys=forms[:, -1])
        vectors: Floats = (self._vectors.data[places][:, None, :] @ self._static)[:, 0]
        vectors[places < 0] = 0  # words without one
        return self._mix(np.concatenate([*parts, vectors], axis=1)[:, None, :])[:, 0]


class _Layer:
    """The greatest of three products, normalised."""

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights = _weights(maxout, "W")
        self._width, self._pieces, before = weights.shape
        # the first products of all outputs, then the second ones …: NumPy is slow along short axes
        self._weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(before, -1))
        self._bias = _weights(maxout, "b").T.reshape(-1).copy()
        self._scale, self._shift = _weights(norm, "G"), _weights(norm, "b")

    def __call__(self, rows: Floats) -> Floats:
        products = rows @ self._weights
        products += self._bias
        width = self._width
        best: Floats = products[..., :width].copy()
        for piece in range(1, self._pieces):
            np.maximum(best, products[..., piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=-1, keepdims=True)
        variance = np.einsum("...i,...i->...", best, best) / np.float32(width) + _TINY
        best *= (1 / np.sqrt(variance))[..., None]
        best *= self._scale
        best += self._shift
        return best


def is_usual(network: Model[Any, Any], vectors: Vectors) -> bool:
    """Return whether a network is built as spaCy's pipelines with word vectors have it, so that `Tok2Vec` holds."""
    embed, encode = network.get_ref("embed"), network.get_ref("encode")
    depth = len(_named(encode, _LAYER))
    windows = [node.attrs["window_size"] for node in _named(encode, "expand_window")]
    return (
        getattr(vectors, "mode", None) == Mode.default
        and getattr(vectors, "attr", ORTH) == ORTH
        and (_leaves(embed), _leaves(encode)) == (_EMBEDS, _ENCODES)
        and all(len(_named(embed, name)) == 1 for name in ("static_vectors", "maxout", "layernorm"))
        and all(len(_named(encode, name)) == depth for name in ("maxout", "layernorm"))
        and (windows, encode.attrs.get("pad")) == ([1] * depth, depth)
    )


def _weights(node: Model[Any, Any], name: str) -> Any:
    """Return weights as an array: thinc's own types know fewer ways to take one apart."""
    return node.get_param(name)


def _leaves(network: Model[Any, Any]) -> frozenset[str]:
    """Return the names of the nodes that compute by themselves."""
    return frozenset(node.name for node in network.walk() if not node.layers)


def _layers(network: Model[Any, Any]) -> list[_Layer]:
    """Return the layers of a network in their order."""
    return list(map(_Layer, _named(network, "maxout"), _named(network, "layernorm")))


def _named(network: Model[Any, Any], name: str) -> list[Model[Any, Any]]:
    """Return the nodes of a name, in the order of the network."""
    return [node for node in network.walk() if node.name == name]
