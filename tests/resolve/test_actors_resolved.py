from datetime import date

import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.knowledge import Knowledge, KnownActor
from kg.model import Kind
from kg.resolve import resolve


def actor_of(resolution, document, entity):
    return resolution.actor_of[document.ident, entity.number]


def actors(resolution):
    return {actor.key: actor for actor in resolution.actors}


def named(*names, kind=Kind.PERSON, state=None, **more):
    """One document for each name, with that entity alone."""
    documents = [Document(f"story {number}", **more) for number, _ in enumerate(names)]
    entities = [d.entity(name, kind, state=state) for d, name in zip(documents, names, strict=True)]
    resolution = resolve([d.reading() for d in documents], KNOWLEDGE)
    return [actor_of(resolution, d, e) for d, e in zip(documents, entities, strict=True)], resolution


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky"),
        ("J. D. Wainwright", "JD Wainwright"),
        ("J.D. Wainwright", "JD Wainwright"),
        ("Nicolás Ibáñez", "Nicolas Ibanez"),
        ("Sergei Kirienko", "Sergey Kirienko"),
        ("Harriet Q. Moss", "Harriet Moss"),
        ("Khaled al-Rashid", "Khaled Rashid"),
        ("Anne-Marie Duval", "Anne Marie Duval"),
        ("Gerhard Schroeder", "Gerhard Schröder"),
        ("Claudia Sheinbaum Pardo", "Claudia Sheinbaum"),
        ("V. Belov", "Viktor Belov"),
    ],
)
def test_spellings_of_one_full_name_are_one_person(one, other):
    (first, second), _ = named(one, other)
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Boris Lindqvist", "Carl Lindqvist"),
        ("George W. Ashby", "George H. Ashby"),
        ("Robert Kane Jr.", "Robert Kane Sr."),
        ("Kim Jong Un", "Kim Jong Il"),
    ],
)
def test_two_persons_of_one_surname_never_merge(one, other):
    (first, second), _ = named(one, other)
    assert first != second


def test_a_spelling_that_only_the_texts_use_joins_the_curated_person():
    (key,), _ = named("Volodymyr Zelenskiy")
    assert key == "volodymyr-zelenskyy"


def test_a_bare_surname_joins_the_one_full_name_nearby():
    (first, second), resolution = named("Lena Katrougalou", "Katrougalou")
    assert first == second == "lena-katrougalou"
    assert actors(resolution)[first].names == ("Katrougalou", "Lena Katrougalou")


def test_a_bare_surname_that_two_persons_share_stays_apart():
    keys, _ = named("Lena Moreau", "Paul Moreau", "Moreau")
    assert len(set(keys)) == 3


def test_a_bare_surname_does_not_join_a_person_of_another_year():
    old = Document("old", published=date(2019, 3, 1))
    full = old.entity("Lena Katrougalou")
    new = Document("new", published=date(2025, 3, 1))
    bare = new.entity("Katrougalou")
    resolution = resolve([old.reading(), new.reading()], KNOWLEDGE)
    assert actor_of(resolution, old, full) != actor_of(resolution, new, bare)


def test_a_bare_surname_does_not_join_a_person_of_another_country():
    one = Document("one")
    full = one.entity("Lena Moreau", state="france")
    one.known("france")
    two = Document("two")
    bare = two.entity("Moreau")
    two.known("egypt")
    resolution = resolve([one.reading(), two.reading()], KNOWLEDGE)
    assert actor_of(resolution, one, full) != actor_of(resolution, two, bare)


def test_who_is_only_called_by_an_office_is_who_held_it_that_day():
    document = Document("office", published=date(2018, 5, 1))
    president = document.entity("president", state="united-states")
    resolution = resolve([document.reading()], KNOWLEDGE)
    assert actor_of(resolution, document, president) == "donald-trump"


def test_ministries_are_one_body_in_either_word_order_and_spelling_but_not_across_states():
    documents = [Document(f"ministry {n}") for n in range(4)]
    forms = (
        ("Egyptian Ministry of Defence", "egypt"), ("Defense Ministry of Egypt", "egypt"),
        ("Egyptian Defence Ministry", "egypt"), ("French Ministry of Defence", "france"),
    )  # fmt: skip
    entities = [
        d.entity(form, Kind.ORGANISATION, state=state)
        for d, (form, state) in zip(documents, forms, strict=True)
    ]
    resolution = resolve([d.reading() for d in documents], KNOWLEDGE)
    keys = [actor_of(resolution, d, e) for d, e in zip(documents, entities, strict=True)]
    assert len(set(keys[:3])) == 1
    assert keys[3] != keys[0]
    assert actors(resolution)[keys[0]].part_of == ("egypt",)


@pytest.mark.parametrize("name", ["Parliament", "foreign ministry", "rebel group"])
def test_a_general_name_without_a_state_is_a_body_of_its_own_document(name):
    (first, second), _ = named(name, name, kind=Kind.ORGANISATION)
    assert first != second


