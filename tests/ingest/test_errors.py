from __future__ import annotations

import inspect
import re

import pytest

from ingest import errors

ERRORS = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__
]


def test_every_error_has_a_docstring_and_stands_below_its_parent_in_the_tree() -> None:
    parents: dict[str, str] = {}
    above: dict[int, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.search(r"\w+Error\b", line):
            depth = found.start() // 4
            above[depth] = found.group()
            parents[found.group()] = above[depth - 1] if depth else "Exception"
    assert parents == {kind.__name__: kind.__mro__[1].__name__ for kind in ERRORS}
    assert all(kind.__doc__ for kind in ERRORS)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.SettingsError, 2),
        (errors.QuestionError, 2),
        (errors.UnknownArticleError, 2),
        (errors.SuiteError, 2),
        (errors.UnreadableSourceError, 1),
        (errors.EmptyArticleError, 1),
        (errors.LibraryFullError, 3),
        (errors.LibraryLockedError, 3),
        (errors.ModelFileError, 3),
        (errors.LanguageModelUnavailableError, 3),
    ],
)
def test_an_error_has_the_exit_code_of_its_branch(kind: type[errors.AssistantError], code: int) -> None:
    assert kind.exit_code == code


def test_only_what_may_pass_by_itself_is_worth_another_try() -> None:
    retryable = {kind.__name__ for kind in ERRORS if kind.retryable}
    assert retryable == {
        "LibraryLockedError",
        "LanguageModelUnavailableError",
        "LanguageModelBusyError",
        "LanguageModelTimeoutError",
        "LanguageModelReplyError",
    }
