"""ARCHITECTURE.md quotes the function of each journey as it stands in the code, and each reads like
a table of contents; what it says of rooms and types is so."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "ARCHITECTURE.md").read_text()
QUOTES = re.findall(r"`([\w/]+\.py)`:\n\n```python\n(.*?)\n```\n", TEXT, re.DOTALL)
JOURNEYS = (
    "make_print_edition",
    "make_newspaper",
    "drafted",
    "make_site",
    "simulate",
    "explain",
    "stacked",
    "import_all",
)


def function(source, name):
    tree = ast.parse(source)
    return next(
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name
    )


@pytest.mark.parametrize(("file", "quote"), QUOTES, ids=[file for file, _ in QUOTES])
def test_a_driver_is_quoted_as_it_stands(file, quote):
    source = (ROOT / file).read_text()
    found = function(source, re.match(r"def (\w+)", quote)[1])
    assert ast.get_source_segment(source, found) == quote, f"quote {file} anew"


@pytest.mark.parametrize(("file", "quote"), QUOTES, ids=[file for file, _ in QUOTES])
def test_a_driver_reads_like_a_table_of_contents(file, quote):
    (driver,) = ast.parse(quote).body
    assert ast.get_docstring(driver)
    stages = driver.body[1:]
    assert 10 <= stages[-1].end_lineno - stages[0].lineno + 1 <= 20


def test_every_journey_is_quoted():
    assert tuple(re.match(r"def (\w+)", quote)[1] for _, quote in QUOTES) == JOURNEYS
    assert TEXT.count("```python") == len(JOURNEYS)


def test_the_tree_has_all_rooms():
    drawn = {
        folder: names.split()
        for folder, names in re.findall(
            r"^    ((?:layout|slots)/[\w/]*) +(\w.*)$", TEXT, re.MULTILINE
        )
    }
    rooms = (
        file.parent for top in ("layout", "slots") for file in (ROOT / top).rglob("__init__.py")
    )
    there = {
        f"{room.relative_to(ROOT)}/": sorted(
            each.parent.name for each in room.glob("*/__init__.py")
        )
        for room in rooms
    }
    assert drawn == {folder: names for folder, names in there.items() if names}


def test_the_types_that_flow_are_made_where_it_says():
    rows = re.findall(r"^\| (`[A-Z][^|]*) \| [^|]+ \| ([^|]+) \| [^|]+ \|$", TEXT, re.MULTILINE)
    assert len(rows) >= 15
    for types, makers in rows:
        places = [ROOT / each for each in re.findall(r"`([^`]+)`", makers)]
        assert all(place.exists() for place in places)
        text = "".join(
            file.read_text()
            for place in places
            for file in ([place] if place.is_file() else place.rglob("*.py"))
        )
        for name in re.findall(r"`(\w+)`", types) if places else ():
            assert re.search(rf"\b{name}\b", text), name
