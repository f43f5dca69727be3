"""The artwork of ads: whether it is inside the publication, can be printed, has the shape that was
booked, and is fine enough.
"""

from __future__ import annotations

from pathlib import Path

from layout.press.pictures.artwork import Artwork, open_artwork, sound_artwork
from layout.story.pictures.unreadable import Unreadable
from slots.book.ad_size import in_mm
from slots.book.booking import Booking
from slots.book.sheet import Sheet
from slots.files.door import inside
from slots.files.nearby import meant
from slots.finding import Finding, Severity

OFF = 20
"""Per mille by which the proportions of artwork and booking may differ without a finding: white of
that width beside an ad is hardly seen."""

COARSE = 100
"""Dots an inch below which a picture looks coarse on newsprint, whose screen has 85 lines an inch
or more."""

_INCH = 72_000  # millipoints


class ArtworkCache:
    """What is known of files of artwork, each looked at once in a run; where it is to be `sound`,
    each is decoded to its end as well."""

    def __init__(self, sound: bool = False) -> None:
        self._sound = sound
        self._known: dict[Path, Artwork | Unreadable] = {}

    def at(self, file: Path) -> Artwork:
        """What is known of a file. Raises Unreadable where it cannot be printed."""
        if file not in self._known:
            try:
                self._known[file] = (sound_artwork if self._sound else open_artwork)(file)
            except Unreadable as error:
                self._known[file] = error
        found = self._known[file]
        if isinstance(found, Unreadable):
            raise found
        return found


def artwork_of(
    booking: Booking, folder: Path, cache: ArtworkCache | None = None
) -> tuple[Path | None, Finding | None]:
    """The file of an ad's artwork, or None and why; a note then keeps the ad's place.

    A path starts from the publication's `folder`. An ad that names no file yet is a warning; a file
    that is named and cannot be printed is an error.
    """
    if not booking.artwork:
        hint = "name its file in the book's column artwork"
        return None, _finding("no-artwork", booking, "it has no artwork yet", hint)
    file = inside(folder / booking.artwork.replace("\0", ""), folder)
    named = f'artwork "{booking.artwork}"'
    if file is None:
        message = f"{named} lies outside the publication"
        hint = "put the file into its folder, and name it from there"
        return None, _finding("artwork-outside", booking, message, hint, Severity.ERROR)
    if not file.is_file():
        hint = "put the file there, or mend its path (it starts from the publication's folder)"
        message = f"{named} is not there{meant(booking.artwork, folder)}"
        return None, _finding("no-artwork", booking, message, hint, Severity.ERROR)
    problem = _unreadable(file, cache or ArtworkCache())
    if problem:
        return None, spoiled_artwork(booking, *problem)
    return file, None


def spoiled_artwork(booking: Booking, why: str, hint: str) -> Finding:
    """The finding for artwork that cannot be printed."""
    message = f'artwork "{booking.artwork}" {why}'
    return _finding("no-artwork", booking, message, hint, Severity.ERROR)


def artwork_findings(
    booking: Booking, file: Path, sheet: Sheet, cache: ArtworkCache | None = None
) -> tuple[Finding, ...]:
    """Whether artwork that can be read has another shape than was booked, or is too coarse."""
    artwork = (cache or ArtworkCache()).at(file)
    across, down = artwork.proportions
    width, depth = sheet.width(booking.columns, booking.double_truck), booking.depth
    booked = f"{in_mm(width)} x {in_mm(depth)}"
    findings = []
    off = 1000 * (across * depth) / (down * width) - 1000
    if not -OFF <= off <= OFF:
        message = f'artwork "{booking.artwork}" is {abs(off) / 10:.0f} % too '
        message += f"{'wide' if off > 0 else 'deep'} for the {booked} that are booked"
        hint = f"make it {width / depth:.3f} times as wide as deep, or book another size"
        findings.append(_finding("artwork-shape", booking, message, hint))
    dots = min(across * _INCH / width, down * _INCH / depth)
    if artwork.kind != "PDF" and dots < COARSE:
        message = f'artwork "{booking.artwork}" has {dots:.0f} dots an inch on {booked}'
        hint = f"at least {COARSE}, better 200: {_pixels(width)} x {_pixels(depth)} px"
        findings.append(_finding("artwork-coarse", booking, message, hint))
    return tuple(findings)


def _pixels(length: int) -> int:
    return round(length * 200 / _INCH)


def _unreadable(file: Path, cache: ArtworkCache) -> tuple[str, str] | None:
    """Why a file cannot be printed, and what helps; None where it can."""
    try:
        across, down = cache.at(file).proportions
    except Unreadable as error:
        return error.why, error.hint
    if across <= 0 or down <= 0:
        return "has no area", "save it again with a page size"
    return None


def _finding(
    code: str,
    booking: Booking,
    message: str,
    hint: str,
    severity: Severity = Severity.WARNING,
) -> Finding:
    text = f"{booking.id} ({booking.advertiser}): {message}"
    return Finding(code, severity, text, booking.where, hint)
