"""Stories and pages by hand, for tests of what an editor decides: each the same every time, so that
its type is set once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from support.editions.samples import GRID, paragraph, picture, setter

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.decisions.page_wishes import Sheet
from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.news_hole import Hole
from layout.story.as_written import Story
from layout.story.block import Block, Paragraph, Quote
from layout.story.decided import AS_FITS, Form
from layout.story.run import plain
from slots.prices_of_taste import OUR_PRICES

TOP = 3
"""The row in which the hole of a page begins."""


def written(
    slug: str, paragraphs: int, rank: int = 3, pictures: int = 0, quoted: bool = False, **more
) -> Article:
    """A story of so many paragraphs and pictures of three by two, with a deck; with a pull quote of
    its own where it is `quoted`; `more` is of its Story."""
    body: tuple[Block, ...] = tuple(
        Paragraph(plain(paragraph(number % 48))) for number in range(paragraphs)
    )
    if quoted:
        body = (
            *body[:1],
            Quote((plain("I will sit down for the whole crossing."),), pulled=True),
            *body[1:],
        )
    known = {"deck": plain("Nobody asked the boats, and they did not say what they think")}
    story = Story(
        slug,
        plain("The harbour council votes on the night ferry"),
        body,
        rank=rank,
        **{"byline": "By Inés Carrasco", "section": "News", "cut": 0, **known, **more},
    )
    shapes = tuple(picture(number, 3, 2) for number in range(1, pictures + 1))
    return article_of(story, f"{story} {pictures}", Beside(shapes), GRID, setter())


def formed(article: Article, **form) -> Article:
    """A story that is to look so."""
    wanted = Form(**form)
    return replace(article, form=wanted, key=f"{article.key} {wanted}" if form else article.key)


def page(number: int, rows: int | Sequence[int] = 90, section: str = "News", **more) -> SectionPage:
    """A page of five columns with so many rows; `more` is of its SectionPage."""
    floors = (rows,) * len(GRID.columns) if isinstance(rows, int) else tuple(rows)
    return SectionPage(Hole(number, TOP, floors), section, **more)


def sheet(*pages: SectionPage, index=None, away=None) -> Sheet:
    """Pages that decisions are about."""
    return Sheet(pages, GRID, index, away or {}, OUR_PRICES.pages)


def formless(article: Article) -> bool:
    """Whether nothing of a story's form is decided."""
    return article.form == AS_FITS
