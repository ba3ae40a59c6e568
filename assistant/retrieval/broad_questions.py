"""Broad questions: "Tell me about the dam", "What's the latest on the strike?", "Give me a summary of the trial".

They ask for no fact but for a matter, and the heart of a matter stands where news puts it: in the first sentences of
the report on it.
"""

from __future__ import annotations

import re

LONGEST_BROAD = 40
"""Words: a longer text says more than its topic."""

_PLEASE = (
    r"(?:(?:please|so|ok|okay|well|hey|and|now|just)[\s,]+)*"
    r"(?:(?:can|could|would|will) (?:you|i|we)(?: please| kindly| maybe)? (?:have |get )?"
    r"|i(?:'d|’d| would) (?:like|love) (?:to (?:know|hear|learn|get|have|read) )?"
    r"|i (?:want|need) (?:to (?:know|hear|learn|get|have|read) )?|let me have |please )*(?:just |quickly |briefly )?"
)
_WHO_KNOWS = r"(?:you|they|we|the (?:news|papers?|press|articles?|reports?)|your (?:articles|library))"
_SMALL = (
    r"(?:(?:brief|short|quick|rough|general|concise|little|complete|full|latest|current|newest|main|key|basic"
    r"|recent) )*"
)
_DIGEST = (
    rf"{_SMALL}(?:summary|overview|outline|recap|rundown|run-down|digest|gist|picture|briefing|background|points|facts"
    r"|highlights|basics|details|updates?|lowdown|news|info|information|story|latest|context|essentials|situation)"
)
_STATE = (
    rf"(?:the |all the |new |all )?(?:{_DIGEST}|{_SMALL}(?:going on|happening|happened|up|new|known|deal|matter|status"
    r"|state of (?:play|affairs)|row|fuss|word|being said))"
)
_ANYTHING = rf"(?:any|some)?(?:thing|{_DIGEST}| {_DIGEST})"
_ALL_THERE_IS = (
    r"(?: (?:something|anything|more|a bit|a little|all|everything)"
    r"(?: (?:that )?(?:you (?:know|have|can find)|there is))?)*"
)
_ON = r" (?:on|of|about|for|regarding|concerning|behind|from|to|with|around|over|in)"
_OPENINGS = (
    r"(?:tell me|let me know|inform me|talk(?: to me)?|hear|know|learn|read|speak)"
    rf"{_ALL_THERE_IS}(?: about| of| on)",
    rf"(?:give|show|provide|get|send|have|write)?(?: me| us)?\s?(?:an? |the |some |any )?{_DIGEST}{_ON}",
    r"(?:summari[sz]e|sum up|recap|outline|describe|explain|brief me on|update me on|fill me in on|catch me up on"
    r"|(?:bring|get|keep) me (?:up to (?:date|speed)|posted|updated) (?:on|with|about)|walk me through|tl;?dr:?)"
    r"(?: (?:for me|to me|me|briefly))?",
    rf"what(?: (?:is|are|was|were|has been)|['’]?s)(?: there)? {_STATE}{_ON}",
    rf"(?:is|are|was) there (?:{_ANYTHING})?(?: new| reported| known)?{_ON}",
    rf"(?:have|has|do|does) {_WHO_KNOWS} (?:got |have |know |hold )*{_ANYTHING}(?: new)?{_ON}",
    rf"(?:any|some)(?:thing| {_DIGEST})(?: new| known)?{_ON}",
    rf"what (?:do|does|did|can|could|have|has) {_WHO_KNOWS}"
    rf" (?:say|know|tell me|tell|write|report|have|got|read|hold)(?: me| us)?{_ON}",
    rf"i(?: have|['’]ve)? missed (?:all )?(?:the |any )?{_DIGEST}{_ON}",
)
_BROAD = re.compile(rf"^{_PLEASE}(?:{'|'.join(_OPENINGS)})\s+(?P<topic>.+)$", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:[\s,;:–-]+(?:please|so far|for me|to me|briefly|quickly|again|then|now|right now|today|these days|lately"
    r"|at the moment|in (?:short|brief|a nutshell|(?:a few|one or two|two or three|one|two|three|a couple of|a)"
    r" (?:words|sentences?|lines?)(?: or two)?)|what(?: has|['’]s)? happened|what(?:['’]s| is)? going on|thanks"
    r"|thank you))+$",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(
    r"^(?:it|this|that|them|him|her|these|those|more|me|you|yourself|us|there"
    r"|the (?:article|articles|news|library|text|texts))$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^(?:what|who|whom|whose|which|when|where|why|how|whether|if)\b", re.IGNORECASE)


def topic_of(question: str) -> str:
    """Give what a broad question is about: "the dam" of "Tell me about the dam", "" for a question of another kind."""
    topic = _behind_opening(question)
    return "" if _NO_TOPIC.match(topic) or _ASKS.match(topic) else topic


def question_within(question: str) -> str:
    """Give the question in "Give me a summary of what Moll said": "what Moll said"; "" where there is none."""
    rest = _behind_opening(question)
    return rest if _ASKS.match(rest) else ""


def _behind_opening(question: str) -> str:
    if len(question.split()) > LONGEST_BROAD:
        return ""
    match = _BROAD.match(question.strip().rstrip(" ?!."))
    return _TAIL.sub("", match["topic"]).strip(" ,;:–-\"'“”‘’") if match else ""
