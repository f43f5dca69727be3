"""The examples in docstrings are true, in every module that has some."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for folder in ("slots", "layout")
    for file in (ROOT / folder).rglob("*.py")
    if ">>> " in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    tried = []
    for each in doctest.DocTestFinder().find(importlib.import_module(name), name):
        wrong: list[str] = []
        found = doctest.DocTestRunner(verbose=False).run(each, out=wrong.append)
        assert not found.failed, "".join(wrong)
        tried.append(found.attempted)
    assert sum(tried), "an example that nothing runs: it stands in no docstring"


def test_there_are_examples() -> None:
    assert len(MODULES) > 30
