"""Gives an office the state or body that does not stand beside its title.

"Foreign Minister Eleni Zeta of Cyprus": behind the name. "Cyprus …, its foreign minister Eleni Zeta said": by the pronoun. "NICOSIA — Cyprus may send aid, Foreign Minister
Eleni Zeta said": by the town that the report comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.lexicon import word_set
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft, Sighting
    from kg.annotate.bodies import Bodies
    from kg.annotate.layout import Layout
    from kg.annotate.lexicon import Lexicon

_OWNERS = frozenset({Kind.STATE, Kind.ORGANISATION})
_OWNING = frozenset({"its", "their"})
_NATIONAL = word_set("national offices")
"""Words of an office that each state has one of, which a report from there names without the state."""
_MINISTRY = "ministry"
_FRESH = frozenset({"a", "an"})
_DASHES = frozenset({"-", "–", "—", "--"})
_RANKS = word_set("ranks")
"""Words of offices that say who leads, not what."""
_BELOW = word_set("ranks below")
_NAMED_WITHIN = 6
"""Sentences within which a report names whom its lead calls by office alone; editorial."""
_DATELINE = 8
"""Tokens within which a dateline ends."""


def own_offices(board: Board, lex: Lexicon) -> None:
    """Complete the offices of named persons by the pronoun before the title, once pronouns are resolved.

    A bare "spokeswoman Eleni Zeta" speaks for the body that the sentence before was about, a bare "Defence Minister" for
    the state.
    """
    layout = board.layout
    for head, sighting in sorted(board.titled.items()):
        for i in layout.children[head]:
            owner = board.at_head.get(i)
            if layout.lower[i] in _OWNING and owner is not None and owner.form is Form.PRONOUN:
                _complete(head, sighting, owner)
        if layout.lemma[head] in lex.speakers and layout.child(head, "poss", "det") is None:
            subject = _subject_before(board, head)
            if subject is not None:
                _complete(head, sighting, subject)
        elif _is_bare_minister(board, sighting):
            subject = _subject_before(board, head, near=False)
            if subject is not None and subject.draft.kind is Kind.STATE:
                _complete(head, sighting, subject)
    _of_government(board, lex)


def _of_government(board: Board, lex: Lexicon) -> None:
    """Give who speaks for a government its state: "Chad has not replied. *A government spokeswoman*, Eleni Zeta, said …"."""
    layout = board.layout
    for sighting in board.sightings:
        person, noun = sighting.draft, layout.head[sighting.head]
        named = person.kind is Kind.PERSON and person.known is None and person.state is None
        if not named or layout.dep[sighting.head] != "appos" or layout.lemma[noun] not in lex.speakers:
            continue
        if any(layout.lower[c] == "government" for c in layout.children[noun]):
            subject = _subject_before(board, noun)
            if subject is not None and subject.draft.kind is Kind.STATE:
                person.state = subject.draft.state_key


def counterparts(board: Board) -> None:
    """Give a person the state that a colleague elsewhere is of: "her *German* counterpart, Eleni Zeta"."""
    layout = board.layout
    for sighting in board.sightings:
        person, noun = sighting.draft, layout.head[sighting.head]
        placed = person.kind is not Kind.PERSON or person.known is not None or person.state is not None
        if placed or layout.lemma[noun] != "counterpart" or layout.dep[sighting.head] != "appos":
            continue
        keys = {board.adjectives[j][1] for j in layout.children[noun] if j in board.adjectives}
        person.state = next(iter(keys)) if len(keys) == 1 else None


def _is_bare_minister(board: Board, sighting: Sighting) -> bool:
    """Return whether a minister is named without the state: "Finland protested. Defence Minister Eleni Zeta said …"."""
    person = sighting.draft
    national = _NATIONAL & set(board.layout.words(sighting.begin, sighting.end).lower().split())
    return bool(national) and person.known is None and person.state is None


def join_named_later(board: Board) -> None:
    """Join "its trade chief said" with the "Trade Commissioner Eleni Zeta" whom the article names further down."""
    layout = board.layout
    named = [s for s in board.sightings if s.form is Form.NAMED and s.draft.kind is Kind.PERSON]
    for sighting in sorted(board.sightings, key=lambda s: s.begin):
        if layout.lower[sighting.begin] in _FRESH and sighting.form is Form.NOMINAL:
            _join_the_same(board, sighting, named)
            continue
        owned = layout.lower[sighting.begin] in _OWNING and sighting.form is Form.NOMINAL
        if not owned or sighting.draft.kind is not Kind.PERSON or sighting.draft.known is not None:
            continue
        owner = board.at_head.get(sighting.begin)
        words = set(layout.words(sighting.begin + 1, sighting.head + 1).lower().split())
        fitting = {
            id(s.draft): s.draft
            for s in named
            if 0 < layout.sentence[s.begin] - layout.sentence[sighting.begin] <= _NAMED_WITHIN
            and _is_called(s.draft, words, owner.draft if owner is not None else None)
        }
        if len(fitting) == 1:
            board.merge(next(iter(fitting.values())), sighting.draft)


def _join_the_same(board: Board, sighting: Sighting, named: list[Sighting]) -> None:
    """Join "a Danish envoy said" with "The envoy, Eleni Zeta," whom the article names further down."""
    layout = board.layout
    if sighting.draft.kind is not Kind.PERSON or sighting.draft.plural or sighting.draft.known is not None:
        return
    noun = layout.lower[sighting.head]
    for person in named:
        apart = layout.sentence[person.begin] - layout.sentence[sighting.begin]
        for office in person.draft.titles if 0 < apart <= _NAMED_WITHIN else ():
            first = office.begin if layout.lower[office.begin] == "the" else max(office.begin - 1, 0)
            words = layout.words(first, office.end).lower().split()
            if words[:1] == ["the"] and words[-1] == noun and sighting.end <= first <= person.begin:
                board.merge(person.draft, sighting.draft)
                return


def name_by_owner(board: Board) -> None:
    """Name an office without a person by whose it is: "The league fined them. *Its president* said …": of the league."""
    called: dict[int, list[Sighting]] = {}
    for sighting in sorted(board.sightings, key=lambda s: s.begin):
        called.setdefault(id(sighting.draft), []).append(sighting)
    named = {(s.draft.kind, s.draft.name): s.draft for s in board.sightings}
    for sightings in called.values():
        person = sightings[0].draft
        nominal = all(s.form is not Form.NAMED for s in sightings) and not person.titles
        if person.kind is not Kind.PERSON or person.known is not None or person.state or not nominal:
            continue
        owners = [board.at_head.get(s.begin) for s in sightings if board.layout.lower[s.begin] in _OWNING]
        drafts = {id(o.draft): o.draft for o in owners if o is not None}
        owner = next(iter(drafts.values()), None)
        if owner is None or len(drafts) != 1 or owner.kind not in _OWNERS or " of " in person.name:
            continue
        person.name, person.state = f"{person.name} of {owner.name}", owner.state_key
        same = named.get((Kind.PERSON, person.name))
        if same is not None and same is not person:
            board.merge(same, person)


def _is_called(person: Draft, words: set[str], owner: Draft | None) -> bool:
    """Return whether an office of a person is what the words say: the same field, or the same rank where they name none."""
    field = words - _RANKS
    for office in person.titles:
        rank = set(office.title.lower().split())
        if office.former or rank & _BELOW != words & _BELOW or _of_another(office.organisation, owner):
            continue
        if (field and field <= rank) or (not field and words & rank):
            return True
    return False


def _of_another(body: Draft | None, owner: Draft | None) -> bool:
    """Return whether an office belongs to somebody else than the owner, as far as the text says whose it is."""
    if body is None or owner is None or body is owner:
        return False
    return not ({body.state_key, body.known} & {owner.state_key, owner.known}) - {None}


def _subject_before(board: Board, i: int, *, near: bool = True) -> Sighting | None:
    """Return the body that is the subject of the sentence before that of token `i`, in the same paragraph if `near`."""
    layout = board.layout
    begin = layout.sentence_begin(i)
    for j in range(layout.sentence_begin(begin - 1) if begin else begin, begin):
        main = layout.dep[j] in {"nsubj", "nsubjpass"} and layout.dep[layout.head[j]] == "ROOT"
        if main and (layout.paragraph[j] == layout.paragraph[i] or not near):
            return board.at_head.get(j)
    return None


def _complete(head: int, sighting: Sighting, owner: Sighting) -> None:
    """Let the office named at the token `head` be one of the owner's, where the text names no other."""
    person = sighting.draft
    if owner.draft.kind not in _OWNERS or owner.draft is person:
        return
    for office in person.titles:
        if office.begin <= head < office.end and office.organisation is None and not office.former:
            office.organisation = owner.draft
            person.state = person.state or owner.draft.state_key


