"""The skyline: promos side by side over the masthead of page one, in the columns of the page.

┌───────┐ Living    │ ┌───────┐ Sport        promo_kicker
│picture│ The woman │ │picture│ Herons rise  promo_words
│       │ who draws │ │       │ to sink City
└───────┘ Page 13   │ └───────┘ Page 19      promo_page; between them, and below: promo
─────────────────────────────────────────
Cuenca High Life

How deep it is depends on the grid alone, so that ads and stories can be placed before anybody knows
what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.type.furniture import Furniture, drawn
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.index import lines_within
from layout.page.document import Fragment, Image, PlacedLine, Stroke
from layout.page.grid import Area, Grid
from layout.page.rect import Rect
from layout.story.text.no_break import apart
from layout.typeset.set_text import Compositor, set_line
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import Align, TypeStyle
from slots.book.sheet import CAP_SHARE

_ROLE = "promo"
_LEAST, _MOST, _DEEP = 8, 10, 0.55  # rows of its pictures, which are so deep by their width
_AIR = 2  # rows below them, with a line
_LINE_SHARE = 0.75  # of a row, from the foot of the pictures' rows down to that line
_PART = 3  # the skyline and the name below it take at most so much of a page: a third
_SIZES = (1_500, 1_250, 1_000, 880, 760, 680)
"""Per mille of promo_words: the largest at which all fit is taken."""
_FLAT = 2  # columns of a picture at most
_GAP = 9_000  # between a picture and the words beside it, in one column
_LIFTED = 1_500  # from the kicker to the first line, over its leading


@dataclass(frozen=True, slots=True, eq=False)
class Promo:
    """A promo: the section it leads to, a few words, the page, a picture (None: words alone), and
    the slug of its story ("" where it names a section alone)."""

    section: str
    words: str
    page: int
    picture: PictureShape | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """The place of a promo: that of its picture, and of the words beside it."""

    picture: Rect
    words: Rect


@dataclass(frozen=True, slots=True)
class _Set:
    """The words of a promo, set: whether they are `whole`, or a word had to be `torn`."""

    lines: tuple[Line, ...]
    style: TypeStyle
    whole: bool
    torn: bool


def skyline_rows(grid: Grid, below: int) -> int:
    """How many rows a skyline takes, line and air below it included, over a masthead after which
    copy starts in row `below`; 0 where the page is too small for one."""
    rows = _picture_rows(grid) + _AIR
    return rows if (rows + below) * _PART <= grid.rows else 0


def _picture_rows(grid: Grid) -> int:
    """Those of a picture one column wide: flat, as a skyline must not stand over the lead."""
    width = min(width for _, width in grid.columns)
    return min(max(round(width * _DEEP / grid.leading), _LEAST), _MOST)


def lowered(grid: Grid, rows: int) -> Grid:
    """A grid without its first rows: for what stands below a skyline."""
    live, down = grid.live, rows * grid.leading
    return replace(
        grid, live=replace(live, y=live.y + down, height=live.height - down), rows=grid.rows - rows
    )


def skyline(promos: Sequence[Promo], grid: Grid, by: Compositor) -> Furniture:
    """Promos in their order from the left, at the head of a page; the wider places come first."""
    promos = _readable(promos, grid, by)
    cells = _cells(promos, grid)
    fragments: list[Fragment] = []
    images: list[Image] = []
    for promo, cell, words in zip(promos, cells, _all_set(promos, grid, by), strict=True):
        fragments.extend(_type(promo, cell.words, words, grid, by))
        if promo.picture and promo.picture.file:
            images.append(_image(promo, promo.picture, cell.picture))
    return Furniture(
        tuple(fragments),
        tuple(_strokes(promos, grid, by)),
        _picture_rows(grid) + _AIR,
        tuple(images),
    )


def cut_short(promos: Sequence[Promo], grid: Grid, by: Compositor) -> tuple[Promo, ...]:
    """The promos that find no room in their place whole: the last words are left out, or one is
    torn."""
    made = zip(promos, _all_set(_readable(promos, grid, by), grid, by), strict=True)
    return tuple(promo for promo, words in made if not words.whole)


def _places(count: int, grid: Grid) -> list[Area]:
    """The columns of each of so many promos, the wider ones first."""
    each, more = divmod(len(grid.columns), max(1, count))
    widths = [each + (number < more) for number in range(count)]
    firsts = accumulate(widths, initial=0)
    rows = _picture_rows(grid)
    return [Area(first, 0, wide, rows) for first, wide in zip(firsts, widths, strict=False)]


def _cells(promos: Sequence[Promo], grid: Grid) -> list[_Cell]:
    places = _places(len(promos), grid)
    return [_cell(promo, place, grid) for promo, place in zip(promos, places, strict=True)]


def _cell(promo: Promo, place: Area, grid: Grid) -> _Cell:
    """A picture has a column, or two of three and more where its story says what must be seen,
    and that is so flat; half of it where that is all there is. The words have the rest."""
    top = grid.baseline(0) - round(grid.leading * CAP_SHARE)
    depth = grid.baseline(place.rows - 1) - top
    whole = replace(grid.rect(place), y=top, height=depth)
    if promo.picture is None:
        return _Cell(replace(whole, width=0), whole)
    across, gap = grid.columns[place.column][1], grid.gutter
    if place.columns == 1:
        across, gap = (across - _GAP) // 2, _GAP
    elif place.columns > _FLAT and promo.picture.picture.keep:
        wide = grid.rect(replace(place, columns=_FLAT)).width
        across = wide if promo.picture.fitted(wide, depth) == (wide, depth) else across
    left = whole.x + across + gap
    words = replace(whole, x=left, width=whole.right - left)
    return _Cell(replace(whole, width=across), words)


def _readable(promos: Sequence[Promo], grid: Grid, by: Compositor) -> list[Promo]:
    """Promos, without their picture those of which a word is too long for the place beside it."""
    found = []
    for promo, cell in zip(promos, _cells(promos, grid), strict=True):
        least = _set(promo.words, cell.words, _SIZES[-1], grid, by)
        found.append(replace(promo, picture=None) if least.torn else promo)
    return found


def _all_set(promos: Sequence[Promo], grid: Grid, by: Compositor) -> list[_Set]:
    """The words of all promos, those in one column apart from wider ones, in one size: the largest
    in which they all fit, if there is one."""
    cells = _cells(promos, grid)
    narrow = [place.columns == 1 for place in _places(len(promos), grid)]
    found: dict[int, _Set] = {}
    for kind in (False, True):
        among = [number for number, one in enumerate(narrow) if one is kind]
        for share in _SIZES:
            made = {n: _set(promos[n].words, cells[n].words, share, grid, by) for n in among}
            if all(one.whole for one in made.values()):
                break
        found |= made
    return [found[number] for number in range(len(promos))]


def _set(text: str, room: Rect, share: int, grid: Grid, by: Compositor) -> _Set:
    usual = by.style("promo_words")
    size, leading = (length * share // 1_000 for length in (usual.size, usual.leading))
    depth = (_picture_rows(grid) - 2) * grid.leading - _LIFTED  # between kicker and page
    if leading > depth:  # type of a theme that is larger than its place
        size, leading = size * depth // leading, depth
    style = replace(usual, size=size, leading=leading)
    lines = lines_within(text, room.width, depth // leading, style, by)
    said = " ".join(line.text for line in lines)
    meant = " ".join(apart(text))
    return _Set(lines, style, said == meant, not meant.startswith(said.removesuffix("…")))


def _type(promo: Promo, room: Rect, words: _Set, grid: Grid, by: Compositor) -> Iterator[Fragment]:
    """Kicker at the head, words below it, the page at the foot."""
    kicker, page = by.style("promo_kicker"), by.style("promo_page")
    name = lines_within(promo.section, room.width, 1, kicker, by)
    head, foot = grid.baseline(0), room.bottom
    yield _fragment(room, kicker, tuple(PlacedLine(room.x, head, line) for line in name))
    placed = tuple(
        PlacedLine(room.x, head + _LIFTED + number * words.style.leading, line)
        for number, line in enumerate(words.lines, 1)
    )
    yield _fragment(room, words.style, placed)
    number = wording(by.language).page.format(page=promo.page)
    line = set_line(number, room.width, page, by, Align.LEFT)
    yield _fragment(room, page, (PlacedLine(room.x, foot, line),))


def _fragment(rect: Rect, style: TypeStyle, lines: tuple[PlacedLine, ...]) -> Fragment:
    return Fragment(_ROLE, "", rect, lines, style.colour)


def _image(promo: Promo, shape: PictureShape, room: Rect) -> Image:
    """The picture of a promo, as large as its place lets what must be seen be whole."""
    assert shape.file is not None
    width, depth = shape.fitted(room.width, room.height)
    rect = Rect(room.x, room.y, width, depth)
    crop = shape.window(width, depth)
    return Image(_ROLE, f"promo-{promo.slug}", rect, shape.file, shape.picture.alt, crop)


def _strokes(promos: Sequence[Promo], grid: Grid, by: Compositor) -> Iterator[Stroke]:
    """Lines between the promos, and one below them all."""
    style, cells = by.theme.strokes[_ROLE], _cells(promos, grid)
    for place, cell in zip(_places(len(promos), grid)[1:], cells[1:], strict=True):
        before, width = grid.columns[place.column - 1]
        x = (before + width + grid.columns[place.column][0]) // 2
        top, foot = cell.words.y, cell.words.bottom
        if style.thickness:
            yield Stroke(x, top, x, foot, style.thickness, style.colour)
    y = grid.row_top(_picture_rows(grid)) + round(_LINE_SHARE * grid.leading)
    yield from drawn(grid.live.x, grid.live.right, y, _ROLE, by)
