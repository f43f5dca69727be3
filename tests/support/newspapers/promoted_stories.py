"""Stories in places of an edition, for tests of promos: no type is set, nothing is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.editions.samples import GRID, setter

from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.assign.last_edition import LastEdition
from layout.makeup.edition.choose_settings import FinishedPage, PlacedStory
from layout.makeup.edition.promos import Inside
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.item import turned_id
from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.edition.shapes.setting import Setting
from layout.makeup.edition.shapes.which_pictures_hang import Hung
from layout.makeup.edition.tiling.section_layout import Tile
from layout.story.as_written import PromoAsk, Story
from layout.story.block import Picture
from layout.story.run import plain
from slots.stacking.task.ad_page import StackPage


@dataclass(frozen=True, slots=True)
class Placed:
    """A story on a page (0: held over), with the files of its pictures; it goes on on `rest`."""

    slug: str
    page: int
    rank: int = 3
    files: tuple[str, ...] = ("",)
    promo: PromoAsk | None = None
    tags: tuple[str, ...] = ()
    kind: str = ""
    rest: int = 0

    @property
    def pictures(self) -> tuple[Path, ...]:
        """Its own pictures by their files; an empty name is a file of its own."""
        return tuple(Path(f"/{name or self.slug}.jpg") for name in self.files)


def shape(file: Path, across: int = 3, down: int = 2, keep=None) -> PictureShape:
    return PictureShape(file.stem, Picture(file.name, keep=keep), across, down, {}, file)


def article(one: Placed, section: str) -> Article:
    story = Story(
        one.slug,
        plain(f"Headline of {one.slug}"),
        (),
        section=section,
        tags=one.tags,
        rank=one.rank,
        source=f"{one.slug}.md",
        kind=one.kind,
        promo=one.promo,
    )
    pictures = tuple(map(shape, one.pictures))
    return article_of(story, one.slug, Beside(pictures), GRID, setter())


def pages_of(sections: Mapping[str, int]) -> tuple[StackPage, ...]:
    """So many pages of each section, in their order."""
    names = [name for name, count in sections.items() for _ in range(count)]
    return tuple(
        StackPage(number, name, len(GRID.columns), GRID.rows, 8)
        for number, name in enumerate(names, 1)
    )


def inside(
    pages: Sequence[StackPage],
    stories: Sequence[Placed],
    wanted: int | None = None,
    away: frozenset[str] = frozenset(),
) -> Inside:
    """A plan in which the stories stand on their pages."""
    standing: dict[int, list[PlacedStory]] = {page.number: [] for page in pages}
    at: dict[str, int] = {}
    for one in (one for one in stories if one.page):
        at[one.slug] = one.page
        parts = [(one.slug, one.page)] + ([(turned_id(one.slug), one.rest)] if one.rest else [])
        made = article(one, pages[one.page - 1].section)
        for name, page in parts:
            hung = (
                Hung(1, (9,) * len(one.files), others=(1,) * (len(one.files) - 1))
                if name == one.slug
                else Hung()
            )
            setting = Setting(1, 30, 0, hung=hung)
            standing[page].append(PlacedStory(name, Tile(0, 0, 8, 1, 30), setting, made))
    finished = tuple(FinishedPage(n, tuple(placed), (), 0) for n, placed in standing.items())
    held = tuple(one.slug for one in stories if not one.page)
    plan = EditionPlan(finished, LastEdition(at, {}, {}, {}, {}), 0, 0, held, ())
    return Inside(plan, pages, wanted, away)
