"""Dates and hours as agencies write them in words and in notes, with their zones where they give
one. What they write by ISO 8601 is read as of all others, by `layout/imports/dates.py`.
"""

from __future__ import annotations

import datetime
import re

from layout.imports.dates import Moment

_MONTHS = {
    **dict(zip(("jan", "feb", "mar", "apr", "may", "jun"), range(1, 7), strict=True)),
    **dict(zip(("jul", "aug", "sep", "oct", "nov", "dec"), range(7, 13), strict=True)),
    **{"mrz": 3, "mär": 3, "mai": 5, "okt": 10, "dez": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12},
    **{"fév": 2, "avr": 4, "aoû": 8, "déc": 12, "juin": 6, "juil": 7, "gen": 1, "mag": 5, "giu": 6},
    **{"lug": 7, "set": 9, "ott": 10, "maj": 5},
}
_ZONES = {
    **{"gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "mez": 60, "cest": 120},
    **{"mesz": 120, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360},
    **{"pst": -480, "pdt": -420},
}


def month_of(name: str) -> int | None:
    """The number of a month by its name or the first letters of it, in the agencies' languages."""
    name = name.strip(". ").lower()
    return _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])


def _zone_of(name: str) -> datetime.tzinfo | None:
    """The zone of its letters, "GMT", "MESZ"; None where nobody knows."""
    minutes = _ZONES.get(name.strip().lower())
    return None if minutes is None else datetime.timezone(datetime.timedelta(minutes=minutes))


def hour_of_day(day: datetime.date, digits: str, zone: str) -> datetime.datetime | None:
    """A day's hour of four digits: "1509" with the zone "GMT"; None where there is none such."""
    try:
        hour = datetime.time(int(digits[:2]), int(digits[2:4]), tzinfo=_zone_of(zone))
    except ValueError:
        return None
    return datetime.datetime.combine(day, hour)


_LONGEST_NOTE = 500
_NUMERIC = r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})"
_NAMED = r"(?P<day>\d{1,2})\.? +(?P<name>[^\W\d_]{3,10})\.? +(?P<year>\d{4})"
_AMERICAN = r"(?P<name>[^\W\d_]{3,10})\.? +(?P<day>\d{1,2}),? +(?P<year>\d{4})"
_ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_DAYS = tuple(re.compile(form) for form in (_ISO, _NUMERIC, _NAMED, _AMERICAN))
_HOUR = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])(?:[.:h]?(?P<minute>[0-5]\d))(?: *Uhr)?"
    r"(?: *(?P<zone>[A-Z]{1,4}\b))?"
)


def moment_noted(text: str) -> Moment | None:
    """The first day that a note names, with its hour where there is one: of an embargo.

    >>> moment_noted("Sperrfrist: 12.10.2022 10.00 Uhr").isoformat()
    '2022-10-12T10:00:00'
    """
    text = text[:_LONGEST_NOTE]
    for form in _DAYS:
        if not (found := form.search(text)):
            continue
        parts = found.groupdict()
        month = int(parts["month"]) if parts.get("month") else month_of(parts.get("name") or "")
        try:
            day = datetime.date(int(parts["year"]), month or 0, int(parts["day"]))
        except ValueError:
            continue
        rest = text[: found.start()] + " " + text[found.end() :]
        hour = _HOUR.search(rest)
        if not hour:
            return day
        digits = f"{int(hour['hour']):02}{hour['minute']}"
        return hour_of_day(day, digits, hour["zone"] or "") or day
    return None
