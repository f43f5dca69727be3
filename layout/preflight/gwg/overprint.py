"""GWG rules about what must overprint, and what must not: R0007 to R0013.

A limit "below 12 pt" does not include 12. Where a rule says overlapping, see `beneath.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from layout.preflight.content.colour import Colour
from layout.preflight.content.events import Event, Look, Path, Text
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Check, Sheet, Subject

_Kind = TypeVar("_Kind", bound=Event)


def _each(subject: Subject, kind: type[_Kind]) -> Iterator[tuple[Sheet, _Kind, Colour, bool]]:
    """Each thing of a kind with each of its colours, and whether that overprints."""
    for sheet, event in subject.painted(kind):
        for colour, overprints in event.colours:
            yield sheet, event, colour, overprints


def _white_text(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, event, colour, overprints in _each(subject, Text):
        if overprints and colour.white and sheet.beneath.inked(event):
            yield sheet.fault("white text overprints, and is lost on what is under it", event)


def _white_path(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, event, colour, overprints in _each(subject, Path):
        if overprints and colour.white and sheet.beneath.inked(event):
            yield sheet.fault("a white area overprints, and is lost on what is under it", event)


def _knocks_out(colour: Colour, overprints: bool, look: Look) -> bool:
    """Whether solid black that is no grey leaves a hole in the inks under it. In process colour it
    overprints in mode 1 only: in mode 0 its three other inks are painted as nothing."""
    if colour.space.kind == "gray" or not colour.black_only:
        return False
    lasting = colour.space.kind != "cmyk" or look.overprint_mode == 1
    return not (overprints and lasting)


def _black_text(subject: Subject, limits: Limits) -> Iterator[Fault]:
    below = limits["below_pt"]
    for sheet, event, colour, overprints in _each(subject, Text):
        if event.size >= below:
            continue
        if _knocks_out(colour, overprints, event.look) and sheet.beneath.inked(event, "Black"):
            found = f"black text of {event.size:g} pt does not overprint what is under it"
            yield sheet.fault(found, event)


def _thin_rules(
    subject: Subject, limits: Limits
) -> Iterator[tuple[Sheet, Path, float, Colour, bool]]:
    """Each rule below a width, with its width, its colours, and whether these overprint."""
    for sheet, event in subject.painted(Path):
        width = event.rule_width
        if width is not None and width < limits["below_pt"]:
            for colour, overprints in event.rule_colours:
                yield sheet, event, width, colour, overprints


def _black_line(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, event, width, colour, overprints in _thin_rules(subject, limits):
        if _knocks_out(colour, overprints, event.look) and sheet.beneath.inked(event, "Black"):
            found = f"a black line of {width:g} pt does not overprint what is under it"
            yield sheet.fault(found, event)


def _is_device_gray(colour: Colour) -> bool:
    return colour.space.family == "DeviceGray" and not colour.white


def _gray_text(subject: Subject, limits: Limits) -> Iterator[Fault]:
    below = limits["below_pt"]
    for sheet, event, colour, _ in _each(subject, Text):
        if event.size < below and _is_device_gray(colour) and sheet.beneath.inked(event, "Black"):
            yield sheet.fault(f"text below {below:g} pt in DeviceGray over something", event)


def _gray_line(subject: Subject, limits: Limits) -> Iterator[Fault]:
    below = limits["below_pt"]
    for sheet, event, _, colour, _ in _thin_rules(subject, limits):
        if _is_device_gray(colour) and sheet.beneath.inked(event, "Black"):
            yield sheet.fault(f"a line below {below:g} pt in DeviceGray over something", event)


def _gray_overprints(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, event, colour, overprints in _each(subject, Event):
        gray = colour.space.family == "DeviceGray"
        if overprints and gray and sheet.beneath.inked(event, "Black"):
            yield sheet.fault("something in DeviceGray overprints what is under it", event)


CHECKS: dict[str, Check] = {
    "R0007": _white_text,
    "R0008": _white_path,
    "R0009": _black_text,
    "R0010": _black_line,
    "R0011": _gray_text,
    "R0012": _gray_line,
    "R0013": _gray_overprints,
}
