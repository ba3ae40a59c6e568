from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evals.suite import SUITES, check_proofs, find_suite, load_suite
from ingest import Library, ingest
from ingest.errors import SuiteError
from tests.evals.stand_ins import HARBOUR, ShelfLibrary

SHIPPED = sorted(file.parent.name for file in SUITES.glob("*/suite.yaml"))


def test_every_field_is_read(suite_folder: Path) -> None:
    suite = load_suite(suite_folder)
    assert (suite.name, suite.version, suite.articles) == ("seaside", "3", suite_folder / "articles")
    assert suite.thresholds == {"answered_right": 1.0, "cited_right": 0.5, "refused_right": 1.0}
    cost, opened, age = suite.cases
    assert (cost.id, cost.line, cost.asked_on) == ("cost", 2, date(2021, 5, 5))
    assert cost.answers == (("1,250", "1250 crowns"),)
    assert (cost.proof[0].article, cost.proof[0].quote, cost.proof[0].line) == (
        "harbour",
        "It cost 1,250 crowns.",
        9,
    )
    assert cost.tags == ("number", "money")
    assert (opened.since, opened.until, opened.outlet) == (date(2021, 5, 1), date(2021, 5, 6), "Tern Post")
    assert (opened.asked_on, opened.tags) == (None, ())
    assert (age.unanswerable, age.answers) == ("absent", ())
    assert {(case.half, case.turns) for case in suite.cases} == {(None, ())}
    assert suite.gated_half == "all"


def test_halves_and_earlier_turns_are_read(suite_folder: Path) -> None:
    in_halves(suite_folder, ["test", "development", "test"])
    file = suite_folder / "questions.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  unanswerable:", '  turns: ["Who keeps it?", "Is he old?"]\n  unanswerable:')
    )
    suite = load_suite(suite_folder)
    assert [case.half for case in suite.cases] == ["test", "development", "test"]
    assert suite.gated_half == "test"
    assert suite.cases[2].turns == ("Who keeps it?", "Is he old?")


def test_where_one_case_has_a_half_all_must(suite_folder: Path) -> None:
    in_halves(suite_folder, ["test", "development"])
    with pytest.raises(SuiteError, match=r"questions.yaml, line 25: case 'keeper-age' has no 'half'"):
        load_suite(suite_folder)


def test_thresholds_are_of_the_test_half(suite_folder: Path) -> None:
    in_halves(suite_folder, ["test", "test", "development"])
    with pytest.raises(SuiteError, match=r"suite.yaml, line 7: no question is judged by 'refused_right'"):
        load_suite(suite_folder)


def in_halves(folder: Path, halves: list[str]) -> None:
    file = folder / "questions.yaml"
    text = file.read_text(encoding="utf-8")
    for name, half in zip(["cost", "who-opened", "keeper-age"], halves, strict=False):
        text = text.replace(f"- id: {name}\n", f"- id: {name}\n  half: {half}\n")
    file.write_text(text, encoding="utf-8")


