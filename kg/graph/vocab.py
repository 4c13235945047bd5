"""The terms that triples are made of, as closed namespaces: a misspelt term is an AttributeError.

`GS` is checked against `ontology/geostance.ttl` by a test; the others hold what the project uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Generic, TypeVar

from pyoxigraph import NamedNode

BASE = "https://w3id.org/geostance/"
"""Start of every IRI that the project mints."""


Term = TypeVar("Term")


class Terms(Generic[Term]):
    """A fixed set of terms under one IRI, as attributes or (for `from` and the like) as items."""

    def __init__(self, base: str, terms: Mapping[str, Term]) -> None:
        """Take the terms by their local names."""
        self.base = base
        self._terms = dict(terms)
        vars(self).update(self._terms)  # quicker than a call for each use

    def __getattr__(self, name: str) -> Term:
        """Refuse a name: the terms themselves are found before this is called.

        Raises:
            AttributeError: Always.
        """
        if name.startswith("__"):  # asked for by `copy` and the like, perhaps before there is a base
            raise AttributeError(name)
        raise AttributeError(f"<{self.base}> has no term {name!r}")

    def __getitem__(self, name: str | Enum) -> Term:
        """Return a term by its name, or the term that a value of `kg.model` stands for.

        Raises:
            AttributeError: If the namespace has no such term.
        """
        key = str(name.value) if isinstance(name, Enum) else name
        return self._terms[key] if key in self._terms else self.__getattr__(key)

    def __iter__(self) -> Iterator[str]:
        """Yield the local names in their order."""
        return iter(self._terms)


class Namespace(Terms[NamedNode]):
    """The terms under one IRI as objects of the engine."""

    def __init__(self, base: str, names: str) -> None:
        """Take the local names, separated by white space."""
        super().__init__(base, {name: NamedNode(base + name) for name in names.split()})

    def written(self) -> Terms[str]:
        """Return the same terms as N-Triples write them."""
        return Terms(self.base, {name: str(term) for name, term in self._terms.items()})


GS = Namespace(
    BASE + "ns#",
    """
    ActedOn Actor Agreement Attribution Bloc ConditionStatus Contradiction Correction CorrectionKind DatePrecision Document Event
    EventMention EventStatus Extraction Government Group Issue LinkKind MediaOutlet Mention MentionForm Modality
    Organisation Person Place Polarity Position PositionLink Proposition QuotationForm RoleMention Shift
    ShiftKind SpeechAct State Tenure TextSpan WordClass
    about actedOn action actionWord addressee adjective adjectiveTrigger agent agreesWith assertedOn attribution concerns condition
    conditionSpan conditionStatus confidence consistent contentSpan contradicts copyOf correction correctionKind corrects cueSpan
    datePrecision
    derivation eventDate eventEndDate eventStatus eventType evidence feminine former from holder holderSpan
    incompatibleWith initiator initiatorSpan isoCode lemma linkKind mayBe mentionForm mentionHead mentionOf metonym
    modality modalTrigger nounFrame nounTrigger otherTitle outlet outletName partOf participant patient people place placeSpan
    polarity quotation reciprocal recipient recipientSpan refersTo reportedIn roleTitle rule settledBy sha256 shiftKind shiftsFrom
    source sourceSpan speaksFor speechAct stanceKey statedBy strength surname target targetSpan thingWord
    timeSpan to triggerSpan unless url validFrom validUntil verbFrame verbTrigger version warning whenPromised whenRefused within withinActor
    support oppose neutral mixed certain probable possible
    assert demand promise threaten warn reject welcome suggest criticise praise fear deny intend
    direct indirect happened scheduled denied stated resolved publication open met failed
    betweenHolders sameHolderOverTime betweenOutlets
    wrongHolder wrongPolarity wrongMatter wrongModality wrongCondition notAPosition missingPosition
    reversal softening hardening conditionAdded conditionDropped named nominal pronoun
    """,
)
NIF = Namespace(
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "anchorOf beginIndex endIndex isString referenceContext",
)
ORG = Namespace("http://www.w3.org/ns/org#", "Membership Role member organization role")
PROV = Namespace("http://www.w3.org/ns/prov#", "used wasGeneratedBy")
SKOS = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept altLabel broader exactMatch inScheme notation prefLabel",
)
DCTERMS = Namespace("http://purl.org/dc/terms/", "created creator issued publisher source title")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#", "comment label")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#", "anyURI boolean date decimal integer string")

EVENT_TYPES = BASE + "event-types#"
WIKIDATA = "http://www.wikidata.org/entity/"

PREFIXES: dict[str, str] = {
    "actor": BASE + "actor/",
    "dcterms": DCTERMS.base,
    "doc": BASE + "doc/",
    "evt": EVENT_TYPES,
    "event": BASE + "event/",
    "gs": GS.base,
    "issue": BASE + "issue/",
    "nif": NIF.base,
    "org": ORG.base,
    "proposition": BASE + "proposition/",
    "prov": PROV.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "skos": SKOS.base,
    "wd": WIKIDATA,
    "xsd": XSD.base,
}
"""The prefixes that `graph.trig` binds and that queries may use undeclared."""
