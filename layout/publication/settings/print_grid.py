"""The grid of printed pages: of the publication's format, or of the one that the command line
names."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from layout.page.format import grid_of
from layout.page.grid import Grid
from layout.publication.settings.newsgrid_toml import House
from slots.finding import bad_input


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says about the sheet; None leaves it to the publication."""

    format: str | None = None
    columns: int | None = None


AS_PUBLISHED = Choice()


def grid_for(house: House, choice: Choice, text: bool = False) -> Grid:
    """The grid of a page; with `text`, for a single story, it has the columns of a text page. A
    choice goes before the publication's settings, whose number of columns counts for its own format
    only. Raises BadInput where there is no such format."""
    publication, formats = house.publication, house.formats
    name = choice.format or publication.format
    if name not in formats:
        near = difflib.get_close_matches(name, formats, 1)
        meant = f' (did you mean "{near[0]}"?)' if near else ""
        hint = f"one of {', '.join(formats)}, or a [format.{name}] in newsgrid.toml"
        raise bad_input("unknown-format", f'unknown format "{name}"{meant}', hint=hint)
    page = formats[name]
    own = publication.columns if name == publication.format else None
    return grid_of(page, choice.columns or own or (page.text_columns if text else page.columns))
