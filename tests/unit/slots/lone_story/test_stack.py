"""`place_lone_story` on pages one can check by eye: the seed, long stories, and bad input."""

import os
import subprocess
import sys
from textwrap import dedent

import pytest
from support.drawings.plan_in_characters import draw

from slots.finding import BadInput
from slots.lone_story.items import CopyShape, PageSpace, PageSpaces, Shape, StackItem, StoryCopy
from slots.lone_story.place_lone_story import stack
from slots.lone_story.plan_cost import price_of_white
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages
from slots.solver import Program

PAGES = PageSpaces(PageSpace(1, 6, 100, 14), PageSpace(2, 6, 100, 3))
HEADS = tuple(CopyShape(w, rows) for w, rows in ((2, 52), (3, 40), (4, 31), (5, 28), (6, 26)))
HOUSE_AD = (Shape(3, 24, 36), Shape(2, 24, 36), Shape(6, 16, 20))
ADS = tuple(StackItem(f"ad-{n}", "ad", HOUSE_AD, "outside") for n in (1, 2))
MODULES = tuple(
    StackItem(name, "module", (Shape(2, narrow, 4), Shape(3, wide, 4)))
    for name, narrow, wide in (("blue-box", 18, 13), ("digest", 21, 16), ("sign-up", 17, 13))
)


def seed(rows=60, spare=0):
    return StoryCopy(HEADS, rows, spare, turn_rows=2, jump_rows=1)


@pytest.mark.slow
def test_the_seed_fills_its_page_and_is_proven_optimal():
    plan = stack(seed(), (*ADS, *MODULES), PAGES)
    assert (plan.method, plan.optimal, plan.white, len(plan.pages)) == ("cp-sat", True, 0, 1)
    assert draw(plan, 4) == dedent(
        """\
        page 1
        |===================================|
        |===================================|
        |===================================|
        |===================================|
        |HHHHHHHHHHHHHHHHH|blue-box         |
        |HHHHHHHHHHHHHHHHH|                 |
        |HHHHHHHHHHHHHHHHH|                 |
        |HHHHHHHHHHHHHHHHH|                 |
        |HHHHHHHHHHHHHHHHH|digest           |
        |HHHHHHHHHHHHHHHHH|                 |
        |HHHHHHHHHHHHHHHHH|                 |
        |HHHHHHHHHHHHHHHHH|                 |
        |HHHHHHHHHHHHHHHHH|                 |
        |HHHHHHHHHHHHHHHHH|sign-up          |
        |t    |t    |t    |                 |
        |t    |t    |t    |                 |
        |t    |t    |t    |                 |
        |t    |t    |t    |ad-2             |
        |t    |t    |t    |                 |
        |ad-1             |                 |
        |                 |                 |
        |                 |                 |
        |                 |                 |
        |                 |                 |
        |                 |                 |
        cp-sat: costs 202, at least 202, white 0
        """
    )


def test_modules_beside_the_story_and_squared_ads_along_the_foot():
    (page,) = stack(seed(100), (*ADS, *MODULES), PAGES).pages
    ads, modules = page.items[:2], page.items[2:]
    assert page.story.columns == 4 and {leg.rows for leg in page.story.legs} == {25}
    assert [(one.column, one.bottom) for one in ads] == [(0, 100), (3, 100)]
    assert ads[0].rows == ads[1].rows
    assert [one.column for one in modules] == [4, 4, 4]
    assert [one.id for one in sorted(modules, key=lambda one: one.row)] == [
        "blue-box",
        "digest",
        "sign-up",
    ]


@pytest.mark.slow
def test_a_story_too_long_for_its_page_runs_on_around_the_stack():
    plan = stack(seed(450), (ADS[0], MODULES[0]), PAGES)
    first, second = (page.story for page in plan.pages)
    assert plan.pages[0].white == plan.pages[1].holes == 0 and plan.optimal
    assert first.jump_rows == 1 and second.jump_rows == 0
    assert len({leg.bottom for leg in first.legs}) > 1  # a skyline
    assert len({leg.bottom for leg in second.legs}) == 1  # level
    rest = 450 - first.capacity
    assert rest <= second.capacity < rest + second.columns
    for leg in first.legs:
        below = [one.row for one in plan.pages[0].items if one.column <= leg.column < one.right]
        assert leg.bottom == min(below, default=100)


