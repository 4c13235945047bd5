"""A small graph for the page's tests: three invented articles on a real dispute, findings set by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import pyoxigraph

from kg.draw.facts import PREFIXES

BASE = "https://w3id.org/geostance/"

OPENING = """Ethiopia names a month for its dam

Prime Minister Abiy Ahmed said on Thursday that Ethiopia would inaugurate its great Nile dam in September. “We will not ask anybody for leave to use our own river,” he added.

Egypt's foreign minister, Badr Abdelatty, rejected any inauguration before a binding water treaty is signed. Cairo might take the quarrel to the Security Council if the next round of talks collapses, he warned.

Sudan could back a shared filling schedule, provided that release data are exchanged every day, its irrigation ministry told Nile Radio. The African Union hosted the last round of talks in Nairobi on 26 June.
"""
SOFTER = """Cairo changes its tone 🌊

“Egypt would gladly attend a summit under African Union auspices,” Badr Abdelatty said in Nairobi on Monday. He no longer excluded an inauguration, as long as Ethiopia publishes its reservoir levels.

Massad Boulos, the American envoy, said Washington was ready to mediate but would not cut aid to Addis Ababa. Abiy Ahmed and William Ruto met in Nairobi. Kenya will host no further round unless both sides send ministers, Ruto said.
"""
DIVIDED = """Neighbours split over opening of Nile dam

Sudan's irrigation ministry said it opposed an inauguration in the flood season. According to the agency ENA, Abiy Ahmed told reporters that Ethiopia had never agreed to a summit.

