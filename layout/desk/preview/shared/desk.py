"""The desk: what all of its answers are made from. One publication, or one story that has none."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from layout.desk.preview.access.lock import LOOPBACK, Lock
from layout.desk.preview.shared.events import Events
from layout.desk.preview.workers.page_pictures import Pictures
from layout.desk.preview.workers.process import Worker
from layout.desk.preview.workers.shared_run import Latest, Turns
from layout.desk.preview.workers.tab_trials import Trials
from slots.finding import Where, bad_input

NOT_ALONE = "this desk was opened on one story alone"
"""Why nothing is written, where nothing more is to be said."""

DRAFTS, ROOM = 64, 8_000_000
"""Tabs whose unsaved rules are remembered at most, and the characters that they come to."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is previewed: a folder, and the story opened first, by its name below the folder.

    `alone` says that the folder is no publication, and that story all there is to see.
    """

    folder: Path
    story: str | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """On which page each story begins, by its slug, and each ad stands, by its id."""

    stories: Mapping[str, int]
    ads: Mapping[str, int]


@dataclass(slots=True, eq=False)
class Desk:
    """A place, its workers, and the tabs that listen. `lock` is that of the desk's own port and of
    `pages`, the port of the pages it frames. `writing` is held while a file is written; `drawing`
    decides which printed page is drawn next. `copy` makes stories of what is handed in, `moves` the
    editions in which a decision is `tried`; `standing` is the edition as it was made last, None
    before the first."""

    place: Place
    lock: Lock
    pages: int
    web: Worker
    print: Worker
    moves: Worker
    pictures: Pictures
    whole: Worker
    lists: Worker
    copy: Worker
    events: Events = field(default_factory=Events)
    latest: Latest = field(default_factory=Latest)
    trials: Trials = field(default_factory=Trials)
    tried: Trials = field(default_factory=Trials)
    standing: Standing | None = None
    drafts: OrderedDict[str, str] = field(default_factory=OrderedDict)
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    drawing: Turns = field(default_factory=Turns)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def folder(self) -> Path:
        """The folder below which everything lies."""
        return self.place.folder

    @property
    def origin(self) -> str:
        """The desk's own origin."""
        return self.lock.origin

    @property
    def frames(self) -> str:
        """The origin of framed pages."""
        return f"http://{LOOPBACK}:{self.pages}"

    def draft(self, name: str, text: str) -> None:
        """Remembers a tab's unsaved rules; the tab that was longest silent is forgotten."""
        self.drafts[name] = text
        self.drafts.move_to_end(name)
        while len(self.drafts) > DRAFTS or sum(map(len, self.drafts.values())) > ROOM:
            self.drafts.popitem(last=False)

    async def close(self) -> None:
        """Ends every stream and all work, what is under way too."""
        self.stopping.set()
        self.events.close()
        workers = (
            *(self.web, self.print, self.moves, self.pictures.drawer),
            *(self.whole, self.lists, self.copy),
        )
        await asyncio.gather(*(worker.close() for worker in workers))


def desk_of(place: Place, own: int, pages: int) -> Desk:
    """A desk with its workers, none of which has begun."""
    folder, room = str(place.folder), "layout.desk.preview"
    return Desk(
        place,
        Lock(own),
        pages,
        Worker(f"{room}.web.tasks:WebBench", folder, place.alone),
        Worker(f"{room}.print.tasks:PrintBench", folder, place.alone),
        Worker(f"{room}.print.trial_bench:TrialBench", folder),
        Pictures(Worker(f"{room}.workers.page_raster:DrawBench")),
        Worker(f"{room}.rules.whole.tasks:WholeBench", folder, place.alone),
        Worker(f"{room}.lists.tasks:ListBench", folder, place.alone),
        Worker(f"{room}.lists.new_stories:CopyBench", folder),
        Events(place.folder),
    )


def check_publication(place: Place, why: str) -> None:
    """Raises BadInput, which says `why`, where there is a story alone, and no publication."""
    if place.alone:
        hint = "open a publication: newsgrid new DIR starts one"
        raise bad_input("no-publication", why, Where(place.story), hint)
