"""What an ad says, and the inks it is printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

NUMBER = re.compile(r"\b0\d{4} \d{3} \d{3}\b")
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Inks:
    """Colours by what they do: `main` is the advertiser's own, `dark` carries type, `light` is a
    tint to print on, `accent` calls out, `paper` is what shines through."""

    main: str
    dark: str
    light: str
    accent: str
    paper: str = "#ffffff"

    def on(self, ground: str, *wanted: str) -> str:
        """The first of some colours that can be read on a ground; black or white where none can."""
        tried = (*wanted, self.dark, "#ffffff", "#111111")
        return next(colour for colour in tried if contrast(colour, ground) >= 3.6)


def contrast(a: str, b: str) -> float:
    """The contrast of two colours, as WCAG 2 reckons it."""
    high, low = sorted((_light(a), _light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# Few and strong, with tints that newsprint keeps; grey ones for ads booked without colour.
INKS = {
    "navy": Inks("#1d3f66", "#12263d", "#dfe8ef", "#c8452f"),
    "green": Inks("#2f6b3f", "#1c3f27", "#e3eddc", "#c9722a"),
    "red": Inks("#b5282b", "#3a1416", "#f7e6dc", "#e6b437"),
    "wine": Inks("#6b1f33", "#34101b", "#f1e4df", "#b98b3e"),
    "teal": Inks("#1f6e73", "#123b40", "#dbebea", "#d9772b"),
    "gold": Inks("#8f6a1f", "#33270f", "#f3ead2", "#7c2a22"),
    "sky": Inks("#2c7fb0", "#173a55", "#dceaf3", "#e2a02f"),
    "plum": Inks("#583a6e", "#2a1b36", "#ebe3ee", "#d4913a"),
    "orange": Inks("#cf5f1f", "#3d2012", "#f9e8d8", "#24527a"),
    "night": Inks("#16284a", "#0d1730", "#f4e9c9", "#d8a33a"),
    "brick": Inks("#9a4a2f", "#3d2018", "#f3e4d8", "#3d6b6a"),
    "slate": Inks("#3d5563", "#1e2b33", "#e4e9eb", "#b7502d"),
    "grey": Inks("#4a4a4a", "#1a1a1a", "#e9e9e9", "#1a1a1a"),
    "black": Inks("#1a1a1a", "#111111", "#e2e2e2", "#4a4a4a"),
}


@dataclass(frozen=True)
class Copy:
    """The copy of one ad: its words by what they are, as make/book.toml has them."""

    words: dict[str, Any]
    inks: Inks

    def __call__(self, key: str, otherwise: str = "") -> str:
        """One text; a telephone number in it stays on its line."""
        return NUMBER.sub(
            lambda found: found[0].replace(" ", NO_BREAK), str(self.words.get(key, otherwise))
        )

    def list(self, key: str) -> list[str]:
        """Several texts."""
        return list(self.words.get(key, ()))

    def rows(self, key: str = "rows") -> list[list[str]]:
        """Lines of several cells, written "a | b"."""
        return [[cell.strip() for cell in row.split("|")] for row in self.words.get(key, ())]
