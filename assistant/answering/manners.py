"""What is no question about the news, and what is said to it.

Greetings, thanks, orders, questions about the assistant or its library, and questions in other languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.answering.language.languages import Language, language_of, proper_names
from assistant.retrieval.by_words import content_words
from ingest.calendar_names import day_in_words
from ingest.library.catalogue import ArticleSummary

_END = r"(?=[\s,.!?;:…–-]|$)"
_STOP = r"(?=\s*[,.!?;:…–]|\s*$)"
_PLEASANTRY = re.compile(
    rf"^(?:(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day|night)"
    rf"|dear assistant|welcome back"
    rf"|thanks|thank you|many thanks|please|bye|goodbye"
    rf"|(?:thx|ty|cheers|much appreciated|great|perfect|nice|cool|awesome|wonderful|excellent"
    rf"|good (?:job|answer|work)"
    rf"|well done|see you|see you later|nice to meet you|how are you|how are you doing|how do you do|what's up"
    rf"|how is it going|how's it going){_STOP})"
    rf"(?: (?:there|all|everyone|again|today|so much|very much|a lot|for (?:that|this|the answer|your help)"
    rf"|assistant|bot|computer|friend|then|now|to you|you))*{_END}[\s,.!?;:…–-]*)+",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\b(?:thanks|thank you|thx|cheers|appreciated|great|perfect|well done|good job)\b", re.IGNORECASE
)
_HEARD = re.compile(
    r"^(?:(?:ok(?:ay)?|k|oh|ah|aha|i see|got it|understood|noted|right|alright|all right|fine|sure|yes|yeah|yep|no|nope"
    r"|hm+|interesting|wow|good(?: to know)?|makes sense|that makes sense|never ?mind|no thanks|no thank you"
    r"|that(?:'s|’s| is| will be) all|that(?:'s|’s| is) (?:interesting|good|fine|clear))(?![\w'’])[\s,.!…–-]*)+",
    re.IGNORECASE,
)
"""What shows that an answer was heard and asks for nothing; with a question mark ("Right?") it does."""
_FAREWELL = re.compile(r"\b(?:bye|goodbye|see you|good night)\b", re.IGNORECASE)
_OVERRIDE = re.compile(
    r"\b(?:ignore|forget|disregard|override|bypass|drop)\b[^.?!]{0,40}?\b(?:rules?|instructions?"
    r"|prompts?|guidelines?"
    r"|restrictions?|above|previous|limits?|training)\b(?:[^.?!,;]{0,30}?)(?=\s+and\b|[.?!,;:]"
    r"|$)[\s.!,;:]*(?:and (?:then )?|then )?",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^(?:please |now |just |can you |could you |would you |will you |i want you to |you must )*"
    r"(?:(?:write|compose|draft|invent|make up|create|generate|sing|paint|draw|code|program)\b(?! (?:about|down) )"
    r"|translate\b|tell me a (?:joke|story|secret)|pretend|act as|act like|role-?play|repeat after"
    r"|say (?:hello|hi|only|that you)"
    r"|(?:print|show|reveal|repeat|give)(?: me)? (?:your|the) (?:system )?(?:prompt|instructions"
    r"|rules)|you are now|from now on)\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"(?:and )?(?:who|what)(?: exactly)? are you(?: called)?|what(?:'s| is) your name|who (?:made"
    r"|built|wrote|created|programmed) you"
    r"|are you (?:an? )?(?:\w+ )?(?:ai|bot|robot|human|person|computer|machine|chatgpt|gpt"
    r"|language model|llm|real|there|sure you're human)"
    r"|what (?:can|do) you (?:do|know)(?: for me| about)?|what can i ask(?: you)?"
    r"|how can you help(?: me)?|can you help(?: me)?|help(?: me)?"
    r"|how (?:do|should) i (?:ask|use (?:you|this|it))|how (?:do|does) (?:you|this|it) work"
    r"|what is this|what are you for"
    r"|introduce yourself|tell me about yourself|who am i talking to|do you (?:speak|understand) \w+"
    r"|which languages? do you speak"
    r"|where do(?:es)? your? (?:answers|information|data|knowledge|articles) come from|what are your sources"
    r"|(?:how many|what|which) (?:news )?(?:articles|sources|outlets|newspapers|papers|documents"
    r"|texts|files) (?:do|have|can) you"
    r"(?: have| know| read| got| hold| cover| use| see| search)*(?: (?:there|in total|altogether|now))?"
    r"|how many articles (?:are there|are in (?:here|there|the library|your library)|does (?:the"
    r"|your) library (?:have|hold))"
    r"|(?:how (?:old|new|recent)|of when|from when) (?:are|is) (?:your|the) (?:articles|news|library|data)"
    r"|(?:which|what) (?:days|dates|period|time|topics|subjects) do (?:you|your articles"
    r"|the articles) (?:cover|have|know(?: about)?)"
    r"|what is in (?:your|the) library|what(?:'s| is) the newest article|how up to date are you",
    re.IGNORECASE,
)
_ABOUT_THE_LIBRARY = re.compile(
    r"(?:please |can you |could you )*(?:"
    r"(?:summari[sz]e|sum up|list|show(?: me)?) (?:all )?(?:the |your |these )?"
    r"(?:articles|news|library|stories|headlines)"
    r"|what (?:are|is) (?:the |your |these )?(?:articles|news|library|stories|texts|files) (?:all )?about"
    r"|what(?:'s| is) (?:in )?the news(?: today| this week)?|what(?:'s| is) new(?: today| this week)?"
    r"|(?:which|what) (?:stories|topics|subjects|headlines) are (?:there|in (?:the|your) library)"
    r"|give me (?:a summary|an overview)(?: of (?:the|your) (?:articles|news|library))?)",
    re.IGNORECASE,
)
TITLES_TOLD = 5
"""Titles of the newest articles that are named where somebody asks what there is."""
_ANYTHING_ELSE = "Is there anything else that you want to know?"
_MARKS = re.compile(r"[\[\]\"“”„«»]")


class Shelf(Protocol):
    """What can list its articles, so that a reply can describe them: the library."""

    def articles(self) -> list[ArticleSummary]:
        """List the articles, newest first, undated ones last."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said instead of an answer, and what to look up nevertheless, "" for nothing."""

    text: str
    search_for: str = ""


