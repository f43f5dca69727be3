"""What depends on how much there is: spacing that grows with the number of ads above, "2 screens
after 3 ads"; and fewer ads in shorter stories, "2 under 600 words".

AMP auto ads, for one, keep 1 screen between ads, 2 from the third on, 3 from the sixth.

>>> str(parse_spacing("2 screens  after 3 ads")), str(parse_spacing("1 screen"))
('2 screens after 3 ads', '1 screen')
>>> str(parse_fewer("2  under 1 word")), parse_fewer("0 under 300 words").most
('2 under 1 word', 0)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from slots.units import LENGTH_FORM, Length, parse_length

SPACING_PATTERN = rf"^\s*{LENGTH_FORM}(\s+after\s+[1-9]\d*\s+ads?)?\s*$"
"""The same as a regular expression for JSON Schema."""

_AFTER = re.compile(r"(.*?)\s+after\s+(\d+)\s+ads?", re.IGNORECASE | re.DOTALL)


FEWER_PATTERN = r"^\s*\d+\s+under\s+[1-9]\d*\s+words?\s*$"
"""How fewer ads are written, for JSON Schema."""

_UNDER = re.compile(r"(\d+)\s+under\s+(\d+)\s+words?", re.IGNORECASE)
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class FewerAds:
    """At most `most` ads in stories of fewer than so many words."""

    most: int
    words: int

    def __str__(self) -> str:
        return f"{self.most} under {self.words} word{'' if self.words == 1 else 's'}"


def parse_fewer(text: str) -> FewerAds:
    """What a text spells; ValueError with a sentence for people where it spells none."""
    found = _UNDER.fullmatch(text.strip())
    if not found or not int(found[2]) or int(found[1]) > _MOST:
        raise ValueError(
            f'"{text}" is no number of ads in shorter stories: write it as in "2 under 600 words"'
        )
    return FewerAds(int(found[1]), int(found[2]))


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
