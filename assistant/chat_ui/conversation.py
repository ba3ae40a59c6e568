"""The left half of the page as HTML: questions, answers with clickable numbers, and a welcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.answering.claims import begins_a_line
from assistant.answering.extractive.key import place_of
from assistant.answers import Answer, Citation, Disagreement, Sentence
from assistant.chat_ui.markup import escaped, readable_day, stressed

SHOWN_QUESTION = 600
SHOWN_SNIPPET = 180
"""Characters."""

WINDOW_FIELDS = "Dates and outlet"
"""What the fields are called in which the reader says which days and whose articles are searched."""

Verdict = Literal["not asked", "open", "right", "wrong"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what has come of it: sentences, then the whole answer, or a problem told in words.

    `key` is its number in the conversation, counted from 0. `verdict` is what the reader said of the answer, "not
    asked" where nobody is asked, and `verdict_problem` why it could not be kept.
    """

    key: int
    question: str
    sentences: tuple[Sentence, ...] = ()
    answer: Answer | None = None
    problem: str = ""
    verdict: Verdict = "not asked"
    verdict_problem: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """Which citation of which turn stands open on the right."""

    turn: int
    number: int


def conversation(turns: Sequence[Turn], opened: Opened | None = None) -> str:
    """Give the whole conversation."""
    inside = "".join(_turn(turn, opened) for turn in turns)
    return f'<div class="conversation" role="log" aria-live="polite">{inside}</div>'


def welcome(samples: Sequence[str], *, looking: bool = False) -> str:
    """Give what stands there before the first question; `looking` while samples are still being made."""
    if samples:
        buttons = "".join(
            f'<button type="button" data-ask="{escaped(text)}">{escaped(text)}</button>' for text in samples
        )
        below = f'<p class="hint">Try one of these:</p><div class="samples">{buttons}</div>'
    else:
        below = '<p class="hint">Reading the articles for sample questions…</p>' if looking else ""
    return (
        '<div class="welcome"><h2>What would you like to know?</h2>'
        "<p>Every sentence of an answer carries the number of the passage it stands on. "
        "Click a number to read that passage in its article.</p>"
        f"{below}</div>"
    )


def empty_library(option: str = "") -> str:
    """Give what stands there while the library has no articles; `option` names the library in the advice."""
    return (
        '<div class="welcome"><h2>There are no articles yet</h2>'
        "<p>Put files (text, Markdown, HTML, JSON) into the folder <code>corpus/</code> and start again:</p>"
        f"<pre>python -m assistant{escaped(option)}</pre>"
        "<p>or add any folder to the library, also while this page is open:</p>"
        f"<pre>python -m ingest add FOLDER{escaped(option)}</pre></div>"
    )


def unusable_library(problem: str) -> str:
    """Give what stands there while the library can't be read."""
    return (
        '<div class="welcome"><h2>The articles can\'t be read</h2>'
        f'<p class="problem" role="alert">{escaped(problem)}</p></div>'
    )


def _turn(turn: Turn, opened: Opened | None) -> str:
    question = turn.question.strip()
    shown = question if len(question) <= SHOWN_QUESTION else question[:SHOWN_QUESTION] + "…"
    return (
        f'<section class="turn" data-turn="{turn.key}">'
        f'<h3 class="question" dir="auto">{escaped(shown)}</h3>{_reply(turn, opened)}{_verdict(turn)}</section>'
    )


def _reply(turn: Turn, opened: Opened | None) -> str:
    if turn.problem:
        return f'<p class="problem" role="alert">{escaped(turn.problem)}</p>'
    if turn.answer is None:
        sentences = _sentences(turn.sentences, turn, opened)
        return f'<p class="answer" aria-busy="true" dir="auto">{sentences} <span class="waiting">…</span></p>'
    if turn.answer.outcome == "not_found":
        return _not_found(turn, turn.answer, opened)
    sentences = _sentences(turn.answer.sentences, turn, opened)
    differing = "".join(_disagreement(item, turn, opened) for item in turn.answer.disagreements)
    below = f"{notices(turn.answer)}{differing}{_sources(turn.answer, turn, opened)}{_window(turn.answer)}"
    return f'{_read_as(turn.answer)}<p class="answer" dir="auto">{sentences}</p>{below}'


def _sentences(sentences: Sequence[Sentence], turn: Turn, opened: Opened | None) -> str:
    parts = [_sentence(sentence, turn, opened) for sentence in sentences[:1]]
    for before, sentence in pairwise(sentences):
        parts += ["<br>" if begins_a_line(before, sentence) else " ", _sentence(sentence, turn, opened)]
    return "".join(parts)


def _verdict(turn: Turn) -> str:
    """Ask the reader whether the answer is right, and show what was said."""
    if turn.verdict == "not asked":
        return ""
    buttons = "".join(
        f'<button type="button" data-turn="{turn.key}" data-right="{right}" '
        f'aria-pressed="{str(turn.verdict == word).lower()}">{word.capitalize()}</button>'
        for word, right in (("right", "true"), ("wrong", "false"))
    )
    told = turn.verdict_problem or ("" if turn.verdict == "open" else "Kept in the library's folder.")
    kind = "problem" if turn.verdict_problem else "kept"
    return (
        f'<div class="verdict" role="group" aria-label="Is this answer right?">{buttons}'
        f'<span class="{kind}" role="status">{escaped(told)}</span></div>'
    )


def notices(answer: Answer) -> str:
    """Give the lines on how an answer came to be: what was left out, why it is quoted, that it may go on."""
    return "".join(f'<p class="hint notice" role="note">{escaped(one.text)}</p>' for one in answer.notices)


