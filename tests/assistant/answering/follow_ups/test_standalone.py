"""Questions that lean on the turns before."""

from __future__ import annotations

import pytest

from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.standalone import (
    asks_about_what_was_said,
    asks_for_more,
    leans,
    standalone_question,
)
from assistant.answering.language.question_kinds import points_elsewhere
from assistant.questions import LONGEST_QUESTION

VANN = Turn(
    "What did Pelle Vann say about the lighthouse?",
    "The lighthouse kept us safe, said the harbour master, Pelle Vann.",
    (
        "The lighthouse kept us safe, said Pelle Vann. The council wants to sell the tower for 200,000 crowns.",
    ),
)
TROOPS = Turn(
    "How many troops are at the border?",
    "According to the West, the Kremlin has placed more than 100,000 troops along the borders of Ukraine.",
)
ESTONIA = Turn("How many troops has the US sent to Estonia this week?", "The US has sent 800 troops.")
FIRE = Turn("How many people were killed in the fire at Halm?", "Five people were killed, police said.")
MAROUD = Turn(
    "Who won the election in the Sunhal Islands?", "The commission declared Sefa Maroud the winner."
)
DEAL = Turn(
    "Did the Port Sennick dockers accept the deal?", "The dockers voted yesterday to accept the deal."
)


@pytest.mark.parametrize(
    ("turn", "question", "standalone"),
    [
        (VANN, "When did he say it?", "When did Pelle Vann say that the lighthouse kept us safe?"),
        (VANN, "How old is it?", "How old is the lighthouse? (Pelle Vann)"),
        (VANN, "What did he tell Kreel?", "What did Pelle Vann tell Kreel?"),
        (MAROUD, "And when does he take the oath?", "When does Sefa Maroud take the oath?"),
        (DEAL, "So when are they back at work?", "When are the Port Sennick dockers back at work?"),
        (DEAL, "Was it close?", "Was the deal close? (the Port Sennick dockers)"),
        (TROOPS, "Are they Russian?", "Are the troops Russian?"),
        (
            ESTONIA,
            "What are their tasks there?",
            "What are the troops’ tasks in Estonia? (the US)",
        ),
    ],
)
def test_names_take_the_place_of_pronouns(turn: Turn, question: str, standalone: str) -> None:
    assert standalone_question(question, [turn]) == standalone


@pytest.mark.parametrize(
    ("turn", "question", "standalone"),
    [
        (TROOPS, "And in March?", "How many troops are at the border in March?"),
        (TROOPS, "What about the UK?", "How many troops of the UK are at the border?"),
        (ESTONIA, "What about the UK?", "How many troops has the UK sent to Estonia this week?"),
        (ESTONIA, "And to Latvia?", "How many troops has the US sent to Latvia this week?"),
        (ESTONIA, "And last week?", "How many troops has the US sent to Estonia last week?"),
        (VANN, "And Sanna Kreel?", "What did Sanna Kreel say about the lighthouse?"),
        (VANN, "What about the buoy?", "What did Pelle Vann say about the buoy?"),
        (FIRE, "And injured?", "How many people were injured in the fire at Halm?"),
        (FIRE, "In Orrin?", "How many people were killed in the fire in Orrin?"),
        (DEAL, "And the drivers?", "Did the drivers accept the deal?"),
    ],
)
def test_the_changed_part_is_put_into_the_last_question(turn: Turn, question: str, standalone: str) -> None:
    assert standalone_question(question, [turn]) == standalone


@pytest.mark.parametrize(
    ("turn", "question", "standalone"),
    [
        (TROOPS, "Why?", "Why are troops at the border?"),
        (TROOPS, "Since when?", "Since when are troops at the border?"),
        (DEAL, "Why?", "Why did the Port Sennick dockers accept the deal?"),
        (FIRE, "When?", "When were people killed in the fire at Halm?"),
        (FIRE, "Name them.", "Which people were killed in the fire at Halm?"),
        (
            TROOPS,
            "And who said so?",
            "Who said that the Kremlin has placed more than 100,000 troops along the borders of Ukraine?",
        ),
        (VANN, "Says who?", "Who said that the lighthouse kept us safe?"),
        (DEAL, "Is that confirmed?", "Is it confirmed that the dockers voted yesterday to accept the deal?"),
        (FIRE, "What else?", "What else happened? (the fire at Halm, people)"),
    ],
)
def test_a_question_of_a_few_words_is_asked_of_the_last_matter(
    turn: Turn, question: str, standalone: str
) -> None:
    assert standalone_question(question, [turn]) == standalone


