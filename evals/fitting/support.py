"""Fits `assistant/answering/checking/support.json` on half of the development claims of WiCE and of CLIFF.

The data are the files that `evals.public.claims` tells of: the first half of each label of each domain, the domains of
equal weight. The other halves only give the figures. The floor keeps 99 in 100 of the true sentences that are made of
the articles of `SUITES`, of a suite with halves of its development half, and pass the rules.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.checking.support import COLBERT_FILES, Signals, SupportModel, Weights
from assistant.answering.checking.verification import is_quoted, verify
from evals.public.claims import Claim, claims_to_fit_on, read_claims
from evals.public.support import passage_texts
from evals.suite import find_suite, load_suite
from evals.verifier.made_set import MadeSentence, made_set
from evals.verifier.sources import articles_of, sources_of, stories_of
from ingest.onnx_models import OnnxModel

REGULARISATION = 0.03
KEPT = 0.99
SUITES = ("newsroom", "development")
"""Two, because the hundredth part of one suite's true sentences is three."""


def fit(signals: Sequence[Signals], supported: Sequence[bool], domains: Sequence[str]) -> Weights:
    """Fit the weights, without a floor."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    values = np.array([astuple(one) for one in signals])
    held = Counter(domains)
    shares = np.array([len(domains) / (len(held) * held[domain]) for domain in domains])
    scaler = StandardScaler().fit(values)
    regression = LogisticRegression(C=REGULARISATION)
    regression.fit(scaler.transform(values), np.array(supported), sample_weight=shares)
    weights = regression.coef_[0] / scaler.scale_
    intercept = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    return Weights(intercept, tuple(float(weight) for weight in weights), 0.0)


def floor_of(model: SupportModel, true: Sequence[MadeSentence]) -> float:
    """Give the probability that 99 in 100 of the true sentences reach, of those that the model is asked about."""
    asked = [one for one in true if verify(one.text, one.passages).passed]
    scores = [
        model.probability(one.text, [passage.text for passage in one.passages])
        for one in asked
        if not is_quoted(one.text, one.passages)
    ]
    return float(np.quantile(scores, 1 - KEPT))


def true_sentences(name: str) -> list[MadeSentence]:
    """Make true sentences of a suite's articles, of those of its development half where it has halves.

    Raises SuiteError where there is no such suite.
    """
    suite = load_suite(find_suite(name))
    halved = any(case.half for case in suite.cases)
    articles = articles_of(suite.articles, stories_of(suite, "development") if halved else None)
    return [one for one in made_set(sources_of(articles)) if one.true]


def document_of(fitted: Weights, figures: dict[str, float]) -> dict[str, Any]:
    """Give what is written to the file: weights by name, rounded, and where they come from."""
    names = [field.name for field in fields(Signals)]
    return {
        "fitted_by": "python -m evals fit support",
        "fitted_on": "development claims of WiCE and of CLIFF, the first half of each label and domain",
        "floor_set_on": "true sentences made of the articles of newsroom, development half, and of development",
        "figures": {name: round(value, 3) for name, value in figures.items()},
        "intercept": round(fitted.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in zip(names, fitted.weights, strict=True)},
        "floor": round(fitted.floor, 4),
    }


def fit_claims(wice: Path, cliff: Path, output: Path) -> dict[str, Any]:
    """Fit on two files of claims, write the file, and give what it holds. Raises SuiteError."""
    claims = [*read_claims(wice), *read_claims(cliff)]
    encoder = OnnxModel(COLBERT_FILES)
    collecting = SupportModel(encoder, Weights(0.0, (0.0,) * len(fields(Signals)), 0.0))
    signals = {claim.id: collecting.signals(claim.text, passage_texts(claim.evidence)) for claim in claims}
    ours = claims_to_fit_on(claims)
    chosen = [claim for claim in claims if claim.id in ours]
    fitted = fit(
        [signals[claim.id] for claim in chosen],
        [claim.supported for claim in chosen],
        [claim.domain for claim in chosen],
    )
    floor = floor_of(
        SupportModel(encoder, fitted), [one for suite in SUITES for one in true_sentences(suite)]
    )
    fitted = Weights(fitted.intercept, fitted.weights, floor)
    others = [claim for claim in claims if claim.id not in ours]
    figures = {"claims": float(len(chosen)), **_figures(fitted, others, signals)}
    document = document_of(fitted, figures)
    output.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return document


def _figures(fitted: Weights, claims: Sequence[Claim], signals: dict[str, Signals]) -> dict[str, float]:
    """Give the AUROC for each domain of the claims."""
    from sklearn.metrics import roc_auc_score

    figures = {}
    for domain in sorted({claim.domain for claim in claims}):
        those = [claim for claim in claims if claim.domain == domain]
        truth = [claim.supported for claim in those]
        scores = [fitted.probability(signals[claim.id]) for claim in those]
        figures[f"auroc_other_half_{domain}"] = float(roc_auc_score(truth, scores))
    return figures
