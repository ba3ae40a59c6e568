from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from evals.identity import PACKAGE, code_version, corpus_fingerprint, identity_of, settings_that_matter
from evals.records import Suite
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE, Scripted, ShelfLibrary


def test_an_identity_says_what_was_asked_of_whom(suite: Suite) -> None:
    identity = identity_of(suite, Scripted(), half="test", articles="own")
    assert (identity.suite, identity.version, identity.half) == ("seaside", "3", "test")
    assert identity.questions_fingerprint == suite.fingerprint
    assert (identity.answer_model, identity.embedding_model) == ("stand-in", "none")
    assert identity.code_version.startswith(version(PACKAGE))


def test_the_fingerprint_is_of_the_contents_and_not_of_order_or_place() -> None:
    ours = corpus_fingerprint(ShelfLibrary())
    moved = replace(HARBOUR, id="harbour-1a2b3c4d", source="/elsewhere/harbour.txt")
    shelf = {"lighthouse": LIGHTHOUSE, "harbour-1a2b3c4d": moved}
    assert corpus_fingerprint(ShelfLibrary(shelf)) == ours


@pytest.mark.parametrize(
    "changed",
    [
        replace(HARBOUR, text=HARBOUR.text + " More."),
        replace(HARBOUR, header=replace(HARBOUR.header, published=None)),
        replace(HARBOUR, header=replace(HARBOUR.header, title="Harbour")),
    ],
    ids=["text", "day", "title"],
)
def test_a_changed_article_is_another_corpus(changed) -> None:
    shelf = {"harbour": changed, "lighthouse": LIGHTHOUSE}
    assert corpus_fingerprint(ShelfLibrary(shelf)) != corpus_fingerprint(ShelfLibrary())


def test_settings_hold_no_key_and_no_place() -> None:
    environment = {
        "ASSISTANT_LLM": "parrot",
        "ASSISTANT_EMBEDDING": "openai:small",
        "ASSISTANT_LIBRARY": "/home/a/library",
        "ASSISTANT_API_KEY": "hidden",
        "OPENAI_API_KEY": "hidden",
        "OPENAI_BASE_URL": "https://user:hidden@example.org:8443/v1?token=hidden",
        "PATH": "/bin",
    }
    assert settings_that_matter(environment) == {
        "ASSISTANT_EMBEDDING": "openai:small",
        "ASSISTANT_LLM": "parrot",
        "OPENAI_BASE_URL": "https://example.org:8443/v1",
    }
    assert settings_that_matter({"OPENAI_BASE_URL": "http://[broken"}) == {"OPENAI_BASE_URL": "unreadable"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = (tmp_path / "checkout").resolve()
    (root / "evals" / "suites").mkdir(parents=True)
    for package in ("assistant", "ingest"):
        (root / package).mkdir()
        (root / package / "code.py").write_text("A = 1\n")
    (root / "evals" / "suites" / "questions.yaml").write_text("[]\n")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "First.")
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_commit_is_named_and_changes_of_the_code_are_told(checkout: Path) -> None:
    clean = code_version(checkout)
    assert clean.startswith(f"{version(PACKAGE)} ")
    assert "changes" not in clean
    (checkout / "evals" / "suites" / "questions.yaml").write_text("[1]\n")
    assert code_version(checkout) == clean
    (checkout / "assistant" / "code.py").write_text("A = 2\n")
    changed = code_version(checkout)
    assert changed.startswith(f"{clean}+changes ")
    (checkout / "ingest" / "new.py").write_text("B = 1\n")
    assert code_version(checkout) != changed


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_clone_that_is_not_installed_names_the_version_that_its_project_file_states(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr("evals.identity.version", missing)
    assert code_version(checkout).startswith("unknown version ")
    (checkout / "pyproject.toml").write_text(f'[project]\nname = "{PACKAGE}"\nversion = "7.8"\n')
    assert code_version(checkout).startswith("7.8 ")
    (checkout / "pyproject.toml").write_text('[project]\nname = "another"\nversion = "9"\n')
    assert code_version(checkout).startswith("unknown version ")


def test_outside_of_a_checkout_and_without_git_the_version_stands_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code_version(tmp_path) == version(PACKAGE)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_version() == version(PACKAGE)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_commit_of_another_project_is_not_taken_for_ours(checkout: Path) -> None:
    assert code_version(checkout / "assistant") == version(PACKAGE)
