"""What stands where on a page that closes: so that of a page which is bytes from then on it is
known which story each of its words is of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from layout.edition.make_edition import Newspaper
from layout.makeup.edition.gathered_article import Gathered
from layout.makeup.edition.shapes.item import INDEX, story_of
from layout.makeup.edition.shapes.news_hole import AIR
from layout.page.document import Box, Fragment, Image, Page
from layout.page.grid import Area
from layout.page.rect import Rect
from layout.press.pdf import ad_labels
from layout.publication.closed_pages import ClosedStand

_RISE, _DEPTH = 76, 24
"""How far type reaches over and under its baseline, in per cent of its size."""

_OUT = 3_000
"""Millipoints that it may reach out of its place and still be found there."""

_AHEAD = {"promo": 0, "index": 1}
"""How many titles come before what leads to pages."""


class _Tile(NamedTuple):
    """A story, "" for several under one head, and where it stands on its page."""

    story: str
    rect: Rect


def standing(made: Newspaper, page: Page) -> tuple[ClosedStand, ...]:
    """All that stands on a page of an edition, type in reading order."""
    tiles = _tiles(made, page)
    leads = _leads(made, page.fragments)
    stacked = made.stacked
    labels = ad_labels(page, stacked.theme, stacked.foundry)
    things: tuple[Box | Image, ...] = (*page.boxes, *page.images)
    several = Counter(one.rect for one in page.fragments)
    labelled = [thing for thing in things if thing.label]
    return (
        *(
            ClosedStand(
                *("text", _place(one.rect), one.role, _story_of(one, tiles)),
                paragraph=one.paragraph,
                runs_on=one.continues,
                leads_to=leads.get(one.rect, 0) if one.role in _AHEAD else 0,
                type=_type(one, several[one.rect] > 1),
            )
            for one in page.fragments
            if any(placed.line.words for placed in one.lines)
        ),
        *(
            ClosedStand("text", _place(label.rect), "label", id=thing.id)
            for thing, label in zip(labelled, labels, strict=True)
        ),
        *(_image(image) for image in page.images),
        *(_box(box, tiles) for box in page.boxes),
    )


def _type(fragment: Fragment, shared: bool) -> tuple[int, int, int, int] | None:
    """Where the words of a fragment are, if its place does not say so, being `shared` or narrow."""
    lines = [placed for placed in fragment.lines if placed.line.words]
    sizes = [max(word.size for word in placed.line.words) for placed in lines]
    edges = [
        (left, placed.baseline - size * _RISE // 100, left + placed.line.width, placed.baseline)
        for placed, size in zip(lines, sizes, strict=True)
        for left in (placed.x + placed.line.indent,)
    ]
    lefts, tops, rights, feet = zip(*edges, strict=True)
    x, y, right, foot = min(lefts), min(tops), max(rights), max(feet)
    rect, bottom = fragment.rect, foot + max(sizes) * _DEPTH // 100
    near = rect.x - _OUT <= x and rect.y - _OUT <= y
    if near and right <= rect.right + _OUT and bottom <= rect.bottom + _OUT and not shared:
        return None
    return _place(Rect(x, y, right - x, bottom - y))


def _story_of(fragment: Fragment, tiles: Sequence[_Tile]) -> str:
    return fragment.story or ("" if fragment.role in _AHEAD else _at(tiles, fragment.rect))


def _image(image: Image) -> ClosedStand:
    place = _place(image.rect)
    if image.role == "ad":
        return ClosedStand("ad", place, "ad", id=image.id)
    kind: Literal["promo", "picture"] = "promo" if image.role == "promo" else "picture"
    return ClosedStand(kind, place, image.role, image.story, title=image.alternative)


def _box(box: Box, tiles: Sequence[_Tile]) -> ClosedStand:
    if box.role == "ad":
        return ClosedStand("ad", _place(box.rect), "house_ad" if box.house_ad else "ad", id=box.id)
    return ClosedStand("box", _place(box.rect), box.role, _at(tiles, box.rect))


def _place(rect: Rect) -> tuple[int, int, int, int]:
    return rect.x, rect.y, max(rect.width, 1), max(rect.height, 1)


def _tiles(made: Newspaper, page: Page) -> list[_Tile]:
    """The stories of a page, and where each stands; "" for several under one head."""
    placed = next(one.placed for one in made.plan.pages if one.page == page.number)
    return [
        _Tile(
            "" if isinstance(one.article, Gathered) else story_of(one.id),
            page.grid.rect(Area(one.tile.column, one.tile.row + AIR, one.tile.columns, rows)),
        )
        for one in placed
        for rows in (one.tile.rows - AIR,)
        if one.id != INDEX and one.article
    ]


def _at(tiles: Iterable[_Tile], rect: Rect) -> str:
    """The story that stands where the middle of a rectangle is."""
    x, y = rect.x + rect.width // 2, rect.y + rect.height // 2
    for slug, tile in tiles:
        if tile.x <= x < tile.right and tile.y <= y < tile.bottom:
            return slug
    return ""


def _leads(made: Newspaper, fragments: Sequence[Fragment]) -> dict[Rect, int]:
    """The pages that promos, and the entries of the index, lead to, by their places."""
    pages = {"promo": [one.page for one in made.promos], "index": [one.page for one in made.index]}
    return dict(_led(fragments, pages))


def _led(fragments: Sequence[Fragment], pages: dict[str, list[int]]) -> Iterator[tuple[Rect, int]]:
    for role, titles in _AHEAD.items():
        rects = list(dict.fromkeys(one.rect for one in fragments if one.role == role))
        yield from zip(rects[titles:], pages[role], strict=False)
