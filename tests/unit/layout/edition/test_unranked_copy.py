"""Copy that says no ranks: a newspaper ranks it, keeps to it, and says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.newspapers.printed_newspaper import printer
from support.newspapers.sample_newspaper import newspaper, usual_stories

from layout.desk.command import main
from layout.desk.preview.print.tasks import PrintBench

pytestmark = pytest.mark.slow


def unranked(text: str) -> str:
    return re.sub(r"^rank: .*\n", "", text, flags=re.MULTILINE)


def paper(folder: Path) -> Path:
    """The usual stories, of which all but one of the first section say no rank."""
    stories = usual_stories()
    bare = {name: text if name == "news-1" else unranked(text) for name, text in stories.items()}
    return newspaper(folder, bare)


def test_what_nobody_ranked_is_ranked_and_told(tmp_path, capsys):
    paper(tmp_path / "paper")
    code, report, _ = printer(tmp_path, capsys)()
    ranked = {one["id"]: one for one in report["ranked"]}
    assert code == 0 and "news-1" not in ranked
    assert set(ranked) == set(usual_stories()) - {"news-1"}
    assert {name: one["rank"] for name, one in ranked.items() if one["rank"] == 1} == {
        "news-0": 1,
        "sport-0": 1,
    }
    assert ranked["news-0"]["why"].endswith(
        " words, no date, no picture; number 1 of 5 stories in News"
    )
    arguments = ["print", str(tmp_path / "paper"), "-o", str(tmp_path / "out.pdf")]
    assert main(arguments) == 0
    count = len(usual_stories()) - 1
    assert f"No rank given: {count} stories, led here by news-0, sport-0" in capsys.readouterr().out


def test_the_desk_says_why_a_story_has_its_rank(tmp_path):
    bench = PrintBench(str(paper(tmp_path / "paper")), False)
    assert bench.edition("")
    lead = dict(bench.facts("", "story", "news-0")["facts"])["rank"]
    assert lead.startswith("1, the lead (nobody gave one: ") and "number 1 of" in lead
    assert dict(bench.facts("", "story", "news-1")["facts"])["rank"] == "2"


def test_an_edition_follows_ranks_that_it_gave_itself_as_it_does_those_of_writers(tmp_path, capsys):
    """The same ranks come to the same edition, whoever gave them; and another rank of a story is
    seen although nothing but it was remembered."""
    printed, stories = printer(tmp_path, capsys), usual_stories()
    folder = paper(tmp_path / "paper")
    _, first, _ = printed("--fresh")
    for one in first["ranked"]:
        text = unranked(stories[one["id"]]).replace("section:", f"rank: {one['rank']}\nsection:", 1)
        (folder / "stories" / f"{one['id']}.md").write_text(text)
    _, again, _ = printed("--fresh")
    assert again["makeup"] == first["makeup"] and not again["ranked"]
    longer = unranked(stories["news-1"])
    (folder / "stories" / "news-1.md").write_text(
        longer.replace("section:", "rank: 1\nsection:", 1)
    )
    _, other, _ = printed("--fresh")
    assert other["makeup"] != first["makeup"]
