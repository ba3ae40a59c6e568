"""The chat page itself. The one module that imports gradio."""

from __future__ import annotations

import logging
import os
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
from assistant.chat_ui.article_pane import nothing_open, problem_pane
from assistant.chat_ui.conversation import conversation, empty_library, welcome
from assistant.chat_ui.http_guard import HttpGuard
from assistant.chat_ui.ports import is_loopback
from assistant.chat_ui.samples import sample_questions
from assistant.chat_ui.session import Limits, Session
from assistant.chat_ui.status import heading
from ingest.errors import AssistantError

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent
CONCURRENT_QUESTIONS = 16
WAITING_QUESTIONS = 128
ALL_OUTLETS = "All outlets"
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
SERIF = ("Charter", "Georgia", "Cambria", "Liberation Serif", "serif")


def serve(assistant: Assistant, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the chat page until the process is interrupted; `ready` is told its address once it is open."""
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
    page.block_thread()


def build(assistant: Assistant) -> gr.Blocks:
    """Lay out the page and tie its events to the reader's Session."""
    samples = _Samples(assistant)
    threading.Thread(target=samples.get, daemon=True).start()
    page = gr.Blocks(title="Ask the articles", analytics_enabled=False, fill_width=True)
    with page:
        session = gr.State(None)
        head = gr.HTML(elem_id="head", padding=False)
        with gr.Row(elem_id="columns", equal_height=False):
            with gr.Column(elem_id="left", scale=1, min_width=320):
                talk = gr.HTML(
                    welcome((), looking=True), elem_id="talk", js_on_load=_script("conversation.js")
                )
                question = gr.Textbox(
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
                limits = _limits()
            with gr.Column(elem_id="right", scale=1, min_width=320):
                pane = gr.HTML(nothing_open(), elem_id="pane", js_on_load=_script("article_pane.js"))

        outlet = limits[-1]
        inside: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

        def show(known: Session | None) -> tuple[Any, ...]:
            current = known or Session(assistant)
            try:
                return (
                    heading(assistant),
                    _talk(assistant, current, samples.ready),
                    _outlets(assistant),
                    current,
                )
            except AssistantError as error:
                return gr.skip(), problem_pane(str(error)), gr.skip(), current

        def suggest(known: Session | None) -> str:
            return _talk(assistant, known or Session(assistant), samples.get())

        def ask(text: str, *given: Any) -> Iterator[tuple[Any, ...]]:
            *filters, known = given
            current = known or Session(assistant)
            for _ in current.ask(text or "", _typed(*filters)):
                yield conversation(current.turns, current.opened), current.pane, "", current

        def ask_sample(event: gr.EventData, *given: Any) -> Iterator[tuple[Any, ...]]:
            yield from ask(str(event._data.get("question", "")), *given)

        def open_citation(event: gr.EventData, known: Session | None) -> tuple[Any, ...]:
            if known is None:
                return gr.skip(), gr.skip()
            turn, number = event._data.get("turn"), event._data.get("number")
            if isinstance(turn, int) and isinstance(number, int):
                known.open(turn, number)
            return _talk(assistant, known, samples.ready), known.pane

        page.load(show, [session], [head, talk, outlet, session], **inside).then(
            suggest, [session], [talk], **inside
        )
        given, shown = [*limits, session], [talk, pane, question, session]
        question.submit(ask, [question, *given], shown, concurrency_id="ask", **inside)
        talk.ask(ask_sample, given, shown, concurrency_id="ask", **inside)
        talk.click(open_citation, [session], [talk, pane], **inside)
    page.queue(default_concurrency_limit=CONCURRENT_QUESTIONS, max_size=WAITING_QUESTIONS)
    return page


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


def _limits() -> list[Any]:
    """Lay out the filters, collapsed; the order is that of `Limits`."""
    with gr.Accordion("Dates and outlet", open=False, elem_id="limits"):
        with gr.Row():
            days = [
                gr.Textbox(label=label, info=info, placeholder="YYYY-MM-DD", min_width=110, max_lines=1)
                for label, info in (
                    ("Asked on", "Later articles stay hidden"),
                    ("Since", "First day searched"),
                    ("Until", "Last day searched"),
                )
            ]
        outlet = gr.Dropdown([ALL_OUTLETS], value=ALL_OUTLETS, label="Outlet", filterable=False)
    return [*days, outlet]


def _typed(asked_on: str, since: str, until: str, outlet: str) -> Limits:
    return Limits(asked_on or "", since or "", until or "", "" if outlet in (None, ALL_OUTLETS) else outlet)


def _talk(assistant: Assistant, session: Session, samples: list[str]) -> str:
    if session.turns:
        return conversation(session.turns, session.opened)
    if not len(assistant.library):
        return empty_library()
    return welcome(samples, looking=not samples)


def _outlets(assistant: Assistant) -> Any:
    return gr.update(choices=[ALL_OUTLETS, *assistant.library.outlets()])


def _script(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