def offices_behind_names(board: Board) -> None:
    """Complete the offices of named persons by the state behind the name: "Foreign Minister Eleni Zeta of Cyprus"."""
    for sighting in sorted(board.titled.values(), key=lambda s: s.begin):
        end = (sighting.core or (sighting.begin, sighting.end))[1]
        behind = board.named_at.get(end + 1) if end + 1 < len(board.layout) else None
        if board.layout.lower[min(end, len(board.layout) - 1)] != "of" or behind is None:
            continue
        if behind.draft.kind is Kind.STATE:
            for office in sighting.draft.titles:
                if office.organisation is None:
                    office.organisation = behind.draft
                    sighting.draft.state = sighting.draft.state or behind.draft.known


def home_offices(board: Board, bodies: Bodies) -> None:
    """Complete the offices of ministers, and ministries, by the state whose town the report comes from.

    Only where the text speaks of that state, and of no minister of it under the same title.
    """
    home = _dateline_state(board, bodies)
    if home is None or not _speaks_of(board, home):
        return
    state = bodies.known(home)
    for body in {id(s.draft): s.draft for s in board.sightings if s.draft.kind is Kind.ORGANISATION}.values():
        if body.known is None and body.state is None and _MINISTRY in body.name.lower().split():
            body.state = home  # "BEIJING — …, Foreign Ministry spokeswoman Eleni Zeta said"
    people = list(dict.fromkeys(sighting.draft for sighting in board.titled.values()))
    taken = {
        office.title.lower()
        for person in people
        for office in person.titles
        if office.organisation is not None and office.organisation.state_key == home
    }
    for person in people:
        for office in person.titles:
            bare = office.organisation is None and not office.former and person.known is None
            title = office.title.lower()
            if (
                bare
                and person.state in (None, home)
                and title not in taken
                and _NATIONAL & set(title.split())
            ):
                office.organisation, person.state = state, home


