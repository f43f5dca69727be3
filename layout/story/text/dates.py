"""Dates as people write them, and the date line under a headline. How newsgrid itself writes them
is in `written_dates.py`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from layout.story.text.spoken import month_called

_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december"
)
_SPANISH_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_ENGLISH, _SPANISH = _ENGLISH_MONTHS.split(), _SPANISH_MONTHS.split()
_DAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_MONTHS = {
    name[:letters]: number
    for names in (_ENGLISH, _SPANISH)
    for number, name in enumerate(names, 1)
    for letters in (3, 4, len(name))
} | {"setiembre": 9}

_LEAD = re.compile(
    r"(?:(?:first published|last updated|published|updated|posted|publicado|actualizado)"
    r"(?:\s+on|\s+el)?:?\s+)?"
    rf"(?:(?:{_DAYS}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\.?,?\s+)?",
    re.IGNORECASE,
)
_CLOCK = r"(?:,?\s+(?:at\s+|a\s+las\s+)?\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?\s?m\.?)?(?:\s+[A-Z]{2,4})?)?"
_SHAPES = tuple(
    re.compile(shape + _CLOCK, re.IGNORECASE)
    for shape in (
        r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{4}))?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|er|\.)?\s+(?:de\s+|of\s+)?(?P<month>[^\W\d_]+)\.?"
        r"(?:,?\s+(?:del?\s+)?(?P<year>\d{4})(?:\s+г(?:\.|ода))?)?",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:T\d{2}:\d{2}(?::\d{2})?Z?)?",
    )
)
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})" + _CLOCK, re.IGNORECASE)
_COMMENTS = re.compile(
    r"(\d{1,3}(?:[,.]\d{3}){0,2}|\d{1,7}) (?:comments?|comentarios?)", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:by|por|text by|texto de|texto)\b:?\s+(\S.*)", re.IGNORECASE)
_SMALL_NAMES = "and y e de del la las los el of the for para con with van von da"
_SMALL_WORDS = frozenset(_SMALL_NAMES.split())
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """The meaning of a written date; where it has none, `day` is None and `problem` says why."""

    day: datetime.date | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DateLine:
    """The parts of the line under a headline, "" where it lacks one; `problem`: of its date."""

    date_text: str = ""
    date: datetime.date | None = None
    problem: str = ""
    byline: str = ""
    comments: int | None = None
    section: str = ""


def read_date(text: str, day_first: bool | None = None) -> WrittenDate | None:
    """What a written date means, None if it is no date at all.

    Reads "Dec 16, 2022", "Friday, 16 December 2022", "16 de diciembre de 2022", "2022-12-16" and
    "16/12/2022", with a weekday or "Published" before it and a time after it; and in the other
    languages that newsgrid speaks "1er mai 2022", "16. Dezember 2022". Day and month in figures
    are told apart by one over 12, else by `day_first`; None leaves them undecided.
    """
    bare = text[_LEAD.match(text).end() :]  # type: ignore[union-attr]  # it matches nothing too
    if match := _NUMBERS.fullmatch(bare):
        first, second, year = (int(part) for part in match.groups())
        return _in_figures(first, second, year, day_first)
    for shape in _SHAPES:
        match = shape.fullmatch(bare)
        month = match and _month(match["month"])
        if match and month:
            return _day(match["year"], month, int(match["day"]))
    return None


def _month(name: str) -> int | None:
    return int(name) if name.isdigit() else _MONTHS.get(name.lower()) or month_called(name)


def _day(year: str | None, month: int, day: int) -> WrittenDate:
    if year is None:
        return WrittenDate(None, "has no year")
    try:
        return WrittenDate(datetime.date(int(year), month, day))
    except ValueError:
        return WrittenDate(None, "is not in the calendar")


def _in_figures(first: int, second: int, year: int, day_first: bool | None) -> WrittenDate:
    """Day and month in figures; where both are 12 or less, the figures alone do not decide."""
    if first > 12 or second > 12:
        day_first = first > 12
    elif first == second:
        day_first = True
    if day_first is None:
        return WrittenDate(None, "may be day/month or month/day")
    day, month = (first, second) if day_first else (second, first)
    return _day(str(year), month, day)


def is_byline(text: str) -> bool:
    """Whether a line is "By Ana Torres" or "Por Ana Torres y Luis Paz": names, not a sentence."""
    if len(text) > _LONGEST or text[-1] in ".!?:;":
        return False
    match = _BYLINE.fullmatch(text)
    names = match[1].split() if match else []
    return 0 < len(names) <= 10 and all(_is_name(word) for word in names)


def _is_name(word: str) -> bool:
    return word in _SMALL_WORDS or word[0].isupper()


def read_date_line(text: str, day_first: bool | None = None) -> DateLine | None:
    """The parts of a line such as "By Ana Torres | Dec 16, 2022 | News | 6 comments".

    Parts stand between | or · or •. It is a date line if every part is a date, a byline, a count
    of comments or, once and beside another part, a section of up to four words; else None.
    """
    if len(text) > _LONGEST:
        return None
    parts = [part.strip() for part in re.split(r"\s*[|·•]\s*", text) if part.strip()]
    line: DateLine | None = DateLine()
    for part in parts:
        line = line and _with_part(line, part, day_first)
    known = line and (line.date_text or line.byline or line.comments is not None)
    return line if known else None


def _with_part(line: DateLine, part: str, day_first: bool | None) -> DateLine | None:
    """The date line with one more part, None if there is no room for such a part."""
    if match := _COMMENTS.fullmatch(part):
        count = int(re.sub("[,.]", "", match[1]))
        return replace(line, comments=count) if line.comments is None else None
    if is_byline(part):
        return None if line.byline else replace(line, byline=part)
    if written := read_date(part, day_first):
        dated = replace(line, date_text=part, date=written.day, problem=written.problem)
        return None if line.date_text else dated
    return None if line.section or len(part.split()) > 4 else replace(line, section=part)
