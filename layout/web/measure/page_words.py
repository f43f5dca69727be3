"""The words of a page that its story has not: labels of forms, navigation and ads, by language."""

from __future__ import annotations

from dataclasses import dataclass

from layout.story.text.spoken import comments_of, phrases


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases of one language, a BCP 47 tag."""

    skip: str
    home: str
    email: str
    sign_up: str
    email_error: str
    success: str
    hint: str
    footer_nav: str
    table: str
    top: str
    updated: str
    advertisement: str
    language: str = "en"

    def comments_of(self, count: int) -> str:
        """ "6 comments"."""
        return comments_of(self.language, count)


def wording_of(language: str) -> Wording:
    """The wording of a BCP 47 language, or of the one that newsgrid speaks in its place."""
    words = phrases(language)
    advertisement = words["print"]["advertisement"]
    return Wording(**words["page"], advertisement=advertisement, language=language)
