"""The page in a real browser, served by the real command in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.feedback import FEEDBACK_FILE, read_feedback

PROJECT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow

SECONDS_TO_START = 90
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CRACKS = "Engineers found 37 cracks in the harbour bridge on Monday"


def chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found:
        return found
    reason = "no chromium on this machine; install it with: apt-get install chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


class Watched:
    """A page, and what happened on it that must not happen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialogs: list[str] = []
        self.complaints: list[str] = []
        self.requested: list[str] = []
        page.on("dialog", self._dialog)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requested.append(request.url))

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def ask(self, question: str) -> None:
        turns = self.page.locator("#talk .turn")
        before = turns.count()
        self.page.locator("#question textarea").fill(question)
        self.page.locator("#question textarea").press("Enter")
        expect(turns).to_have_count(before + 1)
        expect(self.page.locator("#talk [aria-busy]")).to_have_count(0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the chat page's command on a free port and stop it, by its process, at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    nothing = tmp_path_factory.mktemp("articles")
    command = [
        sys.executable,
        "-m",
        "assistant",
        "--library",
        str(library_folder),
        "--articles",
        str(nothing),
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=PROJECT,
        env={**environment, "ASSISTANT_LLM": "none"},
        stdout=subprocess.PIPE,
        text=True,
    )
    overdue = threading.Timer(SECONDS_TO_START, process.kill)
    overdue.start()
    try:
        line = process.stdout.readline()
        overdue.cancel()
        assert f"http://127.0.0.1:{port}" in line
        yield f"http://127.0.0.1:{port}"
    finally:
        overdue.cancel()
        process.terminate()
        assert process.wait(timeout=20) == 128 + signal.SIGTERM


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    result = Watched(page)
    page.goto(address)
    expect(page.locator("#talk .welcome")).to_be_visible()
    expect(page.locator("#head .status")).to_contain_text("3 articles")
    yield result
    page.close()


def test_a_question_is_answered_and_its_first_passage_opens_by_itself(watched):
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    page = watched.page
    expect(page.locator("#talk .answer")).to_contain_text("37 cracks")
    expect(page.locator("#pane mark").first).to_be_visible()
    expect(page.locator("#pane h2")).to_have_text("Harbour bridge in Ellisport shut after cracks found")
    expect(page.locator("#pane .where a")).to_have_attribute("href", "https://courier.example/bridge")
    assert watched.complaints == []


def test_a_question_typed_while_an_answer_is_coming_is_answered_next(watched):
    page = watched.page
    questions = ("What did Owen Marsh say about the ferries?", "How many cracks were found in the bridge?")
    box = page.locator("#question textarea")
    box.focus()
    for question in questions:
        page.keyboard.type(question, delay=30)  # milliseconds: a quick typist's
        page.keyboard.press("Enter", delay=60)
    expect(page.locator("#talk .question")).to_have_text(list(questions))
    expect(box).to_have_value("")
    expect(page.locator("#talk .answer").first).to_contain_text("every twenty minutes")
    expect(page.locator("#talk .answer").last).to_contain_text("37 cracks")
    assert watched.complaints == []


def test_a_text_that_is_far_too_long_to_be_sent_is_answered_with_what_to_do_and_stays_in_the_box(watched):
    text = "bridge " * 100_000
    watched.ask(text)
    expect(watched.page.locator("#talk .problem")).to_contain_text("ask in at most 20,000")
    assert watched.page.locator("#question textarea").input_value() == text
    assert watched.complaints == []


def test_a_number_of_an_older_answer_brings_its_passage_into_view(watched):
    page = watched.page
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    watched.ask("What did Owen Marsh say about the ferries?")
    expect(page.locator("#pane h2")).to_have_text("Norwick lends four ferries to its neighbour")
    first = page.locator("#talk .turn").first
    number = first.locator(".sentence", has_text=CRACKS).locator("button.cite").first
    number.click()
    stressed = page.locator("#pane mark strong", has_text=CRACKS)
    expect(stressed).to_be_in_viewport(ratio=1)
    expect(number).to_have_attribute("aria-pressed", "true")
    # The passage stands far down in its article: without the scrolling it would be below the pane's edge.
    assert page.locator("#pane article.source").evaluate("pane => pane.scrollTop") > 100
    pane, passage = page.locator("#pane article.source").bounding_box(), stressed.bounding_box()
    assert pane["y"] <= passage["y"]
    assert passage["y"] + passage["height"] <= pane["y"] + pane["height"]


def test_the_keyboard_is_enough(watched):
    page = watched.page
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    number = page.locator("#talk button.cite").first
    number.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pane article.source")).to_be_focused()
    expect(page.locator("#pane article.source")).to_have_attribute("data-by-click", "true")


def test_a_sample_question_is_asked_by_a_click_and_answered(watched):
    page = watched.page
    sample = page.locator("#talk .samples button").first
    expect(sample).to_be_visible(timeout=20_000)
    text = sample.inner_text()
    sample.click()
    expect(page.locator("#talk .question")).to_have_text(text)
    expect(page.locator("#talk button.cite").first).to_be_visible()


def test_the_filters_reach_the_search(watched):
    page = watched.page
    page.get_by_text("Dates and outlet").click()
    page.get_by_label("Outlet").click()
    page.get_by_role("option", name="Norwick Post").click()
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    expect(page.locator("#talk .turn")).not_to_contain_text("37 cracks")
    page.get_by_label("Until").fill("1990-01-01")
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    expect(page.locator("#talk .turn").last).to_contain_text("The articles do not say")
    page.get_by_label("Until").fill("")
    page.get_by_label("From").fill("2024-03-08")
    watched.ask("What did Owen Marsh say about the ferries?")
    expect(page.locator("#talk .turn").last).to_contain_text("from 8 March 2024 were searched")
    page.get_by_label("From").fill("2024-03-07")
    watched.ask("What did Owen Marsh say about the ferries?")
    expect(page.locator("#talk .turn").last.locator(".answer")).to_contain_text("every twenty minutes")
    page.get_by_label("Until").fill("soon")
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    expect(page.locator("#talk .turn").last.locator(".problem")).to_contain_text("2022-01-30")


def test_a_new_conversation_begins_with_nothing(watched):
    page = watched.page
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    page.locator("#question textarea").fill("half a question")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#talk .welcome")).to_be_visible()
    expect(page.locator("#talk .turn")).to_have_count(0)
    expect(page.locator("#pane mark")).to_have_count(0)
    expect(page.locator("#question textarea")).to_have_value("")
    watched.ask("What did Owen Marsh say about the ferries?")
    expect(page.locator("#talk .turn")).to_have_count(1)
    expect(page.locator("#talk .answer")).to_contain_text("every twenty minutes")
    assert watched.complaints == []


def test_a_hostile_article_and_question_run_nothing(watched):
    page = watched.page
    attack = '<img src=x onerror="window.hacked=5;alert(5)"><script>window.hacked=6</script>'
    watched.ask(f"When did the volcano Mount Ember erupt? {attack}")
    page.locator("#talk button.cite, #talk button.near").first.click()
    expect(page.locator("#pane h2")).to_contain_text("<script>window.hacked=1</script>")
    expect(page.locator("#pane .story")).to_contain_text("${window.hacked=4} {{constructor}} `+alert(3)+`")
    expect(page.locator("#talk .question")).to_contain_text(attack)
    page.wait_for_timeout(300)
    assert watched.dialogs == []
    assert page.evaluate("window.hacked") is None
    # The page's security policy would stop a handler too; what counts is that no element was made at all.
    for made in ("img", "script", "svg[onload]", "a[href^='javascript']", "[onerror]"):
        assert page.locator(f"#talk {made}, #pane {made}").count() == 0
    assert watched.complaints == []


def test_nothing_is_requested_from_elsewhere(watched):
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    watched.page.locator("#talk button.cite").first.click()
    hosts = {urlsplit(url).hostname for url in watched.requested if not url.startswith(("data:", "blob:"))}
    assert len(watched.requested) > 10
    assert hosts == {"127.0.0.1"}


def test_a_second_tab_sees_nothing_of_the_first(browser, address):
    context = browser.new_context()
    first, other = context.new_page(), context.new_page()
    first.goto(address)
    expect(first.locator("#talk .welcome")).to_be_visible()
    Watched(first).ask("How many cracks did engineers find in the harbour bridge?")
    other.goto(address)
    expect(other.locator("#talk .welcome")).to_be_visible()
    assert other.locator("#talk .turn").count() == 0
    context.close()


def test_a_conversation_outlives_a_reload_of_the_page(watched):
    page = watched.page
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    page.reload()
    expect(page.locator("#talk .answer")).to_contain_text("37 cracks")
    expect(page.locator("#pane mark").first).to_be_visible()
    watched.ask("What did Owen Marsh say about the ferries?")
    expect(page.locator("#talk .turn")).to_have_count(2)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#talk .welcome")).to_be_visible()
    page.reload()
    expect(page.locator("#talk .welcome")).to_be_visible()
    assert page.locator("#talk .turn").count() == 0
    assert watched.complaints == []


def test_a_phone_shows_the_article_below_and_goes_there_and_back(browser, address):
    page = browser.new_page(viewport={"width": 420, "height": 800})
    page.goto(address)
    expect(page.locator("#talk .welcome")).to_be_visible()
    Watched(page).ask("How many cracks did engineers find in the harbour bridge?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    number = page.locator("#talk button.cite").first
    number.click()
    expect(page.locator("#pane mark strong").first).to_be_in_viewport()
    expect(number).not_to_be_in_viewport()
    page.get_by_role("button", name="Back to the answer").click()
    expect(number).to_be_in_viewport()
    page.close()


def test_what_a_reader_says_of_an_answer_is_kept_beside_the_library(watched, library_folder):
    page = watched.page
    watched.ask("How many cracks did engineers find in the harbour bridge?")
    verdict = page.locator("#talk .verdict")
    verdict.get_by_role("button", name="Wrong").click()
    expect(verdict.locator("[role=status]")).to_have_text("Kept in the library's folder.")
    verdict.get_by_role("button", name="Right").click()
    expect(verdict.get_by_role("button", name="Right")).to_have_attribute("aria-pressed", "true")
    (kept,), left_out = read_feedback(library_folder / FEEDBACK_FILE)
    assert kept.right
    assert kept.chosen[0].article_id == "bridge"
    assert left_out == []
    assert watched.complaints == []
