"""Which language a short question is in, where that is not English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extraction.language import identify_among

NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hu": "Hungarian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
CERTAIN_FROM = 0.6
"""Share of the likelihood from which a question of three words and more is taken to be in a language."""

# Words that begin questions in one of these languages, by its code, and never in English.
_QUESTION_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "de": "wer wie wann wo warum weshalb welche welcher welches wieviel wieviele wohin woher",
        "fr": "qui que quel quelle quels quelles combien pourquoi quand où comment est-ce qu'est-ce",
        "es": """quién quien qué cuándo cuando cuánto cuántos cuanto cuantos dónde donde cómo cuál cuáles por ¿quién
            ¿qué ¿cuántos ¿cuándo ¿dónde ¿por ¿cómo ¿cuál ¿quien ¿que ¿cuantos""",
        "it": "chi che cosa quando quanti quanto quante dove perché perche quale quali",
        "pt": "quem quantos quantas onde quando porque quais qual",
        "nl": "wie wat wanneer waar hoeveel waarom hoe welke",
        "pl": "kto kiedy gdzie ile dlaczego jak",
        "sv": "vem vad när varför",
        "da": "hvem hvad hvornår hvorfor hvor",
    }.items()
}
_ENGLISH_ONLY = frozenset(
    """what who whom whose when where why how which the did does many are were has will would can could should and
    with about from that this for much been being it they she there his their""".split()
)
"""Words that none of the other languages has as well, as they have "is", "was" and "her"."""
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code and its English name."""

    code: str
    name: str


def language_of(question: str) -> Language | None:
    """Give the language of a question that is not in English, None for English and where it can't be told."""
    words = [word.casefold() for word in _TOKEN.findall(question)]
    english = [word for word in words if word in _ENGLISH_ONLY]
    if not words or english:
        return None
    begins = [code for code, known in _QUESTION_WORDS.items() if question.split()[0].casefold() in known]
    foreign_letters = len(_NOT_LATIN.findall(question))
    language, share = identify_among(question, ("en", *NAMES))
    if begins and len(words) > 1:
        code = language if language in begins else begins[0]
    elif language != "en" and (
        foreign_letters > sum(map(len, words)) / 2 or (share >= CERTAIN_FROM and len(words) > 2)
    ):
        code = language
    else:
        return None
    return Language(code, NAMES[code])


def proper_names(question: str) -> list[str]:
    """Give the words of a question in another language that are capital inside it: mostly names.

    German writes its nouns so, too; a search by them does no harm.
    """
    words = [re.sub(r"^[^\W\d_]['’]", "", word) for word in _TOKEN.findall(question)[1:]]
    return [word for word in words if word[0].isupper() and word.isascii()]
