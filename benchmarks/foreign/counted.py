"""What stands on the finished pages of an edition, counted there: not what make-up says of itself.

    python -m benchmarks.foreign.counted PUBLICATION FILE

The edition that was just printed is made again, from what was remembered of it, and its document
is read: fragments of type, pictures, boxes, legs. Figures go into FILE as JSON. Written
in a process of its own: counting is none of what an edition costs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from layout.edition.in_numbers import figures_of
from layout.edition.make_edition import Newspaper, held_in
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.makeup.type.placed_type import BODY_FROM
from layout.newsgrid import Order, make_newspaper, workshop_in
from layout.page.document import Box, Document, Fragment, Page
from layout.story.as_written import Story
from layout.story.block import Embed, Picture
from layout.story.reading_order import texts_of_block

_FULL = 0.97
"""Of the letters of a story: if so many are in print it is whole. Quotes pulled out of the text and
what print sets in another way (an address of an embed) make the difference."""


@dataclass(frozen=True, slots=True)
class HouseAd:
    """A house ad: its section and page, its columns and rows, and whether it stands where none may:
    on page one, on the first page of a section, or in the top half of a right-hand page."""

    section: str
    page: int
    columns: int
    rows: int
    front: bool
    opener: bool
    top_right: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A story in print: its rank, its section, the share of its letters that are in print, its
    pictures, and those that stand."""

    slug: str
    rank: int
    section: str
    share: float
    pictures: int
    shown: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story that is held over: its rank and its section; a rank of 0 where it was not even set,
    because it is longer than any two pages: no rank would help it."""

    slug: str
    rank: int
    section: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted. `bare` are pages with room for stories that have none, `unshown` those on
    which a story begins that lacks one of its pictures, `white` the rows that legs stay short."""

    stories: tuple[Printed, ...]
    held: tuple[Waiting, ...]
    house_ads: tuple[HouseAd, ...]
    bare: tuple[int, ...]
    pages: int
    white: int
    unshown: tuple[int, ...] = ()


def counted(made: Newspaper) -> Counted:
    """The figures of an edition."""
    document = made.document
    stories = {material.story.slug: material.story for material in made.copy.materials}
    letters = _letters(document)
    there = sorted(stories.keys() & letters.keys())
    printed = [_printed(stories[slug], document, letters) for slug in there]
    names = {booking.id for booking in made.stacked.bookings}
    return Counted(
        tuple(printed),
        tuple(_waiting(made, stories)),
        tuple(_house_ads(document, names)),
        tuple(_bare(made)),
        len(document.pages),
        sum(leg.rows - leg.filled for page in document.pages for leg in page.legs),
        tuple(_unshown(document, printed)),
    )


def _waiting(made: Newspaper, stories: Mapping[str, Story]) -> Iterator[Waiting]:
    """The stories that are held over; none that must not appear yet."""
    for slug in held_in(made.plan, made.copy):
        story = stories.get(slug)
        if story:
            yield Waiting(slug, story.rank, story.section)
        elif slug not in made.copy.embargoed:
            yield Waiting(slug, 0, "")


def _letters(document: Document) -> dict[str, dict[int, int]]:
    """The letters and figures of each block of each story, as they stand in its legs."""
    found: dict[str, dict[int, int]] = {}
    for _, fragment in _type(document):
        if fragment.paragraph >= BODY_FROM:
            blocks = found.setdefault(fragment.story, {})
            number = fragment.paragraph - BODY_FROM
            text = "".join(placed.line.text for placed in fragment.lines)
            blocks[number] = blocks.get(number, 0) + _count(text)
    return found


def _type(document: Document) -> Iterator[tuple[Page, Fragment]]:
    for page in document.pages:
        for fragment in page.fragments:
            if fragment.story:
                yield page, fragment


def _printed(story: Story, document: Document, letters: Mapping[str, Mapping[int, int]]) -> Printed:
    share = share_in_print(story, letters[story.slug])
    pictures = [block for block in story.body if isinstance(block, Picture) and block.src]
    shown = sum(
        image.role == "picture" and image.story == story.slug
        for page in document.pages
        for image in page.images
    )
    return Printed(story.slug, story.rank, story.section, share, len(pictures), shown)


def share_in_print(story: Story, letters: Mapping[int, int]) -> float:
    """The share of a story's letters that are in print: 1 is all of it. Of no block more count than
    it has: bullets and numbers of lists are the printer's."""
    written = {
        index: sum(map(_count, texts_of_block(block)))
        for index, block in enumerate(story.body)
        if not isinstance(block, Picture | Embed)
    }
    whole = sum(written.values())
    there = sum(min(count, letters.get(index, 0)) for index, count in written.items())
    found = there / whole if whole else 1.0
    return 1.0 if found >= _FULL else round(found, 4)


def _count(text: str) -> int:
    """Letters and figures: hyphens and spaces are not the same in print."""
    return sum(map(str.isalnum, text))


def _house_ads(document: Document, booked: set[str]) -> Iterator[HouseAd]:
    before = ""
    for page in document.pages:
        opener = page.section != before or page.number == 1
        before = page.section
        for box in page.boxes:
            if box.role == "ad" and box.id not in booked:
                yield house_ad(box, page, opener)


def house_ad(box: Box, page: Page, opener: bool) -> HouseAd:
    """A house ad as it stands on a page."""
    grid, rect = page.grid, box.rect
    columns = sum(rect.x <= x < rect.right for x, _ in grid.columns)
    rows = -(-(rect.bottom - rect.y) // grid.leading)
    half = grid.live.y + grid.live.height // 2
    top_right = page.number % 2 == 1 and rect.y < half
    front = page.number == 1
    return HouseAd(page.section, page.number, columns, rows, front, opener, top_right)


def _bare(made: Newspaper) -> Iterator[int]:
    """The pages that have room for a story and none on them."""
    plan = made.stacked.plan
    holes = {page.number: hole_of(page, plan.on(page.number)) for page in made.stacked.pages}
    told = {page.number for page, _ in _type(made.document)}
    yield from (number for number, hole in holes.items() if hole.cells and number not in told)


def _unshown(document: Document, printed: Sequence[Printed]) -> Iterator[int]:
    """The pages on which stories begin that lack a picture, each once."""
    begins: dict[str, int] = {}
    for page, fragment in _type(document):
        begins.setdefault(fragment.story, page.number)
    lacking = (story.slug for story in printed if story.shown < story.pictures)
    yield from sorted({begins[slug] for slug in lacking})


def main(arguments: Sequence[str]) -> None:
    """Counts the edition of a folder, printed before, into a file."""
    folder, file = map(Path, arguments)
    shop = workshop_in(folder)
    with shop.memory.making():
        made = make_newspaper(Order(folder), shop)
    found = {"counted": asdict(counted(made)), "figures": figures_of(made)}
    file.write_text(json.dumps(found, default=str), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
