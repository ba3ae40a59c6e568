"""The chat page itself. The one module that imports gradio."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Both are read while gradio is being imported: nothing is to be reported to anybody.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr
from starlette.middleware import Middleware

from assistant.assistant import Assistant
from assistant.chat_ui.article_pane import nothing_open
from assistant.chat_ui.conversation import (
    WINDOW_FIELDS,
    conversation,
    empty_library,
    unusable_library,
    welcome,
)
from assistant.chat_ui.http_guard import HttpGuard
from assistant.chat_ui.ports import is_loopback
from assistant.chat_ui.samples import sample_questions
from assistant.chat_ui.session import Limits, Session
from assistant.chat_ui.status import heading
from ingest.advice import library_option
from ingest.errors import AssistantError

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent
CONCURRENT_QUESTIONS = 16
WAITING_QUESTIONS = 128
CONVERSATIONS_KEPT = 200
ALL_OUTLETS = "All outlets"
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
SERIF = ("Charter", "Georgia", "Cambria", "Liberation Serif", "serif")


def serve(assistant: Assistant, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the chat page until KeyboardInterrupt or SystemExit; `ready` is told its address."""
    page = build(assistant)
    names = LOCAL_NAMES if is_loopback(host) else ()
    page.launch(
        server_name=host,
        server_port=port,
        share=False,
        inbrowser=False,
        quiet=True,
        prevent_thread_lock=True,
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        ssr_mode=False,
        pwa=False,
        max_file_size=1,
        state_session_capacity=1000,
        app_kwargs={"middleware": [Middleware(HttpGuard, hosts=names)], "docs_url": None, "redoc_url": None},
        theme=gr.themes.Base(
            font=[gr.themes.Font(name) for name in SERIF], font_mono=[gr.themes.Font("monospace")]
        ),
        css=(FOLDER / "style.css").read_text(encoding="utf-8"),
    )
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{port}")
    try:
        threading.Event().wait()
    finally:
        page.close(verbose=False)


def build(assistant: Assistant) -> gr.Blocks:
    """Lay out the page and tie its events to the reader's Session."""
    events = _Events(assistant)
    page = gr.Blocks(title="Ask the articles", analytics_enabled=False, fill_width=True)
    with page:
        session = gr.State(None)
        tab = gr.Textbox(visible=False)
        with gr.Row(elem_id="top"):
            head = gr.HTML(elem_id="head", padding=False)
            anew = gr.Button("New conversation", elem_id="anew", scale=0, min_width=150, size="sm")
        with gr.Row(elem_id="columns", equal_height=False):
            with gr.Column(elem_id="left", scale=1, min_width=320):
                talk = gr.HTML(
                    welcome((), looking=True), elem_id="talk", js_on_load=_script("conversation.js")
                )
                question = _question_box()
                limits = _limits()
            with gr.Column(elem_id="right", scale=1, min_width=320):
                pane = gr.HTML(nothing_open(), elem_id="pane", js_on_load=_script("article_pane.js"))
        given, shown = [*limits, session], [talk, pane, session, head, limits[-1]]
        inside: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        asking = {**inside, "concurrency_id": "ask"}
        loaded = page.load(
            events.show, [tab], [head, talk, pane, limits[-1], session], js=_script("tab.js"), **inside
        )
        loaded.then(events.suggest, [session], [talk], **inside)
        # By default what is sent while an answer is still coming would be dropped without a word.
        question.submit(
            events.ask,
            [question, *given],
            shown,
            js=_script("question_box.js"),
            trigger_mode="multiple",
            **asking,
        )
        talk.ask(events.ask_sample, given, shown, **asking)
        talk.click(events.open_citation, [session], [talk, pane], **inside)
        anew.click(events.begin_anew, [session], [talk, pane, question], **inside)
        talk.like(events.keep_verdict, [session], [talk], **inside)
    page.queue(default_concurrency_limit=CONCURRENT_QUESTIONS, max_size=WAITING_QUESTIONS)
    return page


