from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg import model
from kg.graph import vocab
from kg.paths import ontology_files, ontology_folder

GS = rdflib.Namespace(vocab.GS.base)
FOREIGN = ("prov:", "sem:", "gaf:", "grasp:", "nif:", "org:", "foaf:", "skos:", "dcterms:", "marl:", "oa:")


@pytest.fixture(scope="module")
def ontology():
    graph = rdflib.Graph()
    graph.parse(ontology_folder() / "geostance.ttl")
    return graph


def terms(graph):
    return {s for s in graph.subjects() if isinstance(s, rdflib.URIRef) and s.startswith(GS)}


def test_the_constants_are_the_terms_of_the_ontology(ontology):
    assert {str(GS[name]) for name in vocab.GS} == {str(term) for term in terms(ontology)}


def test_a_misspelt_term_is_an_error():
    assert vocab.GS.holder == ox.NamedNode(vocab.GS.base + "holder")
    assert vocab.GS["from"] == ox.NamedNode(vocab.GS.base + "from")
    with pytest.raises(AttributeError, match="no term 'holdr'"):
        _ = vocab.GS.holdr
    with pytest.raises(AttributeError, match="no term 'holdr'"):
        _ = vocab.GS["holdr"]


def test_every_value_of_the_records_is_a_term(ontology):
    for enumeration in model.Term.__subclasses__():
        for value in enumeration:
            assert vocab.GS[value] is vocab.GS[value.value]
            assert (GS[value.value], RDF.type, None) in ontology


def test_every_term_has_one_label_one_comment_and_an_example(ontology):
    for term in terms(ontology):
        assert len(set(ontology.objects(term, RDFS.label))) == 1, term
        assert len(set(ontology.objects(term, RDFS.comment))) == 1, term
        assert (term, SKOS.example, None) in ontology, term


def test_every_property_has_a_domain_and_a_range_of_described_terms(ontology):
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {term for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    assert len(properties) > 70
    for term in properties:
        assert len(set(ontology.objects(term, RDFS.domain))) == 1, term
        assert len(set(ontology.objects(term, RDFS.range))) == 1, term
    used = {o for o in ontology.objects() if isinstance(o, rdflib.URIRef) and o.startswith(GS)}
    assert used <= terms(ontology)


def test_every_term_is_a_class_a_property_or_a_value_of_a_closed_list(ontology):
    known = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    lists = set(ontology.subjects(RDFS.subClassOf, SKOS.Concept))
    for term in terms(ontology):
        kinds = set(ontology.objects(term, RDF.type))
        assert kinds & (known | lists), term


def test_the_vocabularies_it_builds_on_are_linked():
    text = (ontology_folder() / "geostance.ttl").read_text(encoding="utf-8")
    for prefix in FOREIGN:
        name = prefix.removesuffix(":")
        links = re.findall(rf"(?:subClassOf|subPropertyOf|closeMatch|relatedMatch) [^;]*\b{name}:\w+", text)
        assert links, prefix


def test_the_header_says_that_the_namespace_is_a_placeholder(ontology):
    notes = ontology.objects(rdflib.URIRef("https://w3id.org/geostance/ns"), SKOS.editorialNote)
    assert any("placeholder" in note for note in notes)


def test_every_term_that_a_table_uses_is_described():
    graph = rdflib.Graph()
    for path in (*ontology_files(), *ontology_files("events"), *ontology_files("actors")):
        graph.parse(path)
    used = {
        term for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(GS)
    }
    assert sorted(term for term in used if (term, RDF.type, None) not in graph) == []


def test_every_term_of_the_shapes_is_described(ontology):
    shapes = rdflib.Graph()
    shapes.parse(ontology_folder() / "shapes.ttl")
    used = {
        term
        for triple in shapes
        for term in triple
        if isinstance(term, rdflib.URIRef) and term.startswith(GS)
    }
    assert used <= terms(ontology)
    queries = " ".join(str(o) for o in shapes.objects() if "SELECT" in str(o))
    assert {GS[name] for name in re.findall(r"gs:(\w+)", queries)} <= terms(ontology)


def test_every_shape_says_what_is_wrong():
    shapes = rdflib.Graph()
    shapes.parse(ontology_folder() / "shapes.ttl")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    top = set(shapes.subjects(RDF.type, sh.NodeShape))
    for shape in top:
        for part in shapes.objects(shape, sh.property):
            assert (part, sh.message, None) in shapes
        for part in shapes.objects(shape, sh.sparql):
            assert (part, sh.message, None) in shapes
        if (shape, sh["or"], None) in shapes or (shape, sh["not"], None) in shapes:
            assert (shape, sh.message, None) in shapes
