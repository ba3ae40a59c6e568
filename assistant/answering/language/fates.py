"""What may have befallen people, by the words that tell it: a number of the one group says nothing of another."""

from __future__ import annotations

from assistant.retrieval.by_words import WORD

_FATES = {
    fate: frozenset(words.split())
    for fate, words in {
        "dead": "dead die died dies dying kill killed kills killing death deaths toll fatal fatalities lives perished "
        "drowned slain murdered bodies",
        "hurt": "injured injuring injuries injury wounded wounding hurt hospitalised hospitalized hospital treated "
        "treatment burned burns bruises bruised fractures stabbed",
        "missing": "missing unaccounted",
        "held": "arrested arrests detained detentions custody jailed",
        "moved": "evacuated evacuees displaced fled flee homeless sheltered",
        "saved": "rescued saved survived survivors",
        "ill": "infected infections cases sick ill tested",
    }.items()
}
FATE_OF = {word: fate for fate, words in _FATES.items() for word in words}


def fates_in(text: str) -> frozenset[str]:
    """Give the fates that the words of a text tell: "dead", "hurt", "missing" and the like."""
    return frozenset(FATE_OF[word] for word in words_of_fates(text))


def words_of_fates(text: str) -> list[str]:
    """Give the words of a text that tell a fate, in small letters."""
    return [word for word in map(str.casefold, WORD.findall(text)) if word in FATE_OF]
