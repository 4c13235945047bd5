"""Takes the noun phrases of common nouns apart: whose they are, where they end, what they call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.lexicon import word_set
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft, Sighting
    from kg.annotate.bodies import Bodies
    from kg.annotate.lexicon import Lexicon

POINTING = frozenset({"the", "this", "that", "these", "those"})
"""Determiners of a phrase that can refer back."""
_PHRASE = frozenset(
    {"compound", "amod", "poss", "det", "nmod", "nummod", "case", "predet", "quantmod", "punct"}
)
_LINKS = {"in", "from", "of", "for", "to", "across", "within", "at", "with"}
_DETERMINERS = POINTING | {
    "own",
    "several",
    "various",
    "numerous",
    "both",
    "a",
    "an",
    "some",
    "any",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
}
_HOSTED = word_set("hosted bodies")
_NAMED_ALONE = word_set("bodies named alone")
_FIRST_HALVES = word_set("first halves of titles")
_SECOND_HALVES = word_set("second halves of titles")
_TAIL = {"prep", "pobj", "conj", "cc"}
_LONGEST_TAIL = 14
_NO_CORE = {"CD", "POS", "PRP$", "DT", "PDT", "RB", "IN", "RBR", "RBS", "WP$"}


class Phrases:
    """The noun phrases of one document."""

    def __init__(self, board: Board, bodies: Bodies, lex: Lexicon) -> None:
        """Keep what the document holds so far."""
        self.board = board
        self.layout = board.layout
        self.bodies = bodies
        self.lex = lex

    def begin(self, i: int) -> int:
        """Return the first token of the phrase of the noun at token `i`."""
        return self.layout.phrase_begin(i, _PHRASE)

    def is_noun(self, i: int) -> bool:
        """Return whether token `i` is a noun with a phrase of its own."""
        layout = self.layout
        if layout.tag[i] not in {"NN", "NNS", "NNP", "NNPS"} or layout.dep[i] in {"compound", "amod", "nmod"}:
            return False
        if i < 2 or layout.text[i - 1] != "-":
            return True
        return layout.lower[i - 2] in _FIRST_HALVES or layout.lemma[i] in _SECOND_HALVES

    def _owns(self, j: int) -> bool:
        """Return whether token `j` is part of a possessor's name: "Ann Lee's critics"."""
        sighting = self.board.named_at.get(j)
        return sighting is not None and self.layout.dep[sighting.head] == "poss"

    def is_within(self, j: int) -> bool:
        """Return whether a name at token `j` is part of the noun phrase itself: "a *U.S.* appeals court"."""
        return j in self.board.named_at and not self._owns(j)

    def possessor(self, begin: int, i: int) -> Draft | None:
        """Return the draft of the possessor's name in a phrase, if it has one."""
        named = (self.board.named_at.get(j) for j in range(begin, i) if self._owns(j))
        first = next(named, None)
        return first.draft if first else None

    def is_shared(self, begin: int, i: int) -> bool:
        """Return whether several own what a phrase is of: "*Mali and Chad's* leaders"."""
        return any(self._owns(j) and self.layout.child(j, "conj") is not None for j in range(begin, i))

    def is_capital(self, begin: int, i: int) -> bool:
        """Return whether a body is named by a capital alone, or needs no article: "suspended Parliament", "parliament met"."""
        inside = i > 0 and self.layout.sentence[i - 1] == self.layout.sentence[i]
        capital = inside and self.layout.text[i][:1].isupper()
        return begin == i and (capital or self.layout.lower[i] in _NAMED_ALONE)

    def points(self, begin: int, i: int) -> bool:
        """Return whether a phrase may point at something known: "the army", the "Army" of a headline."""
        tags = self.layout.tag[begin : i + 1]
        bare = tags[-1] in {"NN", "NNP"} and not {"DT", "PRP$", "POS"} & set(tags)
        return self.layout.lower[begin] in POINTING or (bare and self.layout.is_headline(i))

    def is_vague(self, begin: int, i: int) -> bool:
        """Return whether a collective is no body here: "a majority", "opposition to the plan"."""
        layout = self.layout
        if self.lex.group_nouns.get(layout.lower[i], True):
            return False
        against = any(c > i and layout.lower[c] in {"to", "against"} for c in layout.children[i])
        return against or (layout.lower[begin] not in POINTING and self.owner(begin, i) is None)

    def owner(self, begin: int, i: int) -> Draft | None:
        """Return the state, body or person that a noun phrase names: "Kyiv's officials", "officials in Kyiv"."""
        keys = {self.board.adjectives[j][1] for j in range(begin, i) if j in self.board.adjectives}
        if len(keys) > 1:
            return None  # "their Greek and Cypriot counterparts"
        for j in range(i - 1, begin - 1, -1):
            if j in self.board.adjectives:
                return self.bodies.known(self.board.adjectives[j][1])
            sighting = self.board.named_at.get(j)
            if sighting is not None:
                return self.actor(sighting)
        if self.layout.lower[begin] == "whose":
            return self._antecedent(begin)
        noun = self.linked(i)
        sighting = self.board.named_at.get(noun) if noun is not None else None
        if sighting is not None and self.layout.lemma[i] in _HOSTED and self.layout.lower[i + 1] == "in":
            return None  # "its embassy in Madrid", "a tribunal in The Hague": only where it stands
        return self.actor(sighting) if sighting else None

    def region(self, begin: int, i: int) -> Draft | None:
        """Return the region whose a noun is, and no state's: "Scotland's government", "the government of Scotland"."""
        names = [j for j in range(i - 1, begin - 1, -1) if j in self.board.named_at]
        noun = self.linked(i)
        if noun is not None and self.layout.lower[i + 1] == "of" and noun in self.board.named_at:
            names.append(noun)
        draft = self.board.named_at[names[0]].draft if names else None
        if draft is None or draft.kind is not Kind.PLACE:
            return None
        seat = self.bodies.gaz.knowledge.metonym(draft.name)
        if seat is not None and seat.kind is Kind.GOVERNMENT:
            return self.bodies.known(seat.key)
        return draft if seat is None else None  # a capital's is the state's

    def _antecedent(self, i: int) -> Draft | None:
        """Return whom "whose" at token `i` denotes: the noun of its clause, else the name before the comma."""
        layout = self.layout
        j = i
        while layout.head[j] != j and layout.dep[j] != "relcl":
            j = layout.head[j]
        noun = layout.head[j] if layout.dep[j] == "relcl" else i - 2
        sighting = self.board.named_at.get(noun) if noun < i else None
        return self.actor(sighting) if sighting else None

    def actor(self, sighting: Sighting) -> Draft:
        """Return the actor of a name: for a capital, the state."""
        if sighting.draft.kind is Kind.PLACE and sighting.draft.state:
            return self.bodies.known(sighting.draft.state)
        return sighting.draft

    def linked(self, i: int) -> int | None:
        """Return the noun in "officials in NOUN" right after token `i`."""
        for child in self.layout.children[i]:
            if child == i + 1 and self.layout.lower[child] in _LINKS:
                return self.layout.child(child, "pobj")
        return None

    def end(self, i: int) -> int:
        """Return the end of the phrase of the noun at token `i`: after the names in "officials in Kyiv and Riga"."""
        noun = self.linked(i)
        if noun is not None and noun in self.board.named_at:
            return self.board.named_at[self.owners(i)[-1]].end
        short = noun is not None and noun <= i + 3 and self.layout.lower[i + 1] == "of"
        return noun + 1 if noun is not None and short else i + 1

    def owners(self, i: int) -> list[int]:
        """Return the names behind the noun at token `i`, of several people all: "the leaders of *Mali* and *Chad*"."""
        noun = self.linked(i)
        if noun is None or noun not in self.board.named_at:
            return []
        others = self.layout.conjuncts(noun) if self.layout.tag[i] == "NNS" else []
        named = all(j in self.board.named_at for j in others)
        return [noun, *others] if named else [noun]

    def whole_end(self, i: int) -> int:
        """Return the end of the phrase of the noun at token `i` with the prepositional phrases right after it."""
        layout = self.layout
        end = i + 1
        while end < min(i + _LONGEST_TAIL, len(layout)):
            hung = layout.head[end]
            joined = hung == i and layout.dep[end] != "prep"
            if joined or not i <= hung < end or layout.dep[end] not in _TAIL:
                inner = end  # a word before its head: "across the spectrum"
                while inner < len(layout) and layout.head[inner] > inner and layout.dep[inner] in _PHRASE:
                    inner = layout.head[inner]
                if layout.dep[inner] != "pobj" or not i < layout.head[inner] < end:
                    break
                end = inner
            end += 1
        return end

    def is_aimed(self, i: int) -> bool:
        """Return whether a noun is an act on others: "his campaign against the tax"."""
        return any(
            c > i and self.layout.lower[c] in {"against", "for", "to"} for c in self.layout.children[i]
        )

    def core_words(self, begin: int, i: int) -> str:
        """Return a phrase without determiners, numbers and possessives."""
        layout = self.layout
        kept = [
            layout.text[j]
            for j in range(begin, i + 1)
            if not self._owns(j)
            and (
                (layout.text[min(j + 1, i)] == "-" and not self._counts(j))  # "six-member"
                or (layout.lower[j] not in _DETERMINERS and layout.tag[j] not in _NO_CORE)
            )
            and not (layout.text[j] == "-" and self._counts(j - 1))
            and layout.lower[min(j + 1, i)] != "than"  # "more than 200 critics"
            and not (j < i and layout.lower[j] in self.lex.honorifics)  # "Mr Orban's critics"
        ]
        return " ".join(kept).replace(" - ", "-") or layout.text[i]

    def _counts(self, i: int) -> bool:
        """Return whether a number with a hyphen begins at token `i`: "twenty-three"."""
        tags = self.layout.tag
        return i + 2 < len(tags) and tags[i] == tags[i + 2] == "CD"


def ruler(owner: Draft) -> str | None:
    """Return the key of the government of an owner: of a region its own, if the tables have it, else the state."""
    if owner.kind is Kind.GOVERNMENT:
        return owner.known
    return None if owner.kind is Kind.PLACE else owner.state_key
