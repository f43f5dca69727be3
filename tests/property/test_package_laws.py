"""Laws of packages: a sidebar stands on the page of its story, beside or below it, ranks below it
and goes on nowhere; or it is refused, and without any one other decision of the set it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.newspapers.sample_newspaper import newspaper

from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.shapes.item import turned_id
from layout.makeup.edition.tiling.section_layout import Tile

SECTIONS = {"news": (1, 2), "sport": (3, 4)}
FORMS: tuple[dict[str, Any], ...] = ({}, {}, {"columns": 2}, {"columns": 4}, {"rows": 40})
SPOTS: tuple[dict[str, Any], ...] = ({}, {}, {"region": "top"}, {"region": "foot right"})


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("packages") / "paper")


Tables = dict[str, dict[str, Any]]


@st.composite
def packages(draw: Any) -> Tables:
    """What is decided of stories: of one or two its sidebars, its page or none, its form, its
    place; of a sidebar its form."""
    tables: Tables = {}
    for section, pages in draw(
        st.lists(st.sampled_from([*SECTIONS.items()]), min_size=1, max_size=2, unique=True)
    ):
        main, *beside = draw(
            st.lists(
                st.sampled_from([f"{section}-{number}" for number in range(5)]),
                min_size=2,
                max_size=4,
                unique=True,
            )
        )
        keys = {"sidebar": beside, **draw(st.sampled_from(FORMS))}
        if draw(st.booleans()):
            keys |= {"page": draw(st.sampled_from(pages)), **draw(st.sampled_from(SPOTS))}
        tables[main] = keys
        tables |= {slug: form for slug in beside if (form := draw(st.sampled_from(FORMS)))}
    return tables


def made_of(paper: Path, tables: Tables) -> Newspaper:
    lines = []
    for slug, keys in tables.items():
        lines += [
            f"[story.{slug}]",
            *(f"{key} = {json.dumps(value)}" for key, value in keys.items()),
        ]
    return make_newspaper(Order(paper, fresh=True, decided="\n".join(lines)), Workshop())


def touch(one: Tile, other: Tile) -> bool:
    """Whether two tiles share a part of an edge."""
    beside = one.column + one.columns == other.column or other.column + other.columns == one.column
    over = one.row + one.rows == other.row or other.row + other.rows == one.row
    wide = min(one.column + one.columns, other.column + other.columns) - max(
        one.column, other.column
    )
    deep = min(one.row + one.rows, other.row + other.rows) - max(one.row, other.row)
    return (beside and deep > 0) or (over and wide > 0)


def first_parts(made: Newspaper) -> dict[str, PlacedStory]:
    return {one.id: one for page in made.plan.pages for one in page.placed if one.article}


def refused_sidebars(made: Newspaper) -> Iterator[Any]:
    return (one for one in made.refused if one.wish.key == "sidebar")


@pytest.mark.slow
@settings(max_examples=25)
@given(packages())
def test_a_sidebar_stands_with_its_story_or_is_refused(paper: Path, tables: Tables) -> None:
    made = made_of(paper, tables)
    placed, page_of = first_parts(made), made.plan.page_of
    lost = {one.wish.slug for one in refused_sidebars(made)}
    for page in made.plan.pages:
        for one, other in combinations([each.tile for each in page.placed], 2):
            apart = (
                one.column + one.columns <= other.column
                or other.column + other.columns <= one.column
            )
            assert apart or one.row + one.rows <= other.row or other.row + other.rows <= one.row
    for main, keys in tables.items():
        for slug in (each for each in keys.get("sidebar", []) if each not in lost):
            assert (main in placed) == (slug in placed)  # it is held over whole
            assert turned_id(slug) not in page_of
            if main not in placed:
                continue
            one, other = placed[main], placed[slug]
            assert page_of[main] == page_of[slug]
            assert touch(one.tile, other.tile) and other.tile.row >= one.tile.row
            assert one.article and other.article
            assert one.article.story.rank < other.article.story.rank
            assert not one.setting.size or other.setting.size < one.setting.size


@pytest.mark.slow
@settings(max_examples=8)
@given(packages())
def test_a_refused_sidebar_stands_without_any_one_of_what_is_named(
    paper: Path, tables: Tables
) -> None:
    for found in refused_sidebars(made_of(paper, tables)):
        wish = found.wish
        # without its page a package is asked of all pages of its section: that is another question
        for gone in (each for each in found.together if each != wish and each.key != "page"):
            left: Tables = {}
            for one in found.together:
                if one == gone:
                    continue
                keys = tables.get(one.slug, {})
                if one.key == "sidebar":
                    (main,) = (
                        name for name, each in tables.items() if one.slug in each.get("sidebar", [])
                    )
                    left.setdefault(main, {}).setdefault("sidebar", []).append(one.slug)
                elif one.key == "place":
                    named = {key: keys[key] for key in ("page", "region") if key in keys}
                    left.setdefault(one.slug, {}).update(named)
                elif one.key == "form":
                    form = {key: keys[key] for key in ("columns", "rows") if key in keys}
                    left.setdefault(one.slug, {}).update(form)
                elif one.key in keys:
                    left.setdefault(one.slug, {})[one.key] = keys[one.key]
            assert wish not in {each.wish for each in refused_sidebars(made_of(paper, left))}
