"""What PDF/X asks of colours: that each is told for the press the file was made for."""

from __future__ import annotations

from collections.abc import Iterator

from layout.preflight.content.colour import ALL, NONE, Space
from layout.preflight.content.events import Event, Group, Image, Text
from layout.preflight.opened.icc import COMPONENTS
from layout.preflight.pdfx.intents import intended
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Sheet, Subject

_PLAIN = ("DeviceGray", "DeviceCMYK", "Separation", "DeviceN", "Indexed", "Pattern")
_NEWEST_PROFILE = 4


def _used(subject: Subject, groups: bool = True) -> Iterator[tuple[Sheet, Space, Event]]:
    """Each colour space that something is painted in, and those it rests on but for what stands in
    for a profile; with `groups` those that groups are blended in too."""
    for sheet in subject.sheets:
        for space, event in sheet.spaces:
            for each in _told(space):
                yield sheet, each, event
        for event in sheet.page.events if groups else ():
            if isinstance(event, Group) and event.space:
                yield sheet, event.space, event


def _told(space: Space) -> Iterator[Space]:
    yield space
    if space.base and space.family != "ICCBased":
        yield from _told(space.base)


def device_colour(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """RGB and CMYK without a profile only where the output intent is of that kind."""
    found = intended(subject)
    press = found.space if found else ""
    for sheet, space, event in _used(subject):
        if space.family == "DeviceRGB" and press != "RGB ":
            yield sheet.fault("something is in DeviceRGB, and the output intent is not", event)
        if space.family == "DeviceCMYK" and press != "CMYK":
            yield sheet.fault("something is in DeviceCMYK, and the output intent is not", event)


def profiles(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Profiles that can be read, and fit the colours they are of."""
    for sheet, space, event in _used(subject):
        if space.family != "ICCBased":
            continue
        found = space.profile
        if found is None:
            yield sheet.fault("a colour has a profile that cannot be read", event)
        elif COMPONENTS.get(found.space) != space.components:
            told = f"a colour of {space.components} components has a profile of {found.space}"
            yield sheet.fault(told.strip(), event)
        elif found.version > _NEWEST_PROFILE:
            yield sheet.fault(f"a colour has a profile of ICC version {found.version}", event)


def profiles_overprint(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """No overprinting in mode 1 of CMYK by a profile."""
    for sheet, event in subject.painted(Event):
        for colour, overprints in event.colours:
            by_profile = colour.space.family == "ICCBased" and colour.space.kind == "cmyk"
            if by_profile and overprints and event.look.overprint_mode == 1:
                yield sheet.fault("something in CMYK by a profile overprints", event)


def spots_agree(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """A spot colour looks the same wherever it is shown by other inks."""
    first: dict[str, tuple[str, Space | None]] = {}
    for sheet, space, event in _used(subject, groups=False):
        if space.family != "Separation" or space.names[0] in (ALL, NONE):
            continue
        told = space.tint_key, space.base
        if first.setdefault(space.names[0], told) != told:
            yield sheet.fault(f"spot colour {space.names[0][:60]} is mixed in two ways", event)


def plain_colour(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """Only grey, CMYK and spot colours that are mixed of those."""
    for sheet, space, event in _used(subject):
        if space.family not in _PLAIN:
            yield sheet.fault(f"{_what(event)} in {space.family}", event)


def _what(event: Event) -> str:
    if isinstance(event, Group):
        return "a group is blended"
    return (
        "text" if isinstance(event, Text) else "an image" if isinstance(event, Image) else "paint"
    )