def without_manners(question: str) -> str:
    """Give a question without greetings, thanks and orders to ignore rules around it, whole if that is all."""
    rest = _PLEASANTRY.sub("", question)
    rest = _OVERRIDE.sub("", rest).strip()
    if not content_words(rest) and rest.rstrip(" ?!.").casefold() not in (
        "why",
        "when",
        "where",
        "who",
        "how",
    ):
        leans = rest.endswith("?") and rest != question
        return rest if leans and len(rest.split()) > 1 else question
    return rest[0].upper() + rest[1:] if rest != question else question


def reply_to(question: str, library: Shelf, asked_on: date) -> Reply | None:
    """Give the fixed reply to what is no question of the news, None where the articles are to be asked.

    Articles later than `asked_on` are not counted.
    """
    bare = question.strip().rstrip(" ?!.")
    if not bare:
        return None
    if _ABOUT_ITSELF.fullmatch(bare):
        return Reply(
            f"I am a program that answers questions from news articles, quoting them word for word. "
            f"{_shelf(library, asked_on)} "
            "Ask in English, in a full question with names: who, what, when, where, why or how many."
        )
    if _ABOUT_THE_LIBRARY.fullmatch(bare):
        return Reply(f"{_shelf(library, asked_on)} {_titles(library, asked_on)}".strip())
    if is_pleasantry(question):
        return Reply(_to_pleasantry(question, _shelf(library, asked_on)))
    if _ORDER.match(question) or (
        _OVERRIDE.search(question) and not content_words(_OVERRIDE.sub("", question))
    ):
        return Reply(
            "I can't do that: I only answer questions from the articles in this library, and quote what they say. "
            "Ask what you want to know about the news in them."
        )
    return _to_other_language(question, library)


def is_pleasantry(text: str) -> bool:
    """Tell whether a text is nothing but a greeting, thanks or "OK", and so leans on no turn before."""
    rest, before = text.strip(), ""
    while rest != before:
        before = rest
        rest = _HEARD.sub("", _PLEASANTRY.sub("", rest, count=1), count=1).strip()
    return bool(text.strip()) and not rest and not ("?" in text and _HEARD.match(text.strip()))


def _to_pleasantry(question: str, shelf: str) -> str:
    if _FAREWELL.search(question):
        return "Goodbye."
    if _THANKS.search(question):
        return f"You're welcome. {_ANYTHING_ELSE}"
    if _HEARD.fullmatch(question.strip()):
        return _ANYTHING_ELSE
    return f"Hello. I answer questions from news articles. {shelf} What would you like to know?"


def foreign_language(question: str, library: Shelf) -> Language | None:
    """Give the language of a question that is neither English nor that of an article."""
    language = language_of(question)
    if language is None or any(article.language == language.code for article in library.articles()):
        return None
    return language


def _to_other_language(question: str, library: Shelf) -> Reply | None:
    language = foreign_language(question, library)
    if language is None:
        return None
    names = proper_names(question)
    looked_up = f" The passages nearest to {', '.join(names)} are listed." if names else ""
    return Reply(
        f"This question seems to be in {language.name}, and I understand only English. Please ask it in "
        f"English.{looked_up}",
        " ".join(names),
    )


def _titles(library: Shelf, asked_on: date) -> str:
    """Name the newest articles, without the marks that would make their titles look like quotations of an answer."""
    seen = [one.header for one in library.articles() if (one.header.published or asked_on) <= asked_on]
    titles = [_MARKS.sub("", header.title).strip() for header in seen if header.title][:TITLES_TOLD]
    if not titles:
        return ""
    return f"The newest are: {'; '.join(titles)}. Ask about any of them."


def _shelf(library: Shelf, asked_on: date) -> str:
    published = [one.header.published for one in library.articles()]
    articles = [day for day in published if day is None or day <= asked_on]
    days = sorted(day for day in articles if day)
    if not articles:
        return "The library holds no articles yet."
    number = f"The library holds {len(articles):,} article{'s' if len(articles) > 1 else ''}"
    if not days:
        return f"{number}."
    if days[0] == days[-1]:
        return f"{number} of {day_in_words(days[0])}."
    return f"{number} from {day_in_words(days[0])} to {day_in_words(days[-1])}."
