"""The bench of trials: the publication's edition with something decided, which nobody decided yet,
with a late ad that is not booked, or with a headline that is not used.

A process of its own: what is decided meanwhile waits for no trial, and an ended one takes nothing
of the print view with it. It writes nothing; what it worked out for one trial the next one has.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from layout.desk.preview.print.make.made_edition import Heard
from layout.desk.reports.edition.what_would_move import late_ad_data
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.moved.trial import Trial, try_order
from layout.edition.workshop import Workshop
from layout.work.memory.memory import Memory

_TOLD = ("refused-decision", "unkept-decision")


class TrialBench:
    """What the worker of trials knows: what it worked out for those before."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._memory = Memory(self._folder)

    def ready(self) -> None:
        """Makes the edition as it is, so that the first trial need not. Raises BadInput."""
        with self._memory.making():
            make_newspaper(Order(self._folder), self._shop())

    def moves(self, text: str, names: list[str]) -> dict[str, Any]:
        """What would move with another text of pages.toml, in which something is decided of these
        names; what would be refused of it; and the milliseconds that it took. Raises BadInput."""
        began = monotonic()
        return _told(self._tried(replace(self._order, decided=text)), names, began)

    def late(self, book: str, name: str) -> dict[str, Any]:
        """The same with another text of the ad book, in which an ad is booked late; under "late"
        where that stands, or why it has no place. Raises BadInput."""
        began = monotonic()
        trial = self._tried(replace(self._order, booked=book))
        return {**_told(trial, [name], began), "late": late_ad_data(trial.after, name)}

    def written(self, file: str, text: str, slug: str) -> dict[str, Any]:
        """The same with another text of a story, in a file of the publication. Raises BadInput."""
        began = monotonic()
        other = replace(self._order, written={self._folder / file: text})
        return _told(self._tried(other), [slug], began)

    @property
    def _order(self) -> Order:
        return Order(self._folder)

    def _tried(self, other: Order) -> Trial:
        with self._memory.making():
            return try_order(self._order, other, self._shop())

    def _shop(self) -> Workshop:
        return Workshop(self._memory, Heard(lambda *_: None))


def _told(trial: Trial, names: list[str], began: float) -> dict[str, Any]:
    moves, known = trial.moves, _refused(trial.before)
    return {
        **moves.as_data(),
        "brief": moves.in_brief(names),
        "refused": [one for one in _refused(trial.after) if one not in known],
        "ms": round((monotonic() - began) * 1000),
    }


def _refused(made: Newspaper) -> list[str]:
    """What is said of decisions that are not kept."""
    return [one.message for one in made.findings if one.code in _TOLD]
