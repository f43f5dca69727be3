"""Answers of WordPress's REST interface: told, streamed, damaged; the same story as an export's."""

import json

import pytest
from support.imports.wordpress_samples import (
    SITE,
    answered,
    export,
    findings_of,
    item_xml,
    items_of,
    picture_xml,
    post_json,
    read,
)

from layout.imports.item import Status
from layout.imports.source import Source, source_of
from layout.imports.wordpress.answers import Answer, Answers
from layout.imports.wordpress.rest import REST
from layout.imports.wordpress.wxr import WXR
from layout.story.as_written import SlotAsk
from layout.story.block import Embed, Paragraph, Picture
from layout.story.run import text_of
from slots.finding import Finding

MEDIA = {
    "id": 8,
    "source_url": f"{SITE}/wp-content/uploads/2026/01/pier.jpg",
    "title": {"rendered": "pier"},
    "caption": {"rendered": "<p>The &#8220;pier&#8221;.</p>\n"},
    "description": {"rendered": ""},
    "alt_text": "Boats",
    "media_type": "image",
    "post": 7,
}
USER = {"id": 3, "name": "In\u00e9s Carrasco", "slug": "ines", "avatar_urls": {}}
TOWN = {"id": 5, "name": "Town &amp; bay", "slug": "town", "taxonomy": "category"}
FERRY = {"id": 6, "name": "ferry", "slug": "ferry", "taxonomy": "post_tag"}


@pytest.mark.parametrize("values", [[post_json("<p>One.</p>")], post_json("<p>One.</p>"), [MEDIA]])
def test_answers_are_told_by_their_content(values: object) -> None:
    assert REST.recognises(source_of(json.dumps(values).encode(), "x"))
    assert not WXR.recognises(source_of(json.dumps(values).encode(), "x"))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", b'{"headline": "One", "body_html": "<p>"}', b"[1, 2]",
        b'{"version": "https://jsonfeed.org/version/1", "items": []}', b"[{" * 9_000,
        b'{"db": [{"data": {"posts": []}}]}',
    ],
)  # fmt: skip
def test_other_json_is_none(data: bytes) -> None:
    assert not REST.recognises(source_of(data, "x"))
    assert not REST.recognises(source_of(export(item_xml("One.")), "x"))


def test_a_post_as_the_server_gives_it() -> None:
    post = post_json(
        "<p>&#8220;One&#8221; [the_ad id=&#8221;7&#8243;]</p>\n<p>[sic]</p>",
        title={"rendered": "Ferry&#8217;s <em>return</em>"},
        excerpt={"rendered": "<p>By hand.</p>\n"},
        sticky=True,
        lang="es",
        meta={"newspack_post_subtitle": "", "print_headline": "Ferry"},
    )
    (item,) = items_of(answered([post]))
    assert item.key == f"wordpress {SITE}/?p=7"
    assert item.version == "2026-01-06T07:00:00"
    assert text_of(item.head.headline) == "Ferry’s return"
    assert text_of(item.head.print_headline) == "Ferry"
    assert text_of(item.head.deck) == "By hand."
    assert (item.head.rank, item.head.slug, item.head.language) == (1, "ferry-returns", "es")
    assert item.head.date is not None
    assert item.head.date.isoformat() == "2026-01-05T18:04:48+02:00"
    assert [type(each) for each in item.copy.pieces] == [Paragraph, SlotAsk, Paragraph]


def test_an_excerpt_that_the_server_made_is_no_deck() -> None:
    made = {"rendered": "<p>One two [&hellip;]</p>\n"}
    (item,) = items_of(answered([post_json("<p>One two three.</p>", excerpt=made)]))
    assert item.head.deck == ()
    assert item.copy.left_out == ()


def test_what_is_embedded_names_authors_terms_and_picture() -> None:
    embedded = {
        "author": [USER],
        "wp:term": [[TOWN], [FERRY]],
        "wp:featuredmedia": [MEDIA],
        "replies": [[{"author_name": "Rosa", "content": {"rendered": "<p>Well</p>"}}]],
    }
    (item,) = items_of(answered([post_json("<p>One.</p>", _embedded=embedded, featured_media=8)]))
    assert item.head.byline == "By Inés Carrasco"
    assert (item.head.section, item.head.tags, item.head.comments) == ("Town & bay", ("ferry",), 1)
    picture = item.copy.pieces[0]
    assert isinstance(picture, Picture)
    assert (text_of(picture.cutline), picture.alt) == ("The “pier”.", "Boats")
    assert [each.text for each in item.copy.left_out] == ["Rosa\nWell"]


