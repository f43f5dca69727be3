"""What comes out of make-up: pages on which every line and box has its place. Painters only paint.

All coordinates in millipoints from the top left corner of the trim; y grows downwards.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from layout.page.grid import Grid
from layout.page.rect import Rect
from layout.typeset.words.set_line import Line
from slots.finding import Finding
from slots.frozen import light_by_identity
from slots.strip.refusal import Refusal


@light_by_identity
class PlacedLine:
    """A line with its place: x of the measure's left edge, y of the baseline."""

    x: int
    baseline: int
    line: Line


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """Type that belongs together on one page: a headline, a deck, one leg of body text.

    `role` is headline, kicker, deck, meta, byline, body, crosshead, jump, folio, masthead, ...;
    `story` the slug ("" for furniture); `paragraph` numbers the blocks of a story through so that
    the pieces of a paragraph that runs over legs and pages are known to be one. `colour` names a
    colour of the theme. `continues` says that the paragraph goes on in the story's next fragment.
    """

    role: str
    story: str
    rect: Rect
    lines: tuple[PlacedLine, ...]
    colour: str = "black"
    paragraph: int = 0
    continues: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class DropCap:
    """A large initial that stands for the first letter(s) of the paragraph in the next fragment.

    `text` is what it stands for; the word it was cut from is painted beside it without it.
    """

    text: str
    placed: PlacedLine
    colour: str = "black"


@dataclass(frozen=True, slots=True)
class Box:
    """A frame that the HTML skeleton fills: a module, an ad, a picture.

    `role` is its CSS class (blue_box, digest, newsletter, ad, picture), `html` what stands in it,
    already sanitised, `label` the word printed over an ad ("" for none), `files` those of the
    pictures in it, as `html` names them, `house_ad` which of the house's own ads it is ("" for all
    else).
    """

    role: str
    id: str
    rect: Rect
    html: str
    label: str = ""
    files: tuple[str, ...] = ()
    house_ad: str = ""


WHOLE = 100_000
"""The parts into which crops divide the width and the height of a picture."""


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a picture that is shown, in parts of 100,000 of its width and height."""

    left: int = 0
    top: int = 0
    right: int = WHOLE
    bottom: int = WHOLE


@dataclass(frozen=True, slots=True)
class Image:
    """A picture or an ad's artwork, printed from a file (JPEG, PNG, PDF, ...) into a rectangle.

    What `crop` leaves of the file fills `rect` exactly: make-up sees to it that the proportions are
    the same, to a thousandth; where they are not (artwork of another size than was booked) it is
    shown whole, as large as it fits, centred. `role` is picture or ad, `story` the slug it belongs
    to ("" for ads), `border` the thickness of a line around it (0: none), `label` the word above an
    ad. `file` is absolute.
    """

    role: str
    id: str
    rect: Rect
    file: Path
    alternative: str = ""
    crop: Crop = Crop()
    story: str = ""
    border: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight printed line (hairline, bar) from (x1, y1) to (x2, y2) of some thickness."""

    x1: int
    y1: int
    x2: int
    y2: int
    thickness: int
    colour: str = "black"


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of a story in one column, for the proof: where it is and how many rows it fills."""

    story: str
    rect: Rect
    rows: int
    filled: int


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One finished page. Fragments stand in reading order; `section` is the name of its section."""

    number: int
    grid: Grid
    fragments: tuple[Fragment, ...]
    drop_caps: tuple[DropCap, ...] = ()
    boxes: tuple[Box, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    legs: tuple[Leg, ...] = ()
    images: tuple[Image, ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """All pages of an edition, with what was found out and refused on the way.

    `languages` are those of its stories that are in another one than itself: slug, BCP 47 tag.
    """

    title: str
    language: str
    date: datetime.date | None
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
