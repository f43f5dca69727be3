"""The bench of large books: as many bookings as it says, pages that are cut to the last cell."""

from __future__ import annotations

import pytest

from benchmarks.large_books import (
    FULL_PAGES,
    MOST_PAGES,
    display,
    full_page,
    main,
    overbooked,
    rivals,
    small_ads,
)
from benchmarks.stacking import LEADING


def test_books_have_as_many_ads_as_are_asked_for() -> None:
    book, pages = display(200)
    assert len(book) == 200 and len(pages) == 52
    assert len({one.id for one in book}) == 200
    small, pages = small_ads(300)
    assert len(small) == 300 and len(pages) == MOST_PAGES


def test_full_pages_are_cut_to_the_last_cell() -> None:
    assert len(FULL_PAGES) == 25
    for seed, columns, rows, ads in FULL_PAGES:
        book, pages = full_page(seed, columns, rows, ads)
        cells = sum(one.columns * (one.depth // LEADING + 2) for one in book)
        assert len(pages) == 1 and cells == columns * rows and len(book) >= ads


def test_rivals_all_keep_three_pages_apart_and_the_overbooked_have_the_largest_edition() -> None:
    book, pages = rivals(60)
    assert len(book) == 60 and len(pages) == 16
    assert all(one.category and one.pages_apart == 3 for one in book)
    book, pages = overbooked(300)
    assert len(book) == 300 and len(pages) == MOST_PAGES


def test_the_bench_says_what_it_came_to(capsys: pytest.CaptureFixture[str]) -> None:
    main(["40"])
    display_line, small_line = capsys.readouterr().out.splitlines()
    assert display_line.startswith("display, 40 ads on 12 pages: ")
    assert small_line.startswith("small, 40 ads on 96 pages: ")
    for said in ("placed", "gap", "value", "CPU"):
        assert f" {said}" in small_line
    main(["40", "--book", "rivals"])
    assert capsys.readouterr().out.startswith("rivals, 40 ads on 12 pages: ")


def test_the_bench_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0 and "BOOKINGS" in told and "--book" in told
    with pytest.raises(SystemExit) as left:
        main(["many"])
    assert left.value.code == 2 and "many" in capsys.readouterr().err