def test_a_long_story_keeps_its_items_on_the_first_pages():
    plan = stack(seed(9000), (ADS[0], MODULES[0]), PAGES)
    assert plan.optimal and len(plan.pages) == 17
    assert sum(len(page.items) for page in plan.pages[:2]) == 2
    assert all(page.white == 0 for page in plan.pages[:-1])
    capacity = sum(page.story.capacity for page in plan.pages)
    assert 9000 <= capacity < 9000 + 6


def test_text_alone_is_poured_directly():
    plan = stack(seed(9000), (), PAGES)
    assert (plan.method, plan.optimal) == ("direct", True)
    full = 6 * (100 - 3 - 2) - 1
    assert [page.story.capacity for page in plan.pages[:-1]] == [6 * 60 - 1, *[full] * 15]
    rest = 9000 - (6 * 60 - 1) - 15 * full
    last = plan.pages[-1]
    assert {leg.rows for leg in last.story.legs} == {-(-rest // 6)}
    assert last.foot == last.story.row + last.story.rows and last.holes == 0


def test_a_short_text_alone_leaves_an_open_foot_and_says_so():
    (page,) = stack(seed(60, spare=5), (), PAGES).pages
    assert page.story.columns == 6 and {leg.rows for leg in page.story.legs} == {10}
    assert (page.holes, page.open_foot) == (0, 6 * (100 - 14 - 26 - 10))


def test_copyfitting_may_fill_a_page_to_its_foot():
    # 60 rows are under the head; 357 rows of body need 60 level rows, 354 only 59.
    tight, loose = (stack(seed(354, spare), (), PAGES).pages[0] for spare in (0, 1))
    assert (tight.open_foot, loose.open_foot) == (6, 0)


def test_a_hole_is_only_left_where_nothing_fits_and_counts_ten_times_an_open_foot():
    ad = StackItem("ad", "ad", (Shape(1, 4),), "right")
    plan = stack(
        StoryCopy((CopyShape(2, 1),), 4), (ad,), PageSpaces(PageSpace(1, 2, 8), PageSpace(2, 2, 8))
    )
    (page,) = plan.pages
    assert (page.holes, page.open_foot, page.foot) == (4, 2, 7)
    legs_too_short = (
        3 * OUR_PRICES.alone.stub
    )  # of 2 rows instead of 5: four rows of body are not more
    assert plan.objective // price_of_white((ad,), OUR_PRICES.alone) == 4 * 10 + 2 + legs_too_short


def test_ads_stand_on_ads_and_only_on_wide_enough_ones():
    wide, narrow = (
        StackItem("wide", "ad", (Shape(3, 4),)),
        StackItem("narrow", "ad", (Shape(2, 4),)),
    )
    space = PageSpaces(PageSpace(1, 3, 11), PageSpace(2, 3, 11))
    (page,) = stack(StoryCopy((CopyShape(3, 1),), 6), (narrow, wide), space).pages
    rows = {one.id: one.row for one in page.items}
    assert rows == {"narrow": 3, "wide": 7}


def test_a_full_page_ad_gets_a_page_of_its_own():
    plan = stack(seed(60), (StackItem("full", "ad", (Shape(6, 97),)),), PAGES)
    assert [[one.id for one in page.items] for page in plan.pages] == [[], ["full"]]
    assert plan.pages[1].story is None and plan.refusals == ()


def test_what_fits_no_page_is_refused_with_figures():
    wanted = (
        StackItem("wide", "ad", (Shape(7, 20),)),
        StackItem("deep", "ad", (Shape(8, 10), Shape(6, 120))),
        StackItem("late", "module", (Shape(2, 20),), pages=Pages("40")),
        ADS[0],
    )
    plan = stack(seed(), wanted, PAGES)
    assert [(refusal.slot, str(refusal)) for refusal in plan.refusals] == [
        ("wide", "columns needs 7 columns, has 6 columns"),
        ("deep", "rows needs 120 rows, has 97 rows"),
        ("late", "pages needs pages 40, has pages 1 to 8 at most"),
    ]
    assert [one.id for page in plan.pages for one in page.items] == ["ad-1"]


@pytest.mark.slow
def test_where_too_many_ask_for_one_page_the_dearer_ones_get_it():
    wanted = tuple(
        StackItem(f"ad-{value}", "ad", (Shape(6, 40),), value=value, pages=Pages("first"))
        for value in (10, 90, 50)
    )
    plan = stack(seed(), wanted, PAGES)
    assert [one.id for one in plan.pages[0].items] == ["ad-90"]
    assert [(refusal.slot, str(refusal.rule), refusal.against) for refusal in plan.refusals] == [
        ("ad-10", "room", "ad-90"),
        ("ad-50", "room", "ad-90"),
    ]


@pytest.mark.slow
def test_an_item_that_asks_for_a_later_page_of_a_long_story_stands_there():
    plan = stack(
        seed(3000), (*ADS, StackItem("box", "module", (Shape(2, 20),), pages=Pages("4"))), PAGES
    )
    assert [one.id for one in plan.pages[3].items] == ["box"]
    assert plan.optimal and plan.refusals == ()


def test_without_time_for_the_solver_there_is_still_a_plan():
    plan = stack(seed(), (*ADS, *MODULES), PAGES, work_limit=0.0)
    assert plan.method == "greedy" and not plan.optimal and plan.refusals == ()
    assert sum(len(page.items) for page in plan.pages) == 5


def test_pages_count_from_the_first_one():
    spaces = PageSpaces(PageSpace(4, 6, 100, 3), PageSpace(5, 6, 100, 3))
    plan = stack(seed(60), (StackItem("ad", "ad", (Shape(3, 20),), "outside"),), spaces, first=4)
    (page,) = plan.pages
    assert page.space.number == 4 and page.items[0].column == 0  # a left-hand page


@pytest.mark.parametrize("rows", [3, 29])
def test_a_page_too_small_for_the_head_is_bad_input(rows):
    spaces = PageSpaces(PageSpace(1, 6, rows, 2), PageSpace(2, 6, rows))
    with pytest.raises(BadInput, match=r"page 1: 6 columns x \d+ rows are too small"):
        stack(seed(), (), spaces)


def test_a_page_too_small_for_the_turn_is_bad_input():
    spaces = PageSpaces(PageSpace(1, 6, 100), PageSpace(2, 6, 3))
    with pytest.raises(BadInput, match="page 2"):
        stack(seed(9000), (), spaces)


SCRIPT = """
import sys
sys.path[:0] = ["tests/unit/slots/lone_story", "tests"]
from test_stack import ADS, MODULES, PAGES, seed
from slots.lone_story.place_lone_story import stack
from support.drawings.plan_in_characters import draw
print(draw(stack(seed(100), {items}, PAGES)))
print(sorted({{name.partition(".")[0] for name in sys.modules}} & {{"ortools", "pandas"}}))
"""


def _run(items, hash_seed="0"):
    command = [sys.executable, "-c", SCRIPT.format(items=items)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    return done.stdout


@pytest.mark.slow
def test_text_alone_imports_no_solver_and_items_import_its_core_only():
    assert _run("()").splitlines()[-1] == "[]"
    assert _run("(ADS[0],)").splitlines()[-1] == "['ortools']"


@pytest.mark.slow
def test_another_hash_seed_gives_the_same_plan():
    assert _run("(*ADS, *MODULES)", "1") == _run("(*ADS, *MODULES)", "2")


def test_a_program_finds_the_cheapest_numbers_or_says_there_are_none():
    program = Program()
    one, other, choice = program.whole(0, 10), program.whole(0, 10), program.choice()
    program.least(one + other, 7)
    program.most(one, 3, [choice])
    program.most(one, 5, [1 - choice])
    answer = program.minimise(other * 2 - one + choice)
    assert (answer(one), answer(other), answer(choice), answer.objective) == (5, 2, 0, -1)
    assert answer.proven and answer.bound == -1
    program.most(one + other, 6)
    assert program.minimise(one).values is None and program.minimise(one).proven
