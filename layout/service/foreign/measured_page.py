"""A page of another site as Chromium has it at each screen: its copy, samples of all roles as its
theme sets them, and the blocks that stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

import msgspec

from slots.finding import Where, bad_input

_LEAST = 200
"""Characters that a copy has in its paragraphs, at least: else it is a list of links."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A role at one screen: how many of it the post itself has, and lengths in px as the metrics
    name them; margins beside a paragraph, too."""

    own: int = 0
    above: float = 0
    below: float = 0
    after_paragraph: float = 0
    before_paragraph: float = 0
    size: float = 0
    line: float = 0
    inset: float = 0
    padding: float = 0
    gap: float = 0
    height: float = 0
    tracking: float = 0
    word_spacing: float = 0
    indent: float = 0
    following_indent: float = 0
    uppercase: bool = False
    wrap: bool = False
    scales: bool = True
    fills: bool = False
    fixed: bool = False
    ratio: float | None = None
    font: str = ""
    weight: float = 400
    stretch: float = 100
    italic: bool = False
    hyphens: str = ""


@dataclass(frozen=True, slots=True)
class Advances:
    """How wide a role's type runs, in em: a text of the page as a whole, and at the widest screen
    single characters without kerning, and all that the page sets in it."""

    sample: str
    whole: float
    widths: dict[str, float] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class StandingBlock:
    """A block as it stands on the page: its HTML, top and bottom in px."""

    html: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageAtScreen:
    """A page at one screen. `copy` names the element that was taken for the post, None where there
    is none; `row` says that its blocks stand side by side; `loose` counts characters beside any
    element."""

    copy: str | None
    column: float = 0
    collapse: bool = True
    row: bool = False
    roles: dict[str, Sample] = field(default_factory=dict)
    faces: dict[str, Advances] = field(default_factory=dict)
    blocks: tuple[StandingBlock, ...] = ()
    loose: int = 0
    characters: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A page at all screens, from narrow to wide, with the fonts that it loaded, and the addresses
    of style sheets and fonts that did not come. The widest one has the advances of characters."""

    address: str
    screens: tuple[PageAtScreen, ...]
    fonts: tuple[bytes, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def widest(self) -> PageAtScreen:
        """The page at its widest screen."""
        return self.screens[-1]


@dataclass(frozen=True, slots=True)
class ScreenSize:
    """A screen, in CSS px."""

    width: int
    height: int


class _Opened(Protocol):
    """A page in Chromium."""

    address: str
    fonts: list[bytes]
    missed: list[str]

    def at(self, width: int, height: int) -> None: ...

    def asked(self, function: str, about: Any) -> Any: ...


def measured_page(
    page: _Opened,
    screens: Sequence[ScreenSize],
    copy: str | None,
    progress: Callable[[ScreenSize], None] = lambda _: None,
) -> MeasuredPage:
    """A page measured at screens from narrow to wide. Raises BadInput where no copy is found."""
    found = []
    for screen in screens:
        progress(screen)
        page.at(screen.width, screen.height)
        about = {"copy": copy, "type": screen is screens[-1]}
        one = msgspec.convert(page.asked(_script(), about), PageAtScreen, strict=False)
        _check(one, copy, page.address)
        found.append(one)
    missed = tuple(dict.fromkeys(page.missed))
    return MeasuredPage(page.address, tuple(found), tuple(page.fonts), missed)


def _check(one: PageAtScreen, copy: str | None, address: str) -> None:
    if one.copy is None and copy is not None:
        hint = "name an element that the page has, as in --copy .entry-content"
        raise bad_input("no-copy", f"no element is {copy}", Where(address), hint)
    if one.copy is None or one.characters < _LEAST:
        hint = "name a post with its paragraphs, or the element they stand in: --copy CSS-SELECTOR"
        message = f"no copy: {one.characters} characters in paragraphs that stand together"
        raise bad_input("no-copy", message, Where(address), hint)
    if one.row:
        hint = "name the element whose blocks stand one below the other: --copy CSS-SELECTOR"
        message = f"the blocks of {one.copy} stand side by side"
        raise bad_input("no-copy", message, Where(address), hint)


@cache
def _script() -> str:
    return (files("templates") / "foreign" / "measure.js").read_text("utf-8")
