"""Where the lines of a story that is printed alone stand on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.desk.preview.print.make.made_edition import made_story
from layout.desk.preview.print.make.page_copy import copy_data
from layout.work.memory.memory import Memory

pytestmark = pytest.mark.slow

TEXT = "The ferry crossed the bay at seven with forty people, two goats and the post on board."
LINES = f"---\nheadline: Ferry\n---\n\n{TEXT}\n\n## At noon\n\n{TEXT} {TEXT}\n"


def test_each_block_has_its_line_and_its_place_in_reading_order(tmp_path: Path) -> None:
    file = tmp_path / "ferry.md"
    file.write_text(LINES)
    made = made_story(file, Memory(), lambda *_: None)
    found = copy_data(made, "")
    assert found and found["slug"] == "ferry" and found["lines"] == [5, 7, 9]
    assert [page["number"] for page in found["pages"]] == [1]
    tops = {part["line"]: part["rect"][:2] for part in reversed(found["parts"])}
    assert sorted(tops) == [5, 7, 9]
    assert tops[5] < tops[7] < tops[9]  # the same leg, or one to the right
    assert "headline" in {head["role"] for head in found["heads"]}
