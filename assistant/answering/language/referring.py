"""Whom an article means by "he", "the minister" or a bare quotation: somebody it names, or nobody where in doubt."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from assistant.answering.language.people import ROLES, Gender, Mention, People, Person, roles_in
from ingest.quotations import overlaps, quoted_spans
from ingest.records import Article
from ingest.sections import Sections
from ingest.sentences import sentence_spans

SENTENCES_BACK = 3
"""A pronoun's person is sought in so many sentences before it."""

_SAYING = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|tweeted|posted|warned|warns|explained|insisted|argued|stated"
    r"|replied|continued|recalled|declared|announced)"
)
_SAYING_FIRST = (
    r"(?:said|says|added|adds|wrote|writes|explained|insisted|argued|replied|continued|recalled|announced)"
)
_SAID = re.compile(rf"\b{_SAYING}\b|\baccording to\b")
_PRONOUN_SAID = re.compile(rf"\b(?P<he>[Hh]e|[Ss]he) (?:\w+ )?{_SAYING}\b|\b{_SAYING} (?P<she>he|she)\b")
_SOMEBODY_SAID = re.compile(
    rf"\b(?P<who>(?:[Tt]he|[Aa]n?|[Oo]ne) (?:[\w’'-]+ ){{0,4}}[\w’'-]+) {_SAYING}\b"
    rf"|\b{_SAYING_FIRST} (?P<whom>(?:the|an?|one) (?:[\w’'-]+ ){{0,3}}[\w’'-]+)(?=[,.;]|$)"
)
_BODIES = frozenset(
    """ministry government company zoo police department office agency court council statement report union bank kremlin
    army military navy committee commission group airline university family team club party palace embassy hospital
    school museum association organisation organization newspaper firm authority board""".split()
)
_LEADING_PRONOUN = re.compile(
    r"(?:(?:And|But|So|Then|Later|Instead|Still),? )?(?P<pronoun>[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b"
)
_DESCRIBED = re.compile(
    rf"(?:But |And )?[Tt]he (?P<role>{'|'.join(sorted(ROLES))})\b(?! (?:of|for|to|and|or|[A-Z])|['’]s|s?-)"
)