def _dateline_state(board: Board, bodies: Bodies) -> str | None:
    """Return the state whose capital the first dateline names: "TALLINN —", "Kampala, Uganda (AFP) -"."""
    layout = board.layout
    for i, text in enumerate(layout.text):
        opens = i == 0 or layout.paragraph[i - 1] != layout.paragraph[i]
        if not opens or not text[:1].isupper():
            continue
        head = [
            j for j in range(i, min(i + _DATELINE, len(layout))) if layout.paragraph[j] == layout.paragraph[i]
        ]
        ends = [j for j in head[1:] if layout.text[j] in {",", "(", *_DASHES}]
        if ends and (
            _DASHES & set(layout.text[ends[0] : ends[0] + _DATELINE]) or _is_dated(layout, i, ends[0])
        ):
            found = bodies.gaz.knowledge.metonym(layout.words(i, ends[0]).title())
            return found.key if found is not None and found.kind is Kind.STATE else None
    return None


def _is_dated(layout: Layout, begin: int, comma: int) -> bool:
    """Whether a place in capitals stands before a day and a full stop, as in "MOSCOW, October 24"."""
    behind = layout.text[comma + 1 : comma + 4]
    capitals = all(layout.text[j].isupper() for j in range(begin, comma))
    return capitals and len(behind) == 3 and behind[2] == "." and any(t.isdigit() for t in behind[:2])


def _speaks_of(board: Board, state: str) -> bool:
    """Return whether the text names a state itself, or one of its adjectives."""
    if any(key == state for _, key in board.adjectives.values()):
        return True
    drafts: list[Draft] = [sighting.draft for sighting in board.sightings if sighting.form is Form.NAMED]
    return any(draft.known == state for draft in drafts)
