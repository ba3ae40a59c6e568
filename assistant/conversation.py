"""A conversation: its last turns, and questions that lean on them."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.standalone import asks_for_more, leans, standalone_question
from assistant.answers import NO_USAGE, Answer
from assistant.deadline import Deadline
from assistant.questions import checked_question, question_in

if TYPE_CHECKING:
    from assistant.assistant import Assistant, Event

_FORENAME = re.compile(r"\[([A-Z][^\W\d]*)\](?= [A-Z])")
TURNS_KEPT = 8
"""Turns that a question may lean on; nobody's "she" is older."""


class Chat:
    """A conversation: the same arguments as `Assistant.ask`, and questions may lean on earlier ones."""

    def __init__(self, assistant: Assistant) -> None:
        """Begin an empty conversation; `Assistant.chat` is the usual way."""
        self._assistant = assistant
        self._turns: tuple[Turn, ...] = ()
        self._limits: dict[str, Any] = {}
        self._told: frozenset[str] = frozenset()

    def ask(self, question: str, **limits: Any) -> Answer:
        """Answer a question that may lean on the ones before. Arguments and errors as `Assistant.ask`."""
        *_, answer = self.stream(question, **limits)
        assert isinstance(answer, Answer)  # noqa: S101 - what `stream` promises
        return answer

    def stream(self, question: str, *, deadline: Deadline | None = None, **limits: Any) -> Generator[Event]:
        """Give sentences and then the Answer, as `Assistant.stream`.

        A question that leans on the one before keeps its limits too, as far as they are not given anew.
        """
        asked = question_in(checked_question(question))
        standalone = standalone_question(asked, self._turns)
        deadline = deadline or self._assistant.new_deadline()
        spent = NO_USAGE
        if leans(asked, self._turns):
            limits = {**self._limits, **limits}
            by_model, spent = self._assistant.rewritten(asked, self._turns, deadline)
            standalone = by_model or standalone
        told = self._told if asks_for_more(standalone) else frozenset()
        events = self._assistant.stream(
            question, standalone=standalone, deadline=deadline, told=told, **limits
        )
        with closing(events):
            for event in events:
                if isinstance(event, Answer) and (
                    event.hits or event.sentences
                ):  # a greeting changes no topic
                    self._turns = (*self._turns, turn_of(event))[-TURNS_KEPT:]
                    self._told |= told_in(event)
                    self._limits = limits
                yield replace(event, usage=event.usage.plus(spent)) if isinstance(event, Answer) else event


def turn_of(answer: Answer) -> Turn:
    """Give what later questions may lean on of an answer."""
    said = "\n".join(_FORENAME.sub(r"\1", one.text) for one in answer.sentences)
    return Turn(
        question=answer.standalone_question,
        answer=said,
        evidence=tuple(citation.quote for citation in (answer.citations or answer.nearest)),
    )


def told_in(answer: Answer) -> frozenset[str]:
    """Give the sentences of articles that an answer shows, word for word."""
    cited = {citation.number: citation for citation in answer.citations}
    return frozenset(
        cited[span.number].quote[span.start - cited[span.number].start : span.end - cited[span.number].start]
        for sentence in answer.sentences
        for span in sentence.spans
        if span.number in cited
    )
