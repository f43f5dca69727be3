"""Laws of decisions: a refusal names a smallest set and nothing is given up for what is given up
too; in whole editions what was not refused is kept, and no word is lost on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.checked_ads import ad_problems
from support.editions.checked_heads import head_problems
from support.editions.checked_space import space_problems
from support.editions.checked_text import text_problems
from support.editions.checker import read_edition
from support.editions.decided_stories import formed, page, sheet, written
from support.editions.samples import GRID
from support.newspapers.sample_newspaper import SETTINGS, newspaper, picture, story

from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import edition_pdf, print_edition
from layout.edition.workshop import Workshop
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.decisions import page_wishes
from layout.makeup.edition.decisions.page_wishes import PageWishes, Sheet
from layout.makeup.edition.decisions.refusal import (
    CUT,
    PAGE,
    PLACE,
    REST,
    TURN,
    Wish,
    smallest,
)
from layout.makeup.edition.decisions.refused import kept_decisions
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.how_short import words_before
from layout.makeup.edition.shapes.item import house_ad_id, house_ad_item
from layout.makeup.edition.shapes.news_hole import AIR
from layout.makeup.edition.shapes.rectangles import opening_shapes, rest_shapes
from layout.makeup.type.headline import HeadLevers
from layout.page.document import WHOLE
from layout.story.decided import REGIONS, Decided, Decisions, HouseAdDecided, Place, Rest
from slots.prices_of_taste import OUR_PRICES

# --- smallest sets --------------------------------------------------------------------------------


@st.composite
def monotone(draw) -> tuple[list[int], Callable[[Sequence[int]], bool]]:
    """Things, some of them the same, and what is bad of them: whatever holds one of some sets."""
    things = draw(st.lists(st.integers(0, 6), max_size=8))
    sets = draw(st.lists(st.lists(st.integers(0, 6), max_size=4), max_size=4))

    def bad(some: Sequence[int]) -> bool:
        return any(all(some.count(one) >= each.count(one) for one in each) for each in sets)

    return things, bad


@given(monotone())
def test_a_smallest_set_is_bad_and_nothing_less_is(case) -> None:
    things, bad = case
    found = list(smallest(things, bad))
    if not bad(things):
        assert found == things
        return
    assert bad(found)
    assert not any(bad([*found[:n], *found[n + 1 :]]) for n in range(len(found)))
    left = iter(things)
    assert all(one in left for one in found)  # in their order


# --- the clashes of a page ------------------------------------------------------------------------

POOL: tuple[Article, ...] = (
    written("a", 24, rank=1, pictures=1),
    written("b", 20, rank=2, pictures=1, jump=False),
    written("c", 14, rank=2, cut=None),
    written("d", 9, rank=3, pictures=2),
    written("e", 6, rank=3),
    written("f", 3, rank=4),
)
FORMS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"columns": 5},
    {"columns": 3, "picture": 2},
    {"deck": False},
    {"words": (300,)},
    {"columns": 2, "words": (100, 400)},
)


SPOTS = (*[None] * 6, Place(region="top"), Place(region="right"), Place(column=2))


House = dict[str, HouseAdDecided]
HOUSES: tuple[House, ...] = (
    {},
    {},
    {"tip": HouseAdDecided(3, 2, 30)},
    {"tip": HouseAdDecided(3, 5, 20, Place(region="foot"))},
    {"tip": HouseAdDecided(3, place=Place(2, 30)), "space": HouseAdDecided(3, 3, 40)},
    {"tip": HouseAdDecided(4, 5, 40), "space": HouseAdDecided(3, 6)},
)


ONWARD = written("g", 22, rank=2, pictures=1)
RESTS = (None, Rest(Place(region="top left"), 2), Rest(columns=5), Rest(Place(region="foot"), 3))


@st.composite
def pages_of_wishes(draw) -> tuple[list[Article], dict[str, Decided], Sheet, House]:
    """Up to four stories, and house ads, that are to stand on page 3, where there is little room,
    and perhaps a story that is to go on there."""
    chosen = draw(st.lists(st.sampled_from(POOL), min_size=1, max_size=4, unique=True))
    stories = [formed(one, **draw(st.sampled_from(FORMS))) for one in chosen]
    leads = draw(st.sampled_from([None, *chosen]))
    decided = {
        one.story.slug: Decided(
            (3,),
            lead=one is leads,
            jump=draw(st.sampled_from([None, None, False])),
            place=draw(st.sampled_from(SPOTS)),
            cut=draw(st.sampled_from([None, one.story.cut])),
        )
        for one in chosen
    }
    feet = sorted(draw(st.lists(st.integers(20, 90), min_size=2, max_size=2)))
    floors = [feet[0]] * (cut := draw(st.integers(0, 5))) + [feet[1]] * (5 - cut)
    where = [page(3, floors)] + [page(4)] * draw(st.integers(0, 1))
    if draw(st.booleans()):
        where.insert(0, page(2, draw(st.sampled_from([40, 90]))))
        turns, rest = draw(st.sampled_from([(3,), (3, 4)])), draw(st.sampled_from(RESTS))
        stories.append(ONWARD)
        decided["g"] = Decided(turns=turns if len(where) > 2 else (3,), jump=True, rest=rest)
    house = draw(st.sampled_from(HOUSES))
    items = (house_ad_item(name, o, GRID, OUR_PRICES.pages) for name, o in house.items())
    return stories, decided, replace(sheet(*where), house=tuple(items)), house


def subsets(wishes: Sequence[Wish]) -> Iterator[tuple[Wish, ...]]:
    for count in range(len(wishes) + 1):
        yield from combinations(wishes, count)


@pytest.mark.slow
@settings(max_examples=25)
@given(pages_of_wishes())
def test_the_refusals_of_a_page_are_those_of_all_its_sets(case) -> None:
    stories, decided, where, house = case
    found = kept_decisions(stories, Decisions(decided, house_ads=house), where)
    clashes = [one for one in found.refused if one.page]
    assert len({one.wish for one in found.refused}) == len(found.refused)  # each once
    bare = replace(where, house=())
    before = kept_decisions(stories, Decisions({}), bare).articles  # impossible forms apart
    for name, one in house.items():
        lost_of_it = {
            each.wish.key for each in found.refused if each.wish.slug == house_ad_id(name)
        }
        place = None if PLACE in lost_of_it else one.place
        left = None if PAGE in lost_of_it else replace(one, place=place)
        assert found.decisions.house_ads.get(name) == left
    clashes = [one for one in clashes if one.page == 3]
    if any(one.wish == Wish("g", TURN) and one.page == 4 for one in found.refused):
        decided = {**decided, "g": Decided()}  # it was no wish of page 3 then
    (three,) = (one for one in where.pages if one.number == 3)
    named = {one.story.slug: one for one in before}
    here = [one for one in before if decided[one.story.slug].pages]
    wishes = PageWishes(here, decided, three, where, named)
    lost = {one.wish for one in found.refused if one.page in (3, 4)}
    gone = {wish.slug for wish in lost if wish.key in (PAGE, TURN)}
    left = [w for w in wishes.all if w not in lost and (w.slug not in gone or w.key == CUT)]
    assert wishes.go_together(left)
    for one in clashes:
        assert one.wish in one.together and set(one.together) - {one.wish} <= set(left)
        assert not wishes.go_together([*left, one.wish])  # nothing is given up for nothing
        for some in subsets(one.together):
            assert wishes.go_together(some) == (set(some) != set(one.together))
        assert {c.wish: c.cost for c in one.changes} == {
            w: wishes.cost(set(one.together) - {w}) for w in one.together
        }
    if wishes.go_together(wishes.all):
        assert not clashes


@pytest.mark.slow
@settings(max_examples=10)
@given(pages_of_wishes(), st.randoms(use_true_random=False))
def test_the_order_of_the_stories_does_not_matter(case, dice) -> None:
    stories, decided, where, house = case
    mixed, turned = list(stories), list(decided.items())
    dice.shuffle(mixed)
    dice.shuffle(turned)
    one = kept_decisions(stories, Decisions(decided, house_ads=house), where)
    other = kept_decisions(mixed, Decisions(dict(turned), house_ads=house), where)
    assert sorted(map(repr, one.refused)) == sorted(map(repr, other.refused))
    assert one.decisions.stories == other.decisions.stories


def test_a_house_ad_that_was_given_up_is_not_asked_for_again_by_a_story_that_goes_on() -> None:
    """Seen: the ad was refused on its page, and then again over the pages of the story."""
    forms = {"e": {"columns": 3, "picture": 2}, "d": {"columns": 2, "words": (100, 400)}, "c": {}}
    stories = [formed(one, **forms[one.story.slug]) for one in POOL if one.story.slug in forms]
    decided = {
        "e": Decided((3,), jump=False),
        "d": Decided((3,), lead=True),
        "c": Decided((3,), place=Place(region="top")),
        "g": Decided(turns=(3,), jump=True, rest=Rest(Place(region="top left"), 2)),
    }
    house: House = {"tip": HouseAdDecided(3, 5, 20, Place(region="foot"))}
    items = tuple(house_ad_item(name, o, GRID, OUR_PRICES.pages) for name, o in house.items())
    where = replace(sheet(page(2, [40] * 5), page(3, [81] * 5)), house=items)
    decisions = Decisions(decided, house_ads=house)
    found = kept_decisions([*stories, ONWARD], decisions, where)
    refused = [one.wish for one in found.refused]
    assert Wish(house_ad_id("tip"), PAGE) in refused and len({*refused}) == len(refused)
    assert "tip" not in found.decisions.house_ads


@pytest.mark.slow
@settings(max_examples=25)
@given(pages_of_wishes(), st.sampled_from(RESTS), st.integers(30, 90))
def test_a_story_may_go_on_where_some_length_of_its_rest_could_stand(case, rest, first) -> None:
    """By brute force: after every number of rows that could stand on the page before."""
    stories, decided, where, _ = case
    (three,) = (one for one in where.pages if one.number == 3)
    where = replace(where, pages=(page(2, first), three), house=())
    here = [one for one in stories if one is not ONWARD]
    decided = {**decided, "g": Decided(turns=(3,), jump=True, rest=rest)}
    named = {"g": ONWARD}
    wishes = PageWishes(here, decided, three, where, named)
    begun = opening_shapes(ONWARD, GRID, GRID.rows).settings.items()
    rows = {o.body for (_, deep), group in begun for o in group if deep <= first}
    kept = [w for w in wishes.all if w.slug == "g" or w.key == PAGE]
    assert Wish("g", TURN) in kept and (Wish("g", REST) in kept) is bool(rest)

    def could(gone: int) -> bool:
        shapes = rest_shapes(ONWARD, gone, GRID, GRID.rows).costs
        with patch.object(page_wishes, "arriving", lambda *_: shapes):
            return PageWishes(here, decided, three, where, named).go_together(kept)

    assert wishes.go_together(kept) == any(could(gone) for gone in sorted(rows))


# --- whole editions -------------------------------------------------------------------------------

PAGES = 8
EIGHT = SETTINGS.replace("pages = 4", "pages = 8").replace("pages = 2", "pages = 4")
LENGTHS = {
    "news-0": (640, 1, 2),
    "news-1": (420, 2, 1),
    "news-2": (300, 2, 0),
    "news-3": (240, 3, 1),
    "news-4": (190, 3, 0),
    "news-5": (150, 4, 0),
    "news-6": (90, 4, 0),
    "sport-0": (560, 1, 2),
    "sport-1": (380, 2, 1),
    "sport-2": (260, 3, 1),
    "sport-3": (250, 3, 0),
    "sport-4": (180, 3, 0),
    "sport-5": (140, 4, 0),
    "sport-6": (100, 4, 0),
}
"""Words, rank and pictures of each story."""
HELD_FROM = "2026-11-27"  # the day after the edition's
EDITIONS = {"edition": "2026-11-26"}, {"edition": HELD_FROM}  # the one that is made, the next


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    """Eight pages, ads, fourteen stories; the longest may jump, some may be cut."""
    stories = {}
    for slug, (words, rank, pictures) in LENGTHS.items():
        section = "News" if slug.startswith("news") else "Sport"
        head = "deck: What was said when the night was over\nbyline: By Ana Ruiz\n"
        text = story(slug, section, words, head, rank).replace("cut: 0\n", "")
        text += "\n“We shall all go down to the harbour tonight and wait there,” she said.\n"
        names = [f"p{(rank + number - 1) % 3 + 1}.png" for number in range(pictures)]
        stories[slug] = text + "".join(f'\n![A quay](../{name} "The quay.")\n' for name in names)
    folder = newspaper(tmp_path_factory.mktemp("decided") / "paper", stories, settings=EIGHT)
    for rank in (1, 2, 3):
        picture(folder / f"p{rank}.png", 1500, 1000)
    return folder


LISTED = [
    [{"file": "p1.png", "columns": 3}, {"file": "p2.png", "columns": 2}],
    [{"file": "p2.png", "columns": 2, "keep": [0, 0, 60, 100]}, "p1.png"],
    ["p3.png", {"file": "p1.png", "columns": 3, "keep": [20, 10, 90, 100]}],
]
"""Pictures of which each is decided."""


@st.composite
def of_a_story(draw) -> dict[str, Any]:
    """What is decided of a story beside its page."""
    keys: dict[str, Any] = {}
    for key, values in {
        "columns": [1, 2, 3, 4],
        "rows": [30, 40],
        "picture": [1, 2, 3],
        "headline": ["24pt", "34pt", "40pt"],
        "deck": [True, False],
        "headline_lines": [1, 2, 3],
        "quote": [True, False],
        "byline": [True, False],
        "pictures": [[], ["p1.png"], ["p2.png"], *LISTED],
        "dominant": ["p1.png", "p2.png"],
        "words": [60, 200, 500, [100, 200], [200, 400]],
        "cut_lines": [4, 20],
        "cut": [0, 1],
        "jump": [False, 2, 4, 8],
    }.items():
        if draw(st.integers(0, 5)) == 0:
            keys[key] = draw(st.sampled_from(values))
    if keys.get("jump"):
        some = [{"region": "top left"}, {"region": "foot", "columns": 2}, {"columns": 3}, None]
        keys |= {"rest": rest} if (rest := draw(st.sampled_from(some))) else {}
    if draw(st.integers(0, 8)) == 0:
        keys["hold"] = draw(st.sampled_from([True, "2026-11-26", HELD_FROM, *EDITIONS]))
    return keys


@st.composite
def decisions(draw) -> dict[str, dict[str, dict[str, Any]]]:
    """pages.toml as tables: up to six stories, on pages of their section or not; who leads."""
    slugs = draw(st.lists(st.sampled_from([*LENGTHS]), min_size=1, max_size=6, unique=True))
    stories: dict[str, dict[str, Any]] = {slug: draw(of_a_story()) for slug in slugs}
    pages: dict[str, dict[str, Any]] = {}
    led: set[int] = set()
    for keys in stories.values():
        how = draw(st.sampled_from(["", "one", "one", "lead", "several", "rather"]))
        number = draw(st.integers(1, PAGES))
        if how == "several":
            keys["page"] = sorted({number, draw(st.integers(1, PAGES + 1))})
        elif how:
            keys["page"] = number
        if how == "rather":
            keys["rather"] = ["page"]  # all else is decided
        if how == "lead" and number not in led:
            led.add(number)
            keys["lead"] = True
        spots = [{"region": region} for region in REGIONS]
        spots += [{"place": {"column": 2}}, {"place": {"column": 1, "row": 20}}]
        if how in ("one", "lead") and draw(st.integers(0, 2)) == 0:
            keys |= draw(st.sampled_from(spots))
    for number in draw(st.lists(st.integers(1, PAGES), max_size=2, unique=True)):
        keys = {"only": draw(st.booleans()), "house_ads": draw(st.booleans())}
        pages[str(number)] = keys
    return {"story": stories, "page": pages}


def toml(tables: dict[str, dict[str, dict[str, Any]]]) -> str:
    """Tables as a file has them."""
    lines = []
    for name, each in tables.items():
        for one, keys in each.items():
            lines.append(f"[{name}.{one}]")
            for key, value in keys.items():
                text = json.dumps(value)
                if key == "hold":  # days have no quotes
                    text = re.sub(r'"(\d[\d-]+)"', r"\1", text)
                text = re.sub(r'"(\w+)": ', r"\1 = ", text) if "{" in text else text
                lines.append(f"{key} = {text}")
    return "\n".join(lines) + "\n"


def made_so(paper: Path, tables) -> tuple[Newspaper, bytes]:
    (paper / "pages.toml").write_text(toml(tables), encoding="utf-8")
    shop = Workshop()
    return print_edition(Order(paper, fresh=True), shop, lambda one: edition_pdf(one, shop))


def first_part(made: Newspaper, slug: str) -> PlacedStory | None:
    placed = [one for each in made.plan.pages for one in each.placed if one.id == slug]
    return placed[0] if placed else None


def is_held(keys: dict[str, Any]) -> bool:
    return keys.get("hold", False) in (True, HELD_FROM, EDITIONS[0])


def check_story(made: Newspaper, slug: str, keys: dict[str, Any]) -> None:
    """A story is as it was decided, or that was refused."""
    lost = {one.wish.key for one in made.refused if one.wish.slug == slug}
    one = first_part(made, slug)
    if is_held(keys):
        assert one is None and slug in made.copy.unset, (one, [*made.copy.unset])
        assert not lost and made.copy.unset[slug] in made.findings
        return
    pages = keys.get("page", [])
    pages = pages if isinstance(pages, list) else [pages]
    unkept = [one for one in made.findings if one.code == "unkept-decision" and slug in one.message]
    resting = [one for one in unkept if f'the rest of "{slug}"' in one.message]
    unkept = [one for one in unkept if one not in resting]
    elsewhere = [one for one in unkept if f'"{slug}" does not stand' in one.message]  # on its page
    unkept = [one for one in unkept if one not in elsewhere]
    turn = keys.get("jump") or None  # the page on which it goes on: whether that has room, and
    choices = any(len(one.pages) > 1 for one in made.copy.decisions.stories.values())
    untried = choices and slug in made.plan.held  # which of several pages, is not tried before
    assert not unkept or untried or turn, unkept
    if pages and not keys.get("rather") and PAGE not in lost and not unkept:
        assert made.plan.page_of.get(slug) in pages, f"{slug} is on {made.plan.page_of.get(slug)}"
    if one is None:
        return
    setting = one.setting
    has = {
        "columns": setting.columns,
        "rows": setting.rows,
        "picture": setting.hung.columns,
        "headline": f"{setting.size // 1000}pt",
        "deck": setting.deck,
    }
    for key in has.keys() & keys.keys() - lost:
        assert "form" in lost or has[key] == keys[key], f"{slug}: {key} is {has[key]}"
    check_pictures(made, one, keys, lost)
    for key, has_it in head_and_pictures(made, one).items():
        assert key not in keys or lost & {key, "form"} or has_it == keys[key], f"{slug}: {key}"
    if "place" not in lost and PAGE not in lost and not elsewhere:
        place, region, tile = keys.get("place", {}), keys.get("region", ""), one.tile
        (here,) = (each for each in made.stacked.pages if each.number == made.plan.page_of[slug])
        assert tile.column + 1 == place.get("column", tile.column + 1)
        assert tile.row - (here.first_row - AIR) + 1 == place.get(
            "row", tile.row - here.first_row + AIR + 1
        )
        assert "top" not in region or tile.row == here.first_row - AIR
        assert "left" not in region or tile.column == 0
        assert "right" not in region or tile.column + tile.columns == here.columns
        ads = [ad for ad in made.stacked.plan.places if ad.page == here.number]
        under = {
            min((ad.row for ad in ads if ad.column <= column < ad.right), default=here.rows)
            for column in range(tile.column, tile.column + tile.columns)
        }
        assert "foot" not in region or under == {tile.row + tile.rows}
    if keys.get("jump") is False and "jump" not in lost:
        assert not setting.jumps
    if turn and "jump_to" not in lost and not unkept:
        assert made.plan.page_of.get(f"{slug}>") == turn
        rest, last = keys.get("rest", {}), first_part(made, f"{slug}>")
        assert last is not None
        if rest and not resting:
            assert last.tile.columns == rest.get("columns", last.tile.columns)
            (there,) = (each for each in made.stacked.pages if each.number == turn)
            at_head = (there.first_row - AIR, 0)
            assert rest.get("region") != "top left" or at_head == (last.tile.row, last.tile.column)
    gone = {each.id: each.paragraphs for each in made.shortened}
    assert gone.get(slug, 0) <= keys.get("cut", 99)
    check_length(
        made, one, {key: keys[key] for key in keys.keys() - lost} if not lost & {"form"} else {}
    )


def check_length(made: Newspaper, one: PlacedStory, keys: dict[str, Any]) -> None:
    """A story has as many words as was decided, in print, and its large picture."""
    assert one.article
    story, cut = one.article.story, {each.id: each for each in made.shortened}.get(one.id)
    every = words_before(story, len(story.body))
    printed = every - (cut.words if cut else 0)
    words = keys.get("words", [0, every])
    least, most = words if isinstance(words, list) else (min(every, words / 2), words)
    assert least <= printed <= most, f"{one.id}: {printed} words"
    assert cut or "cut_lines" not in keys
    if "dominant" in keys:
        number = made.plan.page_of[one.id]
        here = next(each for each in made.document.pages if each.number == number)
        hung = [each for each in here.images if each.story == one.id and each.role == "picture"]
        first, *others = (each.rect.width for each in hung)
        assert hung[0].file.name == keys["dominant"] and all(width < first for width in others)


def check_pictures(made: Newspaper, one: PlacedStory, keys: dict[str, Any], lost: set[str]) -> None:
    """A story has the pictures that were listed, in their order, the last of them perhaps where it
    goes on; each as wide as was decided, with all that was to be seen of it."""
    if "pictures" not in keys or lost & {"pictures", "form"}:
        return
    number = made.plan.page_of[one.id]
    pages = (number, made.plan.page_of.get(f"{one.id}>", number))
    every = [each for page in made.document.pages if page.number in pages for each in page.images]
    hung = {each.file.name: each for each in every if each.story == one.id}
    tables = [each if isinstance(each, dict) else {"file": each} for each in keys["pictures"]]
    files = [each["file"] for each in tables]
    assert files == [*hung] or ("dominant" in keys and {*files} == hung.keys())
    for each in tables:
        image, columns = hung[each["file"]], made.stacked.grid.columns
        if "columns" in each and f"columns of {each['file']}" not in lost:
            wide = columns[each["columns"] - 1][0] + columns[each["columns"] - 1][1] - columns[0][0]
            assert abs(image.rect.width - wide) < 10
        if "keep" in each and f"keep of {each['file']}" not in lost:
            left, top, right, bottom = (edge * WHOLE // 100 for edge in each["keep"])
            crop, near = image.crop, WHOLE // 100
            assert crop.left <= left + near and crop.right >= right - near
            assert crop.top <= top + near and crop.bottom >= bottom - near


def head_and_pictures(made: Newspaper, one: PlacedStory) -> dict[str, Any]:
    """What a story has in print of what can be decided of its head and its pictures."""
    assert one.article
    setting = one.setting
    levers = HeadLevers(setting.size, setting.deck)
    head = one.article.head(setting.columns, made.stacked.grid, levers)
    number = made.plan.page_of[one.id]
    here = next(each for each in made.document.pages if each.number == number)
    roles = {fragment.role for fragment in here.fragments if fragment.story == one.id}
    return {
        "headline_lines": len(head.headline),
        "quote": setting.hung.quote > 0,
        "byline": "byline" in roles,
    }


def check_page(made: Newspaper, number: int, tables) -> None:
    """A page has its lead first by rank and with the largest headline, and no others where it is
    kept for some."""
    (here,) = (each for each in made.plan.pages if each.page == number)
    begun = [one for one in here.placed if one.article and not one.turned]
    kept_away = {one.wish.slug for one in made.refused if one.wish.key == PAGE}
    named = {slug: keys for slug, keys in tables["story"].items() if slug not in kept_away}

    def pages(keys: dict[str, Any]) -> list[int]:
        page = keys.get("page", [])
        return page if isinstance(page, list) else [page]

    if tables["page"].get(str(number), {}).get("only"):
        assert all(number in pages(named.get(one.id, {})) for one in begun)
    for slug, keys in named.items():
        if keys.get("lead") and pages(keys) == [number] and not is_held(keys):
            lead = next(one for one in begun if one.id == slug)  # it is there: it was not refused
            others = [one for one in begun if one is not lead]
            assert lead.article
            rank = lead.article.story.rank
            assert all(one.article and one.article.story.rank > rank for one in others)
            free = not any(keys.keys() & {"region", "place"} for keys in tables["story"].values())
            if free and not lead.article.form.decided:  # a form may leave it but a small headline
                assert all(one.setting.size <= lead.setting.size for one in others)


def problems(made: Newspaper, painted: bytes, pdf: Path) -> Iterator[str]:
    """Words that stand twice or nowhere and are not named as cut, what overlaps, ads that are not
    as sold, pages whose lead is not their first; as the PDF has them."""
    pdf.write_bytes(painted)
    stacked, document = made.stacked, made.document
    placed = [one for each in made.plan.pages for one in each.placed if one.article]
    bare = {one.id for one in placed if one.article and one.article.form.byline is False}
    stories = [article.story for article in made.copy.articles]
    copy = [replace(one, byline="") if one.slug in bare else one for one in stories]
    bookings, pages = stacked.bookings, stacked.pages
    reading = read_edition(pdf, document, copy, bookings, pages, stacked.plan).reading
    yield from text_problems(document, reading, copy)
    yield from space_problems(document, reading)
    yield from ad_problems(document, reading, bookings, pages, stacked.plan)
    if not any(article.form.decided for article in made.copy.articles):
        yield from (one for one in head_problems(document, reading, copy, pages) if "lead" in one)


@pytest.mark.slow
@settings(max_examples=12)
@given(decisions())
def test_what_was_not_refused_is_kept(paper: Path, tables) -> None:
    made, painted = made_so(paper, tables)
    told = {found.code for found in made.findings}
    assert told.isdisjoint({"unknown-story", "unknown-page"})
    assert ("refused-decision" in told) == bool(made.refused)
    for slug, keys in tables["story"].items():
        check_story(made, slug, keys)
    for number in range(1, PAGES + 1):
        check_page(made, number, tables)
    found = list(problems(made, painted, paper.parent / "out.pdf"))
    if any(keys.keys() & {"region", "place"} for keys in tables["story"].values()):
        found = [one for one in found if "lead" not in one]  # it may be told to stand lower
    unkept = [one.message for one in made.findings if one.code == "unkept-decision"]
    for slug in made.plan.held:  # of several pages none may have had room, which is told
        if any(said.startswith(f'"{slug}" does not begin') for said in unkept):
            found = [one for one in found if f"story {slug}: is not in the edition" not in one]
    left_out = {f'"{slug}" is held over' for slug in made.plan.held}
    kept_out = [one.message for one in made.findings if "kept for others" in one.message]
    for said in kept_out:  # pages are kept for others by decision, and the rest is full
        slug = said.split('"')[1]
        assert f'"{slug}" is held over' in left_out
        keys = tables["story"].get(slug, {})
        assert not keys.get("page") or keys.get("rather")
        found = [one for one in found if f"story {slug}: is not in the edition" not in one]
    assert found == []


@pytest.mark.slow
@settings(max_examples=3)
@given(decisions())
def test_the_same_decisions_give_the_same_bytes(paper: Path, tables) -> None:
    one, painted = made_so(paper, tables)
    other, again = made_so(paper, tables)
    assert painted == again and one.record == other.record and one.refused == other.refused
