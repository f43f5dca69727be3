"""Editions of foreign copy as publications: newsgrid reads, stacks and prints them."""

from __future__ import annotations

import csv
import json

import pytest

from benchmarks.corpora import CORPORA
from benchmarks.foreign.ad_book import write_book
from benchmarks.foreign.cold_run import print_cold
from benchmarks.foreign.command import main
from benchmarks.foreign.editions import Edition
from benchmarks.foreign.outcome import outcome_of
from benchmarks.foreign.pictures import shots
from benchmarks.foreign.publication import DEALT, write
from benchmarks.foreign.story_pool import pool_of, sheet
from layout.desk.command import main as newsgrid
from layout.newsgrid import stacked

pytestmark = pytest.mark.slow
needs_corpora = pytest.mark.skipif(
    not (CORPORA / "imports").is_dir(), reason="the corpora (../shared/corpora) are not at hand"
)
EDITION = Edition("wires", 8, ("wires",), 60, 40, sections=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An edition of what agencies sent, and where it stands."""
    folder = tmp_path_factory.mktemp("foreign")
    pool = pool_of(CORPORA, folder / "copy", EDITION.copy)
    return folder / EDITION.name, write(EDITION, pool, CORPORA, folder / EDITION.name), pool


@pytest.mark.parametrize("share", [0.12, 0.34, 0.6])
def test_a_book_sells_the_share_it_should(tmp_path, share):
    grid = sheet("tabloid")
    count = write_book(tmp_path, {"News": 4, "Sport": 2}, share, grid)
    with (tmp_path / "ads.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count == len({row["id"] for row in rows})
    assert all((tmp_path / row["artwork"]).is_file() for row in rows)
    page = 5 * grid.live.height * 25.4 / 72_000
    for section, pages in (("News", 4), ("Sport", 2)):
        sizes = (row["size"].removesuffix("mm") for row in rows if row["section"] == section)
        sold = sum(int(columns) * float(depth) for columns, depth in (s.split("x") for s in sizes))
        assert abs(sold / (pages * page) - share) < 0.12


@needs_corpora
def test_pictures_are_the_same_every_time_and_some_are_photographs(tmp_path):
    some = [shot for shot, _ in zip(shots(CORPORA), range(12), strict=False)]
    assert some == [shot for shot, _ in zip(shots(CORPORA), range(12), strict=False)]
    assert sum(bool(shot.photograph) for shot in some) == 4
    some[1].into(tmp_path)
    assert (tmp_path / some[1].name).stat().st_size > 1_000


@needs_corpora
def test_an_edition_has_the_stories_it_was_dealt(made):
    folder, dealt, pool = made
    assert {file.stem for file in (folder / "stories").glob("*.md")} == set(dealt.stories)
    assert dealt.stories.keys() <= {told.name for told in pool}
    room = sum(dealt.rooms.values())
    assert dealt.supply == round(sum(n.cells for n in dealt.stories.values()) / room, 4)
    assert abs(dealt.words / dealt.supply - dealt.held) <= dealt.held * 0.001
    assert room == sum(
        cells for cells in json.loads((folder / DEALT).read_text())["rooms"].values()
    )
    assert dealt.pictures and len(stacked(folder).bookings) == dealt.ads


@needs_corpora
def test_its_copy_is_that_of_the_pool(made):
    folder, dealt, pool = made
    for told in pool:
        if told.name in dealt.stories:
            text = (folder / "stories" / f"{told.name}.md").read_text()
            assert told.parts()[1] in text
            assert f"language: {told.story.language}\n" in text and "section: News\n" in text


@needs_corpora
def test_the_same_every_time(made, tmp_path):
    folder, dealt, pool = made
    assert write(EDITION, pool, CORPORA, tmp_path / "again") == dealt
    for file in folder.rglob("*.md"):
        assert (tmp_path / "again" / file.relative_to(folder)).read_bytes() == file.read_bytes()


@needs_corpora
def test_newsgrid_has_no_complaint_about_its_settings(made, capsys):
    folder, _, _ = made
    newsgrid(["check", str(folder), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [each for each in found if each["severity"] == "error"] == []


@needs_corpora
def test_it_is_printed_and_counted(made, tmp_path):
    folder, dealt, _ = made
    run = print_cold(folder, tmp_path)
    assert run.same and run.pdf.read_bytes().startswith(b"%PDF-")
    found = outcome_of(EDITION, json.loads((folder / DEALT).read_text()), run)
    names = {story["slug"] for story in run.counted["stories"]}
    assert names | set(found.held) == set(dealt.stories) and not names & set(found.held)
    assert found.house == run.report["fillers"]
    assert found.pictures == run.report["pictures"]
    assert sorted(found.held) == sorted(run.report["held"])
    assert 0 < found.printed <= dealt.words
    assert abs(found.printed - run.report["words"]) < 0.2 * run.report["words"]


def test_what_is_asked_for_wrongly_is_told(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["--corpora", str(tmp_path / "none")])
    assert "--corpora" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--only", "weekly"])
    assert "web-24-100" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="no figures"):
        main(["--compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")])
