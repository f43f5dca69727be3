"""An edition with all kinds of story: a rail of briefs, letters, notices, a league table. What
stands together is still told apart: in the document, in figures, at the desk, in the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from layout.desk.preview.print.facts.placed_story import story_facts
from layout.edition.in_numbers import figures_of
from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import edition_pdf, keep_edition, print_edition
from layout.edition.workshop import Workshop, workshop_in
from layout.page.document import Fragment
from layout.press.ink.pdf_operators import text_string

pytestmark = pytest.mark.slow

SETTINGS = """\
name = "The Kinds Gazette"
language = "en"
[edition]
date = 2026-11-26
[print]
pages = 4
"""
TEXT = "The council voted on Monday to keep the harbour open until the end of the winter. "
TABLE = "\n".join(
    [
        "| | P | W | D | L | F | A | GD | Pts |",
        "|---" + "|--:" * 8 + "|",
        *(f"| {n} Penmarsh United | 22 | 14 | 5 | 3 | 141 | 118 | +23 | 47 |" for n in range(6)),
    ]
)
BRIEFS = tuple(f"brief-{number}" for number in range(9))
LETTERS = tuple(f"letter-{number}" for number in range(4))


def write(folder: Path, slug: str, body: str, **own: object) -> None:
    front = "".join(f"{key}: {value}\n" for key, value in own.items())
    text = f"---\nheadline: All is well in {slug}\n{front}---\n\n{body}\n"
    (folder / "stories" / f"{slug}.md").write_text(text, encoding="utf-8")


def gazette(folder: Path) -> Path:
    (folder / "stories").mkdir(parents=True)
    (folder / "newsgrid.toml").write_text(SETTINGS, encoding="utf-8")
    for number in range(9):
        body = "\n\n".join(TEXT * (3 + (number + part) % 4) for part in range(12))
        write(folder, f"story-{number}", body, rank=1 + min(2, number))
    for number, slug in enumerate(BRIEFS):
        write(folder, slug, TEXT * (1 + number % 4), kind="brief", date=f"2026-11-{10 + number}")
    for number, slug in enumerate(LETTERS):
        write(folder, slug, TEXT * 3, kind="letter", byline=f"Reader {number}, Isla Mora")
    notices = "\n\n".join(f"**AMES {n}** {TEXT * (n % 3 + 1)}" for n in range(12))
    write(folder, "notices", f"## Births\n\n{notices}\n\n## For sale\n\n{notices}", kind="notices")
    write(folder, "league", f"{TEXT}\n\n## First division\n\n{TABLE}", rank=3)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Order, Newspaper, bytes]]:
    order = Order(gazette(tmp_path_factory.mktemp("kinds") / "paper"))
    shop = workshop_in(order.folder)
    newspaper, data = print_edition(order, shop, lambda one: edition_pdf(one, shop))
    keep_edition(order, newspaper, shop)
    yield order, newspaper, data


def fragments(newspaper: Newspaper) -> list[Fragment]:
    return [one for page in newspaper.document.pages for one in page.fragments]


def held(newspaper: Newspaper) -> set[str]:
    return set(newspaper.plan.held)


def test_every_brief_and_letter_has_its_own_head_once_or_is_held(made) -> None:
    _, newspaper, _ = made
    heads = Counter(one.story for one in fragments(newspaper) if one.role == "headline")
    for slug in (*BRIEFS, *LETTERS):
        assert heads[slug] == (0 if slug in held(newspaper) else 1)
    assert len(held(newspaper) & {*BRIEFS, *LETTERS}) < len(BRIEFS) + len(LETTERS)


def test_what_stands_together_stands_under_one_head(made) -> None:
    _, newspaper, _ = made
    heads = [one for one in fragments(newspaper) if one.role == "rail_head"]
    said = [" ".join(placed.line.text for placed in one.lines) for one in heads]
    assert "In brief" in said and "Letters" in said
    assert not any(one.story for one in heads)  # furniture


def test_signatures_stand_flush_right_under_their_letters(made) -> None:
    _, newspaper, _ = made
    signed = [one for one in fragments(newspaper) if one.role == "signature"]
    assert {one.story for one in signed} == set(LETTERS) - held(newspaper)
    for one in signed:
        for placed in one.lines:
            assert placed.line.indent + placed.line.width == placed.line.measure


def test_figures_and_pages_count_stories_and_not_rails(made) -> None:
    order, newspaper, _ = made
    figures = figures_of(newspaper)
    files = len(list((order.folder / "stories").iterdir()))
    assert figures["stories"] + len(figures["held"]) == files
    standing = {slug for slug in (*BRIEFS, *LETTERS) if slug not in held(newspaper)}
    assert all(newspaper.plan.page_of[slug] in range(1, 5) for slug in standing)
    assert not any("/" in name for name in figures["held"])


def test_each_has_an_article_and_a_bookmark_of_its_own(made) -> None:
    _, newspaper, data = made
    standing = {one.story for one in fragments(newspaper) if one.story}
    assert data.count(b"/S/Art") == len(standing)
    for slug in set(BRIEFS) - held(newspaper):
        assert f"/Title{text_string(f'All is well in {slug}')}".encode() in data


def test_the_desk_knows_each_brief(made) -> None:
    _, newspaper, _ = made
    slug = next(slug for slug in BRIEFS if slug not in held(newspaper))
    facts = story_facts(newspaper, slug)
    assert facts is not None
    assert ("page", str(newspaper.plan.page_of[slug])) in facts.facts
    assert any("under one head" in said for said in facts.sentences)
    assert any(leg.story == slug for page in newspaper.document.pages for leg in page.legs)


def test_printed_again_nothing_moves_and_the_bytes_are_the_same(made) -> None:
    order, _, data = made
    shop = Workshop()
    newspaper, again = print_edition(order, shop, lambda one: edition_pdf(one, shop))
    assert figures_of(newspaper)["moved_stories"] == [] and again == data


def test_a_late_brief_leaves_the_others_on_their_pages(made) -> None:
    order, before, _ = made
    write(order.folder, "late", TEXT * 2, kind="brief", date="2026-11-26")
    try:
        shop = Workshop()
        newspaper, _ = print_edition(order, shop, lambda one: None)
        pages, now = before.plan.page_of, newspaper.plan.page_of
        moved = [slug for slug in BRIEFS if slug in pages and now.get(slug) != pages[slug]]
        assert len(moved) <= 2
    finally:
        (order.folder / "stories" / "late.md").unlink()


def test_the_table_stands_over_two_columns_with_its_heading(made) -> None:
    _, newspaper, _ = made
    if "league" in held(newspaper):
        pytest.fail("the league table has no page")
    table = next(one for one in fragments(newspaper) if one.role == "table")
    column = newspaper.document.pages[0].grid.columns[0][1]
    assert table.rect.width > column
    words = [word for placed in table.lines for word in placed.line.text.split()]
    assert words.count("141") == 6 and words.count("+23") == 6
