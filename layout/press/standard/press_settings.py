"""What a printer wants: the standard of the files, the press they are for, how they are cut and
named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Standard(StrEnum):
    """The standards of print files: ISO 15930-7 and ISO 15930-4."""

    X4 = "PDF/X-4"
    X1A = "PDF/X-1a:2003"


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition: `identifier` as files name it, in the `registry` of the ICC or "" in
    none; `info` says it to people; `ink` is the most that may lie in one place, in per cent;
    `profile` the file name under which its profile is found most often, and `source` where."""

    identifier: str
    info: str
    ink: int
    registry: str = ""
    profile: str = ""
    source: str = ""


_ICC = "http://www.color.org"
_COLORD = "Debian's package colord-data, in /usr/share/color/icc/colord"

CONDITIONS = {
    "IFRA26S": Condition(
        "IFRA26S",
        "Coldset offset on newsprint, ISO 12647-3:2004",
        220,
        profile="IFRA26S_2004_newsprint.icc",
        source=_COLORD,
    ),
    "SNAP": Condition(
        "CGATS TR 002",
        "Coldset offset on newsprint, SNAP 2007",
        240,
        _ICC,
        "SNAP_TR002_newsprint.icc",
        _COLORD,
    ),
    "FOGRA39": Condition(
        "FOGRA39",
        "Offset on coated paper, ISO 12647-2:2004",
        300,
        _ICC,
        "FOGRA39L_coated.icc",
        _COLORD,
    ),
    "FOGRA47": Condition(
        "FOGRA47",
        "Offset on uncoated white paper, ISO 12647-2:2004",
        280,
        _ICC,
        "FOGRA47L_uncoated.icc",
        _COLORD,
    ),
}
"""The conditions that go by a name of their own. The limit of IFRA26S is that of ISO 12647-3; those
of the others are what printers ask for most: a printer's own, as `ink`, goes before them."""

LEAST_INK, MOST_INK = 150, 400
OTHER_INK = 240
"""The limit of a condition that is not named above, where none is given."""


class Mend(StrEnum):
    """What can be mended in the artwork of ads. The first three are done where nobody says
    otherwise, for all artwork must arrive in the inks of the press."""

    RGB = "rgb"
    SPOTS = "spots"
    BOXES = "boxes"
    WHITE = "white-overprint"
    SMALL = "small-type"


_USUAL_MENDS = (Mend.RGB, Mend.SPOTS, Mend.BOXES)

ONE_FILE, EACH_PAGE = "one", "pages"
_SPLIT, WHOLE = "split", "whole"


@dataclass(frozen=True, slots=True)
class PressSettings:
    """The [press] table of a publication. `profile` is the ICC profile of the press (None: not
    named), `ink` the limit in per cent, `bleed` in millipoints, `marks` whether the trim is marked
    on the sheet, `screen` the ruling of the press in lines an inch, `spots` the spot colours it
    runs. `files` is "one" or "pages", `name` their pattern, `code` what it has for {code}; `trucks`
    whether a double truck is "split" into its two pages or "whole", on one sheet. `mend` is what
    may be mended in artwork."""

    profile: Path | None
    condition: Condition
    standard: Standard = Standard.X4
    ink: int = OTHER_INK
    bleed: int = 0
    marks: bool = False
    screen: int = 100
    spots: tuple[str, ...] = ()
    files: str = ONE_FILE
    name: str = ""
    code: str = ""
    trucks: str = _SPLIT
    mend: tuple[Mend, ...] = _USUAL_MENDS

    @property
    def dpi(self) -> int:
        """The finest pictures that the press shows: two dots for each line of its screen."""
        return 2 * self.screen
