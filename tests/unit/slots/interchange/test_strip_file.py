"""Strips as JSON: what is read, and every mistake with its line, column and remedy."""

import datetime
from fractions import Fraction

import pytest
from support.placement.strip_samples import PLAIN, item_with, strip_with

from slots.finding import BadInput
from slots.interchange.strip_file import load_strip, read_strip
from slots.strip.content import About
from slots.strip.measured_flow import Display, Item, Role, Strip
from slots.text.broken_json import BROKEN, read_json

PX = 750


def said(text):
    with pytest.raises(BadInput) as caught:
        read_strip(text, "s.json")
    return [str(finding) for finding in caught.value.findings]


def test_a_strip_is_read():
    picture = {"id": "i", "role": "image", "top": 310.5, "bottom": 400, "display": "full-width"}
    link = {"id": "r", "role": "rich-link", "top": 400, "bottom": 450.25, "tags": ["crash"]}
    told = {**PLAIN["items"][0], "characters": 170}
    items = [told, PLAIN["items"][1], picture, link]
    file = read_strip(strip_with(height=500, items=items, line=24), "s.json")
    assert file.strip == Strip(
        343 * PX,
        (375 * PX, 667 * PX),
        500 * PX,
        (
            Item("p1", Role.PARAGRAPH, 0, 100 * PX, 30, characters=170),
            Item("p2", Role.PARAGRAPH, 120 * PX, 300 * PX, 50),
            Item("i", Role.IMAGE, 232_875, 400 * PX, 0, Display.FULL_WIDTH),
            Item("r", Role.RICH_LINK, 400 * PX, 337_688, 0, None, ("crash",)),
        ),
        24 * PX,
    )
    assert (file.about, file.estimated) == (About(), False)


def test_what_conditions_ask_of_is_read():
    about = {"section": "news", "tags": ["fire"], "authors": ["E. Ponce"], "language": "es"}
    days = {"date": "2026-11-01", "today": "2026-11-24", "text": "The dam held."}
    file = read_strip(strip_with(about={**about, **days}), "s.json")
    assert file.about == About(
        *("news", ("fire",), None, ("E. Ponce",), "es"),
        *(datetime.date(2026, 11, 1), datetime.date(2026, 11, 24), "The dam held."),
    )


def test_a_strip_without_items_is_one():
    assert read_strip(strip_with(items=[], height=0), "s.json").strip.items == ()


def test_words_that_nobody_counted_are_told_by_the_area_of_the_text():
    """180 px are 6 lines of 30 px; a line of 343 px has 343 / (1.8 x 30) = 6.35 words."""
    items = [{key: value for key, value in i.items() if key != "words"} for i in PLAIN["items"]]
    picture = {"id": "i", "role": "image", "top": 300, "bottom": 400}
    file = read_strip(strip_with(items=[*items, picture], height=400), "s.json")
    assert file.estimated
    assert [item.words for item in file.strip.items] == [21, 38, 0]


MANY = """\
{"width": "343px", "viewport": [375], "hieght": 1200, "height": 1000, "line": 0,
 "items": [
  {"id": "p1", "role": "paragraf", "top": 0, "bottom": 96, "words": 4.5},
  {"id": "p1", "role": "paragraph", "top": 98, "bottom": 80, "display": "inline"},
  {"id": 3, "role": "image", "top": 50, "bottom": 1345, "display": "inlin", "tags": ["#crash"]},
  {"role": "image", "tp": 50, "bottom": 945}, 7, 'x', {"id": "a", "id": "b"
 ]
"""


