"""Workers of the preview desk: what befalls them is an answer, and they leave nothing behind."""

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from select import select

import pytest
from support.processes.aside import aside

from layout.desk.preview.workers.process import CLOSED, DIED, Worker
from layout.desk.preview.workers.task_loop import HEAP
from slots.finding import BadInput

pytestmark = pytest.mark.slow


@asynccontextmanager
async def worker_on(needed):
    worker = Worker("support.desk.benches:TestBench", str(needed))
    try:
        yield worker
    finally:
        await worker.close()


async def refusal(asked):
    with pytest.raises(BadInput) as caught:
        await asked
    return caught.value.findings


def gone(handle):
    """Waits for a process to end."""
    select([handle], [], [])
    os.close(handle)
    return True


def test_tasks_are_done_in_their_order_by_a_bench_that_remembers(tmp_path):
    async def scene():
        async with worker_on(tmp_path) as worker:
            assert worker.pid is None
            said = await asyncio.gather(*(worker.call("echo", each) for each in range(20)))
            return said, await worker.call("heard"), worker.pid

    said, heard, pid = aside(scene())
    assert said == list(range(20))
    assert heard == list(map(str, range(20)))
    assert pid != os.getpid()


def test_what_goes_wrong_is_a_finding_and_the_worker_goes_on(tmp_path):
    async def scene():
        async with worker_on(tmp_path) as worker:
            found = [
                await refusal(worker.call(task)) for task in ("refuse", "stumble", "unsendable")
            ]
            pid = worker.pid
            await worker.call("echo", 1)
            return found, pid == worker.pid

    found, same = aside(scene())
    assert [[each.code for each in findings] for findings in found] == [["bad"], ["bug"], ["bug"]]
    assert "ZeroDivisionError: oh" in found[1][0].message
    assert same


def test_arguments_that_cannot_be_sent_hurt_nobody(tmp_path):
    async def scene():
        async with worker_on(tmp_path) as worker:
            with pytest.raises((AttributeError, TypeError)):
                await worker.call("echo", lambda: None)
            return await worker.call("echo", "still here")

    assert aside(scene()) == "still here"


def test_a_bench_that_cannot_be_made_is_tried_again(tmp_path):
    async def scene():
        async with worker_on(tmp_path / "later") as worker:
            found = await refusal(worker.call("echo", 1))
            (tmp_path / "later").touch()
            return found, await worker.call("echo", 1)

    found, said = aside(scene())
    assert [each.code for each in found] == ["needed"]
    assert said == 1


def test_a_process_that_dies_at_work_is_told_and_one_that_dies_at_rest_is_not(tmp_path):
    async def scene():
        async with worker_on(tmp_path) as worker:
            found = await refusal(worker.call("die"))
            await worker.call("echo", 1)
            handle = os.pidfd_open(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)
            gone(handle)
            return found, await worker.call("echo", 2), await worker.call("heard")

    found, said, heard = aside(scene())
    assert found == (DIED,)
    assert (said, heard) == (2, ["2"])


def test_a_worker_is_closed_in_the_middle_of_its_work(tmp_path):
    mark = tmp_path / "begun"

    async def scene():
        worker = Worker("support.desk.benches:TestBench", str(tmp_path))
        await worker.call("echo", 1)
        handle = os.pidfd_open(worker.pid)
        asked = [asyncio.ensure_future(worker.call("hang", str(mark))) for _ in range(3)]
        while not mark.exists():
            await asyncio.sleep(0)
        await worker.close()
        later = await refusal(worker.call("echo", 2))
        return gone(handle), [await refusal(each) for each in asked], later

    ended, found, later = aside(scene())
    assert ended
    assert found == [(CLOSED,)] * 3
    assert later == (CLOSED,)


def test_a_worker_is_closed_as_it_begins(tmp_path):
    async def scene():
        worker = Worker("support.desk.benches:TestBench", str(tmp_path))
        asked = asyncio.ensure_future(worker.call("echo", 1))
        await asyncio.sleep(0)
        await worker.close()
        await refusal(asked)
        return worker.pid

    assert aside(scene()) is None


def test_garbage_does_not_grow_while_tasks_never_cease(tmp_path):
    async def scene():
        async with worker_on(tmp_path) as worker:
            return [await worker.call("circles", HEAP // 4) for _ in range(12)]

    assert max(aside(scene())) < 2 * HEAP