def test_an_acronym_joins_the_body_that_a_document_calls_so():
    one, two = Document("one"), Document("two")
    full = one.entity("Nordic Climate Watch", Kind.ORGANISATION, names=("NCW",))
    short = two.entity("NCW", Kind.ORGANISATION)
    resolution = resolve([one.reading(), two.reading()], KNOWLEDGE)
    assert actor_of(resolution, one, full) == actor_of(resolution, two, short)


def test_a_specific_group_is_shared_and_a_vague_one_is_not():
    (first, second), _ = named(
        "Ukrainian officials", "officials in Ukraine", kind=Kind.GROUP, state="ukraine"
    )
    assert first == second == "group-ukrainian-officials"
    (first, second), _ = named("officials", "officials", kind=Kind.GROUP)
    assert first != second


def test_a_place_keeps_a_node_apart_from_the_state_of_the_same_name():
    (key,), resolution = named("Egypt", kind=Kind.PLACE)
    assert actors(resolution)[key].kind is Kind.PLACE
    assert key != "egypt"


def test_ministers_speak_for_their_state_and_senators_do_not():
    document = Document("roles")
    minister, senator = document.entity("Ada Brandt"), document.entity("Ben Castell")
    france = document.known("france")
    document.role(minister, "Foreign Minister", france)
    document.role(senator, "Senator", france)
    found = actors(resolve([document.reading()], KNOWLEDGE))
    assert found["ada-brandt"].speaks_for == ("france",)
    assert found["ben-castell"].speaks_for == ()


def test_an_office_of_a_place_gives_it_no_voice():
    document = Document("region")
    document.role(document.entity("Ada Brandt"), "Minister", document.entity("Val Serena", Kind.PLACE))
    resolution = resolve([document.reading()], KNOWLEDGE)
    assert actors(resolution)["ada-brandt"].speaks_for == ()
    assert [tenure.person for tenure in resolution.tenures] == ["ada-brandt"]


def test_a_spokesperson_speaks_for_the_principal():
    document = Document("spokesperson")
    ministry = document.entity("Egyptian Foreign Ministry", Kind.ORGANISATION, state="egypt")
    document.entity("Mona Sabry", principal=ministry)
    found = actors(resolve([document.reading()], KNOWLEDGE))
    assert found["mona-sabry"].speaks_for == ("egypt-foreign-ministry",)


def test_everyone_that_an_actor_belongs_to_is_among_the_actors():
    document = Document("belonging")
    document.known("pete-hegseth")
    found = actors(resolve([document.reading()], KNOWLEDGE))
    assert {"pentagon", "united-states", "nato"} <= set(found)
    assert found["pete-hegseth"].speaks_for == ("pentagon",)


def test_the_outlet_that_published_is_an_actor():
    (_,), resolution = named("Ada Brandt", outlet="Harbour Gazette")
    assert actors(resolution)["harbour-gazette"].kind is Kind.OUTLET


def test_the_label_of_an_unknown_person_is_the_fullest_form():
    _, resolution = named("Lena Katrougalou", "Katrougalou", "Lena Katrougalou")
    assert actors(resolution)["lena-katrougalou"].label == "Lena Katrougalou"


def test_a_role_joins_the_curated_tenure_in_another_spelling_and_keeps_its_words():
    document = Document("tenure")
    hegseth, america = document.known("pete-hegseth"), document.known("united-states")
    document.role(hegseth, "Defence Secretary", america)
    (tenure,) = [t for t in resolve([document.reading()], KNOWLEDGE).tenures if t.person == "pete-hegseth"]
    assert (tenure.title, tenure.organisation, tenure.since) == (
        "Secretary of Defense", "pentagon", date(2025, 1, 25),
    )  # fmt: skip
    assert [span.of(document.text) for _, span in tenure.evidence] == ["Defence Secretary"]


def test_a_former_office_is_told_apart_and_gives_no_voice():
    document = Document("former")
    envoy = document.entity("Ada Brandt")
    document.role(envoy, "Ambassador", document.known("france"), former=True)
    resolution = resolve([document.reading()], KNOWLEDGE)
    (tenure,) = [t for t in resolution.tenures if t.person == "ada-brandt"]
    assert tenure.former
    assert actors(resolution)["ada-brandt"].speaks_for == ()


def test_only_the_offices_held_when_the_article_appeared_are_listed():
    document = Document("between offices", published=date(2023, 5, 1))
    document.known("donald-trump")
    assert resolve([document.reading()], KNOWLEDGE).tenures == ()


def test_a_person_a_body_and_a_place_of_one_name_have_three_keys_whatever_else_is_met():
    kinds = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
    neighbours = Document("another story")
    neighbours.entity("Halima Bridge", Kind.PERSON)
    found = set()
    for kind in kinds:
        document = Document(f"story of a {kind.value}")
        entity = document.entity("Halima Bridge", kind)
        alone = actor_of(resolve([document.reading()], KNOWLEDGE), document, entity)
        joined = actor_of(resolve([document.reading(), neighbours.reading()], KNOWLEDGE), document, entity)
        assert alone == joined
        found.add(alone)
    assert len(found) == len(kinds)


