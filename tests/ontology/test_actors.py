"""The shipped tables of actors, looked at as a whole."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pyoxigraph as ox
import pytest

from kg.knowledge import FormKind, Knowledge, load, plain
from kg.model import Kind
from kg.paths import ontology_files

GS = "https://w3id.org/geostance/ns#"
TERMS = "terms.ttl"

# Forms that denote more than one actor on purpose; the text has to tell which.
SHARED_NAMES = {"congo", "congress", "georgia", "rsf"}
SHARED_ADJECTIVES = {"congolese", "dominican", "dominicans", "guinean"}
SHARED_METONYMS: set[str] = set()
# A form that is one actor's name and another's adjective, surname or metonym.
CROSSING = {"hague", "montenegro", "washington"}
# Offices that several persons hold at a time.
SHARED_OFFICES: set[tuple[str, str]] = set()


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def triples() -> list[tuple[str, str, str]]:
    return [
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for file in ontology_files("actors")
        if file.name != TERMS
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE)
    ]


def folded(form: str) -> str:
    return plain(form).casefold().removeprefix("the ")


def keys_by_form(known: Knowledge, *kinds: FormKind) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for phrase in known.phrases():
        if phrase.kind in kinds:
            found[folded(phrase.form)].add(phrase.key)
    return found


def test_every_form_finds_its_own_actor(known):
    look_ups = {
        FormKind.NAME: known.named,
        FormKind.SURNAME: known.people_called,
        FormKind.ADJECTIVE: known.adjectives,
        FormKind.PEOPLE: known.adjectives,
        FormKind.METONYM: lambda form: (known.metonym(form),),
    }
    missed = [p for p in known.phrases() if known.actors[p.key] not in look_ups[p.kind](p.form)]
    assert missed == []


@pytest.mark.parametrize(
    ("kinds", "allowed"),
    [
        ((FormKind.NAME,), SHARED_NAMES),
        ((FormKind.ADJECTIVE, FormKind.PEOPLE), SHARED_ADJECTIVES),
        ((FormKind.METONYM,), SHARED_METONYMS),
    ],
    ids=["names", "adjectives", "metonyms"],
)
def test_no_form_denotes_two_actors_but_those_listed(known, kinds, allowed):
    shared = {form for form, keys in keys_by_form(known, *kinds).items() if len(keys) > 1}
    assert shared == allowed


def test_no_form_of_one_actor_is_another_kind_of_form_of_another_but_those_listed(known):
    kinds = {kind: keys_by_form(known, kind) for kind in FormKind}
    crossing = {
        form
        for kind, forms in kinds.items()
        for form, keys in forms.items()
        for other, others in kinds.items()
        if {kind, other} != {FormKind.ADJECTIVE, FormKind.PEOPLE} and kind is not other
        if keys.isdisjoint(others.get(form, keys))
    }
    assert crossing - regions(known) == CROSSING


def regions(known):
    """Return the names of places that stand for the government of that very place where it acts."""
    kind = {key: actor.kind for key, actor in known.actors.items()}
    places = keys_by_form(known, FormKind.NAME)
    return {
        form
        for form, keys in keys_by_form(known, FormKind.METONYM).items()
        if {kind[k] for k in keys} == {Kind.GOVERNMENT}
        and {kind[k] for k in places.get(form, ())} == {Kind.PLACE}
    }


def test_the_name_of_a_region_stands_for_a_government_called_after_it_and_part_of_the_same_state(known):
    by_name, seats = keys_by_form(known, FormKind.NAME), keys_by_form(known, FormKind.METONYM)
    for form in regions(known):
        (place,), (seat,) = by_name[form], seats[form]
        assert known.actors[place].part_of == known.actors[seat].part_of


def test_a_surname_is_shared_only_by_people_whom_the_date_or_text_can_tell_apart(known):
    shared = {form: keys for form, keys in keys_by_form(known, FormKind.SURNAME).items() if len(keys) > 1}
    assert all(known.tenures_of(key) for keys in shared.values() for key in keys if len(keys) > 5)
    assert len(shared) < 0.1 * sum(actor.kind is Kind.PERSON for actor in known.actors.values())


def test_the_tables_are_wide_enough(known):
    counts = defaultdict(int)
    for actor in known.actors.values():
        counts[actor.kind] += 1
    assert counts[Kind.STATE] >= 190
    in_office = {
        t.person
        for t in known.tenures
        if (t.until or t.sure_until) is None or (t.until or t.sure_until).year >= 2015
    }
    assert len(in_office) >= 120
    assert (
        counts[Kind.ORGANISATION] + counts[Kind.BLOC] + counts[Kind.GOVERNMENT] + counts[Kind.OUTLET] >= 200
    )
    assert len(keys_by_form(known, FormKind.METONYM)) >= 200


def test_every_state_has_a_code_and_a_wikidata_id_and_an_adjective(known):
    states = [actor for actor in known.actors.values() if actor.kind is Kind.STATE]
    assert [a.key for a in states if not re.fullmatch(r"[A-Z]{3}", a.iso or "")] == []
    assert [a.key for a in states if a.wikidata is None] == []
    assert [a.key for a in states if not a.adjectives] == []
    assert len({a.iso for a in states}) == len(states)


def test_wikidata_ids_are_well_formed_and_given_once(known):
    ids = [actor.wikidata for actor in known.actors.values() if actor.wikidata is not None]
    assert all(re.fullmatch(r"Q[1-9]\d*", qid) for qid in ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("key", "qid"),
    [("vladimir-putin", "Q7747"), ("donald-trump", "Q22686"), ("emmanuel-macron", "Q3052772"), ("russia", "Q159"),
     ("united-states", "Q30"), ("ukraine", "Q212"), ("european-union", "Q458"), ("nato", "Q7184"), ("denmark", "Q35")],
)  # fmt: skip
def test_wikidata_ids_that_are_beyond_doubt(known, key, qid):
    assert known.actors[key].wikidata == qid


def test_keys_are_slugs_and_wholes_exist(known):
    assert [key for key in known.actors if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []
    assert [key for key, actor in known.actors.items() if key != actor.key] == []
    assert [a.key for a in known.actors.values() if a.key in known.parts_of(a.key)] == []


def test_every_person_has_a_gender_and_persons_alone_have_surnames(known):
    persons = [a for a in known.actors.values() if a.kind is Kind.PERSON]
    assert [a.key for a in persons if a.feminine is None] == []
    assert [a.key for a in known.actors.values() if a.surnames and a.kind is not Kind.PERSON] == []
    assert [
        a.key
        for a in persons
        for s in a.surnames
        if not any(plain(s).casefold() in plain(n).casefold() for n in a.names)
    ] == []


def test_one_office_has_one_holder_at_a_time(known):
    by_office = defaultdict(list)
    for tenure in known.tenures:
        by_office[tenure.organisation, tenure.title].append(tenure)
    overlaps = []
    for office, held in by_office.items():
        held.sort(key=lambda t: t.since or t.sure_from)
        for former, later in pairwise(held):
            end, begin = former.until or former.sure_until, later.since or later.sure_from
            if office not in SHARED_OFFICES and (end is None or end > begin):
                overlaps.append((office, former.person, later.person))
    assert overlaps == []


def test_every_tenure_begins_somewhere_and_does_not_end_before(known):
    for tenure in known.tenures:
        begin, end = tenure.since or tenure.sure_from, tenure.until or tenure.sure_until
        assert begin is not None, tenure
        assert end is None or begin <= end, tenure
        assert known.actors[tenure.person].kind is Kind.PERSON
        assert known.actors[tenure.organisation].kind not in (Kind.PERSON, Kind.PLACE)


def test_every_title_is_an_office_of_the_tables_in_lower_case(known, triples):
    roles = {
        o
        for s, p, o in triples
        if p == "http://www.w3.org/2000/01/rdf-schema#label"
        and s.startswith("https://w3id.org/geostance/role/")
    }
    assert {tenure.title for tenure in known.tenures} <= roles
    assert [title for title in known.titles() if title != title.lower()] == []


def test_leading_titles_are_offices_of_that_state(known, triples):
    held = set(known.offices())
    states_with_holders = {organisation for organisation, _ in held}
    wrong = [
        (s, o)
        for s, p, o in triples
        if p == f"{GS}leadingTitle"
        if (key := s.rsplit("/", 1)[1]) in states_with_holders and (key, o) not in held
    ]
    assert wrong == []


def test_every_term_of_the_tables_is_declared(triples):
    folder = ontology_files("actors")
    declared = {
        quad.subject.value
        for file in (*ontology_files(), *(f for f in folder if f.name == TERMS))
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }
    used = {term for s, p, o in triples for term in (p, o) if term.startswith(GS)}
    assert used - declared == set()


def test_every_block_is_in_one_file_only():
    files = defaultdict(set)
    for file in ontology_files("actors"):
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE):
            files[quad.subject.value].add(file.name)
    assert [subject for subject, names in files.items() if len(names) > 1] == []
