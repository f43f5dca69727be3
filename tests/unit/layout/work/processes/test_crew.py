"""Who does long work: processes or a cluster, and what happens when one of them fails."""

import gc
import os
import pickle
import signal
import subprocess
import sys
import types
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from layout.work.processes import cluster
from layout.work.processes.crew import Copy, Started, shared_out
from layout.work.terminal.progress import State
from slots.finding import BadInput, bad_input

pytestmark = pytest.mark.slow

CODE = """
import sys, time
from layout.work.terminal.console import Console
{terminal}
console = Console()
for done in range(5):
    console.progress("Simulating", done, 4)
    time.sleep({seconds})
console.done()
print("done")
"""


def doubled(number):
    return 2 * number


def dies(number):
    os._exit(3)


def process(number):
    return os.getpid()


def process_or_for_ever(number):
    return signal.pause() if number else os.getpid()


def unsendable(number):
    return lambda: number


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children():
    return [int(pid) for pid in Path("/proc/thread-self/children").read_text().split()]


def refused(number):
    raise bad_input("no-stories", f"no story {number}", hint="write one")


def came_to(do, tasks, count, hire=None):
    with shared_out(do, tasks, count, hire) as results:
        return list(results)


def test_one_process_is_this_one_and_works_in_order():
    assert came_to(doubled, [1, 2, 3], 1) == [(0, 2), (1, 4), (2, 6)]
    assert came_to(process, [1], 1) == [(0, os.getpid())]


@pytest.mark.parametrize("hire", [Copy, Started])
def test_several_give_each_task_once(hire):
    assert sorted(came_to(doubled, [1, 2, 3], 2, hire)) == [(0, 2), (1, 4), (2, 6)]


@pytest.mark.parametrize("hire", [Copy, Started])
def test_several_are_others_and_none_is_left(hire):
    with shared_out(process, [1, 2, 3, 4], 2, hire) as results:
        pids = {pid for _, pid in results}
        assert os.getpid() not in pids and all(map(alive, pids))
    assert not any(map(alive, pids))


def test_those_at_work_are_ended_when_nobody_waits_any_more():
    others = children()
    with shared_out(process_or_for_ever, [0, 1], 2) as results:
        assert alive(next(results)[1])
        busy = set(children()) - set(others)
        assert len(busy) == 2
    assert not any(map(alive, busy))


@pytest.mark.parametrize("room", [0, 1])
def test_where_there_is_no_room_for_others_fewer_do_the_same(room):
    crew = []

    def hire(do, tasks):
        if len(crew) == room:
            raise BlockingIOError("Resource temporarily unavailable")
        crew.append(Copy(do, tasks))
        return crew[-1]

    assert sorted(came_to(doubled, [1, 2, 3], 3, hire)) == [(0, 2), (1, 4), (2, 6)]
    assert len(crew) == room


def test_no_shared_memory_is_needed(monkeypatch):
    """Semaphores need /dev/shm, which some containers have not."""
    for module in ("multiprocessing.synchronize", "concurrent.futures.process"):
        monkeypatch.setitem(sys.modules, module, None)
    assert sorted(came_to(doubled, [1, 2, 3], 2)) == [(0, 2), (1, 4), (2, 6)]


def test_what_a_task_refuses_comes_back_whole():
    with pytest.raises(BadInput) as error:
        came_to(refused, [7, 8], 2)
    (finding,) = error.value.findings
    assert finding.code == "no-stories" and finding.hint == "write one"
    assert finding.message in ("no story 7", "no story 8")


def test_what_cannot_be_sent_is_an_error_not_a_silence():
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        came_to(unsendable, [1, 2], 2)


@pytest.mark.parametrize("hire", [Copy, Started])
def test_a_process_that_dies_is_told_with_a_remedy(hire):
    with pytest.raises(BadInput) as error:
        came_to(dies, [1, 2], 2, hire)
    assert error.value.findings[0].code == "worker-died"
    assert "--jobs" in error.value.findings[0].hint


def dask(monkeypatch, client):
    """Stands in for the package: its Client is this."""
    monkeypatch.setitem(sys.modules, "distributed", types.SimpleNamespace(Client=client))


class Cluster(Executor):
    """A client of a cluster with so many workers at each look, and its executor. `fates` are what
    becomes of the tasks: done, an error, or never."""

    def __init__(self, workers, fates=(), status="running"):
        self.workers, self.fates, self.status = iter(workers), iter(fates), status

    def __call__(self, address, **options):
        return self

    def close(self, timeout):
        self.status = "closed"

    def scheduler_info(self):
        return {"workers": dict.fromkeys(range(next(self.workers)))}

    def get_executor(self, pure):
        return self

    def submit(self, do, task):
        future, fate = Future(), next(self.fates)
        if fate == "done":
            future.set_result(do(task))
        elif fate == "cancelled":
            future.cancel()
            future.set_running_or_notify_cancel()
        elif fate != "never":
            future.set_exception(fate)
        return future


