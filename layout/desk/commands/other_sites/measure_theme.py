"""newsgrid measure-theme: the metrics of another site's theme, measured on its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from layout.desk.command_line.options import FILE, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report

if TYPE_CHECKING:
    from layout.service.foreign.agreement import Agreement, Share
    from layout.service.foreign.measured_page import MeasuredPage, ScreenSize

_NARROWEST, _WIDEST = 200, 4_000

_EPILOG = """\b
Examples:
  newsgrid measure-theme https://example.org/a-post
  newsgrid measure-theme https://example.org/a-post https://example.org/another -o theme.toml
  newsgrid measure-theme saved/post.html --copy .entry-content --screens 375,768,1280
  newsgrid serve --metrics theme.toml

It opens these pages in Chromium, once, with all that they load, and asks the network for nothing
else; a page in a file has what lies beside it alone. It needs Playwright (pip install
'newsgrid[measure]') and Chromium. See docs/measure-theme.md.
"""


class _Widths(click.ParamType[tuple[int, ...]]):
    """Widths of screens in px: "375,768,1280"."""

    name = "widths"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The widths, from narrow to wide."""
        parts = [part.strip() for part in value.split(",")]
        if not all(part.isascii() and part.isdecimal() and len(part) < 5 for part in parts):
            self.fail(f'"{value[:40]}" names no widths: write them as in 375,768', param, ctx)
        widths = sorted(set(map(int, parts)))
        if widths[0] < _NARROWEST or widths[-1] > _WIDEST:
            self.fail(f"a screen is {_NARROWEST} to {_WIDEST} px wide", param, ctx)
        return tuple(widths)


@click.command("measure-theme", epilog=_EPILOG)
@click.argument("pages", nargs=-1, required=True, metavar="URL_OR_FILE...")
@click.option(
    "-o",
    "--output",
    type=FILE,
    default=Path("theme.toml"),
    show_default=True,
    help="The file of metrics; its fonts go into a folder beside it.",
)
@click.option(
    "--copy", metavar="CSS", help="The element with the post; else that with most paragraphs."
)
@click.option(
    "--screens",
    type=_Widths(),
    metavar="WIDTHS",
    help="Widths in px, as in 375,768; else those of the rules' breakpoints.",
)
@click.option("--rules", "source", metavar="FILE|preset:NAME", help="A slots.toml, or a preset.")
@click.option("--chromium", type=FILE, help="The program; else the system's, or Playwright's.")
@reports
def measure_theme(
    console: Console,
    pages: tuple[str, ...],
    output: Path,
    screens: tuple[int, ...] | None,
    source: str | None,
    **how: Any,
) -> Report:
    """Measure the theme of another site on posts of it, for posts that newsgrid serve has as HTML.

    Type, margins and fonts of all roles go into a file of metrics, at each screen. Then the heights
    of the blocks of those very pages are predicted by it, and compared with what stands there.
    """
    from layout.service.foreign.measure_theme import measured_theme, screens_of
    from layout.work.terminal.output import write_each
    from slots.rulebook.by_name import source_text
    from slots.rulebook.load import default_text, parse_rules

    rules = parse_rules(source_text(source) if source else default_text(), source or "slots.toml")
    sizes = screens_of(rules, screens or ())
    measured = _measured(console, pages, sizes, _How(**how))
    console.step("Taking fonts and metrics together")
    folder = f"{output.stem}-fonts"
    theme = measured_theme(measured, sizes, folder)
    files = {f"{folder}/{font.name}": font.data for font in theme.fonts.values()}
    files[output.name] = theme.toml.encode()
    console.step("Predicting the blocks of the pages")
    found = _tried(files, output.name, measured)
    write_each({output.parent / name: data for name, data in files.items()})
    data = {
        "file": str(output),
        "pages": [
            {"page": page.address, "copy": name, "blocks": len(page.widest.blocks)}
            for page, name in zip(measured, theme.copies, strict=True)
        ],
        "fonts": {role: f"{folder}/{font.name}" for role, font in theme.fonts.items()},
        "screens": [
            {"viewport": [size.width, size.height], **_share(found.at(index))}
            for index, size in enumerate(sizes)
        ],
        "roles": {role: _share(share) for role, share in found.by_role().items()},
        "untold": found.untold,
    }
    return Report(data, _text(data, sizes, found), theme.findings)


@dataclass(frozen=True, slots=True)
class _How:
    """How pages are opened: the copy's element, None for the one that is found, and Chromium."""

    copy: str | None
    chromium: Path | None


def _measured(
    console: Console, addresses: Sequence[str], screens: Sequence[ScreenSize], how: _How
) -> tuple[MeasuredPage, ...]:
    """The pages, each opened once and measured at all screens. Raises BadInput where one cannot be
    opened, or has no copy."""
    from layout.service.foreign.browser import chromium, opened, url_of
    from layout.service.foreign.measured_page import measured_page

    found = []
    for address in addresses:
        url_of(address)  # before anything is started
    with chromium(how.chromium) as browser:
        for address in dict.fromkeys(addresses):
            console.step(f"Opening {address} in Chromium")
            with opened(browser, address) as page:
                console.step(f"Measuring it at {len(screens)} screens")
                found.append(measured_page(page, screens, how.copy))
    return tuple(found)


def _tried(files: Mapping[str, bytes], name: str, pages: Sequence[MeasuredPage]) -> Agreement:
    """How well the metrics in a file tell the pages. It is read as newsgrid serve reads it, before
    anything is written where it is to stand."""
    from layout.service.foreign.agreement import agreement
    from layout.service.measured.metrics import read_theme

    with TemporaryDirectory() as place:
        for each, data in files.items():
            file = Path(place) / each
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
        return agreement(read_theme(Path(place) / name), pages)


def _share(share: Share) -> dict[str, Any]:
    return {
        "blocks": share.blocks,
        "within_px": share.within_px,
        "within_line": share.within_line,
        "drift": round(share.drift, 1),
    }


def _text(data: dict[str, Any], sizes: Sequence[ScreenSize], found: Agreement) -> str:
    """The report for people: what was written, and two tables of how well it tells the pages."""
    from layout.work.terminal.text_tables import table

    head = ("blocks", "within 1 px", "within a line", "too high by")
    by_screen = [(f"{each.width} px", *_cells(found.at(at))) for at, each in enumerate(sizes)]
    by_role = [(role, *_cells(share)) for role, share in found.by_role().items()]
    fonts = sorted(set(data["fonts"].values()))
    lines = [f"{data['file']}: the metrics of {', '.join(p['copy'] for p in data['pages'])}"]
    lines += [f"{font}: a font of the site" for font in fonts]
    if found.untold:
        lines.append(f"{found.untold} blocks are not compared: nothing tells their height")
    tables = (table(("screen", *head), by_screen), table(("role", *head), by_role))
    return "\n\n".join(("\n".join(lines), *tables))


def _cells(share: Share) -> tuple[str, ...]:
    of = max(share.blocks, 1)
    parts = (f"{100 * part / of:.1f} %" for part in (share.within_px, share.within_line))
    return (str(share.blocks), *parts, f"{share.drift:.0f} px")


COMMAND = measure_theme
