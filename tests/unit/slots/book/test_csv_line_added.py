"""A late ad as one more line of ads.csv: in the book's own order, delimiter and line ends."""

from __future__ import annotations

import pytest

from slots.book.csv_book import NEW_BOOK, read_csv, with_line
from slots.finding import BadInput

CELLS = {"id": "A9", "advertiser": "Late, Lamps & Co", "size": "1x40mm", "category": ""}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "id,advertiser,size\n",
        "id,advertiser,size\nA1,Quay Bank,2x60mm",
        "Size;Client;Ad no\r\n2x60mm;Quay Bank;A1\r\n",
        "sep=;\nid;advertiser;size\n",
        "id\tadvertiser\tsize\tcolour\nA1\tQuay\t2x60mm\tyes\n",
    ],
)
def test_the_book_is_read_with_the_ad_and_as_before(text: str) -> None:
    before, _ = read_csv(text or NEW_BOOK, "ads.csv")
    made = with_line(text, "ads.csv", CELLS)
    assert made.startswith(text)
    entries, wrong = read_csv(made, "ads.csv")
    assert wrong == () and [one.values for one in entries[:-1]] == [one.values for one in before]
    assert entries[-1].values == {name: words for name, words in CELLS.items() if words}
    assert ("\r\n" in text) == ("\r\n" in made)


def test_quotes_are_doubled_and_ends_of_lines_taken_out() -> None:
    made = with_line("id,advertiser,size\n", "ads.csv", {**CELLS, "advertiser": 'The "Loft"\nTea'})
    (entry,), _ = read_csv(made, "ads.csv")
    assert entry.values["advertiser"] == 'The "Loft" Tea' and made.count("\n") == 2


def test_a_column_that_is_not_there_is_told() -> None:
    with pytest.raises(BadInput) as error:
        with_line("id,advertiser,size\n", "ads.csv", {**CELLS, "pages": "3"})
    (finding,) = error.value.findings
    assert str(finding).startswith("ads.csv:1:1: the ad book has no column pages")
