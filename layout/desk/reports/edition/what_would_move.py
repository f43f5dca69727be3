"""newsgrid print PUBLICATION --dry-run --with DECISION, --with-ad AD: what would move; nothing is
written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from layout.desk.reports.ads.no_place import conflict_words, remedy_words
from layout.desk.reports.edition.print_publication import all_findings
from layout.edition.ad_words import ad_words, place_words
from layout.edition.in_numbers import figures_of
from layout.edition.leg_fill import leg_figures
from layout.edition.make_edition import Newspaper, Order
from layout.edition.moved.moves import would_words
from layout.edition.moved.trial import try_decisions, try_late_ads
from layout.edition.workshop import workshop_in
from layout.publication.ads.late_ad import cells_of
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report, listed


def tell_moves(order: Order, more: str, ads: Sequence[str], console: Console) -> Report:
    """The edition with more decided and late `ads` booked, as the report of a print has it, and
    what that would move. Raises BadInput where it cannot be made."""
    late = [cells_of(each) for each in ads]
    shop = workshop_in(order.folder, console)
    with shop.memory.making():
        trial = try_late_ads(order, late, shop, more) if late else try_decisions(order, more, shop)
    made, moves = trial.after, trial.moves
    booked = [late_ad_data(made, cells["id"]) for cells in late]
    would = {**moves.as_data(), "late": booked}
    figures = {**figures_of(made), **leg_figures(made.document.pages)}
    data = {"files": [], **figures, "would": would, "stages": shop.watch.report()}
    head = would_words("\n".join((*more.splitlines(), *(each["ad"] for each in booked))))
    text = "\n".join((head, *(each["said"] for each in booked), *moves.words))
    return Report(data, text, all_findings(made))


def late_ad_data(made: Newspaper, name: str) -> dict[str, Any]:
    """A late ad in an edition: what it is, the `pages` on which it stands, and where that is, or
    why it has no place, with what would give it one, as it is `said`."""
    stacked = made.stacked
    on = [place_words(one) for one in stacked.plan.places if one.id == name]
    why = list(_no_place(made, name))
    booking = next((one for one in stacked.bookings if one.id == name), None)
    return {
        "id": name,
        "ad": ad_words(booking) if booking else name,
        "pages": stacked.pages_of(name),
        "said": " ".join(why) or f"{name} stands on {listed(on)}.",
    }


def _no_place(made: Newspaper, name: str) -> Iterator[str]:
    stacked = made.stacked
    for conflict in stacked.plan.conflicts:
        if conflict.id == name:
            yield f"{conflict_words(conflict, stacked)}."
            remedy = remedy_words(conflict, stacked)
            yield f"What helps: {remedy}." if remedy else ""
    if name not in {one.id for one in stacked.bookings}:
        yield f"{name} has no place: it is on hold."
