"""The proof: each page with its boxes, its images and their resolution, where there is much ink,
and what breaks a rule; beside it a legend.

    ┌─ MediaBox ───────────────┬─ margin ───────┐
    │ ┌─ TrimBox ────────────┐ │ ad.pdf, page 1 │
    │ │   ┌ 142 ppi ┐  ▓▓▓   │ │ Cyan 12 %  ... │    1, 2, ... mark what the legend says
    │ │   └─────────┘  ▓▓▓ 1 │ │ 1 R0026: ...   │
    └─┴──────────────────────┴─┴────────────────┘

Letters are those that every reader of PDF has (Helvetica): a proof is looked at, not printed from.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pikepdf

from layout.preflight.content.colour import PROCESS
from layout.preflight.content.events import Image
from layout.preflight.content.pages import WalkedPage, walk_pages
from layout.preflight.findings import in_words
from layout.preflight.geometry import MM, Box, Matrix
from layout.preflight.ink.coverage import CELL_MM, Coverage, coverage_of
from layout.preflight.opened.pdf import Unopenable, opened
from layout.preflight.proof.marks import Pen
from layout.preflight.run import Broken, Verdict
from slots.files.decoding import Undecodable, decoding
from slots.finding import Severity

MARGIN = 220.0
"""Points of the margin beside a page."""

_INSET = 10.0
_SQUARE_MM = 15.0
_SHADED = 200.0
"""Per cent of ink from which a place is shaded; at 300 it is shaded fully."""

_MOST_LINES = 60
_RED, _ORANGE, _GREY = (0.85, 0.0, 0.0), (0.9, 0.5, 0.0), (0.4, 0.4, 0.4)
_BOXES = (
    ("/MediaBox", (0.5, 0.5, 0.5)),
    ("/CropBox", (0.6, 0.0, 0.6)),
    ("/BleedBox", (0.0, 0.3, 0.9)),
    ("/TrimBox", (0.0, 0.6, 0.2)),
    ("/ArtBox", (0.0, 0.6, 0.6)),
)
_COLOUR = {Severity.ERROR: _RED, Severity.WARNING: _ORANGE, Severity.INFO: _GREY}


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """A page as it is drawn: `seen` takes its own space to that of the proof's page."""

    page: WalkedPage
    inks: Coverage
    seen: Matrix
    sheet: Box
    trim: Box


class Proofed(NamedTuple):
    """A file that is drawn: its name, its bytes, and what a profile made of it."""

    name: str
    data: bytes
    verdict: Verdict


class _Line(NamedTuple):
    """A line of the legend, with its colour in shares of red, green and blue."""

    text: str
    colour: tuple[float, float, float]


def proof_of(files: Sequence[Proofed]) -> bytes:
    """A PDF with all pages of files, by their names, and what was found. A file that cannot be
    opened has a page that says so."""
    proof = pikepdf.new()
    for name, data, verdict in files:
        try:
            with opened(data) as pdf:
                pages = tuple(walk_pages(pdf))
                inks = coverage_of(data, pages)
                for page in pages:
                    _page(proof, name, _shown(page, inks[page.number]), verdict)
        except Unopenable as error:
            pen = Pen()
            pen.text(_INSET, 380, f"{name}: {error.why}", 9, _RED)
            _add(proof, Box(0, 0, 595, 400), pen, {})
    written = io.BytesIO()
    proof.save(written, deterministic_id=True)
    return written.getvalue()


def _shown(page: WalkedPage, inks: Coverage) -> _Shown:
    media = page.leaf.media
    seen = {
        0: Matrix(1, 0, 0, 1, -media.left, -media.foot),
        1: Matrix(0, -1, 1, 0, -media.foot, media.right),
        2: Matrix(-1, 0, 0, -1, media.right, media.top),
        3: Matrix(0, 1, -1, 0, media.top, -media.left),
    }[page.leaf.quarters]
    return _Shown(page, inks, seen, seen.box(media), seen.box(page.trim))


def _page(proof: pikepdf.Pdf, name: str, shown: _Shown, verdict: Verdict) -> None:
    pen, resources = Pen(), {}
    form = _form(proof, shown.page)
    if form is not None:
        resources["/Page"] = form
        pen.placed("/Page", shown.seen)
    shade = _shade(proof, shown.inks)
    if shade is not None:
        resources["/Ink"] = shade
        trim = shown.page.trim
        square = Matrix(trim.width, 0, 0, trim.height, trim.left, trim.foot)
        pen.placed("/Ink", square.then(shown.seen))
    _boxes(pen, shown)
    _images(pen, shown)
    broken = [each for each in verdict.broken if each.page in (None, shown.page.number)]
    _marks(pen, shown, broken)
    wide = Box(0, 0, shown.sheet.width + MARGIN, max(shown.sheet.height, 300.0))
    _legend(pen, wide, [*_head(name, shown), *_lines(broken)])
    _add(proof, wide, pen, resources)


def _add(proof: pikepdf.Pdf, sheet: Box, pen: Pen, resources: dict[str, pikepdf.Object]) -> None:
    page = proof.add_blank_page(page_size=(sheet.width, sheet.height))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(resources)
    )
    page.Contents = proof.make_stream(pen.content())


