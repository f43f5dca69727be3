"""Laws of preferences about stories, in whole editions: what is free of charge moves nothing, what
is dear is as good as decided, nothing is refused, and what is not met is told, and that alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.newspapers.sample_newspaper import SETTINGS, newspaper, picture, story

from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.shapes.how_short import words_before
from layout.makeup.edition.shapes.news_hole import AIR
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET

pytestmark = pytest.mark.slow

LENGTHS = {
    "news-0": (640, 1, 2),
    "news-1": (420, 2, 1),
    "news-2": (300, 3, 0),
    "news-3": (190, 3, 0),
    "news-4": (90, 4, 0),
    "sport-0": (560, 1, 1),
    "sport-1": (380, 2, 0),
    "sport-2": (250, 3, 0),
    "sport-3": (140, 4, 0),
}
"""Words, rank and pictures of each story."""

KEYS: dict[str, list[Any]] = {
    "columns": [1, 2, 3, 4],
    "rows": [24, 30, 40],
    "picture": [1, 3],
    "headline": ["24pt", "34pt", "60pt"],
    "deck": [True, False],
    "byline": [True, False],
    "quote": [True, False],
    "words": [60, 150, [100, 400]],
    "cut": [0],
    "jump": [False],
    "together": [["news-2"], ["sport-2"]],
    "apart": [["news-1"], ["sport-1"]],
    "sidebar": [["news-3"], ["news-2", "news-4"], ["sport-3"]],
    "region": ["top", "foot", "left", "top right"],
}
OF_THE_MAIN = {"together", "apart", "region", "sidebar", "jump"}
"""What a sidebar leaves to its story."""
DEAR = 50_000


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    """Four pages, ads, nine stories, some with pictures; its theme has prices of its own."""
    stories = {}
    for slug, (words, rank, pictures) in LENGTHS.items():
        section = "News" if slug.startswith("news") else "Sport"
        head = "deck: What was said when the night was over\nbyline: By Ana Ruiz\n"
        text = story(slug, section, words, head, rank).replace("cut: 0\n", "")
        text += "\n“We shall all go down to the harbour tonight and wait there,” she said.\n"
        names = [f"p{number + 1}.png" for number in range(pictures)]
        stories[slug] = text + "".join(f'\n![A quay](../{name} "The quay.")\n' for name in names)
    own = SETTINGS.replace("language", 'theme = "look"\nlanguage', 1)
    folder = newspaper(tmp_path_factory.mktemp("preferred") / "paper", stories, settings=own)
    (folder / "look").mkdir()
    for number in (1, 2):
        picture(folder / f"p{number}.png", 1500, 1000)
    return folder


@st.composite
def preferences(draw) -> dict[str, dict[str, Any]]:
    """What is preferred of up to three stories, without `rather`. Each that has a place has a
    page of its section, which is decided."""
    found: dict[str, dict[str, Any]] = {}
    names = st.lists(st.sampled_from([*LENGTHS]), min_size=1, max_size=3, unique=True)
    for slug in draw(names):
        keys = draw(st.lists(st.sampled_from([*KEYS]), min_size=1, max_size=3, unique=True))
        said = {key: draw(st.sampled_from(KEYS[key])) for key in keys}
        for key in ("together", "apart"):
            if slug in said.get(key, ()) or {"together", "apart"} <= said.keys():
                said.pop(key)
        if "region" in said:
            said["page"] = draw(st.sampled_from([1, 2] if slug.startswith("news") else [3, 4]))
        if said.keys() - {"page"}:
            found[slug] = said
    return {slug: keys for slug, keys in found.items() if may_be(slug, keys, found)}


def may_be(slug: str, keys: dict[str, Any], every: dict[str, dict[str, Any]]) -> bool:
    """Whether a story's preferences go with the sidebars that are preferred."""
    mains = [each for each in every if slug in every[each].get("sidebar", ())]
    return slug not in mains and len(mains) < 2 and not (mains and OF_THE_MAIN & keys.keys())


def toml(stories: Mapping[str, Mapping[str, Any]]) -> str:
    """Tables as a file has them."""
    return "\n".join(
        f"[story.{slug}]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in keys.items())
        for slug, keys in stories.items()
    )


def made(paper: Path, stories: Mapping[str, Mapping[str, Any]], price: int = DEAR) -> Newspaper:
    (paper / "pages.toml").write_text(toml(stories), encoding="utf-8")
    prices = f"[prices.stories]\nrather = {price}\n"
    (paper / "look" / "theme.toml").write_text(f'name = "look"\n\n{prices}', encoding="utf-8")
    shop = Workshop(Memory(paper), QUIET)
    with shop.memory.making():
        return make_newspaper(Order(paper, fresh=True), shop)


