"""What a story is about, by the codes of agencies: section names for IPTC's media topics and its
old subject codes, for ANPA's and dpa's categories; and the rank of an urgency.

Sources: IPTC NewsCodes, Media Topics, top level (its 17 numbers are those of the old Subject
Reference System, 01000000 to 17000000); ANPA 1312 and IPTC 7901, category codes.
"""

from __future__ import annotations

import re

_TOPICS = {
    "01": "Culture",
    "02": "Crime",
    "03": "Disasters",
    "04": "Business",
    "05": "Education",
    "06": "Environment",
    "07": "Health",
    "08": "Human interest",
    "09": "Labour",
    "10": "Lifestyle",
    "11": "Politics",
    "12": "Religion",
    "13": "Science",
    "14": "Society",
    "15": "Sport",
    "16": "Conflict",
    "17": "Weather",
}
"""Top level of IPTC's topics, in the short names that sections of newspapers have."""

_CATEGORIES = {
    "a": "National",
    "d": "Food",
    "e": "Entertainment",
    "f": "Business",
    "i": "International",
    "k": "Opinion",
    "l": "Lifestyle",
    "m": "Farming",
    "n": "Regional",
    "o": "Weather",
    "p": "Politics",
    "q": "Sport",
    "r": "Racing",
    "s": "Sport",
    "t": "Travel",
    "v": "Advisories",
    "w": "Washington",
    "ku": "Kultur",
    "pl": "Politik",
    "sp": "Sport",
    "vm": "Vermischtes",
    "wi": "Wirtschaft",
}
"""Categories of ANPA 1312, which IPTC 7901 takes over, and of dpa's German services."""

_RANKS = {1: 1, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 7}
"""Urgency of IPTC (1 flash, 5 normal, 8 least; 9 means what its user likes) to rank (1 is the
lead)."""

_PRIORITIES = {"f": 1, "b": 2, "u": 3, "r": 5, "d": 6, "a": 7, "w": 7, "s": 7, "h": 7}
"""Priorities of ANPA 1312 (flash, bulletin, urgent, regular, deferred, advances, hold) to
urgency."""

_EIGHT_DIGITS = re.compile(r"(?:^|[:/])(\d{2})0{6}$|(?:^|[:/])(0[1-9]|1[0-7])\d{6}$")


def topic_name(code: str) -> str:
    """The section of an IPTC code, with its scheme or without; "" where the code does not say.

    >>> topic_name("subj:15054000"), topic_name("medtop:04000000"), topic_name("medtop:20000350")
    ('Sport', 'Business', '')
    """
    found = _EIGHT_DIGITS.search(code.strip())
    return _TOPICS.get(found[1] or found[2], "") if found else ""


def is_top_topic(code: str) -> bool:
    """Whether a code is one of the 17 at IPTC's top level."""
    found = _EIGHT_DIGITS.search(code.strip())
    return bool(found and found[1] in _TOPICS)


def category_name(code: str) -> str:
    """The section of a category of ANPA 1312, IPTC 7901 or dpa; "" for one nobody knows."""
    return _CATEGORIES.get(code.strip().lower(), "")


def rank_of(urgency: int | None) -> int | None:
    """The rank of an urgency from 1 to 9; None for none, and for what it does not say."""
    return None if urgency is None else _RANKS.get(urgency)


def urgency_of_priority(letter: str) -> int | None:
    """The urgency of a priority of ANPA 1312; None for one nobody knows."""
    return _PRIORITIES.get(letter.strip().lower())
