import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.lang.tables import table
from kg.model import Kind, Polarity, SpeechAct
from kg.resolve import resolve
from kg.resolve.names import person, stem
from kg.resolve.similar import grouped, jaccard


def about(*claims):
    """Resolve one document for each (holder, wording, agent, action, thing, patient) and return keys."""
    documents, made = [], []
    for number, (holder, wording, agent, action, thing, patient, *act) in enumerate(claims):
        document = Document(f"story {number}")
        for key in ("united-states", "ukraine", "russia", "egypt"):
            document.known(key)
        actor = None if agent is None else document.known(agent)
        target = None if patient is None else document.known(patient)
        claim = document.claim(wording, actor, action, thing, target)
        document.position(document.known(holder), claim, act=act[0] if act else SpeechAct.ASSERT)
        documents.append(document)
        made.append(claim)
    resolution = resolve([d.reading() for d in documents], KNOWLEDGE)
    keys = [resolution.proposition_of[d.ident, claim] for d, claim in zip(documents, made, strict=True)]
    return keys, {proposition.key: proposition for proposition in resolution.propositions}


DEPLOY = "united-states--deploy-troops--egypt"


@pytest.mark.parametrize(
    "claim",
    [
        ("jd-vance", "deploying troops to Egypt", "united-states", "deploy", "troop", "egypt"),
        ("jd-vance", "send soldiers to Egypt", "united-states", "send", "soldier", "egypt"),
        ("jd-vance", "put boots on the ground in Egypt", "united-states", "put", "boot", None),
        ("pete-hegseth", "any American troop deployment to Egypt", None, "deployment", "us", "united-states"),
        ("pete-hegseth", "American forces be sent to Egypt", None, "send", "force", "egypt"),
        ("pete-hegseth", "sending thousands of marines to Egypt", "donald-trump", "send", "marine", "egypt"),
    ],
)
def test_wordings_of_one_deployment_are_one_proposition(claim):
    keys, found = about(claim)
    assert keys == [DEPLOY]
    assert found[DEPLOY].label == "United States deploys troops to Egypt"


@pytest.mark.parametrize(
    "claim",
    [
        ("jd-vance", "send troops to Ukraine", "united-states", "send", "troop", "ukraine"),
        ("jd-vance", "send troops to Egypt", "france", "send", "troop", "egypt"),
        ("jd-vance", "send weapons to Egypt", "united-states", "send", "weapon", "egypt"),
        ("jd-vance", "withdraw troops from Egypt", "united-states", "withdraw", "troop", "egypt"),
        (
            "jd-vance",
            "prevent the deployment of troops to Egypt",
            "united-states",
            "prevent",
            "deployment",
            "egypt",
        ),
        ("jd-vance", "the deployment of troops to Egypt would be a mistake", None, "be", "mistake", "egypt"),
    ],
)
def test_another_actor_thing_act_or_predicate_is_another_proposition(claim):
    keys, _ = about(claim)
    assert keys != [DEPLOY]


def test_opposite_acts_are_two_propositions_that_exclude_each_other():
    (impose, lift), found = about(
        ("jd-vance", "slap sanctions on Egypt", "united-states", "slap", "sanction", "egypt"),
        ("jd-vance", "ease the sanctions on Egypt", "united-states", "ease", "sanction", "egypt"),
    )
    assert found[impose].incompatible == (lift,)
    assert found[lift].incompatible == (impose,)


def test_sanctions_alone_mean_imposing_them():
    keys, _ = about(
        ("jd-vance", "new sanctions on Egypt", "united-states", "sanction", "", "egypt"),
        ("jd-vance", "to sanction Egypt", "united-states", "sanction", "", "egypt"),
        ("jd-vance", "impose sanctions on Egypt", "united-states", "impose", "sanction", "egypt"),
    )
    assert len(set(keys)) == 1


def test_an_own_promise_without_an_actor_is_an_act_of_the_holders_state():
    keys, _ = about(
        ("emmanuel-macron", "send troops to Egypt", None, "send", "troop", "egypt", SpeechAct.PROMISE)
    )
    assert keys == ["france--deploy-troops--egypt"]


def test_what_a_holder_rejects_is_not_the_holders_own_act():
    keys, found = about(
        (
            "pete-hegseth",
            "the dispatch of troops to Egypt",
            None,
            "dispatch",
            "troop",
            "egypt",
            SpeechAct.REJECT,
        )
    )
    assert found[keys[0]].agent is None


def test_a_demand_without_an_actor_is_nobodys_act():
    keys, _ = about(
        ("emmanuel-macron", "send troops to Egypt", None, "send", "troop", "egypt", SpeechAct.DEMAND)
    )
    assert keys == ["any--deploy-troops--egypt"]


