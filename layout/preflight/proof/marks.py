"""A pen that writes content streams: frames, tags, letters, in points from the lower left."""

from __future__ import annotations

from layout.preflight.geometry import Box, Matrix

_Ink = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

_TAG = 8.0


class Pen:
    """Draws, in order; `content` gives what was drawn."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def content(self) -> bytes:
        """The content stream."""
        return "\n".join(self._parts).encode("cp1252", "replace")

    def placed(self, name: str, matrix: Matrix) -> None:
        """A form or an image under a matrix."""
        terms = " ".join(f"{term:.5f}" for term in matrix)
        self._parts.append(f"q {terms} cm {name} Do Q")

    def frame(self, box: Box, ink: _Ink, width: float) -> None:
        """A box drawn as a line."""
        edges = f"{box.left:.2f} {box.foot:.2f} {box.width:.2f} {box.height:.2f}"
        self._parts.append(f"q {_rgb(ink)} RG {width} w {edges} re S Q")

    def fill(self, box: Box, ink: _Ink) -> None:
        """A box filled."""
        edges = f"{box.left:.2f} {box.foot:.2f} {box.width:.2f} {box.height:.2f}"
        self._parts.append(f"q {_rgb(ink)} rg {edges} re f Q")

    def text(self, x: float, y: float, words: str, size: float, ink: _Ink) -> None:
        """Words on a line."""
        safe = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        clean = "".join(each if each.isprintable() else "?" for each in safe)
        self._parts.append(f"q BT {_rgb(ink)} rg /F {size} Tf {x:.2f} {y:.2f} Td ({clean}) Tj ET Q")

    def tag(self, x: float, y: float, words: str, ink: _Ink) -> None:
        """A filled square with words on it, at the upper left of what it tells of."""
        wide = _TAG + 3.4 * (len(words) - 1)
        self.fill(Box(x, y, x + wide, y + _TAG), ink)
        self.text(x + 2, y + 2, words, 6, (1.0, 1.0, 1.0))


def _rgb(ink: _Ink) -> str:
    return " ".join(f"{part:g}" for part in ink)