class _Events:
    """What the page does when something happens on it. Of what the browser sends, nothing is believed."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._samples = _Samples(assistant)
        self._conversations = _Conversations(assistant)
        threading.Thread(target=self._samples.get, daemon=True).start()

    def show(self, tab: str | None) -> tuple[Any, ...]:
        """Fill the page that has just been opened, or opened anew in the same tab."""
        session = self._conversations.of(tab or "")
        session.resume()
        talk = self._talk(session, self._samples.ready, looking=True)
        head, outlets = self._library_now()
        return head, talk, session.pane, outlets, session

    def suggest(self, session: Session | None) -> str:
        """Add the sample questions once they are made."""
        return self._talk(session or Session(self._assistant), self._samples.get())

    def ask(self, question: str, *given: Any) -> Iterator[tuple[Any, ...]]:
        """Answer what was typed; `given` are the filters and the session."""
        *filters, session = given
        session = session or Session(self._assistant)
        once = (session, *self._library_now())
        for _ in session.ask(str(question or ""), _typed(*filters)):
            yield self._talk(session, self._samples.ready), session.pane, *once
            once = (gr.skip(),) * len(once)

    def ask_sample(self, event: gr.EventData, *given: Any) -> Iterator[tuple[Any, ...]]:
        """Answer a sample question that was clicked."""
        yield from self.ask(str(event._data.get("question", "")), *given)

    def open_citation(self, event: gr.EventData, session: Session | None) -> tuple[Any, ...]:
        """Open what was clicked in the conversation."""
        turn, number = event._data.get("turn"), event._data.get("number")
        if session is None or not isinstance(turn, int) or not isinstance(number, int):
            return gr.skip(), gr.skip()
        session.open(turn, number)
        return self._talk(session, self._samples.ready), session.pane

    def begin_anew(self, session: Session | None) -> tuple[Any, ...]:
        """Empty the conversation, the article and the question box."""
        session = session or Session(self._assistant)
        session.begin_anew()
        return self._talk(session, self._samples.ready), session.pane, ""

    def keep_verdict(self, event: gr.EventData, session: Session | None) -> Any:
        """Keep what the reader says of an answer."""
        turn, right = event._data.get("turn"), event._data.get("right")
        if session is None or not isinstance(turn, int) or not isinstance(right, bool):
            return gr.skip()
        session.judge(turn, right=right)
        return self._talk(session, self._samples.ready)

    def _library_now(self) -> tuple[Any, Any]:
        """Give the heading and the outlets anew: articles may have come since the page was opened."""
        try:
            return heading(self._assistant), _outlets(self._assistant)
        except AssistantError:  # the conversation tells what is wrong
            return gr.skip(), gr.skip()

    def _talk(self, session: Session, samples: list[str], *, looking: bool = False) -> str:
        if session.turns:
            return conversation(session.turns, session.opened)
        try:
            articles = len(self._assistant.library)
        except AssistantError as error:
            return unusable_library(str(error))
        if not articles:
            return empty_library(library_option(self._assistant.library.folder))
        return welcome(samples, looking=looking)


class _Conversations:
    """The conversations of the tabs that were opened last, by the secret names that the tabs give themselves."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._of_tab: dict[str, Session] = {}

    def of(self, tab: str) -> Session:
        """Give the conversation of a tab, a new one for a tab that is not known; what is no name is not kept."""
        if not re.fullmatch(r"[0-9a-f]{32}", tab):
            return Session(self._assistant)
        with self._lock:
            session = self._of_tab.pop(tab, None) or Session(self._assistant)
            self._of_tab[tab] = session
            if len(self._of_tab) > CONVERSATIONS_KEPT:
                del self._of_tab[next(iter(self._of_tab))]
            return session


class _Samples:
    """Sample questions, made once and again whenever the number of articles has changed."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._made_for = 0
        self.ready: list[str] = []

    def get(self) -> list[str]:
        """Give the questions; the first caller makes them, the others wait for it."""
        with self._lock:
            try:
                articles = len(self._assistant.library)
                if articles != self._made_for:
                    self.ready = sample_questions(self._assistant)
                    self._made_for = articles
            except AssistantError as error:
                logger.warning("No sample questions could be made: %s", error)
            return self.ready


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        show_label=False,
        label="Your question",
        placeholder="Ask about the articles",
        lines=1,
        max_lines=5,
        submit_btn=True,
        autofocus=True,
        container=False,
    )


def _limits() -> list[Any]:
    """Lay out the filters, collapsed; the order is that of `Limits`."""
    with gr.Accordion(WINDOW_FIELDS, open=False, elem_id="limits"):
        with gr.Row():
            days = [
                gr.Textbox(label=label, info=info, placeholder="YYYY-MM-DD", min_width=110, max_lines=1)
                for label, info in (
                    ("Asked on", "Later articles stay hidden"),
                    ("From", "First day searched"),
                    ("Until", "Last day searched"),
                )
            ]
        outlet = gr.Dropdown([ALL_OUTLETS], value=ALL_OUTLETS, label="Outlet", filterable=False)
    return [*days, outlet]


def _typed(asked_on: str, since: str, until: str, outlet: str) -> Limits:
    return Limits(asked_on or "", since or "", until or "", "" if outlet in (None, ALL_OUTLETS) else outlet)


def _outlets(assistant: Assistant) -> Any:
    return gr.update(choices=[ALL_OUTLETS, *assistant.library.outlets()])


def _script(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