def _read_as(answer: Answer) -> str:
    """Show how a follow-up, or a question in other words, was understood."""
    return f'<p class="hint read-as">Read as: {escaped(answer.read_as)}</p>' if answer.read_as else ""


def _window(answer: Answer) -> str:
    """Say which days were searched, and why, where not all were."""
    if answer.window is None:
        return ""
    override = "" if answer.window.is_preference else f" Other days can be set under “{WINDOW_FIELDS}”."
    return f'<p class="hint">{escaped(answer.window.in_words() + override)}</p>'


def _sentence(sentence: Sentence, turn: Turn, opened: Opened | None) -> str:
    """Give a sentence, its key bold, and its numbers, of which the first stays on the line of the last word.

    Before it stands what leads it ("Earlier:"), behind it its day and how many of its sources are independent.
    """
    text = sentence.text.rstrip()
    cut = text.rfind(" ") + 1
    key = place_of(turn.answer.key, text) if turn.answer else None
    first, *others = [_number(number, turn, opened) for number in sentence.citations] or [""]
    return (
        f'<span class="sentence">{escaped(f"{sentence.lead} " if sentence.lead else "")}{stressed(text, 0, cut, key)}'
        f'<span class="tail">{stressed(text, cut, len(text), key)}{first}</span>'
        f"{''.join(others)}{escaped(_behind(sentence))}</span>"
    )


def _behind(sentence: Sentence) -> str:
    day = f" ({readable_day(sentence.told_on)})" if sentence.told_on else ""
    return day + (f" ({sentence.origins} independent sources)" if sentence.origins > 1 else "")


def _number(number: int, turn: Turn, opened: Opened | None) -> str:
    """Give a citation's number: a button once the answer is there to say what it opens."""
    citation = _citation(turn.answer, number)
    if citation is None:
        return f'<span class="cite pending">{number}</span>'
    label = escaped(f"Source {number}: {_described(citation)}")
    return (
        f'<button type="button" class="cite" data-turn="{turn.key}" data-number="{number}" title="{label}" '
        f'aria-label="{label}" aria-pressed="{_pressed(turn, number, opened)}">{number}</button>'
    )


def _sources(answer: Answer, turn: Turn, opened: Opened | None) -> str:
    """List the cited articles, each once, with the numbers that point into it."""
    by_article: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_article.setdefault(citation.article_id, []).append(citation)
    items = "".join(
        f"<li>{''.join(_number(citation.number, turn, opened) for citation in cited)} {_named(cited[0])}</li>"
        for cited in by_article.values()
    )
    return f'<ul class="sources" aria-label="Sources">{items}</ul>{_copies(answer)}'


def _copies(answer: Answer) -> str:
    """Say so where the first sentence stands in several articles that all have it from one source."""
    first = answer.sentences[0]
    articles = {citation.article_id for citation in answer.citations if citation.number in first.citations}
    if len(articles) < 2 or first.origins > 1:
        return ""
    return f'<p class="hint">{len(articles)} articles, one source.</p>'


def _not_found(turn: Turn, answer: Answer, opened: Opened | None) -> str:
    text = f'<p class="answer not-found" dir="auto">{escaped(answer.text)}</p>'
    parts = [f"{_read_as(answer)}{text}{notices(answer)}"]
    parts.append(_window(answer))
    if answer.nearest:
        items = "".join(_near(citation, turn, opened) for citation in answer.nearest)
        parts.append(
            f'<p class="hint">What they hold that comes nearest:</p><ul class="nearest">{items}</ul>'
        )
    if answer.newest_article is not None:
        parts.append(f'<p class="hint">The newest article is of {readable_day(answer.newest_article)}.</p>')
    return "".join(parts)


def _near(citation: Citation, turn: Turn, opened: Opened | None) -> str:
    quote = " ".join(citation.quote.split())
    snippet = quote if len(quote) <= SHOWN_SNIPPET else quote[:SHOWN_SNIPPET].rsplit(" ", 1)[0] + " …"
    return (
        f'<li><button type="button" class="near" data-turn="{turn.key}" data-number="{citation.number}" '
        f'aria-pressed="{_pressed(turn, citation.number, opened)}">'
        f'<span class="count">{citation.number}</span> {_named(citation)}'
        f'<span class="snippet" dir="auto">{escaped(snippet)}</span></button></li>'
    )


def _disagreement(item: Disagreement, turn: Turn, opened: Opened | None) -> str:
    sides = "".join(
        f"<li>{escaped(side.says)} {''.join(_number(number, turn, opened) for number in side.citations)}</li>"
        for side in item.sides
    )
    return f'<div class="differ"><p>The sources differ on {escaped(item.about)}:</p><ul>{sides}</ul></div>'


def _citation(answer: Answer | None, number: int) -> Citation | None:
    if answer is None:
        return None
    return next((citation for citation in answer.citations if citation.number == number), None)


def _pressed(turn: Turn, number: int, opened: Opened | None) -> str:
    return "true" if opened == Opened(turn.key, number) else "false"


def _named(citation: Citation) -> str:
    place = " · ".join(part for part in (citation.outlet, readable_day(citation.published)) if part)
    return f'<b dir="auto">{escaped(citation.title or "Untitled")}</b> <i>{escaped(place)}</i>'


def _described(citation: Citation) -> str:
    parts = (citation.title or "untitled", citation.outlet, readable_day(citation.published))
    return ", ".join(part for part in parts if part)
