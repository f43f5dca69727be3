"""docs/glossary.md: every word is at home in a module that is there and speaks of it, no word
twice; and no module is called by a word that the house has a better one for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
ROW = re.compile(r"^\| ([^|]+) \| (.+) \| `([^`]+)` \|$", re.MULTILINE)
WORDS = ROW.findall(GLOSSARY)

OUT_OF_USE = frozenset(
    "promise promises twin twins pose posed aside asides cast lot lots lore instead told".split()
)
"""Words that only their author read: the house has better ones (bound, symmetry, build, ...)."""


@pytest.mark.parametrize(("word", "meaning", "module"), WORDS, ids=[word for word, _, _ in WORDS])
def test_a_word_is_at_home_where_the_glossary_says(word, meaning, module):
    file = ROOT / module
    assert file.is_file() and module.startswith(("slots/", "layout/"))
    text = f"{module} {file.read_text()}".lower().replace("_", " ").replace("\n", " ")
    stems = [each.strip()[:6].lower() for each in word.split(",")]
    assert any(stem in text for stem in stems)
    assert len(meaning) < 200


def test_the_glossary_has_the_words_of_the_trade_and_of_the_algorithms_once():
    names = [each.strip() for word, _, _ in WORDS for each in word.split(",")]
    assert len(names) == len(set(names)) > 80
    wanted = (
        "leg head deck jump hole stack gutter rail strip slot creative furniture demerits bound "
        "symmetry chain tiling"
    ).split()
    assert {*wanted, "Benders cut"} <= set(names)
    tables = len(re.findall(r"^\|---", GLOSSARY, re.MULTILINE))
    assert len(WORDS) == len(re.findall(r"^\| ", GLOSSARY, re.MULTILINE)) - tables


def test_no_module_and_no_room_is_called_by_a_word_out_of_use():
    files = [file for folder in ("slots", "layout") for file in (ROOT / folder).rglob("*.py")]
    names = {file.stem for file in files} | {file.parent.name for file in files}
    assert len(names) > 400
    assert {part for name in names for part in name.split("_")} & OUT_OF_USE == set()
