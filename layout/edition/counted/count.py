"""Art direction, counted: each page of a finished edition, and the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layout.edition.counted.grey import Grey, grey_of
from layout.edition.counted.heads import Heads, heads_of
from layout.edition.counted.house_ad_places import HouseAdPlaces, house_ad_places
from layout.edition.counted.legs import LegDepths, briefs_among, leg_depths
from layout.edition.counted.lines import LineFigures, line_figures
from layout.edition.counted.pictures import PagePictures, paper_of, pictures_of
from layout.edition.counted.space import EditorialPage
from layout.edition.make_edition import Newspaper
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.typeset.words.theme import Theme


@dataclass(frozen=True, slots=True)
class CountedPage:
    """What was counted on a page; each part says what it counts."""

    number: int
    section: str
    pictures: PagePictures
    grey: Grey
    legs: LegDepths
    heads: Heads


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in an edition: page by page, and what goes over all of them. `paper` is the
    area of all pages, in square millipoints."""

    pages: tuple[CountedPage, ...]
    house_ads: HouseAdPlaces
    lines: LineFigures
    paper: int


def count(made: Newspaper) -> Counted:
    """The figures of a finished edition."""
    return counted(tuple(_editorial_pages(made)), made.stacked.theme)


def counted(pages: Sequence[EditorialPage], theme: Theme) -> Counted:
    """The figures of pages that are set in a theme."""
    printed = [page.page for page in pages]
    briefs = briefs_among(printed)
    return Counted(
        tuple(_counted(page, briefs) for page in pages),
        house_ad_places(pages),
        line_figures(printed, theme.styles),
        paper_of(pages),
    )


def _counted(editorial: EditorialPage, briefs: frozenset[str]) -> CountedPage:
    page = editorial.page
    return CountedPage(
        page.number,
        page.section,
        pictures_of(editorial),
        grey_of(editorial),
        leg_depths(page, briefs),
        heads_of(page),
    )


def _editorial_pages(made: Newspaper) -> Iterator[EditorialPage]:
    """The pages of an edition with their news holes."""
    section = None
    for page, sheet in zip(made.document.pages, made.open_pages, strict=True):
        hole = hole_of(sheet, made.stacked.plan.on(sheet.number))
        yield EditorialPage(page, hole, sheet.section != section)
        section = sheet.section
