"""Work done aside comes to the same as work done here, whatever becomes of the copy."""

import os
import pickle
import signal
from pathlib import Path

import pytest

from layout.work.processes.fork import Asides, at_once
from slots.finding import BadInput, bad_input


@pytest.mark.parametrize("cores", [1, 2])
def test_gives_what_the_work_gives(cores: int) -> None:
    with Asides(cores) as begin:
        results = [begin(lambda number=number: [number] * 100_000) for number in range(3)]
        assert [result() for result in reversed(results)] == [[n] * 100_000 for n in (2, 1, 0)]


def test_is_done_in_a_copy_that_leaves_this_process_as_it_is() -> None:
    marks: list[int] = []

    def work() -> int:
        marks.append(1)
        return os.getpid()

    with Asides(2) as begin:
        assert begin(work)() != os.getpid()
    assert not marks
    assert at_once(work)() == os.getpid() and marks == [1]


@pytest.mark.parametrize("cores", [1, 2])
def test_raises_what_the_work_raised(cores: int) -> None:
    def work() -> None:
        raise bad_input("cannot-render", "a broken picture", hint="mend it")

    with Asides(cores) as begin:
        result = begin(work)
        with pytest.raises(BadInput, match="a broken picture") as caught:
            result()
    assert caught.value.findings[0].hint == "mend it"


def test_work_of_a_copy_that_dies_is_done_here() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    with Asides(2) as begin:
        assert begin(work)() == 7


def test_work_of_a_copy_that_dies_while_it_sends_is_done_here(monkeypatch) -> None:
    whole = pickle.dumps
    monkeypatch.setattr(pickle, "dumps", lambda found: whole(found)[:100_000])
    with Asides(2) as begin:
        assert begin(lambda: b"x" * 200_000)() == b"x" * 200_000


def test_work_is_done_here_where_no_copy_can_be_made(monkeypatch) -> None:
    def full() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    before = len([*Path("/proc/self/fd").iterdir()])
    monkeypatch.setattr(os, "fork", full)
    with Asides(2) as begin:
        assert begin(os.getpid)() == os.getpid()
    assert len([*Path("/proc/self/fd").iterdir()]) == before


def test_what_cannot_be_sent_is_done_here() -> None:
    with Asides(2) as begin:
        assert begin(lambda: lambda: 7)()() == 7


def test_what_nobody_asks_for_is_dropped() -> None:
    with Asides(2) as begin:
        begin(lambda: signal.pause())
        begin(lambda: b"x" * 1_000_000)
        copies = tuple(begin._running)
    assert len(copies) == 2
    for copy in copies:  # this process may have other children: those of other tests
        with pytest.raises(ProcessLookupError):
            os.kill(copy, 0)
