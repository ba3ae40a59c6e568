"""Five hundred true sentences and five hundred with one change, drawn with a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.verifier.changes import KINDS
from evals.verifier.paraphrases import RULES
from evals.verifier.sources import Source
from ingest.records import Passage

COUNT = 500
SEED = 20240601
VERBATIM = 0.25
"""Share of the true sentences that stand word for word in their passage."""


@dataclass(frozen=True, slots=True)
class MadeSentence:
    """A sentence with the passages that it cites: `kind` names the paraphrase, or the change that made it untrue."""

    text: str
    passages: tuple[Passage, ...]
    true: bool
    kind: str


def made_set(sources: Sequence[Source], count: int = COUNT, seed: int = SEED) -> list[MadeSentence]:
    """Draw up to `count` true and `count` changed sentences, the kinds in turn; no text comes twice."""
    true = _drawn(_true_by_rule(sources), count, random.Random(seed), verbatim=int(count * VERBATIM))  # noqa: S311
    changed = _drawn(_changed_by_kind(sources, seed), count, random.Random(seed + 1))  # noqa: S311
    return [*true, *changed]


def _true_by_rule(sources: Sequence[Source]) -> dict[str, list[MadeSentence]]:
    return {name: [one for source in sources for one in _true(source, name)] for name in RULES}


def _true(source: Source, rule: str) -> Iterator[MadeSentence]:
    text = RULES[rule](source)
    if text:
        yield MadeSentence(text, (source.passage,), True, rule)


def _changed_by_kind(sources: Sequence[Source], seed: int) -> dict[str, list[MadeSentence]]:
    chance = random.Random(seed + 2)  # noqa: S311 - a sample, not a secret
    return {kind: list(_changed(sources, kind, chance)) for kind in KINDS}


def _changed(sources: Sequence[Source], kind: str, chance: random.Random) -> Iterator[MadeSentence]:
    for source in sources:
        # Every other change is made in a paraphrase, so that it does not stand out as the one thing that differs.
        fitting = [text for rule in RULES.values() if (text := rule(source))]
        text = source.text if chance.random() < 0.5 else chance.choice(fitting)
        elsewhere = [other for other in sources if other.story != source.story]
        changed = KINDS[kind](text, source, elsewhere, chance)
        if changed is None or (changed == text and kind != "wrong source"):
            continue
        passage = _wrong(source, elsewhere, chance) if kind == "wrong source" else source.passage
        yield MadeSentence(changed, (passage,), False, kind)


def _wrong(source: Source, elsewhere: Sequence[Source], chance: random.Random) -> Passage:
    """Give another passage of the article half of the time, where it has one, and else one of another story."""
    others = [passage for passage in source.passages if passage.number != source.passage.number]
    return chance.choice(others) if others and chance.random() < 0.5 else chance.choice(elsewhere).passage


def _drawn(
    kinds: dict[str, list[MadeSentence]], count: int, chance: random.Random, verbatim: int = 0
) -> list[MadeSentence]:
    """Take one of each kind in turn until there are `count`, of "verbatim" not more than told."""
    waiting = {kind: chance.sample(made, len(made)) for kind, made in kinds.items()}
    drawn: dict[str, MadeSentence] = {}
    while len(drawn) < count and any(waiting.values()):
        for kind, made in waiting.items():
            if not made or len(drawn) == count:
                continue
            full = kind == "verbatim" and 0 < verbatim <= sum(one.kind == kind for one in drawn.values())
            if full and any(others for other, others in waiting.items() if other != kind):
                continue
            one = made.pop()
            drawn.setdefault(f"{one.text}|{one.passages[0].id}|{one.passages[0].article_id}", one)
    return list(drawn.values())
