"""Wording of furniture, in the languages an edition may have."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from layout.story.text.dates import day_first, write_date

_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SPANISH_DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases of one language; `{page}` stands for a page number, `{count}` for a number,
    `{address}` for one that is printed."""

    continued: str
    turned: str
    comment: str
    comments: str
    page: str
    number: str
    inside: str
    advertisement: str
    artwork_to_come: str
    artwork_missing: str
    read_on: str
    language: str = "en"

    def date(self, day: datetime.date) -> str:
        """A date as it stands in a masthead: "Friday, December 16, 2022", or, where the day comes
        first, "Friday 16 December 2022".

        Written by hand: locales belong to the machine, not to the edition.
        """
        days = _SPANISH_DAYS if self.language == "es" else _ENGLISH_DAYS
        between = " " if day_first(self.language) else ", "
        return f"{days[day.weekday()].capitalize()}{between}{write_date(day, self.language)}"

    def continued_on(self, page: int) -> tuple[str, str]:
        """ "Continued on page 2", and what there is room for in a narrow leg: "Page 2"."""
        return self.continued.format(page=page), self.page.format(page=page)

    def turned_from(self, page: int) -> tuple[str, str]:
        """ "From page 1", and what there is room for in a narrow leg: "Page 1"."""
        return self.turned.format(page=page), self.page.format(page=page)

    def comments_of(self, count: int) -> str:
        """ "6 comments"."""
        return (self.comment if count == 1 else self.comments).format(count=count)


_ENGLISH = Wording(
    "Continued on page {page}",
    "From page {page}",
    "{count} comment",
    "{count} comments",
    "Page {page}",
    "No. {number}",
    "Inside",
    "Advertisement",
    "Artwork to come",
    "Artwork missing",
    "Read on: {address}",
)
_SPANISH = Wording(
    "Continúa en la página {page}",
    "Viene de la página {page}",
    "{count} comentario",
    "{count} comentarios",
    "Página {page}",
    "N.º {number}",
    "En esta edición",
    "Publicidad",
    "Original pendiente",
    "Falta el original",
    "Siga leyendo: {address}",
    "es",
)
LANGUAGES = "English and Spanish"
"""The languages that there are words in."""

_BRITISH = replace(_ENGLISH, language="en-GB")


def wording(language: str) -> Wording:
    """The wording of a BCP 47 language; English where it is neither English nor Spanish."""
    if language.split("-")[0].lower() == "es":
        return _SPANISH
    return _BRITISH if day_first(language) else _ENGLISH


def has_words(language: str) -> bool:
    """Whether there are words in a BCP 47 language."""
    return language.split("-")[0].lower() in ("en", "es")
