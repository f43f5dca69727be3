"""The walker: runs the content of a page as a viewer would, and gives what it paints as events.

    page ── q Q cm gs ──▶ state        forms, cells of patterns, glyphs that are drawn (Type 3)
      │                                and soft masks are content in content: walked each time
      └── S f Tj Do sh ──▶ events      they are painted, with the state that stands there

Anything may stand in a file: what is no operator, or lacks its operands, is passed over, as viewers
do. A part that paints itself is painted no second time. What takes too much ends the walk, and the
page says so. Nothing is painted twice over: the cell of a pattern is walked once a page, whatever
it fills. Source: ISO 32000-1, 8 and 9.
"""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from layout.preflight.content.colour import Colour
from layout.preflight.content.events import Event, Held
from layout.preflight.content.operators.all_operators import run_all
from layout.preflight.content.operators.run import Readers, Run, Scope
from layout.preflight.content.state import DEEPEST, MOST_OPERATIONS, Budget, State
from layout.preflight.geometry import Box, Matrix
from layout.preflight.opened.numbers import same
from layout.preflight.opened.unpacked import TooMuch, unpacked
from slots.files.decoding import Undecodable, decoding

_WORD = re.compile(rb"(?<![A-Za-z*'\"/])[A-Za-z'\"]")
_KEPT = 200_000
"""Operators of forms that are kept parsed, so that one that is painted again need not be again."""


class Walker:
    """Walks the content of one page. `events` has what it paints, `odd` what is wrong with it, in
    words; `stopped` why it was not walked to its end; `tiles` how many cells of patterns it has."""

    def __init__(self, readers: Readers, budget: Budget | None = None) -> None:
        self.events: list[Event] = []
        self.odd: list[str] = []
        self.stopped = ""
        self.tiles = 0.0
        self._readers, self._budget = readers, budget or Budget()
        self._open: list[tuple[int, int]] = []
        self._parsed: dict[tuple[int, int], list[Any]] = {}
        self._kept = 0
        self._cells: set[tuple[tuple[int, int], Colour | None]] = set()

    def page(self, content: list[Any], resources: Any, clip: Box) -> None:
        """Walk the streams of a page, which are one content, within its sheet."""
        try:
            parts = [self._data(part) for part in content]
            scope = Scope(resources, Matrix(), Held())
            state = State(clip=clip)
            self._run(self._instructions(b"\n".join(parts)), state, scope)
        except TooMuch as error:
            self.stopped = str(error)
        except Undecodable as error:
            self.stopped = f"its content cannot be read: {error}"

    def _data(self, stream: Any) -> bytes:
        if not isinstance(stream, pikepdf.Stream):
            return b""
        try:
            return unpacked(stream, self._budget.content)
        except Undecodable as error:
            self._strange(f"a part of its content cannot be unpacked: {error}")
            return b""

    def _instructions(self, data: bytes) -> list[Any]:
        """The operators of some content. Raises TooMuch before there are too many of them."""
        self._budget.read(len(data))
        if len(data) > MOST_OPERATIONS and len(_WORD.findall(data)) > 2 * MOST_OPERATIONS:
            raise TooMuch(f"painting a page takes more than {MOST_OPERATIONS:,} operations")
        with decoding(TooMuch):
            stream = self._readers.scratch.make_stream(data)
            return list(pikepdf.parse_content_stream(stream))

    def _of(self, stream: pikepdf.Stream) -> list[Any]:
        """The operators of a form, parsed once where they are not too many."""
        key = same(stream)
        if key is not None and key in self._parsed:
            return self._parsed[key]
        parsed = self._instructions(self._data(stream))
        if key is not None and self._kept + len(parsed) <= _KEPT:
            self._kept += len(parsed)
            self._parsed[key] = parsed
        return parsed

    def _strange(self, why: str) -> None:
        if why not in self.odd and len(self.odd) < 20:
            self.odd.append(why)

    def _run(self, instructions: list[Any], state: State, scope: Scope) -> None:
        run_all(Run(self, state, scope), instructions)

    def keep(self, event: Event) -> None:
        """One more event."""
        self._budget.happen()
        self.events.append(event)

    def operate(self) -> None:
        """One more operator."""
        self._budget.operate()

    @property
    def readers(self) -> Readers:
        """What is read of the file."""
        return self._readers

    def within(self, stream: pikepdf.Stream, state: State, scope: Scope) -> None:
        """Walk a form, a cell, a glyph or a mask, unless it is being walked already."""
        key = same(stream)
        if key is not None and key in self._open:
            self._strange("a part of it paints itself")
            return
        if scope.held.depth > DEEPEST:
            raise TooMuch(f"forms stand in forms more than {DEEPEST} deep")
        self._open.append(key or (0, 0))
        try:
            self._run(self._of(stream), state, scope)
        finally:
            self._open.pop()

    def first_cell(self, pattern: pikepdf.Stream, colour: Colour | None) -> bool:
        """Whether the cell of a pattern was not walked yet, in a colour."""
        key = same(pattern)
        if key is None:
            return True
        if (key, colour) in self._cells:
            return False
        self._cells.add((key, colour))
        return True
