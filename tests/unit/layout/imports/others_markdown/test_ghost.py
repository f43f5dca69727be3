"""Ghost's export: posts as HTML, Lexical and Mobiledoc; cards, people, tags, status."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable

import pytest
from support.imports.item_words import item_words, words

from layout.imports.item import Item, Status
from layout.imports.others_markdown.ghost import GHOST
from layout.imports.source import source_of
from layout.story.block import Crosshead, Divider, Embed, Listing, Paragraph, Picture
from layout.story.module import Module
from layout.story.run import Emphasis, text_of
from slots.finding import Finding

POST = {
    "id": "1",
    "uuid": "u-1",
    "title": "Ferry returns",
    "slug": "ferry",
    "status": "published",
    "visibility": "public",
    "published_at": "2024-05-06T07:08:09.000Z",
    "updated_at": "2024-05-07 07:08:09",
    "custom_excerpt": "Boats sail",
    "feature_image": "__GHOST_URL__/content/images/pier.jpg",
}
TABLES = {
    "users": [{"id": "8", "name": "Luis Paz"}, {"id": "9", "name": "Ana Torres"}],
    "posts_authors": [
        {"post_id": "1", "author_id": "8", "sort_order": 1},
        {"post_id": "1", "author_id": "9", "sort_order": 0},
    ],
    "tags": [
        {"id": "4", "name": "#hidden"},
        {"id": "5", "name": "Town"},
        {"id": "6", "name": "sea"},
    ],
    "posts_tags": [{"post_id": "1", "tag_id": id, "sort_order": int(id)} for id in "456"],
    "posts_meta": [
        {
            "post_id": "1",
            "feature_image_alt": "The pier",
            "feature_image_caption": "The <b>northern</b> pier",
        }
    ],
    "settings": [{"key": "locale", "value": "en"}],
}


def export(*posts: object, address: str = "") -> list[Item]:
    whole = {"db": [{"meta": {"exported_on": 1}, "data": {"posts": posts, **TABLES}}]}
    source = source_of(json.dumps(whole).encode(), "ghost.json", address)
    assert GHOST.recognises(source)
    items = list(GHOST.read(source))
    return [one for one in items if isinstance(one, Item)]


def test_head_of_a_post() -> None:
    (item,) = export({**POST, "html": "<p>It sails.</p>"})
    head = item.head
    assert (item.key, item.version) == ("ghost u-1", "2024-05-07T07:08:09")
    assert (text_of(head.headline), text_of(head.deck)) == ("Ferry returns", "Boats sail")
    assert head.byline == "By Ana Torres and Luis Paz"
    assert (head.section, head.tags, head.slug) == ("Town", ("sea",), "ferry")
    assert head.date == datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)
    picture = item.copy.pieces[0]
    assert isinstance(picture, Picture)
    assert (picture.alt, text_of(picture.cutline)) == ("The pier", "The northern pier")
    assert item.copy.media[0].places == ("content/images/pier.jpg",)
    (item,) = export({**POST, "html": "<p>x</p>"}, address="https://paper.example/")
    assert item.copy.media[0].places == ("https://paper.example/content/images/pier.jpg",)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"status": "draft"}, Status.DRAFT),
        ({"status": "scheduled"}, Status.DRAFT),
        ({"status": "sent"}, Status.PRIVATE),
        ({"visibility": "paid"}, Status.PRIVATE),
        ({"visibility": "members"}, Status.PRIVATE),
        ({}, Status.PUBLISHED),
    ],
)
def test_status(more: dict[str, str], status: Status) -> None:
    (item,) = export({**POST, **more, "html": "<p>x</p>"})
    assert item.status is status
    assert (item.head.embargo is not None) == (more == {"status": "scheduled"})


CARDS = [
    ("image", {"src": "__GHOST_URL__/content/images/a.jpg", "caption": "A boat", "alt": "boat"}),
    ("gallery", {"images": [{"src": "b.jpg"}, {"src": "c.jpg"}], "caption": "Two boats"}),
    ("embed", {"url": "https://video.example/1", "metadata": {"title": "First crossing"}}),
    (
        "bookmark",
        {"url": "https://x.example/", "metadata": {"title": "Tides", "description": "All"}},
    ),
    ("callout", {"calloutEmoji": "", "calloutText": "Tickets <b>now</b>"}),
    ("toggle", {"heading": "May I?", "content": "<p>Yes you may</p>"}),
    ("button", {"buttonText": "Buy one", "buttonUrl": "https://x.example/buy"}),
    ("signup", {"header": "Join us", "subheader": "Weekly", "successMessage": "Thank you"}),
    ("html", {"html": "<p>Raw words</p>"}),
    ("markdown", {"markdown": "Some *marked* text"}),
    ("hr", {}),
    ("paywall", {}),
    ("odd", {"anything": "kept words"}),
]
SEEN = (
    "Hello there you A boat Two boats First crossing Tides All Tickets now May I Yes you may "
    "Buy one Join us Weekly Thank you Raw words Some marked text kept words"
)
MAIL = {"html": "<p>For mail only</p>"}


def lexical() -> str:
    text = [
        {"type": "extended-text", "text": "Hello ", "format": 0},
        {"type": "extended-text", "text": "there ", "format": 1},
        {
            "type": "link",
            "url": "https://x.example/",
            "children": [{"type": "text", "text": "you"}],
        },
    ]
    item = {"type": "listitem", "children": [{"type": "text", "text": "one"}]}
    blocks: list[object] = [
        {"type": "paragraph", "children": text},
        {"type": "heading", "tag": "h2", "children": [{"type": "text", "text": "Head"}]},
        {"type": "list", "listType": "number", "start": 3, "children": [item]},
    ]
    names = {"code": "codeblock", "hr": "horizontalrule"}
    blocks += [{"type": names.get(name, name), **card} for name, card in (*CARDS, ("email", MAIL))]
    return json.dumps({"root": {"children": blocks}})


def mobiledoc() -> str:
    cards = [list(card) for card in (*CARDS, ("email", MAIL))]
    text = [[0, [], 0, "Hello "], [0, [0], 1, "there "], [0, [1], 1, "you"]]
    sections: list[object] = [[1, "p", text], [1, "h2", [[0, [], 0, "Head"]]]]
    sections.append([3, "ol", [[[0, [], 0, "one"]]]])
    sections += [[10, at] for at in range(len(cards))]
    markups = [["strong"], ["a", ["href", "https://x.example/"]]]
    return json.dumps(
        {"version": "0.3.1", "markups": markups, "cards": cards, "sections": sections}
    )


def kinds(pieces: Iterable[object]) -> list[type]:
    return [type(piece) for piece in pieces]


@pytest.mark.parametrize(("key", "document"), [("lexical", lexical()), ("mobiledoc", mobiledoc())])
def test_cards(key: str, document: str) -> None:
    post = {name: value for name, value in POST.items() if name != "feature_image"}
    (item,) = export({**post, "html": None, key: document})
    first = item.copy.pieces[0]
    assert isinstance(first, Paragraph)
    assert [run.text for run in first.runs if run.emphasis is Emphasis.BOLD] == ["there"]
    assert [run.href for run in first.runs if run.href] == ["https://x.example/"]
    found = kinds(item.copy.pieces)
    assert found[1:4] == [Crosshead, Listing, Picture]
    assert {Divider, Embed, Module} <= set(found)
    boxes = [piece.kind for piece in item.copy.pieces if isinstance(piece, Module)]
    assert boxes == ["blue_box", "newsletter"]
    assert not words(SEEN) - item_words(item)
    assert ("words for readers of mail", "For mail only") in [
        (one.what, one.text) for one in item.copy.left_out
    ]
    assert "shortcode" in [one.code for one in item.copy.findings]


def test_html_cards() -> None:
    markup = (
        '<p>One</p><div class="kg-card kg-callout-card"><div class="kg-callout-text">Tickets</div>'
        "</div><!--kg-card-begin: email--><p>For mail</p><!--kg-card-end: email-->"
        '<div class="kg-card kg-signup-card"><h2 class="kg-signup-card-heading">Join</h2>'
        '<form><button>Go on</button></form><p class="kg-signup-card-success">Thanks</p></div>'
    )
    (item,) = export({**POST, "feature_image": None, "html": markup})
    assert kinds(item.copy.pieces) == [Paragraph, Module, Module]
    form = item.copy.pieces[2]
    assert isinstance(form, Module)
    assert (form.kind, text_of(form.title), form.success) == ("newsletter", "Join", "Thanks")
    assert not words("One Tickets For mail Join Go on Thanks") - item_words(item)


@pytest.mark.parametrize(
    "data",
    [
        b'{"db": [{"meta": {"exported_on": 1}',
        b'{"db": [{"meta": {"exported_on": 1}, "data": {"posts": []}}]}',
        b'{"db": [{"meta": {"exported_on": 1}, "data": 3}]}',
        b'{"db": [' + b'{"posts": [' * 50_000,
    ],
)
def test_what_cannot_be_read_is_a_finding(data: bytes) -> None:
    source = source_of(data, "ghost.json")
    assert GHOST.recognises(source)
    assert [type(one) for one in GHOST.read(source)] == [Finding]


def test_odd_rows_do_no_harm() -> None:
    odd: list[object] = [
        1,
        None,
        {},
        {"lexical": "{", "mobiledoc": "[]"},
        {"lexical": '{"root": 1}'},
    ]
    odd.append({"mobiledoc": '{"sections": [[10], [1], [3, 2, 1], 4, [1, "p", [[0, [7], 3]]]]}'})
    assert len(export(*odd)) == 4


def test_others_are_no_ghosts() -> None:
    assert not GHOST.recognises(source_of(b'{"version": "https://jsonfeed.org/version/1"}', "a"))
    assert not GHOST.recognises(source_of(b'{"db": []}', "a"))
