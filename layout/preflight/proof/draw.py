"""The proof: each page with its boxes, its images and their resolution, where there is much ink,
and what breaks a rule; beside it a legend.

    ┌─ MediaBox ───────────────┬─ margin ───────┐
    │ ┌─ TrimBox ────────────┐ │ ad.pdf, page 1 │
    │ │   ┌──────────┐ ▓▓▓   │ │ TrimBox ... mm │    1, 2, ... mark what the legend says;
    │ │   └142 ppi───┘ ▓▓▓ 1 │ │ mean: C ...  % │    ▓ is red where there is more ink
    │ └──────────────────────┘ │ 1 R0026: ...   │    than the profile's limit
    └──────────────────────────┴────────────────┘

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
from layout.preflight.geometry import MM, NOTHING, Box, Matrix
from layout.preflight.ink.coverage import Coverage, coverage_of
from layout.preflight.opened.pdf import Unopenable, opened
from layout.preflight.opened.place import trim_mm
from layout.preflight.proof.marks import Pen
from layout.preflight.run import Broken, Verdict
from slots.files.decoding import Undecodable, decoding
from slots.finding import Severity

MARGIN = 300.0
"""Points of the margin beside a page."""

LONGEST = 700.0
"""Points of the longer side of a page as it is drawn: small ads are drawn larger than they are, so
that all letters can be read."""

_INSET = 10.0
_NEAR = 0.85
"""The part of the limit of ink from which a place is shaded lightly; over the limit it is fully."""

_LOWEST = 500.0
"""Points that a page of the proof is deep at least, for its legend."""

_MOST_LINES = 90
_LETTERS = 8.5
_RED, _ORANGE, _GREY = (0.85, 0.0, 0.0), (0.75, 0.4, 0.0), (0.4, 0.4, 0.4)
_PALE = (1.0, 1.0, 0.8)
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
    """A page as it is drawn: `seen` takes its own space to that of the proof's page, on which it is
    `scale` times as large."""

    page: WalkedPage
    inks: Coverage
    seen: Matrix
    sheet: Box
    trim: Box
    scale: float


class InkLimit(NamedTuple):
    """Over how many per cent of ink places are shaded, and the side of the squares in mm of which
    the heaviest is told."""

    percent: float = 245.0
    square_mm: float = 15.0


USUAL = InkLimit()


class Proofed(NamedTuple):
    """A file that is drawn: its name, its bytes, and what a profile made of it."""

    name: str
    data: bytes
    verdict: Verdict


class _Line(NamedTuple):
    """A line of the legend, with its colour in shares of red, green and blue."""

    text: str
    colour: tuple[float, float, float]


def proof_of(files: Sequence[Proofed], limit: InkLimit = USUAL) -> bytes:
    """A PDF with all pages of files, by their names, and what was found. A file that cannot be
    opened has a page that says so."""
    proof = pikepdf.new()
    for name, data, verdict in files:
        try:
            with opened(data) as pdf:
                pages = tuple(walk_pages(pdf))
                inks = coverage_of(data, pages)
                for page in pages:
                    _page(proof, name, _shown(page, inks[page.number]), verdict, limit)
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
    whole = seen.box(media)
    scale = LONGEST / max(whole.width, whole.height, 1.0)
    height = max(whole.height * scale, _LOWEST)
    seen = seen.then(Matrix(scale, 0, 0, scale, 0, height - whole.height * scale))
    return _Shown(page, inks, seen, seen.box(media), seen.box(page.trim), scale)


def _page(proof: pikepdf.Pdf, name: str, shown: _Shown, verdict: Verdict, limit: InkLimit) -> None:
    pen, resources = Pen(), {}
    form = _form(proof, shown.page)
    if form is not None:
        resources["/Page"] = form
        pen.placed("/Page", shown.seen)
    shade = _shade(proof, shown.inks, limit)
    if shade is not None:
        resources["/Ink"] = shade
        trim = shown.page.trim
        square = Matrix(trim.width, 0, 0, trim.height, trim.left, trim.foot)
        pen.placed("/Ink", square.then(shown.seen))
    _boxes(pen, shown)
    _images(pen, shown)
    broken = [each for each in verdict.broken if each.page in (None, shown.page.number)]
    _marks(pen, shown, broken)
    wide = Box(0, 0, shown.sheet.width + MARGIN, shown.sheet.top)
    _legend(pen, wide, [*_head(name, shown, limit), *_lines(broken)])
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


def _shade(proof: pikepdf.Pdf, inks: Coverage, limit: InkLimit) -> pikepdf.Object | None:
    """Red where there is more ink than the limit, pale where it comes near."""
    if not inks.counted or not inks.grid.size:
        return None
    near, over = inks.grid > limit.percent * _NEAR, inks.grid > limit.percent
    alpha = np.where(over, 190, np.where(near, 70, 0)).astype(np.uint8)
    if not int(np.max(alpha)):
        return None
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
    for key, colour in _BOXES:
        found = shown.page.leaf.box(key)
        if found:
            pen.frame(shown.seen.box(found), colour, 1.0)


def _images(pen: Pen, shown: _Shown) -> None:
    """Images with their resolution."""
    for event in shown.page.painted():
        box = shown.seen.box(event.box)
        if isinstance(event, Image) and min(box.width, box.height) > 12:
            words = f"{event.ppi:.0f} ppi"
            pen.frame(box, _GREY, 0.6)
            pen.fill(Box(box.left, box.foot, box.left + 4.6 * len(words) + 4, box.foot + 11), _PALE)
            pen.text(box.left + 3, box.foot + 3, words, 8, (0.0, 0.0, 0.0))


def _marks(pen: Pen, shown: _Shown, broken: Sequence[Broken]) -> None:
    """The places of what is broken, by the numbers of the legend."""
    size = MM * shown.scale / shown.page.leaf.unit
    for number, each in enumerate(broken, 1):
        for place in each.places if each.page else ():
            left = shown.trim.left + place.x * size
            top = shown.trim.top - place.y * size
            wide, deep = place.width * size, place.depth * size
            colour = _COLOUR[each.severity]
            pen.frame(Box(left, top - deep, left + wide, top), colour, 0.8)
            pen.tag(left, top, str(number), colour)


def _head(name: str, shown: _Shown, limit: InkLimit) -> Iterator[_Line]:
    """What the legend says of the page itself."""
    black, inks, leaf = (0.0, 0.0, 0.0), shown.inks, shown.page.leaf
    yield _Line(f"{name}, page {shown.page.number}", black)
    wide, deep = trim_mm(leaf)
    yield _Line(f"trim {wide:.1f} x {deep:.1f} mm, drawn at {100 * shown.scale:.0f} %", black)
    for key, colour in _BOXES:
        box = shown.seen.box(leaf.box(key) or NOTHING)
        if leaf.box(key):
            size = MM * shown.scale / leaf.unit
            yield _Line(f"{key[1:]} {box.width / size:.1f} x {box.height / size:.1f} mm", colour)
    yield _Line("", black)
    if inks.counted:
        most, near = inks.most(limit.square_mm), _NEAR * limit.percent
        yield _Line(f"most ink in {limit.square_mm:g} mm: {most:.0f} %", black)
        yield _Line(f"red: over {limit.percent:g} %; pale: over {near:.0f} %", _RED)
        means = zip("CMYK", inks.plates, strict=True)
        yield _Line(f"mean: {', '.join(f'{ink} {mean:.1f}' for ink, mean in means)} %", black)
    else:
        yield _Line(f"ink not counted: {inks.why}", _RED)
    yield _Line(f"inks: {', '.join(_inks(shown.page)) or 'none by name (RGB or the like)'}", black)
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
        pen.text(left, down, text, _LETTERS, colour)
        down -= _LETTERS + 2.5
        if down < _INSET:
            return


def _folded(text: str, most: int = 62) -> list[str]:
    """A text in lines of so many characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("   ")
        lines[-1] += f"{' ' if lines[-1].strip() else ''}{word[:most]}"
    return lines
