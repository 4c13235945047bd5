"""Each repair of a misread word, on a parse built by hand as the parser gives it: mended, and a like one left alone."""

from __future__ import annotations

import pytest
from mended_parses import mended as repaired


def mended(text: str) -> dict[str, tuple[str, str, str]]:
    """Return head, dependency and tag of each word of a mended parse."""
    return {t.text: (t.head.text, t.dep_, t.tag_) for t in repaired(text)}


def test_after_a_modal_stands_a_verb():
    found = mended("Managua/NNP/nsubj/1 must/MD/ROOT/1 jail/NN/compound/3 monks/NNS/attr/1 ././punct/1")
    assert found["jail"] == ("jail", "ROOT", "VB")
    assert found["must"] == ("jail", "aux", "MD")
    assert found["monks"] == ("jail", "dobj", "NNS")
    assert found["Managua"][0] == "jail"


def test_a_modal_without_anything_behind_it_is_left_alone():
    text = "Bern/NNP/nsubj/1 left/VBD/ROOT/1 but/CC/cc/1 Oslo/NNP/nsubj/4 would/MD/conj/1 not/RB/neg/4"
    assert mended(text)["would"] == ("left", "conj", "MD")


def test_a_noun_with_an_auxiliary_is_a_verb():
    found = mended(
        "Oslo/NNP/nsubj/1 claimed|claim/VBD/ROOT/1 Bern/NNP/nsubj/4 was|be/VBD/aux/4 "
        "hiding/NN/compound/5 losses/NNS/dobj/1"
    )
    assert found["hiding"] == ("claimed", "ccomp", "VBG")
    assert found["losses"] == ("hiding", "dobj", "NNS")


def test_the_subject_between_auxiliary_and_verb_is_found():
    found = mended("then/RB/advmod/3 will/MD/aux/3 Yemen/NNP/compound/3 sign/NN/ROOT/3")
    assert found["sign"] == ("sign", "ROOT", "VB")
    assert found["Yemen"] == ("sign", "nsubj", "NNP")


def test_a_that_clause_of_nouns_has_a_verb():
    found = mended(
        "Oslo/NNP/nsubj/1 asked|ask/VBD/ROOT/1 that/IN/mark/5 the/DT/det/5 gas/NN/compound/5 flow/NN/ccomp/1"
    )
    assert found["flow"] == ("asked", "ccomp", "VB")
    assert found["gas"] == ("flow", "nsubj", "NN")
    assert found["the"][0] == "gas"


LIST = (
    "will/MD/aux/1 recall/VB/ROOT/1 envoys/NNS/dobj/1 {} freeze/VB/conj/1 talks/NNS/dobj/4 "
    "and/CC/cc/5 block/NN/compound/8 exports/NNS/conj/5"
)


def test_the_last_of_three_listed_verbs_is_one():
    found = mended(LIST.format(",/,/punct/1"))
    assert found["block"] == ("freeze", "conj", "VB")
    assert found["exports"] == ("block", "dobj", "NNS")


def test_a_compound_behind_two_joined_verbs_is_left_alone():
    assert mended(LIST.replace("and/CC", "or/CC").format("and/CC/cc/1"))["block"][1] == "compound"


def test_a_verb_of_wanting_is_no_auxiliary():
    found = mended(
        "Oslo/NNP/nsubj/3 wants/VBZ/aux/3 not/RB/neg/3 aid/VB/ROOT/3 but/CC/cc/3 trade/NN/conj/3 ././punct/3"
    )
    assert found["wants"] == ("wants", "ROOT", "VBZ")
    assert found["aid"] == ("wants", "dobj", "NN")
    assert found["Oslo"][0] == "wants"


def test_an_inverted_were_is_the_auxiliary_of_a_condition():
    found = mended(
        "Oslo/NNP/nsubj/2 would/MD/aux/2 leave/VB/ROOT/2 were|be/VBD/ccomp/2 Bern/NNP/attr/3 "
        "to/TO/aux/6 close/VB/advcl/3"
    )
    assert found["close"] == ("leave", "advcl", "VB")
    assert found["Bern"] == ("close", "nsubj", "NNP")


def test_a_sentence_of_nouns_gets_its_verb_back():
    found = mended(
        "rejection/NN/ROOT/0 of/IN/prep/0 loans/NNS/pobj/1 by/IN/prep/0 Harare/NNP/nmod/6 "
        "shocked|shock/VBN/amod/6 bankers/NNS/pobj/3 ././punct/0"
    )
    assert found["shocked"] == ("shocked", "ROOT", "VBD")
    assert found["rejection"] == ("shocked", "nsubj", "NN")
    assert found["Harare"] == ("by", "pobj", "NNP")
    assert found["bankers"] == ("shocked", "dobj", "NNS")