Badr Abdelatty accused Ethiopia of bad faith. “We support Sudan in this,” he said. Kenya's president, William Ruto, hopes that a binding water treaty is signed this year.
"""
ARTICLES = {
    "aaaa000000000001": (OPENING, "Harbour Gazette", "2025-07-04"),
    "aaaa000000000002": (SOFTER, "Meridian Post", "2025-07-22"),
    "aaaa000000000003": (DIVIDED, "Levant Courier", "2025-08-02"),
}
ONE, TWO, THREE = ARTICLES


@dataclass(frozen=True)
class Row:
    """One position, its passages given as words that stand once in the article."""

    name: str
    article: str
    holder: str
    about: str | None
    polarity: str
    sentence: str
    content: tuple[str, ...]
    act: str = "assert"
    modality: str = "certain"
    cue: str = ""
    target: str | None = None
    condition: str = ""
    hangs_on: str | None = None
    date: str | None = None
    precision: str = "resolved"
    chain: tuple[str, ...] = ()
    confidence: float = 0.8
    extra: dict[str, str] = field(default_factory=dict)


ROWS = (
    Row("p01", ONE, "abiy-ahmed", "inaugurate-dam", "support", "Prime Minister Abiy Ahmed said on Thursday that Ethiopia would inaugurate its great Nile dam in September.", ("Ethiopia would inaugurate its great Nile dam in September",), "promise", cue="said on", date="2025-07-03", chain=("a01",)),
    Row("p02", ONE, "abiy-ahmed", "ask-leave", "oppose", "“We will not ask anybody for leave to use our own river,” he added.", ("ask anybody for leave to use our own river",), "reject", cue="added", date="2025-07-03"),
    Row("p03", ONE, "badr-abdelatty", "inaugurate-dam", "oppose", "Egypt's foreign minister, Badr Abdelatty, rejected any inauguration before a binding water treaty is signed.", ("any inauguration",), "reject", cue="rejected", condition="before a binding water treaty is signed", hangs_on="sign-treaty", confidence=0.93),
    Row("p04", ONE, "badr-abdelatty", "security-council", "support", "Cairo might take the quarrel to the Security Council if the next round of talks collapses, he warned.", ("take the quarrel to the Security Council",), "threaten", "possible", cue="warned", condition="if the next round of talks collapses", hangs_on="talks-collapse", chain=("a02",)),
    Row("p05", ONE, "sudan-irrigation", "shared-schedule", "support", "Sudan could back a shared filling schedule, provided that release data are exchanged every day, its irrigation ministry told Nile Radio.", ("a shared filling schedule",), "suggest", "possible", cue="back", condition="provided that release data are exchanged every day", hangs_on="exchange-data", chain=("a03",)),
    Row("p06", TWO, "badr-abdelatty", "attend-summit", "support", "“Egypt would gladly attend a summit under African Union auspices,” Badr Abdelatty said in Nairobi on Monday.", ("Egypt would gladly attend a summit under African Union auspices",), "promise", cue="said in", date="2025-07-21"),
    Row("p07", TWO, "badr-abdelatty", "inaugurate-dam", "support", "He no longer excluded an inauguration, as long as Ethiopia publishes its reservoir levels.", ("an inauguration",), "assert", "possible", cue="no longer excluded", condition="as long as Ethiopia publishes its reservoir levels", hangs_on="exchange-data", date="2025-07-21"),
    Row("p08", TWO, "massad-boulos", "mediate", "support", "Massad Boulos, the American envoy, said Washington was ready to mediate but would not cut aid to Addis Ababa.", ("Washington was ready to mediate",), "promise", cue="envoy, said", date="2025-07-22", precision="publication"),
    Row("p09", TWO, "massad-boulos", "cut-aid", "oppose", "Massad Boulos, the American envoy, said Washington was ready to mediate but would not cut aid to Addis Ababa.", ("cut aid to Addis Ababa",), "reject", cue="would not", date="2025-07-22", precision="publication"),
    Row("p10", THREE, "sudan-irrigation", "inaugurate-dam", "oppose", "Sudan's irrigation ministry said it opposed an inauguration in the flood season.", ("an inauguration in the flood season",), "reject", cue="opposed"),
    Row("p11", THREE, "abiy-ahmed", "attend-summit", "oppose", "According to the agency ENA, Abiy Ahmed told reporters that Ethiopia had never agreed to a summit.", ("agreed to a summit",), "deny", cue="never", chain=("a04", "a05"), confidence=0.66),
    Row("p12", THREE, "badr-abdelatty", None, "oppose", "Badr Abdelatty accused Ethiopia of bad faith.", ("Ethiopia",), "criticise", cue="accused", target="ethiopia"),
    Row("p13", THREE, "badr-abdelatty", None, "support", "“We support Sudan in this,” he said.", ("Sudan in this",), "praise", cue="support", target="sudan"),
    Row("p14", THREE, "william-ruto", "sign-treaty", "support", "Kenya's president, William Ruto, hopes that a binding water treaty is signed this year.", ("a binding water treaty is signed this year",), "suggest", "probable", cue="hopes"),
    Row("p15", ONE, "african-union", "shared-schedule", "neutral", "The African Union hosted the last round of talks in Nairobi on 26 June.", ("the last round of talks",), "assert", cue="hosted"),
    Row("p16", TWO, "william-ruto", "kenya-hosts", "oppose", "Kenya will host no further round unless both sides send ministers, Ruto said.", ("host no further round",), "threaten", cue="Ruto said", condition="unless both sides send ministers", hangs_on="send-ministers"),
)  # fmt: skip

ACTORS = (
    ("abiy-ahmed", "Person", "Abiy Ahmed", "gs:speaksFor <actor/ethiopia>"),
    ("badr-abdelatty", "Person", "Badr Abdelatty", "gs:speaksFor <actor/egypt>"),
    ("massad-boulos", "Person", "Massad Boulos", ""),
    ("william-ruto", "Person", "William Ruto", 'gs:speaksFor <actor/kenya> ; skos:altLabel "Ruto"'),
    ("ethiopia", "State", "Ethiopia", 'gs:isoCode "ETH" ; skos:altLabel "Addis Ababa"'),
    ("egypt", "State", "Egypt", 'gs:isoCode "EGY" ; skos:altLabel "Cairo"'),
    ("sudan", "State", "Sudan", 'gs:isoCode "SDN" ; skos:exactMatch <http://www.wikidata.org/entity/Q1049>'),
    ("kenya", "State", "Kenya", 'gs:isoCode "KEN"'),
    ("united-states", "State", "United States", 'gs:isoCode "USA"'),
    ("sudan-irrigation", "Organisation", "Ministry of Irrigation of Sudan", "gs:partOf <actor/sudan>"),
    ("african-union", "Bloc", "African Union", ""),
    ("reporters", "Group", "reporters", ""),
    ("ena", "MediaOutlet", "ENA", ""),
    ("nile-radio", "MediaOutlet", "Nile Radio", ""),
)
PROPOSITIONS = {
    "inaugurate-dam": "Ethiopia inaugurates the Nile dam",
    "ask-leave": "Ethiopia asks others for leave to use the river",
    "security-council": "Egypt takes the dam dispute to the UN Security Council",
    "shared-schedule": "The three states share a filling schedule",
    "exchange-data": "Ethiopia shares its reservoir data",
    "attend-summit": "A summit is held under the African Union",
    "mediate": "The United States mediates",
    "cut-aid": "The United States cuts aid to Ethiopia",
    "sign-treaty": "A binding water treaty is signed",
    "kenya-hosts": "Kenya hosts a further round of talks",
    "send-ministers": "Both sides send ministers",
    "talks-collapse": "The next round of talks collapses",
}


def _quoted(words: str) -> str:
    """Return a Turtle string."""
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        words = words.replace(plain, escaped)
    return f'"{words}"'


class Maker:
    """Writes TriG, one article after the other, finding passages by their words."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.graphs: dict[str, list[str]] = {"graph/resolved": []}

    def article(self, ident: str, text: str, outlet: str, date: str, source: str = "") -> None:
        self.texts[ident] = text
        slug = "outlet-" + hashlib.sha256(outlet.encode()).hexdigest()[:6]
        graph = f"doc/{ident}"
        self.graphs[graph] = []
        self.say(
            f"<{graph}> a gs:Document ; dcterms:title {_quoted(text.strip().splitlines()[0])} ; "
            f'dcterms:publisher <actor/{slug}> ; dcterms:issued "{date}"^^xsd:date ; '
            f"dcterms:source {_quoted(source or ident + '.txt')} ; nif:isString {_quoted(text)} .",
            graph,
        )
        self.say(f"<actor/{slug}> a gs:MediaOutlet ; rdfs:label {_quoted(outlet)} .")

    def say(self, statement: str, graph: str = "graph/resolved") -> None:
        self.graphs[graph].append(statement)

    def span(self, ident: str, words: str) -> str:
        """Return the IRI of the only place where `words` stand."""
        text = self.texts[ident]
        begin, end = text.index(words), text.index(words) + len(words)
        iri = f"<doc/{ident}#char={begin},{end}>"
        self.say(
            f"{iri} a gs:TextSpan ; nif:beginIndex {begin} ; nif:endIndex {end} ; "
            f"nif:anchorOf {_quoted(words)} ; nif:referenceContext <doc/{ident}> .",
            f"doc/{ident}",
        )
        return iri

    def position(self, row: Row) -> None:
        iri, graph = f"<doc/{row.article}#position-{row.name}>", f"doc/{row.article}"
        said = [f"a gs:Position ; gs:polarity gs:{row.polarity} ; gs:modality gs:{row.modality}"]
        said.append(f"gs:speechAct gs:{row.act} ; gs:reportedIn <doc/{row.article}>")
        said.append(f'gs:confidence {row.confidence} ; gs:rule "by-hand" ; gs:derivation "cue\\npath"')
        said.append(f"gs:evidence {self.span(row.article, row.sentence)}")
        said += [f"gs:contentSpan {self.span(row.article, words)}" for words in row.content]
        if row.cue:
            said.append(f"gs:cueSpan {self.span(row.article, row.cue)}")
        if row.condition:
            said.append(f"gs:conditionSpan {self.span(row.article, row.condition)}")
        if row.date:
            said.append(f'gs:assertedOn "{row.date}"^^xsd:date ; gs:datePrecision gs:{row.precision}')
        if row.chain:
            said.append(f"gs:attribution <doc/{row.article}#attribution-{row.chain[0]}>")
        self.say(f"{iri} {' ; '.join(said)} .", graph)
        self.say(f"{iri} gs:holder <actor/{row.holder}> .")
        if row.about:
            self.say(f"{iri} gs:about <proposition/{row.about}> .")
        if row.target:
            self.say(f"{iri} gs:target <actor/{row.target}> .")
        if row.hangs_on:
            prop = "unless" if row.condition.startswith("unless") else "condition"
            self.say(f"{iri} gs:{prop} <proposition/{row.hangs_on}> .")

    def trig(self) -> str:
        prefixes = dict(PREFIXES, xsd="http://www.w3.org/2001/XMLSchema#")
        head = [f"@base <{BASE}> ."] + [f"@prefix {p}: <{iri}> ." for p, iri in prefixes.items()]
        body = [f"<{g}> {{\n" + "\n".join(lines) + "\n}" for g, lines in self.graphs.items()]
        return "\n".join(head + body)

    def store(self) -> pyoxigraph.Store:
        return self.loaded(self.trig())

    @staticmethod
    def loaded(trig: str) -> pyoxigraph.Store:
        made = pyoxigraph.Store()
        made.load(trig.encode(), format=pyoxigraph.RdfFormat.TRIG)
        return made


