from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph_samples import FIRST_TEXT, TYPES, first, resolution, second
from mapped import document_quads, resolved_quads

from kg.errors import GraphError
from kg.graph import iri
from kg.graph.vocab import DCTERMS, GS, NIF, ORG, RDF, RDFS, SKOS
from kg.graph.written import node
from kg.model import Form, Link, LinkKind, Mention, Span

_NAMES = "holder source target addressee outlet about condition unless refersTo mentionOf stanceKey"
IN_RESOLVED = {GS[name] for name in _NAMES.split()}


def everything():
    readings = [first(), second()]
    store = ox.Store()
    store.extend(quad for reading in readings for quad in document_quads(reading))
    store.extend(resolved_quads(readings, resolution(), TYPES))
    return store


def rows(store, pattern):
    names = list(dict.fromkeys(re.findall(r"\?(\w+)", pattern)))  # in the order of their coming
    query = f"SELECT {' '.join('?' + name for name in names)} WHERE {{ {pattern} }}"
    prefixes = {
        "gs": GS.base,
        "nif": NIF.base,
        "skos": SKOS.base,
        "rdfs": RDFS.base,
        "org": ORG.base,
        "dct": DCTERMS.base,
    }
    found = store.query(query, use_default_graph_as_union=True, prefixes=prefixes)
    return sorted(
        tuple(row[n].value.rsplit("/", 1)[-1] if row[n] is not None else None for n in names) for row in found
    )


def test_a_document_says_only_what_its_text_says():
    reading = first()
    quads = list(document_quads(reading))
    assert {quad.graph_name for quad in quads} == {node(iri.Names(reading.article.ident).document)}
    assert not {quad.predicate for quad in quads} & IN_RESOLVED
    assert not [q for q in quads if "/actor/" in str(q.object) or "/proposition/" in str(q.object)]


def test_everything_that_hangs_on_other_documents_lies_in_the_resolved_graph():
    store = everything()
    graphs = {
        q.graph_name
        for term in IN_RESOLVED - {GS.addressee, GS.unless}
        for q in store.quads_for_pattern(None, term, None)
    }
    assert graphs == {iri.RESOLVED}
    for term in IN_RESOLVED - {GS.addressee, GS.unless}:
        assert list(store.quads_for_pattern(None, term, None)), term


def test_adding_a_document_leaves_the_graph_of_another_as_it_was():
    alone = set(document_quads(first()))
    store = everything()
    graph = node(iri.Names(first().article.ident).document)
    assert set(store.quads_for_pattern(None, None, None, graph)) == alone


def test_a_position_keeps_all_that_its_record_says():
    store = everything()
    assert rows(
        store,
        """?p a gs:Position ; gs:holder ?h ; gs:target ?t ; gs:about ?a ; gs:condition ?c ; gs:polarity ?pol ;
        gs:modality ?m ; gs:speechAct ?s ; gs:strength ?st ; gs:confidence ?co ; gs:rule ?r ; gs:assertedOn ?d ;
        gs:datePrecision ?dp ; gs:conditionSpan/nif:anchorOf ?cs ; gs:cueSpan/nif:anchorOf ?cue ;
        gs:holderSpan/nif:anchorOf ?hs ; gs:targetSpan/nif:anchorOf ?ts ; gs:contentSpan/nif:anchorOf ?cont .
        FILTER(?dp = gs:publication)""",
    )[0][1:] == (
        "amina-okoth",
        "haiti",
        "send-police",
        "council",
        "ns#support",
        "ns#possible",
        "ns#suggest",
        "0.5",
        "0.75",
        "modal",
        "2026-03-03",
        "ns#publication",
        "if the council agrees",
        "may",
        "Foreign Minister Amina Okoth",
        "Haiti",
        "send police to Haiti",
    )


def test_the_steps_of_a_derivation_are_numbered_so_that_sorting_keeps_their_order():
    reading = first()
    steps = tuple(f"step {n}" for n in range(12))
    reading = replace(reading, positions=(replace(reading.positions[0], derivation=steps),))
    position = node(iri.Names(reading.article.ident).position(reading.positions[0]))
    written = sorted(
        q.object.value
        for q in document_quads(reading)
        if q.subject == position and q.predicate == GS.derivation
    )
    assert written == [f"{n + 1:02}. step {n}" for n in range(12)]


