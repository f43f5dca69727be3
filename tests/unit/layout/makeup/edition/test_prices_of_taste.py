"""Prices of taste: a theme changes them, what it changes shows on the page, and nothing remembered
from other prices is taken for what these come to."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

import pytest
from support.newspapers.printed_newspaper import printer
from support.newspapers.sample_newspaper import newspaper, picture, story, usual_stories

from layout.desk.preview.print.tasks import PrintBench
from layout.makeup.edition.shapes.setting import NEVER
from layout.typeset.words.theme import load_theme
from slots.book.booking import Booking, Position
from slots.finding import BadInput
from slots.lone_story.items import CopyShape, PageSpace, PageSpaces, Shape, StackItem, StoryCopy
from slots.lone_story.place_lone_story import stack
from slots.prices_of_taste import (
    LEAST_WORTH,
    OUR_PRICES,
    Prices,
    by_rank,
    contradictions,
    price_tags,
)
from slots.stacking.solve import stack_edition
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import value_of

pytestmark = pytest.mark.slow

PICTURE = '\n![A boat at the pier](pier.png "The boat on Friday")\n'
LONG_LEAD = {**usual_stories(), "news-0": story("news-0", "News", 450, rank=1)}


def with_picture(text: str) -> str:
    """A story with a picture under its first paragraph."""
    head, copy = text.split("---\n\n", 1)
    first, more = copy.split("\n\n", 1)
    return f"{head}---\n\n{first}\n{PICTURE}\n{more}"


def look(folder: Path, prices: str) -> None:
    """What a publication's own theme says of prices."""
    (folder / "look").mkdir(exist_ok=True)
    (folder / "look" / "theme.toml").write_text(prices, encoding="utf-8")


def paper(folder: Path, stories: Mapping[str, str], prices: str = "", **more: str) -> Path:
    """A small newspaper with a theme of its own."""
    made = newspaper(folder, stories, **more)
    settings = made / "newsgrid.toml"
    settings.write_text(f'theme = "look"\n{settings.read_text()}')
    look(made, prices)
    picture(made / "stories" / "pier.png", 900, 600)
    return made


# what is known of prices -----------------------------------------------------------------------


def test_every_price_says_what_it_is_and_ours_is_one_that_it_may_be():
    for group, tags in price_tags().items():
        ours = getattr(OUR_PRICES, group)
        assert [one.name for one in fields(ours)] == list(tags)
        for name, tag in tags.items():
            price = getattr(ours, name)
            assert tag.what and tag.against and tag.unit, (group, name)
            assert tag.ranked == isinstance(price, tuple)
            assert all(tag.least <= one <= tag.most for one in (price if tag.ranked else (price,)))


def test_ours_keep_the_promises_of_stacking():
    assert not list(contradictions(OUR_PRICES))
    assert value_of(Booking("a", "a", 1, 1, price=0, priority=9)) == LEAST_WORTH


def test_one_price_alone_makes_nothing_impossible():
    """What one thing costs at most leaves a page that can be made up."""
    tags = price_tags()
    once = ("heads", "pictures", "legs", "jumps", "pages")
    assert max(tag.most for name in once for tag in tags[name].values()) <= NEVER // 5


def test_a_rank_below_all_that_are_named_has_the_last_price():
    assert [by_rank((30, 24, 14), rank) for rank in (1, 2, 3, 9)] == [30, 24, 14, 14]


MANUAL = Path(__file__).parents[5] / "docs" / "prices.md"


def section(group: str) -> str:
    """A group as the manual has it."""
    ours = getattr(OUR_PRICES, group)
    lines = [f"## [prices.{group}]", "", " ".join(type(ours).__doc__.split()), ""]
    lines += ["| price | ours | from | to | unit | what is paid for | compared |", f"|{'---|' * 7}"]
    for name, tag in price_tags()[group].items():
        price = getattr(ours, name)
        cells = (f"`{name}`", list(price) if tag.ranked else price, tag.least, tag.most, tag.unit)
        lines.append(f"| {' | '.join(map(str, (*cells, tag.what, tag.against)))} |")
    return "\n".join(lines)


def test_the_manual_has_all_prices_as_they_are():
    """Where this fails, the sections that it wants are those of the difference."""
    parts = MANUAL.read_text(encoding="utf-8").split("\n## ")[1:]
    assert [f"## {part.strip()}" for part in parts] == [section(name) for name in price_tags()]


