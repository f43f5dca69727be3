"""Late ads tried before they are booked: what would move, where they would stand, or why nowhere;
the edition that is printed once they are booked; and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import BOOK, newspaper

from layout.desk.command import main
from layout.desk.reports.edition.what_would_move import late_ad_data, tell_moves
from layout.edition.make_edition import Order, make_newspaper
from layout.edition.moved.moves import AdMove, Moves, moves_between
from layout.edition.moved.trial import try_late_ads, try_order
from layout.edition.print_edition import keep_edition
from layout.edition.workshop import Workshop
from layout.publication.ads.late_ad import cells_of
from layout.work.terminal.console import Console
from slots.finding import BadInput
from slots.stacking.task.ad_plan import AdPlace

LATE = {"id": "A9", "advertiser": "Late Lamps", "size": "2x90mm", "pages": "4"}
SAID = "id=A9, advertiser=Late Lamps, size=2x90mm, pages=4"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = newspaper(tmp_path / "paper")
    keep_edition(Order(folder), make_newspaper(Order(folder), Workshop()), Workshop())
    return folder


def kept(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.slow
def test_a_trial_is_what_the_next_print_will_be_and_keeps_nothing(paper: Path) -> None:
    files = kept(paper)
    more = "story.news-0.hold = true"
    trial = try_late_ads(Order(paper), [LATE, {**LATE, "id": "B1"}], Workshop(), more)
    assert kept(paper) == files
    lines = "A9,Late Lamps,,2x90mm,,4,,,,,,\nB1,Late Lamps,,2x90mm,,4,,,,,,\n"
    (paper / "ads.csv").write_text(BOOK + lines)
    (paper / "pages.toml").write_text("[story.news-0]\nhold = true\n")
    now = make_newspaper(Order(paper), Workshop())
    assert now.record == trial.after.record
    assert trial.moves.held == ("news-0",) and trial.moves.stories
    placed = {one.id: one.after for one in trial.moves.ads if one.before is None}
    assert {name: place.page for name, place in placed.items() if place} == {"A9": 4, "B1": 4}
    assert moves_between(trial.after, now).words[0] == "Nothing moves."


@pytest.mark.slow
def test_an_ad_without_a_place_says_why(paper: Path) -> None:
    every = [{**LATE, "id": f"B{number}", "size": "4x200mm"} for number in range(2)]
    trial = try_late_ads(Order(paper), every, Workshop())
    told = {each["id"]: each for each in (late_ad_data(trial.after, ad["id"]) for ad in every)}
    lost = [each for each in told.values() if not each["pages"]]
    assert lost and "has no place: " in lost[0]["said"] and "What helps: " in lost[0]["said"]
    (paper / "pages.toml").write_text("[ad.A9]\nhold = true\n")
    held = late_ad_data(try_late_ads(Order(paper), [LATE], Workshop()).after, "A9")
    assert held["said"] == "A9 has no place: it is on hold."


@pytest.mark.slow
def test_a_first_book_is_tried_too(tmp_path: Path) -> None:
    paper = newspaper(tmp_path / "paper", book="")
    (paper / "ads.csv").unlink(missing_ok=True)
    trial = try_late_ads(Order(paper), [LATE], Workshop())
    assert trial.before.stacked.bookings == ()
    assert trial.after.stacked.pages_of("A9") == [4]
    assert not (paper / "ads.csv").exists()


@pytest.mark.slow
def test_another_text_of_a_story_is_tried(paper: Path) -> None:
    file = paper / "stories" / "news-1.md"
    files, text = kept(paper), file.read_text()
    longer = text.replace("---\n\n", f"---\n\n{'More of the tide. ' * 60}\n\n", 1)
    order = Order(paper)
    trial = try_order(order, Order(paper, written={file: longer}), Workshop())
    assert kept(paper) == files and trial.moves.cost != trial.moves.cost_before
    file.write_text(longer)
    assert make_newspaper(order, Workshop()).record == trial.after.record
    with pytest.raises(BadInput, match="no story of the publication"):
        make_newspaper(Order(paper, written={paper / "stories/none.md": longer}), Workshop())


@pytest.mark.slow
def test_the_report_has_where_it_stands_and_what_moves(paper: Path) -> None:
    report = tell_moves(Order(paper), "", [SAID], Console(json=True))
    (late,) = report.data["would"]["late"]
    assert late["pages"] == [4] and late["ad"] == "A9 (Late Lamps, 2x90mm)"
    first, second, *rest = report.text.splitlines()
    assert first == "Nothing is written. With A9 (Late Lamps, 2x90mm) there would move:"
    assert second == late["said"] and second.startswith("A9 stands on page 4, columns ")
    assert any(line.startswith("Ads placed: A9 on page 4, columns ") for line in rest)


@pytest.mark.slow
def test_from_the_command_line(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = kept(paper)
    assert main(["print", str(paper), "--dry-run", "--with-ad", SAID, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["would"]["late"][0]["pages"] == [4]
    for options in (
        ["--with-ad", SAID],
        ["--dry-run", "--with-ad", SAID, "--close"],
        ["--dry-run", "--with-ad", SAID.replace("2x90mm", "9x90mm")],
        ["--dry-run", "--with-ad", SAID.replace("A9", "A1")],
    ):
        assert main(["print", str(paper), *options]) == 2
    assert "A1 is already the ad of line 2" in capsys.readouterr().err
    assert main(["print", str(paper / "stories/news-1.md"), "--dry-run", "--with-ad", SAID]) == 2
    assert "--with-ad is for editions" in capsys.readouterr().err
    assert kept(paper) == files


def test_an_ad_in_one_line() -> None:
    assert cells_of(SAID) == LATE
    assert cells_of('id=A9 ,client="Lamps, Late ""&"" Co",size=') == {
        "id": "A9",
        "advertiser": 'Lamps, Late "&" Co',
        "size": "",
    }
    assert cells_of("") == {}


@pytest.mark.parametrize(
    ("said", "column", "message"),
    [
        ("A9", 1, 'no name with its value: "A9"'),
        ("id=A9,Late Lamps", 7, "no name with its value"),
        ('id=A9,advertiser="Late', 7, "no name with its value"),
        ("id=A9, siez=1x40mm", 8, 'no column "siez" (did you mean "size"?)'),
        ("id=A9,client=x,advertiser=y", 16, "advertiser is said twice"),
    ],
)
def test_what_is_no_ad_is_told_where(said: str, column: int, message: str) -> None:
    with pytest.raises(BadInput) as error:
        cells_of(said)
    (finding,) = error.value.findings
    assert message in finding.message and finding.where.column == column and finding.hint


def test_an_ad_that_comes_is_no_move_and_one_that_loses_its_place_is_named() -> None:
    here = AdPlace("A9", 4, 0, 60, 2, 30)
    ads = (AdMove("A9", None, here), AdMove("A1", here, None), AdMove("A2", here, here))
    moves = Moves((), ads, (), (), (), 7, 7)
    assert moves.in_brief(["A9"]) == "moves 1 ad, leaves A1 without a place"
    assert moves.words[0] == "Ads placed: A9 on page 4, columns 1-2, rows 61-90"
