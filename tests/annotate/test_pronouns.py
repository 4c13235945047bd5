from __future__ import annotations

import pytest

pytestmark = pytest.mark.model

MACRON, LEYEN, PUTIN, TRUMP = "emmanuel-macron", "ursula-von-der-leyen", "vladimir-putin", "donald-trump"


@pytest.mark.parametrize(
    ("text", "pronoun", "known"),
    [
        ("Emmanuel Macron met Vladimir Putin. He asked for a truce.", "He", MACRON),
        ("Emmanuel Macron met Ursula von der Leyen. She asked for a truce.", "She", LEYEN),
        ("Donald Trump's announcement stunned many. They fear that he may leave.", "he ", TRUMP),
        ("Before he left for Rome, Emmanuel Macron thanked the crews.", "he ", MACRON),
        ("Emmanuel Macron, who arrived late, thanked the crews.", "who", MACRON),
        ("Vladimir Putin told Emmanuel Macron about himself.", "himself", PUTIN),
        ("Vladimir Putin said Emmanuel Macron had called him.", "him.", PUTIN),
        ("Russia said it would leave the pact.", "it ", "russia"),
        ("Russia opposed the levy, and France thanked it for its stand.", "it ", "russia"),
        ("NATO reviewed its budget.", "its", "nato"),
        ("France wants Russia to open its archives.", "its", "russia"),
        ("France urged Russia to reopen its border.", "its", "russia"),
        ("NATO called on Turkey to close its waters to both fleets.", "its", "turkey"),
        ("NATO called on Turkey to back its plan.", "its", "nato"),
        ("Russia assured France of its support.", "its", "russia"),
        ("Turkey, which borders Russia, objected.", "which", "turkey"),
        ("France closed ports. Turkey rejected its offer of talks.", "its", "france"),
        ("France closed ports. Turkey defended its offer of talks.", "its", "turkey"),
        ("France closed ports. Turkey criticised its own envoy.", "its", "turkey"),
        ("Emmanuel Macron spoke. Vladimir Putin called his Sahel policy reckless.", "his", MACRON),
        ("Emmanuel Macron spoke. Vladimir Putin called his victory historic.", "his", PUTIN),
    ],
)
def test_a_pronoun_finds_its_antecedent(see, text, pronoun, known):
    assert see(text).known(pronoun) == known


@pytest.mark.parametrize(
    "text",
    [
        "Russia waited. It is clear that talks failed.",
        "Russia waited. It seems that talks failed.",
        "Russia waited. It was reported that talks failed.",
        "Russia waited. It is vital to talk.",
        "Russia waited. It was the fourth violation within a year.",
    ],
)
def test_a_placeholder_it_denotes_nobody(see, text):
    assert see(text).who("It ") is None


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Russia backs the levy. France opposes it.", "it."),
        ("Russia welcomed the ruling, while France rejected it as biased.", "it "),
        ("Russia opposes the toll, arguing that it would hurt traders.", "it "),
        ("Russia and Turkey blocked the toll, arguing that it would hurt traders.", "it "),
        ("France will support the truce only if it includes the militia.", "it "),
        ("Russia welcomed the truce. NATO hopes that it will encourage others to come forward.", "it "),
        ("Emmanuel Macron said that Russia backed the idea, but only if it led to peace.", "it "),
    ],
)
def test_it_is_the_matter_that_a_side_was_taken_on_and_no_actor(see, text, pronoun):
    assert see(text).who(pronoun) is None


def test_it_that_gains_under_a_condition_is_the_actor(see):
    assert see("Russia will support the toll if it gets a share.").known("it ") == "russia"


def test_who_wants_their_removal_is_not_to_be_removed(see):
    seen = see("The sanctions on Mali expire. France and Russia favour their removal.")
    assert seen.who("their") is None


def test_an_embassy_is_not_of_the_country_where_it_stands(see):
    seen = see("Russia denied it. Its embassy in Paris rejected the reports.")
    assert seen.name("Its embassy") == "embassy of Russia"


def test_it_before_a_personal_adjective_denotes_the_actor(see):
    assert see("Russia gave no sign that it is ready to talk.").known("it ") == "russia"


def test_they_are_the_plural_group(see):
    seen = see("French farmers met Emmanuel Macron. They want higher prices.")
    assert seen.name("They") == "French farmers"


def test_they_are_those_who_spoke_with_each_other(see):
    seen = see("Donald Trump held a call with Vladimir Putin, in which they agreed to meet.")
    assert seen.name("they") == "Donald Trump and Vladimir Putin"


def test_a_speaker_is_not_the_he_of_his_own_quote(see):
    text = 'Emmanuel Macron met Vladimir Putin in Paris. "He gave me no answer," Macron said.'
    assert see(text).known("He ") == "vladimir-putin"


def test_first_persons_are_listed_and_not_resolved(see):
    seen = see('"We will not yield, and I mean it," Emmanuel Macron said.')
    assert [seen.annotated.doc[i].text for i in seen.annotated.first_persons] == ["We", "I"]


def test_gender_is_learned_from_a_pronoun(see):
    seen = see("Noor Lindqvist arrived. She praised the crews. Emmanuel Macron waited. She left with him.")
    assert seen.name("She ", 1) == "Noor Lindqvist"


def test_an_object_is_not_the_subject_that_two_verbs_share(see):
    text = "In an answer to Vladimir Putin, Emmanuel Macron called him rude and accused him of lies."
    assert {see(text).known("him ", n) for n in range(2)} == {"vladimir-putin"}


def test_a_country_pointed_at_in_a_quote_is_the_speakers(see):
    seen = see(
        'Turkey and Jordan met. "Nobody will attack this country again," French President Emmanuel Macron said.'
    )
    assert seen.known("country") == "france"


@pytest.mark.parametrize(
    ("text", "possessive", "known"),
    [
        ("Donald Trump attacked Emmanuel Macron for his support for the dam.", "his", MACRON),
        ("Donald Trump accused Vladimir Putin of betraying his friends.", "his", PUTIN),
        ("Donald Trump met Emmanuel Macron in his office.", "his", TRUMP),
    ],
)
def test_what_somebody_is_judged_for_is_his_own(see, text, possessive, known):
    assert see(text).known(possessive) == known


def test_a_body_that_opens_the_sentence_is_the_speakers(see):
    assert see("His government, Emmanuel Macron told reporters, would send troops.").known("His") == MACRON
