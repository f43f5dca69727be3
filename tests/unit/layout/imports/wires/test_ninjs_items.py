"""ninjs of all versions, superdesk's and AP's: JSON to items."""

import json
from typing import Any

from support.imports.wire_files import findings_in, item_in, items_in, left_out, read, texts

from layout.imports.item import Item, Status
from layout.imports.source import source_of
from layout.imports.wires.ninjs.file import file_of
from layout.imports.wires.ninjs.kinds import breaches
from layout.imports.wires.ninjs.read import read_ninjs
from layout.story.block import Picture
from slots.finding import Finding

STORY: dict[str, Any] = {
    "uri": "urn:agx:1",
    "type": "text",
    "version": "3",
    "versioncreated": "2024-05-06T07:08:09Z",
    "firstcreated": "2024-05-05T07:08:09Z",
    "pubstatus": "usable",
    "urgency": 4,
    "language": "es",
    "headline": "Vuelve el ferri",
    "headline_print": "El ferri",
    "byline": "Ana Ruiz",
    "located": "Puerto Alba",
    "slugline": "ferri-muelle",
    "description_text": "Dos barcos al día",
    "ednote": "Con fotos.",
    "copyrightnotice": "(c) X",
    "subject": [{"name": "transport", "code": "04015000"}, {"name": "economy", "code": "04000000"}],
    "body_text": "El ferri ha vuelto.",
    "body_html": "<p>El <b>ferri</b> ha vuelto.</p>",
}


def given(**changes: Any) -> str:
    return json.dumps({**STORY, **changes})


def test_the_head_is_that_of_an_editor() -> None:
    item = item_in(given())
    head = item.head
    assert (item.key, item.version) == ("urn:agx:1", "3")
    assert "".join(run.text for run in head.headline) == "Vuelve el ferri"
    assert "".join(run.text for run in head.print_headline) == "El ferri"
    assert "".join(run.text for run in head.deck) == "Dos barcos al día"
    assert (head.byline, head.dateline) == ("Por Ana Ruiz", "Puerto Alba")
    assert (head.section, head.tags) == ("Economy", ("transport",))
    assert (head.rank, head.language, head.slug) == (3, "es", "ferri-muelle")
    assert str(head.updated) == "2024-05-06 07:08:09+00:00"


def test_the_richest_form_of_the_text_is_taken_and_no_words_of_others_are_lost() -> None:
    assert left_out(item_in(given())) == {
        "a note to editors": ["Con fotos."],
        "a notice of rights": ["(c) X"],
    }
    more = item_in(given(body_text="El ferri ha vuelto. Por fin."))
    assert left_out(more)["another form of the text"] == ["El ferri ha vuelto. Por fin."]


def test_bodies_of_later_versions_are_chosen_by_their_type() -> None:
    nitf = "<nitf><body><body.content><p>NITF copy.</p></body.content></body></nitf>"
    bodies = [
        {"role": "text", "contentType": "text/plain", "value": "Plain copy."},
        {"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": nitf},
    ]
    text = json.dumps(
        {
            "uri": "urn:a",
            "versionCreated": "2024-01-01T00:00:00Z",
            "bodies": bodies,
            "headlines": [{"role": "main", "value": "A"}],
            "by": "NTB",
        }
    )
    item = item_in(text)
    assert texts(item) == ["NITF copy."]
    assert left_out(item)["another form of the text"] == ["Plain copy."]


def test_plain_text_is_paragraphs_and_tags_in_it_are_no_words() -> None:
    text = json.dumps(
        {"uri": "urn:a", "type": "text", "headline": "A", "body_main": "One<sup >®</sup>.\nTwo."}
    )
    assert texts(item_in(text)) == ["One®.", "Two."]


def test_pictures_beside_a_story_come_with_their_caption_and_credit() -> None:
    picture = {
        "type": "picture",
        "headline": "Pier",
        "description_text": "The pier.",
        "byline": "Tom",
        "creditline": "AGX",
        "renditions": {
            "thumb": {"href": "http://x/t.jpg", "mimetype": "image/jpeg", "width": 9000},
            "main": {"href": "http://x/m.jpg", "mimetype": "image/jpeg", "width": 900},
            "raw": {"href": "http://x/r.tif", "mimetype": "image/tiff", "width": 9999},
        },
    }
    item = item_in(given(associations={"main": picture, "again": picture, "none": None}))
    shown = [piece for piece in item.copy.pieces if isinstance(piece, Picture)]
    assert len(shown) == 1
    assert (shown[0].alt, shown[0].credit) == ("Pier", "Tom/AGX")
    assert item.copy.media[0].places == ("http://x/m.jpg", "http://x/t.jpg")
    assert shown[0].src == "media/m.jpg"


def test_a_picture_that_the_body_shows_is_not_shown_again() -> None:
    body = '<p>A.</p><figure><img src="http://x/m.jpg"></figure>'
    picture = {
        "type": "picture",
        "renditions": {"m": {"href": "http://x/m.jpg", "mimetype": "image/jpeg"}},
    }
    item = item_in(given(body_html=body, associations={"featuremedia": picture}))
    assert sum(isinstance(piece, Picture) for piece in item.copy.pieces) == 1


