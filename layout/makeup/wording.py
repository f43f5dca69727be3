"""The words furniture is made of, in the languages an edition may have."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from layout.story.dates import write_date

ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
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
    inside: str
    advertisement: str
    spanish: bool = False

    def date(self, day: datetime.date) -> str:
        """A date as it stands in a masthead: "Friday, December 16, 2022".

        Written by hand: locales belong to the machine, not to the edition.
        """
        days, language = (SPANISH_DAYS, "es") if self.spanish else (ENGLISH_DAYS, "en")
        return f"{days[day.weekday()].capitalize()}, {write_date(day, language)}"

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
    "Inside",
    "Advertisement",
)
SPANISH = Wording(
    "Continúa en la página {page}",
    "Viene de la página {page}",
    "{count} comentario",
    "{count} comentarios",
    "Página {page}",
    "N.º {number}",
    "En esta edición",
    "Publicidad",
    True,
)


def wording(language: str) -> Wording:
    """The wording of a BCP 47 language; English where it is neither English nor Spanish."""
    return SPANISH if language.split("-")[0].lower() == "es" else ENGLISH