def dossier() -> Maker:
    """Return the whole invented dossier."""
    maker = Maker()
    for ident, (text, outlet, date) in ARTICLES.items():
        maker.article(ident, text, outlet, date, f"https://example.org/{ident}")
    for key, kind, label, more in ACTORS:
        maker.say(f"<actor/{key}> a gs:{kind} ; rdfs:label {_quoted(label)} {'; ' + more if more else ''} .")
    for key, label in PROPOSITIONS.items():
        maker.say(f"<proposition/{key}> a gs:Proposition ; skos:prefLabel {_quoted(label)} .")
    for row in ROWS:
        maker.position(row)
    _attributions(maker)
    _events(maker)
    maker.say(
        "<tenure/1> a gs:Tenure ; org:member <actor/massad-boulos> ; "
        'org:organization <actor/united-states> ; gs:roleTitle "Envoy" ; gs:validFrom "2025-01-20"^^xsd:date .'
    )
    for name, kind, earlier, later, between, more in (
        ("1", "Contradiction", f"{ONE}#position-p01", f"{ONE}#position-p03", "betweenHolders", ""),
        ("2", "Contradiction", f"{ONE}#position-p01", f"{THREE}#position-p10", "betweenHolders", ""),
        ("3", "Contradiction", f"{TWO}#position-p06", f"{THREE}#position-p11", "betweenHolders", ""),
        ("4", "Shift", f"{ONE}#position-p03", f"{TWO}#position-p07", "sameHolderOverTime", "; gs:shiftKind gs:reversal"),
    ):  # fmt: skip
        maker.say(
            f"<link/{name}> a gs:{kind} ; gs:from <doc/{earlier}> ; gs:to <doc/{later}> ; "
            f"gs:linkKind gs:{between} {more} ."
        )
    return maker


