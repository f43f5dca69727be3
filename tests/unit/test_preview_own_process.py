"""The desk's own process waits and hands on: until it is asked something, nothing of the engine,
and no heavy package, is loaded in it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = (
    *("fontTools", "markdown_it", "ortools", "PIL", "pydantic", "pypdfium2", "pyphen", "rich"),
    *("tree_sitter", "uharfbuzz", "weasyprint", "yaml"),
)
ENGINE = (
    *("layout.makeup", "layout.web", "layout.typeset.foundry", "layout.typeset.text"),
    *("slots.place", "slots.rules"),
)
PROGRAM = f"""
import sys
from pathlib import Path
from layout.desk.previewing import place_of
from layout.desk.preview.serve import serve
place_of(Path("seeds/weekly"))
print(*(name for name in sys.modules if name.startswith({(*PACKAGES, *ENGINE)!r})))
"""


def test_desk_begins_without_the_engine():
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == ([], "")
