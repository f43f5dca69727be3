"""Parts of the desk's workers by themselves, in this process or in a copy of it that is thrown
away: what they keep, what they answer, and the limits they set themselves."""

from __future__ import annotations

import asyncio
import io
import os
import pickle
import resource
import sys
from collections.abc import Callable
from multiprocessing import Pipe
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support.desk.benches import Here, nested_pdf
from support.processes.aside import aside

from layout.desk.preview.workers import page_raster, process, task_loop
from layout.desk.preview.workers.bounded_store import Kept, Store
from layout.desk.preview.workers.findings_as_data import name_of
from layout.desk.preview.workers.page_pictures import PictureRequest, Pictures
from layout.desk.preview.workers.page_raster import DrawBench, Rasters, drawn
from layout.desk.preview.workers.process import DIED, OVERTAKEN, Worker
from layout.desk.preview.workers.shared_run import Latest
from layout.desk.preview.workers.tab_trials import _TABS, Run, Trial, Trials
from layout.desk.preview.workers.task_loop import serve_tasks
from layout.work.processes.copies import copied, end
from slots.finding import BadInput, Finding, bad_input

PAGE = nested_pdf(1, 1)
ROOM = 1 << 30

copies_only = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


def in_a_copy(work: Callable[[], object]) -> tuple[object, int]:
    """What work in a copy of this process gives, and with which code that leaves."""
    reading, writing = os.pipe()

    def sent() -> None:
        os.write(writing, pickle.dumps(work()))

    pid = copied(sent)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(pid, 0)
    end(pid)
    return pickle.loads(data) if data else None, os.waitstatus_to_exitcode(status)


# --- pictures of pages -------------------------------------------------------------------------


def test_a_page_that_was_drawn_needs_its_pdf_no_more() -> None:
    rasters = Rasters()
    assert rasters.picture("a", 1.0) is None
    first = rasters.picture("a", 1.0, PAGE)
    assert first and rasters.picture("a", 1.0) == first
    assert rasters.picture("a", 2.0), "at another scale, from the page that is kept open"
    assert rasters.picture("b", 1.0) is None


def test_what_was_longest_of_no_use_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(drawn(page_raster._opened(PAGE), 1.0))
    monkeypatch.setattr(page_raster, "_PICTURES", 2 * size)
    monkeypatch.setattr(page_raster, "_PAGES", 1)
    rasters = Rasters()
    for revision in "ab":
        rasters.picture(revision, 1.0, PAGE)
    rasters.picture("a", 1.0)
    rasters.picture("c", 1.0, PAGE)
    assert rasters.weight == (2 * size, 1)
    assert rasters.picture("a", 1.0) and rasters.picture("c", 1.0)
    assert rasters.picture("b", 1.0) is None


def test_one_picture_is_kept_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_raster, "_PICTURES", 0)
    monkeypatch.setattr(page_raster, "_ROOM_FOR_PAGES", 0)
    rasters = Rasters()
    for revision in "ab":
        assert rasters.picture(revision, 1.0, PAGE)
    assert rasters.picture("b", 1.0) and rasters.picture("a", 1.0) is None
    assert rasters.weight[1] == 1


@copies_only
def test_who_draws_says_nothing_and_takes_no_more_memory_than_it_may() -> None:
    def work() -> tuple[bytes | None, str, bool, bool]:
        bench = DrawBench(ROOM)
        bench.warm()
        picture = bench.picture(1, "a", 1.0, PAGE)
        try:
            bench.picture(7, "b", 1.0, b"%PDF-no")
            told = ""
        except BadInput as error:
            told = error.findings[0].message
        most, _ = resource.getrlimit(resource.RLIMIT_AS)
        quiet = all(Path(f"/proc/self/fd/{one}").samefile(os.devnull) for one in (1, 2))
        return picture, told, 0 < most < 8 * ROOM, quiet

    found, code = in_a_copy(work)
    assert isinstance(found, tuple) and code == 0
    picture, told, limited, quiet = found
    assert Image.open(io.BytesIO(picture)).size == (200, 100)
    assert told.startswith("page 7 cannot be drawn: ")
    assert limited and quiet


