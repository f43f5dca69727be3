"""The edition of a publication, made, printed and looked at: for people.

    .venv/bin/python tests/support/editions/report.py seeds/weekly [edition.pdf]

Prints what the engine reports, what the checker finds, the gravest first, and the figures. Nothing
in the publication's folder is changed; what stood where last time is not looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from support.editions.checker import Edition, figures, problems_of, read_edition

from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import edition_pdf, print_edition
from layout.edition.workshop import Workshop


def printed_edition(publication: Path, pdf: Path) -> tuple[Newspaper, Edition]:
    """A publication's edition, made as if for the first time, and read from its PDF."""
    shop = Workshop()
    order = Order(publication, fresh=True)
    made, painted = print_edition(order, shop, lambda made: edition_pdf(made, shop))
    pdf.write_bytes(painted)
    stacked = made.stacked
    stories = tuple(material.story for material in made.copy.materials)
    return made, read_edition(
        pdf, made.document, stories, stacked.bookings, stacked.pages, stacked.plan
    )


def report(publication: Path, pdf: Path) -> Iterator[str]:
    """All there is to say of an edition, line by line."""
    made, edition = printed_edition(publication, pdf)
    yield from (f"engine: {finding}" for finding in made.findings)
    yield from (f"conflict: {each.id}: {each.hint}" for each in made.stacked.plan.conflicts)
    found = problems_of(edition)
    yield f"{len(found)} problems"
    yield from found
    yield str(figures(edition))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "edition.pdf"
        print("\n".join(report(Path(sys.argv[1]), target)))
