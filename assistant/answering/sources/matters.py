"""Whether two sentences speak of the same matter, and what that matter is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.judging.as_read import as_read
from assistant.answering.judging.introductions import defines
from assistant.answering.language.clauses import clause_of
from assistant.answering.language.fates import FATE_OF
from assistant.answering.language.phrases import phrases
from assistant.answering.language.terms import content_stems, met, names_of, stem, stems
from assistant.answering.sources.asked_values import LIFE, LIFE_ASKED, value_in
from assistant.answering.sources.bearers import are_namesakes
from assistant.answering.sources.counted_values import INHABITANTS, is_part_of
from assistant.answering.sources.moments import moments_of, other_days
from assistant.answering.sources.values import Asked
from assistant.answers import Hit
from ingest.calendar_names import MONTH, WEEKDAY

MOST_WORDS = 0.6
MOST_WORDS_OF_A_REASON = 0.5
"""Share of the question's words in the one sentence that the other must have as well."""

_PLACE = re.compile(
    r"\b(?:in|at|near|outside|across|of|from|off)\s+(?:the\s+)?(?P<name>[^\W\d_a-z][\w’'-]*(?:\s+[^\W\d_a-z][\w’'-]*)*)"
)
_BEGUN = ("founded established formed created launched", "built completed constructed erected")
_CAUSE = frozenset(map(stem, "cause caused causes reason reasons led prompted triggered".split()))
_ONE_FOR = {
    **{stem(word): fate for word, fate in FATE_OF.items()},
    **dict.fromkeys(INHABITANTS, "inhabitants"),
    **{stem(word): words.split()[-1] for words in _BEGUN for word in words.split()},
}
"""What stands for words that tell the same, by their stems: what befell people, that a thing began to be."""
_IN_A_PLACE = re.compile(
    r"\b(?:at|in)\s(?:its|their|the|one)\s[\w\s-]{1,30}?\s(?:in|at|of)\s[^\W\d_a-z]|\balone\b"
)
_PERSON = re.compile(r"[\"“]?(?:he|she|his|her)\b", re.IGNORECASE)
_MONTH_OR_DAY = re.compile(rf"{WEEKDAY}|{MONTH}", re.IGNORECASE)
_FORESEEN = re.compile(
    r"(?<!\bagainst\s)(?<!\bagainst the\s)(?<!\bagainst a\s)(?<!\bover the\s)(?<!\bover\s)"
    r"\b(?:will|would|could|might|may|going to|expected|likely|plan(?:s|ned)?|hopes?|set to|aims?|forecast"
    r"|predict(?:s|ed)?|if|urged?s?|asked|asks|sought|seeks?|demand(?:s|ed)?|propos(?:es|ed)|request(?:s|ed)?|offer(?:s|ed)?|wants?)\b"
)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?:st|nd|rd|th)?\b")
_MOVES = re.compile(
    r"\b(?:will|is|are|has|have|so\s+far|now|current|currently|latest|still|toll|expected|due|planned"
    r"|leads|holds|runs|owns|heads|tops|rules|governs|coaches)\b",
    re.IGNORECASE,
)
_UP_TO_DATE = re.compile(
    r"\b(?:(?:risen|rose|rises|climbed|climbs|grown|grew|fallen|fell|dropped|increased|jumped|doubled|tripled|revised|raised"
    r"|lowered|corrected|cut|moved|postponed|pushed back|brought forward|put off|delayed|rescheduled|changed)\s"
    r"(?:\w+\s){0,3}?(?:from|to|until|by)|correction|in all|in total|so far|final (?:count|toll|figures?|results?)"
    r"|now (?:stands?|stood|costs?|put|says?)|(?:toll|tally|count|number|total)\b[^.;]{0,40}?\bstands at"
    r"|(?:have|has|is|are) now|new (?:toll|count|figures?)|instead of)\b",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = re.compile(
    r";\s|,?\s(?:and|but|while|whereas|which|when|that(?=\s(?:\w+\s)?(?:killed|claimed|left|cost|injured)))\s"
)
_ADDED = re.compile(r";\s|,?\s(?:and|but|while|whereas)\s")
_RELATIVE = re.compile(r",?\s(?:which|when|that)\s")
_NAMED = r"[^\W\d_a-z][\w’'-]*"
_KIND_AND_NAME = re.compile(rf"\b(?P<kind>{_NAMED})\s(?P<name>{_NAMED})")
_ANTECEDENT = re.compile(
    rf"(?:(?P<before>\b[a-z]+)\s)?(?P<name>\b{_NAMED}(?:\s{_NAMED})*)(?:\s(?:of|in|on)\s[^,.;]{{1,20}})?,?$"
)
_AT_A_PLACE = frozenset(("in", "at", "near", "off", "across", "outside"))
_IS = re.compile(r"\b(?:is|are)\b", re.IGNORECASE)
_WHAT_IS = re.compile(
    r"^(?:and |so |but )?(?:what|who|which|where)(?:'s|’s| is| are| was| were)\s+"
    r"(?P<matter>the\s+[^?]+|[^?]*\b(?:of|for)\b[^?]+)",
    re.IGNORECASE,
)
_WAS_DONE = re.compile(
    r"^(?P<word>when|where|how|why)\s+(?P<verb>is|are|was|were)\s+(?P<matter>[^?]+?)\s+(?P<done>\w+(?:ed|en|t|orn|und|ilt|ade|one))$",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"^(?:and |so |but )?(?P<matter>how (?:many|much)\s+(?![^?]*\b(?:did|does|do)\b)[^?]+)", re.IGNORECASE
)


def is_one_matter(
    question: str, asked: Asked, first: Candidate, other: Candidate, told: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether a sentence may answer what another one answers.

    The same names and words of the question are met, no other place or day is told, and it is not that the one foresees
    or demands what the other reports; of what somebody is ("a painter") the names are enough. `told` are the stems of
    what was found of each article, by its id: there the names must be met, unless a name is asked for.
    """
    if not _meets_what_the_other_meets(question, asked, first, other, told):
        return False
    if _is_foreseen(first, asked) != _is_foreseen(other, asked):
        return False
    if _is_of_another_name(question, asked, first) or _is_of_another_name(question, asked, other):
        return False
    if first.passage.article_id == other.passage.article_id:
        return not _of_another_time(question, asked, other, first)
    names = names_of(question)
    if are_namesakes(question, known_of(first), known_of(other)):
        return True
    if _is_of_somebody_else(names, first, other):
        return False
    if asked.kind == "class" or (defines(first.text, names) and defines(other.text, names)):
        return True
    return _tell_of_the_same(question, asked, first, other)


def _tell_of_the_same(question: str, asked: Asked, first: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences of two articles tell of the same matter, time and place."""
    if not _tell_alike(question, asked, first, other) and not _tells_a_life(question, other):
        return False
    if _of_another_time(question, asked, first, other) or _of_another_time(question, asked, other, first):
        return False
    if _are_apart(_places(first), _places(other), _evidence(first), _evidence(other), question):
        return False
    if asked.kind != "number":
        return True
    return not other_days(first.text, other.text) and not _is_part(first, other, question, asked)


def _meets_what_the_other_meets(
    question: str, asked: Asked, first: Candidate, other: Candidate, told: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether the one's evidence holds the names and numbers of the question that the other's holds."""
    ours, theirs = _evidence(first), _evidence(other)
    figures = _figures(ours) - _figures(theirs)
    if any(number in figures for number in _NUMBER.findall(question)):
        return False
    if asked.kind != "name":
        ours, theirs = told[first.passage.article_id], told[other.passage.article_id]
    return not any(met(name, theirs) < met(name, ours) for name in names_of(question))


def _is_of_somebody_else(names: Sequence[frozenset[str]], first: Candidate, other: Candidate) -> bool:
    """Tell whether a sentence on "him" stands where nobody is named whom the question and the first sentence name."""
    if not _PERSON.match(other.text):
        return False
    shared = [name for name in names if met(name, stems(first.text)) == 1]
    around = stems(f"{as_read(other)} {other.before}")
    return bool(shared) and not any(met(name, around) for name in shared)


def _is_foreseen(candidate: Candidate, asked: Asked) -> bool:
    """Tell whether a sentence foresees or demands what it tells; what it adds behind its value is no matter."""
    value = value_in(candidate.text, asked) if asked.kind in ("number", "date") else None
    added = _ADDED.search(candidate.text, value.end) if value else None
    return _FORESEEN.search(candidate.text[: added.start()] if added else candidate.text) is not None


def _is_of_another_name(question: str, asked: Asked, candidate: Candidate) -> bool:
    """Tell whether the clause with a sentence's amount tells of another bearer of what the question names.

    So it is of "Storm Ulf killed 26 people" and "the worst since Ulf in 2011, which killed 26", if Storm Edna is asked
    for.
    """
    value, names = value_in(candidate.text, asked), names_of(question)
    if value is None or asked.kind != "number" or not names:
        return False
    begun = max(
        (match.start() for match in _CLAUSE_BEGINS.finditer(candidate.text, 0, value.start)), default=0
    )
    ending = _CLAUSE_BEGINS.search(candidate.text, value.end)
    clause = candidate.text[begun : ending.start() if ending else len(candidate.text)]
    if not any(name <= stems(clause) for name in names) and any(
        stem(match["kind"]) in stems(question)
        and stem(match["name"]) not in stems(question)
        and re.search(rf"\b(?i:{match['kind']})\s[^\W\d_a-z]", question)
        for match in _KIND_AND_NAME.finditer(clause)
    ):
        return True
    told_of = _ANTECEDENT.search(candidate.text[:begun]) if _RELATIVE.match(clause) else None
    if told_of is None or _MONTH_OR_DAY.match(told_of["name"]):
        return False
    *kind, name = told_of["name"].split()
    is_place = told_of["before"] in _AT_A_PLACE and not stems(" ".join(kind)) & stems(question)
    return not is_place and stem(name) not in stems(question)


def _is_part(one: Candidate, other: Candidate, question: str, asked: Asked) -> bool:
    """Tell whether the smaller of two amounts is of a place that the other's passage doesn't know, or of a group."""
    ours, theirs = value_in(one.text, asked), value_in(other.text, asked)
    if ours is None or theirs is None:
        return False
    if is_part_of(ours, theirs, one.text, other.text) or is_part_of(theirs, ours, other.text, one.text):
        return True
    if max(value.number for value in ours.quantities) > min(value.number for value in theirs.quantities):
        one, other = other, one
    elsewhere = _places(one) - stems(question) - _evidence(other)
    return bool(elsewhere) and _IN_A_PLACE.search(one.text) is not None


def told_by_article(hits: Sequence[Hit]) -> dict[str, frozenset[str]]:
    """Give the stems of the titles and passages that were found of each article, by its id."""
    found: dict[str, frozenset[str]] = {}
    for hit in hits:
        for passage in (hit.passage, *hit.copies):
            words = stems(f"{passage.header.title} {passage.text}")
            found[passage.article_id] = found.get(passage.article_id, frozenset()) | words
    return found


def is_settled(question: str, asked: Asked) -> bool:
    """Tell whether the matter can't change any more, so that a later source is no news: when somebody was born."""
    if asked.kind == "number":
        return False
    return asked.kind == "class" or not _MOVES.search(question)


def brings_up_to_date(sentence: str) -> bool:
    """Tell whether a sentence itself says that what it tells is newer than what was known: "has risen to 17"."""
    return bool(_UP_TO_DATE.search(sentence))


def about_of(question: str) -> str:
    """Give a short phrase of what is asked, to stand behind "the sources differ on"."""
    plain = " ".join(question.split()).rstrip("?!. ")
    for pattern in (_WHAT_IS, _HOW_MANY):
        match = pattern.match(plain)
        if match:
            return _lowered(match["matter"])
    if whether := _whether(plain):
        return whether
    match = _WAS_DONE.match(plain)
    if match:
        return f"{match['word'].lower()} {match['matter']} {match['verb']} {match['done']}"
    return f"this: {_lowered(plain)}"


def _whether(question: str) -> str:
    """Give "whether the minister did resign" for "Did the minister resign", "" for what is no such question."""
    clause = clause_of(question)
    if clause is None or clause.asked or not clause.rest:
        return ""
    subject = next((phrase for phrase in phrases(clause.rest) if phrase.start == 0), None)
    if subject is None:
        return ""
    return " ".join(f"whether {subject.text} {clause.auxiliary} {clause.rest[subject.end :]}".split())


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def known_of(candidate: Candidate) -> str:
    """Give the title and passage of a candidate: what is known of its article."""
    return f"{candidate.passage.header.title}\n{candidate.passage.text}"


def _evidence(candidate: Candidate) -> frozenset[str]:
    return stems(f"{candidate.passage.header.title} {candidate.passage.text}")


def _figures(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())


def _tells_a_life(question: str, candidate: Candidate) -> bool:
    return LIFE_ASKED.search(question) is not None and LIFE.search(candidate.text) is not None


def _tell_alike(question: str, asked: Asked, first: Candidate, other: Candidate) -> bool:
    """Tell whether a sentence meets the words of the question that the other one meets, names aside.

    Of a name it must meet them all, because who lost is not who won; else most, and its title helps. Where it tells of
    the fate that is asked for ("The number of dead climbed to 23") the rest of its passage helps as well.
    """
    wanted = _matter(question) - frozenset().union(*names_of(question))
    least = MOST_WORDS
    if asked.kind == "reason":
        wanted, least = wanted - _CAUSE, MOST_WORDS_OF_A_REASON
    met_first = wanted & _matter(first.text)
    if asked.kind == "name":
        return met_first <= _matter(other.text)
    tells_the_fate = asked.fate and asked.fate in _matter(other.text)
    told = other.passage.text if tells_the_fate else other.text
    met_other = wanted & _matter(f"{other.passage.header.title} {told}")
    return len(met_first & met_other) >= least * len(met_first)


def _matter(text: str) -> frozenset[str]:
    """Give the stems of a text's content words, one for all the words that tell of the same fate or beginning."""
    return frozenset(_ONE_FOR.get(word, word) for word in content_stems(text))


def _of_another_time(question: str, asked: Asked, one: Candidate, other: Candidate) -> bool:
    """Tell whether a sentence tells a year far from its article's own that the other one does not know.

    Of a date: whether it lies in a year to come where the other's does not. What a town's population is may be told
    by a census of any year.
    """
    published = one.passage.header.published
    if published is None:
        return False
    years = {moment.year for moment in moments_of(one.text) if moment.year}
    others = {moment.year for moment in moments_of(other.text) if moment.year}
    if asked.kind == "date":
        return bool(years and others) and min(years) > published.year >= min(others)
    past = {year for year in years if year < published.year - 1}
    return not _IS.search(question) and bool(past) and not past & others


def _places(candidate: Candidate) -> frozenset[str]:
    found = (match["name"] for match in _PLACE.finditer(candidate.text))
    return frozenset(
        stem(word) for name in found if not _MONTH_OR_DAY.match(name) for word in re.findall(r"\w+", name)
    )


def _are_apart(
    ours: frozenset[str],
    theirs: frozenset[str],
    our_evidence: frozenset[str],
    their_evidence: frozenset[str],
    question: str,
) -> bool:
    """Tell whether both sentences name places, and neither passage knows of the other's."""
    asked = stems(question)
    return bool(ours - asked and theirs - asked) and not (ours & their_evidence or theirs & our_evidence)
