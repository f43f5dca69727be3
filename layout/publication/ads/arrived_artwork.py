"""Artwork as it arrives, before an ad has it: what it is, and what of it does not suit the ad.

bytes ──a first look──▶ kind, size     ──the booked size──▶ shape, scale, dots an inch
      ──preflight, PDF only──▶ boxes, colours, fonts, by the publication's profile; where it has
                               none, by that of newspapers, as notes
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from layout.preflight.content.colour import Colour
from layout.preflight.content.events import Event, Image, Shading
from layout.preflight.content.pages import walk_pages
from layout.preflight.findings import finding_of
from layout.preflight.opened.pdf import Unopenable, opened
from layout.preflight.profile import profile_named
from layout.preflight.run import preflight
from layout.press.pictures.artwork import Artwork, sound_artwork
from layout.publication.ads.artwork_files import ArtworkCache, artwork_findings
from layout.publication.ads.book_file import sheet_as_published
from layout.publication.ads.preflighted import profile_of
from layout.publication.settings.newsgrid_toml import House
from layout.story.pictures.pixels import glance
from layout.story.pictures.unreadable import Unreadable
from layout.work.terminal.report import counted
from layout.work.writing.temporaries import temporary_folder
from slots.book.ad_size import columns_of, in_mm
from slots.book.booking import Booking
from slots.book.sheet import Sheet
from slots.finding import Finding, Severity, Where, bad_input
from slots.units import MPT_PER, Unit

_USUAL = "gwg-2022-newspaper"
"""The profile that artwork is held against where the publication asks for none."""

_SCALED = 0.02
"""Share by which artwork may be larger or smaller than its ad before it is told."""

_NEUTRAL = 0.02
"""By how much the parts of a colour of light may differ, of 1, and it still be grey."""

_GREY_MODES = ("1", "L", "LA", "I", "I;16", "F")


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a file of artwork is: its kind, what is to be known of it, for people, whether it has
    colours, the size of an ad that it would fill ("": none has its width), and what does not suit
    the ad."""

    kind: str
    facts: tuple[str, ...]
    coloured: bool
    size: str
    findings: tuple[Finding, ...]


def arrived(house: House, name: str, data: bytes, booking: Booking | None, colour: bool) -> Arrived:
    """A file of artwork by its `name` and bytes, for a booking (None: its size is not known yet),
    which may be for pages in `colour` alone. Raises BadInput where it cannot be printed."""
    with temporary_folder() as folder:
        file = Path(folder) / "artwork"
        file.write_bytes(data)
        try:
            artwork = sound_artwork(file)
        except Unreadable as error:
            told = f"{name} {error.why}"
            raise bad_input("no-artwork", told, Where(name), error.hint) from None
        sheet = sheet_as_published(house)
        booked = replace(booking, artwork=name) if booking else None
        found = list(_against(booked, artwork, file, sheet)) if booked else []
    if artwork.kind == "PDF":
        facts, coloured, more = _document(house, data, name)
        found += more
    else:
        facts, coloured = _picture(artwork, data, booked, sheet)
    if coloured and not colour and house.publication.print_plan.colour:
        message = "it has colours, and may come to stand on a page that is printed in black"
        hint = "say that it is only for a page in colour, or let it be printed in black"
        found.append(Finding("artwork-colour", Severity.WARNING, message, Where(name), hint))
    return Arrived(artwork.kind, facts, coloured, _size_of(artwork, sheet), tuple(found))


def _against(booking: Booking, artwork: Artwork, file: Path, sheet: Sheet) -> Iterator[Finding]:
    """What of artwork does not suit the size that is booked."""
    known = f"{booking.id} ({booking.advertiser}): "
    for one in artwork_findings(booking, file, sheet, ArtworkCache()):
        yield replace(one, message=one.message.removeprefix(known))
    width = sheet.width(booking.columns, booking.double_truck)
    across = artwork.proportions[0] * 1000  # of a PDF, points
    if artwork.kind == "PDF" and across > 0 and abs(width / across - 1) > _SCALED:
        share = round(100 * min(width / across, booking.depth / (artwork.proportions[1] * 1000)))
        message = f"it is printed at {share} % of its size, which is {_paper(artwork)}"
        hint = "have it made as large as it was booked, or book another size"
        yield Finding("artwork-scaled", Severity.INFO, message, booking.where, hint)


