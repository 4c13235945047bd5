"""The networks of a pipeline, made quicker: the same weights, the same answers, less around them.

They are most of a parse. Three things made them slow:

- BLIS, by which thinc multiplies matrices, knows few processors and takes about three times as long as NumPy's
  library on the others. That library however gives a row other last bits by where it stands, so that the networks
  that read words work by NumPy on each text alone; what decides step by step goes on reading many.
- thinc walks through some twenty small layers for each network and text: `kg.annotate.tok2vec` does the same in a
  few products, and remembers what hangs on a word alone.
- The steps of parser and entity recogniser run without the interpreter's lock and ask for it some hundred times a
  step. Called so that they hold it, they take a third of the time (`step_by_step`).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.pipeline.transition_parser import Parser  # type: ignore[import-not-found]  # compiled, without types
from thinc.api import Model, NumpyOps

from kg.annotate.tok2vec import Tok2Vec, is_usual

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

NUMPY = NumpyOps(use_blis=False)
"""The arithmetic of the networks that read each text alone."""


class TextByText(NumpyOps):  # type: ignore[misc]  # thinc's compiled classes have no types
    """The arithmetic of layers that are given the words of several texts at once: each text is multiplied alone."""

    def __init__(self) -> None:
        """Begin with no texts: until `lengths` is set, all is multiplied at once, as thinc does."""
        super().__init__()
        self.lengths: Sequence[int] = ()
        """Number of rows of each text."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return the product of two matrices, the second transposed if `trans2`."""
        if trans1 or not trans2 or sum(self.lengths) != len(x):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        made = np.empty((len(x), len(y)), dtype=np.float32) if out is None else out
        begin = 0
        for length in self.lengths:
            np.matmul(x[begin : begin + length], y.T, out=made[begin : begin + length])
            begin += length
        return made


def hasten(nlp: Language) -> None:
    """Let the networks of a pipeline that read words work by NumPy, text by text."""
    for _, part in nlp.pipeline:
        model: Model[Any, Any] | None = getattr(part, "model", None)
        if model is None:
            continue
        for node in list(model.walk()):
            if not (node.has_ref("embed") and node.has_ref("encode")):  # spaCy's mark of such a network
                continue
            alone = _text_by_text(node, nlp)
            if node is model:
                part.model = alone  # type: ignore[attr-defined]  # every part with a network has one
            else:
                model.replace_node(node, alone)
        if isinstance(part, Parser):
            ops = TextByText()
            for node in (*model.get_ref("tok2vec").walk(), model.get_ref("lower")):
                if node.ops is not NUMPY:
                    node.ops = ops


def _text_by_text(network: Model[Any, Any], nlp: Language) -> Model[Any, Any]:
    """Wrap a network so that it is given one text after the other."""
    for node in network.walk():
        node.ops = NUMPY
    quick = Tok2Vec(network, nlp.vocab.vectors) if is_usual(network, nlp.vocab.vectors) else None
    return Model(
        "text_by_text",
        _read_each,
        dims={"nO": network.get_dim("nO")},
        layers=[network],
        attrs={"reads": quick or (lambda doc: network.predict([doc])[0])},
    )


def _read_each(
    model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], Any]]:
    """Return a row for each token of each text; nothing is ever trained here."""
    del is_train
    reads, width = model.attrs["reads"], model.get_dim("nO")
    rows = [reads(doc) if len(doc) else NUMPY.alloc2f(0, width) for doc in docs]
    return rows, lambda gradient: gradient


def run(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Return the parses of a few texts, each part of the pipeline reading them together."""
    docs = [nlp.make_doc(text) for text in texts]
    for _, part in nlp.pipeline:
        if isinstance(part, Parser) and part.cfg["beam_width"] == 1:
            step_by_step(part, docs)
        elif hasattr(part, "pipe"):
            docs = list(part.pipe(docs, batch_size=len(docs)))
        else:
            docs = [part(doc) for doc in docs]
    return docs


def step_by_step(part: Parser, docs: Sequence[Doc]) -> None:
    """Let a parser or entity recogniser annotate texts: bit for bit what its own loop does."""
    states = part.moves.init_batch(docs)
    walking = [state for state in states if not state.is_final()]
    if walking:
        ops = part.model.get_ref("lower").ops
        ops.lengths = [len(doc) for doc in docs]
        network = part.model.predict(docs)
        ops.lengths = ()
        usual = network.vec2scores is not None and network._class_mask.all()  # noqa: SLF001 - as spaCy's own loop
        score = partial(_scores, network) if usual else network.predict
        while walking:
            walking = part.transition_states(walking, score(walking))
        network.clear_memory()
    part.set_annotations(docs, states)


def _scores(network: Any, states: list[Any]) -> Any:
    """Return the score of each move from each state, of a model of two layers that met all moves in training."""
    hidden = network.state2vec.predict(network.get_token_ids(states))
    return network.vec2scores.predict(hidden)
