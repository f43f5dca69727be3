"""Writing on disks and systems that fail, or can less: nothing is lost, and nothing is left."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from layout.work.writing import exchange_names, temporaries, whole_files
from layout.work.writing import replace_unchanged as replacing
from layout.work.writing.exchange_names import Unsupported, exchange, take
from layout.work.writing.replace_unchanged import Changed, replace
from layout.work.writing.temporaries import NO_START, tidy, tidy_below
from layout.work.writing.whole_files import keep_at, opened, write_whole
from slots.finding import BadInput


@pytest.fixture
def handle(tmp_path: Path) -> Iterator[int]:
    """A folder with a file in it, by its descriptor; no temporary of ours is left in it."""
    (tmp_path / "a.md").write_bytes(b"known")
    folder = os.open(tmp_path, os.O_RDONLY)
    yield folder
    os.close(folder)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".newsgrid")] == []


def failing(number: int) -> Callable[..., Any]:
    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fails


def unsupported(*_: object) -> None:
    raise Unsupported


# --- changing names with a condition -----------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM])
def test_a_file_system_without_conditions_says_so(
    handle: int, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def call(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(exchange_names, "_call", lambda: call)
    for change in (exchange, take):
        with pytest.raises(Unsupported):
            change(handle, "a.md", "b.md")


def test_a_disk_that_fails_is_no_file_system_without_conditions(
    handle: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(*_: object) -> int:
        ctypes.set_errno(errno.EIO)
        return -1

    monkeypatch.setattr(exchange_names, "_call", lambda: call)
    with pytest.raises(OSError) as caught:
        exchange(handle, "a.md", "b.md")
    assert (caught.value.errno, caught.value.filename) == (errno.EIO, "b.md")


@pytest.mark.parametrize("library", [failing(errno.ENOENT), lambda *_, **__: object()])
def test_a_system_without_the_call_says_so(
    handle: int, monkeypatch: pytest.MonkeyPatch, library: Callable[..., Any]
) -> None:
    monkeypatch.setattr(exchange_names.ctypes, "CDLL", library)
    monkeypatch.setattr(exchange_names, "_call", exchange_names._call.__wrapped__)
    with pytest.raises(Unsupported):
        take(handle, "a.md", "b.md")


# --- replacing what was read -------------------------------------------------------------------


def test_what_was_read_and_is_gone_is_not_written_anew(handle: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").unlink()
    with pytest.raises(Changed):
        replace(handle, "a.md", b"new", b"known")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_where_files_have_one_name_alone_a_new_one_is_compared_last_thing(
    handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(replacing, "take", unsupported)
    monkeypatch.setattr(replacing.os, "link", failing(number))
    replace(handle, "b.md", b"new", None)
    assert (tmp_path / "b.md").read_bytes() == b"new"
    with pytest.raises(Changed):
        replace(handle, "b.md", b"newer", None)
    assert (tmp_path / "b.md").read_bytes() == b"new"


def test_a_disk_that_fails_at_a_new_name_is_told(
    handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "take", unsupported)
    monkeypatch.setattr(replacing.os, "link", failing(errno.EIO))
    with pytest.raises(OSError, match=r"Input/output"):
        replace(handle, "b.md", b"new", None)
    assert not (tmp_path / "b.md").exists()


def test_a_file_system_without_leases_is_written_to(
    handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing.fcntl, "fcntl", failing(errno.EINVAL))
    replace(handle, "a.md", b"new", b"known")
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_who_saves_where_ours_was_taken_away_keeps_what_they_saved(
    handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Theirs is to be put back: ours has been taken away, and somebody saves just then."""
    file = tmp_path / "a.md"

    def theirs() -> None:
        (tmp_path / "editor").write_bytes(b"theirs")
        (tmp_path / "editor").rename(file)

    def before(name: str, *acts: Callable[[], object]) -> list[Callable[[], object]]:
        whole, left = getattr(replacing, name), list(acts)

        def changed(*arguments: Any) -> None:
            if left:
                left.pop(0)()
            whole(*arguments)

        monkeypatch.setattr(replacing, name, changed)
        return left

    exchanged = before("exchange", theirs, file.unlink)
    taken = before("take", lambda: file.write_bytes(b"newer"))
    with pytest.raises(Changed):
        replace(handle, "a.md", b"ours", b"known")
    assert exchanged == taken == []
    assert file.read_bytes() == b"newer"


# --- whole files -------------------------------------------------------------------------------


def test_what_can_be_made_again_is_whole_and_not_waited_for(
    handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_files.os, "fsync", failing(errno.EIO))
    (tmp_path / "a.md").chmod(0o600)
    keep_at(handle, "a.md", b"kept")
    (tmp_path / "usual").touch()
    assert (tmp_path / "a.md").read_bytes() == b"kept"
    usual = stat.S_IMODE((tmp_path / "usual").stat().st_mode)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == usual


def test_a_disk_that_fails_as_a_file_is_begun_leaves_nothing(
    handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.open

    def open_(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if str(path).startswith(".newsgrid") and not flags & os.O_CREAT:
            raise OSError(errno.EIO, "Input/output error")
        return whole(path, flags, *more, **named)

    monkeypatch.setattr(whole_files.os, "open", open_)
    with pytest.raises(BadInput, match="cannot be written: Input/output error") as caught:
        write_whole(tmp_path / "a.md", b"new")
    assert caught.value.findings[0].where.file == str(tmp_path / "a.md")
    assert (tmp_path / "a.md").read_bytes() == b"known"


# --- leftovers ---------------------------------------------------------------------------------


NOBODY = 2**22 + 1
"""A number that Linux gives to no process: /proc/sys/kernel/pid_max is 2^22 at most."""


def leftover(folder: Path, pid: int = NOBODY) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f".newsgrid-{pid}-1-0123456789abcdef~"
    file.write_bytes(b"half")
    return file


def test_on_a_file_system_without_locks_the_number_alone_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporaries.fcntl, "flock", failing(errno.ENOLCK))
    left = leftover(tmp_path)
    tidy(tmp_path)
    assert not left.exists()
    folder = opened(tmp_path)
    keep_at(folder, "a", b"whole")
    os.close(folder)
    assert (tmp_path / "a").read_bytes() == b"whole"


def test_what_another_users_process_is_writing_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = leftover(tmp_path)
    monkeypatch.setattr(temporaries.os, "kill", failing(errno.EPERM))
    tidy(tmp_path)
    assert left.exists()


def test_of_a_process_that_is_not_there_nothing_is_known() -> None:
    assert temporaries._process(NOBODY) == ("", NO_START)
    state, start = temporaries._process(os.getpid())
    assert state and start != NO_START


def test_so_many_folders_are_tidied_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    here, below = leftover(tmp_path), leftover(tmp_path / "stories")
    hidden = leftover(tmp_path / ".git")
    tidy_below(tmp_path, 1)
    assert [one.exists() for one in (here, below, hidden)] == [False, True, True]
    tidy_below(tmp_path)
    assert [one.exists() for one in (here, below, hidden)] == [False, False, True]
