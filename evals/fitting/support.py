"""Fits `evals/verifier/support.json` on the first half of WiCE's development claims.

The data are the file that `evals.public.claims` tells of. The other half only gives the figures.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.reranking import CrossEncoder
from evals.public.claims import WICE_FILES, Claim, read_claims
from evals.public.data import first_half
from evals.verifier.support_model import COLBERT_FILES, Signals, SupportModel, Weights
from ingest.chunking import passages_of
from ingest.onnx_models import OnnxModel
from ingest.records import Article, Header

REGULARISATION = 0.3
KEPT = 0.98
"""The floor is the highest that still keeps so many of the supported claims that were fitted on."""


def signals_of(model: SupportModel, claim: Claim) -> Signals:
    """Collect the signals of a claim in the passages of its evidence."""
    passages = passages_of(Article(id="evidence", header=Header(), text=claim.evidence))
    return model.signals(claim.text, [passage.text for passage in passages])


def fit(signals: Sequence[Signals], supported: Sequence[bool]) -> Weights:
    """Fit the weights and set the floor."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    values = np.array([astuple(one) for one in signals])
    truth = np.array(supported)
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=REGULARISATION)).fit(values, truth)
    scaler, regression = pipeline[0], pipeline[1]
    weights = regression.coef_[0] / scaler.scale_
    intercept = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    floor = float(np.quantile(pipeline.predict_proba(values)[:, 1][truth], 1 - KEPT))
    return Weights(intercept, tuple(float(weight) for weight in weights), floor)


def document_of(fitted: Weights, figures: dict[str, float]) -> dict[str, Any]:
    """Give what is written to the file: weights by name, rounded, and where they come from."""
    names = [field.name for field in fields(Signals)]
    return {
        "fitted_by": "python -m evals fit support",
        "fitted_on": "WiCE development claims, the first half of each label",
        "figures": {name: round(value, 3) for name, value in figures.items()},
        "intercept": round(fitted.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in zip(names, fitted.weights, strict=True)},
        "floor": round(fitted.floor, 4),
    }


def fit_claims(data: Path, output: Path) -> dict[str, Any]:
    """Fit on the claims in the folder `data`, write the file, and give what it holds. Raises SuiteError."""
    from sklearn.metrics import roc_auc_score

    claims = read_claims(data / WICE_FILES[0])
    model = SupportModel(
        OnnxModel(COLBERT_FILES), CrossEncoder(), Weights(0.0, (0.0,) * len(fields(Signals)), 0.0)
    )
    ours = {claim.id for claim in first_half(claims, lambda claim: claim.label)}
    signals = {claim.id: signals_of(model, claim) for claim in claims}
    fitted = fit(
        [signals[claim.id] for claim in claims if claim.id in ours],
        [claim.supported for claim in claims if claim.id in ours],
    )
    rest = [claim for claim in claims if claim.id not in ours]
    truth = [claim.supported for claim in rest]
    figures = {
        "claims": float(len(ours)),
        "auroc_other_half": roc_auc_score(truth, [fitted.probability(signals[one.id]) for one in rest]),
        "auroc_other_half_words_alone": roc_auc_score(truth, [signals[one.id].words for one in rest]),
    }
    document = document_of(fitted, figures)
    output.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return document
