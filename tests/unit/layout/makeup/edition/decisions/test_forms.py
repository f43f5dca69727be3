"""Forms that a story cannot have: the facts without which it could, and what other forms cost."""

from __future__ import annotations

import pytest
from support.editions.decided_stories import formed, written
from support.editions.samples import GRID

from layout.makeup.edition.decisions.forms import in_possible_form
from layout.makeup.edition.decisions.refusal import (
    HEAD,
    LENGTH,
    MATTER,
    RANK,
    SHEET,
    Refused,
)
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.rectangles import shapes_of
from layout.makeup.edition.shapes.setting import NEVER
from layout.story.decided import UNDECIDED

LONG = written("long", 24, rank=1, pictures=1, jump=False)
SHORT = written("short", 3)
FREE = written("free", 24, cut=None)


def refused(article: Article, **form) -> Refused:
    """The one thing that is refused of a form."""
    (one,) = in_possible_form(formed(article, **form), UNDECIDED, GRID).refused
    return one


@pytest.mark.parametrize(
    ("article", "form", "facts"),
    [
        (LONG, {"columns": 1}, [LENGTH, SHEET]),
        (SHORT, {"rows": 60, "columns": 2}, [LENGTH]),
        (LONG, {"columns": 3, "picture": 4}, []),  # these two contradict each other
        (SHORT, {"picture": 2}, [MATTER]),
        (written("bare", 3, deck=()), {"deck": True}, [MATTER]),
        (SHORT, {"breaks": ("The harbour council",)}, [HEAD]),
        (written("low", 24, rank=3), {"headline": 40_000, "columns": 4}, [RANK]),
        (FREE, {"words": (20,)}, [LENGTH]),
    ],
)
def test_facts_without_which_a_form_could_be_had(
    article: Article, form: dict, facts: list[str]
) -> None:
    assert [fact.key for fact in refused(article, **form).facts] == facts


def cheapest(article: Article) -> int:
    return min(shapes_of(article, GRID, GRID.rows).costs.values(), default=NEVER)


def test_what_each_other_form_costs_is_what_the_story_costs_so() -> None:
    one = refused(SHORT, columns=2, rows=90)
    freely = cheapest(SHORT)
    found = {change.value: change.cost for change in one.changes if change.value}
    assert found == {
        rows: cheapest(formed(SHORT, columns=2, rows=rows)) - freely for rows in one.others
    }
    given_up = [change for change in one.changes if change.value is None]
    assert [(change.wish.key, change.cost) for change in given_up] == [("rows", 0)]
