"""A trial: the edition with something more decided, beside the one without it. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from layout.edition.last_plan import RECORD
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.moved.moves import Moves, moves_between
from layout.edition.workshop import Workshop
from layout.publication.decisions.more_decided import with_more
from layout.story.decided import PAGES
from slots.files.door import there
from slots.rulebook.load import read_text


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """An edition as it is, and with something more decided."""

    before: Newspaper
    after: Newspaper

    @property
    def moves(self) -> Moves:
        """What the decisions would move."""
        return moves_between(self.before, self.after)


def try_decisions(order: Order, more: str, shop: Workshop) -> Trial:
    """What an edition would be with `more` decided, in TOML as pages.toml has it ("story.oysters.
    page = 5"): key by key in place of what that says. Nothing is written. It follows the plan that
    is kept, as the next print will; where none is, that of the edition without it. Raises BadInput
    as `make_newspaper` does, and where what is to be decided cannot be read."""
    file = order.folder / PAGES
    text = read_text(file, root=order.folder) if there(file) else ""
    return try_text(order, with_more(text, more), shop)


def try_text(order: Order, decided: str, shop: Workshop) -> Trial:
    """The same with all of another text of pages.toml decided."""
    before = make_newspaper(order, shop)
    kept = order.usual and not order.fresh and there(order.folder / RECORD)
    follows = None if kept else before.record
    return Trial(before, make_newspaper(replace(order, decided=decided, follows=follows), shop))