def test_a_heading_without_a_full_stop_stays_a_noun_phrase():
    text = "fear/NN/ROOT/0 of/IN/prep/0 Harare/NNP/nmod/4 shocked|shock/VBN/amod/4 bankers/NNS/pobj/1"
    assert mended(text)["shocked"][1] == "amod"


def test_a_plural_behind_an_adjective_can_be_the_verb():
    found = mended(
        "claim/NN/ROOT/0 that/IN/mark/3 dams/NNS/nsubj/3 are|be/VBP/acl/0 safe/JJ/amod/5 "
        "angers|anger/NNS/attr/3 Cairo/NNP/npadvmod/3 ././punct/0"
    )
    assert found["angers"] == ("angers", "ROOT", "VBZ")
    assert found["safe"] == ("are", "acomp", "JJ")
    assert found["Cairo"] == ("angers", "dobj", "NNP")


@pytest.mark.parametrize(("noun", "mends"), [("tanker/NN", True), ("tankers/NNS", False)])
def test_a_singular_subject_does_not_deal(noun: str, mends: bool) -> None:
    word = noun.partition("/")[0]
    found = mended(
        f"{noun}/nsubj/1 deal/VBP/ROOT/1 unsettled|unsettle/VBN/amod/3 officials/NNS/dobj/1 ././punct/1"
    )
    assert (found["deal"] == ("unsettled", "nsubj", "NN")) is mends
    assert (found[word][1] == "compound") is mends


@pytest.mark.parametrize(("tag", "mends"), [("VBD", True), ("VBN", False)])
def test_a_past_tense_is_no_attribute_of_the_candidate_behind_it(tag: str, mends: bool) -> None:
    found = mended(
        "Lund/NNP/nsubj/7 on/IN/prep/0 Sunday/NNP/pobj/1 "
        f"endorsed|endorse/{tag}/amod/4 candidate/NN/compound/5 Holm/NNP/appos/0 "
        ",/,/punct/7 becoming|become/VBG/ROOT/7 first/JJ/acomp/7 ././punct/7"
    )
    assert (found["Lund"] == ("endorsed", "nsubj", "NNP")) is mends
    assert (found["Holm"] == ("endorsed", "dobj", "NNP")) is mends
    assert (found["becoming"] == ("endorsed", "advcl", "VBG")) is mends
    assert (found["on"] == ("endorsed", "prep", "IN")) is mends


def test_a_past_tense_before_the_noun_that_heads_all_is_left_alone() -> None:
    found = mended("Candidate/NN/compound/2 backed|back/VBD/amod/2 Holm/NNP/ROOT/2 ././punct/2")
    assert found["backed"] == ("Holm", "amod", "VBD")


def test_two_capitalised_words_are_one_name():
    found = mended("Narges/NNS/nsubj/2 Amiri/NNP/dobj/0 left/VBD/ROOT/2")
    assert found["Amiri"] == ("left", "nsubj", "NNP")
    assert found["Narges"] == ("Amiri", "compound", "NNP")


def test_the_verb_of_a_headline_is_found_among_the_names():
    found = mended(
        "Karim/NNP/compound/4 Nassar/NNP/compound/2 Endorses/NNP/compound/4 Lina/NNP/compound/4 Haddad/NNP/ROOT/4"
    )
    assert found["Endorses"] == ("Endorses", "ROOT", "VBZ")
    assert found["Nassar"] == ("Endorses", "nsubj", "NNP")
    assert found["Karim"][0] == "Nassar"
    assert found["Haddad"] == ("Endorses", "dobj", "NNP")


def test_the_verb_of_a_headline_gets_its_tag():
    assert mended("Meloni/NNP/nsubj/1 Slams/NNP/ROOT/1 Strike/NN/dobj/1")["Slams"][2] == "VBZ"


def test_a_row_of_names_without_a_verb_is_left_alone():
    text = "Great/NNP/compound/3 Lakes/NNPS/compound/3 Shipping/NNP/compound/3 Company/NNP/ROOT/3"
    assert {tag for _, _, tag in mended(text).values()} == {"NNP", "NNPS"}


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Oslo/NNP/nsubj/1 voted|vote/VBD/ROOT/1 down/IN/prep/1 plans/NNS/pobj/2", "plans"),
        ("Oslo/NNP/nsubj/1 walked|walk/VBD/ROOT/1 back/RB/advmod/1 threats/NNS/pobj/2", "threats"),
    ],
)
def test_the_particle_of_a_cue_is_no_preposition(text: str, noun: str) -> None:
    verb = text.split()[1].partition("|")[0]
    assert mended(text)[noun][:2] == (verb, "dobj")


