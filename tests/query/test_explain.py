from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.explain import explain, render
from kg.query.look import Marked, Place, mark

BASE = "https://w3id.org/geostance/doc/"
A1 = BASE + "a1a1a1a1a1a1a1a1#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"


def facts(store: ox.Store, ident: str) -> dict[str, str]:
    return dict(explain(store, ident).facts)


@pytest.mark.parametrize("ident", [A1 + "p2", f"<{A1}p2>", "doc:a1a1a1a1a1a1a1a1#p2"])
def test_a_finding_is_named_by_iri_or_prefixed_name(tiny: ox.Store, ident: str) -> None:
    assert explain(tiny, ident).iri == A1 + "p2"


@pytest.mark.parametrize("ident", ["position-3f2a9c", "3f2a9c", "3f2", "position-3f"])
def test_the_last_part_or_a_beginning_that_fits_only_one_will_do(tiny: ox.Store, ident: str) -> None:
    store = ox.Store()
    store.extend(tiny)
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for name in ("position-3f2a9c", "position-41bb00"):
        position = ox.NamedNode("https://w3id.org/geostance/ns#Position")
        store.add(ox.Quad(ox.NamedNode(A1 + name), kind, position, ox.NamedNode(BASE + "a1a1a1a1a1a1a1a1")))
    assert explain(store, ident).iri == A1 + "position-3f2a9c"


def test_a_name_that_fits_several_is_refused_with_them(tiny: ox.Store) -> None:
    with pytest.raises(QueryError, match="fits 2 things: doc:a1a1a1a1a1a1a1a1#p2, doc:b2b2b2b2b2b2b2b2#p2"):
        explain(tiny, "p2")


@pytest.mark.parametrize("ident", ["", "zzz", A1 + "p99", "doc:nothing#x"])
def test_an_unknown_name_is_refused(tiny: ox.Store, ident: str) -> None:
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        explain(tiny, ident)


def test_near_names_are_suggested(tiny: ox.Store) -> None:
    with pytest.raises(QueryError, match="near: doc:a1a1a1a1a1a1a1a1#at1"):
        explain(tiny, "att1")


def test_what_is_no_finding_is_refused_with_its_class(tiny: ox.Store) -> None:
    with pytest.raises(QueryError, match="is of class Document"):
        explain(tiny, "doc:a1a1a1a1a1a1a1a1")


@pytest.mark.parametrize("ident", ["actor:norway", "norway", "Norway", "NORWAY"])
def test_an_actor_is_explained_by_key_or_name(tiny: ox.Store, ident: str) -> None:
    explanation = explain(tiny, ident)
    assert explanation.kind == "Actor"
    assert ("name", "Norway") in explanation.facts
    assert ("kind", "State") in explanation.facts


def test_a_correction_is_shown_at_the_actor_and_at_its_positions(tiny: ox.Store) -> None:
    store = ox.Store()
    store.extend(tiny)
    gs = "https://w3id.org/geostance/ns#"
    (holder,) = {
        q.object for q in store.quads_for_pattern(ox.NamedNode(A1 + "p2"), ox.NamedNode(gs + "holder"), None)
    }
    line = ox.Literal("actors.toml, line 3: called “the Mole”")
    store.add(ox.Quad(holder, ox.NamedNode(gs + "correction"), line, ox.NamedNode(BASE + "resolved")))
    assert ("corrected", line.value) in explain(store, holder.value).facts
    assert facts(store, A1 + "p2")["corrected"].endswith(line.value)


def test_a_position_shows_its_sentence_with_every_part_of_the_content_marked(tiny: ox.Store) -> None:
    (passage,) = explain(tiny, A1 + "p2").passages
    assert passage.marked() == "“We will not [send escort ships],” she said, “not [this year].”"


