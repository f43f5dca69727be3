"""Wording of furniture, in the languages an edition may have."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from layout.story.text.spoken import comments_of, phrases
from layout.story.text.written_dates import write_day


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases of one language, a BCP 47 tag; `{page}` stands for a page number, `{number}` for that
    of an edition, `{address}` for one that is printed."""

    continued: str
    turned: str
    page: str
    number: str
    inside: str
    advertisement: str
    artwork_to_come: str
    artwork_missing: str
    briefs: str
    letters: str
    read_on: str
    language: str = "en"

    def date(self, day: datetime.date) -> str:
        """A date as it stands in a masthead: "Friday, December 16, 2022", or, where the day comes
        first, "Friday 16 December 2022"."""
        return write_day(day, self.language)

    def continued_on(self, page: int) -> tuple[str, str]:
        """ "Continued on page 2", and what there is room for in a narrow leg: "Page 2"."""
        return self.continued.format(page=page), self.page.format(page=page)

    def turned_from(self, page: int) -> tuple[str, str]:
        """ "From page 1", and what there is room for in a narrow leg: "Page 1"."""
        return self.turned.format(page=page), self.page.format(page=page)

    def comments_of(self, count: int) -> str:
        """ "6 comments"."""
        return comments_of(self.language, count)


def wording(language: str) -> Wording:
    """The wording of a BCP 47 language, or of the one that newsgrid speaks in its place."""
    return Wording(**phrases(language)["print"], language=language)
