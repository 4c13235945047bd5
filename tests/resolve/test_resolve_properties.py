"""What holds for any corpus: drawn documents mix known and unknown actors, claims, events and days."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_builders import KNOWLEDGE, Document

from kg import config
from kg.model import EventStatus, Kind, Modality, Polarity, SpeechAct
from kg.resolve import resolve
from kg.resolve.bodies import person_key
from kg.resolve.names import slug
from kg.resolve.person_names import nominal, parse
from kg.resolve.tables import settings as thresholds

KNOWN = sorted(key for key, actor in KNOWLEDGE.actors.items() if actor.kind in (Kind.PERSON, Kind.STATE))
PEOPLE = (
    "Lena Moreau", "Paul Moreau", "Moreau", "Léna Moreau", "V. Belov", "Viktor Belov", "Vasily Belov", "Belov",
    "John Tarn", "John A. Tarn", "John B. Tarn", "Jack Tarn", "Donald J. Trump", "Donald K. Trump", "Trump",
    "J. D. Orme", "John David Orme", "John David Orme Pell", "Robert Kane Jr.", "Robert Kane", "president of Egypt",
)  # fmt: skip
BODIES = ("Parliament", "Egyptian Parliament", "Nordic Climate Watch", "NCW", "Ministry of Defence")
GROUPS = ("officials", "Ukrainian officials", "European leaders", "critics")
ACTS = (
    ("send troops to Egypt", "send", "troop"), ("withdraw troops from Egypt", "withdraw", "troop"),
    ("the withdrawal", "withdrawal", ""), ("the move", "move", ""), ("lift sanctions on Russia", "lift", "sanction"),
    ("impose sanctions", "impose", "sanction"), ("halve the harbour toll for boats", "halve", "toll"),
    ("halve the harbour toll for small boats", "halve", "toll"), ("talks with Russia", "talk", ""),
)  # fmt: skip
EVENTS = ("phone-call", "CONSULT", "meeting", "air-strike", "STATEMENT")

actors = st.one_of(
    st.tuples(st.just("known"), st.sampled_from(KNOWN), st.none()),
    st.tuples(st.just("person"), st.sampled_from(PEOPLE), st.sampled_from((None, "france", "egypt"))),
    st.tuples(st.just("body"), st.sampled_from(BODIES), st.sampled_from((None, "egypt"))),
    st.tuples(st.just("group"), st.sampled_from(GROUPS), st.sampled_from((None, "ukraine"))),
)
stances = st.tuples(
    actors,
    st.sampled_from(ACTS),
    st.none() | st.sampled_from(("united-states", "france")),
    st.sampled_from(Polarity),
    st.sampled_from(Modality),
    st.sampled_from((SpeechAct.ASSERT, SpeechAct.PROMISE, SpeechAct.REJECT)),
)
happenings = st.tuples(
    st.sampled_from(EVENTS),
    st.lists(actors, max_size=3, unique=True),
    st.sampled_from(EventStatus),
    st.none() | st.integers(0, 40),
)
documents = st.tuples(
    st.integers(0, 9),
    st.none() | st.integers(0, 400),
    st.sampled_from((None, "Evening Courier", "Harbour Gazette")),
    st.lists(stances, max_size=4),
    st.lists(happenings, max_size=3),
)


def entity(document, actor):
    kind, name, state = actor
    if kind == "known":
        return document.known(name)
    kinds = {"person": Kind.PERSON, "body": Kind.ORGANISATION, "group": Kind.GROUP}
    for met in document.entities:
        if met.name == name and met.known is None:
            return met
    return document.entity(name, kinds[kind], state=state)


def reading(drawn):
    number, day, outlet, positions, events = drawn
    published = None if day is None else date(2024, 6, 1) + timedelta(days=day)
    document = Document(f"drawn {number} {day}", published, outlet)
    for holder, (wording, action, thing), agent, polarity, modality, act in positions:
        claim = document.claim(wording, None if agent is None else document.known(agent), action, thing)
        document.position(entity(document, holder), claim, polarity, modality, act)
    for kind, who, status, on in events:
        when = None if on is None else date(2024, 6, 1) + timedelta(days=on)
        document.event(kind, "word", *(entity(document, actor) for actor in who), status=status, on=when)
    return document.reading()


corpora = st.lists(documents.map(reading), max_size=6)


@settings(max_examples=150, deadline=None)
@given(corpora, st.randoms(use_true_random=False))
def test_any_order_of_the_readings_gives_the_same_resolution(readings, random):
    distinct = list({r.article.ident: r for r in readings}.values())
    shuffled = random.sample(distinct, len(distinct))
    assert resolve(shuffled, KNOWLEDGE) == resolve(distinct, KNOWLEDGE)


@settings(max_examples=60, deadline=None)
@given(corpora)
def test_reading_a_text_twice_adds_nothing(readings):
    distinct = list({r.article.ident: r for r in readings}.values())
    assert resolve(distinct + distinct, KNOWLEDGE) == resolve(distinct, KNOWLEDGE)


@settings(max_examples=100, deadline=None)
@given(corpora)
def test_a_known_actor_stays_itself_and_takes_in_no_other_known_one(readings):
    resolution = resolve(readings, KNOWLEDGE)
    chosen = {r.article.ident: r for r in sorted(readings, key=lambda r: r.article.source, reverse=True)}
    for ident, one in chosen.items():
        if tuple(e.number for e in one.entities) != tuple(n for d, n in resolution.actor_of if d == ident):
            continue  # the other reading of the same text was taken
        for met in one.entities:
            if met.known is not None:
                assert resolution.actor_of[ident, met.number] == met.known


def own_key(ident, met):
    """Return the key of a person of whom nothing but the name and the document tells."""
    name = parse(met.name)
    if name.full and not nominal(met.name):
        return person_key(name.key, KNOWLEDGE)
    return f"{slug(met.name)}-{ident}-{met.number}"


@settings(max_examples=300, deadline=None)
@given(corpora, corpora)
def test_a_growing_corpus_renames_no_person_but_by_linking_it_to_a_fuller_name(fewer, more):
    fewer = list({r.article.ident: r for r in fewer}.values())
    more = list({r.article.ident: r for r in (*more, *fewer)}.values())
    before, after = resolve(fewer, KNOWLEDGE).actor_of, resolve(more, KNOWLEDGE).actor_of
    named = {own_key(r.article.ident, e): e for r in more for e in r.entities if e.kind is Kind.PERSON}
    for one in fewer:
        for met in one.entities:
            if met.kind is not Kind.PERSON or met.known is not None:
                continue
            ref, own = (one.article.ident, met.number), own_key(one.article.ident, met)
            for key in (before[ref], after[ref]):
                assert key == own or key in KNOWLEDGE.actors or len(named[key].name) > len(met.name), (
                    met.name, key,
                )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(corpora)
def test_two_full_names_that_cannot_be_one_person_never_share_a_key(readings):
    apart = [
        {"Lena Moreau", "Paul Moreau"}, {"Viktor Belov", "Vasily Belov"}, {"John A. Tarn", "John B. Tarn"},
        {"Robert Kane Jr.", "Robert Kane"},
    ]  # fmt: skip
    resolution = resolve(readings, KNOWLEDGE)
    names = {actor.key: set(actor.names) for actor in resolution.actors}
    assert [key for key, called in names.items() if any(pair <= called for pair in apart)] == []


@settings(max_examples=100, deadline=None)
@given(corpora)
def test_everything_that_is_referred_to_is_there(readings):
    resolution = resolve(readings, KNOWLEDGE)
    keys = {actor.key for actor in resolution.actors}
    told = [key for actor in resolution.actors for key in (*actor.part_of, *actor.speaks_for)]
    told += [key for t in resolution.tenures for key in (t.person, t.organisation) if key is not None]
    told += [key for p in resolution.propositions for key in (p.agent, p.patient) if key is not None]
    told += [key for e in resolution.events for key in (*e.participants, *e.places)]
    told += [link.within for link in resolution.links if link.within is not None]
    assert set(told) | set(resolution.actor_of.values()) <= keys
    propositions = {p.key for p in resolution.propositions}
    assert set(resolution.proposition_of.values()) == propositions
    assert {other for p in resolution.propositions for other in p.incompatible} <= propositions
    assert set(resolution.event_of.values()) == {e.key for e in resolution.events}


@settings(max_examples=100, deadline=None)
@given(corpora)
def test_incompatible_is_mutual_and_never_with_itself(readings):
    found = {p.key: p.incompatible for p in resolve(readings, KNOWLEDGE).propositions}
    for key, others in found.items():
        assert key not in others
        assert all(key in found[other] for other in others)


@settings(max_examples=100, deadline=None)
@given(corpora)
def test_links_run_forward_between_two_positions_and_stay_within_their_bound(readings):
    resolution = resolve(readings, KNOWLEDGE)
    positions = sum(len(r.positions) for r in readings)
    assert len(resolution.links) <= (4 * thresholds().holders_linked + 4) * positions
    assert len(set(resolution.links)) == len(resolution.links)
    assert all(link.earlier != link.later for link in resolution.links)


def test_thresholds_can_be_given_and_hold_for_that_resolution_alone():
    document = Document("story")
    document.position(document.known("jd-vance"), document.claim("a toll on ships"), confidence=0.5)
    other = Document("another", outlet="Harbour Post")
    other.position(other.known("vladimir-putin"), other.claim("a toll on ships"), confidence=0.5)
    readings = [document.reading(), other.reading()]
    strict = replace(config.load().resolve, least_confidence=0.9)
    assert resolve(readings, KNOWLEDGE).links
    assert not resolve(readings, KNOWLEDGE, strict).links
    assert resolve(readings, KNOWLEDGE).links
