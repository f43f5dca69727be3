from __future__ import annotations

import pytest

from layout.imports.titles import names_of_host, shared_tail, without_site_name


@pytest.mark.parametrize(
    ("title", "names", "bare"),
    [
        ("How to Build a Terrarium | eHow", ["eHow"], "How to Build a Terrarium"),
        ("Lighthouse goes dark - Breitbart", ["BREITBART"], "Lighthouse goes dark"),
        ("Gazette: Ferry returns", ["Gazette"], "Gazette: Ferry returns"),
        ("The Gazette | Ferry returns", ["Gazette"], "Ferry returns"),
        ("Ferry returns — Town — The Gazette", ["The Gazette", "Town"], "Ferry returns"),
        ("Ferry returns - The Bay - News", ["The Bay - News"], "Ferry returns"),
        ("Ferry - returns", ["Gazette"], "Ferry - returns"),
        ("Twenty-two boats", ["two boats"], "Twenty-two boats"),
        ("Gazette", ["Gazette"], "Gazette"),
        ("Gazette | The Gazette", ["Gazette"], "Gazette"),
        ("Ferry|Gazette", ["Gazette"], "Ferry"),
        ("", ["Gazette"], ""),
        ("Ferry returns | ", [""], "Ferry returns |"),
    ],
)
def test_a_title_loses_the_names_of_its_site(title, names, bare):
    assert without_site_name(title, names) == bare


def test_a_host_says_what_its_site_may_be_called():
    assert names_of_host("https://www.ehow.com/how.html") == ("www.ehow.com", "ehow.com", "ehow")
    assert names_of_host("") == ()
    assert names_of_host("http://[broken") == ()


def test_a_tail_that_most_titles_share_is_a_name():
    titles = ["Ferry returns - Gazette", "Fog - Gazette", "Tides", "Fish - today - Gazette"]
    assert shared_tail(titles) == "Gazette"


@pytest.mark.parametrize(
    "titles",
    [
        [],
        ["Ferry - Gazette", "Fog - Gazette"],  # two may end alike by chance
        ["Ferry - Gazette", "Ferry - Gazette", "Ferry - Gazette"],  # one title, thrice
        ["A - Gazette", "B - Gazette", "C - Gazette", "D", "E", "F"],  # no majority
    ],
)
def test_what_few_titles_share_is_none(titles):
    assert shared_tail(titles) == ""


def test_the_longest_tail_that_is_shared_goes():
    titles = [f"Story {number} | Town | Gazette" for number in range(4)]
    assert shared_tail(titles) == "Town | Gazette"
    assert without_site_name(titles[0], [shared_tail(titles)]) == "Story 0"
