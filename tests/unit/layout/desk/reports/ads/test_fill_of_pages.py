"""How full pages are, and how far a plan may be from the best: figures of the stack's report."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from layout.desk.reports.ads.page_by_page import Fill, fill_of, gap
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

PAGES = tuple(StackPage(n, "News", 6, 60, 10) for n in (1, 2, 3))


def test_ads_are_counted_in_cells_below_the_furniture():
    places = (AdPlace("a", 1, 0, 40, 3, 20), AdPlace("t", 2, 3, 40, 3, 20))
    places += (AdPlace("t", 3, 0, 40, 3, 20),)
    assert fill_of(PAGES, places) == Fill(180, 900)
    assert fill_of(PAGES[:1], places).share == pytest.approx(60 / 300)
    assert fill_of(PAGES[2:], places[:2]) == Fill(0, 300)


def test_no_pages_are_not_full():
    assert fill_of((), ()).share == 0.0


@pytest.mark.parametrize(
    ("objective", "bound", "told"),
    [
        (100, 100, "0.00%"),
        (99, 100, "1.00%"),
        (999_999, 1_000_000, "0.01%"),
        (98_765, 100_000, "1.24%"),
        (0, 0, "0.00%"),
    ],
)
def test_a_gap_is_never_told_smaller_than_it_is(objective, bound, told):
    plan = AdPlan((), objective=objective, bound=bound)
    assert gap(SimpleNamespace(plan=plan)) == told
