"""WiCE and CLIFF: does the evidence bear the claim out? What the project has as a score, measured.

Sources: Kamoi, Goyal, Rodriguez and Durrett, "WiCE: Real-World Entailment for Claims in Wikipedia" (EMNLP
2023); Cao and Wang, "CLIFF: Contrastive Learning for Improving Faithfulness and Factuality in Abstractive
Summarization" (EMNLP 2021), as it stands in Tang et al., "Understanding Factual Errors in Summarization"
(ACL 2023). The file holds one claim a line: `id`, `claim`, `passage` (all of its evidence), `label`
("supported", "partially_supported" or "not_supported") and `source`.

`claims_dev.jsonl` of WiCE is made of `data/entailment_retrieval/claim/dev.jsonl` of ryokamoi/wice on GitHub,
the evidence's sentences joined; its `source` is "WiCE". `claims_val.jsonl` of CLIFF is made of the validation
part of CLIFF in the data of Liyan06/AggreFact on GitHub: `summary` is the claim, `doc` the passage, `label` 1
is "supported" and 0 "not_supported"; `source` is "CLIFF", the summarised corpus ("xsum" or "cnndm") and the
model, with blanks between. The two corpora are reported apart: a summary of XSum is one sentence that often
says more than its article.

`supported` stands against the rest: a claim that is borne out in part is not. Nothing is tuned here, but half of the
claims are those that the support score was fitted on; its figure leaves them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from evals.public.data import first_half, read_lines, sample, text_of
from evals.public.findings import Call, Figure, Findings, Group, area_under_curve, share
from evals.public.support import SUPPORT, SupportScores

WICE_FILES = ("claims_dev.jsonl",)
CLIFF_FILES = ("claims_val.jsonl",)
LABELS = ("supported", "partially_supported", "not_supported")
VERIFY = "verify"


class Scorer(Protocol):
    """Whatever scores a claim by its evidence."""

    def scores(self, claim: str, evidence: str) -> dict[str, float]:
        """Give every score by its name; the higher, the better borne out."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with all of its evidence; `domain` says what kind of text it was taken from."""

    id: str
    text: str
    evidence: str
    label: str
    domain: str

    @property
    def supported(self) -> bool:
        """Whether the evidence bears all of it out."""
        return self.label == "supported"


@dataclass(frozen=True, slots=True)
class ScoredClaim:
    """A claim and its scores by name."""

    claim: Claim
    scores: dict[str, float]


def run_wice(call: Call) -> Findings:
    """Score the claims of WiCE. Raises SuiteError and ModelFileError."""
    return run(call, call.data / WICE_FILES[0], SupportScores.load())


def run_cliff(call: Call) -> Findings:
    """Score the claims of CLIFF, both domains apart. Raises SuiteError and ModelFileError."""
    return run(call, call.data / CLIFF_FILES[0], SupportScores.load())


def run(call: Call, file: Path, scorer: Scorer) -> Findings:
    """Score the claims of a file: one group of figures for each domain. Raises SuiteError."""
    every = read_claims(file)
    fitted_on = claims_to_fit_on(every)
    claims = sample(every, call.sample, call.seed)
    scored: list[ScoredClaim] = []
    for claim in claims:
        scores = scorer.scores(claim.text, claim.evidence)
        if claim.id in fitted_on:
            scores.pop(SUPPORT, None)
        scored.append(ScoredClaim(claim, scores))
        call.tick(len(claims))
    domains = sorted({claim.domain for claim in claims})
    return Findings(
        groups=tuple(
            Group(domain, figures([one for one in scored if one.claim.domain == domain]))
            for domain in domains
        ),
        rows=tuple(_plain(one) for one in scored),
    )


def read_claims(file: Path) -> list[Claim]:
    """Read the claims. Raises SuiteError with file and line on one that is not in the form above."""
    return read_lines(file, _claim, "claims")


def claims_to_fit_on(claims: Sequence[Claim]) -> frozenset[str]:
    """Give the ids of the claims that the support score is fitted on: of each label and domain the first half."""
    return frozenset(claim.id for claim in first_half(claims, lambda claim: (claim.domain, claim.label)))


def figures(scored: Sequence[ScoredClaim]) -> tuple[Figure, ...]:
    """Give the AUROC of each score, and what share of either kind passes the assistant's own rules."""
    borne_out = [one.scores for one in scored if one.claim.supported]
    others = [one.scores for one in scored if not one.claim.supported]
    names = dict.fromkeys(name for one in scored for name in one.scores if name != VERIFY)
    return (
        *(
            area_under_curve(
                f"AUROC, {name}",
                [one[name] for one in borne_out if name in one],
                [one[name] for one in others if name in one],
            )
            for name in names
        ),
        share("supported: pass the assistant's rules", [bool(one[VERIFY]) for one in borne_out]),
        share("the rest: pass the assistant's rules", [bool(one[VERIFY]) for one in others]),
    )


def _claim(data: dict[str, Any]) -> Claim:
    label = text_of(data, "label")
    if label not in LABELS:
        raise ValueError(f"'label' is {label!r}, not one of {', '.join(LABELS)}")
    name, *corpus = text_of(data, "source").split()
    return Claim(
        id=text_of(data, "id"),
        text=text_of(data, "claim"),
        evidence=text_of(data, "passage"),
        label=label,
        domain=" ".join([name, *corpus[:1]]),
    )


def _plain(one: ScoredClaim) -> dict[str, Any]:
    claim = one.claim
    return {"id": claim.id, "domain": claim.domain, "label": claim.label, "scores": one.scores}
