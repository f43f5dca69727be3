"""A small edition set by hand, without the engine: clean, so that tests can break it in one place.

page 1 (News)            page 2 (News)          page 3 (Sport)          page 4 (Sport)
┌─────────┬─────────┐    ┌───────────────────┐  ┌─────────┬─────────┐  ┌───────────────────┐
│ ferry   │ bakery  │    │ tides             │  │ ferry   │ final   │  │ rowers            │
│         │ picture │    ├─────────┬─────────┤  │ (turn)  │         │  ├─────────┬─────────┤
│         ├─────────┤    │ coupon  │ garage  │  │    ┌────┤         │  │ bank    │ house ad  │
│    jump │ index   │    └─────────┴─────────┘  │    │cafe│         │  └─────────┴─────────┘
└─────────┴─────────┘                           └────┴────┴─────────┘
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image as Drawing
from support.press.sample_documents import DATE, TEXT, broken, set_line, words_of

from layout.page.document import Box, Document, Fragment, Image, Leg, Page, PlacedLine
from layout.page.grid import Area, Grid, column_edges
from layout.page.rect import Rect
from layout.press.pdf import write_pdf
from layout.story.as_written import Story
from layout.story.block import Paragraph, Picture
from layout.story.run import plain, text_of
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.theme import Theme
from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

ROWS, COLUMNS, FIRST, LEADING, GUTTER = 32, 4, 2, 10_500, 11_340
LIVE = Rect(30_000, 30_000, 480_000, ROWS * LEADING)
GRID = Grid(
    (540_000, 396_000),
    LIVE,
    column_edges(LIVE.x, LIVE.width, COLUMNS, GUTTER),
    ROWS,
    LEADING,
    GUTTER,
)
AD_ROWS = 9
DEPTH = (AD_ROWS - 2) * LEADING + 6_000


@dataclass(frozen=True, slots=True)
class Forgery:
    """An edition and all that the checker is told of it."""

    document: Document
    stories: tuple[Story, ...]
    book: tuple[Booking, ...]
    pages: tuple[StackPage, ...]
    plan: AdPlan

    def page(self, number: int) -> Page:
        return self.document.pages[number - 1]

    def with_page(self, page: Page) -> Forgery:
        """The edition with another page of that number."""
        pages = tuple(page if p.number == page.number else p for p in self.document.pages)
        return replace(self, document=replace(self.document, pages=pages))

    def with_story(self, story: Story) -> Forgery:
        return replace(
            self, stories=tuple(story if s.slug == story.slug else s for s in self.stories)
        )

    def with_booking(self, booking: Booking) -> Forgery:
        return replace(self, book=tuple(booking if b.id == booking.id else b for b in self.book))


@dataclass
class Sheet:
    """A page while it is being set."""

    number: int
    theme: Theme
    foundry: Foundry
    section: str
    fragments: list[Fragment] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def line(self, role: str, story: str, area: Area, text: str, style: str) -> None:
        """A line on the last row of an area."""
        type_ = self.theme.styles[style]
        rect = GRID.rect(area)
        line = set_line(words_of(text, type_, self.foundry), rect.width, Ending.LAST)
        placed = PlacedLine(rect.x, GRID.baseline(area.row + area.rows - 1), line)
        self.fragments.append(Fragment(role, story, rect, (placed,)))

    def head(self, story: Story, area: Area, style: str) -> None:
        """A headline in two rows, air, a byline, air: five rows."""
        self.line("headline", story.slug, replace(area, rows=2), text_of(story.headline), style)
        byline = Area(area.column, area.row + 3, area.columns, 1)
        self.line("byline", story.slug, byline, story.byline, "byline")

    def leg(self, story: str, area: Area, lines: list[tuple[Line, int]]) -> None:
        """Lines in a column, in a leg that is as deep as the area; `int` is their paragraph."""
        rect = GRID.rect(area)
        self.legs.append(Leg(story, rect, area.rows, len(lines)))
        for number, group in itertools.groupby(enumerate(lines), key=lambda each: each[1][1]):
            placed = tuple(
                PlacedLine(rect.x, GRID.baseline(area.row + row), line) for row, (line, _) in group
            )
            box = Rect(rect.x, placed[0].baseline - 8_000, rect.width, len(placed) * LEADING)
            self.fragments.append(Fragment("body", story, box, placed, "black", number))

    def ad(self, id: str, column: int, columns: int, file: Path) -> None:
        self.images.append(Image("ad", id, ad_rect(column, columns), file))

    def page(self) -> Page:
        return Page(
            self.number,
            GRID,
            tuple(self.fragments),
            (),
            tuple(self.boxes),
            (),
            tuple(self.legs),
            tuple(self.images),
            self.section,
        )


def ad_rect(column: int, columns: int) -> Rect:
    """An ad at the foot of the page, its foot on the last baseline."""
    rect = GRID.rect(Area(column, ROWS - AD_ROWS, columns, AD_ROWS))
    foot = GRID.baseline(ROWS - 1)
    return Rect(rect.x, foot - DEPTH, rect.width, DEPTH)


def drawing(folder: Path, name: str, rect: Rect) -> Path:
    """A picture of a rectangle's proportions."""
    file = folder / f"{name}.png"
    size = (round(rect.width / 250), round(rect.height / 250))
    Drawing.new("CMYK", size, (30, 10, 10, 0)).convert("RGB").save(file)
    return file


