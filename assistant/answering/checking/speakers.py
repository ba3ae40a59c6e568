"""Who said it: what somebody said may not become a bare fact, nor be put into another's mouth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answering.checking.figures import UNITS
from assistant.answering.checking.words import FOLD, TITLES, Word, content_stems_of, parts_of, words_of
from assistant.answering.language.verbs import REPORTING
from ingest.calendar_names import WEEKDAYS
from ingest.number_words import NUMBER_WORDS

TOLD_SHARE = 0.5
"""Share of a claim's words that must stand in what somebody said for the claim to be a report of it."""
HELD_SHARE = 0.8
"""Share of a claim's words that one statement must hold for the claim to be that statement without its speaker."""
_OF_AMOUNTS = frozenset().union(*map(content_stems_of, (*UNITS, *NUMBER_WORDS)))
"""Words that are nobody who says anything, as before the verb of "the 31 million euros estimated in 2022"."""
_NOUN_BEFORE = frozenset(
    "the a an this that these those his her its their our my no any some first second new official whose".split()
)
_PREPOSITIONS = frozenset("in on at after before when while as since by during for with because if".split())
LONGEST_NAME = 7
"""Words of a name with its office, as in "The district fire chief, Hanna Brask"."""
LONGEST_OFFICE = 12
"""Words of an office before the name of who holds it: "The chair of the jury of the Halvard Prize, Beatrix Noll"."""
RUMOUR_REACH = 4
"""Words from "rumour" to its "that"."""
_RUMOURS = frozenset(
    "rumour rumours rumor rumors speculation gossip hearsay allegation allegations suspicion".split()
)
_NEUTRAL = frozenset("report article newspap paper sourc outlet news journalist account accord".split())
_DAY_WORDS = frozenset("yesterday today on late early evening morning night".split()).union(
    map(str.lower, WEEKDAYS)
)
_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|in the view of|as reported by)\s+(?P<who>[^.;]+?)(?=[.;]|,(?! an? | the )|$)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^']+)'(?!\w)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in a text: the stems of what is said and of who says it (names and nouns; empty for a pronoun)."""

    said: frozenset[str]
    speaker: frozenset[str]
    names: frozenset[str] = frozenset()
    """Those stems of the speaker that are names."""


def unfaithful_speaker(claim: str, evidence: Sequence[str], before: str, besides: str) -> str:
    """Say how a claim changes who said what, "" where it does not.

    `evidence` are the sentences that bear it out, `before` the text before them, `besides` the outlet's name.
    """
    told = _told_in(evidence)
    if lost := _lost_speaker(claim, evidence, told, before):
        return lost
    for one in statements_in(claim):
        if not one.speaker <= _OF_AMOUNTS and not _same_speaker(one, told, before, besides, evidence):
            return _not_said_by(one)
    return ""


def unnamed_speaker(claim: str, evidence: Sequence[str], before: str, besides: str) -> str:
    """Do as `unfaithful_speaker` for a claim in other words, of which what is said can't be told by its words.

    Whom the claim names as a speaker must be named in evidence that has somebody say something.
    """
    told = _told_in(evidence)
    if lost := _lost_speaker(claim, evidence, told, before):
        return lost
    named = frozenset[str]().union(*(_names(words_of(text)) for text in evidence)) if told else frozenset()
    if any(not one.names for one in told):  # "he said"
        named |= _names(words_of(before))
    for one in statements_in(claim):
        if one.speaker <= _OF_AMOUNTS or one.speaker <= content_stems_of(besides) | _NEUTRAL:
            continue
        if not told or (one.names and not one.names & named):
            return _not_said_by(one)
    return ""


def _told_in(evidence: Sequence[str]) -> list[Statement]:
    return [one for sentence in evidence for one in statements_in(sentence)]


def _not_said_by(one: Statement) -> str:
    return f"its evidence does not have this said by {', '.join(sorted(one.speaker))}"


def _lost_speaker(claim: str, evidence: Sequence[str], told: Sequence[Statement], before: str) -> str:
    """Say whether a claim tells nothing of what was said, or tells it without who said it, "" for neither."""
    claimed = statements_in(claim)
    if any(not one.said for one in claimed) and not content_stems_of(claim) - _spoken_of(claimed):
        return "it does not tell what was said"
    holders = [one for one in told if _holds(one, claim, evidence)]
    is_lost = not claimed or (
        bool(holders) and not any(_is_kept(one, claim, claimed, before) for one in holders)
    )
    if told and is_lost and _is_told(claim, evidence, told) and not _told_by(claim, holders or told):
        return "it tells as a fact what the articles say that somebody said"
    return ""


def _spoken_of(claimed: Sequence[Statement]) -> frozenset[str]:
    return frozenset[str]().union(*(one.speaker for one in claimed))


def _holds(one: Statement, claim: str, evidence: Sequence[str]) -> bool:
    """Whether a statement holds nearly all that a claim tells, and the text does not tell it in its own words too."""
    words = content_stems_of(claim) - _DAY_WORDS
    own = frozenset[str]().union(*(content_stems_of(text) for text in evidence if not statements_in(text)))
    return bool(words - own) and len(words & one.said) >= HELD_SHARE * len(words)


def _is_kept(one: Statement, claim: str, claimed: Sequence[Statement], before: str) -> bool:
    """Whether a claim still gives a statement to its speaker, or to whom "he" may mean."""
    if not one.speaker:
        return bool(claimed)
    if one.names and not one.names & {word.name for word in words_of(claim)}:
        return False
    return any(
        one.speaker <= mine.speaker or _same_speaker(mine, [one], before, "")
        for mine in claimed
        if mine.speaker
    )


def _told_by(claim: str, told: Sequence[Statement]) -> bool:
    """Whether a claim names the speaker and the telling in another form: "announced by the studio"."""
    stems = content_stems_of(claim)
    return any(word.lower in REPORTING for word in words_of(claim)) and any(
        one.speaker & stems for one in told
    )


def _is_told(claim: str, evidence: Sequence[str], told: Sequence[Statement]) -> bool:
    """Whether most words of a claim stand in what somebody said, and not all of them are the text's own."""
    words = content_stems_of(claim) - _DAY_WORDS
    said = frozenset[str]().union(*(one.said for one in told))
    own = frozenset[str]().union(*map(content_stems_of, evidence)) - said
    own |= frozenset[str]().union(*(content_stems_of(one) for one in evidence if not statements_in(one)))
    return bool(words - own) and len(words & said) >= TOLD_SHARE * len(words & (said | own))


