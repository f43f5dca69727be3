"""The plan of the last run, as JSON: where ads and stories stood, so that little moves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from layout.makeup.edition.assign.last_edition import NO_LAST_EDITION, LastEdition
from layout.story.decided import PAGES
from layout.work.terminal.output import write_file
from slots.files.door import RECORD as KIND
from slots.files.door import Unopened, read_file, there
from slots.finding import BadInput, Finding, Severity, Where
from slots.stacking.task.ad_plan import AdPlace

RECORD = "edition.plan.json"
OLD = f"{RECORD}.old"
"""The record of a plan in which less was missing, or that --fresh did away with."""

_VERSION = 1

_LARGEST = 2**31
"""No page, column or row of any edition has such a number: what says so is no place."""

_FIELDS = ("id", "page", "column", "row", "columns", "rows")
_AGAIN = "all is placed as if for the first time; print the edition to have a new record"


@dataclass(frozen=True, slots=True)
class Stood:
    """The rectangle in which a story, a part of one or a rail stood: its first column and row as
    `Place` counts them, how many columns and rows it had (air included), its rank, and how many
    columns wide its first picture was; 0 for none."""

    column: int
    row: int
    columns: int
    rows: int
    rank: int
    picture: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """Where everything stood: the places of the ads, how the stories were made up, how many pages
    there were (0: not known), how many stories and ads had no place, and what was decided: the text
    of the publication's pages.toml. `stood` are the rectangles of its items by their ids, page by
    page, the best-ranked of each first, on a grid of so many `columns` (0: not known)."""

    ads: tuple[AdPlace, ...] = ()
    made: LastEdition = NO_LAST_EDITION
    pages: int = 0
    missing: int = 0
    decided: str = ""
    stood: Mapping[str, Stood] = field(default_factory=dict)
    columns: int = 0

    @property
    def stories(self) -> Mapping[str, int]:
        """The page of each story by its item's id."""
        return self.made.pages


def record_text(record: Record) -> str:
    """A record as it is written: an ad a line, by page and place, then a story a line, so that
    versions compare well."""
    ordered = sorted(record.ads, key=lambda each: (each.page, each.column, each.row, each.id))
    ads = [json.dumps(_as_data(place), ensure_ascii=False) for place in ordered]
    made = record.made
    stories = _pairs(sorted(made.pages.items(), key=lambda item: (item[1], item[0])))
    counted = f'  "pages": {record.pages},\n' if record.pages else ""
    counted += f'  "missing": {record.missing},\n' if record.missing else ""
    kept_out = _lines("{}", _pairs(sorted(made.struck.items())))
    struck = f',\n  "struck": {kept_out}' if made.struck else ""
    longer = _lines("{}", _pairs(sorted(made.more.items())))
    rectangles = _lines("{}", _pairs((name, [*astuple(s)]) for name, s in record.stood.items()))
    struck += f',\n  "more": {longer}' if made.more else ""
    struck += f',\n  "columns": {record.columns}' if record.columns else ""
    struck += f',\n  "stood": {rectangles}' if record.stood else ""
    said = json.dumps(record.decided, ensure_ascii=False)
    last = struck + (f',\n  "decided": {said}' if record.decided else "")
    return (
        f'{{\n  "version": {_VERSION},\n{counted}  "ads": {_lines("[]", ads)},\n'
        f'  "stories": {_lines("{}", stories)},\n'
        f'  "bodies": {_lines("{}", _pairs(sorted(made.bodies.items())))},\n'
        f'  "costs": {_lines("{}", _pairs(sorted(made.costs.items())))},\n'
        f'  "sections": {_lines("{}", _pairs(sorted(made.sections.items())))}{last}\n}}\n'
    )


def _pairs(items: Iterable[tuple[Any, Any]]) -> list[str]:
    return [
        f"{json.dumps(str(name), ensure_ascii=False)}: {json.dumps(value)}" for name, value in items
    ]


def _lines(brackets: str, entries: Sequence[str]) -> str:
    if not entries:
        return brackets
    listed = ",\n    ".join(entries)
    return f"{brackets[0]}\n    {listed}\n  {brackets[1]}"


def keep_record(folder: Path, record: Record, fresh: bool) -> Path | None:
    """Writes a publication's record, with what is decided in it by now. Where less was missing in
    the plan before, or where it was not followed (`fresh`), that is kept beside it; gives its file,
    None where it is not.

    A plan that comes out as before, or one with as much missing, leaves what was kept alone.
    Raises BadInput or OSError where nothing can be written, and where what stands in a record's
    place is no file of the publication: it is neither written to nor replaced.
    """
    said = replace(record, decided=_decided(folder))
    file, text = folder / RECORD, record_text(said).encode()
    last = _bytes_of(file)
    before = _read(file, last)[0] if last is not None else Record()
    worse = before != Record() and (fresh or record.missing > before.missing)
    old = folder / OLD if worse and last != text else None
    if old and last is not None:
        _bytes_of(old)
        write_file(old, last)
    write_file(file, text)
    return old


