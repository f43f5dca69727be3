"""What to read next: below a story's copy, others on its subject (by tags) and more of its section.

Chosen so that a new story changes few pages: of those that are no younger than the story itself the
next ones by date, and only where these are too few the younger ones. A page is made again where
what it names is called otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.site.page_metadata import way_to_root
from layout.web.cards.addresses import Placed
from layout.web.cards.site_words import site_wording_of
from layout.web.html.text_markup import inline

if TYPE_CHECKING:
    from markupsafe import Markup

MARK = "<!--read-on-->"
"""Where the links to other stories will stand in a page: no text of a page can hold it, for all
text is escaped."""

_RELATED, _MORE = 3, 4
"""How many stories there are on the subject, and of the section, at most."""


class Stories:
    """The stories of a site, by section and by tag, each from the youngest on."""

    def __init__(self, stories: Iterable[Placed]) -> None:
        self._sections: dict[str, list[Placed]] = {}
        self._tags: dict[str, list[Placed]] = {}
        for one in sorted(stories, key=_youngest_first):
            self._sections.setdefault(one.section.folder, []).append(one)
            for tag in _tags(one):
                self._tags.setdefault(tag, []).append(one)

    def related(self, story: Placed) -> tuple[Placed, ...]:
        """Other stories that share tags with a story, those that share most first."""
        shared: dict[str, int] = {}
        found: dict[str, Placed] = {}
        for tag in _tags(story):
            for one in _next(self._tags[tag], story, _RELATED):
                shared[one.path] = shared.get(one.path, 0) + 1
                found[one.path] = one
        return tuple(sorted(found.values(), key=lambda one: -shared[one.path])[:_RELATED])

    def more(self, story: Placed, without: Sequence[Placed]) -> tuple[Placed, ...]:
        """Other stories of its section, but those that are named already."""
        named = {one.path for one in without}
        near = _next(self._sections[story.section.folder], story, _MORE + len(named))
        return tuple(one for one in near if one.path not in named)[:_MORE]


def _youngest_first(one: Placed) -> tuple[int, str]:
    return -(one.card.date or datetime.date.min).toordinal(), one.path


def _tags(one: Placed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.casefold() for tag in one.card.tags))


def _next(every: Sequence[Placed], story: Placed, most: int) -> Iterator[Placed]:
    """The stories after one, and before the first of them those that stand before it, the nearest
    first: so many of them at most."""
    at = next(place for place, one in enumerate(every) if one.path == story.path)
    older, younger = every[at + 1 : at + 1 + most], every[max(0, at - most) : at]
    yield from (*older, *reversed(younger[max(0, len(older) + len(younger) - most) :]))


def read_on(story: Placed, stories: Stories) -> Markup:
    """The links below a story's copy, as HTML; nothing where there is no other story."""
    from markupsafe import Markup

    words = site_wording_of(story.card.language)
    related = stories.related(story)
    lists: Mapping[str, tuple[Placed, ...]] = {
        words.related: related,
        words.more.format(section=story.section.name): stories.more(story, related),
    }
    parts = [_list(title, found, story) for title, found in lists.items() if found]
    return (
        Markup('<aside class="read-on">\n{}</aside>\n').format(Markup("").join(parts))
        if parts
        else Markup("")
    )


def _list(title: str, found: Sequence[Placed], story: Placed) -> Markup:
    from markupsafe import Markup

    root = way_to_root(story.path)
    entries = Markup("").join(_entry(one, root, story.card.language) for one in found)
    return Markup("<section>\n<h2>{}</h2>\n<ul>\n{}</ul>\n</section>\n").format(title, entries)


def _entry(one: Placed, root: str, language: str) -> Markup:
    from markupsafe import Markup

    card = one.card
    other = Markup(' lang="{}"').format(card.language) if card.language != language else ""
    words = inline(card.headline) if card.headline else card.title
    day = Markup(' <span class="read-on-day">{}</span>').format(card.date_text)
    return Markup('<li{}><a href="{}">{}</a>{}</li>\n').format(
        other, root + one.path, words, day if card.date_text else ""
    )
