"""Stacked copy: blocks of type one below the other that grow together until their place is full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sheet import LEAST, Sheet


@dataclass
class Text:
    """Copy in one font. `size` is its size at scale 1, in points; it becomes smaller where the
    measure asks for it, and larger with the others, up to `most`."""

    text: str
    font: str
    size: float
    colour: str = "#111"
    most: float = 120
    leading: float = 1.12
    track: float = 0

    def fitted(self, s: Sheet, w: float, scale: float) -> float:
        """The size at a scale."""
        wanted = max(LEAST, min(self.most, self.size * scale))
        words = [word for part in self.text.split("|") for word in part.split(" ")]
        longest = max(s.advance(word, self.font, self.track) for word in words)
        return max(LEAST, min(wanted, w / longest * 0.995))

    def depth(self, s: Sheet, w: float, scale: float) -> float:
        """Its depth at a scale."""
        size = self.fitted(s, w, scale)
        return len(s.wrap(self.text, w, size, self.font, self.track)) * size * self.leading

    def draw(self, s: Sheet, x: float, y: float, w: float, scale: float, align: str) -> None:
        """Paint it."""
        size = self.fitted(s, w, scale)
        s.para(self.text, x, y, w, size, self.font, self.colour, align, self.leading, self.track)


@dataclass
class Items:
    """Items with a square before each."""

    items: list[str]
    font: str
    size: float
    colour: str
    mark: str
    most: float = 15
    leading: float = 1.18

    def _size(self, scale: float) -> float:
        return max(LEAST, min(self.most, self.size * scale))

    def _lines(self, s: Sheet, w: float, size: float) -> list[list[str]]:
        return [s.wrap(item, w - size, size, self.font) for item in self.items]

    def depth(self, s: Sheet, w: float, scale: float) -> float:
        """Its depth at a scale."""
        size = self._size(scale)
        lines = self._lines(s, w, size)
        return sum(len(each) * self.leading + 0.3 for each in lines) * size

    def draw(self, s: Sheet, x: float, y: float, w: float, scale: float, align: str) -> None:
        """Paint them."""
        size = self._size(scale)
        for item in self.items:
            s.rect(x, y + size * 0.4, size * 0.4, size * 0.4, self.mark)
            y += s.para(
                item, x + size, y, w - size, size, self.font, self.colour, leading=self.leading
            )
            y += size * 0.3


@dataclass
class Rows:
    """Rows of a name and a price or date, with hairlines."""

    rows: list[list[str]]
    colour: str
    strong: str
    size: float = 8.5
    most: float = 15

    def _size(self, s: Sheet, w: float, scale: float) -> float:
        widest = max(s.advance("   ".join(row), "f6") + 0.4 for row in self.rows)
        return max(LEAST, min(self.most, self.size * scale, w / widest))

    def depth(self, s: Sheet, w: float, scale: float) -> float:
        """Its depth at a scale."""
        return len(self.rows) * self._size(s, w, scale) * (1.45 + 0.3 * min(scale, 1.6))

    def draw(self, s: Sheet, x: float, y: float, w: float, scale: float, align: str) -> None:
        """Paint them."""
        size = self._size(s, w, scale)
        leading = 1.45 + 0.3 * min(scale, 1.6)
        for name, *cells in self.rows:
            s.line(name, x, y, w, size, "f4", self.colour, leading=leading)
            s.line("   ".join(cells), x, y, w, size, "f6", self.strong, "r", leading=leading)
            y += size * leading
            s.hair(x, y, w, self.strong, 0.4)


@dataclass
class Art:
    """A drawing, or anything else of a depth: `draw_in` gets x, y, width and height."""

    size: float
    draw_in: Callable[[float, float, float, float], None]
    most: float = 400

    def depth(self, s: Sheet, w: float, scale: float) -> float:
        """Its depth at a scale."""
        return min(self.most, self.size * scale)

    def draw(self, s: Sheet, x: float, y: float, w: float, scale: float, align: str) -> None:
        """Paint it."""
        self.draw_in(x, y, w, self.depth(s, w, scale))


Block = Text | Items | Rows | Art


@dataclass
class Stack:
    """Blocks to be stacked."""

    blocks: list[Block] = field(default_factory=list)
    gap: float = 0.22  # of the smaller type of two neighbours, roughly: a share of scale

    def add(self, block: Block | None) -> None:
        """Put a block below the others; one without copy is left out."""
        if block is None or (isinstance(block, Text) and not block.text):
            return
        self.blocks.append(block)

    def draw(
        self, s: Sheet, x: float, y: float, w: float, h: float, align: str = "l", valign: str = "m"
    ) -> None:
        """Paint all, as large as fits; what is left over is shared out between them."""
        low, high = 0.3, 8.0
        for _ in range(18):
            middle = (low + high) / 2
            if self._depth(s, w, middle) <= h:
                low = middle
            else:
                high = middle
        scale = low
        depths = [block.depth(s, w, scale) for block in self.blocks]
        gap = 3 * min(scale, 2)
        slack = h - sum(depths) - gap * (len(depths) - 1)
        assert slack >= -0.5, f"{self.blocks[0]} and what follows run over by {-slack:.1f} pt"
        more = min(slack / (len(depths) + 1), gap * 2.2)
        left = slack - more * (len(depths) - 1)
        y += {"t": 0, "m": left / 2, "b": left}[valign]
        for block, depth in zip(self.blocks, depths, strict=True):
            block.draw(s, x, y, w, scale, align)
            y += depth + gap + more

    def _depth(self, s: Sheet, w: float, scale: float) -> float:
        depths = [block.depth(s, w, scale) for block in self.blocks]
        return sum(depths) + 3 * min(scale, 2) * (len(depths) - 1)
