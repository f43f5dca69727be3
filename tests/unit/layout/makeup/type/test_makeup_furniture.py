"""Section heads, the index on page one, heads over continued stories, and byline blocks."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.type.furniture import Issue, jump_line, masthead, section_head
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.headline import HeadLevers, Raster, set_head, turn_head, turn_title
from layout.makeup.type.index import IndexEntry, index_box, index_rows
from layout.page.document import Fragment
from layout.page.format import FORMATS, grid_of
from layout.page.grid import Area, Grid
from layout.story.as_written import Story
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Align
from layout.typeset.words.theme import load_theme

RASTER = Raster(10_500, 2_520, 725_000)
SECTIONS = st.lists(
    st.sampled_from("Town Business Living Sport Responsabilidades".split()), max_size=9
)
HEADLINES = st.lists(
    st.sampled_from("the cannery that came back from dead, responsabilidades 24/7".split()),
    max_size=30,
).map(" ".join)


@cache
def by(language: str = "en") -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), language)


def grid(columns: int = 5, sheet: str = "compact") -> Grid:
    return grid_of(FORMATS[sheet], columns)


def issue(section: str = "Sport", number: str = "412") -> Issue:
    paper = Publication("The Gazette", number=number)
    return Issue(paper, "Friday, January 9, 2026", section, wording("en"))


def texts(fragments: tuple[Fragment, ...]) -> list[str]:
    return [placed.line.text for part in fragments for placed in part.lines]


def inside(fragments: tuple[Fragment, ...], left: int, right: int) -> bool:
    """Whether no line sticks out at a side."""
    spans = [
        (placed.x + placed.line.indent, placed.x + placed.line.indent + placed.line.width)
        for part in fragments
        for placed in part.lines
    ]
    return all(left <= first and last <= right for first, last in spans)


@pytest.mark.parametrize(
    ("number", "printed"), [("412", "No. 412"), ("No. 412", "No. 412"), ("Winter", "Winter")]
)
def test_the_number_of_the_edition_is_said_once(number: str, printed: str) -> None:
    assert printed in texts(masthead(grid(), issue(number=number), by()).fragments)


@pytest.mark.parametrize("sheet", ["compact", "a5", "broadsheet"])
@pytest.mark.parametrize("name", ["Sport", "Opinión", "Everything else that happened in the bay"])
def test_a_section_begins_under_its_name(name: str, sheet: str) -> None:
    page = grid(2, sheet)
    made = section_head(page, 9, issue(name), by())
    head = next(part for part in made.fragments if part.role == "section_head")
    (placed,) = head.lines
    bar, foot = made.strokes
    assert placed.line.text == name and placed.x + placed.line.width <= page.live.right
    assert page.row_top(1) <= bar.y1 - bar.thickness // 2
    assert bar.y1 + bar.thickness // 2 < placed.baseline < foot.y1
    assert foot.y1 + page.leading // 2 < page.row_top(made.first_row)
    assert (placed.baseline - page.baseline(0)) % page.leading == 0
    folios = [part for part in made.fragments if part.role == "folio"]
    assert "9" in texts(tuple(folios)) and not any(name in text for text in texts(tuple(folios)))


@given(SECTIONS, HEADLINES, st.integers(1, 5), st.integers(2, 96))
def test_the_index_is_as_deep_as_was_said_before_its_words_were_known(
    sections: list[str], headline: str, columns: int, page: int
) -> None:
    entries = tuple(IndexEntry(name, headline, page + at) for at, name in enumerate(sections))
    here = grid()
    rows = index_rows(len(entries), columns)
    area = Area(5 - columns, 20, columns, rows)
    fragments, strokes = index_box(entries, area, here, by())
    if not entries:
        assert (rows, fragments, strokes) == (0, (), ())
        return
    rect = here.rect(area)
    assert inside(fragments, rect.x, rect.right)
    baselines = {placed.baseline for part in fragments for placed in part.lines}
    assert all((b - here.baseline(0)) % here.leading == 0 for b in baselines)
    assert rect.y < min(baselines) and max(baselines) < rect.bottom - here.leading
    assert all(rect.x <= s.x1 and s.x2 <= rect.right and s.y1 < rect.bottom for s in strokes)
    found = texts(fragments)
    assert found[0] == "Inside"
    assert [text for text in found if text.isdigit()] == [str(e.page) for e in entries]
    assert len(strokes) == 1 + len(entries)


def test_headlines_of_the_index_are_cut_after_two_lines_and_only_then() -> None:
    long = "The cannery that came back from the dead, and who will work there now, at last"
    entries = (IndexEntry("Business", long, 9), IndexEntry("Sport", "Late goal", 19))
    area = Area(0, 3, 1, index_rows(2, 1))
    fragments, _ = index_box(entries, area, grid(), by("es"))
    assert texts(fragments) == [
        "En esta edición",
        *("Business", "9", "The cannery that came back", "from the dead, and who will…"),
        *("Sport", "19", "Late goal"),
    ]


@pytest.mark.parametrize(
    ("count", "columns", "rows"),
    [(0, 3, 0), (1, 1, 7), (4, 1, 19), (4, 2, 11), (4, 3, 11), (4, 5, 7), (6, 5, 11)],
)
def test_rows_of_the_index(count: int, columns: int, rows: int) -> None:
    assert index_rows(count, columns) == rows


@pytest.mark.parametrize(
    ("headline", "kicker", "title"),
    [
        ("Ferry returns to the bay after two years", "Transport", "Transport"),
        ("Ferry returns to the bay after two years", "A kicker of many words", "Ferry returns"),
        ("Ferry returns to bay", "", "Ferry returns to bay"),
        ("The cannery: a place that came back", "", "The cannery"),
        ("Late goal sends Saltmere through", "", "Late goal sends"),
        ("“The sea took it, and we let it”, she says", "", "The sea took it"),
        ("In the house of the dead", "", "In the house"),
        ("", "", ""),
    ],
)
def test_the_title_of_a_turn(headline: str, kicker: str, title: str) -> None:
    story = Story("s", plain(headline), (), kicker=kicker)
    assert turn_title(story, "en") == title


@pytest.mark.slow
@given(HEADLINES, st.integers(60_000, 725_000))
def test_the_head_of_a_turn_is_one_line_and_a_row_for_where_it_came_from(
    headline: str, measure: int
) -> None:
    story = Story("s", plain(headline), ())
    head = turn_head(story, 1, measure, RASTER, by())
    lines = [line for part in head.parts for line in part.lines]
    assert len(lines) == bool(headline)
    assert head.rows == (4 if headline else 2)
    assert all(line.width <= measure for line in lines)
    for part in head.parts:
        assert part.baselines == (2 * RASTER.leading - RASTER.descent,)


def test_a_byline_block_stands_last_under_a_line_of_its_own() -> None:
    story = Story(
        "s", plain("Ferry"), (), deck=plain("Two boats."), byline="By Ana", date_text="Jan 9, 2026"
    )
    head = set_head(story, 2, 290_000, RASTER, by(), HeadLevers(dated=False))
    assert [part.role for part in head.parts] == ["headline", "deck", "byline"]
    byline = head.parts[-1]
    assert [line.text for line in byline.lines] == ["By Ana"]
    (stroke,) = head.strokes
    assert stroke.name == "byline"
    assert head.parts[1].baselines[-1] < stroke.y < byline.baselines[0] - byline.style.size
    bare = set_head(
        Story("s", plain("Ferry"), ()), 2, 290_000, RASTER, by(), HeadLevers(dated=False)
    )
    assert bare.strokes == () and [part.role for part in bare.parts] == ["headline"]


@pytest.mark.parametrize("language", ["en", "es", "de", "el", "ru"])
@pytest.mark.parametrize("columns", [3, 5, 9])
@pytest.mark.parametrize("align", [Align.LEFT, Align.RIGHT])
def test_a_jump_line_is_no_wider_than_its_leg(language: str, columns: int, align: Align) -> None:
    there, words = grid(columns), wording(language)
    left, width = there.columns[1]
    for phrases in (words.continued_on(12), words.turned_from(12)):
        made = jump_line(phrases, there, Area(1, 4, 1, 1), align, by(language))
        assert texts((made,)) in ([phrases[0]], [phrases[1]])
        assert inside((made,), left, left + width)
    wide = jump_line(words.continued_on(12), there, Area(0, 4, 3, 1), align, by(language))
    assert texts((wide,)) == [words.continued_on(12)[0]] or columns == 9
