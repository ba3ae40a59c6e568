"""What a pronoun of a follow-up stands for: looked for in the last question, its answer, and the turns before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.follow_ups.roles import bearer
from assistant.answering.language.clauses import clause_of
from assistant.answering.language.phrases import Phrase, gender, is_country, phrases
from assistant.answering.language.word_classes import DETERMINERS, PREPOSITIONS, ROLES
from ingest.number_words import SMALL_NUMBERS

LONGEST_NAME = 12
"""Words of a phrase that stands for a pronoun at most."""

_ASKS_A_THING = re.compile(
    r"\b(?:find|found|discover|discovered|buy|bought|sell|sold|build|built|launch|launched|sign|signed|publish|published"
    r"|announce|announced|propose|proposed|offer|offered|steal|stolen|win|won|called)\b",
    re.IGNORECASE,
)
_ROLES = "|".join(sorted(ROLES))
_EVENT = re.compile(
    r"\b(?:Cup|Final|Open|Games|Festival|Tour|Prize|Storm|Hurricane|War|Election|Summit|Match|Race|Derby)\b",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r" (?:of|from|at|in) .*")
FIRM = re.compile(r"\w [\w’'-]+[^\Wsui]s$")
"""A name of several words that ends as a plural does: "Kestrel Foods"."""
_OWNER = re.compile(r"(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)*)['’]s? ")
_THE_NAME = re.compile(r"the [A-Z]")
_ANY_OF = re.compile(r"(?:any|some|many|several|all) [\w’'-]+[^\Ws]s", re.IGNORECASE)
_PAIR = re.compile(
    r"\b([A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)(?:,? and|,? or) (?:(?:in|at|of|the) )?([A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation: the stand-alone question, the sentences of its answer, and what they stand on.

    `answer` is "" after a refusal. `evidence` are the texts of the cited passages, or of the nearest ones.
    """

    question: str
    answer: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, str]:
        """The question, then the answer."""
        return self.question, self.answer


def person(pronoun: str, turns: Sequence[Turn]) -> str:
    """Give whom "he" or "she" stands for, "" where nobody was named; `pronoun` is "" for "Who is that?".

    `turns` are given oldest first.
    """
    evidence = tuple(text for turn in turns for text in (*turn.evidence, turn.answer))
    for turn in reversed(turns):
        for found in _by_focus(turn, asks="who"):
            is_one = found.kind == "person" and not found.is_plural and not _is_bare_role(found)
            if (
                is_one
                and not _is_common(found.text, turn)
                and not _is_doubtful(found, turn.question, evidence)
            ):
                name = _OF_WHAT.sub("", found.text)
                known = gender(name, evidence) if found.is_name else ""
                if known == pronoun or not pronoun or (known == "" and not _is_firm(found, turn)):
                    named = (
                        "" if found.is_name else bearer(found.text, (*turn.texts[::-1], *turn.evidence[:1]))
                    )
                    return named or _without_title(_without_role(definite(found)), turn)
    return ""


def thing(turns: Sequence[Turn], *, event: bool = False) -> str:
    """Give what "it" stands for: what was asked about, else what was answered; never a person.

    `event` says that it is what begins, lasts or ends, and so no place either.
    """
    if chosen := _chosen(turns[-1]) if turns else "":
        return chosen
    for turn in reversed(turns):
        for found in _by_focus(turn, asks="what"):
            is_person = found.kind == "person" and not _is_firm(found, turn) and not _is_called_the(found)
            is_out = is_person or (
                event
                and (found.kind in ("place", "person") or (found.is_name and not _EVENT.search(found.text)))
            )
            if not is_out and not found.is_plural and not _is_time(found.text):
                return definite(found)
    return ""


def _chosen(turn: Turn) -> str:
    """Give the hotel that was answered to "Which hotel is suspected?", "" where none was asked for."""
    clause = clause_of(turn.question)
    noun = clause.noun.split()[-1].casefold() if clause and clause.noun else ""
    if not noun or not clause or not clause.asked.casefold().startswith("which"):
        return ""
    for phrase in phrases(turn.answer):
        for part in re.split(r" (?:of|at|in|on) ", phrase.text):
            words = part.split()
            if noun in (word.casefold() for word in words) and any(word[0].isupper() for word in words[1:]):
                return part
    return ""


