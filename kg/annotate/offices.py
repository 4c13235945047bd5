"""Reads titles and offices: before names, in apposition, as predicates, and standing for a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.board import Office
from kg.annotate.wording import Title, matches
from kg.lang.lexicon import word_set
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft, Sighting
    from kg.annotate.bodies import Bodies
    from kg.annotate.gazetteer import Gazetteer
    from kg.annotate.lexicon import Lexicon

_BEFORE = frozenset({"compound", "amod", "poss", "det", "nmod", "nummod", "punct", "case", "advmod"})
_WORDS_BACK = 10
_ABROAD = word_set("sent abroad")
_OF_CITIES = word_set("offices of cities")
_OFFICE_PREPOSITIONS = {"of", "for", "at", "in", "from"}
_OF_BRANCH = {"NN", "NNP", "NNPS", "JJ", "DT", "POS", "HYPH"}
"""Tags of the words between a title and the body: "director of the Oslo chapter of"."""


IN_PLACE = word_set("in the place of holders")
"""Words before an office that say that somebody else fills it for a time."""


class Titles:
    """Takes title phrases of one document apart."""

    def __init__(self, board: Board, bodies: Bodies, gaz: Gazetteer, lex: Lexicon) -> None:
        """Keep what the document holds so far."""
        self.board = board
        self.layout = board.layout
        self.bodies = bodies
        self.gaz = gaz
        self.lex = lex
        self.on = board.article.published
        self.naming = -1

    # ------------------------------------------------------------ before a name

    def before_name(self, begin: int) -> Title | None:
        """Return the title that stands right before the name beginning at token `begin`."""
        layout, lex = self.layout, self.lex
        self.naming = self._name_head(begin)
        i = self.before_brackets(begin) - 1
        words: list[int] = []
        head = None
        former = False
        while i >= max(0, begin - _WORDS_BACK) and layout.sentence[i] == layout.sentence[begin]:
            word = layout.lower[i]
            if word in lex.past:
                former = True
            elif i in self.board.named_at or i in self.board.adjectives or not self._in_title(i, head):
                break
            else:
                head = i if head is None else head
                words.insert(0, i)
            i -= 1
        if head is None:
            return self._office_of_body(begin)
        organisation, left = self._owner_before(i, head)
        if left < i and layout.lower[left] in lex.past if left >= 0 else False:
            former, left = True, left - 1
        while words[0] != head and not layout.text[words[0]][0].isalpha():
            words.pop(0)
            left = words[0] - 1
        kept = [j for j in words if layout.lower[j] not in lex.manners | lex.honorifics] or words
        head = kept[-1]
        title = layout.words(kept[0], kept[-1] + 1)
        return Title(head, left + 1, begin, title, organisation, former, definite=True)

    def before_brackets(self, begin: int) -> int:
        """Return the token after the title in "Member of Parliament (MP) NAME"."""
        layout = self.layout
        if begin > 2 and layout.text[begin - 1] == ")":
            for i in range(begin - 2, max(begin - 5, -1), -1):
                if layout.text[i] == "(":
                    return i
        return begin

    def _name_head(self, begin: int) -> int:
        """Return the syntactic head of the name that begins at token `begin`."""
        sighting = self.board.named_at.get(begin)
        return sighting.head if sighting else begin

    def _in_title(self, i: int, head: int | None) -> bool:
        """Return whether token `i` is part of a title that goes on to `head` (None: it would be the last word)."""
        layout, lex = self.layout, self.lex
        word = layout.lower[i]
        if head is None:
            common = layout.dep[i] == "compound" and layout.tag[i] == "NN" and word.isalpha()
            common = common and layout.head[i] == self.naming
            return word in lex.titles or word in lex.honorifics or common
        joined = i + 1 < len(layout) and layout.text[i + 1] == "-" and word.isalpha()
        if word in lex.titles or word in lex.modifiers or word == "-" or joined:
            return True
        if word in {"and", "&"}:
            return layout.lower[i - 1] in lex.titles | lex.modifiers if i else False
        return layout.dep[i] == "compound" and layout.tag[i] in {"NN", "NNP"} and layout.head[i] <= head + 3

    def _office_of_body(self, begin: int) -> Title | None:
        """Return the title in "Prime Minister of Iraq NAME", "Secretary of State NAME"."""
        layout = self.layout
        at = self.before_brackets(begin)
        owner = self.board.named_at.get(at - 1)
        preposition = at - 2 if owner is None else owner.begin - 1
        if preposition > 0 and layout.lower[preposition] == "the":
            preposition -= 1
        if owner is None and at > 2 and layout.lower[at - 2] == "of" and layout.tag[at - 1][:2] == "NN":
            plain = self.before_name(at - 2) if layout.lower[at - 3] in self.lex.titles else None
            if plain is not None:
                words = f"{plain.words} of {layout.text[at - 1]}"
                return replace(plain, end=begin, words=words)
        if owner is None or owner.draft.kind is Kind.PERSON:
            return None
        i = self._before_branches(preposition)
        if i < 1 or layout.lower[i] not in {"of", "to", "for"} or layout.lower[i - 1] not in self.lex.titles:
            return None
        title = self.before_name(i)
        if title is None or title.head != i - 1:
            return None
        whose = (
            title.organisation if layout.lower[i] == "to" else owner.draft
        )  # an ambassador to a body is not its own
        return Title(title.head, title.begin, begin, title.words, whose, title.former, definite=True)

    def _before_branches(self, preposition: int) -> int:
        """Return the preposition after the title in "director of the Oslo chapter of the league NAME"."""
        layout = self.layout
        for i in range(preposition, max(preposition - _WORDS_BACK, 0), -1):
            if layout.lower[i] not in _OFFICE_PREPOSITIONS and layout.tag[i] not in _OF_BRANCH:
                break
            if layout.lower[i] in _OFFICE_PREPOSITIONS and layout.lower[i - 1] in self.lex.titles:
                return i
        return preposition

    def _owner_before(self, i: int, head: int) -> tuple[Draft | None, int]:
        """Return whose office the title at token `head` is, read leftwards from token `i`, and the token before that."""
        layout = self.layout
        if i >= 0 and layout.tag[i] == "POS":
            i -= 1
        i = self.before_brackets(i + 1) - 1  # "Ministry of External Affairs (MEA) spokesperson"
        if i < 0:
            return None, i
        if i in self.board.adjectives:
            begin, key = self.board.adjectives[i]
            return self.bodies.known(key), begin - 1
        sighting = self.board.named_at.get(i)
        if sighting is not None and sighting.draft.kind is not Kind.PERSON and sighting.end == i + 1:
            return self._acting(sighting, head), sighting.begin - 1
        return None, i

    def _acting(self, sighting: Sighting, head: int) -> Draft:
        """Return the actor of a sighting: the state for a seat ("White House press secretary"), but the city for its mayor."""
        draft = sighting.draft
        if self.layout.lemma[head] in _OF_CITIES:
            return draft
        if draft.kind is Kind.PLACE and draft.known is None:
            known = self.gaz.knowledge.metonym(self.layout.words(sighting.begin, sighting.end))
            return self.bodies.known(known.key) if known else draft
        return draft

    # ------------------------------------------------------------ a phrase with a title as head

    def at(self, head: int) -> Title:
        """Take apart the noun phrase whose head is the title at token `head`."""
        layout, lex = self.layout, self.lex
        begin = layout.phrase_begin(head, _BEFORE)
        owner: Draft | None = None
        former = False
        definite = False
        words: list[int] = []
        for i in range(begin, head + 1):
            word = layout.lower[i]
            if i in self.board.adjectives:
                owner = self.bodies.known(self.board.adjectives[i][1])
                words = []
            elif (sighting := self.board.named_at.get(i)) is not None:
                owner = self._acting(sighting, head)
                words = []
            elif word in lex.past:
                former = True
            elif word in {"the", "this", "that"} or layout.tag[i] in {"PRP$", "POS"}:
                definite = True
            elif word in lex.manners:
                continue
            elif word in lex.titles or word in lex.modifiers or layout.dep[i] == "compound":
                words.append(i)
        end = head + 1
        if owner is None or owner.kind is Kind.PERSON:
            after, end = self._owner_after(head)
            owner = after or owner
        title = " ".join(layout.text[i] for i in words if i < end) or layout.text[head]
        matter = self._matter(head)
        if matter is not None:  # "Mali's chief of staff"
            title, end = f"{title} of {layout.text[matter]}", matter + 1
        return Title(head, begin, end, title.replace(" - ", "-"), owner, former, definite)

    def _owner_after(self, head: int) -> tuple[Draft | None, int]:
        """Return the owner in "president of the European Commission", and the end of the phrase."""
        layout = self.layout
        for child in layout.children[head]:
            if layout.lower[child] == "in" and layout.lemma[head] in _ABROAD:
                continue  # "the ambassador in Oslo" is not Norway's
            if head < child <= head + 3 and layout.lower[child] in _OFFICE_PREPOSITIONS:
                noun = layout.child(child, "pobj")
                sighting = self.board.named_at.get(noun) if noun is not None else None
                if sighting is not None and sighting.draft.kind is not Kind.PERSON:
                    return self._acting(sighting, head), sighting.end
        return None, head + 1

    def _matter(self, head: int) -> int | None:
        """Return the noun of "secretary of state", which is part of the title."""
        layout = self.layout
        if head + 2 >= len(layout) or layout.lower[head + 1] != "of" or head + 2 in self.board.named_at:
            return None
        if layout.head[head + 1] != head:
            return None  # "accused the mayor of fraud"
        return head + 2 if layout.tag[head + 2] in {"NN", "NNP"} else None

    # ------------------------------------------------------------ who holds it

    def held_by(self, draft: Draft) -> list[tuple[str, str | None]]:
        """Return the titles of a person with the key of their state or body: from the text, then as known."""
        held = [(o.title, o.organisation.known if o.organisation else draft.state) for o in draft.titles]
        if draft.known is not None:
            held += [
                (wording, tenure.organisation)
                for tenure in self.gaz.knowledge.tenures_of(draft.known)
                if self.on is None or tenure.covers(self.on)
                for wording in (tenure.title, *tenure.titles)
            ]
        return held

    def fits(self, title: Title, draft: Draft) -> bool:
        """Return whether a person can be meant by a title phrase."""
        wanted = title.organisation.state_key or title.organisation.known if title.organisation else None
        for words, organisation in self.held_by(draft):
            if not matches(title.words, words):
                continue
            if title.organisation is None or self._same_owner(wanted, organisation, title, draft):
                return True
        return False

    def _same_owner(self, wanted: str | None, held: str | None, title: Title, draft: Draft) -> bool:
        """Return whether the body of a title phrase is that of an office held, or its state."""
        if wanted is None:
            return any(office.organisation is title.organisation for office in draft.titles)
        if held is None:
            return draft.state == wanted
        state = self.gaz.knowledge.state_of(held)
        return held == wanted or (state is not None and state.key == wanted)

    def known_holder(self, title: Title) -> str | None:
        """Return the key of the curated person in that office when the article appeared."""
        owner = title.organisation
        if owner is None or owner.known is None or title.former:
            return None
        if IN_PLACE & set(self.layout.lower[title.begin : title.head]):
            return None  # "the acting president": not who the tables say
        holder = self.gaz.knowledge.in_office(title.words.lower(), owner.known, self.on)
        return holder.key if holder else None

    def give(self, draft: Draft, title: Title) -> None:
        """Note that the text gives a person a title; its state comes from the tables where the text is silent."""
        owner = title.organisation
        if owner is None and draft.known is not None:
            keys = {
                org
                for words, org in self.held_by(draft)[len(draft.titles) :]
                if org and matches(title.words, words)
            }
            if len(keys) == 1:
                owner = self.bodies.known(keys.pop())
        if owner is not None and draft.state is None and not title.former:
            draft.state = owner.state_key
        if draft.feminine is None:
            draft.feminine = self.lex.title_gender.get(self.layout.lower[title.head])
        if self.layout.lemma[title.head] in self.lex.speakers and owner is not None:
            draft.principal = draft.principal or owner
        draft.titles.append(Office(title.words, title.begin, title.end, owner, title.former))
