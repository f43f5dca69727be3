"""What is kept of closed pages: read, refused where it was tampered with, and what it holds the
next edition to."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from layout.page.format import FORMATS, grid_of
from layout.publication.closed_pages import (
    NONE_CLOSED,
    RECORD,
    Closed,
    ClosedAd,
    ClosedPage,
    ClosedStand,
    ClosedStory,
    Promise,
    ad_digest,
    broken_promises,
    changed_since,
    check_fits,
    closed_pdf,
    digest_of,
    grid_digest,
    keep_closed,
    opened,
    read_closed,
    story_digest,
    take_away,
    with_promises,
)
from layout.story.as_written import Story
from layout.story.decided import Decided, Decisions, Form, PageDecided
from layout.story.run import plain
from slots.book.booking import Booking
from slots.finding import BadInput, Where
from slots.stacking.task.ad_plan import AdPlace

GRID = grid_of(FORMATS["a4"], 4)
SECTIONS = {1: "News", 2: "News", 3: "Sport", 4: "Sport"}


def pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(200, 300))
        made.save(out, deterministic_id=True)
    return out.getvalue()


PDF = pdf()


def page(number: int = 2, *slugs: str, **more: object) -> ClosedPage:
    stories = tuple(ClosedStory(slug, story_digest(story(slug))) for slug in slugs)
    usual = ClosedPage(
        number,
        SECTIONS.get(number, "News"),
        digest_of(PDF),
        grid_digest(GRID),
        stories,
        slugs,
        (),
        (),
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def story(slug: str, text: str = "Headline") -> Story:
    return Story(slug, plain(text), (), source=f"stories/{slug}.md")


def closed(*pages: ClosedPage) -> Closed:
    return Closed(pages)


def with_ad(number: int, name: str = "A1") -> ClosedPage:
    place, booked = AdPlace(name, number, 0, 50, 2, 10), Booking(name, "Quay Bank", 2, 60_000)
    return page(number, ads=(place,), booked=(ClosedAd(name, ad_digest(booked)),))


def refused(folder: Path) -> str:
    with pytest.raises(BadInput) as raised:
        found = read_closed(folder)
        for one in found.pages:
            closed_pdf(folder, one)
    (finding,) = raised.value.findings
    assert finding.hint
    assert finding.where.file
    return finding.message


# --- kept and read --------------------------------------------------------------------------------


def test_without_a_record_no_page_is_closed(tmp_path: Path) -> None:
    assert read_closed(tmp_path) == NONE_CLOSED


def test_what_stands_where_is_kept_and_older_records_have_nothing(tmp_path: Path) -> None:
    stands = (
        ClosedStand("text", (1, 2, 3, 4), "body", "flood", paragraph=2, runs_on=True),
        ClosedStand("text", (1, 2, 3, 4), "index", leads_to=3, type=(1, 2, 1, 4)),
        ClosedStand("picture", (0, 0, 9, 9), "picture", "flood", title="A café"),
        ClosedStand("ad", (5, 5, 9, 9), "ad", id="A1"),
    )
    keep_closed(tmp_path, closed(page(2, "flood", stands=stands)), {2: PDF})
    (kept,) = read_closed(tmp_path).pages
    assert kept.stands == stands
    record = tmp_path / RECORD
    data = json.loads(record.read_text())
    del data["pages"][0]["stands"]
    record.write_text(json.dumps(data))
    assert read_closed(tmp_path).pages == (page(2, "flood"),)


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    promises = (Promise("café", 3),)
    kept = closed(page(1, "flood", "café", promises=promises), with_ad(2))
    files = keep_closed(tmp_path, kept, {1: PDF, 2: PDF})
    assert [file.name for file in files] == ["page-01.pdf", "page-02.pdf", "pages.json"]
    assert read_closed(tmp_path) == kept
    assert [closed_pdf(tmp_path, one) for one in kept.pages] == [PDF, PDF]
    assert "café" in (tmp_path / RECORD).read_text(encoding="utf-8"), "people read it, too"


def test_the_record_is_read_whatever_the_order_of_its_pages(tmp_path: Path) -> None:
    keep_closed(tmp_path, closed(page(3), page(1)), {})
    assert [one.number for one in read_closed(tmp_path).pages] == [1, 3]


def test_the_pdf_of_a_page_that_is_open_again_is_taken_away(tmp_path: Path) -> None:
    keep_closed(tmp_path, closed(page(2)), {2: PDF})
    take_away(tmp_path, [2, 9])
    assert sorted(file.name for file in (tmp_path / "closed").iterdir()) == ["pages.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 2, "pages": []}',
        '{"version": 1}',
        '{"version": 1, "pages": [{"number": 2}]}',
        '{"version": 1, "pages": 3}',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_a_record_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / RECORD).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert refused(tmp_path) == "this is no record of closed pages"


@pytest.mark.parametrize("numbers", [(2, 2), (0,), (-3,)])
def test_a_record_of_pages_that_cannot_be_is_refused(
    tmp_path: Path, numbers: tuple[int, ...]
) -> None:
    keep_closed(tmp_path, closed(*map(page, numbers)), {})
    assert refused(tmp_path) == "this is no record of closed pages"


def test_a_value_of_another_kind_is_refused(tmp_path: Path) -> None:
    keep_closed(tmp_path, closed(page(2)), {})
    data = json.loads((tmp_path / RECORD).read_text())
    data["pages"][0]["stories"] = [{"slug": 3, "digest": "x"}]
    (tmp_path / RECORD).write_text(json.dumps(data))
    assert refused(tmp_path) == "this is no record of closed pages"


def test_a_pdf_that_is_missing_is_refused(tmp_path: Path) -> None:
    keep_closed(tmp_path, closed(page(2)), {})
    assert refused(tmp_path) == "the PDF of page 2, which is closed, is not there"


def test_a_pdf_that_was_changed_is_refused(tmp_path: Path) -> None:
    keep_closed(tmp_path, closed(page(2)), {2: PDF + b"\n"})
    assert refused(tmp_path) == "this is not the PDF with which page 2 was closed"


@pytest.mark.parametrize("data", [b"", b"no PDF", PDF[:60], pdf(2)])
def test_what_is_no_pdf_of_one_page_is_refused_though_the_record_says_so(
    tmp_path: Path, data: bytes
) -> None:
    keep_closed(tmp_path, closed(page(2, digest=digest_of(data))), {2: data})
    assert refused(tmp_path) == "this is no PDF of one page"


def test_a_link_out_of_the_publication_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    keep_closed(folder, closed(page(2)), {2: PDF})
    (tmp_path / "other.pdf").write_bytes(PDF)
    (folder / "closed" / "page-02.pdf").unlink()
    (folder / "closed" / "page-02.pdf").symlink_to(tmp_path / "other.pdf")
    assert refused(folder)


# --- opened, and still the same edition -----------------------------------------------------------


def test_pages_are_opened() -> None:
    both = closed(page(2, "flood"), page(3, "final"))
    assert opened(both, [3]).numbers == {2}
    assert opened(both, [3, 9]).numbers == {2}
    assert opened(both, []) == both


def test_to_open_what_is_not_closed_is_refused() -> None:
    with pytest.raises(BadInput, match="none of these pages is closed: 3, 4") as raised:
        opened(closed(page(2)), [4, 3])
    assert raised.value.findings[0].hint == "closed are: 2"


def test_pages_that_share_a_story_open_together() -> None:
    both = closed(page(1, "flood"), page(2, "flood"), page(3))
    with pytest.raises(BadInput, match='"flood" stands on pages 1,2') as raised:
        opened(both, [2])
    assert "--open 1,2" in raised.value.findings[0].remedy
    assert opened(both, [1, 2]).numbers == {3}


def test_pages_that_share_an_ad_open_together() -> None:
    with pytest.raises(BadInput, match="ad A1 stands on pages 2,3"):
        opened(closed(with_ad(2), with_ad(3)), [3])


def test_an_edition_as_it_was_fits() -> None:
    check_fits(closed(page(1), page(4)), SECTIONS, GRID)


@pytest.mark.parametrize(
    ("sections", "grid", "said"),
    [
        ({1: "News", 2: "News"}, GRID, "page 4 is closed, and the edition has 2 pages now"),
        ({**SECTIONS, 4: "Books"}, GRID, "as a page of Sport, and is one of Books now"),
        (SECTIONS, grid_of(FORMATS["a4"], 5), "on another sheet, or other columns or margins"),
    ],
)
def test_an_edition_that_closed_pages_do_not_fit_is_refused(sections, grid, said) -> None:
    with pytest.raises(BadInput, match=said) as raised:
        check_fits(closed(page(4)), sections, grid)
    assert "--open 4" in raised.value.findings[0].remedy


# --- what they say of others ----------------------------------------------------------------------

FRONT = page(1, "flood", promises=(Promise("final", 3), Promise("club", 4)))


def test_promises_of_pages_that_are_closed_are_kept_by_themselves() -> None:
    assert [one.slug for one in closed(FRONT, page(3, "final")).promises] == ["club"]


def test_promised_stories_stay_on_their_pages() -> None:
    before = Decisions({"final": Decided(pages=(4,), rather=True, form=Form(columns=3))})
    after = with_promises(before, closed(FRONT))
    assert after.of("final") == Decided(pages=(3,), form=Form(columns=3))
    assert after.of("club").pages == (4,)


def test_what_is_decided_of_closed_pages_and_their_stories_is_no_matter() -> None:
    before = Decisions(
        {
            "flood": Decided(pages=(2,)),
            "late": Decided(pages=(1,), lead=True, form=Form(columns=2), cut=3, jump=False),
            "either": Decided(pages=(1, 2)),
        },
        {1: PageDecided(only=True), 2: PageDecided(only=True)},
    )
    after = with_promises(before, closed(page(1, "flood")))
    assert dict(after.stories) == {
        "late": Decided(form=Form(columns=2), cut=3, jump=False),
        "either": Decided(pages=(1, 2)),
    }
    assert list(after.pages) == [2]


def test_without_closed_pages_decisions_are_as_they_were() -> None:
    before = Decisions({"flood": Decided(pages=(2,))}, {2: PageDecided(only=True)})
    after = with_promises(before, NONE_CLOSED)
    assert (dict(after.stories), dict(after.pages)) == (dict(before.stories), dict(before.pages))


def test_a_promise_that_is_broken_is_an_error() -> None:
    said = [str(one) for one in broken_promises(closed(FRONT), {"final": 3})]
    assert len(said) == 1
    assert '"club" is on page 4, where it is not' in said[0]
    assert not list(broken_promises(closed(FRONT), {"final": 3, "club": 4}))


def test_what_was_decided_of_a_closed_page_is_read_again(tmp_path: Path) -> None:
    decided = (ClosedStory("flood", "a", ("columns 3",)), ClosedStory("tide", "b"))
    kept = closed(page(2, "flood", "tide", stories=decided))
    keep_closed(tmp_path, kept, {2: PDF})
    assert read_closed(tmp_path) == kept
    text = (tmp_path / "closed" / "pages.json").read_text()
    assert text.count('"decided"') == 1  # a page of which nothing is decided is as it was
    keep_closed(tmp_path, closed(replace(kept.pages[0], decided=("dummy front",))), {})
    assert read_closed(tmp_path).pages[0].decided == ("dummy front",)


# --- what changed since ---------------------------------------------------------------------------


def test_a_story_as_it_was_is_no_news_wherever_its_file_lies() -> None:
    moved = replace(story("flood"), source="stories/more/flood.md")
    assert changed_since(closed(page(2, "flood")), [moved], []) == ()


def test_a_story_that_was_corrected_is_told_with_its_file() -> None:
    (one,) = changed_since(closed(page(2, "flood")), [story("flood", "Corrected")], [])
    assert one.message == '"flood" was changed, but page 2 is closed and has it as it was'
    assert one.where == Where("stories/flood.md")


def test_a_story_that_is_gone_is_told() -> None:
    (one,) = changed_since(closed(page(2, "flood")), [], [])
    assert one.message.startswith('"flood" is gone')


def test_ads_booked_otherwise_and_gone_are_told_once() -> None:
    both, usual = closed(with_ad(2), with_ad(3)), Booking("A1", "Quay Bank", 2, 60_000)
    assert changed_since(both, [], [replace(usual, where=Where("ads.csv", 9))]) == ()
    (dearer,) = changed_since(both, [], [replace(usual, price=900, where=Where("ads.csv", 9))])
    assert dearer.message.startswith("ad A1 is booked otherwise now, but page 2 is closed")
    assert dearer.where == Where("ads.csv", 9)
    (gone,) = changed_since(both, [], [])
    assert gone.message.startswith("ad A1 is no longer booked, but page 2 is closed")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "story", "place": [0, 0, 9, 9]},
        {"kind": "text", "place": [0, 0, 9]},
        {"kind": "text", "place": [0, 0, 0, 9]},
        {"kind": "text", "place": [0, 0, 9, -9]},
        {"kind": "text", "place": [10**9, 0, 9, 9]},
        {"kind": "text", "place": [0, 0, 9, 9], "type": [0, 0, 9, 0]},
    ],
)
def test_a_record_of_what_stands_nowhere_is_refused(tmp_path: Path, wrong: object) -> None:
    keep_closed(tmp_path, closed(page(2)), {2: PDF})
    record = tmp_path / RECORD
    data = json.loads(record.read_text())
    data["pages"][0]["stands"] = [wrong]
    record.write_text(json.dumps(data))
    assert refused(tmp_path) == "this is no record of closed pages"