def test_every_mistake_is_told_with_its_place():
    lines = said(MANY)
    assert [line.split(": ")[0].removeprefix("s.json:") for line in lines] == [
        *("1:11", "1:32", "1:39", "1:79", "3:24", "3:69", "4:10", "4:44", "4:62"),
        *("5:10", "5:37", "5:51", "5:68", "5:86", "6:3", "6:21", "6:47", "6:50", "6:50", "6:55"),
        *("6:67", "7:2", "8:1"),
    ]
    mended = MANY.replace("'x', ", "").replace(', {"id": "a", "id": "b"', "") + "}"
    assert [line.split(": ")[0].removeprefix("s.json:") for line in said(mended)] == [
        *("1:11", "1:32", "1:39", "1:79", "3:24", "3:69", "4:10", "4:44", "4:62"),
        *("5:10", "5:37", "5:51", "5:68", "5:86", "6:3", "6:21", "6:47"),
    ]


def test_each_mistake_has_its_remedy():
    mended = MANY.replace("'x', ", "").replace(', {"id": "a", "id": "b"', "") + "}"
    lines = "\n".join(said(mended))
    for remedy in (
        'width: expected a number of px, found "343px" (hint: write 343)',
        "expected width and height of the screen, as [375, 667]",
        'unknown key "hieght" in the strip (did you mean "height"?)',
        "line: expected a number from 1 up, found 0",
        'unknown role "paragraf" (did you mean "paragraph"?)',
        "words: expected a whole number from 0 to 1000000, found 4.5",
        'id: "p1" is that of item 1 too',
        "top 98 is below bottom 80",
        "display: a paragraph has none, only an image or an embed",
        "id: expected text in quotes, found 3",
        'top: 50 is above the foot of "p1", 96 (hint: items stand from top to bottom',
        "bottom: 1345 is beyond the strip's height, 1000",
        'unknown display "inlin" (did you mean "inline"?)',
        'tags: "#crash" is how rules name the tag "crash" (hint: write it without #)',
        "item 4 needs id, top",
        'unknown key "tp" in item 4 (did you mean "top"?)',
        "expected an object with id, role, top, bottom, found 7",
    ):
        assert remedy in lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "s.json:1:1: the file is empty"),
        ("  \n ", "s.json:1:1: the file is empty"),
        ("[]", "expected an object with width, viewport, height, items, found an empty list"),
        ("{}", "the strip needs width, viewport, height, items"),
        ("strip", 's.json:1:1: strip is no JSON value (hint: text stands in quotes: "strip")'),
        ("\x00\x01", "this is a binary file, not JSON"),
        ("[" * 100, "1:52: lists and objects are nested too deeply"),
        (strip_with(width=-1), "width: expected a number from 1 up, found -1"),
        (strip_with(width=True), "width: expected a number of px, found true"),
        (strip_with(height=1e300), "is too much (hint: at most 1000000 px)"),
        (strip_with(viewport=[375, "667"]), "viewport: expected a number of px, found "),
        (strip_with(viewport={"w": 3}), "viewport: expected width and height of the screen"),
        (strip_with(items={}), "items: expected a list of items, found an empty object"),
        (strip_with(about={"sction": "x"}), 'unknown key "sction" in about (did you mean "sect'),
        (strip_with(about={"date": "24.11.2026"}), 'date: expected a day, as "2026-11-24"'),
        (strip_with(about={"date": "2026-02-30"}), 'found "2026-02-30"'),
        (strip_with(about={"tags": "x"}), 'tags: expected a list of texts, as ["crash", "fire"]'),
        (item_with(top=-3), "top: expected a number from 0 up, found -3"),
        (item_with(top=99), 'top: 99 is above the foot of "p1", 100'),
        (item_with(bottom=301), "bottom: 301 is beyond the strip's height, 300"),
        (item_with(top=250, bottom=240), "top 250 is below bottom 240"),
        (item_with(role=None), "role: unknown role null"),
        (item_with(role=3), "role: unknown role 3"),
        (item_with(id=""), 'id: expected text in quotes, found ""'),
        (item_with(id=...), "item 2 needs id"),
        (item_with(words=-1), "words: expected a whole number from 0 to 1000000, found -1"),
        (item_with(words="12"), 'found "12" (hint: write 12)'),
        (item_with(tags=[3]), "tags: expected text in quotes, found 3"),
        (item_with(top=0).replace('"top": 0, "b', '"top": NaN, "b'), "NaN is no JSON value"),
        (strip_with(height=1).replace('"height": 1', '"height": 1e999'), "is too much"),
    ],
)
def test_mistakes(text, expected):
    lines = said(text)
    assert any(expected in line for line in lines), lines


