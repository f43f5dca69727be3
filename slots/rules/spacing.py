"""Spacing that grows with the number of ads above: "2 screens after 3 ads".

AMP auto ads, for one, keep 1 screen between ads, 2 from the third on, 3 from the sixth.

>>> str(parse_spacing("2 screens  after 3 ads")), str(parse_spacing("1 screen"))
('2 screens after 3 ads', '1 screen')
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from slots.units import LENGTH_FORM, Length, parse_length

SPACING_PATTERN = rf"^\s*{LENGTH_FORM}(\s+after\s+[1-9]\d*\s+ads?)?\s*$"
"""The same as a regular expression for JSON Schema."""

_AFTER = re.compile(r"(.*?)\s+after\s+(\d+)\s+ads?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spacing:
    """The distance an ad keeps from the next ad above it, once at least `ads` stand above it."""

    length: Length
    ads: int = 1

    def __str__(self) -> str:
        return str(self.length) + (f" after {self.ads} ads" if self.ads > 1 else "")


def parse_spacing(text: str) -> Spacing:
    """The spacing a text spells; ValueError with a sentence for people where it does not."""
    after = _AFTER.fullmatch(text.strip())
    if not after:
        return Spacing(parse_length(text))
    ads = int(after[2])
    if not ads:
        raise ValueError(f'"{text}": there is no ad above after 0 ads; leave "after 0 ads" out')
    return Spacing(parse_length(after[1]), ads)
