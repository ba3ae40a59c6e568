"""Rules of the verifier on sentences that differ in one thing from their evidence."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.checking.figures import wrong_figure
from assistant.answering.checking.links import torn_apart
from assistant.answering.checking.order import turned_round
from assistant.answering.checking.particles import other_particle, other_preposition
from assistant.answering.checking.polarity import changed_mark
from assistant.answering.checking.speakers import unfaithful_speaker

FRIDAY = date(2024, 3, 8)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("It fell on 8 March 2024.", "It fell on Friday."),
        ("It fell on Feb. 3.", "It fell on 3 February."),
        ("It fell on Thursday.", "It fell yesterday."),
        ("Twelve hundred tiles fell.", "Some 40 men saw 1,200 tiles fall."),
        ("It cost $5bn.", "It cost 5 billion dollars."),
        ("Turnout was 71%.", "Turnout was 71 per cent."),
        ("The fire injured 23 and killed five men.", "Five men were killed and 23 injured in the fire."),
    ],
)
def test_one_figure_in_two_forms_is_the_same(claim: str, evidence: str) -> None:
    assert wrong_figure(claim, [evidence], [FRIDAY]) == ""


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("It fell on 9 March 2024.", "It fell on Friday."),
        ("Nine were dead on Tuesday.", "Four were dead on Tuesday, and nine were dead on Wednesday."),
        ("Fewer than 30 died.", "More than 30 died."),
        ("Five men were injured and 23 were killed.", "Five men were killed and 23 were injured."),
        ("Five men were injured.", "Five men were killed and 23 injured."),
        ("The fire injured five men.", "The fire killed five men and injured 23."),
        ("The road is 12 miles long.", "The road is 12 kilometres long."),
    ],
)
def test_another_figure_measure_unit_or_place_is_told(claim: str, evidence: str) -> None:
    assert wrong_figure(claim, [evidence], [FRIDAY])


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The port will close.", "The port may close."),
        ("The firm will sell the port.", "The firm plans to sell the port."),
        ("The cause is known.", "The cause is not known."),
        ("Weyl held shares.", "Weyl denied that he held shares."),
        ("All voters stood in the rain.", "Some voters stood in the rain."),
    ],
)
def test_a_doubt_a_plan_a_denial_or_a_quantity_may_not_change(claim: str, evidence: str) -> None:
    assert changed_mark(claim, [evidence])
    assert changed_mark(evidence, [evidence]) == ""


def test_what_somebody_said_may_not_become_a_fact_or_be_said_by_another() -> None:
    evidence = ["The hill had lost its foot, Ms Brasch said on Friday."]
    assert unfaithful_speaker("Brasch said that the hill had lost its foot.", evidence, "", "") == ""
    assert "as a fact" in unfaithful_speaker("The hill had lost its foot.", evidence, "", "")
    assert "brask" in unfaithful_speaker("Brask said that the hill had lost its foot.", evidence, "", "")


def test_who_did_it_to_whom_may_not_be_turned_round_but_the_passive_may() -> None:
    evidence = ["The union sued the harbour firm in May."]
    assert turned_round("The harbour firm sued the union.", evidence)
    assert turned_round("The harbour firm was sued by the union.", evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (
            "If the owners are serious in saying that they want no strike, they must go on talking.",
            'If the owners are serious in saying that they want "no strike", Vann tweeted, they must go on talking.',
        ),
        (
            "A town that gives up its pool will miss it sooner than it thinks.",
            "He laid a letter down and said a town that gives up its pool will miss it sooner than it thinks.",
        ),
    ],
)
def test_a_claim_with_a_verb_of_saying_of_its_own_still_needs_its_speaker(claim: str, evidence: str) -> None:
    assert "as a fact" in unfaithful_speaker(claim, [evidence], "", "")


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (
            "Vann tweeted that if the owners are serious, they must go on talking.",
            "If the owners are serious about the strike, Vann tweeted, then they must go on talking.",
        ),
        (
            "Mossel said a town that gives up its pool will miss it sooner than it thinks.",
            "He laid a letter down and said a town that gives up its pool will miss it sooner than it thinks.",
        ),
    ],
)
def test_a_claim_that_keeps_its_speaker_passes(claim: str, evidence: str) -> None:
    assert unfaithful_speaker(claim, [evidence], "Edric Mossel took the other side.", "") == ""


def test_who_speaks_without_what_is_said_is_no_statement() -> None:
    evidence = ["Police are hunting a man over the fire, the Lantern says."]
    assert unfaithful_speaker("The Lantern says.", evidence, "", "")


def test_a_fear_may_not_become_a_saying() -> None:
    evidence = ["The mayor says that 40 ships lie there.", "The mayor fears that a strike will follow."]
    assert changed_mark("The mayor says that a strike will follow.", evidence)
    assert changed_mark("The mayor fears that a strike will follow.", evidence) == ""


def test_who_is_to_do_it_may_not_change() -> None:
    evidence = ["Velm also wants Orrinia to pull back the ships."]
    assert turned_round("Velm also wanted to pull back the ships.", evidence)
    assert turned_round("Velm wants Orrinia to pull back its ships.", evidence) == ""


def test_a_verb_may_not_get_another_particle() -> None:
    evidence = ["Velm wants Orrinia to pull back the ships."]
    assert other_particle("Velm wants Orrinia to pull out the ships.", evidence)
    assert other_particle("Velm wants Orrinia to pull back the ships.", evidence) == ""
    assert other_particle("Velm took over in May.", ["Velm took the firm in May."]) == ""


def test_neither_of_two_is_not_one_of_them() -> None:
    evidence = ["The police have named neither the man of 41 nor the woman."]
    assert changed_mark("The police have named the man of 41 but not the woman.", evidence)
    assert changed_mark("The police have named neither the woman nor the man.", evidence) == ""


def test_a_place_may_not_become_one_away_from_it() -> None:
    evidence = ["She met them in the hall of Velm, a town 30 km from the burning heath."]
    assert other_preposition("The hall of Velm is on the burning heath.", evidence)
    assert other_preposition("The hall of Velm is 30 km from the burning heath.", evidence) == ""
    assert other_preposition("He resigned before the verdict.", ["He resigned after the verdict."])


def test_of_two_speakers_the_one_who_said_it_is_meant() -> None:
    evidence = [
        "The manager, Leo Grath, said the tower had been cleaned in September.",
        "But a former technician said the autumn cleaning had been skipped.",
    ]
    assert unfaithful_speaker("Leo Grath said that the autumn cleaning had been skipped.", evidence, "", "")
    assert not unfaithful_speaker("Leo Grath said that the tower had been cleaned.", evidence, "", "")


def test_a_speaker_without_a_name_may_begin_a_sentence() -> None:
    evidence = ["Three people have died, health officials said on Tuesday."]
    assert unfaithful_speaker("Health officials said that three people have died.", evidence, "", "") == ""


def test_what_is_compared_may_not_be_exchanged() -> None:
    evidence = ["Bread has become dearer than milk."]
    assert "than" in turned_round("Milk has become dearer than bread.", evidence)
    assert turned_round("Bread has become dearer than milk.", evidence) == ""


def test_an_office_beside_a_name_is_not_another_name() -> None:
    evidence = ["Nico Tarvin, the Hexley goalkeeper, saved two penalties."]
    assert turned_round("Hexley's goalkeeper Nico Tarvin saved two penalties.", evidence) == ""


def test_none_at_all_is_none() -> None:
    assert changed_mark("Marlock had no cases.", ["In Marlock there was no case at all."]) == ""


def test_where_the_night_ends_no_clause_begins() -> None:
    evidence = ["Thieves stole a cup before dawn on Sunday, escaping by boat."]
    assert torn_apart("The thieves escaped by boat.", evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (
            "Minister Joan Firth denied that the money would be better spent on ferries.",
            "Minister Joan Firth denied that the money would be better spent on ferries, as some islanders say.",
        ),
        (
            "Beatrix Noll, who chairs the jury, said that the jury would look into the matter.",
            "The chair of the jury of the great Halvard Prize, Beatrix Noll, said the jury would look into the matter.",
        ),
        (
            "Selma Okoro of the Produce Association said that the bananas might have to be thrown away.",
            "Selma Okoro, who heads the Produce Association, said that the bananas might have to be thrown away.",
        ),
    ],
)
def test_what_is_told_beside_a_speaker_does_not_change_who_speaks(claim: str, evidence: str) -> None:
    assert unfaithful_speaker(claim, [evidence], "", "") == ""


def test_who_is_only_told_of_beside_a_speaker_does_not_speak() -> None:
    evidence = ["The ministry, which cut the museum's grant, said it would pay for a review."]
    assert unfaithful_speaker("The museum said it would pay for a review.", evidence, "", "")


def test_a_vote_against_is_no_vote_for() -> None:
    evidence = ["The council voted for an expansion."]
    assert other_preposition("The council voted against an expansion.", evidence)
    assert other_preposition("The council voted for an expansion.", evidence) == ""


def test_a_rumour_may_not_become_a_fact() -> None:
    evidence = ["All week the rumour ran that Niko Tarven is off to a club abroad."]
    assert "as a fact" in unfaithful_speaker("Niko Tarven is off to a club abroad.", evidence, "", "")


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The cooperative will pay 40 crowns.", "The cooperative will be paid 40 crowns."),
        ("The insurers have been offered a deal.", "The insurers have offered a deal."),
    ],
)
def test_who_does_it_is_not_to_whom_it_is_done(claim: str, evidence: str) -> None:
    assert turned_round(claim, [evidence])
    assert turned_round(evidence, [evidence]) == ""


def test_a_bridge_that_was_closed_has_closed() -> None:
    assert turned_round("The bridge has closed.", ["The bridge was closed at noon."]) == ""
