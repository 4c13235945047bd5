import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.model import Kind
from kg.resolve import resolve


def debated(*claims):
    """Resolve one document for each (wording, agent, action, thing, patient); return label and key of each issue."""
    documents, made = [], []
    for number, (wording, agent, action, thing, patient) in enumerate(claims):
        document = Document(f"story {number}")
        for key in ("united-states", "ukraine", "russia", "egypt", "turkey", "jd-vance"):
            document.known(key)
        document.entity("Lake Nasser", Kind.PLACE)
        claim = document.claim(
            wording,
            None if agent is None else document.known(agent),
            action,
            thing,
            None if patient is None else document.known(patient),
        )
        document.position(document.known("jd-vance"), claim)
        documents.append(document)
        made.append(claim)
    resolution = resolve([d.reading() for d in documents], KNOWLEDGE)
    issues = {issue.key: issue for issue in resolution.issues}
    of = {proposition.key: proposition.issue for proposition in resolution.propositions}
    keys = [of[resolution.proposition_of[d.ident, c]] for d, c in zip(documents, made, strict=True)]
    return [issues[key] if key is not None else None for key in keys]


@pytest.mark.parametrize(
    ("claim", "label", "concerns"),
    [
        (
            ("send troops to Egypt", "turkey", "send", "troop", "egypt"),
            "Turkish military involvement in Egypt",
            ("turkey", "egypt"),
        ),
        (
            ("impose sanctions on Egypt", "united-states", "impose", "sanction", "egypt"),
            "Sanctions on Egypt",
            ("egypt",),
        ),
        (
            ("Turkey should start talks with Egypt", "turkey", "start", "talk", "egypt"),
            "Talks: Egypt and Turkey",
            ("egypt", "turkey"),
        ),
    ],
)
def test_an_issue_is_called_by_the_act_the_thing_and_the_states_concerned(claim, label, concerns):
    (issue,) = debated(claim)
    assert (issue.label, issue.concerns) == (label, concerns)


def test_opposite_acts_are_one_issue():
    deploy, withdraw = debated(
        ("send troops to Egypt", "turkey", "send", "troop", "egypt"),
        ("pull its soldiers out of Egypt", "turkey", "pull", "soldier", "egypt"),
    )
    assert deploy == withdraw


def test_whoever_imposes_them_sanctions_on_a_state_are_one_issue():
    ours, theirs = debated(
        ("impose sanctions on Egypt", "united-states", "impose", "sanction", "egypt"),
        ("lift sanctions on Egypt", "turkey", "lift", "sanction", "egypt"),
    )
    assert ours == theirs


def test_another_state_is_another_issue():
    ours, theirs = debated(
        ("impose sanctions on Egypt", "united-states", "impose", "sanction", "egypt"),
        ("impose sanctions on Russia", "united-states", "impose", "sanction", "russia"),
    )
    assert ours != theirs


def test_a_label_between_two_needs_two():
    (issue,) = debated(("cede territory", "egypt", "cede", "territory", None))
    assert issue.label == "Territory of Egypt"


def test_a_named_place_of_several_propositions_is_an_issue_and_of_one_is_none():
    one, other = debated(
        ("drain Lake Nasser", "egypt", "drain", "lake", None),
        ("fish in Lake Nasser for carp", "egypt", "fish", "carp", None),
    )
    assert one == other
    assert one.label == "Lake Nasser"
    assert debated(("drain Lake Nasser", "egypt", "drain", "lake", None)) == [None]


def test_the_seat_of_a_government_that_acts_is_no_place_that_matters_are_about():
    documents = []
    for number, wording in enumerate(("Moscow rejected the offer", "Moscow's terms amount to a refusal")):
        document = Document(f"story {number}")
        document.entity("Moscow", Kind.PLACE)
        document.entity("Russia", Kind.STATE, known="russia", names=("Moscow",))
        document.position(document.known("united-states"), document.claim(wording))
        documents.append(document)
    issues = resolve([document.reading() for document in documents], KNOWLEDGE).issues
    assert "Moscow" not in {issue.label for issue in issues}