@pytest.mark.parametrize(
    "question",
    [
        "How much did Edda Morn spend on a new oven?",
        "When will the comet be closest to Earth?",
        "Who found a comet?",
        "Why did the bakery burn?",
        "How many rooms does the hotel in Orrin have?",
        "Did Edda Morn sell the bakery when it burned?",
        "Is it true that Edda Morn sold the bakery?",
        "How many buyers are there for the bakery of Edda Morn?",
        "What did Edda Morn say that she would do with her oven?",
        "Did the baker sell her shop, and did she say why?",
        "What did those who burned nets in Skell want?",
        "Who in this year's race of Kelm came first?",
        "And how much did Edda Morn spend?",
        "Was it proved that Edda Morn burned the bakery?",
        "How long will it take to rebuild the bakery?",
        "Kelm harbour mines",
    ],
)
@pytest.mark.parametrize("turn", [VANN, TROOPS, MAROUD])
def test_a_new_topic_never_takes_the_old_one_with_it(turn: Turn, question: str) -> None:
    assert standalone_question(question, [turn]) == question
    assert not leans(question, [turn])


def test_an_announced_new_topic_takes_nothing_even_where_it_leans() -> None:
    assert standalone_question("Another topic: how many were hurt?", [VANN]) == "How many were hurt?"
    assert standalone_question("Something else: was anyone hurt?", [VANN]) == "Was anyone hurt?"
    assert not leans("Something else: was anyone hurt?", [VANN])
    assert leans("Why?", [VANN])


def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert standalone_question("What did he say about it?", []) == "What did he say about it?"


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("Why?", "Why did the Port Sennick dockers accept the deal?"),
        ("When did they vote?", "When did the Port Sennick dockers vote? (the deal)"),
        ("And the drivers?", "Did the drivers accept the deal?"),
        ("Who said so?", "Who said so? (the Port Sennick dockers, the deal)"),
    ],
)
def test_after_a_refusal_the_question_itself_is_leaned_on(question: str, standalone: str) -> None:
    assert standalone_question(question, [Turn(DEAL.question)]) == standalone


def test_who_was_answered_is_meant_rather_than_who_was_asked_about() -> None:
    turn = Turn("Who succeeded Matthis Coyle?", "The company named Selma Dreyer as his successor.")
    assert standalone_question("When did she begin her work?", [turn]) == (
        "When did Selma Dreyer begin her work?"
    )


def test_she_is_not_a_man_who_was_named_last() -> None:
    turns = [
        Turn(
            "Who is Dr Sabine Orlo?",
            "Dr Sabine Orlo is the Ethics Commissioner.",
            ("Orlo said that she knew.",),
        ),
        Turn("When did Anton Weyl resign?", "Weyl resigned on Thursday.", ("Mr Weyl said he would go.",)),
    ]
    assert standalone_question("What did she find in the files?", turns) == (
        "What did Dr Sabine Orlo find in the files?"
    )


def test_a_correction_changes_the_name_that_was_mixed_up() -> None:
    turn = Turn("When was Jonah Pell arrested?", "Jonas Pell was arrested on Tuesday.")
    assert standalone_question("Sorry, I meant Jonas, the night guard.", [turn]) == (
        "When was Jonas Pell arrested?"
    )
    assert standalone_question("No, I meant where.", [turn]) == "Where was Jonah Pell arrested?"


def test_the_other_one_is_the_second_of_two_that_were_named() -> None:
    turns = [
        Turn("Which towns does the tunnel link?", "It joins Vessing and Torle."),
        Turn("How many people live in Vessing?"),
    ]
    assert standalone_question("And the other one?", turns) == "How many people live in Torle?"


def test_a_sentence_about_the_last_passages_goes_on_with_them() -> None:
    assert standalone_question("And who wants to buy the tower?", [VANN]) == (
        "Who wants to buy the tower? (Pelle Vann, the lighthouse)"
    )
    refused = Turn(VANN.question, "", VANN.evidence)
    assert standalone_question("Who signed the tower deal?", [refused]) == "Who signed the tower deal?"


def test_the_topic_goes_on_through_several_turns_that_name_nothing() -> None:
    turns = [VANN]
    for question in ("Why?", "When did he say it?", "Was anyone there?"):
        standalone = standalone_question(question, turns)
        assert not points_elsewhere(standalone)
        turns.append(Turn(standalone))
    assert "lighthouse" in turns[-1].question or "Vann" in turns[-1].question


