"""Each file is told by one format, and what is none by none: of samples, and of all files that
nobody here wrote."""

from __future__ import annotations

import json
import time
from collections import Counter

import pytest
from support.imports.office_files import docx, fodt, odt, zipped
from support.imports.wire_files import CORPORA
from support.imports.wordpress_samples import export, item_xml, post_json

from layout.imports.all_formats import FORMATS
from layout.imports.others_markdown.own import STORY
from layout.imports.source import source_of

WORD, ODT = docx("<w:p><w:r><w:t>Copy.</w:t></w:r></w:p>"), odt("<text:p>Copy.</text:p>")
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'

SAMPLES: list[tuple[str, bytes | str]] = [
    ("a WordPress export (WXR)", export(item_xml("Copy."))),
    ("a WordPress export (WXR)", export(item_xml("Copy.")).replace(b"http:", b"https:")),
    ("a WordPress export (WXR)", b"<!-- ours -->" * 500 + export(item_xml("Copy."))),
    ("WordPress's REST interface", json.dumps([post_json("<p>Copy.</p>")])),
    ("WordPress's REST interface", json.dumps(post_json("<p>Copy.</p>"))),
    ("ninjs", '{"uri": "urn:a", "headline": "Ferry", "body_text": "Copy.", "type": "text"}'),
    ("NewsML-G2", '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"/>'),
    ("NewsML 1", '<NewsML Version="1.2"><NewsItem/></NewsML>'),
    ("NITF", "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf><body/></nitf>"),
    ("IPTC 7901", "\x01eca0003 3 i 380  dpa 0045\r\n\r\nslug/\r\n\x02Head =\r\n\r\nCopy\x03"),
    ("ANPA 1312", "\x16\x16\x01AW2870\x1f_asian\nr a\x13\x11 BC-Slug  11-13 1049\n\x02^BC-Slug,9<"),
    ("Ritzau", "<ListOfRBNews><RBNews><NewsID>1</NewsID></RBNews></ListOfRBNews>"),
    ("WENN", f'<feed {ATOM} xmlns:w="http://feed.wenn.com/xmlns/1"><entry/></feed>'),
    ("list of Reuters", "<results><result><guid>tag:reuters.com,1</guid></result></results>"),
    ("Word", WORD),
    ("Word", WORD[: len(WORD) // 2]),
    ("OpenDocument", ODT),
    ("OpenDocument", fodt("<text:p>Copy.</text:p>")),
    ("Word before 2007, rich text", r"{\rtf1 Copy.}"),
    ("RSS and Atom", "<rss version='2.0'><channel><item><title>x</title></item></channel></rss>"),
    ("RSS and Atom", f"<feed {ATOM}><entry/></feed>"),
    (
        "RSS and Atom",
        "<rss version='2.0'><channel><title>wordpress.org/export/1.2</title></channel>",
    ),
    ("JSON Feed", '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]}'),
    ("Ghost's export", '{"db": [{"meta": {}, "data": {"posts": [{"title": "x"}]}}]}'),
    ("web page", "<!DOCTYPE html><html><body><article><p>Copy.</p></article></body></html>"),
    ("web page", "<!-- saved from url=(0001)x -->\n<html><head></head><body></body></html>"),
    ("Markdown of Hugo, Jekyll, Eleventy", '+++\ntitle = "Ferry"\n+++\nCopy.\n'),
    ("Markdown of Hugo, Jekyll, Eleventy", "---\nlayout: post\ntitle: Ferry\n---\nCopy.\n"),
    ("story of newsgrid, plain text", "---\nheadline: Ferry\n---\n\nCopy.\n"),
    ("story of newsgrid, plain text", "FERRY RETURNS\n\nBy Ana Ruiz\n\nThe ferry is back.\n"),
]

NONE: list[bytes | str] = [
    "",
    "  \n",
    "{}",
    '{"type": "FeatureCollection", "features": []}',
    '{"items": [{"title": "x", "url": "y"}]}',
    "<gpx><trk><name>Ferry</name></trk></gpx>",
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n\0\0",
    b"PK\x03\x04",
    zipped({"a.txt": "Copy."}),
    zipped({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}),
]

SLOW_ONES = [
    "<!-- a -->" * 10_000,
    "<!-- " * 20_000,
    "<?xml " * 20_000,
    "<?x?>" * 20_000 + "<",
    "<!DOCTYPE a [" * 10_000,
    "<!DOCTYPE a [ ] " * 10_000,
    "]" * 10 + "<!DOCTYPE a [" + "]" * 60_000,
    " \n" * 50_000 + "x",
    "\ufeff " * 20_000,
    "[" * 100_000,
    '{"a":' * 20_000,
    '"' + "\\" * 65_000,
    "<rss " * 20_000,
    "<results><" + "guid>" * 10_000,
    "---\n" * 20_000,
    "---\n" + "a: [" * 10_000,
    "+++\n" + "a = " * 20_000,
    "\x01" * 60_000,
    "\x16" * 60_000,
]


def told(data: bytes | str) -> list[str]:
    """The names of the formats that claim a source, the one that is asked last only where no other
    does."""
    source = source_of(data.encode() if isinstance(data, str) else data, "source")
    found = [each.name for each in FORMATS if each is not STORY and each.recognises(source)]
    return found or ([STORY.name] if STORY.recognises(source) else [])


@pytest.mark.parametrize(("name", "data"), SAMPLES, ids=lambda each: str(each)[:40])
def test_one_format_tells_each(name: str, data: bytes | str) -> None:
    assert told(data) == [name]


def test_there_is_a_sample_of_each_format() -> None:
    assert FORMATS[-1] is STORY and len({each.name for each in FORMATS}) == len(FORMATS) == 20
    assert {name for name, _ in SAMPLES} == {each.name for each in FORMATS}


@pytest.mark.parametrize("data", NONE, ids=lambda each: str(each)[:40])
def test_what_is_none_is_told_by_none(data: bytes | str) -> None:
    assert told(data) == []


@pytest.mark.slow
@pytest.mark.parametrize("data", SLOW_ONES, ids=lambda each: repr(each[:12]))
def test_telling_is_quick_whatever_it_is(data: str) -> None:
    begun = time.thread_time()
    told(data)
    assert time.thread_time() - begun < 3


@pytest.mark.slow
@pytest.mark.skipif(CORPORA is None, reason="the corpora of imports are not at hand")
def test_each_file_of_the_corpora_is_told_by_one() -> None:
    assert CORPORA
    counted: Counter[tuple[str, str]] = Counter()
    for file in sorted(CORPORA.rglob("*")):
        if file.is_file() and file.name not in ("expected.html", "expected-metadata.json"):
            folder = file.relative_to(CORPORA).parts[0]
            names = told(file.read_bytes())
            assert len(names) < 2, (file, names)
            counted[folder, _named(names)] += 1
    assert counted == TOLD


def _named(names: list[str]) -> str:
    return names[0] if names else "none"


TOLD = Counter(
    {
        ("docx", "Word"): 7,
        ("html", "web page"): 60,
        ("idml", "none"): 34,
        ("idml-schemas", "story of newsgrid, plain text"): 12,  # RELAX NG, compact: it is text
        ("newsml-g2", "NewsML-G2"): 21,
        ("ninjs", "ninjs"): 149,
        ("ninjs", "none"): 1,  # made to be no ninjs: it has no uri
        ("nitf", "none"): 1,  # a schema
        ("wires", "ANPA 1312"): 8,
        ("wires", "IPTC 7901"): 4,
        ("wires", "NITF"): 9,
        ("wires", "NewsML 1"): 3,
        ("wires", "NewsML-G2"): 18,
        ("wires", "Ritzau"): 1,
        ("wires", "WENN"): 1,
        ("wires", "list of Reuters"): 1,
        ("wires", "ninjs"): 8,
        ("wires", "none"): 1,  # a record of requests
        ("wxr", "a WordPress export (WXR)"): 32,
    }
)
