"""The report's page in a real browser: nothing is fetched, nothing complained of, and it fits a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from evals.records import Result
from evals.reports.html import html_page
from tests.assistant.chat_ui.test_page_in_browser import ARGUMENTS, Watched, chromium

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", [1200, 390])
def test_the_page_needs_nothing_and_fits(tmp_path: Path, wrong: Result, fallen: Result, width: int) -> None:
    file = tmp_path / "report.html"
    file.write_text(html_page([wrong, fallen]), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": width, "height": 900})
        watched = Watched(page)
        page.goto(file.as_uri())
        assert watched.requested == [file.as_uri()]
        assert watched.complaints == []
        assert page.locator("svg").count() >= 4
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_text("All 3 questions").click()
        assert page.get_by_text("keeper-age").last.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
