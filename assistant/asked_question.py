"""A question as it is searched for: checked, able to stand alone, its names put right, its days known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant.answering.follow_ups.standalone import asks_about_what_was_said
from assistant.answering.judging.events import event_of
from assistant.answering.language.spelling import well_written
from assistant.questions import checked_question, question_in, without_surrogates
from assistant.retrieval.timeliness import Timing, timing_of
from ingest.errors import CallError
from ingest.library.library import Library


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was asked, as it stands alone and with its names put right, and what bounds its search.

    `asked` is as it was typed but for lone surrogates, `asked_on` is the day up to which articles are known, and
    `outlet` is "" for any.
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
    is empty, too long or without words, and CallError for limits that are no days or the wrong way round, or for an
    outlet that is no text.
    """
    checked = checked_question(question)
    asked_on, since, until = _day("asked_on", asked_on), _day("since", since), _day("until", until)
    outlet = _outlet(outlet)
    if since and until and since > until:
        raise CallError(f"since ({since}) is later than until ({until}); swap them.")
    today = date.today()  # noqa: DTZ011 - the asker's own day
    newest = None if asked_on else library.newest_article(today)
    standalone = well_written(standalone or question_in(checked), library, asked_on)
    # The days that an earlier answer was told to be of are no wish of the reader's.
    timed = checked if asks_about_what_was_said(standalone) else standalone
    event = event_of(timed, library, asked_on or today)
    timing = timing_of(timed, today, asked_on=asked_on, since=since, until=until, newest=newest, event=event)
    return AskedQuestion(without_surrogates(question), standalone, timing.known_by, outlet, timing)


def _outlet(name: object) -> str:
    """Give an outlet's name, "" for any. Raises CallError for what is no text."""
    if name is None or isinstance(name, str):
        return without_surrogates(name or "")
    raise CallError(f"outlet: {name!r} is no name; give one outlet's name as a str, such as 'Coast Courier'.")


def _day(argument: str, moment: object) -> date | None:
    """A datetime is a date too, but sorts behind the day that it belongs to. Raises CallError for what is neither."""
    if moment is None or isinstance(moment, date):
        return moment.date() if isinstance(moment, datetime) else moment
    raise CallError(f"{argument}: {moment!r} is no day; give a datetime.date, such as date(2022, 1, 30).")