def test_a_position_says_who_holds_what_how_and_on_whose_word(tiny: ox.Store) -> None:
    found = facts(tiny, A1 + "p1")
    assert found["holder"] == "Jonas Vik"
    assert found["side"] == "support"
    assert found["matter"] == "Norway sends escort ships to the Baltic"
    assert (found["condition"], found["only if"]) == ("“if Sweden did the same”", "Sweden sends ships too")
    assert found["said on"] == "2025-03-03 (publication)"
    assert found["reported in"].startswith("Harbour Herald, 2025-03-03, “Ministers split")
    assert found["rule"] == "attributed-clause"
    assert "toward" not in found


def test_the_words_of_a_pronoun_stand_beside_the_holder(tiny: ox.Store) -> None:
    assert facts(tiny, A1 + "p2")["holder"] == "Kari Lund (“she”)"


def test_the_steps_come_in_order(tiny: ox.Store) -> None:
    assert explain(tiny, A1 + "p2").steps == ("1. cue “said”: assert", "2. “not”: support becomes oppose")


def test_the_chain_of_attributions_runs_outward(tiny: ox.Store) -> None:
    told = explain(tiny, A1 + "p4").told
    assert [line.split(" (")[0] for line in told] == ["Denmark", "Nils Ek"]
    assert "to Sweden" in told[0]


def test_a_ring_of_attributions_ends(tiny: ox.Store) -> None:
    store = ox.Store()
    store.extend(tiny)
    within = ox.NamedNode("https://w3id.org/geostance/ns#within")
    store.add(ox.Quad(ox.NamedNode(A1 + "at4"), within, ox.NamedNode(A1 + "at5"), ox.NamedNode("g:g")))
    assert len(explain(store, A1 + "p4").told) == 2


def test_links_to_other_positions_are_told_in_both_directions(tiny: ox.Store) -> None:
    assert [line.split(" Kari")[0].split(" Jonas")[0] for line in explain(tiny, A1 + "p2").links] == [
        "contradicts",
        "changed later to",
    ]
    assert "changed from Kari Lund, oppose" in explain(tiny, BASE + "c3c3c3c3c3c3c3c3#p1").links[0]


def test_an_attribution_is_explained_by_its_sentence(tiny: ox.Store) -> None:
    explanation = explain(tiny, "at3")
    (passage,) = explanation.passages
    assert passage.marked() == "A person close to the talks said [Estonia might ask for help]."
    assert dict(explanation.facts)["source"] == "unnamed (“A person close to the talks”)"


def test_a_report_of_an_event_shows_its_trigger_and_the_event(tiny: ox.Store) -> None:
    explanation = explain(tiny, A1 + "e1")
    assert explanation.passages[0].marked() == "Norway, Sweden and Finland [met] in Oslo on Monday."
    assert dict(explanation.facts)["taking part"] == "Finland, Norway, Sweden"


def test_without_the_text_the_words_of_the_spans_are_shown(tiny: ox.Store) -> None:
    store = ox.Store()
    store.extend(quad for quad in tiny if quad.predicate.value != NIF + "isString")
    assert [p.marked() for p in explain(store, A1 + "e1").passages] == ["Norway", "[met]"]


@pytest.mark.parametrize("width", [50, 80, None])
def test_an_explanation_reads_as_lines_of_the_width(tiny: ox.Store, width: int | None) -> None:
    page = render(explain(tiny, A1 + "p1"), width=width)
    assert page.startswith("Position\n  <https://")
    assert "How it was read\n" in page
    if width:
        wide = [line for line in page.splitlines() if len(line) > width]
        assert all(" " not in line.strip() for line in wide)


def test_overlapping_marks_become_one_and_stay_within_the_passage() -> None:
    document = ox.NamedNode("d:d")
    passage = Place(10, 20, "0123456789", document)
    marks = [Place(5, 12, "", document), Place(11, 14, "", document), Place(18, 30, "", document)]
    assert mark([passage], marks) == (Marked("0123456789", 10, ((0, 4), (8, 10))),)
    assert mark([passage], [Place(11, 14, "", ox.NamedNode("d:other"))])[0].marks == ()
