"""A drawing as SVG: small, exact, and the same for browsers and for WeasyPrint."""

from __future__ import annotations

from html import escape

from layout.desk.reports.ads.drawing import Box, Drawing, Mark, Ring, Stroke, Words
from layout.press.ink.pdf_operators import pt

FAMILY = "press-sans"
"""The family in CSS of all words: the sans of the theme, as `layout.press.frames.print_faces` names
it."""

_DASH = "2 1.4"


def svg_of(drawing: Drawing, style: str = "") -> str:
    """The markup of a drawing; `style` is CSS for it, such as the fonts of a file on its own."""
    width, height = pt(drawing.width), pt(drawing.height)
    css = f"<style>{style}</style>" if style else ""
    marks = "\n".join(_mark(mark) for mark in drawing.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" font-family="{FAMILY}">{css}\n{marks}\n</svg>'
    )


def _mark(mark: Mark) -> str:
    if isinstance(mark, Words):
        return _words(mark)
    if isinstance(mark, Box):
        return _box(mark)
    line = f'fill="none" stroke="{mark.colour}" stroke-width="{pt(mark.thickness)}"'
    if isinstance(mark, Ring):
        return f'<circle cx="{pt(mark.x)}" cy="{pt(mark.y)}" r="{pt(mark.radius)}" {line}/>'
    return f'<path d="{_path(mark)}" {line}/>'


def _path(stroke: Stroke) -> str:
    points = [f"{pt(x)} {pt(y)}" for x, y in stroke.points]
    return f"M{' L'.join(points)}"


def _box(box: Box) -> str:
    dash = f' stroke-dasharray="{_DASH}"' if box.dashed else ""
    line = f' stroke="{box.line}" stroke-width="{pt(box.thickness)}"{dash}' if box.line else ""
    return (
        f'<rect x="{pt(box.x)}" y="{pt(box.y)}" width="{pt(box.width)}" height="{pt(box.height)}" '
        f'fill="{box.fill or "none"}"{line}/>'
    )


def _words(words: Words) -> str:
    weight = ' font-weight="700"' if words.bold else ""
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    return (
        f'<text x="{pt(words.x)}" y="{pt(words.y)}" font-size="{pt(words.size)}" '
        f'fill="{words.colour}"{weight}{anchor}>{escape(words.text)}</text>'
    )
