"""A line more for ads.csv: a late ad, in the order of the book's own columns; all else stays as it
was written."""

from __future__ import annotations

from collections.abc import Mapping

from slots.book.csv_book import read_header
from slots.book.csv_cells import delimiter_of
from slots.finding import Where, bad_input

NEW_BOOK = "id,advertiser,category,size,pages\n"
"""The first line of a book that is begun with a late ad."""


def with_line(text: str, source: str, cells: Mapping[str, str]) -> str:
    """The text of a table with one more ad, its `cells` by the names of fields; those without any
    text are left empty. Raises BadInput where the table has no column for one of them.

    >>> with_line("id;client;size\\nA1;Quay Bank;2x60mm", "ads.csv",
    ...           {"id": "A2", "advertiser": "Ness; Sons", "size": "1x40mm"})
    'id;client;size\\nA1;Quay Bank;2x60mm\\nA2;"Ness; Sons";1x40mm\\n'
    """
    text = text if text.strip() else NEW_BOOK
    fields, said = read_header(text), {name: " ".join(cells[name].split()) for name in cells}
    missing = [name for name, words in said.items() if words and name not in fields]
    if missing:
        message = f"the ad book has no column {missing[0]}"
        raise bad_input(
            "missing-column", message, Where(source, 1, 1), "add one to its first line, or leave it"
        )
    delimiter, end = delimiter_of(text), "\r\n" if "\r\n" in text else "\n"
    line = delimiter.join(_quoted(said.get(field, ""), delimiter) for field in fields)
    return f"{text}{'' if text.endswith(end) else end}{line}{end}"


def _quoted(cell: str, delimiter: str) -> str:
    if delimiter in cell or '"' in cell:
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell
