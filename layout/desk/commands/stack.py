"""newsgrid stack: the ads of an edition in their places, and why those are the best there are."""

from __future__ import annotations

from pathlib import Path

import click

from layout.desk.command_line.options import FILE, OUTPUT, reports
from layout.work.terminal.console import STDOUT, Console, check_stdout
from layout.work.terminal.report import Report
from slots.finding import bad_input
from slots.legible import shown

_PROOFS = (".pdf", ".svg", ".png")

_EPILOG = """\b
Examples:
  newsgrid stack gazette                        the plan, page by page
  newsgrid stack gazette --json                 the same for programs
  newsgrid stack gazette --proof plan.pdf       thumbnails of all spreads, to pin to the wall

\b
The ad book is ads.csv or ads.toml in the publication's folder (docs/ads.md). Where an edition has
been printed before, as little as possible moves from its plan, edition.plan.json. newsgrid print
puts the ads where this says; stories are read where sections have no number of pages.

Exit code 1: an ad has no place, or the book has errors; all other ads are placed even so.
"""


@click.command(epilog=_EPILOG)
@click.argument("publication", type=FILE, default=".")
@click.option(
    "--proof", type=OUTPUT, help="Draw all spreads: a .pdf, .svg or .png; -: PDF to stdout."
)
@reports
def stack(console: Console, publication: Path, proof: Path | None) -> Report:
    """Stack the ads of PUBLICATION's ad book on the pages of its print edition.

    Says for each page which ads it has and where, what the plan is worth and how far from the best
    it can be at most, which ads have no place and what stands in their way.
    """
    check_stdout(proof, console, "a PDF")
    kind = _PROOFS[0] if proof is STDOUT else proof.suffix.lower() if proof else ""
    if proof and kind not in _PROOFS:
        hint = f"name a file that ends in {', '.join(_PROOFS[:-1])} or {_PROOFS[-1]}"
        raise bad_input("options", f"--proof cannot be drawn as {shown(proof.name)}", hint=hint)
    from layout.desk.command_line.named_publication import publication_named
    from layout.desk.command_line.never_overwrite import refuse_sources
    from layout.desk.reports.ads.page_by_page import as_data, as_text, conflict_findings
    from layout.edition.ads_ahead import stacked
    from layout.work.memory.memory import Memory

    publication = publication_named(publication)
    if proof:
        refuse_sources((proof,), publication)
    memory = Memory(publication)
    with memory.making():
        work = stacked(publication, console)
    if work.house.publication.preflight:  # what artwork breaks takes long to find out
        memory.save(all_=False)
    text = as_text(work)
    if proof:
        from layout.desk.reports.ads.sheet_file import proof_of
        from layout.work.terminal.output import write_file

        console.step("Drawing the thumbnails")
        write_file(proof, proof_of(work, kind))
        text += f"\n\nWrote {shown(proof)}"
    data = {**as_data(work), "proof": str(proof) if proof else None}
    findings = (*work.findings, *conflict_findings(work))
    return Report(data, text, findings, aside=proof is STDOUT)


COMMAND = stack