def test_the_text_can_be_left_out_but_the_words_of_spans_stay():
    predicates = [q.predicate for q in document_quads(first(), texts=False)]
    assert NIF.isString not in predicates
    assert NIF.anchorOf in predicates
    assert [q.object.value for q in document_quads(first()) if q.predicate == NIF.isString] == [FIRST_TEXT]


def test_each_source_of_a_text_is_written():
    assert rows(
        everything(), '?d dct:source ?s FILTER(CONTAINS(?s, "copy") || CONTAINS(?s, "second"))'
    ) == sorted([(second().article.ident, "copy.txt"), (second().article.ident, "second.txt")])


def test_a_publisher_is_the_outlet_that_articles_name_or_a_new_one():
    assert rows(everything(), "?d dct:publisher ?o . ?o a gs:MediaOutlet ; rdfs:label ?l") == sorted(
        [
            (first().article.ident, "outlet-delta-post", "The Delta Post"),
            (second().article.ident, "radio-delta", "Radio Delta"),
        ]
    )


def test_a_publisher_is_never_a_state_of_the_same_name():
    reading = replace(second(), article=replace(second().article, outlet="Kenya"))
    quads = resolved_quads([first(), reading], resolution(), TYPES)
    assert [
        q.object for q in quads if q.predicate == DCTERMS.publisher and q.object == node(iri.actor("kenya"))
    ] == []


def test_wider_classes_are_written_out():
    store = everything()
    for narrow, wide in ((GS.Person, GS.Actor), (GS.State, GS.Actor), (GS.Mention, GS.TextSpan)):
        narrower = {q.subject for q in store.quads_for_pattern(None, RDF.type, narrow)}
        assert narrower
        assert narrower <= {q.subject for q in store.quads_for_pattern(None, RDF.type, wide)}
    assert rows(store, "?l a gs:Shift, gs:PositionLink ; gs:shiftKind ?k")[0][1] == "ns#reversal"


def test_contradictions_go_both_ways_and_shifts_from_the_later_to_the_earlier():
    store = everything()
    assert len(rows(store, "?a gs:contradicts ?b . ?b gs:contradicts ?a")) == 2
    assert rows(store, "?later gs:shiftsFrom ?earlier . ?later gs:assertedOn ?l . ?earlier gs:assertedOn ?e")[
        0
    ][2:] == (
        "2026-03-04",
        "2026-03-03",
    )


def test_agreements_go_both_ways():
    links = (
        Link("Agreement", (first().article.ident, 0), (second().article.ident, 0), LinkKind.BETWEEN_HOLDERS),
    )
    quads = resolved_quads([first(), second()], replace(resolution(), links=links), TYPES)
    assert len([q for q in quads if q.predicate == GS.agreesWith]) == 2


def test_event_types_lead_up_to_their_category():
    assert rows(everything(), "?e a gs:Event ; gs:eventType/skos:broader* ?t")[0:3] == [
        ("call-1", "event-types#CONSULT"),
        ("call-1", "event-types#phone-call"),
        ("call-1", "event-types#talk"),
    ]


def test_an_action_that_is_no_event_type_is_written_as_a_word():
    store = everything()
    assert rows(store, "?p gs:action ?a") == [("send-police", "event-types#AID")]
    assert rows(store, "?p gs:actionWord ?a") == [("council", "agree")]


def test_a_nested_attribution_is_described_even_if_only_its_inner_one_is_listed():
    reading = second()
    inner = reading.attributions[1]
    quads = set(document_quads(replace(reading, attributions=(inner,), positions=())))
    assert quads > {
        q
        for q in document_quads(reading)
        if q.subject == node(iri.Names(reading.article.ident).attribution(inner.within))
    }


def test_words_that_state_a_link_are_described_where_no_document_describes_them():
    store = everything()
    assert rows(store, "?l gs:statedBy/nif:anchorOf ?w")[0][1] == "a day after she had said the contrary"


