"""docs/python.md tells the truth: its examples run one after the other and print what it says; the
names that it promises are those that `layout.newsgrid` has, and commands make the same bytes."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from layout import newsgrid
from layout.desk.command import main

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "python.md").read_text()
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The folder in which all examples ran, and of each what it printed and what the page says."""
    folder, names, said = tmp_path_factory.mktemp("python"), {}, []
    with contextlib.chdir(folder):
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["new", "gazette"]) == 0
        for source, printed in EXAMPLE.findall(PAGE):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                exec(compile(source, "docs/python.md", "exec"), names)
            said.append((out.getvalue() + err.getvalue(), printed))
    return folder, said


def test_the_examples_run_and_print_what_the_page_says(ran):
    _, said = ran
    assert len(said) == PAGE.count("```python") >= 7
    for printed, promised in said:
        assert printed == promised


def test_commands_write_the_same_bytes(ran, monkeypatch, capsys):
    monkeypatch.chdir(ran[0])
    assert main(["print", "gazette", "-o", "again.pdf", "--fresh"]) == 1  # an ad has no place
    assert Path("again.pdf").read_bytes() == Path("edition.pdf").read_bytes()
    rules = Path("gazette/slots.toml")
    rules.write_text(rules.read_text().partition("\n[slot.inline-ad.at.mobile]\nfrom_top")[0])
    assert main(["web", "gazette/stories/harbour-wall.md", "-o", "again"]) == 0
    capsys.readouterr()
    made = {each.relative_to("public"): each for each in Path("public").rglob("*.*")}
    again = {each.relative_to("again"): each for each in Path("again").rglob("*.*")}
    assert len(made) > 6 and made.keys() == again.keys()
    assert all(made[name].read_bytes() == again[name].read_bytes() for name in made)


def test_the_page_promises_all_names_that_newsgrid_has_and_no_others():
    table = PAGE.partition("## What stays")[2]
    promised = re.findall(r"`(\w+)`", table.partition("|---|---|")[2])
    assert sorted(promised) == newsgrid.__all__
    assert set(newsgrid.__all__) <= set(dir(newsgrid))
    for name in promised:
        found = getattr(newsgrid, name)
        assert found.__doc__ and found.__name__ == name
        assert getattr(import_module(found.__module__), name) is found


def test_type_checkers_see_the_names_where_programs_find_them():
    tree = ast.parse(Path(newsgrid.__file__).read_text())
    seen = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module.startswith(("layout", "slots"))
        for alias in node.names
        if alias.asname == alias.name
    }
    assert seen == newsgrid._HOMES


def test_a_name_that_is_not_there_is_said():
    with pytest.raises(AttributeError, match="has no attribute 'print_novel'"):
        newsgrid.print_novel  # noqa: B018


def test_importing_newsgrid_loads_nothing_of_the_engine():
    code = (
        "import sys, layout.newsgrid\n"
        "print([m for m in sys.modules if m.startswith(('layout', 'slots'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "['layout', 'layout.newsgrid']\n"
