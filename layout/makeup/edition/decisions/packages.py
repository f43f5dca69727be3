"""Packages of an edition: stories as sidebars.

A sidebar ranks below its main story, and never jumps. Where the page of the main story is decided,
its wishes (`PageWishes`) have the sidebars among them; where it is not, one page has to have room
for the package (`over_pages.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from layout.makeup.edition.decisions.forms import keyed
from layout.makeup.edition.shapes.article import Article
from layout.story.decided import Decided


def with_sidebars_there(
    decided: Mapping[str, Decided], named: Mapping[str, Article]
) -> dict[str, Decided]:
    """Decisions in which packages have those stories alone that the edition has: a sidebar without
    its main story is a story like any other."""
    found = dict(decided)
    for slug, one in decided.items():
        names = tuple(n for n in one.sidebar if n in named and slug in named)
        beside = one.beside if one.beside in named else ""
        if (names, beside) != (one.sidebar, one.beside):
            found[slug] = replace(one, sidebar=names, beside=beside)
    return found


def as_sidebar(article: Article, main: Article) -> Article:
    """A story as the sidebar of another."""
    story = article.story
    rank = max(story.rank, main.story.rank + 1)
    if (rank, False) == (story.rank, story.jump):
        return article
    return keyed(replace(article, story=replace(story, rank=rank, jump=False)), f"sidebar {rank}")


def no_sidebar(article: Article, before: Article) -> Article:
    """A story that is no sidebar after all, with the rank that it had `before`, and as free to
    jump."""
    rank, jump = before.story.rank, before.story.jump
    if (rank, jump) == (article.story.rank, article.story.jump):
        return article
    return keyed(replace(article, story=replace(article.story, rank=rank, jump=jump)), "no sidebar")
