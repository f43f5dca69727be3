"""How formats of agencies are told: at the edges where one ends and another, or none, begins."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.imports.item import Format
from layout.imports.source import source_of
from layout.imports.wires.tell_apart import (
    ANPA_1312,
    IPTC_7901,
    NEWSML,
    NEWSML_G2,
    NINJS,
    NITF,
    REUTERS_LIST,
    RITZAU,
    WENN,
)

ALL = (NINJS, NEWSML_G2, NEWSML, NITF, IPTC_7901, ANPA_1312, RITZAU, WENN, REUTERS_LIST)
ITEM = {"headline": "Ferry", "urgency": 3, "language": "en"}
"""Three keys of ninjs, which say with a uri that this is an item."""


def recognises(form: Format, data: str | bytes | dict[str, Any] | list[Any]) -> bool:
    if isinstance(data, dict | list):
        data = json.dumps(data)
    return form.recognises(source_of(data.encode() if isinstance(data, str) else data, "wire"))


# --- ninjs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"headline": "a", "guid": "urn:1", "urgency": 3, "language": "en"}, True),
        ({"headline": "a", "guid": "urn:1", "urgency": 3}, False),  # two keys are not enough
        ({"a": 1, "guid": "urn:1", "body_markdown": "x"}, True),  # a body of any kind is
        ({"headline": "a", "guid": 1, "urgency": 3, "language": "en"}, False),  # a uri is a text
        ({"HeadLine": "a", "GUID": "urn:1", "URGENCY": 3, "language": "en"}, True),
        ({"uri": "urn:1"}, True),  # first of all keys
        ({"guid": "urn:1"}, False),
        ({"URI": "urn:1"}, False),
        ({"a": 1, "uri": "urn:1"}, False),
        ({"uri": "urn:1", "_links": {}}, False),
        ({"uri": "urn:1", "Features": []}, False),
        ({"a": {"uri": "urn:1"}, **ITEM}, False),  # the keys stand elsewhere
        ({"a": {"uri": "urn:1", **ITEM}}, True),
    ],
)
def test_an_item_is_a_uri_beside_keys_of_ninjs(data: dict[str, Any], told: bool) -> None:
    assert recognises(NINJS, data) is told


@pytest.mark.parametrize(("deep", "told"), [(0, True), (4, True), (5, False)])
def test_an_item_lies_five_objects_deep_at_most(deep: int, told: bool) -> None:
    data: Any = {"a": 1, "guid": "urn:1", **ITEM}
    for _ in range(deep):
        data = {"in": data}
    assert recognises(NINJS, data) is told


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ({"$schema": "http://iptc.org/std/ninjs/ninjs-schema_2.0.json"}, True),
        ({"$schema": "https://example.org/a.json"}, False),
        ({"$schema": "https://geojson.org/schema/GeoJSON.json"}, True),
        ({"version": "https://jsonfeed.org/version/1.1", "uri": "x", **ITEM}, False),
        ({"version": "1", "uri": "x", **ITEM}, True),
        ({"$standard": {"name": "ninjs"}}, True),
        ({"standard": {"schema": "http://iptc.org/std/ninjs"}}, True),
        ({"standard": {"name": "other"}}, False),
        ({"standard": {"name": "other"}, "uri": "x", **ITEM}, True),
    ],
)
def test_what_a_file_says_of_itself_is_believed(first: dict[str, Any], told: bool) -> None:
    assert recognises(NINJS, first) is told


def test_a_list_of_items_is_told_and_text_is_not() -> None:
    assert recognises(NINJS, [{"a": 1, "guid": "urn:1", **ITEM}])
    assert not recognises(NINJS, f"ninjs: {json.dumps({'uri': 'x', **ITEM})}")


# --- XML ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "root"),
    [
        (NEWSML_G2, "newsItem"),
        (NEWSML_G2, "newsMessage"),
        (NEWSML_G2, "packageItem"),
        (NEWSML_G2, "conceptItem"),
        (NEWSML_G2, "knowledgeItem"),
        (NEWSML_G2, "planningItem"),
        (NEWSML_G2, "catalogItem"),
        (NEWSML_G2, "contentSet"),
        (NEWSML_G2, "itemMeta"),
        (NEWSML, "NewsML"),
        (NITF, "nitf"),
        (RITZAU, "RBNews"),
        (RITZAU, "ListOfRBNews"),
        (RITZAU, "ArrayOfRBNews"),
    ],
)
def test_xml_is_told_by_its_root_in_whatever_namespace(form: Format, root: str) -> None:
    for text in (f"<{root}>x</{root}>", f"<?xml version='1.0'?><n:{root} a='b'/>"):
        assert [each.name for each in ALL if recognises(each, text)] == [form.name]
    assert not any(recognises(each, f"<a><{root}/></a>") for each in ALL if each is not RITZAU)
    assert not any(recognises(each, f"<{root.upper()}X/>") for each in ALL)


@pytest.mark.parametrize(
    ("form", "text", "told"),
    [
        (RITZAU, "<XMLNewsExport><RBNews/></XMLNewsExport>", True),
        (RITZAU, "<XMLNewsExport><News/></XMLNewsExport>", False),
        (RITZAU, "<a><RBNews/></a>", False),
        (WENN, '<feed xmlns:w="http://feed.wenn.com/xmlns/2">', True),
        (WENN, '<feed xmlns="http://www.w3.org/2005/Atom">feed.wenn.com/xmlns/</feed>', False),
        (WENN, '<rss xmlns:w="http://feed.wenn.com/xmlns/2">', False),
        (REUTERS_LIST, "<results><result><guid>tag:reuters.com,1</guid></result></results>", True),
        (REUTERS_LIST, "<results><result><guid>tag:example.org,1</guid></result></results>", False),
        (REUTERS_LIST, "<rss><guid>tag:reuters.com,1</guid></rss>", False),
    ],
)
def test_xml_of_one_agency_is_told_by_more_than_its_root(
    form: Format, text: str, told: bool
) -> None:
    assert recognises(form, text) is told


# --- text wires -----------------------------------------------------------------------------------

HEADER = "eca0003 3 i 380  dpa 0045\r\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"\x01{HEADER}", True),
        (f"\x16\x16\r\n \x01\r\n{HEADER}", True),
        (f"\ufeff\x01{HEADER}", True),
        (f"{HEADER}slug\r\n\x02Copy", True),  # its first sign was lost on the way
        (f"{HEADER}{'x' * 297}\x02Copy", True),
        (f"{HEADER}{'x' * 298}\x02Copy", False),
        (HEADER, False),
        (f"{' ' * 11}\x01{HEADER}", True),  # among the first twelve signs
        (f"{' ' * 12}\x01{HEADER}", False),
        ("\x01A letter to the editor\r\n\x02Copy", False),
    ],
)
def test_a_wire_of_iptc_is_its_header_and_a_control_character(text: str, told: bool) -> None:
    assert recognises(IPTC_7901, text) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\x16\x16\x01AW2870\x1f_asian\nr a\x13\x11 BC-Slug", True),
        ("\x01AW2870\x1f_asian\nr a BC-Slug", True),
        ("AW2870\x1f_asian\nr a\x13\x11 BC-Slug", False),
        (" \x01AW2870\x1f_asian\nr a\x13\x11 BC-Slug", False),
        ("\x01AW28\x1f_asian\nr a\x13\x11 BC-Slug", False),
        ("\x01AW2870\x1f_asian\n12 BC-Slug", False),
    ],
)
def test_a_wire_of_anpa_begins_with_a_control_character(text: str, told: bool) -> None:
    assert recognises(ANPA_1312, text) is told


# --- all of them ----------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "\x01",
        "\x16",
        "\x02",
        HEADER,
        "AW2870\x1f_asian\nr a\x13\x11 BC-Slug",
        '{"uri": "urn:1", "headline": "x",',
        '"version": 1}',
        "<nitf>",
        "<NewsML>",
        "<newsItem>",
        "<RBNews>",
        "<feed xmlns='http://feed.wenn.com/xmlns/1'>",
        "<results><guid>tag:reuters.com</guid>",
        "\n",
        "Copy ",
    ]
)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_no_two_claim_the_same_bytes(text: str) -> None:
    assert sum(recognises(form, text) for form in ALL) <= 1
