"""What imported copy has to know of its language: how a byline begins, and which of two figures in
a date is the day."""

from __future__ import annotations

from collections.abc import Iterable

from layout.story.text.language import language_of


def byline_of(names: Iterable[str], language: str) -> str:
    """The byline of the people who wrote a story, as it is printed; "" for none. A name that says
    "By" itself stays as it is.

    >>> byline_of(["Ana Torres", "Luis Paz"], "es-EC"), byline_of(["By Ana Torres"], "en")
    ('Por Ana Torres y Luis Paz', 'By Ana Torres')
    """
    listed = tuple(dict.fromkeys(filter(None, (" ".join(name.split()) for name in names))))
    if not listed:
        return ""
    by, joined = ("Por", " y ") if language.startswith("es") else ("By", " and ")
    written = joined.join(filter(None, (", ".join(listed[:-1]), listed[-1])))
    return written if written.lower().startswith(("by ", "por ")) else f"{by} {written}"


def day_first_in(text: str) -> bool | None:
    """Whether a text's language writes the day before the month; None where that is open."""
    return True if language_of(text) == "es" else None
