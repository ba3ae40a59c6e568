"""Who is named in an article: full names and the places where a person is named by surname alone.

Rules of news writing rather than a model: titles, first names, ages and appositions make a name a person's. What is
not certain to be a person is kept as somebody who might be meant, so that nobody else is taken for sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.answering.language.first_names import FEMALE, MALE
from assistant.answering.language.terms import without_possessive
from assistant.answering.language.word_classes import NAME_PARTICLES
from ingest.calendar_names import CALENDAR_NAMES

Gender = Literal["he", "she", ""]

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lord lady dame king queen prince princess pope cardinal archbishop bishop
    president minister chancellor secretary state general gen colonel col captain capt sergeant sgt lieutenant lt
    major admiral commander officer sen senator rep representative congressman congresswoman gov governor mayor judge
    justice ambassador chairman chairwoman director executive speaker premier ex-president spokesman spokeswoman
    spokesperson coach adviser advisor coordinator inspector detective sheriff rev reverend sheikh emir sultan
    leader""".split()
)
ROLES = frozenset(
    """minister president chancellor premier secretary spokesman spokeswoman spokesperson mayor governor senator judge
    lawyer attorney director chairman chairwoman chief boss ceo founder analyst economist professor scientist
    researcher historian author writer actor actress singer coach manager captain striker defender goalkeeper player
    champion officer commander general colonel ambassador envoy diplomat adviser advisor aide leader candidate lawmaker
    congressman congresswoman mp prosecutor suspect victim teacher doctor nurse farmer journalist reporter man woman
    boy girl father mother son daughter brother sister husband wife widow king queen prince princess pope bishop
    official billionaire businessman businesswoman engineer pilot driver resident student soldier counterpart
    predecessor successor opponent rival colleague friend owner head star comedian artist painter musician""".split()
)
_MALE_WORDS = frozenset(
    """mr sir lord king prince pope congressman chairman spokesman businessman actor father son brother husband man
    boy widower""".split()
)
_FEMALE_WORDS = frozenset(
    """mrs ms miss lady dame queen princess congresswoman chairwoman spokeswoman businesswoman actress mother daughter
    sister wife woman girl widow""".split()
)
_NO_PERSON = frozenset(
    """ministry university council bank street house party court news times post press agency union city county island
    islands sea river mountain mount airport hospital school college park square tower stadium center centre company
    corp inc ltd group army navy air force forces police department committee commission association league cup club
    united world nations kingdom states north south east west new san santa saint st los las el day games award awards
    act bill week church war republic republican republicans democrat democrats democratic conservative labour office
    board institute foundation bureau service services authority parliament congress senate assembly security
    government administration embassy tv radio channel network media journal magazine daily herald gazette guardian
    mirror mail telegraph express super grand prix open series bowl championship olympic olympics black white red
    green blue lake valley beach bay hill hills road avenue bridge station line airlines airways motors energy oil gas
    capital partners holdings international global national federal royal supreme high great old big first second
    christmas easter america american britain british england english france french
    germany german russia russian ukraine ukrainian china chinese israel israeli europe european africa african asia
    asian india indian japan japanese korea korean hong kong iran iraq syria turkey poland spain italy canada
    australia mexico brazil york london washington moscow paris berlin kyiv kiev beijing tokyo brussels geneva
    texas california florida georgia virginia carolina jersey hampshire orleans angeles francisco diego""".split()
).union(CALENDAR_NAMES)
_PLACES_TOO = frozenset(
    """washington london paris jordan chad georgia israel lincoln houston austin jackson sydney berlin kent york chelsea
    milan madrid cuba dallas florence victoria charlotte orlando phoenix santiago hamilton nelson wellington darwin
    cleveland brooklyn lancaster sunday monday friday march may young king prince pope major general best black white
    brown green day rice west north church stone wood love power price banks""".split()
)
_LEADING = frozenset(
    """the a an but and on in at as when while after before since if although though for from with by to of this that
    these those his her their its our my he she they it we you i there then now yesterday today later earlier
    meanwhile however still yet even also both like unlike among under over during despite according because so not
    only last next what who why how where which asked did does is was were are has have had can could will would
    about against instead once until""".split()
)
_WORD = r"(?:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ][\w’'-]*\w|[A-ZÀ-ÖØ-Þ])"
_PARTICLE = "|".join(sorted(NAME_PARTICLES))
_NAME = re.compile(
    rf"(?<![\w.]){_WORD}(?:(?: (?:{_PARTICLE}))* {_WORD}|(?<=Mr)\. {_WORD}|(?<=[DMS]r|Ms)\. {_WORD})*"
)
_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lady)\.? (?:[A-Z][\w-]+ )?([A-Z][\w-]*\w)")
_AGE = re.compile(r"(?:['’]s)?, (?:aged )?\d{1,3},")
_APPOSITION = re.compile(
    r", (?:(?:the|a|an|who|whose|his|her|its|their)\b|[a-z][\w’'-]* )(?P<rest>[^,.;]{0,60})"
)
_COPULA = re.compile(
    rf" (?:is|was) (?:the|an?) (?:(?!(?:of|for|in|to|at)\b)[\w’'-]+ ){{0,3}}?(?P<role>{'|'.join(sorted(ROLES))})\b"
)
_BEFORE_A_PLACE = re.compile(
    r"\b(?:in|at|from|to|near|the|of|across|inside|outside|into|via) $", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as an article names them; `role` is the noun that goes with the name ("minister"), "" for none."""

    name: str
    surname: str
    gender: Gender
    role: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Where somebody is named: `start` to `end` without titles and possessives, `whole` from the first title on.

    `person` is None where it is not certain that a person is named, or which; `gender` is what the words tell.
    """

    whole: int
    start: int
    end: int
    text: str
    person: Person | None
    gender: Gender
    is_full: bool


class People:
    """Those who are named in a text, with every place where they are."""

    def __init__(self, text: str) -> None:
        """Read `text`, an article's cleaned text."""
        self._text = text
        self._common = frozenset(re.findall(r"(?<![\w.])[a-zà-ÿ][\w’'-]*", text))
        self._titled: dict[str, list[str]] = {}
        for title, name in _TITLED.findall(text):
            self._titled.setdefault(name, []).append(title.casefold())
        names = [found for match in _NAME.finditer(text) if (found := self._parts(match)) is not None]
        evident = {
            without_possessive(name): self._person(whole, start, name)
            for whole, start, name in names
            if " " in name and self._is_person(whole, start, name)
        }
        known = {person.name: person for person in evident.values()}
        self._by_surname: dict[str, set[str]] = {}
        for name in known:
            self._by_surname.setdefault(surname_of(name), set()).add(name)
        for _, _, name in names:  # a namesake counts even where it is not certain to be a person's name
            last = surname_of(without_possessive(name))
            if " " in name and last in self._by_surname:
                self._by_surname[last].add(without_possessive(name))
        self.mentions = tuple(self._mention(known, *found) for found in names)
        self.persons = tuple(known.values())

    def within(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that lie in `text[start:end]`, in order."""
        return [mention for mention in self.mentions if start <= mention.start and mention.end <= end]

    def _parts(self, match: re.Match[str]) -> tuple[int, int, str] | None:
        """Give where a name begins with and without titles, and the name; None for what can't be one."""
        words = match.group().split(" ")
        begins = self._begins_sentence(match.start())
        whole = match.start()
        if begins and words[0].casefold() in _LEADING:
            whole += len(words[0]) + 1
            words = words[1:]
        last_title = max(
            (i for i, word in enumerate(words[:-1]) if word.rstrip(".").casefold() in TITLES), default=-1
        )
        if last_title < 0 and begins and len(words) > 2 and words[0].casefold() in ROLES:
            last_title = 0  # "Actress Scarlett Johansson": capital only because the sentence begins with it
        start = whole + sum(len(word) + 1 for word in words[: last_title + 1])
        words = words[last_title + 1 :]
        if (
            not words
            or not words[0]
            or (len(words) == 1 and last_title < 0 and begins and self._is_common(words[0]))
        ):
            return None
        if any(without_possessive(word) != word for word in words[:-1]):
            return None
        return whole, start, " ".join(words)

    def _is_common(self, word: str) -> bool:
        return word.lower() in self._common or word.casefold() in _LEADING

    def _begins_sentence(self, position: int) -> bool:
        before = self._text[max(0, position - 3) : position].rstrip(" ")
        return not before or before[-1] in ".!?…\n\"“”'‘’:;•—–-("

    def _is_person(self, whole: int, start: int, name: str) -> bool:
        """Tell whether a name of several words is a person's: by its first name, an age or a role beside it."""
        words = without_possessive(name).split(" ")
        first = words[0].casefold()
        if len([word for word in words if word[0].isupper()]) > 3 or first in _LEADING:
            return False
        if any(word.casefold() in _NO_PERSON for word in words[:-1]):
            return False
        if words[-1].casefold() in _NO_PERSON - _PLACES_TOO:
            return False
        if any(len(word) > 1 and word.isupper() for word in words):
            return False
        has_age = _AGE.match(self._text, start + len(name)) is not None
        return first in MALE or first in FEMALE or has_age or bool(self._told_beside(whole, start, name))

    def _person(self, whole: int, start: int, name: str) -> Person:
        plain = without_possessive(name)
        about = self._told_beside(whole, start, name)
        role = next((word for word in reversed(about) if word in ROLES), "")
        return Person(plain, surname_of(plain), _gender(about, plain.split(" ")[0]), role)

    def _told_beside(self, whole: int, start: int, name: str) -> list[str]:
        """Give the titles and roles that the text tells with a name, in small letters: before it, behind it, with "is".

        `whole` and `start` are where the name begins with and without its titles. Titles that stand elsewhere with
        its surname come last.
        """
        end = start + len(name)
        about = [word.rstrip(".").casefold() for word in self._text[whole:start].split()]
        before = re.search(r"([\w-]+),? $", self._text[max(0, whole - 40) : whole])
        if before and before.group(1).casefold() in ROLES:
            about.append(before.group(1).casefold())
        apposition = _APPOSITION.match(self._text, end)
        if apposition:
            about += [word for word in re.findall(r"[a-z-]+", apposition.group()) if word in ROLES][:1]
        copula = _COPULA.match(self._text, end)
        about += [copula["role"]] if copula else []
        return about + self._titled.get(without_possessive(name).split(" ")[-1], [])

    def _mention(self, known: dict[str, Person], whole: int, start: int, name: str) -> Mention:
        plain = without_possessive(name)
        end = start + len(plain)
        person = known.get(plain)
        titles = [word.rstrip(".").casefold() for word in self._text[whole:start].split()]
        is_full = person is not None
        if person is None and plain in self._by_surname and len(self._by_surname[plain]) == 1:
            is_place = plain.casefold() in _PLACES_TOO and not titles
            person = None if is_place else known[next(iter(self._by_surname[plain]))]
        gender = person.gender if person else _gender(titles, plain.split(" ")[0])
        return Mention(whole, start, end, plain, person, gender, is_full)

    def might_be_a_person(self, mention: Mention) -> bool:
        """Tell whether somebody may be meant: no known place or body, and no place by its preposition."""
        words = mention.text.split(" ")
        if mention.person is not None or mention.whole < mention.start:
            return True
        if any(word.casefold() in _NO_PERSON or (len(word) > 1 and word.isupper()) for word in words):
            return False
        return not _BEFORE_A_PLACE.search(self._text[max(0, mention.whole - 9) : mention.whole])


def surname_of(name: str) -> str:
    """Give the surname of a full name, with its particles: "von der Leyen" of "Ursula von der Leyen"."""
    words = name.split(" ")
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in NAME_PARTICLES:
        first -= 1
    return " ".join(words[first:])


def roles_in(text: str) -> Iterator[re.Match[str]]:
    """Give the nouns in a text that stand for one person: "the minister", "a spokesman"."""
    return (match for match in re.finditer(r"\b[A-Za-z]+\b", text) if match.group().casefold() in ROLES)


def _gender(words: list[str], first_name: str) -> Gender:
    if any(word in _MALE_WORDS for word in words):
        return "he"
    if any(word in _FEMALE_WORDS for word in words):
        return "she"
    folded = first_name.casefold()
    if folded in MALE or folded in FEMALE:
        return "he" if folded in MALE else "she"
    return ""
