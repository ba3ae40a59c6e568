"""A follow-up made a question that stands alone, by a language model, and believed only as far as it adds nothing.

What was said before holds words of articles, and so perhaps instructions: a rewriting that names anything that
neither the question nor the turns before have is dropped, and the model-free way is taken.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answering.generative.prompting import rewrite_messages
from assistant.answering.language.clauses import QUESTION_WORDS
from assistant.answering.language.terms import content_stems
from assistant.answers import Usage
from ingest.errors import LanguageModelError
from ingest.number_words import SMALL_NUMBERS

if TYPE_CHECKING:
    from assistant.answering.follow_ups.referents import Turn
    from assistant.answering.generative.model_calls import ModelCalls
    from assistant.deadline import Deadline

logger = logging.getLogger(__name__)

LONGEST = 300
"""Characters of a rewriting."""
LONGEST_SAID = 600
"""Characters of an earlier answer that the model is shown."""
NEW_WORDS = 1
"""Content words that a rewriting may have of its own ("Did he?" may become "Did he do so?")."""
DENIALS = frozenset("not no never nobody nothing none without".split())
SHARE_OF_TIME = 0.3
"""Of a question's deadline, so that enough is left for the answer."""
_WORD = re.compile(r"\w[\w’'-]*")


def rewritten(
    question: str, turns: Sequence[Turn], calls: ModelCalls, deadline: Deadline
) -> tuple[str, Usage]:
    """Give the question as it stands alone and the cost; "" where the model fails or can't be believed."""
    # Here, because it imports openai, which a question that is asked without a model need not wait for.
    from assistant.answering.generative.model_calls import Tally

    tally = Tally()
    told = [(turn.question, turn.answer[:LONGEST_SAID]) for turn in turns]
    try:
        reply = calls.complete(rewrite_messages(question, told), deadline.part(SHARE_OF_TIME), tally)
    except LanguageModelError as error:
        logger.warning("A follow-up was not rewritten: %s", error)
        return "", tally.usage
    said = reply.strip().strip('"“”').strip()
    known = "\n".join([question, *(part for turn in told for part in turn)])
    return said if is_believable(said, question, known) else "", tally.usage


def is_believable(said: str, question: str, known: str) -> bool:
    """Tell whether a rewriting is one question and adds nothing to `question` that is not in `known`."""
    if not said or len(said) > LONGEST or "\n" in said or not said.endswith("?") or said.count("?") > 1:
        return False
    if len(content_stems(said) - content_stems(known)) > NEW_WORDS or _names_anew(said, known):
        return False
    asked, now = _words(question), _words(said)
    if asked & QUESTION_WORDS - now or DENIALS & asked != DENIALS & now:
        return False
    kept = content_stems(question)
    return len(kept & content_stems(said)) * 2 >= len(kept)


def _names_anew(said: str, known: str) -> bool:
    """Tell whether a text names or counts what another does not. Its first word is a name where it says something."""
    words = _words(known)
    return any(
        word.casefold() in SMALL_NUMBERS
        or any(character.isdigit() for character in word)
        or (word[0].isupper() and (match.start() > 0 or content_stems(word)))
        for match in _WORD.finditer(said)
        if (word := re.sub(r"['’]s?$", "", match.group())).casefold() not in words
    )


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text.replace("n't", " not").replace("n’t", " not"))}
