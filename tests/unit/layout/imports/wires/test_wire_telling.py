"""Agency files are told by what is in them, each by one format, and nothing else is."""

import json

import pytest
from support.imports.wire_files import format_names

from layout.imports.wires.agency_file import keys_of, root_of, text_of_start

NITF = "<nitf><head/><body><body.content><p>Copy.</p></body.content></body></nitf>"
G2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" standard="NewsML-G2"/>'

TOLD = {
    '{"uri": "urn:a", "headline": "Ferry", "body_text": "Copy.", "type": "text"}': "ninjs",
    '[{"guid": "a", "versioncreated": "2024-01-01", "body_html": "<p>x</p>"}]': "ninjs",
    '{"data": {"item": {"uri": "a", "type": "text", "headline": "x", "version": 1}}}': "ninjs",
    '{"standard": {"name": "ninjs", "version": "3.0"}, "uri": "urn:a"}': "ninjs",
    NITF: "NITF",
    '<?xml version="1.0"?><!-- ours --><!DOCTYPE nitf SYSTEM "nitf.dtd">' + NITF: "NITF",
    '<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/"/>': "NITF",
    G2: "NewsML-G2",
    G2.replace("newsItem", "planningItem"): "NewsML-G2",
    '<NewsML Version="1.2"><NewsItem/></NewsML>': "NewsML 1",
    "\x01eca0003 3 i 380  dpa 0045\r\n\r\nslug/\r\n\x02Head =\r\n\r\nCopy\x03": "IPTC 7901",
    "\x16\x16\x01AW2870\x1f_asian\nr a\x13\x11 BC-Slug  11-13 1049\n\x02^BC-Slug,9<": "ANPA 1312",
    "<ListOfRBNews><RBNews><NewsID>1</NewsID></RBNews></ListOfRBNews>": "Ritzau",
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:w="http://feed.wenn.com/xmlns/1"/>': "WENN",
    "<results><result><guid>tag:reuters.com,1</guid></result></results>": "list of Reuters",
}

OTHERS = [
    json.dumps([{"id": 1, "guid": {"rendered": "x"}, "title": {"rendered": "x"}, "_links": {}}]),
    json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": 1}]}),
    json.dumps({"db": [{"meta": {}, "data": {"posts": [{"uuid": "x", "title": "x"}]}}]}),
    json.dumps({"type": "FeatureCollection", "features": []}),
    json.dumps({"items": [{"title": "x", "url": "y"}]}),
    "{}",
    '{"requests": {"https://x": {"get": 1}}}',
    "<rss version='2.0'><channel><title>x</title></channel></rss>",
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>',
    "<html><body><p>NITF and NewsML</p></body></html>",
    "<!DOCTYPE html><html><body/></html>",
    "FERRY RETURNS\n\nBy Ana Ruiz\n\nPUERTO ALBA (AP) - The ferry is back.\n",
    "eca0003 3 i 380  dpa 0045\n\nA story that only looks like a wire.\n",
    "---\nheadline: Ferry\n---\n\nCopy.\n",
    "",
    "PK\x03\x04",
]


@pytest.mark.parametrize(("text", "name"), TOLD.items())
def test_each_format_is_told_by_one(text: str, name: str) -> None:
    assert format_names(text) == [name]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_of_others_is_told_by_none(text: str) -> None:
    assert format_names(text) == []


def test_a_file_in_utf_16_or_with_a_mark_is_told_too() -> None:
    assert format_names(b"\xef\xbb\xbf" + NITF.encode()) == ["NITF"]
    assert format_names(NITF.encode("utf-16")) == ["NITF"]
    assert text_of_start(b"caf\xe9s") == "cafés"


def test_a_start_that_ends_within_a_letter_is_utf_8_still() -> None:
    assert text_of_start("é".encode()[:1]) == ""
    assert text_of_start("naïve é".encode()[:-1]) == "naïve "


def test_keys_have_their_depth_and_stop_where_the_start_does() -> None:
    found = [(key.name, key.depth) for key in keys_of(b'{"a": {"b": ["c", {"d": 1}]}, "e": "f')]
    assert found == [("a", 1), ("b", 2), ("d", 4), ("e", 1)]


def test_a_text_that_never_ends_takes_no_longer_than_another() -> None:
    (key,) = keys_of(b'{"a": "' + b'\\"' * 30_000)
    assert (key.name, key.depth) == ("a", 1)


def test_a_root_stands_after_comments_and_instructions() -> None:
    root = root_of(b"<?xml version='1.0'?>\n<!-- a --><!-- b --><?x y?>\n<a:b c='d'>text")
    assert root is not None
    assert (root.name, root.attributes, root.after) == ("b", " c='d'", ">text")