TASKS = (("a", "b"), ("c",), ("d", "e"))


def told(monkeypatch, client, say=lambda _: None):
    """What is found of a cluster that does not come to an end."""
    dask(monkeypatch, client)
    monkeypatch.setattr(cluster, "LOOK", 0)
    with (
        pytest.raises(BadInput) as error,
        cluster.clustered("tcp://x:1", len, TASKS, say) as results,
    ):
        list(results)
    return error.value.findings[0]


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    def silent(address, **options):
        raise TimeoutError("timed out after 20 s")

    finding = told(monkeypatch, silent)
    assert finding.code == "no-scheduler" and "dask scheduler" in finding.hint
    assert "tcp://x:1: timed out" in finding.message


def test_a_cluster_without_workers_is_told(monkeypatch):
    finding = told(monkeypatch, Cluster([0]))
    assert finding.code == "no-workers" and "dask worker tcp://x:1" in finding.hint


@pytest.mark.parametrize(
    "error",
    [ModuleNotFoundError("No module named 'layout'"), Exception("KilledWorker"), KeyError("x")],
)
def test_workers_that_cannot_do_it_are_told(monkeypatch, error):
    finding = told(monkeypatch, Cluster([2], ["done", error, "done"]))
    assert finding.code == "cluster-failed" and "the same newsgrid" in finding.hint
    assert str(error) in finding.message


def test_bad_input_stays_what_it_is(monkeypatch):
    assert (
        told(monkeypatch, Cluster([2], [bad_input("x", "own", hint="y"), "done", "done"])).code
        == "x"
    )


def test_a_connection_that_is_lost_is_told_with_what_is_done(monkeypatch):
    finding = told(monkeypatch, Cluster([2], ["done", "cancelled", "cancelled"]))
    assert finding.code == "scheduler-lost"
    assert "of 5 stories are done" in finding.message
    finding = told(monkeypatch, Cluster([2], ["never"] * 3, status="connecting"))
    assert finding.code == "scheduler-lost" and "0 of 5 stories" in finding.message


def test_workers_that_are_gone_are_told_once_and_waited_for_so_long(monkeypatch):
    monkeypatch.setattr(cluster, "WAIT", -1)
    said = []
    looks = [2, 0, 2, 2, 0, 0]
    finding = told(monkeypatch, Cluster(looks, ["done", "never", "never"]), said.append)
    assert [line.split(":")[0].split(" at ")[0] for line in said] == [
        "no workers",
        "workers",
        "no workers",
    ]
    assert "2 of 5 stories are done" in said[0] and "dask worker tcp://x:1" in said[0]
    assert finding.code == "no-workers" and "2 of 5 stories are done" in finding.message


def test_a_bar_tells_how_far_and_how_long():
    def bar(done, of, seconds):
        return State("Simulating", 0.0, done, of, seconds).bar()

    assert bar(0, 8, 0.0) == f"Simulating {'░' * 24} 0 %, 0 of 8"
    assert bar(2, 8, 3.0) == f"Simulating {'█' * 6}{'░' * 18} 25 %, 2 of 8, 9 s left"
    assert bar(1_000, 4_000, 50.0).endswith("25 %, 1,000 of 4,000, about 2 min 30 s left")


@pytest.mark.parametrize("terminal", [True, False])
def test_the_bar_is_on_terminals_alone(terminal):
    pretence = "sys.stderr.isatty = lambda: True" if terminal else ""
    code = CODE.format(terminal=pretence, seconds=0.3 if terminal else 0)
    environment = {**os.environ, "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )
    assert done.stdout == "done\n"
    assert (" of 4" in done.stderr) == terminal
    assert bool(done.stderr) == terminal


class _Ring:
    """Garbage that only collection finds."""

    alive = 0

    def __init__(self) -> None:
        self.me = self
        _Ring.alive += 1

    def __del__(self) -> None:
        _Ring.alive -= 1


def _rings_left(count: int) -> int:
    """Makes rings, and says how many there were before."""
    before = _Ring.alive
    for _ in range(count):
        _Ring()
    return before


@pytest.mark.parametrize("count", [1, 2])
def test_what_a_task_left_is_collected_where_nothing_else_is(count: int) -> None:
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        with shared_out(_rings_left, [100] * 6, count) as results:
            left = [before for _, before in results]
        assert gc.get_freeze_count() == 0
    finally:
        if collecting:
            gc.enable()
    assert left == [0] * 6
