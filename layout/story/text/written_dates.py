"""Dates as a newspaper prints them, by language.

By Unicode's CLDR, through Babel. English and Spanish by hand: nearly all copy is in these, and
CLDR's tables take their time to open; British English has no comma after the day there, and ours
never had one.
"""

from __future__ import annotations

import datetime

from layout.story.text.language import primary_of, region_of, tag_of
from layout.story.text.spoken import has_words, phrases, spoken

_DAY_FIRST = ("GB", "IE", "AU", "NZ", "ZA", "IN")
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SPANISH_DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
_BY_HAND = ("en", "es")


def day_first(language: str) -> bool:
    """Whether a language is an English that writes the day before the month.

    >>> day_first("en-GB"), day_first("en"), day_first("es")
    (True, False, False)
    """
    return primary_of(language) == "en" and region_of(language) in _DAY_FIRST


def day_first_in_figures(language: str) -> bool | None:
    """Whether 3/4/2022 is in April: True in all languages that newsgrid speaks except English,
    where it is ambiguous; None for English and for all other languages.

    >>> day_first_in_figures("fr"), day_first_in_figures("en-GB")
    (True, None)
    """
    return True if has_words(language) and primary_of(language) != "en" else None


def write_date(date: datetime.date, language: str) -> str:
    """A date as it stands under a headline: "December 16, 2022", "16 de diciembre de 2022", in
    British English "16 December 2022", in French "1er mai 2022".

    Languages that are not in CLDR get the unambiguous 2022-12-16.
    """
    return _written(date, language, "long") or date.isoformat()


def write_month(date: datetime.date, language: str) -> str:
    """A month as a newspaper prints it: "December 2022", "diciembre de 2022", else 2022-12."""
    return _written(date, language, "month") or date.isoformat()[:7]


def write_day(date: datetime.date, language: str) -> str:
    """A date with its day of the week as it stands in a masthead, in the language that newsgrid
    speaks there: "Friday, December 16, 2022", in British English "Friday 16 December 2022",
    "Viernes, 16 de diciembre de 2022"."""
    written = _written(date, language if has_words(language) else spoken(language), "full")
    return written[:1].upper() + written[1:]


def _written(date: datetime.date, language: str, form: str) -> str:
    """A date as CLDR's "full" or "long" form, or its "month" and year; "" where it has none."""
    primary = primary_of(language)
    speaks = primary if primary in _BY_HAND else spoken(language)
    if speaks == "es":
        return _in_spanish(date, form)
    if primary == "en":
        return _in_english(date, form, day_first(language))
    return _by_babel(date, language, form)


def _in_spanish(date: datetime.date, form: str) -> str:
    month = f"{phrases('es')['dates']['months'][date.month - 1]} de {date.year}"
    if form == "month":
        return month
    day = f"{_SPANISH_DAYS[date.weekday()]}, " if form == "full" else ""
    return f"{day}{date.day} de {month}"


def _in_english(date: datetime.date, form: str, day_first: bool) -> str:
    month = phrases("en")["dates"]["months"][date.month - 1]
    if form == "month":
        return f"{month} {date.year}"
    day = f"{_ENGLISH_DAYS[date.weekday()]} " if form == "full" else ""
    if day_first:
        return f"{day}{date.day} {month} {date.year}"
    return f"{day.replace(' ', ', ')}{month} {date.day}, {date.year}"


def _by_babel(date: datetime.date, language: str, form: str) -> str:
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    if primary_of(language) == "und":
        return ""
    try:
        locale = Locale.parse(tag_of(language), sep="-")
    except (UnknownLocaleError, ValueError):
        return ""
    if form == "month":
        return format_skeleton("yMMMM", date, locale=locale)
    written = format_date(date, form, locale)
    first = phrases(language)["dates"].get("first") if has_words(language) else None
    if first and date.day == 1:
        written = " ".join(first if part == "1" else part for part in written.split(" "))
    return written
