"""The plan of the last run, as JSON: where each ad stood, so that a new run moves little."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from slots.finding import Finding, Severity, Where
from slots.stacking.ad_plan import AdPlace

RECORD = "edition.plan.json"
VERSION = 1

FIELDS = ("id", "page", "column", "row", "columns", "rows")
AGAIN = "the ads are placed as if for the first time; print the edition to have a new record"


def record_text(places: Sequence[AdPlace]) -> str:
    """The record of a plan: an ad a line, by page and place, so that versions compare well."""
    ordered = sorted(places, key=lambda place: (place.page, place.column, place.row, place.id))
    lines = [json.dumps(_as_data(place), ensure_ascii=False) for place in ordered]
    ads = ",\n    ".join(lines)
    listed = f"[\n    {ads}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "ads": {listed}\n}}\n'


def read_record(path: Path) -> tuple[tuple[AdPlace, ...], tuple[Finding, ...]]:
    """The places of a record; none without the file, and none with a warning where it is broken
    or from another version."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (_broken(path, f"not read: {(error.strerror or str(error)).lower()}"),)
    try:
        data = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return (), (_broken(path, "the record of the last plan is no JSON"),)
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION:
        message = f"the record of the last plan has version {version!s:.20}, not {VERSION}"
        return (), (_broken(path, message),)
    places = [_place(each) for each in _listed(data)]
    kept = tuple(place for place in places if place)
    if len(kept) < len(places):
        count = len(places) - len(kept)
        message = f"the record of the last plan has {count} of {len(places)} places broken"
        return (), (_broken(path, message),)
    return kept, ()


def _as_data(place: AdPlace) -> dict[str, Any]:
    return {name: getattr(place, name) for name in FIELDS}


def _listed(data: dict[str, Any]) -> list[Any]:
    ads = data.get("ads")
    return ads if isinstance(ads, list) else [ads]


def _place(data: Any) -> AdPlace | None:
    """A place, None where it is none."""
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        return None
    numbers = [data.get(name) for name in FIELDS[1:]]
    whole = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool)]
    if len(whole) < len(numbers):
        return None
    page, column, row, columns, rows = whole
    sound = page > 0 and column >= 0 and row >= 0 and columns > 0 and rows > 0
    return AdPlace(data["id"], page, column, row, columns, rows) if sound else None


def _broken(path: Path, message: str) -> Finding:
    return Finding("plan-record", Severity.WARNING, message, Where(str(path)), AGAIN)
