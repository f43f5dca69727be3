"""newsgrid print PUBLICATION --dry-run --with DECISION: what would move, and nothing is written."""

from __future__ import annotations

from layout.desk.reports.edition.print_publication import all_findings
from layout.edition.in_numbers import figures_of
from layout.edition.leg_fill import leg_figures
from layout.edition.make_edition import Order
from layout.edition.moved.moves import would_words
from layout.edition.moved.trial import try_decisions
from layout.edition.workshop import workshop_in
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report


def tell_moves(order: Order, more: str, console: Console) -> Report:
    """The edition with more decided, as the report of a print has it, and what that would move.
    Raises BadInput where it cannot be made."""
    shop = workshop_in(order.folder, console)
    with shop.memory.making():
        trial = try_decisions(order, more, shop)
    made, moves = trial.after, trial.moves
    figures = {**figures_of(made), **leg_figures(made.document.pages)}
    data = {"files": [], **figures, "would": moves.as_data(), "stages": shop.watch.report()}
    text = "\n".join((would_words(more), *moves.words))
    return Report(data, text, all_findings(made))
