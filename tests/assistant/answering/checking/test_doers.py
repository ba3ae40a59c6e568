"""Who does it: sentences with the evidence's words and another doer."""

from __future__ import annotations

import pytest

from assistant.answering.checking.doers import other_doer


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Brask told Solm that he had no plans.", "In that call Solm told Brask that he had no plans."),
        (
            "A laboratory in Velm sent samples from a tap to a nurse.",
            "A retired nurse, Ottla Brenn, sent samples from her tap to a university laboratory in Velm.",
        ),
        (
            "President Maro received 93,206 votes.",
            "Mr Okram received 93,206 votes in the run-off, against 92,094 for President Maro.",
        ),
        (
            "Velm puts Orrinia's dead at 31.",
            "Velm now puts its own dead at 31 and Orrinia puts its own at 19.",
        ),
    ],
)
def test_the_deed_of_another_is_not_borne_out(claim: str, evidence: str) -> None:
    assert other_doer(claim, [evidence])


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Solm told Brask that he had no plans.", "In that call Solm told Brask that he had no plans."),
        ("Brask sued the firm.", "The firm was sued by Brask on Friday."),
        ("Velm built the ships.", "The largest ships built in Velm sank."),
        (
            "The nurse sent samples to Velm.",
            "A retired nurse, Ottla Brenn, sent samples from her tap to Velm.",
        ),
        ("Velm puts Orrinia's dead at 19.", "Velm puts the dead of Orrinia at 19."),
    ],
)
def test_a_deed_that_keeps_its_doer_passes(claim: str, evidence: str) -> None:
    assert other_doer(claim, [evidence]) == ""


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The city will pay 30 per cent.", "The state will pay 30 per cent and the city the rest."),
        (
            "The ministry's grant was cut last year.",
            "The ministry, which cut the museum's grant last year, will pay for it.",
        ),
    ],
)
def test_what_another_will_do_or_own_is_not_borne_out(claim: str, evidence: str) -> None:
    assert other_doer(claim, [evidence])


def test_a_thing_that_keeps_its_owner_passes() -> None:
    evidence = ["The ministry, which cut the museum's grant last year, will pay for it."]
    assert other_doer("The museum's grant was cut by the ministry.", evidence) == ""
    assert other_doer("The city will pay the rest.", ["The city will pay the rest."]) == ""
