"""GWG rules about colours: spots, registration, RGB and profiles, groups: R0020 to R0030."""

from __future__ import annotations

from collections.abc import Iterator

from layout.preflight.content.colour import ALL, NONE, PROCESS, Space
from layout.preflight.content.events import Event, Group, Image
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Check, Sheet, Subject

_NO_INK_OF_ITS_OWN = {*PROCESS, ALL, NONE}


def _painted_in(subject: Subject) -> Iterator[tuple[Sheet, Space, Event]]:
    """Each colour space that something is painted in; for an Indexed one or a pattern also that
    which it takes its colours from."""
    for sheet in subject.sheets:
        for space, event in sheet.spaces:
            yield sheet, space, event
            if space.family in ("Indexed", "Pattern") and space.base:
                yield sheet, space.base, event


def _spots(subject: Subject, limits: Limits) -> Iterator[Fault]:
    first: dict[str, tuple[Sheet, Event]] = {}
    for sheet, space, event in _painted_in(subject):
        if space.kind == "spot":
            for name in space.names:
                if name not in _NO_INK_OF_ITS_OWN:
                    first.setdefault(name, (sheet, event))
    if len(first) > limits["most"]:
        for name, (sheet, event) in first.items():
            yield sheet.fault(f"spot colour {name[:60]}", event)


def _registration(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, space, event in _painted_in(subject):
        if space.kind == "spot" and ALL in space.names:
            yield sheet.fault("something is painted in the registration colour (All)", event)


def _cmyk_only(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, space, event in _painted_in(subject):
        if space.family in ("DeviceRGB", "CalRGB", "CalGray", "ICCBased", "Lab"):
            yield sheet.fault(f"{_what(event)} in {_called(space)}", event)


def _rgb_images_only(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, space, event in _painted_in(subject):
        if space.family not in ("DeviceRGB", "CalRGB", "CalGray", "ICCBased", "Lab"):
            continue
        tagged = space.family != "DeviceRGB" and space.kind in ("rgb", "lab")
        if not (tagged and isinstance(event, Image)):
            yield sheet.fault(f"{_what(event)} in {_called(space)}", event)


def _called(space: Space) -> str:
    if space.family != "ICCBased":
        return space.family
    return f"{space.kind.upper() if space.kind in ('rgb', 'cmyk') else space.kind} by a profile"


def _what(event: Event) -> str:
    kind = type(event).__name__
    return {"Path": "an area or line", "Text": "text", "Image": "an image"}.get(kind, "a shading")


def _groups(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet in subject.sheets:
        for event in sheet.page.events:
            if not isinstance(event, Group) or event.space is None:
                continue
            family = event.space.family
            mask = event.use == "luminosity" and family == "DeviceGray"
            if family != "DeviceCMYK" and not mask:
                whose = "page is" if event.use == "page" else "part is"
                yield sheet.fault(f"the {whose} blended in {_called(event.space)}", event)


def _ink(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet in subject.sheets:
        most = subject.most_ink(sheet.page)
        if most is not None and most <= limits["percent"]:
            continue
        inks = subject.inks(sheet.page)
        if not inks.counted:
            yield Fault(f"its ink was not counted: {inks.why}", sheet.page.number)
            continue
        for heavy in inks.heaviest(limits["percent"], limits["square_mm"]):
            found = f"{heavy.percent:.0f} % ink in a square of {limits['square_mm']:g} mm"
            yield Fault(found, sheet.page.number, heavy.box)


CHECKS: dict[str, Check] = {
    "R0020": _spots,
    "R0024": _registration,
    "R0026": _ink,
    "R0027": _cmyk_only,
    "R0028": _rgb_images_only,
    "R0030": _groups,
}
