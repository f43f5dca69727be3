"""The two forms of an ad book: tables with any header that people give them, and ads.toml."""

from __future__ import annotations

import pytest

from slots.book.booking import MOST_ADS
from slots.book.csv_book import read_csv
from slots.book.toml_book import json_schema, read_book_toml


def rows(text):
    entries, findings = read_csv(text, "ads.csv")
    return [dict(entry.values) for entry in entries], [
        (f.code, f.where.line, f.where.column) for f in findings
    ]


def test_columns_come_in_any_order_and_case_and_an_empty_cell_says_nothing():
    found, wrong = rows("Size;ID;Advertiser;colour\n3x120mm;A1;Bakery;\n")
    assert (found, wrong) == ([{"size": "3x120mm", "id": "A1", "advertiser": "Bakery"}], [])


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Ad No.", "id"),
        ("booking", "id"),
        ("Client", "advertiser"),
        ("advertiser_name", "advertiser"),
        ("Ad-Size", "size"),
        ("left/right", "side"),
        ("Premium  Position:", "position"),
        ("DPS", "double_truck"),
        ("Full Color", "colour"),
        ("far forward", "far_forward"),
        ("Keep away from", "away_from"),
        ("NET", "price"),
    ],
)
def test_names_that_books_usually_have_are_known(name, field):
    rest = [each for each in ("id", "advertiser", "size") if each != field]
    (entry,), wrong = rows(",".join([name, *rest]) + "\nx,y,z,w\n"[: 1 + 2 * (len(rest) + 1)])
    assert (wrong, entry[field]) == ([], "x")


def test_where_each_value_is_written():
    entries, _ = read_csv("id,advertiser,size\n\nA1,  Bakery,3x120mm\n", "ads.csv")
    (entry,) = entries
    assert (entry.row.line, entry.row.column) == (3, 1)
    assert (entry.where("advertiser").line, entry.where("advertiser").column) == (3, 4)
    assert entry.where("price") == entry.row
    told = entry.error("bad", "size", "too large", "take less")
    assert (told.message, told.where.column) == ("A1: size: too large", 13)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("empty-book", None, None)]),
        ("\n , ,\n", [("empty-book", None, None)]),
        ('id,advertiser,size\nA1,"Bakery,3x1mm\n', [("csv-quote", 2, 4)]),
        ("id,size\nA1,3x1mm\n", [("missing-column", 1, 1)]),
        ("id,advertiser,width\nA1,B,3\n", [("missing-column", 1, 1)]),
        ("id,advertiser,width,depth\nA1,B,3,9mm\n", []),
        ("id,advertiser,size,rnk x\nA1,B,3x9mm,1\n", [("unknown-column", 1, 20)]),
        ("id,advertiser,size,\nA1,B,3x9mm,note\n", []),
        ("id,advertiser,size,Client\nA1,B,3x9mm,C\n", [("column-twice", 1, 20)]),
        ("id,advertiser,size\nA1,B,3x9mm,\n", []),
        ("id,advertiser,size\nA1,Baker, Sons,3x9mm\n", [("too-many-cells", 2, 16)]),
    ],
)
def test_what_is_wrong_with_a_table_is_told_where_it_is(text, found):
    assert rows(text)[1] == found


def test_a_second_column_of_a_name_is_not_read_and_a_long_row_is_left_out():
    assert rows("id,advertiser,size,client\nA1,B,3x9mm,C\n")[0][0]["advertiser"] == "B"
    found, _ = rows("id,advertiser,size\nA1,B,C,3x9mm\nA2,D,3x9mm\n")
    assert [each["id"] for each in found] == ["A2"]


def test_an_unknown_column_is_told_with_the_nearest_name():
    (finding,) = read_csv("id,advertiser,size,prize\nA,B,1x1mm,3\n", "ads.csv")[1]
    assert 'unknown column "prize" (did you mean "price"?)' in finding.message


@pytest.mark.slow
def test_a_book_has_so_many_ads_and_no_more():
    line = "A,B,1x1mm\n"
    full = "id,advertiser,size\n" + line * MOST_ADS
    assert len(rows(full)[0]) == MOST_ADS
    found, ((code, at, _),) = rows(full + line)
    assert (found, code, at) == ([], "too-many", MOST_ADS + 2)


def toml(text):
    entries, modules, findings = read_book_toml(text, "ads.toml")
    return entries, modules, [(f.code, f.where.line, f.where.column) for f in findings]


def test_each_ad_knows_where_its_keys_and_values_stand():
    (one, two), modules, wrong = toml(
        '[modules]\njumbo = "4x200mm"\n[[ad]]\nid = "A1"\nsize = "jumbo"\n'
        '[[ad]]\nid = "A2"\nfoo = 1\n'
    )
    assert (modules, wrong) == ((("jumbo", "4x200mm"),), [])
    assert (one.values["id"], one.where("size").line, one.where("size").column) == ("A1", 5, 8)
    assert (two.where("foo").line, two.where("foo").column) == (8, 1)
    assert two.where("price") == two.row


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("ad = 3\n", [("bad-value", 1, 1)]),
        ("ad = [3]\n", [("bad-value", 1, 1)]),
        ("[modules]\nbig = 3\n", [("bad-value", 2, 7)]),
        ('price = 3\n[[ad]]\nid = "A"\n', [("unknown-key", 1, 1)]),
        ('[modulse]\na = "1x1mm"\n', [("unknown-key", 1, 2)]),
    ],
)
def test_what_is_wrong_with_the_file_itself(text, found):
    assert toml(text)[2] == found


def test_a_key_of_an_ad_outside_of_one_is_told_where_it_belongs():
    (finding,) = read_book_toml("price = 3\n", "ads.toml")[2]
    assert finding.hint == "price belongs in an [[ad]]"
    (finding,) = read_book_toml("advert = 3\n", "ads.toml")[2]
    assert finding.hint == "it has [[ad]] and [modules]"


def test_ads_of_a_broken_file_are_read_as_far_as_it_goes():
    entries, _, wrong = toml('[[ad]]\nid = "A1"\n[[ad]]\nid = \n')
    assert entries[0].values["id"] == "A1"
    assert [code for code, _, _ in wrong] != []


def test_the_schema_names_each_key_and_no_other():
    schema = json_schema()
    assert schema["title"] == "ads.toml"
    ad = schema["$defs"][schema["properties"]["ad"]["items"]["$ref"].split("/")[-1]]
    assert {"id", "advertiser", "size", "double_truck"} <= set(ad["properties"])
    assert ad["additionalProperties"] is False
