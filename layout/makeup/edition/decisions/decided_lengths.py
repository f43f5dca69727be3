"""Lengths that a story cannot have by decision: what keeps it from them, and what it could have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.how_short import DecidedLength, ways_to_end

LENGTHS = ("words", "cut_lines")
"""How long a story is to be, by the keys of its form."""

_TRIED = 12
"""Lengths that are tried in place of one that cannot be."""


def would_do(article: Article, key: str) -> bool:
    """Whether a story could be as long as one key of its form says if any number of its paragraphs
    might be cut."""
    length = DecidedLength.of(article.form.only((key,)))
    freely = ways_to_end(replace(article.story, cut=None), article.text.whole)
    return length is not None and bool(length.allowed(freely))


def lengths_near(article: Article, left: Article, key: str) -> Iterator[tuple[int, Article]]:
    """The lengths that a story may have, those first that are nearest to what was decided of it:
    its words, or the lines that are cut; and the story so, with what is `left` of its form."""
    ways = ways_to_end(article.story, article.text.whole)
    words, lines = article.form.words, article.form.cut_lines
    wanted = words[-1] if key == "words" and words else lines or 0
    every = {way.words for way in ways}
    if key != "words":
        every = {ways[0].rows - way.rows for way in ways[1:]}
    for value in sorted(every, key=lambda one: (abs(one - wanted), one))[:_TRIED]:
        form = replace(left.form, cut_lines=value)
        if key == "words":
            form = replace(left.form, words=(value, value))
        yield value, replace(left, form=form)
