"""GWG rules about what can be read in print: fonts, sizes of type, widths of lines: R0014 to R0019.

A minimum includes itself: type of 10 pt is large enough for "at least 10 pt".
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.preflight.content.events import Path, Text
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Check, Sheet, Subject

_ROUNDING = 1e-4
"""Of sums of inks: what is left of rounding."""


def _texts(subject: Subject) -> Iterator[tuple[Sheet, Text]]:
    for sheet, event in subject.painted(Text):
        if event.seen:
            yield sheet, event


def _rules(subject: Subject) -> Iterator[tuple[Sheet, Path, float]]:
    """Everything on the pages that is a line, with its width in points."""
    for sheet, event in subject.painted(Path):
        width = event.rule_width
        if width is not None:
            yield sheet, event, width


def _courier(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, event in _texts(subject):
        family = event.font.name.replace(",", "-").split("-")[0]
        if family == "Courier":
            yield sheet.fault(f"text is set in {event.font.name}", event)


def _rich_black(subject: Subject, limits: Limits) -> Iterator[Fault]:
    black, most = limits["black_percent"] / 100, limits["total_percent"] / 100
    for sheet, event in _texts(subject):
        for colour, _ in event.colours:
            rich = colour.amount("Black") >= black - _ROUNDING
            if rich and colour.total > most + _ROUNDING:
                yield sheet.fault(f"text in black of {100 * colour.total:.0f} % ink", event)


def _white_text(subject: Subject, limits: Limits) -> Iterator[Fault]:
    least = limits["least_pt"]
    for sheet, event in _texts(subject):
        white = any(colour.white for colour, _ in event.colours)
        if white and event.size < least and sheet.beneath.inked(event):
            yield sheet.fault(f"white text of {event.size:g} pt over something", event)


def _coloured_text(subject: Subject, limits: Limits) -> Iterator[Fault]:
    least = limits["least_pt"]
    for sheet, event in _texts(subject):
        inks = max((len(colour.inks or ()) for colour, _ in event.colours), default=0)
        if inks > 1 and event.size < least:
            yield sheet.fault(f"text of {event.size:g} pt in {inks} inks", event)


def _white_line(subject: Subject, limits: Limits) -> Iterator[Fault]:
    least = limits["least_pt"]
    for sheet, event, width in _rules(subject):
        white = any(colour.white for colour, _ in event.rule_colours)
        if white and width < least and sheet.beneath.inked(event):
            yield sheet.fault(f"a white line of {width:g} pt over something", event)


def _coloured_line(subject: Subject, limits: Limits) -> Iterator[Fault]:
    least = limits["least_pt"]
    for sheet, event, width in _rules(subject):
        inks = max((len(colour.inks or ()) for colour, _ in event.rule_colours), default=0)
        if inks > 1 and width < least:
            yield sheet.fault(f"a line of {width:g} pt in {inks} inks", event)


CHECKS: dict[str, Check] = {
    "R0014": _courier,
    "R0015": _rich_black,
    "R0016": _white_text,
    "R0017": _coloured_text,
    "R0018": _white_line,
    "R0019": _coloured_line,
}
