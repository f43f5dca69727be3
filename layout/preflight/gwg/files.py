"""GWG rules about the file, its pages and their boxes: R0002 to R0006, R0034, R0035."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from layout.preflight.geometry import MM, Box
from layout.preflight.opened.icc import profile_of
from layout.preflight.opened.numbers import real
from layout.preflight.opened.output_intents import press_intents
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Check, Subject

_SAME = 0.01
"""Points by which two boxes may differ and still be one: what is left of rounding."""


def _user_unit(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet in subject.sheets:
        if "/UserUnit" in sheet.page.leaf.own:
            unit = real(sheet.page.leaf.own.get("/UserUnit"))
            yield sheet.fault(f"the page has a UserUnit of {unit:g}")


def _crop_box(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet in subject.sheets:
        crop, media = sheet.page.leaf.box("/CropBox"), sheet.page.leaf.media
        if crop and any(abs(a - b) > _SAME for a, b in zip(crop, media, strict=True)):
            yield sheet.fault(f"its CropBox is {_size(crop)}, its MediaBox {_size(media)}")


def _one_size(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet in subject.sheets:
        first, trim = subject.sheets[0].page.trim, sheet.page.trim
        off = max(abs(trim.width - first.width), abs(trim.height - first.height))
        if off > _SAME:
            yield sheet.fault(f"its TrimBox is {_size(trim)}, that of page 1 {_size(first)}")
        turn = real(sheet.page.leaf.get("/Rotate"))
        if turn:
            yield sheet.fault(f"the page is turned by {turn:g} degrees")


def _no_ink(subject: Subject, limits: Limits) -> Iterator[Fault]:
    for sheet in subject.sheets:
        if subject.is_inked(sheet.page):
            continue
        inks = subject.inks(sheet.page)
        if inks.counted and not inks.any:
            yield sheet.fault("there is no ink on the page")


def _one_page(subject: Subject, limits: Limits) -> Iterator[Fault]:
    count = len(subject.sheets)
    if count != limits.get("pages", 1):
        yield Fault(f"the file has {count} pages" if count else "the file has no pages")


def _layers(subject: Subject, limits: Limits) -> Iterator[Fault]:
    layers = subject.pdf.Root.get("/OCProperties")
    if isinstance(layers, pikepdf.Dictionary):
        configs = layers.get("/Configs")
        if not isinstance(configs, pikepdf.Array) or not len(configs):
            yield Fault("it has layers, and no list of their configurations (Configs)")


def _cmyk_intent(subject: Subject, limits: Limits) -> Iterator[Fault]:
    intents = press_intents(subject.pdf)
    if not intents:
        yield Fault("it has no output intent for print (GTS_PDFX)")
    for intent in intents:
        profile = profile_of(intent.get("/DestOutputProfile"))
        if profile is None:
            yield Fault("its output intent has no profile that can be read")
        elif profile.space != "CMYK":
            yield Fault(f"the profile of its output intent is {profile.space.strip()}")


def _size(box: Box) -> str:
    return f"{box.width / MM:.1f} x {box.height / MM:.1f} mm"


CHECKS: dict[str, Check] = {
    "R0002": _user_unit,
    "R0003": _crop_box,
    "R0004": _one_size,
    "R0005": _no_ink,
    "R0006": _one_page,
    "R0034": _layers,
    "R0035": _cmyk_intent,
}
