"""What ninjs allows where: the kinds of its properties in 1.0 to 3.1, and what of an item breaks
them. Names are in lower case here, as 3.0 only changed the capitals of 2.x.

Source: IPTC ninjs, its JSON Schemas 1.0 to 3.1; superdesk's and AP's properties beside them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from layout.imports.dates import moment_of

Json: TypeAlias = object

_TEXTS = frozenset(
    "uri guid version type profile representationtype mimetype title headline byline by located"
    " slugline language ednote copyrightholder copyrightnotice".split()
)
_DATES = frozenset(
    "versioncreated firstcreated contentcreated embargoed expires contentmodified"
    " firstpublished".split()
)
_LISTS = frozenset(
    "person organisation place subject event object infosource trustindicator genre people"
    " organisations places subjects events objects infosources trustindicators genres headlines"
    " descriptions bodies advices service plannedcoverage".split()
)
_EITHER = frozenset("associations renditions altids".split())
_OBJECTS = frozenset("standard $standard rightsinfo eventdetails".split())
_FREE = frozenset(
    "urgency pubstatus usageterms digitalsourcetype charcount wordcount readtime keyword keywords"
    " embargoedreason name audiences contentwarnings etag"
    # superdesk
    " priority source authors annotations extra evolvedfrom products signal sign_off event_id"
    " planning_id coverage_id agenda_id internal_note copyright translated_from translations"
    " rewrite_of rewritten_by translation_id correction_sequence ancestors attachments refs"
    " syndicated bookmarks creditline credit alt"
    # AP
    " editorialpriority signals photographer datelinelocation provider colorspace links filename"
    " transref photographers outinginstructions editorialtypes editorialrole thumbnail dateline"
    " specialinstructions foreignkeys captionwriter suppcategory usage pubhistory"
    # BBC
    " id contracts".split()
)
_EXTENSIBLE = re.compile(r"(?:headline|description|body|copyrightnotice)_[\x21-\x7e\xa1-\uffff]+")
_ASCII_ONLY = re.compile(r"headline_[a-z0-9_]+")
_STATUSES = ("usable", "withheld", "canceled")
_ENTITY_TEXTS = ("name", "rel", "scheme", "code", "uri", "literal", "title", "href", "role")
_GEOMETRIES = frozenset(
    "Point MultiPoint LineString MultiLineString Polygon MultiPolygon GeometryCollection Feature"
    " FeatureCollection".split()
)
_TRUNCATED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)?)?")


@dataclass(frozen=True, slots=True)
class _Breach:
    """What of an item is not as ninjs has it: the property, and what is wrong with it."""

    key: str
    message: str


def breaches(item: Mapping[str, Json]) -> Iterator[_Breach]:
    """All that is wrong with an item, its properties in the order of the file."""
    unknown = [key for key in item if not _is_known(key)]
    if unknown:
        names = ", ".join(unknown[:12]) + (" ..." if len(unknown) > 12 else "")
        yield _Breach(unknown[0], f"no property of ninjs, and not read: {names}")
    for key, value in item.items():
        yield from _breach(key, key.lower(), value)
    if not item.get("uri") and not item.get("guid"):
        yield _Breach("uri", "no uri: nobody can know the story again")


def _is_known(key: str) -> bool:
    name = key.lower()
    if name.startswith("headline_") and not _ASCII_ONLY.fullmatch(name):
        return all(ord(sign) < 0xC0 for sign in name) or "#" in name
    known = (_TEXTS, _DATES, _LISTS, _EITHER, _OBJECTS, _FREE)
    return any(name in names for names in known) or bool(_EXTENSIBLE.fullmatch(name))


def _breach(key: str, name: str, value: Json) -> Iterator[_Breach]:
    if value is None:
        return
    if (expected := _expected(name)) and not _fits(name, value):
        yield _Breach(key, f"{key}: expected {expected}, found {_shown(value)}")
    elif name == "eventdetails" and isinstance(value, dict):
        yield from _dates(value.get("dates"))
    elif isinstance(value, list):
        yield from _listed(key, name, value)


_ONE_OF_ITS_OWN = {
    "urgency": "1 to 9",
    "pubstatus": "usable, withheld or canceled",
    "digitalsourcetype": "an object",
}
_EXPECTED = (
    (_TEXTS, "text"),
    (_DATES, "a date as 2024-05-06T07:08:09Z"),
    (_LISTS, "a list"),
    (_OBJECTS, "an object"),
    (_EITHER, "a list or an object"),
)


def _expected(name: str) -> str:
    """What a property takes, "" for one that takes anything."""
    own = _ONE_OF_ITS_OWN.get(name, "")
    return own or next((words for names, words in _EXPECTED if name in names), "")


def _fits(name: str, value: Json) -> bool:
    if name in _DATES:
        return isinstance(value, str) and (not value or moment_of(value) is not None)
    if name == "urgency":
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9
    if name == "pubstatus":
        return value in _STATUSES
    kinds: tuple[type, ...] = (dict,)
    for names, allowed in ((_TEXTS, (str,)), (_LISTS, (list,)), (_EITHER, (list, dict))):
        kinds = allowed if name in names else kinds
    return isinstance(value, kinds)


def _urgency(key: str, value: Json) -> Iterator[_Breach]:
    if not _fits("urgency", value):
        yield _Breach(key, f"{key}: expected 1 to 9, found {_shown(value)}")


def _listed(key: str, name: str, values: list[Json]) -> Iterator[_Breach]:
    """What is wrong within a list of objects."""
    for value in values:
        if name in _LISTS and not isinstance(value, dict):
            yield _Breach(key, f"{key}: expected objects, found {_shown(value)}")
        if not isinstance(value, dict):
            continue
        if name == "advices":
            yield from _advice(value)
        elif name == "plannedcoverage" and "urgency" in value:
            yield from _urgency("urgency", value["urgency"])
        elif name == "associations":
            yield from _association(key, value)
        elif name in _LISTS:
            yield from _entity(key, value)


def _association(key: str, item: Mapping[str, Json]) -> Iterator[_Breach]:
    if not isinstance(item.get("name"), str):
        yield _Breach(key, f"{key}: an association without a name")
    unknown = [each for each in item if not _is_known(each)]
    if unknown:
        yield _Breach(unknown[0], f"{key}: no property of ninjs: {', '.join(unknown[:12])}")


def _entity(key: str, entity: Mapping[str, Json]) -> Iterator[_Breach]:
    for name in _ENTITY_TEXTS:
        if name in entity and not isinstance(entity[name], str | int | None):
            yield _Breach(name, f"{key}: expected text for {name}, found {_shown(entity[name])}")
    geometry = entity.get("geojson", entity.get("geometry_geojson"))
    if isinstance(geometry, dict) and geometry.get("type") not in _GEOMETRIES:
        yield _Breach("geojson", f"{key}: no type of GeoJSON: {_shown(geometry.get('type'))}")


def _advice(advice: Mapping[str, Json]) -> Iterator[_Breach]:
    for name in ("importance", "lifetime"):
        value = advice.get(name)
        if value is not None and not (isinstance(value, dict) and {"code", "uri"} & set(value)):
            yield _Breach(
                name, f"advices: expected an object with a code for {name}, found {_shown(value)}"
            )


def _dates(dates: Json) -> Iterator[_Breach]:
    if not isinstance(dates, dict):
        return
    for part in ("Start", "End"):
        sure, expected = dates.get(f"{part.lower()}Date"), dates.get(f"expected{part}Date")
        if sure is not None and expected is not None:
            yield _Breach(
                f"expected{part}Date", f"both {part.lower()}Date and expected{part}Date are given"
            )
        if expected is not None and not (
            isinstance(expected, str) and _TRUNCATED.fullmatch(expected) and _is_day(expected)
        ):
            yield _Breach(f"expected{part}Date", f"expected{part}Date: no date: {_shown(expected)}")


def _is_day(text: str) -> bool:
    day = (text[:10] + "-01-01"[len(text[:10]) - 4 :])[:10]
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _shown(value: Json) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case str():
            return f'"{value[:40]}"'
        case int() | float():
            return f"the number {str(value)[:20]}"
        case list():
            return "a list"
        case _:
            return "an object"
