"""newsgrid idml: an edition handed on to InDesign, and a page that was drawn there, as a dummy."""

from __future__ import annotations

from pathlib import Path

import click

from layout.desk.command_line.options import FILE, OUTPUT, reports
from layout.work.terminal.console import Console, check_stdout, refuse_stdout
from layout.work.terminal.report import Report
from slots.finding import bad_input

_EPILOG = """\b
Examples:
  newsgrid idml gazette -o friday.idml            all pages, linked to the pictures where they lie
  newsgrid idml gazette -o friday.idml --lines    with our line ends, hyphens and all
  newsgrid idml gazette -o friday --package       a folder with Links and Document fonts
  newsgrid idml gazette -o friday.zip --package   the same as a zip
  newsgrid idml gazette --dummy page.idml -o gazette/look/dummies/front.toml

\b
IDML (InDesign Markup) is what InDesign, Affinity Publisher and Scribus open. Threads, styles,
swatches, masters and layers are as docs/idml.md says. The edition follows the plan of the one
printed last; no plan is kept.

\b
With --dummy a page that was drawn in InDesign, and exported as IDML, becomes a dummy
(docs/theme.md): its frames are regions in the columns and rows of PUBLICATION's grid.
"""


@click.command(epilog=_EPILOG)
@click.argument("publication", type=FILE, default=".")
@click.option(
    "-o", "--output", type=OUTPUT, help="The .idml (-: stdout); the folder or .zip; the .toml."
)
@click.option("--lines", is_flag=True, help="Keep our line ends.")
@click.option("--package", is_flag=True, help="With all links and fonts, in a folder or a .zip.")
@click.option("--dummy", type=FILE, metavar="PAGE.idml", help="Read a drawn page as a dummy.")
@click.option("--page", metavar="NAME", help="Which page of --dummy; else the first with frames.")
@reports
def idml(
    console: Console,
    publication: Path,
    output: Path | None,
    dummy: Path | None,
    page: str | None,
    **how: bool,
) -> Report:
    """Write the print edition of PUBLICATION as IDML, pages that a designer goes on with; or read a
    page that was drawn in InDesign as a dummy.
    """
    from layout.desk.command_line.named_publication import check_there, publication_named

    publication = publication_named(publication)
    if dummy:
        if any(how.values()):
            hint = "leave them away, or --dummy"
            raise bad_input("options", "--lines and --package are for editions", hint=hint)
        if output is None:
            hint = "name the dummy, as in -o gazette/look/dummies/front.toml"
            raise bad_input("options", "--dummy needs -o", hint=hint)
        check_stdout(output, console, "a dummy")
        check_there(dummy, "file")
        from layout.desk.reports.idml.take_in import take_in

        return take_in(publication, dummy, page, output)
    if page is not None:
        raise bad_input("options", "--page is for --dummy", hint="leave it away")
    if how["package"]:
        refuse_stdout(output, "a package")
    check_stdout(output, console, "an IDML package")
    from layout.desk.reports.idml.hand_on import hand_on
    from layout.edition.make_edition import Order
    from layout.idml.make_idml import Wishes

    return hand_on(Order(publication), output, Wishes(how["lines"], how["package"]), console)


COMMAND = idml
