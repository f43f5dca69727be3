"""What making an edition again does not find out again, and what it must."""

import os

import pytest
from PIL import Image
from support.newspapers.sample_newspaper import newspaper

from layout.desk.preview.print.tasks import PrintBench
from layout.makeup.edition.assign.by_area import _answer
from layout.makeup.edition.tiling import tile_page
from layout.work.memory.memory import Memory
from slots.solver import Program


def test_a_program_that_is_known_is_not_solved_again():
    def answer(least):
        program = Program()
        number = program.whole(0, 9)
        program.least(number, least)
        return _answer(program, number, 0.5)

    memory = Memory()
    with memory.making():
        first = answer(3)
    with memory.making():
        assert answer(3) is first
        assert answer(4).objective == 4


@pytest.fixture
def bench(tmp_path):
    """An edition that was made once, with a story to be changed."""
    folder = newspaper(tmp_path / "paper")
    made = PrintBench(str(folder), False)
    made.edition("")
    return made, folder


@pytest.mark.slow
def test_a_word_of_the_same_length_tiles_no_page_again(bench, monkeypatch):
    made, folder = bench
    file = folder / "stories" / "news-0.md"
    calls = []
    real = tile_page.set_costs
    monkeypatch.setattr(tile_page, "set_costs", lambda *task: calls.append(task) or real(*task))
    text = file.read_text()
    for word in ("harbour", "harvest"):
        del calls[:]
        file.write_text(f"{text.rstrip()} {word}.\n")
        revision = made.edition("")["revision"]
    assert not calls
    assert made.edition("")["revision"] == revision


def artwork(folder, colour, size, when=None):
    file = folder / "ads" / "late.png"
    file.parent.mkdir(exist_ok=True)
    Image.new("RGB", size, colour).save(file)
    if when:
        os.utime(file, (when, when))


@pytest.mark.slow
def test_artwork_that_changes_is_looked_at_again(bench):
    made, folder = bench
    book = folder / "ads.csv"
    head, first, *rest = book.read_text().splitlines()
    names = head.split(",")
    cells = first.split(",") + [""] * (len(names) - len(first.split(",")))
    if "artwork" not in names:
        names.append("artwork")
        cells.append("")
    cells[names.index("artwork")] = "ads/late.png"
    book.write_text("\n".join([",".join(names), ",".join(cells), *rest]) + "\n")

    def coarse():
        found = made.edition("")["findings"]
        return {one["code"] for one in found if "late.png" in one["message"]}

    assert coarse() == {"no-artwork"}
    artwork(folder, "red", (40, 40), when=1_000)
    told = coarse()
    assert "artwork-coarse" in told and coarse() == told
    artwork(folder, "red", (4000, 4000), when=1_000)
    assert "artwork-coarse" not in coarse()
