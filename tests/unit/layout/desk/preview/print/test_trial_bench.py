"""The bench of trials: what would move, what would be refused, and nothing is written; what a newer
trial, or a decision, does to the one before."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import BOOK, newspaper
from support.processes.aside import aside

from layout.desk.preview.print.trial_bench import TrialBench
from layout.desk.preview.workers.process import OVERTAKEN, Worker
from layout.desk.preview.workers.tab_trials import Trials
from slots.finding import BadInput

pytestmark = pytest.mark.slow


def test_trials_tell_what_would_move_and_write_nothing(tmp_path: Path) -> None:
    paper = newspaper(tmp_path / "paper")
    files = {file: file.read_bytes() for file in paper.rglob("*") if file.is_file()}
    bench = TrialBench(str(paper))
    bench.ready()
    held = bench.moves("[story.news-1]\nhold = true\n", ["news-1"])
    assert held["held"] == ["news-1"] and "news-1" not in held["brief"] and held["refused"] == []
    assert "holds over news-1" in bench.moves("[story.news-1]\nhold = true\n", [])["brief"]
    deep = bench.moves("[story.news-1]\nrows = 300\n", ["news-1"])
    assert deep["brief"] == "moves nothing else" and "300 rows deep" in deep["refused"][0]
    assert {file: file.read_bytes() for file in paper.rglob("*") if file.is_file()} == files


def test_a_late_ad_and_another_headline_are_tried_so(tmp_path: Path) -> None:
    paper = newspaper(tmp_path / "paper")
    files = {file: file.read_bytes() for file in paper.rglob("*") if file.is_file()}
    bench = TrialBench(str(paper))
    line = f"{BOOK}A9,Late Lamps,,1x40mm,,4,,,,,,\n"
    late = bench.late(line, "A9")
    assert late["late"]["pages"] == [4] and "A9 stands on page 4" in late["late"]["said"]
    assert "A9" not in late["brief"]
    full = bench.late(line.replace("1x40mm,,4", "4x254mm,,1"), "A9")
    assert full["late"]["pages"] == [] and "has no place" in full["late"]["said"]
    file = next(paper.rglob("news-1.md"))
    text = file.read_text()
    begun = text.index("---", 3)
    much = f"{text[:begun]}print_headline: {'A very long headline ' * 12}\n{text[begun:]}"
    name = str(file.relative_to(paper))
    assert bench.written(name, text, "news-1")["brief"] == "moves nothing else"
    longer = bench.written(name, much, "news-1")
    assert longer["brief"] != "moves nothing else" and "news-1" not in longer["brief"]
    with pytest.raises(BadInput, match="no story of the publication"):
        bench.written("none.md", text, "news-1")
    assert {file: file.read_bytes() for file in paper.rglob("*") if file.is_file()} == files


def test_a_decision_ends_what_is_tried_and_what_waits_never_begins(tmp_path: Path) -> None:
    paper = newspaper(tmp_path / "paper")

    async def ended() -> list[object]:
        worker = Worker("layout.desk.preview.print.trial_bench:TrialBench", str(paper))
        tried = Trials()
        calls = []
        for number in (1, 2, 3):
            text = f"[story.news-{number}]\nhold = true\n"
            trial = tried.newest("", text)
            calls.append(asyncio.ensure_future(trial.call(worker, "moves", text, [])))
            await asyncio.sleep(0)
        tried.end()
        found = await asyncio.gather(*calls, return_exceptions=True)
        again = await tried.newest("", "").call(worker, "moves", "", [])
        await worker.close()
        return [*found, again]

    *over, again = aside(ended())
    assert any(isinstance(one, BadInput) and one.findings == (OVERTAKEN,) for one in over)
    assert isinstance(again, dict) and again["brief"] == "moves nothing else"
