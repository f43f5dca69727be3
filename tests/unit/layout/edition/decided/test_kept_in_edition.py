"""Decisions of an edition: what is handed to make-up, and what is said of what is refused."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from support.editions.decided_stories import formed, written
from support.editions.samples import GRID, furniture

from layout.edition.decided.kept_in_edition import (
    KeptTask,
    unkept,
    with_kept_decisions,
)
from layout.edition.decided.refused_in_words import refused_as_data
from layout.makeup.edition.all_pages import EditionTask
from layout.makeup.edition.decisions.refusal import PAGE, Wish
from layout.makeup.edition.shapes.article import Article
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.decided import Decided
from slots.book.booking import Booking
from slots.finding import Severity
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

LONG = written("long", 24, rank=1, pictures=1, jump=False)
NEXT = written("next", 24, rank=2, pictures=1, jump=False)
BURNT = written("burnt", 3, tags=("fire",))
SHORT = written("short", 3)


def task(text: str, *articles: Article) -> EditionTask:
    """Four pages of News, of which page 4 has an ad that keeps away from fire."""
    pages = [
        StackPage(number, "News", 5, GRID.rows, furniture(number, "News").first_row)
        for number in range(1, 5)
    ]
    depth = 19 * GRID.leading - 3_000
    book = [Booking("A1", "Quay Bank", 2, depth, away_from=("fire",))]
    ads = AdPlan((AdPlace("A1", 4, 0, GRID.rows - 20, 2, 20),))
    decisions, findings = read_decisions(text, Path("pages.toml"))
    assert decisions and not findings
    stories = [
        formed(one, **_form(decisions.of(one.story.slug).form)) for one in articles
    ]  # as they are set for print
    return EditionTask(pages, ads, book, stories, GRID, decisions=decisions)


def _form(form) -> dict[str, int]:
    return {name: getattr(form, name) for name in form.decided}


def told(kept: KeptTask) -> list[str]:
    """What is said, with its line."""
    assert all(found.hint and found.severity is Severity.WARNING for found in kept.findings)
    return [f"{found.where.line}: {found.message} ({found.hint})" for found in kept.findings]


def test_where_nothing_is_decided_the_task_is_as_it_was() -> None:
    given = task("", LONG, SHORT)
    kept = with_kept_decisions(given)
    assert kept.task is given and kept.refused == () and kept.findings == ()


def test_what_can_be_kept_is_handed_on() -> None:
    given = task('[page.2]\nlead = "long"\n[story.short]\ncolumns = 2\n', LONG, SHORT)
    kept = with_kept_decisions(given)
    assert kept.findings == () and kept.task.decisions.leads == {2: "long"}
    assert kept.task.articles == tuple(given.articles)


@pytest.mark.parametrize(
    ("text", "articles", "said"),
    [
        (
            "[story.short]\npage = 9\n",
            (SHORT,),
            '2: "short" cannot begin on page 9: the edition has 4 pages (write a page up to 4; '
            "points more than as it would stand freely: 0 on page 1, 0 on page 2, 0 on page 3)",
        ),
        (
            "[story.short]\npage = [7, 8, 9]\n",
            (SHORT,),
            '2: "short" cannot begin on page 7, 8 or 9: the edition has 4 pages '
            "(write a page up to 4; points more than as it would stand freely: 0 on page 1, 0 on "
            "page 2, 0 on page 3)",
        ),
        (
            '[page.4]\nstories = ["burnt"]\n',
            (BURNT,),
            '1: "burnt" cannot begin on page 4: A1 (Quay Bank, 2x69.3mm) must not stand near such '
            "a story (give it another page; points more than as it would stand freely: 0 on page "
            "1, 0 on page 2, 0 on page 3, or move the ad)",
        ),
        (
            "[story.long]\ncolumns = 1\n",
            (LONG,),
            '2: "long" cannot stand 1 column wide: its text has 978 words and a page has 5 by 100 '
            "columns and rows (columns can be 3 to 5; points more than as it would stand freely: "
            "220 with 3, 0 with 4)",
        ),
        (
            "[story.long]\npicture = 4\ncolumns = 3\n",
            (LONG,),
            '2: "long" cannot stand 3 columns wide and with its first picture 4 columns wide: '
            "the last is given up (picture can be 1 to 3; points more than as it would stand "
            "freely: 220 with 3, 0 without columns)",
        ),
        (
            '[story.short]\nheadline = "99pt"\n',
            (SHORT,),
            '2: "short" cannot stand with a headline of 99 pt (headline can be 14, 18 or 24; '
            "points more than as it would stand freely: 0 with 24)",
        ),
        (
            "[story.short]\npicture = 1\n",
            (SHORT,),
            '2: "short" cannot stand with its first picture 1 column wide: it has no '
            "picture beside its text (leave picture out)",
        ),
        (
            "[story.bare]\ndeck = true\n",
            (written("bare", 3, deck=()),),
            '2: "bare" cannot stand with its deck: it has no deck (leave deck out, '
            "or write the story a deck)",
        ),
    ],
)
def test_what_is_said_of_one_that_cannot_be_kept_whatever_else(
    text: str, articles: tuple[Article, ...], said: str
) -> None:
    kept = with_kept_decisions(task(text, *articles))
    assert told(kept) == [said]
    assert [finding.code for finding in kept.findings] == ["refused-decision"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[story.short]\npage = 2\nplace = { column = 4 }\ncolumns = 3\n",
            '3: "short" cannot stand in column 4 of page 2, 3 columns wide (give up one of them: '
            'without "short" 3 columns wide the page costs {} points or without "short" in '
            "column 4 the page costs {} points)",
        ),
        (
            '[story.short]\npage = 4\nregion = "foot left"\ncolumns = 3\n',
            '3: "short" cannot stand at the foot left of page 4, 3 columns wide, beside A1 (Quay '
            'Bank, 2x69.3mm) (give up one of them: without "short" 3 columns wide the page costs '
            '{} points or without "short" at the foot left the page costs {} points, or move the '
            "ad: without A1 the page costs {} points)",
        ),
        (
            "[story.short]\npage = 2\nplace = { column = 9 }\n",
            '3: "short" cannot stand in column 9 of page 2 (give it another place)',
        ),
        (
            '[story.next]\npage = 2\nregion = "top"\ncolumns = 5\n[story.short]\npage = 2\n'
            'region = "top left"\n',
            '7: "short" cannot stand at the top left of page 2, together with "next", "next" 5 '
            'columns wide and "next" at the top (give up one of them: without "next" the page '
            'costs {} points, without "next" 5 columns wide the page costs {} points, without '
            '"next" at the top the page costs {} points or without "short" at the top left the '
            "page costs {} points)",
        ),
    ],
)
def test_what_is_said_of_a_place_that_cannot_be_had(text: str, said: str) -> None:
    kept = with_kept_decisions(task(text, SHORT, NEXT))
    (one,) = kept.refused
    own = [each.cost for each in one.changes if each.wish != Wish("short", PAGE)]
    assert told(kept) == [said.format(*(f"{cost:,}" for cost in own))]
    assert kept.task.decisions.of("short") == Decided((one.page,), form=_short(text).form)


def _short(text: str) -> Decided:
    decisions, _ = read_decisions(text, Path("pages.toml"))
    assert decisions
    return decisions.of("short")


def test_of_an_order_that_cannot_be_the_numbers_are_told() -> None:
    text = (
        '[page.2]\norder = ["next", "short"]\n[story.next]\nregion = "foot"\ncolumns = 5\n'
        '[story.short]\nregion = "top"\n'
    )
    kept = with_kept_decisions(task(text, SHORT, NEXT))
    (one,) = kept.refused
    assert (one.wish.slug, one.wish.key, one.page) == ("short", "place", 2)
    (said,) = told(kept)
    assert '"short" cannot stand at the top as number 2 of page 2, together with "next"' in said
    assert kept.task.decisions.of("short").place is None


@pytest.mark.parametrize("place", ['region = "foot"', "place = { column = 2, row = 20 }"])
def test_what_has_its_place_under_others_is_kept_though_they_are_not_known(place: str) -> None:
    kept = with_kept_decisions(task(f"[story.short]\npage = 2\n{place}\n", SHORT))
    assert kept.refused == () and kept.task.decisions.of("short").place


def test_rows_that_could_be_had_are_told_in_spans() -> None:
    (said,) = told(with_kept_decisions(task("[story.short]\ncolumns = 2\nrows = 90\n", SHORT)))
    assert said == (
        '3: "short" cannot stand 90 rows deep: its text has 108 words (rows can be 18, 20 to 22, '
        "24 or 25; points more than as it would stand freely: 8 with 25)"
    )


def test_a_page_without_room_names_the_set_and_what_each_change_costs() -> None:
    text = '[page.2]\nstories = ["next", "long", "short"]\n'
    kept = with_kept_decisions(task(text, LONG, NEXT, SHORT))
    one = kept.refused[0]
    costs = [f"{change.cost:,}" for change in one.changes]
    assert told(kept) == [
        '1: page 2 has no room for "long" and "next" together: the last is given up (give up one '
        f'of them: without "long" the page costs {costs[0]} points or without "next" the page '
        f"costs {costs[1]} points)"
    ]
    assert kept.task.decisions.of("next").pages == ()


def test_a_story_that_has_no_room_by_itself() -> None:
    full = task('[page.4]\nlead = "long"\n', LONG)
    ads = AdPlan((AdPlace("A1", 4, 0, 20, 5, GRID.rows - 20),))
    kept = with_kept_decisions(
        EditionTask(full.pages, ads, full.book, full.articles, GRID, decisions=full.decisions)
    )
    assert told(kept) == [
        '1: "long" cannot begin on page 4, beside A1 (Quay Bank, 2x69.3mm): no shape of it has '
        "room there: the page has 5 columns of 20 rows free and its text has 978 words (give it "
        "another page, or let it be cut, or move the ad: without A1 the page costs 67 points)"
    ]


def test_a_form_and_a_jump_that_have_no_room_are_named() -> None:
    text = "[story.long]\npage = 2\njump = false\ncolumns = 5\n[story.next]\npage = 2\n"
    said = told(with_kept_decisions(task(text, LONG, NEXT)))
    assert [line.split(" together:")[0] for line in said] == [
        '3: page 2 has no room for "long", "next" and "long" on one page',
    ]


def test_a_page_that_is_not_there_is_told_once() -> None:
    kept = with_kept_decisions(task("[page.9]\nhouse_ads = false\n", SHORT))
    assert told(kept) == ["1: [page.9]: the edition has 4 pages (write a page up to 4)"]
    assert kept.findings[0].code == "unknown-page" and kept.refused == ()


@pytest.mark.parametrize(
    ("page", "said"), [(3, "it begins on page 3"), (None, "it is held over"), (2, "")]
)
def test_what_type_did_not_hold_is_an_error(page: int | None, said: str) -> None:
    kept = with_kept_decisions(task("[story.short]\npage = 2\n", SHORT))
    plan = SimpleNamespace(page_of={"short": page} if page else {})
    found = list(unkept(plan, kept))
    assert [finding.message for finding in found] == (
        [f'"short" does not begin on page 2 as decided: {said}'] if said else []
    )
    assert all(f.severity is Severity.ERROR and f.hint and f.where.line == 2 for f in found)


@pytest.mark.parametrize(
    "text", ["[story.short]\npage = 2\nrather = true\n", "[story.gone]\npage = 2\n", "[page.2]\n"]
)
def test_what_is_no_decision_about_a_story_of_the_edition_is_never_unkept(text: str) -> None:
    kept = with_kept_decisions(task(text, SHORT))
    assert list(unkept(SimpleNamespace(page_of={"short": 3}), kept)) == []


def test_company_that_two_stories_cannot_have_is_told_where_it_was_decided() -> None:
    text = '[story.short]\npage = 2\n\n[story.next]\npage = 3\ntogether = ["short"]\n'
    kept = with_kept_decisions(task(text, SHORT, NEXT))
    (one,) = kept.findings
    assert one.where.line == 6
    assert one.message == (
        '"next" and "short" cannot begin on one page, with "next" on page 3 and "short" on page 2'
    )
    assert 'without "next" together with "short" the pages cost' in one.hint
    assert kept.task.decisions.of("next").together == ()
    (found,) = refused_as_data(kept.refused)
    assert (found["story"], found["decision"], found["other"]) == ("next", "together", "short")


def test_what_was_refused_as_data() -> None:
    kept = with_kept_decisions(task('[page.2]\nstories = ["next", "long"]\n', LONG, NEXT))
    own = [{"story": slug, "decision": "page"} for slug in ("long", "next")]
    wishes = [{**one, "other": None} for one in own]
    costs = [change.cost for change in kept.refused[0].changes]
    changes = [
        {**one, "ad": None, "value": None, "cost": cost}
        for one, cost in zip(own, costs, strict=True)
    ]
    room = {"fact": "room", "of": None, "page": 2, "numbers": [GRID.rows] * 5, "tag": None}
    assert refused_as_data(kept.refused) == [
        {
            **wishes[1],
            "page": 2,
            "pages": [],
            "together": wishes,
            "ads": [],
            "facts": [room],
            "changes": changes,
            "others": [],
        }
    ]
    form = with_kept_decisions(task("[story.long]\ncolumns = 1\n", LONG))
    (found,) = refused_as_data(form.refused)
    assert (found["page"], found["others"]) == (None, [3, 4, 5])
    told_of = [(one["value"], one["cost"]) for one in found["changes"]]
    assert told_of == [(None, 0), (3, 220), (4, 0), (5, 6)]
    assert [one["fact"] for one in found["facts"]] == ["length", "sheet"]


@pytest.mark.parametrize(
    ("paragraphs", "text", "said"),
    [
        (
            40,
            "[story.tall]\npage = 4\njump = false\ncut = 0\n",
            '2: "tall", with nothing cut, cannot begin on page 4, beside A1 (Quay Bank, 2x69.3mm): '
            "no shape of it has room there: the page has 2 columns of 80 rows and 3 columns of 100 "
            "rows free and its text has 1,723 words (give it another page, or let it be cut, with "
            "which the page costs 1,283 points, or move the ad: without A1 the page costs 959 "
            "points)",
        ),
        (
            100,
            "[story.tall]\npage = 3\njump = 4\ncut = 0\n",
            '3: "tall", with nothing cut, cannot go on on page 4, beside A1 (Quay Bank, 2x69.3mm): '
            "no part of it that could be left then has room there: the page has 2 columns of 80 "
            "rows and 3 columns of 100 rows free and its text has 4,263 words (name another page, "
            "or leave that to the engine: jump = true, or let it be cut, with which the page costs "
            "1,470 points, or move the ad: without A1 the page costs 44 points)",
        ),
        (
            80,
            "[story.tall]\npage = 3\njump = 4\ncut = 0\n[story.next]\npage = 4\n",
            '3: page 4 has no room for "tall" with nothing cut, "next" and "tall" going on on page '
            '4 together: the last is given up (give up one of them: with more of "tall" cut the '
            'page costs 1,241 points, without "next" the page costs 1,028 points or without "tall" '
            "going on on page 4 the page costs 1,055 points)",
        ),
    ],
)
def test_what_is_said_where_a_story_must_not_be_cut(paragraphs: int, text: str, said: str) -> None:
    jump = "jump = 4" in text
    tall = written("tall", paragraphs, rank=1, jump=jump)
    (found,) = told(with_kept_decisions(task(text, tall, NEXT)))
    assert found == said