def test_what_the_manual_writes_is_a_theme(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    look(tmp_path, example)
    prices = load_theme(tmp_path / "look").prices
    assert (prices.jumps.jump, prices.heads.smaller) == (400, (60, 48, 28))


# what a theme may say --------------------------------------------------------------------------


def test_a_theme_has_our_prices_but_for_those_it_names(tmp_path):
    look(tmp_path, "[prices.jumps]\njump = 400\n[prices.heads]\nsmaller = [60, 14]\n")
    theme = load_theme(tmp_path / "look")
    jumps, heads = OUR_PRICES.jumps, OUR_PRICES.heads
    assert theme.prices == replace(
        OUR_PRICES, jumps=replace(jumps, jump=400), heads=replace(heads, smaller=(60, 14))
    )
    assert load_theme().prices == OUR_PRICES == Prices()


MISTAKEN = """\
[prices]
jump = 9
colour = 1
legs = 3

[prices.jumps]
jmup = 9
jump = -1
crowding = true
off_aim = 1.5

[prices.heads]
smaller = 30
no_deck = "dear"
[prices.stories]
narrower = []
"""


def test_every_mistake_is_told_at_once_with_its_place_and_a_remedy(tmp_path):
    look(tmp_path, MISTAKEN)
    with pytest.raises(BadInput) as caught:
        load_theme(tmp_path / "look")
    groups = ", ".join(sorted(price_tags()))
    assert [
        f"{one.where.line}:{one.where.column} {one.message} -> {one.remedy}"
        for one in caught.value.findings
    ] == [
        '2:1 prices: unknown group "jump" -> write it under [prices.jumps]',
        f'3:1 prices: unknown group "colour" -> one of {groups}',
        "4:8 prices.legs: expected a table -> write [prices.legs]",
        '7:1 prices.jumps: unknown price "jmup" -> did you mean "jump"?',
        "8:8 prices.jumps.jump: must be a whole number from 0 to 1,000 (points), is -1 -> "
        "write jump = 50, which is ours, or another",
        "9:12 prices.jumps.crowding: must be a whole number from 0 to 100 (points), is True -> "
        "write crowding = 2, which is ours, or another",
        "10:11 prices.jumps.off_aim: must be a whole number from 0 to 100 (points), is 1.5 -> "
        "write off_aim = 1, which is ours, or another",
        "13:11 prices.heads.smaller: must be a list of whole numbers from 0 to 1,000 (points), the "
        "lead's first, at most 9, is 30 -> write smaller = [30, 24, 14], which is ours, or another",
        "14:11 prices.heads.no_deck: must be a list of whole numbers from 0 to 1,000 (points), the "
        "lead's first, at most 9, is 'dear' -> write no_deck = [60, 40, 22], which is ours, or "
        "another",
        "16:12 prices.stories.narrower: must be a list of whole numbers from 0 to 1,000 (points), "
        "the lead's first, at most 9, is [] -> write narrower = [60, 20], which is ours, or "
        "another",
    ]
    assert all(one.code == "bad-theme" for one in caught.value.findings)


@pytest.mark.parametrize(
    ("prices", "told"),
    [
        (
            "[prices.ads]\nstay_place = 28000",
            "2:14 prices.ads: stay_place must be more than position, pyramid and most_steps "
            "together (28,001) -> write stay_place = 28001 or more",
        ),
        (
            "[prices.ads]\nstep = 6000",
            "1:9 prices.ads: small_step must be at least step (6,000) -> write small_step = 6000 "
            "or more",
        ),
        (
            "[prices.ads]\nmost_steps = 0",
            "2:14 prices.ads: most_steps must be at least small_step (5,000) -> write most_steps = "
            "5000 or more",
        ),
        (
            "[prices.ads]\nstay_page = 0",
            "2:13 prices.ads: stay_page must be with stay_place more than all that moving could "
            "gain (37,001) -> write stay_page = 37001 or more",
        ),
        (
            "[prices.ads]\nstay_page = 60000\nposition = 6000",
            "2:13 prices.ads: all wishes of an ad come to 158,000, as much as its place (150,000) "
            "-> make stay_page or others smaller",
        ),
        (
            "[prices.alone]\nshort_below = 4",
            "2:15 prices.alone: short_below must be at least stub_below (5) -> write short_below = "
            "5 or more",
        ),
    ],
)
def test_prices_that_contradict_each_other_are_told(tmp_path, prices, told):
    look(tmp_path, prices)
    with pytest.raises(BadInput) as caught:
        load_theme(tmp_path / "look")
    (one,) = caught.value.findings
    assert f"{one.where.line}:{one.where.column} {one.message} -> {one.remedy}" == told


def test_print_tells_a_wrong_price_and_makes_nothing(tmp_path, capsys):
    paper(tmp_path / "paper", usual_stories(), "[prices.jumps]\njmup = 9\n")
    code, _, said = printer(tmp_path, capsys)()
    assert code == 2
    assert 'theme.toml:2:1: prices.jumps: unknown price "jmup"' in said
    assert 'did you mean "jump"?' in said
    assert not (tmp_path / "out.pdf").exists()


# what they change on the page ------------------------------------------------------------------


def jumps(folder: Path, capsys, prices: str) -> int:
    """How many stories jump in an edition whose lead is long."""
    paper(folder / "paper", LONG_LEAD, prices)
    code, report, _ = printer(folder, capsys)()
    assert code == 0
    return len(report["jumped"])


def test_fewer_stories_jump_where_a_jump_is_dear(tmp_path, capsys):
    free = jumps(tmp_path / "free", capsys, "[prices.jumps]\njump = 0\n")
    dear = jumps(tmp_path / "dear", capsys, "[prices.jumps]\njump = 1000\n")
    assert dear < free


def house_ads(folder: Path, capsys, prices: str) -> int:
    """How many house ads fill up the edition."""
    paper(folder / "paper", usual_stories(), prices)
    code, report, _ = printer(folder, capsys)()
    assert code == 0
    return sum(page["ads"] for page in report["house_ads"])


def test_there_are_fewer_house_ads_where_they_are_dear(tmp_path, capsys):
    free = "[prices.pages]\nhouse_ad = 0\nhouse_ad_cell = 0\nhouse_ad_alone = 0\n"
    dear = "[prices.pages]\nhouse_ad = 1000\nhouse_ad_cell = 20\n"
    found = [
        house_ads(tmp_path / str(at), capsys, prices) for at, prices in enumerate((free, "", dear))
    ]
    assert found[0] > found[1] >= found[2]


def left_out(folder: Path, capsys, prices: str) -> list[str]:
    """The stories without their picture."""
    stories = usual_stories()
    pictured = {name: with_picture(stories[name]) for name in ("news-1", "sport-1")}
    paper(folder / "paper", {**stories, **pictured}, prices)
    code, report, _ = printer(folder, capsys)()
    assert code == 0
    return [one["id"] for one in report["left_out"]]


def test_pictures_are_left_out_where_that_is_free(tmp_path, capsys):
    small = "[prices.pictures]\ncolumns = [5]\nnarrow = [400]\n"
    no_matter = "[prices.pages]\nhouse_ad = 0\nhouse_ad_cell = 0\nhouse_ad_alone = 0\n"
    free = f"{small}left_out = 0\n{no_matter}"
    assert left_out(tmp_path / "ours", capsys, "") == []
    assert left_out(tmp_path / "small", capsys, f"{small}left_out = 1000\n") == []
    assert left_out(tmp_path / "free", capsys, free) == ["news-1"]


def test_an_ad_has_its_wish_or_the_page_its_pyramid_by_what_they_cost():
    """Inside is the left of a right-hand page, and its stacks fall from the right to the left."""
    page = StackPage(1, "News", 4, 60, 4)
    book = [Booking("one", "one", 2, 200_000, position=Position.INSIDE)]

    def column(**own: int) -> int:
        prices = replace(OUR_PRICES.ads, **own)
        plan = stack_edition(book, [page], 10_000, prices=prices)
        return plan.places[0].column

    assert column() == 0
    assert column(position=2_000) == 2


def test_a_story_alone_has_its_ads_as_written_unless_their_sides_are_worth_more():
    """The second ad pays most for the left side, the first one was written before it."""
    pages = PageSpaces(PageSpace(1, 4, 30), PageSpace(2, 4, 30))
    first = StackItem("first", "ad", (Shape(1, 8),), "left", 10)
    second = StackItem("second", "ad", (Shape(1, 8),), "left", 100)

    def columns(**own: int) -> list[int]:
        prices = replace(OUR_PRICES.alone, **own)
        copy = StoryCopy((CopyShape(4, 4),), 60, prices=prices)
        plan = stack(copy, (first, second), pages)
        assert plan.optimal
        found = {item.id: item.column for page in plan.pages for item in page.items}
        return [found["first"], found["second"]]

    assert columns() == [0, 1]
    assert columns(wrong_order=0) == [1, 0]
    assert columns(off_side=100) == [1, 0]


# what is remembered ----------------------------------------------------------------------------

CHANGED = """\
[prices.pages]
house_ad = 700
beneath = 0
lead_beneath = 0
[prices.lines]
hyphen = 9000
[prices.jumps]
jump = 400
"""


def test_after_a_price_has_changed_the_bytes_are_those_of_a_cold_run(tmp_path, capsys):
    """The record of the last plan counts, the memory does not: of a copy there is none."""
    folder, printed = paper(tmp_path / "paper", LONG_LEAD), printer(tmp_path, capsys)
    printed()
    before = (tmp_path / "out.pdf").read_bytes()
    look(folder, CHANGED)
    shutil.copytree(folder, tmp_path / "cold" / "paper")
    printed()
    printer(tmp_path / "cold", capsys)()
    warm, cold = (tmp_path / "out.pdf").read_bytes(), (tmp_path / "cold" / "out.pdf").read_bytes()
    assert warm == cold != before


@pytest.mark.parametrize(
    "prices",
    [
        "[prices.pages]\nhouse_ad = 0\nhouse_ad_cell = 0\nhouse_ad_alone = 0\n",
        "[prices.pages]\nlead_beneath = 0\nbeneath = 0\nmisfit = 0\n",
        "[prices.ads]\nposition = 2000\n",
        "[prices.lines]\nhyphen = 9000\nloose = 0\n",
    ],
)
def test_a_desk_that_remembers_shows_what_one_that_does_not_would(tmp_path, prices):
    book = "id,advertiser,size,section,pages,position\nA1,Quay Bank,2x60mm,News,1,inside\n"
    folder = paper(tmp_path / "paper", LONG_LEAD, book=book)
    desk = PrintBench(str(folder), False)
    ours = desk.edition("")["revision"]
    look(folder, prices)
    assert desk.edition("")["revision"] == PrintBench(str(folder), False).edition("")["revision"]
    look(folder, "")
    assert desk.edition("")["revision"] == ours
