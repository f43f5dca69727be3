"""The pages of the printed edition: how many each section has, and what ads find on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from layout.page.grid import Grid
from layout.publication.settings.print_sections import MOST_PAGES, SHEET
from layout.story.publication import PrintPlan, PrintSection, Publication
from slots.book.booking import Booking
from slots.finding import Finding, Severity, bad_input
from slots.rules.mistake import suggestion
from slots.stacking.task.ad_page import StackPage

_LEAST, _MOST = SHEET, MOST_PAGES
"""The fewest and the most pages of an edition, which has whole sheets of four."""

_FRONT = 40
"""Per cent of page one, from its head, that stay free of ads: it must sell the paper by its
news."""

UNNAMED = PrintSection("")
"""The section of an edition that names none."""


def sections_of(plan: PrintPlan) -> tuple[PrintSection, ...]:
    """The sections of an edition, in their order; one without a name where it names none."""
    return plan.sections or (UNNAMED,)


def section_counts(
    publication: Publication, cells_needed: Mapping[str, int], cells_a_page: int
) -> dict[str, int]:
    """The pages of each section, in their order.

    A section has the pages that the plan gives it; an open one, for which it gives none, as many as
    its cells need, at least one. The edition has the pages that the plan gives it, else the next
    multiple of four; what is left over goes to the first open section. Raises BadInput where that
    cannot be.
    """
    plan = publication.print_plan
    sections = sections_of(plan)
    counts = {section.name: section.pages or 0 for section in sections}
    openly = [section.name for section in sections if section.pages is None]
    for name in openly:
        counts[name] = max(1, -(-cells_needed.get(name, 0) // max(1, cells_a_page)))
    if not openly:
        return _fixed(plan, counts)
    rest = {name: count for name, count in counts.items() if name != openly[0]}
    others = sum(rest.values())
    total = plan.pages or max(_LEAST, -(-sum(counts.values()) // SHEET) * SHEET)
    if total - others < 1:
        raise _no_room(openly[0], others, total, rest)
    if not _LEAST <= total <= _MOST or total % SHEET:
        raise _wrong_total(total, counts)
    counts[openly[0]] = total - others
    return counts


def edition_pages(
    publication: Publication,
    grid: Grid,
    counts: Mapping[str, int],
    first_rows: Mapping[int, int],
    promos: int = 0,
) -> tuple[StackPage, ...]:
    """The pages of an edition in their order, from the pages of each section.

    `first_rows` are the rows where copy starts below the furniture, by page; so many of page one
    are its `promos`, which leave ads the place that they have without them.
    """
    plan = publication.print_plan
    named = [
        section
        for section in sections_of(plan)
        for _ in range(counts.get(section.name, section.pages or 0))
    ]
    return tuple(
        StackPage(
            number,
            section.name,
            len(grid.columns),
            grid.rows,
            first_rows[number],
            not plan.colour or number in plan.colour,
            section.share * 10,
            section.most * 10,
            max(0, grid.rows * _FRONT // 100 - promos) if number == 1 else 0,
            number == 1 or section != named[number - 2],
        )
        for number, section in enumerate(named, 1)
    )


def section_starts(plan: PrintPlan, counts: Mapping[str, int]) -> dict[int, str]:
    """The first page of each named section, by its number."""
    starts, number = {}, 1
    for section in sections_of(plan):
        if section.name and counts[section.name]:
            starts[number] = section.name
        number += counts[section.name]
    return starts


def known_sections(
    bookings: Iterable[Booking], plan: PrintPlan
) -> tuple[tuple[Booking, ...], tuple[Finding, ...]]:
    """The bookings whose section the edition has, and an error for each of the others."""
    named = tuple(bookings)
    names = {"", *(section.name for section in plan.sections)}
    kept = tuple(booking for booking in named if booking.section in names)
    unknown = (booking for booking in named if booking.section not in names)
    return kept, tuple(_unknown(unknown, plan))


def _unknown(bookings: Iterable[Booking], plan: PrintPlan) -> Iterator[Finding]:
    names = [section.name for section in plan.sections]
    for booking in bookings:
        near = suggestion(booking.section, names)
        message = f'{booking.id}: section: there is no section "{booking.section}"{near}'
        listed = f"one of {', '.join(names)}" if names else "name it in [[print.sections]]"
        hint = f"{listed}; or leave it empty for any"
        yield Finding("unknown-section", Severity.ERROR, message, booking.where, hint)


def _fixed(plan: PrintPlan, counts: dict[str, int]) -> dict[str, int]:
    """Counts that are all given: their sum is the edition's, or cannot be."""
    total = sum(counts.values())
    if total != (plan.pages or total):
        message = f"the sections have {total} pages ({_listed(counts)}), the edition {plan.pages}"
        hint = "change one of them, or leave the pages of a section open"
        raise bad_input("page-count", message, hint=f"{hint} in newsgrid.toml")
    if not _LEAST <= total <= _MOST or total % SHEET:
        raise _wrong_total(total, counts)
    return counts


def _wrong_total(total: int, counts: Mapping[str, int]) -> Exception:
    message = f"the edition would have {total} pages ({_listed(counts)})"
    hint = f"it has {_LEAST} to {_MOST}, in steps of {SHEET}: change the pages of its sections"
    return bad_input("page-count", message, hint=hint)


def _no_room(name: str, others: int, total: int, rest: Mapping[str, int]) -> Exception:
    which = f"section {name}" if name else "the edition"
    message = f"{which} gets no page: the other sections take {others} ({_listed(rest)}) of {total}"
    hint = f"give the edition at least {-(-(others + 1) // SHEET) * SHEET} pages, or them fewer"
    return bad_input("page-count", message, hint=hint)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name or 'no section'} {count}" for name, count in counts.items())
