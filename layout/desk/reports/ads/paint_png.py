"""A drawing as a PNG, painted twice as large and scaled down, so that its edges are soft."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from layout.desk.reports.ads.drawing import PAPER, Box, Drawing, Mark, Ring, Stroke, Words
from layout.desk.reports.ads.lettering import Letters
from layout.page.format import INCH

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

_DPI, _LARGER = 150, 2
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_DASH, _GAP = 2_000, 1_400


def png_of(drawing: Drawing, letters: Letters) -> bytes:
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
