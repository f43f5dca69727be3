"""What stands on pages as a designer has it: threads of text in frames, tables, graphics, rules.

Frames have their places on a page, in millipoints from the top left corner of its trim. A thread is
one text in one frame or several; its paragraphs know the lines that we set, so that these can be
kept or let go.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from layout.page.rect import Rect
from layout.typeset.words.face import Face
from layout.typeset.words.set_line import Ending
from layout.typeset.words.style import Align


class Layer(StrEnum):
    """The layers of the document, the lowest first."""

    ADS = "Ads"
    PICTURES = "Pictures"
    COPY = "Copy"
    FURNITURE = "Furniture"


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour by its name, in per cent of cyan, magenta, yellow and black."""

    name: str
    cmyk: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Type:
    """What a run of text is set in: size in millipoints, tracking in thousandths of an em."""

    face: Face
    size: int
    tracking: int
    colour: Swatch


@dataclass(frozen=True, slots=True)
class SetRun:
    """Text in one type. `number` says that it is the number of the page it stands on."""

    text: str
    type: Type
    number: bool = False


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it was set: its baseline on the page, its indent from the left edge of its frame,
    its width and the measure it was set to. A broken word has its hyphen."""

    baseline: int
    indent: int
    width: int
    measure: int
    runs: tuple[SetRun, ...]
    ending: Ending


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph over one frame or several. `role` is what it is (headline, body), `space` the
    white above it besides its leading; the first `initial` characters are a drop cap."""

    role: str
    lines: tuple[SetLine, ...]
    align: Align
    leading: int
    language: str
    space: int = 0
    initial: int = 0


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell of a table: its text, and how far that stands from its left edge."""

    paragraphs: tuple[SetParagraph, ...]
    inset: int


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table: the widths of its columns, the depth of each row and its cells. `space` is the white
    above it, `drop` the distance from the top of a row to its first baseline."""

    role: str
    widths: tuple[int, ...]
    depths: tuple[int, ...]
    rows: tuple[tuple[SetCell, ...], ...]
    space: int
    drop: int


@dataclass(frozen=True, slots=True)
class TextFrame:
    """A frame of a thread: its page, its place there, how far below its top the first baseline
    stands, and how many lines of ours it has."""

    page: int
    rect: Rect
    first: int
    lines: int


@dataclass(frozen=True, slots=True)
class Thread:
    """One text, and the frames that it runs through. `name` is what a designer finds it by:
    "surge/body", "folio"."""

    name: str
    layer: Layer
    parts: tuple[SetParagraph | SetTable, ...]
    frames: tuple[TextFrame, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A coloured ground without text or picture."""

    name: str
    layer: Layer
    page: int
    rect: Rect
    fill: Swatch


@dataclass(frozen=True, slots=True)
class Ruled:
    """A printed line, from (x1, y1) to (x2, y2)."""

    layer: Layer
    page: int
    start: tuple[int, int]
    end: tuple[int, int]
    thickness: int
    colour: Swatch