def test_an_actor_that_the_words_do_not_hold_is_not_acted_on():
    keys, _ = about(("jd-vance", "impose sanctions", "united-states", "impose", "sanction", "jd-vance"))
    assert keys[0].startswith("united-states--impose-sanctions--any")


def test_a_threat_is_aimed_at_whoever_is_to_meet_its_condition():
    document = Document("threat")
    america, russia, vance = (document.known(k) for k in ("united-states", "russia", "jd-vance"))
    claim = document.claim("impose harsher sanctions", america, "impose", "sanction")
    condition = document.claim("Moscow walks away", russia, "walk")
    document.position(vance, claim, condition=condition, act=SpeechAct.THREATEN)
    resolution = resolve([document.reading()], KNOWLEDGE)
    assert resolution.proposition_of[document.ident, claim] == "united-states--impose-sanctions--russia"


def within_one_document(*claims):
    document = Document("one story")
    made = []
    for holder, wording, agent, action, thing, patient, *polarity in claims:
        actor = None if agent is None else document.known(agent)
        target = None if patient is None else document.known(patient)
        made.append(document.claim(wording, actor, action, thing, target))
        document.position(document.known(holder), made[-1], *polarity)
    resolution = resolve([document.reading()], KNOWLEDGE)
    return [resolution.proposition_of[document.ident, claim] for claim in made]


def test_what_a_claim_leaves_out_is_filled_from_the_one_fuller_claim_of_its_document():
    full, bare = within_one_document(
        ("jd-vance", "deploy troops to Egypt", "united-states", "deploy", "troop", "egypt"),
        ("emmanuel-macron", "the deployment", None, "deployment", "", None, Polarity.OPPOSE),
    )
    assert full == bare


def test_what_two_fuller_claims_could_fill_stays_open():
    keys = within_one_document(
        ("jd-vance", "deploy troops to Egypt", "united-states", "deploy", "troop", "egypt"),
        ("jd-vance", "deploy troops to Ukraine", "united-states", "deploy", "troop", "ukraine"),
        ("emmanuel-macron", "the deployment of troops", None, "deployment", "troop", None, Polarity.OPPOSE),
    )
    assert len(set(keys)) == 3


def test_the_move_is_the_act_that_another_holder_was_last_for():
    act, _, move = within_one_document(
        ("donald-trump", "close the southern border", "united-states", "close", "border", None),
        ("jd-vance", "farmers are hard-working", None, "be", "hard-working", None),
        ("emmanuel-macron", "the move", None, "move", "", None, Polarity.OPPOSE),
    )
    assert act == move


def test_his_decision_is_the_named_persons_own():
    first, second, his = within_one_document(
        ("donald-trump", "rename the gulf", "donald-trump", "rename", "gulf", None),
        ("jd-vance", "paint the hangar", "jd-vance", "paint", "hangar", None),
        ("emmanuel-macron", "Donald Trump's decision", "donald-trump", "decision", "", None, Polarity.OPPOSE),
    )
    assert his == first != second


def test_a_shorter_wording_joins_the_fuller_one_of_its_document():
    long, short = within_one_document(
        (
            "jd-vance",
            "convert the old harbour customs hall into a covered fish market",
            None,
            "convert",
            "hall",
            None,
        ),
        ("jd-vance", "convert harbour customs hall", None, "convert", "hall", None),
    )
    assert long == short


def test_a_proposal_is_about_what_it_proposes():
    inner, proposal = within_one_document(
        ("jd-vance", "the harbour toll be halved", None, "halve", "toll", None),
        (
            "pete-hegseth",
            "JD Vance's proposal that the harbour toll be halved",
            "jd-vance",
            "proposal",
            "",
            None,
        ),
    )
    assert inner == proposal


def test_a_rejected_proposal_is_not_taken_for_what_it_proposes():
    inner, refusal = within_one_document(
        ("jd-vance", "the harbour toll be halved", None, "halve", "toll", None),
        (
            "pete-hegseth",
            "France's rejection that the harbour toll be halved",
            "france",
            "rejection",
            "",
            None,
        ),
    )
    assert inner != refusal


def test_vague_words_are_a_matter_of_their_own_document():
    keys, _ = about(
        ("jd-vance", "the arrangement", None, "arrangement", "", None),
        ("pete-hegseth", "the arrangement", None, "arrangement", "", None),
    )
    assert len(set(keys)) == 2


