"""A question that leans on the turns before, made one that stands alone. By rules, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.follow_ups.few_words import LEANS_UP_TO, asked_of_the_last, of_a_few_words
from assistant.answering.follow_ups.pronouns import with_names_for_pronouns
from assistant.answering.follow_ups.referents import Turn, the_other
from assistant.answering.follow_ups.roles import with_bearers
from assistant.answering.follow_ups.slots import filled, takes
from assistant.answering.follow_ups.topics import TIME, anchored, without_anchor
from assistant.answering.language.clauses import (
    clause_of,
    is_adverbial,
    without_lead,
)
from assistant.answering.language.phrases import phrases
from assistant.answering.language.terms import content_stems, stems
from assistant.answering.language.word_classes import PREPOSITIONS, ROLES, VERBS
from assistant.answering.manners import is_pleasantry
from assistant.retrieval.by_words import content_words

GOES_ON_FROM = 0.66
"""Share of a question's content words in the last turn's passages, from which "the port" is that turn's port."""
LATELY = 4
"""Turns back to which a thing is one that was spoken of."""

_NEW_TOPIC = re.compile(
    r"^(?:ok(?:ay)?[\s,.]+)?(?:(?:on |now )?(?:to )?(?:another|a different|a new) (?:topic|subject"
    r"|matter|question|story)"
    r"|something (?:else|different)|new (?:topic|question)|(?:to )?chang(?:e|ing) the subject"
    r"|(?:an )?unrelated(?: question)?)"
    r"\b[\s:,;.–-]*(?=\S)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^(?:(?:sorry|no|oh|oops|actually|well|wait)\b[\s,.!–-]*)*(?:i (?:meant|mean)|make that"
    r"|i was asking about)\s+"
    r"(?P<meant>.+?)[?.!\s]*$",
    re.IGNORECASE,
)
_NEVER_ALONE = frozenset(
    """score result results outcome verdict sentence price cost bill motive turnout toll damage deadline rest total
    difference winner loser""".split()
)
"""What is always that of something: asked for without it, it is the last topic's."""
_ABOUT = re.compile(r"^(?:what|how) about\s+", re.IGNORECASE)
_TOO = re.compile(r"(?P<part>.+?),? (?:too|as well|also)", re.IGNORECASE)
_SPOKEN_OF = re.compile(r"(?P<head>[^,]{2,60}?)\s*(?:,| [-–—]) (?P<asked>.+)")
_ONLY_ONE = frozenset("president king queen pope premier chancellor winner victim suspect".split())
"""Roles that are no longer the last topic's where nobody spoke of them."""
_LEADS = re.compile(r"^(?:(?:and|but|or|so|also|then)\b|(?:no|sorry)[,.] )", re.IGNORECASE)
_NOT_BUT = re.compile(r"^(?:no[,.]? )?not (?P<old>[^,]+), (?:but )?(?P<meant>[^,?]+)[?.!\s]*$", re.IGNORECASE)
_OTHER = re.compile(r"(?:in |at |of |for |about )?the other(?: one| two| side)?", re.IGNORECASE)
_FRAGMENT = 8
"""Words of a question that is no sentence ("And in the north of the country?") at most."""


def standalone_question(question: str, turns: Sequence[Turn]) -> str:
    """Give the question as a reader who knows none of the turns before would have to ask it.

    `turns` are those before it, oldest first; without any, and where it stands alone already, it stays as it is.
    """
    if match := _NEW_TOPIC.match(question):
        rest = question[match.end() :]
        return rest[0].upper() + rest[1:]
    if not turns or is_pleasantry(question):
        return question
    if match := _CORRECTION.match(question) or _NOT_BUT.match(question):
        meant = match.group("meant")
        asks = is_adverbial(meant) or (
            meant.split()[0].casefold() in PREPOSITIONS and clause_of(f"{meant} is it")
        )
        return (
            asked_of_the_last(meant, turns[-1]) if asks else filled(meant, turns, corrects=True) or question
        )
    bare = without_lead(question)
    if not bare:
        return question
    about = _ABOUT.sub("", bare)
    standalone = (
        of_a_few_words(bare, turns)
        or _of_a_head(bare, about, turns)
        or _of_a_fragment(question, bare, about, turns)
        or _of_a_clause(question, turns)
    )
    return standalone if standalone == question else with_bearers(standalone, _told_last(turns[-1]))


