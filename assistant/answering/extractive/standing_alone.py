"""Quoted sentences that don't stand alone get what they lack, in square brackets, from their own article.

The day for "Saturday", the name for "He", the first name for a bare surname, the speaker of a bare quotation, the
country for "Syrian" where one was asked for, the heads of the columns for a row of a table. Never inside quotation
marks, never where it is open who is meant, and only as far as the words of an answer allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.answering.candidates import LONGEST_QUOTE, Candidate
from assistant.answering.extractive.countries_meant import country_meant
from assistant.answering.language.datelines import behind_dateline
from assistant.answering.language.referring import Reading, leading_pronoun
from ingest.calendar_names import MONTH, day_in_words
from ingest.errors import UnknownArticleError
from ingest.records import Article, DatedExpression
from ingest.rows import cells_of
from ingest.sections import moment_in

UNKNOWN_SPEAKER = "quoted speech:"
_SAYS_WHO = re.compile(
    r"\b(?:said|says|told|tells|added|adds|wrote|writes|warned|according to|insisted|argued|claimed|announced"
    r"|tweeted)\b"
)
_NAMES_DAY_AND_MONTH = re.compile(rf"(?=.*\d)(?=.*(?:{MONTH})).*", re.IGNORECASE)
"""What says the day itself, and needs a bracket only for a year that is not the article's: "27 March"."""
_GOES_ON = re.compile(r"['’]s? [A-Z]| [A-Z&]| (?:and|et) (?:Sons?|Daughters?|Brothers|Partners|Co)\b|-|\]")
"""Behind a surname that is part of another name: "Vann House", "Vann & Sons", "the Vann-Moll plan"."""
_SPEECH_ONLY = re.compile(r"[\s.,;:!?…–—-]*")


class Articles(Protocol):
    """Where articles and their dated expressions come from: the library."""

    def article(self, article_id: str) -> Article:
        """Give an article. Raises UnknownArticleError."""
        ...

    def dated_expressions(self, article_id: str) -> Sequence[DatedExpression]:
        """Give an article's relative dates."""
        ...


@dataclass(frozen=True, slots=True)
class Addition:
    """Words to be put in brackets at an offset of the article; `leads` tells that they stand before a word there.

    `urgency` is 0 for what matters most; `told` is what the reader then knows, which need not be said twice.
    """

    position: int
    words: str
    leads: bool
    urgency: int
    told: str

    @property
    def length(self) -> int:
        """The number of words."""
        return len(self.words.split())


def standing_alone(quoted: Sequence[Candidate], articles: Articles, question: str = "") -> list[str]:
    """Give the texts of quoted sentences, which answer a question in this order, with what each needs to stand alone.

    Together they keep to `LONGEST_QUOTE` words; what does not fit is left out, dates and first names first. A
    sentence whose article is gone or has changed since it was found stays as it is.
    """
    quoted = [without_dateline(candidate) for candidate in quoted]
    room = LONGEST_QUOTE - sum(len(candidate.text.split()) for candidate in quoted)
    readings: dict[str, Reading] = {}
    wanted = [list(_additions(number, quoted, articles, readings, question)) for number in range(len(quoted))]
    taken: list[list[Addition]] = [[] for _ in quoted]
    told: set[str] = set()
    in_order = sorted(
        ((number, one) for number, some in enumerate(wanted) for one in some),
        key=lambda pair: (pair[1].urgency, pair[0], pair[1].position),
    )
    for number, addition in in_order:
        if addition.told not in told and addition.length <= room:
            taken[number].append(addition)
            told.add(addition.told)
            room -= addition.length
    return [_with(candidate, some) for candidate, some in zip(quoted, taken, strict=True)]


def without_dateline(candidate: Candidate) -> Candidate:
    """Give a quoted sentence without the "KYIV, Aug 27 (Reuters) - " that opens a report."""
    start = behind_dateline(candidate.passage.text, candidate.start, candidate.end)
    return replace(candidate, start=start)


def _with(candidate: Candidate, additions: Sequence[Addition]) -> str:
    text = candidate.text
    first = candidate.passage.start + candidate.start
    for addition in sorted(additions, key=lambda one: -one.position):
        position = addition.position - first
        bracket = f"[{addition.words}] " if addition.leads else f" [{addition.words}]"
        text = f"{text[:position]}{bracket}{text[position:]}"
    return text


def _additions(
    number: int,
    quoted: Sequence[Candidate],
    articles: Articles,
    readings: dict[str, Reading],
    question: str,
) -> Iterator[Addition]:
    candidate = quoted[number]
    passage = candidate.passage
    try:
        article = articles.article(passage.article_id)
        dated = articles.dated_expressions(passage.article_id)
    except UnknownArticleError:
        return
    if article.text[passage.start : passage.end] != passage.text:
        return
    if article.id not in readings:
        readings[article.id] = Reading(article)
    reading = readings[article.id]
    start, end = passage.start + candidate.start, passage.start + candidate.end
    earlier = " ".join(other.text for other in quoted[:number])
    yield from _above(reading, start, earlier)
    yield from _speaker(reading, start, end, earlier)
    yield from _names(reading, start, end, earlier)
    yield from _days(reading, dated, start, end)
    yield from _heads(candidate)
    if (meant := country_meant(question, reading, start, end)) is not None:
        yield Addition(meant[0], meant[1], leads=False, urgency=0, told=meant[1])


# --- what stands above or before


def _above(reading: Reading, start: int, earlier: str) -> Iterator[Addition]:
    """Give the time of an entry and the speaker of a turn, to what is not the first sentence of it."""
    text, section = reading.article.text, reading.sections.at(start)
    heading, speaker = text[slice(*section.heading)], text[slice(*section.speaker)]
    if moment := moment_in(heading):
        yield Addition(start, moment, leads=True, urgency=1, told=moment)
    if speaker and not _holds(earlier, speaker):
        yield Addition(start, f"{speaker}:", leads=True, urgency=0, told=speaker)


