"""What only comes near: sentences that share a question's words and plainly answer another one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.judging.as_read import as_read
from assistant.answering.judging.bygone import is_of_an_earlier_year
from assistant.answering.judging.corrected import without_corrected
from assistant.answering.judging.elsewhere import ArticleTexts, without_other_matters
from assistant.answering.judging.namesakes import names_another
from assistant.answering.judging.other_amounts import (
    is_of_another_kind,
    is_of_another_rank,
    is_of_no_such_fate,
)
from assistant.answering.judging.other_countries import is_of_another_country
from assistant.answering.judging.other_days import AskedTime, told_then
from assistant.answering.judging.other_rows import without_other_rows
from assistant.answering.judging.owners import is_of_another
from assistant.answering.judging.relation import is_turned_round
from assistant.answers import Hit


def without_near_misses(
    question: str,
    candidates: Sequence[Candidate],
    hits: Sequence[Hit],
    time: AskedTime | None = None,
    articles: ArticleTexts | None = None,
) -> list[Candidate]:
    """Leave out the sentences on a namesake, the reverse, another's or another kind of amount, other days or countries.

    What another sentence puts right is left out as well, and so are the rows of a table beside the one that is meant,
    and articles that never name what is asked about. `hits` are all that was found: they tell who belongs together, and
    which days an article is about. `time` are the days that the question asks about, None for any. In `articles` it is
    looked up what an article names besides what was found of it.
    """
    candidates = without_other_matters(question, candidates, hits, articles)
    kept = [
        candidate
        for candidate in without_other_rows(question, without_corrected(candidates))
        if not names_another(question, as_read(candidate))
        and not is_turned_round(question, candidate.text)
        and not is_of_another_kind(question, candidate.text)
        and not is_of_another_rank(question, candidate.text)
        and not is_of_no_such_fate(question, f"{candidate.passage.header.title}\n{candidate.passage.text}")
        and not is_of_an_earlier_year(question, candidate)
        and not is_of_another_country(question, candidate)
        and not is_of_another(question, candidate, hits)
    ]
    return kept if time is None else told_then(time, kept, hits)
