"""Heads, furniture and wording: what stands above and around the copy."""

from __future__ import annotations

import datetime
from functools import cache
from itertools import pairwise

import pytest

from layout.makeup.type.furniture import Issue, folio, masthead
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.headline import (
    Head,
    HeadLevers,
    Raster,
    headline_sizes,
    meta_of,
    set_head,
    turn_head,
)
from layout.page.format import FORMATS, grid_of
from layout.page.grid import Grid
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.publication import Publication
from layout.story.run import plain, text_of
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

RASTER = Raster(10_500, 2_520, 725_000)
LONG = "U.S. pledges assistance to fight transnational crime, especially illegal drug transport"


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def story(headline: str = LONG, rank: int = 1, **more: object) -> Story:
    return Story("slug", plain(headline), (Paragraph(plain("x")),), rank=rank, **more)  # type: ignore[arg-type]


def head(of: Story, columns: int = 3, measure: int = 430_000) -> Head:
    return set_head(of, columns, measure, RASTER, by())


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("rank", [1, 2, 3, 4])
def test_a_headline_is_as_large_as_its_lines_allow_and_never_too_wide(
    columns: int, rank: int
) -> None:
    measure = columns * 147_000 - 11_000
    made = head(story(rank=rank), columns, measure)
    lines = next(part for part in made.parts if part.role == "headline").lines
    assert all(line.width <= measure for line in lines)
    assert " ".join(line.text for line in lines) == LONG


def test_a_lower_rank_is_never_larger() -> None:
    sizes = [head(story(rank=r), 3, 430_000).parts[0].style.size for r in (1, 2, 3, 4)]
    assert sizes == sorted(sizes, reverse=True)


def test_a_word_wider_than_the_measure_gets_a_smaller_size_first() -> None:
    made = head(story("Constitucionalidad"), 1, 136_000).parts[0]
    assert made.style.size < 24_000 and len(made.lines) == 1


def test_last_baselines_stand_on_the_grid_and_parts_follow_in_order() -> None:
    made = head(story(deck=plain("A deck. " * 30), kicker="Crime", date_text="Dec 16, 2022"))
    assert [part.role for part in made.parts] == ["kicker", "headline", "meta", "deck"]
    lasts = [part.baselines[-1] for part in made.parts if part.role != "kicker"]
    assert all((last + RASTER.descent) % RASTER.leading == 0 for last in lasts)
    baselines = [baseline for part in made.parts for baseline in part.baselines]
    assert baselines == sorted(baselines) and baselines[-1] < made.rows * RASTER.leading


def capitals(style: object) -> int:
    face = by().foundry.face(style.cuts[0])  # type: ignore[attr-defined]
    return face.cap_height * style.size // face.upem  # type: ignore[attr-defined]


