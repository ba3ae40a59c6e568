"""Denials, doubts, plans and quantities ("not", "may", "plans to", "most"): what they are about must keep them.

Each is a mark on the words behind it. A sentence and its evidence must have the same marks on the words that both
have; which words those are is found by their stems, so that order and tense do not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.checking.words import Word, content_stems_of, words_of
from ingest.number_words import NUMBER_WORDS

SCOPE = 4
"""How many words that carry matter a mark may reach."""
SHARED = 2
"""So many of them a sentence has in common with a mark that it must keep, unless it has the first."""

_KINDS = {
    "denial": """not no never none nobody nothing neither nor without cannot hardly barely deny denies denied
        denying refuse refuses refused reject rejects rejected dismiss dismissed dismisses fail
        fails failed decline declined declines unable unlikely""",
    "possibility": "may might could possibly perhaps maybe potentially possible potential",
    "likelihood": "likely probably expected expects presumably",
    "allegation": """alleged allegedly reportedly suspected suspects presumed apparently appear appears appeared seem
        seems seemed unconfirmed provisional provisionally supposed supposedly accused rumoured
        claimed""",
    "intention": """plan plans planned planning intend intends intended hope hopes hoped want wants wanted seek seeks
        sought aim aims aimed propose proposes proposed consider considers considering promise
        promises promised vow vowed vows offer offers offered threaten threatens threatened""",
    "fear": "fear fears feared fearing worry worries worried dread dreads dreaded",
    "future": "will would shall 'll",
    "schedule": "",
    "condition": "if unless should",
    "all": "all every each everyone everybody entire both always",
    "most": "most mostly",
    "some": "some several few sometimes various",
    "many": "many much numerous",
    "only": "only solely",
    "more": "more",
    "less": "less fewer",
    "almost": "almost nearly",
}
MARK_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
FAMILIES = {
    **dict.fromkeys(("possibility", "likelihood", "allegation", "fear"), "doubt"),
    **dict.fromkeys(("intention", "future", "schedule"), "plan"),
}
"""Kinds that may stand for one another in other words: "is to open", "will open", "plans to open"."""
_NEAR = {"doubt": frozenset({"plan"}), "plan": frozenset({"doubt", "condition"})}
"""Families that hedge as much: "may be held soon", "is to be held soon"."""
NUMBERS = NUMBER_WORDS - {"zero", "one", "dozen"} | {"half"}
_THOUGHT = frozenset(
    ("believed", "thought", "said", "expected", "due", "set", "going", "supposed", "reported")
)
_THOUGHT_KIND = {"expected": "likelihood", "due": "schedule", "set": "schedule", "going": "future"}
_BE = frozenset(("is", "are", "was", "were", "be", "been"))
_BEFORE_FIGURES = frozenset("no some most only more less fewer almost nearly".split())
_NOUNS = frozenset("plan plans hope promise aim".split())
_JOINTS = frozenset((",", "and", "or", "nor", "but"))
_ENDS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of mark and the stems that it is about, nearest first."""

    kind: str
    scope: tuple[str, ...]


@lru_cache(maxsize=4096)
def marks_in(text: str) -> tuple[Mark, ...]:
    """Give the marks of a text in order."""
    words = words_of(text)
    return tuple(
        Mark(kind, _scope(words, place)) for place in range(len(words)) if (kind := _kind(words, place))
    )


def changed_mark(claim: str, evidence: Sequence[str]) -> str:
    """Say which mark the claim has more, less or other than the evidence, "" where they agree."""
    waiting = [mark for text in evidence for mark in marks_in(text)]
    for mark in marks_in(claim):
        agreeing = next((other for other in waiting if _agree(mark, other)), None)
        if agreeing is None:
            return f"its evidence has no {mark.kind} of {' '.join(mark.scope[:1]) or 'it'}"
        waiting.remove(agreeing)
    return next((reason for text in evidence if (reason := _left_out(claim, text, waiting))), "")


def changed_family(claim: str, evidence: Sequence[str]) -> str:
    """Do as `changed_mark` for a claim in other words: what a mark is about need not be told in the same ones.

    A mark of the claim needs one of its family anywhere in the evidence, and only a mark of a family that the claim
    has nothing of can be left out.
    """
    told = [mark for text in evidence for mark in marks_in(text)]
    held = {_family(mark) for mark in told}
    claimed = marks_in(claim)
    for mark in claimed:
        if not held & {_family(mark), *_NEAR.get(_family(mark), ())}:
            return f"its evidence has no {mark.kind}"
    families = {_family(mark) for mark in claimed}
    waiting = [mark for mark in told if _family(mark) not in families]
    return next((reason for text in evidence if (reason := _left_out(claim, text, waiting))), "")