def test_a_preposition_that_is_no_particle_of_a_cue_keeps_its_noun():
    text = "Oslo/NNP/nsubj/1 walked|walk/VBD/ROOT/1 down/IN/prep/1 stairs/NNS/pobj/2"
    assert mended(text)["stairs"] == ("down", "pobj", "NNS")


def test_who_speaks_in_a_parenthesis_is_no_apposition():
    found = mended(
        "ship/NN/nsubj/3 ,/,/punct/0 Oslo/NNP/appos/0 said|say/VBD/parataxis/5 ,/,/punct/3 sank/VBD/ROOT/5"
    )
    assert found["Oslo"][:2] == ("said", "nsubj")
    assert found["ship"][:2] == ("sank", "nsubj")


def test_who_said_also_urged():
    found = mended(
        "Oslo/NNP/nsubj/1 said|say/VBD/ROOT/1 talks/NNS/nsubj/3 failed/VBD/ccomp/1 and/CC/cc/3 "
        "urged|urge/VBD/conj/3 Bern/NNP/dobj/5 to/TO/aux/8 act/VB/xcomp/5"
    )
    assert found["urged"][:2] == ("said", "conj")


def test_nobody_thinks_a_tank():
    found = mended(
        "Rao/NNP/nsubj/1 told/VBD/ROOT/1 the/DT/det/4 Baltic/NNP/compound/4 Council/NNP/dobj/1 "
        "think/VBP/ccomp/1 tank/NN/dobj/5 that/IN/mark/9 Mali/NNP/nsubj/9 fell/VBD/ccomp/5 ././punct/1"
    )
    assert found["tank"] == ("told", "dobj", "NN")
    assert found["think"] == ("tank", "compound", "NN")
    assert found["Council"] == ("tank", "compound", "NNP")
    assert found["fell"] == ("told", "ccomp", "VBD")


def test_who_speaks_to_a_think_tank_is_the_subject_of_the_verb_behind_it():
    found = mended(
        "Rao/NNP/nsubj/1 speaking/VBG/csubj/5 to/IN/prep/1 the/DT/det/4 Forum/NNP/pobj/2 think/VB/ROOT/5 "
        "tank/NN/dobj/5 called/VBN/acl/6 the/DT/det/9 pact/NN/dobj/7 dead/JJ/oprd/7 ././punct/5"
    )
    assert found["called"] == ("called", "ROOT", "VBD")
    assert found["Rao"] == ("called", "nsubj", "NNP")
    assert found["speaking"] == ("Rao", "acl", "VBG")
    assert found["tank"] == ("to", "pobj", "NN")


def test_what_they_think_of_tank_crews_is_left_alone():
    found = mended(
        "They/PRP/nsubj/1 think/VBP/ROOT/1 tank/NN/compound/3 crews/NNS/nsubj/4 left/VBD/ccomp/1 ././punct/1"
    )
    assert found["think"] == ("think", "ROOT", "VBP")


def test_a_long_object_behind_what_it_is_called_is_a_noun():
    found = mended(
        "Oslo/NNP/nsubj/1 dismissed|dismiss/VBD/ROOT/1 as/IN/mark/4 nonsense/NN/pobj/2 claims|claim/VBZ/advcl/1 "
        "that/IN/mark/7 Bern/NNP/nsubj/7 lied|lie/VBD/ccomp/4 ././punct/1"
    )
    assert found["claims"] == ("dismissed", "dobj", "NNS")
    assert found["nonsense"] == ("as", "pobj", "NN")
    assert found["lied"] == ("claims", "acl", "VBD")


def test_a_verb_with_a_subject_behind_as_is_left_alone():
    found = mended(
        "Oslo/NNP/nsubj/1 left|leave/VBD/ROOT/1 as/IN/mark/4 Bern/NNP/nsubj/4 claims|claim/VBZ/advcl/1 "
        "that/IN/mark/7 Rome/NNP/nsubj/7 lied|lie/VBD/ccomp/4 ././punct/1"
    )
    assert found["claims"] == ("left", "advcl", "VBZ")


def test_an_adjective_before_an_article_is_what_the_object_is_called():
    found = mended(
        "Oslo/NNP/nsubj/1 condemned|condemn/VBD/ROOT/1 as/IN/prep/1 barbaric/JJ/amod/5 an/DT/det/5 attack/NN/pobj/2 "
        "././punct/1"
    )
    assert found["attack"] == ("condemned", "dobj", "NN")
    assert found["barbaric"] == ("as", "amod", "JJ")