def refusal_of(file: Path, old: str, new: str) -> str:
    """What is said of the suite in whose file `old`, which stands there once, has become `new`."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SuiteError) as error:
        load_suite(file.parent)
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("  tags: [number, money]", "  tag: [number, money]", 11, "unknown field 'tag'"),
        ("id: who-opened", "id: cost", 12, "taken by the question on line 2"),
        ("  unanswerable: absent\n", "", 23, "neither 'answers' nor 'unanswerable'"),
        (
            "unanswerable: absent",
            "unanswerable: unknown",
            25,
            "one of absent, false-premise, stale, ambiguous",
        ),
        ("  asked_on: 2021-05-05", "  half: dev", 4, "one of development, test"),
        ("  asked_on: 2021-05-05", "  half: 1", 4, "a whole number"),
        ("  asked_on: 2021-05-05", "  turns: []", 4, "empty list"),
        ("  asked_on: 2021-05-05", "  turns: And then?", 4, "is text; write a list"),
        ("asked_on: 2021-05-05", "asked_on: yesterday", 4, "no date"),
        ("asked_on: 2021-05-05", "asked_on: [2021-05-05]", 4, "no date"),
        ('["1,250", "1250 crowns"]', "[1250]", 6, "a whole number"),
        ('["1,250", "1250 crowns"]', "[no]", 6, "yes or no"),
        ('["1,250", "1250 crowns"]', '"1,250"', 6, "is text; write a list"),
        ('["1,250", "1250 crowns"]', "[]", 6, "empty list"),
        ('["1,250", "1250 crowns"]', '["–"]', 6, "no word or number"),
        ("question: How old is the keeper?", 'question: " "', 24, "is empty"),
        ("question: How old is the keeper?", "question: [a]", 24, "is a list"),
        ("  question: How old is the keeper?\n", "", 23, "no field 'question'"),
        ("tags: [number, money]", "question: twice", 11, "twice"),
        ("since: 2021-05-01", "since: 2021-06-01", 12, "comes after its 'until'"),
        ("outlet: Tern Post", "outlet: ", 16, "is nothing"),
        (
            "    - article: harbour\n      quote: Mayor",
            "    - artikel: harbour\n      quote: Mayor",
            21,
            "artikel",
        ),
        (
            "  unanswerable: absent",
            "  unanswerable: absent\n  answers: [[a]]",
            23,
            "keep the one or the other",
        ),
        ("- id: keeper-age", "- [", 24, "no YAML"),
        ("- id: keeper-age", "--- \n- id: keeper-age", 23, "no YAML"),
    ],
)
def test_a_broken_question_is_refused_with_file_and_line(
    suite_folder: Path, old: str, new: str, line: int, complaint: str
) -> None:
    refused = refusal_of(suite_folder / "questions.yaml", old, new)
    assert complaint in refused and f"questions.yaml, line {line}:" in refused


def test_an_answerable_question_without_proof_is_refused(suite_folder: Path) -> None:
    (suite_folder / "questions.yaml").write_text("- {id: a, question: b, answers: [[c]]}", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"line 1: case 'a' has no 'proof'"):
        load_suite(suite_folder)


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("articles: articles", "articles: elsewhere", 3, "there is nothing at"),
        ("version: 3", "version: [3]", 2, "a list"),
        ("version: 3", "version: !!str [3]", 2, "write a number or a text"),
        ("version: 3", 'version: ""', 2, "write a number or a text"),
        ("cited_right: 0.5", "cited_right: !!float [1]", 6, "from 0 to 1"),
        ("version: 3\n", "", 1, "no field 'version'"),
        ("cited_right: 0.5", "cited_right: 50", 6, "from 0 to 1"),
        ("cited_right: 0.5", "cited_right: .nan", 6, "from 0 to 1"),
        ("  cited_right: 0.5\n", "", 5, "no field 'cited_right'"),
        ("cited_right: 0.5", "sighted_right: 0.5", 6, "unknown field 'sighted_right'"),
        ("cited_right: 0.5", "quoted_verbatim: 0.5", 6, "unknown field 'quoted_verbatim'"),
    ],
)
def test_a_broken_suite_file_is_refused_with_file_and_line(
    suite_folder: Path, old: str, new: str, line: int, complaint: str
) -> None:
    refused = refusal_of(suite_folder / "suite.yaml", old, new)
    assert complaint in refused and f"suite.yaml, line {line}:" in refused


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b"- id: caf\xe9\n", "line 1: the file is not UTF-8"),
        (b"- id: a\n  question: \x07\n", "no YAML"),
        (b"[" * 5000, "can't be parsed|no YAML|nested too deeply"),
        (b"id: a", "fields; write a list"),
        (b"[]", "empty list"),
    ],
    ids=["empty", "not UTF-8", "control character", "nested", "no list", "no questions"],
)
def test_a_file_that_holds_no_questions_is_refused(
    suite_folder: Path, content: bytes, complaint: str
) -> None:
    (suite_folder / "questions.yaml").write_bytes(content)
    with pytest.raises(SuiteError, match=complaint):
        load_suite(suite_folder)


def test_a_missing_questions_file_is_refused(suite_folder: Path) -> None:
    (suite_folder / "questions.yaml").unlink()
    with pytest.raises(SuiteError, match="can't be read"):
        load_suite(suite_folder)


def test_a_suite_may_have_no_thresholds_at_all(suite_folder: Path) -> None:
    file = suite_folder / "suite.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").split("thresholds")[0] + "thresholds: {}", encoding="utf-8"
    )
    assert load_suite(suite_folder).thresholds == {}


def test_a_threshold_that_judges_no_question_is_refused(suite_folder: Path) -> None:
    file = suite_folder / "questions.yaml"
    file.write_text(file.read_text(encoding="utf-8").split("- id: keeper-age")[0], encoding="utf-8")
    with pytest.raises(SuiteError, match=r"suite.yaml, line 7: no question is judged by 'refused_right'"):
        load_suite(suite_folder)


def test_a_suite_is_found_by_name_or_path(suite_folder: Path) -> None:
    assert find_suite("corpus") == SUITES / "corpus"
    assert find_suite(str(suite_folder)) == suite_folder
    with pytest.raises(SuiteError, match=r"no suite 'absent'.*corpus"):
        find_suite("absent")


def test_proofs_that_the_articles_hold_pass_the_check(suite_folder: Path) -> None:
    check_proofs(load_suite(suite_folder), ShelfLibrary())


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Mayor Ada Quill opened", "Mayor Ada Quill closed", "which the article 'harbour' does not hold"),
        (
            "article: harbour\n      quote: Mayor",
            "article: port\n      quote: Mayor",
            "'port', which .* does not hold",
        ),
    ],
)
def test_a_proof_that_rots_is_refused_with_case_and_line(
    suite_folder: Path, old: str, new: str, complaint: str
) -> None:
    file = suite_folder / "questions.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SuiteError, match=rf"questions.yaml, line 22: case 'who-opened' .*{complaint}"):
        check_proofs(load_suite(suite_folder), ShelfLibrary())


def shelf_of(**sources: str) -> ShelfLibrary:
    """A library in which each article comes from the named file."""
    return ShelfLibrary({name: replace(HARBOUR, id=name, source=source) for name, source in sources.items()})


@pytest.mark.parametrize("source", ["/pages/harbour.html", "harbour.txt", "/pages/harbour.html.gz"])
def test_an_article_may_be_named_by_its_file(suite_folder: Path, source: str) -> None:
    suite = check_proofs(load_suite(suite_folder), shelf_of(a1b2=source, c3d4="/pages/other.html"))
    assert {proof.article for case in suite.cases for proof in case.proof} == {"a1b2"}


def test_an_id_stands_before_the_name_of_a_file(suite_folder: Path) -> None:
    suite = check_proofs(load_suite(suite_folder), shelf_of(harbour="x.md", other="harbour.md"))
    assert {proof.article for case in suite.cases for proof in case.proof} == {"harbour"}


def test_a_name_that_several_files_have_is_refused(suite_folder: Path) -> None:
    with pytest.raises(SuiteError, match=r"line 9: case 'cost' .* 2 articles come from a file .*\(a, b\)"):
        check_proofs(load_suite(suite_folder), shelf_of(a="one/harbour.html", b="two/harbour.html"))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_proofs_of_the_shipped_suites_stand_in_their_articles(name: str, tmp_path: Path) -> None:
    suite = load_suite(find_suite(name))
    assert suite.name == name
    report = ingest([suite.articles], library=tmp_path / "library")
    assert report.rejected == ()
    with Library.open(tmp_path / "library") as library:
        check_proofs(suite, library)
