"""An edition on its way to the press: made, painted, and kept for the next one.

Pictures and artwork that only painting shows to be damaged are left out, and the edition is made
again without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from layout.edition.last_plan import RECORD, keep_record
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.press.pdf import write_pdf
from layout.press.proof_marks import Proof
from layout.work.processes.crew import cores
from layout.work.processes.fork import Asides
from slots.finding import BadInput, Finding, Severity, Where

_Painted = TypeVar("_Painted")


def print_edition(
    order: Order, shop: Workshop, paint: Callable[[Newspaper], _Painted]
) -> tuple[Newspaper, _Painted]:
    """An edition, and what `paint` makes of it (`edition_pdf`, for one). Nothing is written.

    Raises BadInput where there is nothing to print, or where it cannot be painted.
    """
    with shop.memory.making():
        while True:
            made = make_newspaper(order, shop)
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


def edition_pdf(made: Newspaper, shop: Workshop, proof: Proof | None = None) -> bytes:
    """The PDF of an edition, with a proof's marks on it where one is given. Raises BadInput with
    the pictures and artwork that cannot be painted."""
    stacked = made.stacked
    with shop.memory.in_use(), Asides(cores()) as begin:
        return write_pdf(made.document, stacked.theme, stacked.foundry, proof, begin)


def keep_edition(
    order: Order, made: Newspaper, shop: Workshop
) -> tuple[Path | None, tuple[Finding, ...]]:
    """Keeps the plan of an edition (edition.plan.json) for the next one to follow, and what was
    worked out for it. Gives the file of the plan before, if that is kept too, and a warning where
    the plan cannot be kept."""
    shop.memory.save()
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
