"""The plots of the HTML page as inline SVG: each function takes figures and gives one whole picture.

Colours and type are the page's: the pictures hold classes, and the style sheet of the page says what they mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from markupsafe import Markup

from evals.metrics.confidence import RiskCoverage
from evals.metrics.seconds import Spread
from evals.records import Row

Fate = Literal["right", "rightly-refused", "refused", "wrong"]
FATES: dict[Fate, str] = {
    "right": "answered right",
    "rightly-refused": "rightly refused",
    "refused": "refused though answerable",
    "wrong": "answered wrongly",
}
EVERYTHING = "all cases"

_WIDTH = 1000
_LABEL = 170
_ROW = 25
_NARROWEST = 22
"""Pixels of a bar that a number fits into."""
_CURVE = (430, 250)
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 26, 30, 48
_LINES = 5
"""Steps up to the highest risk: fifths of each of `_STEPS_OF_RISK` are whole per cents."""
_STEPS_OF_RISK = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0)


def fate(row: Row) -> Fate:
    """Say what became of a case: of the refused ones, whether rightly."""
    if row.outcome == "refused":
        return "rightly-refused" if row.case.unanswerable else "refused"
    return "right" if row.outcome == "right" else "wrong"


def fates_by_tag(rows: Sequence[Row]) -> dict[str, Counter[Fate]]:
    """Count what became of all cases, and of those of each tag, the most frequent tag first."""
    sizes = Counter(tag for row in rows for tag in row.case.tags)
    tags = sorted(sizes, key=lambda tag: (-sizes[tag], tag))
    return {
        EVERYTHING: Counter(map(fate, rows)),
        **{tag: Counter(fate(row) for row in rows if tag in row.case.tags) for tag in tags},
    }


def tag_plot(rows: Sequence[Row]) -> Markup:
    """Draw for each tag a bar of what became of its cases, each bar filled to its whole length."""
    counts = fates_by_tag(rows)
    bars = [_tag_bar(tag, counted, number * _ROW) for number, (tag, counted) in enumerate(counts.items())]
    return _picture("What became of the cases, by tag", _WIDTH, len(bars) * _ROW, bars)


def _tag_bar(tag: str, counted: Counter[Fate], top: int) -> Markup:
    whole = counted.total()
    long = _WIDTH - _LABEL - 40
    drawn = [_text(_LABEL - 8, top + 17, tag, "end", "total" if tag == EVERYTHING else "")]
    left = float(_LABEL)
    for kind, name in FATES.items():
        if not counted[kind]:
            continue
        width = long * counted[kind] / whole
        drawn.append(
            Markup(
                '<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"><title>{}: {} {}</title></rect>'
            ).format(kind, left, top + 4, max(width - 1, 0.5), _ROW - 8, tag, counted[kind], name)
        )
        if width >= _NARROWEST:
            drawn.append(_text(left + width / 2, top + 17, str(counted[kind]), "middle", f"on-{kind}"))
        left += width
    drawn.append(_text(_LABEL + long + 8, top + 17, str(whole), "start", "quiet"))
    return Markup("").join(drawn)


def risk_coverage_plot(curve: RiskCoverage) -> Markup:
    """Draw the share of wrong answers by the share of questions answered, the most confident answers first."""
    wide, high = _CURVE
    highest = next(step for step in _STEPS_OF_RISK if step >= max(point.risk for point in curve.points))
    points = [(_across(point.coverage), _up(point.risk / highest)) for point in curve.points]
    points.insert(0, (_across(0), points[0][1]))
    path = " ".join(f"{left:.1f},{top:.1f}" for left, top in points)
    left, top = points[-1]
    under = f"{path} {left:.1f},{_up(0):.1f} {_across(0):.1f},{_up(0):.1f}"
    last = curve.points[-1]
    said = f"{_per_cent(last.risk)} wrong at {_per_cent(last.coverage)}"
    return _picture(
        "Share of wrong answers by share of questions answered",
        wide,
        high,
        [
            *_axes(highest),
            Markup('<polygon class="under" points="{}"/>').format(under),
            Markup('<polyline class="curve" points="{}"/>').format(path),
            Markup('<circle class="end" cx="{:.1f}" cy="{:.1f}" r="4"/>').format(left, top),
            _text(left, top - 10, said, "end" if left > wide / 2 else "start", "total"),
        ],
    )


def _axes(highest: float) -> list[Markup]:
    wide, high = _CURVE
    drawn = [
        _text(_across(tenth / 10), high - _BOTTOM + 19, f"{tenth * 10} %", "middle", "quiet")
        for tenth in range(0, 11, 2)
    ]
    for step in range(_LINES + 1):
        top = _up(step / _LINES)
        drawn.append(_line(_LEFT, top, wide - _RIGHT, top, "grid"))
        drawn.append(_text(_LEFT - 7, top + 4, _per_cent(highest * step / _LINES), "end", "quiet"))
    return [
        *drawn,
        _text((_LEFT + wide - _RIGHT) / 2, high - 6, "share of all questions that is answered", "middle", ""),
    ]


def _across(share: float) -> float:
    return _LEFT + share * (_CURVE[0] - _LEFT - _RIGHT)


def _up(share: float) -> float:
    return _CURVE[1] - _BOTTOM - share * (_CURVE[1] - _TOP - _BOTTOM)


def _per_cent(share: float) -> str:
    return f"{100 * share:.3g} %"


def seconds_plot(seconds: Mapping[str, Spread]) -> Markup:
    """Draw for each stage a bar to its median and a line from there to its 95th percentile, in seconds."""
    longest = max(spread.p95 for spread in seconds.values()) or 1.0
    wide, label, long = _CURVE[0], 60, _CURVE[0] - 60 - 175
    drawn: list[Markup] = []
    for number, (stage, spread) in enumerate(seconds.items()):
        top = number * 34
        median, p95 = label + long * spread.median / longest, label + long * spread.p95 / longest
        drawn.append(_text(label - 8, top + 21, stage, "end", "total" if stage == "total" else ""))
        drawn.append(
            Markup('<rect class="stage" x="{}" y="{}" width="{:.1f}" height="18"/>').format(
                label, top + 8, max(median - label, 1)
            )
        )
        drawn.append(_line(median, top + 17, p95, top + 17, "spread"))
        drawn.append(_line(p95, top + 11, p95, top + 23, "spread"))
        said = f"{spread.median:.3f} s, 95 % {spread.p95:.3f} s"
        drawn.append(_text(p95 + 8, top + 21, said, "start", "quiet"))
    return _picture("Seconds of each stage: median and 95th percentile", wide, len(seconds) * 34, drawn)


def _picture(title: str, wide: int, high: int, parts: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg role="img" viewBox="0 0 {} {}" xmlns="http://www.w3.org/2000/svg"><title>{}</title>{}</svg>'
    ).format(wide, high, title, Markup("").join(parts))


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
        kind, x1, y1, x2, y2
    )


def _text(x: float, y: float, text: str, anchor: str, kind: str) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, text
    )
