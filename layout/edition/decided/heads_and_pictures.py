"""What is decided of the heads and the pictures of stories, in an editor's words."""

from __future__ import annotations

from collections.abc import Sequence

from layout.makeup.edition.all_pages import EditionTask
from layout.makeup.edition.decisions.refusal import Refused
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.picture_depth import file_name
from layout.makeup.edition.shapes.which_pictures_hang import MOST_HUNG
from layout.story.decided import width_of_picture
from layout.story.run import text_of
from layout.work.terminal.report import counted, listed

HEADS_AND_PICTURES = {
    "headline_lines": "with a headline of {} lines",
    "breaks": "with its headline broken as {}",
    "quote": "{} a pull quote",
    "byline": "{} its byline",
    "pictures": "with {}",
    "keep": "with its first picture cropped to {}",
    "dominant": 'with "{}" as its large picture',
    "words": "with {} words at most",
    "cut_lines": "with {} lines cut",
}
"""How each is called."""

_ANY_OF_STORY = {
    "byline": "leave byline out, or write the story a byline",
    "keep": "leave keep out, or give the story a picture",
}


def is_of_head_or_pictures(key: str) -> bool:
    """Whether something that is decided of a story is about its head or its pictures."""
    return key in HEADS_AND_PICTURES or key != in_pages_toml(key)


def in_pages_toml(key: str) -> str:
    """The key of pages.toml under which something is decided, by its name.

    >>> in_pages_toml("columns of pier.jpg"), in_pages_toml("columns")
    ('pictures', 'columns')
    """
    return "pictures" if " of " in key else key


def in_words_of_key(key: str) -> str:
    """What is decided, by its name alone.

    >>> in_words_of_key("columns of pier.jpg"), in_words_of_key("columns")
    ('columns of "pier.jpg"', 'columns')
    """
    what, of, file = key.partition(" of ")
    return f'{what} of "{file}"' if of else key


def in_words(key: str, value: object) -> str:
    """Something that is decided of a story."""
    if file := width_of_picture(key):
        return f'with "{file}" {counted(int(str(value)), "column")} wide'
    if key not in HEADS_AND_PICTURES and isinstance(value, tuple):
        return f'with "{key.partition(" of ")[2]}" cropped to {", ".join(map(str, value))}'
    said = HEADS_AND_PICTURES[key]
    if isinstance(value, bool):
        return said.format("with" if value else "without")
    if key == "headline_lines" and value == 1:
        return "with a headline of one line"
    if key == "words" and isinstance(value, tuple) and len(value) > 1:
        return f"with {value[0]:,} to {value[1]:,} words"
    if key == "words" and isinstance(value, tuple):
        return said.format(f"{value[0]:,}")
    if key == "breaks" and isinstance(value, tuple):
        return said.format(" / ".join(map(str, value)))
    if key == "pictures" and isinstance(value, tuple):
        return said.format(listed([f'"{name}"' for name in value]) if value else "no picture")
    if key == "keep" and isinstance(value, tuple):
        return said.format(", ".join(map(str, value)))
    return said.format(value)


def what_else(refused: Refused, task: EditionTask, values: Sequence[str]) -> str:
    """What could be decided instead of what was refused."""
    key, slug = refused.wish.key, refused.wish.slug
    article = next(one for one in task.articles if one.story.slug == slug)
    lines = f"{listed(list(values), 'or')} {'line' if list(values) == ['1'] else 'lines'}"
    if file := width_of_picture(key):
        return _instead_of_width(article, file, values)
    if key in _ANY_OF_STORY:
        return _ANY_OF_STORY[key]
    if key == "quote":
        return _instead_of_quote(article)
    if key in ("pictures", "dominant"):
        return _instead_of_pictures(article, key)
    if key in ("words", "cut_lines"):
        return _instead_of_length(article, refused)
    if key == "breaks" and article.broken is None:
        return f'write its words as they are: "{text_of(article.story.headline)}"'
    if not values:
        return f"leave {key} out"
    if key == "breaks":
        return f"break it into {lines}"
    return f"it can have {lines}"


def _instead_of_quote(article: Article) -> str:
    if article.text.spoken is None:
        return (
            "leave quote out, or give the story a pull quote: nobody says a sentence of its length"
        )
    if article.text.spoken.own:
        return "take the pull quote out of the story: it is a part of its text"
    return "leave quote out, or let the story be wider than a column"


def _instead_of_length(article: Article, refused: Refused) -> str:
    """The lengths a story can have, and what lets it have others."""
    key = refused.wish.key
    found = [f"{one:,}" for one in refused.others]
    more = ""
    if any(wish.key == "cut" for wish in refused.together):
        more = ", or let more paragraphs be cut"
    elif article.story.cut is not None:
        gone = counted(article.story.cut, "paragraph") if article.story.cut else "no paragraph"
        more = f"; it lets {gone} go"
    can = f"{key} can be {listed(found, 'or')}" if found else f"leave {key} out"
    return f"{can}{more}"


def _instead_of_width(article: Article, file: str, values: Sequence[str]) -> str:
    """The widths that a picture can have."""
    above = [file_name(one) for one in article.pictures]
    above = above[: above.index(file)] if file in above else []
    if not values:
        return f'leave columns of "{file}" out'
    beneath = f', no wider than "{above[-1]}" above it' if above else ""
    return f'columns of "{file}" can be {listed(list(values), "or")}{beneath}'


def _instead_of_pictures(article: Article, key: str) -> str:
    within = {mug.shape.name for mug in article.mugs}
    names = [f'"{file_name(one)}"' for one in article.every if one.name not in within]
    if not names and key == "dominant":
        return "leave dominant out: it has no picture beside its text"
    if not names:
        return "leave pictures out, or write [] for none: it has none beside its text"
    if key == "pictures" and len(names) > MOST_HUNG:
        return f"name {MOST_HUNG} at most of {listed(names, 'and')}"
    return f"it has {listed(names, 'and')}"
