"""Decisions about ads in an edition: kept in stack and print alike, refused in an editor's words
with line and column; beside closed pages; without a last edition."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import BOOK, HEAD, SETTINGS, newspaper

from layout.desk.command import main
from layout.edition.ads_ahead import stacked
from layout.edition.decided.ads_in_edition import ads_refused_as_data
from layout.edition.make_edition import Order, make_newspaper
from layout.edition.stacked_ads import Stacked
from layout.edition.workshop import Workshop

Print = Callable[..., None]
Close = Callable[[Path, int], None]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return newspaper(tmp_path / "paper")


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Print:
    """Prints, and keeps the plan."""

    def run(paper: Path, *options: str) -> None:
        assert main(["print", str(paper), "-o", str(paper.parent / "out.pdf"), *options]) == 0
        capsys.readouterr()

    return run


@pytest.fixture
def closed(printed: Print) -> Close:
    """Prints a page, which is closed then."""
    return lambda paper, number: printed(paper, "--pages", str(number), "--close")


def decide(paper: Path, text: str) -> Stacked:
    (paper / "pages.toml").write_text(text)
    return stacked(paper)


def on(work: Stacked) -> dict[str, tuple[int, int, int]]:
    """Where each ad is: its page, and its first column and the row after its last, from 1."""
    return {one.id: (one.page, one.column + 1, one.bottom) for one in work.plan.places}


def told(work: Stacked) -> list[str]:
    """What is said of decisions, by line and column."""
    codes = {"refused-decision", "unknown-ad", "held-over"}
    found = [one for one in work.findings if one.code in codes]
    assert all(one.hint and one.where.line and one.where.column for one in found)
    return [f"{one.where.line}:{one.where.column}: {one.message}" for one in found]


def test_page_side_and_place_are_kept(paper: Path) -> None:
    rows = stacked(paper).pages[2].rows
    text = '[ad.A4]\npage = 3\nplace = "left, foot"\n\n[ad.A3]\nside = "left"\n'
    work = decide(paper, text)
    assert on(work)["A4"] == (3, 1, rows)
    assert on(work)["A3"][0] == 4
    assert told(work) == [] and work.refused == ()
    assert on(decide(paper, text.replace("left, foot", "outside")))["A4"][:2] == (3, 3)


def test_what_an_ad_rather_should_is_met_or_told_with_its_cost(paper: Path) -> None:
    free = on(stacked(paper))["A4"]
    other = 7 - free[0]  # of pages 3 and 4
    work = decide(paper, f"[ad.A4]\npage = {other}\nrather = true\n")
    notes = [one for one in work.findings if one.code == "unmet-preference"]
    (preference,) = work.preferences
    assert work.refused == () and told(work) == []
    if preference.met:
        assert on(work)["A4"][0] == other and notes == []
    else:
        assert on(work)["A4"] == free and "as it rather should: it would cost" in notes[0].message


def test_a_preference_that_costs_too_much_is_told_with_its_cost(paper: Path) -> None:
    before = on(stacked(paper))
    (paper / "look").mkdir()
    for price in (0, 60_000):
        look = f'name = "look"\n\n[prices.ads]\nrather = {price}\n'
        (paper / "look" / "theme.toml").write_text(look)
        settings = SETTINGS.replace("language", 'theme = "look"\nlanguage', 1)
        (paper / "newsgrid.toml").write_text(settings)
        work = decide(paper, '[ad.A4]\nplace = "inside"\nrather = true\n')
        (preference,) = work.preferences
        notes = [one for one in work.findings if one.code == "unmet-preference"]
        assert preference.met is bool(price) and len(notes) == (not price)
        assert (on(work) == before) is (not price)
        for note in notes:
            assert note.hint == "take out rather to decide it" and note.where.line == 3
            assert re.fullmatch(
                r"ad A4 \(Loft Tea, 2x60mm\) does not stand at inside, as it rather should: it "
                r"would cost [0-9,]+ points, and not less than 0",
                note.message,
            )


def test_a_preference_moves_no_other_ad_and_gives_way_to_one(paper: Path, printed: Print) -> None:
    printed(paper)
    before = on(stacked(paper))
    text = "[ad.A1]\npage = 1\nrather = true\n\n[page.1]\nads = false\n"
    work = decide(paper, text)
    assert told(work) == [
        "2:1: ad A1 (Quay Bank, 2x60mm) cannot stand on page 1: A1: only on pages: 2",
        "6:1: page 1 cannot be without ads: A2 (Tide Motors, 2x60mm) would have no place then "
        "(A2: only on pages: 1)",
    ]
    assert on(work) == before


def test_stack_and_print_agree(paper: Path) -> None:
    work = decide(paper, "[ad.A4]\npage = 3\n\n[ad.A3]\npage = 2\n\n[page.2]\nads = false\n")
    made = make_newspaper(Order(paper), Workshop())
    assert made.stacked.plan.places == work.plan.places
    assert set(told(work)) <= {
        f"{f.where.line}:{f.where.column}: {f.message}" for f in made.findings
    }


def test_what_the_booking_forbids_is_refused_with_its_rule(paper: Path) -> None:
    work = decide(paper, "[ad.A1]\npage = [3, 4]\n\n[ad.A4]\npage = 9\n")
    assert told(work) == [
        "2:1: ad A1 (Quay Bank, 2x60mm) cannot stand on page 3 or 4: A1: only on pages: 2",
        "5:1: ad A4 (Loft Tea, 2x60mm) cannot stand on page 9: the edition has 4 pages",
    ]
    assert {rule.rule for one in work.refused for rule in one.rules} <= {"section", "pages"}
    assert len(on(work)) == 4


def test_a_page_without_ads_moves_them_or_is_refused(paper: Path) -> None:
    work = decide(paper, "[page.4]\nads = false\n")
    assert {place.page for place in work.plan.places} == {1, 2, 3} and told(work) == []
    work = decide(paper, "[page.2]\nads = false\n")
    assert told(work) == [
        "2:1: page 2 cannot be without ads: A1 (Quay Bank, 2x60mm) would have no place then "
        "(A1: only on pages: 2)"
    ]


def test_what_does_not_go_together_is_named(paper: Path) -> None:
    work = decide(paper, "[ad.A4]\npage = 3\n\n[page.3]\nads = false\n\n[page.4]\nads = false\n")
    assert len(on(work)) == 4
    given_up = [
        (one["ad"], one["decision"], one["page"], len(one["together"]))
        for one in ads_refused_as_data(work.refused)
    ]
    assert sorted(given_up, key=str) == [("A4", "page", None, 2), (None, "ads", 4, 2)]


def test_an_ad_on_hold_is_none_of_the_edition_until_its_day(paper: Path) -> None:
    work = decide(paper, "[ad.A4]\nhold = true\n")
    assert "A4" not in on(work) and work.plan.conflicts == ()
    assert told(work) == ["2:1: ad A4 (Loft Tea, 2x60mm) is held over by decision"]
    assert "A4" not in on(decide(paper, "[ad.A4]\nhold = 2026-11-27\n"))
    assert "A4" in on(decide(paper, "[ad.A4]\nhold = 2026-11-26\n"))
    work = decide(paper, "[ad.A4]\nhold = { edition = 2026-11-26 }\n")
    assert "A4" not in on(work)
    (note,) = (one.message for one in work.findings if one.code == "held-over")
    assert note.endswith("is held over by decision in the edition of 2026-11-26 only")
    assert "A4" in on(decide(paper, "[ad.A4]\nhold = { edition = 2026-11-27 }\n"))


def test_unknown_ads_are_told_with_the_one_that_may_be_meant(paper: Path) -> None:
    work = decide(paper, "[ad.A44]\npage = 3\n")
    assert told(work) == ['2:1: no ad is called "A44" (did you mean "A4"?)']


def test_a_lock_needs_an_edition_before_and_then_holds(paper: Path, printed: Print) -> None:
    work = decide(paper, "[ad.A4]\nlock = true\n")
    assert told(work) == ["2:1: ad A4 cannot stay where it is: no edition before has it"]
    (paper / "pages.toml").unlink()
    printed(paper)
    before = on(stacked(paper))
    book = BOOK + "A6,Big Bank,savings,4x150mm,Sport,,,,1,9000,,art.png\n"
    (paper / "ads.csv").write_text(book)
    (said,) = told(decide(paper, "[ad.A4]\nlock = true\n"))
    assert said.startswith(
        "2:1: ad A4 (Loft Tea, 2x60mm) cannot stay on page 3, columns 3-4, rows 55-72: A3 (Pier "
        "Foods, 4x62mm) and A6 (Big Bank, 4x150mm) would have no place then"
    )
    work = decide(paper, "[ad.A4]\nlock = true\n\n[ad.A3]\nhold = true\n")
    assert on(work)["A4"] == before["A4"] and on(work)["A6"][0] == 4


# --- beside closed pages --------------------------------------------------------------------------


def test_an_ad_of_a_closed_page_stays(paper: Path, closed: Close) -> None:
    closed(paper, 2)
    before = on(stacked(paper))
    work = decide(paper, "[ad.A1]\npage = 1\n\n[ad.A4]\npage = 2\n\n[page.2]\nads = false\n")
    assert told(work) == [
        "2:1: ad A1 cannot stand elsewhere: page 2 is closed and has it",
        "5:1: ad A4 cannot stand on page 2, which is closed",
        "8:1: page 2 cannot be without ads: it is closed and has some",
    ]
    assert on(work)["A1"] == before["A1"]
    work = decide(paper, "[ad.A1]\nhold = true\n")
    assert told(work) == ["2:1: ad A1 cannot be held over: page 2 is closed and has it"]
    assert "A1" in on(work)
    assert told(decide(paper, "[ad.A1]\npage = 2\n")) == []


def test_competitors_keep_off_those_of_closed_pages(tmp_path: Path, closed: Close) -> None:
    book = f"{HEAD}A1,Quay Bank,bank,2x60mm,News,2,spread,,,300,,art.png\n"
    paper = newspaper(tmp_path / "paper", book=book)
    closed(paper, 2)
    late = "A2,Ness Bank,bank,2x60mm,,2..3,none,,,90,,art.png\n"
    (paper / "ads.csv").write_text(book + late)
    (conflict,) = stacked(paper).plan.conflicts
    assert conflict.id == "A2" and "closed-rivals" in dict(conflict.rules)
    (paper / "ads.csv").write_text(book + late.replace("2..3", "2..4"))
    assert on(stacked(paper))["A2"][0] == 4
    (paper / "ads.csv").write_text(book + late.replace("Ness Bank", "Quay Bank"))
    assert on(stacked(paper))["A2"][0] == 3


def test_no_coupon_is_back_to_back_with_one_on_a_closed_page(tmp_path: Path, closed: Close) -> None:
    head = HEAD.replace("apart,", "coupon,")
    book = f"{head}A1,Quay Bank,bank,2x60mm,Sport,3,yes,,,300,,art.png\n"
    paper = newspaper(tmp_path / "paper", book=book)
    closed(paper, 3)
    (paper / "ads.csv").write_text(f"{book}A2,Loft Tea,tea,2x60mm,Sport,4,yes,,,90,,art.png\n")
    work = stacked(paper)
    places = {place.id: place for place in work.plan.places}
    front, back = places["A1"], places["A2"]
    assert (front.page, back.page) == (3, 4)
    mirrored = 4 - back.right, 4 - back.column
    assert mirrored[1] <= front.column or mirrored[0] >= front.right or back.bottom <= front.row


def test_what_is_refused_is_the_same_without_what_was_remembered(paper: Path) -> None:
    text = "[page.2]\nads = false\n\n[ad.A4]\npage = 4\n"
    one, other = decide(paper, text), decide(paper, text)
    assert one.refused == other.refused and one.plan == replace(other.plan)
