"""The parts of an e-paper, each by itself: words with their places, names of files, words of the
page, pictures, markup, and what is written from an issue without pages."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree, html
from PIL import Image
from support.epaper.sample_epaper import Sample

from layout.desk.commands import epaper as command
from layout.epaper.archive import alto, epub, mets, nitf
from layout.epaper.issue import Issue, IssuePage, IssueStory
from layout.epaper.marked import as_xml
from layout.epaper.page_files import page_pdfs, page_pictures
from layout.epaper.screen.epaper_words import epaper_words_of
from layout.epaper.screen.reader_files import reader_files
from layout.epaper.screen.reader_page import ReaderFiles, reader_page, story_page
from layout.epaper.stories.story_markup import article_of, words_of
from layout.epaper.stories.story_pictures import PictureDesk, drawn, zones_by_file
from layout.epaper.write_epaper import check_folder
from layout.epaper.zones.drawn_words import drawn_lines
from layout.epaper.zones.outline import rectangle
from layout.epaper.zones.printed_words import PrintedLine, PrintedWord, TextBlock
from layout.epaper.zones.zone import Zone, ZonedPage
from layout.epaper.zones_json import zones_json
from layout.page.rect import Rect
from layout.story.markdown.read_markdown import parse_markdown
from slots.finding import BadInput

TEXT = """---
headline: One & *two*
dateline: Quay
byline: By Ana
---

