"""The pages of an edition: sections that fit, steps of four, numbers that cannot be met."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.page.format import FORMATS, grid_of
from layout.publication.ads.printed_pages import (
    edition_pages,
    known_sections,
    section_counts,
    section_starts,
)
from layout.story.publication import PrintPlan, PrintSection, Publication
from slots.book.booking import Booking
from slots.finding import BadInput, Where

GRID = grid_of(FORMATS["compact"])


def paper(*sections: tuple[str, int | None], pages: int | None = None, colour=()) -> Publication:
    named = tuple(PrintSection(name, count) for name, count in sections)
    return Publication(print_plan=PrintPlan(pages, named, colour))


def counts(publication: Publication, **needed: int) -> list[int]:
    return list(section_counts(publication, needed, 100).values())


@pytest.mark.parametrize(
    "publication, needed, expected",
    [
        (paper(), {}, [4]),
        (Publication(), {"": 401}, [8]),
        (paper(("News", 8), ("Sport", 4)), {"News": 9999}, [8, 4]),
        (paper(("News", None), ("Sport", None)), {"News": 301, "Sport": 250}, [5, 3]),
        (paper(("News", 3), ("Sport", None), ("Jobs", None)), {"Sport": 101}, [3, 4, 1]),
        (paper(("News", None), ("Sport", 6), pages=24), {"News": 100}, [18, 6]),
        (paper(("News", None), ("Sport", None), pages=12), {"Sport": 250}, [9, 3]),
    ],
)
def test_counts(publication, needed, expected):
    assert counts(publication, **needed) == expected


@pytest.mark.parametrize(
    "publication, needed, message",
    [
        (paper(("News", 8), ("Sport", 5)), {}, "would have 13 pages (News 8, Sport 5)"),
        (paper(("News", 8), ("Sport", 4), pages=24), {}, "have 12 pages (News 8, Sport 4), the"),
        (paper(("News", None), ("Sport", 12), pages=12), {}, "News gets no page"),
        (paper(("News", None)), {"News": 9_601}, "would have 100 pages"),
        (paper(("News", 2)), {}, "would have 2 pages"),
        (paper(("News", None), pages=6), {}, "would have 6 pages"),
    ],
)
def test_numbers_that_cannot_be_met_have_a_remedy(publication, needed, message):
    with pytest.raises(BadInput) as caught:
        counts(publication, **needed)
    (finding,) = caught.value.findings
    assert message in finding.message and finding.hint


@given(
    st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 20)), st.integers(0, 900)), max_size=6),
    st.one_of(st.none(), st.integers(1, 24)),
)
def test_an_edition_is_whole_sheets_and_every_section_has_what_it_asks(asked, sheets):
    total = sheets * 4 if sheets else None
    publication = paper(*((f"s{i}", pages) for i, (pages, _) in enumerate(asked)), pages=total)
    needed = {f"s{i}": cells for i, (_, cells) in enumerate(asked)}
    try:
        made = section_counts(publication, needed, 100)
    except BadInput:
        return
    assert sum(made.values()) % 4 == 0 and 4 <= sum(made.values()) <= 96
    assert total in (None, sum(made.values()))
    openly = [f"s{i}" for i, (pages, _) in enumerate(asked) if pages is None]
    for i, (pages, cells) in enumerate(asked):
        name = f"s{i}"
        assert made[name] >= 1
        if pages is not None:
            assert made[name] == pages
        elif name != openly[0] or total is None:
            assert made[name] * 100 >= cells
        if pages is None and name != openly[0]:
            assert (made[name] - 1) * 100 < max(cells, 1)


def test_pages_follow_the_sections():
    publication = Publication(
        print_plan=PrintPlan(
            None,
            (PrintSection("News", 3, 40, 10, 70), PrintSection("Sport", 1)),
            colour=(1, 4),
        )
    )
    made = section_counts(publication, {}, 100)
    pages = edition_pages(publication, GRID, made, {1: 9, 2: 2, 3: 2, 4: 5})
    assert [(p.number, p.section, p.first_row, p.colour, p.share, p.most) for p in pages] == [
        (1, "News", 9, True, 400, 700),
        (2, "News", 2, False, 400, 700),
        (3, "News", 2, False, 400, 700),
        (4, "Sport", 5, True, 500, 800),
    ]
    assert {(page.columns, page.rows) for page in pages} == {(6, GRID.rows)}
    assert [page.opens for page in pages] == [True, False, False, True]
    assert section_starts(publication.print_plan, made) == {1: "News", 4: "Sport"}


def test_without_sections_there_is_one_without_a_name():
    pages = edition_pages(Publication(), GRID, {"": 4}, dict.fromkeys(range(1, 5), 2))
    assert [page.section for page in pages] == [""] * 4
    assert [page.opens for page in pages] == [True, False, False, False]
    assert all(page.colour for page in pages)
    assert section_starts(PrintPlan(), {"": 4}) == {}


def test_a_section_nobody_knows_is_an_error_of_its_booking():
    where = Where("ads.csv", 3)
    book = (
        Booking("A", "x", 1, 1, section="News"),
        Booking("B", "x", 1, 1, section="Sprot", where=where),
        Booking("C", "x", 1, 1),
    )
    plan = paper(("News", 2), ("Sport", 2)).print_plan
    kept, (finding,) = known_sections(book, plan)
    assert [booking.id for booking in kept] == ["A", "C"]
    assert str(finding) == (
        'ads.csv:3: B: section: there is no section "Sprot" (did you mean "Sport"?) '
        "(hint: one of News, Sport; or leave it empty for any)"
    )
    _, findings = known_sections(book, PrintPlan())
    assert len(findings) == 2
