"""The publication a story appears in: what stands in masthead, folio, sign-up and links."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from layout.story.creative import NONE, Creatives


@dataclass(frozen=True, slots=True)
class PrintSection:
    """A section of the printed edition, of a number of `pages`, or of as many as it needs (None).

    `share` is the part of its pages that ads should take and `tolerance` by how much it may differ,
    in per cent; `most` what they may take of any one page.
    """

    name: str
    pages: int | None = None
    share: int = 50
    tolerance: int = 15
    most: int = 80


@dataclass(frozen=True, slots=True)
class Trim:
    """Who gives way where there is more copy than room: stories lose their last paragraphs `by`
    "rank" (the better a story's, the less), by "share" (all alike), or not at all ("off"), `most`
    per cent of their text."""

    by: str = "rank"
    most: int = 50


BY_RANK = Trim()
"""The trim of a publication that sets none."""


MARKED, BY_RULE = "marked", "by rule"


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """How many pages the printed edition has (None: as many as it needs, in steps of four), its
    sections in their order, which pages are printed in colour (none named: all), how stories are
    shortened that find too little room, and which pictures are mug shots: those that are `MARKED`
    as such, or those besides that look like one `BY_RULE`.

    Stories of a section that is not named here go into the first one.
    """

    pages: int | None = None
    sections: tuple[PrintSection, ...] = ()
    colour: tuple[int, ...] = ()
    trim: Trim = BY_RANK
    mugs: str = MARKED


def section_among(section: str, names: Sequence[str]) -> str:
    """The section of some names in which a story is printed: its own, else the first of them.

    >>> section_among("Chess", ("News", "Sport")), section_among("Chess", ())
    ('News', 'Chess')
    """
    return section if not names or section in names else names[0]


@dataclass(frozen=True, slots=True)
class Publication:
    """A newspaper or news site, from its newsgrid.toml; every value has a sensible default.

    `language` is a BCP 47 tag, `site` the https address of the web edition without a slash at its
    end, `short_address` the base of printed short addresses ("chl.example/r", "" for the site's
    host). `price`, `number` and `date` are the edition's; a story's own date stands in where `date`
    is None. `newsletter_action` is where sign-up forms send and QR codes lead, "" for none.
    `format` names a page format, `columns` overrides its number of columns. `theme` is the folder
    of a theme (None: the default theme), `folder` the publication's own, `modules` the one its
    shared modules lie in (None: there is none). `sections` are the names of the site's sections in
    their order, `per_section` how many stories of each the home page shows, `current` for how many
    days a story's rank counts there. `creatives` are what may stand in the beds of its ads.
    `print_plan` has the pages and sections of the printed edition, `promos` how many promos stand
    on page one (None: as many as suit it). `preflight` names the profile that artwork is held
    against, "" for none.
    """

    name: str = "newsgrid"
    tagline: str = ""
    language: str = "en"
    site: str = ""
    short_address: str = ""
    price: str = ""
    number: str = ""
    date: datetime.date | None = None
    newsletter_action: str = ""
    format: str = "compact"
    columns: int | None = None
    theme: Path | None = None
    folder: Path | None = None
    modules: Path | None = None
    creatives: Creatives = NONE
    sections: tuple[str, ...] = ()
    per_section: int = 5
    current: int = 7
    print_plan: PrintPlan = PrintPlan()
    promos: int | None = None
    preflight: str = ""