First **bold** and [link](https://quay.example/x), [bad](javascript:x).

## Head

| A | B |
|---|--:|
| 1 | 2 |

1. one
2. two

> Said.
> — Who

::: pull_quote
Pulled.
:::

::: embed https://video.example/a A film

![Alt & text](gone.jpg "Only words")

---

### Lower

Last.
"""
SHARED = ReaderFiles("reader.css", "reader.js", "icon.svg")


def _story():
    return parse_markdown(TEXT, "one.md")[0]


def _line(text: str, x: int, y: int, **more: object) -> PrintedLine:
    words, at = [], x
    for each in text.split():
        words.append(PrintedWord(each, Rect(at, y - 8_000, 4_000 * len(each), 10_000)))
        at += 4_000 * (len(each) + 1)
    words[-1] = replace(words[-1], **more)
    return PrintedLine(tuple(words), y)


def _page() -> ZonedPage:
    place = Rect(10_000, 10_000, 200_000, 60_000)
    lines = (
        _line("a broken on", 10_000, 20_000, half=1, whole="onrepair", hyphen=True),
        _line("repair", 10_000, 32_000, half=2, whole="onrepair"),
    )
    blocks = (TextBlock("body", place, lines, 10),)
    zone = Zone("p1-z1", "story", 1, 1, (rectangle(place),), blocks, "one", "One", "en")
    bent = ((0, 0), (90, 0), (90, 40), (40, 40), (40, 90), (0, 90))
    ad = Zone("p1-z2", "ad", 1, 2, (bent,), (), "", "Bank & Sons", "en")
    return ZonedPage(1, "News", 600_000, 800_000, (zone, ad), ("one",))


def _issue(pages: int = 1) -> Issue:
    page = _page()
    story = IssueStory(_story(), "one", {}, page.zones[:1], (1,), "News")
    day = datetime.date(2026, 11, 26)
    parts = ((IssuePage(page),), (story,)) if pages else ((), ())
    return Issue("The Quay", "", "en", day, "7", "urn:uuid:0", *parts)


def test_the_command_is_the_module():
    assert command.COMMAND.name == "epaper"


def test_files_of_a_page_are_called_by_its_number():
    page = _issue().pages[0]
    assert (page.pdf, page.picture) == ("pages/page-001.pdf", "pages/page-001.jpg")
    assert (page.thumbnail, page.alto) == ("thumbnails/page-001.jpg", "alto/page-001.xml")
    assert _issue().title == "The Quay, Thursday, November 26, 2026"
    assert list(_issue().sections) == ["News"]


def test_words_of_the_page_are_those_of_the_language():
    assert epaper_words_of("de-CH").close == "Schliessen"
    assert epaper_words_of("de").close == "Schließen"
    assert epaper_words_of("nl").contents == "Contents"
    assert epaper_words_of("fr").pages_of.format(pages="2–3", count=8) == "Pages 2–3 sur 8"


def test_a_story_is_an_article_with_its_headings_in_order():
    made = article_of(_story(), {}, top=2)
    tree = etree.fromstring(as_xml(made))
    heads = [(each.tag, "".join(each.itertext())) for each in tree.iter("h2", "h3", "h4", "h5")]
    assert heads == [("h2", "One & two"), ("h3", "Head"), ("h4", "Lower")]
    assert [each.get("href") for each in tree.iter("a")] == [
        "https://quay.example/x",
        "https://video.example/a",
    ]
    assert "Quay — First bold and link , bad." in words_of([made])
    assert [each.get("class") for each in tree.iter("td")] == ["left", "right"]
    assert not list(tree.iter("img")) and "Only words" in words_of([made])


def test_alto_has_halves_of_words_whole():
    root = etree.fromstring(alto.alto_of(_issue().pages[0], "en"))
    strings = {each.get("CONTENT"): each for each in root.iter("{*}String")}
    assert strings["on"].get("SUBS_TYPE") == "HypPart1"
    assert strings["repair"].get("SUBS_TYPE") == "HypPart2"
    assert strings["on"].get("SUBS_CONTENT") == strings["repair"].get("SUBS_CONTENT") == "onrepair"
    (block,) = root.iter("{*}TextBlock")
    assert (block.get("HPOS"), block.get("WIDTH")) == ("35.3", "705.6")  # 10 and 200 pt
    (polygon,) = root.iter("{*}Polygon")
    assert len(polygon.get("POINTS").split()) == 6


def test_nitf_says_what_each_part_is():
    root = etree.fromstring(nitf.nitf_of(_issue().stories[0], _issue()))
    assert root.get("version") == "-//IPTC//DTD NITF 3.6//EN"
    assert "".join(next(root.iter("{*}hl1")).itertext()) == "One & two"
    assert [each.get("class") for each in root.iter("{*}bq")] == [None, "pull-quote"]
    assert next(root.iter("{*}a")).get("href") == "https://quay.example/x"
    assert next(root.iter("{*}pubdata")).get("position.sequence") == "1"
    assert [each.get("align") for each in root.iter("{*}td")] == ["left", "right"]


def test_mets_has_pages_stories_and_ads():
    names = ("pages/page-001.pdf", "pages/page-001.jpg", "thumbnails/page-001.jpg")
    names = (*names, "alto/page-001.xml", "stories/one.html", "stories/one.xml", "index.html")
    root = etree.fromstring(mets.mets_of(_issue(), dict.fromkeys(names, b"x")))
    kinds = [each.get("TYPE") for each in root.iter("{*}div")]
    assert kinds == ["newspaper", "page", "issue", "section", "article", "advertisement"]
    assert len(list(root.iter("{*}file"))) == len(names) - 1


@pytest.mark.parametrize("pages", [0, 1])
def test_an_epub_is_whole_even_of_an_issue_without_stories(pages: int):
    data = epub.epub_of(_issue(pages), epaper_words_of("en"), b"picture", (10, 20))
    assert data == epub.epub_of(_issue(pages), epaper_words_of("en"), b"picture", (10, 20))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        contents = etree.fromstring(book.read("EPUB/contents.xhtml"))
        links = [each.get("href") for each in contents.iter("{*}a")]
        assert links == (["text/one.xhtml"] if pages else ["cover.xhtml"])


def test_the_reader_page_has_links_and_names_ads():
    sizes = {"pages/page-001.jpg": (660, 880), "thumbnails/page-001.jpg": (66, 88)}
    page = html.document_fromstring(reader_page(_issue(), epaper_words_of("en"), sizes, SHARED))
    (link,) = page.xpath('//a[@data-story and @class="zone"]')
    assert (link.get("href"), link.get("aria-label")) == ("stories/one.html", "One & two")
    (ad,) = page.xpath('//g[@role="img"]')
    assert ad.get("aria-label") == "Advertisement: Bank & Sons"
    alone = story_page(_issue().stories[0], _issue(), SHARED)
    assert b'href="../index.html#page-1"' in alone and b"<script" not in alone


def test_zones_as_json_have_points():
    sizes = {"pages/page-001.jpg": (660, 880), "thumbnails/page-001.jpg": (66, 88)}
    text = zones_json(_issue(), sizes).decode()
    assert '"text": "a broken onrepair"' in text and '"order": 2' in text


@pytest.mark.slow
def test_files_are_made_of_the_edition(sample: Sample, tmp_path):
    import pypdfium2

    issue, stacked = sample.paper.issue, sample.made.stacked
    pages = issue.pages[:1]
    with pypdfium2.PdfDocument(sample.pdf) as opened:
        pictures, sizes = page_pictures(opened, pages)
        data, size = drawn(opened[0], 1.0, Rect(0, 0, 100_000, 50_000))
        whole = Rect(0, 0, pages[0].zoned.width, pages[0].zoned.height)
        lines = drawn_lines(opened[0], [whole])[whole]
        desk = PictureDesk(zones_by_file(z for p in sample.zoned for z in p.zones), opened, {})
        assert desk.of(replace(_story(), source=""))[0] == {}
    assert set(sizes) == set(pictures) and len(pictures) == 2
    assert size in ((100, 50), (101, 51)) and Image.open(io.BytesIO(data)).size == size
    read = "".join(word.text for line in lines for word in line.words)
    assert "TheQuayNews" in read
    assert list(page_pdfs(sample.pdf.read_bytes(), pages)) == ["pages/page-001.pdf"]
    shared, files = reader_files(issue, stacked.theme, stacked.foundry, ["Contents"])
    assert {shared.css, shared.script, shared.icon} <= set(files)
    assert b"font-display:optional" not in files[shared.css]
    with pytest.raises(BadInput):
        check_folder(sample.folder, sample.folder / "stories")
    check_folder(sample.folder, tmp_path / "out")