def _told_last(turn: Turn) -> tuple[str, ...]:
    """Give the last answer and what it stands on; of a refusal the nearest passage alone."""
    return (turn.answer, *turn.evidence) if turn.answer else turn.evidence[:1]


def asks_about_what_was_said(standalone: str) -> bool:
    """Tell whether a stand-alone question repeats the last answer's words, to ask who said that, or when."""
    return bool(
        re.match(r"(?:who said|(?:when|where|why|how) (?:was it|is it|did \w+ say)) that\b", standalone, re.I)
    )


def asks_for_more(standalone: str) -> bool:
    """Tell whether a stand-alone question asks for what was not told yet: "What else did Ida Moll say?"."""
    return bool(re.match(r"what (?:else|happened next)\b", standalone, re.IGNORECASE))


def leans(question: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a question has no sense of its own without the turns before."""
    if not turns or _NEW_TOPIC.match(question):
        return False
    return standalone_question(question, turns) != question


def _of_a_head(bare: str, about: str, turns: Sequence[Turn]) -> str:
    """Ask "What did the company offer?" for "And the company, what did it offer?"; "" for anything else."""
    match = _SPOKEN_OF.fullmatch(about)
    clause = clause_of(match["asked"]) if match and (about != bare or clause_of(bare) is None) else None
    if match is None or clause is None or not (clause.asked or clause.auxiliary):
        return ""
    head = phrases(match["head"])
    if len(head) != 1 or head[0].text != match["head"]:
        return ""
    resolved = with_names_for_pronouns(match["asked"], [Turn(match["head"])])
    if not resolved.is_changed:
        return ""
    asked = resolved.text
    return _of_a_clause(f"{asked[0].upper()}{asked[1:]}?", turns)


def _of_a_fragment(question: str, bare: str, about: str, turns: Sequence[Turn]) -> str:
    """Put a bare phrase in the place of its like in the last question; "" where the question is a sentence."""
    is_tied = bool(_LEADS.match(question.strip())) or about != bare
    if clause_of(bare) is not None and about == bare:
        return ""
    if len(about.split()) > _FRAGMENT or not about:
        return ""
    if _OTHER.fullmatch(about):
        one, other = the_other(turns)
        return turns[-1].question.replace(one, other) if one else anchored(question, turns[-1])
    whole = with_names_for_pronouns(about, turns)
    resolved = whole.text
    if is_tied and whole.is_open and phrases(about):
        return anchored(f"What about {about}?", turns[-1])
    if (match := _TOO.fullmatch(resolved)) and (whether := _whether(turns[-1])):
        return filled(match["part"], [*turns[:-1], whether])
    if (topic := _definite(resolved)) and _is_never_alone(topic):
        return anchored(f"What was {topic}?", turns[-1])
    if is_tied and topic:
        return _of_a_thing(topic, turns)
    if is_tied:
        is_new = _is_thing(about) and _is_new(about, turns)
        if is_new and not takes(about, turns[-1]):
            return question
        return filled(resolved, turns) or anchored(question, turns[-1])
    is_bare_phrase = len(about.split()) <= 4 and question.rstrip().endswith("?")
    return filled(resolved, turns) if is_bare_phrase else ""


def _of_a_thing(topic: str, turns: Sequence[Turn]) -> str:
    """Ask about "the bridge": in the last question where that takes it, with the last names where it was spoken of."""
    if _is_new(topic, turns):
        whole = filled(topic, turns) if takes(topic, turns[-1]) else ""
        return without_anchor(whole)[0] or f"What about {topic}?"
    asked = f"What about {topic}?"
    has_name = any(phrase.is_name for phrase in phrases(turns[-1].question))
    return filled(topic, turns) or (anchored(asked, turns[-1], lightly=True) if has_name else asked)


def _whether(last: Turn) -> Turn | None:
    """Give the last turn as if it had been asked whether, not when, where or why; None where it asked anything else."""
    own, _ = without_anchor(last.question)
    clause = clause_of(own)
    if clause is None or not clause.auxiliary or not clause.asks_adverbial:
        return None
    return replace(last, question=f"{clause.auxiliary.capitalize()} {clause.rest}?")


def _is_thing(text: str) -> bool:
    """Tell "the weather on the moon" from "the UK" and "in the north"."""
    found = phrases(text) if text.casefold().startswith("the ") and not TIME.fullmatch(text) else []
    return bool(found) and not found[0].is_name


def _definite(text: str) -> str:
    """Give a text that is nothing but a definite phrase without a name ("the bridge"), "" for any other."""
    found = phrases(text)
    is_one = len(found) == 1 and found[0].text == text and not found[0].is_name
    return f"the{text[3:]}" if is_one and text.casefold().startswith("the ") else ""


def _is_new(phrase: str, turns: Sequence[Turn]) -> bool:
    """Tell whether none of the last turns' question, answer or passages mention a phrase."""
    known = stems(" ".join(part for turn in turns[-LATELY:] for part in (*turn.texts, *turn.evidence)))
    return not content_stems(phrase) & known


def _of_a_clause(question: str, turns: Sequence[Turn]) -> str:
    """Put names for the pronouns of a sentence, and the last topic behind one that names nothing of its own."""
    resolved = with_names_for_pronouns(question, turns)
    bare = without_lead(resolved.text)
    has_names = any(phrase.is_name or _holds_name(phrase.text) for phrase in phrases(bare))
    if not (resolved.is_changed or resolved.is_open) and (has_names or not _goes_on(question, turns[-1])):
        return question
    asked = f"{bare[0].upper()}{bare[1:]}?"
    topics = [phrase.text for phrase in phrases(bare) if phrase.text.casefold().startswith("the ")]
    is_someone_s = any(_is_role(text) or _is_never_alone(text) for text in topics)
    is_new = topics and not is_someone_s and _is_new(question, turns)
    if not (resolved.is_changed or resolved.is_open) and is_new:
        return question
    if resolved.is_open or not has_names:
        return anchored(asked, turns[-1])
    named_itself = any(phrase.is_name for phrase in phrases(question))
    says_enough = named_itself or len(content_stems(question)) > LEANS_UP_TO or " that " in asked
    return asked if says_enough else anchored(asked, turns[-1], lightly=True)


def _is_role(phrase: str) -> bool:
    """Tell "the manager", which is the last topic's, from "the prime minister" and "the pope"."""
    words = phrase.casefold().split()
    return len(words) == 2 and words[1] in ROLES - _ONLY_ONE


def _is_never_alone(phrase: str) -> bool:
    return phrase.casefold().split()[-1] in _NEVER_ALONE


def _goes_on(question: str, last: Turn) -> bool:
    """Tell whether a sentence without name or pronoun goes on about the last turn's matter."""
    own = content_stems(question)
    if len(own) <= LEANS_UP_TO:
        return True
    if any(_points_back(phrase.text, last.question) for phrase in phrases(question)):
        return True
    own = content_stems(" ".join(word for word in content_words(question) if word not in VERBS)) or own
    # What is nearest to a question that was refused need not be on its matter.
    evidence = last.evidence if last.answer else ()
    known = stems(" ".join((last.question, last.answer, *evidence)))
    if without_lead(question) != question.strip().rstrip(" ?!."):
        return bool(own & known)
    return len(own & known) >= GOES_ON_FROM * len(own) and bool(
        re.search(r"\bthe\b", question, re.IGNORECASE)
    )


def _points_back(phrase: str, last: str) -> bool:
    """Tell whether a phrase is a bare "the port" behind a question about Port Sennick."""
    article, _, noun = phrase.casefold().partition(" ")
    return article == "the" and bool(noun) and " " not in noun and bool(stems(noun) & content_stems(last))


def _holds_name(text: str) -> bool:
    return any(word[0].isupper() for word in text.split()[1:])
