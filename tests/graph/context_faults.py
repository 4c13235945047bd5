"""What can be wrong around the findings: documents, spans, actors, offices, what they say together; each fault with its message."""

from __future__ import annotations

from shape_changes import (
    ACTED,
    AGREE,
    CO,
    COPY,
    EV,
    IS,
    KE,
    MET,
    PR,
    SH,
    SHORT,
    TEXT_SPAN,
    D,
    M,
    T,
    X,
    also,
    change,
    swap,
    without,
)

OF_CONTEXT = [
    ("A document has a source.", without(D, "dcterms:source")),
    ("A document has exactly one SHA-256: 64 hexadecimal digits.", swap(D, "gs:sha256", '"0"')),
    (
        "A document has one text at most.",
        change("?p nif:isString ?t BIND(STRLANG(?t, 'en') AS ?same)", insert="?p nif:isString ?same"),
    ),
    ("A document is issued on one day at most (xsd:date).", swap(D, "dcterms:issued", '"March"')),
    ("A document has one publisher at most.", also(D, "dcterms:publisher", "actor:radio-delta")),
    ("A publisher is a media outlet described in the graph.", swap(D, "dcterms:publisher", '"Delta"')),
    ("A document names the extraction that read it, once.", without(D, "prov:wasGeneratedBy")),
    (
        "A document is read by an extraction described in the graph.",
        swap(D, "prov:wasGeneratedBy", "<urn:x>"),
    ),
    (
        "nif:anchorOf is not the text between the offsets.",
        swap("?p nif:anchorOf 'phoned' .", "nif:anchorOf", "'honed '"),
    ),
    (
        "nif:anchorOf is not the text between the offsets.",
        change(
            "?p nif:anchorOf 'phoned'",
            "?p nif:beginIndex 133 ; nif:endIndex 139",
            "?p nif:beginIndex 132 ; nif:endIndex 138",
        ),
    ),
    (
        "A span begins at exactly one offset, a whole number from 0.",
        without("?p nif:anchorOf 'phoned' .", "nif:beginIndex"),
    ),
    (
        "A span ends at exactly one offset, a whole number.",
        without("?p nif:anchorOf 'phoned' .", "nif:endIndex"),
    ),
    (
        "A span begins before it ends.",
        without(D, "nif:isString") + ";" + swap("?p nif:anchorOf 'phoned' .", "nif:endIndex", "133"),
    ),
    ("A span has exactly one nif:anchorOf.", without("?p nif:anchorOf 'phoned' .", "nif:anchorOf")),
    ("A span lies in exactly one document.", without("?p nif:anchorOf 'phoned' .", "nif:referenceContext")),
    (
        "A span lies in a document described in the graph.",
        swap("?p nif:anchorOf 'phoned' .", "nif:referenceContext", "<urn:doc>"),
    ),
    (
        "What a mention refers to is an actor or place described in the graph, not a piece of text.",
        swap(M, "gs:refersTo", '"Kenya"'),
    ),
    ("A mention is named, nominal or pronoun.", swap(M, "gs:mentionForm", '"name"')),
    (f"gs:mentionHead{TEXT_SPAN}", swap(M, "gs:mentionHead", "<urn:span>")),
    ("An actor or place has exactly one label.", also(KE, "rdfs:label", '"Republic of Kenya"')),
    ("An ISO code is three capital letters, one at most.", swap(KE, "gs:isoCode", '"ke"')),
    (
        "What something is part of is an actor or place described in the graph.",
        also(KE, "gs:partOf", "<urn:africa>"),
    ),
    ("An actor speaks for an actor described in the graph.", also(KE, "gs:speaksFor", '"itself"')),
    (
        "Whom an undecided namesake may be is an actor or place described in the graph.",
        also(KE, "gs:mayBe", "<urn:keniya>"),
    ),
    ("An actor has one confidence at most, a decimal from 0 to 1.", also(KE, "gs:confidence", "1.5")),
    ("A correction is told in words.", also(KE, "gs:correction", "7")),
    ("skos:exactMatch leads to an IRI.", also(KE, "skos:exactMatch", '"Q114"')),
    (
        "gs:partOf leads back to the actor itself.",
        "INSERT DATA { actor:african-union gs:partOf actor:kenya }",
    ),
    ("A place is not an actor.", also(KE, "a", "gs:Place")),
    ("A tenure has exactly one member.", without(T, "org:member")),
    ("A tenure is in one organisation at most.", also(T, "org:organization", "actor:haiti")),
    (
        "The organisation of a tenure is an actor or place described in the graph.",
        swap(T, "org:organization", '"Kenya"'),
    ),
    ("A tenure has one first day at most (xsd:date).", swap(T, "gs:validFrom", '"2024"')),
    (
        "A tenure has one last day at most (xsd:date).",
        also(T, "gs:validUntil", '"2030-01-01"^^xsd:date, "2031-01-01"^^xsd:date'),
    ),
    ("A tenure does not end before it begins.", also(T, "gs:validUntil", '"2020-01-01"^^xsd:date')),
    (
        "Who takes part in an event is an actor or place described in the graph, not a piece of text.",
        also(EV, "gs:participant", '"he"'),
    ),
    ("Every initiator of an event is a gs:participant too.", also(EV, "gs:initiator", "actor:haiti")),
    ("Every recipient of an event is a gs:participant too.", also(EV, "gs:recipient", "actor:haiti")),
    (
        "Where an event happens is an actor or place described in the graph, not a piece of text.",
        also(EV, "gs:place", '"there"'),
    ),
    ("A proposition has exactly one preferred label, not an empty one.", without(PR, "skos:prefLabel")),
    ("A proposition has exactly one preferred label, not an empty one.", swap(PR, "skos:prefLabel", '""')),
    (
        "A wording of a proposition differs from its preferred label.",
        change(PR + " ?p skos:prefLabel ?l", insert="?p skos:altLabel ?l"),
    ),
    (
        "Who would act is an actor or place described in the graph, not a piece of text.",
        swap(PR, "gs:agent", '"they"'),
    ),
    (
        "Who would be acted on is an actor or place described in the graph, not a piece of text.",
        swap(PR, "gs:patient", '"it"'),
    ),
    ("The action of a proposition is a concept described in the graph.", swap(PR, "gs:action", '"send"')),
    (
        "Only propositions are incompatible with each other.",
        change(PR, insert="?p gs:incompatibleWith actor:kenya . actor:kenya gs:incompatibleWith ?p"),
    ),
    ("gs:incompatibleWith is written in both directions.", without(PR, "gs:incompatibleWith")),
    (
        "A proposition is part of one issue at most, described in the graph.",
        also(PR, "skos:broader", "actor:kenya"),
    ),
    (
        "A proposition is part of one issue at most, described in the graph.",
        change(
            PR,
            insert="?p skos:broader <urn:x> . <urn:x> a gs:Issue ; skos:prefLabel 'x' ; gs:concerns actor:kenya",
        ),
    ),
    ("An issue has exactly one preferred label, not an empty one.", swap(IS, "skos:prefLabel", "''")),
    ("An issue has exactly one preferred label, not an empty one.", without(IS, "skos:prefLabel")),
    ("An issue concerns actors or places described in the graph.", swap(IS, "gs:concerns", "'Kenya'")),
    ("An issue concerns actors or places described in the graph.", without(IS, "gs:concerns")),
    ("An issue has a proposition below it.", without(PR, "skos:broader")),
    ("A link has exactly one earlier end (gs:from).", without(SH, "gs:from")),
    ("A link has exactly one later end (gs:to).", without(SH, "gs:to")),
    (
        "A link begins at a position described in the graph.",
        change(
            AGREE.split("WHERE")[1].strip(" {}"),
            insert="<urn:x> a gs:PositionLink ; gs:from actor:kenya ; gs:to ?a ; gs:linkKind gs:betweenHolders",
        ),
    ),
    (
        "A link ends at a position described in the graph.",
        change(
            AGREE.split("WHERE")[1].strip(" {}"),
            insert="<urn:x> a gs:PositionLink ; gs:to actor:kenya ; gs:from ?a ; gs:linkKind gs:betweenHolders",
        ),
    ),
    (
        "A link joins two positions, not one with itself.",
        change(
            "?a gs:shiftsFrom ?b",
            insert="<urn:x> a gs:PositionLink ; gs:to ?a ; gs:from ?a ; gs:linkKind gs:betweenHolders",
        ),
    ),
    (
        "A link has exactly one kind: betweenHolders, sameHolderOverTime or betweenOutlets.",
        without(CO, "gs:linkKind"),
    ),
    ("The common actor of a link is an actor described in the graph.", swap(SH, "gs:withinActor", '"Kenya"')),
    (f"gs:statedBy{TEXT_SPAN}", swap(SH, "gs:statedBy", '"contrary"')),
    ("A contradiction is also written as gs:contradicts.", "DELETE WHERE { ?p gs:contradicts ?o }"),
    ("An agreement is also written as gs:agreesWith.", AGREE + "; DELETE WHERE { ?p gs:agreesWith ?o }"),
    ("A shift has exactly one kind of the closed list.", without(SH, "gs:shiftKind")),
    (
        "A shift is also written as gs:shiftsFrom, from the later to the earlier position.",
        "DELETE WHERE { ?p gs:shiftsFrom ?o }",
    ),
    ("What was said before an act is exactly one position (gs:from).", ACTED + ";" + without(X, "gs:from")),
    ("What was done after the words is exactly one event (gs:to).", ACTED + ";" + without(X, "gs:to")),
    (
        "What was said before an act is a position described in the graph.",
        ACTED + ";" + swap(X, "gs:from", "actor:kenya") + SHORT,
    ),
    (
        "What was done after the words is an event described in the graph.",
        ACTED + ";" + swap(X, "gs:to", "actor:kenya") + SHORT,
    ),
    ("An act either fits the words or not (gs:consistent).", ACTED + ";" + without(X, "gs:consistent")),
    (
        "An act beside a position shows the sentence that reports it (gs:evidence).",
        ACTED + ";" + without(X, "gs:evidence"),
    ),
    ("An act beside a position is also written as gs:actedOn.", ACTED + ";DELETE WHERE { ?p gs:actedOn ?o }"),
    (
        "A document is a copy of one other at most, described in the graph.",
        COPY + ";" + also("?p gs:copyOf ?o .", "gs:copyOf", "actor:kenya"),
    ),
    (
        "A copy leads to the original, not to another copy.",
        COPY + ";" + change("?p gs:copyOf ?o", insert="?o gs:copyOf ?o"),
    ),
    (
        "A condition is settled by one report of an event at most, described in the graph.",
        MET + ";" + swap("?p a gs:Position .", "gs:settledBy", "actor:kenya"),
    ),
    (
        "A condition that was met or failed names the report that says so (gs:settledBy).",
        MET + ";DELETE WHERE { ?p gs:settledBy ?o }",
    ),
]
