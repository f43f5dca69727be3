"""Dummies over the two pages of a spread: how they are drawn, which page has which regions, who
takes them, and what is refused with its line and remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.editions.decided_stories import page, sheet, written
from support.editions.samples import GRID, furniture

from layout.edition.decided.kept_in_edition import with_kept_decisions
from layout.makeup.edition.all_pages import EditionTask
from layout.makeup.edition.decisions.from_dummies import Filled, from_dummies
from layout.publication.closed_pages import Closed, ClosedPage
from layout.publication.decided_too_late import late_spreads, too_late, without_dummies
from layout.publication.decisions.dummies_toml import read_dummy, spread_names, with_dummies
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.decided import Decisions, Dummy
from layout.typeset.words.theme import THEMES, load_theme
from slots.finding import Finding, Severity
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlan

OURS = load_theme(THEMES / "default", THEMES / "default")
HEAD = "columns = 10\ngutter = 5\n"
LEAD = '[region.lead]\ntakes = "lead"\ncolumns = [1, 4]\nat = "top"\n'
RIGHT = '[region.second]\ntakes = "second"\ncolumns = [6, 7]\nat = "top"\n'
LOW = '[region.low]\ntakes = "story"\ncolumns = [1, 2]\nat = "foot"\n'
STORIES = tuple(written(f"s{rank}", 4, rank=rank) for rank in (1, 2, 3, 4))


def drawn(text: str) -> Dummy:
    """The dummy of a text that is in order."""
    found, wrong = read_dummy(text, Path("quay.toml"))
    assert found and not wrong, wrong
    return found


def decided(text: str, dummy: str = HEAD + LEAD + RIGHT + LOW) -> Decisions:
    """The decisions of a text, in which "quay" is a dummy so drawn."""
    found, wrong = read_decisions(text, Path("pages.toml"))
    assert found and not wrong, wrong
    return replace(found, dummies={"quay": drawn(dummy)})


def said(findings: tuple[Finding, ...]) -> list[str]:
    assert all(one.hint and one.severity is Severity.WARNING for one in findings)
    return [f"{one.where.line}: {one.code}: {one.message} ({one.hint})" for one in findings]


# --- how it is drawn ------------------------------------------------------------------------------


def test_each_page_has_its_half_in_its_own_columns() -> None:
    whole = drawn(HEAD + LEAD + RIGHT + '[region.rest]\ntakes = "none"\ncolumns = [1, 10]\n')
    left, right = whole.on(4), whole.on(5)
    assert (left.columns, left.gutter, right.columns, right.gutter) == (5, 0, 5, 0)
    assert [(one.name, [*one.columns]) for one in left.regions] == [("lead", [0, 1, 2, 3])]
    assert [(one.name, [*one.columns]) for one in right.regions] == [("second", [0, 1])]
    alone = drawn("columns = 5\n" + LEAD)
    assert alone.on(4) is alone.on(5) is alone


SECOND_LEAD = LEAD.replace("region.lead", "region.also")
MANY = "".join(f'[region.r{n}]\ntakes = "story"\ncolumns = {n}\n' for n in range(1, 9))


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            HEAD + LEAD.replace("[1, 4]", "[4, 6]"),
            5,
            '"lead" lies across the gutter, and a story stands on one page of the two: the fold '
            "would part its headline, its picture and its lines",
            "end it in column 5, or begin it in column 6",
        ),
        (
            "columns = 10\ngutter = 4\n" + LEAD,
            2,
            "the gutter is after column 4 of 10, and not amid them",
            "two pages of 4 columns are columns = 8",
        ),
        (
            HEAD + RIGHT.replace('"second"', '"index"'),
            4,
            '"second" takes the index, which page one alone has: it has no page left',
            "draw it in a dummy of one page",
        ),
        (HEAD + LEAD + SECOND_LEAD.replace("[1, 4]", "5"), 8, "both take the lead", "let one"),
        ("columns = 24\ngutter = 12\n" + MANY, 3, "more than 7 regions of one page", "none"),
        ("columns = 10\ngutter = 0\n" + LEAD, 2, "gutter: expected a number from 1 up", ""),
    ],
)
def test_what_no_spread_can_look_like(text: str, line: int, message: str, hint: str) -> None:
    found, (one,) = read_dummy(text, Path("quay.toml"))
    assert found is None and one.where.line == line
    assert message in one.message and hint in (one.hint or "")


def test_each_page_of_a_spread_may_have_a_lead_and_seven_regions() -> None:
    two = HEAD + LEAD + SECOND_LEAD.replace("[1, 4]", "[6, 9]")
    assert len(drawn(two).regions) == 2
    halves = MANY.replace("columns = 8", "columns = 13")
    assert len(drawn("columns = 24\ngutter = 12\n" + halves).regions) == 8


def test_ours_is_known_as_one_over_two_pages_for_five_columns_and_for_six() -> None:
    for columns in (5, 6):
        assert spread_names(OURS, columns) == {"spread"}
        (text, _) = read_decisions('[page.4]\ndummy = "spread"\n', Path("pages.toml"))
        assert text
        found, wrong = with_dummies(text, OURS, columns)
        assert wrong == () and found.dummies["spread"].gutter == columns
        assert [one.name for one in found.dummies["spread"].on(5).regions] == [
            *("second", "large", "third")
        ]


# --- which pages have it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[page.4]\ndummy = "spread"\n[page.5]\nregions = { second = "a" }\n', []),
        (
            '[page.5]\ndummy = "spread"\n',
            [
                '2: refused-decision: page 5 cannot have the dummy "spread": it is drawn over two '
                "pages, and page 5 is the right one of its spread (write it under [page.4], the "
                "left one of a spread)"
            ],
        ),
        (
            '[page.1]\ndummy = "spread"\n',
            [
                '2: refused-decision: page 1 cannot have the dummy "spread": it is drawn over two '
                "pages, and page 1 has no page left of it (write it under [page.2], the left one "
                "of a spread)"
            ],
        ),
        (
            '[page.4]\ndummy = "spread"\n[page.5]\ndummy = "opener"\n',
            [
                '2: refused-decision: page 4 cannot have the dummy "spread": it is drawn over two '
                'pages, and page 5 has a dummy of its own, "opener" (take out one of the two)'
            ],
        ),
        (
            '[page.4]\ndummy = "spread"\nregions = { second = "a" }\n',
            [
                '3: unknown-region: page 4: "spread" has no region "second" for a story (it is on '
                "page 5: write it under [page.5])"
            ],
        ),
        (
            '[page.4]\ndummy = "opener"\n[page.5]\nregions = { second = "a" }\n',
            [
                '4: unknown-region: page 5 has regions, and "opener" of page 4 is no dummy over '
                'both (write dummy = "front" beside them)'
            ],
        ),
    ],
)
def test_where_it_may_stand_and_who_is_named(text: str, told: list[str]) -> None:
    decisions, wrong = read_decisions(text, Path("pages.toml"))
    assert decisions and not wrong
    made, found = with_dummies(decisions, OURS, 5)
    assert said(found) == told
    refused = [one for one in found if one.code == "refused-decision"]
    halves = {n for n in range(1, 7) if (one := made.dummy_on(n)) and one.name == "spread"}
    assert halves == ({4, 5} if '[page.4]\ndummy = "spread"' in text and not refused else set())


def test_regions_without_any_dummy_are_a_contradiction_as_before() -> None:
    for text in ('[page.5]\nregions = { second = "a" }\n', '[page.4]\nregions = { lead = "a" }\n'):
        decisions, (one,) = read_decisions(text, Path("pages.toml"))
        assert decisions is None and "has regions and no dummy" in one.message


def task(text: str, sections: str = "NNNN") -> EditionTask:
    """Pages of News ("N") and Sport ("S")."""
    names = ["Sport" if one == "S" else "News" for one in sections]
    pages = [
        StackPage(number, name, 5, GRID.rows, furniture(number, name).first_row)
        for number, name in enumerate(names, start=1)
    ]
    return EditionTask(pages, AdPlan(()), [], STORIES, GRID, decisions=decided(text))


@pytest.mark.parametrize(
    ("text", "sections", "why"),
    [
        ('[page.2]\ndummy = "quay"\n', "NNSS", 'page 2 is of "News", page 3 of "Sport"'),
        ('[page.4]\ndummy = "quay"\n', "NNNN", "page 4 is the last one"),
    ],
)
def test_what_is_no_spread_of_an_edition_is_refused(text: str, sections: str, why: str) -> None:
    kept = with_kept_decisions(task(text, sections))
    (one,) = said(kept.findings)
    assert one.startswith(f'2: refused-decision: page {text[6]} cannot have the dummy "quay": it ')
    assert why in one and "give it to another spread" in one
    assert kept.filled == () and not kept.task.decisions.stories


def test_a_spread_of_an_edition_has_its_stories_on_both_pages() -> None:
    kept = with_kept_decisions(task('[page.2]\ndummy = "quay"\n'))
    assert [one.page for one in kept.filled] == [2, 3]
    stands = {slug: one.pages for slug, one in kept.task.decisions.stories.items()}
    for one in kept.filled:
        assert {stands[slug] for slug in one.taken.values()} == {(one.page,)}


# --- who takes its regions ------------------------------------------------------------------------


def test_regions_choose_in_the_order_of_the_drawing_whichever_page_they_lie_on() -> None:
    decisions = decided('[page.2]\ndummy = "quay"\n')
    found = from_dummies(STORIES, decisions, sheet(page(2), page(3)))
    assert found.filled == (
        Filled(2, "quay", {"lead": "s1", "low": "s3"}, {}),
        Filled(3, "quay", {"second": "s2"}, {}),
    )
    second = found.decisions.of("s2")
    assert second.pages == (3,) and second.place and second.place.column == 1
    assert found.decisions.pages[3].stories == ("s2",)


def test_a_story_that_is_named_for_the_right_half_begins_there() -> None:
    text = '[page.2]\ndummy = "quay"\n[page.3]\nregions = { second = "s4" }\n'
    found = from_dummies(STORIES, decided(text), sheet(page(2), page(3)))
    assert found.filled[1].taken == {"second": "s4"} and found.decisions.of("s4").pages == (3,)


def test_where_one_page_is_closed_with_it_the_other_has_its_half_all_the_same() -> None:
    decisions = decided('[page.2]\ndummy = "quay"\n')
    for open_, names in ((2, {"lead", "low"}), (3, {"second"})):
        (one,) = from_dummies(STORIES, decisions, sheet(page(open_))).filled
        assert (one.page, one.taken.keys()) == (open_, names)


@pytest.mark.parametrize(
    ("gutter", "why"),
    [
        ("gutter = 6\n", "the dummy is drawn for 12 columns, two pages have 10"),
        ("", "the dummy is drawn for 12 columns, the page has 5"),
    ],
)
def test_one_of_another_grid_decides_nothing(gutter: str, why: str) -> None:
    decisions = decided('[page.2]\ndummy = "quay"\n', f"columns = 12\n{gutter}{LEAD}")
    found = from_dummies(STORIES, decisions, sheet(page(2), page(3)))
    assert found.filled[0].empty == {"lead": why} and not found.decisions.stories


# --- pages that are closed ------------------------------------------------------------------------


def closed(number: int, *looks: str) -> Closed:
    return Closed((ClosedPage(number, "News", "", "", (), (), (), (), decided=looks),))


@pytest.mark.parametrize(
    ("number", "looks", "told"),
    [
        (2, (), "page 2 cannot have dummy as decided: it is closed"),
        (3, (), 'page 3 cannot have its half of the dummy "quay": it is closed'),
        (2, ("dummy quay",), ""),
        (3, ("spread quay",), ""),
        (5, (), ""),
    ],
)
def test_one_that_comes_too_late_for_a_page_is_refused_for_both(
    number: int, looks: tuple[str, ...], told: str
) -> None:
    decisions = decided('[page.2]\ndummy = "quay"\n')
    found = list(too_late(decisions, closed(number, *looks), None))
    assert [one.message for one in found] == ([told] if told else [])
    assert all(one.where.line == 2 and f"--open {number}" in (one.hint or "") for one in found)
    late = late_spreads(decisions, closed(number, *looks))
    assert late == ({2} if told else set())
    left = without_dummies(decisions, late)
    assert (left.dummy_on(2) is None) is (left.dummy_on(3) is None) is bool(told)


def test_a_page_closes_with_its_half() -> None:
    decisions = decided('[page.2]\ndummy = "quay"\n')
    assert decisions.looks_of(2) == ("dummy quay",)
    assert decisions.looks_of(3) == ("spread quay",)
    assert decisions.looks_of(1) == decisions.looks_of(4) == ()
