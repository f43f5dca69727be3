"""What is decided of closed pages, and of what stands on them, after they closed: each is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from layout.publication.closed_pages import Closed, ClosedPage, ClosedStory, with_promises
from layout.publication.decided_too_late import too_late
from layout.publication.decisions.pages_keys import PageKeys
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.decided import Decided, Decisions, Form, Hold, Place

DAY = date(2026, 12, 2)


def page(number: int, *stories: ClosedStory | str, **more: object) -> ClosedPage:
    """A closed page with such stories."""
    kept = tuple(ClosedStory(one, "") if isinstance(one, str) else one for one in stories)
    usual = ClosedPage(number, "News", "", "", kept, (), (), ())
    return replace(usual, **more)  # type: ignore[arg-type]


def closed(*pages: ClosedPage) -> Closed:
    return Closed(pages)


def told(text: str, *pages: ClosedPage) -> list[str]:
    """What is said of pages.toml, by line, while pages are closed."""
    decisions, wrong = read_decisions(text, Path("pages.toml"))
    assert decisions and not wrong
    found = list(too_late(decisions, closed(*pages), None))
    assert all(f"--open {page}" in one.remedy for one in found for page in [pages[0].number])
    return [f"{one.where.line}: {one.message}" for one in found]


@pytest.mark.parametrize(
    ("slug", "decided", "said"),
    [
        ("flood", Decided(hold=Hold()), '"flood" cannot be held over: page 2 is closed and has it'),
        ("flood", Decided(pages=(3,)), '"flood" cannot begin elsewhere: page 2 is closed'),
        ("late", Decided(pages=(2,)), '"late" cannot begin on page 2, which is closed'),
        ("flood", Decided(pages=(2,)), ""),
        ("flood", Decided(pages=(2, 3)), ""),
        ("late", Decided(pages=(2, 3)), ""),
        ("late", Decided(pages=(2,), rather=True), '"late" cannot begin on page 2, which is'),
        ("late", Decided(turns=(2,)), '"late" cannot go on on page 2, which is closed'),
        ("late", Decided(turns=(3,)), ""),
        ("late", Decided(turns=(2, 4)), '"late" cannot go on on page 2, which is closed'),
        ("late", Decided(turns=(1, 2)), '"late" cannot go on on page 2, which is closed'),
        ("late", Decided(hold=Hold(date(2026, 12, 3))), ""),
        ("flood", Decided(hold=Hold(date(2026, 12, 3))), '"flood" cannot be held over'),
        ("flood", Decided(hold=Hold(DAY)), ""),
        ("flood", Decided(hold=Hold(edition=DAY)), '"flood" cannot be held over'),
        ("flood", Decided(hold=Hold(edition=date(2026, 12, 3))), ""),
        (
            "flood",
            Decided(form=Form(columns=3, deck=False), jump=False),
            '"flood" cannot have columns, deck and jump as decided: page 2 is closed and has it',
        ),
        (
            "flood",
            Decided((2,), place=Place(region="foot", order=2)),
            '"flood" cannot have region and order as decided: page 2 is closed and has it',
        ),
        ("flood", Decided(form=Form(columns=3), hold=Hold()), '"flood" cannot be held over'),
        ("late", Decided(form=Form(columns=3)), ""),
    ],
)
def test_what_is_decided_too_late_is_told(slug: str, decided: Decided, said: str) -> None:
    found = list(too_late(Decisions({slug: decided}), closed(page(2, "flood")), DAY))
    assert len(found) == bool(said)
    assert all(said in one.message and "--open 2" in one.remedy for one in found)


def test_a_form_with_which_a_page_was_closed_is_not_told_but_what_is_new_is() -> None:
    kept = (ClosedStory("flood", "", ("columns 3", "cut 1")),)
    record = closed(page(2, *kept))
    as_closed = Decided(form=Form(columns=3), cut=1)
    assert list(too_late(Decisions({"flood": as_closed}), record, None)) == []
    assert list(too_late(Decisions({"flood": Decided(cut=1)}), record, None)) == []  # given back
    other = Decisions({"flood": replace(as_closed, form=Form(columns=4))})
    (one,) = too_late(other, record, None)
    assert one.message == '"flood" cannot have columns as decided: page 2 is closed and has it'


OF_PAGE = {
    "only = true": "page 2 cannot be kept for its stories: it is closed",
    "house_ads = false": "page 2 cannot have house_ads as decided: it is closed",
    'house_ads = ["tip"]': "page 2 cannot have house_ads as decided: it is closed",
    'promos = ["tide"]': "page 2 cannot have promos as decided: it is closed",
    "index = false": "page 2 cannot have index as decided: it is closed",
    'dummy = "front"': "page 2 cannot have dummy as decided: it is closed",
    'lead = "flood"': 'page 2 cannot be led by "flood": it is closed',
}
"""What is told of each key of a page by itself."""

ELSEWHERE = {"stories", "regions", "order", "ads", "deadline"}
"""Keys of a page of which is told beside them: with their stories, with ads; deadlines are none of
what is printed."""


def test_each_key_of_a_page_is_told_or_is_told_elsewhere() -> None:
    assert {one.split(" ")[0] for one in OF_PAGE} | ELSEWHERE == PageKeys.model_fields.keys()


@pytest.mark.parametrize(("line", "said"), OF_PAGE.items())
def test_what_is_decided_of_a_closed_page_is_told_unless_it_closed_so(line: str, said: str) -> None:
    text = f"[page.{{}}]\n{line}\n"
    number = 1 if line.startswith(("promos", "index")) else 2
    said = said.replace("page 2", f"page {number}")
    text, shut = text.format(number), page(number, "flood", house_ads=1)
    assert told(text, shut) == [f"2: {said}"]
    decisions, _ = read_decisions(text, Path("pages.toml"))
    assert decisions
    as_closed = replace(shut, decided=decisions.looks_of(number))
    assert told(text, as_closed) == []
    assert told(text, page(number + 1, "other")) == []


def test_a_house_ad_of_a_closed_page_is_told_unless_it_closed_so() -> None:
    text = "[house_ad.tip]\npage = 2\ncolumns = 2\n"
    assert told(text, page(2, "flood")) == ['2: page 2 cannot have house ad "tip": it is closed']
    assert told(text, page(2, "flood", decided=("house_ad tip columns 2",))) == []
    assert told(text, page(3, "flood")) == []


def test_what_is_so_already_is_not_told() -> None:
    assert told("[page.2]\nhouse_ads = false\nads = false\n", page(2, "flood")) == []
    assert told('[page.2]\nonly = true\nstories = ["flood"]\n', page(2, "flood")) == []


def test_stories_that_a_closed_page_names_are_told_with_it() -> None:
    text = '[page.2]\nlead = "late"\ndummy = "front"\nregions = { second = "tide" }\n'
    assert told(text, page(2, "flood")) == [
        '1: "late" cannot begin on page 2, which is closed',
        '1: "tide" cannot begin on page 2, which is closed',
        "3: page 2 cannot have dummy as decided: it is closed",
        "4: page 2 cannot have regions as decided: it is closed",
    ]


def test_a_lead_that_a_story_says_itself_is_told_there() -> None:
    text = "[story.flood]\npage = 2\nlead = true\n"
    assert told(text, page(2, "flood")) == ['3: page 2 cannot be led by "flood": it is closed']


@pytest.mark.parametrize(
    ("key", "pages", "said"),
    [
        ("together", (page(2, "flood"),), 'together: page 2 is closed and has "flood"'),
        ("together", (page(2, "tide"),), 'together: page 2 is closed and has "tide"'),
        ("together", (page(2, "tide"), page(3, "flood")), "together: page 3 is closed"),
        ("together", (page(2, "tide", "flood"),), ""),
        ("apart", (page(2, "tide", "flood"),), "apart: page 2 is closed and has both"),
        ("apart", (page(2, "tide"), page(3, "flood")), ""),
        ("apart", (page(2, "tide"),), ""),
        ("together", (page(2, "else"),), ""),
    ],
)
def test_company_that_closed_pages_do_not_have_is_told(
    key: str, pages: tuple[ClosedPage, ...], said: str
) -> None:
    decisions, _ = read_decisions(f'[story.flood]\n{key} = ["tide"]\n', Path("pages.toml"))
    assert decisions
    found = list(too_late(decisions, closed(*pages), None))
    assert len(found) == bool(said)
    assert all(said in one.message and one.where.line == 2 for one in found)


def test_a_story_that_cannot_go_on_on_a_closed_page_goes_on_wherever_it_fits() -> None:
    before = Decisions({"late": Decided(jump=True, turns=(2,)), "tide": Decided(turns=(3,))})
    after = with_promises(before, closed(page(2, "flood")))
    assert after.of("late") == Decided(jump=True)
    both = Decisions({"late": Decided(jump=True, turns=(1, 2))})
    assert with_promises(both, closed(page(2, "flood"))).of("late") == Decided(jump=True)
    assert after.of("tide") == Decided(turns=(3,))
