"""Simulating on a Dask cluster that fails: told, with what was done by then; or waited for."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[5]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1 h",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5 s",
}
COMMAND = "from layout.desk.entry import script; script()"
SCHEDULER = """
import sys
from distributed import LocalCluster
made = LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50)
print(made.scheduler_address, flush=True)
sys.stdin.read()
"""
WORKER = """
import asyncio, sys, threading
import layout.simulation.plan_stories as work
from distributed import Worker
real, left = work._simulated, [int(sys.argv[2])]
def simulated(*given):
    left[0] -= 1
    if left[0] < 0:
        print("for ever", flush=True)
        threading.Event().wait()
    return real(*given)
work._simulated = simulated
async def main():
    worker = await Worker(sys.argv[1], nthreads=1, dashboard_address=None, silence_logs=50)
    print("there", flush=True)
    await worker.finished()
asyncio.new_event_loop().run_until_complete(main())
"""
STORIES = 5
SOME = 2
"""Stories that a worker does before one that never ends."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A publication of a few stories."""
    folder = tmp_path_factory.mktemp("dask")
    (folder / "newsgrid.toml").write_text('name = "Gazette"\n')
    (folder / "stories").mkdir()
    for number in range(STORIES):
        text = f"# Story {number}\n\nThe river rose, and the town watched it all night long.\n"
        (folder / "stories" / f"s{number}.md").write_text(text)
    return folder


@contextmanager
def child(code, *arguments):
    """A process of the cluster, which is killed at the end; and the first line it says."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        text=True,
    ) as process:
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@contextmanager
def simulating(paper, address, *options):
    """A simulation on a cluster, in the middle of its work."""
    given = ["simulate", str(paper), "--scheduler", address, *options]
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def scheduler():
    with child(SCHEDULER) as (process, address):
        assert address.startswith("tcp://")
        yield process, address


def test_a_scheduler_that_dies_is_told_with_what_is_done(paper, scheduler):
    process, address = scheduler
    with child(WORKER, address, SOME) as (worker, _), simulating(paper, address) as command:
        assert worker.stdout.readline() == "for ever\n"
        process.kill()
        out, err = command.communicate(timeout=120)
    assert (command.returncode, out) == (2, "")
    (line,) = err.splitlines()
    assert line.startswith(f"the scheduler at {address} is gone: ")
    assert f"of {STORIES} stories are done, and none is reported" in line


def test_workers_that_are_gone_are_told_and_others_go_on(paper, scheduler):
    _, address = scheduler
    with child(WORKER, address, SOME) as (worker, _):
        with simulating(paper, address, "--json") as command:
            assert worker.stdout.readline() == "for ever\n"
            worker.kill()
            line = command.stderr.readline()
            assert line.startswith(f"newsgrid: no workers at {address}: waiting, ")
            assert f"dask worker {address}" in line
            with child(WORKER, address, STORIES):
                out, err = command.communicate(timeout=120)
        assert command.returncode == 0, err
        assert json.loads(out)["stories"] == STORIES
        assert set(err.splitlines()) <= {f"newsgrid: workers at {address} again: going on"}


def test_who_waits_for_workers_can_give_up(paper, scheduler):
    _, address = scheduler
    with child(WORKER, address, 0) as (worker, _), simulating(paper, address) as command:
        assert worker.stdout.readline() == "for ever\n"
        worker.kill()
        assert command.stderr.readline().startswith("newsgrid: no workers")
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=120)
    assert (command.returncode, out, err) == (130, "", "newsgrid: interrupted\n")
