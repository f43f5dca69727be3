"""CONTRIBUTING.md tells the truth: its files are there and are all that know of what it follows
through the code, and its examples run."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "CONTRIBUTING.md").read_text()
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
HOW_TO = ("A rule", "A module", "A page format", "A language")


def named(section):
    """The files that the tables of a section name."""
    rows = "\n".join(re.findall(r"^\| (.*) \|$", SECTIONS[section], re.MULTILINE))
    return {each for each in re.findall(r"`([\w/.-]+\.[a-z0-9.]+)`", rows) if "/" in each}


def knowing(word, *folders):
    """The files of these folders that know a word."""
    return {
        str(file.relative_to(ROOT))
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", ".j2") and re.search(word, file.read_text())
    }


def test_every_path_that_it_names_is_there():
    paths = re.findall(r"`((?:slots|layout|templates|tests|docs|benchmarks)/[^`\s]*)`", TEXT)
    assert len(paths) > 60
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_rule_is_followed_through_all_files_that_know_it():
    known = knowing("after_lead_in", "slots", "layout", "tests") - {
        str(Path(__file__).relative_to(ROOT))
    }
    assert named("A rule") == {*known, "docs/slots.md"}


def test_the_module_is_followed_through_all_files_that_know_it():
    known = knowing(r'"correction"|correction =|"Correction"', "slots", "layout")
    known |= {"templates/print/modules/correction.html.j2", "templates/print/print.css"}
    assert known <= named("A module")


def test_the_language_is_followed_through_all_files_that_speak_it():
    known = knowing(r'"es"|_SPANISH|"spanish"', "layout")
    known -= {"layout/work/terminal/report.py"}  # the plural of boxes
    assert known == {each for each in named("A language") if each.startswith("layout/")}


def run(script, shell, folder):
    done = subprocess.run(
        ["bash", "-c", f"set -eu\n{script}"], env=shell, cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done


@pytest.mark.slow
@pytest.mark.parametrize("section", HOW_TO)
def test_its_examples_run(section, shell, tmp_path):
    (script,) = re.findall(r"^```sh\n(.*?)^```$", SECTIONS[section], re.MULTILINE | re.DOTALL)
    done = run(script, shell, tmp_path)
    if section == "A language":
        assert 'newsgrid has no words of furniture in "nl"' in done.stderr


@pytest.mark.slow
def test_another_kind_of_module_takes_a_word_in_two_files(shell, tmp_path):
    engine = tmp_path / "engine"
    for package in ("slots", "layout", "templates"):
        shutil.copytree(
            ROOT / package, engine / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    for file in ("layout/story/module.py", "slots/rules/terms.py"):
        text = (engine / file).read_text()
        assert text.count('"correction", "weather")') == 1
        (engine / file).write_text(text.replace('"weather")', '"weather", "recipe")'))
    script = (
        "newsgrid new box\n"
        "printf '\n::: recipe Crab soup\nTake a crab.\n:::\n' >> box/stories/harbour-wall.md\n"
        "newsgrid print box/stories/harbour-wall.md -o page --html\n"
        "newsgrid web box/stories/harbour-wall.md -o web\n"
        "grep -q 'Crab soup' page/print.html && grep -q 'Crab soup' web/index.html\n"
    )
    done = run(script, {**shell, "PYTHONPATH": str(engine)}, tmp_path)
    assert 'no slot holds a recipe, asked as "recipe-1": it goes to slot "module"' in done.stderr