def _decided(folder: Path) -> str:
    """The text of what is decided; none where that cannot be read as text: it is told elsewhere."""
    text = _bytes_of(folder / PAGES) or b""
    return text.decode("utf-8-sig", "replace") if text.strip() else ""


def _bytes_of(file: Path) -> bytes | None:
    """The bytes of a record in its publication, None without one. Raises BadInput where something
    else stands in its place."""
    if not there(file):
        return None
    try:
        return read_file(file, KIND, file.parent)
    except Unopened as error:
        raise error.at(Where(str(file))) from None


def read_record(path: Path) -> tuple[Record, tuple[Finding, ...]]:
    """The record of a file; an empty one without the file, and one with a warning where it is
    broken or from another version."""
    try:
        text = _bytes_of(path)
    except BadInput as error:
        return Record(), (_broken(path, f"not read: {error.findings[0].message}"),)
    return (Record(), ()) if text is None else _read(path, text)


def _read(path: Path, text: bytes) -> tuple[Record, tuple[Finding, ...]]:
    try:
        data = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Record(), (_broken(path, "the record of the last plan is no JSON"),)
    version = data.get("version") if isinstance(data, dict) else None
    if version != _VERSION:
        message = f"the record of the last plan has version {version!s:.20}, not {_VERSION}"
        return Record(), (_broken(path, message),)
    places = [_place(each) for each in _listed(data)]
    kept = tuple(place for place in places if place)
    if len(kept) < len(places):
        count = len(places) - len(kept)
        message = f"the record of the last plan has {count} of {len(places)} places broken"
        return Record(), (_broken(path, message),)
    pages, missing = (n if _is_page(n := data.get(name)) else 0 for name in ("pages", "missing"))
    decided = text if isinstance(text := data.get("decided"), str) else ""
    columns = n if _is_page(n := data.get("columns")) else 0
    return Record(kept, _made(data), pages, missing, decided, _stood(data), columns), ()


def _made(data: dict[str, Any]) -> LastEdition:
    """How the stories were made up; what is none of it is left out: it is no more than a wish."""
    tables = {
        name: found if isinstance(found := data.get(name), dict) else {}
        for name in ("stories", "bodies", "costs", "sections", "struck", "more")
    }
    return LastEdition(
        {name: page for name, page in tables["stories"].items() if _is_page(page)},
        {name: rows for name, rows in tables["bodies"].items() if _is_page(rows)},
        {
            int(at): cost
            for at, cost in tables["costs"].items()
            if _is_number(at) and _is_cost(cost)
        },
        {int(at): key for at, key in tables["sections"].items() if _is_number(at)},
        {name: found for name, data in tables["struck"].items() if (found := _rectangles(data))},
        {name: rows for name, rows in tables["more"].items() if _is_page(rows)},
    )


def _stood(data: dict[str, Any]) -> dict[str, Stood]:
    """The rectangles of items; what is none is left out: nothing is made from it."""
    found = data.get("stood")
    every = found.items() if isinstance(found, dict) else ()
    return {
        name: Stood(*said)
        for name, said in every
        if isinstance(said, list)
        and len(said) == len(fields(Stood))
        and all(_is_page(number) and number < _LARGEST for number in said[:-1])
        and (said[-1] == 0 or _is_page(said[-1]))
    }


def _rectangles(data: Any) -> tuple[tuple[int, int], ...]:
    """Rectangles as (columns, rows); none where one of them is no such thing."""
    listed = data if isinstance(data, list) else []
    pairs = [tuple(each) for each in listed if isinstance(each, list) and len(each) == 2]
    sound = len(pairs) == len(listed) and all(_is_page(n) for pair in pairs for n in pair)
    return tuple(pairs) if sound else ()


def _is_number(text: str) -> bool:
    """Whether a key is that of a page."""
    return len(text) < 5 and text.isascii() and text.isdecimal()


def _is_cost(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0


def _is_page(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number > 0


def _as_data(place: AdPlace) -> dict[str, Any]:
    return {name: getattr(place, name) for name in _FIELDS}


def _listed(data: dict[str, Any]) -> list[Any]:
    ads = data.get("ads")
    return ads if isinstance(ads, list) else [ads]


def _place(data: Any) -> AdPlace | None:
    """A place, None where it is none."""
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        return None
    numbers = [data.get(name) for name in _FIELDS[1:]]
    whole = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool)]
    if len(whole) < len(numbers):
        return None
    page, column, row, columns, rows = whole
    sound = min(column, row) >= 0 and min(page, columns, rows) > 0 and max(whole) < _LARGEST
    return AdPlace(data["id"], page, column, row, columns, rows) if sound else None


def _broken(path: Path, message: str) -> Finding:
    return Finding("plan-record", Severity.WARNING, message, Where(str(path)), _AGAIN)
