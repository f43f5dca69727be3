"""ads.csv: a header in any order and case, with the names that books usually have; a row an ad. And
a row more of it, for a late ad: all else stays as it was written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from slots.book.ad_settings import FIELDS
from slots.book.booking import MOST_ADS, Entry
from slots.book.csv_cells import Cell, Crowded, Unclosed, cells_of, delimiter_of
from slots.finding import Edit, Finding, Severity, Where, bad_input
from slots.rules.mistake import nearest, suggested
from slots.text.file_limits import TOO_LONG, TOO_MANY
from slots.text.unmerged import unmerged

NEW_BOOK = "id,advertiser,category,size,pages\n"
"""The first line of a book that is begun with a late ad."""

_SYNONYMS = {
    **dict.fromkeys(
        ("ad", "ad id", "ad no", "no", "number", "booking", "ad number", "order"), "id"
    ),
    **dict.fromkeys(("client", "customer", "name", "account", "advertiser name"), "advertiser"),
    **dict.fromkeys(("trade", "industry", "class", "classification"), "category"),
    **dict.fromkeys(("dimensions", "format", "module", "ad size"), "size"),
    **dict.fromkeys(("columns", "cols", "col", "column width", "breadth"), "width"),
    **dict.fromkeys(("height", "deep", "length"), "depth"),
    **dict.fromkeys(("book", "part"), "section"),
    **dict.fromkeys(("page", "pages wanted", "page range"), "pages"),
    **dict.fromkeys(("placement", "premium", "premium position"), "position"),
    **dict.fromkeys(("left right", "hand", "page side"), "side"),
    **dict.fromkeys(("color", "4c", "full colour", "full color", "process"), "colour"),
    **dict.fromkeys(("coupons", "voucher", "cut out"), "coupon"),
    **dict.fromkeys(("dt", "dps", "double page", "double"), "double_truck"),
    **dict.fromkeys(("alone", "only ad"), "solus"),
    **dict.fromkeys(("forward", "first half"), "far_forward"),
    **dict.fromkeys(("competitors", "competitor distance", "separation", "conflict"), "apart"),
    **dict.fromkeys(("avoid", "keep away from", "not beside", "keep away"), "away_from"),
    **dict.fromkeys(("beside", "wants", "adjacency", "next to"), "near"),
    **dict.fromkeys(("prio", "rank"), "priority"),
    **dict.fromkeys(("cost", "rate", "amount", "revenue", "net", "value"), "price"),
    **dict.fromkeys(("fixed", "locked", "pinned"), "lock"),
    **dict.fromkeys(("labelled", "advertisement label", "marked"), "label"),
    **dict.fromkeys(("art", "file", "picture", "image", "material", "artwork file"), "artwork"),
}
"""Other names of columns, in small letters with single spaces."""

_NEEDED = ("id", "advertiser")


def read_csv(text: str, source: str) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """The ads of a table, and what is wrong with the table itself."""
    lines, conflicts = unmerged(text.split("\n"), source, _ads_named)
    if conflicts:
        ads, others = read_csv("\n".join(lines), source)
        return ads, (*conflicts, *others)
    try:
        rows = tuple(islice(cells_of(text), MOST_ADS + 2))
    except Unclosed as error:
        message = "the quote that opens this cell is never closed"
        hint = 'close it, and write a quote inside of it twice: ""'
        return (), (_error("csv-quote", message, Where(source, error.line, error.column), hint),)
    except Crowded as error:
        hint = "is a quote missing, or one too many, or another sign between cells?"
        where = Where(source, error.line, error.column)
        return (), (_error(TOO_LONG, error.message, where, hint),)
    if not rows:
        hint = f"begin it with the names of its columns: {', '.join(FIELDS[:4])}, ..."
        return (), (_error("empty-book", "the ad book is empty", Where(source), hint),)
    if len(rows) > MOST_ADS + 1:
        return (), (_crowded(text, rows[-1][0], source),)
    fields, wrong = _header(rows[0], source)
    lacking = tuple(_lacking(fields, source, rows[0]))
    found = (*wrong, *lacking)
    if lacking:
        return (), found
    width = len(fields)
    long = (_too_long(row, width, source) for row in rows[1:])
    entries = (_entry(row, fields, source) for row in rows[1:] if not _beyond(row, width))
    return tuple(entries), (*found, *(finding for finding in long if finding))


def _ads_named(lines: Sequence[str], first: int, last: int) -> str:
    """The ads that a conflict is about, as their lines begin."""
    ids = (re.split("[,;\t]", line)[0].strip() for line in lines[first + 1 : last])
    names = (name for name in ids if name and not name.startswith(("=======", "|||||||")))
    return ", ".join(dict.fromkeys(names)) or "some ads"


def with_line(text: str, source: str, cells: Mapping[str, str]) -> str:
    """The text of a table with one more ad, its `cells` by the names of fields; those without any
    text are left empty. Raises BadInput where the table has no column for one of them.

    >>> with_line("id;client;size\\nA1;Quay Bank;2x60mm", "ads.csv",
    ...           {"id": "A2", "advertiser": "Ness; Sons", "size": "1x40mm"})
    'id;client;size\\nA1;Quay Bank;2x60mm\\nA2;"Ness; Sons";1x40mm\\n'
    """
    text = text if text.strip() else NEW_BOOK
    fields, said = columns_of(text), {name: " ".join(cells[name].split()) for name in cells}
    missing = [name for name, words in said.items() if words and name not in fields]
    if missing:
        message = f"the ad book has no column {missing[0]}"
        hint = "add one to its first line, or leave it"
        raise bad_input("missing-column", message, Where(source, 1, 1), hint)
    end, line = "\r\n" if "\r\n" in text else "\n", io.StringIO()
    row = csv.writer(line, delimiter=delimiter_of(text), lineterminator=end)
    row.writerow([said.get(field, "") for field in fields])
    return f"{text}{'' if text.endswith(end) else end}{line.getvalue()}"


def columns_of(text: str) -> tuple[str, ...]:
    """The field of each column of a table, "" for those without one; none of a table that cannot be
    read.

    >>> columns_of("Ad no;Client;Size;Seen by")
    ('id', 'advertiser', 'size', '')
    """
    try:
        head = next(cells_of(text), ())
    except (Unclosed, Crowded):
        return ()
    return _header(head, "")[0]


def _crowded(text: str, first: Cell, source: str) -> Finding:
    """The finding for a book of too many ads, at the first that is too many."""
    lines = sum(1 for line in text.splitlines() if line.strip())
    message = f"the book has {lines:,} lines with text: it may have {MOST_ADS:,} ads"
    hint = "give each edition a book of its own, with the ads that are to be in it"
    return _error(TOO_MANY, message, Where(source, first.line, first.column), hint)


def _header(row: tuple[Cell, ...], source: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The field of each column, "" for those without one, and what is wrong with their names."""
    fields: list[str] = []
    findings: list[Finding] = []
    for cell in row:
        field = _field(cell.text)
        where = Where(source, cell.line, cell.column)
        if cell.text and not field:
            near = nearest(cell.text, (*FIELDS, *_SYNONYMS))
            hint = f"columns are {', '.join(FIELDS)}; rename or delete this one"
            message = f'unknown column "{cell.text}"{suggested(near)}'
            found = _error("unknown-column", message, where, hint)
            taken = _field(near) in map(_field, (each.text for each in row))
            edit = Edit(cell.line, cell.column, cell.text, near)
            sure = near and cell.bare and not taken
            findings.append(replace(found, edits=(edit,) if sure else ()))
        elif field in fields and field:
            message = f'column "{cell.text}" is a second one for {field}'
            findings.append(_error("column-twice", message, where, "delete one of the two"))
            field = ""
        fields.append(field)
    return tuple(fields), tuple(findings)


