"""How well metrics tell what stands on pages: the height of each block as predicted, against the
one that Chromium has, at each screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from layout.service.foreign.measured_page import MeasuredPage
from layout.service.measured.heights import measured_blocks
from layout.service.measured.metrics import TextMetrics, Theme, at_screen
from layout.service.post_parts import Block
from layout.service.refused import Refused

_MOST_WORDS = 1_000_000
_GROUP = "group"
"""What holds several blocks together, which are predicted one by one and compared as a whole."""

_BESIDE = "<p>.</p>"
_NEAR = 1.0
"""Px by which a block that is told right may be higher or lower."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """A block at a screen: its role, and its heights in px; `line` is that of its role there, or of
    the copy, where that is higher."""

    page: str
    html: str
    screen: int
    role: str
    predicted: float
    stands: float
    line: float

    @property
    def error(self) -> float:
        """By how much it is predicted too high, in px."""
        return self.predicted - self.stands


@dataclass(frozen=True, slots=True)
class Share:
    """Blocks of one kind: how many there are, how many are predicted within a px and within a line,
    and by how many px all of them are predicted too high."""

    blocks: int
    within_px: int
    within_line: int
    drift: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """All blocks that were compared, and how many were not: nothing tells their height."""

    compared: tuple[_Compared, ...]
    untold: int

    def at(self, screen: int) -> Share:
        """The share at a screen, by its number in the metrics."""
        return share_of(each for each in self.compared if each.screen == screen)

    def by_role(self) -> dict[str, Share]:
        """The share of each role."""
        roles = dict.fromkeys(each.role for each in self.compared)
        return {
            role: share_of(each for each in self.compared if each.role == role) for role in roles
        }


def share_of(compared: Iterable[_Compared]) -> Share:
    """How many of these are told right."""
    errors = [(each.error, each.line) for each in compared]
    return Share(
        len(errors),
        sum(abs(error) <= _NEAR for error, _ in errors),
        sum(abs(error) <= line + _NEAR for error, line in errors),
        sum(error for error, _ in errors),
    )


def agreement(theme: Theme, pages: Sequence[MeasuredPage]) -> Agreement:
    """The blocks of pages as a theme's metrics predict them, against what they are."""
    found = [each for page in pages for each in _of_page(theme, page)]
    compared = tuple(each for each in found if each is not None)
    return Agreement(compared, len(found) - len(compared))


def _of_page(theme: Theme, page: MeasuredPage) -> Iterator[_Compared | None]:
    """Each block at each screen, predicted with all others; None for one whose height nothing
    tells."""
    told: dict[str, int] = {}
    posts: dict[str, tuple[Block, ...]] = {}
    for index, screen in enumerate(page.screens):
        for block in screen.blocks:
            if block.html not in told:
                told[block.html] = len(_predicted(theme, block.html, screen.language))
        shown = [block for block in screen.blocks if told[block.html]]
        yield from [None] * (len(screen.blocks) - len(shown))
        html = "\n".join(block.html for block in shown)
        if html not in posts:
            posts[html] = _predicted(theme, html, screen.language)
        if len(posts[html]) != sum(told[block.html] for block in shown):
            yield from [None] * len(shown)  # tags that cross make other blocks of them together
            continue
        rest = iter(posts[html])
        for block in shown:
            first, *others = islice(rest, told[block.html])
            top, bottom = first.edges[index][0], [first, *others][-1].edges[index][1]
            stands = block.bottom - block.top
            role = _GROUP if others else first.role.value
            line = _line(theme, role, index)
            yield _Compared(page.address, block.html, index, role, bottom - top, stands, line)


def _line(theme: Theme, role: str, index: int) -> float:
    """The line of a role, or of the copy where that is higher or the role has several types."""
    copy = theme.metrics.paragraph
    own = getattr(theme.metrics, role, None)
    lines = (each.line for each in (copy, own) if isinstance(each, TextMetrics))
    return max(at_screen(line, index) for line in lines)


def _predicted(theme: Theme, html: str, language: str) -> tuple[Block, ...]:
    """The blocks of HTML as they are predicted, beside another: the one <div> of a post would be
    opened. None where nothing tells their height."""
    try:
        return measured_blocks(f"{html}\n{_BESIDE}", theme, _MOST_WORDS, language[:2])[:-1]
    except Refused:
        return ()
