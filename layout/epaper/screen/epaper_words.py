"""The words of the reader page that no edition has, by language."""

from __future__ import annotations

from dataclasses import dataclass

from layout.story.text.spoken import phrases


@dataclass(frozen=True, slots=True)
class EpaperWords:
    """Phrases of one language; `{page}` and `{pages}` stand for numbers of pages, `{count}` for how
    many there are."""

    contents: str
    pages: str
    previous: str
    next: str
    larger: str
    close: str
    previous_story: str
    next_story: str
    page_of: str
    pages_of: str
    book: str
    page: str
    advertisement: str


def epaper_words_of(language: str) -> EpaperWords:
    """The words of a BCP 47 language, or of the one that newsgrid speaks in its place."""
    said = phrases(language)
    printed = {name: said["print"][name] for name in ("page", "advertisement")}
    return EpaperWords(**said["epaper"], **printed)
