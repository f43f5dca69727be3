"""The run of one content stream: what its operators work on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import pikepdf

from layout.preflight.content.colour import Colour, Space
from layout.preflight.content.events import Event, Held, Mark
from layout.preflight.content.fonts import Fonts
from layout.preflight.content.read_space import Spaces
from layout.preflight.content.state import Outline, State
from layout.preflight.content.text_line import TextLine
from layout.preflight.geometry import Matrix
from layout.preflight.opened.numbers import table

Operands = list[Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where content stands: its resources, the matrix that patterns start from, what it is in."""

    resources: Any
    base: Matrix
    held: Held
    colourless: bool = False

    def listed(self, kind: str, key: Any) -> Any:
        """A resource by its kind and name, None where there is none."""
        if not isinstance(key, pikepdf.Name):
            return None
        return table(table(self.resources).get(kind)).get(str(key))


@dataclass(slots=True)
class Readers:
    """What is read of a file once, for all its pages; `hidden` are layers that are not painted."""

    spaces: Spaces = field(default_factory=Spaces)
    fonts: Fonts = field(default_factory=Fonts)
    hidden: frozenset[tuple[int, int]] = frozenset()
    scratch: pikepdf.Pdf = field(default_factory=pikepdf.new)


class Walks(Protocol):
    """Who has content run: reads what it names, keeps what it paints, and walks what stands in it.
    `tiles` counts the cells of patterns."""

    tiles: float

    @property
    def readers(self) -> Readers:
        """What is read of the file."""

    def operate(self) -> None:
        """One more operator."""

    def keep(self, event: Event) -> None:
        """One more event."""

    def within(self, stream: pikepdf.Stream, state: State, scope: Scope) -> None:
        """Walk a form, a cell, a glyph or a mask."""

    def first_cell(self, pattern: pikepdf.Stream, colour: Colour | None) -> bool:
        """Whether the cell of a pattern was not walked yet, in a colour."""


@dataclass(slots=True)
class Run:
    """The run of one content stream: the walker that keeps its events, the graphics state, where it
    stands; states that were saved, the path and the line of text that are begun, marks with whether
    each hides what is in it, and `hidden`, how many do. In what is `colourless` colours are passed
    over. `devices` are the spaces that stand for device colours here."""

    walker: Walks
    state: State
    scope: Scope
    saved: list[State] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    line: TextLine = field(default_factory=TextLine)
    marks: list[tuple[Mark, bool]] = field(default_factory=list)
    hidden: int = 0
    held: Held = field(init=False)
    colourless: bool = field(init=False)
    devices: dict[str, Space] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.held, self.colourless = self.scope.held, self.scope.colourless


Act = Callable[[Run, Operands], None]
"""What an operator does."""