def _form(proof: pikepdf.Pdf, page: WalkedPage) -> pikepdf.Object | None:
    """The page as a form of the proof, None where it cannot be taken over."""
    try:
        with decoding():
            form = pikepdf.Page(page.leaf.own).as_form_xobject(handle_transformations=False)
            form["/BBox"] = pikepdf.Array(list(page.leaf.media))
            resources = page.leaf.get("/Resources")
            if "/Resources" not in form and resources is not None:
                form["/Resources"] = resources
            return proof.copy_foreign(form)
    except Undecodable:
        return None


def _shade(proof: pikepdf.Pdf, inks: Coverage) -> pikepdf.Object | None:
    """Red where there is much ink, the more the denser."""
    if not inks.counted or not inks.grid.size:
        return None
    dense = np.clip((inks.grid - _SHADED) / 100, 0, 1)
    if not float(np.max(dense)):
        return None
    alpha = np.rint(dense * 170).astype(np.uint8)
    mask = _pixels(proof, alpha, "/DeviceGray")
    red = np.zeros((1, 1, 3), np.uint8)
    red[0, 0, 0] = 220
    image = _pixels(proof, red, "/DeviceRGB")
    image["/SMask"] = mask
    return image


def _pixels(proof: pikepdf.Pdf, pixels: np.ndarray, space: str) -> pikepdf.Stream:
    return proof.make_stream(
        np.ascontiguousarray(pixels).tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=int(pixels.shape[1]),
        Height=int(pixels.shape[0]),
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name(space),
    )


def _boxes(pen: Pen, shown: _Shown) -> None:
    for number, (key, colour) in enumerate(_BOXES):
        found = shown.page.leaf.box(key)
        if found:
            box = shown.seen.box(found)
            pen.frame(box, colour, 0.6)
            pen.text(box.left + 2 + 48 * number, box.top - 6, key[1:], 5, colour)


def _images(pen: Pen, shown: _Shown) -> None:
    """Images with their resolution."""
    for event in shown.page.painted():
        if isinstance(event, Image) and min(event.box.width, event.box.height) > 4:
            box = shown.seen.box(event.box)
            pen.frame(box, _GREY, 0.4)
            pen.text(box.left + 2, box.foot + 2, f"{event.ppi:.0f} ppi", 5, _GREY)


def _marks(pen: Pen, shown: _Shown, broken: Sequence[Broken]) -> None:
    """The places of what is broken, by the numbers of the legend."""
    unit = shown.page.leaf.unit
    for number, each in enumerate(broken, 1):
        for place in each.places if each.page else ():
            left = shown.trim.left + place.x * MM / unit
            top = shown.trim.top - place.y * MM / unit
            wide, deep = place.width * MM / unit, place.depth * MM / unit
            colour = _COLOUR[each.severity]
            pen.frame(Box(left, top - deep, left + wide, top), colour, 0.8)
            pen.tag(left, top, str(number), colour)


def _head(name: str, shown: _Shown) -> Iterator[_Line]:
    """What the legend says of the page itself."""
    trim, black = shown.trim, (0.0, 0.0, 0.0)
    yield _Line(f"{name}, page {shown.page.number}", black)
    yield _Line(f"trim {trim.width / MM:.1f} x {trim.height / MM:.1f} mm", black)
    if shown.inks.counted:
        most = shown.inks.most(_SQUARE_MM)
        yield _Line(f"most ink in {_SQUARE_MM:g} mm: {most:.0f} %", black)
        yield _Line(f"shaded: over {_SHADED:g} % (cells of {CELL_MM:g} mm)", _RED)
    else:
        yield _Line(f"ink not counted: {shown.inks.why}", _RED)
    yield _Line(f"inks: {', '.join(_inks(shown.page)) or 'none known'}", black)
    yield _Line("", black)


def _inks(page: WalkedPage) -> list[str]:
    """The inks that something is painted in: process inks first."""
    found: set[str] = set()
    for event in page.painted():
        for colour, _ in event.colours:
            found |= {name for name, _ in colour.inks or ()}
    for space, _ in page.spaces():
        found |= set(space.names)
        found |= set(PROCESS) if space.kind == "cmyk" else set()
    return [*(ink for ink in PROCESS if ink in found), *sorted(found - set(PROCESS))]


def _lines(broken: Sequence[Broken]) -> Iterator[_Line]:
    for number, each in enumerate(broken, 1):
        where = "" if each.page else " (file)"
        yield _Line(f"{number} {in_words(each)}{where}", _COLOUR[each.severity])


def _legend(pen: Pen, sheet: Box, lines: Sequence[_Line]) -> None:
    pen.fill(Box(sheet.right - MARGIN, 0, sheet.right, sheet.top), (1.0, 1.0, 1.0))
    down = sheet.top - 2 * _INSET
    left = sheet.right - MARGIN + _INSET
    broken_up = [(part, colour) for text, colour in lines for part in _folded(text)]
    for text, colour in broken_up[:_MOST_LINES]:
        pen.text(left, down, text, 7, colour)
        down -= 9
        if down < _INSET:
            return


def _folded(text: str, most: int = 54) -> list[str]:
    """A text in lines of so many characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("   ")
        lines[-1] += f"{' ' if lines[-1].strip() else ''}{word[:most]}"
    return lines
