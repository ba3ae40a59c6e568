"""When a sentence denies what another one tells."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.sources.denials import contradicts, denials_in, wants_sides
from assistant.answers import Hit
from tests.assistant.press import passage

QUESTION = "Did Orla Finn sell the ferry?"
CLAIM = "Orla Finn sold the ferry in May, the port says."


def candidate(text: str, name: str = "a") -> Candidate:
    return candidates_of([Hit(passage(name, text), 1.0)])[-1]


def denied(denial: str, claim: str = CLAIM, question: str = QUESTION) -> bool:
    return contradicts(candidate(denial, "b"), candidate(claim, "a"), question) is not None


@pytest.mark.parametrize(
    "denial",
    [
        "Orla Finn has denied that she sold the ferry.",
        "Orla Finn denied on Monday having sold the ferry.",
        "Ms Finn did not sell the ferry, her lawyer said.",
        "The owner rejected claims that Orla Finn had sold the ferry.",
        "There is no evidence that Orla Finn sold the ferry, a judge found.",
        "She never sold the ferry.",
        "The owner denied that Finn had sold the boat and said that it was lent.",
    ],
)
def test_a_denial_of_the_same_deed(denial: str) -> None:
    assert denied(denial)


@pytest.mark.parametrize(
    "denial",
    [
        "Orla Finn denied that she had stolen the money.",
        "Orla Finn did not sell the house.",
        "Bo Harm did not sell the ferry.",
        "Orla Finn did not sell only the ferry.",
        "Orla Finn did not sell the ferry until May.",
        "If Orla Finn did not sell the ferry, who did?",
        "Orla Finn denied that she would sell the ferry.",
        "Orla Finn sold the ferry for two crowns.",
        "The council rejected the budget.",
    ],
)
def test_no_denial_of_the_deed(denial: str) -> None:
    assert not denied(denial)


WAR = "Norland says that it does not want war, but that it wants the League to give guarantees."


@pytest.mark.parametrize(
    ("denial", "claim"),
    [
        (
            WAR,
            "Norland also wants the League to pull back forces from states that joined after the Cold War.",
        ),
        (WAR, "Norland wants ports, and war is what its neighbours dread."),
        ("Norland denied that it wants war.", "Norland wants money for the victims of the war."),
        ("Norland did not take the island.", "Norland took the port, and the island fell silent."),
        ("Norland did not sell the island, but sold the port.", "Norland sold the port."),
    ],
)
def test_a_verb_that_says_nothing_alone_is_denied_only_with_its_object(denial: str, claim: str) -> None:
    for question in ("Does Norland want war?", "What does Norland want?", "Did Norland sell the island?"):
        assert not denied(denial, claim, question)


def test_a_denial_of_a_verb_with_its_object() -> None:
    assert denied(WAR, "Norland wants war, its neighbours say.", "Does Norland want war?")
    assert denied(
        "Norland did not take the island.", "Norland took the island.", "Did Norland take the island?"
    )


def test_two_denials_agree() -> None:
    plans = 'In the call Finn told the mayor that she had "no secret plans".'
    assert not denied(
        "Orla Finn has denied that she is planning a sale.", plans, "Is Orla Finn planning a sale?"
    )
    assert not denied("Orla Finn has not sold the ferry.", "Ms Finn denies that she sold the ferry.")


@pytest.mark.parametrize(
    "pointing",
    [
        "The union disputed that.",
        "The union denied the claim on Monday.",
        "The union called the report false.",
        "The union rejected this figure.",
        "The union said this was untrue.",
        "The union denies that they did.",
        "The union says they did not.",
    ],
)
def test_a_denial_that_only_points_denies_the_sentence_before_it(pointing: str) -> None:
    claim, denial = candidates_of(
        [Hit(passage("a", f"The ministry said half the staff came. {pointing}"), 1.0)]
    )
    found = contradicts(denial, claim, "How many of the staff came?")
    assert found is not None
    assert found.points


def test_a_denial_that_points_elsewhere_denies_nothing() -> None:
    assert not denied("A boat sank. The union disputed that.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The miners rejected the offer.",
        "The storm did not hit only Varn.",
        "He would not comment on the report.",
    ],
)
def test_no_denial_at_all(sentence: str) -> None:
    assert not any(one.points or one.is_spoken for one in denials_in(sentence))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Did the minister own shares?", True),
        ("Does he own shares? What does the paper say?", True),
        ("How does Valk explain it, and does Valck accept that?", True),
        ("Since when did they know? I'd like the minister's version and Tamar's.", True),
        ("Who sold the ferry?", False),
        ("Why was the road closed?", False),
    ],
)
def test_questions_that_ask_for_sides(question: str, *, wanted: bool) -> None:
    assert wants_sides(question) is wanted


def test_what_is_denied_may_be_the_day() -> None:
    claim = "They knew of the faulty doors in February, he said."
    assert denied("She denies that she knew of the faulty doors before 2 April.", claim, "Did they know?")
    assert not denied("They did not know of the faulty doors on 2 April.", claim, "Did they know?")


def test_the_object_of_a_claim_may_be_told_beside_it() -> None:
    claim = '"They knew in February," he said of the faulty doors.'
    question = "Since when did they know of the faulty doors? I would like both versions."
    assert denied("She denies that she knew of the faulty doors before 2 April.", claim, question)


def test_another_cause_is_denied_where_the_cause_is_asked() -> None:
    claim = "The school of Halm was closed because of mould in its rooms, the council said."
    denial = "Parents say that the school of Halm was closed to save money and not because of mould."
    assert denied(denial, claim, "Why was the school of Halm closed?")
    assert not denied(denial, claim.replace("mould", "damp"), "Why was the school of Halm closed?")


def test_officers_are_the_police() -> None:
    claim = "Police used rubber bullets at the march in Halm, doctors said."
    question = "Did the police use rubber bullets at the march in Halm?"
    assert denied("Officers had not used rubber bullets at the march, a spokesman said.", claim, question)
    assert not denied("Marshals had not used rubber bullets at the march, a spokesman said.", claim, question)


def test_whoever_did_not_know_of_something_denies_that_they_knew() -> None:
    question = "Did the bank know of the fraud?"
    claim = "The bank knew of the fraud, a former clerk told the court."
    assert denied("Its head told the court that the bank did not know of the fraud.", claim, question)
    assert not denied("Its customers did not know of the fraud.", claim, question)
    assert not denied("The bank did not know whether it was fraud.", claim, question)


def test_a_denial_of_what_its_own_sentence_tells_does_not_point_at_another() -> None:
    survey = "In a survey 58 percent said they understood the drivers, and 33 percent said they did not."
    assert not any(one.points for one in denials_in(survey))
    assert any(one.points for one in denials_in("The company said that they did not."))