def test_all_mentions_of_one_actor_meet_in_it():
    assert rows(everything(), '?m gs:refersTo/rdfs:label "Kenya" ; nif:anchorOf ?w') == [
        ("5be1d77eaf99ea2c#char=0,5", "Kenya"),
        ("5be1d77eaf99ea2c#char=73,80", "Nairobi"),
        ("629830d88605e18b#char=0,5", "Kenya"),
    ]


def test_the_stance_key_joins_the_positions_of_one_holder_on_one_proposition():
    assert len(rows(everything(), "?a gs:stanceKey ?k . ?b gs:stanceKey ?k FILTER(STR(?a) < STR(?b))")) == 1


def test_a_span_that_ends_after_the_text_is_refused():
    reading = second()
    late = Mention(Span(0, len(reading.article.text) + 1), reading.entities[0], Form.NAMED)
    with pytest.raises(
        GraphError, match=r"news/second\.txt: the span \[0, 95\) ends after the 94 characters"
    ):
        list(document_quads(replace(reading, mentions=(late,))))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"actor_of": {}}, "nothing says who"),
        ({"proposition_of": {}}, "no proposition for"),
        ({"event_of": {}}, "no event is described"),
        ({"propositions": ()}, "proposition 'send-police' is referred to but not described"),
        (
            {"links": (Link("Shift", ("0" * 16, 0), ("0" * 16, 1), LinkKind.BETWEEN_OUTLETS),)},
            "does not exist",
        ),
        ({"links": (Link("Shove", ("0" * 16, 0), ("0" * 16, 1), LinkKind.BETWEEN_OUTLETS),)}, "not 'Shove'"),
    ],
)
def test_a_resolution_that_leaves_something_out_is_refused(change, message):
    with pytest.raises(GraphError, match=message):
        list(resolved_quads([first(), second()], replace(resolution(), **change), TYPES))


def test_an_actor_that_another_is_part_of_must_be_described():
    actors = tuple(a for a in resolution().actors if a.key != "african-union")
    with pytest.raises(GraphError, match="actor 'african-union' is referred to but not described"):
        list(resolved_quads([first(), second()], replace(resolution(), actors=actors), TYPES))


def test_an_undecided_namesake_leads_to_those_it_may_be_with_how_sure_it_is():
    found = resolution()
    actors = tuple(
        replace(a, maybe=("haiti", "kenya")) if a.key == "the-council" else a for a in found.actors
    )
    store = ox.Store()
    store.extend(resolved_quads([first(), second()], replace(found, actors=actors), TYPES))
    assert rows(store, "?a gs:mayBe/rdfs:label ?w ; gs:confidence ?c") == [
        ("the-council", "Haiti", "0.33"),
        ("the-council", "Kenya", "0.33"),
    ]


def test_what_a_user_s_file_said_stands_at_the_actor_and_at_each_mention():
    found, line = resolution(), "actors.toml, line 4: called “Nairobi”"
    actors = tuple(replace(a, corrections=(line,)) if a.key == "kenya" else a for a in found.actors)
    reading = first()
    number = next(
        n for (ident, n), key in found.actor_of.items() if ident == reading.article.ident and key == "kenya"
    )
    store = ox.Store()
    corrected = replace(found, actors=actors, corrected={(reading.article.ident, number): line})
    store.extend(resolved_quads([reading, second()], corrected, TYPES))
    assert {row[-1] for row in rows(store, "?a gs:correction ?line")} == {line}
    assert len(rows(store, "?m gs:correction ?line ; gs:refersTo ?a")) >= 1


def test_an_unknown_event_type_is_refused():
    reading = first()
    events = (replace(reading.events[0], type="tea-party"),)
    with pytest.raises(GraphError, match="no event type 'tea-party'"):
        list(resolved_quads([replace(reading, events=events), second()], resolution(), TYPES))


def test_half_a_surrogate_pair_is_refused():
    reading = replace(second(), warnings=("\ud800",))
    with pytest.raises(GraphError, match="not a Unicode text"):
        list(document_quads(reading))


def test_the_order_of_the_readings_does_not_matter():
    one = set(resolved_quads([first(), second()], resolution(), TYPES))
    assert one == set(resolved_quads([second(), first()], resolution(), TYPES))


def test_every_actor_has_one_label():
    store = everything()
    labels = [q.subject for q in store.quads_for_pattern(None, RDFS.label, None)]
    assert len(labels) == len(set(labels))
