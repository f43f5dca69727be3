"""An edition on its way to the press: made, painted, and kept for the next one.

Pictures and artwork that only painting shows to be damaged are left out, and the edition is made
again without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from layout.edition.again.earlier import keep_earlier
from layout.edition.closed.assembled import assembled
from layout.edition.last_plan import RECORD, keep_record
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.press.pdf import write_page, write_pdf
from layout.press.proof_marks import Proof
from layout.publication.closed_pages import closed_pdf
from layout.work.processes.crew import cores
from layout.work.processes.fork import Asides, Begin, at_once
from slots.finding import BadInput, Finding, Severity, Where, bad_input

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


def edition_pdf(
    made: Newspaper,
    shop: Workshop,
    proof: Proof | None = None,
    pages: Sequence[int] = (),
) -> bytes:
    """The PDF of an edition, with a proof's marks on it where one is given; or of some `pages` of
    it, in this order, each once. Closed ones are as they were closed, without marks. Raises
    BadInput with the pictures and artwork that cannot be painted, and with pages that the edition
    does not have."""
    with shop.memory.in_use(), Asides(cores()) as begin:
        return painted_edition(made, proof, pages, begin)


def painted_edition(
    made: Newspaper,
    proof: Proof | None = None,
    pages: Sequence[int] = (),
    begin: Begin = at_once,
) -> bytes:
    """The same, by a memory that is in use already."""
    stacked, named = made.stacked, {page.number: page for page in made.document.pages}
    wanted = tuple(dict.fromkeys(pages)) or tuple(page.number for page in stacked.pages)
    folder = stacked.house.folder
    closed = {
        page.number: closed_pdf(folder, page)
        for page in made.closed.pages
        if folder and page.number in wanted
    }
    _check_there(wanted, len(stacked.pages))
    open_ = tuple(named[number] for number in wanted if number in named)
    document = made.document if not pages else replace(made.document, pages=open_)
    if not open_:
        return assembled(wanted, None, closed)
    painted = write_pdf(document, stacked.theme, stacked.foundry, proof, begin)
    return assembled(wanted, painted, closed)


def page_pdf(made: Newspaper, number: int) -> bytes:
    """The PDF of one page of an edition; of one that is closed, that with which it was. Raises
    BadInput as `edition_pdf` does."""
    folder = made.stacked.house.folder
    for page in made.closed.pages:
        if page.number == number and folder:
            return closed_pdf(folder, page)
    return write_page(made.document, number, made.stacked.theme, made.stacked.foundry)


def _check_there(pages: Iterable[int], count: int) -> None:
    """Raises BadInput where an edition of so many pages does not have some of these."""
    lacking = [number for number in pages if not 1 <= number <= count]
    if lacking:
        named = ", ".join(map(str, lacking))
        message = f"the edition has {count} pages, and none numbered {named}"
        raise bad_input("options", message, Where("--pages"), f"name pages up to {count}")


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
        old = keep_record(order.folder, made.record, order.fresh)
        keep_earlier(order.folder, made.stacked.publication.date)
        return old, ()
    except (BadInput, OSError) as error:
        first = error.findings[0].message if isinstance(error, BadInput) else str(error.strerror)
        message = f"the record of this plan is not kept: {first}"
        hint = "make the folder writable: else ads and stories may move in the next edition"
        return None, (Finding("plan-record", Severity.WARNING, message, Where(str(file)), hint),)