def test_texts_beside_a_story_are_stories_and_recordings_are_told() -> None:
    beside = [
        {
            "name": "side",
            "uri": "urn:agx:2",
            "type": "text",
            "headline": "Side",
            "body_text": "Beside it.",
        },
        {"name": "film", "uri": "urn:agx:3", "type": "video", "headline": "Moving boats"},
    ]
    main, side = items_in(given(associations=beside))
    assert (main.key, side.key) == ("urn:agx:1", "urn:agx:2")
    assert left_out(main)["a video beside the story"] == ["Moving boats"]


def test_a_picture_alone_is_a_finding_with_all_its_words() -> None:
    (finding,) = read(
        given(
            type="picture",
            body_html=None,
            renditions={"main": {"href": "http://x/m.jpg", "mimetype": "image/jpeg"}},
        )
    )
    told = str(finding)
    assert "a picture alone is no story" in told
    assert all(words in told for words in ("Vuelve el ferri", "Dos barcos", "Ana Ruiz", "m.jpg"))


def test_plans_and_events_are_told_by_what_they_are() -> None:
    for kind, words in (("planning", "a plan of coverage is no story"), ("event", "an event is")):
        text = json.dumps(
            {
                "uri": "urn:a",
                "type": kind,
                "title": "Council meets",
                "plannedCoverage": [{"title": "Text of it"}],
            }
        )
        told = " ".join(map(str, read(text)))
        assert words in told
        assert "Council meets / Text of it" in told


def test_what_is_taken_back_is_killed_also_where_only_its_headline_says_so() -> None:
    assert item_in(given(pubstatus="canceled")).status is Status.KILLED
    assert item_in(given(headline="MANDATORY KILL: Ferry")).status is Status.KILLED
    assert item_in(given(headline="KILL BILL IS BACK")).status is Status.PUBLISHED
    assert item_in(given(headline="KILLED IN ACTION")).status is Status.PUBLISHED


def test_what_is_withheld_is_a_draft_and_told() -> None:
    assert item_in(given(pubstatus="withheld")).status is Status.DRAFT
    assert "withheld" in [each.code for each in findings_in(given(pubstatus="withheld"))]


def test_an_embargo_is_kept() -> None:
    item = item_in(given(embargoed="2024-05-07T00:00:00+02:00"))
    assert str(item.head.embargo) == "2024-05-07 00:00:00+02:00"


def test_answers_of_interfaces_have_their_items_within() -> None:
    wrapped = {"data": {"items": [{"meta": {}, "item": STORY}, {"item": {**STORY, "uri": "b"}}]}}
    assert [item.key for item in items_in(json.dumps(wrapped))] == ["urn:agx:1", "b"]
    assert [item.key for item in items_in(json.dumps([STORY]))] == ["urn:agx:1"]


def test_a_text_that_lies_elsewhere_is_told_with_its_address() -> None:
    text = given(
        body_text=None,
        body_html=None,
        renditions={"nitf": {"href": "https://x/nitf", "type": "text", "mimetype": "text/xml"}},
    )
    (finding,) = read(text)
    assert "https://x/nitf" in str(finding)


def test_superdesk_files_a_story_under_its_service() -> None:
    item = item_in(given(service=[{"name": "Finance", "code": "f"}], priority=6))
    assert item.head.section == "Finance"
    assert "economy" in item.head.tags


def test_what_is_not_as_ninjs_has_it_is_told_with_its_line() -> None:
    text = '{\n "uri": "urn:a",\n "version": 1.2,\n "mime_type": "x"\n}'
    told = {each.message: each.where.line for each in findings_in(text) if each.code == "not-ninjs"}
    assert told == {
        "no property of ninjs, and not read: mime_type": 4,
        "version: expected text, found the number 1.2": 3,
    }


def test_every_kind_of_mistake_has_its_words() -> None:
    item: dict[str, object] = {
        "uri": "a",
        "urgency": 11,
        "person": "Ana",
        "associations": [{"uri": "b"}],
        "infosource": [{"name": {}}],
        "advices": [{"importance": "high"}],
        "places": [{"geojson": {"type": "Foo"}}],
        "eventDetails": {"dates": {"startDate": "2024", "expectedStartDate": "29 May"}},
        "expires": {},
    }
    told = " / ".join(each.message for each in breaches(item))
    for words in (
        "urgency",
        "person",
        "without a name",
        "for name",
        "importance",
        "GeoJSON",
        "both startDate",
        "no date",
        "expires",
    ):
        assert words in told


def test_broken_json_is_told_with_line_and_column_and_line_breaks_in_texts_are_read() -> None:
    (broken,) = findings_in('{"uri": "urn:a",\n "body_text": "x" "y"}')
    assert (broken.code, broken.where.line, broken.where.column) == ("broken-json", 2, 19)
    loose = read('{"uri": "urn:a", "headline": "H", "body_text": "One.\nTwo."}')
    assert [type(each) for each in loose[1:]] == [Item]


def test_a_file_is_read_item_by_item() -> None:
    given = read_ninjs(source_of(b'[{"uri": "a", "body_text": "x"}, {"uri": "b"}]', "two.json"))
    assert isinstance(next(given), Item)
    assert isinstance(next(given), Finding)


def test_json_that_is_too_deep_or_not_utf_8_is_told() -> None:
    deep = b'{"uri": "urn:a", "x": ' + b"[" * 200_000
    assert file_of(source_of(deep, "deep.json")).value is None
    odd = given(headline="Café").replace("\\u00e9", "é").encode("latin-1")
    assert "encoding" in [each.code for each in findings_in(odd)]
    assert "".join(run.text for run in item_in(odd).head.headline) == "Café"
