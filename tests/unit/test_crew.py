"""Who does long work: processes or a cluster, and what happens when one of them fails."""

import os
import subprocess
import sys

import pytest

from layout.desk.console import _bar
from layout.desk.crew import cluster, each_done, processes
from slots.finding import BadInput, bad_input

CODE = """
import sys, time
from layout.desk.console import Console
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


def refused(number):
    raise bad_input("no-stories", f"no story {number}", hint="write one")


def test_one_process_is_this_one_and_works_in_order():
    with processes(1, __name__) as executor:
        assert executor is None
        assert list(each_done(doubled, [1, 2, 3], executor)) == [(0, 2), (1, 4), (2, 6)]


def test_several_give_each_task_once():
    with processes(2, "slots.finding") as executor:
        assert sorted(each_done(doubled, [1, 2, 3], executor)) == [(0, 2), (1, 4), (2, 6)]


def test_what_a_task_refuses_comes_back_whole():
    with pytest.raises(BadInput) as error, processes(2, "slots.finding") as executor:
        list(each_done(refused, [7], executor))
    (finding,) = error.value.findings
    assert (finding.code, finding.message, finding.hint) == (
        "no-stories",
        "no story 7",
        "write one",
    )


def test_a_process_that_dies_is_told_with_a_remedy():
    with pytest.raises(BadInput) as error, processes(2, "slots.finding") as executor:
        list(each_done(dies, [1], executor))
    assert error.value.findings[0].code == "worker-died"
    assert "--jobs" in error.value.findings[0].hint


def dask(monkeypatch, client):
    """Stands in for the package: its Client is this."""
    import types

    module = types.SimpleNamespace(Client=client)
    monkeypatch.setitem(sys.modules, "distributed", module)


class Cluster:
    """A client of a cluster with so many workers, whose executor fails as told."""

    def __init__(self, workers):
        self.workers = workers

    def __call__(self, address, **options):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def scheduler_info(self):
        return {"workers": dict.fromkeys(range(self.workers))}

    def get_executor(self):
        return "executor"


def told(monkeypatch, client, failure=None):
    dask(monkeypatch, client)
    with pytest.raises(BadInput) as error, cluster("tcp://10.0.0.5:8786") as executor:
        assert executor == "executor"
        if failure:
            raise failure
    return error.value.findings[0]


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    def silent(address, **options):
        raise TimeoutError("timed out after 20 s")

    finding = told(monkeypatch, silent)
    assert finding.code == "no-scheduler" and "dask scheduler" in finding.hint
    assert "tcp://10.0.0.5:8786: timed out" in finding.message


def test_a_cluster_without_workers_is_told(monkeypatch):
    finding = told(monkeypatch, Cluster(0))
    assert finding.code == "no-workers" and "dask worker tcp://10.0.0.5:8786" in finding.hint


def test_workers_without_newsgrid_are_told_and_bad_input_stays_what_it_is(monkeypatch):
    finding = told(monkeypatch, Cluster(2), ModuleNotFoundError("No module named 'layout'"))
    assert finding.code == "cluster-failed" and "the same newsgrid" in finding.hint
    assert told(monkeypatch, Cluster(2), bad_input("x", "own")).code == "x"


def test_a_bar_tells_how_far_and_how_long():
    assert _bar("Simulating", 0, 8, 0.0) == f"Simulating {'░' * 24} 0 of 8"
    assert _bar("Simulating", 2, 8, 3.0) == f"Simulating {'█' * 6}{'░' * 18} 2 of 8, 9 s left"
    assert _bar("Simulating", 1_000, 4_000, 50.0).endswith("1,000 of 4,000, about 2 min 30 s left")


@pytest.mark.parametrize("terminal", [True, False])
def test_the_bar_is_on_terminals_alone(terminal):
    pretence = "sys.stderr.isatty = lambda: True" if terminal else ""
    code = CODE.format(terminal=pretence, seconds=0.3 if terminal else 0)
    environment = {**os.environ, "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )
    assert done.stdout == "done\n"
    assert ("4 of 4" in done.stderr) == terminal
    assert bool(done.stderr) == terminal
