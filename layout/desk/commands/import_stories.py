"""newsgrid import: stories in other systems' formats, into a publication; it can be repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.desk.command_line.options import FILE, INPUT, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report, count_findings, counted
from slots.finding import Finding, bad_input
from slots.legible import shown

if TYPE_CHECKING:
    from layout.imports.publication.import_all import Imported, Order, Wishes
    from layout.imports.publication.outcome import Fate, Outcome, Tally

_EPILOG = """\b
Examples:
  newsgrid import export.xml -o gazette              a WordPress export, into a publication
  newsgrid import wires/ --section World             a folder of wires, into the one I am in
  newsgrid import export.xml -o gazette --media uploads --since 2025-01-01
  newsgrid import export.xml -o gazette --dry-run    what it would do, and why
  newsgrid import - -o gazette < story.docx          from stdin
  newsgrid import https://paper.example -o gazette --allow-network paper.example

\b
The second time only what changed at the source is written, and merged with what you changed here.
"""


class _Named(click.ParamType):  # type: ignore[type-arg]
    """A source: a file, a folder, "-", or an address."""

    name = "source"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """An address as text, all else as a path."""
        if isinstance(value, str) and value.lower().startswith(("https://", "http://")):
            return value
        return INPUT.convert(value, param, ctx)


@click.command(name="import", epilog=_EPILOG)
@click.argument("sources", metavar="SOURCE...", type=_Named(), nargs=-1, required=True)
@click.option(
    "-o", "--output", "publication", type=FILE, help="The publication; if not set, the one here."
)
@click.option("--section", default="", help="The section of all stories, whatever they say.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only stories published or changed on that day or later.",
)
@click.option("--media", type=FILE, help="A copy of the folder the source keeps its pictures in.")
@click.option("--drafts", is_flag=True, help="Drafts and private stories, too.")
@click.option("--pages", is_flag=True, help="Pages, products and what else is no story, too.")
@click.option("--dry-run", "trial", is_flag=True, help="Write nothing; tell what would be done.")
@click.option(
    "--allow-network",
    "hosts",
    metavar="HOST",
    multiple=True,
    help="Fetch pages and pictures from this host, by https; may be given more than once.",
)
@reports
def import_(
    console: Console,
    sources: tuple[Path | str, ...],
    publication: Path | None,
    hosts: tuple[str, ...],
    **wishes: Any,
) -> Report:
    """Import stories as others have them: exports, wires, documents, feeds, pages.

    SOURCE is a file, a folder, a zip, or - for stdin; with --allow-network an address. What it is,
    is told from its content.
    """
    from layout.desk.command_line.named_publication import publication_named
    from layout.imports.all_formats import FORMATS
    from layout.imports.markdown_of import markdown_of
    from layout.imports.publication.import_all import Order, Wishes, import_all

    if publication is None:
        publication = publication_named(Path())
    since: datetime | None = wishes.pop("since")
    wished = Wishes(since=since.date() if since else None, whole=console.json, **wishes)
    order = _networked(Order(sources, publication, wished, FORMATS, markdown_of), hosts)
    done = import_all(order, console)
    return _report(done, wished)


def _networked(order: Order, hosts: tuple[str, ...]) -> Order:
    """The order, with network access where it is allowed. Raises BadInput where an address is given
    and it is not."""
    addresses = [each for each in order.given if isinstance(each, str)]
    if addresses and not hosts:
        hint = "add --allow-network with its host: without it nothing is ever fetched"
        message = f"{shown(addresses[0])} is an address"
        raise bad_input("no-network", message, hint=hint)
    if not hosts:
        return order
    from layout.imports.fetch.fetcher import Fetcher
    from layout.imports.fetch.hosts import named_hosts
    from layout.imports.fetch.kept import cache
    from layout.imports.fetch.site import Site

    named = named_hosts(hosts)
    try:
        fetcher = Fetcher(named, cache())
    except (OSError, RuntimeError) as error:
        hint = "set XDG_CACHE_HOME to a folder of your own"
        raise bad_input(
            "no-cache", f"there is no folder to keep it in: {error}", hint=hint
        ) from None
    site = Site(fetcher, order.wishes.pages)
    return replace(order, network=site.sources, fetch=fetcher.picture)


def _report(done: Imported, wishes: Wishes) -> Report:
    findings = done.findings.all()
    known = frozenset(done.findings.known)
    if not wishes.whole:  # a wire item that is no story may have thousands
        findings = tuple(map(_in_short, findings))
        known = frozenset(map(_in_short, known))
    data = {
        "publication": str(done.publication),
        "begun": done.begun,
        "dry_run": wishes.trial,
        "sources": [_as_data(tally) for tally in done.tallies],
        "stories": [_outcome_data(outcome) for outcome in done.outcomes],
        "files": done.made,
    }
    return Report(data, _text(done, wishes, count_findings(findings)), findings, known=known)


_LONGEST = 300


def _in_short(finding: Finding) -> Finding:
    """A finding for people: long ones are cut short."""
    if len(finding.message) <= _LONGEST:
        return finding
    beginning = finding.message[:_LONGEST].rpartition(" ")[0] or finding.message[:_LONGEST]
    return replace(finding, message=f"{beginning} ... (--json has it whole)")


def _as_data(tally: Tally) -> dict[str, Any]:
    from layout.imports.publication.outcome import Fate

    return {
        "source": tally.source,
        "format": tally.format,
        "items": tally.items,
        **{fate.value: tally.of(fate) for fate in Fate},
        "words": tally.words,
        "pictures": tally.pictures,
        "left_out_words": tally.left_out_words,
        "findings": tally.findings,
    }


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    left = (
        {"what": each.what, "text": each.text, "file": each.where.file, "line": each.where.line}
        for each in outcome.left_out
    )
    return {
        "key": outcome.key,
        "version": outcome.version,
        "fate": outcome.fate.value,
        "file": outcome.file or None,
        "words": outcome.words,
        "pictures": outcome.pictures,
        "left_out": list(left),
    }


def _text(done: Imported, wishes: Wishes, counts: str) -> str:
    from layout.work.terminal.text_tables import table

    if not done.tallies:
        return f"nothing there that can be imported\n{counts}"
    columns = _columns()
    shown_columns = {
        name: fates
        for name, fates in columns.items()
        if name in ("new", "changed") or any(tally.of(*fates) for tally in done.tallies)
    }
    head = ("source", "format", "stories", *shown_columns, "words", "pictures")
    rows = [
        (
            shown(tally.source),
            tally.format,
            f"{tally.items:,}",
            *(f"{tally.of(*fates):,}" for fates in shown_columns.values()),
            f"{tally.words:,}",
            f"{tally.pictures:,}",
        )
        for tally in done.tallies
    ]
    visible = [name for name in done.made if not name.startswith(".")]
    written = counted(len(visible), "file")
    did = f"{written} would be written" if wishes.trial else f"{written} written"
    begun = ", a new publication" if done.begun and done.made else ""
    left = sum(tally.left_out_words for tally in done.tallies)
    are = "is" if left == 1 else "are"
    words = f"; {counted(left, 'word')} of the sources {are} in no story" if left else ""
    return f"{table(head, rows)}\n\n{shown(done.publication)}{begun}: {did}{words}\n{counts}"


def _columns() -> dict[str, tuple[Fate, ...]]:
    """The columns of the table, and what is counted in each."""
    from layout.imports.publication.outcome import Fate

    return {
        "new": (Fate.NEW,),
        "changed": (Fate.CHANGED,),
        "merged": (Fate.MERGED,),
        "conflicts": (Fate.CONFLICT,),
        "kept": (Fate.KEPT,),
        "as before": (Fate.SAME,),
        "killed": (Fate.KILLED,),
        "deleted here": (Fate.DELETED,),
        "left out": (
            Fate.UNPUBLISHED,
            Fate.EARLIER,
            Fate.OTHER_KIND,
            Fate.OLDER,
            Fate.TWICE,
            Fate.REPLACED,
            Fate.EMPTY,
        ),
        "not read": (Fate.UNREADABLE,),
    }


COMMAND = import_
