"""Folders that are swapped for links while the desk reads and writes: all stays inside."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager

import pytest

from layout.desk.preview.access.writable_files import NEW, Conflict, read, revision_of, write
from layout.desk.preview.shared.events import Events
from slots.finding import BadInput

pytestmark = pytest.mark.slow

TURNS = 1500
SWAPPING = """
import ctypes, os, sys
here = -100  # AT_FDCWD
place, link = map(os.fsencode, sys.argv[1:])
call = ctypes.CDLL(None).renameat2
call.argtypes = (ctypes.c_int, ctypes.c_char_p) * 2 + (ctypes.c_uint,)
print("begun", flush=True)
while call(here, place, here, link, 2) == 0:
    pass
"""
"""A folder and a link to another change names, as fast as it goes."""


@contextmanager
def swapping(folder, name, outside):
    """A folder is swapped for a link to another, time and again, while the block runs."""
    (folder / "link").symlink_to(outside)
    command = [sys.executable, "-c", SWAPPING]
    paths = [str(folder / name), str(folder / "link")]
    with subprocess.Popen([*command, *paths], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        try:
            yield
        finally:
            assert process.poll() is None
            process.kill()


@pytest.fixture
def places(tmp_path):
    """A publication's folder with a text in a folder of it, and another like it, elsewhere."""
    for name in ("gazette", "elsewhere"):
        (tmp_path / name / "stories").mkdir(parents=True)
        (tmp_path / name / "stories" / "a.md").write_text(name)
    return tmp_path / "gazette", tmp_path / "elsewhere" / "stories"


def attempt(outcomes, act):
    try:
        outcomes.append(act())
    except (BadInput, Conflict, OSError) as error:
        outcomes.append(type(error))


def test_no_read_goes_outside(places):
    folder, outside = places
    outcomes = []
    with swapping(folder, "stories", outside):
        for _ in range(TURNS):
            attempt(outcomes, lambda: read(folder, "stories/a.md").text)
    assert outcomes.count("elsewhere") == 0
    assert outcomes.count("gazette") > 0
    assert outcomes.count(BadInput) > 0  # so the swaps were met


def test_no_revision_of_what_lies_outside_is_noted(places):
    folder, outside = places
    events = Events(folder)
    with swapping(folder, "stories", outside):
        seen = {events._content("stories/a.md") for _ in range(TURNS)}
    assert revision_of(b"gazette") in seen
    assert revision_of(b"elsewhere") not in seen


def test_no_write_goes_outside(places):
    folder, outside = places
    outcomes = []
    with swapping(folder, "stories", outside):
        for turn in range(TURNS // 3):
            name = f"stories/new-{turn}.md"
            attempt(outcomes, lambda name=name: write(folder, name, "mine", NEW).name)
            revision = revision_of(b"gazette")
            attempt(outcomes, lambda at=revision: write(folder, "stories/a.md", "gazette", at).name)
    assert [(file.name, file.read_text()) for file in outside.iterdir()] == [("a.md", "elsewhere")]
    assert "stories/a.md" in outcomes
    assert BadInput in outcomes
