"""One total time limit for a question, which every call inside it looks at."""

from __future__ import annotations

import threading
import time


class Deadline:
    """So many seconds from now. May be called off from another thread, when nobody waits for the answer any more."""

    def __init__(self, seconds: float) -> None:
        """Begin to count."""
        self._until = time.monotonic() + seconds
        self._cancelled = threading.Event()

    @property
    def left(self) -> float:
        """Seconds that are left, 0 when they are over or the question was called off."""
        return 0.0 if self._cancelled.is_set() else max(0.0, self._until - time.monotonic())

    @property
    def cancelled(self) -> bool:
        """Whether the question was called off."""
        return self._cancelled.is_set()

    def part(self, share: float) -> Deadline:
        """Give a deadline for a share, from 0 to 1, of the seconds that are left; both are called off together."""
        part = Deadline(self.left * share)
        part._cancelled = self._cancelled
        return part

    def cancel(self) -> None:
        """Call the question off: whoever waits inside it stops at once."""
        self._cancelled.set()

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than the deadline, and not once the question is called off."""
        self._cancelled.wait(min(seconds, self.left))
