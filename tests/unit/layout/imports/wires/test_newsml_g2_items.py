"""NewsML-G2: news items of text to items, pictures and packages to their stories."""

import pytest
from support.imports.wire_files import findings_in, item_in, items_in, left_out, read, texts

from layout.imports.item import Status
from layout.imports.source import source_of
from layout.imports.wires.g2_content import Rendition, best_first, copy_of_anything, pixels
from layout.imports.wires.newsml_g2 import read_newsml_g2
from layout.imports.wires.nitf import Place
from layout.story.block import Picture
from slots.finding import BadInput, Where

SPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
META = """<itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="agx"/>
 <versionCreated>2024-05-06T07:08:09Z</versionCreated>
 <firstCreated>2024-05-05T07:08:09Z</firstCreated>
 <pubStatus qcode="stat:usable"/><edNote>Eds: adds quote.</edNote></itemMeta>"""
ABOUT = """<contentMeta><urgency>2</urgency>
 <located><name>Puerto Alba</name></located><language tag="en-GB"/>
 <keyword>Ferry</keyword><subject qcode="medtop:20000337"><name>shipping</name>
  <broader qcode="x:1"/></subject>
 <subject qcode="subj:04000000"><name>economy</name></subject>
 <slugline>ferry-pier</slugline><headline>Ferry is back</headline>
 <headline role="hld:subHeadline">Two boats a day</headline>
 <dateline>PUERTO ALBA, May 6 (AGX) -</dateline><by>By Ana Ruiz</by><creditline>AGX</creditline>
 <description role="drol:summary">What a long wait.</description></contentMeta>"""
XHTML = """<inlineXML contenttype="application/xhtml+xml" wordcount="4">
 <html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
 <body><p>The <b>ferry</b> sails again.</p></body></html></inlineXML>"""


def news(content: str = XHTML, kind: str = "text", guid: str = "urn:agx:1") -> str:
    return (
        f'<newsItem {SPACE} guid="{guid}" version="4" standard="NewsML-G2" xml:lang="en">'
        "<rightsInfo><copyrightNotice>(c) X</copyrightNotice></rightsInfo>"
        f"{META.format(kind=kind)}{ABOUT}<contentSet>{content}</contentSet></newsItem>"
    )


