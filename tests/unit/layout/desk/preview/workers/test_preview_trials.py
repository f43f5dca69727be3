"""A newer draft ends an older trial: with the desk's own worker, between two stories or in one."""

import asyncio
import json
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from support.processes.aside import aside

from layout.desk.preview.rules import routes
from layout.desk.preview.rules.whole import tasks
from layout.desk.preview.workers import tab_trials
from layout.desk.preview.workers.process import OVERTAKEN, Worker
from layout.desk.preview.workers.shared_run import Latest
from layout.desk.preview.workers.tab_trials import Trials
from slots.finding import BadInput
from slots.rulebook.load import default_text

pytestmark = pytest.mark.slow

WORDS = "The river rose and the town watched it, hour after hour, all night long. " * 3
COPY = "\n\n".join([WORDS] * 12)
COUNT = 12
WHOLE = "layout.desk.preview.rules.whole.tasks:WholeBench"
SLOW = "support.desk.benches:SlowWhole"
FOR_EVER = f"{default_text()}\n# for ever\n"


def draft(top):
    return default_text().replace(
        'from_top      = "2 paragraphs"', f'from_top      = "{top} paragraphs"'
    )


@pytest.fixture
def place(tmp_path):
    """A publication of some stories with an ad each."""
    (tmp_path / "newsgrid.toml").write_text('name = "Gazette"\n')
    (tmp_path / "stories").mkdir()
    for number in range(COUNT):
        text = f"---\nheadline: Story {number}\nslots: [google-ad]\n---\n\n{COPY}\n"
        (tmp_path / "stories" / f"s{number:02}.md").write_text(text)
    return tmp_path


@asynccontextmanager
async def desk_of(place, bench):
    """A desk as far as trials need it."""
    worker = Worker(bench, str(place), False)
    drafts = {}
    desk = SimpleNamespace(
        whole=worker,
        latest=Latest(),
        trials=Trials(),
        drafts=drafts,
        draft=drafts.__setitem__,
        stopping=asyncio.Event(),
        place=SimpleNamespace(alone=False, story=None),
    )
    try:
        yield desk
    finally:
        await worker.close()


class Asked:
    """A request with a body."""

    def __init__(self, **body):
        self._body = json.dumps(body).encode()

    async def body(self):
        return self._body


async def lines_of(desk, tab, text):
    """The lines of a run over all stories, one after the other."""
    answer = await routes._whole(desk, Asked(tab=tab, text=text))
    async for line in answer.body_iterator:
        yield json.loads(line)


async def all_of(desk, tab, text):
    return [line async for line in lines_of(desk, tab, text)]


async def trial_of(desk, tab, text, **more):
    return await routes._trial(desk, Asked(tab=tab, text=text, story="stories/s00.md", **more))


async def begun(place):
    """Waits until the worker is in the middle of a story that has no end."""
    while not (place / "at-work").exists():
        await asyncio.sleep(0.005)
    (place / "at-work").unlink()


def test_an_older_run_ends_between_two_stories(place, monkeypatch):
    async def scene():
        async with desk_of(place, WHOLE) as desk:
            older = lines_of(desk, "t", draft(5))
            first = [await anext(older), await anext(older)]
            pid = desk.whole.pid
            routes._draft(desk, {"tab": "t"}, draft(6))
            rest = [line async for line in older]
            newer = await all_of(desk, "t", draft(6))
            return first, rest, newer, pid == desk.whole.pid

    first, rest, newer, same = aside(scene())
    assert first[1]["done"] < COUNT, "it was done before"
    assert rest == [{"superseded": True}]
    assert newer[-1]["final"] and newer[-1]["done"] == COUNT
    assert same, "nothing that the worker remembers is lost"


def test_an_older_run_ends_in_the_middle_of_a_story(place, monkeypatch):
    monkeypatch.setattr(tab_trials, "GRACE", 0.05)

    async def scene():
        async with desk_of(place, SLOW) as desk:
            older = asyncio.ensure_future(all_of(desk, "t", FOR_EVER))
            await begun(place)
            newer = await all_of(desk, "t", draft(6))
            return await older, newer

    older, newer = aside(scene())
    assert older[-1] == {"superseded": True}
    assert newer[-1]["final"] and newer[-1]["done"] == COUNT


def test_an_older_trial_of_one_story_ends(place, monkeypatch):
    monkeypatch.setattr(tab_trials, "GRACE", 0.05)

    async def scene():
        async with desk_of(place, SLOW) as desk:
            older = asyncio.ensure_future(trial_of(desk, "t", FOR_EVER))
            await begun(place)
            newer = await trial_of(desk, "t", draft(6))
            return await older, newer

    older, newer = aside(scene())
    assert (older["ok"], older["superseded"]) == (False, True)
    assert newer["ok"] and newer["points"]


def test_a_trial_of_an_older_text_that_comes_late_is_none(place):
    async def scene():
        async with desk_of(place, WHOLE) as desk:
            newer = lines_of(desk, "t", draft(6))
            await anext(newer)
            desk.drafts["t"] = draft(6)
            late = await trial_of(desk, "t", FOR_EVER, draft=False)
            return late, [line async for line in newer]

    late, newer = aside(scene())
    assert late["superseded"] and newer[-1]["final"]


def test_other_tabs_go_on_where_the_worker_has_to_be_started_again(place, monkeypatch):
    monkeypatch.setattr(tab_trials, "GRACE", 0.05)
    monkeypatch.setattr(tasks, "BUDGET", 0.0)

    async def scene():
        async with desk_of(place, SLOW) as desk:
            other = lines_of(desk, "u", draft(5))
            first = [await anext(other), await anext(other)]
            older = asyncio.ensure_future(all_of(desk, "t", FOR_EVER))
            await begun(place)
            rest = asyncio.ensure_future(_rest(other))
            routes._draft(desk, {"tab": "t"}, draft(6))
            return first, await older, await rest

    first, older, rest = aside(scene())
    assert first[1]["done"] < COUNT
    assert older[-1] == {"superseded": True}
    assert rest[-1]["final"] and rest[-1]["done"] == COUNT


async def _rest(lines):
    return [line async for line in lines]


def test_what_waits_for_its_turn_is_not_begun(place, monkeypatch):
    monkeypatch.setattr(tab_trials, "GRACE", 60.0)

    async def scene():
        async with desk_of(place, SLOW) as desk:
            busy = desk.trials.newest("other", "a")
            work = asyncio.ensure_future(busy.call(desk.whole, "trial", "o", FOR_EVER, ""))
            await begun(place)
            waiting = asyncio.ensure_future(
                desk.trials.newest("t", "a").call(desk.whole, "trial", "t", FOR_EVER, "")
            )
            await asyncio.sleep(0)
            desk.trials.newest("t", "b")
            busy._pull()
            refused = await asyncio.gather(work, waiting, return_exceptions=True)
            return refused, (place / "at-work").exists()

    refused, again = aside(scene())
    assert all(isinstance(each, BadInput) and each.findings == (OVERTAKEN,) for each in refused)
    assert not again
