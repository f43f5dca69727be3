"""What imported copy has to know of its language: how a byline begins, which of two figures in a
date is the day, and what language it is in where its source says one thing and its words another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from layout.story.text.language import is_language, language_of, primary_of, tag_of
from layout.story.text.written_dates import day_first_in_figures

_BYLINES = {
    "ca": ("Per", "i"),
    "da": ("Af", "og"),
    "de": ("Von", "und"),
    "en": ("By", "and"),
    "es": ("Por", "y"),
    "fr": ("Par", "et"),
    "gl": ("Por", "e"),
    "it": ("Di", "e"),
    "nb": ("Av", "og"),
    "nl": ("Door", "en"),
    "nn": ("Av", "og"),
    "no": ("Av", "og"),
    "pt": ("Por", "e"),
    "ro": ("De", "și"),
    "sv": ("Av", "och"),
}
"""How a byline begins in a language, and what stands before the last of its names."""

_Y_BEFORE_I = re.compile(r"\s*(?:i|í|hi(?![ae]))", re.IGNORECASE)
_NEVER_A_NAME = ("by", "por", "par", "text", "texto", "story")
"""Words that open a byline in any language; "Di", "Von", "Per" open names as well."""

_PRESET = ("en", "es")
"""What programs say where nobody chose a language."""

_SURE = 150
"""Number of characters that are enough to recognise a language."""


def byline_of(names: Iterable[str], language: str) -> str:
    """The byline of the people who wrote a story, as it is printed; "" for none. A name that says
    "By" itself stays as it is; a language that is not known here has commas alone, and no language
    at all is taken for English.

    >>> byline_of(["Ana Torres", "Luis Paz"], "es-EC"), byline_of(["By Ana Torres"], "en")
    ('Por Ana Torres y Luis Paz', 'By Ana Torres')
    """
    listed = tuple(dict.fromkeys(filter(None, (" ".join(name.split()) for name in names))))
    if not listed:
        return ""
    by, together = _BYLINES.get(primary_of(language) or "en", ("", ""))
    if together == "y" and _Y_BEFORE_I.match(listed[-1]):
        together = "e"
    joined = f" {together} " if together else ", "
    written = joined.join(filter(None, (", ".join(listed[:-1]), listed[-1])))
    return written if begins_with_by(written, language) else f"{by} {written}".strip()


def with_by(names: str, language: str) -> str:
    """Names that somebody has listed already, with the "By" of their language where they have
    none; as they are where that language is not known.

    >>> with_by("Ana Ruiz and others", "en"), with_by("Von Anna Roth", "de"), with_by("Ana", "")
    ('By Ana Ruiz and others', 'Von Anna Roth', 'Ana')
    """
    by, _ = _BYLINES.get(primary_of(language), ("", ""))
    return names if begins_with_by(names, language) else f"{by} {names}".strip()


def begins_with_by(text: str, language: str) -> bool:
    """Whether a text begins as a byline does, in its language or beyond doubt.

    >>> begins_with_by("Por Ana Ruiz", "en")
    True
    >>> [begins_with_by("Di Bruno", language) for language in ("it", "en")]
    [True, False]
    """
    by, _ = _BYLINES.get(primary_of(language), ("", ""))
    first = text.replace(":", " ").lower().split(maxsplit=1)
    return len(first) > 1 and first[0] in (*_NEVER_A_NAME, by.lower())


def day_first_in(text: str) -> bool | None:
    """Whether a text's language writes the day before the month; None where that is open."""
    return day_first_in_figures(language_of(text))


def declared_language(languages: Iterable[str], text: str) -> str:
    """The language of a text: what its source says, as BCP 47 writes it, if its words do not say
    otherwise; "" where nobody knows.

    >>> declared_language(["en_us"], "Fog"), declared_language(["not one", "pt-br"], "Névoa")
    ('en-US', 'pt-BR')
    """
    tags = (tag_of(language) for language in languages)
    tag = next((tag for tag in tags if is_language(tag)), "")
    read = language_of(text) if len(text) >= _SURE else ""
    if tag[:2] not in _PRESET or read in ("", tag[:2]):
        return tag
    return "" if read == "und" else read