@pytest.mark.parametrize(
    ("text", "data", "expected"),
    [
        ('{"a": [1, 2,]}', {"a": [1, 2]}, ['1:12: there is a comma too many before "]"']),
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}, ["1:9: a comma is missing"]),
        ('{"x": 1,, "y": 2}', {"x": 1, "y": 2}, ["1:9: there is a comma too many"]),
        ("{a: 1}", {"a": 1}, ['1:2: a needs quotes (hint: write "a")']),
        ("{'a': 'b'}", {"a": "b"}, ["1:2: JSON has double", "1:7: JSON has double quotes only"]),
        ('{"a" 1}', {"a": 1}, ['1:6: expected ":" after "a"']),
        ('{"a": 1} // x', {"a": 1}, ["1:10: JSON has no comments"]),
        ('{"a": 1}\n{', {"a": 1}, ["2:1: expected the end of the file"]),
        ('{"a": tru}', {"a": BROKEN}, ["1:7: tru is no JSON value (hint: write true)"]),
        ('{"a": None}', {"a": BROKEN}, ["1:7: None is no JSON value (hint: write null)"]),
        ('{"a": 08.5}', {"a": BROKEN}, ["1:7: 08.5 is no JSON value (hint: write 8.5)"]),
        ('{"a": "b\n}', {"a": BROKEN}, ["1:7: the text in quotes is not closed on its line"]),
        (r'{"a": "\q"}', {"a": BROKEN}, ["1:8: a backslash in quotes is doubled"]),
        ('{"a": "b\tc"}', {"a": BROKEN}, ["1:9: a tab stands in quotes (hint: write"]),
        (r'{"a": "\ud800"}', {"a": BROKEN}, ["1:7: this text has half a character"]),
        ('{"a": 1,\n "a": 2}', {"a": 1}, ['2:2: "a" is given twice: first on line 1']),
        ('[1, {"b": 2', [1, BROKEN], ["1:12: the object that begins at line 1, column 5"]),
        ('{"a": [1', {"a": [1]}, ["1:9: the list that begins at line 1, column 7 is not closed"]),
        ('{"a": 0.1, "é": [-2e1]}', {"a": Fraction(1, 10), "é": [-20]}, []),
    ],
)
def test_broken_json_is_read_on(text, data, expected):
    found, _, findings = read_json(text, "s.json")
    assert found == data
    told = [str(each).removeprefix("s.json:") for each in findings]
    assert len(told) == len(expected)
    assert all(line.startswith(start) for line, start in zip(told, expected, strict=True)), told


def test_positions_count_characters_from_one():
    _, places, _ = read_json('{"é": {\n  "ü": [1,  2]}}', "s.json")
    assert str(places.key(("é", "ü"))) == "s.json:2:3"
    assert str(places.value(("é", "ü", 1))) == "s.json:2:13"
    assert str(places.value(("é", "missing"))) == "s.json:1:7"


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "latin.json").write_bytes(b'{"a":\n "\xe9"}')
    for name, reason in (
        ("missing.json", "missing.json: not read: no such file"),
        ("latin.json", "latin.json:2:3: this is not UTF-8 text (hint: save it as UTF-8)"),
        ("", "is a folder, not a file"),
    ):
        with pytest.raises(BadInput) as caught:
            load_strip(tmp_path / name)
        assert reason in str(caught.value)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    path = tmp_path / "strip.json"
    path.write_bytes(b"\xef\xbb\xbf" + strip_with().replace(", ", ",\r\n").encode())
    assert len(load_strip(path).strip.items) == 2
