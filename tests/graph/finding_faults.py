"""What can be wrong with a finding, each fault with the message of its shape."""

from __future__ import annotations

from shape_changes import AGREE, EV, TEXT_SPAN, A, E, P, R, T, also, change, swap, without

OF_FINDINGS = [
    ("A position has exactly one holder.", also(P, "gs:holder", "actor:kenya")),
    ("A position has exactly one holder.", without(P, "gs:holder")),
    (
        "A holder is an actor described in the graph, not a piece of text or a place.",
        swap(P, "gs:holder", '"Kenya"'),
    ),
    (
        "A holder is an actor described in the graph, not a piece of text or a place.",
        swap(P, "gs:holder", "actor:nobody"),
    ),
    (
        "A target is an actor described in the graph, not a piece of text or a place.",
        swap(P, "gs:target", '"Haiti"'),
    ),
    (
        "A position is about one proposition at most.",
        also(P, "gs:about", "<urn:q>") + "; INSERT DATA { <urn:q> a gs:Proposition ; skos:prefLabel 'q' }",
    ),
    ("A position is about a proposition described in the graph.", swap(P, "gs:about", "<urn:q>")),
    ("A position shows the words that state its proposition (gs:contentSpan).", without(P, "gs:contentSpan")),
    ("A position has at least one evidence span.", without(P, "gs:evidence")),
    *[
        (f"gs:{s}{TEXT_SPAN}", swap(P, f"gs:{s}", "<urn:span>"))
        for s in ("contentSpan", "evidence", "holderSpan", "targetSpan", "cueSpan", "conditionSpan")
    ],
    (
        "A position has exactly one polarity: support, oppose, neutral or mixed.",
        also(P, "gs:polarity", "gs:oppose"),
    ),
    (
        "A position has exactly one polarity: support, oppose, neutral or mixed.",
        swap(P, "gs:polarity", "gs:certain"),
    ),
    ("A position has exactly one modality: certain, probable or possible.", without(P, "gs:modality")),
    ("A position has exactly one speech act of the closed list.", swap(P, "gs:speechAct", "gs:support")),
    ("A position has exactly one strength, a decimal from 0 to 1.", swap(P, "gs:strength", "7.0")),
    ("A finding has exactly one confidence, a decimal from 0 to 1.", swap(P, "gs:confidence", "-0.1")),
    ("A finding has exactly one confidence, a decimal from 0 to 1.", without(E, "gs:confidence")),
    ("A finding names the rule that made it, once.", without(P, "gs:rule")),
    ("A finding names the rule that made it, once.", swap(E, "gs:rule", '""')),
    ("A step of a derivation is a text that starts with its number.", also(P, "gs:derivation", '"because"')),
    ("A condition is a proposition described in the graph.", swap(P, "gs:condition", '"if"')),
    ("A condition is a proposition described in the graph.", also(P, "gs:unless", "actor:kenya")),
    (
        "A position does not depend on the proposition that it is about.",
        also(P + " ?p gs:about ?a .", "gs:unless", "?a"),
    ),
    ("A position with a condition shows the words of it (gs:conditionSpan).", without(P, "gs:conditionSpan")),
    ("The status of a condition is open, met or failed.", also(P, "gs:conditionStatus", "gs:stated")),
    (
        "A position is asserted on one day at most (xsd:date).",
        also(P, "gs:assertedOn", '"2026-03-02"^^xsd:date'),
    ),
    ("The precision of a date is stated, resolved or publication.", swap(P, "gs:datePrecision", "gs:open")),
    ("A position has a date and its precision, or neither.", without(P, "gs:assertedOn")),
    ("A position has a date and its precision, or neither.", without(P, "gs:datePrecision")),
    (
        "A position is about a proposition or aimed at a target.",
        without(P, "gs:target") + ";" + without(P, "gs:about"),
    ),
    ("A finding is reported in exactly one document.", without(P, "gs:reportedIn")),
    ("A finding is reported in a document described in the graph.", swap(E, "gs:reportedIn", "<urn:doc>")),
    (
        "A finding is carried by one attribution at most.",
        change(P + " ?x a gs:Attribution ; gs:within ?y", insert="?p gs:attribution ?x"),
    ),
    ("A finding is carried by an attribution described in the graph.", swap(P, "gs:attribution", "<urn:x>")),
    ("A position has one stance key at most, an IRI.", swap(P, "gs:stanceKey", '"key"')),
    (
        "Only positions contradict each other.",
        change("?e a gs:Event . " + P, insert="?p gs:contradicts ?e . ?e gs:contradicts ?p"),
    ),
    (
        "Only positions agree with each other.",
        change("?e a gs:Event . " + P, insert="?p gs:agreesWith ?e . ?e gs:agreesWith ?p"),
    ),
    ("Only positions shift.", change("?e a gs:Event . " + P, insert="?p gs:shiftsFrom ?e")),
    (
        "gs:contradicts is written in both directions.",
        "DELETE { ?p gs:contradicts ?o } WHERE { ?p gs:contradicts ?o ; gs:strength 1.0 }",
    ),
    (
        "gs:agreesWith is written in both directions.",
        AGREE + "; DELETE { ?p gs:agreesWith ?o } WHERE { ?p gs:agreesWith ?o ; gs:strength 1.0 }",
    ),
    ("A position does not contradict itself.", also(P, "gs:contradicts", "?p")),
    (
        "A shift goes back in time: the position that shifts was asserted before the one it shifts from.",
        swap("?p gs:shiftsFrom ?e .", "gs:assertedOn", '"2026-03-01"^^xsd:date'),
    ),
    ("An attribution shows what is said (gs:contentSpan).", without(A, "gs:contentSpan")),
    (f"gs:sourceSpan{TEXT_SPAN}", swap(A, "gs:sourceSpan", "<urn:span>")),
    (
        "An attribution has exactly one form of quotation: direct, indirect or mixed.",
        swap(A, "gs:quotation", "gs:oppose"),
    ),
    ("An attribution has one source at most.", also(A, "gs:source", "actor:kenya")),
    (
        "The source of an attribution is an actor described in the graph, not a piece of text or a place.",
        swap(A, "gs:source", '"she"'),
    ),
    (
        "The addressee of an attribution is an actor described in the graph, not a piece of text or a place.",
        also(A, "gs:addressee", '"them"'),
    ),
    (
        "The outlet of an attribution is a media outlet described in the graph.",
        swap(A, "gs:outlet", "actor:kenya"),
    ),
    (
        "An attribution is nested in one other at most.",
        change("?p gs:within ?w . ?o a gs:Attribution ; gs:outlet ?x", insert="?p gs:within ?o"),
    ),
    ("An attribution is nested in an attribution described in the graph.", swap(A, "gs:within", "<urn:a>")),
    ("An attribution is nested in itself.", change("?p gs:within ?w", insert="?w gs:within ?p")),
    ("An event mention shows the words that report it (gs:triggerSpan).", without(E, "gs:triggerSpan")),
    *[
        (f"gs:{s}{TEXT_SPAN}", also(E, f"gs:{s}", "<urn:span>"))
        for s in ("initiatorSpan", "recipientSpan", "placeSpan", "timeSpan")
    ],
    (f"gs:triggerSpan{TEXT_SPAN}", swap(E, "gs:triggerSpan", "<urn:span>")),
    (
        "An event mention has exactly one status: happened, scheduled, possible or denied.",
        swap(E, "gs:eventStatus", "gs:certain"),
    ),
    ("An event has exactly one type.", without(EV, "gs:eventType")),
    ("An event has exactly one type.", without(E, "gs:eventType")),
    ("The type of an event is a concept described in the graph.", swap(EV, "gs:eventType", '"talk"')),
    (
        "An event mention reports one event at most.",
        change(
            E + " ?p gs:mentionOf ?ev . ?ev gs:eventType ?ty",
            insert="?p gs:mentionOf <urn:e> . <urn:e> a gs:Event ; gs:eventType ?ty",
        ),
    ),
    ("An event mention reports an event described in the graph.", swap(E, "gs:mentionOf", "<urn:e>")),
    ("An event begins on one day at most (xsd:date).", also(EV, "gs:eventDate", '"2026-03-01"^^xsd:date')),
    ("An event ends on one day at most (xsd:date).", also(EV, "gs:eventEndDate", '"2026-03-04"^^xsd:date')),
    ("An event does not end before it begins.", swap(E, "gs:eventEndDate", '"2025-03-04"^^xsd:date')),
    ("An office has exactly one title.", without(R, "gs:roleTitle")),
    ("A role mention shows the words that say so (gs:evidence).", without(R, "gs:evidence")),
    ("Who holds an office is a person described in the graph.", swap(T, "org:member", "actor:kenya")),
]
