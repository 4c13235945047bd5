from __future__ import annotations

import inspect
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import errors
from kg.cli.console import talk
from kg.errors import InputError, KgError, LexiconError, QueryError, one_line

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, KgError)]


def test_the_tree_in_the_docstring_names_every_kind():
    for kind in KINDS:
        assert kind.__name__ in (errors.__doc__ or "")
        assert kind is KgError or kind.__base__ is KgError


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (InputError("is empty", "a.txt"), "a.txt: is empty"),
        (LexiconError("no lemma", "verbs.tsv", 7), "verbs.tsv:7: no lemma"),
        (LexiconError("no header", "verbs.tsv"), "verbs.tsv: no header"),
        (QueryError("unexpected end", 3, 14), "line 3, column 14: unexpected end"),
        (QueryError("no such question"), "no such question"),
    ],
)
def test_a_message_says_where_and_what(error, message):
    assert str(error) == message


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_survives_the_way_from_a_worker_process(kind):
    count = len(inspect.signature(kind).parameters)
    error = kind(*("what", "where", 3)[:count])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert type(again) is kind
    assert (str(again), vars(again)) == (str(error), vars(error))


@given(st.text())
def test_a_message_is_one_printable_line(text):
    line = str(KgError(text))
    assert line.isprintable()
    assert len(line) <= 300


def test_terminal_codes_cannot_pass_in_a_message():
    assert one_line("a\x1b[31mred\nb") == "a\N{REPLACEMENT CHARACTER}[31mred b"


def test_what_comes_with_an_error_cannot_command_the_terminal(capsys):
    error = KgError("no")
    error.add_note("  \x1b[2J\x07\n  ^")
    talk.error(error)
    assert capsys.readouterr().err == "error: no\n  \ufffd[2J\ufffd\n  ^\n"