def test_a_long_conversation_does_not_add_up_without_end() -> None:
    turns = [VANN]
    for number in range(60):
        turns.append(Turn(standalone_question(f"And what about the lamp{number} of it?", turns)))
        turns = turns[-4:]
    assert len(turns[-1].question) < LONGEST_QUESTION / 100


def test_a_question_that_repeats_an_answer_is_told_from_one_that_says_itself_when() -> None:
    assert asks_about_what_was_said("Who said that the tower fell on Friday?")
    assert asks_about_what_was_said("When was it that the tower fell?")
    assert not asks_about_what_was_said("Who said on Friday that the tower fell?")


def test_a_year_and_an_old_topic_go_no_further_than_the_next_question() -> None:
    refused = Turn("When was Kestrel Foods founded?", "", ("Kestrel Foods, the biscuit maker, grew.",))
    revenue = standalone_question("Then how much revenue did it make?", [refused])
    assert revenue == "How much revenue did Kestrel Foods make?"
    year = standalone_question("And in 2022?", [Turn(revenue, "Revenue rose.")])
    assert year == "How much revenue did Kestrel Foods make in 2022?"
    chief = standalone_question("Who is its chief executive?", [Turn(revenue), Turn(year)])
    assert chief == "Who is Kestrel Foods’ chief executive?"
    turns = [Turn(year), Turn(chief, "Chief executive Martin Moll warned that cocoa would cost more.")]
    assert standalone_question("What did he say about prices?", turns) == (
        "What did Martin Moll say about prices? (Kestrel Foods)"
    )


def test_what_was_put_behind_a_question_stays_outside_what_is_made_of_it() -> None:
    turn = Turn("Was anyone hurt? (the fire, Halm, on Monday)")
    assert standalone_question("And on Sunday?", [turn]) == "Was anyone hurt on Sunday? (the fire, Halm)"
    assert standalone_question("When?", [turn]) == "When was anyone hurt? (the fire, Halm)"
    named = Turn("Who paid for the ferry? (the harbour, Orrin, in 2022)")
    assert standalone_question("Was anyone hurt?", [named]) == "Was anyone hurt? (the ferry)"


def test_whose_thing_was_asked_about_is_whom_she_stands_for() -> None:
    turn = Turn("What was Nadia Perrin’s job before?", "Perrin worked as a nurse.")
    assert standalone_question("What is her cat called?", [turn]) == "What is Nadia Perrin’s cat called?"


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("And what about the bridge?", "What about the bridge?"),
        ("What about the storm?", "What about the storm?"),
        ("How long did the trial last?", "How long did the trial last?"),
    ],
)
def test_a_thing_that_nobody_spoke_of_is_a_new_topic(question: str, standalone: str) -> None:
    turn = Turn("Why did Nadia Perrin say no to the film?", "She did not like it.", ("Nadia Perrin writes.",))
    assert standalone_question(question, [turn]) == standalone


def test_what_comes_behind_a_new_topic_leans_on_that_alone() -> None:
    turns = [Turn("Why did Nadia Perrin say no to the film?"), Turn("What about the bridge?")]
    assert standalone_question("What did it cost?", turns) == "What did the bridge cost?"
    assert standalone_question("How many died?", turns) == "How many died? (the bridge)"


def test_a_thing_that_was_spoken_of_is_asked_about_with_the_name_it_goes_with() -> None:
    turn = Turn("What did Kestrel earn?", "It earned 48 million.", ("The shares of Kestrel fell.",))
    assert standalone_question("And the shares?", [turn]) == (
        "What about the shares? (the shares of Kestrel)"
    )


def test_another_speaker_does_not_take_the_one_before_along() -> None:
    turn = Turn("What did Martin Moll say about prices?", "They rise.", ("The union called it a betrayal.",))
    assert standalone_question("What did the union say?", [turn]) == "What did the union say? (prices)"


def test_when_is_asked_of_what_was_told_of_a_thing() -> None:
    earned = Turn("How much did Kestrel Foods earn in 2023?")
    where = standalone_question("Where is the factory that it will close?", [earned])
    assert where == "Where is the factory that Kestrel Foods will close?"
    assert standalone_question("When?", [earned, Turn(where)]) == "When will Kestrel Foods close the factory?"


