"""newsgrid print: a story or a whole edition as a PDF for the press, or the same as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.desk.command_line.options import CLOCK, INPUT, OUTPUT, PAGES, reports
from layout.work.terminal.console import STDOUT, Console, check_stdout, refuse_stdout
from layout.work.terminal.report import Report
from slots.files.door import STDIN, is_folder, there
from slots.finding import bad_input

if TYPE_CHECKING:
    from layout.desk.reports.edition.target import Target
    from layout.publication.settings.print_grid import Choice

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
  newsgrid print gazette -o three.pdf --pages 6-7,3 --close   these pages, which stay so from now on
  newsgrid print gazette -o sport.pdf --close Sport   all pages of a section; pages: --close 3,6-7
  newsgrid print gazette --open 3                 page 3 may change again
  newsgrid print gazette --press                  the files the printer takes, as [press] has it
  newsgrid print gazette/stories/ferry.md --press a story as its publication's printer takes it
  newsgrid print gazette -o due.pdf --due 21:30   pages whose deadline has passed, which close
  newsgrid print gazette --due 21:30 --dry-run    which these are; nothing is written or closed
  newsgrid print gazette --dry-run --with 'story.oysters.page = 5'   what that would move
  newsgrid print gazette --dry-run --with-ad 'id=A9, advertiser=Late Lamps, size=1x40mm'
                                                  the same of a late ad, and where it would stand

\b
PUBLICATION is a folder with a newsgrid.toml, or that file itself (docs/edition.md). Its edition
leaves edition.plan.json there: where all stands. Printed again after a change, as little as
possible moves from it; --fresh plans anew.

\b
Formats: compact, tabloid, half-sheet, berliner, broadsheet, a3, a4, a5, letter, legal,
and those of [format.NAME] in newsgrid.toml.
"""


class _Print(click.Command):
    """`newsgrid print --close gazette` closes all of gazette: what follows --close is what is
    printed where nothing else is."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; --close is read without a name where it took that of what is printed."""
        given = [*args]
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter:
            if "--close" not in given:
                raise
            given.remove("--close")
            ctx.params.clear()
            return super().parse_args(ctx, [*given, "--close"])


@click.command("print", epilog=_EPILOG, cls=_Print)
@click.argument("story", metavar="PUBLICATION|STORY", type=INPUT)
@click.option("-o", "--output", type=OUTPUT, help="The PDF (-: stdout); with --html, the folder.")
@click.option("--format", "sheet", metavar="NAME", help="The page format.")
@click.option("--columns", type=click.IntRange(1, 24), help="Columns of a page.")
@click.option("--proof", is_flag=True, help="Draw grid, baselines, legs, ads or slots on it.")
@click.option("--html", is_flag=True, help="Write the pages as HTML, with the same lines.")
@click.option("--press", is_flag=True, help="Write PDF/X in the inks of the press: see [press].")
@click.option("--fresh", is_flag=True, help="Plan an edition anew: follow no plan from before.")
@click.option("--pages", metavar="PAGES", type=PAGES, help="Of an edition only these: 3,6-7.")
@click.option(
    "--close",
    is_flag=False,
    flag_value="",
    metavar="[PAGES|SECTIONS]",
    help="Close what is printed: it never changes again. With names, print and close these alone.",
)
@click.option("--due", metavar="HH:MM", type=CLOCK, help="Close what is due at this time of day.")
@click.option(
    "--dry-run", "trial", is_flag=True, help="With --due, --with or --with-ad: write nothing."
)
@click.option(
    "--with",
    "more",
    metavar="DECISION|FILE",
    multiple=True,
    help="With --dry-run: tell what would move with this decided, too.",
)
@click.option(
    "--with-ad",
    "ads",
    metavar="AD",
    multiple=True,
    help="With --dry-run: the same with this ad booked, and where it would stand.",
)
@click.option("--open", "opened", metavar="PAGES", type=PAGES, help="Open pages that are closed.")
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
    from layout.desk.reports.edition.target import Target
    from layout.publication.settings.print_grid import Choice

    output = STDOUT if output is None and story is STDIN else output
    _check_options(output, proof, html, console)
    _check_press(choice["press"], proof or html)
    folder, sheet = _folder_of(story), Choice(choice["sheet"], choice["columns"])
    pages, opened = choice["pages"] or (), choice["opened"] or ()
    close, named, due = choice["close"] is not None, choice["close"] or "", choice["due"] or ""
    how = choice["press"], due, choice["trial"], named
    target = Target(output, proof, html, console.strict, pages, close, *how)
    more, ads = _decided(choice["more"]), choice["ads"]
    _check_trial(target, bool(more), bool(ads))
    if folder:
        _check_pages(target, sheet, opened)
        from layout.desk.reports.edition.print_publication import print_newspaper
        from layout.edition.make_edition import Order

        order = Order(folder, sheet, choice["fresh"], open=frozenset(opened))
        if more or ads:
            from layout.desk.reports.edition.what_would_move import tell_moves

            return tell_moves(order, more, ads, console)
        return print_newspaper(order, target, console)
    if more or ads:
        option = _option(bool(more))
        hint = f"leave {option} away, or name the folder of a publication"
        raise bad_input("options", f"{option} is for editions: of a story nothing moves", hint=hint)
    if pages or opened or target.close or due:
        hint = "leave them away, or name the folder of a publication"
        message = "--pages, --close, --due and --open are for editions: a story is printed whole"
        raise bad_input("options", message, hint=hint)
    if choice["fresh"]:
        hint = "leave --fresh away, or name the folder of a publication"
        raise bad_input("options", "--fresh is for editions: a story follows no plan", hint=hint)
    from layout.desk.reports.edition.print_lone_story import print_lone_story

    return print_lone_story(story, sheet, target, console)


