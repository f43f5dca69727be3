"""What came of a story that is printed alone, in numbers: for reports, and for the print view."""

from __future__ import annotations

from typing import Any

from layout.edition.leg_fill import leg_figures
from layout.edition.single.print_story import PrintEdition


def figures_alone(edition: PrintEdition) -> dict[str, Any]:
    """What was printed, in numbers. `white` is the share of the pages' cells left empty; `short`
    counts the legs that are not filled to their foot, each story's last one apart."""
    pages, plan = edition.document.pages, edition.made.stack
    body = [fragment for page in pages for fragment in page.fragments if fragment.role == "body"]
    cells = sum(
        (page.space.rows - page.space.first_row) * page.space.columns for page in plan.pages
    )
    return {
        "pages": len(pages),
        "words": edition.words,
        "lines": sum(len(fragment.lines) for fragment in body),
        "boxes": sum(len(page.boxes) for page in pages),
        "objective": plan.objective,
        "bound": plan.bound,
        "method": plan.method,
        "white": round(plan.white / cells, 4),
        **leg_figures(pages),
    }
