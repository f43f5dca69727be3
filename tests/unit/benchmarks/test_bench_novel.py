"""A novel in 46-line columns: no foot is short, and the finished PDF says so, too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.novel import HOUSE, Feet, feet_of
from benchmarks.novel_text import novel, roman
from layout.desk.command import main
from layout.story.block import Crosshead, Divider, Paragraph
from layout.story.plain.read_plain import parse_plain
from layout.story.run import Emphasis

WORDS = 9_000


def test_the_novel_has_chapters_scenes_dialogue_and_italics() -> None:
    assert novel(WORDS) == novel(WORDS)
    body = parse_plain(novel(WORDS), "novel.txt")[0].body
    assert sum(isinstance(block, Crosshead) for block in body) >= 2
    assert sum(isinstance(block, Divider) for block in body) >= 3
    paragraphs = [block for block in body if isinstance(block, Paragraph)]
    assert sum(p.runs[0].text.startswith("“") for p in paragraphs) > len(paragraphs) / 4
    assert any(run.emphasis is Emphasis.ITALIC for p in paragraphs for run in p.runs)
    assert [roman(n) for n in (1, 4, 9, 14, 40, 89)] == ["I", "IV", "IX", "XIV", "XL", "LXXXIX"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
def test_every_column_of_a_novel_is_filled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "novel.txt"
    story.write_text(novel(WORDS), encoding="utf-8")
    (tmp_path / "newsgrid.toml").write_text(HOUSE)
    output = tmp_path / "novel.pdf"
    assert main(["print", str(story), "-o", str(output), "--format", "novel", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["short"], report["widows"], report["orphans"]) == (0, 0, 0)
    columns = 2 * report["pages"] - 2
    assert report["legs"] >= columns >= 30
    assert feet_of(output) == Feet(columns, 0, 0)
