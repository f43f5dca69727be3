"""Every story in seeds/, and some hard ones, as a text dump."""

from pathlib import Path

import pytest
from support.drawings.story_as_text import dump

from layout.story.read.any_format import read_story
from layout.story.read.module_library import fill_modules

ROOT = Path(__file__).parents[2]
SEEDS = sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("seeds/stories/*.md")])
CASES = sorted((Path(__file__).parent / "stories").glob("*.*"))


@pytest.mark.parametrize("path", [*SEEDS, *CASES], ids=lambda path: path.name)
def test_dump(path, golden):
    story, findings = read_story(path)
    story, filled = fill_modules(story, {})
    told = [f"{one.severity}: {one}".replace(f"{path.parent}/", "") for one in (*findings, *filled)]
    golden(f"stories/{path.name}.dump", "\n".join((dump(story), *told, "")))
