"""Furniture of a page in a site: the links to other pages, and what machines read of this one.

A page without a site around it (`newsgrid web`) has none: `ALONE`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the navigation: its words, its address from this page, and whether it leads to this
    page ("page") or to the section that it belongs to ("true"): what aria-current says."""

    label: str
    href: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that this page names: its title, its address from this page, its media type."""

    title: str
    href: str
    type: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What search engines and other sites read of a page.

    `canonical` is the one https address of the page ("" where the publication has none),
    `properties` are Open Graph's names and values, `data` a JSON-LD document, ready to stand in a
    script element of that type: a block of data, which no browser runs.
    """

    canonical: str = ""
    feeds: tuple[Feed, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    data: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a page of a site has beside its content.

    `root` leads from the page's folder to the site's ("../", "" for the home page), `assets` to
    that of pictures and all else that pages share; `home` is the home page's address, `sections`
    are the fronts; `nav` names their list for those who hear it.
    """

    root: str = ""
    assets: str = ""
    home: str = ""
    sections: tuple[Link, ...] = ()
    nav: str = ""
    meta: Meta = Meta()

    def texts(self) -> Iterator[str]:
        """All that it sets in type."""
        yield from (link.label for link in self.sections)


ALONE = Furniture()
"""The furniture of a page without a site."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of a front to turn to: its number, 0 where some are left out, its address, and what it
    is called."""

    number: int
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a front that a reader may turn to: the first, the last, and those about its own;
    the addresses of the page before and of the next, "" for none."""

    turns: tuple[Turn, ...]
    previous: str
    next: str