def test_a_kicker_stands_as_close_to_a_large_headline_as_to_a_small_one() -> None:
    gaps = set()
    for rank in (1, 2, 3, 4):
        for columns in (1, 3, 5):
            of = story("Dam holds", rank=rank, kicker="Crime")
            kicker, headline = head(of, columns, columns * 147_000 - 11_000).parts
            face = by().foundry.face(headline.style.cuts[0])
            top = headline.baselines[0] - face.top(headline.style.size)
            gaps.add(top - kicker.baselines[-1])
            assert kicker.baselines[0] >= capitals(kicker.style)
    assert gaps == {RASTER.leading // 2}


def test_a_kicker_takes_less_than_two_rows_and_without_one_nothing_is_kept_for_it() -> None:
    bare, topped = head(story()), head(story(kicker="Crime"))
    assert bare.rows < topped.rows <= bare.rows + 2, "no more than it had on rows of its own"
    alone = head(story("", kicker="Crime"))
    assert [part.role for part in alone.parts] == ["kicker"] and alone.rows == 2


@pytest.mark.parametrize("size", headline_sizes(by()))
def test_no_descender_reaches_the_line_over_a_byline(size: int) -> None:
    of, levers = story("Typing pays", byline="By Ann"), HeadLevers(size, dated=False)
    made = set_head(of, 5, 725_000, RASTER, by(), levers)
    headline, _ = made.parts
    face = by().foundry.face(headline.style.cuts[0])
    lowest = headline.baselines[-1] - face.descent * headline.style.size // face.upem
    assert lowest <= made.strokes[0].y


def test_the_head_of_a_turn_has_a_row_of_air_below_its_turn_line() -> None:
    made = turn_head(story(), 3, 430_000, RASTER, by())
    assert made.rows * RASTER.leading - made.parts[0].baselines[-1] > 2 * RASTER.leading
    assert turn_head(story(""), 3, 430_000, RASTER, by()).rows == 2


def test_no_headline_and_no_deck_is_an_empty_head() -> None:
    assert head(story("")).rows == 0
    assert head(story("")).parts == ()


def headline_of(made: Head) -> tuple[int, int]:
    """The size and number of lines of a headline."""
    part = next(part for part in made.parts if part.role == "headline")
    return part.style.size, len(part.lines)


@pytest.mark.parametrize("columns", [1, 2, 3, 5])
def test_the_size_lever_holds_and_the_head_is_never_deeper_for_it(columns: int) -> None:
    measure, sizes = columns * 147_000 - 11_000, headline_sizes(by())
    assert list(sizes) == sorted(set(sizes), reverse=True)
    made = [set_head(story(), columns, measure, RASTER, by(), HeadLevers(size)) for size in sizes]
    for size, one in zip(sizes, made, strict=True):
        assert headline_of(one)[0] <= min(size, RASTER.measure // 12)
    rows = [one.rows for one in made]
    assert rows == sorted(rows, reverse=True)
    assert rows[-1] < rows[0] or columns == 1  # where the smallest alone fits


def test_a_size_may_be_larger_than_the_rank_has_it_but_not_than_the_page() -> None:
    low = story("A short one", rank=4)
    assert headline_of(head(low))[0] == 18_000
    assert headline_of(set_head(low, 3, 430_000, RASTER, by(), HeadLevers(34_000)))[0] == 34_000
    huge = set_head(low, 3, 430_000, Raster(10_500, 2_520, 300_000), by(), HeadLevers(60_000))
    assert headline_of(huge)[0] == 24_000


def test_without_its_deck_a_head_has_all_else() -> None:
    full = story(deck=plain("A deck. " * 30), kicker="Crime", date_text="Dec 16, 2022")
    whole, bare = head(full), set_head(full, 3, 430_000, RASTER, by(), HeadLevers(deck=False))
    assert [part.role for part in bare.parts] == ["kicker", "headline", "meta"]
    same = zip(bare.parts, whole.parts, strict=False)
    assert all(one.lines is other.lines for one, other in same) and bare.rows < whole.rows


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, ""),
        ({"date_text": "Dec 16, 2022", "comments": 6}, "Dec 16, 2022 | 6 comments"),
        ({"byline": "By Ana", "comments": 1}, "By Ana · 1 comment"),
        ({"byline": "Por Ana"}, "Por Ana"),
        ({"comments": 0, "language": "es"}, "0 comentarios"),
    ],
)
def test_the_date_line_says_what_the_source_says(more: dict[str, object], text: str) -> None:
    assert text_of(meta_of(story(**more))) == text  # type: ignore[arg-type]


def test_dates_are_written_out_in_the_language_of_the_paper() -> None:
    day = datetime.date(2022, 12, 16)
    assert wording("en-US").date(day) == "Friday, December 16, 2022"
    assert wording("en-GB").date(day) == "Friday 16 December 2022"
    assert wording("es-EC").date(day) == "Viernes, 16 de diciembre de 2022"
    assert wording("qu").date(day) == wording("es").date(day)
    assert wording("nl").date(day) == wording("en").date(day)


def issue(name: str = "The Gazette", **more: str) -> Issue:
    paper = Publication(name=name, **more)  # type: ignore[arg-type]
    return Issue(paper, "Friday, December 16, 2022", "World", wording("en"))


def grid(name: str = "compact") -> Grid:
    return grid_of(FORMATS[name])


@pytest.mark.parametrize("name", ["G", "The Gazette", "The Very Long Name of a Small Newspaper"])
@pytest.mark.parametrize("sheet", ["compact", "a5", "broadsheet"])
def test_a_nameplate_fits_every_page(name: str, sheet: str) -> None:
    made = masthead(grid(sheet), issue(name), by())
    plate = made.fragments[0].lines[0].line
    assert plate.text == name
    assert plate.width <= grid(sheet).live.width
    assert 0 < made.first_row < grid(sheet).rows // 3


def test_words_of_a_strip_never_run_into_each_other() -> None:
    crowded = issue(tagline="Everything that happened in town this week and then some " * 3)
    for made in (masthead(grid("a5"), crowded, by()), folio(grid("a5"), 2, crowded, by())):
        rows: dict[int, list[tuple[int, int]]] = {}
        for fragment in made.fragments:
            for placed in fragment.lines:
                start = placed.x + placed.line.indent
                rows.setdefault(placed.baseline, []).append((start, start + placed.line.width))
        for spans in rows.values():
            ordered = sorted(spans)
            assert all(a[1] < b[0] for a, b in pairwise(ordered))


def test_the_page_number_stands_outside() -> None:
    left, right = folio(grid(), 2, issue(), by()), folio(grid(), 3, issue(), by())
    assert left.fragments[0].lines[0].line.text == "2"
    assert right.fragments[-1].lines[0].line.text == "3"
    edge = grid().live.right
    last = right.fragments[-1].lines[0]
    assert last.x + last.line.indent + last.line.width == edge