def rather(stories: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """All of it but pages as a preference."""
    return {
        slug: {**keys, "rather": [key for key in keys if key != "page"]}
        for slug, keys in stories.items()
    }


def without(stories: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Nothing but pages."""
    return {slug: {"page": keys["page"]} for slug, keys in stories.items() if "page" in keys}


def unmet(found: Newspaper) -> set[tuple[str, str]]:
    """The preferences that are told as not met."""
    notes = [one for one in found.findings if one.code == "unmet-preference"]
    missed = {(one.wanted.story, one.wanted.key) for one in found.preferred.missed}
    assert len(notes) == len(missed) and all(one.hint and one.where.line for one in notes)
    return missed


def not_so(found: Newspaper, stories: Mapping[str, Mapping[str, Any]]) -> set[tuple[str, str]]:
    """What of it is not so in an edition, as its plan has it."""
    return {
        (slug, key)
        for slug, keys in stories.items()
        for key, value in keys.items()
        if key not in ("page", "rather") and not is_so(found, slug, key, value, keys.get("page"))
    }


def is_so(found: Newspaper, slug: str, key: str, value: Any, page: int | None) -> bool:
    on = found.plan.page_of
    if key in ("together", "apart"):
        if slug not in on:
            return key == "apart"
        return all(
            name not in on or (on[name] == on[slug]) == (key == "together") for name in value
        )
    placed = [one for each in found.plan.pages for one in each.placed]
    one = next((one for one in placed if one.id == slug), None)
    if key in ("cut", "jump") and slug in on:
        cut = {each.id for each in found.shortened}
        return slug not in cut if key == "cut" else f"{slug}>" not in on
    if one is None:  # it stands in a rail, or nowhere
        return False
    if key == "sidebar":
        return all(stands_beside(found, name, one) for name in value)
    if key == "region":
        return stands_at(found, one, value, page)
    return bool(has(found, one, key, value) == value)


def stands_beside(found: Newspaper, name: str, main: PlacedStory) -> bool:
    """Whether a story is the sidebar of another: then it stands on its page, in its rectangle."""
    beside = found.preferred.made.kept.task.decisions.of(name).beside == main.id
    if beside:
        on = [page for page in found.plan.pages if main in page.placed]
        assert [name in {one.id for one in page.placed} for page in on] == [True]
    return beside


def has(found: Newspaper, one: PlacedStory, key: str, value: Any) -> Any:
    """What a story has of something that can be decided; of its words what was asked for where
    that is so."""
    assert one.article
    setting, tale = one.setting, one.article.story
    if key == "words":
        every = words_before(tale, len(tale.body))
        gone = next((each.words for each in found.shortened if each.id == one.id), 0)
        return value if fits(every - gone, value, every) else None
    return {
        "columns": setting.columns,
        "rows": setting.rows,
        "picture": setting.hung.columns,
        "headline": f"{setting.size // 1000}pt",
        "deck": setting.deck,
        "byline": one.article.form.byline is not False,
        "quote": setting.hung.quote > 0,
    }.get(key)


def fits(printed: int, said: int | list[int], every: int) -> bool:
    """Whether so many words were asked for: of one number half of it at least, if there are."""
    least, most = said if isinstance(said, list) else (min(every, -(-said // 2)), said)
    return least <= printed <= most


def stands_at(found: Newspaper, one: PlacedStory, region: str, number: int | None) -> bool:
    (here,) = (page for page in found.stacked.pages if page.number == found.plan.page_of[one.id])
    tile = one.tile
    ads = [ad for ad in found.stacked.plan.places if ad.page == here.number]
    under = {
        min((ad.row for ad in ads if ad.column <= column < ad.right), default=here.rows)
        for column in range(tile.column, tile.column + tile.columns)
    }
    edges = {
        "top": tile.row == here.first_row - AIR,
        "left": tile.column == 0,
        "right": tile.column + tile.columns == here.columns,
        "foot": under == {tile.row + tile.rows},
    }
    return here.number == number and all(edges[edge] for edge in region.split())


@settings(max_examples=10)
@given(preferences(), st.sampled_from([0, 40, 80, 400, DEAR]))
def test_nothing_is_refused_and_what_is_not_met_is_told_and_that_alone(paper, case, price) -> None:
    free = made(paper, without(case), price)
    found = made(paper, rather(case), price)
    assert unmet(found) == not_so(found, case)
    assert {one.wish for one in found.refused} <= {one.wish for one in free.refused}
    assert [*filter(None, (re.match("unkept", one.code) for one in found.findings))] == []
    lost = len(not_so(free, case)) - len(unmet(found))
    assert found.plan.cost <= free.plan.cost + price * max(0, lost)  # what is kept is worth it
    if not price:
        assert found.plan.cost == free.plan.cost and not found.preferred.decided


@settings(max_examples=6)
@given(preferences())
def test_what_is_dear_enough_is_as_good_as_decided(paper, case) -> None:
    decided = made(paper, case)
    found = made(paper, rather(case))
    kept = not decided.refused and not not_so(decided, case)
    kept = kept and not [one for one in decided.findings if one.code == "unkept-decision"]
    if kept:
        assert not unmet(found)
        if found.preferred.decided:
            assert found.plan.cost == decided.plan.cost
            assert found.plan.page_of == decided.plan.page_of


@settings(max_examples=4)
@given(preferences())
def test_what_would_cost_is_at_least_the_price(paper, case) -> None:
    found = made(paper, rather(case), 80)
    assert all(one.cost is None or one.cost >= 80 for one in found.preferred.missed)
    again = made(paper, rather(case), 80)
    assert again.plan.page_of == found.plan.page_of and again.plan.cost == found.plan.cost
