"""The sheets of an ad plan as a file: PDF with a page for each, SVG or PNG with all in one.

An SVG is small, exact, and the same for browsers and for WeasyPrint; a PNG is painted twice as
large and scaled down, so that its edges are soft.
"""

from __future__ import annotations

import base64
import datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from layout.desk.reports.ads.drawing import PAPER, Box, Drawing, Letters, Mark, Ring, Stroke, Words
from layout.desk.reports.ads.thumbnail_sheets import HEIGHT, WIDTH, sheets_of, stacked_up
from layout.edition.stacked_ads import Stacked
from layout.page.format import INCH
from layout.press.ink.pdf_operators import pt

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

_NO_DATE = datetime.date(2000, 1, 1)
"""Of the PDF of an edition that has no date: the same plan gives the same bytes."""

_FAMILY = "press-sans"
"""The family in CSS of all words: the sans of the theme, as `layout.press.frames.print_faces` names
it."""

_DASHES = "2 1.4"

_DPI, _LARGER = 150, 2
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_DASH, _GAP = 2_000, 1_400


def proof_of(work: Stacked, kind: str) -> bytes:
    """The sheets as a file of a kind, ".pdf", ".svg" or ".png"."""
    letters = Letters(work.theme, work.foundry)
    sheets = sheets_of(work, letters)
    if kind == ".pdf":
        return _pdf(tuple(svg_of(sheet) for sheet in sheets), work)
    whole = stacked_up(sheets)
    if kind == ".png":
        return _png_of(whole, letters)
    return svg_of(whole, _fonts(svg_of(whole), letters)).encode()


def _fonts(markup: str, letters: Letters) -> str:
    """The fonts of an SVG inside of it, cut down to the characters it has."""
    from layout.web.html.web_fonts import cut_font

    signs = "".join(sorted(set(markup)))
    rules = []
    for bold in (False, True):
        data = base64.b64encode(cut_font(letters.face(bold), signs)).decode()
        weight = 700 if bold else 400
        rules.append(
            f'@font-face{{font-family:"{_FAMILY}";font-weight:{weight};'
            f"src:url(data:font/woff2;base64,{data})}}"
        )
    return "".join(rules)


def _pdf(markups: tuple[str, ...], work: Stacked) -> bytes:
    """A page for each sheet."""
    from layout.press.frames.skeleton import Frame, frames_pdfs

    frames = tuple(Frame("picture", markup, WIDTH, HEIGHT) for markup in markups)
    paper = work.publication
    pdfs = frames_pdfs(frames, work.theme, work.foundry, paper.date or _NO_DATE, paper.language)
    return pdfs[0] if len(pdfs) == 1 else _joined(pdfs)


def _joined(pdfs: tuple[bytes, ...]) -> bytes:
    from io import BytesIO

    import pikepdf

    with pikepdf.new() as whole:
        for data in pdfs:
            with pikepdf.open(BytesIO(data)) as part:
                whole.pages.extend(part.pages)
        out = BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def svg_of(drawing: Drawing, style: str = "") -> str:
    """The markup of a drawing; `style` is CSS for it, such as the fonts of a file on its own."""
    width, height = pt(drawing.width), pt(drawing.height)
    css = f"<style>{style}</style>" if style else ""
    marks = "\n".join(_svg_mark(mark) for mark in drawing.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" font-family="{_FAMILY}">{css}\n{marks}\n</svg>'
    )


def _svg_mark(mark: Mark) -> str:
    if isinstance(mark, Words):
        return _svg_words(mark)
    if isinstance(mark, Box):
        return _svg_box(mark)
    line = f'fill="none" stroke="{mark.colour}" stroke-width="{pt(mark.thickness)}"'
    if isinstance(mark, Ring):
        return f'<circle cx="{pt(mark.x)}" cy="{pt(mark.y)}" r="{pt(mark.radius)}" {line}/>'
    return f'<path d="{_svg_path(mark)}" {line}/>'


def _svg_path(stroke: Stroke) -> str:
    points = [f"{pt(x)} {pt(y)}" for x, y in stroke.points]
    return f"M{' L'.join(points)}"


