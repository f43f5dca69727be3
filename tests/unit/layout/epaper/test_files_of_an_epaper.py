"""The files of an e-paper: pages, stories, zones as JSON, ALTO, NITF, METS and EPUB say the same,
and nothing that a story says becomes markup."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import PurePosixPath

import pikepdf
import pytest
from lxml import etree, html
from PIL import Image
from support.epaper.checked_zones import words_of
from support.epaper.epaper_schemas import wrong_with
from support.epaper.sample_epaper import Sample, sample_of

from layout.epaper.marked import as_html, as_xml, document, element, fill
from layout.epaper.stories.story_markup import address
from layout.epaper.zones.printed_words import text_of_blocks
from layout.site.manifest import stays_inside
from layout.story.text.pieces import name_of
from layout.story.text.sanitise import legal

pytestmark = pytest.mark.slow

XLINK = "{http://www.w3.org/1999/xlink}href"
AWAY = re.compile(rb"""(?:src|href|url|data|poster|action)\s*[=(]\s*["']?\s*(?:https?:)?//""")
"""What makes a browser ask another host: an address of one that is not a link to follow."""


def _files(sample: Sample, folder: str, suffix: str) -> dict[str, bytes]:
    return {
        name: data
        for name, data in sample.paper.files.items()
        if name.startswith(folder) and name.endswith(suffix)
    }


def _alto_words(data: bytes) -> list[str]:
    root = etree.fromstring(data)
    return [each.get("CONTENT") for each in root.iter("{*}String")]


def test_the_same_edition_gives_the_same_bytes(sample: Sample):
    again = sample_of(sample.folder)
    assert again.paper.files == sample.paper.files


def test_names_stay_inside_and_are_plain(sample: Sample):
    for name in sample.paper.files:
        assert stays_inside(name)
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", name), name
    names = [one.name for one in sample.paper.issue.stories]
    assert len(set(names)) == len(names)
    alike = [one.name for one in sample.paper.issue.stories if "noche" in one.story.slug]
    assert len(alike) < 2 or sorted(alike) == ["cafe-noche", "cafe-noche-2"]
    assert name_of("../../etc/passwd") == "etc-passwd"


def test_each_page_is_alone_in_its_pdf_and_shows_what_it_showed(sample: Sample):
    pages = _files(sample, "pages/", ".pdf")
    assert len(pages) == len(sample.zoned)
    with pikepdf.open(sample.pdf) as whole:
        for at, (name, data) in enumerate(sorted(pages.items())):
            with pikepdf.open(io.BytesIO(data)) as alone:
                assert len(alone.pages) == 1, name
                ours, theirs = alone.pages[0], whole.pages[at]
                assert ours.mediabox == theirs.mediabox
                assert ours.Contents.read_bytes() == theirs.Contents.read_bytes()
                assert alone.Root.Lang == whole.Root.Lang
            assert len(data) < len(sample.pdf.read_bytes())


def test_pages_have_pictures_of_two_sizes(sample: Sample):
    for folder, longest in (("pages/", 2200), ("thumbnails/", 320)):
        pictures = _files(sample, folder, ".jpg")
        assert len(pictures) == len(sample.zoned)
        for data in pictures.values():
            with Image.open(io.BytesIO(data)) as image:
                assert abs(max(image.size) - longest) <= 1 and image.format == "JPEG"


def test_zones_as_json_are_the_zones(sample: Sample):
    data = json.loads(sample.paper.files["edition.json"])
    assert [page["number"] for page in data["pages"]] == [page.number for page in sample.zoned]
    names = {story["name"] for story in data["stories"]}
    for page, zoned in zip(data["pages"], sample.zoned, strict=True):
        for file in (page["pdf"], page["alto"], *(each["href"] for each in page["pictures"])):
            assert file in sample.paper.files
        for told, zone in zip(page["zones"], zoned.zones, strict=True):
            assert (told["id"], told["kind"]) == (zone.id, zone.kind)
            assert told["text"] == text_of_blocks(zone.blocks)
            assert told["story"] is None or told["story"] in names
            corners = [point for polygon in told["polygons"] for point in polygon]
            assert all(-1 <= x <= page["width"] + 1 for x, _ in corners)
            assert all(-1 <= y <= page["height"] + 1 for _, y in corners)
    for story in data["stories"]:
        assert story["html"] in sample.paper.files and story["nitf"] in sample.paper.files


def test_alto_has_the_words_of_its_page_in_order(sample: Sample):
    for page in sample.zoned:
        data = sample.paper.files[f"alto/page-{page.number:03}.xml"]
        assert _alto_words(data) == [word.text for word in words_of([page])]
        root = etree.fromstring(data)
        ids = [each.get("ID") for each in root.iter() if each.get("ID")]
        assert len(set(ids)) == len(ids)
        assert {zone.id for zone in page.zones} <= set(ids)
        assert len(list(root.iter("{*}HYP"))) == sum(w.hyphen for w in words_of([page]))


@pytest.mark.parametrize("kind", ["alto", "nitf", "mets"])
def test_documents_are_as_their_schemas_have_them(sample: Sample, kind: str):
    places = {"alto": "alto/", "nitf": "stories/", "mets": "mets"}
    documents = _files(sample, places[kind], ".xml")
    assert documents
    for name, data in documents.items():
        assert wrong_with(kind, data) == [], name


def test_a_schema_finds_what_is_wrong(sample: Sample):
    alto = sample.paper.files["alto/page-001.xml"]
    assert wrong_with(
        "alto",
        alto.replace(b"<PrintSpace", b"<PrintedSpace", 1).replace(
            b"</PrintSpace", b"</PrintedSpace"
        ),
    )


def test_nitf_has_every_word_of_its_story(sample: Sample):
    by_slug = sample.paper.issue.by_slug
    rich = etree.fromstring(sample.paper.files[by_slug["rich"].nitf])
    text = " ".join(" ".join(rich.itertext()).split())
    for words in (
        "Ferry back",
        "on the water",
        "Three crossings",
        "By Ana Torres",
        "What it costs",
        "Adult",
        "4.50",
        "First, by the pier",
        "It was time.",
        "Bicycles travel free.",
    ):
        assert words in text, words
    (reference,) = rich.iter("{*}media-reference")
    assert reference.get("alternate-text") == "Boats at the pier"
    assert f"stories/{reference.get('source')}".replace("stories/../", "") in sample.paper.files


def test_mets_names_all_files_with_their_digests(sample: Sample):
    files = sample.paper.files
    root = etree.fromstring(files["mets.xml"])
    told = {}
    for each in root.iter("{*}file"):
        told[each[0].get(XLINK)] = each
    own = {
        name
        for name in files
        if PurePosixPath(name).parts[0]
        in ("pages", "thumbnails", "alto", "stories", "media", "edition.json", "edition.epub")
    }
    assert set(told) == own
    for name, each in told.items():
        assert each.get("CHECKSUM") == hashlib.sha256(files[name]).hexdigest()
        assert int(each.get("SIZE")) == len(files[name])
    ids = {each.get("ID") for each in root.iter() if each.get("ID")}
    assert {each.get("FILEID") for each in root.iter() if each.get("FILEID")} <= ids
    zones = {zone.id for page in sample.zoned for zone in page.zones}
    assert {each.get("BEGIN") for each in root.iter("{*}area")} <= zones


def test_an_epub_has_each_story_once_in_the_order_of_pages(sample: Sample):
    with zipfile.ZipFile(io.BytesIO(sample.paper.files["edition.epub"])) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        assert {entry.date_time for entry in book.infolist()} == {(2026, 11, 26, 0, 0, 0)}
        package = etree.fromstring(book.read("EPUB/package.opf"))
        items = {each.get("id"): each.get("href") for each in package.iter("{*}item")}
        order = [items[each.get("idref")] for each in package.iter("{*}itemref")]
        stories = [f"text/{one.name}.xhtml" for one in sample.paper.issue.stories]
        assert order == ["cover.xhtml", "contents.xhtml", *stories]
        names = set(book.namelist()) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
        assert names == {f"EPUB/{href}" for href in items.values()}
        for name in names:
            if name.endswith(".xhtml"):
                etree.fromstring(book.read(name))


def test_epubcheck_finds_nothing(sample: Sample, tmp_path):
    jar, java = shutil.which("epubcheck"), shutil.which("java")
    if not (jar and java):
        pytest.skip("epubcheck is not installed: apt-get install epubcheck")
    book = tmp_path / "edition.epub"
    book.write_bytes(sample.paper.files["edition.epub"])
    run = subprocess.run([java, "-jar", jar, str(book)], capture_output=True, text=True)
    said = run.stdout + run.stderr
    assert run.returncode == 0 and "No errors or warnings" in said, said[-2000:]


def test_what_a_story_says_is_text(sample: Sample):
    harm = sample.paper.issue.by_slug["harm"]
    page = sample.paper.files[harm.html]
    tree = html.document_fromstring(page)
    assert [each.get("src") for each in tree.iter("script")] == []
    assert not [each for each in tree.iter("img") if "evil" in each.get("src", "")]
    for link in tree.iter("a"):
        assert not link.get("href").lower().startswith(("javascript:", "data:"))
    assert "By <b>Nobody</b>" in "".join(tree.itertext())
    assert not list(tree.iter("b"))
    reader = html.document_fromstring(sample.paper.files["index.html"])
    assert [each.get("src") for each in reader.iter("script")] == [
        name for name in sample.paper.files if name.endswith(".js")
    ]


def test_no_file_asks_another_host(sample: Sample):
    for name, data in sample.paper.files.items():
        if name.endswith((".html", ".css", ".js")):
            links = re.sub(rb'<a [^>]*href="https://[^"]*"', b"", data)
            assert not AWAY.search(links), name
            if name.endswith(".html"):
                assert b"default-src 'none'" in data


def test_the_reader_page_names_files_that_are_there(sample: Sample):
    files = sample.paper.files
    for name in [n for n in files if n.endswith(".html")]:
        tree = html.document_fromstring(files[name])
        above = "" if "/" not in name else "../"
        for each in tree.iter():
            for key in ("src", "href"):
                target = (each.get(key) or "").partition("#")[0]
                if target and ":" not in target:
                    assert target.removeprefix(above) in files, (name, target)
        ids = [each.get("id") for each in tree.iter() if each.get("id")]
        assert len(set(ids)) == len(ids), name
        assert all(each.get("alt") is not None for each in tree.iter("img"))


def test_each_story_on_a_page_is_a_link_over_it(sample: Sample):
    tree = html.document_fromstring(sample.paper.files["index.html"])
    for page in sample.zoned:
        (sheet,) = tree.xpath(f'//section[@id="page-{page.number}"]')
        linked = [each.get("data-story") for each in sheet.iter("a") if each.get("data-story")]
        by_slug = sample.paper.issue.by_slug
        assert linked == [by_slug[slug].name for slug in page.stories if slug in by_slug]
        assert all(each.get("aria-label") for each in sheet.iter("a"))


def test_addresses_lead_out_of_the_epaper_or_nowhere():
    assert address("https://quay.example/a?b=1") == "https://quay.example/a?b=1"
    assert address("mailto:desk@quay.example") == "mailto:desk@quay.example"
    for bad in ("", "javascript:alert(1)", "java\tscript:x", "data:text/html,x", "../a", "//a.b/c"):
        assert address(bad) == ""


def test_markup_is_escaped_and_legal():
    made = element(
        "p", 'a < b & "c"\x00', element("em", "x"), "tail\x0b", class_="y<", aria__label="z"
    )
    assert as_html(made) == (
        '<p class="y&lt;" aria-label="z">a &lt; b &amp; "c"<em>x</em>tail</p>'
    ).replace("y&lt;", "y&lt;")
    assert etree.fromstring(as_xml(made)).get("aria-label") == "z"
    assert document(fill(element("a"), None, "b")).endswith(b"<a>b</a>\n")
    assert legal("\ufffe\U0001f600") == "\U0001f600"
