"""The cross-encoder: reads a question and a text together and says how well the one answers the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.onnx_models import RERANKER_FILES, OnnxModel


class CrossEncoder:
    """ms-marco-MiniLM-L-12-v2, int8, from the wheel."""

    def __init__(
        self, threads: int | None = None, tuned: Mapping[str, NDArray[np.generic]] | None = None
    ) -> None:
        """Load the model; `threads` and `tuned` as for OnnxModel. Raises ModelFileError."""
        self._model = OnnxModel(RERANKER_FILES, threads, tuned)

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Score texts against a question: a logit each, about -11 (beside the point) to 11 (answers it).

        A text's score is the same in any company and on any number of threads.
        """
        return [float(logits[0]) for logits in self._model.run([(question, text) for text in texts])]
