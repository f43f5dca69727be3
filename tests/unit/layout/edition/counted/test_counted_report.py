"""What was counted, as data with its schema and in words."""

from __future__ import annotations

import pytest
from support.counted.by_hand import EM, box, house_ad, leg, line, mm, page, picture, type_at
from support.schemas.json_schema import wrong

from layout.desk.commands.describing.edition_schema import edition_schema
from layout.desk.commands.describing.report_schemas import json_schema
from layout.desk.reports.edition.counted_words import counted_words
from layout.edition.counted.as_data import counted_as_data
from layout.edition.counted.count import counted
from layout.edition.counted.ink import ink_of, size_of
from layout.page.document import PlacedLine
from layout.page.rect import Rect
from layout.typeset.words.set_line import Line
from layout.typeset.words.theme import load_theme


@pytest.fixture(scope="module")
def data(square_face):
    """Two pages: one that a picture leads, with a house ad; one of text alone."""
    text = [line(square_face, "aa bb cc", 3 * EM)] * 50
    led = page(
        1,
        type_at("headline", 0, 0, line(square_face, "n n", size=48_000), width=130),
        picture(0, 20, 130, 80),
        picture(140, 20, 60, 40),
        box(140, 100, 60, 40),
        house_ad("tip", 140, 200, 60, 40),
        leg("lead", 0, 110, 31),
        opens=True,
    )
    grey = page(2, type_at("body", 0, 0, *text), leg("lead", 0, 0, 8))
    return counted_as_data(counted((led, grey), load_theme()))


def test_all_of_the_edition(data) -> None:
    assert data["pictures"] == {
        "pictures": 2,
        "one_column": 1,
        "share": pytest.approx((130 * 80 + 60 * 40) / (2 * 200 * 280), abs=0.001),
        "of_paper": pytest.approx((130 * 80 + 60 * 40) / (2 * 200 * 300), abs=0.001),
        "pages": 1,
        "led": 1,
        "alike": 0,
    }
    assert data["grey"]["windows"] > data["pages"][0]["grey"]["windows"]
    assert data["legs"] == {"legs": 2, "briefs": 0, "shallow": 1, "deep": 0}
    assert data["heads"] == {"heads": 1, "climb": 0, "tombstones": 0, "without_lead": 0}
    assert data["house_ads"] == {
        "house_ads": 1,
        "page_one": 1,
        "openers": 0,
        "top_right": 0,
        "narrow": 1,
        "again": 0,
    }
    lines = data["lines"]
    assert (lines["justified"], lines["wide_share"], lines["gaping_share"]) == (50, 1.0, 1.0)


def test_page_by_page(data) -> None:
    first, second = data["pages"]
    assert (first["page"], first["section"]) == (1, "News")
    assert first["space"] == pytest.approx(56_000, abs=1)
    assert first["pictures"]["columns"] == [2, 1]
    assert first["pictures"]["largest"] == {"kind": "picture", "columns": 2, "area": 10_400}
    assert first["pictures"]["next"] == {"kind": "picture", "columns": 1, "area": 2_400}
    assert first["pictures"]["dominance"] == 4.33 and first["pictures"]["dominant"]
    assert second["pictures"]["dominance"] is None and not second["pictures"]["dominant"]
    assert second["grey"] == {"windows": 4, "standing": 3, "share": 1.0}


def test_it_fits_the_schema_of_print(data) -> None:
    _, edition, _ = json_schema("print")["anyOf"]
    schema = edition["properties"]["counted"]
    assert schema == edition_schema()["properties"]["counted"]
    assert wrong(data, schema) == []
    assert wrong({**data, "more": 1}, schema) and wrong({**data, "grey": {}}, schema)


def test_in_words(data) -> None:
    text = counted_words(data)
    for words in (
        "pictures          2      11.4% of editorial space, 1 one column wide, 0 pairs alike",
        "pages led by one  1      1 page with pictures",
        "grey bills        4      50.0% of places, on page 2\n",
        "1 under 50 mm, 0 over 250 mm, briefs apart",
        "house ads         1      1 on page one, 1 under two columns",
        "100.0% over 1.6 times the natural space, 100.0% over 2.5",
    ):
        assert words in text, text


def test_the_line_of_house_ads_is_left_out_where_there_are_none(data) -> None:
    none = dict.fromkeys(data["house_ads"], 0)
    assert "house ads" not in counted_words({**data, "house_ads": none})
    assert "none amiss" in counted_words({**data, "house_ads": {**none, "house_ads": 2}})


def test_ink_goes_from_capitals_to_the_last_baseline(square_face) -> None:
    above, below = line(square_face, "aa b"), line(square_face, "aaa")
    placed = (PlacedLine(mm(5), 50_000, above), PlacedLine(mm(5), 62_000, below))
    assert ink_of(placed) == Rect(mm(5), 50_000 - 8_000, 40_000, 20_000)  # capitals of 0.8 em
    assert size_of(placed) == EM
    assert ink_of(()) is None and size_of(()) == 0
    assert ink_of((PlacedLine(0, 0, Line((), 9, 0, 0)),)) is None
