"""What an article puts right behind a claim: that somebody denied it.

A claim that is quoted without it would be an accusation that nobody has answered.
"""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate, quotable_of

LONGEST_REPLY = 25
"""Words: a longer sentence tells more than that somebody denies what stands before."""

_SOMEBODY = r"(?:But |However, )?(?:He|She|They|It|(?:The |A )?(?:[\w'’-]+ ){0,5}?[\w'’-]+)(?:,[^,]{2,60},)?"
_HOW = r"(?: has| have| had| also| later| strongly| firmly| flatly| repeatedly| immediately| at once)*"
_THE_CLAIM = (
    r"(?:(?:this|that|it|so)(?=[.,;]| (?:on|in|at|and|as|when|to|through|yesterday|today)\b)|any wrongdoing|doing so"
    r"|having done so|all of (?:this|it|that)|(?:the|this|that|these|those|both|her|his|its|their) (?:\w+ )?"
    r"(?:claims?|accusations?|allegations?|charges?|reports?|account|version|suggestion|figures?|numbers?)\b)"
)
_DENIAL = re.compile(
    rf"{_SOMEBODY}{_HOW} (?:"
    rf"(?:den(?:ied|ies|y)|reject(?:ed|s)?|disput(?:ed?|es)|dismiss(?:ed|es)?|contradict(?:ed|s)?) {_THE_CLAIM}"
    r"|(?:called|calls) (?:this|that|it|(?:the|this|that) (?:claim|accusation|allegation|charge|report)s?)"
    r" (?:false|untrue|wrong|a lie|nonsense|baseless))"
)


def reply_behind(quoted: Candidate) -> Candidate | None:
    """Give the sentence right behind a quoted one in which somebody denies it, None where there is no such one."""
    behind = next((one for one in quotable_of([quoted.hit]) if one.before == quoted.text), None)
    if behind is None or behind.passage != quoted.passage or len(behind.text.split()) > LONGEST_REPLY:
        return None
    return behind if _DENIAL.match(behind.text) else None
