"""The blocks of a story's body. Each remembers the source line it began on (0 = unknown).

A block may have tags: what it is about or part of, for rules that name "#crash" (`Tagged`).
"""

from __future__ import annotations

from dataclasses import dataclass

from layout.story.run import Runs
from slots.strip.measured_flow import Display


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs
    line: int = 0


@dataclass(frozen=True, slots=True)
class Crosshead:
    """A subheading in the body; level 2 is the highest, as the headline is level 1."""

    runs: Runs
    level: int = 2
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation, or a pull quote when `pulled`; one Runs a paragraph."""

    paragraphs: tuple[Runs, ...]
    credit: Runs = ()
    pulled: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list; one Runs an item, `start` is the first number."""

    items: tuple[Runs, ...]
    ordered: bool = False
    start: int = 1
    line: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with cutline and credit. `src` is relative to the story's file; px where known.

    `keep` is the part that no crop in print may take away: left, top, right and bottom edge in per
    cent of the picture; None: print crops at most a tenth at each edge. A `mug` is a portrait that
    stands half a column wide in print, with text round it.
    """

    src: str
    alt: str = ""
    cutline: Runs = ()
    credit: str = ""
    width: int | None = None
    height: int | None = None
    display: Display = Display.INLINE
    line: int = 0
    keep: tuple[int, int, int, int] | None = None
    mug: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `align` has one of left, centre, right for each column."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Embed:
    """Something that lives elsewhere (video, post): never fetched, shown as a titled link."""

    href: str
    title: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Divider:
    """A break in the text (Markdown's ---)."""

    line: int = 0


Block = Paragraph | Crosshead | Quote | Listing | Picture | Table | Embed | Divider


@dataclass(frozen=True, slots=True)
class Tagged:
    """A block and its tags, each once, those of the outermost directive first."""

    block: Block
    tags: tuple[str, ...]
