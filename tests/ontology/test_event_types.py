"""The event types: every concept is complete, every trigger is well written, and every example is read as its type."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.extract.events import lexicon as event_types
from kg.model import Article, Kind

CATEGORIES = {
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT"),
}
WORD_CLASSES = {
    *(
        "DegreeAdverbs",
        "SupportVerbs",
        "VowingWords",
        "InverseVerbs",
        "ScheduledVerbs",
        "PossibleVerbs",
        "DenyingVerbs",
        "ScheduledModals",
    ),
    *("PossibleModals", "ReportingVerbs", "ThingNouns", "BodyNouns", "AbstractEndings", "MeasureNouns"),
    *(
        "NaturalForces",
        "AccidentNouns",
        "MishapVerbs",
        "PolicyNouns",
        "OtherSenses",
        "SportVerbs",
        "SportNouns",
    ),
    *("SportHints", "CourtNouns", "OccurringVerbs", "AbstractForces", "AbstractVictims", "Commentators"),
    *("BackgroundVerbs", "DoubtingVerbs", "DutyVerbs", "ClaimingVerbs"),
}
FOLDER = Path(__file__).resolve().parents[2] / "ontology" / "events"


@pytest.fixture(scope="module")
def lexicon():
    return event_types.load()


@pytest.fixture(scope="module")
def concepts():
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    for file in sorted(FOLDER.glob("*.ttl")):
        graph.parse(file, format="turtle")
    return graph


def _values(graph, concept: str, predicate: str) -> list[str]:
    from rdflib import URIRef  # noqa: PLC0415  # only the tests of the files need it

    return sorted(str(o) for o in graph.objects(URIRef(event_types.EVT + concept), URIRef(predicate)))


def test_there_is_one_file_for_each_category_one_for_the_frames_and_one_for_the_senses():
    assert {file.stem for file in FOLDER.glob("*.ttl")} == CATEGORIES | {"frames", "senses"}


def test_every_type_leads_up_to_one_of_the_categories(lexicon):
    assert {kind.category for kind in lexicon.types.values()} == CATEGORIES
    assert {name for name, kind in lexicon.types.items() if kind.category == name} == CATEGORIES


def test_the_kinds_that_the_vocabulary_names_are_there(lexicon):
    wanted = {"phone-call": "CONSULT", "summit": "CONSULT", "interview": "STATEMENT", "invasion": "ASSAULT"}
    assert {name: lexicon.types[name].category for name in wanted} == wanted


def test_every_type_has_label_definition_example_and_source(lexicon, concepts):
    for name in lexicon.types:
        for predicate in ("prefLabel", "definition", "example"):
            assert len(_values(concepts, name, event_types.SKOS + predicate)) == 1, (name, predicate)
        assert _values(concepts, name, "http://purl.org/dc/terms/source"), name


def test_every_type_has_a_trigger(lexicon):
    tables = (lexicon.verbs, lexicon.nouns, lexicon.adjectives, lexicon.modals)
    used = {trigger.type for table in tables for triggers in table.values() for trigger in triggers}
    assert used == set(lexicon.types)


def test_acts_of_promising_and_refusing_are_categories(lexicon):
    for kind in lexicon.types.values():
        assert {kind.promised, kind.refused} <= CATEGORIES | {None}, kind.name


@pytest.mark.parametrize("table", ["verbs", "nouns"])
def test_no_trigger_stands_for_two_categories(lexicon, table):
    owners = defaultdict(set)
    for triggers in getattr(lexicon, table).values():
        for trigger in triggers:
            limits = tuple(sorted(k.value for slot in trigger.recipients for k in slot.kinds))
            for word in trigger.wanted or {""}:
                owners[trigger.words, word, limits].add(lexicon.types[trigger.type].category)
    assert {key: found for key, found in owners.items() if len(found) > 1} == {}


def test_word_classes_are_all_there_and_in_lower_case(lexicon):
    assert set(lexicon.classes) == WORD_CLASSES
    for words in lexicon.classes.values():
        assert words
        assert all(word == word.lower() for word in words)


def test_triggers_are_tried_from_the_most_specific_on(lexicon):
    for table in (lexicon.verbs, lexicon.nouns):
        for triggers in table.values():
            assert [t.rank for t in triggers] == sorted((t.rank for t in triggers), reverse=True)


def test_confidence_comes_from_the_table_and_falls_back_to_the_rule(lexicon):
    assert lexicon.confidence("REJECT", "verb") == lexicon.precision["REJECT", "verb"]
    assert lexicon.confidence("STATEMENT", "noun") == lexicon.precision["*", "noun"]
    assert all(0 < value < 1 for value in lexicon.precision.values())


def test_a_trigger_with_objects_and_frame_is_read():
    trigger = event_types.parse_trigger(
        "lift [sanction ban] | >on >to:State,Bloc", "sanctions-relief", "<subj >obj"
    )
    assert trigger.words == ("lift",)
    assert trigger.wanted == {"sanction", "ban"}
    assert [slot.place for slot in trigger.initiators] == ["subj"]
    assert [slot.place for slot in trigger.recipients] == ["on", "to"]
    assert trigger.recipients[1].kinds == {Kind.STATE, Kind.BLOC}


def test_a_trigger_may_bar_or_need_an_object():
    barring = event_types.parse_trigger("shoot [^film photo]", "shooting", "<subj >obj")
    assert (barring.barred, barring.wanted) == ({"film", "photo"}, frozenset())
    assert event_types.parse_trigger("ban [*]", "ban", "").needs_object
    assert event_types.parse_trigger("fly [-]", "visit", "").bars_object


def test_a_place_that_the_trigger_gives_to_the_recipient_is_not_the_initiators():
    trigger = event_types.parse_trigger("killing | <by >poss", "killing", "<poss <by >of")
    assert [slot.place for slot in trigger.initiators] == ["by"]


@pytest.mark.parametrize("wrong", ["lift [ban", "lift | on", "lift | >on:Planet", "| >on", "lift | > on"])
def test_a_wrongly_written_trigger_is_refused(wrong):
    with pytest.raises(OntologyError):
        event_types.parse_trigger(wrong, "sanctions-relief", "<subj >obj")


def test_a_kind_outside_every_category_is_refused(tmp_path, monkeypatch):
    (tmp_path / "stray.ttl").write_text(
        "@prefix evt: <https://w3id.org/geostance/event-types#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "evt:stray skos:inScheme evt:scheme ; skos:broader evt:nowhere .\n"
    )
    monkeypatch.setattr(event_types, "ontology_files", lambda _name: (tmp_path / "stray.ttl",))
    event_types.load.cache_clear()
    try:
        with pytest.raises(OntologyError, match="does not lead up"):
            event_types.load()
    finally:
        event_types.load.cache_clear()


def test_a_file_that_is_no_turtle_is_named(tmp_path, monkeypatch):
    (tmp_path / "broken.ttl").write_text("this is no Turtle")
    monkeypatch.setattr(event_types, "ontology_files", lambda _name: (tmp_path / "broken.ttl",))
    event_types.load.cache_clear()
    try:
        with pytest.raises(OntologyError, match=re.escape("broken.ttl")):
            event_types.load()
    finally:
        event_types.load.cache_clear()


@pytest.mark.model
def test_the_example_of_every_type_is_read_as_that_type(nlp, lexicon, concepts):
    from kg import knowledge  # noqa: PLC0415  # only the tests with a model need it
    from kg.annotate import annotate  # noqa: PLC0415
    from kg.extract.events import events  # noqa: PLC0415

    names = sorted(lexicon.types)
    articles = [Article(_values(concepts, name, event_types.SKOS + "example")[0], name) for name in names]
    wrong = {}
    for name, annotated in zip(names, annotate(nlp, articles, knowledge.load()), strict=True):
        found = {event.type for event in events(annotated)}
        found |= {lexicon.types[kind].category for kind in found}
        if name not in found:
            wrong[name] = (annotated.article.text, sorted(found))
    assert wrong == {}
