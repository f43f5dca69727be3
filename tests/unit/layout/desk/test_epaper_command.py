"""newsgrid epaper: what it writes, takes away and leaves alone, and where it refuses to write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import newspaper, story, usual_stories

from layout.desk.command import main
from layout.site.manifest import NAME

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("epaper-command") / "paper")


def _made(capsys, *arguments: str) -> tuple[int, dict]:
    code = main(["epaper", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def _files(folder: Path) -> dict[str, bytes]:
    every = (file for file in folder.rglob("*") if file.is_file() and file.name != NAME)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in every}


def test_it_writes_what_differs_and_takes_away_what_is_gone(capsys, paper, tmp_path):
    out = tmp_path / "out"
    code, first = _made(capsys, str(paper), "-o", str(out))
    assert code == 0 and first["written"][-1] == "index.html"
    assert set(first["written"]) == set(_files(out)) and len(first["written"]) == first["files"]
    (out / "notes.txt").write_text("mine")
    _, again = _made(capsys, str(paper), "-o", str(out))
    assert (again["written"], again["removed"], again["unchanged"]) == ([], [], first["files"])

    gone = paper / "stories" / "news-4.md"
    text = gone.read_text(encoding="utf-8")
    gone.unlink()
    try:
        _, less = _made(capsys, str(paper), "-o", str(out))
    finally:
        gone.write_text(text, encoding="utf-8")
    assert {"stories/news-4.html", "stories/news-4.xml"} <= set(less["removed"])
    assert less["stories"] == first["stories"] - 1
    assert (out / "notes.txt").read_text() == "mine"
    assert "news-4" not in (out / "index.html").read_text(encoding="utf-8")


def test_it_leaves_no_plan_behind(capsys, paper, tmp_path):
    _made(capsys, str(paper), "-o", str(tmp_path / "out"))
    assert not (paper / "edition.plan.json").exists()


@pytest.mark.parametrize("name", ["stories", "stories/deep", "."])
def test_it_is_not_written_among_what_it_is_made_of(capsys, paper, name):
    before = _files(paper)
    code, told = _made(capsys, str(paper), "-o", str(paper / name))
    assert code == 2 and told["findings"][0]["code"] == "in-the-way"
    assert _files(paper) == before


def test_it_is_not_written_over_a_site(capsys, paper, tmp_path):
    site = tmp_path / "site"
    assert main(["site", str(paper), "-o", str(site), "--jobs", "1"]) in (0, 1)
    capsys.readouterr()
    before = _files(site)
    code, told = _made(capsys, str(paper), "-o", str(site))
    assert code == 2 and "there is a site" in told["findings"][0]["message"]
    assert _files(site) == before


def test_strict_writes_nothing_where_there_are_warnings(capsys, tmp_path):
    stories = {**usual_stories(), "lost": story("lost", "Spoort", 60)}
    paper = newspaper(tmp_path / "paper", stories)
    code, told = _made(capsys, str(paper), "-o", str(tmp_path / "out"), "--strict")
    assert code == 1 and told["written"] == [] and not (tmp_path / "out").exists()


def test_closed_pages_have_the_zones_they_closed_with(capsys, paper, tmp_path):
    pdf = str(tmp_path / "edition.pdf")
    assert main(["print", str(paper), "-o", pdf, "--pages", "3-4", "--close"]) in (0, 1)
    capsys.readouterr()
    try:
        _, told = _made(capsys, str(paper), "-o", str(tmp_path / "out"))
    finally:
        assert main(["print", str(paper), "-o", pdf, "--open", "3-4"]) in (0, 1)
        capsys.readouterr()
        (paper / "edition.plan.json").unlink()
    assert told["closed"] == [3, 4]
    assert "closed-page-zones" not in {finding["code"] for finding in told["findings"]}
    data = json.loads((tmp_path / "out" / "edition.json").read_text(encoding="utf-8"))
    third = data["pages"][2]
    assert "story" in {zone["kind"] for zone in third["zones"]}
    assert sum(len(zone["text"].split()) for zone in third["zones"]) > 100
    assert third["stories"] and set(third["stories"]) <= {one["name"] for one in data["stories"]}
