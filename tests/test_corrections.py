"""A user's file of actors: what it may say, how it is refused, and how it stands over the tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg import config, corrections
from kg.actor_tables import Tables
from kg.corrected import corrected
from kg.corrections import Corrections, Identity, Place
from kg.errors import ConfigError
from kg.knowledge import Knowledge
from kg.known_actors import KnownActor, KnownTenure
from kg.model import Kind

TABLES = Tables(
    {
        actor.key: actor
        for actor in (
            KnownActor("arkadia", Kind.STATE, "Arkadia", ("Arkadia",), iso="ARK"),
            KnownActor("ida-moss", Kind.PERSON, "Ida Moss", ("Ida Moss",), ("Moss",)),
            KnownActor("north-guild", Kind.ORGANISATION, "Guild", ("Guild",)),
            KnownActor("south-guild", Kind.ORGANISATION, "The Guild", ("The Guild",)),
        )
    },
    (
        KnownTenure(
            "ida-moss", "president", ("head of state",), "arkadia", date(2020, 1, 1), date(2023, 1, 1)
        ),
    ),
    "tables",
)


def own(tmp_path: Path, text: str) -> Corrections:
    file = tmp_path / "actors.toml"
    file.write_text(text, encoding="utf-8")
    return corrections.load(file)


def knowledge(tmp_path: Path, text: str) -> Knowledge:
    read = own(tmp_path, text)
    tables = corrected(TABLES, read)
    return Knowledge(tables.actors, tables.tenures, tables.version, read)


def test_a_new_actor_is_found_by_its_names(tmp_path):
    known = knowledge(
        tmp_path,
        '[[actor]]\nname = "Jón Vale"\nkind = "Person"\naliases = ["J. Vale"]\nsurname = "Vale"\npart-of = "Arkadia"\n',
    )
    assert (
        [a.key for a in known.named("J. Vale")]
        == [a.key for a in known.people_called("Vale")]
        == ["jon-vale"]
    )
    assert known.actors["jon-vale"].part_of == ("arkadia",)


def test_an_alias_is_a_further_name_and_the_note_says_where_it_stands(tmp_path):
    known = knowledge(tmp_path, '# mine\n\n[[alias]]\nname = "the Mole"\nactor = "ida-moss"\n')
    assert [a.key for a in known.named("the Mole")] == ["ida-moss"]
    assert [note.line for note in known.notes["ida-moss"]] == ["actors.toml, line 3: called “the Mole”"]


def test_an_office_replaces_the_days_of_the_tables(tmp_path):
    known = knowledge(
        tmp_path,
        '[[office]]\nperson = "Ida Moss"\ntitle = "President"\nof = "Arkadia"\nfrom = 2021-05-05\n',
    )
    assert known.in_office("president", "arkadia", date(2020, 6, 1)) is None
    assert known.in_office("head of state", "arkadia", date(2025, 6, 1)) is known.actors["ida-moss"]


def test_an_own_holder_goes_before_the_one_of_the_tables(tmp_path):
    known = knowledge(
        tmp_path,
        '[[actor]]\nname = "Jon Vale"\nkind = "Person"\n'
        '[[office]]\nperson = "Jon Vale"\ntitle = "president"\nof = "Arkadia"\nfrom = 2022-01-01\n',
    )
    assert known.in_office("president", "arkadia", date(2022, 6, 1)) is known.actors["jon-vale"]
    assert known.in_office("president", "arkadia", date(2021, 6, 1)) is known.actors["ida-moss"]


def test_the_version_holds_the_file(tmp_path):
    one = knowledge(tmp_path, '[[alias]]\nname = "the Mole"\nactor = "Ida Moss"\n').version
    other = knowledge(tmp_path, '[[alias]]\nname = "the Vole"\nactor = "Ida Moss"\n').version
    assert len({one, other, corrected(TABLES, corrections.NONE).version}) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[actor]\n", "actors.toml: is not TOML: "),
        ('[[person]]\nname = "Ida"\n', "'person' is no block; there are: [[actor]], [[alias]], "),
        ('alias = [{name = "x", actor = "y"}]\n', "write every alias as a block of its own below a line [[alias]]"),
        ('\n[[alias]]\nname = "x"\n', "actors.toml, line 2: actor is missing; [[alias]] needs: name, actor"),
        ('[[alias]]\nnam = "x"\nactor = "y"\n', "line 1: 'nam' is unknown; [[alias]] has: name, actor"),
        ('[[alias]]\nname = ""\nactor = "y"\n', "line 1: name must be a text that is not empty"),
        ('[[alias]]\nname = 7\nactor = "y"\n', "line 1: name must be a text that is not empty"),
        ('[[actor]]\nname = "x"\nkind = "Human"\n', "kind is one of Person, State, "),
        ('[[actor]]\nname = "x"\naliases = [3]\n', "aliases must be a list of texts"),
        ('[[actor]]\nname = "x"\nwikidata = "P3"\n', "wikidata is an id such as Q142, not 'P3'"),
        (
            '[[office]]\nperson = "x"\ntitle = "y"\nof = "z"\nfrom = "spring"\n',
            "from must be a day: from = 2024-03-01",
        ),
        (
            '[[office]]\nperson = "x"\ntitle = "y"\nof = "z"\nfrom = 2024-03-01\nuntil = 2023-03-01\n',
            "the office ends (2023-03-01) before it begins (2024-03-01)",
        ),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_the_line_and_what_to_do(tmp_path, text, message):
    with pytest.raises(ConfigError) as caught:
        own(tmp_path, text)
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[alias]]\nname = "x"\nactor = "Nobody"\n', "line 1: no actor is called “Nobody”"),
        ('[[alias]]\nname = "x"\nactor = "Guild"\n', "“Guild” may be north-guild or south-guild; write one of these"),
        ('[[actor]]\nname = "Arkadia"\nsurname = "x"\n', "surname is for persons; Arkadia is of kind State"),
        ('[[office]]\nperson = "Guild"\ntitle = "y"\nof = "Arkadia"\n', "may be north-guild or south-guild"),
        ('[[office]]\nperson = "Arkadia"\ntitle = "y"\nof = "Arkadia"\n', "“Arkadia” is no person"),
        ('[[actor]]\nname = "!?"\nkind = "Person"\n', "“!?” gives no key of its own"),
    ],
)  # fmt: skip
def test_an_actor_that_is_not_there_is_named_with_the_line(tmp_path, text, message):
    with pytest.raises(ConfigError) as caught:
        corrected(TABLES, own(tmp_path, text))
    assert message in caught.value.message


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read: No such file"):
        corrections.load(tmp_path / "none.toml")


def test_an_alias_of_two_words_needs_no_article_and_of_one_word_does(tmp_path):
    known = knowledge(
        tmp_path,
        '[[alias]]\nname = "the Iron Mole"\nactor = "Ida Moss"\n[[alias]]\nname = "the Vole"\nactor = "Ida Moss"\n',
    )
    assert {"Iron Mole", "the Vole", "The Vole"} <= set(known.actors["ida-moss"].names)


def test_an_identity_that_nothing_in_the_articles_answers_to_is_told():
    used, lost = (Identity(Place("actors.toml", n), "Ida Mos", "Ida Moss", same=True) for n in (3, 7))
    read = Corrections(identities=(used, lost))
    assert read.unused(["actors.toml, line 3: “Ida Mos” is Ida Moss"]) == (
        "actors.toml, line 7: no article means anybody called “Ida Mos”, so nothing was changed",
    )


def test_the_settings_file_may_say_the_same_below_its_table_of_actors(tmp_path):
    file = tmp_path / "kg.toml"
    file.write_text(
        '[resolve]\nrole_days = 7\n\n[[actors.alias]]\nname = "the Heron"\nactor = "Ida Moss"\n\n'
        '[[actors.not-same-as]]\nname = "Moss"\nactor = "ida-moss"\n',
        encoding="utf-8",
    )
    read = corrections.given(None, file)
    assert config.load(file).resolve.role_days == 7
    assert [(one.name, one.aliases, str(one.place)) for one in read.actors] == [
        ("Ida Moss", ("the Heron",), "kg.toml, line 4")
    ]
    assert [(one.name, one.same, str(one.place)) for one in read.identities] == [
        ("Moss", False, "kg.toml, line 8")
    ]


def test_a_file_of_actors_and_the_settings_are_heard_both(tmp_path):
    actors, settings = tmp_path / "actors.toml", tmp_path / "kg.toml"
    actors.write_text('[[alias]]\nname = "the Crane"\nactor = "Ida Moss"\n', encoding="utf-8")
    settings.write_text('[[actors.alias]]\nname = "the Heron"\nactor = "Ida Moss"\n', encoding="utf-8")
    both = corrections.given(actors, settings)
    assert [one.aliases for one in both.actors] == [("the Crane",), ("the Heron",)]
    assert both.version not in {corrections.load(actors).version, corrections.given(None, settings).version}


def test_settings_without_actors_say_nothing_of_them(tmp_path):
    file = tmp_path / "kg.toml"
    file.write_text("[resolve]\nrole_days = 7\n", encoding="utf-8")
    assert corrections.given(None, file) == corrections.NONE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[actors.friend]]\nname = "A"\n', "[[actors.same-as]]"),
        ('[[actors.alias]]\nname = "A"\n', "kg.toml, line 1: actor is missing; [[actors.alias]] needs"),
        ("actors = 7\n", "actors holds blocks such as [[actors.same-as]]"),
    ],
)
def test_wrong_actors_of_the_settings_are_refused_with_what_to_do(tmp_path, text, message):
    file = tmp_path / "kg.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        corrections.given(None, file)
    assert message in caught.value.message