def _check_pages(target: Target, sheet: Choice, opened: tuple[int, ...]) -> None:
    """Raises BadInput where pages cannot be chosen, closed or opened so."""
    if target.html and target.pages:
        hint = "print the PDF, or all pages as HTML"
        raise bad_input("options", "--pages chooses pages of the PDF, not of --html", hint=hint)
    if target.named and target.pages:
        hint = "leave --pages away: --close with names prints these pages, and closes them"
        raise bad_input("options", "--close says itself which pages are printed", hint=hint)
    if target.due and (target.pages or target.close or opened):
        hint = "leave --pages, --close and --open away: --due chooses the pages, and closes them"
        raise bad_input("options", "--due says itself which pages are closed", hint=hint)
    if not (target.close or target.due or opened):
        return
    if target.html or target.proof or sheet.format or sheet.columns:
        hint = "leave --proof, --html, --format and --columns away"
        message = "pages are closed and opened as the press gets them, on the publication's sheet"
        raise bad_input("options", message, hint=hint)


def _decided(more: tuple[str, ...]) -> str:
    """What is to be decided besides, in TOML: as it is said, or as a file or stdin ("-") has it."""
    from slots.rulebook.load import read_text

    def said(one: str) -> str:
        if one != "-" and not one.endswith(".toml"):
            return one
        hint = "write decisions as in pages.toml, or name a file of them"
        return read_text(STDIN if one == "-" else Path(one), hint)

    return "\n".join(map(said, more))


def _option(more: bool) -> str:
    return "--with" if more else "--with-ad"


def _check_trial(target: Target, more: bool, ads: bool) -> None:
    """Raises BadInput where nothing says what is to be told alone, or more is to be done."""
    tried, option = more or ads, _option(more)
    if tried and not target.trial:
        do = "decide it, write it into pages.toml" if more else "book it, write it into the ad book"
        hint = f"write --dry-run beside {option}; to {do}"
        raise bad_input("options", f"{option} only tells what would move", hint=hint)
    if tried and (target.due or target.pages or target.close or target.html or target.proof):
        hint = "leave --due, --pages, --close, --proof and --html away"
        message = f"{option} tells what would move, and prints nothing"
        raise bad_input("options", message, hint=hint)
    if target.trial and not (target.due or tried):
        hint = "write --due 21:30 --dry-run; newsgrid check tells what is wrong with an edition"
        goes = "it goes with --due, --with or --with-ad"
        message = f"--dry-run tells what is due, or what would move: {goes}"
        raise bad_input("options", message, hint=hint)
    if target.trial and (target.output or target.press):
        hint = "leave -o and --press away, or --dry-run"
        raise bad_input("options", "--dry-run writes nothing", hint=hint)


def _check_press(press: bool, otherwise: bool) -> None:
    """Raises BadInput where print files should be something else, too."""
    if press and otherwise:
        hint = "leave --proof and --html away, or --press"
        raise bad_input("options", "--press writes what is printed, as it is printed", hint=hint)


def _check_options(output: Path | None, proof: bool, html: bool, console: Console) -> None:
    """Raises BadInput where options do not go together, or stdout cannot have what is printed."""
    if proof and html:
        hint = "print the PDF with --proof, or the page with --html"
        raise bad_input("options", "--proof is drawn on the PDF, not on --html", hint=hint)
    if html:
        refuse_stdout(output, "the page as HTML")
    check_stdout(output, console, "a PDF")


def _folder_of(story: Path) -> Path | None:
    """The folder of a publication, named by itself or by its newsgrid.toml; None for a story."""
    from layout.desk.command_line.named_publication import publication_named

    if story is STDIN:
        return None
    if story.name == _FILE_OF_SETTINGS and there(story):
        return story.parent
    return publication_named(story) if is_folder(story) else None


COMMAND = print_story