# --- who speaks


def _speaker(reading: Reading, start: int, end: int, earlier: str) -> Iterator[Addition]:
    """Name the speaker of a sentence that is nothing but speech, or that was cut off from who said it."""
    own = reading.own_words(start, end)
    if not re.search(r"\w", reading.article.text[start:end]):
        return
    is_told = not _SPEECH_ONLY.fullmatch(own)
    if is_told and (_SAYS_WHO.search(own) or not _was_cut_from_its_speaker(reading, start, end)):
        return
    speaker = reading.speaker_of(start, end)
    if speaker is None and reading.article.text[start] in "\"“‘'«":
        return  # its marks say that it is speech, and who speaks is not known for certain
    words = f"{speaker}:" if speaker else UNKNOWN_SPEAKER
    if speaker is None or not _holds(earlier, speaker):
        yield Addition(start, words, leads=True, urgency=0, told=words)


def _was_cut_from_its_speaker(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a part of a long sentence has lost the words that say who said it."""
    first, last = reading.sentences[reading.sentence_at(start)]
    rest = f"{reading.own_words(first, start)} {reading.own_words(min(end, last), last)}"
    return (first, last) != (start, end) and bool(_SAYS_WHO.search(rest))


# --- names


def _names(reading: Reading, start: int, end: int, earlier: str) -> Iterator[Addition]:
    """Give names for a leading pronoun or description, and first names for bare surnames."""
    known = {person.name for person in reading.people.persons if _holds(earlier, person.surname)}
    for addition in (*_for_pronoun(reading, start, end), *_for_description(reading, start, end)):
        if addition.told not in known:
            known.add(addition.told)
            yield addition
    for mention in reading.people.within(start, end):
        person = mention.person
        if person is None or person.name in known:
            continue
        known.add(person.name)
        first_name = person.name.removesuffix(person.surname).strip()
        if mention.is_full or not first_name or not _takes_a_name(reading, mention.start, mention.end):
            continue
        yield Addition(mention.start, first_name, leads=True, urgency=2, told=person.name)


def _for_pronoun(reading: Reading, start: int, end: int) -> Iterator[Addition]:
    own = reading.own_words(start, end)
    found = leading_pronoun(own)
    sentence = reading.sentence_at(start)
    if found is None or reading.sentences[sentence][0] != start:
        return
    before, after, gender = found
    if own[after : after + 1] in ("'", "’"):
        return  # "He's": a bracket would tear it apart
    if reading.names_somebody_before(sentence, start + before):
        return  # "The mayor, Ida Moll, contradicted him: fares would stay, she said."
    person = reading.antecedent(sentence, gender)
    if person is None:
        return
    words = f"{person.name}’s" if own[:after].split()[-1].casefold() in ("his", "her") else person.name
    yield Addition(start + after, words, leads=False, urgency=0, told=person.name)


def _for_description(reading: Reading, start: int, end: int) -> Iterator[Addition]:
    sentence = reading.sentence_at(start)
    if reading.sentences[sentence][0] != start:
        return
    found = reading.described(sentence)
    if found is not None and found[0] <= end:
        yield Addition(found[0], found[1].name, leads=False, urgency=1, told=found[1].name)


def _takes_a_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a first name reads well before a surname: not in "the Vann plan", "Vann & Sons" or speech."""
    text = reading.article.text
    before, after = text[max(0, start - 12) : start], text[end : end + 30]
    if reading.is_quoted(start, end) or re.search(r"\b(?:[Tt]he|[Aa]n?|[\w-]+-)\s?$", before):
        return False
    return not _GOES_ON.match(after) or bool(re.match(r" [A-Z]\w*day\b", after))


def _holds(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


# --- rows


def _heads(candidate: Candidate) -> Iterator[Addition]:
    """Give the head of each column of a row but the first, whose cell says what the row is of."""
    row = candidate.row
    cells = list(cells_of(candidate.text))
    if row is None or len(cells) != len(row.heads):
        return
    for (start, _), head in list(zip(cells, row.heads, strict=True))[1:]:
        if not re.search(r"[\[\]]", head):
            position = candidate.passage.start + candidate.start + start
            yield Addition(position, f"{head}:", leads=True, urgency=0, told=f"{position} {head}")


# --- days


def _days(reading: Reading, dated: Sequence[DatedExpression], start: int, end: int) -> Iterator[Addition]:
    published = reading.article.header.published
    for one in dated:
        if start <= one.start and one.end <= end and not reading.is_quoted(one.start, one.end):
            words, said = in_words(one.first, one.last), reading.article.text[one.start : one.end]
            if _NAMES_DAY_AND_MONTH.fullmatch(said) and published and one.first.year == published.year:
                continue
            possessive = re.compile(r"['’]s\b").match(reading.article.text, one.end, end)
            if words not in reading.article.text[start:end]:
                yield Addition(
                    possessive.end() if possessive else one.end,
                    words,
                    leads=False,
                    urgency=1,
                    told=f"{said}: {words}",
                )


def in_words(first: date, last: date) -> str:
    """Give a span of days as a reader writes it: a day, a month, "the year 2021", or from one day to another.

    A year never stands alone, since [2021] would be read as the number of a citation.
    """
    if first == last:
        return day_in_words(first)
    after = date.fromordinal(last.toordinal() + 1)
    if first.day == 1 and after.day == 1 and first.month == last.month and first.year == last.year:
        return f"{first:%B} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"the year {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B} {last.year}"
    begins = f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
    return f"{begins} to {last.day} {last:%B} {last.year}"