def _attributions(maker: Maker) -> None:
    for name, article, source, words, cue, more in (
        ("a01", ONE, "abiy-ahmed", "Abiy Ahmed", "said on Thursday", "gs:quotation gs:indirect"),
        ("a02", ONE, "badr-abdelatty", "he warned", "warned", "gs:quotation gs:indirect"),
        ("a03", ONE, "sudan-irrigation", "irrigation ministry", "told", "gs:quotation gs:indirect ; gs:outlet <actor/nile-radio>"),
        ("a04", THREE, "abiy-ahmed", "Abiy Ahmed", "told reporters", f"gs:quotation gs:indirect ; gs:addressee <actor/reporters> ; gs:within <doc/{THREE}#attribution-a05>"),
        ("a05", THREE, "ena", "the agency ENA", "According to", "gs:quotation gs:indirect"),
    ):  # fmt: skip
        maker.say(
            f"<doc/{article}#attribution-{name}> a gs:Attribution ; {more} ; "
            f"gs:sourceSpan {maker.span(article, words)} ; gs:cueSpan {maker.span(article, cue)} .",
            f"doc/{article}",
        )
        maker.say(f"<doc/{article}#attribution-{name}> gs:source <actor/{source}> .")


def _events(maker: Maker) -> None:
    maker.say('<https://w3id.org/geostance/event-types#summit> skos:prefLabel "summit" .')
    for key, label, day, who, article, trigger in (
        (
            "talks",
            "Nile talks in Nairobi",
            "2025-06-26",
            ("african-union", "ethiopia", "egypt"),
            ONE,
            "hosted",
        ),
        ("meeting", "Abiy–Ruto meeting", "2025-07-22", ("abiy-ahmed", "william-ruto"), TWO, "met"),
    ):
        mention = f"<doc/{article}#event-{key}>"
        maker.say(
            f"{mention} a gs:EventMention ; gs:eventStatus gs:happened ; gs:triggerSpan {maker.span(article, trigger)} .",
            f"doc/{article}",
        )
        maker.say(f"{mention} gs:mentionOf <event/{key}> .")
        maker.say(
            f"<event/{key}> a gs:Event ; rdfs:label {_quoted(label)} ; gs:eventDate {_quoted(day)}^^xsd:date ; "
            f"gs:eventType <https://w3id.org/geostance/event-types#summit> ; "
            + " ; ".join(f"gs:participant <actor/{a}>" for a in who)
            + " ."
        )