def several(turns: Sequence[Turn]) -> str:
    """Give whom or what "they" stands for: a plural, two names joined by "and", an organisation or a country."""
    for turn in turns[-1:-3:-1]:
        texts = (turn.question, *(one.text for one in phrases(turn.answer) if one.kind == "person"))
        plural = [one for text in texts for one in phrases(text) if _is_several(one)]
        if plural and not turn.question.casefold().startswith("who"):
            return definite(plural[0])
    for turn in reversed(turns):
        asks_who = turn.question.casefold().startswith("who")
        for text in reversed(turn.texts) if asks_who else turn.texts:
            found = phrases(text)
            plural = [phrase for phrase in found if _is_several(phrase)]
            if plural:
                return definite(plural[0])
            if match := _PAIR.search(text):
                return f"{match.group(1)} and {match.group(2)}"
            if text == turn.question and (two := _two_persons(text)):
                return two
            group = [phrase for phrase in found if phrase.kind == "group" or is_country(phrase.text)]
            if group:
                return definite(group[0])
    return ""


def is_plural(text: str) -> bool:
    """Tell "the fishermen", "Ida Moll and Hew Tarrant" and "the police" from "the group" and "Ketria"."""
    is_first = any(_is_several(phrase) for phrase in phrases(text)[:1])
    return is_first or " and " in text or text.endswith(("s", "people", "police"))


def _is_several(phrase: Phrase) -> bool:
    """Tell a plural, also one that looks like a name: "any Corvanians"."""
    return phrase.is_plural or bool(_ANY_OF.fullmatch(phrase.text))


def _two_persons(text: str) -> str:
    """Give "Putin and Macron" of "What did Putin tell Macron?", "" where other than two persons are named."""
    named = [one.text for one in phrases(text) if one.kind == "person" and one.is_name]
    is_pair = len(named) == 2 and named[0].split()[-1] != named[1].split()[-1]
    return " and ".join(named) if is_pair else ""


def _is_called_the(phrase: Phrase) -> bool:
    """Tell "the Teachers' Guild" from "the harbour master Pelle Vann", of whom only the role is called "the"."""
    return phrase.is_name and bool(_THE_NAME.match(phrase.text))


def place(turns: Sequence[Turn]) -> str:
    """Give the place that "there" stands for, with its preposition."""
    for turn in reversed(turns):
        for text in turn.texts:
            for match in re.finditer(r"\b(in|at|near|on|off|to|from)\s+", text):
                found = phrases(text[match.end() :])
                if found and found[0].start == 0 and _is_place(found[0], match.group(1)):
                    preposition = "in" if match.group(1) in ("to", "from") else match.group(1)
                    return f"{preposition} {found[0].text}"
            for found_place in phrases(text):
                if found_place.kind == "place":
                    return f"at {definite(found_place)}"
    return ""


def _is_place(phrase: Phrase, preposition: str) -> bool:
    """Tell whether "there" can be what stands behind a preposition: a bare name is a place behind "in" and "at"."""
    if phrase.is_name and " " not in phrase.text and preposition in ("in", "at", "near"):
        return True
    return phrase.kind in ("place", "thing")


def the_other(turns: Sequence[Turn]) -> tuple[str, str]:
    """Give of two names that were joined by "and" the one last asked about and the other one, ("", "") for none."""
    last = turns[-1].question
    for turn in reversed(turns):
        for text in (turn.answer, turn.question, *turn.evidence):
            for match in _PAIR.finditer(text):
                one, other = match.groups()
                if (one in last) != (other in last):
                    return (one, other) if one in last else (other, one)
    return "", ""


def full_name(name: str, texts: Iterable[str]) -> str:
    """Give a first name with the surname that it has in the texts, the name itself where it has none."""
    if " " in name:
        return name
    for text in texts:
        match = re.search(rf"\b{re.escape(name)}(?: (?:(?:de|la|le|van|von) )?[A-Z][\w'’-]+)+", text)
        if match:
            return re.sub(r"['’]s$", "", match.group())
    return name


def definite(phrase: Phrase) -> str:
    """Give a phrase as one refers back to it: "the report" for "a report"; a name stays as it is."""
    words = phrase.text.split()[:LONGEST_NAME]
    while len(words) > 1 and words[-1].casefold() in PREPOSITIONS | DETERMINERS:
        words.pop()
    text = " ".join(words)
    first, _, rest = text.partition(" ")
    if rest and first.casefold() in ("a", "an", "any", "some", "this", "these", "no", "another", "the"):
        return f"the {rest}"
    if rest and first.casefold() in SMALL_NUMBERS and not phrase.is_name:
        return f"the {first.casefold()} {rest}"
    if phrase.is_name or phrase.text[0].isupper() or first.casefold() in ("his", "her", "their", "its"):
        return text
    return f"the {text}"


