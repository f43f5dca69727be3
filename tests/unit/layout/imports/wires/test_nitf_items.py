"""NITF: head and body to an item."""

import datetime

from support.imports.wire_files import findings_in, item_in, left_out, read, texts

from layout.imports.item import Item, Status
from layout.imports.wires.nitf import is_nitf, status_of
from layout.imports.wires.nitf_html import html_of
from layout.imports.wires.xml_tree import parsed
from layout.story.block import Crosshead, Listing, Paragraph, Picture, Quote, Table
from slots.finding import Where

STORY = """<?xml version="1.0" encoding="UTF-8"?>
<nitf baselang="en">
 <head>
  <title>Ferry is back</title>
  <meta name="anpa-keyword" content="ferry-pier"/>
  <tobject tobject.type="news">
   <tobject.subject tobject.subject.refnum="04000000" tobject.subject.type="Economy"
    tobject.subject.matter="Shipping"/>
  </tobject>
  <docdata management-status="usable">
   <doc-id regsrc="AGX" id-string="ferry-1"/>
   <urgency ed-urg="3"/>
   <date.issue norm="20240506T070809+0200"/>
   <ed-msg info="Pictures follow."/>
   <key-list><keyword key="Ferry"/></key-list>
   <doc.copyright year="2024" holder="Agency X"/>
  </docdata>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Ferry is back</hl1><hl2>Two boats a day</hl2></hedline>
   <note type="npa"><body.content><p>For editors.</p></body.content></note>
   <byline>By Ana Ruiz <byttl>Staff Reporter</byttl></byline>
   <distributor>Agency X</distributor>
   <dateline><location><city>Puerto Alba</city>, <state>Manabi</state></location>
    <story.date norm="20240506">6 May</story.date></dateline>
  </body.head>
  <body.content>
   <media media-type="image">
    <media-reference mime-type="image/jpeg" source="small.jpg" width="100"/>
    <media-reference mime-type="image/jpeg" source="pier.jpg" width="900" height="600"
      alternate-text="Boats"/>
    <media-caption>The pier.</media-caption><media-producer>Tom</media-producer>
   </media>
   <block>
    <p>The <org value="x">Harbour Board</org> said <q>yes</q> in <chron norm="1">May</chron>.</p>
    <hl2>What changes</hl2>
    <ul><li>First boat <num><frac><frac-num>1</frac-num><frac-den>2</frac-den></frac></num></li>
     <li>Last boat</li></ul>
    <bq><block><p>It is a good pier.</p></block><credit>Baltasar Ruiz</credit></bq>
    <table><tr><th>Boat</th><th>Time</th></tr><tr><td>First</td><td>6:15</td></tr></table>
    <note type="npa"><body.content><p>Hold this.</p></body.content></note>
   </block>
  </body.content>
  <body.end><tagline>With help from Lea.</tagline><copyrite>(c) X</copyrite></body.end>
 </body>
</nitf>"""


def test_the_head_is_that_of_an_editor() -> None:
    item = item_in(STORY)
    head = item.head
    assert item.key == "nitf AGX ferry-1"
    assert item.version == "2024-05-06T05:08:09"
    assert "".join(run.text for run in head.headline) == "Ferry is back"
    assert "".join(run.text for run in head.deck) == "Two boats a day"
    assert head.byline == "By Ana Ruiz, Staff Reporter, Agency X"
    assert head.dateline == "Puerto Alba, Manabi"
    assert head.date == datetime.datetime.fromisoformat("2024-05-06T07:08:09+02:00")
    assert (head.section, head.tags) == ("Economy", ("Shipping", "Ferry", "ferry-pier"))
    assert (head.rank, head.language, head.slug) == (2, "en", "ferry-pier")


def test_the_body_is_copy() -> None:
    pieces = item_in(STORY).copy.pieces
    kinds = [type(piece) for piece in pieces]
    assert kinds == [Picture, Paragraph, Crosshead, Listing, Quote, Table, Paragraph]
    picture = pieces[0]
    assert isinstance(picture, Picture)
    assert (picture.alt, picture.credit) == ("Boats", "Tom")
    assert item_in(STORY).copy.media[0].places == ("pier.jpg",)
    assert "First boat 1/2" in texts(item_in(STORY))


def test_what_is_no_copy_is_left_out_by_name() -> None:
    left = left_out(item_in(STORY))
    assert left["a note to editors"] == ["Hold this.", "For editors.", "Pictures follow."]
    assert left["a notice of rights"] == ["(c) X", "2024 Agency X"]
    assert left["the day of a dateline"] == ["6 May"]


