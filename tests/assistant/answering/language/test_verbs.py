"""Forms of irregular verbs."""

from __future__ import annotations

import pytest

from assistant.answering.language.verbs import BASE_FORM


@pytest.mark.parametrize(
    ("form", "base"), [("went", "go"), ("fled", "flee"), ("withdrew", "withdraw"), ("send", "send")]
)
def test_an_irregular_form_has_its_base(form: str, base: str) -> None:
    assert BASE_FORM[form] == base
