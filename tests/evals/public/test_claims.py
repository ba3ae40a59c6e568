from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from evals.public import claims
from evals.public.findings import Call
from ingest.errors import SuiteError


def line(number: int, label: str, source: str = "CLIFF xsum BART val") -> dict[str, Any]:
    return {
        "id": f"c-{number}",
        "claim": f"Claim {number}.",
        "passage": "The lamp failed on Friday.",
        "label": label,
        "raw_label": label,
        "source": source,
        "domain": "news",
    }


def written(folder: Path, *lines: dict[str, Any]) -> Path:
    file = folder / "claims_val.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in lines), encoding="utf-8")
    return file


@dataclass
class ByNumber:
    """Scores each claim as it was told to."""

    given: dict[str, float]
    seen: list[tuple[str, str]] = field(default_factory=list)

    def scores(self, claim: str, evidence: str) -> dict[str, float]:
        self.seen.append((claim, evidence))
        return {"words": self.given[claim], "verify": float(self.given[claim] > 0.6)}


SCORER = {"Claim 1.": 0.9, "Claim 2.": 0.7, "Claim 3.": 0.8, "Claim 4.": 0.2, "Claim 5.": 0.3}


def test_claims_that_the_support_score_was_fitted_on_are_left_out_of_its_figure(tmp_path: Path) -> None:
    labels = ["supported"] * 4 + ["not_supported"] * 4
    lines = [line(number, label) for number, label in enumerate(labels, start=1)]

    class Scorer:
        def scores(self, claim: str, evidence: str) -> dict[str, float]:
            return {"support score": float("12" in claim or "34" in claim), "verify": 1.0}

    found = claims.run(Call(tmp_path), written(tmp_path, *lines), Scorer())
    figure = next(one for one in found.groups[0].figures if one.name == "AUROC, support score")
    assert figure.of == 4
    assert ["support score" in row["scores"] for row in found.rows] == [False, False, True, True] * 2


def test_supported_stands_against_the_rest(tmp_path: Path) -> None:
    labels = ["supported", "supported", "partially_supported", "not_supported", "not_supported"]
    lines = [line(number, label) for number, label in enumerate(labels, start=1)]
    scorer = ByNumber(SCORER)
    ticks: list[int] = []
    found = claims.run(Call(tmp_path, tick=ticks.append), written(tmp_path, *lines), scorer)
    figures = {figure.name: (figure.value, figure.of) for figure in found.groups[0].figures}
    assert figures == {
        "AUROC, words": (pytest.approx(5 / 6), 5),
        "supported: pass the assistant's rules": (1.0, 2),
        "the rest: pass the assistant's rules": (pytest.approx(1 / 3), 3),
    }
    assert scorer.seen[0] == ("Claim 1.", "The lamp failed on Friday.")
    assert ticks == [5] * 5
    assert found.rows[2]["scores"] == {"words": 0.8, "verify": 1.0}


def test_the_domains_are_reported_apart(tmp_path: Path) -> None:
    lines = [
        line(1, "supported"),
        line(2, "not_supported", "CLIFF cnndm Pegasus val"),
        line(3, "supported", "CLIFF cnndm BART val"),
        line(4, "not_supported"),
    ]
    found = claims.run(Call(tmp_path), written(tmp_path, *lines), ByNumber(SCORER))
    assert [(group.name, group.figures[0].value) for group in found.groups] == [
        ("CLIFF cnndm", 1.0),
        ("CLIFF xsum", 1.0),
    ]


def test_a_sample_is_scored_alone(tmp_path: Path) -> None:
    lines = [line(number, "supported", "WiCE") for number in (1, 2, 3, 4)]
    scorer = ByNumber(SCORER)
    found = claims.run(Call(tmp_path, sample=2), written(tmp_path, *lines), scorer)
    assert len(scorer.seen) == 2
    assert found.groups[0].name == "WiCE"
    assert found.groups[0].figures[0].value is None


@pytest.mark.parametrize(
    "bad", [{"label": "yes"}, {"claim": ""}, {"passage": None}, {"source": " "}, {"label": 1}], ids=str
)
def test_a_broken_claim_is_refused_with_its_line(tmp_path: Path, bad: dict[str, Any]) -> None:
    file = written(tmp_path, line(1, "supported"), {**line(2, "supported"), **bad})
    with pytest.raises(SuiteError, match=r"claims_val\.jsonl, line 2"):
        claims.read_claims(file)