class Forger:
    """Sets the edition."""

    def __init__(self, theme: Theme, foundry: Foundry, folder: Path) -> None:
        self.theme, self.foundry, self.folder = theme, foundry, folder
        self.style = theme.styles["body"]

    def story(
        self, slug: str, headline: str, rows: tuple[int, int], section: str, rank: int
    ) -> Story:
        """A story whose body falls to exactly so many lines, in paragraphs of so many
        or more."""
        body: list[Paragraph] = []
        left, each = rows
        while left:
            take = left if left < 2 * each else each
            body.append(Paragraph(plain(self._copy(take, len(body), slug))))
            left -= take
        return Story(
            slug,
            plain(headline),
            tuple(body),
            byline="By Ana Torres",
            section=section,
            rank=rank,
            tags=(slug,),
        )

    def _copy(self, lines: int, number: int, slug: str) -> str:
        """As many words as fill so many lines, other ones for each paragraph of a story."""
        copy = TEXT.split()
        start = 7 * number % len(copy)
        named = [f"{slug}{number}", *copy[start:], *copy[:start]]
        words = list(itertools.islice(itertools.cycle(named), lines * 9))
        for count in range(len(words), 0, -1):
            if len(self._broken(" ".join(words[:count]), number > 0)) == lines:
                return " ".join(words[:count])
        raise AssertionError(f"no copy of {lines} lines")

    def _broken(self, text: str, indented: bool) -> list[Line]:
        measure = min(width for _, width in GRID.columns)
        words = words_of(text, self.style, self.foundry)
        return list(broken(words, measure, self.style.indent if indented else 0))

    def lines(self, story: Story) -> Iterator[tuple[Line, int]]:
        """The lines of a body with the numbers of their paragraphs."""
        for number, block in enumerate(story.body):
            if isinstance(block, Paragraph):
                for line in self._broken(text_of(block.runs), number > 0):
                    yield line, number + 10

    def sheet(self, number: int, section: str) -> Sheet:
        sheet = Sheet(number, self.theme, self.foundry, section)
        sheet.line("folio", "", Area(0, 0, COLUMNS, 1), f"Page {number}", "folio")
        return sheet

    def forge(self) -> Forgery:
        ferry = replace(self.story("ferry", "Ferry returns to the bay", (92, 7), "News", 1), rank=1)
        bakery = self.story("bakery", "Bakery wins", (18, 3), "News", 3)
        picture = Picture("oven.png", "An oven", plain("The oven on Friday"), "Photo: Ana Torres")
        bakery = replace(bakery, body=(*bakery.body, picture))
        tides = self.story("tides", "Tides were higher than ever", (64, 4), "News", 2)
        final = self.story("final", "Late goal wins final", (50, 5), "Sport", 2)
        rowers = self.story("rowers", "Rowers to train in winter", (64, 4), "Sport", 2)
        stories = (ferry, bakery, tides, final, rowers)
        lines = {story.slug: list(self.lines(story)) for story in stories}
        pages = (
            self._one(ferry, bakery, lines),
            self._whole(2, "News", tides, lines, (("coupon", 0), ("garage", 2))),
            self._three(final, lines),
            self._whole(4, "Sport", rowers, lines, (("bank", 0),)),
        )
        document = Document("Forged", "en", DATE, pages)
        return Forgery(document, stories, BOOK, STACKED, PLAN)

    def _one(self, ferry: Story, bakery: Story, lines: dict[str, list[tuple[Line, int]]]) -> Page:
        sheet = self.sheet(1, "News")
        sheet.head(ferry, Area(0, FIRST, 2, 0), "headline_18")
        sheet.leg("ferry", Area(0, FIRST + 5, 1, 25), lines["ferry"][:25])
        sheet.leg("ferry", Area(1, FIRST + 5, 1, 24), lines["ferry"][25:49])
        sheet.line("jump", "", Area(1, ROWS - 1, 1, 1), "Continued on page 3", "jump")
        sheet.head(bakery, Area(2, FIRST, 2, 0), "headline_14")
        frame = GRID.rect(Area(2, FIRST + 5, 2, 6))
        shown = Rect(frame.x, frame.y + 2_000, frame.width, frame.height - 2_000)
        file = drawing(self.folder, "oven", shown)
        sheet.images.append(Image("picture", "bakery-1", shown, file, "An oven", story="bakery"))
        sheet.line("cutline", "bakery", Area(2, 13, 1, 1), "The oven on Friday", "cutline")
        sheet.line("credit", "bakery", Area(3, 13, 1, 1), "Photo: Ana Torres", "credit")
        sheet.leg("bakery", Area(2, 15, 1, 9), lines["bakery"][:9])
        sheet.leg("bakery", Area(3, 15, 1, 9), lines["bakery"][9:])
        sheet.line("index", "", Area(2, 25, 2, 2), "Inside", "index_head")
        cell = Area(2, 29, 2, 3)
        for text, row, style in (
            ("Sport", 29, "index_section"),
            ("Late goal wins…", 31, "index_entry"),
        ):
            sheet.line("index", "", Area(2, row, 2, 1), text, style)
        sheet.line("index", "", Area(3, 29, 1, 1), "3", "index_page")
        entry = [f for f in sheet.fragments if f.role == "index"][1:]
        rest = [f for f in sheet.fragments if f not in entry]
        sheet.fragments = [*rest, *(replace(f, rect=GRID.rect(cell)) for f in entry)]
        return sheet.page()

    def _whole(
        self,
        number: int,
        section: str,
        story: Story,
        lines: dict[str, list[tuple[Line, int]]],
        ads: tuple[tuple[str, int], ...],
    ) -> Page:
        """A story over all columns, 16 rows deep, above two ads, or an ad and a house ad."""
        sheet = self.sheet(number, section)
        sheet.head(story, Area(0, FIRST, COLUMNS, 0), "headline_18")
        for column in range(COLUMNS):
            part = lines[story.slug][16 * column : 16 * column + 16]
            sheet.leg(story.slug, Area(column, FIRST + 5, 1, 16), part)
        for id, column in ads:
            sheet.ad(id, column, 2, drawing(self.folder, id, ad_rect(column, 2)))
        if len(ads) == 1:
            html = "<p>Advertise here</p>"
            sheet.boxes.append(Box("ad", "house-1", ad_rect(2, 2), html))
        return sheet.page()

    def _three(self, final: Story, lines: dict[str, list[tuple[Line, int]]]) -> Page:
        sheet = self.sheet(3, "Sport")
        sheet.line("turn_head", "", Area(0, FIRST, 2, 2), "Ferry returns", "turn_head")
        sheet.line("jump", "", Area(0, FIRST + 2, 1, 1), "From page 1", "jump")
        left = lines["ferry"][49:]
        sheet.leg("ferry", Area(0, FIRST + 4, 1, 26), left[:26])
        sheet.leg("ferry", Area(1, FIRST + 4, 1, 17), left[26:])
        sheet.ad("cafe", 1, 1, drawing(self.folder, "cafe", ad_rect(1, 1)))
        sheet.head(final, Area(2, FIRST, 2, 0), "headline_18")
        sheet.leg("final", Area(2, FIRST + 5, 1, 25), lines["final"][:25])
        sheet.leg("final", Area(3, FIRST + 5, 1, 25), lines["final"][25:])
        return sheet.page()


def booking(id: str, columns: int = 2, **more: object) -> Booking:
    return Booking(id, f"{id} Ltd", columns, DEPTH, **more)  # type: ignore[arg-type]


BOOK = (
    booking("coupon", coupon=True),
    booking("garage", category="motors"),
    booking("bank", category="money"),
    booking("cafe", 1),
)
PLAN = AdPlan(
    (
        AdPlace("coupon", 2, 0, ROWS - AD_ROWS, 2, AD_ROWS),
        AdPlace("garage", 2, 2, ROWS - AD_ROWS, 2, AD_ROWS),
        AdPlace("bank", 4, 0, ROWS - AD_ROWS, 2, AD_ROWS),
        AdPlace("cafe", 3, 1, ROWS - AD_ROWS, 1, AD_ROWS),
    )
)
STACKED = tuple(
    StackPage(number, section, COLUMNS, ROWS, FIRST)
    for number, section in ((1, "News"), (2, "News"), (3, "Sport"), (4, "Sport"))
)


def printed(forgery: Forgery, theme: Theme, foundry: Foundry, folder: Path) -> Path:
    """The edition as a PDF."""
    file = folder / "edition.pdf"
    file.write_bytes(write_pdf(forgery.document, theme, foundry))
    return file
