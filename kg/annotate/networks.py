"""The networks that read the words of a text, made quicker: NumPy multiplies their matrices, one text at a time.

They are most of a parse. BLIS, by which thinc multiplies, knows few processors and takes about three times as long
as NumPy's library on the others. That library however gives a row other last bits by where it stands, so that
these networks read each text alone; the rest of the model, which decides step by step, may go on reading many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

NUMPY = NumpyOps(use_blis=False)
"""The arithmetic of the networks that read each text alone."""


def hasten(nlp: Language) -> None:
    """Let the networks of a pipeline that read words work by NumPy, text by text."""
    for _, part in nlp.pipeline:
        model: Model[Any, Any] | None = getattr(part, "model", None)
        if model is None:
            continue
        for node in list(model.walk()):
            if not (node.has_ref("embed") and node.has_ref("encode")):  # spaCy's mark of such a network
                continue
            alone = _text_by_text(node)
            if node is model:
                part.model = alone  # type: ignore[attr-defined]  # every part with a network has one
            else:
                model.replace_node(node, alone)


def _text_by_text(network: Model[Any, Any]) -> Model[Any, Any]:
    """Wrap a network so that it is given one text after the other."""
    for node in network.walk():
        node.ops = NUMPY
    return Model("text_by_text", _read_each, dims={"nO": network.get_dim("nO")}, layers=[network])


def _read_each(
    model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], Any]]:
    """Return a row for each token of each text; nothing is ever trained here."""
    del is_train
    network, width = model.layers[0], model.get_dim("nO")
    rows = [network.predict([doc])[0] if len(doc) else NUMPY.alloc2f(0, width) for doc in docs]
    return rows, lambda gradient: gradient