@copies_only
def test_a_limit_that_is_lower_already_stays() -> None:
    def work() -> tuple[int, int]:
        most = 6 * ROOM
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        page_raster._limit_memory(100 * ROOM)
        return resource.getrlimit(resource.RLIMIT_AS)

    assert in_a_copy(work) == ((6 * ROOM, 6 * ROOM), 0)


def test_a_system_that_does_not_report_memory_sets_no_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(page_raster, "Path", lambda _: SimpleNamespace(is_file=lambda: False))
    page_raster._limit_memory(ROOM)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@copies_only
def test_where_memory_runs_out_the_process_dies() -> None:
    def work() -> None:
        bench = DrawBench(ROOM)

        def none_left(*_: object) -> None:
            raise MemoryError

        bench._rasters.picture = none_left  # type: ignore[method-assign,assignment]
        bench.picture(1, "a", 1.0, PAGE)

    assert in_a_copy(work) == (None, 1)


class Drawer:
    """A drawer that dies of what it kept: it can draw only what it is given."""

    pid = None

    def __init__(self, *deadly: bytes | None) -> None:
        self.deadly, self.given = deadly, list[bytes | None]()

    async def call(self, task: str, *arguments: Any, leash: Any = None) -> bytes:
        """A picture of the page that it is given."""
        *_, pdf = arguments
        self.given.append(pdf)
        if pdf in self.deadly:
            raise BadInput([DIED])
        return b"picture"


class Printer:
    """Who has the pages."""

    def page_pdf(self, story: str, number: int) -> tuple[bytes, str]:
        """A page and its revision."""
        return PAGE, "a"


async def nobody_gone() -> bool:
    return False


def test_a_drawer_that_dies_of_what_it_kept_is_given_the_page() -> None:
    drawer: Any = Drawer(None)
    pictures, printer = Pictures(drawer), Here(Printer())
    asked = PictureRequest("", 1, 1.0, "a")
    assert aside(pictures.picture(asked, printer, nobody_gone)) == (b"picture", True)  # type: ignore[arg-type]
    assert drawer.given == [None, PAGE]
    assert pictures.refused(["a"]) == ()


def test_a_page_that_drawers_die_of_is_told_and_not_given_again() -> None:
    drawer: Any = Drawer(None, PAGE)
    pictures, printer = Pictures(drawer), Here(Printer())
    asked = PictureRequest("", 1, 1.0, "a")
    for _ in range(2):
        with pytest.raises(BadInput) as caught:
            aside(pictures.picture(asked, printer, nobody_gone))  # type: ignore[arg-type]
        assert [one.code for one in caught.value.findings] == ["heavy-page"]
    assert drawer.given == [None, PAGE, PAGE], "once more where nothing was kept; then no more"


# --- the loop of tasks -------------------------------------------------------------------------


class Bench:
    """A bench that reports how far it is."""

    say: Callable[[object], None] = staticmethod(lambda what: None)

    def __init__(self, name: str) -> None:
        self.name = name

    def work(self, count: int) -> str:
        """Something of which it tells how far it is."""
        for turn in range(count):
            self.say(turn)
        return f"{self.name}: {count}"

    def refuse(self) -> None:
        """Bad input."""
        raise bad_input("bad", "as it was asked", hint="ask otherwise")

    def stumble(self) -> None:
        """A mistake of ours."""
        raise ZeroDivisionError("oh")

    def unsendable(self) -> object:
        """What no pipe takes."""
        return lambda: None


