"""Results as JUnit XML, which continuous integration shows case by case.

The standard library writes it, because the form has five elements. It is that of the testmoapp/junitxml
description, which GitLab and the usual GitHub actions read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evals.records import Result, Row
from evals.reports.gate import against_baseline, gate
from evals.reports.wording import LABELS, expected, got

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(results: Sequence[Result]) -> str:
    """Give one test suite a result and one test case a question; a question that went wrong is a failure.

    A case that raised is an error. The figures of the gate stand in `system-out`: whether it is open is told by
    the exit code of the run, and not by single failures.
    """
    root = Element("testsuites", name="evals")
    for result in results:
        root.append(_suite(result))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(result: Result) -> Element:
    rows = result.rows
    suite = Element(
        "testsuite",
        name=_clean(f"evals.{result.suite.name}"),
        tests=str(len(rows)),
        failures=str(sum(bool(row.wrong) and not row.error for row in rows)),
        errors=str(sum(bool(row.error) for row in rows)),
        time=f"{sum(map(_seconds, rows)):.3f}",
    )
    properties = SubElement(suite, "properties")
    for name, value in result.identity.to_dict().items():
        SubElement(properties, "property", name=name, value=_clean(str(value)))
    for row in rows:
        suite.append(_case(result, row))
    said = SubElement(suite, "system-out")
    said.text = _clean("\n".join([*gate(result), *against_baseline(result)]))
    return suite


def _case(result: Result, row: Row) -> Element:
    case = Element(
        "testcase",
        classname=_clean(f"evals.{result.suite.name}"),
        name=_clean(f"{row.case.id}: {row.case.question}"),
        file=_clean(f"{result.suite.name}/{result.suite.questions.name}"),
        line=str(row.case.line),
        time=f"{_seconds(row):.3f}",
    )
    if row.wrong or row.error:
        kinds = ", ".join(LABELS[verdict.metric] for verdict in row.wrong)
        failure = SubElement(
            case, "error" if row.error else "failure", message=_clean(row.error or f"not {kinds}")
        )
        failure.set("type", ", ".join(verdict.metric for verdict in row.wrong))
        lines = [f"question: {row.case.question}", f"expected: {expected(row.case)}", f"got: {got(row)}"]
        lines += [f"{LABELS[verdict.metric]}: {verdict.why}" for verdict in row.wrong]
        failure.text = _clean("\n".join(lines))
    return case


def _seconds(row: Row) -> float:
    return row.answer.seconds.total if row.answer else 0.0


def _clean(text: str) -> str:
    """Put a question mark for each character that XML can't hold: an article or a model may hold any."""
    return _NOT_XML.sub("?", text)