def _by_focus(turn: Turn, asks: str) -> Iterator[Phrase]:
    """Give the phrases of a turn, those in focus first: what answers "who ...?", else what the question names."""
    asked = [*phrases(turn.question)]
    if asks == "who":
        asked = [part for phrase in asked for part in (phrase, *_owner(phrase))]
    said = [phrase for phrase in phrases(turn.answer) if phrase.text not in {one.text for one in asked}]
    clause = clause_of(turn.question)
    word = clause.asked.casefold() if clause else ""
    names_one = (
        clause is not None
        and clause.auxiliary in ("is", "was")
        and bool(asked)
        and asked[0].is_name
        and clause.rest.startswith(asked[0].text)
    )
    answer_first = (
        word.startswith("who") and not names_one if asks == "who" else _asks_a_thing(word, turn.question)
    )
    if asks == "who":
        said.sort(key=lambda phrase: not phrase.is_name)
    yield from said if answer_first else asked
    yield from asked if answer_first else said


def _owner(phrase: Phrase) -> list[Phrase]:
    """Give whose a thing is: "Nadia Perrin" of "Nadia Perrin's job"."""
    match = _OWNER.match(phrase.text) if phrase.kind != "person" else None
    return phrases(match["name"]) if match else []


def _is_firm(phrase: Phrase, turn: Turn) -> bool:
    """Tell "Kestrel Foods" from a person: a plural behind a name, and nobody who is called he or she."""
    is_plural = phrase.is_name and bool(FIRM.search(phrase.text))
    return is_plural and not gender(phrase.text, (*turn.evidence, turn.answer))


def _is_common(name: str, turn: Turn) -> bool:
    """Tell "Inflation" at the beginning of a sentence from a name: elsewhere it stands in small letters."""
    if " " in name:
        return False
    small = re.compile(rf"\b{re.escape(name.casefold())}\b")
    return any(small.search(text) for text in (*turn.texts, *turn.evidence))


def _is_doubtful(phrase: Phrase, asked: str, texts: Sequence[str]) -> bool:
    """Tell "Ketria" or "Investigators" in an answer from a surname: none has a forename, title or role before it.

    What the reader asked about by its name alone is taken at the reader's word.
    """
    if not phrase.is_name or " " in phrase.text or phrase.text in asked:
        return False
    name = re.escape(phrase.text)
    known = re.compile(rf"\b(?:[A-Z][\w-]+|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|{_ROLES}) {name}\b|\[[^\]]+\] {name}\b")
    return not any(known.search(text) for text in texts) and not gender(phrase.text, tuple(texts))


def _is_bare_role(phrase: Phrase) -> bool:
    """Tell "Chief" of "Chief executive Moll" from a name: a role has a capital where it begins a sentence."""
    return phrase.is_name and phrase.text.casefold() in ROLES


def _without_role(name: str) -> str:
    """Give the name alone of "Rescue chief Ilka Brandvold"; "the minister" and "Dr Orlo" stay."""
    words = name.split()
    roles = [position for position, word in enumerate(words) if word.casefold() in ROLES and word.islower()]
    behind = words[roles[-1] + 1 :] if roles else []
    return " ".join(behind) if behind and all(word[0].isupper() for word in behind) else name


def _without_title(name: str, turn: Turn) -> str:
    """Give "Anton Weyl" for "Mr Weyl" where the turn has but one full name with that surname."""
    title, _, surname = name.partition(" ")
    if title.rstrip(".") not in ("Mr", "Mrs", "Ms", "Miss") or " " in surname or not surname:
        return name
    full = rf"\b(?!Mr|Ms|Miss)[A-Z][\w-]+ {re.escape(surname)}\b"
    found = {one for text in (*turn.texts, *turn.evidence) for one in re.findall(full, text)}
    return found.pop() if len(found) == 1 else name


def _asks_a_thing(word: str, question: str) -> bool:
    return (
        word.startswith(("what", "which"))
        and bool(_ASKS_A_THING.search(question))
        and " about " not in question
    )


def _is_time(text: str) -> bool:
    return bool(re.search(r"\b(?:day|week|weekend|month|year|morning|evening|night|time|hour|moment)$", text))