def test_a_body_taken_for_a_person_gets_another_key_than_the_body():
    one, other = Document("story one"), Document("story two")
    person = one.entity("Harbour Council", Kind.PERSON)
    body = other.entity("Harbour Council", Kind.ORGANISATION)
    resolution = resolve([one.reading(), other.reading()], KNOWLEDGE)
    assert actor_of(resolution, one, person) != actor_of(resolution, other, body)


def test_nobody_speaks_for_two_states_by_the_offices_of_one_text():
    document = Document("story")
    speaker = document.entity("Halima Noor")
    document.role(speaker, "spokeswoman", document.known("egypt"))
    document.role(speaker, "director", document.known("turkey"))
    resolution = resolve([document.reading()], KNOWLEDGE)
    found = actors(resolution)[actor_of(resolution, document, speaker)]
    assert found.speaks_for == ("egypt",)


def test_a_group_is_called_by_its_fullest_form_without_quantity_and_found_by_its_plain_noun():
    document = Document("story")
    group = document.entity(
        "several European leaders in Paris",
        Kind.GROUP,
        state="european-union",
        names=("a number of European leaders",),
    )
    resolution = resolve([document.reading()], KNOWLEDGE)
    found = actors(resolution)[actor_of(resolution, document, group)]
    assert found.label == "European leaders in Paris"
    assert {"European leaders", "European leaders in Paris", "several European leaders in Paris"} <= set(
        found.names
    )


def test_a_bare_noun_takes_up_the_one_group_of_its_article_that_is_told():
    document = Document("story")
    bare = document.entity("officials", Kind.GROUP)
    full = document.entity("Ukrainian officials", Kind.GROUP, state="ukraine")
    resolution = resolve([document.reading()], KNOWLEDGE)
    assert actor_of(resolution, document, bare) == actor_of(resolution, document, full)
    document.entity("French officials", Kind.GROUP, state="france")
    resolution = resolve([document.reading()], KNOWLEDGE)
    assert actor_of(resolution, document, bare) != actor_of(resolution, document, full)


def test_a_singular_noun_after_a_body_s_name_or_of_its_name_is_the_body():
    document = Document("story")
    document.known("nato")
    described = document.entity("NATO coalition", Kind.GROUP)
    allies = document.entity("NATO allies", Kind.GROUP)
    resolution = resolve([document.reading()], KNOWLEDGE)
    assert actor_of(resolution, document, described) == "nato"
    assert actor_of(resolution, document, allies) != "nato"


def test_who_is_called_by_an_office_in_an_article_without_a_day_is_nobody_in_particular():
    keys = set()
    for title in ("story", "another story"):
        document = Document(title, published=None)
        president = document.entity("president of France", state="france")
        keys.add(actor_of(resolve([document.reading()], KNOWLEDGE), document, president))
    assert len(keys) == 2
    assert keys.isdisjoint(KNOWLEDGE.actors)


def test_a_nickname_joins_the_full_form_nearby_and_no_other():
    (one, nick), _ = named("Robert Kellerman", "Bob Kellerman")
    assert one == nick == "robert-kellerman"
    (nick, one, other), _ = named("Ted Kellerman", "Edward Kellerman", "Theodore Kellerman")
    assert len({nick, one, other}) == 3


def test_an_undecided_namesake_is_one_of_its_article_and_names_whom_it_may_be():
    document = Document("story")
    entity = document.entity("Guinea", Kind.PLACE, maybe=("france", "egypt"))
    resolution = resolve([document.reading()], KNOWLEDGE)
    key = actor_of(resolution, document, entity)
    assert key == f"guinea-{document.ident}"
    assert actors(resolution)[key].maybe == ("egypt", "france")


def test_a_surname_with_an_office_that_no_curated_bearer_held_is_not_the_bearer_nearby():
    document, other = Document("story"), Document("another story")
    document.known("donald-trump")
    chief = other.entity("Trump")
    other.role(chief, "fire chief")
    resolution = resolve([document.reading(), other.reading()], KNOWLEDGE)
    assert actor_of(resolution, other, chief) != "donald-trump"


def test_groups_of_two_states_with_one_adjective_are_two():
    tables = dict(KNOWLEDGE.actors)
    for key in ("dominica", "dominican-republic"):
        tables[key] = KnownActor(key, Kind.STATE, key, (key,), (), ("Dominican",))
    document = Document("story")
    groups = [
        document.entity("Dominican officials", Kind.GROUP, state=s)
        for s in ("dominica", "dominican-republic")
    ]
    resolution = resolve([document.reading()], Knowledge(tables))
    assert len({actor_of(resolution, document, group) for group in groups}) == 2
