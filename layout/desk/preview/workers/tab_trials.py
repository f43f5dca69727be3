"""What each tab tries just now: one text of rules. A newer one ends what is done for the older.

    tab     draft a ──── draft b
    a       ├ begin, part, part ┤             no part is begun any more
            ├──────── a long story ───┤       after GRACE it is ended, and the process with it
    b                  ├ begin, part, ...

The process that is ended loses what it remembers. That is worth it only where a story takes so long
that people would wait for it: so it has a while to come to an end by itself.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any

from layout.desk.preview.workers.process import OVERTAKEN, Leash, Worker
from slots.finding import BadInput

GRACE = 1.0
"""Seconds that work for an older text has to come to an end."""

_TABS = 64
"""Tabs whose trial is known."""


class Trial:
    """A text of rules that is tried for a tab. `run` is the newest run over all stories."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.run: Run | None = None
        self._over = False
        self._leashes: set[Leash] = set()

    async def call(self, worker: Worker, *task: Any) -> Any:
        """What a task of a worker gives. Raises BadInput, with OVERTAKEN where the tab tries
        something newer by now."""
        if self._over:
            raise BadInput([OVERTAKEN])
        leash = Leash()
        self._leashes.add(leash)
        try:
            return await worker.call(*task, leash=leash)
        finally:
            self._leashes.discard(leash)

    def overtake(self) -> None:
        """Ends it: what waits at once, what is being done in a while."""
        self._over = True
        for leash in self._leashes:
            leash.waive()
        if self._leashes:
            asyncio.get_running_loop().call_later(GRACE, self._pull)

    def _pull(self) -> None:
        for leash in self._leashes:
            leash.pull()


class Trials:
    """The trial of each tab; those of tabs that were longest silent are forgotten."""

    def __init__(self) -> None:
        self._trials: OrderedDict[str, Trial] = OrderedDict()

    def newest(self, tab: str, text: str) -> Trial:
        """A tab's trial of its newest text; one of another text is over."""
        known = self._trials.get(tab)
        if known is None or known.text != text:
            if known:
                known.overtake()
            known = self._trials[tab] = Trial(text)
        self._trials.move_to_end(tab)
        while len(self._trials) > _TABS:
            self._trials.popitem(last=False)[1].overtake()
        return known

    def end(self) -> None:
        """All of them are over: something was decided."""
        for known in self._trials.values():
            known.overtake()
        self._trials.clear()

    def of(self, tab: str, text: str) -> Trial | None:
        """A tab's trial of a text; None where the tab has a newer one."""
        known = self._trials.get(tab)
        return self.newest(tab, text) if known is None or known.text == text else None


class Run:
    """A run over all stories for a trial, a part at a time; the trial's newest."""

    def __init__(self, trial: Trial, worker: Worker, tab: str, story: str) -> None:
        self._trial, self._worker, self._tab, self._story = trial, worker, tab, story
        self._number, self._pid = 0, worker.pid
        trial.run = self

    async def begin(self) -> int:
        """How many stories there are. Raises BadInput where the rules cannot be used."""
        begun = await self._call("begin", self._trial.text, self._story)
        self._number, self._pid = begun["number"], self._worker.pid
        of: int = begun["of"]
        return of

    async def part(self) -> dict[str, Any] | None:
        """The next stories, and the sums so far; None where something newer took over.

        Where the worker had to be started again, for another tab, it begins anew.
        """
        try:
            while self._trial.run is self:
                found: dict[str, Any] | None = await self._call("part", self._number)
                if found is not None or self._worker.pid == self._pid:
                    return found
                await self.begin()
        except BadInput as error:
            if not overtaken(error):
                raise
        return None

    async def _call(self, task: str, *given: Any) -> Any:
        return await self._trial.call(self._worker, task, self._tab, *given)


def overtaken(error: BadInput) -> bool:
    """Whether a task was ended for something newer."""
    return error.findings == (OVERTAKEN,)
