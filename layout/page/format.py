"""Page formats: trim, margins, columns, gutter and leading, and the grid they make."""

from __future__ import annotations

from dataclasses import dataclass

from layout.page.grid import Grid, column_edges
from layout.page.rect import Rect
from slots.finding import BadInput, Finding, Severity

MM = 72_000 / 25.4  # millipoints
INCH = 72_000
_MINIMUM_COLUMN = 50_000  # narrower than about 10 characters of text cannot be set
_MINIMUM_ROWS = 12


@dataclass(frozen=True, slots=True)
class Margins:
    """White around the live area, in millipoints. `side` is both left and right."""

    top: int
    side: int
    foot: int


@dataclass(frozen=True, slots=True)
class Format:
    """A page format. Lengths in millipoints; `columns` for mixed pages, `text_columns` for pages
    of text alone."""

    name: str
    width: int
    height: int
    margins: Margins
    columns: int
    text_columns: int
    gutter: int
    leading: int = 10_500


def _mm(value: float) -> int:
    return round(value * MM)


def _format(
    name: str,
    size: tuple[float, float],
    margins: tuple[float, float, float],
    columns: tuple[int, int],
) -> Format:
    """A format from millimetres: (width, height), (top, side, foot), (mixed, text) columns."""
    top, side, foot = margins
    return Format(
        name,
        _mm(size[0]),
        _mm(size[1]),
        Margins(_mm(top), _mm(side), _mm(foot)),
        columns[0],
        columns[1],
        _mm(4),
    )


# Trims from shared/domain/print.md (published by printers); margins and columns are ours.
FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        _format("compact", (280, 400), (14, 12, 14), (6, 5)),
        _format("tabloid", (289, 380), (14, 12, 14), (6, 5)),
        _format("half-sheet", (280, 430), (14, 12, 14), (6, 5)),
        _format("berliner", (315, 470), (15, 13, 15), (6, 6)),
        _format("broadsheet", (375, 600), (16, 14, 16), (8, 7)),
        _format("a3", (297, 420), (14, 13, 14), (6, 5)),
        _format("a4", (210, 297), (14, 14, 14), (4, 3)),
        _format("a5", (148, 210), (11, 11, 11), (2, 2)),
        _format("letter", (215.9, 279.4), (14, 14, 14), (4, 3)),
        _format("legal", (215.9, 355.6), (14, 14, 14), (4, 3)),
    )
}


def grid_of(page: Format, columns: int | None = None) -> Grid:
    """The grid of a format, with its own number of columns or another.

    Raises BadInput naming each way in which nothing can be set on it: margins that leave no room,
    too few rows, columns too narrow.
    """
    count = columns or page.columns
    measure = page.width - 2 * page.margins.side
    depth = page.height - page.margins.top - page.margins.foot
    rows = max(depth, 0) // page.leading
    problems = [*_too_small(page, measure, rows), *_too_narrow(page, measure, count)]
    if problems:
        raise BadInput(problems)
    live = Rect(page.margins.side, page.margins.top, measure, rows * page.leading)
    edges = column_edges(live.x, measure, count, page.gutter)
    return Grid((page.width, page.height), live, edges, rows, page.leading, page.gutter)


def _in_mm(length: int) -> str:
    return f"{length / MM:.1f} mm"


def _too_small(page: Format, measure: int, rows: int) -> list[Finding]:
    problems = []
    side, width, height = map(_in_mm, (page.margins.side, page.width, page.height))
    if measure < _MINIMUM_COLUMN:
        message = f"side margins of {side} leave {_in_mm(measure)} of its {width} width"
        hint = "make the margins smaller or the page wider; "
        problems.append(
            _complaint(page, message, hint + f"a column needs {_in_mm(_MINIMUM_COLUMN)}")
        )
    if rows < _MINIMUM_ROWS:
        leading = f"{page.leading / 1000:g} pt"
        message = f"margins leave {rows} rows of {leading} on its {height} height"
        hint = "make the margins smaller or the page higher; "
        hint += f"a page needs {_MINIMUM_ROWS} rows"
        problems.append(_complaint(page, message, hint))
    return problems


def _complaint(page: Format, message: str, hint: str) -> Finding:
    text = f"format {page.name}: {message}"
    return Finding("page-too-small", Severity.ERROR, text, hint=hint)


def _too_narrow(page: Format, measure: int, columns: int) -> list[Finding]:
    width = (measure - page.gutter * (columns - 1)) // columns
    if measure < _MINIMUM_COLUMN or width >= _MINIMUM_COLUMN:
        return []
    most = max(1, (measure + page.gutter) // (_MINIMUM_COLUMN + page.gutter))
    message = f"format {page.name}: {columns} columns would be {_in_mm(width)} wide each"
    fit = "1 column fits" if most == 1 else f"{most} columns fit"
    hint = f"at most {fit}; a column needs {_in_mm(_MINIMUM_COLUMN)}"
    return [Finding("column-too-narrow", Severity.ERROR, message, hint=hint)]
