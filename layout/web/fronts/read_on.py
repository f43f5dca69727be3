"""What to read next, as a story's page has it: a row of cards below the copy, and in the rail,
where the plan has left room, a list of other sections.

The list stands out of the flow in the last row of the rail, and is not shown where that is too low:
nothing that was measured moves for it. Both are set in the type that every page has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layout.story.run import plain, text_of
from layout.typeset.words.style import Cut
from layout.web.cards.addresses import ASSETS, Placed
from layout.web.cards.next_to_read import NextToRead, SiteStories
from layout.web.cards.site_words import SiteWording, site_wording_of
from layout.web.cards.story_card import Thumbnail, brief
from layout.web.measure.column_and_rail_widths import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

BELOW_MARK, BESIDE_MARK = "<!--read-on-->", "<!--elsewhere-->"
"""Where the row and the list will stand in a page: no text of a page can hold them, for all text is
escaped."""

_MOST = 640
"""The widest picture of a card in px: a column at twice the density."""


@dataclass(frozen=True, slots=True)
class ReadOn:
    """The links of a story's page to others, as HTML: those `below` its copy and `beside` it; ""
    where there are none. `used` are the cuts they set, and the characters in each."""

    below: str
    beside: str
    used: Mapping[Cut, str]

    def into(self, html: str) -> str:
        """A page with the links in the places of their marks."""
        html = html.replace(f"{BELOW_MARK}\n", self.below, 1)
        return html.replace(f"{BESIDE_MARK}\n", self.beside, 1)


def read_on(story: Placed, stories: SiteStories, sheet: Sheet) -> ReadOn:
    """What a story's page has of other stories."""
    return read_on_of(story, stories.after(story), sheet)


def read_on_of(story: Placed, found: NextToRead, sheet: Sheet) -> ReadOn:
    """The same, of stories that were found."""
    words = site_wording_of(story.card.language)
    texts = tuple(_texts(story, found, words))
    used: dict[Cut, str] = {}
    for style, text in texts:
        cut = sheet.cuts(style)[0]
        used[cut] = used.get(cut, "") + text
    below = _row(story, found, words) if found.row else ""
    beside = _list(story, found, words) if found.rail else ""
    return ReadOn(below, beside, {cut: "".join(sorted({*text})) for cut, text in used.items()})


def _texts(story: Placed, found: NextToRead, words: SiteWording) -> Iterator[tuple[str, str]]:
    """All that the links set, as (style, text)."""
    yield "panel_title", _title(story, found, words) + words.elsewhere
    for one in (*found.row, *found.rail):
        yield "headline", one.card.title
        yield "panel_title", _kicker(one) + one.section.name
        yield "meta", _deck(one)


def _title(story: Placed, found: NextToRead, words: SiteWording) -> str:
    """What stands above the row: what all of its stories have in common."""
    if found.related == len(found.row):
        return words.related
    if all(one.section == story.section for one in found.row):
        return words.more.format(section=story.section.name)
    return words.read_on


def _kicker(one: Placed) -> str:
    return one.card.kicker or one.section.name


def _deck(one: Placed) -> str:
    """What a card says in the place of a picture."""
    return "" if one.card.pictures else text_of(brief(one.card.deck or plain(one.card.summary)))


def _row(story: Placed, found: NextToRead, words: SiteWording) -> str:
    from markupsafe import Markup

    cards = Markup("").join(_card(one, story) for one in found.row)
    return str(
        Markup(
            '<aside class="read-on" aria-labelledby="read-on">\n'
            '<h2 class="read-on-title" id="read-on">{}</h2>\n<ul class="read-on-row">\n{}</ul>\n'
            "</aside>\n"
        ).format(_title(story, found, words), cards)
    )


def _card(one: Placed, story: Placed) -> Markup:
    from markupsafe import Markup

    deck = _deck(one)
    return Markup('<li class="read-on-card"{}>\n{}<div>\n{}{}</div>\n</li>\n').format(
        _language(one, story),
        _picture(one.card.pictures, story),
        _headline(one, story, _kicker(one)),
        Markup('<p class="read-on-deck">{}</p>\n').format(deck) if deck else "",
    )


def _list(story: Placed, found: NextToRead, words: SiteWording) -> str:
    from markupsafe import Markup

    entries = Markup("").join(
        Markup("<li{}>\n{}</li>\n").format(
            _language(one, story), _headline(one, story, one.section.name)
        )
        for one in found.rail
    )
    return str(
        Markup(
            '<div class="elsewhere">\n<aside class="elsewhere-list" aria-labelledby="elsewhere">\n'
            '<h2 class="read-on-title" id="elsewhere">{}</h2>\n<ul>\n{}</ul>\n</aside>\n</div>\n'
        ).format(words.elsewhere, entries)
    )


def _headline(one: Placed, story: Placed, kicker: str) -> Markup:
    from markupsafe import Markup

    return Markup(
        '<p class="read-on-kicker">{}</p>\n<h3 class="read-on-line"><a href="{}">{}</a></h3>\n'
    ).format(kicker, _root(story) + one.path, one.card.title)


def _language(one: Placed, story: Placed) -> Markup:
    from markupsafe import Markup

    language = one.card.language
    return Markup(' lang="{}"').format(language) if language != story.card.language else Markup("")


def _picture(pictures: tuple[Thumbnail, ...], story: Placed) -> Markup:
    """The picture of a card, which says nothing that its headline does not: without words."""
    from markupsafe import Markup

    sizes = [each for each in pictures if each.width <= _MOST] or list(pictures[:1])
    if not sizes:
        return Markup("")
    sizes = [replace(each, href=f"{_root(story)}{ASSETS}/{each.href}") for each in sizes]
    last = sizes[-1]
    return Markup(
        '<img src="{}" srcset="{}" sizes="(min-width:980px) 300px, (min-width:600px) 50vw, 112px" '
        'width="{}" height="{}" alt="" loading="lazy" decoding="async">\n'
    ).format(
        last.href,
        ", ".join(f"{each.href} {each.width}w" for each in sizes),
        last.width,
        last.height,
    )


def _root(story: Placed) -> str:
    """The way from a story's page to the folder of the site."""
    return "../" * story.path.count("/")
