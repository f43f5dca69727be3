"""The weather in the items of a module: one day each, in words and figures.

- Friday: sun and light cloud, 18/11, wind SW 4, high tide 06:12 and 18:40
  day     words                high/low  wind     tide, to the end
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

KIND = "weather"
_TEMPERATURES = re.compile(r"([-−]?\d{1,3})\s*°?\s*[CF]?\s*/\s*([-−]?\d{1,3})\s*°?\s*[CF]?")
_WIND = re.compile(r"(?:winds?|vientos?)\b|(?:[NESWO]{1,3})\s+\d", re.IGNORECASE)
_TIDE = re.compile(
    r"(?:(?:high|low)\s+(?:tides?|water)|tides?|mareas?|pleamar|bajamar)\b", re.IGNORECASE
)


class Sky(StrEnum):
    """What a day looks like: the sign that stands beside its words."""

    SUN = "sun"
    SUN_CLOUD = "sun-cloud"
    CLOUD = "cloud"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"
    FOG = "fog"
    WIND = "wind"


_SUNNY = r"sun|bright|clear|fine|sol\b|solead|despejad"
_CLOUDY = r"cloud|overcast|grey|gray|dull|nub|cubiert"
_BROKEN = r"spell|interval|partly|broken|parcial|claros"
_SKIES = (
    (Sky.STORM, r"thunder|storm|lightning|tormenta|rayos"),
    (Sky.SNOW, r"snow|sleet|hail|nieve|nevad|granizo"),
    (Sky.RAIN, r"rain|shower|drizzle|wet|lluvi|chubasco|llovizna|aguacero"),
    (Sky.FOG, r"fog|mist|haze|hazy|niebla|neblina|bruma"),
    (Sky.SUN_CLOUD, rf"(?=.*(?:{_SUNNY}))(?=.*(?:{_CLOUDY}|{_BROKEN}))|{_BROKEN}"),
    (Sky.SUN, _SUNNY),
    (Sky.CLOUD, _CLOUDY),
    (Sky.WIND, r"wind|gale|breez|blow|viento|ventos|brisa"),
)


@dataclass(frozen=True, slots=True)
class WeatherDay:
    """One day. `high` and `low` are as written, without a unit; what is not given is ""."""

    day: str
    words: str
    high: str = ""
    low: str = ""
    wind: str = ""
    tide: str = ""
    sky: Sky | None = None


def weather_day(text: str) -> WeatherDay | None:
    """The day that an item of a weather module describes; None where it does not begin with one.

    >>> weather_day("Friday: showers, 15/9, wind W 6")
    WeatherDay(day='Friday', words='showers', high='15', low='9', wind='wind W 6', tide='', \
sky=<Sky.RAIN: 'rain'>)
    """
    day, colon, rest = text.partition(":")
    if not colon or not day.strip() or not rest.strip() or len(day.split()) > 4:
        return None
    words: list[str] = []
    found = {"high": "", "low": "", "wind": ""}
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    tide = next((at for at, part in enumerate(parts) if _TIDE.match(part)), len(parts))
    for part in parts[:tide]:
        temperatures = _TEMPERATURES.fullmatch(part)
        if temperatures and not found["high"]:
            found["high"], found["low"] = temperatures.groups()
        elif _WIND.match(part) and not found["wind"] and words:
            found["wind"] = part
        else:
            words.append(part)
    description = ", ".join(words)
    return WeatherDay(
        day.strip(), description, **found, tide=", ".join(parts[tide:]), sky=sky_of(description)
    )


def sky_of(words: str) -> Sky | None:
    """The sign for the weather in words, English or Spanish; None where they name none.

    >>> sky_of("Sunny spells, then heavy showers"), sky_of("nublado"), sky_of("mild")
    (<Sky.RAIN: 'rain'>, <Sky.CLOUD: 'cloud'>, None)
    """
    return next((sky for sky, sign in _SKIES if re.search(sign, words, re.IGNORECASE)), None)
