"""The tools of the recipes, which answering does not need."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest

TOOLS = ("onnx", "sklearn", "torch")


@pytest.fixture
def tools() -> None:
    """Skip where a tool is missing; continuous integration must have them all."""
    missing = [tool for tool in TOOLS if find_spec(tool) is None]
    if not missing:
        return
    reason = f"no {' and no '.join(missing)}; install them with: pip install -e '.[fit]' -c constraints.txt"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