class Reading:
    """An article as it is read for its people: sentences, quoted speech, names."""

    def __init__(self, article: Article) -> None:
        """Read an article."""
        self.article = article
        self.sentences = sentence_spans(article.text)
        self._starts = [start for start, _ in self.sentences]
        self.quoted = quoted_spans(article.text)
        self.people = People(article.text)

    @cached_property
    def sections(self) -> Sections:
        """The headings and speakers of the article."""
        return Sections(self.article.text)

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether any character of `start` to `end` is quoted speech."""
        return overlaps(self.quoted, start, end)

    def own_words(self, start: int, end: int) -> str:
        """Give `text[start:end]` with blanks for quoted speech, so that offsets stay."""
        letters = list(self.article.text[start:end])
        for first, last in self.quoted:
            for position in range(max(first, start), min(last, end)):
                letters[position - start] = " "
        return "".join(letters)

    def sentence_at(self, position: int) -> int:
        """Give the number of the sentence that holds a character."""
        return max(0, bisect_right(self._starts, position) - 1)

    # --- pronouns

    def antecedent(self, sentence: int, pronoun: Gender) -> Person | None:
        """Give whom a pronoun at the head of a sentence means: the one person of its kind in the sentence before.

        A sentence before that has only the same pronoun, or nobody, is passed over; one with two persons, or with
        somebody who might be one, leaves it open.
        """
        for earlier in range(sentence - 1, max(-1, sentence - 1 - SENTENCES_BACK), -1):
            start, end = self.sentences[earlier]
            found = self._persons_named(start, end, pronoun)
            if found is None:
                return None
            if len(found) == 1:
                return found[0]
        return None

    def names_somebody_before(self, sentence: int, position: int) -> bool:
        """Tell whether a sentence itself names somebody before a character of it, whom a pronoun there may mean."""
        start, _ = self.sentences[sentence]
        return any(
            self.people.might_be_a_person(one)
            for one in self.people.within(start, position)
            if not self.is_quoted(one.start, one.end)
        )

    def _persons_named(self, start: int, end: int, pronoun: Gender) -> list[Person] | None:
        """Give the persons of one sentence whom the pronoun can mean; None where it is open who they are."""
        named: dict[str, Person] = {}
        mentions = [one for one in self.people.within(start, end) if not self.is_quoted(one.start, one.end)]
        for mention in mentions:
            if mention.gender not in ("", pronoun) or not self.people.might_be_a_person(mention):
                continue
            if mention.person is None:
                return None
            named[mention.person.name] = mention.person
        if len(named) > 1 or self._has_somebody_else(start, end, mentions):
            return None
        return list(named.values())

    def _has_somebody_else(self, start: int, end: int, mentions: list[Mention]) -> bool:
        """Tell whether a sentence tells of somebody without a name: "a spokesman", beside the names' own roles."""
        own = self.own_words(start, end)
        for role in roles_in(own):
            place = start + role.start()
            if any(mention.whole <= place < mention.end for mention in mentions):
                continue
            if not any(
                self._belongs(start + role.start(), start + role.end(), mention) for mention in mentions
            ):
                return True
        return False

    def _belongs(self, start: int, end: int, mention: Mention) -> bool:
        """Tell whether a role stands right before a name or in its apposition."""
        text = self.article.text
        between = text[end : mention.whole] if end <= mention.whole else text[mention.end : start]
        if end <= mention.whole:
            return between in (" ", ", ")
        return bool(re.fullmatch(r", (?:[\w’'-]+ ){0,6}| (?:is|was) (?:the|an?) (?:[\w’'-]+ ){0,3}", between))

    # --- descriptions

    def described(self, sentence: int) -> tuple[int, Person] | None:
        """Give where "The minister" at the head of a sentence ends, and who that is, where only one can be meant."""
        start, end = self.sentences[sentence]
        match = _DESCRIBED.match(self.article.text[start:end])
        if match is None:
            return None
        role = match["role"].casefold()
        holders = [person for person in self.people.persons if person.role == role]
        others = re.findall(rf"\b(?!The |the )\w+ {role}s?\b|\b[Tt]he {role}s\b", self.article.text)
        if len(holders) != 1 or len(others) > self._own_roles(holders[0], role):
            return None
        before = self.sentences[max(0, sentence - SENTENCES_BACK)][0]
        near = [one.person for one in self.people.within(before, start) if one.person]
        if not near or near[-1] != holders[0]:
            return None
        return start + match.end("role"), holders[0]

    def _own_roles(self, person: Person, role: str) -> int:
        """Count where the role is told together with the person's name."""
        text = self.article.text
        count = 0
        for mention in self.people.mentions:
            if mention.person == person:
                around = (
                    text[max(0, mention.whole - len(role) - 2) : mention.start]
                    + text[mention.end : mention.end + 60]
                )
                count += len(re.findall(rf"\b{role}\b", around, re.IGNORECASE)) > 0
        return count

    # --- speakers

    def speaker_of(self, start: int, end: int) -> str | None:
        """Give who says the quoted words at `start` to `end`: named in the same paragraph, or in the one before.

        It is the whole name where the article tells it, else the words that it has; None where it is open.
        """
        here = self.sentence_at(start)
        last = self.sentence_at(max(start, end - 1))
        paragraph = self._paragraph(start)
        before = [n for n in range(here, -1, -1) if self.sentences[n][0] >= paragraph[0]]
        after = [n for n in range(last, len(self.sentences)) if self.sentences[n][1] <= paragraph[1]][:2]
        for number in (*before, *after):
            found = self._speaker_in(number) or self._somebody_in(number)
            if found is not None or self._says_who(number):
                return found
        return self._speaker_before(paragraph[0])

    def _speaker_before(self, paragraph_start: int) -> str | None:
        """Give the speaker of the paragraph before, where a paragraph holds nothing but speech."""
        end = paragraph_start - 1
        for _ in range(SENTENCES_BACK):
            while end > 0 and self.article.text[end - 1].isspace():
                end -= 1
            if end <= 0:
                return None
            start, _ = self._paragraph(end - 1)
            numbers = [n for n, (first, _) in enumerate(self.sentences) if start <= first < end]
            for number in reversed(numbers):
                found = self._speaker_in(number)
                if found is not None or self._says_who(number):
                    return found
            if self.own_words(start, end).strip(" .,\n"):
                return None
            end = start
        return None

    def _speaker_in(self, number: int) -> str | None:
        """Give who is said in a sentence to speak, None where nobody is, or where it is open who."""
        start, end = self.sentences[number]
        own = self.own_words(start, end)
        if not _SAID.search(own):
            return None
        for mention in self.people.within(start, end):
            if self.is_quoted(mention.start, mention.end) or not self._is_subject(mention, start, end):
                continue
            if len(mention.text) < 2 or self.article.text[mention.whole - 1 : mention.whole] == "&":
                return None
            return mention.person.name if mention.person else mention.text
        match = _PRONOUN_SAID.search(own)
        if match:
            pronoun: Gender = "he" if (match["he"] or match["she"]).casefold() == "he" else "she"
            person = self.antecedent(number, pronoun)
            return person.name if person else None
        return None

    def _says_who(self, number: int) -> bool:
        """Tell whether a sentence holds speech and says whose it is: then nobody else is looked for."""
        start, end = self.sentences[number]
        return self.is_quoted(start, end) and bool(_SAID.search(self.own_words(start, end)))

    def _somebody_in(self, number: int) -> str | None:
        """Give who is said to speak without a name: "the ministry", "a spokesman for the council"."""
        match = _SOMEBODY_SAID.search(self.own_words(*self.sentences[number]))
        words = (match["who"] or match["whom"]) if match else ""
        return words if words.split(" ")[-1].casefold() in ROLES | _BODIES else None

    def _is_subject(self, mention: Mention, start: int, end: int) -> bool:
        """Tell whether somebody is the one who says: "Vann said", "said Pelle Vann", "Vann, the mayor, said"."""
        text = self.own_words(start, end)
        before, after = text[: mention.whole - start], text[mention.end - start :]
        return bool(
            re.match(
                rf"(?:, [^.;]{{1,140}},)? (?:(?:\w+ly|also|later|then|has|had) ){{0,2}}{_SAYING}\b", after
            )
            or re.search(
                rf"\b{_SAYING_FIRST} (?:[a-z][\w’'-]* ){{0,4}}$|\baccording to (?:[a-z][\w’'-]* ){{0,4}}$",
                before,
            )
        )

    def _paragraph(self, position: int) -> tuple[int, int]:
        text = self.article.text
        end = text.find("\n", position)
        return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def leading_pronoun(own_words: str) -> tuple[int, int, Gender] | None:
    """Give where the pronoun stands that begins a sentence, or that says who spoke; None without one.

    `own_words` is the sentence with blanks for quoted speech: `"...," he said` begins with its pronoun too.
    """
    stripped = own_words.lstrip(" ,.-–—")
    offset = len(own_words) - len(stripped)
    match = _LEADING_PRONOUN.match(stripped)
    match = match or re.match(rf"{_SAYING} (?P<pronoun>he|she)\b", stripped)
    match = match or re.search(rf", (?P<pronoun>he|she) (?:\w+ )?{_SAYING}\W*$", stripped)
    if match is None:
        return None
    gender: Gender = "he" if match["pronoun"].casefold() in ("he", "his") else "she"
    return offset + match.start("pronoun"), offset + match.end("pronoun"), gender
