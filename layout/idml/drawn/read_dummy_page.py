"""A dummy from an _IDML page: read, taken apart, laid on the grid, written as TOML.

bytes ─> pages ─> frames ─> regions ─> columns and rows ─> TOML, read again as a dummy is
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from layout.idml.drawn.frames_of_page import DrawnPage, drawn_pages
from layout.idml.drawn.on_grid import LEAST_ROWS, GridRegion, OnGrid, on_grid
from layout.idml.drawn.regions import DrawnRegion, regions_of
from layout.page.grid import Grid
from layout.publication.decisions.dummies_toml import read_dummy
from slots.files.decoding import Undecodable
from slots.files.door import Kind, Unopened, read_file
from slots.finding import Finding, Severity, Where, bad_input
from slots.legible import shown

_IDML = Kind("an _IDML package", 200_000_000)
_MM = 72_000 / 25.4
_FAR = 2 * _MM
"""Millipoints from the grid from which on it is told that a region is off."""
_LIKE = 1.3
"""How many times larger or smaller the nearest headline of a theme may be."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """What a page is read for: the grid, and the sizes that headlines of the theme have, in
    millipoints."""

    grid: Grid
    headlines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnDummy:
    """A dummy as TOML: the page that it was read from, its regions in columns and rows with the
    frames that each was made of, and what is to be told."""

    text: str
    page: str
    regions: tuple[GridRegion, ...]
    frames: int
    findings: tuple[Finding, ...]


def read_drawn(file: Path, page: str | None, drawing: Drawing) -> DrawnDummy:
    """The dummy that a page of an _IDML file draws: that of a name ("3"), or the first that has
    frames. Raises BadInput where there is no such page, or nothing drawn that a dummy could have.
    """
    try:
        data = read_file(file, _IDML)
    except Unopened as error:
        raise error.at(Where(str(file))) from None
    return dummy_of(data, file, page, drawing)


def dummy_of(data: bytes, file: Path, page: str | None, drawing: Drawing) -> DrawnDummy:
    """The same, from the bytes of a file."""
    where = Where(str(file))
    try:
        pages = drawn_pages(data, file.name)
    except Undecodable as error:
        hint = "open it in InDesign and export it as InDesign Markup (_IDML) again"
        raise bad_input("damaged-idml", f"cannot be read: {error}", where, hint) from None
    drawn, regions = _chosen(pages, page, where)
    laid = on_grid(drawn, regions, drawing.grid)
    text = _toml(file, drawn, laid, drawing)
    if not any(one.takes != "none" for one in laid.regions):
        hint = "draw a frame for each story, four rows deep at least"
        message = f"page {shown(drawn.name)} has no frame that a story could stand in"
        raise bad_input("nothing-drawn", message, where, hint)
    _, wrong = read_dummy(text, Path(f"{file.stem}.toml"))
    assert not wrong, (wrong, text)
    frames = sum(len(one.frames) for one in regions)
    findings = tuple(_findings(drawn, laid, drawing.grid, where))
    return DrawnDummy(text, drawn.name, laid.regions, frames, findings)


def _chosen(
    pages: Sequence[DrawnPage], name: str | None, where: Where
) -> tuple[DrawnPage, tuple[DrawnRegion, ...]]:
    """The page that is asked for, with its regions. Raises BadInput."""
    if not pages:
        raise bad_input("nothing-drawn", "has no pages", where, "export it from InDesign again")
    named = [each for each in pages if name is None or each.name == name]
    if not named:
        known = ", ".join(shown(each.name) for each in pages[:12])
        message = f"has no page {shown(name or '')}"
        raise bad_input("unknown-page", message, where, f"its pages are {known}")
    for each in named:
        regions = regions_of(each)
        if regions:
            return each, regions
    which = f"page {shown(named[0].name)} has" if name is not None else "its pages have"
    hint = "draw frames on the page itself: what stands on masters is no region"
    raise bad_input("nothing-drawn", f"{which} no frames", where, hint)


# --- what is told ---------------------------------------------------------------------------------


def _findings(page: DrawnPage, laid: OnGrid, grid: Grid, where: Where) -> Iterator[Finding]:
    if laid.scaled:
        width, height = grid.trim
        message = (
            f"page {shown(page.name)} is {_mm(page.width * 1000)} x {_mm(page.height * 1000)} mm, "
            f"the publication's are {_mm(width)} x {_mm(height)} mm: what is within its margins "
            "was scaled to ours"
        )
        hint = "draw on pages of the publication's format, for regions where they are drawn"
        yield Finding("scaled-page", Severity.WARNING, message, where, hint)
    for region in laid.regions:
        if region.why:
            message = f'"{region.name}" takes nothing: {region.why}'
            hint = "draw it elsewhere or larger, or mend the dummy by hand"
            yield Finding("region-left-out", Severity.WARNING, message, where, hint)
        elif region.off > _FAR and region.takes != "none":
            message = f'"{region.name}" is {_mm(region.off)} mm off the grid at most'
            hint = "draw it from column to column and from row to row"
            yield Finding("off-grid", Severity.INFO, message, where, hint)


def _mm(length: float) -> str:
    return f"{length / _MM:.1f}".removesuffix(".0")


# --- TOML -----------------------------------------------------------------------------------------


def _toml(file: Path, page: DrawnPage, laid: OnGrid, drawing: Drawing) -> str:
    about = _string(f"page {page.name} of {file.name}"[:200])
    lines = [
        "# Read from an _IDML page by newsgrid idml --dummy. Regions choose their stories in this",
        "# order. A region without rows is as deep as its story.",
        "",
        f"about = {about}",
        f"columns = {len(drawing.grid.columns)}",
    ]
    for region in laid.regions:
        lines += ["", *_region_lines(region, drawing)]
    return "\n".join([*lines, ""])


def _region_lines(region: GridRegion, drawing: Drawing) -> Iterator[str]:
    yield f"[region.{region.name}]"
    if region.why:
        yield f"# {_line(region.why)}"
    yield f'takes = "{region.takes}"'
    first, last = region.column + 1, region.column + region.columns
    yield f"columns = {first}" if first == last else f"columns = [{first}, {last}]"
    if region.top:
        yield 'at = "top"'
    else:
        yield 'at = "foot"' if region.foot else f"row = {region.row + 1}"
    if region.rows >= LEAST_ROWS:
        yield f"rows = {region.rows}"
    if region.takes in ("none", "briefs", "index"):
        return
    size = _headline(region.headline, drawing.headlines)
    if size:
        yield f'headline = "{size}"'
    if region.picture:
        yield f"picture = {region.picture}"
    if region.deck:
        yield "deck = true"


def _headline(points: float, sizes: Sequence[int]) -> str:
    """The headline of the theme that is nearest to a size; "" where none is like it."""
    if not points or not sizes:
        return ""
    nearest = min(sizes, key=lambda size: abs(size - points * 1000))
    like = nearest / _LIKE <= points * 1000 <= nearest * _LIKE
    return f"{nearest / 1000:g}pt" if like else ""


def _string(text: str) -> str:
    """A text as TOML writes it."""
    safe = _line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe}"'


def _line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
