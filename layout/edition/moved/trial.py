"""A trial: the edition with something more decided, late ads booked or another text of a story,
beside the one without it. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from layout.edition.last_plan import RECORD
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.moved.moves import Moves, moves_between
from layout.edition.workshop import Workshop
from layout.publication.ads.late_ad import with_late_ads
from layout.publication.decisions.more_decided import with_more
from layout.publication.settings.newsgrid_toml import FILE, house_of
from layout.story.decided import PAGES
from slots.files.door import there
from slots.rulebook.load import read_text


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """An edition as it is, and as it would be."""

    before: Newspaper
    after: Newspaper

    @property
    def moves(self) -> Moves:
        """What would move."""
        return moves_between(self.before, self.after)


def try_decisions(order: Order, more: str, shop: Workshop) -> Trial:
    """What an edition would be with `more` decided, in TOML as pages.toml has it ("story.oysters.
    page = 5"): key by key in place of what that says. Nothing is written. It follows the plan that
    is kept, as the next print will; where none is, that of the edition without it. Raises BadInput
    as `make_newspaper` does, and where what is to be decided cannot be read."""
    return try_order(order, _decided(order, more), shop)


def try_late_ads(
    order: Order, ads: Sequence[Mapping[str, str]], shop: Workshop, more: str = ""
) -> Trial:
    """The same with late ads booked, each its cells by the columns of an ad book ({"id": "A9",
    "advertiser": "Late Lamps", "size": "1x40mm"}), and `more` decided. Raises BadInput, too, with
    what is wrong with an ad: it could not be booked."""
    booked = with_late_ads(house_of(order.folder / FILE), ads)
    wanted = _decided(order, more) if more else order
    return try_order(order, replace(wanted, booked=booked), shop)


def _decided(order: Order, more: str) -> Order:
    file = order.folder / PAGES
    text = read_text(file, root=order.folder) if there(file) else ""
    return replace(order, decided=with_more(text, more))


def try_order(order: Order, other: Order, shop: Workshop) -> Trial:
    """An edition, and what it would be by another order for the same publication."""
    before = make_newspaper(order, shop)
    kept = order.usual and not order.fresh and there(order.folder / RECORD)
    follows = None if kept else before.record
    return Trial(before, make_newspaper(replace(other, follows=follows), shop))
