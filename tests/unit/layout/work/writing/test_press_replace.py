"""A save replaces what it compared and nothing else, whatever an editor does meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import count

import pytest

from layout.desk.preview.access.writable_files import NEW, Conflict, read, revision_of, write
from layout.work.writing import replace_unchanged as replacing
from layout.work.writing.exchange_names import Unsupported
from layout.work.writing.replace_unchanged import Changed, InUse, replace
from slots.finding import BadInput

EDITING = """
import os, sys
path, how, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
for turn in range(rounds):
    text = f"editor {turn}\\n" * 400
    if how == "rename":
        with open(path + ".mine", "w") as file:
            file.write(text)
        os.replace(path + ".mine", path)
    else:
        with open(path, "w") as file:
            for line in text.splitlines(keepends=True):
                file.write(line)
                file.flush()
    now = text
    while now in (text, ""):
        try:
            with open(path) as file:
                now = file.read()
        except FileNotFoundError:
            now = ""
    print(f"{turn} {now.split(chr(10))[0]}", flush=True)
"""
"""An editor that saves, waits until it sees another text than its own, tells which, and saves."""


@pytest.mark.slow
@pytest.mark.parametrize("how", ["rename", "in place"])
def test_no_version_of_a_looping_editor_is_lost(tmp_path, how):
    """Each is replaced by who compared it, seen as a conflict, or replaced by the editor itself."""
    file = tmp_path / "a.md"
    file.write_text("first\n")
    accepted: dict[str, str] = {}
    conflicts = 0
    command = [sys.executable, "-c", EDITING, str(file), how, "80"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as editor:
        for turn in count():
            try:
                there = read(tmp_path, "a.md")
                mine = f"desk {turn}"
                write(tmp_path, "a.md", f"{mine}\n", there.revision)
                accepted[mine] = there.text.split("\n")[0]
            except Conflict:
                conflicts += 1
            except BadInput:
                pass
            if editor.poll() is not None:
                break
        told = [line.strip().split(" ", 1) for line in editor.stdout]
    assert len(told) == 80
    lost = []
    for turn, now in told:
        origin = now
        while origin in accepted:
            origin = accepted[origin]
        if now in accepted and origin != f"editor {turn}":
            lost.append((turn, now, origin))
    assert lost == []
    assert accepted
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.md"]


@pytest.fixture
def place(tmp_path):
    """A folder with a file in it, and the folder's descriptor."""
    (tmp_path / "a.md").write_bytes(b"known")
    handle = os.open(tmp_path, os.O_RDONLY)
    yield tmp_path, handle
    os.close(handle)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".newsgrid")] == []


def saved(folder, data, number):
    """An editor saves by renaming."""
    (folder / f"editor-{number}").write_bytes(data)
    (folder / f"editor-{number}").rename(folder / "a.md")


@contextmanager
def meanwhile(monkeypatch, *acts):
    """Before each exchange of names something happens."""
    whole, left = replacing.exchange, list(acts)

    def exchange(*arguments):
        if left:
            left.pop(0)()
        whole(*arguments)

    monkeypatch.setattr(replacing, "exchange", exchange)
    yield
    assert left == []


def test_what_was_compared_is_replaced(place):
    folder, handle = place
    (folder / "a.md").chmod(0o640)
    replace(handle, "a.md", b"new", b"known")
    assert (folder / "a.md").read_bytes() == b"new"
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("known", [b"other", b"", None])
def test_what_is_something_else_stays(place, known):
    folder, handle = place
    with pytest.raises(Changed):
        replace(handle, "a.md", b"new", known)
    assert (folder / "a.md").read_bytes() == b"known"


def test_what_is_saved_between_look_and_exchange_stays(place, monkeypatch):
    folder, handle = place
    with meanwhile(monkeypatch, lambda: saved(folder, b"theirs", 1)), pytest.raises(Changed):
        replace(handle, "a.md", b"new", b"known")
    assert (folder / "a.md").read_bytes() == b"theirs"


def test_what_is_saved_over_ours_before_theirs_is_back_stays(place, monkeypatch):
    folder, handle = place
    acts = [lambda n=n: saved(folder, b"theirs %d" % n, n) for n in range(4)]
    with meanwhile(monkeypatch, *acts), pytest.raises(Changed):
        replace(handle, "a.md", b"new", b"known")
    assert (folder / "a.md").read_bytes() == b"theirs 3"


