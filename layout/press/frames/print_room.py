"""The room of print: what its templates see, and the filters and functions they have."""

from __future__ import annotations

from typing import Any

from layout.press.frames.fit_lines import Fitter, Lines
from layout.press.frames.inline_markup import inline_html
from layout.sandbox.opened import Room, fields_of
from layout.sandbox.templates import Templates, templates_of
from layout.story.block import (
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import Run, Runs
from layout.story.weather import WeatherDay
from layout.typeset.words.theme import Theme

_PAPER = frozenset(
    "name tagline language site short_address price number date newsletter_action sections".split()
)
"""What templates see of a publication: none of its folders."""

_BLOCKS: tuple[type, ...] = (Paragraph, Crosshead, Quote, Listing, Picture, Table, Embed, Divider)
_STORY_DATA: dict[type, frozenset[str]] = {
    **{kind: fields_of(kind) for kind in (*_BLOCKS, Run, ModuleItem, Module)},
    Publication: _PAPER,
}
"""What templates of both editions see of stories."""


def _inline(runs: Runs) -> Any:
    from markupsafe import Markup

    return Markup(inline_html(runs))


_PRINT = Room(
    "print",
    {
        **_STORY_DATA,
        WeatherDay: fields_of(WeatherDay),
        Lines: fields_of(Lines, "height", "html"),
        Fitter: frozenset(("best", "advance")),
    },
    {"inline": _inline, "kind": lambda value: type(value).__name__},
    calls=frozenset((Fitter,)),
)


def print_templates(theme: Theme) -> Templates:
    """The templates of print, the theme's own before ours."""
    return templates_of(theme, _PRINT)