@lru_cache(maxsize=4096)
def statements_in(text: str) -> tuple[Statement, ...]:
    """Give the statements that a sentence reports, by its verbs, "according to" and its quotation marks."""
    folded = text.translate(FOLD)
    found = [
        Statement(
            content_stems_of(folded[: match.start()] + folded[match.end() :]),
            content_stems_of(match["who"]),
            _names(words_of(match["who"])),
        )
        for match in _ACCORDING.finditer(folded)
    ]
    words = words_of(folded)
    for place, word in enumerate(words):
        if word.lower in REPORTING and not _is_noun(words, place) and not (found and _agrees(words, place)):
            found.append(_statement(words, place))
        elif word.lower in _RUMOURS and (behind := _behind_that(words, place)):
            found.append(Statement(_stems(behind), frozenset((word.stem,))))
    quoted = [stem for match in _QUOTED.finditer(folded) for stem in content_stems_of(match[1] or match[2])]
    if quoted and not found and len(quoted) >= 3:
        found.append(Statement(frozenset(quoted), frozenset()))
    return tuple(found)


def _agrees(words: Sequence[Word], place: int) -> bool:
    """Whether somebody else is only said to say so too: ", as some islanders say"."""
    before = [word.lower for word in words[max(0, place - LONGEST_NAME) : place]]
    return any(pair == (",", "as") for pair in pairwise(before))


def _behind_that(words: Sequence[Word], place: int) -> Sequence[Word]:
    """Give what stands behind a "that" close to a word: what the rumour is."""
    ahead = [word.lower for word in words[place + 1 : place + 1 + RUMOUR_REACH]]
    return words[place + 2 + ahead.index("that") :] if "that" in ahead else ()


def _is_noun(words: Sequence[Word], place: int) -> bool:
    """Whether a word such as "claim" or "report" is a noun where it stands."""
    before = words[place - 1].lower if place else ""
    if words[place].lower in (
        "report",
        "reports",
        "claim",
        "claims",
        "estimates",
        "notes",
        "states",
        "estimated",
    ):
        return before in _NOUN_BEFORE or not before or before in ("of", "and", "to", "in")
    return before in ("is", "are", "was", "were", "be", "been", "the", "not") and words[place].lower not in (
        "told", "saying", "deny", "say", "believe", "confirm", "claiming",
    )  # fmt: skip


def _statement(words: Sequence[Word], place: int) -> Statement:
    """Take apart what stands around a reporting verb: who, and what is said before or behind it."""
    behind = [word for word in words[place + 1 :] if word.lower not in _DAY_WORDS]
    before = list(words[:place])
    last_mark = max((index for index, word in enumerate(before) if word.text in ',"'), default=-1)
    comes_last = last_mark >= 0 and (
        not _stems(behind) or _inverted(words, place, last_mark) or _set_behind(words, place, last_mark)
    )
    if comes_last and _is_apposition(before) and _stems(behind):
        comes_last = False
    if last_mark > 0 and _is_parenthesis(words, place, last_mark):
        who = before[last_mark + 1 :]
        return Statement(_stems(before[:last_mark]) | _stems(behind), _stems(who), _names(who))
    if comes_last:
        who = before[last_mark + 1 :] or _first_phrase(behind)
        if not _stems(who):  # "..., Ines Tamar, the head of the railway, announced."
            commas = [index for index, word in enumerate(before) if word.text in ',"'][-3:]
            last_mark = commas[0]
            who = before[last_mark + 1 :]
        return Statement(_stems(before[: last_mark + 1]), _stems(who), _names(who))
    who = list(_without_asides(before))
    return Statement(_stems(behind), _stems(who), _names(who))


