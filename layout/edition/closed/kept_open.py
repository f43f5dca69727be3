"""Pages that the press cannot take do not close, nor do those that close with them alone."""

from __future__ import annotations

from collections.abc import Iterable

from layout.edition.closed.closing import together
from layout.edition.make_edition import Newspaper
from slots.finding import Finding, Severity, Where

_HINT = "mend what stands in the way, and print them again with --press --close"


def kept_open(
    made: Newspaper, numbers: Iterable[int], kept_out: frozenset[int]
) -> tuple[frozenset[int], tuple[Finding, ...]]:
    """Which of the pages that should close stay open, since the press takes neither those that are
    `kept_out` nor, then, all of what they have in common with others; a warning for each. What is
    closed already stays so."""
    groups, open_out = together(made), kept_out - made.closed.numbers
    found: dict[int, str] = {}
    for number in sorted(set(numbers) - made.closed.numbers):
        others, shared = groups.get(number, (frozenset[int](), ""))
        with_it = sorted(others & open_out)
        if number in open_out:
            found[number] = f"page {number} stays open: it cannot go to the press"
        elif with_it:
            named = ", ".join(map(str, with_it))
            found[number] = (
                f"page {number} went to the press and stays open: {shared} keeps it with page "
                f"{named}, which cannot go there"
            )
    warnings = (
        Finding("not-closed", Severity.WARNING, message, Where("--close"), _HINT)
        for message in found.values()
    )
    return frozenset(found), tuple(warnings)
