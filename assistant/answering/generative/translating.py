"""Answers in the reader's language, where the articles have another.

The question is put into English and answered there, by all the rules. Then each sentence that was checked is
translated, and the translation translated back, by a call that sees nothing but it. What comes back must say neither
more nor less than the sentence that was checked, by the same rules; figures and quotations are compared at once. Where
it does not, the sentence is shown in English. So a model that can't translate costs the reader the language alone.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering.checking.quotations import with_exact_quotations
from assistant.answering.checking.verification import holds_foreign, says_the_same
from assistant.answering.generative.citations import without_marks
from assistant.answering.generative.model_calls import Tally
from assistant.answering.generative.prompting import translate_messages
from assistant.answering.generative.prompts import PROMPT_VERSION
from assistant.answering.generative.reply_cache import Reply, key_of
from assistant.answering.language.languages import Language, language_of
from assistant.answers import Answer, Notice, Sentence, Usage
from assistant.deadline import Deadline
from ingest.errors import LanguageModelError
from ingest.extraction.language import identify_among
from ingest.records import Header, Passage

if TYPE_CHECKING:
    from assistant.answering.generative.writer import GenerativeWriter
    from assistant.assistant import Event

logger = logging.getLogger(__name__)

ENGLISH = Language("en", "English")
LONGEST_QUESTION = 300
"""Characters of a question in English."""
LONGER_BY = 3
"""How many times as long as its sentence, in characters, a translation is at most."""
TRANSLATED = "Translated from English into {language}. The articles and the quotations are in English."
UNTRANSLATED = "What stands in English could not be put into {language} with certainty."
_FIGURE = re.compile(r"\d+(?:[.,\s’']\d+)*")


class Translator:
    """Puts one question into English, and the sentences of its answer into the language of the question."""

    def __init__(self, language: Language, writer: GenerativeWriter, deadline: Deadline) -> None:
        """Translate by the language model of `writer`, inside `deadline`; its cache keeps what was translated."""
        self.language = language
        self.model = writer.model
        self._calls = writer.calls
        self._cache = writer.cache
        self._deadline = deadline
        self._tally = Tally()
        self._failed = False
        self._used_again = False

    @property
    def usage(self) -> Usage:
        """What the calls have cost."""
        return replace(self._tally.usage, cached=self._used_again)

    def question(self, question: str) -> str:
        """Give a question in English, "" where what the model gives is no such question."""
        said = self._said(question, ENGLISH)
        is_one = said.endswith("?") and said.count("?") == 1 and len(said) <= LONGEST_QUESTION
        if not is_one or language_of(said) or _figures(said) != _figures(question):
            return ""
        return said

    def sentence(self, sentence: Sentence) -> Sentence:
        """Give a sentence in the language of the question; as it is where its translation can't be relied on."""
        told = without_marks(sentence.text)
        said = self._said(told, self.language)
        if not said or not self._looks_right(said, told):
            return sentence
        if not says_the_same(self._said(said, ENGLISH), told):
            logger.info("A translation did not come back as it was.")
            return sentence
        verdict = "supported" if sentence.verdict == "quoted" else sentence.verdict
        return replace(sentence, text=said, support="supported", verdict=verdict)

    def _looks_right(self, said: str, told: str) -> bool:
        code, _ = identify_among(said, (ENGLISH.code, self.language.code))
        return (
            code == self.language.code
            and _figures(said) == _figures(told)
            and len(said) <= LONGER_BY * len(told)
            and not holds_foreign(said)
            and with_exact_quotations(said, [Passage("", Header(), 0, 0, len(told), told)]) == (said, "")
        )

    def _said(self, text: str, language: Language) -> str:
        """Give a text in a language, on one line; "" where the model fails, which is then asked no more."""
        endpoint = getattr(self._calls.llm, "api_base", "")
        key = key_of(PROMPT_VERSION, "translate", endpoint, self.model, language.code, text)
        kept = self._cache.get(key) if self._cache else None
        self._used_again = self._used_again or kept is not None
        try:
            said = kept.text if kept else self._asked(text, language)
        except LanguageModelError as error:
            logger.warning("A sentence was not translated: %s", error)
            self._failed = True
            return ""
        if self._cache and said and not kept:
            self._cache.put(key, Reply((), said))
        return "" if "\n" in said.strip() else said.strip()

    def _asked(self, text: str, language: Language) -> str:
        if self._failed or not text:
            return ""
        return self._calls.complete(translate_messages(text, language.name), self._deadline, self._tally)


def translated(events: Generator[Event], translator: Translator) -> Generator[Event]:
    """Give the events of an answer in the language of its question, as far as that is certain."""
    told: list[tuple[Sentence, Sentence]] = []
    with closing(events):
        for event in events:
            if isinstance(event, Answer):
                yield _answer(event, told, translator)
            else:
                told.append((event, translator.sentence(event)))
                yield told[-1][1]


def _figures(text: str) -> Counter[str]:
    """Count the figures of a text, by their digits alone: 85,000 and 85.000 are one."""
    return Counter(re.sub(r"\D", "", figure) for figure in _FIGURE.findall(text))


def _answer(answer: Answer, told: list[tuple[Sentence, Sentence]], translator: Translator) -> Answer:
    text = answer.text
    for old, new in told:
        text = text.replace(old.text, new.text, 1)
    changed = [new for old, new in told if new != old]
    notices = list(answer.notices)
    if changed:
        notices.append(Notice("translated", TRANSLATED.format(language=translator.language.name)))
    if len(changed) < len(told):
        notices.append(Notice("untranslated", UNTRANSLATED.format(language=translator.language.name)))
    return replace(
        answer,
        text=text,
        sentences=tuple(new for _, new in told),
        key=answer.key if answer.key in text else "",
        notices=tuple(notices),
        model=translator.model if changed else answer.model,
        usage=answer.usage.plus(translator.usage),
    )
