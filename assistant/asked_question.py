"""A question as it is searched for: checked, able to stand alone, its names put right, its days known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant.answering.follow_ups.standalone import asks_about_what_was_said
from assistant.answering.judging.events import event_of
from assistant.answering.language.spelling import well_written
from assistant.questions import checked_question, question_in
from assistant.retrieval.timeliness import Timing, timing_of
from ingest.errors import CallError
from ingest.library.library import Library


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was asked, as it stands alone and with its names put right, and what bounds its search.

    `asked_on` is the day up to which articles are known, and `outlet` is "" for any.
    """

    asked: str
    standalone: str
    asked_on: date
    outlet: str
    timing: Timing


def asked_question(
    question: str,
    library: Library,
    *,
    standalone: str | None = None,
    asked_on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    outlet: str | None = None,
) -> AskedQuestion:
    """Check a question and its limits, and put it as it is searched for in a library.

    `standalone` is the question as it stands alone, where it leans on others. Raises QuestionError for a question that
    is empty, too long or without words, and CallError for limits that are no days or the wrong way round.
    """
    checked = checked_question(question)
    asked_on, since, until = _day(asked_on), _day(since), _day(until)
    if since and until and since > until:
        raise CallError(f"since ({since}) is later than until ({until}); swap them.")
    today = date.today()  # noqa: DTZ011 - the asker's own day
    newest = None if asked_on else library.newest_article(today)
    standalone = well_written(standalone or question_in(checked), library, asked_on)
    # The days that an earlier answer was told to be of are no wish of the reader's.
    timed = checked if asks_about_what_was_said(standalone) else standalone
    event = event_of(timed, library, asked_on or today)
    timing = timing_of(timed, today, asked_on=asked_on, since=since, until=until, newest=newest, event=event)
    return AskedQuestion(question, standalone, timing.known_by, outlet or "", timing)


def _day(moment: object) -> date | None:
    """A datetime is a date too, but sorts behind the day that it belongs to. Raises CallError for what is neither."""
    if moment is None or isinstance(moment, date):
        return moment.date() if isinstance(moment, datetime) else moment
    raise CallError(f"{moment!r} is no day; give a datetime.date, such as date(2022, 1, 30).")