def served(monkeypatch: pytest.MonkeyPatch, *tasks: tuple[str, tuple[Any, ...]]) -> list[Any]:
    """What the loop sends for tasks, until nobody asks any more."""
    monkeypatch.setattr(task_loop, "begin_as_child", lambda: None)
    monkeypatch.setattr(task_loop.gc, "disable", lambda: None)
    monkeypatch.setattr(task_loop.logging, "lastResort", task_loop.logging.lastResort)
    ours, theirs = Pipe()
    with theirs:
        for task in tasks:
            ours.send(task)
        serve_tasks(_until_done(theirs, len(tasks)), f"{__name__}:Bench", ("desk",))
        found = []
        while ours.poll(0):
            found.append(pickle.loads(ours.recv_bytes()))
        ours.close()
    return found


def _until_done(pipe: Any, count: int) -> Any:
    """A pipe that closes after so many tasks; it says once that nobody asks just now."""
    left, idle = [count], [True]

    def poll(seconds: float | None) -> bool:
        if idle and seconds is not None:
            idle.clear()
            return False
        return True

    def recv_bytes() -> bytes:
        if not left[0]:
            raise EOFError
        left[0] -= 1
        data: bytes = pipe.recv_bytes()
        return data

    return SimpleNamespace(poll=poll, recv_bytes=recv_bytes, send_bytes=pipe.send_bytes)


def test_tasks_are_answered_in_order_with_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = ("refuse", "stumble", "unsendable")
    found = served(monkeypatch, ("work", (2,)), *((task, ()) for task in tasks), ("work", (0,)))
    assert found[:3] == [("said", 0), ("said", 1), ("done", "desk: 2")]
    codes = [(kind, [one.code for one in findings]) for kind, findings in found[3:6]]
    assert codes == [("bad", ["bad"]), ("bad", ["bug"]), ("bad", ["bug"])]
    assert found[3][1][0].hint == "ask otherwise"
    assert "ZeroDivisionError: oh" in found[4][1][0].message
    assert found[6] == ("done", "desk: 0")


def test_a_bench_that_is_not_there_is_told_at_each_task() -> None:
    stand = task_loop._Stand("nowhere:Bench", (), lambda _: None)
    for _ in range(2):
        kind, findings = pickle.loads(stand.answer(pickle.dumps(("work", ()))))
        assert kind == "bad" and "nowhere" in findings[0].message


def test_garbage_is_looked_for_at_rest_and_where_much_was_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[int] = []
    monkeypatch.setattr(task_loop.gc, "collect", looked.append)
    monkeypatch.setattr(task_loop.gc, "get_count", lambda: (0, 0, 0))
    served(monkeypatch, ("work", (0,)))
    assert looked == [1], "once, at rest, among what is new"
    looked.clear()
    monkeypatch.setattr(
        task_loop.gc, "get_count", lambda: (task_loop.HEAP + 1, 0, task_loop._YOUNG)
    )
    served(monkeypatch, ("work", (0,)))
    assert looked == [2, 2], "at rest, and before the loop waits again; among all"


# --- processes and trials ----------------------------------------------------------------------


def test_a_process_that_does_not_end_when_it_is_told_is_killed() -> None:
    done: list[str] = []

    def stubborn(lives: bool) -> Any:
        return SimpleNamespace(
            terminate=lambda: done.append("told"),
            join=lambda *_: done.append("waited"),
            is_alive=lambda: lives,
            kill=lambda: done.append("killed"),
        )

    process._bury(stubborn(False))
    assert done == ["told", "waited"]
    done.clear()
    process._bury(stubborn(True))
    assert done == ["told", "waited", "killed", "waited"]


def test_a_system_without_a_fork_server_starts_processes_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert process._context().get_start_method() == "forkserver"
    monkeypatch.setattr(process, "get_all_start_methods", lambda: ["spawn"])
    assert process._context().get_start_method() == "spawn"


