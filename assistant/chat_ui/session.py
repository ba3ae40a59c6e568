"""One reader's conversation: what was asked, what came, and which passage stands open."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from assistant.answering.refusals import NO_ARTICLES
from assistant.answers import Answer, Citation, Sentence
from assistant.assistant import Assistant
from assistant.background import in_background
from assistant.chat_ui.article_pane import article_pane, gone_pane, nothing_open, problem_pane
from assistant.chat_ui.conversation import Opened, Turn, Verdict
from ingest.advice import library_option
from ingest.errors import AssistantError, QuestionError, UnknownArticleError

logger = logging.getLogger(__name__)

TURNS_KEPT = 100
LOOK_EVERY = 0.4
"""Seconds between two looks at whether the reader is still there."""
LEFT = "The page was left before the answer had come; ask again."
BROKEN = "Something went wrong inside; the server's log says what. Asking again may help."
MOST_WAITING = 5
BUSY = f"{MOST_WAITING} questions are waiting for their answers already; ask again when one has come."


@dataclass(frozen=True, slots=True)
class Limits:
    """The filters as they were typed: days as YYYY-MM-DD and an outlet's name, "" for none."""

    asked_on: str = ""
    since: str = ""
    until: str = ""
    outlet: str = ""


class Session:
    """A conversation in one browser tab, which a reload of the page takes up. Nothing of it is seen in another."""

    def __init__(self, assistant: Assistant) -> None:
        """Begin an empty conversation."""
        self._assistant = assistant
        self._chat = assistant.chat()
        self._waiting: list[int] = []
        self._asked = 0
        self._views = 0
        self.turns: list[Turn] = []
        self.opened: Opened | None = None
        self.pane = nothing_open()

    def ask(self, question: str, limits: Limits) -> Iterator[None]:
        """Ask, and stop after each step worth showing. Every error becomes words in the conversation.

        A question that comes while another is being answered waits for it; the same one once more is not asked again.
        """
        waiting = self._waiting  # a new conversation has another
        if any(turn.key in waiting and turn.question == question for turn in self.turns):
            yield
            return
        turn = Turn(self._asked, question)
        self._asked += 1
        self.turns = [*self.turns, turn][-TURNS_KEPT:]
        if len(waiting) >= MOST_WAITING:
            self._keep(replace(turn, problem=BUSY))
            yield
            return
        waiting.append(turn.key)
        try:
            yield
            while waiting[0] != turn.key:
                time.sleep(LOOK_EVERY)
                yield
            if self._holds(turn):
                yield from self._answer(turn, limits)
        except AssistantError as error:
            self._keep(replace(turn, problem=str(error)))
            yield
        except Exception:  # the outermost edge: the reader is told in words, the log has the rest
            logger.exception("A question could not be answered.")
            self._keep(replace(turn, problem=BROKEN))
            yield
        finally:
            waiting.remove(turn.key)

    def begin_anew(self) -> None:
        """Empty the conversation; nothing of it is leaned on later, and a question that is under way is given up."""
        self._chat = self._assistant.chat()
        self._waiting = []
        self.turns = []
        self.opened = None
        self.pane = nothing_open()

    def resume(self) -> None:
        """Take the conversation up in a page that was opened anew: what was under way is not shown there any more."""
        for turn in self.turns:
            if turn.answer is None and not turn.problem:
                self._keep(replace(turn, problem=LEFT))

    def open(self, turn_key: int, number: int, *, by_click: bool = True) -> None:
        """Open a citation, or one of the nearest passages, of a turn; an unknown one changes nothing."""
        turn = next((turn for turn in self.turns if turn.key == turn_key), None)
        if turn is None or turn.answer is None:
            return
        citation = next((item for item in _openable(turn.answer) if item.number == number), None)
        if citation is None:
            return
        self._views += 1
        self.opened = Opened(turn_key, number)
        said = [sentence.text for sentence in turn.answer.sentences if number in sentence.citations]
        try:
            article = self._assistant.library.article(citation.article_id)
        except UnknownArticleError:
            self.pane = gone_pane(citation, view=self._views)
            return
        except AssistantError as error:
            self.pane = problem_pane(str(error))
            return
        self.pane = article_pane(article, citation, said, view=self._views, by_click=by_click)

    def judge(self, turn_key: int, *, right: bool) -> None:
        """Keep what the reader says of an answer; an unknown turn, or the same said again, changes nothing."""
        turn = next((turn for turn in self.turns if turn.key == turn_key), None)
        verdict: Verdict = "right" if right else "wrong"
        if turn is None or turn.answer is None or turn.verdict in ("not asked", verdict):
            return
        try:
            self._assistant.feedback(turn.answer, right=right)
        except AssistantError as error:
            self._keep(replace(turn, verdict_problem=str(error)))
            return
        self._keep(replace(turn, verdict=verdict, verdict_problem=""))

    def _answer(self, turn: Turn, limits: Limits) -> Iterator[None]:
        if not len(self._assistant.library):
            raise QuestionError(f"{NO_ARTICLES}{library_option(self._assistant.library.folder)}")
        deadline = self._assistant.new_deadline()
        steps = partial(self._chat.stream, turn.question, deadline=deadline, **_read_limits(limits))
        for event in in_background(steps, deadline, LOOK_EVERY):
            if not self._holds(turn):
                return
            if event is None:
                # Only where the page is given something does it notice that the reader has left.
                pass
            elif isinstance(event, Sentence):
                turn = replace(turn, sentences=(*turn.sentences, event))
                self._keep(turn)
            else:
                asks: Verdict = "open" if self._assistant.takes_feedback else "not asked"
                self._keep(replace(turn, answer=event, verdict=asks))
                if event.citations:
                    self.open(turn.key, event.citations[0].number, by_click=False)
                else:
                    # What was open would pass for the proof of a refusal.
                    self.opened, self.pane = None, nothing_open()
            yield

    def _holds(self, turn: Turn) -> bool:
        return any(kept.key == turn.key for kept in self.turns)

    def _keep(self, turn: Turn) -> None:
        self.turns = [turn if kept.key == turn.key else kept for kept in self.turns]


def _openable(answer: Answer) -> tuple[Citation, ...]:
    return answer.citations or answer.nearest


def _read_limits(limits: Limits) -> dict[str, Any]:
    return {
        "asked_on": _day(limits.asked_on, "Asked on"),
        "since": _day(limits.since, "From"),
        "until": _day(limits.until, "Until"),
        "outlet": limits.outlet or None,
    }


def _day(text: str, field: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise QuestionError(
            f"“{field}” holds {text.strip()[:40]!r}; write the day as 2022-01-30, or leave it empty."
        ) from error
