"""GWG rules about the resolution of images on the page: R0031 to R0033.

A limit must be exceeded: an image of 99 pixels an inch is not "greater than 99".
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.preflight.content.events import Image
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Check, Sheet, Subject
from slots.finding import Severity

_EDGE = 1.0
"""Points by which a scan may fall short of the trim and still be the page."""


def _one_bit(image: Image) -> bool:
    if image.stencil:
        return True
    return image.bits == 1 and image.space is not None and image.space.components == 1


def _too_coarse(sheet: Sheet, image: Image, what: str, limits: Limits) -> Iterator[Fault]:
    """Below the limit for errors, or else below that for warnings."""
    for weight, severity in (("error", Severity.ERROR), ("warning", Severity.WARNING)):
        limit = limits.get(f"{weight}_ppi")
        if limit is not None and image.ppi <= limit:
            found = f"{what} of {image.ppi:.0f} pixels an inch, not more than {limit:g}"
            yield sheet.fault(found, image, severity)
            return


def _continuous(subject: Subject, limits: Limits) -> Iterator[Fault]:
    exempt = limits["exempt_px"]
    for sheet, image in subject.painted(Image):
        small = image.width <= exempt and image.height <= exempt
        if not _one_bit(image) and not small:
            yield from _too_coarse(sheet, image, "an image", limits)


def _line_art(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet, image in subject.painted(Image):
        if _one_bit(image):
            yield from _too_coarse(sheet, image, "an image of one bit", limits)


def _rasterised(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet in subject.sheets:
        if len(sheet.painted) == 1 and isinstance(sheet.painted[0], Image):
            image = sheet.painted[0]
            if sheet.page.trim.within(image.box, _EDGE):
                yield from _too_coarse(sheet, image, "the page is one image", limits)


CHECKS: dict[str, Check] = {
    "R0031": _continuous,
    "R0032": _line_art,
    "R0033": _rasterised,
}