def denied_in(claim: str, text: str) -> str:
    """Give the stem of what a text denies and a claim tells without a denial, "" where it denies nothing of it."""
    stems = content_stems_of(claim)
    claimed = marks_in(claim)
    for mark in marks_in(text):
        if mark.kind != "denial" or any(_agree(other, mark) for other in claimed):
            continue
        if len(stems.intersection(mark.scope)) >= SHARED:
            return mark.scope[0]
    return ""


def _left_out(claim: str, text: str, waiting: Sequence[Mark]) -> str:
    """Say which mark of a text, among those that the claim does not have, the claim should have, "" for none."""
    stems = content_stems_of(claim)
    claimed = marks_in(claim)
    told = marks_in(text)
    counts = Counter(word.stem for word in words_of(text) if not word.is_mark)
    marked = Counter(mark.scope[0] for mark in told if mark.scope)
    for mark in told:
        if mark not in waiting or not mark.scope or any(_agree(other, mark) for other in claimed):
            continue
        # A word that the text also has without the mark may be meant without it.
        head_shared = mark.scope[0] in stems and counts[mark.scope[0]] <= marked[mark.scope[0]]
        if head_shared or len(stems.intersection(mark.scope)) >= SHARED:
            return f"it leaves out the {mark.kind} of {mark.scope[0]}"
    return ""


def _family(mark: Mark) -> str:
    return FAMILIES.get(mark.kind, mark.kind)


def _agree(left: Mark, right: Mark) -> bool:
    if left.kind != right.kind:
        return False
    if not left.scope or not right.scope:
        return left.scope == right.scope
    return bool({*left.scope[:2]} & {*right.scope[:2]})


def _kind(words: Sequence[Word], place: int) -> str:
    """Give the kind of mark that a word is, "" for none."""
    word = words[place].lower
    before = words[place - 1].lower if place else ""
    behind = words[place + 1].lower if place + 1 < len(words) else ""
    if word in _THOUGHT and before in _BE and behind == "to":
        return _THOUGHT_KIND.get(word, "allegation")
    if word in _BE and behind == "to" and word not in ("be", "been"):
        return "future"
    if word == "few" and before == "a":
        return "some"
    return "" if _is_no_mark(words, place, before, behind) else MARK_OF.get(word, "")


def _is_no_mark(words: Sequence[Word], place: int, before: str, behind: str) -> bool:
    """Whether a word that may be a mark is something else where it stands: May, a plan, "not only", "more than 30"."""
    word = words[place].lower
    if word in _BEFORE_FIGURES:
        return _counts_something(words, place + 1) or (word == "only" and before == "not")
    if word in ("expected", "claimed", "supposed"):
        return behind not in ("to", "of")
    if word.startswith("offer"):
        return behind != "to"
    return (
        (word == "may" and words[place].text == "May" and place > 0)
        or (word == "promised" and before == "as")
        or (
            word == "all"
            and (before in ("at", "above", "after") or (before == "in" and behind in (",", ".", ";")))
        )
        or (word in _NOUNS and before in ("the", "a", "an", "its", "this"))
    )


def _counts_something(words: Sequence[Word], place: int) -> bool:
    """Whether a figure follows, perhaps behind "than": then the measure belongs to it."""
    following = [word for word in words[place : place + 2] if word.lower not in ("than", "a")]
    return bool(following) and (
        following[0].is_figure or following[0].lower in NUMBERS or following[0].text in "$£€"
    )


def _scope(words: Sequence[Word], place: int) -> tuple[str, ...]:
    """Give what a mark is about: the next words that carry matter, names left out, and else those before it."""
    behind = tuple(_matter(words[place + 1 :]))[:SCOPE]
    if words[place].lower.startswith(("deni", "deny")):
        return behind
    return behind or tuple(_matter(reversed(words[:place])))[:SCOPE]


def _matter(words: Iterator[Word] | Sequence[Word]) -> Iterator[str]:
    found = False
    for word in words:
        if word.text in _ENDS or (found and word.lower in _JOINTS):
            return
        if word.carries_matter and not word.is_figure and not word.is_capital and word.lower not in MARK_OF:
            found = True
            yield word.stem
