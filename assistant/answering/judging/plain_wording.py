"""A question as the network that judges sentences knows it best, where several wordings ask the same."""

from __future__ import annotations

import re

_POST = r"(?:post|job|position|office|role|function|occupation|profession|title|rank)"
_SOMEBODY = r"(?P<who>[^,;:?]{2,80}?)"
_ASKS_FOR_A_POST = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^what(?: (?:kind|sort) of)? {_POST} (?:does|do|did|has|had) {_SOMEBODY}"
        r"(?: (?:hold|held|have|had|occupy|fill|do))?\W*$",
        rf"^what (?:is|was|are|were) {_SOMEBODY}['’]s? (?:\w+ )?{_POST}\W*$",
        rf"^what (?:is|was) the (?:\w+ )?{_POST} (?:of|held by) {_SOMEBODY}\W*$",
        rf"^which {_POST} (?:does|do|did) {_SOMEBODY} (?:hold|have|occupy)\W*$",
        rf"^what does {_SOMEBODY} do(?: for a living)?\W*$",
        rf"^in what (?:capacity|role) (?:does|did) {_SOMEBODY} (?:speak|act|serve)\W*$",
        rf"^(?P<who>(?:(?:[A-Z][\w'’-]*|de|la|le|van|von|of|the) ){{1,4}}){_POST}\W*$",
    )
)


_ELSE = re.compile(r"^what else\b", re.IGNORECASE)
_ASKS_ABOUT = re.compile(
    r"^(?i:and |but |so )?(?i:what|how) about (?P<what>the [a-z][\w'’-]*(?: [a-z][\w'’-]*)?)"
    r"(?=\W*(?:\([^()]*\))?\W*$)"
)


def plainly_worded(question: str) -> str:
    """Give "Who is Ida Moll?" for "What post does Ida Moll hold?", and a question of no such kind as it is.

    What somebody is stands in passing ("Ida Moll, the harbour master, said ..."); asked who somebody is, the network
    sees it, asked for a post it doesn't. "What about the bridge?" asks what happened to it.
    """
    question = _ELSE.sub("What", question)
    question = _ASKS_ABOUT.sub(r"What happened to \g<what>", question)
    for pattern in _ASKS_FOR_A_POST:
        match = pattern.match(question.strip())
        if match and any(word[:1].isupper() for word in match["who"].split()):
            return f"Who is {match['who'].strip()}?"
    return question
