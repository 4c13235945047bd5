from __future__ import annotations

import pytest

from kg.errors import GraphError, OntologyError
from kg.graph.concepts import EventType, EventTypes, event_types, read_event_types

CATEGORIES = (
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT STATEMENT"
)
HEAD = """@prefix t: <https://w3id.org/geostance/event-types#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def read(tmp_path, text):
    (tmp_path / "types.ttl").write_text(HEAD + text, encoding="utf-8")
    return read_event_types([tmp_path / "types.ttl"])


def test_a_type_leads_up_to_its_category_the_nearest_first(tmp_path):
    types = read(
        tmp_path,
        """t:TALK a skos:Concept ; skos:prefLabel "talk"@en .
        t:phone-call a skos:Concept ; skos:broader t:remote ; skos:prefLabel "phone call"@en .
        t:remote a skos:Concept ; skos:broader t:TALK .""",
    )
    assert [concept.name for concept in types.chain("phone-call")] == ["phone-call", "remote", "TALK"]
    assert types.chain("phone-call")[0].label == "phone call"
    assert "remote" in types
    assert "nonsense" not in types
    with pytest.raises(GraphError, match="no event type 'nonsense'"):
        types.chain("nonsense")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("t:a a skos:Concept ; skos:broader t:b .", "wider concept b does not exist"),
        ("t:a a skos:Concept ; skos:broader t:a .", "a is wider than itself"),
        (
            "t:a a skos:Concept ; skos:broader t:b . t:b a skos:Concept ; skos:broader t:a .",
            "a is wider than itself",
        ),
        ("t:a a skos:Concept", r"types\.ttl"),
    ],
)
def test_what_does_not_fit_together_is_refused(tmp_path, text, message):
    with pytest.raises(OntologyError, match=message):
        read(tmp_path, text)


def test_the_order_of_the_types_does_not_matter():
    a, b, c = EventType("a", "a", ("b", "c")), EventType("b", "b"), EventType("c", "c")
    assert EventTypes([a, b, c]).chain("a") == EventTypes([c, b, a]).chain("a")


def test_every_type_of_the_project_leads_up_to_a_category():
    types = event_types()
    assert {t.name for t in types if not t.broader} == set(CATEGORIES.split())
    for concept in types:
        assert {t.name for t in types.chain(concept.name)} & set(CATEGORIES.split())
