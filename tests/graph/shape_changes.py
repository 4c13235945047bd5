"""Changes of a sound graph, as SPARQL updates: what breaks a shape, and what none minds."""

from __future__ import annotations

P = "?p a gs:Position ; gs:strength 0.5 ."
"""The position of the first article, with condition and target."""
TEXT_SPAN = " leads to a text span described in the graph."


def change(pattern, delete="", insert=""):
    return f"DELETE {{ {delete} }} INSERT {{ {insert} }} WHERE {{ {pattern} }}"


def drop(subject, predicate):
    return change(f"{subject} {predicate} ?o", f"?s {predicate} ?o")


def swap(pattern, predicate, value):
    """Give the thing ?p of `pattern` another value of `predicate`."""
    return change(f"{pattern} ?p {predicate} ?o", f"?p {predicate} ?o", f"?p {predicate} {value}")


def also(pattern, predicate, value):
    return change(pattern, insert=f"?p {predicate} {value}")


def without(pattern, predicate):
    return change(f"{pattern} ?p {predicate} ?o", f"?p {predicate} ?o")


A, D, E, M = "?p a gs:Attribution .", "?p a gs:Document .", "?p a gs:EventMention .", "?p a gs:Mention ."
S, T, R, EV = "?p a gs:TextSpan .", "?p a gs:Tenure .", "?p a gs:RoleMention .", "?p a gs:Event ."
PR, SH, CO = "?p gs:action ?act .", "?p a gs:Shift .", "?p a gs:Contradiction ."
IS = "?p a gs:Issue ."
KE = "BIND(actor:kenya AS ?p)"
ACTED = change(
    "?q a gs:Position ; gs:strength 0.5 ; gs:evidence ?s . ?e a gs:Event",
    insert="<urn:x> a gs:ActedOn ; gs:from ?q ; gs:to ?e ; gs:consistent true ; gs:evidence ?s . ?q gs:actedOn ?e",
)
SHORT = ";" + change("<urn:x> gs:from ?a ; gs:to ?b", insert="?a gs:actedOn ?b")
COPY = change(
    "?a a gs:Document ; dcterms:title ?t . ?b a gs:Document FILTER (?a != ?b)", insert="?a gs:copyOf ?b"
)
MET = change(
    "?q a gs:Position ; gs:conditionSpan ?s . ?e a gs:EventMention",
    insert="?q gs:conditionStatus gs:met ; gs:settledBy ?e",
)
AGREE = change(
    "?a gs:contradicts ?b . ?a gs:strength 0.5",
    insert="?a gs:agreesWith ?b . ?b gs:agreesWith ?a . <urn:x> a gs:Agreement, gs:PositionLink ; "
    "gs:from ?a ; gs:to ?b ; gs:linkKind gs:betweenHolders",
)
X = "BIND(<urn:x> AS ?p)"
