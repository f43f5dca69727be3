"""Titles without the name of the site they stand on: "How to Build a Terrarium | eHow".

Pages, feeds and exports say their site's name (`without_site_name`); where they do not, most titles
of one import end alike (`shared_tail`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

_BREAK = re.compile(r"\s+(?:[|¦·•»«›‹/\\~]|::|-{1,2}|[–—―])\s+|\s*[|¦]\s*")
"""What stands between a title and a name: a character with white space around it."""

_NOT_LETTER = re.compile(r"[\W_]+")
_SUFFIXES = ("com", "org", "net", "co", "ac", "gov", "gob", "edu")
"""What stands before a country in a host's name."""

_LONGEST_TAIL = 60
_FEWEST = 3
"""Titles that make a majority: two may end alike by chance."""


def without_site_name(title: str, names: Iterable[str]) -> str:
    """A title without the names of its site at its end or its beginning, each recognised by the
    character that parts it from the rest; capitals, points and "the" do not matter. A title that is
    nothing but such names stays.

    >>> without_site_name("How to Build a Terrarium | eHow", ["eHow"])
    'How to Build a Terrarium'
    >>> without_site_name("Lighthouse goes dark - Shipping - The Gazette", ["Gazette", "Shipping"])
    'Lighthouse goes dark'
    """
    known = {_bare(name) for name in names} - {""}
    title = " ".join(title.split())
    while True:
        shorter = _without_one(title, known)
        if not shorter or shorter == title:
            return title
        title = shorter


def _without_one(title: str, known: set[str]) -> str:
    breaks = list(_BREAK.finditer(title))
    for found in breaks:  # the longest tail first: a name may have such a character in it
        if _bare(title[found.end() :]) in known:
            return title[: found.start()].strip()
    for found in reversed(breaks):
        if _bare(title[: found.start()]) in known:
            return title[found.end() :].strip()
    return title


def _bare(name: str) -> str:
    """A name as it is compared: letters and figures, without "the" before it."""
    words = _NOT_LETTER.sub(" ", name.casefold()).split()
    return "".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def names_of_host(address: str) -> tuple[str, ...]:
    """What a site may be called in its titles by its host.

    >>> names_of_host("https://www.harbour-gazette.co.uk/ferry")
    ('www.harbour-gazette.co.uk', 'harbour-gazette.co.uk', 'harbour-gazette')
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ()
    short = host.removeprefix("www.")
    parts = [part for part in short.split(".")[:-1] if part not in _SUFFIXES]
    names = (host, short, parts[-1] if parts else "")
    return tuple(dict.fromkeys(name for name in names if name))


def shared_tail(titles: Iterable[str]) -> str:
    """The name that most titles of one import end in, "" where they do not: to be handed to
    `without_site_name`. Each title counts once, and it takes three to make a majority.

    >>> shared_tail(["Ferry returns - Gazette", "Fog - Gazette", "Tides", "Fish - Gazette"])
    'Gazette'
    """
    different = dict.fromkeys(" ".join(title.split()) for title in titles)
    tails: Counter[str] = Counter()
    for title in different:
        ends = {title[found.end() :] for found in _BREAK.finditer(title)}
        tails.update(end for end in ends if 0 < len(end) <= _LONGEST_TAIL)
    most = [
        (count, len(tail), tail)
        for tail, count in tails.items()
        if count >= _FEWEST and 2 * count > len(different)
    ]
    return max(most)[2] if most else ""
