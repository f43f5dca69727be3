"""newsgrid print: a story or a whole edition as a PDF for the press, or the same as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.desk.command_line.options import INPUT, OUTPUT, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report, count_findings, counted
from layout.work.terminal.streams import STDOUT, check_stdout, refuse_stdout
from slots.files.door import STDIN, is_folder, there
from slots.finding import bad_input
from slots.legible import shown

if TYPE_CHECKING:
    from layout.edition.single.print_story import PrintEdition
    from layout.publication.material import Material

_FILE_OF_SETTINGS = "newsgrid.toml"

_EPILOG = """\b
Examples:
  newsgrid print story.md                         writes story.pdf beside it
  newsgrid print - < story.md > story.pdf         a story from stdin, its PDF on stdout
  newsgrid print story.md -o page.pdf --format berliner --columns 5
  newsgrid print story.md -o proof.pdf --proof    with grid, legs, slots and refusals drawn on it
  newsgrid print story.md -o page --html          the same page as HTML, in the folder "page"
  newsgrid print gazette -o edition.pdf           a whole newspaper: ads.csv, stories/, sections
  newsgrid print .                                that of this folder: writes edition.pdf into it
  newsgrid print gazette -o edition.pdf --strict  for the press: nothing with a warning is written

\b
PUBLICATION is a folder with a newsgrid.toml, or that file itself (docs/edition.md). Its edition
leaves edition.plan.json there: where all stands. Printed again after a change, as little as
possible moves from it; --fresh plans anew.

\b
Formats: compact, tabloid, half-sheet, berliner, broadsheet, a3, a4, a5, letter, legal,
and those of [format.NAME] in newsgrid.toml.
"""


@click.command("print", epilog=_EPILOG)
@click.argument("story", metavar="PUBLICATION|STORY", type=INPUT)
@click.option("-o", "--output", type=OUTPUT, help="The PDF (-: stdout); with --html, the folder.")
@click.option("--format", "sheet", metavar="NAME", help="The page format.")
@click.option("--columns", type=click.IntRange(1, 24), help="Columns of a page.")
@click.option("--proof", is_flag=True, help="Draw grid, baselines, legs, ads or slots on it.")
@click.option("--html", is_flag=True, help="Write the pages as HTML, with the same lines.")
@click.option("--fresh", is_flag=True, help="Plan an edition anew: follow no plan from before.")
@reports
def print_story(
    console: Console,
    story: Path,
    output: Path | None,
    proof: bool,
    html: bool,
    **choice: Any,
) -> Report:
    """Print the edition of PUBLICATION, a whole newspaper with its ads, or one STORY on as many
    pages as it takes, as a PDF for the press.
    """
    from layout.desk.command_line.never_overwrite import refuse_sources
    from layout.edition.single.figures_alone import figures_alone
    from layout.edition.single.print_story import make_print_edition
    from layout.publication.material import gather
    from layout.publication.settings.print_grid import Choice
    from layout.story.pictures.paths import pictures_of

    if proof and html:
        hint = "print the PDF with --proof, or the page with --html"
        raise bad_input("options", "--proof is drawn on the PDF, not on --html", hint=hint)
    output = STDOUT if output is None and story is STDIN else output
    if html:
        refuse_stdout(output, "the page as HTML")
    check_stdout(output, console, "a PDF")
    folder = _folder_of(story)
    if folder:
        from layout.desk.reports.edition.print_publication import Target, print_newspaper
        from layout.edition.make_edition import Order

        order = Order(folder, Choice(choice["sheet"], choice["columns"]), choice["fresh"])
        return print_newspaper(order, Target(output, proof, html, console.strict), console)
    if choice["fresh"]:
        hint = "leave --fresh away, or name the folder of a publication"
        raise bad_input("options", "--fresh is for editions: a story follows no plan", hint=hint)
    target = output or story.with_suffix("" if html else ".pdf")
    refuse_sources((target,), story)
    material = gather(story, console, placing=False)
    refuse_sources((target,), story, *pictures_of(material.story, story))
    edition = make_print_edition(material, Choice(choice["sheet"], choice["columns"]), console)
    console.step("Painting")
    painted = _pages_html(edition, material) if html else _pdf(edition, material, proof)
    console.step("Writing")
    files = _written(target, painted, story)
    figures = figures_alone(edition)
    text = f"{_headline(target, painted)}\n{_summary(figures, edition)}"
    return Report({"files": files, **figures}, text, edition.findings, aside=target is STDOUT)


def _folder_of(story: Path) -> Path | None:
    """The folder of a publication, named by itself or by its newsgrid.toml; None for a story."""
    from layout.desk.command_line.named_publication import publication_named

    if story is STDIN:
        return None
    if story.name == _FILE_OF_SETTINGS and there(story):
        return story.parent
    return publication_named(story) if is_folder(story) else None


def _pdf(edition: PrintEdition, material: Material, proof: bool) -> bytes:
    from layout.press.pdf import write_pdf

    if not proof:
        return write_pdf(edition.document, material.theme, material.foundry)
    from layout.desk.reports.explain.on_paper import proof_of

    return write_pdf(
        edition.document, material.theme, material.foundry, proof_of(material, edition)
    )


def _pages_html(edition: PrintEdition, material: Material) -> dict[str, bytes]:
    from layout.press.html import write_html

    return write_html(edition.document, material.theme, material.foundry)


def _written(target: Path, painted: bytes | dict[str, bytes], story: Path) -> list[str]:
    """Writes a PDF, or the files of an HTML page into a folder, and gives their paths."""
    from layout.desk.command_line.never_overwrite import refuse_sources
    from layout.work.terminal.output import write_file, write_folder

    if isinstance(painted, bytes):
        write_file(target, painted)
        return [str(target)]
    refuse_sources((target / name for name in painted), story)
    return [str(target / name) for name in write_folder(target, painted)]


def _headline(target: Path, painted: bytes | dict[str, bytes]) -> str:
    if isinstance(painted, bytes):
        return f"Wrote {shown(target)} ({len(painted) / 1000:.0f} kB)"
    return f"Wrote {shown(target)} ({counted(len(painted), 'file')})"


def _summary(figures: dict[str, Any], edition: PrintEdition) -> str:
    objective, bound = figures["objective"], figures["bound"]
    proven = (
        "the best there is" if objective == bound else f"at most {objective - bound} off the best"
    )
    return (
        f"{counted(figures['pages'], 'page')}, {counted(figures['words'], 'word')} in "
        f"{counted(figures['lines'], 'line')} of body text, {counted(figures['boxes'], 'box')}\n"
        f"{counted(figures['legs'], 'leg')}: {figures['short']} short, "
        f"{counted(figures['widows'], 'widow')}, {counted(figures['orphans'], 'orphan')}\n"
        f"plan: cost {objective}, bound {bound}: {proven}; {figures['white']:.1%} left white; "
        f"{count_findings(edition.findings)}"
    )


COMMAND = print_story