def test_unclassed_wordings_meet_when_their_words_do_and_their_actors_fit():
    keys, _ = about(
        ("jd-vance", "the harbour toll should be halved for fishing boats", "egypt", "halve", "toll", None),
        ("jd-vance", "halve the harbor toll for fishing boats", "egypt", "halve", "toll", None),
        ("jd-vance", "halve the harbour toll for fishing boats", "france", "halve", "toll", None),
    )
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the pact is legal under international sea law", "the pact is illegal under international sea law"),
        (
            "spend 2 percent of national income on the fleet",
            "spend 5 percent of national income on the fleet",
        ),
        (
            "the security of Egypt is our shared first duty",
            "the security of Ukraine is our shared first duty",
        ),
    ],
)
def test_opposite_words_other_numbers_and_other_actors_never_meet(one, other):
    verb = one.split()[0] if one.startswith("spend") else "be"
    keys, _ = about(
        ("jd-vance", one, None, verb, "", None),
        ("jd-vance", other, None, verb, "", None),
    )
    assert keys[0] != keys[1]


def test_the_label_is_the_same_for_the_same_wordings():
    claims = [
        ("jd-vance", "halve the harbour toll for boats", "egypt", "halve", "toll", None),
        ("pete-hegseth", "halve the harbour toll for all boats", "egypt", "halve", "toll", None),
    ]
    first_keys, first = about(*claims)
    second_keys, second = about(*reversed(claims))
    assert first_keys[0] == second_keys[0]
    assert first[first_keys[0]].label == second[second_keys[0]].label


def test_a_region_and_the_body_it_acts_through_are_one_agent_of_propositions():
    document = Document("europe")
    europe = document.entity("Europe", Kind.GROUP, known="europe")
    union = document.known("european-union")
    one = document.claim("strengthen its defences", union, "strengthen", "defence")
    other = document.claim("boost its defense", europe, "boost", "defense")
    for claim in (one, other):
        document.position(document.known("emmanuel-macron"), claim)
    resolution = resolve([document.reading()], KNOWLEDGE)
    assert len({resolution.proposition_of[document.ident, claim] for claim in (one, other)}) == 1


@pytest.mark.parametrize("row", table("name_folds"), ids=lambda row: row["one"])
def test_every_row_of_the_name_table_does_what_its_example_says(row):
    assert person(row["one"]) == person(row["other"])


@pytest.mark.parametrize(
    ("one", "other"),
    [("deployed", "deploying"), ("sanctions", "sanction"), ("ceding", "cede"), ("defence", "defenses"),
     ("policies", "policy"), ("harbour", "harbor"), ("stopped", "stopping"), ("organise", "organized")],
)  # fmt: skip
def test_inflections_and_spellings_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("lift", "life"), ("impose", "import"), ("talks", "tale")])
def test_different_words_have_different_stems(one, other):
    assert stem(one) != stem(other)


def test_grouping_finds_every_pair_that_overlaps_enough_with_its_leader():
    sets = [frozenset(words.split()) for words in ("a b c d", "a b c e", "x y z", "a b", "x y z w")]
    groups = grouped(sets, frozenset, lambda *_: True, 0.6)
    assert [len(group) for group in groups] == [2, 2, 1]
    assert all(jaccard(group[0], member) >= 0.6 for group in groups for member in group)


def test_who_backs_an_act_does_not_do_it():
    keys, _ = about(
        ("jd-vance", "Russia supported the sanctions on Egypt", "russia", "support", "sanction", "egypt")
    )
    assert keys == ["any--impose-sanctions--egypt"]


def test_troops_that_are_expelled_withdraw():
    (expelled, withdrawn), _ = about(
        (
            "egypt",
            "the expulsion of American troops from Egypt",
            "egypt",
            "expulsion",
            "troop",
            "united-states",
        ),
        ("russia", "withdraw troops from Egypt", "united-states", "withdraw", "troop", "egypt"),
    )
    assert expelled == withdrawn


def test_a_shorter_wording_of_an_open_act_is_the_fuller_one_of_the_document():
    document = Document("a story")
    russia, egypt = document.known("russia"), document.known("egypt")
    full = document.claim("sign the port agreement with Egypt", russia, "sign", "agreement", egypt)
    short = document.claim("Russia would sign the agreement", russia, "sign", "agreement")
    for claim in (full, short):
        document.position(russia, claim)
    found = resolve([document.reading()], KNOWLEDGE).proposition_of
    assert found[document.ident, full] == found[document.ident, short]


def test_sanctions_of_which_nobody_says_on_whom_are_those_of_one_text():
    (one, other), _ = about(
        ("jd-vance", "impose sanctions", "united-states", "impose", "sanction", None),
        ("pete-hegseth", "impose sanctions", "united-states", "impose", "sanction", None),
    )
    assert one != other


def test_sanctions_on_one_state_are_one_matter_in_two_texts():
    (one, other), _ = about(
        ("jd-vance", "impose sanctions on Egypt", "united-states", "impose", "sanction", "egypt"),
        ("pete-hegseth", "impose sanctions on Egypt", "united-states", "impose", "sanction", "egypt"),
    )
    assert one == other
