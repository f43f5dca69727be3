"""newsgrid idml --dummy PAGE.idml: a page that was drawn, as a dummy of the publication's theme."""

from __future__ import annotations

from pathlib import Path

from layout.desk.command_line.never_overwrite import refuse_sources
from layout.idml.drawn.on_grid import GridRegion
from layout.idml.drawn.read_dummy_page import Drawing, DrawnDummy, read_drawn
from layout.publication.decisions.dummies_toml import DUMMIES
from layout.publication.material import theme_of
from layout.publication.settings.newsgrid_toml import FILE, load_house
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from layout.work.terminal.console import STDOUT
from layout.work.terminal.output import write_file
from layout.work.terminal.report import Report, counted
from slots.files.door import there
from slots.finding import Where, bad_input
from slots.legible import shown

_MM = 72_000 / 25.4


def take_in(folder: Path, page: Path, name: str | None, output: Path) -> Report:
    """The dummy that a page of an IDML file draws, on the grid of the publication in a folder,
    written as TOML. Raises BadInput where there is no publication, or no dummy comes of it."""
    file = folder if folder.name == FILE else folder / FILE
    if not there(file):
        hint = (
            f"name the publication whose grid it is for: newsgrid idml PUBLICATION --dummy {page}"
        )
        raise bad_input("no-publication", f"there is no {FILE} here", Where(str(folder)), hint)
    house = load_house(file)
    sizes = tuple(style.size for style in theme_of(house.publication).headlines())
    refuse_sources((output,), folder)
    read = read_drawn(page, name, Drawing(grid_for(house, AS_PUBLISHED), sizes))
    write_file(output, read.text.encode())
    data = {
        "files": [str(output)],
        "page": read.page,
        "frames": read.frames,
        "regions": [_as_data(region) for region in read.regions],
    }
    return Report(data, _text(read, output), read.findings, aside=output is STDOUT)


def _as_data(region: GridRegion) -> dict[str, object]:
    return {
        "name": region.name,
        "takes": region.takes,
        "columns": [region.column + 1, region.column + region.columns],
        "row": region.row + 1,
        "rows": region.rows,
        "off_mm": round(region.off / _MM, 1),
        "why": region.why or None,
    }


def _text(read: DrawnDummy, output: Path) -> str:
    lines = [
        f"Wrote {shown(output)}: {counted(len(read.regions), 'region')} "
        f"of page {shown(read.page)}, from {counted(read.frames, 'frame')}"
    ]
    for one in read.regions:
        columns = f"columns {one.column + 1}-{one.column + one.columns}"
        rows = f"rows {one.row + 1}-{one.row + one.rows}"
        lines.append(f"  {one.name}: {one.takes}, {columns}, {rows}, {one.off / _MM:.1f} mm off")
    lines.append(f"Put it into the folder {DUMMIES} of the theme to use it (docs/theme.md).")
    return "\n".join(lines)