def test_a_new_thing_leaves_behind_what_had_been_put_behind_the_last_question() -> None:
    turn = Turn("What about the shares? (the union)", "The shares fell.")
    assert standalone_question("What about the eels?", [turn]) == "What about the eels?"


RESIGNED = Turn(
    "Why did Anton Weyl resign?",
    "Anton Weyl resigned over a grant.",
    ("Anton Weyl resigned over a grant. His departure hurts the prime minister, Ilsa Marrend.",),
)
ROVERS = Turn(
    "How much did Brackhaven Rovers pay for Idris Velloso?", "Rovers paid 38 million for Idris Velloso."
)


@pytest.mark.parametrize(
    ("turn", "question", "standalone"),
    [
        (RESIGNED, "When was that?", "When did Anton Weyl resign?"),
        (RESIGNED, "And which day was that?", "On which day did Anton Weyl resign?"),
        (RESIGNED, "when did this happen", "When did Anton Weyl resign?"),
        (RESIGNED, "Mr Marrend, what did he say?", "What did Mr Marrend say?"),
        (
            RESIGNED,
            "Who called it a farce?",
            "Who called it a farce? (Anton Weyl)",
        ),
        (
            RESIGNED,
            "What did the prime minister say?",
            "What did the prime minister, Ilsa Marrend, say? (Anton Weyl)",
        ),
        (ROVERS, "How old is he?", "How old is Idris Velloso? (Brackhaven Rovers)"),
        (ROVERS, "Who is the manager?", "Who is the manager? (Brackhaven Rovers)"),
        (
            Turn("How much more pay does the union demand?"),
            "And the company, what did it offer?",
            "What did the company offer?",
        ),
        (
            Turn("When did the Ould bridge reopen?"),
            "For lorries too?",
            "Did the Ould bridge reopen for lorries?",
        ),
        (
            Turn("Who closed the school at Grindolt?"),
            "Who leads there?",
            "Who leads at Grindolt?",
        ),
        (
            Turn("What else did Ida Moll say? (the rescue)", "It goes on.", ("The mayor thanked her.",)),
            "And the mayor?",
            "What did the mayor say? (the rescue)",
        ),
        (
            Turn("What does the Harle Tunnel cost now?"),
            "And in the original plan?",
            "What does the Harle Tunnel cost in the original plan?",
        ),
        (
            Turn("How many people did Storm Ruda kill?", "Four died, and homes lost power."),
            "And how many homes lost power?",
            "How many homes lost power? (Storm Ruda)",
        ),
        (
            Turn("Who counts the troops?", "They are counted, say the observers of the Accord Mission."),
            "How many observers are there?",
            "How many observers are there? (the observers of the Accord Mission, the troops)",
        ),
        (Turn("Who founded Crumb & Daughters?"), "When?", "Who founded Crumb & Daughters, and when?"),
        (
            Turn("Why is the director of the opera leaving?", "The opera and its director, Ida Moll, part."),
            "What will he do then?",
            "What will Ida Moll do then? (the director of the opera)",
        ),
        (
            Turn("Who succeeds Anton Weyl?", "Mr Weyl gives way to nobody yet."),
            "How old is he?",
            "How old is Anton Weyl?",
        ),
    ],
)
def test_a_follow_up_is_read_as_an_editor_would(turn: Turn, question: str, standalone: str) -> None:
    assert standalone_question(question, [turn]) == standalone


@pytest.mark.parametrize("heard", ["ok", "I see, thanks!", "No.", "Great"])
def test_what_only_shows_that_an_answer_was_heard_leans_on_nothing(heard: str) -> None:
    assert standalone_question(heard, [FIRE]) == heard
    assert not leans(heard, [FIRE])


def test_a_question_for_more_is_told_from_others() -> None:
    more = standalone_question("Tell me more", [FIRE])
    assert asks_for_more(more)
    assert asks_for_more(standalone_question("What else did he say?", [VANN]))
    assert standalone_question("Anything else?", [FIRE, Turn(more, "A house burned.")]) == more
    assert standalone_question("Tell me more", [Turn("What did she reply? (Rolf Imber, the doors)")]) == (
        "What else happened? (Rolf Imber, the doors)"
    )
    assert not asks_for_more("What did Pelle Vann say?")


def test_a_new_thing_with_an_attribute_takes_no_old_topic_along() -> None:
    turn = Turn("What does Pelle Vann call a bitter pill?", "He calls the toll so.", ("The toll of Marl.",))
    assert standalone_question("What about the weather on the moon?", [turn]) == (
        "What about the weather on the moon?"
    )