def _field(name: str) -> str:
    folded = " ".join(name.lower().replace("_", " ").replace("-", " ").replace("/", " ").split())
    folded = folded.rstrip(".:")
    plain = folded.replace(" ", "_")
    return plain if plain in FIELDS else _SYNONYMS.get(folded, "")


def _lacking(fields: tuple[str, ...], source: str, head: tuple[Cell, ...]) -> Iterator[Finding]:
    where = Where(source, head[0].line, head[0].column)
    sized = "size" in fields or {"width", "depth"} <= set(fields)
    for name in (*(each for each in _NEEDED if each not in fields), *(() if sized else ("size",))):
        also = " (or width and depth)" if name == "size" else ""
        hint = "the first line names the columns, as in: id, advertiser, size, section"
        yield _error("missing-column", f"the ad book needs a column {name}{also}", where, hint)


def _beyond(row: tuple[Cell, ...], width: int) -> list[Cell]:
    return [cell for cell in row[width:] if cell.text]


def _too_long(row: tuple[Cell, ...], width: int, source: str) -> Finding | None:
    """A row with more cells than the header: a delimiter inside a cell that has no quotes."""
    beyond = _beyond(row, width)
    if not beyond:
        return None
    message = f"{len(row)} cells, where the first line names {width} columns"
    where = Where(source, beyond[0].line, beyond[0].column)
    hint = 'put a cell that holds the delimiter in quotes: "Baker, Sons & Co"'
    return _error("too-many-cells", message, where, hint)


def _entry(row: tuple[Cell, ...], fields: tuple[str, ...], source: str) -> Entry:
    """The entry of a row; an empty cell gives no value, but keeps its place."""
    cells = {field: cell for field, cell in zip(fields, row, strict=False) if field}
    places = {field: Where(source, cell.line, cell.column) for field, cell in cells.items()}
    values = {field: cell.text for field, cell in cells.items() if cell.text}
    spelled = {field: cell.text for field, cell in cells.items() if cell.bare}
    return Entry(values, places, Where(source, row[0].line, row[0].column), spelled)


def _error(code: str, message: str, where: Where, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, message, where, hint)