def test_answers_beside_name_what_a_post_numbers() -> None:
    post = post_json("<p>One.</p>", categories=[5], tags=[6], featured_media=8)
    comment = {"id": 1, "post": 7, "author_name": "Rosa", "content": {"rendered": "<p>Well</p>"}}
    beside = {
        "media-1.json": [MEDIA | {"id": 1}],
        "media-2.json": [MEDIA],
        "users.json": [USER],
        "categories.json": [TOWN],
        "tags.json": [FERRY],
        "comments.json": [comment],
    }
    (item,) = items_of(answered([post], beside))
    assert item.head.byline == "By Inés Carrasco"
    assert (item.head.section, item.head.tags, item.head.comments) == ("Town & bay", ("ferry",), 1)
    assert isinstance(item.copy.pieces[0], Picture)
    assert item.copy.findings == ()


def test_numbers_that_nobody_names_are_told() -> None:
    post = post_json("<p>One.</p>", categories=[5], featured_media=8)
    found = findings_of(answered([post]))
    assert [each.code for each in found] == ["unknown-terms", "missing-attachment"]
    assert "categories 5" in found[0].message


def test_several_answers_in_one_file() -> None:
    whole = {"posts": [post_json("<p>One.</p>", author=3)], "users": [USER]}
    (item,) = items_of(answered(whole))
    assert item.head.byline == "By Inés Carrasco"
    lists = json.dumps([post_json("<p>One.</p>", 1)]) + "\n" + json.dumps([post_json("Two", 2)])
    assert len(items_of(list(REST.read(source_of(lists.encode(), "x"))))) == 2


def test_a_post_in_two_answers_is_one() -> None:
    assert len(items_of(answered([post_json("<p>One.</p>"), post_json("<p>One.</p>")]))) == 1


def test_answers_without_a_post_are_told() -> None:
    assert [each.code for each in findings_of(answered([MEDIA]))] == ["answers-no-post"]


def test_a_locked_post_is_private_and_told() -> None:
    post = post_json("", content={"rendered": "", "protected": True},
                     title={"rendered": "Protected: Ferry"})  # fmt: skip
    (item,) = items_of(answered([post]))
    assert item.status is Status.PRIVATE
    assert text_of(item.head.headline) == "Ferry"
    assert [each.code for each in item.copy.findings] == ["locked-post"]


def test_co_authors_of_plugins() -> None:
    for fields in (
        {"newspack_author_info": [{"display_name": "Ana"}, {"display_name": "Tom"}]},
        {"coauthors": [{"display_name": "Ana"}, {"display_name": "Tom"}]},
        {"_embedded": {"wp:term": [[
            {"id": 1, "taxonomy": "author", "name": "Ana", "slug": "cap-ana"},
            {"id": 2, "taxonomy": "author", "name": "Tom", "slug": "cap-tom"},
        ]]}},
    ):  # fmt: skip
        (item,) = items_of(answered([post_json("<p>One.</p>", **fields)]))
        assert item.head.byline == "By Ana and Tom"


def test_a_site_that_refuses_is_told() -> None:
    refused = {"code": "rest_forbidden", "message": "Not for you.", "data": {"status": 401}}
    data = json.dumps([post_json("<p>One.</p>"), refused]).encode()
    given = list(REST.read(source_of(data, "posts.json")))
    assert "answer-refused" in {each.code for each in findings_of(given)}


# --- the same story from both ----------------------------------------------------------------


def test_an_export_and_an_answer_give_the_same_story() -> None:
    caption = "[caption width='300']<img src='{0}' /> A \"pier\".[/caption]"
    typed = f'It\'s "one" -- :)\n\n{caption}\n\n[map id="7"]'
    address = f"{SITE}/wp-content/uploads/2026/01/pier-300x200.jpg"
    rendered = (
        "<p>It&#8217;s &#8220;one&#8221; &#8212; \U0001f642</p>\n<figure class='wp-caption'>"
        f"<img src='{address}' /><figcaption class='wp-caption-text'>A &#8220;pier&#8221;."
        "</figcaption></figure>\n<p>[map id=&#8221;7&#8243;]</p>\n"
    )
    fields = {
        "guid": f"{SITE}/?p=7", "date": "2026-01-05 18:04:48", "gmt": "2026-01-05 16:04:48",
        "modified": "2026-01-06 09:00:00", "modified_gmt": "2026-01-06 07:00:00",
        "slug": "ferry-returns", "link": f"{SITE}/2026/01/ferry-returns/",
    }  # fmt: skip
    (one,) = items_of(
        read(export(item_xml(typed.format(address), **fields), picture_xml(8, "pier.jpg")))
    )
    (other,) = items_of(answered([post_json(rendered)], {"media.json": [MEDIA]}))
    assert (one.key, one.version) == (other.key, other.version)
    assert one.head.headline == other.head.headline
    assert (one.head.date, one.head.updated) == (other.head.date, other.head.updated)
    assert [_bare(each) for each in one.copy.pieces] == [_bare(each) for each in other.copy.pieces]
    assert [each.what for each in one.copy.left_out] == [each.what for each in other.copy.left_out]


