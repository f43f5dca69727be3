"""What one rendering may do, counted: steps, characters, templates, and how deep it may go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class Fault(Exception):
    """Something that a template must not do, or cannot: why, and what would help.

    `file` is the template it is reported of where that is another than the one at work.
    """

    def __init__(self, message: str, hint: str, file: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.file = message, hint, file


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a rendering may come to before its data is looked at; a larger story may take more.

    `work` counts what is carried out: expressions, steps of loops times what stands in the loop,
    parts of lists. `characters` are all that are made on the way, `longest` those of any one text,
    `loads` the templates that are asked for, `deepest` macros, blocks and templates in each other.
    A page of the sample weekly comes to 6,000 of work and 80,000 characters.
    """

    work: int = 1_000_000
    characters: int = 16_000_000
    longest: int = 4_000_000
    loads: int = 5_000
    deepest: int = 48


_USUAL = Bounds()
_WORK_EACH, _CHARACTERS_EACH, _LONGEST_EACH = 100, 50, 12
"""By how much more each character of the data lets a rendering do."""


class Meter:
    """What one rendering has done. `size` counts the characters of its data; it is asked only where
    the bounds for little data are not enough."""

    __slots__ = ("_bounds", "_characters", "_depth", "_loads", "_longest", "_size", "_work")

    def __init__(self, size: Callable[[], int] = lambda: 0, bounds: Bounds = _USUAL) -> None:
        self._size: Callable[[], int] | None = size
        self._bounds = bounds
        self._work, self._characters = bounds.work, bounds.characters
        self._longest, self._loads, self._depth = bounds.longest, bounds.loads, 0

    def spend(self, work: int) -> None:
        """Counts work. Raises Fault where it is more than there may be."""
        self._work -= work
        if self._work < 0 and not (self._grown() and self._work >= 0):
            raise _too("does too much", "make loops shorter, or fewer of them in each other")

    def write(self, characters: int) -> None:
        """Counts characters that are made, of one text. Raises Fault."""
        if characters > self._longest and not (self._grown() and characters <= self._longest):
            raise _too("makes too long a text", "repeat and join less")
        self._characters -= characters
        if self._characters < 0 and not (self._grown() and self._characters >= 0):
            raise _too("writes too much", "write less: loops and macros repeat what is in them")

    def room(self, characters: int) -> None:
        """Raises Fault where a text of `characters` characters would be too long: called before it
        is made."""
        if characters > self._longest and not (self._grown() and characters <= self._longest):
            raise _too("makes too long a text", "repeat and join less")

    def load(self) -> None:
        """Counts a template that is requested. Raises Fault."""
        self._loads -= 1
        if self._loads < 0:
            raise _too("asks for too many templates", "include and import outside of loops")

    def enter(self) -> None:
        """Goes into a macro, a block or a template. Raises Fault where that is too deep."""
        self._depth += 1
        if self._depth > self._bounds.deepest:
            hint = "look for a macro or template that calls itself, or is included by itself"
            raise _too("goes too deep", hint)

    def leave(self) -> None:
        """Comes out again."""
        self._depth -= 1

    def _grown(self) -> bool:
        """Makes the bounds wider by the size of the data, once; whether that was done now."""
        if self._size is None:
            return False
        size, self._size = self._size(), None
        self._work += size * _WORK_EACH
        self._characters += size * _CHARACTERS_EACH
        self._longest += size * _LONGEST_EACH
        return True


def _too(what: str, hint: str) -> Fault:
    return Fault(f"the template {what}", hint)
