"""House ads: where each stands in an edition, by decision or since nothing else would, and its
facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.desk.preview.print.facts.known import Facts
from layout.makeup.edition.shapes.item import house_ad_of
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.press.boxes.house_ads import HOUSE_ADS
from layout.work.terminal.report import counted

if TYPE_CHECKING:
    from layout.edition.make_edition import Newspaper
    from layout.makeup.edition.tiling.section_layout import Tile


@dataclass(frozen=True, slots=True)
class HouseAdPlace:
    """Where a house ad stands, by its name: its page, its first column and row there as pages.toml
    counts them, its columns and rows, air included; whether that is `decided`."""

    name: str
    page: int
    column: int
    row: int
    columns: int
    rows: int
    decided: bool

    @property
    def size(self) -> str:
        """Its size in words."""
        return f"{counted(self.columns, 'column')} × {counted(self.rows, 'row')}"

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        last = self.column + self.columns - 1
        across = f"column {last}" if self.columns == 1 else f"columns {self.column} to {last}"
        return f"{across}, rows {self.row} to {self.row + self.rows - 1}"


def house_ad_places(newspaper: Newspaper) -> tuple[HouseAdPlace, ...]:
    """Where house ads stand, page by page; one that takes its turn may stand several times. Of
    pages that are closed nothing is told."""
    boxes = (box for page in newspaper.document.pages for box in page.boxes if box.house_ad)
    names = {box.id: box.house_ad for box in boxes}
    return tuple(_places(newspaper, names))


def _places(newspaper: Newspaper, names: dict[str, str]) -> Iterator[HouseAdPlace]:
    stacked = newspaper.stacked
    papers = {paper.number: paper for paper in stacked.pages}
    for page in newspaper.plan.pages:
        top = hole_of(papers[page.page], stacked.plan.on(page.page)).top
        fillers = ((names.get(f"house-{page.page}-{n}"), t) for n, t in enumerate(page.fillers))
        decided = ((house_ad_of(one.id), one.tile) for one in page.placed)
        yield from (_place(name, page.page, tile, top, True) for name, tile in decided if name)
        yield from (_place(name, page.page, tile, top, False) for name, tile in fillers if name)


def _place(name: str, page: int, tile: Tile, top: int, decided: bool) -> HouseAdPlace:
    row = tile.row - top + 1
    return HouseAdPlace(name, page, tile.column + 1, row, tile.columns, tile.rows, decided)


def house_ad_facts(newspaper: Newspaper, name: str) -> Facts | None:
    """The facts of a house ad by its name; None where there is none of that name."""
    if name not in HOUSE_ADS:
        return None
    places = [one for one in house_ad_places(newspaper) if one.name == name]
    facts = tuple((f"page {one.page}", f"{one.size}: {one.words}") for one in places)
    return Facts(f"House ad: {name}", facts, tuple(_sentences(name, places, newspaper)))


def _sentences(name: str, places: list[HouseAdPlace], newspaper: Newspaper) -> Iterator[str]:
    if not places:
        refused = name in newspaper.copy.decisions.house_ads
        yield "It stands nowhere, though it was decided." if refused else "It stands nowhere."
    for one in places:
        if one.decided:
            yield f"On page {one.page} it stands by decision."
        else:
            yield (
                f"On page {one.page} it fills a hole of {one.size} that neither stories nor booked "
                "ads take. Stories that are longer, or another story in the section, would close "
                "it."
            )
