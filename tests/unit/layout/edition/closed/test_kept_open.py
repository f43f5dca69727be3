"""Pages that the press cannot take stay open, with those that close only together with them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from layout.edition.closed.kept_open import kept_open


def edition(stories: dict[str, list[int]], closed: frozenset[int] = frozenset()) -> Any:
    """Six pages and what stands on which; an ad stands on pages 4 and 5."""
    placed = [
        SimpleNamespace(
            page=number,
            placed=[SimpleNamespace(id=name) for name, on in stories.items() if number in on],
        )
        for number in range(1, 7)
    ]
    truck = [SimpleNamespace(id="A1", page=4), SimpleNamespace(id="A1", page=5)]
    return SimpleNamespace(
        closed=SimpleNamespace(numbers=closed),
        stacked=SimpleNamespace(plan=SimpleNamespace(places=truck)),
        plan=SimpleNamespace(pages=placed),
    )


def test_a_page_that_the_press_cannot_take_stays_open_and_says_so() -> None:
    stay, told = kept_open(edition({"flood": [1], "flood>": [2]}), range(1, 7), frozenset({3}))
    assert stay == {3}
    (finding,) = told
    assert finding.code == "not-closed" and finding.hint
    assert finding.message == "page 3 stays open: it cannot go to the press"


def test_what_closes_only_with_it_stays_open_too() -> None:
    made = edition({"flood": [1], "flood>": [2], "tide": [2], "tide>": [3]})
    stay, told = kept_open(made, range(1, 7), frozenset({1, 5}))
    assert stay == {1, 2, 3, 4, 5}
    messages = [one.message for one in told]
    assert messages[1] == (
        'page 2 went to the press and stays open: "flood" keeps it with page 1, which cannot go '
        "there"
    )
    assert messages[3] == (
        "page 4 went to the press and stays open: ad A1 keeps it with page 5, which cannot go there"
    )


def test_only_pages_that_should_close_are_told_and_closed_ones_stay_closed() -> None:
    made = edition({"flood": [1], "flood>": [2]}, frozenset({2}))
    assert kept_open(made, (1, 6), frozenset({2, 3})) == (frozenset(), ())
