"""Placing comes out the same in every process."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
from slots.case import Case
from slots.strip.content import Content
from slots.rulebook.load import default_rules, read_rules
from slots.placing.place import place
from slots.strip.measured_flow import Item, Role, Strip

items = tuple(Item(f"p{n}", Role.PARAGRAPH, n * 90_000, n * 90_000 + 75_000, 40) for n in range(20))
strip = Strip(257_250, (281_250, 500_250), 1_785_000, items)
slots = ("blue-box", "inline-ad", "ad", "ad", "module")
contents = tuple(Content(f"{s}-{n}", s, ((225_000, 150_000),)) for n, s in enumerate(slots))
print(place(Case((strip,), contents, default_rules(), "mobile")))
print(read_rules("[slot.a]\\nhold = 3\\n[page]\\nx = 1\\norder = ['b', 'c']\\n", "f"))
"""


@pytest.mark.slow
def test_the_same_under_any_hash_seed():
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[4],
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert b"Placement(slot='inline-ad-1'" in said.pop()
