"""The two READMEs name no command, file or variable that is not there."""

import importlib
import re
from pathlib import Path

import pytest

from assistant.__main__ import main as assistant
from ingest import ingest

ROOT = Path(__file__).parents[1]
READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "evals/README.md")}
BOTH = "\n".join(READMES.values())
FOLDERS = (ROOT, ROOT / "evals", ROOT / "assistant" / "answering")
COMMANDS = sorted(
    {
        (module, command)
        for module, commands in re.findall(r"python -m (ingest|assistant|evals) +([a-z][a-zA-Z_.| ]*)", BOTH)
        for command in re.findall(r"(?:^|\| )([a-z]+)", commands)
    }
)


def named_paths(text):
    """What stands between backticks or as a link's target, and looks like a path in the project."""
    paths = re.findall(r"(?:`|\]\()((?:[\w.-]+/)+[\w.-]*)(?=[`)#])", text)
    return {path for path in paths if not re.match(r"articles/|(?:\./)?library|results/|.*/NAME", path)}


@pytest.mark.parametrize("name", READMES)
def test_every_file_and_folder_that_is_named_exists(name):
    paths = named_paths(READMES[name])
    assert paths and not [path for path in paths if not any((folder / path).exists() for folder in FOLDERS)]


@pytest.mark.parametrize(("module", "command"), COMMANDS)
def test_every_command_that_is_named_exists(module, command, capsys):
    with pytest.raises(SystemExit) as left:
        importlib.import_module(f"{module}.__main__").main([command, "--help"])
    assert left.value.code == 0 and f"python -m {module} {command}" in capsys.readouterr().out


def test_the_readme_lists_just_the_variables_that_the_settings_read():
    settings = (ROOT / "ingest" / "settings.py").read_text(encoding="utf-8")
    variables = r"\b(?:ASSISTANT|OPENAI)_(?!TEST_)[A-Z]+(?:_[A-Z]+)*\b"
    assert set(re.findall(variables, READMES["README.md"])) == set(re.findall(variables, settings))


@pytest.mark.slow
def test_the_answers_that_the_readme_shows_are_given(tmp_path, capsys):
    ingest(ROOT / "corpus", tmp_path / "library")
    shown = re.split(r'\n    \$ python -m assistant ask "(.*)"\n', READMES["README.md"])
    assert len(shown) > 1
    for question, following in zip(shown[1::2], shown[2::2], strict=True):
        block = re.match(r"(?:    .*\n|\n)+", following)[0]
        capsys.readouterr()
        assert assistant(["ask", question, "--library", str(tmp_path / "library")]) == 0
        printed = capsys.readouterr().out.splitlines()
        lines = {line.strip() for line in block.splitlines()} - {"", "..."}
        assert lines and lines <= set(printed)
