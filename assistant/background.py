"""Steps of a question in a thread of their own, so that whoever waits for one can leave in the middle of it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any, TypeVar

from assistant.deadline import Deadline

T = TypeVar("T")

_END = object()


def in_background(steps: Callable[[], Generator[T]], deadline: Deadline, every: float) -> Iterator[T | None]:
    """Give what `steps` gives, and None whenever nothing has come for `every` seconds.

    Closing this calls the question off by `deadline` at once, whatever it is waiting for, and closes `steps`.
    An error of `steps` is raised here.
    """
    came: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def run() -> None:
        try:
            with closing(steps()) as given:
                for step in given:
                    came.put((step, None))
                    if deadline.cancelled:
                        break
            came.put((_END, None))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            came.put((_END, error))

    threading.Thread(target=run, name="question", daemon=True).start()
    try:
        while True:
            try:
                step, error = came.get(timeout=every)
            except queue.Empty:
                yield None
                continue
            if error is not None:
                raise error
            if step is _END:
                return
            yield step
    finally:
        deadline.cancel()
