"""Follow-ups of a few words: "Why?", "Who said so?", "Is that true?", "When was that?", "Tell me more"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.follow_ups.referents import Turn, person
from assistant.answering.follow_ups.topics import anchored, asked_of_the_same, without_anchor
from assistant.answering.language.clauses import asked_again, is_adverbial, statement_of
from assistant.retrieval.by_words import content_words
from ingest.sentences import sentence_spans

LEANS_UP_TO = 1
"""Content words: a question without a name that has no more than these can't stand alone ("Was anyone hurt?")."""

_WHO_SAID = re.compile(
    r"(?:(?:who|(?:what|which) (?:source|paper|outlet|newspaper|agency)s?)(?: \w+)? "
    r"(?:said|says|say|reported|reports|claimed|claims|told|wrote|confirmed) (?:so|that|it|this)"
    r"|(?:says|said) who|according to whom|who says|who said|(?:what(?:'s|’s| is| are) (?:the|your) )?sources?"
    r"|how do you know(?: (?:that|this))?|where (?:does it say|did you (?:read|get)) (?:so|that|this)"
    r"|where (?:is (?:that|this)|(?:does (?:that|this) come)) from)",
    re.IGNORECASE,
)
_IS_IT_TRUE = re.compile(
    r"(?:really|are you sure|(?:is|was) (?:that|it|this) (?P<state>true|confirmed|certain|sure|right"
    r"|correct|official)"
    r"(?: (?:yet|now|already))?)",
    re.IGNORECASE,
)
_BARE_NAMES = re.compile(
    r"(?:who|which|which ones|what|who are they|who were they|(?:name|list) them(?: all)?|how many|how much)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:please )?(?:(?:can|could) you )?(?:please )?(?:(?:tell me|say|give me) )?(?:some )?more(?: details)?"
    r"(?: about (?:it|that|this|them|him|her))?(?: please)?|go on|what else|anything else"
    r"|(?:please )?(?:explain|elaborate)"
    r"|any(?: more)? details|(?:and )?what (?:will happen|happens) (?:next|now|then)"
    r"|(?:what|and)? ?(?:happened |happens )?(?:next|then|after (?:that|this)))",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"(?:what(?:'s|’s| is| was)|were there) the reasons?(?: (?:for|of) (?:that|this|it))?|for (?:what|which) reason",
    re.IGNORECASE,
)
_WHO_IS_THAT = re.compile(r"who(?:'s|’s| is| was) (?:that|this)", re.IGNORECASE)
_WHEN_WAS_THAT = re.compile(
    r"(?:(?P<when>when|(?:on |in |at )?(?:what|which) (?:day|date|month|year|time))(?: exactly)?"
    r" (?:was|is) (?:that|this|it)"
    r"|(?P<why>why|how|how come|where)(?: exactly)? was (?:that|this)"
    r"|(?P<how>when|why|how|where|(?:on |in |at )?(?:what|which) (?:day|date|month|year|time|town|city|country|place))"
    r"(?: exactly)? did (?:that|this|it|all (?:that|this)) (?:happen|occur|take place|come about))"
    r"(?: (?:again|exactly|then))?",
    re.IGNORECASE,
)
_PREPOSITION_OF = {"day": "On", "date": "On", "time": "At", "place": "At"}
_DESCRIBED = re.compile(
    r"^(?:where|when|what|which) (?:is|are|was|were) (?P<noun>the [\w’'-]+(?: [\w’'-]+){0,3}?) (?:that|which) "
    r"(?P<subject>.+?) (?P<auxiliary>will|would|has|had|have|is|are|was|were|can|could|must|may)"
    r" (?P<verb>.+?)[\s?!.]*$",
    re.IGNORECASE,
)


def of_a_few_words(bare: str, turns: Sequence[Turn]) -> str:
    """Complete "Why?", "Who said so?", "Is that true?", "Name them", "What else?"; "" for anything else."""
    last = turns[-1]
    statement = _first_statement(last)
    if _WHO_SAID.fullmatch(bare):
        return f"Who said that {statement}?" if statement else anchored("Who said so?", last)
    if match := _IS_IT_TRUE.fullmatch(bare):
        state = match.group("state") or "true"
        return f"Is it {state} that {statement}?" if statement else anchored(f"Is it {state}?", last)
    if _WHY.fullmatch(bare):
        return asked_of_the_last("Why", last, statement)
    if _WHO_IS_THAT.fullmatch(bare) and (somebody := person("", turns)):
        return f"Who is {somebody}?"
    if match := _WHEN_WAS_THAT.fullmatch(bare):
        return asked_of_the_last(_adverbial(match["when"] or match["why"] or match["how"]), last, statement)
    if is_adverbial(bare) or _BARE_NAMES.fullmatch(bare):
        return asked_of_the_last(bare, last, statement)
    if _MORE.fullmatch(bare):
        goes_on = bool(re.search(r"\b(?:next|then|now)\b", bare))
        return anchored("What happened next?" if goes_on else "What else happened?", last)
    return ""


def _adverbial(asked: str) -> str:
    """Give "On which day" for "which day"; "when" and "on which day" stay."""
    words = asked.split()
    is_bare = words[0].casefold() in ("what", "which")
    return f"{_PREPOSITION_OF.get(words[-1].casefold(), 'In')} {asked.casefold()}" if is_bare else asked


def asked_of_the_last(asked: str, last: Turn, statement: str = "") -> str:
    """Ask when, why, who or how many of the last question's matter; `statement` is what its answer said."""
    own, _ = without_anchor(last.question)
    if is_adverbial(asked) and (match := _DESCRIBED.match(own)):
        asked = asked[0].upper() + asked[1:]
        return asked_of_the_same(
            f"{asked} {match['auxiliary']} {match['subject']} {match['verb']} {match['noun']}?", last
        )
    return asked_of_the_same(asked_again(asked, own, statement), last)


def _first_statement(turn: Turn) -> str:
    """Give what the last answer said first, with its matter: "" after a refusal or a sentence without words."""
    spans = sentence_spans(turn.answer)
    sentence = turn.answer[spans[0][0] : spans[0][1]] if spans else ""
    return statement_of(sentence) if len(content_words(sentence)) > LEANS_UP_TO else ""