def _paper(artwork: Artwork) -> str:
    across, down = (round(side * 1000) for side in artwork.proportions)
    return f"{in_mm(across).removesuffix(' mm')} x {in_mm(down)}"


def _size_of(artwork: Artwork, sheet: Sheet) -> str:
    """The size of an ad that is as wide and deep as a PDF: pictures have no size on paper."""
    if artwork.kind != "PDF":
        return ""
    across, down = (round(side * 1000) for side in artwork.proportions)
    try:
        columns = columns_of(in_mm(across), sheet)
    except ValueError:
        return ""
    depth = in_mm(down).replace(" ", "")
    return f"{columns}x{depth}" if down >= MPT_PER[Unit.MM] else ""


# --- pictures ------------------------------------------------------------------------------------


def _picture(
    artwork: Artwork, data: bytes, booking: Booking | None, sheet: Sheet
) -> tuple[tuple[str, ...], bool]:
    """What is to be known of a picture, and whether it has colours."""
    across, down = artwork.proportions
    coloured = glance(data).mode not in _GREY_MODES
    facts = [artwork.kind, f"{across:,.0f} x {down:,.0f} px"]
    if booking:
        width = sheet.width(booking.columns, booking.double_truck)
        dots = min(across * 72_000 / width, down * 72_000 / booking.depth)
        facts.append(f"{dots:.0f} dots an inch")
    return (*facts, "in colour" if coloured else "in black"), coloured


# --- PDF -----------------------------------------------------------------------------------------


def _document(
    house: House, data: bytes, name: str
) -> tuple[tuple[str, ...], bool, tuple[Finding, ...]]:
    """What is to be known of a PDF, whether it has colours, and what it breaks of a profile."""
    profile, wrong = profile_of(house)
    asked = profile is not None
    profile = profile or profile_named(_USUAL)
    verdict = preflight(data, profile)
    told = [finding_of(broken, Where(name)) for broken in verdict.broken]
    if not asked:
        told = [replace(one, severity=Severity.INFO) for one in told]
    size = f"trimmed to {verdict.trim[0]:.1f} x {verdict.trim[1]:.1f} mm" if verdict.trim else ""
    coloured, dots = _seen(data)
    facts = (
        "PDF",
        size,
        counted(verdict.pages, "page") + (", of which the first is printed" * (verdict.pages > 1)),
        f"pictures of {dots:.0f} dots an inch" if dots else "",
        "in colour" if coloured else "in black",
        f"held against {profile.name}"
        if asked
        else f"looked at by {profile.name}, which is not asked for",
    )
    return tuple(filter(None, facts)), coloured, (*wrong, *told)


def _seen(data: bytes) -> tuple[bool, float]:
    """Whether the first page of a PDF has colours, and the dots an inch of its coarsest picture (0:
    it has none). Of a file that cannot be walked nothing is known: that is told by preflight."""
    try:
        with opened(data) as pdf:
            events = tuple(next(iter(walk_pages(pdf))).events)
    except (Unopenable, StopIteration):
        return True, 0
    dots = [one.ppi for one in events if isinstance(one, Image) and not one.stencil]
    return any(map(_is_coloured, events)), min(dots, default=0)


def _is_coloured(event: Event) -> bool:
    if any(_has_hue(colour) for colour, _ in event.colours):
        return True
    space = event.space if isinstance(event, Image | Shading) else None
    while space is not None and space.kind == "indexed":
        space = space.base
    return space is not None and not (space.kind == "gray" or set(space.names) == {"Black"})


def _has_hue(colour: Colour) -> bool:
    """Whether a colour is none between white and black."""
    if colour.pattern:
        return False
    if colour.inks is not None:
        return any(ink != "Black" for ink, _ in colour.inks)
    if colour.space.kind == "lab":
        return any(abs(value) > 1 for value in colour.values[1:])
    return max(colour.values, default=0) - min(colour.values, default=0) > _NEUTRAL