def _without_asides(words: Sequence[Word]) -> Iterator[Word]:
    """Give words without what is told of somebody between commas: ", which cut the museum's grant,"."""
    inside = False
    for place, word in enumerate(words):
        behind = words[place + 1].lower if place + 1 < len(words) else ""
        if word.text == ",":
            inside = behind in ("who", "which", "whose", "whom", "where")
        if not inside:
            yield word


def _is_apposition(before: Sequence[Word]) -> bool:
    """Whether all before the verb is a name with something beside it: "Greta Solm, who leads the inquiry, said"."""
    marks = [index for index, word in enumerate(before) if word.is_mark]
    first = before[: marks[0]] if marks else []
    short = 0 < len(first) <= LONGEST_OFFICE and (
        first[0].lower == "the" or any(word.is_capital for word in first[-2:])
    )
    return short and len(marks) == 2 and before[marks[0]].text == "," and first[0].lower not in _PREPOSITIONS


def _set_behind(words: Sequence[Word], place: int, last_mark: int) -> bool:
    """Whether speaker and verb follow on what is said, with a place or time behind: ", their chair said at noon"."""
    short = 0 < place - last_mark - 1 <= LONGEST_NAME
    behind = words[place + 1].lower if place + 1 < len(words) else ""
    return (
        short
        and last_mark > 3
        and behind in _PREPOSITIONS
        and not any(word.lower == "that" for word in words[place + 1 :])
    )


def _is_parenthesis(words: Sequence[Word], place: int, last_mark: int) -> bool:
    """Whether speaker and verb stand between two commas: "If they are serious, Kuleba tweeted, then ..."."""
    short = 0 < place - last_mark - 1 <= LONGEST_NAME
    behind = words[place + 1].text if place + 1 < len(words) else ""
    before = words[: last_mark + 1]
    return (
        short and behind == "," and not _is_apposition([*before, words[place]]) and len(before) > LONGEST_NAME
    )


def _inverted(words: Sequence[Word], place: int, last_mark: int) -> bool:
    """Whether the verb follows directly on a comma or a quotation: ", said Brask"."""
    return last_mark == place - 1 and not any(word.lower == "that" for word in words[place + 1 : place + 3])


def _first_phrase(words: Sequence[Word]) -> list[Word]:
    """Give the words up to the end of the sentence or a quotation."""
    phrase: list[Word] = []
    for word in words:
        if word.text in '.:;"':
            break
        phrase.append(word)
    return phrase


def _stems(words: Sequence[Word]) -> frozenset[str]:
    """Give the stems of the words that carry matter; verbs of telling, days and figures left out."""
    matter = (word for word in words if not word.is_figure and word.lower not in REPORTING | _DAY_WORDS)
    return frozenset(stem for word in matter if word.carries_matter for stem in parts_of(word))


def _names(words: Sequence[Word]) -> frozenset[str]:
    """Give the stems of the words with a capital; the first of a sentence counts where it says more than its place."""
    return frozenset(
        word.name
        for word in words
        if word.is_capital and word.carries_matter and word.lower not in TITLES | _DAY_WORDS | REPORTING
    )


def _same_speaker(
    claimed: Statement, told: Sequence[Statement], before: str, besides: str, evidence: Sequence[str] = ()
) -> bool:
    """Whether one of the statements is given to the same speaker, who may be named in full before it."""
    if claimed.speaker <= content_stems_of(besides) | _NEUTRAL:
        return True
    earlier = content_stems_of(before)
    earlier_names = _names(words_of(before))
    for one in _closest(claimed, told):
        # "He said" or "the minister said": whom that means, the sentences before tell. "Ms Brasch" may be told in full.
        meant = one.names | (earlier_names if claimed.names & one.names or not one.names else frozenset())
        if claimed.names & one.names:  # "Okoro, who heads the Produce Association, said"
            meant |= frozenset[str]().union(*(_names(words_of(text)) for text in evidence))
        if claimed.names and claimed.names <= meant:
            return True
        # "Health officials said" begins with a capital that is no name's.
        if claimed.speaker and claimed.speaker <= one.speaker:
            return True
        if not claimed.names and claimed.speaker & (one.speaker or earlier):
            return True
    return False


def _closest(claimed: Statement, told: Sequence[Statement]) -> list[Statement]:
    """Give the statements that hold most of what is said: of two speakers in neighbouring sentences one is meant."""
    most = max((len(claimed.said & one.said) for one in told), default=0)
    return [one for one in told if len(claimed.said & one.said) == most]
