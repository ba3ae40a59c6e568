"""What a result is a result of: the questions and the articles by fingerprint, and who answered."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from evals.records import Answerer, ArticleSource, Asked, Identity, Suite

PACKAGE = "news-assistant"
_ROOT = Path(__file__).resolve().parent.parent
_CODE = ("ingest", "assistant", "evals")
_CODE_FORMS = (".py", ".json", ".npz")
_ADDRESS = "OPENAI_BASE_URL"
_SECRET = ("KEY", "TOKEN", "SECRET", "PASSWORD")
_WITHOUT_EFFECT = ("ASSISTANT_LIBRARY", "ASSISTANT_TEST_")


def identity_of(suite: Suite, assistant: Answerer, *, half: Asked, articles: str) -> Identity:
    """Say what is about to be asked, of what and of whom. Reads every article of the library."""
    return Identity(
        suite=suite.name,
        version=suite.version,
        questions_fingerprint=suite.fingerprint,
        corpus_fingerprint=corpus_fingerprint(assistant.library),
        half=half,
        articles=articles,
        embedding_model=assistant.library.embedding_model,
        answer_model=assistant.model,
        settings=settings_that_matter(os.environ),
        code_version=code_version(),
    )


def corpus_fingerprint(library: ArticleSource) -> str:
    """Give the SHA-256, in hexadecimal, of all articles: title, outlet, address, day and cleaned text.

    The order of the articles makes no difference. Their ids are left out: the id of a file that states none
    holds the place of the file, and the same articles in another checkout must be the same corpus.
    """
    digests: list[str] = []
    for listed in library.articles():
        article = library.article(listed.id)
        header = article.header
        content = [header.title, header.outlet, header.url, str(header.published), article.text]
        digests.append(hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest())
    return hashlib.sha256("\n".join(sorted(digests)).encode("ascii")).hexdigest()


def settings_that_matter(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the assistant's environment variables that are set, sorted: never a key, and no place of a library.

    Of an endpoint's address only scheme, host, port and path are kept: the rest may hold a password.
    """
    kept: dict[str, str] = {}
    for name, value in sorted(environment.items()):
        if name == _ADDRESS and value:
            kept[name] = _without_secrets(value)
        elif (
            name.startswith("ASSISTANT_")
            and not name.startswith(_WITHOUT_EFFECT)
            and not any(word in name for word in _SECRET)
        ):
            kept[name] = value
    return kept


def code_version(root: Path = _ROOT) -> str:
    """Give the package's version and, in the project's own git checkout, the commit it was run from.

    Where the code differs from the commit, "+changes" and a digest of the code follow it, so that two states
    of unsaved work are not taken for one. Without git, or outside of a checkout, the version stands alone.
    """
    number = _version(root)
    # Installed into the environment of another project, this code lies in that project's checkout.
    if _git(root, "rev-parse", "--show-toplevel") != str(root):
        return number
    commit = _git(root, "rev-parse", "--short=12", "HEAD")
    if not commit:
        return number
    changed = _git(root, "status", "--porcelain", "--", *_CODE, ":!evals/suites")
    return f"{number} {commit}+changes {_code_digest(root)[:8]}" if changed else f"{number} {commit}"


def _version(root: Path) -> str:
    """Give the version of the installed package, else the one that the checkout's pyproject.toml states."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return _stated_version(root / "pyproject.toml") or "unknown version"


def _stated_version(file: Path) -> str:
    """Give the version that our own pyproject.toml states, "" where there is none or it is another project's."""
    try:
        project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
    except (OSError, ValueError):
        return ""
    return str(project.get("version", "")) if project.get("name") == PACKAGE else ""


def _git(root: Path, *arguments: str) -> str:
    """Give what git says, "" where it is not there, fails or takes too long."""
    git = shutil.which("git")
    if git is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, and the git that the user has
            [git, "-C", str(root), *arguments], capture_output=True, check=True, timeout=10, encoding="utf-8"
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return done.stdout.strip()


def _code_digest(root: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(_code_files(root)):
        digest.update(f"{file.relative_to(root)}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _code_files(root: Path) -> Iterator[Path]:
    for package in _CODE:
        for file in (root / package).rglob("*"):
            if file.suffix in _CODE_FORMS and "suites" not in file.parts and file.is_file():
                yield file


def _without_secrets(address: str) -> str:
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "unreadable"
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