def picture(guid: str = "urn:agx:9") -> str:
    return (
        f'<newsItem {SPACE} guid="{guid}" version="1" standard="NewsML-G2">'
        f"{META.format(kind='picture')}<contentMeta><headline>Pier</headline><by>TOM</by>"
        "<creditline>AGX</creditline><description role='drol:caption'>The pier.</description>"
        "</contentMeta><contentSet>"
        '<remoteContent href="t.jpg" rendition="rnd:thumb" contenttype="image/jpeg" width="9000"/>'
        '<remoteContent href="p.jpg" rendition="rnd:web" contenttype="image/jpeg" width="640"'
        ' height="480"/><remoteContent href="p.tif" contenttype="image/tiff" width="4000"/>'
        "</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    return f"<newsMessage {SPACE}><header/><itemSet>{''.join(items)}</itemSet></newsMessage>"


def package(*groups: tuple[str, tuple[str, ...]]) -> str:
    inside = "".join(
        f'<group id="g{number}" role="{role}">'
        + "".join(f'<itemRef residref="{guid}"><title>T {guid}</title></itemRef>' for guid in guids)
        + "</group>"
        for number, (role, guids) in enumerate(groups)
    )
    return (
        f'<packageItem {SPACE} guid="urn:agx:p" version="1">{META.format(kind="composite")}'
        f"<contentMeta><headline>Package of ferries</headline></contentMeta>"
        f'<groupSet root="g0">{inside}</groupSet></packageItem>'
    )


def test_the_head_is_that_of_an_editor() -> None:
    item = item_in(news())
    head = item.head
    assert (item.key, item.version) == ("urn:agx:1", "4")
    assert "".join(run.text for run in head.headline) == "Ferry is back"
    assert "".join(run.text for run in head.deck) == "Two boats a day"
    assert (head.byline, head.dateline) == ("By Ana Ruiz, AGX", "PUERTO ALBA, May 6 (AGX)")
    assert (head.section, head.tags) == ("Economy", ("shipping", "Ferry"))
    assert (head.rank, head.language, head.slug) == (1, "en-GB", "ferry-pier")
    assert texts(item) == ["The ferry sails again."]
    assert left_out(item) == {
        "a summary": ["What a long wait."],
        "a note to editors": ["Eds: adds quote."],
        "a notice of rights": ["(c) X"],
    }


def test_nitf_plain_text_and_html_as_data_are_copy_too() -> None:
    nitf = (
        '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006">'
        "<body><body.head><hedline><hl1>Ferry is back</hl1></hedline>"
        "<byline>By Ana Ruiz and Lea</byline></body.head>"
        "<body.content><p>NITF copy.</p></body.content></body></nitf></inlineXML>"
    )
    item = item_in(news(nitf))
    assert (texts(item), item.head.byline) == (["NITF copy."], "By Ana Ruiz and Lea, AGX")
    plain = '<inlineData contenttype="text/plain">One.\n\nTwo.</inlineData>'
    assert texts(item_in(news(plain))) == ["One.", "Two."]
    html = '<inlineData contenttype="text/html">&lt;p&gt;One.&lt;/p&gt;</inlineData>'
    assert texts(item_in(news(html))) == ["One."]
    encoded = '<inlineData contenttype="text/plain" encoding="base64">T25lLg==</inlineData>'
    assert texts(item_in(news(encoded))) == ["One."]


def test_the_header_of_dpa_says_the_head_again_and_its_dateline_is_one() -> None:
    page = XHTML.replace(
        "<body>", "<body><header><ul><li>Sport</li></ul><h1>Ferry is back</h1></header>"
    ).replace("<p>The", '<p><span class="dateline">London <i>(dpa)</i> - </span>The')
    item = item_in(news(page).replace("PUERTO ALBA, May 6 (AGX) -", "London (dpa) -"))
    assert (item.head.dateline, texts(item)) == ("London (dpa)", ["The ferry sails again."])
    assert left_out(item)["the head of the page"] == ["Sport Ferry is back"]


def test_a_package_gives_its_pictures_to_its_story_and_sidebars_stand_alone() -> None:
    text = message(
        package(("group:main", ("urn:agx:1", "urn:agx:9")), ("group:sidebars", ("urn:agx:2",))),
        news(),
        news(guid="urn:agx:2"),
        picture(),
    )
    main, side = items_in(text)
    shown = [piece for piece in main.copy.pieces if isinstance(piece, Picture)]
    assert [(each.src, each.credit, each.alt) for each in shown] == [
        ("media/p.jpg", "TOM/AGX", "Pier")
    ]
    assert main.copy.media[0].places == ("p.jpg", "t.jpg")
    assert (side.key, len(side.copy.pieces)) == ("urn:agx:2", 1)
    assert left_out(main)["a line of the package"] == ["Package of ferries"]


def test_a_picture_alone_and_a_package_of_others_are_findings_with_their_words() -> None:
    (alone,) = read(picture())
    assert "a picture alone is no story: Pier / The pier. / TOM / AGX / p.jpg" in str(alone)
    (empty,) = read(package(("group:main", ("urn:x:1", "urn:x:2"))))
    assert "a package of 2 items, 2 of which are not in this file" in str(empty)
    assert "T urn:x:1" in str(empty)


def test_what_is_no_news_is_told_by_what_it_is() -> None:
    for root, words in {
        "planningItem": "a plan of coverage is no story / Council meets",
        "conceptItem": "a concept is no story / Council meets",
        "knowledgeItem": "a knowledge item is no story",
        "catalogItem": "a catalogue of code lists is no story",
    }.items():
        (finding,) = read(f"<{root} {SPACE} guid='a'><title>Council meets</title></{root}>")
        assert words in str(finding)
    video = news("", "video").replace("<contentSet></contentSet>", "")
    assert "a video without text is no story: Ferry is back" in str(read(video)[0])


def test_status_embargo_corrections_and_what_is_replaced() -> None:
    assert item_in(news().replace("stat:usable", "stat:canceled")).status is Status.KILLED
    assert item_in(news().replace("stat:usable", "stat:withheld")).status is Status.DRAFT
    held = news().replace("<edNote>", "<embargoed>2024-05-07T00:00:00Z</embargoed><edNote>")
    assert str(item_in(held).head.embargo) == "2024-05-07 00:00:00+00:00"
    fixed = news().replace(
        "<edNote>",
        '<signal qcode="sig:correction"/><link rel="irel:supersedes" residref="urn:agx:0"/>'
        "<edNote>",
    )
    assert item_in(fixed).replaces == ("urn:agx:0",)
    assert "corrected" in [each.code for each in findings_in(fixed)]


def test_marks_of_reuters_versions_stand_in_no_headline() -> None:
    item = item_in(news().replace("Ferry is back", "UPDATE 2-Ferry is back"))
    assert "".join(run.text for run in item.head.headline) == "Ferry is back"
    assert left_out(item)["a mark of the version"] == ["UPDATE 2"]


def test_what_is_no_xml_at_all_is_bad_input() -> None:
    with pytest.raises(BadInput, match="no XML"):
        list(read_newsml_g2(source_of(b"", "empty")))


def test_parts_of_items_are_read_or_told() -> None:
    assert texts(item_in(f"<contentSet>{XHTML}</contentSet>")) == ["The ferry sails again."]
    (part,) = read("<groupSet><group><itemRef><title>Ferry</title></itemRef></group></groupSet>")
    assert "part of a package is no story / Ferry" in str(part)
    (empty,) = read(message())
    assert "without an item" in str(empty)


def test_renditions_are_ordered_by_size_and_small_ones_come_last() -> None:
    found = [Rendition("t", name="thumbnail", width=999), Rendition("a", width=10), Rendition("b")]
    assert best_first(found) == ("a", "b", "t")
    assert [pixels(each) for each in ("12", 12, "x", None, "-1")] == [12, 12, 0, 0, 0]


def test_text_is_read_as_what_it_is() -> None:
    place = Place(Where("x"))
    for text, copy in {
        "<nitf><body><body.content><p>A</p></body.content></body></nitf>": "A",
        "<p>A</p>": "A",
        "A": "A",
        "<nitf": "<nitf",
    }.items():
        (piece,) = copy_of_anything(text, place).copy.pieces
        assert "".join(run.text for run in getattr(piece, "runs")) == copy  # noqa: B009