def test_the_tab_that_was_longest_silent_is_forgotten_and_its_trial_is_over() -> None:
    trials = Trials()
    first, second, *_ = (trials.newest(str(number), "a") for number in range(_TABS))
    assert trials.of("0", "a") is first
    trials.newest("one more", "a")
    assert trials.of("0", "a") is first
    with pytest.raises(BadInput) as caught:
        aside(second.call(Worker("nowhere:Bench"), "work"))
    assert caught.value.findings == (OVERTAKEN,)


def test_a_run_ends_in_silence_for_a_newer_text_and_tells_all_else() -> None:
    class Failing:
        """A worker of which each task fails for one reason."""

        pid = 1

        def __init__(self, why: Finding) -> None:
            self.why = why

        async def call(self, *_: Any, leash: Any = None) -> Any:
            """Nothing."""
            raise BadInput([self.why])

    def part(why: Finding) -> Any:
        worker: Any = Failing(why)
        return aside(Run(Trial("a"), worker, "t", "").part())

    assert part(OVERTAKEN) is None
    with pytest.raises(BadInput) as caught:
        part(DIED)
    assert caught.value.findings == (DIED,)


# --- what is kept ------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 9))), st.integers(1, 30))
def test_files_that_are_kept_weigh_no_more_than_they_may(
    puts: list[tuple[str, int]], most: int
) -> None:
    store = Store(most)
    latest: dict[str, bytes] = {}
    for path, size in puts:
        latest[path] = path.encode() * size
        store.put({path: latest[path]})
        assert store.take(path) == latest[path]
        kept = [found for name in latest if (found := store.take(name)) is not None]
        assert store.size == sum(map(len, kept)) and (store.size <= most or len(kept) == 1)
        assert store.take(path) == latest[path]


def test_what_was_used_longest_ago_goes_first() -> None:
    kept: Kept[str, int] = Kept(2)
    store = Store(2)
    for name in "ab":
        kept.put(name, 1)
        store.put({name: b"1"})
    assert kept.get("a") and store.take("a")
    kept.put("c", 1)
    store.put({"c": b"1"})
    assert [kept.get(name) for name in "abc"] == [1, None, 1]
    assert [store.take(name) for name in "abc"] == [b"1", None, b"1"]
    kept.clear()
    assert len(kept) == 0


def test_a_file_is_called_by_its_name_below_a_folder_however_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = tmp_path / "gazette" / "stories" / "a.md"
    assert name_of(Path("gazette"), str(whole)) == "stories/a.md"
    assert name_of(whole.parent.parent, "gazette/stories/a.md") == "stories/a.md"
    assert name_of(Path("gazette"), str(tmp_path / "other.md")) == str(tmp_path / "other.md")


# --- who waits for whom ------------------------------------------------------------------------


def test_those_who_ask_while_a_run_goes_on_share_the_next_whatever_becomes_of_the_first() -> None:
    made: list[str] = []

    def making(name: str, error: BaseException | None = None) -> Callable[[], Any]:
        async def make() -> str:
            made.append(name)
            await asyncio.sleep(0)
            if error:
                raise error
            return name

        return make

    async def scene(error: BaseException) -> list[Any]:
        latest = Latest()
        asked = [latest.run("key", making("a", error))]
        asked += [latest.run("key", making(name)) for name in "bcd"]
        return await asyncio.gather(*asked, return_exceptions=True)

    for error, told in ((ValueError("oh"), "oh"), (asyncio.CancelledError(), "was cancelled")):
        first, *others = aside(scene(error))
        assert isinstance(first, Exception) and told in str(first)
        assert others == ["d", "d", "d"]
    assert made == ["a", "d", "a", "d"]


def test_who_waits_as_the_desk_ends_is_told_at_once() -> None:
    async def scene() -> list[bool]:
        async def for_ever() -> None:
            await asyncio.Event().wait()

        latest = Latest()
        asked = [latest.begin("key", for_ever) for _ in range(2)]
        await asyncio.sleep(0)
        running = latest._running["key"]
        running.cancel()
        await asyncio.wait([running])
        return [one.cancelled() for one in asked]

    assert aside(scene()) == [True, True]
