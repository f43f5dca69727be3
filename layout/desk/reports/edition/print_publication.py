"""newsgrid print PUBLICATION: makes the edition, writes its PDF and its record, tells what came of
it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from layout.desk.command_line.never_overwrite import refuse_sources
from layout.desk.reports.ads.page_by_page import conflict_findings
from layout.desk.reports.edition.production_summary import told
from layout.edition.figures import figures_of
from layout.edition.last_plan import RECORD, keep_record
from layout.edition.leg_fill import leg_figures
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.press.pdf import write_pdf
from layout.press.proof_marks import Proof
from layout.work.processes.crew import cores
from layout.work.processes.fork import Asides
from layout.work.store.folder import NAME, CacheFolder
from layout.work.terminal.console import Console
from layout.work.terminal.output import write_file, write_folder
from layout.work.terminal.report import Report
from layout.work.terminal.stopwatch import Stopwatch
from layout.work.terminal.streams import STDOUT
from slots.finding import BadInput, Finding, Severity, Where
from slots.legible import shown

_EDITION = "edition.pdf"
_FAILING = frozenset({Severity.ERROR, Severity.WARNING})
_Way = tuple[Console, Stopwatch, CacheFolder]
Painted = TypeVar("Painted")
_REFUSED = "Nothing was written: with --strict an edition is made without errors and warnings only."


@dataclass(frozen=True, slots=True)
class Target:
    """What to write, and how: a PDF, its proof, or HTML in a folder; None: edition.pdf in the
    publication's own folder. With `strict` nothing is written where anything was found."""

    output: Path | None = None
    proof: bool = False
    html: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Painted:
    """An edition with the bytes of its PDF, or the files of its pages; None where it is refused."""

    made: Newspaper
    files: bytes | dict[str, bytes] | None
    findings: tuple[Finding, ...]


def print_newspaper(order: Order, target: Target, console: Console) -> Report:
    """The edition of a publication on disk. Raises BadInput where it cannot be made or written.

    What was kept for the next run is written after the edition, and only with it.
    """
    refuse_sources((_output(target, order),), order.folder)
    watch, cache = Stopwatch(), CacheFolder(order.folder / NAME)
    painted = _painted(order, target, (console, watch, cache))
    findings, files, old = painted.findings, [], None
    if painted.files is not None:
        console.step("Writing")
        with watch("writing"):
            files = _written(order, target, painted.files)
            old, unkept = _remembered(order, painted.made, cache)
            findings = (*findings, *unkept)
    figures = {**figures_of(painted.made), **leg_figures(painted.made.document.pages)}
    data: dict[str, Any] = {"files": files, **figures, "old_plan": old and str(old)}
    data["stages"] = watch.report()
    head = _headline(target, order, painted.files)
    made = replace(painted.made, findings=findings)
    text = told(made, data, head, console.verbose)
    return Report(data, text, findings, aside=target.output is STDOUT)


def _painted(order: Order, target: Target, way: _Way) -> _Painted:
    """An edition painted, or refused."""
    console, watch, cache = way

    def paint(made: Newspaper) -> bytes | dict[str, bytes] | None:
        if target.strict and any(one.severity in _FAILING for one in all_findings(made)):
            return None
        console.step("Painting")
        with watch("painting"):
            return _bytes(made, target, cache)

    made, files = undamaged(order, way, paint)
    return _Painted(made, files, all_findings(made))


def all_findings(made: Newspaper) -> tuple[Finding, ...]:
    """What was found on the way to an edition, with a finding for each ad that has no place."""
    return (*made.findings, *conflict_findings(made.stacked))


def undamaged(
    order: Order, way: _Way, paint: Callable[[Newspaper], Painted]
) -> tuple[Newspaper, Painted]:
    """An edition, and what `paint` makes of it. Pictures and ads that turn out to be damaged only
    when they are painted are left out, and it is made again. Raises BadInput."""
    while True:
        made = make_newspaper(order, *way)
        try:
            return made, paint(made)
        except BadInput as error:
            spoiled = dict(_spoiled(error.findings))
            if not spoiled or spoiled.keys() <= order.spoiled.keys():
                raise
            order = replace(order, spoiled={**order.spoiled, **spoiled})


def _spoiled(findings: Iterable[Finding]) -> Iterable[tuple[Path, Finding]]:
    """The files that cannot be painted, with what is wrong with each."""
    for finding in findings:
        if finding.code == "unprintable-picture" and finding.where.file:
            yield Path(finding.where.file), finding


def _bytes(made: Newspaper, target: Target, cache: CacheFolder) -> bytes | dict[str, bytes]:
    stacked = made.stacked
    if target.html:
        from layout.press.html import write_html

        return write_html(made.document, stacked.theme, stacked.foundry)
    proof = Proof() if target.proof else None
    with Asides(cores()) as begin:
        return write_pdf(made.document, stacked.theme, stacked.foundry, proof, cache, begin)


def _output(target: Target, order: Order) -> Path:
    own = order.folder / _EDITION
    return target.output or (own.with_suffix("") if target.html else own)


def _written(order: Order, target: Target, painted: bytes | Mapping[str, bytes]) -> list[str]:
    file = _output(target, order)
    if isinstance(painted, bytes):
        write_file(file, painted)
        return [str(file)]
    refuse_sources((file / name for name in painted), order.folder)
    return [str(file / name) for name in write_folder(file, painted)]


def _remembered(
    order: Order, made: Newspaper, cache: CacheFolder
) -> tuple[Path | None, tuple[Finding, ...]]:
    """Keeps the plan and what was worked out. The file of the plan before, if that is kept too; a
    warning where the plan cannot be kept."""
    cache.save()
    if not order.usual:
        return None, ()
    file = order.folder / RECORD
    try:
        return keep_record(order.folder, made.record, order.fresh), ()
    except (BadInput, OSError) as error:
        first = error.findings[0].message if isinstance(error, BadInput) else str(error.strerror)
        message = f"the record of this plan is not kept: {first}"
        hint = "make the folder writable: else ads and stories may move in the next edition"
        return None, (Finding("plan-record", Severity.WARNING, message, Where(str(file)), hint),)


def _headline(target: Target, order: Order, painted: bytes | Mapping[str, bytes] | None) -> str:
    """What was written, and where."""
    if painted is None:
        return _REFUSED
    file = _output(target, order)
    if isinstance(painted, bytes):
        return f"Wrote {shown(file)} ({len(painted) / 1000:,.0f} kB)"
    return f"Wrote {shown(file)} ({len(painted)} files)"
