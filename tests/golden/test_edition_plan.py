"""The plan of a small edition as text: which story where, how set, how its legs are filled."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from support.editions.samples import (
    GRID,
    furniture,
    paragraph,
    picture,
    poured_edition,
    setter,
    words,
)

from layout.makeup.edition.all_pages import EditionPlan, EditionTask
from layout.makeup.edition.choose_settings import FinishedPage, PlacedStory
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.setting import leg_rows
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.run import plain
from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

# slug, section, rank, paragraphs, pictures (across, down), deck, tags
COPY = (
    ("lead", "News", 1, 22, ((3, 2),), True, ()),
    ("ferry", "News", 2, 9, (), True, ()),
    ("school", "News", 3, 6, (), False, ()),
    ("council", "News", 3, 8, (), False, ("cars",)),
    ("storm", "News", 2, 12, ((1, 1),), True, ()),
    ("brief-one", "News", 4, 2, (), False, ()),
    ("brief-two", "News", 4, 3, (), False, ()),
    ("museum", "News", 3, 10, (), True, ()),
    ("final", "Sport", 1, 14, ((4, 3), (2, 3)), True, ()),
    ("bowls", "Sport", 3, 5, (), False, ()),
    ("rowing", "Sport", 2, 9, ((3, 2),), False, ()),
    ("darts", "Sport", 4, 3, (), False, ()),
)
ADS = (  # id, page, column, columns, rows
    ("bank", 1, 0, 5, 20),
    ("motors", 2, 0, 2, 40),
    ("bakery", 2, 2, 1, 25),
    ("estates", 3, 2, 3, 35),
    ("tea", 4, 0, 5, 30),
)


def article(slug, section, rank, count, pictures, decked, tags) -> Article:
    dice = random.Random(slug)
    body = tuple(Paragraph(plain(paragraph(dice.randrange(48)))) for _ in range(count))
    headline, deck = plain(words(dice, 6)), plain(words(dice, 13)) if decked else ()
    story = Story(slug, headline, body, deck=deck, section=section, tags=tags, rank=rank)
    shown = tuple(picture(n, *size) for n, size in enumerate(pictures, 1))
    return article_of(story, slug, Beside(shown), GRID, setter())


def small_edition() -> EditionTask:
    """Four pages, three of news and one of sport."""
    pages = [
        StackPage(number, section, 5, GRID.rows, furniture(number, section, number == 4).first_row)
        for number, section in enumerate(("News", "News", "News", "Sport"), 1)
    ]
    places = tuple(AdPlace(name, p, c, GRID.rows - rows, w, rows) for name, p, c, w, rows in ADS)
    book = [
        Booking(
            name, name, wide, (rows - 1) * GRID.leading, away_from=("cars",) * (name == "motors")
        )
        for name, _, _, wide, rows in ADS
    ]
    return EditionTask(
        pages, AdPlan(places), book, [article(*each) for each in COPY], GRID, index=1
    )


def told(plan: EditionPlan) -> Iterator[str]:
    """A plan as lines."""
    yield f"cost {plan.cost}, at least {plan.bound}; held over: {', '.join(plan.held) or 'none'}"
    for page in plan.pages:
        yield ""
        yield f"page {page.page}: cost {page.cost}"
        yield from drawing(page)
        yield from (f"  {stands(one)}" for one in page.placed)


def drawing(page: FinishedPage) -> Iterator[str]:
    """The page from above, a character for a fifth of a column and five rows: each story by the
    first letters of its name, fillers by #, ads and furniture by dots."""
    rows = [["."] * 25 for _ in range(GRID.rows // 5)]
    named = [(one.tile, one.id) for one in page.placed] + [(tile, "#") for tile in page.fillers]
    for tile, name in named:
        inside = [r for r in range(len(rows)) if tile.row <= 5 * r + 2 < tile.row + tile.rows]
        for row in inside:
            for at in range(5 * tile.columns):
                rows[row][5 * tile.column + at] = name[0]
        if inside:
            label = name[: 5 * tile.columns - 1].ljust(5 * tile.columns - 1)
            rows[inside[0]][5 * tile.column : 5 * tile.column + len(label)] = label
    yield from ("  |" + "".join(row).rstrip() for row in rows)


def stands(one: PlacedStory) -> str:
    """A story with its place, its levers and its legs."""
    tile, setting = one.tile, one.setting
    facts = [f"{tile.columns} x {tile.rows} at {tile.column}, {tile.row}", f"cost {setting.cost}"]
    if setting.size:
        decked = setting.deck and one.article and one.article.story.deck
        facts.append(f"{setting.size // 1000} pt{', deck' if decked else ''}")
    if setting.hung.rows:
        facts.append(f"pictures {setting.hung.columns} x {'+'.join(map(str, setting.hung.rows))}")
    if setting.hung.quote:
        facts.append(f"quote {setting.hung.quote}")
    if one.article:
        facts.append(f"{setting.lines:+} lines" if setting.lines else "as it falls")
        feet = [max((p.row + p.rows for p in leg), default=0) for leg in one.legs]
        legs = zip(feet, leg_rows(setting), strict=True)
        facts.append("legs " + " ".join(f"{foot}/{rows}" for foot, rows in legs))
    return f"{one.id}: {'; '.join(facts)}{'; jumps' if setting.jumps else ''}"


def test_small_edition(golden: Callable[[str, str], None]) -> None:
    plan = poured_edition(small_edition())
    golden("edition_plan.txt", "\n".join(told(plan)) + "\n")
