"""Ads and furniture in pages.toml: each key, every mistake with its place and remedy, edits."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from layout.publication.decisions.pages_keys import AdKeys, parse_place
from layout.publication.decisions.pages_toml import read_decisions
from layout.publication.decisions.write_decisions import Edit, with_edits
from layout.story.decided import AdDecided, Decisions, Hold, PageDecided
from slots.stacking.task.ad_decision import Spot

FILE = Path("pages.toml")


def decided(text: str) -> Decisions:
    decisions, findings = read_decisions(text, FILE)
    assert decisions and findings == ()
    return decisions


def told(text: str) -> list[str]:
    decisions, findings = read_decisions(text, FILE)
    assert decisions is None and all(finding.hint for finding in findings)
    return [str(f).removeprefix("pages.toml:").split(" (hint")[0] for f in findings]


@pytest.mark.parametrize(
    ("line", "as_read"),
    [
        ("page = 3", AdDecided((3,))),
        ("page = [5, 3]", AdDecided((3, 5))),
        ('side = "left"', AdDecided(side="left")),
        ('place = "foot"', AdDecided(spot=Spot(foot=True))),
        ("lock = true", AdDecided(lock=True)),
        ("hold = true", AdDecided(hold=Hold())),
        ("hold = 2026-12-03", AdDecided(hold=Hold(datetime.date(2026, 12, 3)))),
        (
            "hold = { edition = 2026-12-03 }",
            AdDecided(hold=Hold(edition=datetime.date(2026, 12, 3))),
        ),
        ("hold = false", AdDecided()),
    ],
)
def test_a_key_of_an_ad(line: str, as_read: AdDecided) -> None:
    assert decided(f"[ad.A1]\n{line}\n").ads == {"A1": as_read}
    assert line.split()[0] in AdKeys.model_fields


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("left", Spot("left")),
        ("Outside, foot", Spot("outside", foot=True)),
        ("foot, inside", Spot("inside", foot=True)),
        ("column 2", Spot(column=1)),
        ("column 2, row 40", Spot(column=1, row=39)),
        ("row 40, right", Spot("right", row=39)),
    ],
)
def test_places(text: str, spot: Spot) -> None:
    assert parse_place(text) == spot


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", 'place: "" is no place on a page'),
        ("footer", 'place: "footer" is no place on a page (did you mean "foot"?)'),
        ("left, column 2", 'place: "left, column 2" says twice where it stands across'),
        ("foot, row 3", 'place: "foot, row 3" says twice how deep it stands'),
        ("column 0", 'place: "column 0" is no place on a page'),
    ],
)
def test_what_is_no_place(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="place: ") as error:
        parse_place(text)
    assert str(error.value).startswith(message)


def test_a_preference_says_where() -> None:
    assert decided("[ad.A1]\nside = 'left'\nrather = true\n").ads["A1"].rather
    assert not decided("[ad.A1]\nside = 'left'\nrather = false\n").ads["A1"].rather
    for text in ("rather = true", "lock = true\nrather = true", "hold = true\nrather = true"):
        (said,) = told(f"[ad.A1]\n{text}\n")
        assert 'ad "A1" is to stand somewhere rather, and it is not said where' in said


def test_furniture_of_pages() -> None:
    found = decided(
        '[page.1]\npromos = ["quay", "tide", "quay"]\nindex = false\n'
        '[page.3]\nads = false\nhouse_ads = ["tip", "letters"]\n[page.5]\nhouse_ads = false\n'
    )
    assert found.front == PageDecided(promos=("quay", "tide"), index=False)
    assert found.pages[3] == PageDecided(ads=False, these=("tip", "letters"))
    assert found.pages[5] == PageDecided(house_ads=False)
    assert found.where("tide", "page").line == 1


def test_all_mistakes_at_once() -> None:
    text = (
        '[ad.A1]\npage = 0\nside = "top"\nplace = 3\nlock = "yes"\nhold = 1\npages = 3\n'
        '[ad.A2]\nlock = true\npage = 3\n[ad.A3]\npage = 3\nside = "left"\n'
        '[page.2]\nindex = true\npromos = ["a"]\nads = 1\nhouse_ads = []\n'
        '[page.1]\npromos = []\nhouse_ads = ["tips"]\n'
    )
    said = told(text)
    begins = [
        "2:8: page: expected a page's number, found 0",
        "3:8: side: ",
        "4:9: place: expected words, found 3",
        "5:8: lock: ",
        "6:8: hold: expected true, the day from which it may appear or an edition, found 1",
        '7:1: unknown key "pages" in [ad.A1] (did you mean "page"?)',
        '9:8: ad "A2" is to stay where it is, and page says where it stands',
        '13:8: ad "A3": page 3 is no left-hand page',
        "15:9: page 2 has no index: page one alone has",
        "16:10: page 2 has no promos: page one alone has",
        "17:7: ads: ",
        "18:13: house_ads: expected true, false or names of house ads, found an empty list",
        "20:10: promos: ",
        '21:13: house_ads: "tips" is no house ad (did you mean "tip"?)',
    ]
    assert len(said) == len(begins)
    assert all(one.startswith(start) for one, start in zip(said, begins, strict=True)), said


def test_edits_of_ads_leave_all_else_as_it_was() -> None:
    text = "# sold by Ann\n[ad.A1]\npage = 3  # not 5\n"
    more = with_edits(
        text, [Edit("ad", "A2", "hold", "2026-12-03"), Edit("ad", "A1", "lock", None)]
    )
    assert more == f"{text}\n[ad.A2]\nhold = 2026-12-03\n"
    back = with_edits(more, [Edit("ad", "A2", "hold", None)])
    assert back.rstrip() == text.rstrip()
    assert with_edits("", [Edit("page", "3", "house_ads", ["tip"])]) == (
        '[page.3]\nhouse_ads = ["tip"]\n'
    )
