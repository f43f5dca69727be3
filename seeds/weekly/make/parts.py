"""What several layouts share: margins, bands, feet, prices in a flash."""

from __future__ import annotations

import drawings as d
from sheet import Sheet
from wording import Copy


def pad(s: Sheet) -> float:
    """The margin inside an ad."""
    return max(6.0, min(16.0, 0.05 * min(s.width, s.height) + 2.5))


def contact(c: Copy) -> str:
    """Telephone and address on the web, in one line."""
    return "  ·  ".join(part for part in (c("phone"), c("web")) if part)


def band(s: Sheet, y: float, h: float, fill: str) -> None:
    """A band over the whole width."""
    s.rect(0, y, s.width, h, fill)


def foot(s: Sheet, c: Copy, fill: str, colour: str, font: str = "f6") -> float:
    """A band at the foot with telephone, web and address; its top."""
    m = pad(s)
    parts = [part for part in (c("phone"), c("web")) if part]
    narrow = s.width < 180
    lines = parts if narrow else [contact(c)]
    if c("address"):
        lines = [*lines, *s.wrap(c("address"), s.width - 2 * m, 7.4, "f4")]
    sizes = []
    for i, line in enumerate(lines):
        first = i < (len(parts) if narrow else 1)
        most = min(17, 7.5 + s.width / 55) if first else min(10.5, 6.8 + s.width / 300)
        sizes.append(min(most, (s.width - 2 * m) / s.advance(line, font if first else "f4")))
    h = sum(size * 1.3 for size in sizes) + m * 0.9
    y = s.height - h
    band(s, y, h, fill)
    at = y + m * 0.45
    for i, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        first = i < (len(parts) if narrow else 1)
        at += s.line(
            line, m, at, s.width - 2 * m, size, font if first else "f4", colour, "c", leading=1.3
        )
    return y


def border(s: Sheet, colour: str, sw: float = 1.2, inset: float = 0) -> None:
    """A line around an ad."""
    i = sw / 2 + inset
    s.rect(i, i, s.width - 2 * i, s.height - 2 * i, stroke=colour, sw=sw)


def flash(s: Sheet, text: str, x: float, y: float, r: float, inks: tuple[str, str]) -> None:
    """A burst with a price in it; "|" parts its lines."""
    s.art(d.burst(inks[0]), x - r, y - r, 2 * r, 2 * r)
    w = r * 1.3
    s.fill(text, x - w / 2, y - w / 2, w, w, "c9", inks[1], "c", 40, 0.98, valign="m")
