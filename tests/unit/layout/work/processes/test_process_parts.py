"""What processes that we start have in common: what they hear, where their temporary files go, and
that nothing of them is left."""

from __future__ import annotations

import os
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from layout.work.processes import signals
from layout.work.processes.child import begin_as_child, deaf
from layout.work.processes.copies import copied, end, take_away, temporaries_in
from layout.work.processes.run_folder import run_folder
from layout.work.processes.signals import SIGNALS, deafen, held_back, on_signals, undisturbed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


@pytest.fixture
def hearing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Signals as they are when a command begins, and afterwards as they were."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    monkeypatch.setattr(signals, "_EARS", signals._Ears())
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def temporary_file() -> Path:
    """A new file where libraries put theirs."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    return Path(name)


def told_by_a_copy(work: Callable[[], object]) -> str:
    """What a copy of this process says of itself."""
    reading, writing = os.pipe()
    pid = copied(lambda: os.write(writing, str(work()).encode()))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    end(pid)
    return said


def test_the_first_signal_ends_and_the_others_are_not_heard(hearing: None) -> None:
    ended: list[int] = []
    on_signals(ended.append)
    signal.raise_signal(signal.SIGTERM)
    signal.raise_signal(signal.SIGINT)
    assert ended == [signal.SIGTERM]


def test_who_wants_a_signal_ignored_has_it_so(hearing: None) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    ended: list[int] = []
    on_signals(ended.append)
    signal.raise_signal(signal.SIGHUP)
    assert ended == [] and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_nothing_ends_in_the_middle_but_afterwards(hearing: None) -> None:
    ended: list[int] = []
    on_signals(ended.append)
    with undisturbed():
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)
        assert ended == []
    assert ended == [signal.SIGINT], "the first of them"


def test_who_has_begun_to_end_hears_nothing(hearing: None) -> None:
    ended: list[int] = []
    on_signals(ended.append)
    deafen()
    for number in SIGNALS:
        signal.raise_signal(number)
    assert ended == []


def test_signals_are_held_back_in_a_block_and_come_after_it(hearing: None) -> None:
    heard: list[int] = []
    signal.signal(signal.SIGHUP, lambda number, _: heard.append(number))
    with held_back(signal.SIGHUP):
        signal.raise_signal(signal.SIGHUP)
        assert heard == [] and signal.SIGHUP in signal.sigpending()
    assert heard == [signal.SIGHUP]


def test_what_is_started_deaf_hears_no_ctrl_c() -> None:
    with deaf():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_child_ignores_ctrl_c_and_waits_for_its_parent_in_a_thread(temporary: Path) -> None:
    def work() -> tuple[bool, bool]:
        started: list[threading.Thread] = []
        threading.Thread.start = lambda self: started.append(self)  # type: ignore[method-assign]
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        begin_as_child()
        return signal.getsignal(signal.SIGINT) is signal.SIG_IGN, started[0].daemon

    assert told_by_a_copy(work) == "(True, True)"


def test_a_copy_has_what_we_have_and_hears_nothing_but_its_end(temporary: Path) -> None:
    here = ["known"]

    def work() -> tuple[object, ...]:
        here.append("changed")
        kept = [signal.getsignal(number).name for number in SIGNALS]  # type: ignore[union-attr]
        return here, kept, os.getppid()

    said = told_by_a_copy(work)
    assert said == str((["known", "changed"], ["SIG_IGN", "SIG_DFL", "SIG_IGN"], os.getpid()))
    assert here == ["known"]


def test_what_a_copy_leaves_behind_is_taken_away(temporary: Path) -> None:
    def work() -> str:
        file = temporary_file()
        return f"{file.parent.parent == temporary and file.exists()}"

    assert told_by_a_copy(work) == "True" and list(temporary.iterdir()) == []


def test_work_that_raises_ends_the_copy_alone(temporary: Path) -> None:
    def work() -> None:
        raise AssertionError("in the copy")

    assert told_by_a_copy(work) == ""


def test_temporary_files_go_into_a_new_folder_or_stay_where_they_were(temporary: Path) -> None:
    own = temporary / "own"
    assert temporaries_in(own) and temporary_file().parent == own
    assert not temporaries_in(own), "it is there already"
    take_away(own)
    take_away(own)
    assert not own.exists()


def test_a_run_has_a_folder_of_its_own_and_takes_dead_ones_away(temporary: Path) -> None:
    first = run_folder()
    assert first is not None
    home = first.folder.parent
    assert stat.S_IMODE(home.stat().st_mode) == 0o700 and home.parent == temporary
    dead = home / "4711-dead"
    dead.mkdir()
    os.environ["TMPDIR"] = str(temporary)
    second = run_folder()
    assert second is not None and not dead.exists() and first.folder.exists(), "it is locked"
    for each in (first, second):
        os.close(each.lock)
        each.end()
    assert list(home.iterdir()) == []


def test_a_folder_that_others_may_look_into_is_not_used(temporary: Path) -> None:
    home = temporary / f"newsgrid-{os.getuid()}"
    home.mkdir()
    home.chmod(0o755)
    assert run_folder() is None and list(home.iterdir()) == []