def test_what_is_written_in_place_into_ours_before_theirs_is_back_stays(place, monkeypatch):
    folder, handle = place
    acts = [lambda: saved(folder, b"theirs", 1), lambda: (folder / "a.md").write_bytes(b"newer")]
    with meanwhile(monkeypatch, *acts), pytest.raises(Changed):
        replace(handle, "a.md", b"new", b"known")
    assert (folder / "a.md").read_bytes() == b"newer"


def test_a_file_that_is_taken_away_meanwhile_stays_away(place, monkeypatch):
    folder, handle = place
    with meanwhile(monkeypatch, (folder / "a.md").unlink), pytest.raises(Changed):
        replace(handle, "a.md", b"new", b"known")
    assert not (folder / "a.md").exists()


def test_theirs_is_put_back_where_ours_was_taken_away(place, monkeypatch):
    folder, handle = place
    acts = [lambda: saved(folder, b"theirs", 1), (folder / "a.md").unlink]
    with meanwhile(monkeypatch, *acts), pytest.raises(Changed):
        replace(handle, "a.md", b"new", b"known")
    assert (folder / "a.md").read_bytes() == b"theirs"


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_file_any_more_stays_what_it_is(place, monkeypatch, kind):
    folder, handle = place
    (folder / "elsewhere").write_bytes(b"known")

    def change():
        (folder / "a.md").unlink()
        if kind == "link":
            (folder / "a.md").symlink_to(folder / "elsewhere")
        elif kind == "folder":
            (folder / "a.md").mkdir()
        else:
            os.mkfifo(folder / "a.md")

    with meanwhile(monkeypatch, change), pytest.raises(Changed):
        replace(handle, "a.md", b"new", b"known")
    assert (folder / "elsewhere").read_bytes() == b"known"
    assert not (folder / "a.md").is_file() or (folder / "a.md").is_symlink()


def test_an_editor_that_opened_the_file_before_and_writes_after_is_waited_for(place, monkeypatch):
    """It writes into what has come out by then; nobody would ever see that."""
    folder, handle = place
    writing = (folder / "a.md").open("r+b")

    def later(_):
        if not writing.closed:
            writing.write(b"theirs")
            writing.close()

    monkeypatch.setattr(replacing.time, "sleep", later)
    with pytest.raises(Changed):
        replace(handle, "a.md", b"new", b"known")
    assert (folder / "a.md").read_bytes() == b"theirs"


def test_a_file_that_is_held_open_for_writing_is_not_replaced(place, monkeypatch):
    folder, handle = place
    monkeypatch.setattr(replacing.time, "sleep", lambda _: None)
    with (folder / "a.md").open("r+b") as writing:
        with pytest.raises(InUse):
            replace(handle, "a.md", b"new", b"known")
        with pytest.raises(BadInput, match="another program has it open"):
            write(folder, "a.md", "new", revision_of(b"known"))
        writing.write(b"later")
    assert (folder / "a.md").read_bytes() == b"later"


def test_one_of_two_new_files_of_a_name_is_first(place, monkeypatch):
    folder, handle = place
    whole = replacing.take

    def take(*arguments):
        (folder / "b.md").write_bytes(b"theirs")
        whole(*arguments)

    monkeypatch.setattr(replacing, "take", take)
    with pytest.raises(Changed):
        replace(handle, "b.md", b"mine", None)
    assert (folder / "b.md").read_bytes() == b"theirs"


def unsupported(*_):
    raise Unsupported


def test_where_names_cannot_change_places_it_is_compared_last_thing(place, monkeypatch):
    folder, handle = place
    monkeypatch.setattr(replacing, "exchange", unsupported)
    monkeypatch.setattr(replacing, "take", unsupported)
    replace(handle, "a.md", b"new", b"known")
    assert (folder / "a.md").read_bytes() == b"new"
    with pytest.raises(Changed):
        replace(handle, "a.md", b"newer", b"known")
    replace(handle, "b.md", b"one", None)
    with pytest.raises(Changed):
        replace(handle, "b.md", b"two", None)
    assert (folder / "b.md").read_bytes() == b"one"


def test_the_desk_tells_what_came_in_between(place, monkeypatch):
    folder, _ = place
    save = meanwhile(monkeypatch, lambda: saved(folder, b"theirs", 1))
    with save, pytest.raises(Conflict) as caught:
        write(folder, "a.md", "new", revision_of(b"known"))
    assert caught.value.now.text == "theirs"
    with meanwhile(monkeypatch, (folder / "a.md").unlink), pytest.raises(Conflict) as caught:
        write(folder, "a.md", "new", revision_of(b"theirs"))
    assert caught.value.now.revision == NEW
