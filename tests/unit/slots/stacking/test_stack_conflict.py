"""An ad deeper than the pages that its own rules leave it is told how much room they have."""

from __future__ import annotations

import json

import pytest

from layout.desk.command import main

PAPER = """\
name = "The Gazette"
[print]
format = "compact"
columns = 5
pages = 8
[[print.sections]]
name = "News"
pages = {news}
[[print.sections]]
name = "Sport"
pages = {sport}
most = 100
"""
HEAD = "id,advertiser,size,section,pages,lock,position,double_truck\n"


@pytest.fixture
def stack(tmp_path, capsys):
    """Stacks a book in an edition of eight pages; gives the report."""

    def stacked(*lines, news=7):
        (tmp_path / "newsgrid.toml").write_text(PAPER.format(news=news, sport=8 - news))
        (tmp_path / "ads.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines))
        main(["stack", str(tmp_path), "--json"])
        return json.loads(capsys.readouterr().out)

    return stacked


@pytest.mark.parametrize(
    ("line", "page", "remedy"),
    [
        ("F,Full,full page,Sport,,,,", 8, "leave its section empty"),
        ("F,Full,full page,,8,,,", 8, "allow it other pages"),
        ("F,Full,full page,Sport,,page 8,,", 8, "take its lock off"),
        ("F,Full,full page,,,,back-page,", 8, "take its position back"),
        ("F,Full,full page,,first,,,", 1, "allow it other pages"),
    ],
)
def test_the_room_below_a_head_is_told_and_is_right(stack, line, page, remedy):
    (unplaced,) = stack(line)["unplaced"]
    said = f"page {page} has room for "
    assert said in unplaced["why"] and "80 %" not in unplaced["why"]
    depth = unplaced["why"].split(said)[1].split(" mm below its head")[0]
    assert unplaced["hint"] == f"book it at most {depth} mm deep, or {remedy}"
    shallower = line.replace("full page", f"5x{depth}mm")
    assert stack(shallower)["unplaced"] == []
    deeper = line.replace("full page", f"5x{float(depth) + 1:.1f}mm")
    assert len(stack(deeper)["unplaced"]) == 1


def test_an_ad_with_others_in_its_way_is_not_too_deep(stack):
    locked = [f"L{n},Full,full page,,,page {n},," for n in (2, 3)]
    unplaced = stack(*locked, "F,Full,full page,News,2..3,,,", news=4)["unplaced"]
    assert len(unplaced) == 1 and "below its head" not in unplaced[0]["why"]


def test_nothing_is_said_of_a_page_that_has_room_or_of_a_double_truck(stack):
    (truck,) = stack("D,Full,double truck,,,page 8,,yes")["unplaced"]
    assert "below its head" not in truck["why"]
