"""Whom a user's file says that the texts mean."""

from resolve_builders import KNOWLEDGE, Document

from kg.corrections import Corrections, Identity, OwnActor, OwnOffice, Place
from kg.knowledge import Knowledge
from kg.model import Entity, Kind
from kg.resolve import resolve

LINE = Place("actors.toml", 4)


def resolved(documents, *identities):
    own = Corrections(identities=identities)
    return resolve([d.reading() for d in documents], Knowledge(KNOWLEDGE.actors, KNOWLEDGE.tenures, "", own))


def keys(resolution, *pairs):
    return [resolution.actor_of[document.ident, entity.number] for document, entity in pairs]


def test_two_spellings_that_no_rule_joins_are_one_where_the_file_says_so():
    one, other = Document("one"), Document("two")
    first, second = one.entity("Mira Tolland"), other.entity("Mirah Tollend")
    resolution = resolved([one, other], Identity(LINE, "Mirah Tollend", "Mira Tolland", same=True))
    assert keys(resolution, (one, first), (other, second)) == ["mira-tolland", "mira-tolland"]
    (actor,) = [a for a in resolution.actors if a.key == "mira-tolland"]
    assert actor.corrections == ("actors.toml, line 4: “Mirah Tollend” is Mira Tolland",)


def test_a_known_actor_can_be_given_a_namesake_of_its_own():
    one = Document("one")
    president = one.known("donald-trump")
    resolution = resolved([one], Identity(LINE, "Donald Trump", "donald-trump", same=False))
    assert keys(resolution, (one, president)) == ["donald-trump-other"]
    (actor,) = [a for a in resolution.actors if a.key == "donald-trump-other"]
    assert (actor.kind, actor.label) == (Kind.PERSON, "Donald Trump")
    assert resolution.corrected == {(one.ident, 0): "actors.toml, line 4: “Donald Trump” is not donald-trump"}


def test_an_identity_may_hold_in_one_article_only():
    one, other = Document("one"), Document("two")
    pairs = [(d, d.known("donald-trump")) for d in (one, other)]
    for name in ("two.txt", other.ident):
        identity = Identity(LINE, "Donald Trump", "donald-trump", same=False, documents=(name,))
        assert keys(resolved([one, other], identity), *pairs) == ["donald-trump", "donald-trump-other"]


def test_what_speaks_of_another_actor_changes_nothing():
    one = Document("one")
    entity = one.entity("Mira Tolland")
    resolution = resolved([one], Identity(LINE, "Mira Tolland", "emmanuel-macron", same=False))
    assert keys(resolution, (one, entity)) == ["mira-tolland"]
    assert resolution.corrected == {}


def test_a_name_or_office_of_the_file_is_told_where_a_text_uses_it():
    block = OwnActor(LINE, "Emmanuel Macron", aliases=("the Mole",))
    office = OwnOffice(Place("actors.toml", 9), "Emmanuel Macron", "warden", "France")
    knowledge = Knowledge(KNOWLEDGE.actors, KNOWLEDGE.tenures, "", Corrections((block,), (office,)))
    document = Document("one")
    by_name = document.entity("Emmanuel Macron", known="emmanuel-macron", names=("Mole",))
    resolution = resolve([document.reading()], knowledge)
    assert resolution.corrected[document.ident, by_name.number] == "actors.toml, line 4: called “the Mole”"
    document = Document("two")
    document.entities.append(Entity(0, Kind.PERSON, "Emmanuel Macron", ("the warden",), "emmanuel-macron"))
    resolution = resolve([document.reading()], knowledge)
    assert resolution.corrected[document.ident, 0] == "actors.toml, line 9: warden of France"
    document = Document("three")
    document.known("emmanuel-macron")
    assert resolve([document.reading()], knowledge).corrected == {}