def test_a_dateline_of_the_copy_is_taken_off_and_not_doubled() -> None:
    copy = "<p>PUERTO ALBA, Manabi (AP) _ The ferry is back.</p>"
    item = item_in(STORY.replace("<block>", f"{copy}<block>"))
    assert item.head.dateline == "PUERTO ALBA, Manabi (AP)"
    assert "The ferry is back." in texts(item)


def test_an_embargo_lasts_until_its_release() -> None:
    embargoed = STORY.replace('"usable"', '"embargoed"').replace(
        "<ed-msg", '<date.release norm="20240507T000100+0200"/><ed-msg'
    )
    until = datetime.datetime.fromisoformat("2024-05-07T00:01:00+02:00")
    assert item_in(embargoed).head.embargo == until
    assert item_in(STORY).head.embargo is None


def test_an_embargo_without_an_end_is_told() -> None:
    codes = [each.code for each in findings_in(STORY.replace('"usable"', '"embargoed"'))]
    assert "embargo" in codes


def test_an_embargo_may_end_where_the_note_to_editors_says() -> None:
    text = STORY.replace('"usable"', '"embargoed"')
    text = text.replace("Pictures follow.", "Embargo: 7 May 2024 10:30 GMT")
    assert str(item_in(text).head.embargo) == "2024-05-07 10:30:00+00:00"


def test_what_is_taken_back_is_killed_and_names_what_it_replaces() -> None:
    killed = STORY.replace(
        'management-status="usable"',
        'management-status="canceled" management-doc-idref="ferry-0"',
    )
    item = item_in(killed)
    assert (item.status, item.replaces) == (Status.KILLED, ("nitf AGX ferry-0",))
    assert [status_of(word) for word in ("stat:withheld", "usable")] == [
        Status.DRAFT,
        Status.PUBLISHED,
    ]


def test_versions_of_a_key_for_updates_go_before_the_document_s_own() -> None:
    text = STORY.replace("<urgency", '<du-key key="ferry" version="7"/><urgency')
    assert (item_in(text).key, item_in(text).version) == ("nitf AGX ferry", "7")


def test_a_document_without_text_is_a_finding_with_its_words() -> None:
    head = "<body.head><hedline><hl1>Only this</hl1></hedline></body.head>"
    (finding,) = read(f"<nitf><body>{head}</body></nitf>")
    assert "Only this" in str(finding)
    assert not isinstance(finding, Item)


def test_words_that_were_counted_and_are_gone_are_told() -> None:
    text = STORY.replace(
        '<meta name="anpa-keyword"',
        '<meta name="anpa-wordcount" content="0900"/><meta name="anpa-keyword"',
    )
    (told,) = [each for each in findings_in(text) if each.code == "fewer-words"]
    assert "counted 900 words" in told.message


def test_recordings_are_links_and_keep_their_captions() -> None:
    text = STORY.replace('media-type="image"', 'media-type="video"')
    assert "The pier." in texts(item_in(text))


def test_names_of_characters_without_a_dtd_are_those_characters() -> None:
    item = item_in(STORY.replace("Harbour Board", "Caf&eacute; &mdash; Board"))
    assert any("Café — Board" in text for text in texts(item))


def test_nothing_is_expanded_or_fetched() -> None:
    bomb = (
        '<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">'
        "]>" + STORY.partition("?>")[2].replace("Harbour Board", "&b; &c;")
    )
    codes = [each.code for each in findings_in(bomb)]
    assert "unknown-entity" in codes
    assert not any("root:" in text or "haha" in text for text in texts(item_in(bomb)))


def test_broken_xml_is_read_as_far_as_it_goes_and_told_with_its_line() -> None:
    (told,) = [
        each for each in findings_in(STORY.replace("</block>", "")) if each.code == "broken-xml"
    ]
    assert told.where.line


def test_latin_letters_that_are_not_utf_8_are_told_and_read() -> None:
    data = STORY.replace("Harbour Board", "Café Board").encode("latin-1")
    assert "encoding" in [each.code for each in findings_in(data)]
    assert any("Café Board" in text for text in texts(item_in(data)))


def test_utf_8_that_is_called_latin_is_told_and_read() -> None:
    data = STORY.replace("UTF-8", "ISO-8859-1").replace("Harbour", "Café").encode()
    assert "encoding" in [each.code for each in findings_in(data)]
    assert any("Café Board" in text for text in texts(item_in(data)))


def test_nitf_is_known_within_other_files_and_words_it_has_not_keep_theirs() -> None:
    assert is_nitf('<?xml version="1.0"?><nitf version="3.6">')
    assert not is_nitf("<p>nitf</p>")
    root = parsed(b"<x><strange>words</strange><script>no</script></x>", Where("x")).root
    html, left = html_of(list(root), Where("x"))
    assert html == "words"
    assert [each.what for each in left] == ["a script"]