def _bare(piece: object) -> tuple[object, ...]:
    if isinstance(piece, Picture):
        return ("picture", piece.src, piece.cutline)
    assert isinstance(piece, Paragraph)
    return ("paragraph", piece.runs)


# --- streamed and damaged --------------------------------------------------------------------


def numbers(data: bytes) -> list[object]:
    answers = Answers(source_of(data, "posts.json"))
    return [
        each.code if isinstance(each, Finding) else each.values.get("id")
        for each in answers.objects()
    ]


def test_values_may_be_longer_than_what_is_read_at_once() -> None:
    posts = [{"id": number, "text": "word \u00e9\n" * 60_000} for number in range(4)]
    for data in (json.dumps(posts), json.dumps(posts, ensure_ascii=False, indent=1)):
        assert numbers(data.encode()) == [0, 1, 2, 3]


def test_lines_are_those_of_the_file() -> None:
    data = json.dumps([{"id": 1}, {"id": 2}], indent=1).encode()
    answers = Answers(source_of(data, "posts.json"))
    assert [each.line for each in answers.objects() if isinstance(each, Answer)] == [2, 5]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[{"id": 1}, {"id": 2, oh}, {"id": 3}]', [1, "damaged-answer", 3]),
        (b'[{"id": 1}, {"id": 2, "a": "b', [1, "damaged-answer"]),
        (b'[{"id": 1}, {"id": ', [1, "damaged-answer"]),
        (b'[{"id": 1}{"id": 2}', [1, 2]),
        (b'[1, "a", null, {"id": 1}]', [1]),
        (b'{"id": 1, "a": ' + b"[" * 9_000, ["damaged-answer"]),
        (b'{"id": 1' + b"9" * 9_000 + b"}", ["damaged-answer"]),
        (b"oh", ["damaged-answer"]),
    ],
)
def test_what_is_damaged_is_told_and_the_rest_is_read(data: bytes, expected: list[object]) -> None:
    assert numbers(data) == expected


@pytest.mark.parametrize("hostile", [b'{"id":', b'{"id":"', b"[", b"]", b"{}", b'"', b","])
def test_reading_takes_time_that_grows_with_the_file(hostile: bytes) -> None:
    numbers(hostile * 20_000)


@pytest.mark.parametrize(
    "values", [[{"id": 1, "content": 5, "title": []}], [{"content": None, "title": None}]]
)
def test_values_of_the_wrong_kind_do_no_harm(values: object) -> None:
    data = json.dumps(values).encode()
    assert list(REST.read(Source("x", data, lambda: source_of(data, "x").stream())))


def test_blocks_of_other_things_are_left_out_of_answers_too() -> None:
    lists = '<ul class="wp-block-latest-posts__list wp-block-latest-posts"><li>More</li></ul>'
    (item,) = items_of(answered([post_json(f"<p>One.</p>{lists}")]))
    assert len(item.copy.pieces) == 1
    assert [(each.what, each.text) for each in item.copy.left_out] == [
        ("a list of other stories", "More")
    ]


def test_an_excerpt_of_blocks_need_not_be_how_the_story_opens() -> None:
    words = [f"word{number}" for number in range(30)]
    shown = f"<p>{' '.join(words[:10])}</p><p>A button</p><p>{' '.join(words[10:])}</p>"
    for made in (" ".join(words), "joined andmore [&hellip;]"):
        (item,) = items_of(answered([post_json(shown, excerpt={"rendered": f"<p>{made}</p>"})]))
        assert item.head.deck == ()


def test_what_wordpress_counts_on_a_page_is_no_part_of_an_address() -> None:
    player = '<audio><source src="https://a.example/b.mp3?_=1"></audio>'
    (item,) = items_of(answered([post_json(player)]))
    (embed,) = item.copy.pieces
    assert isinstance(embed, Embed)
    assert embed.href == "https://a.example/b.mp3"
