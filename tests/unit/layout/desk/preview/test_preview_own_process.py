"""The desk's own process waits and hands on: until it is asked something, nothing of the engine,
and no heavy package, is loaded in it; nor is the server in its workers."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[5]
PACKAGES = (
    *("fontTools", "markdown_it", "ortools", "PIL", "pydantic", "pypdfium2", "pyphen", "rich"),
    *("tree_sitter", "uharfbuzz", "weasyprint", "yaml"),
)
ENGINE = (
    *("layout.makeup", "layout.web", "layout.typeset.words.foundry", "layout.typeset.set_text"),
    *("slots.placing.place", "slots.rules.terms"),
)
DESK = """
import sys
from pathlib import Path
from layout.desk.commands.preview import place_of
from layout.desk.preview.serve import serve
place_of(Path("seeds/weekly"))
"""
SERVER = ("anyio", "jinja2", "starlette", "uvicorn", "watchfiles")
BENCHES = """
import sys
import layout.desk.preview.lists.tasks
import layout.desk.preview.print.tasks
import layout.desk.preview.rules.whole.tasks
import layout.desk.preview.web.tasks
"""


def loaded_by(program, packages):
    """Which of some packages a process has loaded when it has run a program."""
    told = f"print(*(name for name in sys.modules if name.startswith({packages!r})))"
    command = [sys.executable, "-c", f"{program}\n{told}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout.split()


def test_desk_begins_without_the_engine():
    assert loaded_by(DESK, (*PACKAGES, *ENGINE)) == []


def test_benches_need_no_server():
    assert loaded_by(BENCHES, SERVER) == []


LATE = """
import asyncio, os, signal, sys
from pathlib import Path
from layout.desk.commands.preview import place_of
from layout.desk.preview.serve import listening, serve
run = asyncio.run
def struck_late(work):
    run(work)
    os.kill(os.getpid(), signal.SIGINT)
asyncio.run = struck_late
def struck(lock):
    os.kill(os.getpid(), signal.SIGINT)
serve(place_of(Path("seeds/weekly")), (listening(0), listening(0)), struck)
"""


def test_a_desk_that_has_closed_hears_no_more():
    assert loaded_by(LATE, ("weasyprint",)) == []
