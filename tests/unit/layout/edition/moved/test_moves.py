"""What moves between two editions: told of each kind, and of nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import newspaper

from layout.desk.command import main
from layout.desk.reports.edition.what_would_move import tell_moves
from layout.edition.last_plan import RECORD
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.moved.moves import AdMove, Count, Move, Moves, moved_since, moves_between
from layout.edition.moved.trial import try_decisions
from layout.edition.print_edition import keep_edition
from layout.edition.workshop import Workshop
from layout.publication.decisions.more_decided import with_more
from layout.work.terminal.console import Console
from slots.finding import BadInput
from slots.stacking.task.ad_plan import AdPlace

THERE, HERE = AdPlace("A1", 3, 0, 60, 2, 30), AdPlace("A1", 5, 1, 60, 2, 30)


def test_each_kind_of_move_has_its_line() -> None:
    moves = Moves(
        (Move("a", 1, 2), Move("b", 3, None), Move("c", None, 4)),
        (AdMove("A1", THERE, HERE), AdMove("A2", THERE, None)),
        (Count("a", 0, 30),),
        (Count("a", 2, 1),),
        (Count("5", 0, 2),),
        940,
        895,
    )
    assert moves.held == ("b",) and moves.freed == ("c",)
    assert moves.words == (
        "Stories moved: a from page 1 to page 2",
        "Held over: b",
        "Freed: c on page 4",
        "Shortened: a by 30 words instead of 0",
        "Pictures: a loses 1 picture",
        "Ads moved: A1 from page 3, columns 1-2, rows 61-90 to page 5, columns 2-3, rows 61-90, "
        "A2 from page 3, columns 1-2, rows 61-90 to no place",
        "House ads: page 5 gains 2 house ads",
        "Make-up: costs 940 points, 45 more than now",
    )
    assert moves.as_data()["ads"][1]["after"] is None
    assert Moves((), (), (), (), (), 7, 7).words == ("Nothing moves.", "Make-up: costs 7 points")


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("story.x = ", "no TOML"),
        ("story = 5", '"story" is no table'),
        ("story.x = 5", '"story" is no table'),
    ],
)
def test_what_is_no_decision_is_refused(more: str, line: str) -> None:
    with pytest.raises(BadInput, match=line) as found:
        with_more("", more)
    assert found.value.findings[0].hint


def test_more_goes_before_what_is_decided_key_by_key() -> None:
    text = '# ours\n[page.3]\nstories = ["a", "b"]\n[story.c]\ncolumns = 2\n'
    said = with_more(text, "story.a.page = 5\nstory.c.columns = 3\nstory.d.hold = 2026-12-03\n")
    assert said.startswith("# ours\n") and 'stories = ["b"]' in said
    assert "columns = 3" in said and "2026-12-03" in said


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return newspaper(tmp_path / "paper")


def made(paper: Path) -> Newspaper:
    return make_newspaper(Order(paper), Workshop())


@pytest.mark.slow
def test_a_trial_is_what_the_next_print_will_be_and_keeps_nothing(paper: Path) -> None:
    order = Order(paper)
    keep_edition(order, made(paper), Workshop())
    files = {file: file.read_bytes() for file in paper.rglob("*") if file.is_file()}
    trial = try_decisions(order, "story.news-1.page = 2\nstory.news-0.hold = true", Workshop())
    assert {file: file.read_bytes() for file in paper.rglob("*") if file.is_file()} == files
    (paper / "pages.toml").write_text("[story.news-1]\npage = 2\n[story.news-0]\nhold = true\n")
    now = made(paper)
    assert now.plan.page_of == trial.after.plan.page_of and now.record == trial.after.record
    assert trial.after.plan.page_of["news-1"] == 2 and "news-0" in trial.moves.held
    assert moves_between(trial.after, now).words[0] == "Nothing moves."
    since = {(one.id, one.before, one.after) for one in moved_since(now)}
    told = {(one.id, one.before, one.after) for one in trial.moves.stories}
    assert since == {one for one in told if one[1] and one[2]}


@pytest.mark.slow
def test_without_a_plan_the_edition_is_followed_as_it_is(paper: Path) -> None:
    trial = try_decisions(Order(paper), "story.news-1.columns = 2", Workshop())
    assert not (paper / RECORD).exists()
    assert trial.after.before == trial.before.record.stories


@pytest.mark.slow
def test_the_report_has_moves_in_words_and_as_data(paper: Path) -> None:
    report = tell_moves(Order(paper), "story.news-1.hold = true", (), Console(json=True))
    assert report.data["would"]["held"] == ["news-1"]
    assert "Held over: news-1" in report.text.splitlines()
    assert any(one.code == "held-over" for one in report.findings)


@pytest.mark.slow
def test_from_the_command_line(paper: Path, tmp_path: Path, capsys, monkeypatch) -> None:
    more = tmp_path / "more.toml"
    more.write_text("[story.news-1]\npage = 2\n")
    assert main(["print", str(paper), "--dry-run", "--with", str(more), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["files"] == [] and data["would"]["words"]
    assert not (paper / RECORD).exists() and not (paper / "edition.pdf").exists()
    main(["print", str(paper), "--dry-run", "--with", "story.news-1.page = 2"])
    assert capsys.readouterr().out.startswith(
        "Nothing is written. With story.news-1.page = 2 there would move:"
    )
    for options in (
        ["--with", "story.news-1.page = 2"],
        ["--dry-run"],
        ["--dry-run", "--with", "page.1.lead", "--json"],
        ["--dry-run", "--with", "story.news-1.page = 2", "--due", "21:30"],
    ):
        assert main(["print", str(paper), *options]) == 2
