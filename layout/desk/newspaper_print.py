"""newsgrid print PUBLICATION: makes the edition, writes its PDF and its record, tells what came of
it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from layout.desk.cache_folder import NAME, CacheFolder
from layout.desk.console import Console
from layout.desk.leg_figures import leg_figures
from layout.desk.newspaper import Newspaper, Order, make_newspaper
from layout.desk.newspaper_figures import figures_of, told
from layout.desk.output import write_file, write_folder
from layout.desk.plan_record import RECORD, record_text
from layout.desk.report import Report
from layout.desk.stack_report import conflict_findings
from layout.desk.stopwatch import Stopwatch
from slots.finding import BadInput, Finding, Severity

EDITION = "edition.pdf"


@dataclass(frozen=True, slots=True)
class Target:
    """What to write, and how: a PDF, its proof, or HTML in a folder; None: edition.pdf in the
    publication's own folder. With `strict` nothing is written where anything was found."""

    output: Path | None = None
    proof: bool = False
    html: bool = False
    strict: bool = False


def print_newspaper(order: Order, target: Target, console: Console) -> Report:
    """The edition of a publication on disk. Raises BadInput where it cannot be made, or where
    `strict` refuses it."""
    watch, cache = Stopwatch(), CacheFolder(order.folder / NAME)
    made = make_newspaper(order, console, watch, cache)
    findings = (*made.findings, *conflict_findings(made.stacked))
    if target.strict:
        _refuse(findings)
    console.step("Painting")
    with watch("painting"):
        painted = _painted(made, target, cache)
    console.step("Writing")
    files = _written(order, target, painted)
    write_file(order.folder / RECORD, record_text(made.record).encode())
    cache.tidy()
    figures = {**figures_of(made), **leg_figures(made.document.pages)}
    data: dict[str, Any] = {"files": files, **figures, "stages": watch.report()}
    return Report(data, told(made, figures, files), findings)


def _refuse(findings: tuple[Finding, ...]) -> None:
    failing = {Severity.ERROR, Severity.WARNING}
    found = tuple(finding for finding in findings if finding.severity in failing)
    if found:
        raise BadInput(found)


def _painted(made: Newspaper, target: Target, cache: CacheFolder) -> bytes | dict[str, bytes]:
    stacked = made.stacked
    if target.html:
        from layout.press.html import write_html

        return write_html(made.document, stacked.theme, stacked.foundry)
    from layout.press.pdf import write_pdf
    from layout.press.proof_marks import Proof

    proof = Proof() if target.proof else None
    return write_pdf(made.document, stacked.theme, stacked.foundry, proof, cache)


def _written(order: Order, target: Target, painted: bytes | dict[str, bytes]) -> list[str]:
    if isinstance(painted, bytes):
        file = target.output or order.folder / EDITION
        write_file(file, painted)
        return [str(file)]
    folder = target.output or order.folder / Path(EDITION).stem
    return [str(folder / name) for name in write_folder(folder, painted)]
