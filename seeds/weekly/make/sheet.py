"""A sheet: an ad's artwork as shapes and measured lines of type, printed by WeasyPrint.

Lengths are points from the upper left corner. Every line is measured with the font it is set in, so
that copy is broken and sized here and nothing is left to the renderer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from layout.press.frames.print_faces import lift
from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut, TypeStyle

FRANKLIN, CONDENSED = "libre_franklin", "roboto_condensed"
NEWSREADER, SOURCE = "newsreader", "source_serif_4"
FONTS = {
    "f3": Cut(FRANKLIN, 300),
    "f4": Cut(FRANKLIN, 400),
    "f4i": Cut(FRANKLIN, 400, True),
    "f6": Cut(FRANKLIN, 600),
    "f8": Cut(FRANKLIN, 800),
    "f9": Cut(FRANKLIN, 900),
    "f9i": Cut(FRANKLIN, 900, True),
    "c3": Cut(CONDENSED, 300),
    "c4": Cut(CONDENSED, 400),
    "c7": Cut(CONDENSED, 700),
    "c9": Cut(CONDENSED, 900),
    "c9i": Cut(CONDENSED, 900, True),
    "n3": Cut(NEWSREADER, 300, optical=60),
    "n5": Cut(NEWSREADER, 500, optical=60),
    "n5i": Cut(NEWSREADER, 500, True, 60),
    "n8": Cut(NEWSREADER, 800, optical=60),
    "s3": Cut(SOURCE, 300, optical=60),
    "s4": Cut(SOURCE, 400, optical=9),
    "s4i": Cut(SOURCE, 400, True, 9),
    "s6": Cut(SOURCE, 600, optical=12),
    "s9": Cut(SOURCE, 900, optical=60),
    "s9i": Cut(SOURCE, 900, True, 60),
}
LEAST = 6.5  # points: smaller type is lost on newsprint
HUNDRED = 100_000


@dataclass
class Sheet:
    """An ad being drawn: `width` and `height` in points, parts in the order they are painted."""

    width: float
    height: float
    foundry: Foundry
    used: set[str] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)

    # Shapes

    def svg(self, markup: str) -> None:
        """Paint SVG elements whose units are the sheet's points."""
        self.parts.append(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:.3f}pt"'
            f' height="{self.height:.3f}pt"'
            f' viewBox="0 0 {self.width:.3f} {self.height:.3f}">{markup}</svg>'
        )

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str = "none",
        stroke: str = "",
        sw: float = 0.5,
        r: float = 0,
        dash: str = "",
    ) -> None:
        """A rectangle, filled, outlined or both; `r` rounds its corners."""
        line = f' stroke="{stroke}" stroke-width="{sw:g}"' if stroke else ""
        line += f' stroke-dasharray="{dash}"' if dash else ""
        self.svg(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}" rx="{r:g}"'
            f' fill="{fill}"{line}/>'
        )

    def hair(self, x: float, y: float, w: float, colour: str, sw: float = 0.5) -> None:
        """A level line."""
        self.svg(f'<path d="M{x:.2f} {y:.2f}h{w:.2f}" stroke="{colour}" stroke-width="{sw:g}"/>')

    def art(
        self, drawing: tuple[float, float, str], x: float, y: float, w: float, h: float
    ) -> None:
        """A drawing (width, height, SVG), as large as fits into a place, in its middle."""
        dw, dh, markup = drawing
        scale = min(w / dw, h / dh)
        dx, dy = x + (w - dw * scale) / 2, y + (h - dh * scale) / 2
        self.svg(f'<g transform="translate({dx:.2f} {dy:.2f}) scale({scale:.4f})">{markup}</g>')

    # Type

    def face(self, font: str) -> Face:
        """The face of one of FONTS."""
        return self.foundry.face(FONTS[font])

    def advance(self, text: str, font: str, track: float = 0) -> float:
        """The width of a line in ems; `track` is letterspacing in ems."""
        cut = FONTS[font]
        style = TypeStyle("ad", (cut, cut, cut, cut), HUNDRED, HUNDRED)
        face = self.foundry.face(cut)
        words = sum(self.foundry.word(word, cut, style).width for word in text.split(" ") if word)
        return words / HUNDRED + text.count(" ") * face.space / face.upem + track * len(text)

    def line(
        self,
        text: str,
        x: float,
        y: float,
        w: float,
        size: float,
        font: str,
        colour: str = "#111",
        align: str = "l",
        leading: float = 1.2,
        track: float = 0,
        turn: float = 0,
    ) -> float:
        """One line of type with capitals in the middle of its slot; its slot's height."""
        assert size >= LEAST - 0.01, f"{text!r} would be set in {size:.1f} pt"
        self.used.add(font)
        face = self.face(font)
        missing = self.foundry.missing(text, FONTS[font])
        assert not missing, f"{font} has no {missing!r}"
        slot = size * leading
        wide = (self.advance(text, font, track) - track) * size
        assert wide <= w + 0.6, f"{text!r} is {wide - w:.1f} pt too wide at {size:.1f} pt"
        left = x + {"l": 0, "c": (w - wide) / 2, "r": w - wide}[align]
        baseline = y + slot / 2 + face.cap_height / face.upem * size / 2
        top = baseline - lift(face, round(size * 1000), round(slot * 1000), 0) / 1000
        more = f"letter-spacing:{track * size:.3f}pt;" if track else ""
        more += f"transform:rotate({turn:g}deg);" if turn else ""
        self.parts.append(
            f'<p class="{font}" style="left:{left:.3f}pt;top:{top:.3f}pt;width:{wide + 20:.2f}pt;'
            f'font-size:{size:.3f}pt;line-height:{slot:.3f}pt;color:{colour};{more}">'
            f"{escape(text)}</p>"
        )
        return slot

    def wrap(self, text: str, w: float, size: float, font: str, track: float = 0) -> list[str]:
        """Copy broken into lines; "|" forces a break. Few lines are made of like length."""
        lines = self._first_fit(text, w, size, font, track)
        if 1 < len(lines) <= 4:
            low, high = w * 0.5, w
            for _ in range(9):
                middle = (low + high) / 2
                tried = self._first_fit(text, middle, size, font, track)
                fits = all((self.advance(t, font, track) - track) * size <= middle for t in tried)
                if len(tried) == len(lines) and fits:
                    high = middle
                else:
                    low = middle
            lines = self._first_fit(text, high, size, font, track)
        return lines

    def _first_fit(self, text: str, w: float, size: float, font: str, track: float) -> list[str]:
        lines: list[str] = []
        for part in text.split("|"):
            now = ""
            for word in part.split(" "):
                longer = f"{now} {word}".strip()
                if now and (self.advance(longer, font, track) - track) * size > w:
                    lines.append(now)
                    longer = word
                now = longer
            lines.append(now)
        return lines

    def para(
        self,
        text: str,
        x: float,
        y: float,
        w: float,
        size: float,
        font: str,
        colour: str = "#111",
        align: str = "l",
        leading: float = 1.25,
        track: float = 0,
    ) -> float:
        """A paragraph; its depth."""
        lines = self.wrap(text, w, size, font, track)
        for i, line in enumerate(lines):
            at = y + i * size * leading
            self.line(line, x, at, w, size, font, colour, align, leading, track)
        return len(lines) * size * leading

    def size_for(
        self,
        text: str,
        w: float,
        h: float,
        font: str,
        most: float = 200,
        leading: float = 1.25,
        track: float = 0,
    ) -> float:
        """The largest size at which copy fits into a place, in tenths of a point."""
        low, high = round(LEAST * 10), max(round(most * 10), round(LEAST * 10))
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits(text, w, h, middle / 10, font, leading, track):
                low = middle
            else:
                high = middle - 1
        assert self._fits(text, w, h, low / 10, font, leading, track), (
            f"{text!r} does not fit into {w:.0f} x {h:.0f} pt"
        )
        return low / 10

    def _fits(
        self, text: str, w: float, h: float, size: float, font: str, leading: float, track: float
    ) -> bool:
        lines = self.wrap(text, w, size, font, track)
        if len(lines) * size * leading > h + 0.01:
            return False
        return all((self.advance(line, font, track) - track) * size <= w for line in lines)

    def fill(
        self,
        text: str,
        x: float,
        y: float,
        w: float,
        h: float,
        font: str,
        colour: str = "#111",
        align: str = "l",
        most: float = 200,
        leading: float = 1.25,
        track: float = 0,
        valign: str = "t",
    ) -> float:
        """Copy as large as fits into a place (top, middle or foot of it); its depth."""
        size = self.size_for(text, w, h, font, most, leading, track)
        depth = len(self.wrap(text, w, size, font, track)) * size * leading
        at = y + {"t": 0, "m": (h - depth) / 2, "b": h - depth}[valign]
        self.para(text, x, at, w, size, font, colour, align, leading, track)
        return depth

    def html(self) -> str:
        """The whole page."""
        faces = "".join(
            f'@font-face{{font-family:"{name}";src:url("{name}.ttf")}}.{name}{{font-family:"{name}"}}'
            for name in sorted(self.used)
        )
        return (
            '<!doctype html><html lang="en-GB"><head><title>Artwork</title><style>'
            f"@page{{size:{self.width:.4f}pt {self.height:.4f}pt;margin:0}}"
            "html,body{margin:0}svg{position:absolute;left:0;top:0;display:block}"
            "p{position:absolute;margin:0;white-space:pre;text-align:left;"
            "transform-origin:center left}"
            f"{faces}</style></head><body>{''.join(self.parts)}</body></html>"
        )