def _svg_box(box: Box) -> str:
    dash = f' stroke-dasharray="{_DASHES}"' if box.dashed else ""
    line = f' stroke="{box.line}" stroke-width="{pt(box.thickness)}"{dash}' if box.line else ""
    return (
        f'<rect x="{pt(box.x)}" y="{pt(box.y)}" width="{pt(box.width)}" height="{pt(box.height)}" '
        f'fill="{box.fill or "none"}"{line}/>'
    )


def _svg_words(words: Words) -> str:
    weight = ' font-weight="700"' if words.bold else ""
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    return (
        f'<text x="{pt(words.x)}" y="{pt(words.y)}" font-size="{pt(words.size)}" '
        f'fill="{words.colour}"{weight}{anchor}>{escape(words.text)}</text>'
    )


def _png_of(drawing: Drawing, letters: Letters) -> bytes:
    """The picture of a drawing at 150 dots an inch."""
    from PIL import Image, ImageDraw

    painter = _Painter(letters)
    size = painter.px(drawing.width), painter.px(drawing.height)
    image = Image.new("RGB", size, PAPER)
    canvas = ImageDraw.Draw(image)
    for mark in drawing.marks:
        painter.paint(mark, canvas)
    small = image.resize((size[0] // _LARGER, size[1] // _LARGER), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "PNG", dpi=(_DPI, _DPI))
    return out.getvalue()


class _Painter:
    """Paints marks with Pillow; opens each size of a face once."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self._fonts: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}

    def px(self, length: int) -> int:
        """Millipoints in pixels of the large picture."""
        return round(length * _DPI * _LARGER / INCH)

    def paint(self, mark: Mark, canvas: ImageDraw.ImageDraw) -> None:
        """One mark."""
        if isinstance(mark, Words):
            place, anchor = (self.px(mark.x), self.px(mark.y)), _ANCHORS[mark.anchor]
            canvas.text(place, mark.text, mark.colour, self._font(mark), anchor)
        elif isinstance(mark, Stroke):
            points = [(self.px(x), self.px(y)) for x, y in mark.points]
            canvas.line(points, mark.colour, self._line(mark.thickness))
        elif isinstance(mark, Ring):
            edges = (mark.x - mark.radius, mark.y - mark.radius)
            far = (mark.x + mark.radius, mark.y + mark.radius)
            area = [*map(self.px, edges), *map(self.px, far)]
            canvas.ellipse(area, outline=mark.colour, width=self._line(mark.thickness))
        else:
            self._box(mark, canvas)

    def _box(self, box: Box, canvas: ImageDraw.ImageDraw) -> None:
        left, top = self.px(box.x), self.px(box.y)
        right, foot = self.px(box.x + box.width), self.px(box.y + box.height)
        if right <= left or foot <= top:
            return
        width = self._line(box.thickness)
        if box.fill or (box.line and not box.dashed):
            line = box.line if box.line and not box.dashed else None
            area = (left, top, right, foot)
            canvas.rectangle(area, box.fill or None, line, width if line else 0)
        if box.line and box.dashed:
            for x in range(left, right, self.px(_DASH + _GAP)):
                end = min(x + self.px(_DASH), right)
                canvas.line([(x, top), (end, top)], box.line, width)
                canvas.line([(x, foot), (end, foot)], box.line, width)
            for y in range(top, foot, self.px(_DASH + _GAP)):
                end = min(y + self.px(_DASH), foot)
                canvas.line([(left, y), (left, end)], box.line, width)
                canvas.line([(right, y), (right, end)], box.line, width)

    def _line(self, thickness: int) -> int:
        return max(1, self.px(thickness))

    def _font(self, words: Words) -> ImageFont.FreeTypeFont:
        key = (words.size, words.bold)
        if key not in self._fonts:
            from PIL import ImageFont

            from layout.press.frames.font_instances import instance

            data = instance(self._letters.face(words.bold))
            layout = ImageFont.Layout.BASIC
            self._fonts[key] = ImageFont.truetype(
                BytesIO(data), self.px(words.size), layout_engine=layout
            )
        return self._fonts[key]