DOCKERS = Turn(
    "How many dockers went on strike at Port Sennick?",
    "A strike of 1,400 dockers began at Port Sennick on Monday after talks on pay had failed.",
    ("The dockers struck. Joren Faulk, director of Sennick Harbour Company, said the offer stood.",),
)
SAID = (
    "Who said that a strike of 1,400 dockers began at Port Sennick on Monday after talks on pay had failed?"
)
CUP = Turn("Who won the Velmora Cup final?", "Lukas Ferrant won it in the National Stadium.")


@pytest.mark.parametrize(
    ("turn", "question", "standalone"),
    [
        (DOCKERS, "How do you know?", SAID),
        (DOCKERS, "Source?", SAID),
        (DOCKERS, "and the year before?", "How many dockers went on strike at Port Sennick the year before?"),
        (DOCKERS, "No, in 2022", "How many dockers went on strike at Port Sennick in 2022?"),
        (DOCKERS, "not Monday, Tuesday", "How many dockers went on strike at Port Sennick on Tuesday?"),
        (DOCKERS, "how did it end?", "How did the strike end? (Port Sennick)"),
        (DOCKERS, "and the director?", "What about the director, Joren Faulk? (Port Sennick)"),
        (DOCKERS, "what about her husband?", "What about her husband? (Port Sennick)"),
        (DOCKERS, "What was the reason?", f"Why is it that{SAID.removeprefix('Who said that')}"),
        (DOCKERS, "Please explain", "What else happened? (Port Sennick, dockers)"),
        (CUP, "the score?", "What was the score? (the Velmora Cup final)"),
        (CUP, "And what was the score?", "What was the score? (the Velmora Cup final)"),
        (CUP, "How did it end?", "How did the Velmora Cup final end?"),
        (CUP, "Who's that?", "Who is Lukas Ferrant?"),
        (CUP, "what will happen next?", "What happened next? (the Velmora Cup final)"),
        (
            Turn("What was inflation in Velmora in March?", "Inflation was 4.4 per cent."),
            "What did he say?",
            "What did he say? (Velmora, in March)",
        ),
        (
            Turn("What does Marta Quill want?", "The Dockhands' Union demands more pay."),
            "What does it offer?",
            "What does the Dockhands' Union offer? (Marta Quill)",
        ),
    ],
)
def test_few_words_are_read_with_the_last_turn(turn: Turn, question: str, standalone: str) -> None:
    assert standalone_question(question, [turn]) == standalone


TALKS = (
    "Ketria and Droskia signed a truce after talks led by the envoy, Ursa Linfield. Investigators watched them. "
    "Ursa Linfield slept badly."
)
BLAMED = 'Rolf Imber pointed at the railway. "They knew in February," he said of the doors.'


@pytest.mark.parametrize(
    ("turn", "question", "standalone"),
    [
        (Turn("Who led the talks?", TALKS), "Who is she?", "Who is Ursa Linfield? (the talks)"),
        (
            Turn("Whom does Ketria blame?", "Ketria blames Droskia.", ("Ketria and Droskia fought.",)),
            "And what does the other side say?",
            "What does Droskia say? (Ketria)",
        ),
        (
            Turn(
                "Which hotel is suspected of the outbreak?", "They suspect the roof of the Hotel Imperator."
            ),
            "Who runs it?",
            "Who runs the Hotel Imperator? (the outbreak)",
        ),
        (
            Turn("What did Rolf Imber say about the doors?", BLAMED, (BLAMED,)),
            "What did she reply?",
            "What did she reply? (Rolf Imber, the doors)",
        ),
        (
            Turn("By how many votes did Okrim win?", "The final result gives Okrim 93,117 votes."),
            "Did Maroud accept it?",
            "Did Maroud accept the final result?",
        ),
    ],
)
def test_who_or_what_is_meant_is_no_other_that_was_named(turn: Turn, question: str, standalone: str) -> None:
    assert standalone_question(question, [turn]) == standalone


def test_they_are_those_last_asked_about_and_not_things_of_the_answer() -> None:
    turns = [
        Turn("What did thieves take from the museum?", "They took a sceptre."),
        Turn("When was the sceptre made?", "The sceptre, made in 1642, holds 118 garnets."),
    ]
    assert standalone_question("How did they get in?", turns).startswith("How did the thieves get in?")
