"""Laws of promos: each names the page its story begins on, none a story of page one; and of the
skyline: it is as deep as its rows, in the columns of the page, nothing in it on anything else."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.samples import WORDS, setter
from support.newspapers.promoted_stories import Placed, inside, pages_of, shape

from layout.makeup.edition.promos import promos_of
from layout.makeup.edition.skyline import Promo, cut_short, lowered, skyline, skyline_rows
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.story.as_written import PromoAsk

pytestmark = pytest.mark.slow
SECTIONS = {"News": 3, "Business": 2, "Living": 2, "Sport": 1}
PAGES = pages_of(SECTIONS)
SECTION_OF = {page.number: page.section for page in PAGES}
asks = st.sampled_from([None, None, None, None, PromoAsk(True), PromoAsk(True, "Own words")])
asks |= st.just(PromoAsk(False))
files = st.lists(st.sampled_from(["", "shared", "other"]), max_size=2, unique=True).map(tuple)


@st.composite
def placed(draw) -> list[Placed]:
    return [
        Placed(
            f"s{number}",
            draw(st.integers(0, len(PAGES))),
            draw(st.integers(1, 4)),
            draw(files),
            draw(asks),
            draw(st.sampled_from([(), (), ("flood",)])),
            draw(st.sampled_from(["", "", "", "brief"])),
        )
        for number in range(draw(st.integers(0, 10)))
    ]


@given(
    placed(), st.none() | st.integers(1, 4), st.sampled_from([frozenset(), frozenset({"flood"})])
)
def test_promos_name_what_stands_inside(stories, wanted, away):
    made = promos_of(inside(PAGES, stories, wanted, away))
    by = {one.slug: one for one in stories}
    front = {file for one in stories if one.page == 1 for file in one.pictures}
    assert 1 <= len(made) <= (3 if wanted is None else wanted)
    for promo in made:
        assert promo.page > 1
        if not promo.slug:
            assert SECTION_OF[promo.page] == promo.words
            continue
        story = by[promo.slug]
        assert promo.page == story.page and promo.section == SECTION_OF[story.page]
        assert story.promo is None or story.promo.wanted
        assert not away & set(story.tags)
        own = story.promo.words if story.promo else ""
        assert promo.words == (own or f"Headline of {story.slug}")
        assert promo.picture is None or promo.picture.file in {*story.pictures} - front
        asked = story.promo is not None
        assert asked or (promo.section != "News" and story.kind == "")
    shown = [promo.picture.file for promo in made if promo.picture]
    assert len(shown) == len(set(shown)) and len({promo.slug for promo in made}) in (1, len(made))


@given(placed(), st.none() | st.integers(1, 4), st.randoms(use_true_random=False))
def test_editors_first_then_each_section_in_turn(stories, wanted, dice):
    found = inside(PAGES, stories, wanted)
    made = promos_of(found)
    dice.shuffle(stories)
    again = promos_of(inside(PAGES, stories, wanted))
    assert [(p.slug, p.words, p.page) for p in again] == [(p.slug, p.words, p.page) for p in made]
    by = {one.slug: one for one in stories}
    asked = [bool(p.slug and by[p.slug].promo) for p in made]
    assert asked == sorted(asked, reverse=True), "those that were asked for come first"
    can = [one for one in stories if one.page > 1 and one.promo and one.promo.wanted]
    assert sum(asked) == len(can) or sum(asked) == len(made)
    by_itself = [p for p, own in zip(made, asked, strict=True) if not own]
    assert [p.page for p in by_itself] == sorted(p.page for p in by_itself)
    counts = Counter(p.section for p in made if p.slug)
    for promo in by_itself:
        if not promo.slug or not promo.picture:
            continue
        for other in {*SECTIONS} - {"News"}:
            left = _left(stories, other, made)
            assert not left or counts[promo.section] <= counts[other] + 1
        better = [o for o in _left(stories, promo.section, made) if o.rank < by[promo.slug].rank]
        assert not better, "the best of a section"


def _left(stories, section, made):
    """Stories of a section that could have had a promo, and a picture that nobody else shows."""
    front = {file for one in stories if one.page == 1 for file in one.pictures}
    shown = {promo.picture.file for promo in made if promo.picture}
    slugs = {promo.slug for promo in made}
    return [
        one
        for one in stories
        if one.page > 1 and SECTION_OF[one.page] == section and one.slug not in slugs
        if one.promo is None and not one.kind
        if (free := [f for f in one.pictures if f not in front]) and free[0] not in shown
    ]


@st.composite
def rows_of_promos(draw) -> tuple[Promo, ...]:
    dice = random.Random(draw(st.integers(0, 99)))
    found = []
    for number in range(draw(st.integers(1, 4))):
        across, down = draw(st.sampled_from([(3, 2), (2, 3), (1, 1), (11, 1), (1, 11)]))
        keep = draw(st.sampled_from([None, (0, 0, 100, 100), (40, 10, 60, 90), (5, 45, 95, 55)]))
        name = f"/{number}.jpg"
        picture = shape(Path(name), across, down, keep) if draw(st.booleans()) else None
        words = " ".join(dice.choice(WORDS) for _ in range(draw(st.integers(1, 12))))
        words += draw(st.sampled_from(["", "", " Bezirkshauptmannschaftsangelegenheit"]))
        found.append(Promo("Business and markets", words, 5 + number, picture, f"s{number}"))
    return tuple(found)


@given(rows_of_promos(), st.sampled_from(["compact", "berliner", "a4", "broadsheet", "letter"]))
@settings(max_examples=40)
def test_a_skyline_is_in_columns_and_in_its_rows(promos, name):
    page = FORMATS[name]
    grid = grid_of(page, page.columns)
    promos = promos[: page.columns]
    made, by = skyline(promos, grid, setter()), setter()
    assert made.first_row == skyline_rows(grid, 8) <= grid.rows // 3
    foot = grid.row_top(made.first_row)
    assert lowered(grid, made.first_row).live.y == foot
    assert lowered(grid, made.first_row).live.bottom == grid.live.bottom
    lefts = {x for x, _ in grid.columns}
    areas = [_ink(fragment) for fragment in made.fragments if fragment.lines]
    for area in (*areas, *(image.rect for image in made.images)):
        assert grid.live.x <= area.x and area.right <= grid.live.right + 1
        assert grid.live.y <= area.y + 3_000 and area.bottom <= foot
    for image in made.images:
        assert image.rect.x in lefts and not any(image.rect.overlaps(area) for area in areas)
        crop = image.crop
        seen = (crop.right - crop.left) * (crop.bottom - crop.top)
        assert 0 <= crop.left < crop.right <= 100_000 and 0 <= crop.top < crop.bottom <= 100_000
        picture = next(p.picture for p in promos if p.picture and p.picture.file == image.file)
        left, top, right, bottom = (edge * 1_000 for edge in picture.picture.keep or (50,) * 4)
        slack = 1_000
        assert crop.left <= left + slack and crop.right >= right - slack, (crop, picture)
        assert crop.top <= top + slack and crop.bottom >= bottom - slack and seen > 0
    assert all(not one.overlaps(other) for one, other in combinations(areas, 2))
    assert all(stroke.y2 <= foot for stroke in made.strokes)
    numbers = {int(f.lines[0].line.text.split()[-1]) for f in made.fragments[2::3]}
    assert numbers == {promo.page for promo in promos}
    cut = {promo.slug for promo in cut_short(promos, grid, by)}
    for promo, words in zip(promos, made.fragments[1::3], strict=True):
        said = " ".join(placed.line.text for placed in words.lines)
        assert (said == promo.words) or promo.slug in cut


def _ink(fragment) -> Rect:
    """About the ink of a fragment's lines."""
    lines = fragment.lines
    left = min(placed.x + placed.line.indent for placed in lines)
    right = max(placed.x + placed.line.indent + placed.line.width for placed in lines)
    size = max((word.size for placed in lines for word in placed.line.words), default=0)
    top = lines[0].baseline - round(0.66 * size)
    return Rect(left, top, right - left, lines[-1].baseline + size // 5 - top)
