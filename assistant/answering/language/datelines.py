"""The dateline that opens a report: "KYIV, Aug 27 (Reuters) - ". It is no part of what the report says."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"(?:[A-Z]{2}[A-Z .,'’-]*(?:,? (?:[A-Z][\w.]*|\d{1,2})){0,4}(?: ?\([^)]{2,40}\))?"
    r"|[A-Z][\w .,'’-]{1,40} \((?:[A-Z]{2,}|Reuters|Bloomberg)\)) ?[-–—]+ (?=[\"“‘A-Z\d])"
)


def behind_dateline(text: str, start: int, end: int) -> int:
    """Give where the sentence at `start` to `end` of a text begins behind its dateline, `start` without one."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match and match.end() < end else start
