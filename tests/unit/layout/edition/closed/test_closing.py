"""Closing pages of an edition: what is kept of each, and which must close together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import BOOK, HEAD, newspaper, story, usual_stories

from layout.edition.closed.closing import Closing, closing_of
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.publication.closed_pages import Promise, digest_of, keep_closed, story_digest
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET
from slots.finding import BadInput

pytestmark = pytest.mark.slow

Make = Callable[..., Newspaper]


def jumping() -> Mapping[str, str]:
    """Stories of which one goes on from page 1 to page 2."""
    found = {k: v for k, v in usual_stories().items() if k not in ("news-1", "news-2")}
    return {**found, "news-0": story("news-0", "News", 700, "jump: true\n", rank=1)}


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(**parts: object) -> Newspaper:
        folder = tmp_path / "paper"
        if not folder.exists():
            newspaper(folder, **parts)  # type: ignore[arg-type]
        return make_newspaper(Order(folder), Workshop(Memory(), QUIET))

    return made


def close(made: Newspaper, *numbers: int) -> Closing:
    return closing_of(made, numbers, lambda number: b"page %d" % number)


def refused(made: Newspaper, *numbers: int) -> list[str]:
    with pytest.raises(BadInput) as raised:
        close(made, *numbers)
    assert all(one.hint for one in raised.value.findings)
    return [one.message for one in raised.value.findings]


def test_what_is_kept_of_a_page_is_what_stands_on_it(make: Make) -> None:
    made = make()
    done = close(made, 2, 3)
    assert done.pdfs == {2: b"page 2", 3: b"page 3"}
    stories = {one.story.slug: one.story for one in made.copy.articles}
    for page in done.closed.pages:
        assert page.digest == digest_of(b"page %d" % page.number)
        assert page.section == ("News" if page.number == 2 else "Sport")
        standing = {slug for slug, on in made.plan.page_of.items() if on == page.number}
        assert {one.slug for one in page.stories} == standing & stories.keys()
        assert {one.slug: one.digest for one in page.stories} == {
            slug: story_digest(stories[slug]) for slug in standing & stories.keys()
        }
        assert page.ads == made.stacked.plan.on(page.number)
        assert [one.id for one in page.booked] == [one.id for one in page.ads]
        assert page.promises == ()


def test_page_one_keeps_what_it_says_of_others(make: Make) -> None:
    made = make()
    (front,) = close(made, 1).closed.pages
    best = next(one for one in made.index if one.page == 3)
    assert Promise(best.slug, 3) in front.promises


def test_a_page_that_is_closed_already_stays_as_it_is(make: Make, tmp_path: Path) -> None:
    first = close(make(), 2)
    keep_closed(tmp_path / "paper", first.closed, first.pdfs)
    again = close(make(), 2, 4)
    assert again.pdfs.keys() == {4}
    assert again.closed.pages[0] == first.closed.pages[0]
    assert again.closed.numbers == {2, 4}


def test_the_stories_of_a_closed_page_are_on_no_other(make: Make, tmp_path: Path) -> None:
    first = close(make(), 2)
    keep_closed(tmp_path / "paper", first.closed, first.pdfs)
    made = make()
    assert not first.closed.slugs & made.plan.page_of.keys()
    assert {page.number for page in made.document.pages} == {1, 3, 4}
    assert not first.closed.slugs & set(made.plan.held)


def test_what_was_decided_and_kept_of_a_story_is_kept_with_its_page(
    make: Make, tmp_path: Path
) -> None:
    made = make()
    slug = next(slug for slug, on in made.plan.page_of.items() if on == 2)
    file = tmp_path / "paper" / "pages.toml"
    file.write_text(f"[story.{slug}]\ncut = 0\nrows = 399\n")  # no page is so deep
    made = make()
    assert [one.wish.key for one in made.refused] == ["rows"]
    number = made.plan.page_of[slug]
    done = close(made, number)
    (page,) = done.closed.pages
    assert {one.slug: one.decided for one in page.stories if one.decided} == {slug: ("cut 0",)}
    keep_closed(tmp_path / "paper", done.closed, done.pdfs)
    file.write_text(f"[story.{slug}]\ncut = 0\ncolumns = 1\nrows = 399\n")
    late = [one for one in make().findings if one.code == "refused-decision"]
    assert [(one.message, one.where.line) for one in late] == [
        (f'"{slug}" cannot have columns and rows as decided: page {number} is closed and has it', 3)
    ]


def test_a_page_that_is_none_of_the_editions_is_refused(make: Make) -> None:
    assert refused(make(), 0, 2, 7) == [
        "page 0 is none of the edition's 4",
        "page 7 is none of the edition's 4",
    ]


def test_pages_that_share_a_story_close_together(make: Make) -> None:
    made = make(stories=jumping(), book=BOOK)
    assert "news-0>" in {one.id for page in made.plan.pages for one in page.placed}
    said = ['"news-0" stands on pages 1, 2, which close together or not at all']
    assert refused(made, 1) == refused(made, 2) == refused(made, 2, 3) == said
    assert close(made, 1, 2).closed.numbers == {1, 2}
    assert close(made, 3).closed.numbers == {3}


def test_pages_that_share_an_ad_close_together(make: Make) -> None:
    book = HEAD.replace(",artwork", ",double_truck,artwork")
    made = make(book=f"{book}D1,Dock,boats,3x60mm,,2..3,,,,900,,yes,strip.png\n")
    assert {place.page for place in made.stacked.plan.places} == {2, 3}
    said = ["ad D1 stands on pages 2, 3, which close together or not at all"]
    assert refused(made, 2) == refused(made, 3, 4) == said
    assert close(made, 2, 3).closed.numbers == {2, 3}