def test_who_stands_behind_an_indefinite_noun_does_what_the_verb_behind_says():
    found = mended(
        "Peru/NNP/nsubj/1 sued|sue/VBD/ROOT/1 Norway/NNP/dobj/1 ,/,/punct/1 a/DT/det/5 charge/NN/nsubj/7 Oslo/NNP/appos/5 "
        "denied|deny/VBD/ccomp/1 ././punct/1"
    )
    assert found["charge"][:2] == ("sued", "appos")
    assert found["denied"][:2] == ("charge", "relcl")
    assert found["Oslo"][:2] == ("denied", "nsubj")


def test_a_deed_that_is_denied_or_blamed_is_no_attribute():
    denied = mended("Oslo/NNP/nsubj/1 denied|deny/VBD/ROOT/1 arming/VBG/amod/3 rebels/NNS/dobj/1 ././punct/1")
    assert denied["arming"][:2] == ("denied", "xcomp")
    assert denied["rebels"][:2] == ("arming", "dobj")
    left = mended(
        "Oslo/NNP/nsubj/1 praised|praise/VBD/ROOT/1 leading/VBG/amod/3 rebels/NNS/dobj/1 ././punct/1"
    )
    assert left["rebels"][:2] == ("praised", "dobj")


def test_a_past_tense_behind_a_name_is_the_verb_of_a_sentence_without_one():
    found = mended(
        "Border/NNP/compound/1 Watch/NNP/ROOT/1 called|call/VBD/acl/1 on/IN/prep/2 Peru/NNP/pobj/3 to/TO/aux/6 "
        "act/VB/advcl/2 ././punct/1"
    )
    assert found["called"] == ("called", "ROOT", "VBD")
    assert found["Watch"][:2] == ("called", "nsubj")
    left = mended("Oslo/NNP/ROOT/0 urged|urge/VBN/acl/0 by/IN/agent/1 Bern/NNP/pobj/2 ././punct/0")
    assert left["urged"][:2] == ("Oslo", "acl")


def test_a_name_behind_a_comma_has_no_participle_before_it():
    found = mended(
        "Rao/NNP/ROOT/0 ,/,/punct/0 a/DT/det/3 friend/NN/appos/0 of/IN/prep/3 Oslo/NNP/pobj/4 ,/,/punct/0 "
        "mocked/JJ/amod/9 van/NNP/compound/9 Rohr/NNP/appos/0 as/IN/prep/9 weak/JJ/amod/10 ././punct/0"
    )
    assert found["mocked"] == ("mocked", "ROOT", "VBD")
    assert found["Rao"][:2] == ("mocked", "nsubj")
    assert found["Rohr"][:2] == ("mocked", "dobj")
    assert found["as"][:2] == ("mocked", "prep")


def test_an_adjective_before_a_name_in_apposition_stays():
    found = mended("Rao/NNP/ROOT/0 ,/,/punct/0 gifted/JJ/amod/3 Rohr/NNP/appos/0 ././punct/0")
    assert found["gifted"] == ("Rohr", "amod", "JJ")


def test_what_has_a_subject_and_an_object_is_no_adjective():
    found = mended("Rao/NNP/nsubj/1 mocked/JJ/ROOT/1 Rohr/NNP/dobj/1 ././punct/1")
    assert found["mocked"] == ("mocked", "ROOT", "VBD")


def test_who_is_fined_a_sum_is_no_kind_of_money():
    found = mended(
        "Oslo/NNP/nsubj/1 fined|fine/VBD/ROOT/1 Falke/NNP/nmod/4 20/CD/nummod/4 euros|euro/NNS/dobj/1 ././punct/1"
    )
    assert found["Falke"] == ("fined", "dobj", "NNP")
    assert found["euros"] == ("fined", "npadvmod", "NNS")


def test_in_a_headline_the_word_in_s_before_an_infinitive_asks_for_it():
    found = mended(
        "Court/NN/compound/1 orders/NNS/compound/2 ministry/NN/nsubj/4 to/TO/aux/4 release/VB/ROOT/4 files/NNS/dobj/4"
    )
    assert found["orders"] == ("orders", "ROOT", "VBZ")
    assert found["Court"][:2] == ("orders", "nsubj")
    assert found["ministry"][:2] == ("orders", "dobj")
    assert found["release"][:2] == ("orders", "xcomp")


@pytest.mark.parametrize(("noun", "label"), [("smugglers|smuggler", "xcomp"), ("permits|permit", "compound")])
def test_who_denies_harbouring_people_denies_a_deed_and_who_is_denied_permits_none(noun, label):
    found = mended(
        f"Oslo/NNP/nsubj/1 denied|deny/VBD/ROOT/1 housing/NN/compound/3 {noun}/NNS/dobj/1 ././punct/1"
    )
    assert found["housing"][1] == label
