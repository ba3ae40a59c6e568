"""What keeps back a statement that is worded freely, whatever a model thinks of it.

A rule that asks for the words of the evidence has nothing to say here. Left are those on what no wording may change:
figures and days, names, denials, doubts, plans and quantities, who says it, what came before, who does what to whom.
"""

from __future__ import annotations

from assistant.answering.checking.doers import other_doer
from assistant.answering.checking.figures import wrong_figure
from assistant.answering.checking.names import Known, unknown_name
from assistant.answering.checking.order import turned_round
from assistant.answering.checking.polarity import changed_family
from assistant.answering.checking.speakers import unnamed_speaker
from assistant.answering.checking.units import Unit, nearest
from assistant.answering.checking.words import words_of
from assistant.answering.language.misspelt import is_word


def free_shortcoming(claim: str, unit: Unit) -> str:
    """Say what keeps a unit from bearing out a claim in other words, "" where nothing does."""
    header = unit.passage.header
    return (
        wrong_figure(claim, unit.sentences, [header.published] * len(unit.sentences))
        or unknown_name(
            _without_first_capital(claim),
            Known(nearest(claim, unit), unit.before + unit.text, unit.passage.text, header.outlet),
        )
        or changed_family(claim, unit.sentences)
        or unnamed_speaker(claim, unit.sentences, unit.before, header.outlet)
        or _other_order(claim, unit.text)
        or turned_round(claim, unit.sentences)
        or other_doer(claim, unit.sentences)
    )


def _other_order(claim: str, evidence: str) -> str:
    """Say that a claim tells something before what it came after, or the other way about, "" for neither."""
    told, held = ({word.lower for word in words_of(text)} for text in (claim, evidence))
    for word, other in (("before", "after"), ("after", "before")):
        if word in told - held and other in held - told:
            return f"its evidence has {other}, not {word}"
    return ""


def _without_first_capital(claim: str) -> str:
    """Give a claim whose first word is no name ("Residents were told ...") in small letters."""
    words = words_of(claim)
    is_ordinary = is_word(words[0].lower) and not any(word.is_capital for word in words[1:2])
    return claim[0].lower() + claim[1:] if is_ordinary else claim
