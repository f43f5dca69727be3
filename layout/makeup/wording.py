"""The words furniture is made of, in the languages an edition may have."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

ENGLISH_MONTHS = (
    "January February March April May June July August September October November December"
).split()
ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SPANISH_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()
SPANISH_DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases of one language; `{page}` stands for a page number, `{count}` for a number."""

    continued: str
    turned: str
    comment: str
    comments: str
    page: str
    number: str
    spanish: bool = False

    def date(self, day: datetime.date) -> str:
        """A date as it stands in a masthead: "Friday, December 16, 2022".

        Written by hand: locales belong to the machine, not to the edition.
        """
        if self.spanish:
            month, weekday = SPANISH_MONTHS[day.month - 1], SPANISH_DAYS[day.weekday()]
            return f"{weekday.capitalize()}, {day.day} de {month} de {day.year}"
        month, weekday = ENGLISH_MONTHS[day.month - 1], ENGLISH_DAYS[day.weekday()]
        return f"{weekday}, {month} {day.day}, {day.year}"

    def comments_of(self, count: int) -> str:
        """ "6 comments"."""
        return (self.comment if count == 1 else self.comments).format(count=count)


ENGLISH = Wording(
    "Continued on page {page}",
    "From page {page}",
    "{count} comment",
    "{count} comments",
    "Page {page}",
    "No. {number}",
)
SPANISH = Wording(
    "Continúa en la página {page}",
    "Viene de la página {page}",
    "{count} comentario",
    "{count} comentarios",
    "Página {page}",
    "N.º {number}",
    True,
)


def wording(language: str) -> Wording:
    """The wording of a BCP 47 language; English where it is neither English nor Spanish."""
    return SPANISH if language.split("-")[0].lower() == "es" else ENGLISH
